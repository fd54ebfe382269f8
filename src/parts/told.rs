//! What is told on the lines of an entry, in the reader's language.

use record::entry::{Fact, Told};
use record::{Entry, Label, Value, When};

use crate::browser::format;
use crate::chart::Chart;
use crate::parts::value::{between, printed};
use crate::reader::Reader;
use crate::words::fill;

/// What an entry is called by somebody: in its own words, or those of what it refers to; tracked.
pub fn own_name(entry: &Entry, chart: Chart) -> Option<String> {
    let by_another = || entry.named_by.as_ref().and_then(|who| chart.name_of(who));
    entry.name.clone().or_else(by_another)
}

/// The language of its name: that of the hospital, where it has one; tracked.
pub fn name_language(entry: &Entry, chart: Chart) -> Option<&'static str> {
    own_name(entry, chart).map(|_| "en")
}

/// What an entry is called, or, without a name, what it is and of which day; tracked.
pub fn entry_name(entry: &Entry, reader: Reader, chart: Chart) -> String {
    let unnamed = || {
        let kind = reader.language().one_of(entry.part).to_owned();
        let words = std::iter::once(kind).chain(day_of(entry, reader));
        words.collect::<Vec<_>>().join(", ")
    };
    own_name(entry, chart).unwrap_or_else(unnamed)
}

/// The day of an entry where its name does not say it; tracked.
pub fn day_beside(entry: &Entry, reader: Reader, chart: Chart) -> Option<String> {
    own_name(entry, chart).and_then(|_| day_of(entry, reader))
}

fn day_of(entry: &Entry, reader: Reader) -> Option<String> {
    let date = entry.when.as_ref();
    date.map(|when| format::day(when, reader.language()))
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
