//! An item as a section holds it: who brought it, what it was before, and what became of it.

use std::{any::Any, sync::Arc};

use crate::{
    feed::{Feed, Item, Ticket},
    past::{Turn, Turned},
};

/// What became of an item. Times are in milliseconds since 1970: when the run began that noticed it. The hospital may
/// have done it earlier.
#[derive(Clone, Debug)]
pub struct History<T> {
    /// What it was before, the oldest first, each with when it was noticed that the hospital had changed it. At most
    /// the last five.
    pub before: Vec<(i64, Arc<T>)>,
    /// The hospital has given everything since, and this was not among it.
    pub gone: Option<i64>,
    /// The hospital has said since that it was entered by mistake.
    pub withdrawn: Option<i64>,
}

/// The same without what it was before. Times are in milliseconds since 1970.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Became {
    /// When it was last noticed that the hospital had changed it.
    pub changed: Option<i64>,
    /// The hospital has given everything since, and this was not among it.
    pub gone: Option<i64>,
    /// The hospital has said since that it was entered by mistake.
    pub withdrawn: Option<i64>,
}

/// So many earlier versions of an item are kept.
pub(crate) const VERSIONS: usize = 5;

#[derive(Clone, Debug)]
pub(crate) struct Held {
    pub(crate) item: Item,
    pub(crate) feed: Feed,
    /// The whole run of that search under which it stands.
    pub(crate) run: u32,
    /// The other searches that brought it, and which run of each.
    pub(crate) also: Vec<(Feed, u32)>,
    pub(crate) fate: Fate,
    before: Vec<Version>,
    /// The run that brought it last, and when it began.
    brought: u32,
    brought_at: i64,
    /// What stood here before that run.
    prior: Option<Item>,
    /// That run brought something else: the last version is what stood before it.
    is_changed: bool,
}

/// Whether it still stands in the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    Here,
    Gone(i64),
    Withdrawn(i64),
}

impl Fate {
    fn at(self) -> Option<i64> {
        match self {
            Fate::Here => None,
            Fate::Gone(at) | Fate::Withdrawn(at) => Some(at),
        }
    }
}

#[derive(Clone, Debug)]
struct Version {
    item: Item,
    at: i64,
}

impl Held {
    pub(crate) fn new(item: Item, ticket: Ticket, whole: u32) -> Self {
        Self {
            item,
            feed: ticket.feed,
            run: whole,
            also: Vec::new(),
            fate: Fate::Here,
            before: Vec::new(),
            brought: ticket.run,
            brought_at: ticket.at,
            prior: None,
            is_changed: false,
        }
    }

    /// It came again. One that is sent twice within one run, in two forms, was not changed in between: what stood here
    /// before the run is compared with the later form.
    pub(crate) fn comes_again(&mut self, item: Item, ticket: Ticket) {
        let earlier = std::mem::replace(&mut self.item, item);
        self.fate = Fate::Here;
        self.brought_at = ticket.at;
        if self.brought == ticket.run {
            self.before.pop_if(|_| self.is_changed);
        } else {
            self.brought = ticket.run;
            self.prior = Some(earlier);
        }
        let is_other = |prior: &&Item| prior.mark != self.item.mark;
        let changed = self.prior.as_ref().filter(is_other).cloned();
        self.is_changed = changed.is_some();
        let version = changed.map(|item| Version {
            item,
            at: ticket.at,
        });
        self.before.extend(version);
        // One more than is shown, for one that turns out to be none.
        if self.before.len() > VERSIONS + 1 {
            self.before.remove(0);
        }
    }

    /// A whole run of this search has ended: false if no search brings it any more.
    pub(crate) fn outlives(&mut self, feed: Feed, run: u32) -> bool {
        let is_older = |one: &(Feed, u32)| one.0 == feed && one.1 != run;
        self.also.retain(|one| !is_older(one));
        if !is_older(&(self.feed, self.run)) {
            return true;
        }
        let other = self.also.pop();
        (self.feed, self.run) = other.unwrap_or((self.feed, self.run));
        other.is_some()
    }

    /// What it was in an earlier sitting. The kept answers tell some of that themselves, and skip what is kept no more:
    /// what was told then stands. Versions are recalled from the last to the first.
    pub(crate) fn recalls(&mut self, item: Item, at: i64) {
        if let Some(known) = self.before.iter_mut().find(|version| version.at == at) {
            known.item = item;
            return;
        }
        let place = self.before.partition_point(|version| version.at <= at);
        match self.before.get_mut(place) {
            // That was noticed earlier.
            Some(next) if next.item.mark == item.mark => {
                next.at = at;
                return;
            }
            None if self.item.mark == item.mark => return,
            Some(_) | None => {}
        }
        self.before.insert(place, Version { item, at });
        if self.before.len() > VERSIONS + 1 {
            self.before.remove(0);
        }
    }

    /// What became of it in an earlier sitting, unless a hospital brought it, or something else became of it, later;
    /// false if it is here.
    pub(crate) fn recalls_fate(&mut self, item: Item, fate: Fate) -> bool {
        let known = self.fate.at().unwrap_or(self.brought_at);
        if fate.at().is_some_and(|told| known < told) {
            (self.item, self.fate) = (item, fate);
        }
        !self.is_here()
    }

    /// What became of it at this time or later, each with what it said before.
    pub(crate) fn turned(&self, since: i64) -> impl Iterator<Item = Turned> {
        let own = match self.fate {
            Fate::Here => None,
            Fate::Gone(at) => Some((Turn::Gone, at, self.item.mark)),
            Fate::Withdrawn(at) => Some((Turn::Withdrawn, at, self.item.mark)),
        };
        let before = self.before.iter();
        let before = before.map(|version| (Turn::Changed, version.at, version.item.mark));
        let turns = before.chain(own).filter(move |(_, at, _)| *at >= since);
        turns.map(|(turn, at, mark)| Turned {
            id: self.item.key,
            search: self.feed.search,
            turn,
            at,
            mark,
        })
    }

    /// What one search brought is another's from now on, as if an earlier run of it had brought it.
    pub(crate) fn passes(&mut self, from: Feed, to: Feed) {
        self.also.retain(|(feed, _)| *feed != from);
        if self.feed == from {
            (self.feed, self.run) = self.also.pop().unwrap_or((to, self.run));
        }
    }

    /// The searches that have or had it, and which run of each.
    pub(crate) fn holders(&self) -> impl Iterator<Item = (Feed, u32)> {
        let also = self.also.iter().copied();
        std::iter::once((self.feed, self.run)).chain(also)
    }

    /// When the run began that brought it last.
    pub(crate) fn brought_at(&self) -> i64 {
        self.brought_at
    }

    pub(crate) fn is_here(&self) -> bool {
        self.fate == Fate::Here
    }

    pub(crate) fn history<T: Any + Send + Sync>(&self) -> History<T> {
        let extra = self.before.len().saturating_sub(VERSIONS);
        let version = |version: &Version| Some((version.at, version.item.read()?));
        let became = self.became();
        History {
            before: self.before.iter().skip(extra).filter_map(version).collect(),
            gone: became.gone,
            withdrawn: became.withdrawn,
        }
    }

    pub(crate) fn became(&self) -> Became {
        let (gone, withdrawn) = match self.fate {
            Fate::Here => (None, None),
            Fate::Gone(at) => (Some(at), None),
            Fate::Withdrawn(at) => (None, Some(at)),
        };
        Became {
            changed: self.before.last().map(|version| version.at),
            gone,
            withdrawn,
        }
    }
}
