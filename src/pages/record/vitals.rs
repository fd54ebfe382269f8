//! Vital signs: one tile for each kind with its last value, then everything, the newest first.

use leptos::prelude::*;
use record::conversion::{Converted, converted};
use record::labs::Shelf;
use record::vitals::{Kind, Measured, Tile, Way, tiles};
use record::{LocalId, Marked, Value, When};

use super::findings::{list, newest_first};
use super::list::{Title, print_button};
use super::places::Place;
use crate::browser::format;
use crate::chart::chart;
use crate::parts::as_written::AsWritten;
use crate::parts::dynamic::{part_while, text};
use crate::parts::fate::Removed;
use crate::parts::icon::Icon;
use crate::parts::newness::looks_at;
use crate::parts::nothing::NothingHere;
use crate::parts::notices::Notices;
use crate::parts::print_head::PrintHead;
use crate::parts::receipt_line::ReceiptLine;
use crate::parts::source::chips;
use crate::parts::source_filter::SourceFilter;
use crate::parts::steady::{late, steady};
use crate::parts::value::{Printed, pressure, printed, value_line};
use crate::reader::{Reader, reader};
use crate::words::fill;

/// `/record/vitals`
#[component]
pub fn VitalsPage(place: &'static Place) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    reader.title(|words| words.titles.record);
    looks_at(vec![place.class]);
    // A tile speaks of what the hospitals have; the list says what they have no longer.
    let class = place.class;
    let tiles = Memo::new(move |_| {
        let here = chart.findings(Shelf::Vitals);
        tiles(&chart.shown_of(class, here))
    });
    let listed = steady(class, move || {
        chart.rows_of(class, newest_first(chart.listed_findings(Shelf::Vitals)))
    });
    let ids = Memo::new(move |_| {
        let listed = listed.read();
        listed.rows().iter().map(|one| one.id).collect::<Vec<_>>()
    });
    let count = move || ids.with(Vec::len);
    let is_narrowed = move || chart.only(class).is_some();
    let nothing = move || {
        view! { <NothingHere domains=place.domains icon=place.icon class=place.class /> }.into_any()
    };
    let tile = move |tile: Tile| view! { <OneTile place tile /> }.into_any();
    let rows = move || {
        view! {
            <section class="sec" aria-labelledby="last">
                <div class="sec-h"><h2 id="last">{reader.say(|words| words.rooms().record.vitals_last)}</h2></div>
                <ul class="cards vitals"><For each=move || tiles.get() key=tile_key children=tile /></ul>
            </section>
            <section class="sec" aria-labelledby="all">
                <div class="sec-h"><h2 id="all">{reader.say(|words| words.rooms().record.vitals_all)}</h2></div>
                <AsWritten />
                {late(listed)}
                {list(place, ids)}
            </section>
        }
        .into_any()
    };
    view! {
        <div class="page">
            <PrintHead />
            <Title place />
            <Notices domains=place.domains has_rows=Signal::derive(move || { count() > 0 }) />
            <SourceFilter class count=Signal::derive(count) />
            {part_while(move || count() == 0 && !is_narrowed(), nothing)}
            {part_while(move || { count() > 0 }, rows)}
            <Removed classes=vec![place.class] />
            <ReceiptLine domains=place.domains />
            {part_while(move || { count() > 0 }, print_button)}
        </div>
    }
    .into_any()
}

/// Changes when anything that a tile shows has changed.
fn tile_key(tile: &Tile) -> (Kind, Vec<(LocalId, u64)>, usize) {
    let last = tile.last().into_iter();
    let last = last.flat_map(|last| std::iter::once(&last.result).chain(&last.other));
    let shown = last.chain(&tile.newer).map(|one| (one.id, one.mark()));
    (tile.kind, shown.collect(), tile.values.len())
}

#[component]
fn OneTile(place: &'static Place, tile: Tile) -> impl IntoView {
    let reader = reader();
    let (named, last, kind) = (tile.clone(), tile.last().cloned(), tile.kind);
    let is_theirs = kind == Kind::Other && tile.name.is_some();
    let language = is_theirs.then_some("en");
    let name = text(move || name_of(&named, reader));
    let newest = last.as_ref().map(|last| last.result.id);
    let newest = newest.or_else(|| tile.newer.first().map(|result| result.id));
    let href = newest.map(|id| place.address_of(id));
    let newest_from = last.as_ref().map(|last| last.result.source);
    let newest_from = newest_from.or_else(|| tile.newer.first().map(|result| result.source));
    let from = newest
        .zip(newest_from)
        .map(|(id, source)| chips(id, source));
    let dated = last.clone();
    let date = text(move || {
        let date = dated.as_ref().and_then(Measured::date);
        let day = |when: &When| format::day(when, reader.language());
        let undated = || reader.words().rooms().record.undated.to_owned();
        date.map_or_else(undated, day)
    });
    let value = Memo::new(move |_| {
        let last = last.as_ref();
        last.map_or_else(Shown::default, |last| value_of(last, kind, reader))
    });
    let of =
        move |part: fn(&Shown) -> &String| text(move || value.with(|shown| part(shown).clone()));
    let count = tile.values.len();
    let told = text(move || reader.words().rooms().record.earlier.of(count));
    let newer = (!tile.newer.is_empty()).then(|| {
        view! { <p class="calm">{reader.say(|words| words.rooms().record.newer_unreadable)}</p> }
            .into_any()
    });
    view! {
        <li class="card">
            <div class="hd"><h3><a href=href><bdi lang=language>{name}</bdi></a></h3><Icon name="chevron-right" /></div>
            <p class="val mid">
                <strong class="num"><bdi>{of(|shown| &shown.main)}</bdi></strong>
                " "<span class="u">{of(|shown| &shown.unit)}</span>
            </p>
            <p class="muted">{date}" · "{told}</p>
            {from}
            {newer}
        </li>
    }
}

fn name_of(tile: &Tile, reader: Reader) -> String {
    let words = &reader.words().rooms().record;
    let known = match tile.kind {
        Kind::Pressure => words.pressure,
        Kind::Pulse => words.pulse,
        Kind::Breathing => words.breathing,
        Kind::Temperature => words.temperature,
        Kind::Oxygen => words.oxygen,
        Kind::Weight => words.weight,
        Kind::Height => words.height,
        Kind::BodyMass => words.body_mass,
        Kind::Other => {
            let name = tile.name.clone();
            return name.unwrap_or_else(|| words.untitled.to_owned());
        }
    };
    let way = match tile.way {
        None => return known.to_owned(),
        Some(Way::Oximeter) => words.way_oximeter,
        Some(Way::Mouth) => words.way_mouth,
        Some(Way::Ear) => words.way_ear,
        Some(Way::Armpit) => words.way_armpit,
        Some(Way::Rectum) => words.way_rectum,
        Some(Way::Measured) => words.way_measured,
        Some(Way::Lying) => words.way_lying,
    };
    format!("{known} ({way})")
}

fn spelled(amount: &Converted, in_feet: &str) -> String {
    match amount {
        Converted::Pounds(digits) => format!("{digits}\u{a0}lb"),
        Converted::Kilograms(digits) => format!("{digits}\u{a0}kg"),
        Converted::FeetInches(feet, inches) => fill(in_feet, &[("feet", feet), ("inches", inches)]),
        Converted::Centimeters(digits) => format!("{digits}\u{a0}cm"),
        Converted::Fahrenheit(digits) => format!("{digits}\u{a0}°F"),
        Converted::Celsius(digits) => format!("{digits}\u{a0}°C"),
    }
}

/// A value as a tile shows it: what is large, and what stands small beside it.
#[derive(Clone, Default, PartialEq)]
struct Shown {
    main: String,
    unit: String,
}

/// "128 over 76" and "mmHg", "176" and "lb (79.8 kg)".
fn value_of(measured: &Measured, kind: Kind, reader: Reader) -> Shown {
    let words = &reader.words().rooms().record;
    if let Some(both) = &measured.pressure {
        let Printed { main, unit, .. } = pressure(both, reader);
        let unit = unit.unwrap_or_default();
        return Shown { main, unit };
    }
    let Value::Measured(quantity) = &measured.result.finding.value else {
        let main = value_line(&measured.result, reader);
        return Shown {
            main,
            unit: String::new(),
        };
    };
    let printed = printed(&measured.result.finding.value, reader);
    let unit = printed.unit.unwrap_or_default();
    let unit = match converted(kind, quantity) {
        Some(other) => {
            let other = spelled(&other, words.feet);
            fill(words.converted, &[("value", &unit), ("converted", &other)])
        }
        None => unit,
    };
    Shown {
        main: printed.main,
        unit,
    }
}
