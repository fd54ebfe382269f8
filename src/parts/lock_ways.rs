//! What opens the record on this device: each way with its date, and how to change, add and remove one.

use leptos::prelude::*;

use crate::browser::{format, page};
use crate::parts::deed::{Deed, DeedNote};
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::icon::Icon;
use crate::parts::lock_now::LockNow;
use crate::parts::passphrase_form::{Asks, PassphraseForm};
use crate::parts::question::Question;
use crate::reader::reader;
use crate::safe::{Kind, Way, safe};
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
    let asks = RwSignal::new(false);
    let (icon, name, removes): (&'static str, Sentence, Sentence) = match way.kind {
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
    let question_id = format!("remove-way-{}", way.id);
    let to_button = format!("[aria-controls={question_id}]");
    let answer = move |is_yes: bool| {
        asks.set(false);
        page::focus(&to_button);
        if is_yes {
            let work = Box::pin(async move { safe.remove_way(way.id).await });
            let removed: Sentence = |words| words.rooms().keeping.page.removed;
            deed.run(work, removed, to_ways);
        }
    };
    let question = move || {
        view! {
            <Question asks=removes
                means=|words| words.rooms().keeping.page.remove_sure
                yes=|words| words.rooms().keeping.page.remove_yes
                no=|words| words.rooms().keeping.page.leave_it
                is_busy=Signal::derive(move || deed.is_busy())
                answer=Box::new(answer.clone()) />
        }
        .into_any()
    };
    let remove = may_go.then(|| {
        view! {
            <button class="btn sec small" type="button" aria-label=reader.say(removes)
                aria-controls=question_id.clone() aria-expanded=text(move || asks.get().to_string())
                on:click=move |_| asks.update(|asks| *asks = !*asks)>
                {reader.say(|words| words.rooms().keeping.page.remove)}
            </button>
        }
        .into_any()
    });
    view! {
        <li class="row">
            <span class="tile"><Icon name=icon /></span>
            <div class="body">
                <span class="main">{reader.say(name)}</span>
                <span class="sub">{made}</span>
            </div>
            {remove}
            <div class="asked" id=question_id.clone() role="status">{part_while(move || asks.get(), question)}</div>
        </li>
    }
}

fn change() -> AnyView {
    let deed = Deed::idle();
    let form = view! {
        <PassphraseForm asks=Asks::Both deed
            go=|words| words.rooms().keeping.page.change_go
            going=|words| words.rooms().keeping.page.busy
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
    let deed = Deed::idle();
    let form = view! {
        <PassphraseForm asks=Asks::New deed then=to_ways
            go=|words| words.rooms().keeping.page.add_go
            going=|words| words.rooms().keeping.page.busy
            done=|words| words.rooms().keeping.page.added
            work=|safe, given| Box::pin(async move { safe.add_passphrase(&given.new).await }) />
    };
    fold(
        |words| words.rooms().keeping.page.add_passphrase,
        deed,
        form.into_any(),
    )
}

fn add_passkey() -> AnyView {
    let (reader, deed) = (reader(), Deed::idle());
    let form = view! {
        <p>{reader.say(|words| words.rooms().keeping.page.add_passkey_first)}</p>
        <PassphraseForm asks=Asks::Yours deed then=to_ways
            go=|words| words.rooms().keeping.page.add_go
            going=|words| words.rooms().keeping.page.busy
            done=|words| words.rooms().keeping.page.added
            work=|safe, given| Box::pin(async move { safe.add_passkey(&given.yours).await }) />
    };
    fold(
        |words| words.rooms().keeping.page.add_passkey,
        deed,
        form.into_any(),
    )
}

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
