//! The list of conversations, that with the newest word first.

use std::sync::Arc;

use leptos::prelude::*;
use record::message::{Party, Sender};
use record::{Class, LocalId, Message, Thread};

use crate::browser::format;
use crate::chart::{Chart, chart};
use crate::mail::{Draft, Gate, Place, mail};
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::icon::Icon;
use crate::parts::live::live;
use crate::parts::newness::looks_at;
use crate::parts::no_messages::NoMessages;
use crate::parts::nothing::Nothing;
use crate::parts::notices::Notices;
use crate::parts::print_head::PrintHead;
use crate::parts::receipt_line::ReceiptLine;
use crate::parts::source::SourceChip;
use crate::reader::{Reader, reader};
use crate::searches::{Domain, MESSAGES};
use crate::session::{Session, session};
use crate::words::fill;

/// `/messages`
#[component]
pub fn MessagesPage() -> impl IntoView {
    let (reader, chart, session, mail) = (reader(), chart(), session(), mail());
    reader.title(|words| words.titles.messages);
    looks_at(vec![Class::Messages]);
    for connection in session.connections() {
        mail.ask(connection);
    }
    look_again(session, chart);
    let count = move || chart.threads().len();
    // Some hospital takes messages, or may.
    let is_open = Memo::new(move |_| {
        let shut = |gate| matches!(gate, Gate::NotOffered);
        let connections = session.connections();
        !connections.iter().all(|one| shut(mail.gate(one.source)))
    });
    let shut = move || {
        let notes = session.connections().into_iter();
        notes
            .map(|connection| view! { <NoMessages connection /> })
            .collect_view()
            .into_any()
    };
    let nothing = || {
        view! {
            <Tools />
            <Nothing
                domains=MESSAGES
                icon="mail"
                loading=|words| words.rooms().messages.loading
                empty=|words| words.rooms().messages.empty
                failed=|words| words.rooms().messages.failed
            />
        }
        .into_any()
    };
    let conversations = move || {
        view! {
            <div class="mail">
                <div>
                    <Tools />
                    <Inbox open=None />
                </div>
                <p class="choose"><Icon name="mail" />{reader.say(|words| words.rooms().messages.choose)}</p>
            </div>
        }
        .into_any()
    };
    let usual = move || {
        view! {
            <Notices domains=MESSAGES has_rows=Signal::derive(move || { count() > 0 }) />
            {part_while(move || count() == 0, nothing)}
            {part_while(move || { count() > 0 }, conversations)}
            <ReceiptLine domains=MESSAGES />
        }
        .into_any()
    };
    view! {
        <div class="page">
            <PrintHead />
            <h1 tabindex="-1">{reader.say(|words| words.rooms().messages.title)}</h1>
            <Unsent />
            {part_while(move || is_open.get() || count() > 0, usual)}
            {part_while(move || !is_open.get(), shut)}
        </div>
    }
    .into_any()
}

/// Asks the hospitals for what is new, unless they are still being asked.
pub fn look_again(session: Session, chart: Chart) {
    if chart.is_loading_now(MESSAGES) {
        return;
    }
    for connection in untrack(|| session.connections()) {
        chart.retry(connection, Domain::Messages);
    }
}

/// To write, and to look for what is new.
#[component]
fn Tools() -> impl IntoView {
    let reader = reader();
    view! {
        <p class="tools">
            <a href="/messages/new" class="btn">
                <Icon name="plus" />
                {reader.say(|words| words.rooms().messages.new)}
            </a>
            <CheckButton />
        </p>
    }
}

/// "Check for new messages", with its outcome said aloud.
#[component]
fn CheckButton() -> impl IntoView {
    let (reader, chart, session, live) = (reader(), chart(), session(), live());
    let busy = Memo::new(move |_| chart.is_loading(MESSAGES));
    let pressed = StoredValue::new(false);
    Effect::new(move || {
        if !busy.get() && pressed.get_value() {
            pressed.set_value(false);
            live.say(reader.words().shell.new_messages.of(chart.new_messages()));
        }
    });
    let check = move |_| {
        pressed.set_value(true);
        look_again(session, chart);
    };
    let label = move || {
        let words = &reader.words().rooms().messages;
        let label = if busy.get() {
            words.checking
        } else {
            words.check
        };
        label.to_owned()
    };
    view! {
        <button class="btn sec" type="button" on:click=check aria-disabled=text(move || busy.get().to_string())>
            <Icon name="refresh-cw" />
            {text(label)}
        </button>
    }
}

/// What was written and not sent.
#[component]
fn Unsent() -> impl IntoView {
    let (reader, mail) = (reader(), mail());
    let row = move |draft: Draft| {
        let subject = Some(draft.subject.clone()).filter(|subject| !subject.trim().is_empty());
        let title = move || {
            let untitled = || reader.words().rooms().messages.unsent_row.to_owned();
            subject.clone().unwrap_or_else(untitled)
        };
        view! {
            <li class="row">
                <span class="tile warn"><Icon name="mail" /></span>
                <div class="body">
                    <a href=draft_address(draft.place) class="main"><bdi>{text(title)}</bdi></a>
                    <span class="sub">{preview(&draft.body)}</span>
                </div>
                <span class="chev"><Icon name="chevron-right" /></span>
            </li>
        }
    };
    let list = move || {
        view! {
            <section class="sec" aria-labelledby="unsent">
                <div class="sec-h"><h2 id="unsent">{reader.say(|words| words.rooms().messages.unsent)}</h2></div>
                <ul class="list">{mail.unsent_messages().into_iter().map(row).collect_view()}</ul>
            </section>
        }
        .into_any()
    };
    part(move || match mail.unsent_messages().is_empty() {
        true => ().into_any(),
        false => list(),
    })
}

/// Where what is being written stands.
pub fn draft_address(place: Place) -> String {
    match place {
        Place::New => "/messages/new".to_owned(),
        Place::To(addressee) => format!("/messages/new/{addressee}"),
        Place::Reply(thread) => address(thread),
        Place::Medicine(order) => format!("/medicines/{order}"),
    }
}

/// Where a conversation is read.
pub fn address(thread: LocalId) -> String {
    format!("/messages/{thread}")
}

/// The list, beside the conversation that is open.
#[component]
pub fn Beside(open: Option<LocalId>) -> impl IntoView {
    let reader = reader();
    view! {
        <div class="beside">
            <p class="as-h1">{reader.say(|words| words.rooms().messages.title)}</p>
            <Tools />
            <Inbox open />
        </div>
    }
}

/// The conversations, that which is open among them marked. Drawn anew only when one comes, goes or grows: a look at
/// the hospital that brings nothing moves nothing.
#[component]
fn Inbox(open: Option<LocalId>) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    let keys = Memo::new(move |_| {
        let threads = chart.threads();
        let of = |thread: &Arc<Thread>| (thread.id, thread.messages.len(), thread.unread);
        threads.iter().map(of).collect::<Vec<_>>()
    });
    let rows = move || {
        let _ = keys.read();
        let threads = untrack(|| chart.threads());
        let row = |thread: Arc<Thread>| {
            let is_open = open.is_some_and(|open| thread.holds(open));
            view! { <ThreadRow thread is_open /> }
        };
        threads.into_iter().map(row).collect_view().into_any()
    };
    view! {
        <div class="inbox">
            <p class="count-line">{text(move || reader.words().rooms().messages.count.of(keys.read().len()))}</p>
            <ul class="list">{part(rows)}</ul>
        </div>
    }
}

#[component]
fn ThreadRow(thread: Arc<Thread>, is_open: bool) -> impl IntoView {
    let (reader, chart, session) = (reader(), chart(), session());
    let (told, titled, marked) = (thread.clone(), thread.clone(), thread.clone());
    let several = session.connections().len() > 1;
    let source = thread.source;
    let last = thread.messages.last().cloned();
    let language = last
        .as_ref()
        .filter(|last| last.from != Sender::You)
        .map(|_| "en");
    let said = last.and_then(|last| last.text.first().map(|text| preview(text)));
    let new = move || {
        let tag = reader.say(|words| words.rooms().messages.unread);
        view! { <span class="tag new">{tag}</span>" " }.into_any()
    };
    view! {
        <li class="row">
            <div class="body">
                {part_while(move || chart.new_in(&marked) > 0, new)}
                <a href=address(thread.id) class="main" aria-current=is_open.then_some("true")>
                    <bdi>{text(move || title(&titled, reader))}</bdi>
                </a>
                <span class="sub"><bdi>{text(move || summary(&told, reader, chart))}</bdi></span>
                <span class="sub cut" lang=language><bdi>{said}</bdi></span>
            </div>
            {several.then(|| view! { <span class="side"><SourceChip source /></span> }.into_any())}
            <span class="chev"><Icon name="chevron-right" /></span>
        </li>
    }
}

/// The subject line; tracked.
pub fn title(thread: &Thread, reader: Reader) -> String {
    let untitled = || reader.words().rooms().messages.no_subject.to_owned();
    thread.subject.clone().unwrap_or_else(untitled)
}

/// "Dr. Ngozi Okafor · Nov 18, 2026"
fn summary(thread: &Thread, reader: Reader, chart: Chart) -> String {
    let date = thread
        .newest()
        .map(|when| format::day(when, reader.language()));
    let names = names(thread, reader, chart);
    let parts = Some(names).filter(|names| !names.is_empty());
    parts
        .into_iter()
        .chain(date)
        .collect::<Vec<_>>()
        .join(" · ")
}

/// Everyone in a conversation but the patient; tracked.
pub fn names(thread: &Thread, reader: Reader, chart: Chart) -> String {
    let mut names: Vec<String> = Vec::new();
    for party in thread.others() {
        let name = called(party, reader, chart);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(", ")
}

/// What somebody is called; tracked.
pub fn called(party: &Party, reader: Reader, chart: Chart) -> String {
    let team = || reader.words().lab.care_team.to_owned();
    chart.name_of(&party.mention).unwrap_or_else(team)
}

/// Who wrote a message; tracked.
pub fn writer(message: &Message, reader: Reader, chart: Chart) -> String {
    match &message.from {
        Sender::You => reader.words().rooms().messages.you.to_owned(),
        Sender::Someone(party) => called(party, reader, chart),
        Sender::NotSaid => reader.words().rooms().messages.not_said.to_owned(),
    }
}

/// The beginning of a text on one line, in whole words.
fn preview(body: &str) -> String {
    let mut begun = String::new();
    for word in body.split_whitespace() {
        if begun.chars().count() + word.chars().count() > 120 {
            begun.push('…');
            break;
        }
        begun.push_str(if begun.is_empty() { "" } else { " " });
        begun.push_str(word);
    }
    begun
}

/// Fills a sentence with a hospital's name.
pub fn of_hospital(sentence: &str, hospital: &str) -> String {
    fill(sentence, &[("hospital", &hospital)])
}
