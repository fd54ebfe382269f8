//! Which hospital something comes from: its monogram and its name.

use leptos::prelude::*;
use record::SourceId;

use crate::parts::dynamic::text;
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
