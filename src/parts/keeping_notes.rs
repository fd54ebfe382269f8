//! What is to be said about keeping above a page: that it has not begun, that it does not work.

use leptos::prelude::*;
use vault::Keeping;

use crate::parts::damaged_note::DamagedNote;
use crate::parts::dynamic::{part, part_while};
use crate::parts::icon::Icon;
use crate::people::people;
use crate::reader::reader;
use crate::safe::{Door, Standing, safe};
use crate::session::session;
use crate::words::Sentence;

/// On Home and while the record is loading: that nothing is kept yet, or what was kept and could not be read.
#[component]
pub fn KeptNote() -> impl IntoView {
    let safe = safe();
    let has_damaged = move || !safe.damaged().is_empty();
    let not_yet = move || safe.door() == Door::None && safe.keeping() == Keeping::ThisDevice;
    view! {
        {part_while(not_yet, not_yet_note)}
        {part_while(has_damaged, || view! { <DamagedNote /> }.into_any())}
    }
}

fn not_yet_note() -> AnyView {
    let reader = reader();
    view! {
        <div class="note">
            <Icon name="lock" />
            <div>
                <p>{reader.say(|words| words.rooms().keeping.notes.not_yet)}</p>
                <p><a href="/settings/keeping">{reader.say(|words| words.rooms().keeping.notes.choose)}</a></p>
            </div>
        </div>
    }
    .into_any()
}

/// On every page while something can't be kept.
#[component]
pub fn StandingNote() -> impl IntoView {
    let (reader, safe, people, session) = (reader(), safe(), people(), session());
    let told = move || match safe.standing() {
        Standing::Crowded => Some((CROWDED, None)),
        Standing::Full => Some((FULL, None)),
        Standing::Trouble => Some((TROUBLE, None)),
        Standing::Gone if session.is_open() => Some((GONE, Some(GONE_AGAIN))),
        Standing::Gone => Some((GONE_BEFORE, None)),
        Standing::Kept | Standing::Writing => None,
    };
    let copy =
        move || view! { <p>{reader.say(|words| words.rooms().keeping.notes.copy)}</p> }.into_any();
    let link = move |name: Sentence| {
        view! { <p><a href="/settings/keeping">{reader.say(name)}</a></p> }.into_any()
    };
    let note = move |((what, next), way): ((Sentence, Sentence), Option<Sentence>)| {
        view! {
            <div class="note warn">
                <Icon name="triangle-alert" />
                <div>
                    <p><strong>{reader.say(what)}</strong></p>
                    <p>{reader.say(next)}</p>
                    {people.have_unsent().then(copy)}
                    {way.map(link)}
                </div>
            </div>
        }
        .into_any()
    };
    view! { <div role="status">{part(move || told().map(note).into_any())}</div> }
}

/// What does not work, and what to do.
type Told = (Sentence, Sentence);
const FULL: Told = (
    |words| words.rooms().keeping.notes.full,
    |words| words.rooms().keeping.notes.full_next,
);
const CROWDED: Told = (
    |words| words.rooms().keeping.notes.crowded,
    |words| words.rooms().keeping.notes.crowded_next,
);
const TROUBLE: Told = (
    |words| words.rooms().keeping.notes.trouble,
    |words| words.rooms().keeping.notes.trouble_next,
);
const GONE: Told = (
    |words| words.rooms().keeping.notes.gone,
    |words| words.rooms().keeping.notes.gone_next,
);
const GONE_BEFORE: Told = (GONE.0, |words| words.rooms().keeping.notes.gone_before);
const GONE_AGAIN: Sentence = |words| words.rooms().keeping.notes.gone_again;
