//! How the vault is let go of: locked, put aside by the browser, taken by another tab, or deleted.

use std::rc::Rc;

use ::vault::audit::{Act, Cause};
use ::vault::store::{Event, WhyNot};
use ::vault::{Place, Table, Word};
use leptos::prelude::*;

use super::sealed::{self, Unsent};
use super::vault::{PUT_ASIDE, Plain, Vault};
use super::{Shut, Standing};
use crate::browser::clock;

/// So long may the last write take when the vault is locked, in milliseconds, and how often it is looked whether it is
/// over.
const LETTING_GO_MS: f64 = 10_000.0;
const LOOKING_MS: u32 = 10;

impl Vault {
    /// Nothing is kept from now on, and what is here stays.
    pub(super) fn let_be(self: &Rc<Self>) {
        self.is_left.set(true);
        if let Some(owner) = self.watching.take() {
            owner.cleanup();
        }
        for (_, connection) in untrack(|| self.around.session.sign_ins()) {
            connection.tell(None);
        }
        self.on(Event::Abandon);
        self.released();
    }

    /// Locks: what is on the screen goes at once, what is not written yet is written, and then the key goes. What was
    /// typed and could not be written stays in this tab, sealed.
    pub(super) fn lock(self: &Rc<Self>, why: Shut) {
        if !self.is_open() {
            return;
        }
        let unsent = sealed::unsent(self.around);
        self.save_all();
        self.log(Act::Locked(cause(why)));
        self.leave(why);
        self.on(Event::LetGo);
        self.keep_what_is_lost(unsent);
    }

    /// Seals what was typed until it is clear whether it is written; a browser that never says so must not keep the key
    /// here.
    fn keep_what_is_lost(self: &Rc<Self>, unsent: Vec<Unsent>) {
        let vault = Rc::clone(self);
        leptos::task::spawn_local(async move {
            let had_unsent = unsent.iter().any(|one| one.has_drafts);
            let sealed = sealed::seal(unsent).await;
            let until = clock::now() + LETTING_GO_MS;
            while vault.has_key() && clock::now() < until {
                clock::wait(LOOKING_MS).await;
            }
            vault.drop_key();
            let is_lost = vault.has_unsaved_words();
            vault.safe.saved_typed.set(had_unsent && !is_lost);
            if is_lost {
                vault.safe.holds(sealed);
                vault.gives_back();
            }
        });
    }

    /// Whether something that somebody wrote or said is not written.
    fn has_unsaved_words(&self) -> bool {
        let is_of_words = |(place, _): (Place, Option<&Plain>)| {
            matches!(place.table, Table::Drafts | Table::Words)
        };
        self.store.borrow().unsaved().any(is_of_words)
    }

    /// Whoever has opened the record again meanwhile gets at once what was sealed for them.
    fn gives_back(&self) {
        for (profile, connection) in untrack(|| self.around.session.sign_ins()) {
            let profile = self.around.people.numbered(profile);
            self.safe.welcomes(&connection, profile);
        }
    }

    /// The page can no longer be seen, and may be stopped soon.
    pub(super) fn hides(self: &Rc<Self>) {
        if !self.is_open() {
            return;
        }
        self.save_all();
        let vault = Rc::clone(self);
        let unsent = sealed::unsent(self.around);
        leptos::task::spawn_local(async move {
            let sealed = sealed::seal(unsent).await;
            vault.spare.replace(sealed);
        });
    }

    /// The page may be stopped at any moment: the key goes now.
    pub(super) fn abandon(self: &Rc<Self>, why: Shut) {
        if !self.is_open() {
            self.drop_key();
            return;
        }
        let had_unsent = self.around.people.have_unsent();
        self.was_put_aside.set(why == Shut::PutAside);
        self.leave(why);
        self.drop_key();
        let is_lost = self.has_unsaved_words();
        self.safe.saved_typed.set(had_unsent && !is_lost);
        if is_lost {
            self.safe.holds(self.spare.take());
        }
    }

    fn has_key(&self) -> bool {
        self.key.borrow().is_some()
    }

    fn drop_key(self: &Rc<Self>) {
        if self.has_key() {
            self.on(Event::Abandon);
            self.released();
        }
    }

    fn leave(self: &Rc<Self>, why: Shut) {
        self.is_left.set(true);
        if let Some(owner) = self.watching.take() {
            owner.cleanup();
        }
        self.safe.leave(why);
        self.around.session.put_away();
    }

    pub(super) fn released(self: &Rc<Self>) {
        self.key.replace(None);
        self.known.borrow_mut().clear();
        // Another one may be open by now.
        if self
            .safe
            .whole()
            .is_some_and(|open| Rc::ptr_eq(&open, self))
        {
            self.safe.vault.set_value(None);
        }
        let vault = Rc::clone(self);
        leptos::task::spawn_local(async move {
            if vault.was_put_aside.get() {
                // The log is locked by now.
                vault.database.note_time(PUT_ASIDE, clock::now()).await;
            }
            // A tab that is stopped before this holds it for good; whoever opens it next waits a moment in vain.
            let _ = vault.database.release(&vault.holder).await;
            vault.database.close();
            vault.tab_lock.take();
            let Some(channel) = &vault.channel else {
                return;
            };
            if let Some(who) = vault.asked_by.take() {
                channel.say(&Word::Released { who }.to_json());
            }
            channel.close();
        });
    }

    pub(super) fn lost_to_another_tab(self: &Rc<Self>) {
        if self.is_open() {
            let unsent = sealed::unsent(self.around);
            self.leave(Shut::Elsewhere);
            self.released();
            self.keep_what_is_lost(unsent);
        }
    }

    /// Lets go when another tab wants the vault, locks when another one locks.
    pub(super) fn hear(self: &Rc<Self>) {
        let vault = Rc::downgrade(self);
        let lost = vault.clone();
        self.database.on_lost(move || {
            if let Some(vault) = lost.upgrade() {
                vault.on(Event::NotWritten(WhyNot::Gone));
                vault.safe.standing.set(Standing::Gone);
            }
        });
        let Some(channel) = &self.channel else { return };
        channel.hear(move |message| {
            let Some(vault) = vault.upgrade() else { return };
            match Word::from_json(&message) {
                Some(Word::LetGo { who }) if who != vault.who => {
                    vault.asked_by.set(Some(who));
                    vault.lock(Shut::Elsewhere);
                }
                Some(Word::Lock) => vault.lock(Shut::ByHand),
                Some(Word::Deleted) if vault.is_open() => {
                    vault.safe.standing.set(Standing::Gone);
                    vault.around.session.end_sign_ins();
                    vault.spare.take();
                    vault.abandon(Shut::ByHand);
                }
                _ => {}
            }
        });
    }
}

fn cause(why: Shut) -> Cause {
    match why {
        Shut::AtStart | Shut::ByHand => Cause::Hand,
        Shut::TimedOut => Cause::Time,
        Shut::PutAside => Cause::Hidden,
        Shut::Elsewhere => Cause::AnotherTab,
    }
}
