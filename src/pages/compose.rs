//! A new message: one task, without navigation beside it.

use std::rc::Rc;

use leptos::prelude::*;
use record::SourceId;
use record::same_person::Whose;

use crate::draft::Addressee;
use crate::hospital::Connection;
use crate::mail::{Gate, Place, mail};
use crate::outbox::State;
use crate::pages::messages::draft_address;
use crate::pages::wrong::NotFoundPage;
use crate::parts::back::Back;
use crate::parts::composer::Composer;
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::icon::Icon;
use crate::parts::no_messages::{CopyButton, NoMessages};
use crate::people::people;
use crate::reader::reader;
use crate::session::session;
use crate::words::fill;

/// `/messages/new`
#[component]
pub fn ComposePage() -> impl IntoView {
    let (reader, session, mail) = (reader(), session(), mail());
    reader.title(|words| words.titles.compose);
    mail.finish(Place::New);
    let connections = session.connections();
    for connection in &connections {
        mail.ask(connection.clone());
    }
    let notes = connections.clone().into_iter().map(move |connection| {
        let source = connection.source;
        let kept = StoredValue::new_local(connection);
        let is_shut = move || !matches!(mail.gate(source), Gate::Asking | Gate::Open(_));
        part_while(is_shut, move || {
            view! { <NoMessages connection=kept.get_value() /> }.into_any()
        })
    });
    let notes = notes.collect_view();
    let connections = StoredValue::new_local(connections);
    let sources =
        move || connections.with_value(|all| all.iter().map(|one| one.source).collect::<Vec<_>>());
    let takes = move |source: &SourceId| matches!(mail.gate(*source), Gate::Open(_));
    let open = Memo::new(move |_| sources().into_iter().filter(takes).collect::<Vec<_>>());
    // What the person chose, else the first that takes messages.
    let chosen = Memo::new(move |_| {
        let chosen = mail.draft(Place::New).hospital;
        let chosen = connections.with_value(|all| {
            let chosen = all.iter().find(|one| Some(one.addressee()) == chosen);
            chosen.map(|one| one.source)
        });
        let first = || open.read().first().copied();
        chosen.or_else(first).or_else(|| sources().first().copied())
    });
    let connection = move |source: SourceId| {
        connections.with_value(|all| all.iter().find(|one| one.source == source).cloned())
    };
    let choice = move || view! { <Hospitals connections open=open chosen /> }.into_any();
    let composer = move || {
        let connection = chosen.get().and_then(connection);
        connection
            .map(|connection| view! { <Composer connection place=Place::New /> })
            .into_any()
    };
    view! {
        <div class="page">
            <Back href="/messages" name=|words| words.rooms().messages.cancel />
            <h1 tabindex="-1">{reader.say(|words| words.rooms().messages.new)}</h1>
            <WritingFor />
            {notes}
            {part_while(move || open.read().len() > 1, choice)}
            {part(composer)}
        </div>
    }
    .into_any()
}

/// `/messages/new/:hospital`
#[component]
pub fn ComposeToPage(
    /// To whom.
    addressee: StoredValue<String>,
) -> impl IntoView {
    let (reader, session, mail) = (reader(), session(), mail());
    reader.title(|words| words.titles.compose);
    let Ok(to) = addressee.read_value().parse() else {
        return view! { <NotFoundPage /> }.into_any();
    };
    let place = Place::To(to);
    mail.finish(place);
    let mut connections = session.connections().into_iter();
    let connection = connections.find(|one| one.addressee() == to);
    let composer = match connection {
        Some(connection) => {
            let name = connection.hospital.name.clone();
            mail.ask(connection.clone());
            let shut = StoredValue::new_local(connection.clone());
            let source = connection.source;
            let is_shut = move || !matches!(mail.gate(source), Gate::Asking | Gate::Open(_));
            let note = move || view! { <NoMessages connection=shut.get_value() /> }.into_any();
            view! {
                <p class="lede"><bdi>{name}</bdi></p>
                {part_while(is_shut, note)}
                <Composer connection place />
            }
            .into_any()
        }
        None => left(place),
    };
    view! {
        <div class="page">
            <Back href="/messages" name=|words| words.rooms().messages.cancel />
            <h1 tabindex="-1">{reader.say(|words| words.rooms().messages.new)}</h1>
            <WritingFor />
            {composer}
            <Begun beside=to />
        </div>
    }
    .into_any()
}

/// What was written to a hospital that the person has left meanwhile: it can be copied into another message.
fn left(place: Place) -> AnyView {
    let (reader, session) = (reader(), session());
    let anew = move || {
        let name = reader.say(|words| words.rooms().messages.new);
        view! { <a class="btn sec" href="/messages/new">{name}</a> }.into_any()
    };
    view! {
        <div class="note warn">
            <Icon name="triangle-alert" />
            <p>{reader.say(|words| words.rooms().compare.ask.signed_out)}</p>
        </div>
        {to_copy(place, part_while(move || !session.connections().is_empty(), anew).into_any())}
    }
    .into_any()
}

/// What is written in a place from which it can't be sent now, and how to copy it.
pub fn to_copy(place: Place, beside: AnyView) -> AnyView {
    let mail = mail();
    let written = text(move || mail.draft(place).body);
    view! {
        <p class="card asis">{written}</p>
        <div class="acts">
            <CopyButton written />
            {beside}
        </div>
    }
    .into_any()
}

/// The other messages that were begun with a question, each to one hospital.
#[component]
fn Begun(beside: Addressee) -> impl IntoView {
    let (reader, mail, session) = (reader(), mail(), session());
    let others = Memo::new(move |_| {
        let unsent = mail.unsent().into_iter();
        let others = unsent.filter_map(|draft| match draft.place {
            Place::To(addressee) if addressee != beside => Some(addressee),
            Place::To(_) | Place::New | Place::Reply(_) | Place::Medicine(_) => None,
        });
        others.collect::<Vec<_>>()
    });
    let one = move |addressee: Addressee| {
        let told = text(move || {
            let words = &reader.words().rooms().compare.ask;
            let mut connections = session.connections().into_iter();
            match connections.find(|one| one.addressee() == addressee) {
                None => words.begun_elsewhere.to_owned(),
                Some(one) => fill(words.begun, &[("hospital", &one.hospital.name)]),
            }
        });
        view! { <li><a href=draft_address(Place::To(addressee))>{told}</a></li> }
    };
    let list = move || {
        let others = others.get().into_iter();
        view! { <ul class="plain sec">{others.map(one).collect_view()}</ul> }.into_any()
    };
    part(move || match others.read().is_empty() {
        true => ().into_any(),
        false => list(),
    })
}

/// In whose name, when it is not the reader's own record.
#[component]
fn WritingFor() -> impl IntoView {
    let (reader, people) = (reader(), people());
    let told = move || {
        let told = text(move || {
            let name = people.shown().chart.owner_name();
            fill(
                reader.words().rooms().people.writing_for,
                &[("name", &name)],
            )
        });
        view! { <p class="lede">{told}</p> }.into_any()
    };
    part_while(move || people.shown().whose() == Whose::Dependent, told)
}

/// Which hospital the message goes to, when several take messages.
#[component]
fn Hospitals(
    connections: StoredValue<Vec<Rc<Connection>>, LocalStorage>,
    open: Memo<Vec<SourceId>>,
    chosen: Memo<Option<SourceId>>,
) -> impl IntoView {
    let (reader, mail) = (reader(), mail());
    let locked = Signal::derive(move || {
        let state = mail.state(Place::New);
        !matches!(state, State::Ready | State::NotSent(_) | State::Sent(_))
    });
    let choice = move |connection: Rc<Connection>| {
        let (source, addressee) = (connection.source, connection.addressee());
        let checked = Signal::derive(move || chosen.get() == Some(source));
        let choose = move |_| {
            mail.write(Place::New, |draft| {
                draft.hospital = Some(addressee);
                draft.to = None;
            });
        };
        view! {
            <label class="choice">
                <input type="radio" name="hospital" prop:checked=checked on:change=choose />
                <span><bdi>{connection.hospital.name.clone()}</bdi></span>
            </label>
        }
    };
    let choices = move || {
        let open = open.get();
        let mut those = connections.get_value();
        those.retain(|one| open.contains(&one.source));
        those.into_iter().map(choice).collect_view().into_any()
    };
    view! {
        <fieldset class="choices" disabled=locked>
            <legend>{reader.say(|words| words.rooms().messages.hospital)}</legend>
            {part(choices)}
        </fieldset>
    }
}
