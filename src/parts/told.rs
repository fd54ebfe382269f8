//! What is told on the lines of an entry, in the reader's language.

use leptos::prelude::*;
use record::entry::{Fact, Told};
use record::{Entry, Label, LocalId, Value, When};

use crate::browser::format;
use crate::chart::Chart;
use crate::parts::value::{between, printed};
use crate::reader::Reader;
use crate::words::fill;

/// What an entry is called; tracked.
pub fn entry_name(entry: &Entry, reader: Reader, chart: Chart) -> String {
    let by_another = || entry.named_by.as_ref().and_then(|who| chart.name_of(who));
    let untitled = || reader.words().rooms().record.untitled.to_owned();
    entry
        .name
        .clone()
        .or_else(by_another)
        .unwrap_or_else(untitled)
}

/// One thing told, on one line; tracked. A group has lines of its own.
pub fn told(told: &Told, reader: Reader, chart: Chart) -> String {
    let words = reader.words();
    let day = |when: &When| format::day_and_time(when, reader.language());
    match told {
        Told::Words(words) => words.clone(),
        Told::Term(term) => reader.language().term(*term).to_owned(),
        Told::When(when) => day(when),
        Told::During(from, to) => match (from.as_ref().map(day), to.as_ref().map(day)) {
            (Some(from), Some(to)) => fill(words.lab.period, &[("from", &from), ("to", &to)]),
            (Some(from), None) => fill(words.lab.since, &[("from", &from)]),
            (None, Some(to)) => fill(words.lab.until, &[("to", &to)]),
            (None, None) => String::new(),
        },
        Told::Who(who) => chart
            .name_of(who)
            .unwrap_or_else(|| words.lab.care_team.to_owned()),
        Told::Amount(amount) => printed(&Value::Measured(amount.clone()), reader).line(),
        Told::Between(low, high) => between(low.as_ref(), high.as_ref(), words),
        Told::Value(value) => printed(value, reader).line(),
        Told::Group(inner) if dose(inner).is_some() => {
            let (number, series) = dose(inner).unwrap_or_default();
            let both = [("number", &number as _), ("series", &series as _)];
            fill(words.rooms().record.dose_of, &both)
        }
        Told::Group(inner) => {
            let line = |fact: &Fact| {
                let label = reader.language().label(&fact.label);
                let values = fact.told.iter().map(|one| self::told(one, reader, chart));
                format!("{label}: {}", values.collect::<Vec<_>>().join(", "))
            };
            inner.iter().map(line).collect::<Vec<_>>().join(", ")
        }
        Told::Link(_, name) => name.clone().unwrap_or_default(),
    }
}

/// Which dose of how many, where both were sent.
fn dose(facts: &[Fact]) -> Option<(String, String)> {
    let said = |fact: &Fact| match fact.told.as_slice() {
        [Told::Words(words)] => Some(words.clone()),
        [Told::Value(Value::Integer(digits))] => Some(digits.clone()),
        _ => None,
    };
    match facts {
        [number, series]
            if number.label == Label::DoseNumber && series.label == Label::SeriesDoses =>
        {
            Some((said(number)?, said(series)?))
        }
        _ => None,
    }
}

/// Lines as a list of terms, groups in lists of their own; tracked. `address` gives where another item is
/// read, and what it is called.
pub fn lines(
    facts: &[Fact],
    reader: Reader,
    chart: Chart,
    address: fn(LocalId) -> Option<(String, String)>,
) -> AnyView {
    let is_told = |one: &Told| match one {
        Told::Link(id, None) => address(*id).is_some(),
        _ => true,
    };
    let line = |fact: &Fact| {
        if !fact.told.iter().any(is_told) {
            return ().into_any();
        }
        let label = reader.language().label(&fact.label).to_owned();
        let is_asked = matches!(fact.label, Label::Question(_));
        let one = |one: &Told| match one {
            Told::Group(inner) => {
                view! { <dd><dl class="kv inner">{lines(inner, reader, chart, address)}</dl></dd> }
                    .into_any()
            }
            // What is known by reference alone, and is not here, is not told.
            Told::Link(id, name) => match (address(*id), name) {
                (Some((href, own)), name) => {
                    let name = name.clone().unwrap_or(own);
                    view! { <dd><a href=href><bdi lang="en">{name}</bdi></a></dd> }.into_any()
                }
                (None, Some(name)) => {
                    view! { <dd><bdi lang="en">{name.clone()}</bdi></dd> }.into_any()
                }
                (None, None) => ().into_any(),
            },
            Told::Words(words) => {
                view! { <dd lang="en"><bdi class="asis">{words.clone()}</bdi></dd> }.into_any()
            }
            one => view! { <dd><bdi>{told(one, reader, chart)}</bdi></dd> }.into_any(),
        };
        view! {
            <div>
                <dt lang=is_asked.then_some("en")>{label}</dt>
                {fact.told.iter().map(one).collect_view()}
            </div>
        }
        .into_any()
    };
    facts.iter().map(line).collect_view().into_any()
}
