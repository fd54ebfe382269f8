//! One conversation, oldest first, and the answer to it.

use std::sync::Arc;

use leptos::prelude::*;
use record::message::{Fate, Sender};
use record::report::Attachment;
use record::{Class, LocalId, Message};

use crate::browser::{clock, format};
use crate::chart::chart;
use crate::mail::{Place, mail};
use crate::pages::compose::to_copy;
use crate::pages::messages::{Beside, look_again, names, title, writer};
use crate::parts::as_written::AsWritten;
use crate::parts::back::Back;
use crate::parts::composer::Composer;
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::icon::Icon;
use crate::parts::not_here::NotHere;
use crate::parts::print_head::PrintHead;
use crate::parts::source::SourceChip;
use crate::reader::reader;
use crate::searches::MESSAGES;
use crate::session::session;
use crate::words::fill;

/// How often an open conversation looks for what is new, in milliseconds.
const OFTEN: u32 = 30_000;

/// `/messages/:thread`
#[component]
pub fn ThreadPage(id: Option<LocalId>) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    reader.title(|words| words.titles.conversation);
    let here = Memo::new(move |_| id.filter(|id| chart.thread(*id).is_some()));
    keep_looking();
    view! {
        <div class="page mail">
            <PrintHead />
            <Beside open=id />
            <div>
            <Back href="/messages" name=|words| words.rooms().messages.all />
            {part(move || match here.get() {
                Some(id) => view! { <Conversation id /> }.into_any(),
                None => gone(id),
            })}
            </div>
        </div>
    }
    .into_any()
}

/// The conversation is not here, or not yet. What was written in answer to it is.
fn gone(id: Option<LocalId>) -> AnyView {
    let mail = mail();
    let written = id.map(Place::Reply).map(|place| {
        let is_begun = move || mail.draft(place).is_unsent();
        part_while(is_begun, move || to_copy(place, ().into_any()))
    });
    view! {
        <NotHere
            title=|words| words.titles.conversation
            domains=MESSAGES
            loading=|words| words.rooms().messages.loading
            not_here=|words| words.rooms().messages.not_here
        />
        {written}
    }
    .into_any()
}

/// Asks for what is new, now and every half a minute, as long as the page stands.
fn keep_looking() {
    let (chart, stands) = (chart(), StoredValue::new(()));
    let session = session();
    leptos::task::spawn_local(async move {
        loop {
            clock::wait(OFTEN).await;
            if stands.try_get_value().is_none() || !session.is_open_now() {
                return;
            }
            look_again(session, chart);
        }
    });
}

#[component]
fn Conversation(id: LocalId) -> impl IntoView {
    let (reader, chart, mail, session) = (reader(), chart(), mail(), session());
    let place = Place::Reply(id);
    mail.finish(place);
    let thread = move || chart.thread(id);
    let titled = move || thread().map(|thread| title(&thread, reader));
    let with = move || {
        let names = thread().map(|thread| names(&thread, reader, chart));
        let names = names.filter(|names| !names.is_empty());
        names.map(|names| fill(reader.words().rooms().messages.with, &[("names", &names)]))
    };
    // Opened here means read here; the hospital is not told.
    Effect::new(move || {
        let messages = thread().map(|thread| thread.messages.clone());
        for message in messages.iter().flatten() {
            if message.unread {
                chart.open(message.id);
            }
            chart.looked_at(Class::Messages, message.id);
        }
    });
    // Drawn anew only when something was said.
    let count = Memo::new(move |_| thread().map_or(0, |thread| thread.messages.len()));
    let said = move || {
        // Read, not only tracked: a memo that nobody reads never learns of anything.
        let _ = count.get();
        let messages = untrack(thread).map(|thread| thread.messages.clone());
        let one = |message| view! { <Said message /> };
        messages
            .into_iter()
            .flatten()
            .map(one)
            .collect_view()
            .into_any()
    };
    let source = untrack(thread).map(|thread| thread.source);
    let connection = session
        .connections()
        .into_iter()
        .find(|one| Some(one.source) == source);
    let can_answer = move || thread().is_some_and(|thread| !thread.answers_to().is_empty());
    let composer = StoredValue::new_local(connection);
    let answer = move || {
        composer
            .get_value()
            .map(|connection| view! { <Composer connection place /> })
            .into_any()
    };
    let no_answer = move || {
        let told = reader.say(|words| words.rooms().messages.no_reply);
        view! { <p class="note"><Icon name="info" /><span>{told}</span></p> }.into_any()
    };
    view! {
        <h1 tabindex="-1"><bdi>{text(move || titled().unwrap_or_default())}</bdi></h1>
        <p class="lede"><bdi>{text(move || with().unwrap_or_default())}</bdi>" "{source.map(|source| view! { <SourceChip source /> })}</p>
        <div class="msgs">{part(said)}</div>
        {part_while(can_answer, answer)}
        {part_while(move || !can_answer(), no_answer)}
    }
}

/// One message.
#[component]
fn Said(message: Arc<Message>) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    let own = message.from == Sender::You;
    let language = (!own).then_some("en");
    let (by, sent) = (message.clone(), message.sent.clone());
    let when = move || {
        let sent = sent
            .as_ref()
            .map(|when| format::day_and_time(when, reader.language()));
        sent.unwrap_or_default()
    };
    let paragraphs = message
        .text
        .iter()
        .map(|piece| view! { <p class="asis">{piece.clone()}</p> });
    let paragraphs = paragraphs.collect_view();
    let plain = |sentence: fn(&'static crate::words::catalogue::Words) -> &'static str| {
        view! { <p class="small">{reader.say(sentence)}</p> }.into_any()
    };
    let fate = match &message.fate {
        Fate::Sent => None,
        Fate::Draft => Some(plain(|words| words.rooms().messages.draft)),
        Fate::Held => Some(plain(|words| words.rooms().messages.held)),
        Fate::NotDone(None) => Some(plain(|words| words.rooms().messages.not_done)),
        Fate::NotDone(Some(why)) => Some(view! {
            <p class="small">{reader.say(|words| words.rooms().messages.not_done_why)}" "<bdi lang="en">{why.clone()}</bdi></p>
        }.into_any()),
    };
    let files = (!message.files.is_empty())
        .then(|| view! { <Files files=message.files.clone() /> }.into_any());
    let linked = (!message.links.is_empty()).then(|| {
        let names: Vec<&str> = message.links.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
        let names = names.join(", ");
        view! { <p class="small">{reader.say(|words| words.rooms().messages.linked)}" "<bdi lang="en">{names}</bdi></p> }.into_any()
    });
    view! {
        <article class="said" class:me=own>
            <p class="by"><strong><bdi>{text(move || writer(&by, reader, chart))}</bdi></strong>" "<span>{text(when)}</span></p>
            {(!own).then(|| view! { <AsWritten /> }.into_any())}
            <div class="bubble" lang=language>
                {message.unreadable.then(|| plain(|words| words.lab.unclear))}
                {paragraphs}
                {message.is_empty().then(|| plain(|words| words.rooms().messages.no_text))}
                {files}
                {linked}
                {fate}
            </div>
        </article>
    }
    .into_any()
}

#[component]
fn Files(files: Vec<Attachment>) -> impl IntoView {
    let reader = reader();
    let file = move |file: Attachment| {
        let name = move || {
            let unnamed = || reader.words().results.document.to_owned();
            let name = file
                .title
                .clone()
                .or(file.content_type.clone())
                .unwrap_or_else(unnamed);
            fill(reader.words().rooms().messages.file, &[("name", &name)])
        };
        view! { <li><Icon name="file-text" />" "<bdi>{text(name)}</bdi></li> }
    };
    view! {
        <ul class="plain small">{files.into_iter().map(file).collect_view()}</ul>
        <p class="small">{reader.say(|words| words.rooms().messages.file_hint)}</p>
    }
}
