//! The list of medicines in its parts, allergies above it: each medicine once, whatever number of orders and records it
//! is in. Nothing active is ever left out.

pub mod notice;
pub mod row;
pub mod unlisted;

use leptos::prelude::*;
use record::medicine::{Group, Standing};
use record::merging::{Row, by_group};
use record::{Class, LocalId, Medicine};

use notice::CompareNotice;
use row::medicine_row;
use unlisted::unlisted;

use crate::browser::{clock, format, page};
use crate::chart::{Chart, chart};
use crate::parts::allergy_line::AllergyLine;
use crate::parts::as_written::AsWritten;
use crate::parts::dynamic::{part_while, text};
use crate::parts::fate::Removed;
use crate::parts::icon::Icon;
use crate::parts::newness::looks_at;
use crate::parts::nothing::Nothing;
use crate::parts::notices::Notices;
use crate::parts::paged::paged_as;
use crate::parts::print_head::PrintHead;
use crate::parts::receipt_line::ReceiptLine;
use crate::parts::source_filter::SourceFilter;
use crate::reader::{Reader, reader};
use crate::searches::{ALLERGIES_LIST, MEDICINES_LIST};
use crate::session::session;
use crate::words::catalogue::Words;

/// The rows of the list by its parts.
type Groups = Memo<Vec<(Group, Vec<Row>)>>;

/// `/medicines`
#[component]
pub fn MedicinesPage() -> impl IntoView {
    let (reader, chart, session) = (reader(), chart(), session());
    reader.title(|words| words.titles.medicines);
    looks_at(vec![Class::Medicines]);
    let groups: Groups = Memo::new(move |_| {
        let rows = chart.rows_of(Class::Medicines, chart.listed_medicines());
        by_group(rows)
    });
    let is_empty = move || groups.with(Vec::is_empty);
    let is_narrowed = move || chart.only(Class::Medicines).is_some();
    let shown = Signal::derive(move || groups.read().iter().map(|(_, rows)| rows.len()).sum());
    let has_rows = Signal::derive(move || !is_empty());
    let has_allergies = Signal::derive(move || !chart.allergies().is_empty());
    let compare = move || {
        let see = reader.say(|words| words.rooms().compare.title);
        view! { <a href="/medicines/compare" class="btn sec wide">{see}</a> }.into_any()
    };
    let rows = move || {
        let present =
            move || groups.with(|all| all.iter().map(|(group, _)| *group).collect::<Vec<_>>());
        view! {
            <p class="count-line">{text(move || counted(groups, reader, chart))}</p>
            <AsWritten />
            <For each=present key=|group| *group let(group)>
                {group_section(group, groups)}
            </For>
            <div class="acts">
                {part_while(move || session.connections().len() > 1, compare)}
                <button class="btn sec wide" type="button" on:click=|_| page::print()>
                    <Icon name="printer" />
                    {reader.say(|words| words.rooms().medicines.print)}
                </button>
            </div>
        }
        .into_any()
    };
    let nothing = || {
        view! {
            <Nothing
                domains=MEDICINES_LIST
                icon="pill"
                loading=|words| words.rooms().medicines.loading
                empty=|words| words.rooms().medicines.empty
                failed=|words| words.rooms().medicines.failed
            />
        }
        .into_any()
    };
    view! {
        <div class="page snug">
            <PrintHead />
            <h1 tabindex="-1">{reader.say(|words| words.rooms().medicines.title)}</h1>
            <Notices domains=ALLERGIES_LIST has_rows=has_allergies />
            <AllergyLine />
            <CompareNotice />
            <Notices domains=MEDICINES_LIST has_rows />
            <SourceFilter class=Class::Medicines count=shown />
            {part_while(move || is_empty() && !is_narrowed(), nothing)}
            {part_while(move || !is_empty(), rows)}
            <Removed classes=vec![Class::Medicines] />
            {unlisted()}
            <ReceiptLine domains=MEDICINES_LIST />
        </div>
    }
    .into_any()
}

/// "12 medicines in your record, from 15 orders": what the hospitals have now.
fn counted(groups: Groups, reader: Reader, chart: Chart) -> String {
    let groups = groups.read();
    let rows = groups.iter().flat_map(|(_, rows)| rows);
    let all: Vec<LocalId> = rows.flat_map(|row| row.all.iter().copied()).collect();
    let is_here = |id: &LocalId| !chart.is_gone(Class::Medicines, *id);
    let here: Vec<LocalId> = all.into_iter().filter(is_here).collect();
    let orders = chart.merged(|merging| merging.orders(&here));
    let (orders, medicines) = (orders.unwrap_or(here.len()), chart.things(here));
    let words = reader.words().rooms();
    let count = words.medicines.count.of(medicines);
    match orders == medicines {
        true => count,
        false => format!("{count}, {}", words.compare.orders.of(orders)),
    }
}

fn members(groups: Groups, of: Group) -> Vec<LocalId> {
    let groups = groups.read();
    let found = groups.iter().find(|(group, _)| *group == of);
    let keys = found.map(|(_, rows)| rows.iter().map(|row| row.key).collect());
    keys.unwrap_or_default()
}

/// What a part of the list is called.
pub fn group_name(group: Group) -> fn(&'static Words) -> &'static str {
    match group {
        Group::Taking => |words| words.rooms().medicines.taking,
        Group::DoNotTake => |words| words.rooms().medicines.do_not_take,
        Group::OnHold => |words| words.rooms().medicines.on_hold,
        Group::Reported => |words| words.rooms().medicines.reported,
        Group::Suggested => |words| words.rooms().medicines.suggested,
        Group::InHospital => |words| words.rooms().medicines.in_hospital,
        Group::NotStated => |words| words.rooms().medicines.not_stated,
        Group::Unclear => |words| words.rooms().medicines.unclear,
        Group::Past => |words| words.rooms().medicines.past,
    }
}

/// A part of the list; what is over is folded away.
fn group_section(group: Group, groups: Groups) -> AnyView {
    let (reader, chart) = (reader(), chart());
    let ids = Memo::new(move |_| members(groups, group));
    let count = move || ids.with(|ids| chart.here_of(Class::Medicines, ids));
    let name = text(move || format!("{} ({})", group_name(group)(reader.words()), count()));
    let id = format!("g-{}", group as u8);
    let row = move |key| medicine_row(key, groups);
    let rows = paged_as("list", ids, row, |key| format!("#m-{key} .main"));
    if group == Group::Past {
        return view! {
            <details class="fold past">
                <summary><h2>{name}</h2></summary>
                {rows}
            </details>
        }
        .into_any();
    }
    view! {
        <section class="sec" aria-labelledby=id.clone()>
            <div class="sec-h"><h2 id=id.clone()>{name}</h2></div>
            {rows}
        </section>
    }
    .into_any()
}

/// Where a medicine is read.
pub fn address(id: LocalId) -> String {
    format!("/medicines/{id}")
}

/// The name of a medicine, or that it has none; tracked.
pub fn called(medicine: &Medicine, reader: Reader, chart: Chart) -> String {
    let unnamed = || reader.words().rooms().medicines.unnamed.to_owned();
    name_of(medicine, chart).unwrap_or_else(unnamed)
}

/// The name of a medicine, tracked; both of them where its hospital uses two.
pub fn name_of(medicine: &Medicine, chart: Chart) -> Option<String> {
    let (name, another) = chart.medicine_name(&medicine.name);
    Some(match (name?, another) {
        (name, Some(another)) => format!("{name} / {another}"),
        (name, None) => name,
    })
}

/// "Stopped · Mar 12, 2024", "Mar 10, 2025 · Is this still current?"
pub fn state(medicine: &Medicine, reader: Reader) -> String {
    let words = &reader.words().rooms().medicines;
    let status = match medicine.status {
        Standing::Active | Standing::Unknown => None,
        _ => Some(standing(&medicine.status, reader)),
    };
    let written = written_on(medicine, reader);
    let doubt = medicine
        .doubt(clock::day())
        .map(|_| words.current_row.to_owned());
    let parts: Vec<String> = status.into_iter().chain(written).chain(doubt).collect();
    parts.join(" · ")
}

/// "Written on Mar 12, 2024"
pub fn written_on(medicine: &Medicine, reader: Reader) -> Option<String> {
    let written = medicine.written.as_ref()?;
    let date = format::day(written, reader.language());
    Some(format!(
        "{} {date}",
        reader.words().rooms().medicines.written
    ))
}

/// The word for where a medicine stands.
pub fn standing(standing: &Standing, reader: Reader) -> String {
    let words = &reader.words().rooms().medicines;
    match standing {
        Standing::Active => words.active,
        Standing::OnHold => words.on_hold,
        Standing::Finished => words.finished,
        Standing::Stopped => words.stopped,
        Standing::Canceled => words.canceled,
        Standing::Draft => words.draft,
        Standing::Unknown => words.not_stated,
        Standing::Other(sent) => return sent.clone(),
    }
    .to_owned()
}
