//! One test over time: a sentence, and a table of its values.

use std::sync::Arc;

use leptos::prelude::*;
use record::trend::{Change, compared, earlier};
use record::{LabResult, LocalId, Merging, SourceId};

use crate::browser::format;
use crate::chart::chart;
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::flag::FlagTag;
use crate::parts::source::SourceChip;
use crate::parts::value::value_line;
use crate::reader::{Reader, reader};
use crate::words::catalogue::Words;
use crate::words::fill;

/// Values, the newest first, each with all that sent it.
type Values = Vec<Vec<Arc<LabResult>>>;

/// The same test before and after, in a sentence and a table.
#[component]
pub fn OverTime(result: Arc<LabResult>) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    let (test, current, shelf) = (result.test, result.id, result.shelf);
    let values = Memo::new(move |_| {
        let all = chart.findings(shelf);
        let told = |merging: &Merging| earlier(&all, test, |id| merging.lead(id));
        let told = chart.merged(told);
        told.unwrap_or_else(|| earlier(&all, test, |id| id))
    });
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
fn ValueTable(values: Memo<Values>, current: LocalId) -> impl IntoView {
    let reader = reader();
    let row = move |same: Vec<Arc<LabResult>>| view! { <ValueRow current same /> };
    let person = chart().person();
    let has_flags = move || {
        let values = values.read();
        let firsts = values.iter().filter_map(|same| same.first());
        let mut standings = firsts.map(|one| one.reading(person.as_deref()).standing);
        standings.any(|standing| standing.flag().is_some())
    };
    let head = |name: fn(&'static Words) -> &'static str| {
        view! { <th scope="col">{reader.say(name)}</th> }
    };
    view! {
        <div class="list">
            <table class="tbl" class:plain=move || !has_flags()>
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

/// One value, with all hospitals that sent it.
#[component]
fn ValueRow(same: Vec<Arc<LabResult>>, current: LocalId) -> impl IntoView {
    let (reader, person) = (reader(), chart().person());
    let current = same.iter().any(|one| one.id == current);
    let chart = chart();
    let ids: Vec<LocalId> = same.iter().map(|one| one.id).collect();
    let differs = Memo::new(move |_| {
        let mut together = ids.iter().filter_map(|id| chart.together(*id));
        together.any(|one| !one.conflicts.is_empty())
    });
    let different = move || {
        let told = reader.say(|words| words.rooms().merging.different);
        view! { " "<span class="tag warn">{told}</span> }.into_any()
    };
    let mut sources: Vec<SourceId> = same.iter().map(|one| one.source).collect();
    sources.sort_unstable();
    sources.dedup();
    let chips = sources.into_iter();
    let chips = chips.map(|source| view! { <SourceChip source /> });
    let Some(result) = same.into_iter().next() else {
        return ().into_any();
    };
    let standing = result.reading(person.as_deref()).standing;
    let told = result.clone();
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
            <td class="num">
                {text(move || value_line(&told, reader))}
                {part_while(move || differs.get(), different)}
            </td>
            <td><FlagTag standing kind="flag" /></td>
            <td>{chips.collect_view()}</td>
        </tr>
    }
    .into_any()
}

/// "Higher than on Mar 3, 2026. It was 5.9 then and is 6.8 now."
fn change(result: &LabResult, values: &Values, reader: Reader) -> Option<String> {
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
