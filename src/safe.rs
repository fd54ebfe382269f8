//! What is kept on this device, and the door to it: how the person chose to keep things, whether the vault is open,
//! and the ways to open, change and end it.
//!
//! Only whether there is a vault is known from the start; all work with it is in the later file (src/later.rs).

mod absence;
mod around;
mod contents;
mod damage;
mod ending;
mod hold;
mod leaving;
mod opening;
mod sealed;
mod vault;
mod ways;

use std::any::Any;
use std::pin::Pin;
use std::rc::Rc;

use ::vault::Keeping;
use ::vault::audit::{Act, Entry};
use ::vault::idle::{Left, USUAL_MINUTES};
use leptos::prelude::*;

use crate::browser::{page, storage};
use crate::hospital::Connection;
use crate::people::Profile;
use crate::searches::Domain;

/// Whether what is kept here can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// Nothing is kept on this device.
    None,
    /// Something is kept and locked.
    Shut(Shut),
    /// It is open in this tab.
    Open,
    /// Something is kept, and the person went on without opening it.
    Passed,
}

/// Why the door is shut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shut {
    /// The page was just opened.
    AtStart,
    /// The person locked it.
    ByHand,
    /// Nobody was there for a while.
    TimedOut,
    /// The browser put the page aside.
    PutAside,
    /// Another tab has it.
    Elsewhere,
}

/// What was found on this device when the page was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// No vault.
    Nothing,
    /// A vault.
    Vault,
    /// No vault, where there was one before.
    NoMore,
}

/// A way to open the vault.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Way {
    /// Its number in the vault.
    pub id: u32,
    /// What it is.
    pub kind: Kind,
    /// When it was set up, in milliseconds since 1970.
    pub made_ms: f64,
}

/// What opens the vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words that the person knows.
    Passphrase,
    /// The lock of the device: a fingerprint, a face, a code, a security key.
    Passkey,
}

/// Something that was kept and could not be read when the vault was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damaged {
    /// What a hospital answered: about what, where a page has a name for it, and which hospital, where that is known.
    Answers(Option<Domain>, Option<String>),
    /// A sign-in.
    Connection,
    /// Messages that were not sent.
    Drafts,
    /// What the person says of their medicines.
    Words,
    /// What the person has seen already.
    Seen,
    /// What hospitals changed, provide no longer or took back.
    Past,
    /// How the person set things up.
    Settings,
    /// A line of the log.
    Log,
    /// Nobody can say what it was.
    Unknown,
}

impl Damaged {
    /// Whether the hospital is asked for it again at the next update.
    pub fn comes_again(&self) -> bool {
        matches!(self, Damaged::Answers(_, Some(_)))
    }
}

/// What happened with the record on this device.
#[derive(Clone, Debug, Default)]
pub struct Log {
    /// What can be read, the newest first.
    pub entries: Vec<Entry>,
    /// How many entries can't be.
    pub unreadable: usize,
}

/// Why something with the vault did not work. Whatever it is, what was there is still there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failed {
    /// The passphrase is not one of this vault.
    WrongPassphrase,
    /// The passkey is not one of this vault.
    WrongPasskey,
    /// The person or the device broke off.
    Cancelled,
    /// This device's passkeys can't do it.
    NoPasskey,
    /// There is no room.
    Full,
    /// The browser does not let this site keep anything.
    NoStorage,
    /// A newer version of the portal made it.
    Newer,
    /// It can't be read any more.
    Damaged,
    /// A part of the program could not be fetched.
    NoProgram,
    /// Another tab has it now.
    Elsewhere,
}

/// Whether what is here is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Everything.
    Kept,
    /// It is being written.
    Writing,
    /// What is written here is; what is new of the record has no room on the device.
    Crowded,
    /// The device is full.
    Full,
    /// The browser does not take it, for another reason; it is tried again.
    Trouble,
    /// Someone or the browser deleted the vault while it was open.
    Gone,
}

/// The safe of this tab.
#[derive(Clone, Copy)]
pub struct Safe {
    keeping: RwSignal<Keeping>,
    door: RwSignal<Door>,
    ways: RwSignal<Vec<Way>>,
    standing: RwSignal<Standing>,
    draft_saved: RwSignal<Option<f64>>,
    damaged: RwSignal<Vec<Damaged>>,
    minutes: RwSignal<u16>,
    /// When everything ends if the person says nothing, in milliseconds since 1970; and what is to be said of it.
    warned: RwSignal<Option<f64>>,
    left: RwSignal<Option<Left>>,
    /// Nobody was here for a while, and a record that was kept nowhere was ended.
    timed_out: RwSignal<bool>,
    sealed: RwSignal<Vec<Rc<dyn Sealed>>, LocalStorage>,
    /// The last lock found something unsent, and saved it.
    saved_typed: RwSignal<bool>,
    is_opening: StoredValue<bool>,
    vault: StoredValue<Option<Rc<dyn Open>>, LocalStorage>,
    is_watching: StoredValue<bool>,
    stay: StoredValue<Option<Rc<dyn Fn()>>, LocalStorage>,
    end: StoredValue<Option<Rc<dyn Fn()>>, LocalStorage>,
    owner: StoredValue<Option<Owner>>,
}

/// The open vault, as far as the first file of the program knows it.
pub trait Open: Any {
    /// Waits until everything so far is written, or it is clear that it is not.
    fn written_down(self: Rc<Self>) -> Pin<Box<dyn Future<Output = ()>>>;

    /// Writes into the log what happened.
    fn note(self: Rc<Self>, act: Act);

    /// Whether everything is written; what is not is being written now.
    fn is_kept(self: Rc<Self>) -> bool;

    /// The vault itself.
    fn whole(self: Rc<Self>) -> Rc<dyn Any>;
}

/// What was typed before a record was ended, under a key of this tab.
pub trait Sealed {
    /// Whether this connection opens the very record it was written for.
    fn is_for(&self, connection: &Connection) -> bool;

    /// Puts it back.
    fn open(self: Rc<Self>, profile: Profile);
}

impl Safe {
    /// Gives the app its safe, for what was found on this device.
    pub fn provide(found: Found) -> Safe {
        let chosen = storage::keeping().and_then(|code| Keeping::read(&code));
        let (keeping, door) = match (found, chosen) {
            (Found::Vault, Some(Keeping::SharedComputer | Keeping::ThisVisit)) => {
                (chosen, Door::Passed)
            }
            (Found::Vault, _) => (Some(Keeping::ThisDevice), Door::Shut(Shut::AtStart)),
            (Found::Nothing | Found::NoMore, _) => (chosen, Door::None),
        };
        let standing = match found {
            Found::NoMore => Standing::Gone,
            Found::Nothing | Found::Vault => Standing::Kept,
        };
        let usual = match page::has_mouse() {
            true => Keeping::SharedComputer,
            false => Keeping::ThisVisit,
        };
        let safe = Safe {
            keeping: RwSignal::new(keeping.unwrap_or(usual)),
            door: RwSignal::new(door),
            ways: RwSignal::default(),
            standing: RwSignal::new(standing),
            draft_saved: RwSignal::default(),
            damaged: RwSignal::default(),
            minutes: RwSignal::new(USUAL_MINUTES),
            warned: RwSignal::default(),
            left: RwSignal::default(),
            timed_out: RwSignal::default(),
            sealed: RwSignal::new_local(Vec::new()),
            saved_typed: RwSignal::default(),
            is_opening: StoredValue::default(),
            vault: StoredValue::new_local(None),
            is_watching: StoredValue::default(),
            stay: StoredValue::new_local(None),
            end: StoredValue::new_local(None),
            owner: StoredValue::new(Owner::current()),
        };
        provide_context(safe);
        safe
    }

    /// How the person chose to keep things, tracked.
    pub fn keeping(self) -> Keeping {
        self.keeping.get()
    }

    /// Chooses; nothing is written on the device before a way to open it is set up.
    pub fn choose(self, keeping: Keeping) {
        if self.standing.get_untracked() == Standing::Gone {
            // It was said.
            storage::keep_choices_on_device(false);
            self.standing.set(Standing::Kept);
        }
        storage::keep_keeping(keeping.code());
        self.keeping.set(keeping);
        if keeping == Keeping::SharedComputer {
            self.sealed.set(Vec::new());
        }
    }

    /// The door, tracked.
    pub fn door(self) -> Door {
        self.door.get()
    }

    /// Whether something here would be lost if the page were left: the open vault would be shut, what is sealed gone.
    pub fn would_lose(self) -> bool {
        self.door.get_untracked() == Door::Open || self.would_lose_typed()
    }

    /// Whether something that was not sent was saved when it was locked; tracked.
    pub fn has_saved_typed(self) -> bool {
        self.saved_typed.get()
    }

    /// Whether something that was typed is here in this tab only, sealed.
    pub fn would_lose_typed(self) -> bool {
        self.sealed.with_untracked(|all| !all.is_empty())
    }

    /// What opens it, tracked.
    pub fn ways(self) -> Vec<Way> {
        self.ways.get()
    }

    /// Whether everything here is kept, tracked.
    pub fn standing(self) -> Standing {
        self.standing.get()
    }

    /// When a draft was last kept, in milliseconds since 1970; tracked.
    pub fn draft_saved_at(self) -> Option<f64> {
        self.draft_saved.get()
    }

    /// What could not be read when it was opened; tracked.
    pub fn damaged(self) -> Vec<Damaged> {
        self.damaged.get()
    }

    /// After so many minutes without anybody there everything is locked or ended; tracked.
    pub fn minutes(self) -> u16 {
        self.minutes.get()
    }

    /// Sets that.
    pub fn set_minutes(self, minutes: u16) {
        self.minutes.set(minutes);
    }

    /// When everything ends if the person says nothing, in milliseconds since 1970; tracked.
    pub fn ends_at(self) -> Option<f64> {
        self.warned.get()
    }

    /// How much time is left, when that is to be said aloud; tracked.
    pub fn left(self) -> Option<Left> {
        self.left.get()
    }

    /// Whether the record was ended because nobody was here; tracked.
    pub fn has_timed_out(self) -> bool {
        self.timed_out.get()
    }

    /// Whether something that was typed waits for the same person to sign in again; tracked.
    pub fn holds_typed(self) -> bool {
        self.sealed.with(|all| !all.is_empty())
    }

    /// The person is still there.
    pub fn stay(self) {
        if let Some(stay) = self.stay.get_value() {
            stay();
        }
    }

    /// The person wants to end it now, as if nobody were there.
    pub fn end(self) {
        if let Some(end) = self.end.get_value() {
            end();
        }
    }

    /// Whether what is typed outlasts this page.
    pub fn keeps_typed(self) -> bool {
        self.vault.get_value().is_some_and(Open::is_kept)
    }

    /// What is on the screen goes; the door is shut.
    fn leave(self, why: Shut) {
        self.warned.set(None);
        self.draft_saved.set(None);
        self.damaged.set(Vec::new());
        self.door.set(match self.standing.get_untracked() {
            Standing::Gone => Door::None,
            Standing::Kept
            | Standing::Writing
            | Standing::Crowded
            | Standing::Full
            | Standing::Trouble => Door::Shut(why),
        });
    }

    /// The person goes on without opening what is kept.
    pub fn pass(self) {
        self.choose(Keeping::ThisVisit);
        self.door.set(Door::Passed);
    }

    /// A record was opened beside what is kept and locked: the two are never mixed.
    pub fn goes_on_without(self) {
        if matches!(self.door.get_untracked(), Door::Shut(_)) {
            self.door.set(Door::Passed);
        }
    }

    /// The person wants to open it after all.
    pub fn want_open(self) {
        self.choose(Keeping::ThisDevice);
        self.door.set(Door::Shut(Shut::AtStart));
    }

    /// A record was opened: what was typed for it before comes back.
    pub fn welcomes(self, connection: &Connection, profile: Profile) {
        self.timed_out.set(false);
        let (own, others): (Vec<_>, Vec<_>) = self
            .sealed
            .get_untracked()
            .into_iter()
            .partition(|sealed| sealed.is_for(connection));
        if !own.is_empty() {
            self.sealed.set(others);
        }
        for sealed in own {
            sealed.open(profile);
        }
    }

    /// Waits until everything so far is kept, or it is clear that it is not. Where nothing is kept, not at all.
    pub async fn written_down(self) {
        let vault = self.vault.get_value();
        if let Some(vault) = vault {
            vault.written_down().await;
        }
    }

    /// Writes into the log what happened, where there is one.
    pub fn note(self, act: Act) {
        if let Some(vault) = self.vault.get_value() {
            vault.note(act);
        }
    }
}

/// What the later file hands to the first one to hold. Without the black box the compiler would see what it is, and put
/// that into the first file too.
fn held<T>(given: T) -> T {
    std::hint::black_box(given)
}

/// The safe of this app.
pub fn safe() -> Safe {
    expect_context()
}
