//! In the place of Send, where a hospital takes no messages: why, whom to call, and the text to copy.

use std::rc::Rc;

use leptos::prelude::*;

use crate::browser::page;
use crate::hospital::Connection;
use crate::mail::{Gate, mail};
use crate::parts::dynamic::{part, text};
use crate::parts::icon::Icon;
use crate::parts::live::live;
use crate::parts::notices::reason;
use crate::reader::reader;
use crate::words::fill;

/// Why messages can't be sent to a hospital, and the way on. Nothing while they can, or while it is not known.
#[component]
pub fn NoMessages(connection: Rc<Connection>) -> impl IntoView {
    let (reader, mail) = (reader(), mail());
    let source = connection.source;
    let hospital = connection.hospital.clone();
    let again = StoredValue::new_local(connection);
    let name = StoredValue::new(hospital.name);
    let gate = Memo::new(move |_| mail.gate(source));
    let why = move || {
        let (words, name) = (reader.words(), name.get_value());
        let named = |sentence: &str| fill(sentence, &[("hospital", &name)]);
        match gate.get() {
            Gate::Asking | Gate::Open(_) => String::new(),
            Gate::NotOffered => named(words.rooms().messages.closed),
            Gate::NotAllowed => named(words.rooms().messages.not_allowed),
            Gate::Failed(trouble) => reason(trouble, words, &name),
        }
    };
    let retry = move || {
        let ask = move |_| mail.ask(again.get_value());
        view! {
            <p class="note-acts">
                <button class="btn sec small" type="button" on:click=ask>
                    <Icon name="refresh-cw" />
                    {reader.say(|words| words.results.try_again)}
                </button>
            </p>
        }
    };
    let phone = hospital
        .phone
        .map(|phone| view! { <a href=format!("tel:{phone}")>{phone.clone()}</a> }.into_any());
    let site = hospital.website.map(|site| {
        let label = move || {
            fill(
                reader.words().rooms().messages.closed_site,
                &[("hospital", &name.get_value())],
            )
        };
        view! { <p><a href=site rel="noreferrer">{text(label)}</a></p> }.into_any()
    });
    view! {
        <div class="note">
            <Icon name="info" />
            <div>
                <p>{text(why)}</p>
                <p>{reader.say(|words| words.rooms().messages.closed_next)}" "{phone}</p>
                {site}
                {part(move || matches!(gate.get(), Gate::Failed(_)).then(retry).into_any())}
            </div>
        </div>
    }
}

/// Copies what was written.
#[component]
pub fn CopyButton(
    /// What to copy.
    #[prop(into)]
    written: Signal<String>,
) -> impl IntoView {
    let (reader, live) = (reader(), live());
    let told = RwSignal::new(false);
    let copy = move |_| {
        leptos::task::spawn_local(async move {
            let copied = page::copy(&written.get_untracked()).await;
            told.try_set(copied);
            let words = &reader.words().rooms().messages;
            let say = if copied {
                words.copied
            } else {
                words.not_copied
            };
            live.say(say.to_owned());
        });
    };
    let label = move || {
        let words = &reader.words().rooms().messages;
        let label = if told.get() { words.copied } else { words.copy };
        label.to_owned()
    };
    view! { <button class="btn sec" type="button" on:click=copy>{text(label)}</button> }
}
