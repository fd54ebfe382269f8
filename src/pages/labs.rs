//! The list of results: one row per report, newest first, by month; no values in it.

use std::sync::Arc;

use leptos::prelude::*;
use record::labs::Shelf;
use record::{Class, LabReport, Steady};

use crate::browser::{format, page};
use crate::chart::chart;
use crate::parts::dynamic::{part_while, text};
use crate::parts::fate::{NoLonger, Removed};
use crate::parts::icon::Icon;
use crate::parts::newness::looks_at;
use crate::parts::nothing::Nothing;
use crate::parts::notices::Notices;
use crate::parts::print_head::PrintHead;
use crate::parts::receipt_line::ReceiptLine;
use crate::parts::report_row::{ReportRow, RowKey, address, row_key};
use crate::parts::source_filter::SourceFilter;
use crate::parts::steady::{late, steady};
use crate::reader::reader;
use crate::searches::RESULTS;
use crate::words::fill;

/// The first class of the list.
const LABS: Class = Class::Results(Shelf::Lab);

/// So many rows at a time.
const PAGE: usize = 50;

/// `/results`
#[component]
pub fn LabsPage() -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    reader.title(|words| words.titles.results);
    let classes = [LABS, Class::Papers];
    looks_at(classes.to_vec());
    let list = steady(LABS, move || chart.shown_reports());
    let count = move || list.read().rows().len();
    let is_narrowed = move || chart.only(LABS).is_some();
    let rows = move || {
        view! {
            <p class="note flat small">
                <Icon name="info" />
                <span>{reader.say(|words| words.results.before_review)}</span>
            </p>
            <p class="count-line">{text(move || reader.words().results.reports.of(count()))}</p>
            {late(list)}
            <Months list />
        }
        .into_any()
    };
    let nothing = || {
        view! {
            <Nothing
                domains=RESULTS
                icon="test-tube-diagonal"
                loading=|words| words.results.loading
                empty=|words| words.results.empty
                failed=|words| words.results.failed
            />
        }
        .into_any()
    };
    view! {
        <div class="page">
            <PrintHead />
            <h1 tabindex="-1">{reader.say(|words| words.results.title)}</h1>
            <Notices domains=RESULTS has_rows=Signal::derive(move || { count() > 0 }) />
            <SourceFilter class=LABS count=Signal::derive(count) />
            {part_while(move || count() == 0 && !is_narrowed(), nothing)}
            {part_while(move || { count() > 0 }, rows)}
            <NoLonger classes=classes.to_vec() />
            <Removed classes=classes.to_vec() />
            <ReceiptLine domains=RESULTS />
        </div>
    }
    .into_any()
}

/// The rows by month, a page at a time.
#[component]
fn Months(list: RwSignal<Steady<LabReport>>) -> impl IntoView {
    let reader = reader();
    let shown = RwSignal::new(PAGE);
    let months = move || {
        by_month(
            list.read()
                .rows()
                .get(..shown.get())
                .unwrap_or(list.read().rows()),
        )
    };
    let left = move || list.read().rows().len().saturating_sub(shown.get());
    let more = move |_| {
        let first_new = list
            .read_untracked()
            .rows()
            .get(shown.get_untracked())
            .map(|row| row.id);
        shown.update(|shown| *shown += PAGE);
        if let Some(id) = first_new {
            request_animation_frame(move || {
                page::focus_link_to(&address(id));
            });
        }
    };
    let part = move || {
        let (shown, count) = (shown.get(), list.read().rows().len());
        fill(
            reader.words().shell.print_part,
            &[("shown", &shown), ("count", &count)],
        )
    };
    view! {
        <For each=months key=|month| month_key(month) let(month)><MonthSection month /></For>
        {part_while(move || { left() > 0 }, move || view! {
            <p class="paper">{text(part)}</p>
            <p class="under">
                <button class="btn sec wide" type="button" on:click=more>
                    {text(move || reader.words().results.show_more.of(left().min(PAGE)))}
                </button>
            </p>
        }.into_any())}
    }
}

/// A month, or a year where no month is known, with its rows.
#[derive(Clone)]
struct Month {
    of: Option<(i16, Option<u8>)>,
    rows: Vec<Arc<LabReport>>,
}

fn by_month(rows: &[Arc<LabReport>]) -> Vec<Month> {
    let mut months: Vec<Month> = Vec::new();
    for row in rows {
        let date = row.date.as_ref();
        let of = date.and_then(|date| Some((date.year()?, date.month().map(|(_, month)| month))));
        match months.last_mut() {
            Some(month) if month.of == of => month.rows.push(row.clone()),
            _ => months.push(Month {
                of,
                rows: vec![row.clone()],
            }),
        }
    }
    months
}

fn month_key(month: &Month) -> (Option<(i16, Option<u8>)>, Vec<RowKey>) {
    (month.of, month.rows.iter().map(row_key).collect())
}

#[component]
fn MonthSection(month: Month) -> impl IntoView {
    let reader = reader();
    let of = month.of;
    let name = move || match of {
        Some((year, Some(month))) => format::month_of(year, month, reader.language()),
        Some((year, None)) => year.to_string(),
        None => reader.words().results.undated.to_owned(),
    };
    let id = of.map_or_else(
        || "m-none".to_owned(),
        |(year, month)| format!("m-{year}-{}", month.unwrap_or(0)),
    );
    let rows = month
        .rows
        .into_iter()
        .map(|report| view! { <ReportRow report /> })
        .collect_view();
    view! {
        <section class="sec" aria-labelledby=id.clone()>
            <div class="sec-h"><h2 id=id.clone()>{text(name)}</h2></div>
            <ul class="list">{rows}</ul>
        </section>
    }
}
