//! A new message: one task, without navigation beside it.

use leptos::prelude::*;

use crate::mail::{Gate, Place, mail};
use crate::parts::back::Back;
use crate::parts::composer::Composer;
use crate::parts::dynamic::part_while;
use crate::parts::no_messages::NoMessages;
use crate::reader::reader;
use crate::session::session;

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
    let composer = connections
        .into_iter()
        .next()
        .map(|connection| view! { <Composer connection place=Place::New /> });
    view! {
        <div class="page">
            <Back href="/messages" name=|words| words.rooms().messages.cancel />
            <h1 tabindex="-1">{reader.say(|words| words.rooms().messages.new)}</h1>
            {notes}
            {composer}
        </div>
    }
    .into_any()
}
