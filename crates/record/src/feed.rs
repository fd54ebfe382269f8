//! One search at one hospital: where it stands, and what its pages bring.

use std::{any::Any, sync::Arc};

use crate::{
    ids::{Keyed, LocalId, SourceId},
    mark::Marked,
    receipt::Receipt,
    trouble::Trouble,
};

/// One search at one hospital. A class of the record may need several (reference §2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Feed {
    /// The hospital.
    pub source: SourceId,
    /// Which of its searches.
    pub search: u8,
}

/// One run of a search. What a stopped or forgotten run still brings is not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket {
    pub(crate) feed: Feed,
    pub(crate) run: u32,
    /// When it began, in milliseconds since 1970.
    pub(crate) at: i64,
}

/// Where a search stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Not begun.
    Waiting,
    /// Begun; so many pages are here.
    Arriving {
        /// Pages so far.
        pages: usize,
    },
    /// All of it is here.
    Done {
        /// Entries received, listed or not.
        received: usize,
    },
    /// It stopped; what came before is kept.
    Failed(Trouble),
    /// The patient or the hospital does not allow it.
    NotShared,
    /// The hospital does not have it.
    NotOffered,
}

/// What one answer brings to a section.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// The items, all of one type.
    pub items: Vec<Item>,
    /// Items that the hospital has withdrawn.
    pub withdrawn: Vec<LocalId>,
    /// What became of every entry of the answer.
    pub receipt: Receipt,
    /// Whether the server says that something is missing.
    pub complete: Complete,
}

/// Anything that fills a section.
#[derive(Clone, Debug)]
pub struct Item {
    pub(crate) key: LocalId,
    pub(crate) mark: u64,
    thing: Arc<dyn Any + Send + Sync>,
}

impl Item {
    /// One thing.
    pub fn of<T: Keyed + Marked + Any + Send + Sync>(thing: T) -> Item {
        Item {
            key: thing.key(),
            mark: thing.mark(),
            thing: Arc::new(thing),
        }
    }

    /// The thing, by its own type.
    pub(crate) fn read<T: Any + Send + Sync>(&self) -> Option<Arc<T>> {
        Arc::clone(&self.thing).downcast().ok()
    }
}

/// What a server's own messages say about its list (reference §2.1 rule 4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Complete {
    /// Nothing is said to be missing.
    #[default]
    Whole,
    /// A warning: some may be missing.
    MayLack,
    /// An error: the list is not complete.
    Lacks,
}
