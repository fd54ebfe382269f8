//! What lists and pages show of the record beside what the hospitals have now: what they provide no longer, what they
//! changed, and what they took back.

use std::any::Any;
use std::sync::Arc;

use leptos::prelude::*;
use record::labs::LabResult;
use record::report::Paper;
use record::section::Became;
use record::{
    Allergy, Class, Document, Entry, LocalId, Medicine, Part, Person, Section, SourceId, Team,
    Visit, document, entry, labs, visit,
};

use super::Chart;
use crate::browser::clock;

/// Something as it is, or was.
#[derive(Clone)]
pub enum Was {
    /// One of the parts that are made of entries.
    Entry(Part, Arc<Entry>),
    /// What was measured, found or asked.
    Result(Arc<LabResult>),
    /// A report.
    Paper(Arc<Paper>),
    /// A visit.
    Visit(Arc<Visit>),
    /// A medicine.
    Medicine(Arc<Medicine>),
    /// An entry about allergies.
    Allergy(Arc<Allergy>),
    /// A document.
    Document(Arc<Document>),
    /// A care team.
    Team(Arc<Team>),
    /// Who the patient is.
    Person(Arc<Person>),
}

/// Something that no longer stands in the record, and since when, in milliseconds since 1970.
#[derive(Clone)]
pub struct Left {
    /// The last that came of it.
    pub was: Was,
    /// When that was noticed.
    pub at: i64,
}

impl Was {
    /// Which thing it is.
    pub fn id(&self) -> LocalId {
        match self {
            Was::Entry(_, one) => one.id,
            Was::Result(one) => one.id,
            Was::Paper(one) => one.id,
            Was::Visit(one) => one.id,
            Was::Medicine(one) => one.id,
            Was::Allergy(one) => one.id,
            Was::Document(one) => one.id,
            Was::Team(one) => one.id,
            Was::Person(one) => one.id,
        }
    }

    /// Its hospital.
    pub fn source(&self) -> SourceId {
        match self {
            Was::Entry(_, one) => one.source,
            Was::Result(one) => one.source,
            Was::Paper(one) => one.source,
            Was::Visit(one) => one.source,
            Was::Medicine(one) => one.source,
            Was::Allergy(one) => one.source,
            Was::Document(one) => one.source,
            Was::Team(one) => one.source,
            Was::Person(one) => one.source,
        }
    }
}

/// Reads the items of a section whatever they are.
trait Reads {
    type Given;

    fn read<T: Any + Send + Sync>(self, wrap: impl Fn(Arc<T>) -> Was) -> Self::Given;
}

/// What the class holds is read as what it is. Nobody asks this of messages.
fn typed<R: Reads>(class: Class, reads: R) -> Option<R::Given> {
    Some(match class {
        Class::Part(part) => reads.read(move |one| Was::Entry(part, one)),
        Class::Results(_) => reads.read(Was::Result),
        Class::Papers => reads.read(Was::Paper),
        Class::Visits => reads.read(Was::Visit),
        Class::Medicines => reads.read(Was::Medicine),
        Class::Allergies => reads.read(Was::Allergy),
        Class::Documents => reads.read(Was::Document),
        Class::Teams => reads.read(Was::Team),
        Class::People => reads.read(Was::Person),
        Class::Messages => return None,
    })
}

/// One thing as it is on a list.
struct Now<'a>(&'a Section, LocalId);

impl Reads for Now<'_> {
    type Given = Option<Was>;

    fn read<T: Any + Send + Sync>(self, wrap: impl Fn(Arc<T>) -> Was) -> Self::Given {
        self.0.listed_item::<T>(self.1).map(wrap)
    }
}

/// What one thing was before.
struct Before<'a>(&'a Section, LocalId);

impl Reads for Before<'_> {
    type Given = Vec<(i64, Was)>;

    fn read<T: Any + Send + Sync>(self, wrap: impl Fn(Arc<T>) -> Was) -> Self::Given {
        let history = self.0.history_of::<T>(self.1);
        let before = history.map(|history| history.before).unwrap_or_default();
        let before = before.into_iter();
        before.map(|(at, one)| (at, wrap(one))).collect()
    }
}

/// What was taken back.
struct Withdrawn<'a>(&'a Section, i64);

impl Reads for Withdrawn<'_> {
    type Given = Vec<Left>;

    fn read<T: Any + Send + Sync>(self, wrap: impl Fn(Arc<T>) -> Was) -> Self::Given {
        let left = |(one, at)| Left { was: wrap(one), at };
        self.0.withdrawn_items::<T>(self.1).map(left).collect()
    }
}

/// What is provided no longer.
struct Gone<'a>(&'a Section);

impl Reads for Gone<'_> {
    type Given = Vec<Left>;

    fn read<T: Any + Send + Sync>(self, wrap: impl Fn(Arc<T>) -> Was) -> Self::Given {
        let gone = self.0.listed::<T>();
        let gone = gone.filter_map(|(one, at)| Some((one, at?)));
        gone.map(|(one, at)| Left { was: wrap(one), at }).collect()
    }
}

impl Chart {
    /// What became of one thing; tracked.
    pub fn became(self, class: Class, id: LocalId) -> Became {
        self.section(class).read().became(id)
    }

    /// Whether the hospital provides it no longer; tracked.
    pub fn is_gone(self, class: Class, id: LocalId) -> bool {
        self.became(class, id).gone.is_some()
    }

    /// How many of these the hospitals have now: what a heading counts; tracked.
    pub fn here_of(self, class: Class, ids: &[LocalId]) -> usize {
        let section = self.section(class).read();
        let is_here = |id: &&LocalId| section.became(**id).gone.is_none();
        self.things(ids.iter().filter(is_here).copied().collect())
    }

    /// One thing as its hospital has it now; tracked.
    pub fn as_it_is(self, class: Class, id: LocalId) -> Option<Was> {
        let section = self.section(class).read();
        typed(class, Now(&section, id)).flatten()
    }

    /// A number that is another one when a thing says something else; tracked.
    pub fn mark_of(self, class: Class, id: LocalId) -> Option<u64> {
        let marked = self.section(class).read().mark_of(id);
        marked.map(|(_, mark)| mark)
    }

    /// What one thing was before, the oldest first, each with when it was noticed to be changed; tracked.
    pub fn before(self, class: Class, id: LocalId) -> Vec<(i64, Was)> {
        let section = self.section(class).read();
        typed(class, Before(&section, id)).unwrap_or_default()
    }

    /// What the hospitals took back of late; tracked.
    pub fn withdrawn(self, class: Class) -> Vec<Left> {
        let section = self.section(class).read();
        let now = clock::now() as i64;
        typed(class, Withdrawn(&section, now)).unwrap_or_default()
    }

    /// What the hospitals provide no longer, for a list that holds only what they have; tracked.
    pub fn gone(self, class: Class) -> Vec<Left> {
        let section = self.section(class).read();
        typed(class, Gone(&section)).unwrap_or_default()
    }

    /// The entries on the list of a part, in its order; tracked.
    pub fn listed_entries(self, part: Part) -> Vec<Arc<Entry>> {
        let mut entries = self.parts.of(part).listed();
        entry::sorted(&mut entries);
        entries
    }

    /// One of them.
    pub fn listed_entry(self, part: Part, id: LocalId) -> Option<Arc<Entry>> {
        self.parts.of(part).listed_item(id)
    }

    /// Everything on a list of findings, in the order of arrival.
    pub fn listed_findings(self, shelf: labs::Shelf) -> Vec<Arc<LabResult>> {
        self.shelf(shelf).listed()
    }

    /// One of them.
    pub fn listed_finding(self, shelf: labs::Shelf, id: LocalId) -> Option<Arc<LabResult>> {
        self.shelf(shelf).listed_item(id)
    }

    /// Every visit on the list: what is to come at this second since 1970, then what was.
    pub fn listed_visits(self, now: i64) -> Vec<Arc<Visit>> {
        let mut visits = self.visits.listed();
        visit::sorted(&mut visits, now);
        visits
    }

    /// One of them.
    pub fn listed_visit(self, id: LocalId) -> Option<Arc<Visit>> {
        self.visits.listed_item(id)
    }

    /// Every document on the list, the newest first.
    pub fn listed_documents(self) -> Vec<Arc<Document>> {
        let mut documents = self.documents.listed();
        document::sorted(&mut documents);
        documents
    }

    /// One of them.
    pub fn listed_document(self, id: LocalId) -> Option<Arc<Document>> {
        self.documents.listed_item(id)
    }

    /// Every medicine on the list, in the order of arrival.
    pub fn listed_medicines(self) -> Vec<Arc<Medicine>> {
        self.medicines.listed()
    }

    /// One of them.
    pub fn listed_medicine(self, id: LocalId) -> Option<Arc<Medicine>> {
        self.medicines.listed_item(id)
    }

    /// Every entry about allergies on the list, in the order of arrival.
    pub fn listed_allergies(self) -> Vec<Arc<Allergy>> {
        self.allergies.listed()
    }
}
