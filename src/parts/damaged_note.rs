//! What was kept on this device and could not be read when it was opened, part by part, and taking it off.

use leptos::prelude::*;

use crate::browser::page;
use crate::parts::deed::{Deed, DeedNote};
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::icon::Icon;
use crate::parts::removal::Removal;
use crate::reader::reader;
use crate::safe::{Damaged, safe};
use crate::words::{Language, Sentence};

/// The note, and under it what its button asks.
#[component]
pub fn DamagedNote() -> impl IntoView {
    let (reader, safe) = (reader(), safe());
    let told = text(move || {
        let count = safe.damaged().len();
        reader.words().rooms().keeping.notes.damaged.of(count)
    });
    let comes_again = move || safe.damaged().iter().any(Damaged::comes_again);
    let update = move || {
        let name = reader.say(|words| words.rooms().keeping.notes.update);
        view! { <p><a href="/settings/sources">{name}</a></p> }.into_any()
    };
    let deed = Deed::idle();
    let removal = Removal {
        id: "remove-damaged".to_owned(),
        button: REMOVE,
        asks: REMOVE,
        means: |words| words.rooms().keeping.notes.remove_means,
        work: Box::new(move || Box::pin(safe.remove_damaged())),
        done: |words| words.rooms().keeping.notes.removed,
        then: page::focus_heading,
    };
    let (remove, asked) = removal.views(deed);
    view! {
        <div class="note warn">
            <Icon name="triangle-alert" />
            <div>
                <p>{told}</p>
                <DamagedNames damaged=Signal::derive(move || safe.damaged()) />
                {part_while(comes_again, update)}
                <p class="note-acts">{remove}</p>
            </div>
        </div>
        <DeedNote deed />
        {asked}
    }
}

const REMOVE: Sentence = |words| words.rooms().keeping.notes.remove;

/// What could not be read, in the reader's language.
#[component]
pub fn DamagedNames(damaged: Signal<Vec<Damaged>>) -> impl IntoView {
    let reader = reader();
    let part_of = |name: String| view! { <li><bdi>{name}</bdi></li> };
    let rows = move || {
        let language = reader.language();
        let damaged = damaged.get().into_iter();
        let mut names: Vec<_> = damaged.map(|one| name(one, language)).collect();
        names.sort();
        names.into_iter().map(part_of).collect_view().into_any()
    };
    view! { <ul class="plain">{part(rows)}</ul> }
}

fn name(damaged: Damaged, language: Language) -> String {
    let names = &language.words().rooms().keeping.damaged;
    let name = match damaged {
        Damaged::Answers(domain, hospital) => {
            let what = domain.map_or(names.names, |domain| domain.name(language));
            return match hospital {
                Some(hospital) => format!("{what}, {hospital}"),
                None => what.to_owned(),
            };
        }
        Damaged::Connection => names.connection,
        Damaged::Drafts => names.drafts,
        Damaged::Words => names.words,
        Damaged::Seen => names.seen,
        Damaged::Past => names.past,
        Damaged::Settings => names.settings,
        Damaged::Log => names.log,
        Damaged::Unknown => names.unknown,
    };
    name.to_owned()
}
