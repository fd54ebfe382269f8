//! Whether somebody is there: the idle time that all tabs share, and what happens when the page is hidden, put to sleep,
//! or nobody was there for too long.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use ::vault::idle::{Event, Next, TICK_MS};
use ::vault::{Idle, Keeping, Word};
use leptos::prelude::*;

use super::around::Around;
use super::{Door, Safe, Shut, held, sealed};
use crate::browser::channel::Channel;
use crate::browser::{clock, presence};

/// The watch of this tab.
struct Watch {
    safe: Safe,
    around: Around,
    idle: RefCell<Idle>,
    /// After so many milliseconds it ends.
    limit: Cell<u64>,
    channel: Option<Channel>,
}

/// Begins, once in a tab.
pub(super) fn begin(safe: Safe, around: Around) {
    if safe.is_watching.get_value() {
        safe.stay();
        return;
    }
    safe.is_watching.set_value(true);
    let idle = Idle::new(limit(safe), clock::now() as u64);
    let watch = Rc::new(Watch {
        safe,
        around,
        idle: RefCell::new(idle),
        limit: Cell::new(limit(safe)),
        channel: Channel::open(),
    });
    let hearing = Rc::clone(&watch);
    if let Some(channel) = &watch.channel {
        channel.hear(move |message| hearing.hears(&message));
    }
    let active = Rc::clone(&watch);
    presence::on_activity(move || active.happens(Event::Active));
    let shown = Rc::clone(&watch);
    presence::on_show(move || shown.ticks());
    presence::on_hide(move || {
        if let Some(vault) = safe.whole() {
            vault.hides();
        }
    });
    presence::on_freeze(move || {
        if let Some(vault) = safe.whole() {
            vault.abandon(Shut::PutAside);
        }
    });
    presence::on_leave(move || {
        // A browser may keep the page as it is for whoever goes back to it.
        if untrack(|| safe.keeping()) == Keeping::SharedComputer {
            around.session.forget_records();
        }
    });
    let staying = Rc::clone(&watch);
    safe.stay
        .set_value(Some(held(Rc::new(move || staying.happens(Event::Stay)))));
    let leaving = Rc::clone(&watch);
    safe.end
        .set_value(Some(held(Rc::new(move || leaving.ends()))));
    leptos::task::spawn_local(async move {
        loop {
            clock::wait(TICK_MS as u32).await;
            watch.ticks();
        }
    });
}

impl Watch {
    fn ticks(&self) {
        if self.has_new_limit() {
            let minutes = self.safe.minutes.get_untracked();
            self.says(Word::Limit { minutes });
        }
        if self.is_needed() {
            self.happens(Event::Tick);
        } else {
            self.idle
                .replace(Idle::new(self.limit.get(), clock::now() as u64));
            self.warns(None);
        }
    }

    /// Whether the limit is another one since it was last asked; it counts from now on.
    fn has_new_limit(&self) -> bool {
        let limit = limit(self.safe);
        let is_new = self.limit.replace(limit) != limit;
        if is_new && self.is_needed() {
            self.happens(Event::Limit(limit));
        }
        is_new
    }

    fn says(&self, word: Word) {
        if let Some(channel) = &self.channel {
            channel.say(&word.to_json());
        }
    }

    /// Only something that is open can be ended.
    fn is_needed(&self) -> bool {
        self.safe.door.get_untracked() == Door::Open || self.around.session.is_open_now()
    }

    fn happens(&self, event: Event) {
        let nexts = self.idle.borrow_mut().on(event, clock::now() as u64);
        for next in nexts {
            match next {
                Next::Warn { ends_at_ms } => self.warns(Some(ends_at_ms as f64)),
                Next::StopWarning => self.warns(None),
                Next::Announce(left) => self.safe.left.set(Some(left)),
                Next::Tell(word) => self.says(word),
                Next::End if self.is_needed() => self.ends(),
                Next::End => {}
            }
        }
    }

    fn hears(&self, message: &str) {
        match Word::from_json(message) {
            Some(Word::Active { at_ms }) => self.happens(Event::Heard { at_ms }),
            Some(Word::Limit { minutes }) => {
                self.safe.minutes.set(minutes);
                self.has_new_limit();
            }
            Some(Word::SignedOut) => self.is_ended_elsewhere(),
            Some(Word::Deleted) => {
                self.safe.sealed.set(Vec::new());
                self.is_ended_elsewhere();
            }
            _ => {}
        }
    }

    /// What another tab ends is not this vault's.
    fn is_ended_elsewhere(&self) {
        if self.safe.door.get_untracked() != Door::Open && self.around.session.is_open_now() {
            self.around.session.sign_out();
        }
    }

    fn warns(&self, ends_at: Option<f64>) {
        if self.safe.warned.get_untracked() != ends_at {
            self.safe.left.set(None);
            self.safe.warned.set(ends_at);
        }
    }

    /// Nobody was there: what is kept is locked, everything else ends.
    fn ends(&self) {
        self.warns(None);
        if self.safe.door.get_untracked() == Door::Open {
            self.safe.shut(Shut::TimedOut);
            return;
        }
        let (safe, around) = (self.safe, self.around);
        leptos::task::spawn_local(async move {
            if safe.keeping.get_untracked() != Keeping::SharedComputer {
                safe.holds(sealed::seal(sealed::unsent(around)).await);
            }
            around.session.sign_out();
            safe.timed_out.set(true);
        });
    }
}

fn limit(safe: Safe) -> u64 {
    u64::from(safe.minutes.get_untracked()) * 60_000
}
