//! One result: the value and what the lab says about it, then the same test over time, then the facts.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use record::report::Line;
use record::trend::{Change, compared, earlier, is_newest};
use record::{LabReport, LabResult, LocalId};

use crate::browser::{clock, format, page};
use crate::chart::chart;
use crate::pages::labs::{address, title};
use crate::pages::report::{NotHere, Notes, bar};
use crate::parts::facts::Facts;
use crate::parts::flag::{FlagTag, sentences, status_words};
use crate::parts::icon::Icon;
use crate::parts::print_head::PrintHead;
use crate::parts::source::SourceChip;
use crate::parts::value::{BigValue, printed};
use crate::reader::{Reader, reader};
use crate::words::catalogue::Words;
use crate::words::descriptions::description;
use crate::words::fill;

/// `/results/:report/:result`
#[component]
pub fn LabPage() -> impl IntoView {
    let (reader, chart, parameters) = (reader(), chart(), use_params_map());
    reader.title(|words| words.titles.result);
    let id = move |name: &str| {
        parameters
            .read()
            .get(name)
            .and_then(|id| id.parse::<LocalId>().ok())
    };
    let found = Memo::new(move |_| {
        let report = chart.report(id("report")?)?;
        let line = report.line(id("result")?)?.clone();
        Some((report, line))
    });
    view! {
        <div class="page wide">
            <PrintHead />
            {move || match found.get() {
                Some((report, line)) => view! { <Lab report line /> }.into_any(),
                None => view! {
                    <A href="/results" attr:class="back">
                        <Icon name="chevron-right" />
                        {move || reader.words().results.all}
                    </A>
                    <NotHere />
                }
                .into_any(),
            }}
        </div>
    }
    .into_any()
}

#[component]
fn Lab(report: Arc<LabReport>, line: Line) -> impl IntoView {
    let reader = reader();
    chart().open(report.id);
    let result = line.result.clone();
    let back = address(report.id);
    let loinc = result.name.loinc.clone();
    let line_about = move || description(loinc.as_deref()?, reader.language());
    let name = result.name.words.clone();
    let called = move || {
        name.clone()
            .unwrap_or_else(|| reader.words().lab.untitled.to_owned())
    };
    view! {
        <A href=back attr:class="back">
            <Icon name="chevron-right" />
            <bdi>{move || title(&report.title, reader)}</bdi>
        </A>
        <h1 tabindex="-1"><bdi>{called}</bdi></h1>
        <p class="lede">{line_about}</p>
        <div class="split">
            <div>
                <ValueCard line />
                <div class="acts">
                    <button class="btn sec wide" type="button" on:click=|_| page::print()>
                        <Icon name="printer" />
                        {move || reader.words().lab.print}
                    </button>
                </div>
            </div>
            <div>
                <OverTime result=result.clone() />
                <Facts result />
            </div>
        </div>
        <p class="note flat small">
            <Icon name="info" />
            <span>{move || reader.words().lab.ranges_differ}</span>
        </p>
    }
}

#[component]
fn ValueCard(line: Line) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    let Line { result, before, .. } = line;
    let person = chart.person();
    let reading = result.reading(person.as_deref());
    let (year, month, day) = clock::today();
    let today = record::when::Day { year, month, day };
    let attention = result.attention(today, is_newest(&chart.results(), &result));
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
    };
    let status = result.status.clone();
    let status_line = move || status_words(&status, reader.words()).map(|(_, sentence)| sentence);
    let outside = reading.standing.is_outside();
    view! {
        <section class="card" aria-labelledby="value">
            <div class="hd"><h2 id="value">{date}</h2><FlagTag standing=standing.clone() /></div>
            <BigValue value=result.finding.value.clone() />
            {said}
            {status_line().map(|_| view! { <p class="status"><Icon name="clock" class="i i-s" />{status_line}</p> })}
            {before.first().map(|before| view! { <Before value=before.finding.value.clone() /> })}
            {bar(&result, reading.band)}
            {outside.then_some(view! { <p class="calm">{move || reader.words().lab.say_outside}</p> })}
            {result.incomplete.then_some(view! { <p class="calm">{move || reader.words().lab.incomplete}</p> })}
            <Unread result=result.clone() />
            <Parts result=result.clone() />
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
    view! { <p class="status">{told}</p> }
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
            <h3>{move || reader.words().lab.unread_text}</h3>
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
        let value = part.finding.value.clone();
        view! {
            <div>
                <dt>{move || name.clone().unwrap_or_else(|| reader.words().lab.untitled.to_owned())}</dt>
                <dd>
                    <span class="num">{move || printed(&value, reader).line()}</span>" "
                    <FlagTag standing=reading.standing kind="flag" />
                </dd>
            </div>
        }
    };
    (!result.parts.is_empty()).then(|| {
        view! {
            <h3>{move || reader.words().lab.parts}</h3>
            <dl class="kv">{result.parts.iter().map(part).collect_view()}</dl>
        }
    })
}

/// The same test before and after, in a sentence and a table.
#[component]
fn OverTime(result: Arc<LabResult>) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    let (test, current) = (result.test, result.id);
    let values = Memo::new(move |_| earlier(&chart.results(), test));
    let change = Memo::new(move |_| change(&result, &values.read(), reader));
    view! {
        <section class="sec" aria-labelledby="time">
            <div class="sec-h"><h2 id="time">{move || reader.words().lab.over_time}</h2></div>
            <Show when=move || { values.read().len() > 1 }
                fallback=move || view! { <p class="muted">{move || reader.words().lab.only_one}</p> }>
                <p>{move || change.get()}</p>
                <ValueTable values current />
            </Show>
        </section>
    }
}

#[component]
fn ValueTable(values: Memo<Vec<Arc<LabResult>>>, current: LocalId) -> impl IntoView {
    let reader = reader();
    let row =
        move |result: Arc<LabResult>| view! { <ValueRow current=result.id == current result /> };
    let head = |name: fn(&'static Words) -> &'static str| {
        view! { <th scope="col">{move || name(reader.words())}</th> }
    };
    view! {
        <div class="list">
            <table class="tbl">
                <caption class="vh">{move || reader.words().lab.earlier_caption}</caption>
                <thead>
                    <tr>
                        {head(|words| words.lab.date)}
                        {head(|words| words.lab.value)}
                        {head(|words| words.lab.compared)}
                        {head(|words| words.lab.from)}
                    </tr>
                </thead>
                <tbody>{move || values.get().into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn ValueRow(result: Arc<LabResult>, current: bool) -> impl IntoView {
    let (reader, person) = (reader(), chart().person());
    let standing = result.reading(person.as_deref()).standing;
    let (value, source) = (result.finding.value.clone(), result.source);
    let machine = result.date().and_then(format::machine_day);
    let date = move || {
        result.date().map_or_else(
            || reader.words().results.undated.to_owned(),
            |date| format::day(date, reader.language()),
        )
    };
    view! {
        <tr aria-current=current.then_some("true")>
            <th scope="row"><time datetime=machine>{date}</time></th>
            <td class="num">{move || printed(&value, reader).line()}</td>
            <td><FlagTag standing kind="flag" /></td>
            <td><SourceChip source /></td>
        </tr>
    }
}

/// "Higher than on Mar 3, 2026. It was 5.9 then and is 6.8 now."
fn change(result: &LabResult, values: &[Arc<LabResult>], reader: Reader) -> Option<String> {
    let compared = compared(result, values)?;
    let lab = &reader.words().lab;
    let date = compared
        .then_on
        .as_ref()
        .map(|date| format::day(date, reader.language()))?;
    let sentence = match compared.now_is {
        Change::Higher => lab.higher,
        Change::Lower => lab.lower,
        Change::Same => lab.same,
    };
    let (now, then) = (
        compared.now.number.shown().digits,
        compared.then.number.shown().digits,
    );
    let first = fill(sentence, &[("date", &date)]);
    Some(format!(
        "{first} {}",
        fill(lab.then_now, &[("before", &then), ("now", &now)])
    ))
}
