//! The record while it is open: one signal per class, filled hospital by hospital and page by page.
//!
//! Pages read from here. What writes into it stands in `chart/`; `searches.rs` says what is asked for.

pub mod file;
mod in_turn;
mod keeping;
mod kept;
pub mod listed;
mod load;
pub mod merged;
mod names;
pub mod news;
pub mod only;
pub mod original;
pub mod own_words;
mod past;
pub mod rows;
pub mod run;
mod shelf;
pub mod table;
mod update;

use std::any::Any;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use leptos::prelude::*;
use record::allergies::{Reach, Situation, situation};
use record::medicine::MedicineName;
use record::names::Mention;
use record::progress::Step;
use record::provenance::{Origin, Origins};
use record::report::Paper;
use record::section::{Feed, Gap};
use record::{
    Allergy, Class, Document, Entry, Grouped, LabReport, LabResult, LocalId, Medicine, Message,
    Names, Part, Person, Receipt, Recipient, Section, SourceId, Team, Thread, Visit, document,
    grouped, labs, team, visit,
};

use crate::browser::{clock, format};
use crate::later::{self, Later};
use crate::people::people;
use crate::safe::Safe;
use crate::searches::{ALLERGIES_LIST, Domain, Search};
use crate::words::Language;
use merged::{Held, Word};
use shelf::{Parts, Shelf};

/// Everything that was read in this sitting, or before and kept in the vault.
#[derive(Clone, Copy)]
pub struct Chart {
    people: Shelf<Person>,
    results: Shelf<LabResult>,
    vitals: Shelf<LabResult>,
    social: Shelf<LabResult>,
    surveys: Shelf<LabResult>,
    findings: Shelf<LabResult>,
    papers: Shelf<Paper>,
    visits: Shelf<Visit>,
    medicines: Shelf<Medicine>,
    allergies: Shelf<Allergy>,
    documents: Shelf<Document>,
    messages: Shelf<Message>,
    teams: Shelf<Team>,
    parts: Parts,
    names: RwSignal<Names>,
    origins: RwSignal<Origins>,
    updated: RwSignal<HashMap<SourceId, f64>>,
    opened: RwSignal<HashSet<LocalId>>,
    /// What was there when the person last looked.
    seen: RwSignal<Option<Arc<dyn Looked>>>,
    /// The record of all hospitals as one (chart/merged.rs), what was said beside the items and is not taken up in it,
    /// whether it is worked on, and a number that grows when it is up to date again.
    merged: StoredValue<Held>,
    words: RwSignal<Vec<Word>>,
    is_merging: StoredValue<bool>,
    settled: RwSignal<u64>,
    /// Lists that show only what one hospital has, by the first class of each (chart/only.rs).
    only: RwSignal<Vec<(Class, SourceId)>>,
    /// What the patient says of their medicines (chart/own_words.rs).
    own_words: StoredValue<Held>,
    /// Grows when there is more to keep.
    kept: RwSignal<u64>,
    safe: Safe,
    later: Later,
    groups: Memo<Arc<Grouped>>,
    /// The same with every report once, however many hospitals have it (chart/rows.rs).
    rows: Memo<Arc<Grouped>>,
    threads: Memo<Vec<Arc<Thread>>>,
}

/// What was there when the person last looked, as far as the first file of the program knows it (chart/news.rs).
trait Looked: Any + Send + Sync {
    /// The same without a hospital.
    fn without(&self, source: SourceId) -> Arc<dyn Looked>;
}

impl Chart {
    /// An empty chart.
    pub fn new(later: Later, safe: Safe) -> Chart {
        let (people, results, papers) = (Shelf::empty(), Shelf::empty(), Shelf::empty());
        let groups = Memo::new_with_compare(
            move |_| {
                let person = people.first();
                Arc::new(grouped(
                    &results.items(),
                    &papers.items(),
                    person.as_deref(),
                ))
            },
            |_, _| true,
        );
        let (merged, settled) = (StoredValue::default(), RwSignal::<u64>::default());
        let rows = Memo::new_with_compare(
            move |_| match later.has_come() {
                true => {
                    settled.track();
                    later::rows(merged, groups.get())
                }
                false => groups.get(),
            },
            |before, after| !matches!((before, after), (Some(a), Some(b)) if Arc::ptr_eq(a, b)),
        );
        let messages = Shelf::empty();
        let threads = Memo::new_with_compare(
            move |_| {
                let messages = messages.items();
                // Only the later file reads them, and tells how they belong together.
                match messages.is_empty() || !later.is_here() {
                    true => Vec::new(),
                    false => later::conversations(&messages),
                }
            },
            |_, _| true,
        );
        let chart = Chart {
            people,
            results,
            vitals: Shelf::empty(),
            social: Shelf::empty(),
            surveys: Shelf::empty(),
            findings: Shelf::empty(),
            papers,
            visits: Shelf::empty(),
            medicines: Shelf::empty(),
            allergies: Shelf::empty(),
            documents: Shelf::empty(),
            messages,
            teams: Shelf::empty(),
            parts: Parts::empty(),
            threads,
            names: RwSignal::default(),
            origins: RwSignal::default(),
            updated: RwSignal::default(),
            opened: RwSignal::default(),
            seen: RwSignal::default(),
            merged,
            words: RwSignal::default(),
            is_merging: StoredValue::default(),
            settled,
            only: RwSignal::default(),
            own_words: StoredValue::default(),
            kept: RwSignal::default(),
            safe,
            later,
            groups,
            rows,
        };
        // Whatever changes is merged, as soon as the file is here that does it.
        Effect::new(move || {
            for class in Class::ALL {
                chart.section(class).track();
            }
            chart.words.track();
            if later.has_come() {
                later::merge(chart);
            }
        });
        chart
    }

    /// Forgets everything.
    pub fn clear(self) {
        for class in Class::ALL {
            self.section(class).set(Section::default());
        }
        self.names.set(Names::default());
        self.origins.set(Origins::default());
        self.updated.set(HashMap::new());
        self.opened.set(HashSet::new());
        self.seen.set(None);
        self.words.set(Vec::new());
        self.only.set(Vec::new());
        self.merged.set_value(None);
        self.own_words.set_value(None);
        self.settled.update(|settled| *settled += 1);
        // What was made of it goes only when it is made anew.
        untrack(|| (self.rows.get(), self.threads.get()));
    }

    /// The patient signed out of one hospital: what it brought goes, and only that.
    pub fn forget(self, source: SourceId) {
        for class in Class::ALL {
            self.section(class).update(|section| section.forget(source));
        }
        self.words.update(|words| words.push(Word::Left(source)));
        // A list that showed only what it had would seem empty now.
        self.only.set(Vec::new());
        self.names.update(|names| names.forget(source));
        self.origins.update(|origins| origins.forget(source));
        self.updated.update(|updated| {
            updated.remove(&source);
        });
        if let Some(seen) = self.seen.get_untracked() {
            self.seen.set(Some(seen.without(source)));
        }
    }

    /// Whose record it is, once that is known.
    pub fn person(self) -> Option<Arc<Person>> {
        self.people.first()
    }

    /// The person as each hospital knows them.
    pub fn people(self) -> Vec<Arc<Person>> {
        self.people.items()
    }

    /// The account of everything that was received.
    pub fn receipt(self) -> Receipt {
        let mut whole = Receipt::default();
        for class in Class::ALL {
            whole.add(self.section(class).read().receipt());
        }
        whole
    }

    /// The rows of the list of results, newest first, each once however many hospitals have it.
    pub fn reports(self) -> Arc<Grouped> {
        self.rows.get()
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

    /// Whether this is a report as a hospital sent it.
    pub fn has_paper(self, id: LocalId) -> bool {
        self.papers.item(id).is_some()
    }

    /// Every result, in the order of arrival.
    pub fn results(self) -> Vec<Arc<LabResult>> {
        self.results.items()
    }

    /// Everything of one kind that was measured, found or asked, in the order of arrival.
    pub fn findings(self, shelf: labs::Shelf) -> Vec<Arc<LabResult>> {
        self.shelf(shelf).items()
    }

    /// One of them.
    pub fn finding(self, shelf: labs::Shelf, id: LocalId) -> Option<Arc<LabResult>> {
        self.shelf(shelf).item(id)
    }

    /// One entry of a part of the record.
    pub fn entry(self, part: Part, id: LocalId) -> Option<Arc<Entry>> {
        self.parts.of(part).item(id)
    }

    /// How many entries a part of the record has now that a count speaks of.
    pub fn counted(self, class: Class) -> usize {
        let Class::Part(part) = class else {
            return self.count(class);
        };
        let section = self.parts.of(part).section.read();
        let counted = section.items::<Entry>().filter(|entry| entry.is_counted());
        self.things(counted.map(|entry| entry.id).collect())
    }

    /// Every care team, in the order of arrival.
    pub fn teams(self) -> Vec<Arc<Team>> {
        self.teams.items()
    }

    /// How many there are in a part of the chart.
    pub fn count(self, class: Class) -> usize {
        self.things(self.section(class).read().ids().collect())
    }

    /// How many things these items are, each once however many hospitals have it, as far as that is known; tracked.
    pub fn things(self, ids: Vec<LocalId>) -> usize {
        match self.later.has_come() {
            true => later::things(self, &ids),
            false => ids.len(),
        }
    }

    /// One medicine.
    pub fn medicine(self, id: LocalId) -> Option<Arc<Medicine>> {
        self.medicines.item(id)
    }

    /// Every entry about allergies, in the order of arrival.
    pub fn allergies(self) -> Vec<Arc<Allergy>> {
        self.allergies.items()
    }

    /// What may be said about allergies as a whole.
    pub fn allergy_situation(self) -> Situation {
        let gaps = self.gaps_in(ALLERGIES_LIST);
        // Before any hospital was asked nothing is known either.
        let not_asked = self.allergies.section.read().sources().is_empty();
        let reach = Reach::of(&gaps, not_asked || self.is_loading(ALLERGIES_LIST));
        situation(&self.led(self.allergies()), reach)
    }

    /// What a medicine is called, and what else, if that is another name.
    pub fn medicine_name(self, name: &MedicineName) -> (Option<String>, Option<String>) {
        let names = self.names.read();
        let (called, another) = names.medicine(name);
        (called.map(str::to_owned), another.map(str::to_owned))
    }

    /// Every visit: what is to come at this second since 1970, then what was.
    pub fn visits(self, now: i64) -> Vec<Arc<Visit>> {
        let mut visits = self.visits.items();
        visit::sorted(&mut visits, now);
        visits
    }

    /// One visit.
    pub fn visit(self, id: LocalId) -> Option<Arc<Visit>> {
        self.visits.item(id)
    }

    /// Every document, the newest first.
    pub fn documents(self) -> Vec<Arc<Document>> {
        let mut documents = self.documents.items();
        document::sorted(&mut documents);
        documents
    }

    /// One document.
    pub fn document(self, id: LocalId) -> Option<Arc<Document>> {
        self.documents.item(id)
    }

    /// The document that took the place of this one, as far as the record says.
    pub fn replacement(self, id: LocalId) -> Option<Arc<Document>> {
        document::replacement(&self.documents.items(), id).cloned()
    }

    /// The conversations, that with the newest word first.
    pub fn threads(self) -> Vec<Arc<Thread>> {
        self.threads.get()
    }

    /// How many messages are new: not marked by the hospital, and not opened here.
    pub fn new_messages(self) -> usize {
        let threads = self.threads.read();
        threads.iter().map(|thread| self.new_in(thread)).sum()
    }

    /// The same in one conversation.
    pub fn new_in(self, thread: &Thread) -> usize {
        let messages = thread.messages.iter();
        messages
            .filter(|message| message.unread && !self.is_opened(message.id))
            .count()
    }

    /// The conversation that this message belongs to.
    pub fn thread(self, id: LocalId) -> Option<Arc<Thread>> {
        let threads = self.threads.read();
        threads.iter().find(|thread| thread.holds(id)).cloned()
    }

    /// Whom a message can be sent to.
    pub fn recipients(self) -> Vec<Recipient> {
        let teams: Vec<_> = self.teams.items();
        team::recipients(&teams, clock::day())
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

    /// Whether a report or a message was opened in this sitting.
    pub fn is_opened(self, id: LocalId) -> bool {
        self.opened.read().contains(&id)
    }

    /// Remembers, until the page closes, that a report or a message was opened.
    pub fn open(self, id: LocalId) {
        if !self.opened.read_untracked().contains(&id) {
            self.opened.update(|opened| {
                opened.insert(id);
            });
        }
    }

    /// Everything that was opened, tracked.
    pub fn all_opened(self) -> HashSet<LocalId> {
        self.opened.get()
    }

    /// Remembers what was opened before.
    pub fn restore_opened(self, opened: Vec<LocalId>) {
        self.opened.update(|known| known.extend(opened));
    }

    /// Whether the patient said anything of their medicines.
    pub fn has_own_words(self) -> bool {
        self.own_words.with_value(Option::is_some)
    }

    /// Tracks whether there is more to keep than before.
    pub fn grows(self) {
        self.kept.track();
    }

    /// Where one row of the loading page stands for a hospital.
    pub fn step(self, source: SourceId, domain: Domain) -> Step {
        let section = self.section(domain.class()).read();
        let of = |search: &Search| {
            let feed = Feed {
                source,
                search: search.number,
            };
            Step::of(section.state_of_feed(feed), section.brought_by(feed))
        };
        let steps = domain.searches().iter().map(of);
        // What is asked beside a narrow question counts once it is asked.
        let rest = domain.searches().iter().flat_map(|search| search.rest);
        let rest = rest.map(of).filter(|step| *step != Step::Waiting);
        match together(steps.chain(rest).collect()) {
            // One search may bring what another one asks for.
            Step::Done(_) if domain.has_its_class_alone() => Step::Done(section.count_of(source)),
            step => step,
        }
    }

    /// Whether a hospital warned that a row of the receipt may lack something, or something of it could not be read.
    pub fn may_lack(self, source: SourceId, domain: Domain) -> bool {
        let gaps = self.section(domain.class()).read().gaps();
        let warns = |gap: &Gap| matches!(gap, Gap::MayLack | Gap::Unread(_) | Gap::NotShared);
        gaps.iter().any(|(of, gap)| *of == source && warns(gap))
    }

    /// What may be missing from a list that is made of these, hospital by hospital.
    pub fn gaps_in(self, domains: &[Domain]) -> Vec<(SourceId, Gap)> {
        let mut gaps = Vec::new();
        for gap in classes(domains).flat_map(|class| self.section(class).read().gaps()) {
            if !gaps.contains(&gap) {
                gaps.push(gap);
            }
        }
        gaps
    }

    /// Whether anything of a list that is made of these is still on its way.
    pub fn is_loading(self, domains: &[Domain]) -> bool {
        !classes(domains).all(|class| self.section(class).read().is_settled())
    }

    /// The same, for who does not draw.
    pub fn is_loading_now(self, domains: &[Domain]) -> bool {
        untrack(|| self.is_loading(domains))
    }

    fn section(self, class: Class) -> RwSignal<Section> {
        match class {
            Class::People => self.people.section,
            Class::Results(shelf) => self.shelf(shelf).section,
            Class::Papers => self.papers.section,
            Class::Visits => self.visits.section,
            Class::Medicines => self.medicines.section,
            Class::Allergies => self.allergies.section,
            Class::Documents => self.documents.section,
            Class::Messages => self.messages.section,
            Class::Teams => self.teams.section,
            Class::Part(part) => self.parts.of(part).section,
        }
    }

    fn shelf(self, shelf: labs::Shelf) -> Shelf<LabResult> {
        match shelf {
            labs::Shelf::Lab => self.results,
            labs::Shelf::Vitals => self.vitals,
            labs::Shelf::Social => self.social,
            labs::Shelf::Surveys => self.surveys,
            labs::Shelf::Findings => self.findings,
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
            .map(|date| format::birth(date, language))
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

/// The chart of the person on the screen. What is drawn from it is drawn anew when that is another person.
pub fn chart() -> Chart {
    people().on_screen().chart
}

fn classes(domains: &[Domain]) -> impl Iterator<Item = Class> {
    domains.iter().map(|domain| domain.class())
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
