//! One report: a card per result in the lab's order, then what the report says in words.

use std::sync::Arc;

use leptos::prelude::*;
use record::report::{Attachment, Line};
use record::{Class, LabReport, LabResult, LocalId, Value};

use crate::browser::format;
use crate::chart::chart;
use crate::parts::back::Back;
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::flag::{FlagTag, status_words};
use crate::parts::icon::Icon;
use crate::parts::not_here::NotHere;
use crate::parts::notes::{Notes, Verbatim};
use crate::parts::notices::Notices;
use crate::parts::origin::Origin;
use crate::parts::print_head::PrintHead;
use crate::parts::range_bar::RangeBar;
use crate::parts::records::records_of_report;
use crate::parts::report_row::{address, title};
use crate::parts::source::{SourceChip, chips};
use crate::parts::value::BigValue;
use crate::reader::reader;
use crate::searches::RESULTS;

/// `/results/:report`
#[component]
pub fn ReportPage(report: Option<LocalId>) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    reader.title(|words| words.titles.report);
    let report = Memo::new(move |_| chart.report(report?));
    view! {
        <div class="page">
            <PrintHead />
            <Back href="/results" name=|words| words.results.all />
            {part(move || match report.get() {
                Some(report) => view! { <Report report /> }.into_any(),
                None => view! { <NotHere title=|words| words.titles.result domains=RESULTS loading=|words| words.results.loading not_here=|words| words.results.not_here /> }.into_any(),
            })}
        </div>
    }
    .into_any()
}

#[component]
fn Report(report: Arc<LabReport>) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    for version in untrack(|| chart.same_reports(report.id)) {
        chart.open(version.id);
        chart.looked_at(Class::Papers, version.id);
    }
    for line in &report.lines {
        chart.looked_at(Class::Results(line.result.shelf), line.result.id);
    }
    let LabReport {
        id,
        conclusion,
        attachments,
        lines,
        ..
    } = (*report).clone();
    let (named, dated) = (report.clone(), report.clone());
    let date = move || {
        let date = dated
            .date
            .as_ref()
            .map(|date| format::day(date, reader.language()));
        date.unwrap_or_default()
    };
    let chips = report
        .sources
        .iter()
        .map(|source| view! { <SourceChip source=*source /> })
        .collect_view();
    // Results that no report of the hospital holds together have originals of their own.
    let source = report.sources.first().copied();
    let source = source.filter(|_| chart.has_paper(id));
    let when = report.date.clone();
    let unsafe_here = report.unreadable.is_some();
    let has_values = report.counts.results > 0;
    let outside = report.counts.outside;
    let sum = move || match outside {
        0 => reader.words().results.none_outside.to_owned(),
        outside => reader.words().results.summary_outside.of(outside),
    };
    // That nothing is outside is not said where another version of it has something outside.
    let is_summed = move || {
        let is_outside = |one: &Arc<LabReport>| one.counts.outside > 0;
        has_values && (outside > 0 || !chart.same_reports(id).iter().any(is_outside))
    };
    let sum = move || view! { <p class="sum">{text(sum)}</p> }.into_any();
    let status = report.status.clone();
    let said = text(move || {
        status_words(&status, reader.words())
            .map(|(_, sentence)| sentence)
            .unwrap_or_default()
            .to_owned()
    });
    view! {
        <h1 tabindex="-1"><bdi lang="en">{text(move || title(&named.title, reader))}</bdi></h1>
        <p class="lede">{text(date)}" "{chips}</p>
        {unsafe_here.then(|| view! {
            <p class="note warn"><Icon name="triangle-alert" /><span>{reader.say(|words| words.lab.unclear)}</span></p>
        }.into_any())}
        <p class="status">{said}</p>
        {part_while(is_summed, sum)}
        {lines.is_empty().then(|| view! { <Notices domains=RESULTS has_rows=true /> }.into_any())}
        <ul class="cards">{lines.into_iter().map(|line| view! { <ResultCard report=id line /> }).collect_view()}</ul>
        {(!conclusion.is_empty()).then(|| view! { <Conclusion text=conclusion /> }.into_any())}
        {(!attachments.is_empty()).then(|| view! { <Attachments attachments /> }.into_any())}
        {records_of_report(id)}
        {source.map(|source| view! { <Origin class=Class::Papers id source when /> }.into_any())}
    }
}

/// Where one result of a report is read.
fn result_address(report: LocalId, result: LocalId) -> String {
    format!("{}/{result}", address(report))
}

#[component]
fn ResultCard(report: LocalId, line: Line) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    let result = line.result;
    let person = chart.person();
    let reading = result.reading(person.as_deref());
    let outside = reading.standing.is_outside();
    let href = result_address(report, result.id);
    let name = StoredValue::new(result.name.words.clone());
    let called = text(move || {
        name.get_value()
            .unwrap_or_else(|| reader.words().lab.untitled.to_owned())
    });
    let status = result.status.clone();
    let tagged = status_words(&status, reader.words()).is_some();
    let tag = text(move || {
        status_words(&status, reader.words())
            .map(|(tag, _)| tag)
            .unwrap_or_default()
            .to_owned()
    });
    let flat = result.finding.value == Value::InParts && result.parts.is_empty();
    let parts = result.parts.iter().map(|part| {
        let reading = result.part_reading(part, person.as_deref());
        let words = part.name.words.clone();
        view! {
            <div class="part">
                <h3>{text(move || words.clone().unwrap_or_else(|| reader.words().lab.untitled.to_owned()))}</h3>
                <BigValue value=part.finding.value.clone() class="val mid" />
                <FlagTag standing=reading.standing />
            </div>
        }
    });
    if flat {
        return view! { <li class="group"><h2><bdi>{called}</bdi></h2></li> }.into_any();
    }
    view! {
        <li class="card" data-depth=line.depth>
            <div class="hd">
                <h2><a href=href><bdi lang="en">{called}</bdi></a></h2>
                <FlagTag standing=reading.standing.clone() />
                {tagged.then(|| view! { <span class="tag">{tag}</span> }.into_any())}
            </div>
            {shows_value(&result).then(|| view! { <BigValue value=result.finding.value.clone() class="val mid" /> }.into_any())}
            {parts.collect_view()}
            {bar(&result, reading.band.clone())}
            {outside.then(|| view! { <p class="calm">{reader.say(|words| words.lab.say_outside)}</p> }.into_any())}
            <Notes notes=result.notes.clone() />
            {chips(result.id, result.source)}
        </li>
    }
    .into_any()
}

/// A result whose value is in its parts has none of its own to print.
fn shows_value(result: &LabResult) -> bool {
    result.finding.value != Value::InParts
}

/// The range bar of a result, where its value and its range allow one.
pub fn bar(result: &LabResult, band: Option<record::range::Band>) -> Option<AnyView> {
    match (&result.finding.value, band) {
        (Value::Measured(quantity), Some(band))
            if result.status.counts() || result.status.may_change() =>
        {
            Some(view! { <RangeBar quantity=quantity.clone() band /> }.into_any())
        }
        _ => None,
    }
}

#[component]
fn Conclusion(text: Vec<String>) -> impl IntoView {
    let reader = reader();
    view! {
        <section class="sec card prose" aria-labelledby="says">
            <h2 id="says">{reader.say(|words| words.results.conclusion)}</h2>
            <Verbatim pieces=text />
        </section>
    }
}

#[component]
fn Attachments(attachments: Vec<Attachment>) -> impl IntoView {
    let reader = reader();
    let item = |attachment: Attachment| {
        let kind = attachment.content_type.unwrap_or_default();
        let title = attachment.title;
        view! {
            <li class="row">
                <span class="tile"><Icon name="file-text" /></span>
                <div class="body">
                    <span class="main">
                        {text(move || title.clone().unwrap_or_else(|| reader.words().results.document.to_owned()))}
                    </span>
                    <span class="sub">{kind}</span>
                </div>
            </li>
        }
    };
    view! {
        <section class="sec" aria-labelledby="files">
            <div class="sec-h"><h2 id="files">{reader.say(|words| words.results.attachments)}</h2></div>
            <ul class="list">{attachments.into_iter().map(item).collect_view()}</ul>
            <p class="muted">{reader.say(|words| words.results.attachment_hint)}</p>
        </section>
    }
}
