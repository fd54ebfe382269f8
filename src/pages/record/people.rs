//! Who the person is, as each hospital knows them; and who cares for them.

use std::sync::Arc;

use leptos::prelude::*;
use record::entry::Place as Where;
use record::person::Sex;
use record::team::Member;
use record::{Class, Marked, Part, Person, Team, When};

use super::list::{Title, print_button};
use super::places::{LIFE, Place};
use crate::browser::format;
use crate::chart::{Chart, chart};
use crate::parts::as_written::AsWritten;
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::fate::{NoLonger, Removed};
use crate::parts::lines::{lines, rows};
use crate::parts::nothing::NothingHere;
use crate::parts::notices::Notices;
use crate::parts::origin::Origin;
use crate::parts::print_head::PrintHead;
use crate::parts::receipt_line::ReceiptLine;
use crate::parts::source::SourceChip;
use crate::parts::source_filter::SourceFilter;
use crate::parts::terms::{Rows, joined, terms};
use crate::reader::{Reader, reader};
use crate::words::fill;

/// `/record/care-team`
#[component]
pub fn TeamsPage(place: &'static Place) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    reader.title(|words| words.titles.record);
    let teams = Memo::new(move |_| chart.shown_of(place.class, chart.teams()));
    let count = move || teams.with(Vec::len);
    let is_narrowed = move || chart.only(place.class).is_some();
    let nothing = move || {
        view! { <NothingHere domains=place.domains icon=place.icon class=place.class /> }.into_any()
    };
    view! {
        <div class="page snug">
            <PrintHead />
            <Title place />
            <AsWritten />
            <Notices domains=place.domains has_rows=Signal::derive(move || { count() > 0 }) />
            <SourceFilter class=place.class count=Signal::derive(count) />
            {part_while(move || count() == 0 && !is_narrowed(), nothing)}
            <For each=move || teams.get() key=|team| (team.id, team.mark()) children=one_team />
            <NoLonger classes=vec![place.class] />
            <Removed classes=vec![place.class] />
            <ReceiptLine domains=place.domains />
            {part_while(move || { count() > 0 }, print_button)}
        </div>
    }
    .into_any()
}

fn one_team(team: Arc<Team>) -> AnyView {
    let (reader, chart) = (reader(), chart());
    let (id, source) = (team.id, team.source);
    let heading = format!("team-{id}");
    let language = team.name.as_ref().map(|_| "en");
    let name = team.name.clone();
    let name = text(move || {
        let untitled = || reader.words().lab.care_team.to_owned();
        name.clone().unwrap_or_else(untitled)
    });
    let past = (!team.active).then(|| view! { <p class="lede">{past(reader)}</p> }.into_any());
    let rest = match team.unreadable {
        true => view! { <p class="calm">{reader.say(|words| words.lab.unclear)}</p> }.into_any(),
        false => {
            let members = Memo::new(move |_| {
                let shown = |one: &Member| shown(one, reader, chart);
                team.members.iter().map(shown).collect::<Vec<_>>()
            });
            let rows = move || members.get().into_iter().map(member).collect_view();
            view! { <ul class="members">{part(move || rows().into_any())}</ul> }.into_any()
        }
    };
    view! {
        <section class="sec" aria-labelledby=heading.clone()>
            <div class="sec-h"><h2 id=heading.clone()><bdi lang=language>{name}</bdi></h2><SourceChip source /></div>
            {past}
            <div class="card">{rest}<Origin class=Class::Teams id source when=None /></div>
        </section>
    }
    .into_any()
}

/// That a team cares for the patient no longer.
fn past(reader: Reader) -> Signal<String> {
    text(move || {
        let language = reader.language();
        language.standing(Part::Plans, Where::Past).to_owned()
    })
}

/// One of a team, as shown: their name, what they do in it, and until when.
#[derive(Clone, PartialEq)]
struct Shown {
    name: String,
    role: Option<String>,
    until: Option<String>,
}

fn shown(one: &Member, reader: Reader, chart: Chart) -> Shown {
    let words = reader.words();
    let until = |when: &When| {
        let date = format::day(when, reader.language());
        fill(words.rooms().record.until, &[("date", &date)])
    };
    let name = chart.name_of(&one.who.mention);
    Shown {
        name: name.unwrap_or_else(|| words.lab.care_team.to_owned()),
        role: one.role.clone(),
        until: one.until.as_ref().map(until),
    }
}

fn member(Shown { name, role, until }: Shown) -> AnyView {
    let between = (role.is_some() && until.is_some()).then_some(" · ");
    let role = role.map(|role| view! { <bdi lang="en">{role}</bdi> });
    view! {
        <li>
            <p><strong><bdi>{name}</bdi></strong></p>
            <p class="muted">{role}{between}{until}</p>
        </li>
    }
    .into_any()
}

/// What is told of a team that was changed or is gone.
pub fn team_facts(team: &Team, reader: Reader, chart: Chart) -> Rows {
    let words = reader.words().rooms();
    let place = if team.active {
        Where::Current
    } else {
        Where::Past
    };
    let standing = reader.language().standing(Part::Plans, place);
    let members = team.members.iter().map(|one| {
        let Shown { name, role, until } = shown(one, reader, chart);
        let parts = std::iter::once(name).chain(role).chain(until);
        parts.collect::<Vec<_>>().join(", ")
    });
    vec![
        (words.news.place, Some(standing.to_owned())),
        (words.record.members, joined(members)),
    ]
}

/// `/record/about-you`
#[component]
pub fn PersonPage() -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    reader.title(|words| words.titles.record);
    let [place, ..] = &LIFE;
    let people = Memo::new(move |_| chart.shown_of(place.class, chart.people()));
    let count = move || people.with(Vec::len);
    let is_narrowed = move || chart.only(place.class).is_some();
    let nothing = move || {
        view! { <NothingHere domains=place.domains icon=place.icon class=place.class /> }.into_any()
    };
    view! {
        <div class="page snug">
            <PrintHead />
            <Title place />
            <AsWritten />
            <Notices domains=place.domains has_rows=Signal::derive(move || { count() > 0 }) />
            <SourceFilter class=place.class count=Signal::derive(count) />
            {part_while(move || count() == 0 && !is_narrowed(), nothing)}
            <For each=move || people.get() key=|person| (person.id, person.mark()) children=one_person />
            <ReceiptLine domains=place.domains />
            {part_while(move || { count() > 0 }, print_button)}
        </div>
    }
    .into_any()
}

fn one_person(person: Arc<Person>) -> AnyView {
    let (reader, chart) = (reader(), chart());
    let (id, source) = (person.id, person.source);
    let heading = format!("person-{id}");
    let told = match person.unreadable {
        true => view! { <p class="calm">{reader.say(|words| words.lab.unclear)}</p> }.into_any(),
        false => {
            let told = person.clone();
            let facts = terms(Box::new(move || facts(&told, reader)));
            let more = rows(move || lines(&person.facts, reader, chart, |_| None));
            view! { <div class="list"><dl class="kv">{facts}{more}</dl></div> }.into_any()
        }
    };
    view! {
        <section class="sec" aria-labelledby=heading.clone()>
            <div class="sec-h"><h2 id=heading.clone()><SourceChip source /></h2></div>
            {told}
            <Origin class=Class::People id source when=None />
        </section>
    }
    .into_any()
}

/// Who a person is: names, birth date, sex.
pub fn facts(person: &Person, reader: Reader) -> Rows {
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
