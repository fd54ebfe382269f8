//! One tab has the vault: taking it from the one that has it, and letting go of it again.

use std::cell::Cell;
use std::rc::Rc;

use ::vault::Word;

use super::Failed;
use super::ways::not_made;
use crate::browser::channel::Channel;
use crate::browser::database::{Database, NotWritten};
use crate::browser::{clock, tab_lock};

/// How long another tab gets to save what it has, in milliseconds, and how often it is looked whether it has.
const LETTING_GO_MS: f64 = 1_500.0;
const LOOKING_MS: u32 = 10;

/// A random number for this tab.
pub(super) fn number() -> Result<u64, Failed> {
    clock::random()
        .map(u64::from_be_bytes)
        .ok_or(Failed::NoStorage)
}

/// Leaves the vault as it is: nothing of it may be taken for damaged, or written over.
pub(super) async fn let_go(database: Database, holder: Vec<u8>, why: Failed) -> Failed {
    // Whoever opens it next waits a moment in vain, if this is not possible.
    let _ = database.release(&holder).await;
    database.close();
    why
}

/// Takes the vault from the tab that has it; the number under which it is held now.
pub(super) async fn take_hold(database: &Database, who: u64) -> Result<Vec<u8>, Failed> {
    ask_to_let_go(database, who).await;
    let holder = who.to_be_bytes().to_vec();
    match database.hold(&holder).await {
        Ok(()) => Ok(holder),
        // On a full device it can be read all the same, under the number that stands there; not in two tabs.
        Err(NotWritten::Full) if tab_lock::is_held().await != Some(true) => {
            Ok(database.holder().await)
        }
        Err(why) => Err(not_made(why)),
    }
}

/// Asks the tab that has the vault to save what it has and let go, and waits for that a while. One that was killed
/// does not answer; nothing it had is lost by that.
async fn ask_to_let_go(database: &Database, who: u64) {
    let is_held = match tab_lock::is_held().await {
        Some(is_held) => is_held,
        None => !database.holder().await.is_empty(),
    };
    let (true, Some(channel)) = (is_held, Channel::open()) else {
        return;
    };
    let is_free = Rc::new(Cell::new(false));
    let heard = Rc::clone(&is_free);
    channel.hear(move |message| {
        if Word::from_json(&message) == Some(Word::Released { who }) {
            heard.set(true);
        }
    });
    channel.say(&Word::LetGo { who }.to_json());
    let until = clock::now() + LETTING_GO_MS;
    while !is_free.get() && clock::now() < until {
        clock::wait(LOOKING_MS).await;
    }
    channel.close();
}
