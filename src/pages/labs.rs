//! The list of results: one row per report, newest first, by month; no values in it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::components::A;
use record::report::{ReportKind, Title};
use record::{LabReport, LocalId, Steady, When};

use crate::browser::{clock, format, page};
use crate::chart::{Chart, chart};
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::flag::status_words;
use crate::parts::icon::Icon;
use crate::parts::live::live;
use crate::parts::notices::ResultNotices;
use crate::parts::print_head::PrintHead;
use crate::parts::source::SourceChip;
use crate::reader::{Reader, reader};
use crate::session::session;
use crate::words::Language;

/// So many rows at a time.
const PAGE: usize = 50;
/// After so many milliseconds in view a list is being read, and stays as it is.
const READING: u32 = 3_000;

/// `/results`
#[component]
pub fn LabsPage() -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    reader.title(|words| words.titles.results);
    let list = steady(chart);
    let count = move || list.read().rows().len();
    let rows = move || {
        view! {
            <p class="note flat small">
                <Icon name="info" />
                <span>{reader.say(|words| words.results.before_review)}</span>
            </p>
            <p class="count-line">{text(move || reader.words().results.reports.of(count()))}</p>
            <Late list />
            <Months list />
        }
        .into_any()
    };
    view! {
        <div class="page">
            <PrintHead />
            <h1 tabindex="-1">{reader.say(|words| words.results.title)}</h1>
            <ResultNotices />
            {part_while(move || count() == 0, || view! { <Nothing /> }.into_any())}
            {part_while(move || { count() > 0 }, rows)}
        </div>
    }
    .into_any()
}

/// The rows, held still from when they are being read.
fn steady(chart: Chart) -> RwSignal<Steady<LabReport>> {
    let list = RwSignal::new(Steady::default());
    Effect::new(move || {
        let latest = chart.reports().reports.clone();
        list.update(|list| {
            if page::is_being_read() {
                list.hold();
            }
            list.arrive(latest);
        });
    });
    leptos::task::spawn_local(async move {
        clock::wait(READING).await;
        list.try_update(|list| {
            if !list.rows().is_empty() {
                list.hold();
            }
        });
    });
    list
}

/// "Show 3 new items", while some wait.
#[component]
fn Late(list: RwSignal<Steady<LabReport>>) -> impl IntoView {
    let (reader, live) = (reader(), live());
    let waiting = move || list.read().waiting();
    let show = move |_| {
        list.update(Steady::release);
        let count = list.read_untracked().rows().len();
        live.say(reader.words().results.shown_count.of(count));
        page::focus_heading();
    };
    view! {
        {part_while(move || { waiting() > 0 }, move || view! {
            <button class="btn sec wide late" type="button" on:click=show>
                {text(move || reader.words().results.show_new.of(waiting()))}
            </button>
        }.into_any())}
    }
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
    view! {
        <For each=months key=|month| month_key(month) let(month)><MonthSection month /></For>
        {part_while(move || { left() > 0 }, move || view! {
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

type RowKey = (LocalId, usize, usize, usize);

fn month_key(month: &Month) -> (Option<(i16, Option<u8>)>, Vec<RowKey>) {
    (month.of, month.rows.iter().map(row_key).collect())
}

/// Changes when anything that a row shows has changed.
pub fn row_key(report: &Arc<LabReport>) -> RowKey {
    (
        report.id,
        report.counts.results,
        report.counts.outside,
        report.lines.len(),
    )
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

/// One report: its name, its date, and, once it was opened, how many values it has.
#[component]
pub fn ReportRow(
    /// The report.
    report: Arc<LabReport>,
    /// With an icon, where rows of other kinds may stand beside it.
    #[prop(default = false)]
    with_tile: bool,
) -> impl IntoView {
    let (reader, session, chart) = (reader(), session(), chart());
    let (told, titled) = (report.clone(), report.clone());
    let chips = report
        .sources
        .iter()
        .map(|source| view! { <SourceChip source=*source /> })
        .collect_view();
    let several = session.connections().len() > 1;
    view! {
        <li class="row">
            {with_tile.then(|| view! { <span class="tile"><Icon name=icon(report.kind) /></span> }.into_any())}
            <div class="body">
                <A href=address(report.id) attr:class="main">
                    <bdi lang="en">{text(move || title(&titled.title, reader))}</bdi>
                </A>
                <span class="sub">{text(move || summary(&told, reader, chart))}</span>
            </div>
            {several.then(|| view! { <span class="side">{chips}</span> }.into_any())}
            <span class="chev"><Icon name="chevron-right" /></span>
        </li>
    }
}

/// Where a report is read.
pub fn address(report: LocalId) -> String {
    format!("/results/{report}")
}

/// What a report is called; tracked.
pub fn title(title: &Title, reader: Reader) -> String {
    match title {
        Title::Named(name) => name.clone(),
        Title::Tests(names) => names.join(", "),
        Title::Untitled => reader.words().lab.untitled.to_owned(),
    }
}

/// "Nov 3, 2026 · 5 results", "Nov 18, 2026 · Waiting for result"
fn summary(report: &LabReport, reader: Reader, chart: Chart) -> String {
    let date = date(report.date.as_ref(), reader.language());
    let state = match report.counts.results {
        _ if report.is_waiting() => reader.words().results.waiting.to_owned(),
        0 => without_values(report, reader, chart).to_owned(),
        _ => counted(report, chart.is_opened(report.id), reader),
    };
    date.into_iter()
        .chain(Some(state))
        .collect::<Vec<_>>()
        .join(" · ")
}

/// What stands in place of a count where there is no value.
fn without_values(report: &LabReport, reader: Reader, chart: Chart) -> &'static str {
    let results = &reader.words().results;
    let has_text = !report.conclusion.is_empty() || !report.attachments.is_empty();
    match status_words(&report.status, reader.words()) {
        _ if report.unreadable.is_some() || report.counts.unreadable > 0 => results.unclear_row,
        Some((tag, _)) => tag,
        None if has_text => results.report_only,
        None if chart.is_loading_results() => results.loading,
        None => results.no_values,
    }
}

/// How many are outside the range is said only of a report that was opened.
fn counted(report: &LabReport, opened: bool, reader: Reader) -> String {
    let results = &reader.words().results;
    let count = results.results.of(report.counts.results);
    match report.counts.outside {
        outside if opened && outside > 0 => format!("{count}, {}", results.outside.of(outside)),
        _ => count,
    }
}

fn date(when: Option<&When>, language: Language) -> Option<String> {
    when.map(|when| format::day(when, language))
}

fn icon(kind: ReportKind) -> &'static str {
    match kind {
        ReportKind::Lab | ReportKind::Pathology | ReportKind::Microbiology => "test-tube-diagonal",
        ReportKind::Cardiology => "heart-pulse",
        ReportKind::Imaging | ReportKind::Other => "file-text",
    }
}

/// Loading, failed or empty: three different things.
#[component]
fn Nothing() -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    part(move || {
        if chart.is_loading_results() {
            view! { <Skeleton /> }.into_any()
        } else if chart.gaps_in_results().is_empty() {
            view! {
                <div class="card empty">
                    <span class="tile"><Icon name="test-tube-diagonal" /></span>
                    <p>{reader.say(|words| words.results.empty)}</p>
                </div>
            }
            .into_any()
        } else {
            view! { <p class="lede">{reader.say(|words| words.results.failed)}</p> }.into_any()
        }
    })
}

#[component]
fn Skeleton() -> impl IntoView {
    let reader = reader();
    let row = || {
        view! {
            <div class="row"><div class="body"><i class="bone"></i><i class="bone s"></i></div></div>
        }
    };
    view! {
        <p class="count-line" role="status">{reader.say(|words| words.results.loading)}</p>
        <div class="skel" aria-hidden="true"><div class="list">{row()}{row()}{row()}</div></div>
    }
}
