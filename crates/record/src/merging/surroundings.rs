//! What is known beside the items: what hospitals and people are called, where items come from, what is in a medicine,
//! what a result says. It may come before the items that need it or after them.

use std::{collections::HashSet, sync::Arc};

use super::{
    claim::{Claim, folded, hashed},
    product::Product,
    results,
};
use crate::{
    identity::Substance,
    ids::{IdMap, LocalId, SourceId},
    labs::LabResult,
    medicine::Medicine,
    names::{Mention, Names},
    provenance::Origins,
    rxnorm::Table,
    taking::Taken,
};

#[derive(Clone, Debug, Default)]
pub(crate) struct Surroundings {
    homes: Vec<(SourceId, String)>,
    names: Names,
    origins: Origins,
    substances: IdMap<(SourceId, Substance)>,
    results: IdMap<u128>,
    table: Option<Arc<[u8]>>,
    /// Who is to be looked at again when something is heard of this.
    waiting: IdMap<HashSet<LocalId>>,
}

impl Surroundings {
    pub(crate) fn home(&mut self, source: SourceId, name: &str) {
        let name = folded(name).map(|name| (source, name));
        self.homes
            .extend(name.filter(|home| !self.homes.contains(home)));
    }

    /// Says who is to be looked at again.
    pub(crate) fn hear(&mut self, source: SourceId, taken: &Taken) -> Vec<LocalId> {
        self.names.hear(source, &taken.named, &[]);
        self.origins.hear(source, taken.origins.clone());
        for substance in &taken.substances {
            self.substances
                .insert(substance.id, (source, substance.clone()));
        }
        let named = taken.named.iter().map(|named| named.id);
        let substances = taken.substances.iter().map(|substance| substance.id);
        let of_names = named
            .chain(substances)
            .filter_map(|id| self.waiting.get(&id));
        let mut again: Vec<LocalId> = of_names.flatten().copied().collect();
        again.extend(taken.origins.iter().map(|(target, _)| *target));
        again
    }

    pub(crate) fn table(&mut self, bytes: Arc<[u8]>) {
        self.table = Table::read(&bytes).is_some().then_some(bytes);
    }

    /// What a result says, for the reports it belongs to.
    pub(crate) fn result(&mut self, result: &LabResult) -> Vec<LocalId> {
        let key = results::value_key(result).map(|key| hashed("result", &[&key]));
        let known = match key {
            Some(key) => self.results.insert(result.id, key),
            None => self.results.remove(&result.id),
        };
        let waiting = self.waiting.get(&result.id).filter(|_| known != key);
        waiting.into_iter().flatten().copied().collect()
    }

    pub(crate) fn remove(&mut self, id: LocalId) -> Vec<LocalId> {
        let known = self.results.remove(&id);
        let waiting = self.waiting.get(&id).filter(|_| known.is_some());
        waiting.into_iter().flatten().copied().collect()
    }

    /// Says who may be called otherwise now.
    pub(crate) fn forget(&mut self, source: SourceId) -> Vec<LocalId> {
        self.homes.retain(|(home, _)| *home != source);
        self.names.forget(source);
        self.origins.forget(source);
        self.substances.retain(|_, (from, _)| *from != source);
        self.waiting.values().flatten().copied().collect()
    }

    pub(crate) fn waits(&mut self, id: LocalId, on: impl IntoIterator<Item = LocalId>) {
        for on in on {
            self.waiting.entry(on).or_default().insert(id);
        }
    }

    pub(crate) fn name(&self, mention: &Mention) -> Option<String> {
        self.names.of(mention).map(str::to_owned)
    }

    pub(crate) fn key_of(&self, result: LocalId) -> Option<u128> {
        self.results.get(&result).copied()
    }

    /// The same, with where the item was taken over from.
    pub(crate) fn told(&mut self, mut claim: Claim) -> Claim {
        claim.taken_from = self.taken_from(claim.id, claim.source);
        claim
    }

    /// The hospital from which an item was taken over: one of those that are connected is its author, or the author
    /// wrote on its behalf (reference §8.3).
    pub(crate) fn taken_from(&mut self, id: LocalId, source: SourceId) -> Option<SourceId> {
        let origin = self.origins.of(id)?.clone();
        let authors = [origin.on_behalf_of, origin.author];
        for author in authors.into_iter().flatten() {
            self.waits(id, author.reference);
            let name = self.names.of(&author).and_then(folded);
            let Some(name) = name else { continue };
            let mut called = self.homes.iter().filter(|(_, home)| *home == name);
            let (home, other) = (called.next(), called.next());
            if let (Some((home, _)), None) = (home, other) {
                return Some(*home).filter(|home| *home != source);
            }
        }
        None
    }

    pub(crate) fn product(&self, medicine: &Medicine) -> Product {
        let substance = medicine
            .name
            .reference
            .and_then(|id| self.substances.get(&id));
        let table = self.table.as_ref().and_then(|bytes| Table::read(bytes));
        Product::of(
            medicine,
            substance.map(|(_, substance)| substance),
            table.as_ref(),
        )
    }
}
