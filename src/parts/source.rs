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

/// At the side of a row, where there are several hospitals: all that have the thing, and in how many records it is.
pub fn chips(id: LocalId, source: SourceId) -> AnyView {
    let (reader, chart, session) = (reader(), chart(), session());
    let have = Memo::new(move |_| {
        let several = session.connections().len() > 1;
        several.then(|| match chart.together(id) {
            Some(together) => (together.sources(), together.versions.len()),
            None => (vec![source], 1),
        })
    });
    let side = move |(sources, versions): (Vec<SourceId>, usize)| {
        let records = sources.len();
        let count = (versions > 1).then(|| {
            let told = text(move || reader.words().rooms().merging.standing(records, versions));
            view! { <span class="sub">{told}</span> }.into_any()
        });
        let chips = sources.into_iter();
        let chips = chips.map(|source| view! { <SourceChip source /> });
        view! { <span class="side">{chips.collect_view()}{count}</span> }
    };
    part(move || have.get().map(side).into_any())
}
