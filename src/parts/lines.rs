//! What was recorded about something, line by line, as a list of terms. Names and other items that it mentions come while
//! it is read: a line is drawn anew only when it says something else.

use leptos::prelude::*;
use record::entry::{Fact, Told};
use record::{Label, LocalId};

use crate::chart::Chart;
use crate::parts::told::told;
use crate::reader::Reader;

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

/// The rows of a list of terms.
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
