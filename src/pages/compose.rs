//! A new message: one task, without navigation beside it.

use std::rc::Rc;

use leptos::prelude::*;
use record::SourceId;
use record::same_person::Whose;

use crate::hospital::Connection;
use crate::mail::{Gate, Place, mail};
use crate::outbox::State;
use crate::parts::back::Back;
use crate::parts::composer::Composer;
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::no_messages::NoMessages;
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
        let chosen = chosen.filter(|chosen| sources().contains(chosen));
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
        let source = connection.source;
        let checked = Signal::derive(move || chosen.get() == Some(source));
        let choose = move |_| {
            mail.write(Place::New, |draft| {
                draft.hospital = Some(source);
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
