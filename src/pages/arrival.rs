//! `/callback`: the way back from the hospital's own page, then the record on its way, row by row.

use std::rc::Rc;

use leptos::prelude::*;
use record::progress::{Milestone, Milestones, Step};

use crate::browser::{clock, page};
use crate::chart::chart;
use crate::hospital::Connection;
use crate::later::{Room, room, shown_elsewhere};
use crate::pages::end::NothingKept;
use crate::pages::trouble::not_signed_in;
use crate::parts::domain_row::DomainRow;
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::icon::Icon;
use crate::parts::live::live;
use crate::reader::reader;
use crate::route::route;
use crate::searches::Domain;
use crate::session::{Arrival, Outcome, session};
use crate::words::catalogue::Words;
use crate::words::fill;

/// After so many milliseconds the reader is told that it takes longer than usual.
const SLOW: u32 = 10_000;

/// `/callback`
#[component]
pub fn ArrivalPage() -> impl IntoView {
    let (reader, session, route) = (reader(), session(), route());
    reader.title(|words| words.titles.callback);
    let (path, query) = (page::path(), page::query());
    page::drop_query();
    let arrived = RwSignal::new_local(None::<Rc<Arrival>>);
    if !query.is_empty() {
        leptos::task::spawn_local(async move {
            let arrival = session.finish(&path, &query).await;
            if let Ok(Outcome::Opened(path)) = &arrival.outcome
                && path.as_str() != "/home"
            {
                route.go_instead(path.as_str());
                return;
            }
            arrived.try_set(Some(Rc::new(arrival)));
        });
        return view! { <Returning arrived /> }.into_any();
    }
    part(move || match session.is_open() {
        _ if session.arrived().is_some() => room(Room::Newcomer),
        true => view! { <Loading /> }.into_any(),
        false => view! { <NothingKept /> }.into_any(),
    })
}

/// From the moment of coming back until the tokens are here, or will not come.
#[component]
fn Returning(arrived: RwSignal<Option<Rc<Arrival>>, LocalStorage>) -> impl IntoView {
    let reader = reader();
    part(move || {
        match arrived.get() {
        None => view! {
            <div class="page">
                <h1 tabindex="-1">{reader.say(|words| words.titles.callback)}</h1>
                <p class="count-line" role="status">{reader.say(|words| words.loading.signing_in)}</p>
            </div>
        }
        .into_any(),
        Some(arrival) => match &arrival.outcome {
            Ok(Outcome::Stray) => room(Room::HandOver),
            Ok(Outcome::Opened(_) | Outcome::Renewed(_) | Outcome::Held(_)) => {
                view! { <Loading /> }.into_any()
            }
            Err(trouble) => not_signed_in(trouble.clone(), arrival.hospital.clone()),
        },
    }
    })
}

/// The record on its way.
#[component]
fn Loading() -> impl IntoView {
    let (reader, session, chart, route) = (reader(), session(), chart(), route());
    let slow = RwSignal::new(false);
    leptos::task::spawn_local(async move {
        clock::wait(SLOW).await;
        slow.try_set(true);
    });
    let steps = Memo::new(move |_| {
        let rows = session
            .connections()
            .pop()
            .into_iter()
            .flat_map(|connection| Domain::ALL.map(|domain| chart.step(connection.source, domain)));
        rows.collect::<Vec<_>>()
    });
    announce(steps);
    let some_over = move || steps.read().iter().any(|step| step.is_over());
    let all_over = move || steps.read().iter().all(|step| step.is_over());
    let go = move |_| {
        if some_over() {
            route.go("/home");
        }
    };
    let one = move |connection: Rc<Connection>| view! { <Progress connection /> };
    let slow_note = move || {
        let told = reader.say(|words| words.loading.slow);
        view! { <p class="note"><Icon name="clock" /><span>{told}</span></p> }.into_any()
    };
    view! {
        <div class="page">
            {part(move || session.connections().pop().map(one).into_any())}
            {shown_elsewhere(Room::Kept)}
            {part_while(move || slow.get() && !all_over(), slow_note)}
            <div class="acts">
                <button class="btn wide" type="button" on:click=go aria-disabled=text(move || (!some_over()).to_string())>
                    {reader.say(|words| words.loading.go)}
                </button>
            </div>
            <p class="note flat small"><Icon name="info" /><span>{reader.say(|words| words.loading.keeps)}</span></p>
        </div>
    }
}

#[component]
fn Progress(connection: Rc<Connection>) -> impl IntoView {
    let reader = reader();
    let name = StoredValue::new(connection.hospital.name.clone());
    let title = text(move || {
        fill(
            reader.words().loading.title,
            &[("hospital", &name.read_value())],
        )
    });
    let (chart, source) = (chart(), connection.source);
    let gave_nothing = move || {
        let steps = Domain::ALL.map(|domain| chart.step(source, domain));
        let is_lost = |step: &Step| step.is_over() && !matches!(step, Step::Done(_));
        steps.iter().all(is_lost)
    };
    let row = |domain: Domain| {
        let name = Signal::derive(move || name_of(domain, reader.words()));
        view! { <DomainRow connection=connection.clone() domain name /> }
    };
    view! {
        <h1 tabindex="-1">{title}</h1>
        {part_while(gave_nothing, move || shown_elsewhere(Room::NoRecord(source)))}
        <ol class="steps card">
            <li data-state="done">
                <Icon name="circle-check" />
                <span class="name">{reader.say(|words| words.loading.signed_in)}</span>
                <span class="say">{reader.say(|words| words.loading.done)}</span>
            </li>
            {Domain::first().map(row).collect_view()}
        </ol>
        {shown_elsewhere(Room::Rest)}
    }
}

/// The name of a row of this page.
fn name_of(domain: Domain, words: &'static Words) -> &'static str {
    domain.first_name(words).unwrap_or_default()
}

/// Once at half, once at the end; the start is the heading that has focus.
fn announce(steps: Memo<Vec<Step>>) {
    let (reader, live) = (reader(), live());
    let milestones = StoredValue::new(Milestones::default());
    Effect::new(move || {
        let next = milestones
            .try_update_value(|milestones| milestones.next(&steps.read()))
            .flatten();
        let words = &reader.words().loading;
        match next {
            None | Some(Milestone::Start) => {}
            Some(Milestone::Half) => live.say(words.half.to_owned()),
            Some(Milestone::End { problems: 0 }) => live.say(words.finished.to_owned()),
            Some(Milestone::End { .. }) => live.say(words.finished_partly.to_owned()),
        }
    });
}
