//! The record as a whole: every part of it, how much is there, and what is missing.

pub mod entry;
pub mod finding;
pub mod findings;
pub mod list;
pub mod people;
pub mod places;
pub mod receipt;
pub mod rest;
pub mod vaccines;
pub mod vitals;

use leptos::prelude::*;
use record::SourceId;
use record::section::Gap;

use crate::chart::{Chart, chart};
use crate::parts::dynamic::text;
use crate::parts::icon::Icon;
use crate::parts::print_head::PrintHead;
use crate::reader::{Reader, reader};
use crate::words::catalogue::Words;
use places::{CARE, HEALTH, LIFE, PAPERS, Place};

/// `/record`
#[component]
pub fn RecordPage() -> impl IntoView {
    let reader = reader();
    reader.title(|words| words.titles.record);
    view! {
        <div class="page">
            <PrintHead />
            <h1 tabindex="-1">{reader.say(|words| words.titles.record)}</h1>
            <p class="lede">{reader.say(|words| words.rooms().record.lead)}</p>
            {group("health", |words| words.rooms().record.health, &HEALTH)}
            {group("care", |words| words.rooms().record.care, &CARE)}
            {group("life", |words| words.rooms().record.life, &LIFE)}
            {group("papers", |words| words.rooms().record.papers, &PAPERS)}
            <section class="sec">
                <ul class="list">
                    <li class="row">
                        <span class="tile"><Icon name="list-checks" /></span>
                        <div class="body">
                            <a href="/record/receipt" class="main">{reader.say(|words| words.rooms().record.receipt)}</a>
                        </div>
                        <span class="chev"><Icon name="chevron-right" /></span>
                    </li>
                </ul>
            </section>
        </div>
    }
    .into_any()
}

fn group(
    id: &'static str,
    name: fn(&'static Words) -> &'static str,
    places: &'static [Place],
) -> AnyView {
    view! {
        <section class="sec" aria-labelledby=id>
            <div class="sec-h"><h2 id=id>{reader().say(name)}</h2></div>
            <ul class="list">{places.iter().map(row).collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// A part of the record: how much is in it, or why that is not known.
fn row(place: &'static Place) -> AnyView {
    let (reader, chart) = (reader(), chart());
    let title = text(move || reader.language().list(place.class).title.to_owned());
    view! {
        <li class="row">
            <span class="tile"><Icon name=place.icon /></span>
            <div class="body">
                <a href=place.address() class="main">{title}</a>
                <span class="sub">{text(move || told(place, reader, chart))}</span>
            </div>
            <span class="chev"><Icon name="chevron-right" /></span>
        </li>
    }
    .into_any()
}

fn told(place: &Place, reader: Reader, chart: Chart) -> String {
    let words = reader.words();
    let gaps = chart.gaps_in(place.domains);
    let is_missing = |gap: &(SourceId, Gap)| !matches!(gap.1, Gap::NotOffered);
    let counted = chart.counted(place.class);
    match counted > 0 || chart.count(place.class) > 0 {
        // Allergies are no number, and people are not counted.
        true if counted == 0 || place.is_told_elsewhere() => words.rooms().record.see.to_owned(),
        true => reader.language().list(place.class).count.of(counted),
        false if chart.is_loading(place.domains) => words.home.tile_loading.to_owned(),
        false if gaps.iter().any(is_missing) => words.rooms().record.problem.to_owned(),
        false if gaps.is_empty() => words.home.tile_none.to_owned(),
        false => words.rooms().record.nobody_offers.to_owned(),
    }
}
