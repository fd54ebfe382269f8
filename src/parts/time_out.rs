//! "Are you still there?": the dialog before a time-out (design §4.11).

use leptos::prelude::*;
use vault::Keeping;
use vault::idle::Left;

use crate::browser::{clock, format, page};
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::live::live;
use crate::parts::no_messages::CopyButton;
use crate::people::{Profile, people};
use crate::reader::reader;
use crate::safe::{Door, Safe, Standing, safe};
use crate::words::fill;

/// What becomes of what was typed and not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Typed {
    /// Nothing was typed.
    Nothing,
    /// It is kept on this device.
    Saved,
    /// It stays in this tab, sealed, until the same person signs in again.
    SealedInTab,
    /// It goes.
    WillBeErased,
}

impl Typed {
    /// What would become of it now.
    fn now(safe: Safe, has_unsent: bool, has_own_words: bool) -> Typed {
        let is_kept = matches!(
            safe.standing(),
            Standing::Kept | Standing::Writing | Standing::Crowded
        );
        match (safe.door() == Door::Open, safe.keeping()) {
            _ if !has_unsent && !has_own_words => Typed::Nothing,
            // What was said of medicines is no draft.
            (true, _) if is_kept && !has_unsent => Typed::Nothing,
            (true, _) if is_kept => Typed::Saved,
            (false, Keeping::SharedComputer) => Typed::WillBeErased,
            (true, _) | (false, Keeping::ThisVisit | Keeping::ThisDevice) => Typed::SealedInTab,
        }
    }
}

/// The dialog; it stands closed in the page until there is something to ask.
#[component]
pub fn TimeOut() -> impl IntoView {
    let (reader, safe, people, live) = (reader(), safe(), people(), live());
    let left_ms = RwSignal::new(0.0);
    open_and_close(safe, left_ms);
    Effect::new(move || {
        let words = &reader.words().rooms().keeping.time_out;
        match safe.left() {
            None => {}
            Some(Left::OneMinute) => live.interrupt(words.one_minute.to_owned()),
            Some(Left::TwentySeconds) => live.interrupt(words.twenty_seconds.to_owned()),
        }
    });
    let unsent = move || {
        let profiles = people.all().into_iter();
        profiles
            .flat_map(|profile| profile.mail.unsent())
            .collect::<Vec<_>>()
    };
    let written = text(move || {
        let lines = unsent()
            .into_iter()
            .flat_map(|draft| [draft.subject, draft.body]);
        let lines: Vec<String> = lines.filter(|line| !line.trim().is_empty()).collect();
        lines.join("\n\n")
    });
    let has_own_words = move || {
        let says = |profile: &Profile| {
            profile.chart.grows();
            profile.chart.has_own_words()
        };
        people.all().iter().any(says)
    };
    let fate = Memo::new(move |_| Typed::now(safe, !unsent().is_empty(), has_own_words()));
    let locks = move || safe.door() == Door::Open;
    let told = text(move || {
        let words = &reader.words().rooms().keeping.time_out;
        let sentence = if locks() {
            words.lock_at
        } else {
            words.sign_out_at
        };
        let time = format::time_of_day(safe.ends_at().unwrap_or_default(), reader.language());
        fill(sentence, &[("time", &time)])
    });
    let typed = text(move || {
        let words = &reader.words().rooms().keeping.time_out;
        let told = match fate.get() {
            Typed::Nothing => "",
            Typed::Saved => words.saved,
            Typed::SealedInTab => words.in_tab,
            Typed::WillBeErased => words.erased,
        };
        told.to_owned()
    });
    let copy = move || view! { <CopyButton written /> }.into_any();
    let end = text(move || {
        let words = &reader.words().rooms().keeping.time_out;
        let label = if locks() { words.lock } else { words.sign_out };
        label.to_owned()
    });
    let stay = move || {
        if untrack(|| safe.ends_at()).is_some() {
            safe.stay();
        }
    };
    let escape = move |event: leptos::ev::Event| {
        event.prevent_default();
        stay();
    };
    let left = text(move || reader.words().rooms().keeping.time_out.left(left_ms.get()));
    let said = move || {
        // The page behind an open dialog is silent, and its live regions with it.
        let said = text(move || live.interrupting());
        view! { <div class="vh" role="alert">{said}</div> }.into_any()
    };
    view! {
        <dialog id="time-out" class="time-out" role="alertdialog"
            aria-labelledby="time-out-title" aria-describedby="time-out-text"
            on:cancel=escape
            on:close=move |_| stay()>
            <h2 id="time-out-title">{reader.say(|words| words.rooms().keeping.time_out.title)}</h2>
            <div id="time-out-text">
                <p>{told}</p>
                <p>{typed}</p>
            </div>
            <p class="left">{left}</p>
            <div class="acts">
                <button class="btn" type="button" on:click=move |_| stay()>
                    {reader.say(|words| words.rooms().keeping.time_out.stay)}
                </button>
                <button class="btn sec" type="button" on:click=move |_| safe.end()>{end}</button>
                {part_while(move || fate.get() == Typed::WillBeErased, copy)}
            </div>
            {part(said)}
        </dialog>
    }
    .into_any()
}

/// Opens the dialog when there is a time, counts down while there is, and closes it when there is none any more.
fn open_and_close(safe: Safe, left_ms: RwSignal<f64>) {
    let count = move || async move {
        while let Some(ends_at) = untrack(|| safe.ends_at()) {
            left_ms.try_set(ends_at - clock::now());
            clock::wait(1000).await;
        }
    };
    Effect::new(move |was_open: Option<bool>| {
        let is_open = safe.ends_at().is_some();
        match (was_open.unwrap_or_default(), is_open) {
            (false, true) => {
                leptos::task::spawn_local(count());
                page::show_modal("#time-out");
            }
            (true, false) => page::close_modal("#time-out"),
            (true, true) | (false, false) => {}
        }
        is_open
    });
}
