//! What is told on the lines of an entry, in the reader's language.

use leptos::prelude::*;
use record::entry::{Fact, Told};
use record::{Entry, Label, LocalId, Value, When};

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

/// Where another item of the record is read, and what it is called.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Elsewhere {
    /// Its page.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Whether that is the hospital's own.
    pub is_theirs: bool,
}

/// A line as it is shown.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Line {
    /// Which of the lines that were recorded.
    place: usize,
    label: String,
    /// What the label says is the hospital's own question.
    is_asked: bool,
    shown: Vec<Shown>,
}

/// What is told on it.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Shown {
    /// In the words of the page.
    Ours(String),
    /// In those of the hospital.
    Theirs(String),
    /// Another item of the record.
    Link(Elsewhere),
    /// Lines that belong together.
    Group(Vec<Line>),
}

/// Lines with all that they say; tracked. `elsewhere` finds another item, if it is here.
pub fn lines(
    facts: &[Fact],
    reader: Reader,
    chart: Chart,
    elsewhere: fn(LocalId) -> Option<Elsewhere>,
) -> Vec<Line> {
    let shown = |one: &Told| match one {
        Told::Group(inner) => {
            let inner = lines(inner, reader, chart, elsewhere);
            (!inner.is_empty()).then_some(Shown::Group(inner))
        }
        // What is known by reference alone, and is not here, is not told.
        Told::Link(id, name) => match (elsewhere(*id), name.clone()) {
            (Some(found), Some(name)) => Some(Shown::Link(found.called(name))),
            (Some(found), None) => Some(Shown::Link(found)),
            (None, name) => name.map(Shown::Theirs),
        },
        Told::Words(words) => Some(Shown::Theirs(words.clone())),
        one => Some(Shown::Ours(told(one, reader, chart))),
    };
    let line = |(place, fact): (usize, &Fact)| Line {
        place,
        label: reader.language().label(&fact.label).to_owned(),
        is_asked: matches!(fact.label, Label::Question(_)),
        shown: fact.told.iter().filter_map(shown).collect(),
    };
    let lines = facts.iter().enumerate().map(line);
    lines.filter(|line| !line.shown.is_empty()).collect()
}

/// The rows of a list of terms, each drawn anew only when it says something else, whatever arrives meanwhile.
pub fn rows(lines: impl Fn() -> Vec<Line> + Send + Sync + 'static) -> AnyView {
    let lines = Memo::new(move |_| lines());
    view! { <For each=move || lines.get() key=Line::clone children=|line| row(&line) /> }.into_any()
}

fn row(line: &Line) -> AnyView {
    let shown = line
        .shown
        .chunk_by(|one, next| one.is_group() && next.is_group());
    view! {
        <div>
            <dt lang=line.is_asked.then_some("en")>{line.label.clone()}</dt>
            {shown.map(value).collect_view()}
        </div>
    }
    .into_any()
}

/// One thing told, or groups that follow each other.
fn value(shown: &[Shown]) -> AnyView {
    match shown {
        [] => ().into_any(),
        [Shown::Ours(words), ..] => view! { <dd><bdi>{words.clone()}</bdi></dd> }.into_any(),
        [Shown::Theirs(words), ..] => {
            view! { <dd lang="en"><bdi class="asis">{words.clone()}</bdi></dd> }.into_any()
        }
        [Shown::Link(one), ..] => {
            view! { <dd><a href=one.href.clone()>{one.name()}</a></dd> }.into_any()
        }
        [Shown::Group(lines)] => view! { <dd>{group(lines)}</dd> }.into_any(),
        groups => {
            let lines = groups.iter().filter_map(Shown::lines);
            let groups = lines.map(|lines| view! { <li>{group(lines)}</li> });
            view! { <dd><ul class="groups">{groups.collect_view()}</ul></dd> }.into_any()
        }
    }
}

fn group(lines: &[Line]) -> AnyView {
    view! { <dl class="kv inner">{lines.iter().map(row).collect_view()}</dl> }.into_any()
}

impl Elsewhere {
    fn called(self, name: String) -> Self {
        Self {
            name,
            is_theirs: true,
            ..self
        }
    }

    /// Its name, in its language.
    pub fn name(&self) -> AnyView {
        let language = self.is_theirs.then_some("en");
        view! { <bdi lang=language>{self.name.clone()}</bdi> }.into_any()
    }
}

impl Shown {
    fn lines(&self) -> Option<&[Line]> {
        match self {
            Shown::Group(lines) => Some(lines),
            Shown::Ours(_) | Shown::Theirs(_) | Shown::Link(_) => None,
        }
    }

    fn is_group(&self) -> bool {
        self.lines().is_some()
    }
}
