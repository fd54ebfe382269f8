//! What is known beside the items: what hospitals and people are called, where items come from, what is in a medicine,
//! what a result says. It may come before the items that need it or after them.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use super::{
    claim::{Claim, folded, hashed},
    product::Product,
    results,
};
use crate::{
    identity::{Code, Substance},
    ids::{IdMap, IdSet, LocalId, SourceId},
    labs::LabResult,
    medicine::{Medicine, MedicineName},
    names::{Mention, Names},
    provenance::Origin,
    rxnorm::Table,
    taking::Heard,
};

#[derive(Clone, Debug, Default)]
pub(crate) struct Surroundings {
    homes: Vec<(SourceId, String)>,
    names: Names,
    /// All that was said of where an item comes from, by whom.
    origins: IdMap<Vec<(SourceId, Origin)>>,
    substances: IdMap<(SourceId, Substance)>,
    results: IdMap<u128>,
    table: Option<Table>,
    /// What was read of medicines that are called and coded so.
    products: HashMap<(MedicineName, Vec<Code>), Arc<Product>>,
    /// Who is to be looked at again when something is heard of this.
    waiting: IdMap<IdSet>,
    /// What each of them waits for.
    waits_for: IdMap<Vec<LocalId>>,
}

impl Surroundings {
    /// False if that was known.
    pub(crate) fn home(&mut self, source: SourceId, name: &str) -> bool {
        let home = plain(name).map(|name| (source, name));
        let home = home.filter(|home| !self.homes.contains(home));
        let is_new = home.is_some();
        self.homes.extend(home);
        is_new
    }

    /// Items of which it is said where they come from.
    pub(crate) fn of_known_origin(&self) -> impl Iterator<Item = LocalId> {
        self.origins.keys().copied()
    }

    /// Says who is to be looked at again.
    pub(crate) fn hear(&mut self, source: SourceId, heard: &Heard) -> Vec<LocalId> {
        self.names.hear(source, &heard.named, &[]);
        for (target, origin) in &heard.origins {
            let said = (source, origin.clone());
            let known = self.origins.entry(*target).or_default();
            if !known.contains(&said) {
                known.push(said);
            }
        }
        for substance in &heard.substances {
            self.substances
                .insert(substance.id, (source, substance.clone()));
        }
        let named = heard.named.iter().map(|named| named.id);
        let substances = heard.substances.iter().map(|substance| substance.id);
        let of_names = named
            .chain(substances)
            .filter_map(|id| self.waiting.get(&id));
        let mut again: Vec<LocalId> = of_names.flatten().copied().collect();
        again.extend(heard.origins.iter().map(|(target, _)| *target));
        again
    }

    pub(crate) fn table(&mut self, table: Table) {
        self.table = Some(table);
        self.products.clear();
    }

    pub(crate) fn known_table(&self) -> Option<&Table> {
        self.table.as_ref()
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
        self.waits_no_more(id);
        let known = self.results.remove(&id);
        let waiting = self.waiting.get(&id).filter(|_| known.is_some());
        waiting.into_iter().flatten().copied().collect()
    }

    /// Says who may be called otherwise, or come from elsewhere, now.
    pub(crate) fn forget(&mut self, source: SourceId) -> Vec<LocalId> {
        self.products.clear();
        self.homes.retain(|(home, _)| *home != source);
        let substances = self.substances.iter();
        let substances = substances.filter(|(_, (from, _))| *from == source);
        let said = substances
            .map(|(id, _)| *id)
            .chain(self.names.said_by(source));
        let waiting = said.filter_map(|id| self.waiting.get(&id)).flatten();
        let again = waiting.chain(self.origins.keys()).copied().collect();
        self.names.forget(source);
        self.origins.retain(|_, said| {
            said.retain(|(from, _)| *from != source);
            !said.is_empty()
        });
        self.substances.retain(|_, (from, _)| *from != source);
        again
    }

    pub(crate) fn waits(&mut self, id: LocalId, on: impl IntoIterator<Item = LocalId>) {
        for on in on {
            if self.waiting.entry(on).or_default().insert(id) {
                self.waits_for.entry(id).or_default().push(on);
            }
        }
    }

    fn waits_no_more(&mut self, id: LocalId) {
        for on in self.waits_for.remove(&id).unwrap_or_default() {
            let is_last = self.waiting.get_mut(&on).is_some_and(|waiting| {
                waiting.remove(&id);
                waiting.is_empty()
            });
            if is_last {
                self.waiting.remove(&on);
            }
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
    /// wrote on its behalf (reference §8.3). If it is said of two, it is not known.
    pub(crate) fn taken_from(&mut self, id: LocalId, source: SourceId) -> Option<SourceId> {
        let said = self.origins.get(&id)?;
        let authors = said
            .iter()
            .flat_map(|(_, origin)| [&origin.on_behalf_of, &origin.author]);
        let authors: Vec<Mention> = authors.flatten().cloned().collect();
        let homes = authors.iter().filter_map(|author| self.home_of(author));
        let homes: BTreeSet<SourceId> = homes.filter(|home| *home != source).collect();
        self.waits(id, authors.iter().filter_map(|author| author.reference));
        homes.first().copied().filter(|_| homes.len() == 1)
    }

    /// The hospital of that name, if there is one.
    fn home_of(&self, mention: &Mention) -> Option<SourceId> {
        let name = self.names.of(mention).and_then(plain)?;
        let mut called = self.homes.iter().filter(|(_, home)| *home == name);
        let home = called.next().map(|(home, _)| *home);
        home.filter(|_| called.next().is_none())
    }

    /// What a medicine is. Most are called as others are, which is read once.
    pub(crate) fn product(&mut self, medicine: &Medicine) -> Arc<Product> {
        let substance = medicine
            .name
            .reference
            .and_then(|id| self.substances.get(&id));
        let table = self.table.as_ref();
        let of = || Arc::new(Product::of(medicine, substance.map(|(_, one)| one), table));
        if substance.is_some() {
            return of();
        }
        let called = (medicine.name.clone(), medicine.identity.codes.clone());
        Arc::clone(self.products.entry(called).or_insert_with(of))
    }
}

/// The name of a hospital as it is compared: sites and hospitals write one apostrophe or the other.
fn plain(name: &str) -> Option<String> {
    Some(folded(name)?.replace('’', "'"))
}
