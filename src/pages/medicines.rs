//! The list of medicines in its parts, allergies above it. Nothing active is ever left out.

use std::sync::Arc;

use leptos::prelude::*;
use record::medicine::{Group, Standing, by_group};
use record::{Class, LocalId, Medicine};

use crate::browser::{clock, format, page};
use crate::chart::{Chart, chart};
use crate::parts::allergy_line::AllergyLine;
use crate::parts::as_written::AsWritten;
use crate::parts::dynamic::{part_while, text};
use crate::parts::fate::{Removed, under};
use crate::parts::icon::Icon;
use crate::parts::instructions::{in_short, is_written};
use crate::parts::newness::{looks_at, tag};
use crate::parts::nothing::Nothing;
use crate::parts::notices::Notices;
use crate::parts::paged::paged;
use crate::parts::print_head::PrintHead;
use crate::parts::receipt_line::ReceiptLine;
use crate::parts::source::SourceChip;
use crate::reader::{Reader, reader};
use crate::searches::{ALLERGIES_LIST, MEDICINES_LIST};
use crate::session::session;
use crate::words::catalogue::Words;

/// `/medicines`
#[component]
pub fn MedicinesPage() -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    reader.title(|words| words.titles.medicines);
    looks_at(vec![Class::Medicines]);
    let groups = Memo::new(move |_| {
        let groups = by_group(&chart.listed_medicines()).into_iter();
        let ids = |members: Vec<Arc<Medicine>>| members.iter().map(|one| one.id).collect();
        groups
            .map(|(group, members)| (group, ids(members)))
            .collect::<Vec<(Group, Vec<LocalId>)>>()
    });
    let is_empty = move || groups.with(Vec::is_empty);
    let here = move || chart.count(Class::Medicines);
    let has_rows = Signal::derive(move || !is_empty());
    let has_allergies = Signal::derive(move || !chart.allergies().is_empty());
    let rows = move || {
        let present =
            move || groups.with(|all| all.iter().map(|(group, _)| *group).collect::<Vec<_>>());
        view! {
            <p class="count-line">{text(move || reader.words().rooms().medicines.count.of(here()))}</p>
            <AsWritten />
            <For each=present key=|group| *group let(group)>
                {group_section(group, Memo::new(move |_| groups.with(|all| members(all, group))))}
            </For>
            <div class="acts">
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
            <Notices domains=MEDICINES_LIST has_rows />
            {part_while(is_empty, nothing)}
            {part_while(move || !is_empty(), rows)}
            <Removed classes=vec![Class::Medicines] />
            <ReceiptLine domains=MEDICINES_LIST />
        </div>
    }
    .into_any()
}

fn members(all: &[(Group, Vec<LocalId>)], of: Group) -> Vec<LocalId> {
    let found = all.iter().find(|(group, _)| *group == of);
    found.map(|(_, ids)| ids.clone()).unwrap_or_default()
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
fn group_section(group: Group, ids: Memo<Vec<LocalId>>) -> AnyView {
    let (reader, chart) = (reader(), chart());
    let count = move || ids.with(|ids| chart.here_of(Class::Medicines, ids));
    let name = text(move || format!("{} ({})", group_name(group)(reader.words()), count()));
    let id = format!("g-{}", group as u8);
    let rows = paged(ids, medicine_row, address);
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

fn medicine_row(id: LocalId) -> AnyView {
    let (reader, chart, session) = (reader(), chart(), session());
    let medicine = Memo::new(move |_| chart.listed_medicine(id));
    let Some(source) = medicine.with_untracked(|one| one.as_ref().map(|one| one.source)) else {
        return ().into_any();
    };
    let several = session.connections().len() > 1;
    let of = move |tell: fn(&Medicine, Reader, Chart) -> String| {
        text(move || {
            let medicine = medicine.read();
            let told = medicine.as_ref().map(|one| tell(one, reader, chart));
            told.unwrap_or_default()
        })
    };
    let language = move || {
        medicine.with(|one| {
            one.as_ref()
                .is_some_and(|one| is_written(one))
                .then_some("en")
        })
    };
    view! {
        <li class="row">
            <div class="body">
                {tag(Class::Medicines, id)}
                <a href=address(id) class="main"><bdi lang="en">{of(called)}</bdi></a>
                <span class="sub"><bdi lang=language>{of(|one, reader, _| in_short(one, reader))}</bdi></span>
                <span class="sub">{of(|one, reader, _| state(one, reader))}</span>
                {under(Class::Medicines, id, source)}
            </div>
            {several.then(|| view! { <span class="side"><SourceChip source /></span> }.into_any())}
            <span class="chev"><Icon name="chevron-right" /></span>
        </li>
    }
    .into_any()
}

/// Where a medicine is read.
fn address(id: LocalId) -> String {
    format!("/medicines/{id}")
}

/// The name of a medicine, tracked; both of them where its hospital uses two.
pub fn called(medicine: &Medicine, reader: Reader, chart: Chart) -> String {
    let (name, another) = chart.medicine_name(&medicine.name);
    let name = name.unwrap_or_else(|| reader.words().rooms().medicines.unnamed.to_owned());
    match another {
        Some(another) => format!("{name} / {another}"),
        None => name,
    }
}

/// "Stopped · Mar 12, 2024", "Mar 10, 2025 · Is this still current?"
fn state(medicine: &Medicine, reader: Reader) -> String {
    let words = &reader.words().rooms().medicines;
    let status = match medicine.status {
        Standing::Active | Standing::Unknown => None,
        _ => Some(standing(&medicine.status, reader)),
    };
    let written = medicine.written.as_ref().map(|written| {
        format!(
            "{} {}",
            words.written,
            format::day(written, reader.language())
        )
    });
    let doubt = medicine
        .doubt(clock::day())
        .map(|_| words.current_row.to_owned());
    let parts: Vec<String> = status.into_iter().chain(written).chain(doubt).collect();
    parts.join(" · ")
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
