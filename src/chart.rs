//! The record while it is open: one signal per class, filled hospital by hospital and page by page.
//!
//! Pages read from here. `chart/load.rs` writes; `chart/searches.rs` says what is asked for.

pub mod file;
mod load;
pub mod searches;
mod shelf;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use leptos::prelude::*;
use record::allergies::{Reach, Situation, situation};
use record::document;
use record::medicine::MedicineName;
use record::names::Mention;
use record::progress::Step;
use record::provenance::{Origin, Origins};
use record::report::Paper;
use record::section::{Feed, Gap};
use record::visit;
use record::when::Day;
use record::{
    Allergy, Document, Grouped, LabReport, LabResult, LocalId, Medicine, Message, Names, Person,
    Recipient, Section, SourceId, Team, Thread, Visit, grouped, team, threads,
};

use crate::browser::{clock, format};
use crate::words::Language;
use searches::{ALLERGIES_LIST, Class, Domain};
use shelf::Shelf;

/// Everything that was read in this sitting. Nothing of it is ever written anywhere.
#[derive(Clone, Copy)]
pub struct Chart {
    people: RwSignal<Section<Person>>,
    results: RwSignal<Section<LabResult>>,
    papers: RwSignal<Section<Paper>>,
    visits: RwSignal<Section<Visit>>,
    medicines: RwSignal<Section<Medicine>>,
    allergies: RwSignal<Section<Allergy>>,
    documents: RwSignal<Section<Document>>,
    messages: RwSignal<Section<Message>>,
    teams: RwSignal<Section<Team>>,
    names: RwSignal<Names>,
    origins: RwSignal<Origins>,
    updated: RwSignal<HashMap<SourceId, f64>>,
    opened: RwSignal<HashSet<LocalId>>,
    groups: Memo<Arc<Grouped>>,
    threads: Memo<Vec<Arc<Thread>>>,
}

impl Chart {
    /// Gives the app an empty chart.
    pub fn provide() -> Chart {
        let (people, results, papers) = (empty(), empty(), empty());
        let groups = Memo::new_with_compare(
            move |_| {
                Arc::new(groups_of(
                    &results.read(),
                    &papers.read(),
                    person_of(&people.read()),
                ))
            },
            |_, _| true,
        );
        let messages = empty();
        let threads = Memo::new_with_compare(
            move |_| threads(&messages.read().items().cloned().collect::<Vec<_>>()),
            |_, _| true,
        );
        let chart = Chart {
            people,
            results,
            papers,
            visits: empty(),
            medicines: empty(),
            allergies: empty(),
            documents: empty(),
            messages,
            teams: empty(),
            threads,
            names: RwSignal::default(),
            origins: RwSignal::default(),
            updated: RwSignal::default(),
            opened: RwSignal::default(),
            groups,
        };
        provide_context(chart);
        chart
    }

    /// Forgets everything.
    pub fn clear(self) {
        for class in Class::ALL {
            self.shelf(class).clear();
        }
        self.names.set(Names::default());
        self.origins.set(Origins::default());
        self.updated.set(HashMap::new());
        self.opened.set(HashSet::new());
    }

    /// Whose record it is, once that is known.
    pub fn person(self) -> Option<Arc<Person>> {
        person_of(&self.people.read())
    }

    /// The rows of the list of results, newest first.
    pub fn reports(self) -> Arc<Grouped> {
        self.groups.get()
    }

    /// One row of the list.
    pub fn report(self, id: LocalId) -> Option<Arc<LabReport>> {
        self.groups
            .read()
            .reports
            .iter()
            .find(|report| report.id == id)
            .cloned()
    }

    /// Every result, in the order of arrival.
    pub fn results(self) -> Vec<Arc<LabResult>> {
        self.results.read().items().cloned().collect()
    }

    /// Every medicine, in the order of arrival.
    pub fn medicines(self) -> Vec<Arc<Medicine>> {
        self.medicines.read().items().cloned().collect()
    }

    /// One medicine.
    pub fn medicine(self, id: LocalId) -> Option<Arc<Medicine>> {
        self.medicines.read().item(id).cloned()
    }

    /// Every entry about allergies, in the order of arrival.
    pub fn allergies(self) -> Vec<Arc<Allergy>> {
        self.allergies.read().items().cloned().collect()
    }

    /// What may be said about allergies as a whole.
    pub fn allergy_situation(self) -> Situation {
        let gaps = self.gaps_in(ALLERGIES_LIST);
        // Before any hospital was asked nothing is known either.
        let not_asked = self.allergies.read().sources().is_empty();
        let reach = Reach::of(&gaps, not_asked || self.is_loading(ALLERGIES_LIST));
        situation(&self.allergies(), reach)
    }

    /// What a medicine is called, and what else, if that is another name.
    pub fn medicine_name(self, name: &MedicineName) -> (Option<String>, Option<String>) {
        let names = self.names.read();
        let (called, another) = names.medicine(name);
        (called.map(str::to_owned), another.map(str::to_owned))
    }

    /// Every visit: what is to come at this second since 1970, then what was.
    pub fn visits(self, now: i64) -> Vec<Arc<Visit>> {
        let mut visits = self.visits.read().items().cloned().collect();
        visit::sorted(&mut visits, now);
        visits
    }

    /// One visit.
    pub fn visit(self, id: LocalId) -> Option<Arc<Visit>> {
        self.visits.read().item(id).cloned()
    }

    /// Every document, the newest first.
    pub fn documents(self) -> Vec<Arc<Document>> {
        let mut documents = self.documents.read().items().cloned().collect();
        document::sorted(&mut documents);
        documents
    }

    /// One document.
    pub fn document(self, id: LocalId) -> Option<Arc<Document>> {
        self.documents.read().item(id).cloned()
    }

    /// The document that took the place of this one, as far as the record says.
    pub fn replacement(self, id: LocalId) -> Option<Arc<Document>> {
        document::replacement(self.documents.read().items(), id).cloned()
    }

    /// The conversations, that with the newest word first.
    pub fn threads(self) -> Vec<Arc<Thread>> {
        self.threads.get()
    }

    /// The conversation that this message belongs to.
    pub fn thread(self, id: LocalId) -> Option<Arc<Thread>> {
        let threads = self.threads.read();
        threads.iter().find(|thread| thread.holds(id)).cloned()
    }

    /// Whom a message can be sent to.
    pub fn recipients(self) -> Vec<Recipient> {
        let teams: Vec<_> = self.teams.read().items().cloned().collect();
        let (year, month, day) = clock::today();
        let today = Day::new(year, month, day);
        today.map_or_else(Vec::new, |today| team::recipients(&teams, today))
    }

    /// The name to print for someone; `None` while or if it is not known.
    pub fn name_of(self, mention: &Mention) -> Option<String> {
        self.names.read().of(mention).map(str::to_owned)
    }

    /// Who entered an item, as far as the hospital says.
    pub fn origin_of(self, id: LocalId) -> Option<Origin> {
        self.origins.read().of(id).cloned()
    }

    /// When a hospital last brought something, in milliseconds since 1970.
    pub fn updated(self, source: SourceId) -> Option<f64> {
        self.updated.read().get(&source).copied()
    }

    /// Whether a report was opened in this sitting.
    pub fn is_opened(self, id: LocalId) -> bool {
        self.opened.read().contains(&id)
    }

    /// Remembers, until the page closes, that a report was opened.
    pub fn open(self, id: LocalId) {
        if !self.opened.read_untracked().contains(&id) {
            self.opened.update(|opened| {
                opened.insert(id);
            });
        }
    }

    /// Where one row of the loading page stands for a hospital.
    pub fn step(self, source: SourceId, domain: Domain) -> Step {
        let steps = domain.searches().iter().map(|search| {
            let feed = Feed {
                source,
                search: search.number,
            };
            self.shelf(search.class).step(feed)
        });
        together(steps.collect())
    }

    /// What may be missing from a list that is made of these, hospital by hospital.
    pub fn gaps_in(self, domains: &[Domain]) -> Vec<(SourceId, Gap)> {
        let mut gaps = Vec::new();
        for gap in classes(domains).flat_map(|class| self.shelf(class).gaps()) {
            if !gaps.contains(&gap) {
                gaps.push(gap);
            }
        }
        gaps
    }

    /// Whether anything of a list that is made of these is still on its way.
    pub fn is_loading(self, domains: &[Domain]) -> bool {
        !classes(domains).all(|class| self.shelf(class).is_settled())
    }

    /// The same, for who does not draw.
    pub fn is_loading_now(self, domains: &[Domain]) -> bool {
        untrack(|| self.is_loading(domains))
    }

    fn shelf(&self, class: Class) -> &dyn Shelf {
        match class {
            Class::People => &self.people,
            Class::Results => &self.results,
            Class::Papers => &self.papers,
            Class::Visits => &self.visits,
            Class::Medicines => &self.medicines,
            Class::Allergies => &self.allergies,
            Class::Documents => &self.documents,
            Class::Messages => &self.messages,
            Class::Teams => &self.teams,
        }
    }

    /// "Maria Lopez", or nothing while it is not known.
    pub fn owner_name(self) -> String {
        let person = self.person();
        person
            .as_ref()
            .and_then(|person| person.name())
            .map(|name| name.full.clone())
            .unwrap_or_default()
    }

    /// "Apr 2, 1961", or nothing while it is not known.
    pub fn owner_birth(self, language: Language) -> Option<String> {
        self.person()?
            .birth_date
            .as_ref()
            .map(|date| format::day(date, language))
    }

    /// "ML".
    pub fn initials(self) -> String {
        let name = self.owner_name();
        let words: Vec<&str> = name.split_whitespace().collect();
        let ends = words
            .first()
            .into_iter()
            .chain(words.last().filter(|_| words.len() > 1));
        ends.filter_map(|word| word.chars().next())
            .flat_map(char::to_uppercase)
            .collect()
    }
}

/// The chart of this app.
pub fn chart() -> Chart {
    expect_context()
}

fn empty<T: Send + Sync + 'static>() -> RwSignal<Section<T>> {
    RwSignal::new(Section::default())
}

fn person_of(people: &Section<Person>) -> Option<Arc<Person>> {
    people.items().next().cloned()
}

fn groups_of(
    results: &Section<LabResult>,
    papers: &Section<Paper>,
    person: Option<Arc<Person>>,
) -> Grouped {
    let results: Vec<_> = results.items().cloned().collect();
    let papers: Vec<_> = papers.items().cloned().collect();
    grouped(&results, &papers, person.as_deref())
}

fn classes(domains: &[Domain]) -> impl Iterator<Item = Class> {
    let searches = domains.iter().flat_map(|domain| domain.searches());
    searches.map(|search| search.class)
}

/// Several searches shown as one row: a problem shows first, then what is still under way.
fn together(steps: Vec<Step>) -> Step {
    let found = steps
        .iter()
        .map(|step| {
            if let Step::Done(count) = step {
                *count
            } else {
                0
            }
        })
        .sum();
    let first = |is: fn(&Step) -> bool| steps.iter().copied().find(is);
    first(|step| matches!(step, Step::Problem(_)))
        .or_else(|| first(|step| !step.is_over()))
        .or_else(|| first(|step| matches!(step, Step::Done(_))).map(|_| Step::Done(found)))
        .or_else(|| steps.first().copied())
        .unwrap_or(Step::Waiting)
}
