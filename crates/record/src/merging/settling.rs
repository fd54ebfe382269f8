//! What came is merged, all of it or a slice at a time.

use std::sync::Arc;

use super::{Merging, allergies, claim, entries, index::Index, results};
use crate::{class::Class, ids::LocalId, labs::Shelf};

/// So many steps it is taken for to look at one item, or to let it go.
const OF_AN_ITEM: usize = 4;

impl Merging {
    /// Merges what came since the last time, and what that touches.
    pub fn settle(&mut self) {
        self.settle_some(usize::MAX);
    }

    /// The same for about so many steps, so that a page stays alive meanwhile; false if there are more.
    pub fn settle_some(&mut self, steps: usize) -> bool {
        let mut left = steps;
        // What items are one is looked at when all of them have said what they are.
        self.look_again(&mut left)
            && self.allergies.settle(&mut left)
            && self.clinicians.settle(&mut left)
            && self.documents.settle(&mut left)
            && self.papers.settle(&mut left)
            && self.visits.settle(&mut left)
            && self
                .results
                .values_mut()
                .all(|index| index.settle(&mut left))
            && self
                .entries
                .values_mut()
                .all(|index| index.settle(&mut left))
            && self.medicines.settle(&mut left)
    }

    /// What is to go goes, and what is otherwise says what it is now; false if some of it is left.
    fn look_again(&mut self, left: &mut usize) -> bool {
        while *left > 0 {
            if let Some(id) = self.leaving.pop() {
                self.remove(id);
            } else if let Some(id) = self.stale.hinted() {
                self.stale
                    .extend(self.known.contains_key(&id).then_some(id));
            } else if let Some(id) = self.stale.pop() {
                if let Some(class) = self.class(id) {
                    self.say(id, class);
                }
            } else {
                return true;
            }
            *left = left.saturating_sub(OF_AN_ITEM);
        }
        self.leaving.is_empty() && self.stale.is_empty()
    }

    /// What an item says of itself now.
    fn say(&mut self, id: LocalId, class: Class) {
        let around = &mut self.around;
        match class {
            Class::Allergies => self.allergies.say(id, |one| {
                let claim = allergies::claim(one);
                around.told(claim)
            }),
            Class::Documents => self.documents.say(id, |one| {
                around.waits(id, one.authors.iter().filter_map(|author| author.reference));
                let claim = results::document(one, &|mention| around.name(mention));
                around.told(claim)
            }),
            Class::Visits => self.visits.say(id, |one| {
                let mut claim = claim::Claim::alone(one.id, one.source, 0);
                let readable = one.identity.identifiers.iter().filter(|_| !one.unreadable);
                claim.identifiers = readable.copied().collect();
                claim.abroad = false;
                claim
            }),
            Class::Papers => self.papers.say(id, |one| {
                around.waits(id, one.results.iter().copied());
                let claim = results::paper(one, |result| around.key_of(result));
                around.told(claim)
            }),
            Class::Results(shelf) => {
                let results = self.results.entry(shelf).or_default();
                results.say(id, |one| {
                    let claim = match shelf {
                        Shelf::Lab | Shelf::Vitals => results::result(one, around.key_of(id)),
                        Shelf::Social | Shelf::Surveys | Shelf::Findings => {
                            claim::Claim::alone(one.id, one.source, 0)
                        }
                    };
                    around.told(claim)
                });
            }
            Class::Part(part) => self.entries.entry(part).or_default().say(id, |one| {
                let mentions = entries::mentions(one).into_iter();
                around.waits(id, mentions.filter_map(|mention| mention.reference));
                let claim = entries::claim(one, &|mention| around.name(mention));
                around.told(claim)
            }),
            Class::Medicines => {
                if let Some(medicine) = self.ordered.get(&id) {
                    around.waits(id, medicine.name.reference);
                    let product = around.product(medicine);
                    let taken_from = around.taken_from(id, medicine.source);
                    self.medicines
                        .put(Arc::clone(medicine), product, taken_from);
                }
            }
            Class::People | Class::Messages | Class::Teams => {}
        }
    }

    /// How many steps were taken so far: a measure of the work that does not depend on the machine.
    pub fn work(&self) -> u64 {
        let results: u64 = self.results.values().map(Index::work).sum();
        let entries: u64 = self.entries.values().map(Index::work).sum();
        let few = [
            self.allergies.work(),
            self.clinicians.work(),
            self.documents.work(),
            self.papers.work(),
            self.visits.work(),
            self.medicines.work(),
        ];
        results + entries + few.iter().sum::<u64>()
    }
}
