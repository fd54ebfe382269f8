//! Home: a greeting, the newest results by name only, the record at a glance, where it comes from.

use leptos::prelude::*;
use record::section::Gap;
use record::{Class, SourceId};

use crate::browser::{clock, format};
use crate::chart::{Chart, chart};
use crate::later::{self, shown_elsewhere};
use crate::parts::dynamic::{part, part_in_turn, part_while, text};
use crate::parts::icon::Icon;
use crate::parts::print_head::PrintHead;
use crate::parts::report_row::ReportRow;
use crate::parts::sources::SourceRows;
use crate::people::people;
use crate::reader::reader;
use crate::searches::{
    ALLERGIES_LIST, DOCUMENTS, Domain, MEDICINES_LIST, MESSAGES, RESULTS, VISITED,
};
use crate::session::session;
use crate::words::catalogue::Words;
use crate::words::{Counted, fill};

/// So many of the newest reports stand on Home.
const NEWEST: usize = 3;

/// `/home`
#[component]
pub fn HomePage() -> impl IntoView {
    let reader = reader();
    reader.title(|words| words.titles.home);
    view! {
        <div class="page">
            <PrintHead />
            <Greeting />
            {shown_elsewhere(later::Room::Kept)}
            {shown_elsewhere(later::Room::NextVisit)}
            {shown_elsewhere(later::Room::News)}
            <div class="cols">
                {part_in_turn(|| view! { <Newest /> }.into_any())}
                {part_in_turn(|| view! { <AtAGlance /> }.into_any())}
            </div>
            {part_in_turn(|| view! { <Sources /> }.into_any())}
        </div>
    }
    .into_any()
}

#[component]
fn Greeting() -> impl IntoView {
    let (reader, chart, people) = (reader(), chart(), people());
    let hour = clock::hour();
    // Somebody else is reading: the record's owner is named above.
    let given = move || {
        if people.shows_another() {
            return None;
        }
        let person = chart.person()?;
        person.name()?.given.first().cloned()
    };
    let greeting = move || {
        let home = &reader.words().home;
        let (named, plain) = match hour {
            4..12 => (home.morning, home.hello_morning),
            12..18 => (home.afternoon, home.hello_afternoon),
            _ => (home.evening, home.hello_evening),
        };
        given().map_or_else(|| plain.to_owned(), |name| fill(named, &[("name", &name)]))
    };
    view! {
        <h1 tabindex="-1">{text(greeting)}</h1>
        <p class="lede">{text(move || format::today(reader.language()))}</p>
    }
}

/// The newest reports, without any value: others may be looking at this page.
#[component]
fn Newest() -> impl IntoView {
    let chart = chart();
    part_while(
        move || !chart.reports().reports.is_empty(),
        || view! { <NewestList /> }.into_any(),
    )
}

#[component]
fn NewestList() -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    let rows = move || {
        let newest = chart
            .reports()
            .reports
            .iter()
            .take(NEWEST)
            .cloned()
            .collect::<Vec<_>>();
        newest
            .into_iter()
            .map(|report| view! { <ReportRow report with_tile=true /> })
            .collect_view()
            .into_any()
    };
    view! {
        <section class="sec" aria-labelledby="newest">
            <div class="sec-h">
                <h2 id="newest">{reader.say(|words| words.home.newest)}</h2>
                <a href="/results">{reader.say(|words| words.home.see_all)}</a>
            </div>
            <ul class="list">{part(rows)}</ul>
        </section>
    }
}

#[component]
fn AtAGlance() -> impl IntoView {
    let reader = reader();
    view! {
        <section class="sec" aria-labelledby="record">
            <div class="sec-h"><h2 id="record">{reader.say(|words| words.home.record)}</h2></div>
            <ul class="grid">{ROOMS.iter().map(tile).collect_view()}</ul>
        </section>
    }
}

#[component]
fn Sources() -> impl IntoView {
    let reader = reader();
    view! {
        <section class="sec" aria-labelledby="sources">
            <div class="sec-h"><h2 id="sources">{reader.say(|words| words.home.sources)}</h2></div>
            <SourceRows />
        </section>
    }
}

/// A room of the record: how much is in it, or why that is not known.
struct Room {
    href: &'static str,
    icon: &'static str,
    name: fn(&'static Words) -> &'static str,
    domains: &'static [Domain],
    count: fn(Chart) -> usize,
    counted: fn(&'static Words) -> &'static Counted,
    /// What stands there when nothing was counted.
    none: fn(&'static Words) -> &'static str,
}

const ROOMS: [Room; 6] = [
    Room {
        href: "/results",
        icon: "test-tube-diagonal",
        name: |words| words.results.title,
        domains: RESULTS,
        count: |chart| chart.reports().reports.len(),
        counted: |words| &words.home.tile_results,
        none: |words| words.home.tile_none,
    },
    Room {
        href: "/medicines",
        icon: "pill",
        name: |words| words.shell.medicines,
        domains: MEDICINES_LIST,
        count: |chart| chart.count(Class::Medicines),
        counted: |words| &words.home.tile_medicines,
        none: |words| words.home.tile_none,
    },
    Room {
        href: "/messages",
        icon: "mail",
        name: |words| words.shell.messages,
        domains: MESSAGES,
        count: |chart| chart.threads().len(),
        counted: |words| &words.home.tile_messages,
        none: |words| words.home.tile_none,
    },
    Room {
        href: "/visits",
        icon: "calendar",
        name: |words| words.shell.visits,
        domains: VISITED,
        count: |chart| chart.count(Class::Visits),
        counted: |words| &words.home.tile_visits,
        none: |words| words.home.tile_none,
    },
    Room {
        href: "/documents",
        icon: "file-text",
        name: |words| words.shell.documents,
        domains: DOCUMENTS,
        count: |chart| chart.count(Class::Documents),
        counted: |words| &words.home.tile_documents,
        none: |words| words.home.tile_none,
    },
    Room {
        href: "/record/allergies",
        icon: "shield-alert",
        name: |words| words.shell.allergies,
        domains: ALLERGIES_LIST,
        count: |chart| {
            let allergies = chart.allergies();
            let listed = allergies.iter().filter(|allergy| allergy.is_listed());
            chart.things(listed.map(|allergy| allergy.id).collect())
        },
        counted: |words| &words.home.tile_allergies,
        // Nothing counted is not "none": what was recorded stands on the page.
        none: |words| words.home.tile_allergies_see,
    },
];

/// Whoever offers it has answered in full, and somebody does.
fn is_answered(gaps: &[(SourceId, Gap)], hospitals: usize) -> bool {
    let is_kept_away = |(_, gap): &(SourceId, Gap)| *gap == Gap::NotOffered;
    gaps.is_empty() || gaps.len() < hospitals && gaps.iter().all(is_kept_away)
}

fn tile(room: &'static Room) -> AnyView {
    let (reader, chart, session) = (reader(), chart(), session());
    let told = move || {
        let home = &reader.words().home;
        match (room.count)(chart) {
            0 if chart.is_loading(room.domains) => home.tile_loading.to_owned(),
            0 => match *chart.gaps_in(room.domains) {
                ref gaps if is_answered(gaps, session.connections().len()) => {
                    (room.none)(reader.words()).to_owned()
                }
                [(source, Gap::NotOffered), ..] if session.connections().len() == 1 => {
                    let hospital = session.hospital_name(source);
                    fill(
                        reader.words().loading.not_offered,
                        &[("hospital", &hospital)],
                    )
                }
                [..] => home.tile_problem.to_owned(),
            },
            count => (room.counted)(reader.words()).of(count),
        }
    };
    view! {
        <li>
            <span class="tile"><Icon name=room.icon /></span>
            <a href=room.href>{reader.say(room.name)}<span class="sub">{text(told)}</span></a>
        </li>
    }
    .into_any()
}
