//! What was measured, found or asked and is no lab result: the newest first.

use std::sync::Arc;

use leptos::prelude::*;
use record::finding::Folded;
use record::labs::{LabResult, Shelf};
use record::{Class, LocalId, When};

use super::list::{Title, print_button};
use super::places::Place;
use crate::browser::format;
use crate::chart::chart;
use crate::parts::as_written::AsWritten;
use crate::parts::dynamic::{part_while, text};
use crate::parts::fate::Removed;
use crate::parts::find::{FindBox, Finding};
use crate::parts::newness::looks_at;
use crate::parts::nothing::NothingHere;
use crate::parts::notices::Notices;
use crate::parts::paged::paged;
use crate::parts::print_head::PrintHead;
use crate::parts::receipt_line::ReceiptLine;
use crate::parts::row::row;
use crate::parts::source_filter::SourceFilter;
use crate::parts::steady::{late, steady};
use crate::parts::value::value_line;
use crate::reader::{Reader, reader};

/// `/record/social-history` and its neighbours.
#[component]
pub fn FindingsPage(place: &'static Place, shelf: Shelf) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    reader.title(|words| words.titles.record);
    looks_at(vec![place.class]);
    let class = place.class;
    let all = steady(class, move || {
        chart.rows_of(class, newest_first(chart.listed_findings(shelf)))
    });
    let finding = Finding::new(move || {
        let all = all.read();
        let rows = all.rows().iter();
        rows.map(|one| Folded::of(&called(one, reader))).collect()
    });
    let ids = Memo::new(move |_| finding.found(all.read().rows(), |one| one.id));
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
            <Notices domains=place.domains has_rows=Signal::derive(move || { count() > 0 }) />
            <FindBox finding found=Signal::derive(move || ids.with(Vec::len)) all=Signal::derive(count) />
            <SourceFilter class count=Signal::derive(count) />
            {late(all)}
            {part_while(move || count() == 0 && !is_narrowed(), nothing)}
            {list(place, ids)}
            <Removed classes=vec![place.class] />
            <ReceiptLine domains=place.domains />
            {part_while(move || { count() > 0 }, print_button)}
        </div>
    }
    .into_any()
}

/// The rows of such a list.
pub fn list(place: &'static Place, ids: Memo<Vec<LocalId>>) -> AnyView {
    provide_context(place);
    part_while(
        move || !ids.with(Vec::is_empty),
        move || paged(ids, finding_row, address),
    )
}

/// By date, the newest first; those without one come last.
pub fn newest_first(mut findings: Vec<Arc<LabResult>>) -> Vec<Arc<LabResult>> {
    findings.sort_by(|a, b| When::newest_first(a.date(), b.date()).then(a.id.cmp(&b.id)));
    findings
}

fn address(id: LocalId) -> String {
    expect_context::<&'static Place>().address_of(id)
}

/// What a finding is called; tracked.
pub fn called(finding: &LabResult, reader: Reader) -> String {
    let name = finding.name.words.clone();
    name.unwrap_or_else(|| reader.words().rooms().record.untitled.to_owned())
}

/// The language of its name: that of the hospital, where it has one.
pub fn name_language(finding: &LabResult) -> Option<&'static str> {
    finding.name.words.as_ref().map(|_| "en")
}

fn finding_row(id: LocalId) -> AnyView {
    let (reader, chart, place) = (reader(), chart(), expect_context::<&'static Place>());
    let Class::Results(shelf) = place.class else {
        return ().into_any();
    };
    let finding = Memo::new(move |_| chart.listed_finding(shelf, id));
    let Some(first) = finding.get_untracked() else {
        return ().into_any();
    };
    let language = name_language(&first);
    let of = move |tell: fn(&LabResult, Reader) -> String| {
        text(move || {
            let finding = finding.read();
            let told = finding.as_ref().map(|finding| tell(finding, reader));
            told.unwrap_or_default()
        })
    };
    let (name, line) = (of(called), of(line));
    row(
        (place.class, id),
        place.address_of(id),
        place.icon,
        (name, Signal::stored(language)),
        line,
        first.source,
    )
}

/// Its day and its value.
fn line(finding: &LabResult, reader: Reader) -> String {
    let date = finding.date();
    let date = date.map(|when| format::day(when, reader.language()));
    let value = value_line(finding, reader);
    date.into_iter()
        .chain(Some(value))
        .collect::<Vec<_>>()
        .join(" · ")
}
