//! Locking the vault, and deleting it.

use std::cell::Cell;
use std::rc::Rc;

use ::vault::idle::USUAL_MINUTES;
use ::vault::{Keeping, Word};
use leptos::prelude::*;

use super::{Door, Safe, Shut, Standing};
use crate::browser::channel::Channel;
use crate::browser::database::Database;
use crate::browser::{clock, storage};

/// So long may the browser take to delete the vault, in milliseconds, and how often it is looked whether it has.
const DELETING_MS: f64 = 5_000.0;
const LOOKING_MS: u32 = 10;

impl Safe {
    /// Saves what is not saved, and locks; in the other tabs too.
    pub fn lock(self) {
        tell_tabs(Word::Lock);
        self.shut(Shut::ByHand);
    }

    pub(super) fn shut(self, why: Shut) {
        if let Some(vault) = self.whole() {
            vault.lock(why);
        }
    }

    /// Ends every sign-in; what is kept stays kept, locked.
    pub fn sign_out(self) {
        let session = self.around().session;
        match untrack(|| self.door()) {
            Door::Open => {
                session.end_sign_ins();
                self.lock();
            }
            Door::None | Door::Shut(_) | Door::Passed => {
                tell_tabs(Word::SignedOut);
                session.sign_out();
            }
        }
    }

    /// Deletes what is kept on this device; what is open stays open in memory.
    pub async fn stop_keeping(self, next: Keeping) -> bool {
        if let Some(vault) = self.whole() {
            vault.let_be();
        }
        let is_gone = delete().await;
        self.choose(next);
        self.door.set(Door::None);
        self.ways.set(Vec::new());
        self.standing.set(Standing::Kept);
        self.draft_saved.set(None);
        is_gone
    }

    /// Ends every sign-in, forgets everything and deletes whatever this site keeps on this device; whether nothing is
    /// left.
    pub async fn delete_everything(self) -> bool {
        let session = self.around().session;
        // What is being opened is there when it is open, and not before.
        while self.is_opening.get_value() {
            clock::wait(LOOKING_MS).await;
        }
        if let Some(vault) = self.whole() {
            vault.let_be();
        }
        session.sign_out();
        tell_tabs(Word::Deleted);
        let is_gone = self.stop_keeping(Keeping::SharedComputer).await;
        self.timed_out.set(false);
        self.minutes.set(USUAL_MINUTES);
        let is_empty = storage::forget_everything();
        is_gone && is_empty
    }
}

/// Deletes the vault and what stands in the clear for it; whether it is gone.
pub(super) async fn delete() -> bool {
    storage::keep_choices_on_device(false);
    // A tab that is asleep does not let go of it; nobody waits for that.
    let is_gone = Rc::new(Cell::new(None));
    let told = Rc::clone(&is_gone);
    leptos::task::spawn_local(async move { told.set(Some(Database::delete().await)) });
    let until = clock::now() + DELETING_MS;
    while is_gone.get().is_none() && clock::now() < until {
        clock::wait(LOOKING_MS).await;
    }
    is_gone.get().unwrap_or_default()
}

fn tell_tabs(word: Word) {
    if let Some(channel) = Channel::open() {
        channel.say(&word.to_json());
        channel.close();
    }
}
