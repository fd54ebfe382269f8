//! Who the person is, as each hospital knows them; and who cares for them.

use std::sync::Arc;

use leptos::prelude::*;
use record::entry::Place as Where;
use record::person::Sex;
use record::team::Member;
use record::{Class, Part, Person, Team};

use super::list::{Title, print_button};
use super::places::{LIFE, Place};
use crate::browser::format;
use crate::chart::{Chart, chart};
use crate::parts::as_written::AsWritten;
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::nothing::NothingHere;
use crate::parts::notices::Notices;
use crate::parts::origin::Origin;
use crate::parts::print_head::PrintHead;
use crate::parts::receipt_line::ReceiptLine;
use crate::parts::source::SourceChip;
use crate::parts::terms::{Rows, joined, rows_of};
use crate::parts::told::lines;
use crate::reader::{Reader, reader};
use crate::words::fill;

/// `/record/care-team`
#[component]
pub fn TeamsPage(place: &'static Place) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    reader.title(|words| words.titles.record);
    let count = move || chart.teams().len();
    let nothing = move || {
        view! { <NothingHere domains=place.domains icon=place.icon class=place.class /> }.into_any()
    };
    let teams = move || {
        let team = |team: Arc<Team>| view! { <OneTeam team /> };
        chart
            .teams()
            .into_iter()
            .map(team)
            .collect_view()
            .into_any()
    };
    view! {
        <div class="page snug">
            <PrintHead />
            <Title place />
            <AsWritten />
            <Notices domains=place.domains has_rows=Signal::derive(move || { count() > 0 }) />
            {part_while(move || count() == 0, nothing)}
            {part(teams)}
            <ReceiptLine domains=place.domains />
            {part_while(move || { count() > 0 }, print_button)}
        </div>
    }
    .into_any()
}

#[component]
fn OneTeam(team: Arc<Team>) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    let (id, source) = (team.id, team.source);
    let heading = format!("team-{id}");
    let name = team.name.clone();
    let name = text(move || {
        let untitled = || reader.words().lab.care_team.to_owned();
        name.clone().unwrap_or_else(untitled)
    });
    let is_past = !team.active;
    let past = text(move || {
        let language = reader.language();
        language.standing(Part::Plans, Where::Past).to_owned()
    });
    let rest = match team.unreadable {
        true => view! { <p class="calm">{reader.say(|words| words.lab.unclear)}</p> }.into_any(),
        false => {
            let members = move || {
                let member = |one: &Member| member(one, reader, chart);
                team.members.iter().map(member).collect_view().into_any()
            };
            view! { <ul class="members">{part(members)}</ul> }.into_any()
        }
    };
    view! {
        <section class="sec" aria-labelledby=heading.clone()>
            <div class="sec-h"><h2 id=heading.clone()><bdi lang="en">{name}</bdi></h2><SourceChip source /></div>
            {is_past.then(|| view! { <p class="lede">{past}</p> }.into_any())}
            <div class="card">{rest}<Origin class=Class::Teams id source when=None /></div>
        </section>
    }
}

fn member(one: &Member, reader: Reader, chart: Chart) -> AnyView {
    let words = reader.words();
    let name = chart.name_of(&one.who.mention);
    let name = name.unwrap_or_else(|| words.lab.care_team.to_owned());
    let until = one.until.as_ref().map(|when| {
        let date = format::day(when, reader.language());
        fill(words.rooms().record.until, &[("date", &date)])
    });
    let line: Vec<String> = one.role.clone().into_iter().chain(until).collect();
    view! {
        <li>
            <p><strong><bdi>{name}</bdi></strong></p>
            <p class="muted"><bdi lang="en">{line.join(" · ")}</bdi></p>
        </li>
    }
    .into_any()
}

/// `/record/about-you`
#[component]
pub fn PersonPage() -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    reader.title(|words| words.titles.record);
    let [place, ..] = &LIFE;
    let people = move || {
        let person = |person: Arc<Person>| view! { <OnePerson person /> };
        chart
            .people()
            .into_iter()
            .map(person)
            .collect_view()
            .into_any()
    };
    let count = move || chart.people().len();
    view! {
        <div class="page snug">
            <PrintHead />
            <Title place />
            <AsWritten />
            <Notices domains=place.domains has_rows=Signal::derive(move || { count() > 0 }) />
            {part(people)}
            <ReceiptLine domains=place.domains />
        </div>
    }
    .into_any()
}

#[component]
fn OnePerson(person: Arc<Person>) -> impl IntoView {
    let reader = reader();
    let (id, source) = (person.id, person.source);
    let heading = format!("person-{id}");
    let chart = chart();
    let told = person.clone();
    let rows = move || rows_of(facts(&person, reader));
    let more = move || lines(&told.facts, reader, chart, |_| None);
    view! {
        <section class="sec" aria-labelledby=heading.clone()>
            <div class="sec-h"><h2 id=heading.clone()><SourceChip source /></h2></div>
            <div class="list"><dl class="kv">{part(rows)}{part(more)}</dl></div>
            <Origin class=Class::People id source when=None />
        </section>
    }
}

fn facts(person: &Person, reader: Reader) -> Rows {
    let words = &reader.words().rooms().record;
    let born = person.birth_date.as_ref();
    let sex = person.sex.as_ref().map(|sex| match sex {
        Sex::Female => words.female.to_owned(),
        Sex::Male => words.male.to_owned(),
        Sex::Other(sent) => sent.clone(),
        Sex::Unknown => reader.words().lab.none_given.to_owned(),
    });
    vec![
        (
            words.names,
            joined(person.names.iter().map(|name| name.full.clone())),
        ),
        (
            words.birth_date,
            born.map(|date| format::birth(date, reader.language())),
        ),
        (words.sex, sex),
    ]
}
