//! In the place of every page of the record while what is kept here is locked: why, what opens it, and what to do without.

use leptos::prelude::*;

use crate::browser::page;
use crate::parts::deed::{Deed, DeedNote};
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::icon::Icon;
use crate::parts::passphrase_form::{Asks, PassphraseForm};
use crate::reader::reader;
use crate::safe::{Door, Kind, Shut, safe};
use crate::words::Sentence;

/// A page that can be seen only while nothing here is locked.
pub fn unlocked(page: fn() -> AnyView) -> AnyView {
    let safe = safe();
    let is_shut = Memo::new(move |_| matches!(safe.door(), Door::Shut(_)));
    part(move || match is_shut.get() {
        true => view! { <UnlockPage /> }.into_any(),
        false => page(),
    })
}

/// The locked page.
#[component]
pub fn UnlockPage() -> impl IntoView {
    let (reader, safe) = (reader(), safe());
    let why = match untrack(|| safe.door()) {
        Door::Shut(why) => why,
        Door::None | Door::Open | Door::Passed => Shut::AtStart,
    };
    let (title, told) = told(why);
    reader.title(title);
    if why != Shut::AtStart {
        // Whoever was on the page that was locked goes on here.
        request_animation_frame(page::focus_heading);
    }
    let deed = Deed::idle();
    leptos::task::spawn_local(async move {
        if let Err(failed) = safe.look().await {
            deed.fail(failed);
        }
    });
    let has = move |kind: Kind| safe.ways().iter().any(|way| way.kind == kind);
    let is_saved = move || why != Shut::AtStart && safe.has_saved_typed();
    let says = move |sentence: Sentence| move || view! { <p>{reader.say(sentence)}</p> }.into_any();
    view! {
        <div class="page state unlock">
            <span class="tile big"><Icon name="lock" /></span>
            <h1 tabindex="-1">{reader.say(title)}</h1>
            <p>{reader.say(told)}</p>
            {part_while(is_saved, says(|words| words.rooms().keeping.unlock.saved))}
            {part_while(move || safe.holds_typed(), says(|words| words.rooms().keeping.unlock.in_tab))}
            <div class="card sec">
                <DeedNote deed />
                {part_while(move || has(Kind::Passkey), move || passkey(deed, has(Kind::Passphrase)))}
                {part_while(move || has(Kind::Passphrase), move || passphrase(deed))}
            </div>
            <Without />
        </div>
    }
    .into_any()
}

/// The heading, and why it is locked.
fn told(why: Shut) -> (Sentence, Sentence) {
    let locked: Sentence = |words| words.rooms().keeping.unlock.title;
    match why {
        Shut::AtStart => (locked, |words| words.rooms().keeping.unlock.at_start),
        Shut::ByHand => (locked, |words| words.rooms().keeping.unlock.by_hand),
        Shut::TimedOut => (locked, |words| words.rooms().keeping.unlock.timed_out),
        Shut::PutAside => (locked, |words| words.rooms().keeping.unlock.put_aside),
        Shut::Elsewhere => (
            |words| words.rooms().keeping.unlock.elsewhere_title,
            |words| words.rooms().keeping.unlock.elsewhere,
        ),
    }
}

/// To the page that was locked, at its heading.
fn go_on() {
    request_animation_frame(page::focus_heading);
}

fn passkey(deed: Deed, or_else: bool) -> AnyView {
    let (reader, safe) = (reader(), safe());
    let open = move |_| {
        let work = Box::pin(async move { safe.open_with_passkey().await });
        let opened: Sentence = |words| words.rooms().keeping.unlock.opened;
        deed.run(work, opened, go_on);
    };
    let busy = text(move || deed.is_busy().to_string());
    let or = or_else.then(|| {
        view! { <p class="or">{reader.say(|words| words.rooms().keeping.unlock.or)}</p> }.into_any()
    });
    view! {
        <button class="btn wide" type="button" on:click=open aria-busy=busy aria-disabled=busy>
            <Icon name="fingerprint" />
            {reader.say(|words| words.rooms().keeping.unlock.passkey)}
        </button>
        {or}
    }
    .into_any()
}

fn passphrase(deed: Deed) -> AnyView {
    view! {
        <PassphraseForm asks=Asks::Yours deed
            go=|words| words.rooms().keeping.unlock.open
            going=|words| words.rooms().keeping.unlock.opening
            done=|words| words.rooms().keeping.unlock.opened
            work=|safe, given| Box::pin(async move { safe.open_with_passphrase(&given.yours).await })
            then=go_on />
    }
    .into_any()
}

/// For who has no way in.
#[component]
fn Without() -> impl IntoView {
    let (reader, safe) = (reader(), safe());
    let pass = move |_| {
        safe.pass();
        go_on();
    };
    view! {
        <details class="fold">
            <summary>{reader.say(|words| words.rooms().keeping.unlock.cannot)}</summary>
            <div class="fold-in">
                <p>{reader.say(|words| words.rooms().keeping.unlock.cannot_why)}</p>
                <p>{reader.say(|words| words.rooms().keeping.unlock.cannot_record)}</p>
                <div>
                    <button class="btn sec" type="button" on:click=pass>
                        {reader.say(|words| words.rooms().keeping.unlock.pass)}
                    </button>
                    <p class="small muted">{reader.say(|words| words.rooms().keeping.unlock.pass_hint)}</p>
                </div>
                <div>
                    <a class="btn danger" href="/settings/delete">
                        {reader.say(|words| words.rooms().keeping.unlock.delete)}
                    </a>
                    <p class="small muted">{reader.say(|words| words.rooms().keeping.unlock.delete_hint)}</p>
                </div>
            </div>
        </details>
    }
}
