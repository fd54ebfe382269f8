//! Items that are to be looked at again, each once.

use crate::ids::{IdSet, LocalId};

#[derive(Clone, Debug, Default)]
pub(crate) struct Stale {
    waiting: IdSet,
    /// The same, some of which wait no more.
    queue: Vec<LocalId>,
    /// What may have to be looked at, some of it twice.
    hints: Vec<LocalId>,
}

impl Stale {
    pub(crate) fn insert(&mut self, id: LocalId) {
        if self.waiting.insert(id) {
            self.queue.push(id);
        }
    }

    pub(crate) fn extend(&mut self, ids: impl IntoIterator<Item = LocalId>) {
        ids.into_iter().for_each(|id| self.insert(id));
    }

    pub(crate) fn remove(&mut self, id: LocalId) {
        self.waiting.remove(&id);
    }

    pub(crate) fn pop(&mut self) -> Option<LocalId> {
        while let Some(id) = self.queue.pop() {
            if self.waiting.remove(&id) {
                return Some(id);
            }
        }
        None
    }

    /// They are to be looked at again if they are items at all, which is not looked at now: it may be many.
    pub(crate) fn hint(&mut self, ids: impl IntoIterator<Item = LocalId>) {
        self.hints.extend(ids);
    }

    pub(crate) fn hinted(&mut self) -> Option<LocalId> {
        self.hints.pop()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.waiting.is_empty() && self.hints.is_empty()
    }
}
