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
use crate::parts::dynamic::{part, text};
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
            {part(move || match found.get() {
                Some((report, line)) => view! { <Lab report line /> }.into_any(),
                None => view! {
                    <A href="/results" attr:class="back">
                        <Icon name="chevron-right" />
                        {reader.say(|words| words.results.all)}
                    </A>
                    <NotHere />
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
    chart().open(report.id);
    let result = line.result.clone();
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
    view! {
        <A href=back attr:class="back">
            <Icon name="chevron-right" />
            <bdi>{text(move || title(&report.title, reader))}</bdi>
        </A>
        <h1 tabindex="-1"><bdi lang="en">{text(called)}</bdi></h1>
        <p class="lede">{line_about}</p>
        <div class="split">
            <div>
                <ValueCard line />
                <div class="acts">
                    <button class="btn sec wide" type="button" on:click=|_| page::print()>
                        <Icon name="printer" />
                        {reader.say(|words| words.lab.print)}
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
            <span>{reader.say(|words| words.lab.ranges_differ)}</span>
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
            <BigValue value=result.finding.value.clone() />
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
        let value = part.finding.value.clone();
        view! {
            <div>
                <dt>{text(move || name.clone().unwrap_or_else(|| reader.words().lab.untitled.to_owned()))}</dt>
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

/// The same test before and after, in a sentence and a table.
#[component]
fn OverTime(result: Arc<LabResult>) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    let (test, current) = (result.test, result.id);
    let values = Memo::new(move |_| earlier(&chart.results(), test));
    let change = Memo::new(move |_| change(&result, &values.read(), reader));
    view! {
        <section class="sec" aria-labelledby="time">
            <div class="sec-h"><h2 id="time">{reader.say(|words| words.lab.over_time)}</h2></div>
            {part(move || match values.read().len() {
                0 | 1 => view! { <p class="muted">{reader.say(|words| words.lab.only_one)}</p> }.into_any(),
                _ => view! {
                    <p>{text(move || change.get().unwrap_or_default())}</p>
                    <ValueTable values current />
                }
                .into_any(),
            })}
        </section>
    }
}

#[component]
fn ValueTable(values: Memo<Vec<Arc<LabResult>>>, current: LocalId) -> impl IntoView {
    let reader = reader();
    let row =
        move |result: Arc<LabResult>| view! { <ValueRow current=result.id == current result /> };
    let head = |name: fn(&'static Words) -> &'static str| {
        view! { <th scope="col">{reader.say(name)}</th> }
    };
    view! {
        <div class="list">
            <table class="tbl">
                <caption class="vh">{reader.say(|words| words.lab.earlier_caption)}</caption>
                <thead>
                    <tr>
                        {head(|words| words.lab.date)}
                        {head(|words| words.lab.value)}
                        {head(|words| words.lab.compared)}
                        {head(|words| words.lab.from)}
                    </tr>
                </thead>
                <tbody>{part(move || values.get().into_iter().map(row).collect_view().into_any())}</tbody>
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
            <th scope="row"><time datetime=machine>{text(date)}</time></th>
            <td class="num">{text(move || printed(&value, reader).line())}</td>
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
