//! Visits: what is to come, then what was.

use std::sync::Arc;

use leptos::prelude::*;
use record::visit::{self, Class, State};
use record::when::{Offset, When};
use record::{LocalId, Visit};

use crate::browser::{clock, format};
use crate::chart::{Chart, chart};
use crate::parts::as_written::AsWritten;
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::fate::Removed;
use crate::parts::newness::looks_at;
use crate::parts::nothing::Nothing;
use crate::parts::notices::Notices;
use crate::parts::paged::paged;
use crate::parts::print_head::PrintHead;
use crate::parts::receipt_line::ReceiptLine;
use crate::parts::row::row;
use crate::parts::source_filter::SourceFilter;
use crate::parts::terms::named;
use crate::reader::{Reader, reader};
use crate::searches::VISITED;
use crate::session::session;
use crate::words::Language;
use crate::words::catalogue::Words;

/// `/visits`
#[component]
pub fn VisitsPage() -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    reader.title(|words| words.titles.visits);
    looks_at(vec![record::Class::Visits]);
    let both = Memo::new(move |_| {
        let now = now();
        let visits = chart.shown_of(record::Class::Visits, chart.listed_visits(now));
        let coming = visits.partition_point(|visit| visit.is_coming(now));
        let ids = |visits: &[Arc<Visit>]| visits.iter().map(|visit| visit.id).collect::<Vec<_>>();
        let (coming, past) = visits.split_at_checked(coming).unwrap_or_default();
        (ids(coming), ids(past))
    });
    let coming = Memo::new(move |_| both.with(|(coming, _)| coming.clone()));
    let past = Memo::new(move |_| both.with(|(_, past)| past.clone()));
    let count = move || coming.with(Vec::len) + past.with(Vec::len);
    let is_narrowed = move || chart.only(record::Class::Visits).is_some();
    let nothing = || {
        view! {
            <Nothing
                domains=VISITED
                icon="calendar"
                loading=|words| words.rooms().visits.loading
                empty=|words| words.rooms().visits.empty
                failed=|words| words.rooms().visits.failed
            />
        }
        .into_any()
    };
    view! {
        <div class="page">
            <PrintHead />
            <h1 tabindex="-1">{reader.say(|words| words.rooms().visits.title)}</h1>
            <AsWritten />
            <Notices domains=VISITED has_rows=Signal::derive(move || { count() > 0 }) />
            <SourceFilter class=record::Class::Visits count=Signal::derive(count) />
            {part_while(move || count() == 0 && !is_narrowed(), nothing)}
            {group("coming", |words| words.rooms().visits.coming, coming)}
            {group("past", |words| words.rooms().visits.past, past)}
            <Removed classes=vec![record::Class::Visits] />
            <ReceiptLine domains=VISITED />
        </div>
    }
    .into_any()
}

/// The next visit, for Home; nothing where none is planned for a known day.
#[component]
pub fn NextVisit() -> impl IntoView {
    let chart = chart();
    let next = Memo::new(move |_| {
        let now = now();
        let visits = chart.visits(now);
        visit::next(&visits, now).map(|visit| visit.id)
    });
    part(move || {
        let visit = next.get().and_then(|id| untrack(|| chart.visit(id)));
        visit.map(|visit| view! { <Leaf visit /> }).into_any()
    })
}

/// A visit to come, like the leaf of a calendar.
#[component]
fn Leaf(visit: Arc<Visit>) -> impl IntoView {
    let (reader, chart, session) = (reader(), chart(), session());
    let href = address(visit.id);
    let visit = StoredValue::new(visit);
    let of = move |tell: fn(&When, Language) -> Option<String>| {
        text(move || {
            let visit = visit.read_value();
            let told = visit
                .from
                .as_ref()
                .map(|when| tell(when, reader.language()));
            told.flatten().unwrap_or_default()
        })
    };
    let away = move || {
        let words = &reader.words().rooms().visits;
        match days_until(&visit.read_value()) {
            Some(0) => words.next_today.to_owned(),
            Some(days) => words.next_in.of(days),
            None => words.next.to_owned(),
        }
    };
    let facts = move || {
        let visit = visit.read_value();
        let who = named(visit.people.get(..1).unwrap_or_default(), chart);
        let what = std::iter::once(title(&visit, reader));
        what.chain(who).collect::<Vec<_>>().join(", ")
    };
    let place = move || {
        let visit = visit.read_value();
        let hospital = session.hospital_name(visit.source);
        let place = named(&visit.places, chart).into_iter();
        place.chain([hospital]).collect::<Vec<_>>().join(", ")
    };
    view! {
        <section class="sec" aria-labelledby="next">
            <div class="hero">
                <p class="k">{text(away)}</p>
                <div class="when">
                    <div class="cal">
                        <span>{of(|when, language| Some(format::leaf(when, language)?.0))}</span>
                        <strong>{of(|when, language| Some(format::leaf(when, language)?.1))}</strong>
                    </div>
                    <div>
                        <h2 id="next">{of(format::weekday_and_time)}</h2>
                        <p><bdi>{text(facts)}</bdi></p>
                        <p class="small"><bdi>{text(place)}</bdi></p>
                    </div>
                </div>
                <p class="hero-acts"><a href=href class="btn">{reader.say(|words| words.rooms().visits.see_details)}</a></p>
            </div>
        </section>
    }
}

/// How many days from today, where the hospital wrote its own day: one sent as UTC may mean the day beside it.
fn days_until(visit: &Visit) -> Option<usize> {
    let day = match visit.from.as_ref()? {
        When::Day(day) => *day,
        When::Moment(moment) if moment.offset != Offset::Utc => moment.day,
        _ => return None,
    };
    usize::try_from(day.number() - clock::day().number()).ok()
}

/// Visits under a heading, if there are any.
fn group(
    id: &'static str,
    heading: fn(&'static Words) -> &'static str,
    ids: Memo<Vec<LocalId>>,
) -> AnyView {
    let (reader, chart) = (reader(), chart());
    let count = move || ids.with(|ids| chart.here_of(record::Class::Visits, ids));
    let rows = move || {
        view! {
            <section class="sec" aria-labelledby=id>
                <div class="sec-h">
                    <h2 id=id>{reader.say(heading)}</h2>
                    <span class="muted small">{text(move || reader.words().rooms().visits.count.of(count()))}</span>
                </div>
                {paged(ids, visit_row, address)}
            </section>
        }
        .into_any()
    };
    part_while(move || !ids.with(Vec::is_empty), rows)
}

/// Seconds since 1970.
pub fn now() -> i64 {
    (clock::now() / 1000.0) as i64
}

/// One visit as a row.
pub fn visit_row(id: LocalId) -> AnyView {
    let (reader, chart) = (reader(), chart());
    let visit = Memo::new(move |_| chart.listed_visit(id));
    let Some(first) = visit.get_untracked() else {
        return ().into_any();
    };
    let language = first.title.as_ref().map(|_| "en");
    let of = move |tell: fn(&Visit, Reader, Chart) -> String| {
        text(move || {
            let visit = visit.read();
            let told = visit.as_ref().map(|visit| tell(visit, reader, chart));
            told.unwrap_or_default()
        })
    };
    row(
        (record::Class::Visits, id),
        address(id),
        "calendar",
        (
            of(|visit, reader, _| title(visit, reader)),
            Signal::stored(language),
        ),
        of(line),
        first.source,
    )
}

/// Where a visit is read.
pub fn address(visit: LocalId) -> String {
    format!("/visits/{visit}")
}

/// What a visit is called: in the hospital's words, else by its class; tracked.
pub fn title(visit: &Visit, reader: Reader) -> String {
    let class = || class(visit.class, reader.words()).to_owned();
    visit.title.clone().unwrap_or_else(class)
}

/// The kind of visit.
pub fn class(class: Class, words: &'static Words) -> &'static str {
    let it = &words.rooms().visits;
    match class {
        Class::Office => it.office,
        Class::Stay => it.stay,
        Class::Emergency => it.emergency,
        Class::Home => it.home,
        Class::Virtual => it.remote,
        Class::Observation => it.watched,
        Class::Other => it.untitled,
    }
}

/// A word for a visit that is not simply over.
pub fn state(visit: &Visit, words: &'static Words) -> Option<String> {
    let it = &words.rooms().visits;
    match &visit.state {
        State::Planned => Some(it.planned.to_owned()),
        State::Open => Some(it.open.to_owned()),
        State::Canceled => Some(it.canceled.to_owned()),
        State::Other(word) => Some(word.clone()),
        State::Finished | State::Unknown => None,
    }
}

/// "Nov 23, 2026, 9:40 AM · Dr. Ngozi Okafor · Planned"
fn line(visit: &Visit, reader: Reader, chart: Chart) -> String {
    if visit.unreadable {
        return reader.words().results.unclear_row.to_owned();
    }
    let write = match visit.is_coming(now()) {
        true => format::day_and_time,
        false => format::day,
    };
    let date = visit.from.as_ref();
    let date = date.map_or(reader.words().rooms().visits.no_date.to_owned(), |date| {
        write(date, reader.language())
    });
    let who = named(visit.people.get(..1).unwrap_or_default(), chart);
    let mut parts: Vec<String> = std::iter::once(date).chain(who).collect();
    let state = state(visit, reader.words());
    // Nobody travels to a visit that was called off.
    match visit.state {
        State::Canceled => parts.splice(..0, state).for_each(drop),
        _ => parts.extend(state),
    }
    parts.join(" · ")
}
