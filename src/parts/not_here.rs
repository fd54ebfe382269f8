//! A page of one thing that is not in the open record: still loading, or not there.

use leptos::prelude::*;

use crate::chart::chart;
use crate::parts::notices::Notices;
use crate::reader::reader;
use crate::searches::Domain;
use crate::words::catalogue::Words;

/// What stands in the place of a thing.
#[component]
pub fn NotHere(
    /// The heading.
    title: fn(&'static Words) -> &'static str,
    /// What its list is made of.
    domains: &'static [Domain],
    /// The sentence while that loads.
    loading: fn(&'static Words) -> &'static str,
    /// The sentence when it is not there.
    not_here: fn(&'static Words) -> &'static str,
) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    let told = Signal::derive(move || match chart.is_loading(domains) {
        true => loading(reader.words()),
        false => not_here(reader.words()),
    });
    view! {
        <h1 tabindex="-1">{reader.say(title)}</h1>
        <p class="lede" role="status">{told}</p>
        <Notices domains has_rows=false />
    }
}
