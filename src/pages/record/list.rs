//! One part of the record: its entries by where they belong, the newest first, with a way to find one.

use std::sync::Arc;

use leptos::prelude::*;
use record::entry::Place as Where;
use record::finding::Folded;
use record::{Class, Entry, LocalId, Part};

use super::findings::FindingsPage;
use super::people::{PersonPage, TeamsPage};
use super::places::Place;
use super::vaccines::given;
use super::vitals::VitalsPage;
use crate::browser::page;
use crate::chart::{Chart, chart};
use crate::pages::wrong::NotFoundPage;
use crate::parts::as_written::AsWritten;
use crate::parts::dynamic::{part_while, text};
use crate::parts::fate::Removed;
use crate::parts::find::{FindBox, Finding};
use crate::parts::icon::Icon;
use crate::parts::newness::looks_at;
use crate::parts::nothing::NothingHere;
use crate::parts::notices::Notices;
use crate::parts::paged::paged;
use crate::parts::print_head::PrintHead;
use crate::parts::receipt_line::ReceiptLine;
use crate::parts::row::row;
use crate::parts::source_filter::SourceFilter;
use crate::parts::steady::{late, steady};
use crate::parts::told::{day_beside, entry_name, name_language, own_name, told};
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

/// One row of the list, and where it stands.
type Row = (LocalId, Where);

#[component]
fn EntriesPage(place: &'static Place, of: Part) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    reader.title(|words| words.titles.record);
    looks_at(vec![place.class]);
    provide_context(place);
    let class = place.class;
    let all = steady(class, move || {
        chart.rows_of(class, chart.listed_entries(of))
    });
    let finding = Finding::new(move || {
        let all = all.read();
        let rows = all.versions().into_iter();
        rows.map(|versions| folded(versions, reader, chart))
            .collect()
    });
    let found = Memo::new(move |_| finding.found(all.read().rows(), row_of));
    let count = move || all.read().rows().len();
    let is_narrowed = move || chart.only(class).is_some();
    let nothing = move || {
        view! { <NothingHere domains=place.domains icon=place.icon class=place.class /> }.into_any()
    };
    view! {
        <div class="page">
            <PrintHead />
            <Title place />
            <AsWritten />
            <Notices domains=place.noticed() has_rows=Signal::derive(move || { count() > 0 }) />
            <FindBox finding found=Signal::derive(move || found.with(Vec::len)) all=Signal::derive(count) />
            <SourceFilter class count=Signal::derive(count) />
            {late(all)}
            {part_while(move || count() == 0 && !is_narrowed(), nothing)}
            {PLACES.map(|here| {
                let ids = at(here, found);
                match (of, here) {
                    (Part::Vaccines, Where::Done) => given(place, all, ids),
                    _ if here.is_over(of) => over(of, here, ids, finding),
                    _ => group(of, here, ids),
                }
            }).into_iter().collect_view()}
            <Removed classes=vec![place.class] />
            <ReceiptLine domains=place.domains />
            {part_while(move || { count() > 0 }, print_button)}
        </div>
    }
    .into_any()
}

fn row_of(entry: &Arc<Entry>) -> Row {
    (entry.id, entry.place)
}

/// What it is found by: its names in every record, or what it is.
fn folded(versions: &[Arc<Entry>], reader: Reader, chart: Chart) -> Folded {
    let mut names = String::new();
    for entry in versions {
        let unnamed = || reader.language().one_of(entry.part).to_owned();
        let name = own_name(entry, chart).unwrap_or_else(unnamed);
        for name in Some(&name).into_iter().chain(&entry.also) {
            names.push_str(name);
            names.push(' ');
        }
    }
    Folded::of(&names)
}

/// The rows that stand in one place.
fn at(here: Where, found: Memo<Vec<Row>>) -> Memo<Vec<LocalId>> {
    Memo::new(move |_| {
        let found = found.read();
        let here = found.iter().filter(|(_, place)| *place == here);
        here.map(|(id, _)| *id).collect()
    })
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

fn group(of: Part, here: Where, ids: Memo<Vec<LocalId>>) -> AnyView {
    let id = format!("p-{}", here as u8);
    let name = heading(of, here, ids);
    let rows = move || {
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

/// What is over, folded away; it opens when something in it is looked for and found.
fn over(of: Part, here: Where, ids: Memo<Vec<LocalId>>, finding: Finding) -> AnyView {
    let id = format!("p-{}", here as u8);
    let name = heading(of, here, ids);
    let is_seeking = Memo::new(move |_| finding.is_seeking());
    let rows = move || {
        let fold = format!("#{id}");
        Effect::new(move || {
            if is_seeking.get() {
                page::open(&fold);
            }
        });
        view! {
            <details class="fold past" id=id.clone()>
                <summary><h2>{name}</h2></summary>
                {paged(ids, entry_row, address)}
            </details>
        }
        .into_any()
    };
    part_while(move || !ids.with(Vec::is_empty), rows)
}

/// "Past (3)": how many the hospitals have now.
pub fn heading(of: Part, here: Where, ids: Memo<Vec<LocalId>>) -> Signal<String> {
    let (reader, chart) = (reader(), chart());
    text(move || {
        let name = reader.language().place(of, here);
        let count = ids.with(|ids| chart.here_of(Class::Part(of), ids));
        format!("{name} ({count})")
    })
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
    let Some(first) = entry.get_untracked() else {
        return ().into_any();
    };
    let language = Memo::new(move |_| name_language(entry.read().as_ref()?, chart));
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
        (name, language.into()),
        line,
        first.source,
    )
}

/// Its day, and what is said in a few words.
fn line(entry: &Entry, reader: Reader, chart: Chart) -> String {
    let date = day_beside(entry, reader, chart);
    let line = entry.line.iter().map(|one| told(one, reader, chart));
    date.into_iter().chain(line).collect::<Vec<_>>().join(" · ")
}
