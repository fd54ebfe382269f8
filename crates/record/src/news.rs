//! What is new since the person last looked. Remembers, list by list and hospital by hospital, what was there and
//! what it said ([`crate::mark`]); never a name or a value.
//!
//! - Nothing is new before a list was looked at once while everything of that hospital was there. So the first load of
//!   a hospital with three thousand results shows no three thousand "New"; the app calls [`News::looked`] for every
//!   list when it has shown, on the loading page, how much came.
//! - From then on what was not there is new, and what says something else has changed, until the list is looked at
//!   again or the one item is opened. Who shows a list asks [`News::among`] first and calls [`News::looked`] when the
//!   person leaves it, so that the tags stand still while it is read.
//! - What was there once is known for good: an item that goes and comes again is not new.

mod text;

use std::collections::BTreeMap;

use crate::ids::{LocalId, SourceId};

pub use text::NotNews;

/// Which list: a number of the app's, the same for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct List(pub u8);

/// How an item stands to what was there before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Newness {
    /// It was there and said the same, or nothing is known of what was there.
    Known,
    /// It was not there.
    New,
    /// It was there and said something else.
    Changed,
}

/// What was there when the person last looked. Times are in milliseconds since 1970.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    lists: BTreeMap<(List, SourceId), Looked>,
}

/// One list of one hospital.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Looked {
    at: i64,
    seen: BTreeMap<LocalId, Seen>,
}

/// One item. Ordered by which is later; of two at one time the one that says more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Seen {
    at: i64,
    /// None where it was made in another way than marks are now.
    mark: Option<u64>,
}

impl News {
    /// How one item stands.
    pub fn of(&self, list: List, source: SourceId, (id, mark): (LocalId, u64)) -> Newness {
        let Some(looked) = self.lists.get(&(list, source)) else {
            return Newness::Known;
        };
        match looked.seen.get(&id).map(|seen| seen.mark) {
            None => Newness::New,
            Some(Some(before)) if before != mark => Newness::Changed,
            Some(_) => Newness::Known,
        }
    }

    /// Those of the items that are new or changed.
    pub fn among(
        &self,
        list: List,
        source: SourceId,
        items: impl IntoIterator<Item = (LocalId, u64)>,
    ) -> Vec<(LocalId, Newness)> {
        let items = items.into_iter();
        let stands = items.map(|item| (item.0, self.of(list, source, item)));
        stands
            .filter(|(_, newness)| *newness != Newness::Known)
            .collect()
    }

    /// When the person last looked at a list while everything of that hospital was there.
    pub fn last_looked(&self, list: List, source: SourceId) -> Option<i64> {
        self.lists.get(&(list, source)).map(|looked| looked.at)
    }

    /// The person looked at a list with everything of that hospital on it ([`crate::Section::has_all`]).
    pub fn looked(
        &mut self,
        list: List,
        source: SourceId,
        at: i64,
        items: impl IntoIterator<Item = (LocalId, u64)>,
    ) {
        let looked = self.lists.entry((list, source)).or_default();
        looked.at = looked.at.max(at);
        looked.see(at, items);
        self.bound();
    }

    /// The person looked at a list while some of that hospital was still to come, or opened one item. Of a list that
    /// was never looked at as a whole nothing is remembered: the rest would be called new.
    pub fn looked_at_some(
        &mut self,
        list: List,
        source: SourceId,
        at: i64,
        items: impl IntoIterator<Item = (LocalId, u64)>,
    ) {
        if let Some(looked) = self.lists.get_mut(&(list, source)) {
            looked.see(at, items);
            self.bound();
        }
    }

    /// The patient signed out of a hospital.
    pub fn forget(&mut self, source: SourceId) {
        self.lists.retain(|(_, of), _| *of != source);
    }

    /// What two tabs know together: the later look counts. What is not of a connected hospital goes: one tab may not
    /// have heard that it was forgotten in the other.
    pub fn merged(mut self, other: News, connected: &[SourceId]) -> News {
        for (key, theirs) in other.lists {
            let ours = self.lists.entry(key).or_default();
            ours.at = ours.at.max(theirs.at);
            for (id, seen) in theirs.seen {
                let known = ours.seen.entry(id).or_insert(seen);
                *known = seen.max(*known);
            }
        }
        self.lists
            .retain(|(_, source), _| connected.contains(source));
        self.bound();
        self
    }

    /// How many items are remembered.
    fn len(&self) -> usize {
        self.lists.values().map(|looked| looked.seen.len()).sum()
    }

    /// Remembers no more than [`MOST`]: what is no longer there goes first, then whole lists, the largest first. A list
    /// that went counts as never looked at: nothing on it is called new that was there before.
    fn bound(&mut self) {
        if self.len() > MOST {
            for looked in self.lists.values_mut() {
                let last = looked.at;
                looked.seen.retain(|_, seen| seen.at >= last);
            }
        }
        while self.len() > MOST {
            let size = |key: &(List, SourceId)| self.lists.get(key).map(|looked| looked.seen.len());
            let largest = self.lists.keys().copied().max_by_key(size);
            let Some(largest) = largest else { return };
            self.lists.remove(&largest);
        }
    }
}

impl Looked {
    fn see(&mut self, at: i64, items: impl IntoIterator<Item = (LocalId, u64)>) {
        for (id, mark) in items {
            let now = Seen {
                at,
                mark: Some(mark),
            };
            let known = self.seen.entry(id).or_insert(now);
            *known = now.max(*known);
        }
    }
}

/// So many items are remembered in all: about two megabytes of text.
pub const MOST: usize = 40_000;
