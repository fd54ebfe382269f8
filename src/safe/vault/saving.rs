//! What the store says is to be done, and what the page is told about it.

use std::rc::Rc;

use ::vault::audit::{Act, Obstacle};
use ::vault::store::{Event, Group, Step};
use ::vault::{Place, Sealed, Table, store};
use leptos::prelude::*;

use super::Vault;
use super::value::Plain;
use crate::browser::clock;
use crate::browser::database::NotWritten;
use crate::safe::Standing;

/// After so many milliseconds it is tried again to keep what had no room.
const ROOM_MS: u32 = 10_000;
/// How often it is looked whether something is written, in milliseconds.
const LOOKING_MS: u32 = 10;

impl Vault {
    pub(super) fn change(self: &Rc<Self>, group: Group<Plain>) -> u64 {
        let (number, step) = self.store.borrow_mut().change(group);
        self.follow(step);
        number
    }

    pub(in crate::safe) fn on(self: &Rc<Self>, event: Event) {
        let step = self.store.borrow_mut().on(event);
        self.follow(step);
    }

    fn follow(self: &Rc<Self>, step: Option<Step<Plain>>) {
        self.tell();
        let Some(step) = step else { return };
        let vault = Rc::clone(self);
        match step {
            Step::Write(group) => leptos::task::spawn_local(async move {
                let event = match vault.write(group).await {
                    Ok(()) => Event::Written,
                    Err(why) => Event::NotWritten(why),
                };
                vault.on(event);
            }),
            Step::Wait(milliseconds) => leptos::task::spawn_local(async move {
                clock::wait(milliseconds).await;
                vault.on(Event::Waited);
            }),
            // What is lost of it, if anything is, is asked of the store afterwards.
            Step::Released { .. } => self.released(),
        }
    }

    async fn write(&self, group: Group<Plain>) -> Result<(), store::WhyNot> {
        let key = self.key.borrow().clone().ok_or(store::WhyNot::Trouble)?;
        let mut sealed = Vec::with_capacity(group.len());
        for (place, plain) in group {
            let bytes = match plain {
                Some(plain) => {
                    let additional = place.additional_data(Sealed::VERSION);
                    let sealing = key.seal(&additional, &plain).await;
                    let (iv, ciphertext) = sealing.ok_or(store::WhyNot::Trouble)?;
                    Some(Sealed::new(iv, ciphertext).to_bytes())
                }
                None => None,
            };
            sealed.push((place.key(), bytes));
        }
        let written = self.database.write(&self.holder, &sealed).await;
        written.map_err(|why| match why {
            NotWritten::Full => store::WhyNot::Full,
            NotWritten::Elsewhere => store::WhyNot::Elsewhere,
            NotWritten::Gone => store::WhyNot::Gone,
            NotWritten::Trouble => store::WhyNot::Trouble,
        })
    }

    /// Tells the page whether what is here is kept.
    fn tell(self: &Rc<Self>) {
        let store = self.store.borrow();
        let (standing, saved) = (store.standing(), store.saved_up_to());
        drop(store);
        if !self.is_open() {
            return;
        }
        let told = match standing {
            store::Standing::Saved if self.lacks_room.get() => Standing::Crowded,
            store::Standing::Saved => Standing::Kept,
            store::Standing::Saving | store::Standing::LetGo => Standing::Writing,
            store::Standing::NotSaved(store::WhyNot::Full) => {
                if self.makes_room() {
                    return;
                }
                self.tries_again();
                Standing::Full
            }
            store::Standing::NotSaved(store::WhyNot::Trouble) => Standing::Trouble,
            store::Standing::NotSaved(store::WhyNot::Gone) => Standing::Gone,
            store::Standing::NotSaved(store::WhyNot::Elsewhere) => {
                self.lost_to_another_tab();
                return;
            }
        };
        let safe = self.safe;
        if safe.standing.get_untracked() != told {
            let obstacle = match told {
                Standing::Full | Standing::Crowded => Some(Obstacle::Full),
                Standing::Trouble => Some(Obstacle::Trouble),
                Standing::Kept | Standing::Writing | Standing::Gone => None,
            };
            safe.standing.set(told);
            // Once is enough for the log.
            if let Some(obstacle) = obstacle
                && !self.has_noted.replace(true)
            {
                self.log(Act::NotSaved(obstacle));
            }
        }
        if self.drafts.get().is_some_and(|change| change <= saved) {
            self.drafts.set(None);
            safe.draft_saved.set(Some(clock::now()));
        }
    }

    /// On a full device what a hospital sends is not kept anew, so that what is typed is. Whether something gave way.
    fn makes_room(self: &Rc<Self>) -> bool {
        let is_record = |place: Place| matches!(place.table, Table::Record | Table::Past);
        let given_up = self.store.borrow_mut().give_up(is_record);
        if given_up.is_empty() {
            return false;
        }
        self.lacks_room.set(true);
        let vault = Rc::downgrade(self);
        leptos::task::spawn_local(async move {
            clock::wait(ROOM_MS).await;
            if let Some(vault) = vault.upgrade() {
                vault
                    .known
                    .borrow_mut()
                    .retain(|place, _| !given_up.contains(place));
                vault.save_all();
            }
        });
        self.on(Event::Retry);
        true
    }

    /// What has no room now may have some later, without a word of anybody.
    fn tries_again(self: &Rc<Self>) {
        if self.waits_for_room.replace(true) {
            return;
        }
        let vault = Rc::downgrade(self);
        leptos::task::spawn_local(async move {
            clock::wait(ROOM_MS).await;
            if let Some(vault) = vault.upgrade() {
                vault.waits_for_room.set(false);
                vault.on(Event::Retry);
            }
        });
    }

    /// Waits until what was changed so far is written, or cannot be for now.
    pub(super) async fn until_written(self: &Rc<Self>) {
        let wanted = self.change(Vec::new());
        loop {
            {
                let store = self.store.borrow();
                let is_under_way = store.standing() == store::Standing::Saving;
                if store.saved_up_to() >= wanted || !is_under_way || !self.is_open() {
                    return;
                }
            }
            clock::wait(LOOKING_MS).await;
        }
    }
}
