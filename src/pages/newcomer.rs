//! After a sign-in beside an open record: whose record it is, and where it belongs. Nothing of it is read before.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use record::Person;
use record::same_person::{Doubt, Whose};
use record::section::Trouble;

use crate::browser::format;
use crate::hospital::Connection;
use crate::pages::trouble::not_signed_in;
use crate::parts::choices::Choices;
use crate::parts::dynamic::{part, text};
use crate::parts::icon::Icon;
use crate::parts::notices::reason;
use crate::people::Profile;
use crate::reader::reader;
use crate::route::route;
use crate::session::{Arrival, Found, Outcome, session};
use crate::words::people::Doubts;
use crate::words::{Sentence, fill};

/// `/callback`, while a sign-in waits for the person's word.
#[component]
pub fn NewcomerPage() -> impl IntoView {
    let (reader, session) = (reader(), session());
    reader.title(|words| words.titles.callback);
    part(move || {
        let Some(arrival) = session.arrived() else {
            return ().into_any();
        };
        match &arrival.outcome {
            Ok(Outcome::Held(connection)) => {
                view! { <Held connection=connection.clone() /> }.into_any()
            }
            Ok(Outcome::Opened(_) | Outcome::Renewed(_) | Outcome::Stray) => ().into_any(),
            Err(trouble) => {
                arrival.is_seen.set(true);
                not_signed_in(trouble.clone(), arrival.hospital.clone())
            }
        }
    })
}

/// Finds out whose record it is, then asks.
#[component]
fn Held(connection: Rc<Connection>) -> impl IntoView {
    let (reader, session) = (reader(), session());
    let hospital = StoredValue::new(connection.hospital.name.clone());
    let connection = StoredValue::new_local(connection);
    let found = RwSignal::new_local(None::<Result<Found, Trouble>>);
    let look = move || {
        found.set(None);
        leptos::task::spawn_local(async move {
            let connection = connection.get_value();
            let _ = found.try_set(Some(session.look_at(&connection).await));
        });
    };
    look();
    let page = move || match found.get() {
        None => view! {
            <h1 tabindex="-1">{reader.say(|words| words.rooms().people.newcomer.reading)}</h1>
        }
        .into_any(),
        Some(Ok(found)) => {
            view! { <Question found connection=connection.get_value() /> }.into_any()
        }
        Some(Err(trouble)) => {
            let why = move || reason(trouble, reader.words(), &hospital.read_value());
            view! {
                <h1 tabindex="-1">{reader.say(|words| words.rooms().people.newcomer.unread_title)}</h1>
                <p class="lede">{named(hospital, |words| words.rooms().people.newcomer.unread)}</p>
                <p>{text(why)}</p>
                <div class="acts">
                    <button class="btn" type="button" on:click=move |_| look()>
                        {reader.say(|words| words.results.try_again)}
                    </button>
                    <Refuse connection />
                </div>
            }
            .into_any()
        }
    };
    view! { <div class="page">{part(page)}</div> }
}

/// A sentence with the hospital's name.
fn named(hospital: StoredValue<String>, sentence: Sentence) -> Signal<String> {
    let reader = reader();
    text(move || {
        let name = hospital.read_value();
        fill(sentence(reader.words()), &[("hospital", &*name)])
    })
}

/// Both records side by side, and the answer.
#[component]
fn Question(found: Found, connection: Rc<Connection>) -> impl IntoView {
    let (reader, session, route) = (reader(), session(), route());
    let hospital = StoredValue::new(connection.hospital.name.clone());
    let connection = StoredValue::new_local(connection);
    let (near, doubts) = (found.near, found.doubts);
    let whose = found.whose;
    let plainly_same = near.is_some() && doubts.is_empty();
    let choice = RwSignal::new(if plainly_same { "same" } else { "apart" }.to_owned());
    let go = move |_| {
        let profile = near.filter(|_| *choice.read_untracked() == "same");
        session.settle(connection.get_value(), profile);
        route.go_instead("/callback");
    };
    let name = StoredValue::new(found.person.name().map(|name| name.full.clone()));
    let with_names = move |sentence: Sentence| {
        text(move || {
            let nobody = reader.words().rooms().people.newcomer.no_name;
            let name = name.read_value();
            let name = name.as_deref().unwrap_or(nobody);
            let hospital = hospital.read_value();
            fill(
                sentence(reader.words()),
                &[("hospital", &*hospital), ("name", &name)],
            )
        })
    };
    let (title, lead): (Sentence, Sentence) = match (near, whose) {
        (Some(_), _) => (
            |words| words.rooms().people.newcomer.question,
            |words| words.rooms().people.newcomer.question_lead,
        ),
        (None, Whose::Own) => (
            |words| words.rooms().people.newcomer.other,
            |words| words.rooms().people.newcomer.other_lead,
        ),
        (None, Whose::Dependent) => (
            |words| words.rooms().people.newcomer.dependent,
            |words| words.rooms().people.newcomer.dependent_lead,
        ),
    };
    let label = match near {
        Some(_) => with_names(|words| words.rooms().people.newcomer.go),
        None => with_names(|words| words.rooms().people.newcomer.open),
    };
    let answers = near.map(|_| {
        view! {
            <Choices group="person" legend=|words| words.rooms().people.newcomer.question chosen=choice choose=Box::new(|_| ()) options=vec![
                ("apart", |words| words.rooms().people.newcomer.different),
                ("same", |words| words.rooms().people.newcomer.same),
            ] />
        }
        .into_any()
    });
    view! {
        <h1 tabindex="-1">{reader.say(title)}</h1>
        <p class="lede">{with_names(lead)}</p>
        <div class="cols sec">
            {near.map(|profile| view! { <Known profile /> }.into_any())}
            <PersonCard
                title=named(hospital, |words| words.rooms().people.newcomer.there)
                person=Some(found.person.clone()) />
        </div>
        {(!doubts.is_empty()).then(|| view! { <Differs doubts /> }.into_any())}
        {answers}
        <div class="acts">
            <button class="btn" type="button" on:click=go>{label}</button>
            <Refuse connection />
        </div>
    }
}

/// The person of a profile that is open.
#[component]
fn Known(profile: Profile) -> impl IntoView {
    let reader = reader();
    let person = untrack(|| profile.chart.person());
    let title = text(move || reader.words().rooms().people.newcomer.here.to_owned());
    view! { <PersonCard title person /> }
}

#[component]
fn PersonCard(title: Signal<String>, person: Option<Arc<Person>>) -> impl IntoView {
    let reader = reader();
    let name = person.as_ref().and_then(|person| person.name());
    let name = StoredValue::new(name.map(|name| name.full.clone()));
    let born = StoredValue::new(person.and_then(|person| person.birth_date.clone()));
    let name = text(move || {
        let nobody = reader.words().rooms().people.newcomer.no_name;
        let name = name.read_value();
        name.as_deref().unwrap_or(nobody).to_owned()
    });
    let born = text(move || match &*born.read_value() {
        Some(date) => {
            let date = format::birth(date, reader.language());
            fill(reader.words().home.born, &[("date", &date)])
        }
        None => reader.words().rooms().people.newcomer.no_birth.to_owned(),
    });
    view! {
        <section class="card">
            <h2>{title}</h2>
            <p><strong><bdi>{name}</bdi></strong></p>
            <p class="muted">{born}</p>
        </section>
    }
}

/// What speaks against its being the same person.
#[component]
fn Differs(doubts: Vec<Doubt>) -> impl IntoView {
    let reader = reader();
    let doubt = move |doubt: Doubt| {
        let sentence = move || {
            let doubts = &reader.words().rooms().people.newcomer.doubts;
            told(doubt, doubts).to_owned()
        };
        view! { <li>{text(sentence)}</li> }
    };
    view! {
        <div class="note warn">
            <Icon name="triangle-alert" />
            <div>
                <h2>{reader.say(|words| words.rooms().people.newcomer.differs)}</h2>
                <ul class="plain">{doubts.into_iter().map(doubt).collect_view()}</ul>
            </div>
        </div>
    }
}

fn told(doubt: Doubt, doubts: &'static Doubts) -> &'static str {
    match doubt {
        Doubt::NoBirthDate => doubts.no_birth_date,
        Doubt::VagueBirthDate => doubts.vague_birth_date,
        Doubt::FamilyName => doubts.family_name,
        Doubt::PartOfFamilyName => doubts.part_of_family_name,
        Doubt::GivenName => doubts.given_name,
        Doubt::ShortGivenName => doubts.short_given_name,
        Doubt::Initial => doubts.initial,
        Doubt::LaterGivenName => doubts.later_given_name,
        Doubt::Swapped => doubts.swapped,
        Doubt::NoName => doubts.no_name,
        Doubt::Sex => doubts.sex,
        Doubt::Deceased => doubts.deceased,
        Doubt::OtherRecord => doubts.other_record,
        Doubt::Unreadable => doubts.unreadable,
    }
}

/// The way out: the sign-in is given back, and nothing of it was read.
#[component]
fn Refuse(connection: StoredValue<Rc<Connection>, LocalStorage>) -> impl IntoView {
    let (reader, session, route) = (reader(), session(), route());
    let refuse = move |_| {
        let arrival = connection.with_value(|connection| session.holding(connection));
        if let Some(arrival) = arrival {
            session.turn_away(&arrival);
        }
        route.go_instead("/settings/sources");
    };
    view! {
        <button class="btn sec" type="button" on:click=refuse>
            {reader.say(|words| words.rooms().people.newcomer.refuse)}
        </button>
    }
}

/// On every other page: a sign-in waits. It never takes the page away from who is reading or writing.
#[component]
pub fn WaitingNote() -> impl IntoView {
    let (reader, session) = (reader(), session());
    let told = text(move || {
        let newcomer = &reader.words().rooms().people.newcomer;
        let arrived = session.arrived();
        match arrived.as_deref() {
            Some(Arrival {
                hospital: Some(hospital),
                outcome: Ok(_),
                ..
            }) => fill(newcomer.waits, &[("hospital", &hospital.name)]),
            _ => newcomer.waits_trouble.to_owned(),
        }
    });
    view! {
        <div class="note" role="status">
            <Icon name="info" />
            <div>
                <p>{told}</p>
                <p><a href="/callback">{reader.say(|words| words.rooms().people.newcomer.look)}</a></p>
            </div>
        </div>
    }
}
