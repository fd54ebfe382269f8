//! "About this result": what the lab and the hospital recorded beside the value.

use std::sync::Arc;

use leptos::prelude::*;
use record::LabResult;
use record::range::{Meaning, Range};
use record::status::Status;

use crate::browser::format;
use crate::chart::{Chart, chart};
use crate::parts::flag::status_words;
use crate::parts::terms::{Rows, Terms, joined, name};
use crate::parts::value::between;
use crate::reader::{Reader, reader};
use crate::words::catalogue::Words;

/// What was recorded beside a result; a fact that was not sent has no row.
#[component]
pub fn Facts(result: Arc<LabResult>) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    let source = result.source;
    let has_words = result.specimen.is_some() || result.method.is_some();
    let rows = Box::new(move || facts(&result, reader, chart));
    view! { <Terms title=|words| words.lab.about rows has_words source /> }
}

fn facts(result: &LabResult, reader: Reader, chart: Chart) -> Rows {
    let words = reader.words();
    let lab = &words.lab;
    let time = |when: &Option<record::When>| {
        when.as_ref()
            .map(|when| format::day_and_time(when, reader.language()))
    };
    let ranges = result.reading(chart.person().as_deref()).ranges;
    let normal = ranges
        .iter()
        .filter(|range| range.meaning == Meaning::Normal)
        .map(|range| printed_range(range, words));
    let others = ranges
        .iter()
        .filter(|range| range.meaning != Meaning::Normal)
        .map(|range| printed_range(range, words));
    let author = chart
        .origin_of(result.id)
        .and_then(|origin| chart.name_of(&origin.author?));
    vec![
        (lab.collected, time(&result.collected)),
        (lab.released, time(&result.issued)),
        (lab.status, Some(status(&result.status, words))),
        (lab.range, joined(normal)),
        (lab.other_ranges, joined(others)),
        (
            lab.performer,
            joined(result.performers.iter().map(|one| name(one, chart, words))),
        ),
        (lab.specimen, result.specimen.clone()),
        (lab.method, result.method.clone()),
        (lab.author, author),
    ]
}

/// "4.0 to 5.6 % (adults)", "Therapeutic: 10 to 20"
pub fn printed_range(range: &Range, words: &'static Words) -> String {
    let ends = between(range.low.as_ref(), range.high.as_ref(), words);
    let groups = range.applies_to.iter().map(|group| group.words.clone());
    let parts = range
        .text
        .iter()
        .cloned()
        .chain(Some(ends).filter(|ends| !ends.is_empty()));
    let text = parts.collect::<Vec<_>>().join(", ");
    let text = match joined(groups) {
        Some(groups) => format!("{text} ({groups})"),
        None => text,
    };
    match &range.meaning {
        Meaning::Normal => text,
        Meaning::Named(name) => format!("{name}: {text}"),
    }
}

/// How final a result is.
pub fn status(status: &Status, words: &'static Words) -> String {
    match status {
        Status::Final => words.lab.final_status.to_owned(),
        Status::Other(text) => text.clone(),
        status => status_words(status, words)
            .map_or(words.lab.none_given, |(tag, _)| tag)
            .to_owned(),
    }
}
