//! The items of one class, and which of them are one.

use std::sync::Arc;

use super::{
    claim::Claim,
    engine::Engine,
    matching::Group,
    merged::{Conflict, Merged, Version},
};
use crate::ids::{IdMap, LocalId, SourceId};

#[derive(Clone, Debug)]
pub(crate) struct Index<T> {
    items: IdMap<Arc<T>>,
    engine: Engine,
}

impl<T> Default for Index<T> {
    fn default() -> Self {
        Self {
            items: IdMap::default(),
            engine: Engine::default(),
        }
    }
}

type Conflicts<T> = fn(&[Arc<T>]) -> Vec<Conflict>;

impl<T: Version> Index<T> {
    pub(crate) fn put(&mut self, item: Arc<T>) {
        self.items.insert(item.key(), item);
    }

    /// What an item says of itself.
    pub(crate) fn say(&mut self, id: LocalId, claim: impl FnOnce(&T) -> Claim) {
        if let Some(item) = self.items.get(&id) {
            self.engine.put(claim(item));
        }
    }

    pub(crate) fn remove(&mut self, id: LocalId) {
        self.items.remove(&id);
        self.engine.remove(id);
    }

    /// See [`Engine::settle`].
    pub(crate) fn settle(&mut self, left: &mut usize) -> bool {
        self.engine.settle(left)
    }

    pub(crate) fn ids_of(&self, source: SourceId) -> impl Iterator<Item = LocalId> {
        let of = self
            .items
            .values()
            .filter(move |item| item.source() == source);
        of.map(|item| item.key())
    }

    pub(crate) fn item(&self, id: LocalId) -> Option<&T> {
        self.items.get(&id).map(Arc::as_ref)
    }

    /// All items, in the order of their ids.
    pub(crate) fn items(&self) -> Vec<Arc<T>> {
        let mut items: Vec<Arc<T>> = self.items.values().cloned().collect();
        items.sort_by_key(|item| item.key());
        items
    }

    pub(crate) fn all(&self, conflicts: Conflicts<T>) -> Vec<Merged<T>> {
        let mut groups: Vec<&Group> = self.engine.groups().collect();
        groups.sort_by_key(|group| group.ids.first());
        groups
            .into_iter()
            .map(|group| self.merged(group, conflicts))
            .collect()
    }

    pub(crate) fn of(&self, id: LocalId, conflicts: Conflicts<T>) -> Option<Merged<T>> {
        Some(self.merged(self.engine.group_of(id)?, conflicts))
    }

    fn merged(&self, group: &Group, conflicts: Conflicts<T>) -> Merged<T> {
        let versions = group
            .ids
            .iter()
            .filter_map(|id| self.items.get(id).cloned());
        Merged::new(versions.collect(), group.reasons.clone(), conflicts)
    }

    /// The first of those that stand as one with an item.
    pub(crate) fn lead(&self, id: LocalId) -> Option<LocalId> {
        self.engine.group_of(id)?.ids.first().copied()
    }

    pub(crate) fn work(&self) -> u64 {
        self.engine.work()
    }
}
