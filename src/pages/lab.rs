//! One result: the value and what the lab says about it, then the same test over time, then the facts.

use std::sync::Arc;

use leptos::prelude::*;
use record::report::Line;
use record::trend::is_newest;
use record::vitals::pressure_of;
use record::{Class, LabReport, LabResult, LocalId};

use crate::browser::{clock, format, page};
use crate::chart::chart;
use crate::mail::mail;
use crate::pages::report::bar;
use crate::parts::back::Back;
use crate::parts::dynamic::{part, text};
use crate::parts::facts::Facts;
use crate::parts::flag::{FlagTag, sentences, status_words};
use crate::parts::icon::Icon;
use crate::parts::not_here::NotHere;
use crate::parts::notes::Notes;
use crate::parts::origin::Origin;
use crate::parts::over_time::OverTime;
use crate::parts::print_head::PrintHead;
use crate::parts::records::records;
use crate::parts::report_row::{address, title};
use crate::parts::value::{BigPressure, BigValue, printed};
use crate::reader::reader;
use crate::route::route;
use crate::searches::RESULTS;
use crate::words::descriptions::description;
use crate::words::fill;

/// `/results/:report/:result`
#[component]
pub fn LabPage(report: Option<LocalId>, result: Option<LocalId>) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    reader.title(|words| words.titles.result);
    let found = Memo::new(move |_| {
        let report = chart.report(report?)?;
        let line = report.line(result?)?.clone();
        Some((report, line))
    });
    view! {
        <div class="page wide">
            <PrintHead />
            {part(move || match found.get() {
                Some((report, line)) => view! { <Lab report line /> }.into_any(),
                None => view! {
                    <Back href="/results" name=|words| words.results.all />
                    <NotHere title=|words| words.titles.result domains=RESULTS loading=|words| words.results.loading not_here=|words| words.results.not_here />
                }
                .into_any(),
            })}
        </div>
    }
    .into_any()
}

#[component]
fn Lab(report: Arc<LabReport>, line: Line) -> impl IntoView {
    let reader = reader();
    let chart = chart();
    for version in untrack(|| chart.same_reports(report.id)) {
        chart.open(version.id);
    }
    let result = line.result.clone();
    let (id, source, when) = (result.id, result.source, result.date().cloned());
    let result_shelf = result.shelf;
    let back = address(report.id);
    let loinc = result.name.loinc.clone();
    let line_about = text(move || {
        let line = loinc
            .as_deref()
            .and_then(|loinc| description(loinc, reader.language()));
        line.unwrap_or_default().to_owned()
    });
    let name = result.name.words.clone();
    let called = move || {
        name.clone()
            .unwrap_or_else(|| reader.words().lab.untitled.to_owned())
    };
    let (named, asked) = (called.clone(), called.clone());
    let (mail, route) = (mail(), route());
    let ask = move |_| {
        let subject = untrack(|| fill(reader.words().lab.ask_subject, &[("name", &asked())]));
        mail.begin_about(subject);
        route.go("/messages/new");
    };
    view! {
        <a href=back class="back">
            <Icon name="chevron-right" />
            {text(move || match title(&report.title, reader) {
                // The same words twice, one above the other, would lead nowhere.
                title if title == named() => reader.words().lab.back.to_owned(),
                title => title,
            })}
        </a>
        <h1 tabindex="-1"><bdi lang="en">{text(called)}</bdi></h1>
        <p class="lede">{line_about}</p>
        <div class="split">
            <div>
                <ValueCard line />
                <div class="acts">
                    <button class="btn wide" type="button" on:click=ask>
                        <Icon name="mail" />
                        {reader.say(|words| words.lab.ask)}
                    </button>
                    <button class="btn sec wide" type="button" on:click=|_| page::print()>
                        <Icon name="printer" />
                        {reader.say(|words| words.lab.print)}
                    </button>
                </div>
            </div>
            <div>
                <OverTime result=result.clone() />
                <Facts result />
                {records(Class::Results(result_shelf), id)}
                <Origin class=Class::Results(result_shelf) id source when />
            </div>
        </div>
        <p class="note flat small">
            <Icon name="info" />
            <span>{reader.say(|words| words.lab.ranges_differ)}</span>
        </p>
    }
}

#[component]
pub fn ValueCard(line: Line) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    let Line { result, before, .. } = line;
    let person = chart.person();
    let reading = result.reading(person.as_deref());
    let (year, month, day) = clock::today();
    let today = record::when::Day { year, month, day };
    let attention = result.attention(today, is_newest(&chart.findings(result.shelf), &result));
    let (standing, dated) = (reading.standing.clone(), result.clone());
    let date = move || {
        dated.date().map_or_else(
            || reader.words().results.undated.to_owned(),
            |date| format::day(date, reader.language()),
        )
    };
    let spoken = standing.clone();
    let said = move || {
        let one = |sentence| view! { <p class="words">{sentence}</p> };
        sentences(&spoken, attention, reader.words())
            .into_iter()
            .map(one)
            .collect_view()
            .into_any()
    };
    let status = result.status.clone();
    let says_status = status_words(&status, reader.words()).is_some();
    let status_line = text(move || {
        status_words(&status, reader.words())
            .map(|(_, sentence)| sentence)
            .unwrap_or_default()
            .to_owned()
    });
    let outside = reading.standing.is_outside();
    view! {
        <section class="card" aria-labelledby="value">
            <div class="hd"><h2 id="value">{text(date)}</h2><FlagTag standing=standing.clone() /></div>
            {match pressure_of(&result) {
                Some(both) => view! { <BigPressure both /> }.into_any(),
                None => view! { <BigValue value=result.finding.value.clone() /> }.into_any(),
            }}
            {part(said)}
            {says_status.then(|| view! { <p class="status"><Icon name="clock" class="i i-s" />{status_line}</p> }.into_any())}
            {before.first().map(|before| view! { <Before value=before.finding.value.clone() /> }.into_any())}
            {bar(&result, reading.band)}
            {outside.then(|| view! { <p class="calm">{reader.say(|words| words.lab.say_outside)}</p> }.into_any())}
            {result.incomplete.then(|| view! { <p class="calm">{reader.say(|words| words.lab.incomplete)}</p> }.into_any())}
            <Unread result=result.clone() />
            <Parts result=result.clone() />
            {(!result.notes.is_empty()).then(|| view! { <h3>{reader.say(|words| words.lab.lab_notes)}</h3> }.into_any())}
            <Notes notes=result.notes.clone() />
        </section>
    }
}

#[component]
fn Before(value: record::Value) -> impl IntoView {
    let reader = reader();
    let told = move || {
        fill(
            reader.words().lab.before,
            &[("value", &printed(&value, reader).line())],
        )
    };
    view! { <p class="status">{text(told)}</p> }
}

/// The hospital's own text for something that can't be read safely.
#[component]
fn Unread(result: Arc<LabResult>) -> impl IntoView {
    let reader = reader();
    let text = result
        .unreadable()
        .and_then(|unreadable| unreadable.text.clone());
    text.map(|text| {
        view! {
            <h3>{reader.say(|words| words.lab.unread_text)}</h3>
            <p class="asis" lang="en">{text}</p>
        }
    })
}

#[component]
fn Parts(result: Arc<LabResult>) -> impl IntoView {
    let (reader, person) = (reader(), chart().person());
    let part = |part: &record::labs::Part| {
        let reading = result.part_reading(part, person.as_deref());
        let name = part.name.words.clone();
        let language = name.as_ref().map(|_| "en");
        let value = part.finding.value.clone();
        view! {
            <div>
                <dt lang=language>{text(move || name.clone().unwrap_or_else(|| reader.words().lab.untitled.to_owned()))}</dt>
                <dd>
                    <span class="num">{text(move || printed(&value, reader).line())}</span>" "
                    <FlagTag standing=reading.standing kind="flag" />
                </dd>
            </div>
        }
    };
    (!result.parts.is_empty()).then(|| {
        view! {
            <h3>{reader.say(|words| words.lab.parts)}</h3>
            <dl class="kv">{result.parts.iter().map(part).collect_view()}</dl>
        }
    })
}
