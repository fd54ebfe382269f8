//! One entry of a part of the record: what was recorded about it, where it comes from, and how it was sent.

use std::sync::Arc;

use leptos::prelude::*;
use record::{Class, Entry, LocalId};

use super::finding::FindingPage;
use super::findings::called;
use super::list::print_button;
use super::places::Place;
use crate::browser::format;
use crate::chart::chart;
use crate::pages::medicines;
use crate::pages::visits::title;
use crate::pages::wrong::NotFoundPage;
use crate::parts::as_written::AsWritten;
use crate::parts::dynamic::{part, text};
use crate::parts::icon::Icon;
use crate::parts::not_here::NotHere;
use crate::parts::notes::{Notes, Verbatim};
use crate::parts::origin::Origin;
use crate::parts::print_head::PrintHead;
use crate::parts::source::SourceChip;
use crate::parts::told::{entry_name, lines};
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
    let (named, dated, told) = (entry.clone(), entry.clone(), entry.clone());
    let Class::Part(of) = place.class else {
        return ().into_any();
    };
    let is_unclear = entry.unreadable.is_some();
    let unread = entry.unreadable.clone().and_then(|one| one.text);
    let standing = move || {
        let place = reader.language().standing(of, dated.place).to_owned();
        let date = dated.when.as_ref();
        let date = date.map(|when| format::day(when, reader.language()));
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
    let unclear = || {
        view! {
            <p class="note warn">
                <Icon name="triangle-alert" />
                <span>{reader.say(|words| words.lab.unclear)}</span>
            </p>
            <Verbatim pieces=unread.into_iter().collect() />
        }
        .into_any()
    };
    let facts = || {
        view! {
            <section class="sec" aria-labelledby="facts">
                <div class="sec-h"><h2 id="facts">{reader.say(|words| words.rooms().record.facts)}</h2></div>
                <AsWritten />
                <div class="list"><dl class="kv">{part(move || lines(&told.facts, reader, chart, address_of))}</dl></div>
            </section>
        }
        .into_any()
    };
    let incomplete = entry.incomplete && !is_unclear;
    let (id, source, notes) = (entry.id, entry.source, entry.notes.clone());
    view! {
        <h1 tabindex="-1"><bdi lang="en">{text(move || entry_name(&named, reader, chart))}</bdi></h1>
        {also}
        <p class="lede">{text(standing)}" "<SourceChip source /></p>
        {if is_unclear { unclear() } else { facts() }}
        {incomplete.then(|| view! { <p class="calm">{reader.say(|words| words.rooms().record.incomplete)}</p> }.into_any())}
        {(!notes.is_empty() && !is_unclear).then(|| view! {
            <section class="sec card prose" aria-labelledby="beside">
                <h2 id="beside">{reader.say(|words| words.rooms().record.notes)}</h2>
                <Notes notes />
            </section>
        }.into_any())}
        <Links to=entry.links.clone() />
        <Origin class=place.class id source when=entry.when.clone() />
        {print_button()}
    }
    .into_any()
}

/// Where another item of this record is read, and what it is called, if it is here.
fn address_of(id: LocalId) -> Option<(String, String)> {
    let (reader, chart) = (reader(), chart());
    if let Some(visit) = chart.visit(id) {
        return Some((format!("/visits/{id}"), title(&visit, reader)));
    }
    if let Some(medicine) = chart.medicine(id) {
        let name = medicines::called(&medicine, reader, chart);
        return Some((format!("/medicines/{id}"), name));
    }
    Place::all().find_map(|place| {
        let name = match place.class {
            Class::Part(part) => entry_name(&*chart.entry(part, id)?, reader, chart),
            Class::Results(shelf) => called(&*chart.finding(shelf, id)?, reader),
            _ => return None,
        };
        Some((place.address_of(id), name))
    })
}

/// Other items that it belongs to, as far as they are here.
#[component]
fn Links(to: Vec<LocalId>) -> impl IntoView {
    let reader = reader();
    let row = |(href, name): (String, String)| {
        view! {
            <li class="row">
                <div class="body"><a href=href class="main"><bdi lang="en">{name}</bdi></a></div>
                <span class="chev"><Icon name="chevron-right" /></span>
            </li>
        }
    };
    let section = move || {
        let rows: Vec<_> = to
            .iter()
            .filter_map(|id| address_of(*id))
            .map(row)
            .collect();
        let has_rows = !rows.is_empty();
        let section = || {
            view! {
                <section class="sec" aria-labelledby="belongs">
                    <div class="sec-h"><h2 id="belongs">{reader.say(|words| words.rooms().record.belongs)}</h2></div>
                    <ul class="list">{rows}</ul>
                </section>
            }
        };
        has_rows.then(section).into_any()
    };
    part(section)
}
