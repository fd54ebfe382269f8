//! Something of the record as it was: its name, and what was recorded.

use leptos::prelude::*;
use record::entry::Fact;
use record::report::Paper;
use record::{Class, Entry, LabResult, Label, Part, When};

use crate::browser::format;
use crate::chart::listed::Was;
use crate::chart::{Chart, chart};
use crate::pages::record::people;
use crate::pages::{allergies, document, documents, medicine, medicines, visit, visits};
use crate::parts::dynamic::text;
use crate::parts::flag::status_words;
use crate::parts::instructions::in_short;
use crate::parts::lines::{lines, rows};
use crate::parts::notes::Notes;
use crate::parts::terms::{Rows, joined, terms};
use crate::parts::told::{entry_name, own_name};
use crate::parts::value::value_line;
use crate::reader::{Reader, reader};

/// What it is called, in its language.
pub fn title(was: &Was) -> AnyView {
    let (reader, chart) = (reader(), chart());
    let (named, spoken) = (was.clone(), was.clone());
    let language = Memo::new(move |_| is_theirs(&spoken, chart).then_some("en"));
    let name = text(move || name(&named, reader, chart));
    view! { <bdi lang=move || language.get()>{name}</bdi> }.into_any()
}

/// The same as text; tracked.
pub fn name(was: &Was, reader: Reader, chart: Chart) -> String {
    let or = |name: &Option<String>, untitled: &str| {
        let name = name.clone();
        name.unwrap_or_else(|| untitled.to_owned())
    };
    let lab = &reader.words().lab;
    match was {
        Was::Entry(_, entry) => entry_name(entry, reader, chart),
        Was::Result(result) => or(&result.name.words, lab.untitled),
        Was::Paper(paper) => or(&paper.name.words, lab.untitled),
        Was::Visit(visit) => visits::title(visit, reader),
        Was::Medicine(medicine) => medicines::called(medicine, reader, chart),
        Was::Allergy(allergy) => reader.words().rooms().allergies.name(allergy),
        Was::Document(document) => documents::title(document, reader),
        Was::Team(team) => or(&team.name, lab.care_team),
        Was::Person(person) => {
            let name = person.name().map(|name| name.full.clone());
            or(&name, reader.language().list(Class::People).title)
        }
    }
}

/// Whether its name is the hospital's own.
fn is_theirs(was: &Was, chart: Chart) -> bool {
    match was {
        Was::Entry(_, entry) => own_name(entry, chart).is_some(),
        Was::Result(result) => result.name.words.is_some(),
        Was::Paper(paper) => paper.name.words.is_some(),
        Was::Visit(visit) => visit.title.is_some(),
        Was::Team(team) => team.name.is_some(),
        Was::Person(person) => person.name().is_some(),
        Was::Medicine(_) | Was::Allergy(_) | Was::Document(_) => true,
    }
}

/// What was recorded.
pub fn body(was: Was) -> AnyView {
    let (reader, chart) = (reader(), chart());
    if is_unclear(&was) {
        let unclear = reader.say(|words| words.lab.unclear);
        return view! { <p class="calm">{unclear}</p> }.into_any();
    }
    let told = was.clone();
    let facts = terms(Box::new(move || facts(&told, reader, chart)));
    let beside = beside(&was, reader);
    let recorded = rows(move || lines(recorded(&was), reader, chart, |_| None));
    view! {
        <div class="list"><dl class="kv">{facts}{recorded}</dl></div>
        {beside}
    }
    .into_any()
}

/// What the hospital wrote beside what has no page of its own, and that a part of it could not be read.
fn beside(was: &Was, reader: Reader) -> AnyView {
    let Was::Allergy(allergy) = was else {
        return ().into_any();
    };
    let incomplete = allergy.incomplete.then(|| {
        let told = reader.say(|words| words.rooms().allergies.incomplete);
        view! { <p class="calm">{told}</p> }.into_any()
    });
    view! { {incomplete}<Notes notes=allergy.notes.clone() /> }.into_any()
}

/// What was recorded line by line.
fn recorded(was: &Was) -> &[Fact] {
    match was {
        Was::Entry(_, entry) => &entry.facts,
        Was::Person(person) => &person.facts,
        Was::Result(_)
        | Was::Paper(_)
        | Was::Visit(_)
        | Was::Medicine(_)
        | Was::Allergy(_)
        | Was::Document(_)
        | Was::Team(_) => &[],
    }
}

fn is_unclear(was: &Was) -> bool {
    match was {
        Was::Entry(_, entry) => entry.unreadable.is_some(),
        Was::Result(result) => result.unreadable().is_some(),
        Was::Paper(paper) => paper.unreadable.is_some(),
        Was::Visit(visit) => visit.unreadable,
        Was::Medicine(medicine) => medicine.unreadable.is_some(),
        Was::Allergy(allergy) => allergy.unreadable.is_some(),
        Was::Document(document) => document.unreadable,
        Was::Team(team) => team.unreadable,
        Was::Person(person) => person.unreadable,
    }
}

fn facts(was: &Was, reader: Reader, chart: Chart) -> Rows {
    match was {
        Was::Entry(part, entry) => of_entry(*part, entry, reader),
        Was::Result(result) => of_result(result, reader),
        Was::Paper(paper) => of_paper(paper, reader),
        Was::Visit(visit) => visit::facts(visit, reader, chart),
        Was::Medicine(one) => {
            let how = (
                reader.words().rooms().news.how_to_take,
                Some(in_short(one, reader)),
            );
            let facts = medicine::facts(one, reader, chart).into_iter();
            std::iter::once(how).chain(facts).collect()
        }
        Was::Allergy(allergy) => allergies::facts(allergy, reader, chart),
        Was::Document(document) => document::facts(document, reader, chart),
        Was::Team(team) => people::team_facts(team, reader, chart),
        Was::Person(person) => people::facts(person, reader),
    }
}

fn of_entry(part: Part, entry: &Entry, reader: Reader) -> Rows {
    let words = &reader.words().rooms().news;
    // What was sent says it better than the list where it stands.
    let is_told = entry.facts.iter().any(|fact| fact.label == Label::Status);
    let standing = reader.language().standing(part, entry.place);
    vec![
        (words.place, (!is_told).then(|| standing.to_owned())),
        (words.date, date(entry.when.as_ref(), reader)),
    ]
}

fn of_result(result: &LabResult, reader: Reader) -> Rows {
    let words = &reader.words().rooms().news;
    let status = status_words(&result.status, reader.words());
    vec![
        (words.value, Some(value_line(result, reader))),
        (words.date, date(result.date(), reader)),
        (words.place, status.map(|(tag, _)| tag.to_owned())),
    ]
}

fn of_paper(paper: &Paper, reader: Reader) -> Rows {
    let words = &reader.words().rooms().news;
    let status = status_words(&paper.status, reader.words());
    let when = paper.collected.as_ref().or(paper.issued.as_ref());
    vec![
        (words.date, date(when, reader)),
        (words.place, status.map(|(tag, _)| tag.to_owned())),
        (words.value, joined(paper.conclusion.iter().cloned())),
    ]
}

fn date(when: Option<&When>, reader: Reader) -> Option<String> {
    when.map(|when| format::day_and_time(when, reader.language()))
}
