//! A report as a row of a list: its name, its date and what there is to read; never a value.

use std::sync::Arc;

use leptos::prelude::*;
use record::report::{ReportKind, Title};
use record::{LabReport, LocalId, When};

use crate::browser::format;
use crate::chart::{Chart, chart};
use crate::later::{Room, shown_elsewhere};
use crate::parts::dynamic::text;
use crate::parts::flag::status_words;
use crate::parts::icon::Icon;
use crate::reader::{Reader, reader};
use crate::searches::RESULTS;
use crate::words::Language;

/// One report: its name, its date, and, once it was opened, how many values it has.
#[component]
pub fn ReportRow(
    /// The report.
    report: Arc<LabReport>,
    /// With an icon, where rows of other kinds may stand beside it.
    #[prop(default = false)]
    with_tile: bool,
) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    let (told, titled) = (report.clone(), report.clone());
    view! {
        <li class="row">
            {with_tile.then(|| view! { <span class="tile"><Icon name=icon(report.kind) /></span> }.into_any())}
            <div class="body">
                {shown_elsewhere(Room::ReportTag(report.id))}
                <a href=address(report.id) class="main">
                    <bdi lang="en">{text(move || title(&titled.title, reader))}</bdi>
                </a>
                <span class="sub">{text(move || summary(&told, reader, chart))}</span>
            </div>
            {shown_elsewhere(Room::ReportSide(report.id))}
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
        None if chart.is_loading(RESULTS) => results.loading,
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

/// See [`row_key`].
pub type RowKey = (LocalId, usize, usize, usize);

/// Changes when anything that a row shows has changed.
pub fn row_key(report: &Arc<LabReport>) -> RowKey {
    (
        report.id,
        report.counts.results,
        report.counts.outside,
        report.lines.len(),
    )
}
