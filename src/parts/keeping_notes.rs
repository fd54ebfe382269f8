//! What is to be said about keeping above a page: that it has not begun, that it does not work, what could not be read.

use leptos::prelude::*;
use vault::Keeping;

use crate::browser::page;
use crate::parts::deed::{Deed, DeedNote};
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::icon::Icon;
use crate::parts::question::Question;
use crate::people::people;
use crate::reader::reader;
use crate::safe::{Damaged, Door, Standing, safe};
use crate::session::session;
use crate::words::Sentence;

/// On Home and while the record is loading: that nothing is kept yet, or what was kept and could not be read.
#[component]
pub fn KeptNote() -> impl IntoView {
    let safe = safe();
    let not_yet = move || safe.door() == Door::None && safe.keeping() == Keeping::ThisDevice;
    view! {
        {part_while(not_yet, not_yet_note)}
        {part_while(move || !safe.damaged().is_empty(), damaged_note)}
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

fn damaged_note() -> AnyView {
    let (reader, safe) = (reader(), safe());
    let told = text(move || {
        let count = safe.damaged().len();
        reader.words().rooms().keeping.notes.damaged.of(count)
    });
    let part_of = |one: Damaged| view! { <li><bdi>{one.name}</bdi></li> };
    let names = move || {
        let names = safe.damaged().into_iter();
        names.map(part_of).collect_view().into_any()
    };
    let comes_again = move || safe.damaged().iter().any(|one| one.comes_again);
    let update = move || {
        let name = reader.say(|words| words.rooms().keeping.notes.update);
        view! { <p><a href="/settings/sources">{name}</a></p> }.into_any()
    };
    let (deed, asks) = (Deed::idle(), RwSignal::new(false));
    let answer = move |is_yes: bool| {
        asks.set(false);
        if is_yes {
            let removed: Sentence = |words| words.rooms().keeping.notes.removed;
            deed.run(
                Box::pin(safe.remove_damaged()),
                removed,
                page::focus_heading,
            );
        } else {
            page::focus("[aria-controls=remove-damaged]");
        }
    };
    let question = move || {
        view! {
            <Question asks=REMOVE
                means=|words| words.rooms().keeping.notes.remove_means
                yes=|words| words.rooms().keeping.page.remove_yes
                no=|words| words.rooms().keeping.page.leave_it
                is_busy=Signal::derive(move || deed.is_busy())
                answer=Box::new(answer) />
        }
        .into_any()
    };
    view! {
        <div class="note warn">
            <Icon name="triangle-alert" />
            <div>
                <p>{told}</p>
                <ul class="plain">{part(names)}</ul>
                {part_while(comes_again, update)}
                <p>
                    <button class="btn sec small" type="button" aria-controls="remove-damaged"
                        aria-expanded=text(move || asks.get().to_string())
                        on:click=move |_| asks.update(|asks| *asks = !*asks)>
                        {reader.say(REMOVE)}
                    </button>
                </p>
                <DeedNote deed />
                <div class="asked" id="remove-damaged" role="status">{part_while(move || asks.get(), question)}</div>
            </div>
        </div>
    }
    .into_any()
}

const REMOVE: Sentence = |words| words.rooms().keeping.notes.remove;

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
