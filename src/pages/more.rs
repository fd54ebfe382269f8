//! More: whose record this is, where it comes from, help, signing out.

use leptos::prelude::*;

use crate::chart::chart;
use crate::parts::dynamic::{part_while, text};
use crate::parts::icon::Icon;
use crate::parts::lock_now::LockRow;
use crate::parts::place::{AboutLinks, PlaceRow};
use crate::parts::sources::SourceRows;
use crate::people::people;
use crate::reader::reader;
use crate::route::route;
use crate::safe::{Door, safe};
use crate::words::{Sentence, fill};

/// `/more`
#[component]
pub fn MorePage() -> impl IntoView {
    let (reader, people, safe) = (reader(), people(), safe());
    reader.title(|words| words.titles.more);
    let switch = || {
        view! {
            <ul class="list"><PlaceRow href="/people" icon="users" name=|words| words.titles.people /></ul>
        }
        .into_any()
    };
    view! {
        <div class="page">
            <h1 tabindex="-1">{reader.say(|words| words.rooms().more.title)}</h1>
            <section class="sec" aria-labelledby="person">
                <div class="sec-h"><h2 id="person">{reader.say(|words| words.rooms().more.person)}</h2></div>
                <Owner />
                {part_while(move || people.all().len() > 1, switch)}
            </section>
            <section class="sec" aria-labelledby="sources">
                <div class="sec-h"><h2 id="sources">{reader.say(|words| words.home.sources)}</h2></div>
                <SourceRows />
            </section>
            <section class="sec" aria-labelledby="record">
                <div class="sec-h"><h2 id="record">{reader.say(|words| words.home.record)}</h2></div>
                <ul class="list">
                    <PlaceRow href="/visits" icon="calendar" name=|words| words.shell.visits />
                    <PlaceRow href="/documents" icon="file-text" name=|words| words.shell.documents />
                    <PlaceRow href="/record/allergies" icon="shield-alert" name=|words| words.shell.allergies />
                    <PlaceRow href="/record" icon="folder-heart" name=|words| words.titles.record />
                </ul>
            </section>
            <AboutLinks />
            <section class="sec">
                <ul class="list">
                    <PlaceRow href="/help" icon="circle-help" name=|words| words.shell.help />
                    {part_while(move || safe.door() == Door::Open, || view! { <LockRow /> }.into_any())}
                    <SignOutRow />
                </ul>
            </section>
        </div>
    }
    .into_any()
}

#[component]
fn Owner() -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    let born = text(move || {
        let date = chart.owner_birth(reader.language());
        date.map(|date| fill(reader.words().home.born, &[("date", &date)]))
            .unwrap_or_default()
    });
    view! {
        <div class="card">
            <p><strong><bdi>{text(move || chart.owner_name())}</bdi></strong></p>
            <p class="muted">{born}</p>
        </div>
    }
}

/// Before something that was not sent, or that was said of medicines, goes.
fn leave_note() -> AnyView {
    let (reader, people) = (reader(), people());
    let note = |sentence| view! { <span class="sub">{reader.say(sentence)}</span> }.into_any();
    let (has_message, has_note) = people.kinds_of_unsent();
    let unsent: Option<Sentence> = has_message.then_some(|words| words.rooms().messages.leave);
    let said: Option<Sentence> =
        (has_note || people.have_own_words()).then_some(|words| words.rooms().own_word.leave);
    let notes: Vec<AnyView> = unsent.into_iter().chain(said).map(note).collect();
    notes.into_any()
}

#[component]
fn SignOutRow() -> impl IntoView {
    let (reader, safe, people, route) = (reader(), safe(), people(), route());
    let asks = RwSignal::new(false);
    let sign_out = move |_| {
        if people.would_lose_words() && !asks.get_untracked() {
            asks.set(true);
            return;
        }
        route.go_instead("/signed-out");
        safe.sign_out();
    };
    view! {
        <li class="row">
            <span class="tile"><Icon name="log-out" /></span>
            <div class="body">
                <button class="main" type="button" on:click=sign_out>
                    {text(move || match asks.get() {
                        true => reader.words().rooms().messages.leave_anyway.to_owned(),
                        false => reader.words().shell.sign_out.to_owned(),
                    })}
                </button>
                <div role="status">{part_while(move || asks.get(), leave_note)}</div>
            </div>
        </li>
    }
}
