//! What opens the record on this device: each way with its date, and how to change, add and remove one.

use leptos::prelude::*;

use crate::browser::{format, page};
use crate::parts::deed::{Deed, DeedNote, Work};
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::icon::Icon;
use crate::parts::lock_now::LockNow;
use crate::parts::passphrase_form::{Asks, Given, PassphraseForm};
use crate::parts::removal::Removal;
use crate::reader::reader;
use crate::safe::{Kind, Safe, Way, safe};
use crate::words::{Sentence, fill};

/// The ways, while it is open.
#[component]
pub fn LockWays() -> impl IntoView {
    let (reader, safe) = (reader(), safe());
    let may_have_passkey = RwSignal::new(false);
    leptos::task::spawn_local(async move {
        may_have_passkey.try_set(safe.may_have_passkey().await);
    });
    let deed = Deed::idle();
    let has = move |kind: Kind| safe.ways().iter().any(|way| way.kind == kind);
    let rows = move || {
        let ways = safe.ways();
        let may_go = ways.len() > 1;
        let row = |way| view! { <WayRow way deed may_go /> };
        ways.into_iter().map(row).collect_view().into_any()
    };
    let lacks_passkey =
        move || has(Kind::Passphrase) && !has(Kind::Passkey) && may_have_passkey.get();
    view! {
        <section class="sec" aria-labelledby="ways">
            <div class="sec-h"><h2 id="ways" tabindex="-1">{reader.say(|words| words.rooms().keeping.page.ways)}</h2></div>
            <DeedNote deed />
            <ul class="list">{part(rows)}</ul>
            {part_while(move || has(Kind::Passphrase), change)}
            {part_while(move || !has(Kind::Passphrase), add_passphrase)}
            {part_while(lacks_passkey, add_passkey)}
            <div class="acts"><LockNow /></div>
        </section>
    }
    .into_any()
}

/// What was asked for is done, and the button for it is gone.
fn to_ways() {
    page::focus("#ways");
}

#[component]
fn WayRow(way: Way, deed: Deed, may_go: bool) -> impl IntoView {
    let (reader, safe) = (reader(), safe());
    let (icon, name, asks): (&'static str, Sentence, Sentence) = match way.kind {
        Kind::Passphrase => (
            "key-round",
            |words| words.rooms().keeping.page.passphrase,
            |words| words.rooms().keeping.page.remove_passphrase,
        ),
        Kind::Passkey => (
            "fingerprint",
            |words| words.rooms().keeping.page.passkey,
            |words| words.rooms().keeping.page.remove_passkey,
        ),
    };
    let made = text(move || {
        let date = format::moment(way.made_ms, reader.language());
        fill(reader.words().rooms().keeping.page.made, &[("date", &date)])
    });
    let removal = Removal {
        id: format!("remove-way-{}", way.id),
        button: |words| words.rooms().keeping.page.remove,
        asks,
        means: |words| words.rooms().keeping.page.remove_sure,
        work: Box::new(move || Box::pin(safe.remove_way(way.id))),
        done: |words| words.rooms().keeping.page.removed,
        then: to_ways,
    };
    let remove = may_go.then(|| removal.views(deed));
    view! {
        <li class="row">
            <span class="tile"><Icon name=icon /></span>
            <div class="body">
                <span class="main">{reader.say(name)}</span>
                <span class="sub">{made}</span>
            </div>
            {remove}
        </li>
    }
}

fn change() -> AnyView {
    let deed = Deed::idle();
    let form = view! {
        <PassphraseForm asks=Asks::Both deed
            go=|words| words.rooms().keeping.page.change_go
            going=BUSY
            done=|words| words.rooms().keeping.page.changed
            work=|safe, given| Box::pin(async move {
                safe.change_passphrase(&given.yours, &given.new).await
            }) />
    };
    fold(
        |words| words.rooms().keeping.page.change,
        deed,
        form.into_any(),
    )
}

fn add_passphrase() -> AnyView {
    add(
        |words| words.rooms().keeping.page.add_passphrase,
        None,
        Asks::New,
        |safe, given| Box::pin(async move { safe.add_passphrase(&given.new).await }),
    )
}

fn add_passkey() -> AnyView {
    add(
        |words| words.rooms().keeping.page.add_passkey,
        Some(|words| words.rooms().keeping.page.add_passkey_first),
        Asks::Yours,
        |safe, given| Box::pin(async move { safe.add_passkey(&given.yours).await }),
    )
}

/// One more way, and what is to be said first.
fn add(
    title: Sentence,
    first: Option<Sentence>,
    asks: Asks,
    work: fn(Safe, Given) -> Work,
) -> AnyView {
    let (reader, deed) = (reader(), Deed::idle());
    let form = view! {
        {first.map(|first| view! { <p>{reader.say(first)}</p> })}
        <PassphraseForm asks deed work then=to_ways
            go=|words| words.rooms().keeping.page.add_go
            going=BUSY
            done=|words| words.rooms().keeping.page.added />
    };
    fold(title, deed, form.into_any())
}

const BUSY: Sentence = |words| words.rooms().keeping.page.busy;

/// What is opened by who wants it.
fn fold(title: Sentence, deed: Deed, form: AnyView) -> AnyView {
    view! {
        <details class="fold">
            <summary>{reader().say(title)}</summary>
            <div class="fold-in"><DeedNote deed />{form}</div>
        </details>
    }
    .into_any()
}
