//! Saving, as a pure state machine: the caller writes and waits, and tells what came of it.
//!
//! ```text
//! Resting ─change▶ Writing ─Written▶ Resting          Writing ─Trouble▶ Waiting ─Waited▶ Writing
//!                  Writing ─Full▶ Resting             Writing ─Elsewhere, Gone▶ Over
//! ```
//!
//! There is one transaction at a time, and it carries everything that is not saved yet. So what lies on the device is at
//! every moment the state after a whole number of changes: none is torn, and none overtakes another. "Saved" is said only
//! after the device's own word.

use std::collections::BTreeMap;

use crate::Place;

/// Values to keep, each with its place; `None` deletes what is there.
pub type Group<V> = Vec<(Place, Option<V>)>;

/// The longest wait before it is tried again, in seconds.
const LONGEST_WAIT_S: u32 = 30;

/// One tab's hold on the vault. Changes of the same place follow each other so quickly that most never meet the device:
/// only the latest value of each place is kept for the next transaction.
pub struct Store<V> {
    /// What is in no transaction yet.
    unwritten: BTreeMap<Place, Option<V>>,
    /// What is in the transaction under way.
    under_way: BTreeMap<Place, Option<V>>,
    /// The latest change.
    latest: u64,
    /// The latest change in the transaction under way.
    written: u64,
    /// The latest change that is saved.
    saved: u64,
    /// Why the last transaction did not succeed; `None` after one that did.
    trouble: Option<WhyNot>,
    /// How often it was in trouble without a success in between.
    failures: u32,
    stage: Stage,
}

#[derive(Clone, Copy)]
enum Stage {
    /// Nothing is under way. What is unwritten then did not fit.
    Resting,
    /// A transaction is under way.
    Writing(Then),
    /// It is tried again after a while.
    Waiting,
    /// Nothing is written any more.
    Over,
}

/// What follows a transaction.
#[derive(Clone, Copy)]
enum Then {
    /// The next one, or rest.
    GoOn,
    /// The last one, with what is not saved by then.
    WriteLast,
    /// The vault is let go of: this is the last one.
    LetGo,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The transaction is complete.
    Written,
    /// Nothing of it was kept.
    NotWritten(WhyNot),
    /// The wait of [`Step::Wait`] is over.
    Waited,
    /// The person wants it tried again.
    Retry,
    /// The person locks, or another tab wants the vault: save what is not saved, then let go.
    LetGo,
    /// The page is being frozen: nothing can be waited for.
    Abandon,
}

/// Why something is not saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyNot {
    /// There is no room. It is tried again with the next change, or by [`Event::Retry`].
    Full,
    /// Another tab holds the vault.
    Elsewhere,
    /// The vault was deleted, by the person or by the browser.
    Gone,
    /// Something else. It is tried again by itself.
    Trouble,
}

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step<V> {
    /// Seal these and write them in one transaction; [`Event::Written`] or [`Event::NotWritten`] follows.
    Write(Group<V>),
    /// Wait so many milliseconds; [`Event::Waited`] follows.
    Wait(u32),
    /// The vault is let go of: drop the key.
    Released {
        /// Something is not saved and never will be ([`Store::unsaved`]).
        lost: bool,
    },
}

/// What may be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Everything is on the device.
    Saved,
    /// Something is on its way there.
    Saving,
    /// Something is not there, for this reason, however often it was tried since.
    NotSaved(WhyNot),
    /// Something is not there, and the vault was let go of.
    LetGo,
}

impl<V: Clone> Store<V> {
    /// For a vault that was just opened.
    pub fn new() -> Store<V> {
        Store {
            unwritten: BTreeMap::new(),
            under_way: BTreeMap::new(),
            latest: 0,
            written: 0,
            saved: 0,
            trouble: None,
            failures: 0,
            stage: Stage::Resting,
        }
    }

    /// Takes in a group of changes, which is kept whole or not at all. The number is the group's own; it is saved when
    /// [`Store::saved_up_to`] has reached it.
    pub fn change(&mut self, group: Group<V>) -> (u64, Option<Step<V>>) {
        self.latest += 1;
        self.unwritten.extend(group);
        let step = match self.stage {
            Stage::Resting => self.write(),
            Stage::Writing(_) | Stage::Waiting | Stage::Over => None,
        };
        (self.latest, step)
    }

    /// Takes in what happened and says what to do. What does not belong to the stage changes nothing.
    pub fn on(&mut self, event: Event) -> Option<Step<V>> {
        match (self.stage, event) {
            (Stage::Writing(then), Event::Written) => self.complete(then),
            (Stage::Writing(then), Event::NotWritten(why)) => self.failed(why, then),
            (Stage::Waiting, Event::Waited) | (Stage::Resting | Stage::Waiting, Event::Retry) => {
                self.write()
            }
            (Stage::Resting | Stage::Waiting, Event::LetGo) => self.let_go(),
            (Stage::Writing(Then::GoOn), Event::LetGo) => {
                self.stage = Stage::Writing(Then::WriteLast);
                None
            }
            (Stage::Over, Event::LetGo) => self.end(),
            (_, Event::Abandon) => {
                self.take_back();
                self.stage = Stage::Over;
                None
            }
            (Stage::Resting | Stage::Waiting | Stage::Over, Event::Written)
            | (Stage::Resting | Stage::Waiting | Stage::Over, Event::NotWritten(_))
            | (Stage::Resting | Stage::Writing(_) | Stage::Over, Event::Waited)
            | (Stage::Writing(_) | Stage::Over, Event::Retry)
            | (Stage::Writing(Then::WriteLast | Then::LetGo), Event::LetGo) => None,
        }
    }

    /// Gives up writing what lies in these places: what was written there before stays. For a device that is full, where
    /// one large value would keep the small ones from being written. Nothing that is being written is taken back, and what
    /// is to be deleted stays so. Gives the places.
    pub fn give_up(&mut self, places: impl Fn(Place) -> bool) -> Vec<Place> {
        let is_given_up = |place: &Place, value: &Option<V>| value.is_some() && places(*place);
        let given_up = self
            .unwritten
            .iter()
            .filter(|(place, value)| is_given_up(place, value))
            .map(|(place, _)| *place)
            .collect();
        self.unwritten
            .retain(|place, value| !is_given_up(place, value));
        given_up
    }

    /// What may be said of everything together.
    pub fn standing(&self) -> Standing {
        match (self.trouble, self.stage) {
            _ if self.unsaved().next().is_none() => Standing::Saved,
            (Some(why), _) => Standing::NotSaved(why),
            (None, Stage::Over) => Standing::LetGo,
            (None, Stage::Resting | Stage::Writing(_) | Stage::Waiting) => Standing::Saving,
        }
    }

    /// Whether the latest value of this place is on the device.
    pub fn is_saved(&self, place: Place) -> bool {
        !self.unwritten.contains_key(&place) && !self.under_way.contains_key(&place)
    }

    /// Every change up to this number is on the device.
    pub fn saved_up_to(&self) -> u64 {
        self.saved
    }

    /// The latest values that are not known to be on the device.
    pub fn unsaved(&self) -> impl Iterator<Item = (Place, Option<&V>)> {
        let overtaken = |place| self.unwritten.contains_key(place);
        self.under_way
            .iter()
            .filter(move |(place, _)| !overtaken(place))
            .chain(&self.unwritten)
            .map(|(place, value)| (*place, value.as_ref()))
    }

    /// Begins a transaction with everything that is unwritten.
    fn write(&mut self) -> Option<Step<V>> {
        self.write_and(Then::GoOn)
    }

    fn write_and(&mut self, then: Then) -> Option<Step<V>> {
        if self.unwritten.is_empty() {
            self.saved = self.latest;
            self.stage = Stage::Resting;
            return None;
        }
        self.under_way = std::mem::take(&mut self.unwritten);
        self.written = self.latest;
        self.stage = Stage::Writing(then);
        let group = self.under_way.clone().into_iter().collect();
        Some(Step::Write(group))
    }

    fn complete(&mut self, then: Then) -> Option<Step<V>> {
        self.under_way.clear();
        self.saved = self.written;
        self.trouble = None;
        self.failures = 0;
        match then {
            Then::GoOn => self.write(),
            Then::WriteLast | Then::LetGo => self.let_go(),
        }
    }

    fn failed(&mut self, why: WhyNot, then: Then) -> Option<Step<V>> {
        self.take_back();
        self.trouble = Some(why);
        match (why, then) {
            (WhyNot::Elsewhere | WhyNot::Gone, Then::GoOn) => {
                self.stage = Stage::Over;
                None
            }
            (WhyNot::Elsewhere | WhyNot::Gone, Then::WriteLast) | (_, Then::LetGo) => self.end(),
            (WhyNot::Full | WhyNot::Trouble, Then::WriteLast) => self.let_go(),
            (WhyNot::Full, Then::GoOn) => {
                self.stage = Stage::Resting;
                None
            }
            (WhyNot::Trouble, Then::GoOn) => {
                let seconds = (1 << self.failures.min(5)).min(LONGEST_WAIT_S);
                self.failures += 1;
                self.stage = Stage::Waiting;
                Some(Step::Wait(seconds * 1_000))
            }
        }
    }

    /// What was under way is unwritten again, but where something newer is.
    fn take_back(&mut self) {
        let newer = std::mem::take(&mut self.unwritten);
        self.unwritten = std::mem::take(&mut self.under_way);
        self.unwritten.extend(newer);
    }

    fn let_go(&mut self) -> Option<Step<V>> {
        self.write_and(Then::LetGo).or_else(|| self.end())
    }

    fn end(&mut self) -> Option<Step<V>> {
        self.stage = Stage::Over;
        let lost = !self.unwritten.is_empty();
        Some(Step::Released { lost })
    }
}

impl<V: Clone> Default for Store<V> {
    fn default() -> Store<V> {
        Store::new()
    }
}

#[cfg(test)]
mod tests;
