//! Items that are to be looked at again, each once.

use crate::ids::{IdSet, LocalId};

#[derive(Clone, Debug, Default)]
pub(crate) struct Stale {
    waiting: IdSet,
    /// The same, some of which wait no more.
    queue: Vec<LocalId>,
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

    pub(crate) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }
}
