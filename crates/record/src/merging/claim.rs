//! What an item says of itself that decides whether it is the same as another: keys that must be equal, and what must
//! not differ (reference §8.2). The classes of the record say it in their own files; what is done with it is the same
//! for all.

use std::collections::BTreeSet;

use crate::{
    ids::{LocalId, SEED, SourceId, mixed},
    when::{Offset, When},
};

/// Why items of several records stand as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The same number, given by the same giver of numbers.
    SameNumber,
    /// One hospital says that it took the item over from the other.
    TakenOver,
    /// The same code.
    SameCode,
    /// The same code on the same day.
    SameCodeAndDay,
    /// The same code, a day apart.
    SameCodeADayApart,
    /// The same name, to the letter, where no code can be compared.
    SameName,
    /// The same name on the same day.
    SameNameAndDay,
    /// The same name, a day apart.
    SameNameADayApart,
    /// The same test at the same minute with the same value in the same unit.
    SameResult,
    /// The same kind of report of the same time with the same results.
    SameReport,
    /// The same file, to the byte.
    SameFile,
    /// A document of the same kind, of the same time and by the same author.
    SameDocument,
    /// The same insurer and the same member number.
    SameMember,
}

/// What one item says of itself.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Claim {
    pub(crate) id: LocalId,
    pub(crate) source: SourceId,
    /// What it says as a whole: two items of one hospital with the same can stand for one another.
    pub(crate) mark: u64,
    /// Its business identifiers.
    pub(crate) identifiers: Vec<u128>,
    /// The surest first.
    pub(crate) keys: Vec<Key>,
    /// What two items must agree in where both say it.
    pub(crate) aspects: Vec<(Aspect, u128)>,
    /// Those of its codes that say only of what kind it is.
    pub(crate) kinds: Vec<u128>,
    pub(crate) day: Option<i64>,
    /// So many days two dated items may be apart, whatever they share; `None`: any.
    pub(crate) window: Option<i64>,
    /// The hospital from which it was taken over, by its own word.
    pub(crate) taken_from: Option<SourceId>,
    /// Whether it may be the same as an item of another hospital.
    pub(crate) abroad: bool,
}

/// Two items with the same are the same, if nothing speaks against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    /// The lower, the surer, and the earlier looked at.
    pub(crate) round: u8,
    pub(crate) hash: u128,
    pub(crate) reason: Reason,
}

/// In what two items must agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Aspect {
    /// A code of one system.
    Code(crate::identity::System),
    /// What it is called.
    Name,
    /// The number of what was made together.
    Lot,
    /// The part of the body: left and right are two.
    BodySite,
    /// The day, by the clock it was written with and by that of UTC.
    Day,
}

impl Claim {
    /// Of an item that is the same as no other.
    pub(crate) fn alone(id: LocalId, source: SourceId, mark: u64) -> Self {
        Self {
            id,
            source,
            mark,
            identifiers: Vec::new(),
            keys: Vec::new(),
            aspects: Vec::new(),
            kinds: Vec::new(),
            day: None,
            window: None,
            taken_from: None,
            abroad: true,
        }
    }

    /// Adds a key made of these parts.
    pub(crate) fn key(&mut self, round: u8, reason: Reason, parts: &[&str]) {
        let hash = hashed(&char::from(b'a' + round.min(25)).to_string(), parts);
        let key = Key {
            round,
            hash,
            reason,
        };
        if !self.keys.contains(&key) {
            self.keys.push(key);
        }
    }

    /// What it says was done once: the same of another day is another.
    pub(crate) fn done_once(&mut self, when: Option<&When>) {
        self.day = day(when);
        self.window = Some(1);
        let in_utc = match when {
            Some(When::Moment(moment)) => Some(moment.epoch_seconds().div_euclid(86_400)),
            _ => None,
        };
        let days: BTreeSet<i64> = self.day.into_iter().chain(in_utc).collect();
        let on = |day: i64| (Aspect::Day, hashed("day", &[&day.to_string()]));
        self.aspects.extend(days.into_iter().map(on));
    }

    /// So many days it may be apart from others; what has no day is apart from none.
    pub(crate) fn window_of_days(&self) -> Option<i64> {
        self.window.filter(|_| self.day.is_some())
    }

    /// All that it may share with another item.
    pub(crate) fn shares(&self) -> Vec<u128> {
        let keys = self.keys.iter().map(|key| key.hash);
        self.identifiers.iter().copied().chain(keys).collect()
    }

    /// What it is called, and the codes that say what it is.
    pub(crate) fn called(&self) -> impl Iterator<Item = (Aspect, u128)> {
        let aspects = self.aspects.iter().copied();
        aspects.filter(|(aspect, hash)| aspect.is_what() && !self.kinds.contains(hash))
    }
}

impl Aspect {
    /// It says what the item is.
    fn is_what(self) -> bool {
        matches!(self, Self::Code(_) | Self::Name)
    }
}

/// One number for these parts.
pub(crate) fn hashed(kind: &str, parts: &[&str]) -> u128 {
    let seed = mixed(SEED, kind);
    parts.iter().fold(seed, |hash, part| mixed(hash, part))
}

/// A name as it is compared: to the letter, but for case and spaces. `None` if it says nothing.
pub(crate) fn folded(name: &str) -> Option<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let name = words.join(" ").to_lowercase();
    let says = name.chars().any(char::is_alphabetic) && !SAYS_NOTHING.contains(&name.as_str());
    says.then_some(name)
}

/// What stands where nothing is known.
const SAYS_NOTHING: [&str; 12] = [
    "unknown",
    "other",
    "none",
    "n/a",
    "na",
    "not specified",
    "unspecified",
    "not on file",
    "see notes",
    "see comments",
    "miscellaneous",
    "no information",
];

/// The minute or, where no time was sent, the day: two times of different precision are never the same.
pub(crate) fn moment(when: &When) -> Option<String> {
    match when {
        When::Moment(_) => minute(when),
        When::Day(day) => Some(format!("day {}", day.number())),
        When::Year(_) | When::Month(..) | When::AsSent(_) => None,
    }
}

/// The minute, if it is known. A clock without an offset is only compared with another such clock.
pub(crate) fn minute(when: &When) -> Option<String> {
    let When::Moment(moment) = when else {
        return None;
    };
    let clock = match moment.offset {
        Offset::Missing => "clock",
        Offset::Utc | Offset::Minutes(_) => "minute",
    };
    Some(format!("{clock} {}", moment.epoch_seconds().div_euclid(60)))
}

/// The day as written, counted.
pub(crate) fn day(when: Option<&When>) -> Option<i64> {
    when?.day().map(crate::when::Day::number)
}
