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
            self.stale.hint(self.around.of_known_origin());
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
        self.note(allergy.id, allergy.source, Class::Allergies);
        self.allergies.put(allergy);
    }

    /// A medicine comes, or comes again.
    pub fn put_medicine(&mut self, medicine: Arc<Medicine>) {
        self.note(medicine.id, medicine.source, Class::Medicines);
        self.ordered.insert(medicine.id, medicine);
    }

    /// A document comes, or comes again.
    pub fn put_document(&mut self, document: Arc<Document>) {
        self.note(document.id, document.source, Class::Documents);
        self.documents.put(document);
    }

    /// A visit comes, or comes again.
    pub fn put_visit(&mut self, visit: Arc<Visit>) {
        self.note(visit.id, visit.source, Class::Visits);
        self.visits.put(visit);
    }

    /// A report comes, or comes again.
    pub fn put_paper(&mut self, paper: Arc<Paper>) {
        self.note(paper.id, paper.source, Class::Papers);
        self.papers.put(paper);
    }

    /// A result comes, or comes again.
    pub fn put_result(&mut self, result: Arc<LabResult>) {
        self.note(result.id, result.source, Class::Results(result.shelf));
        self.stale.extend(self.around.result(&result));
        self.results.entry(result.shelf).or_default().put(result);
    }

    /// An entry of another part comes, or comes again.
    pub fn put_entry(&mut self, entry: Arc<Entry>) {
        self.note(entry.id, entry.source, Class::Part(entry.part));
        self.entries.entry(entry.part).or_default().put(entry);
    }

    /// An item is there no more: the hospital withdrew it, or does not provide it any longer.
    pub fn remove(&mut self, id: LocalId) {
        self.leaving.remove(id);
        self.stale.remove(id);
        self.stale.extend(self.around.remove(id));
        match self.known.remove(&id).map(|(class, _)| class) {
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

    /// The patient signed out of a hospital: everything of it goes. What it has is gone when all is settled; what comes
    /// of it again before that is there.
    pub fn forget(&mut self, source: SourceId) {
        let of = self.known.iter().filter(|(_, (_, from))| *from == source);
        self.leaving.extend(of.map(|(id, _)| *id));
        // They are few, and no items.
        let clinicians: Vec<LocalId> = self.clinicians.ids_of(source).collect();
        clinicians
            .into_iter()
            .for_each(|id| self.clinicians.remove(id));
        self.stale.hint(self.around.forget(source));
    }

    fn note(&mut self, id: LocalId, source: SourceId, class: Class) {
        if self.class(id).is_some_and(|known| known != class) {
            self.remove(id);
        }
        self.known.insert(id, (class, source));
        self.leaving.remove(id);
        self.stale.insert(id);
    }
}
