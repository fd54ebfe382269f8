//! Buttons that begin a message to the hospitals that a question is about. Each has a message of its own; nothing is
//! sent by itself.

use leptos::prelude::*;
use record::SourceId;

use crate::mail::{Gate, Place, mail};
use crate::pages::messages::{draft_address, of_hospital};
use crate::parts::dynamic::{part_while, text};
use crate::parts::icon::Icon;
use crate::reader::reader;
use crate::route::route;
use crate::session::session;

/// The subject and the text of the message.
pub type Question = Box<dyn Fn() -> (String, String) + Send + Sync>;

/// "Ask St. Mary's", "Ask Lakeside", and, where several take messages, all of them at once.
pub fn ask_team(sources: Vec<SourceId>, question: Question) -> AnyView {
    let (reader, session, mail, route) = (reader(), session(), mail(), route());
    let question = StoredValue::new(question);
    for connection in untrack(|| session.connections()) {
        if sources.contains(&connection.source) {
            mail.ask(connection);
        }
    }
    let begin = move |to: &[SourceId]| {
        let message = untrack(|| question.with_value(|question| question()));
        let mut connections = untrack(|| session.connections());
        connections.retain(|one| to.contains(&one.source));
        for connection in &connections {
            mail.begin_to(connection.addressee(), &message);
        }
        if let Some(first) = connections.first() {
            route.go(&draft_address(Place::To(first.addressee())));
        }
    };
    let one = |source: &SourceId| {
        let source = *source;
        let label = text(move || {
            let hospital = session.hospital_name(source);
            of_hospital(reader.words().rooms().compare.ask.hospital, &hospital)
        });
        view! {
            <button class="btn sec" type="button" on:click=move |_| begin(&[source])>
                <Icon name="mail" />
                <bdi>{label}</bdi>
            </button>
        }
    };
    let buttons = sources.iter().map(one).collect_view();
    let open = Memo::new(move |_| {
        let open = sources.iter().copied();
        let open = open.filter(|source| matches!(mail.gate(*source), Gate::Open(_)));
        open.collect::<Vec<_>>()
    });
    let all = move || {
        let label = text(move || {
            let words = &reader.words().rooms().compare.ask;
            match open.read().len() {
                2 => words.both.to_owned(),
                count => words.all.of(count),
            }
        });
        let begin_all = move |_| begin(&open.get_untracked());
        view! { <button class="btn sec" type="button" on:click=begin_all>{label}</button> }
            .into_any()
    };
    view! {
        <div class="acts">
            {buttons}
            {part_while(move || open.read().len() > 1, all)}
        </div>
        <p class="small muted quotes">{reader.say(|words| words.rooms().compare.ask.quotes)}</p>
    }
    .into_any()
}
