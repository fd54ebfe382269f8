//! One part of the record: its entries by where they belong, the newest first, with a way to find one.

use std::sync::Arc;

use leptos::prelude::*;
use record::entry::Place as Where;
use record::vaccines::{Vaccine, by_vaccine};
use record::{Class, Entry, LocalId, Part};

use super::findings::FindingsPage;
use super::people::{PersonPage, TeamsPage};
use super::places::Place;
use super::vitals::VitalsPage;
use crate::browser::{format, page};
use crate::chart::{Chart, chart};
use crate::pages::wrong::NotFoundPage;
use crate::parts::as_written::AsWritten;
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::fate::{Removed, under};
use crate::parts::find::{FindBox, has_all};
use crate::parts::icon::Icon;
use crate::parts::newness::{looks_at, tag};
use crate::parts::nothing::NothingHere;
use crate::parts::notices::Notices;
use crate::parts::paged::paged;
use crate::parts::print_head::PrintHead;
use crate::parts::receipt_line::ReceiptLine;
use crate::parts::row::row;
use crate::parts::steady::{late, steady};
use crate::parts::told::{entry_name, told};
use crate::reader::{Reader, reader};

/// `/record/:part`
#[component]
pub fn ListPage(key: StoredValue<String>) -> impl IntoView {
    let place = Place::of_key(&key.read_value());
    match place.map(|place| (place, place.class)) {
        Some((place, Class::Part(part))) => view! { <EntriesPage place of=part /> }.into_any(),
        Some((place, Class::Results(record::labs::Shelf::Vitals))) => {
            view! { <VitalsPage place /> }.into_any()
        }
        Some((place, Class::Results(shelf))) => view! { <FindingsPage place shelf /> }.into_any(),
        Some((place, Class::Teams)) => view! { <TeamsPage place /> }.into_any(),
        Some((_, Class::People)) => view! { <PersonPage /> }.into_any(),
        Some(_) | None => view! { <NotFoundPage /> }.into_any(),
    }
}

/// The places of a list, in its order.
const PLACES: [Where; 8] = [
    Where::Unclear,
    Where::Current,
    Where::Coming,
    Where::Done,
    Where::Unsaid,
    Where::Past,
    Where::NotDone,
    Where::RuledOut,
];

#[component]
fn EntriesPage(place: &'static Place, of: Part) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    reader.title(|words| words.titles.record);
    looks_at(vec![place.class]);
    provide_context(place);
    let wanted = RwSignal::new(String::new());
    let all = steady(move || chart.listed_entries(of));
    let found = Memo::new_with_compare(
        move |_| {
            let wanted = wanted.read();
            let mut found = all.read().rows().to_vec();
            found.retain(|entry| is_found(entry, &wanted));
            found
        },
        |_, _| true,
    );
    let count = move || all.read().rows().len();
    let nothing = move || {
        view! { <NothingHere domains=place.domains icon=place.icon class=place.class /> }.into_any()
    };
    view! {
        <div class="page">
            <PrintHead />
            <Title place />
            <AsWritten />
            <Notices domains=place.noticed() has_rows=Signal::derive(move || { count() > 0 }) />
            <FindBox wanted found=Signal::derive(move || found.read().len()) all=Signal::derive(count) />
            {late(all)}
            {part_while(move || count() == 0, nothing)}
            {PLACES.map(|here| match (of, here) {
                (Part::Vaccines, Where::Done) => given(place, found),
                _ => group(of, here, found),
            }).into_iter().collect_view()}
            <Removed classes=vec![place.class] />
            <ReceiptLine domains=place.domains />
            {part_while(move || { count() > 0 }, print_button)}
        </div>
    }
    .into_any()
}

/// The heading of a part of the record, below the way back.
#[component]
pub fn Title(place: &'static Place) -> impl IntoView {
    let reader = reader();
    let title = text(move || reader.language().list(place.class).title.to_owned());
    view! {
        <a href="/record" class="back">
            <Icon name="chevron-right" />
            {reader.say(|words| words.rooms().record.back)}
        </a>
        <h1 tabindex="-1">{title}</h1>
    }
}

/// The button that prints the page.
pub fn print_button() -> AnyView {
    view! {
        <div class="acts">
            <button class="btn sec wide" type="button" on:click=|_| page::print()>
                <Icon name="printer" />
                {reader().say(|words| words.lab.print)}
            </button>
        </div>
    }
    .into_any()
}

fn is_found(entry: &Entry, wanted: &str) -> bool {
    let names = [entry.name.as_deref(), entry.also.as_deref()];
    let names = names.into_iter().flatten().collect::<Vec<_>>().join(" ");
    has_all(&names, wanted)
}

fn group(of: Part, here: Where, found: Memo<Vec<Arc<Entry>>>) -> AnyView {
    let (reader, chart) = (reader(), chart());
    let ids = Memo::new(move |_| {
        let entries = found.read();
        let here = entries.iter().filter(|entry| entry.place == here);
        here.map(|entry| entry.id).collect::<Vec<_>>()
    });
    let id = format!("p-{}", here as u8);
    let rows = move || {
        let name = text(move || {
            let name = reader.language().place(of, here);
            let count = ids.with(|ids| chart.here_of(Class::Part(of), ids));
            format!("{name} ({count})")
        });
        view! {
            <section class="sec" aria-labelledby=id.clone()>
                <div class="sec-h"><h2 id=id.clone()>{name}</h2></div>
                {paged(ids, entry_row, address)}
            </section>
        }
        .into_any()
    };
    part_while(move || !ids.with(Vec::is_empty), rows)
}

/// Vaccines that were given, each with the dates of its doses.
fn given(place: &'static Place, found: Memo<Vec<Arc<Entry>>>) -> AnyView {
    let (reader, chart) = (reader(), chart());
    let dose = move |entry: &Arc<Entry>| {
        let (entry, href) = (Arc::clone(entry), place.address_of(entry.id));
        let (id, source) = (entry.id, entry.source);
        let date = text(move || {
            let date = entry.when.as_ref();
            let date = date.map(|when| format::day(when, reader.language()));
            let undated = || reader.words().rooms().record.undated.to_owned();
            let date = date.or_else(|| entry.line.is_empty().then(undated));
            let line = entry.line.iter().map(|one| told(one, reader, chart));
            date.into_iter().chain(line).collect::<Vec<_>>().join(" · ")
        });
        view! { <li>{tag(place.class, id)}<a href=href>{date}</a>{under(place.class, id, source)}</li> }
    };
    let vaccine = move |vaccine: Vaccine| {
        let named = vaccine.doses.first().cloned();
        let name = text(move || {
            let name = named.as_ref().map(|entry| entry_name(entry, reader, chart));
            name.unwrap_or_default()
        });
        let doses = vaccine.doses.iter().map(dose).collect_view();
        view! {
            <li class="card">
                <h3><bdi lang="en">{name}</bdi></h3>
                <ul class="doses">{doses}</ul>
            </li>
        }
    };
    let vaccines = move || by_vaccine(&found.read()).given;
    let count = move || {
        found
            .read()
            .iter()
            .filter(|one| one.place == Where::Done && !chart.is_gone(place.class, one.id))
            .count()
    };
    let name = text(move || {
        let name = reader.language().place(Part::Vaccines, Where::Done);
        format!("{name} ({})", count())
    });
    let section = move || {
        view! {
            <section class="sec" aria-labelledby="given">
                <div class="sec-h"><h2 id="given">{name}</h2></div>
                <ul class="cards">{part(move || vaccines().into_iter().map(vaccine).collect_view().into_any())}</ul>
            </section>
        }
        .into_any()
    };
    part_while(move || !vaccines().is_empty(), section)
}

fn here() -> &'static Place {
    expect_context()
}

fn address(id: LocalId) -> String {
    here().address_of(id)
}

fn entry_row(id: LocalId) -> AnyView {
    let (reader, chart, place) = (reader(), chart(), here());
    let Class::Part(part) = place.class else {
        return ().into_any();
    };
    let entry = Memo::new(move |_| chart.listed_entry(part, id));
    let Some(source) = entry.read_untracked().as_ref().map(|entry| entry.source) else {
        return ().into_any();
    };
    let of = move |tell: fn(&Entry, Reader, Chart) -> String| {
        text(move || {
            let entry = entry.read();
            let told = entry.as_ref().map(|entry| tell(entry, reader, chart));
            told.unwrap_or_default()
        })
    };
    let (name, line) = (of(entry_name), of(line));
    row(
        (place.class, id),
        place.address_of(id),
        place.icon,
        (name, Some("en")),
        line,
        source,
    )
}

/// Its day, and what is said in a few words.
fn line(entry: &Entry, reader: Reader, chart: Chart) -> String {
    let date = entry.when.as_ref();
    let date = date.map(|when| format::day(when, reader.language()));
    let line = entry.line.iter().map(|one| told(one, reader, chart));
    date.into_iter().chain(line).collect::<Vec<_>>().join(" · ")
}
