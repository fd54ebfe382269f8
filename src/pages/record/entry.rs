//! One entry of a part of the record: what was recorded about it, where it comes from, and how it was sent.

use std::sync::Arc;

use leptos::prelude::*;
use record::{Class, Entry, LocalId};

use super::finding::FindingPage;
use super::findings::called;
use super::list::print_button;
use super::places::Place;
use crate::chart::chart;
use crate::pages::medicines;
use crate::pages::visits::title;
use crate::pages::wrong::NotFoundPage;
use crate::parts::as_written::AsWritten;
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::icon::Icon;
use crate::parts::lines::{Elsewhere, lines, rows};
use crate::parts::names::also_called;
use crate::parts::not_here::NotHere;
use crate::parts::notes::{Notes, Verbatim};
use crate::parts::origin::Origin;
use crate::parts::print_head::PrintHead;
use crate::parts::records::records;
use crate::parts::source::SourceChip;
use crate::parts::told::{day_beside, entry_name, name_language, own_name};
use crate::reader::reader;

/// `/record/:part/:entry`
#[component]
pub fn ItemPage(key: StoredValue<String>, id: Option<LocalId>) -> impl IntoView {
    let place = Place::of_key(&key.read_value());
    match place.map(|place| (place, place.class)) {
        Some((place, Class::Part(_))) => view! { <EntryPage place id /> }.into_any(),
        Some((place, Class::Results(shelf))) => view! { <FindingPage place shelf id /> }.into_any(),
        Some(_) | None => view! { <NotFoundPage /> }.into_any(),
    }
}

#[component]
fn EntryPage(place: &'static Place, id: Option<LocalId>) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    reader.title(|words| words.titles.entry);
    let found = Memo::new(move |_| match place.class {
        Class::Part(part) => chart.listed_entry(part, id?),
        _ => None,
    });
    view! {
        <div class="page snug">
            <PrintHead />
            <BackTo place />
            {part(move || match found.get() {
                Some(entry) => view! { <OneEntry place entry /> }.into_any(),
                None => view! {
                    <NotHere title=|words| words.titles.entry domains=place.domains
                        loading=|words| words.rooms().record.loading
                        not_here=|words| words.rooms().record.not_here />
                }
                .into_any(),
            })}
        </div>
    }
    .into_any()
}

/// The way back to the list.
#[component]
pub fn BackTo(place: &'static Place) -> impl IntoView {
    let reader = reader();
    let name = text(move || reader.language().list(place.class).title.to_owned());
    view! {
        <a href=place.address() class="back">
            <Icon name="chevron-right" />
            {name}
        </a>
    }
}

#[component]
fn OneEntry(place: &'static Place, entry: Arc<Entry>) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    let (named, spoken, dated) = (entry.clone(), entry.clone(), entry.clone());
    let Class::Part(of) = place.class else {
        return ().into_any();
    };
    let is_unclear = entry.unreadable.is_some();
    let language = Memo::new(move |_| name_language(&spoken, chart));
    let standing = move || {
        let place = reader.language().standing(of, dated.place).to_owned();
        let date = day_beside(&dated, reader, chart);
        std::iter::once(place)
            .chain(date)
            .collect::<Vec<_>>()
            .join(" · ")
    };
    let also = entry.also.clone().map(|also| {
        view! {
            <p class="muted">{reader.say(|words| words.rooms().record.also)}": "<bdi lang="en">{also}</bdi></p>
        }
        .into_any()
    });
    let recorded = match is_unclear {
        true => unclear(entry.unreadable.clone().and_then(|one| one.text)),
        false => recorded(entry.clone()),
    };
    let incomplete = entry.incomplete && !is_unclear;
    let (id, source, notes) = (entry.id, entry.source, entry.notes.clone());
    view! {
        <h1 tabindex="-1"><bdi lang=move || language.get()>{text(move || entry_name(&named, reader, chart))}</bdi></h1>
        {also}
        {also_called(place.class, id)}
        <p class="lede">{text(standing)}" "<SourceChip source /></p>
        {recorded}
        {incomplete.then(|| view! { <p class="calm">{reader.say(|words| words.rooms().record.incomplete)}</p> }.into_any())}
        {(!notes.is_empty() && !is_unclear).then(|| view! {
            <section class="sec card prose" aria-labelledby="beside">
                <h2 id="beside">{reader.say(|words| words.rooms().record.notes)}</h2>
                <Notes notes />
            </section>
        }.into_any())}
        <Links to=entry.links.clone() />
        {records(place.class, id)}
        <Origin class=place.class id source when=entry.when.clone() />
        {print_button()}
    }
    .into_any()
}

/// What was recorded, line by line.
fn recorded(entry: Arc<Entry>) -> AnyView {
    let (reader, chart) = (reader(), chart());
    view! {
        <section class="sec" aria-labelledby="facts">
            <div class="sec-h"><h2 id="facts">{reader.say(|words| words.rooms().record.facts)}</h2></div>
            <AsWritten />
            <div class="list"><dl class="kv">{rows(move || lines(&entry.facts, reader, chart, elsewhere))}</dl></div>
        </section>
    }
    .into_any()
}

/// In the place of what can't be read safely: that it can't, and the hospital's own text.
fn unclear(text: Option<String>) -> AnyView {
    let reader = reader();
    view! {
        <p class="note warn">
            <Icon name="triangle-alert" />
            <span>{reader.say(|words| words.lab.unclear)}</span>
        </p>
        <Verbatim pieces=text.into_iter().collect() />
    }
    .into_any()
}

/// Another item of this record, if it is here; tracked.
fn elsewhere(id: LocalId) -> Option<Elsewhere> {
    let (reader, chart) = (reader(), chart());
    if let Some(visit) = chart.visit(id) {
        return Some(Elsewhere {
            href: format!("/visits/{id}"),
            name: title(&visit, reader),
            is_theirs: visit.title.is_some(),
        });
    }
    if let Some(medicine) = chart.medicine(id) {
        return Some(Elsewhere {
            href: format!("/medicines/{id}"),
            name: medicines::called(&medicine, reader, chart),
            is_theirs: true,
        });
    }
    Place::all().find_map(|place| {
        let (name, is_theirs) = match place.class {
            Class::Part(part) => {
                let entry = chart.entry(part, id)?;
                let name = entry_name(&entry, reader, chart);
                (name, own_name(&entry, chart).is_some())
            }
            Class::Results(shelf) => {
                let finding = chart.finding(shelf, id)?;
                (called(&finding, reader), finding.name.words.is_some())
            }
            _ => return None,
        };
        Some(Elsewhere {
            href: place.address_of(id),
            name,
            is_theirs,
        })
    })
}

/// Other items that it belongs to, as far as they are here.
#[component]
fn Links(to: Vec<LocalId>) -> impl IntoView {
    let reader = reader();
    let found = Memo::new(move |_| {
        let mut found: Vec<Elsewhere> = Vec::new();
        for link in to.iter().filter_map(|id| elsewhere(*id)) {
            if !found.contains(&link) {
                found.push(link);
            }
        }
        found
    });
    let row = |one: Elsewhere| {
        view! {
            <li class="row">
                <div class="body"><a href=one.href.clone() class="main">{one.name()}</a></div>
                <span class="chev"><Icon name="chevron-right" /></span>
            </li>
        }
        .into_any()
    };
    let section = move || {
        view! {
            <section class="sec" aria-labelledby="belongs">
                <div class="sec-h"><h2 id="belongs">{reader.say(|words| words.rooms().record.belongs)}</h2></div>
                <ul class="list"><For each=move || found.get() key=Clone::clone children=row /></ul>
            </section>
        }
        .into_any()
    };
    part_while(move || !found.with(Vec::is_empty), section)
}
