//! Quiet lines under a list: whether everything of it is here, hospital by hospital where there are several.

use std::rc::Rc;

use leptos::prelude::*;
use record::SourceId;
use record::section::Gap;

use crate::browser::format;
use crate::chart::{Chart, chart};
use crate::hospital::Connection;
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::notices::gap_sentence;
use crate::parts::source::SourceChip;
use crate::reader::{Reader, reader};
use crate::searches::Domain;
use crate::session::session;
use crate::words::fill;

/// What the receipt says of one list, and the way to the whole of it.
#[component]
pub fn ReceiptLine(
    /// What the list is made of.
    domains: &'static [Domain],
) -> impl IntoView {
    let (reader, chart, session) = (reader(), chart(), session());
    let told = move || {
        let words = &reader.words().rooms().record;
        let mut missing: Vec<_> = chart
            .gaps_in(domains)
            .into_iter()
            .map(|gap| gap.0)
            .collect();
        missing.sort_unstable();
        missing.dedup();
        match missing.len() {
            _ if chart.is_loading(domains) => words.receipt_loading.to_owned(),
            0 => words.receipt_all.to_owned(),
            count => words.receipt_some.of(count),
        }
    };
    let several = move || session.connections().len() > 1;
    view! {
        <div class="small muted receipt">
            <p>{text(told)}" "<a href="/record/receipt">{reader.say(|words| words.rooms().record.receipt_see)}</a></p>
            {part_while(several, move || each(domains))}
        </div>
    }
}

/// A line for each hospital.
fn each(domains: &'static [Domain]) -> AnyView {
    let (reader, chart, session) = (reader(), chart(), session());
    let line = move |connection: Rc<Connection>| {
        let (source, name) = (connection.source, connection.hospital.name.clone());
        let told = text(move || of_hospital(source, &name, domains, reader, chart));
        view! { <li><SourceChip source />" "{told}</li> }
    };
    let lines = move || {
        let connections = session.connections().into_iter();
        connections.map(line).collect_view().into_any()
    };
    view! { <ul class="plain">{part(lines)}</ul> }.into_any()
}

/// "Updated Nov 23, 2026, 8:15 AM. Some may be missing."
fn of_hospital(
    source: SourceId,
    name: &str,
    domains: &[Domain],
    reader: Reader,
    chart: Chart,
) -> String {
    let words = reader.words();
    let own = &words.rooms().merging;
    let updated = chart.updated(source).map(|at| {
        let when = format::moment(at, reader.language());
        fill(own.updated, &[("when", &when)])
    });
    let gaps = chart.gaps_in(domains).into_iter();
    let gaps: Vec<Gap> = gaps
        .filter(|(of, _)| *of == source)
        .map(|(_, gap)| gap)
        .collect();
    let is_over = |domain: &Domain| chart.step(source, *domain).is_over();
    let stands = match gaps.as_slice() {
        _ if !domains.iter().all(is_over) => own.not_yet.to_owned(),
        [] => own.complete.to_owned(),
        [gap, rest @ ..] if rest.is_empty() && *gap == Gap::NotOffered => {
            gap_sentence(*gap, words, name)
        }
        [..] => own.may_lack.to_owned(),
    };
    updated
        .into_iter()
        .chain(Some(stands))
        .collect::<Vec<_>>()
        .join(" ")
}
