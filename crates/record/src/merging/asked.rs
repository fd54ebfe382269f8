//! What is there. Lists are in the order of their smallest ids: a page puts them in its own.

use super::{
    Card, Comparison, Contradiction, Likeness, Merged, Merging, Question, Related, allergies,
    comparison, entries, medicines, questions, results,
};
use crate::{
    allergy::Allergy,
    class::Class,
    clinician::Clinician,
    document::Document,
    entry::{Entry, Part},
    ids::LocalId,
    labs::{LabResult, Shelf},
    report::Paper,
    visit::Visit,
};

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
            let Some(Class::Results(shelf)) = self.class(id) else {
                return None;
            };
            let result = self.results.get(&shelf)?.item(id)?;
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
        let Some(Class::Results(shelf)) = self.class(id) else {
            return None;
        };
        let of = self.results.get(&shelf)?;
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
        let Some(Class::Part(part)) = self.class(id) else {
            return None;
        };
        self.entries.get(&part)?.of(id, entries::conflicts)
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

    /// How sure it is that the orders of the medicine of an order are of one.
    pub fn likeness(&self, id: LocalId) -> Option<Likeness> {
        self.medicines.card(id).map(|card| card.likeness)
    }

    /// Medicines that have the same ingredients and are not the same product.
    pub fn related(&self) -> Vec<Related> {
        medicines::related(&self.cards())
    }

    /// The same of the medicine of which this is a version of an order, without a look at all others.
    pub fn related_to(&self, id: LocalId) -> Option<Related> {
        medicines::related(&self.medicines.cards_like(id)).pop()
    }

    /// Medicines of several records side by side, in the order of what is in them.
    pub fn comparisons(&self) -> Vec<Comparison> {
        comparison::comparisons(&self.cards())
    }

    /// The same of the medicine of which this is a version of an order, without a look at all others.
    pub fn comparison(&self, id: LocalId) -> Option<Comparison> {
        comparison::comparisons(&self.medicines.cards_like(id)).pop()
    }

    /// How many current medicines there are of which it is not known what is in them.
    pub fn of_unknown_ingredients(&self) -> usize {
        let is_unknown = |card: &&Card| card.is_current() && card.ingredients.is_empty();
        self.medicines.cards().filter(is_unknown).count()
    }

    /// What one may ask the care team.
    pub fn questions(&self) -> Vec<Question> {
        let table = self.around.known_table();
        questions::questions(&self.cards(), &self.allergies.items(), table)
    }
}
