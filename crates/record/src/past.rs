//! What became of items, with what they were before: what a hospital changed, provides no longer or took back, so that
//! it is told in later sittings too. Only what is still in the kept answers tells itself again; what was in older ones
//! is held here, each item as the hospital had sent it: read again, it is what it was.

mod bytes;

use std::collections::HashSet;

use crate::{
    class::Class,
    feed::Item,
    held::VERSIONS,
    ids::{Base, IdMap, LocalId},
    section::TOLD_FOR,
    taking::{Asked, take},
};

pub use bytes::NotPast;

/// What became of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Turn {
    /// The hospital has changed it.
    Changed,
    /// The hospital provides it no longer.
    Gone,
    /// The hospital has said that it was entered by mistake.
    Withdrawn,
}

/// An item that became something, as a section knows it ([`crate::Section::turned`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Turned {
    /// Which.
    pub id: LocalId,
    /// The search that has or had it.
    pub search: u8,
    /// What became of it.
    pub turn: Turn,
    /// When that was noticed, in milliseconds since 1970.
    pub at: i64,
    /// What it said before ([`crate::mark`]).
    pub(crate) mark: u64,
}

impl Turned {
    /// Whether it said this before ([`crate::Marked`]).
    pub fn was(&self, mark: u64) -> bool {
        self.mark == mark
    }
}

/// An item as it was.
#[derive(Clone, PartialEq, Eq)]
pub struct Former {
    /// Which.
    pub id: LocalId,
    /// The search that had it.
    pub search: u8,
    /// What became of it.
    pub turn: Turn,
    /// When that was noticed, in milliseconds since 1970.
    pub at: i64,
    /// Its JSON, as the hospital had sent it.
    pub raw: Vec<u8>,
}

/// Everything of one hospital that became something, the oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Past {
    told: Vec<Former>,
    /// What was looked for and is kept nowhere any more. It is not written.
    unknown: HashSet<Turned>,
}

/// What is looked for in the kept answers, by item: of one there may be several versions.
#[derive(Debug, Default)]
pub struct Wanted(IdMap<Vec<Turned>>);

/// So many bytes are held of one hospital; what was noticed first goes first.
pub const MOST: usize = 1_000_000;
/// What is larger alone is not held: all else would go for it.
const LARGEST: usize = 100_000;

impl Past {
    /// Nothing is held.
    pub fn is_empty(&self) -> bool {
        self.told.is_empty()
    }

    /// What is held, in the order in which a section recalls it ([`crate::Section::recall`]): what went, the oldest
    /// first, then what was changed, the latest first.
    pub fn told(&self) -> impl Iterator<Item = &Former> {
        let is_change = |held: &&Former| held.turn == Turn::Changed;
        let went = self.told.iter().filter(move |held| !is_change(held));
        went.chain(self.told.iter().rev().filter(is_change))
    }

    /// Those of them that are not held, and were not looked for in vain.
    pub fn wanted(&self, turned: impl IntoIterator<Item = Turned>) -> Wanted {
        let told: HashSet<_> = self.told.iter().map(Former::which).collect();
        let mut wanted = Wanted::default();
        for one in turned {
            if !self.unknown.contains(&one) && !told.contains(&(one.id, one.turn, one.at)) {
                wanted.0.entry(one.id).or_default().push(one);
            }
        }
        wanted
    }

    /// Nobody has what these were: they are not looked for again.
    pub fn gives_up(&mut self, wanted: Wanted) {
        self.unknown.extend(wanted.0.into_values().flatten());
    }

    /// Holds one more, unless it is there or too large.
    pub fn add(&mut self, former: Former) {
        let is_same = |held: &Former| held.which() == former.which();
        if former.raw.len() > LARGEST || self.told.iter().any(is_same) {
            return;
        }
        let place = self.told.partition_point(|held| held.at <= former.at);
        let id = former.id;
        self.told.insert(place, former);
        let is_version = |held: &&Former| held.id == id && held.turn == Turn::Changed;
        if self.told.iter().filter(is_version).count() > VERSIONS {
            let first = self.told.iter().position(|held| is_version(&held));
            first.map(|first| self.told.remove(first));
        }
        let size: usize = self.told.iter().map(Former::size).sum();
        let mut over = size.saturating_sub(MOST);
        while over > 0 && !self.told.is_empty() {
            over = over.saturating_sub(self.told.remove(0).size());
        }
    }

    /// What was taken back so long ago that no list tells it any more goes.
    pub fn ages(&mut self, now: i64) {
        let is_told = |one: &Former| now.saturating_sub(one.at) < TOLD_FOR;
        self.told
            .retain(|one| one.turn != Turn::Withdrawn || is_told(one));
    }

    /// Keeps those only of which this is true.
    pub fn retain(&mut self, still: impl FnMut(&Former) -> bool) {
        self.told.retain(still);
    }
}

impl Wanted {
    /// All is found.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether one of them is, or was, of this search.
    pub fn is_of(&self, search: u8) -> bool {
        self.0.values().flatten().any(|one| one.search == search)
    }

    /// Takes those of an item that were just this.
    fn take(&mut self, id: LocalId, mark: u64) -> Vec<Turned> {
        let Some(of_item) = self.0.get_mut(&id) else {
            return Vec::new();
        };
        let here = of_item.extract_if(.., |one| one.was(mark)).collect();
        if of_item.is_empty() {
            self.0.remove(&id);
        }
        here
    }
}

impl Former {
    /// Which item, and what became of it when.
    fn which(&self) -> (LocalId, Turn, i64) {
        (self.id, self.turn, self.at)
    }

    /// How many bytes it takes as it is written.
    fn size(&self) -> usize {
        bytes::HEAD + self.raw.len()
    }

    /// The item, in the class of the record where it stands; `None` where it is read no more.
    pub fn item(&self, asked: &Asked<'_>) -> Option<(Class, Item)> {
        item(&self.raw, self.id, asked)
    }
}

/// What it says is about a person, and is not printed.
impl std::fmt::Debug for Former {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Former({} {:?} {})", self.id, self.turn, self.at)
    }
}

/// Takes those of the wanted that stand in a kept answer just as they were out of the list, as the hospital sent them.
pub fn found(answer: &[u8], asked: &Asked<'_>, wanted: &mut Wanted) -> Vec<Former> {
    let base = Base::new(asked.base);
    let mut found = Vec::new();
    for sent in fhir::written::all(answer) {
        let Some(id) = sent.id.as_deref().map(|id| base.id(&sent.kind, id)) else {
            continue;
        };
        if !wanted.0.contains_key(&id) {
            continue;
        }
        let Some((_, was)) = item(sent.raw, id, asked) else {
            continue;
        };
        let here = wanted.take(id, was.mark).into_iter();
        found.extend(here.map(|one| Former {
            id,
            search: one.search,
            turn: one.turn,
            at: one.at,
            raw: sent.raw.to_vec(),
        }));
    }
    found
}

fn item(raw: &[u8], id: LocalId, asked: &Asked<'_>) -> Option<(Class, Item)> {
    let answer = fhir::Answer::new(raw);
    let taken = take(&fhir::read::page(&answer).ok()?, asked);
    let deliveries = taken.deliveries(Class::People).into_iter();
    let mut items = deliveries
        .flat_map(|(class, delivery)| delivery.items.into_iter().map(move |item| (class, item)));
    items.find(|(_, item)| item.key == id)
}
