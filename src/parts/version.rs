//! Something of the record as it was: its name, and what was recorded.

use leptos::prelude::*;
use record::report::Paper;
use record::{Entry, LabResult, Part, When};

use crate::browser::format;
use crate::chart::listed::Was;
use crate::chart::{Chart, chart};
use crate::pages::{allergies, document, documents, medicine, medicines, visit, visits};
use crate::parts::dynamic::part;
use crate::parts::flag::status_words;
use crate::parts::instructions::in_short;
use crate::parts::terms::{Rows, joined, rows_of};
use crate::parts::told::{entry_name, lines};
use crate::parts::value::value_line;
use crate::reader::{Reader, reader};

/// What it is called; tracked.
pub fn name(was: &Was, reader: Reader, chart: Chart) -> String {
    let or_untitled = |name: &Option<String>| {
        let untitled = || reader.words().lab.untitled.to_owned();
        name.clone().unwrap_or_else(untitled)
    };
    match was {
        Was::Entry(_, entry) => entry_name(entry, reader, chart),
        Was::Result(result) => or_untitled(&result.name.words),
        Was::Paper(paper) => or_untitled(&paper.name.words),
        Was::Visit(visit) => visits::title(visit, reader),
        Was::Medicine(medicine) => medicines::called(medicine, reader, chart),
        Was::Allergy(allergy) => reader.words().rooms().allergies.name(allergy),
        Was::Document(document) => documents::title(document, reader),
    }
}

/// What was recorded.
pub fn body(was: Was) -> AnyView {
    let (reader, chart) = (reader(), chart());
    let told = move || match &was {
        _ if is_unclear(&was) => {
            view! { <p class="calm">{reader.words().lab.unclear}</p> }.into_any()
        }
        Was::Entry(part, entry) => of_entry(*part, entry, reader, chart),
        other => {
            let rows = rows_of(facts(other, reader, chart));
            view! { <dl class="kv">{rows}</dl> }.into_any()
        }
    };
    view! { <div class="list">{part(told)}</div> }.into_any()
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
    }
}

fn facts(was: &Was, reader: Reader, chart: Chart) -> Rows {
    match was {
        Was::Entry(..) => Rows::new(),
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
    }
}

fn of_entry(part: Part, entry: &Entry, reader: Reader, chart: Chart) -> AnyView {
    let words = &reader.words().rooms().news;
    let place = reader.language().place(part, entry.place).to_owned();
    let rows = rows_of(vec![
        (words.place, Some(place)),
        (words.date, date(entry.when.as_ref(), reader)),
    ]);
    let facts = lines(&entry.facts, reader, chart, |_| None);
    view! { <dl class="kv">{rows}{facts}</dl> }.into_any()
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
