//! What comes and goes. Nothing is merged before [`Merging::settle`].

use std::sync::Arc;

use super::{Merging, results};
use crate::{
    allergy::Allergy,
    class::Class,
    document::Document,
    entry::Entry,
    ids::{LocalId, SourceId},
    labs::LabResult,
    medicine::Medicine,
    report::Paper,
    rxnorm::Table,
    taking::Heard,
    visit::Visit,
};

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
}
