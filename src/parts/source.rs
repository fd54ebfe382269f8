//! Which hospital something comes from: its monogram and its name.

use leptos::prelude::*;
use record::{LocalId, SourceId};

use crate::chart::chart;
use crate::parts::dynamic::{part, text};
use crate::reader::reader;
use crate::session::session;

/// Two letters for a hospital: "SM" for "St. Mary's Hospital".
pub fn monogram(name: &str) -> String {
    let words = name
        .split_whitespace()
        .filter(|word| word.starts_with(char::is_alphanumeric));
    words
        .take(2)
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_uppercase)
        .collect()
}

fn color(place: usize) -> String {
    format!("src s{}", place % 6 + 1)
}

/// The monogram alone, in the colour of its place among the hospitals; never read aloud.
#[component]
pub fn Monogram(
    /// Its place among the hospitals, from 0.
    index: usize,
    /// The hospital's name.
    #[prop(into)]
    name: Signal<String>,
    /// As large as a tile.
    #[prop(default = false)]
    big: bool,
) -> impl IntoView {
    let class = color(index);
    view! {
        <span class=class>
            <b class=if big { "big" } else { "" } aria-hidden="true">{text(move || monogram(&name.read()))}</b>
        </span>
    }
}

/// Monogram and name.
#[component]
pub fn SourceChip(source: SourceId) -> impl IntoView {
    let session = session();
    let name = session.hospital_name(source);
    let class = color(session.place_of(source));
    view! {
        <span class=class>
            <b aria-hidden="true">{monogram(&name)}</b>
            <bdi class="name">{name}</bdi>
        </span>
    }
}

/// At the side of a row, where there are several hospitals: all that have the thing, in how many records it is, and
/// whether they say different things of it.
pub fn chips(id: LocalId, source: SourceId) -> AnyView {
    let chart = chart();
    side(move || match chart.together(id) {
        Some(together) => Have {
            sources: together.sources(),
            versions: together.versions.len(),
            differs: !together.conflicts.is_empty(),
        },
        None => Have::alone(vec![source]),
    })
}

/// The same of a row of the list of results.
pub fn report_chips(id: LocalId) -> AnyView {
    let chart = chart();
    side(move || {
        let same = chart.same_reports(id);
        let mut sources: Vec<SourceId> = same
            .iter()
            .flat_map(|report| report.sources.iter().copied())
            .collect();
        sources.sort_unstable();
        sources.dedup();
        // Any version of it, or of what stands in it, may say something else.
        let lines = same.iter().flat_map(|report| &report.lines);
        let results = lines.map(|line| line.result.id);
        let mut ids = same.iter().map(|report| report.id).chain(results);
        let differs = ids.any(|id| {
            let together = chart.together(id);
            together.is_some_and(|together| !together.conflicts.is_empty())
        });
        Have {
            sources,
            versions: same.len(),
            differs,
        }
    })
}

/// Who has a thing.
#[derive(Clone, PartialEq)]
struct Have {
    sources: Vec<SourceId>,
    versions: usize,
    differs: bool,
}

impl Have {
    fn alone(sources: Vec<SourceId>) -> Self {
        Self {
            sources,
            versions: 1,
            differs: false,
        }
    }
}

fn side(have: impl Fn() -> Have + Send + Sync + 'static) -> AnyView {
    let (reader, session) = (reader(), session());
    let have = Memo::new(move |_| (session.connections().len() > 1).then(&have));
    let shown = move |have: Have| {
        let (records, versions) = (have.sources.len(), have.versions);
        let count = (versions > 1).then(|| {
            let told = text(move || reader.words().rooms().merging.standing(records, versions));
            view! { <span class="sub">{told}</span> }.into_any()
        });
        let differs = have.differs.then(|| {
            let told = reader.say(|words| words.rooms().merging.different);
            view! { <span class="tag warn">{told}</span> }.into_any()
        });
        let class = if records > 1 { "side many" } else { "side" };
        let chips = have.sources.into_iter();
        let chips = chips.map(|source| view! { <SourceChip source /> });
        view! { <span class=class>{chips.collect_view()}{count}{differs}</span> }
    };
    part(move || have.get().map(shown).into_any())
}
