//! The records of several hospitals as one, each thing with the reason why it stands as one (reference §8.2).
//!
//! ```text
//! Taken ──hear()──▶ Merging ◀──put_…()── items, as they come
//!                      │ settle()
//!                      ▼
//!          Merged<T>, Card, Related, Question
//! ```
//!
//! **Invariants**
//! - What is merged depends on what is there, never on what came first, nor in what pages. A hospital that leaves leaves
//!   nothing behind.
//! - Every item is in one merged thing, as its hospital wrote it. Where versions differ, all of it is told and nothing
//!   is chosen.
//! - Nothing is merged on a guess: keys are equal or they are not; of two that come into question none is taken. What
//!   can't be read safely is alone.
//! - A late answer costs what it brings, and what that touches: [`Merging::work`] counts.

mod allergies;
mod brands;
mod cards;
mod claim;
mod clusters;
mod coded;
mod compare;
mod comparison;
mod copies;
mod crossed;
mod engine;
mod entries;
mod index;
mod matching;
mod medicines;
mod merged;
mod piece;
mod product;
mod questions;
mod results;
mod rows;
mod stale;
mod surroundings;
mod together;
mod word;

use std::{collections::BTreeMap, sync::Arc};

use index::Index;
use medicines::Medicines;
use stale::Stale;
use surroundings::Surroundings;

use crate::{
    allergy::Allergy,
    class::Class,
    clinician::Clinician,
    document::Document,
    entry::{Entry, Part},
    ids::{IdMap, LocalId, SourceId},
    labs::{LabResult, Shelf},
    medicine::Medicine,
    report::Paper,
    rxnorm::Table,
    taking::Heard,
    visit::Visit,
};

pub use allergies::Contradiction;
pub use claim::Reason;
pub use comparison::{Agreement, Comparison, Side};
pub use medicines::{Card, Compared, Likeness, Order, Related};
pub use merged::{Conflict, Field, Merged, Said, Stated, Version};
pub use questions::Question;
pub use rows::{Row, by_group};
pub use together::Together;
pub use word::{Anchor, NotWords, Taking, Word, Words};

/// The record of one person at all their hospitals.
#[derive(Clone, Debug, Default)]
pub struct Merging {
    around: Surroundings,
    allergies: Index<Allergy>,
    clinicians: Index<Clinician>,
    documents: Index<Document>,
    papers: Index<Paper>,
    visits: Index<Visit>,
    results: BTreeMap<Shelf, Index<LabResult>>,
    entries: BTreeMap<Part, Index<Entry>>,
    medicines: Medicines,
    ordered: IdMap<Arc<Medicine>>,
    class_of: IdMap<Class>,
    stale: Stale,
}

/// What comes and goes. Nothing is merged before [`Merging::settle`].
impl Merging {
    /// What a hospital is called: by this it is known where another says that it took something over.
    pub fn home(&mut self, source: SourceId, name: &str) {
        if self.around.home(source, name) {
            let class_of = &self.class_of;
            let of_origin = self.around.of_known_origin();
            self.stale
                .extend(of_origin.filter(|id| class_of.contains_key(id)));
        }
    }

    /// What an answer says beside its items: names, where items come from, what is in a medicine.
    pub fn hear(&mut self, source: SourceId, heard: &Heard) {
        self.stale.extend(self.around.hear(source, heard));
        for clinician in &heard.clinicians {
            let id = clinician.id;
            self.clinicians.put(Arc::new(clinician.clone()));
            self.clinicians.say(id, results::clinician);
        }
    }

    /// The table that a site has made of RxNorm's files.
    pub fn table(&mut self, table: Table) {
        self.around.table(table);
        self.stale.extend(self.ordered.keys().copied());
    }

    /// An allergy comes, or comes again.
    pub fn put_allergy(&mut self, allergy: Arc<Allergy>) {
        self.note(allergy.id, Class::Allergies);
        self.allergies.put(allergy);
    }

    /// A medicine comes, or comes again.
    pub fn put_medicine(&mut self, medicine: Arc<Medicine>) {
        self.note(medicine.id, Class::Medicines);
        self.ordered.insert(medicine.id, medicine);
    }

    /// A document comes, or comes again.
    pub fn put_document(&mut self, document: Arc<Document>) {
        self.note(document.id, Class::Documents);
        self.documents.put(document);
    }

    /// A visit comes, or comes again.
    pub fn put_visit(&mut self, visit: Arc<Visit>) {
        self.note(visit.id, Class::Visits);
        self.visits.put(visit);
    }

    /// A report comes, or comes again.
    pub fn put_paper(&mut self, paper: Arc<Paper>) {
        self.note(paper.id, Class::Papers);
        self.papers.put(paper);
    }

    /// A result comes, or comes again.
    pub fn put_result(&mut self, result: Arc<LabResult>) {
        self.note(result.id, Class::Results(result.shelf));
        self.stale.extend(self.around.result(&result));
        self.results.entry(result.shelf).or_default().put(result);
    }

    /// An entry of another part comes, or comes again.
    pub fn put_entry(&mut self, entry: Arc<Entry>) {
        self.note(entry.id, Class::Part(entry.part));
        self.entries.entry(entry.part).or_default().put(entry);
    }

    /// An item is there no more: the hospital withdrew it, or does not provide it any longer.
    pub fn remove(&mut self, id: LocalId) {
        self.stale.remove(id);
        self.stale.extend(self.around.remove(id));
        match self.class_of.remove(&id) {
            Some(Class::Allergies) => self.allergies.remove(id),
            Some(Class::Documents) => self.documents.remove(id),
            Some(Class::Visits) => self.visits.remove(id),
            Some(Class::Papers) => self.papers.remove(id),
            Some(Class::Medicines) => {
                self.ordered.remove(&id);
                self.medicines.remove(id);
            }
            Some(Class::Results(shelf)) => {
                self.results.entry(shelf).or_default().remove(id);
            }
            Some(Class::Part(part)) => self.entries.entry(part).or_default().remove(id),
            Some(Class::People | Class::Messages | Class::Teams) | None => {}
        }
    }

    /// The patient signed out of a hospital: everything of it goes.
    pub fn forget(&mut self, source: SourceId) {
        for id in self.ids_of(source) {
            self.remove(id);
        }
        let clinicians: Vec<LocalId> = self.clinicians.ids_of(source).collect();
        clinicians
            .into_iter()
            .for_each(|id| self.clinicians.remove(id));
        let (around, class_of) = (&mut self.around, &self.class_of);
        let heard = around.forget(source);
        self.stale
            .extend(heard.into_iter().filter(|id| class_of.contains_key(id)));
    }

    fn ids_of(&self, source: SourceId) -> Vec<LocalId> {
        let mut ids: Vec<LocalId> = Vec::new();
        ids.extend(self.allergies.ids_of(source));
        ids.extend(self.documents.ids_of(source));
        ids.extend(self.visits.ids_of(source));
        ids.extend(self.papers.ids_of(source));
        ids.extend(self.results.values().flat_map(|index| index.ids_of(source)));
        ids.extend(self.entries.values().flat_map(|index| index.ids_of(source)));
        let ordered = self.ordered.values().filter(|one| one.source == source);
        ids.extend(ordered.map(|one| one.id));
        ids
    }

    fn note(&mut self, id: LocalId, class: Class) {
        if self.class_of.get(&id).is_some_and(|known| *known != class) {
            self.remove(id);
        }
        self.class_of.insert(id, class);
        self.stale.insert(id);
    }

    /// Merges what came since the last time, and what that touches.
    pub fn settle(&mut self) {
        self.settle_some(usize::MAX);
    }

    /// The same for about so many items, so that a page stays alive meanwhile; false if there are more.
    pub fn settle_some(&mut self, most: usize) -> bool {
        let mut left = most;
        while left > 0
            && let Some(id) = self.stale.pop()
        {
            left -= 1;
            if let Some(class) = self.class_of.get(&id).copied() {
                self.say(id, class);
            }
        }
        // What items are one is looked at when all of them have said what they are.
        self.stale.is_empty()
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

/// What is there. Lists are in the order of their smallest ids: a page puts them in its own.
impl Merging {
    /// Allergies, and the statements that none is known, each alone.
    pub fn allergies(&self) -> Vec<Merged<Allergy>> {
        self.allergies.all(allergies::conflicts)
    }

    /// The allergy of which this is a version.
    pub fn allergy(&self, id: LocalId) -> Option<Merged<Allergy>> {
        self.allergies.of(id, allergies::conflicts)
    }

    /// What one record calls none known while another, or the same, lists it.
    pub fn contradictions(&self) -> Vec<Contradiction> {
        allergies::contradictions(&self.allergies.items())
    }

    /// Those who give care and have a national number.
    pub fn clinicians(&self) -> Vec<Merged<Clinician>> {
        self.clinicians.all(results::conflicts_of_clinicians)
    }

    /// Documents.
    pub fn documents(&self) -> Vec<Merged<Document>> {
        self.documents.all(results::conflicts_of_documents)
    }

    /// The document of which this is a version.
    pub fn document(&self, id: LocalId) -> Option<Merged<Document>> {
        self.documents.of(id, results::conflicts_of_documents)
    }

    /// Reports.
    pub fn papers(&self) -> Vec<Merged<Paper>> {
        let all = self.papers.all(results::conflicts_of_papers);
        all.into_iter().map(|one| self.with_values(one)).collect()
    }

    /// The report of which this is a version.
    pub fn paper(&self, id: LocalId) -> Option<Merged<Paper>> {
        let paper = self.papers.of(id, results::conflicts_of_papers)?;
        Some(self.with_values(paper))
    }

    /// The same, with what differs in the results, which stand elsewhere.
    fn with_values(&self, mut paper: Merged<Paper>) -> Merged<Paper> {
        let told = |id: LocalId| {
            let Some(Class::Results(shelf)) = self.class_of.get(&id) else {
                return None;
            };
            let result = self.results.get(shelf)?.item(id)?;
            Some(results::in_words(result))
        };
        if paper.versions.len() > 1 {
            let key_of = |id| self.around.key_of(id);
            let conflict = results::conflict_of_values(&paper.versions, key_of, told);
            paper.conflicts.extend(conflict);
        }
        paper
    }

    /// Visits: of two hospitals never one.
    pub fn visits(&self) -> Vec<Merged<Visit>> {
        self.visits.all(|_| Vec::new())
    }

    /// The visit, alone or with its twins at the same hospital.
    pub fn visit(&self, id: LocalId) -> Option<Merged<Visit>> {
        self.visits.of(id, |_| Vec::new())
    }

    /// Results of one list.
    pub fn results(&self, shelf: Shelf) -> Vec<Merged<LabResult>> {
        let of = self.results.get(&shelf);
        of.map(|index| index.all(results::conflicts_of_results))
            .unwrap_or_default()
    }

    /// The result of which this is a version.
    pub fn result(&self, id: LocalId) -> Option<Merged<LabResult>> {
        let Some(Class::Results(shelf)) = self.class_of.get(&id) else {
            return None;
        };
        let of = self.results.get(shelf)?;
        of.of(id, results::conflicts_of_results)
    }

    /// Entries of one part.
    pub fn entries(&self, part: Part) -> Vec<Merged<Entry>> {
        let of = self.entries.get(&part);
        of.map(|index| index.all(entries::conflicts))
            .unwrap_or_default()
    }

    /// The entry of which this is a version.
    pub fn entry(&self, id: LocalId) -> Option<Merged<Entry>> {
        let Some(Class::Part(part)) = self.class_of.get(&id) else {
            return None;
        };
        self.entries.get(part)?.of(id, entries::conflicts)
    }

    /// Medicines: one card for each.
    pub fn medicines(&self) -> Vec<Card> {
        self.cards().into_iter().cloned().collect()
    }

    fn cards(&self) -> Vec<&Card> {
        let mut cards: Vec<&Card> = self.medicines.cards().collect();
        cards.sort_by_cached_key(|card| card.id());
        cards
    }

    /// The medicine of which this is a version of an order.
    pub fn medicine(&self, id: LocalId) -> Option<Card> {
        self.medicines.card(id).cloned()
    }

    /// Medicines that have the same ingredients and are not the same product.
    pub fn related(&self) -> Vec<Related> {
        medicines::related(&self.cards())
    }

    /// Medicines of several records side by side, in the order of what is in them.
    pub fn comparisons(&self) -> Vec<Comparison> {
        comparison::comparisons(&self.cards())
    }

    /// How many current medicines there are of which it is not known what is in them.
    pub fn of_unknown_ingredients(&self) -> usize {
        let is_unknown = |card: &&Card| card.is_current() && card.ingredients.is_empty();
        self.medicines.cards().filter(is_unknown).count()
    }

    /// What one may ask the care team.
    pub fn questions(&self) -> Vec<Question> {
        questions::questions(&self.cards(), &self.allergies.items())
    }
}
