//! `/settings/delete`: what is deleted here and what stays, one tick, one button; and the page that says what is gone.

use leptos::prelude::*;

use crate::browser::page;
use crate::pages::end::hospital_sessions;
use crate::parts::back::Back;
use crate::parts::dynamic::{part_while, text};
use crate::parts::icon::Icon;
use crate::people::people;
use crate::reader::reader;
use crate::route::route;
use crate::safe::{Door, safe};
use crate::session::session;
use crate::words::{Sentence, fill};

/// `/settings/delete`
#[component]
pub fn DeletePage() -> impl IntoView {
    let reader = reader();
    reader.title(|words| words.rooms().keeping.delete.title);
    view! {
        <div class="page">
            <Back href="/settings" name=|words| words.titles.settings />
            <h1 tabindex="-1">{reader.say(|words| words.rooms().keeping.delete.title)}</h1>
            <p class="lede">{reader.say(|words| words.rooms().keeping.delete.lead)}</p>
            <Goes />
            <section class="sec card" aria-labelledby="stays">
                <h2 id="stays">{reader.say(|words| words.rooms().keeping.delete.stays)}</h2>
                <ul class="ticks">
                    {item("check", |words| words.rooms().keeping.delete.hospitals)}
                    {item("check", |words| words.rooms().keeping.delete.sent)}
                    {item("check", |words| words.rooms().keeping.delete.files)}
                </ul>
            </section>
            <Agree />
        </div>
    }
    .into_any()
}

fn item(icon: &'static str, sentence: Sentence) -> AnyView {
    view! { <li><Icon name=icon />{reader().say(sentence)}</li> }.into_any()
}

/// What is deleted here.
#[component]
fn Goes() -> impl IntoView {
    let (reader, safe, people) = (reader(), safe(), people());
    let is_kept = move || safe.door() != Door::None;
    let is_locked = move || matches!(safe.door(), Door::Shut(_) | Door::Passed);
    let unsent = move || {
        let profiles = people.all().into_iter();
        profiles
            .map(|profile| profile.mail.unsent_messages().len())
            .sum::<usize>()
    };
    let drafts = move || {
        let count = text(move || reader.words().rooms().keeping.delete.drafts.of(unsent()));
        view! { <li><Icon name="minus" />{count}</li> }.into_any()
    };
    view! {
        <section class="sec card" aria-labelledby="goes">
            <h2 id="goes">{reader.say(|words| words.rooms().keeping.delete.goes)}</h2>
            <ul class="ticks gone">
                {item("minus", |words| words.rooms().keeping.delete.records)}
                {item("minus", |words| words.rooms().keeping.delete.sign_ins)}
                {part_while(move || !is_locked() && unsent() > 0, drafts)}
                {part_while(is_locked, || item("minus", |words| words.rooms().keeping.delete.drafts_unknown))}
                {part_while(move || is_locked() || people.have_own_words(), || item("minus", |words| words.rooms().keeping.damaged.words))}
                {item("minus", |words| words.rooms().keeping.delete.settings)}
                {part_while(is_kept, || item("minus", |words| words.rooms().keeping.delete.log))}
            </ul>
        </section>
    }
}

/// The tick and the button.
#[component]
fn Agree() -> impl IntoView {
    let (reader, safe, route) = (reader(), safe(), route());
    let (is_ticked, is_missing) = (RwSignal::new(false), RwSignal::new(false));
    let is_busy = RwSignal::new(false);
    let tick = move |event: leptos::ev::Event| {
        is_ticked.set(event_target_checked(&event));
        is_missing.set(false);
    };
    let delete = move |_| {
        if is_busy.get_untracked() {
            return;
        }
        if !is_ticked.get_untracked() {
            is_missing.set(true);
            page::focus("#agree");
            return;
        }
        is_busy.set(true);
        leptos::task::spawn_local(async move {
            let outcome = match safe.delete_everything().await {
                true => Deleted::All,
                false => Deleted::Partly,
            };
            route.go_instead(outcome.page());
        });
    };
    let fault = move || {
        let before = reader.say(|words| words.rooms().messages.error);
        view! {
            <p class="err" id="agree-wrong">
                <Icon name="circle-x" />
                <span>{before}" "{reader.say(|words| words.rooms().keeping.delete.tick_first)}</span>
            </p>
        }
        .into_any()
    };
    let busy = text(move || is_busy.get().to_string());
    let label = text(move || {
        let words = &reader.words().rooms().keeping.delete;
        let label = if is_busy.get() { words.going } else { words.go };
        label.to_owned()
    });
    view! {
        <div class="sec">
            {part_while(move || is_missing.get(), fault)}
            <label class="choice">
                <input id="agree" type="checkbox" on:change=tick
                    aria-invalid=text(move || is_missing.get().to_string())
                    aria-describedby="agree-wrong" />
                <span>{reader.say(|words| words.rooms().keeping.delete.tick)}</span>
            </label>
        </div>
        <div class="acts">
            <button class="btn danger" type="button" on:click=delete aria-busy=busy aria-disabled=busy>
                <Icon name="trash-2" />
                {label}
            </button>
        </div>
    }
}

/// What came of it.
#[derive(Clone, Copy, PartialEq)]
pub enum Deleted {
    /// Nothing is left.
    All,
    /// The browser did not let go of something.
    Partly,
}

impl Deleted {
    fn page(self) -> &'static str {
        match self {
            Deleted::All => "/settings/deleted",
            Deleted::Partly => "/settings/deleted/partly",
        }
    }
}

/// `/settings/deleted` and `/settings/deleted/partly`
#[component]
pub fn DeletedPage(outcome: Deleted) -> impl IntoView {
    let (reader, safe) = (reader(), safe());
    let is_something_here = session().is_open_now() || untrack(|| safe.door()) != Door::None;
    if outcome == Deleted::All && is_something_here {
        // Whoever follows an old address here has deleted nothing.
        return view! { <DeletePage /> }.into_any();
    }
    let (title, tile, icon): (Sentence, _, _) = match outcome {
        Deleted::All => (
            |words| words.rooms().keeping.delete.done,
            "tile big ok",
            "circle-check",
        ),
        Deleted::Partly => (
            |words| words.rooms().keeping.delete.partly,
            "tile big warn",
            "triangle-alert",
        ),
    };
    reader.title(title);
    let told = match outcome {
        Deleted::All => {
            view! { <p>{reader.say(|words| words.rooms().keeping.delete.done_text)}</p> }.into_any()
        }
        Deleted::Partly => view! { <Partly /> }.into_any(),
    };
    view! {
        <div class="page state">
            <span class=tile><Icon name=icon /></span>
            <h1 tabindex="-1">{reader.say(title)}</h1>
            {told}
            {hospital_sessions()}
            <div class="acts"><a href="/" class="btn sec">{reader.say(|words| words.wrong.go_start)}</a></div>
        </div>
    }
    .into_any()
}

/// What is left, and how it goes.
#[component]
fn Partly() -> impl IntoView {
    let reader = reader();
    let how = text(move || {
        let how = reader.words().rooms().keeping.delete.partly_how;
        fill(how, &[("site", &page::origin())])
    });
    view! {
        <p>{reader.say(|words| words.rooms().keeping.delete.partly_text)}</p>
        <p>{reader.say(|words| words.rooms().keeping.delete.partly_what)}</p>
        <p>{how}</p>
        <div class="acts">
            <a href="/settings/delete" class="btn">{reader.say(|words| words.results.try_again)}</a>
        </div>
    }
}
