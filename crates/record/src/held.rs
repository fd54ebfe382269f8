//! An item as a section holds it: who brought it, what it was before, and what became of it.

use std::{any::Any, sync::Arc};

use crate::feed::{Feed, Item, Ticket};

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

/// So many earlier versions are kept.
const VERSIONS: usize = 5;

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
    /// The run that brought it last.
    brought: u32,
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
            prior: None,
            is_changed: false,
        }
    }

    /// It came again. One that is sent twice within one run, in two forms, was not changed in between: what stood here
    /// before the run is compared with the later form.
    pub(crate) fn comes_again(&mut self, item: Item, ticket: Ticket) {
        let earlier = std::mem::replace(&mut self.item, item);
        self.fate = Fate::Here;
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

    /// What one search brought is another's from now on, as if an earlier run of it had brought it.
    pub(crate) fn passes(&mut self, from: Feed, to: Feed) {
        self.also.retain(|(feed, _)| *feed != from);
        if self.feed == from {
            (self.feed, self.run) = self.also.pop().unwrap_or((to, 0));
        }
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
