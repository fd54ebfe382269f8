//! Finding something in a long list by its name. What is typed stays in memory, and is gone with the page.

use leptos::prelude::*;

use crate::parts::dynamic::{part_while, text};
use crate::parts::live::live;
use crate::reader::reader;

/// A list of fewer rows is looked through faster than searched.
const ENOUGH: usize = 10;

/// Whether every word that was typed begins a word of the name; case and accents make no difference.
pub fn has_all(name: &str, wanted: &str) -> bool {
    if wanted.trim().is_empty() {
        return true;
    }
    let (name, wanted) = (folded(name), folded(wanted));
    let begins = |word: &str| name.split(' ').any(|own| own.starts_with(word));
    wanted.split_whitespace().all(begins)
}

fn folded(text: &str) -> String {
    let plain = text.chars().flat_map(char::to_lowercase).map(unaccented);
    let plain = plain.map(|letter| {
        if letter.is_alphanumeric() {
            letter
        } else {
            ' '
        }
    });
    plain.collect()
}

fn unaccented(letter: char) -> char {
    match letter {
        'á' | 'à' | 'ä' | 'â' => 'a',
        'é' | 'è' | 'ë' | 'ê' => 'e',
        'í' | 'ì' | 'ï' | 'î' => 'i',
        'ó' | 'ò' | 'ö' | 'ô' => 'o',
        'ú' | 'ù' | 'ü' | 'û' => 'u',
        'ñ' => 'n',
        letter => letter,
    }
}

/// The field above a list; none above a short one.
#[component]
pub fn FindBox(
    /// What is typed.
    wanted: RwSignal<String>,
    /// How many rows it leaves.
    found: Signal<usize>,
    /// How many there are.
    all: Signal<usize>,
) -> impl IntoView {
    let (reader, live) = (reader(), live());
    let typed = move |event| {
        wanted.set(event_target_value(&event));
        let words = &untrack(|| reader.words()).rooms().record;
        live.say(match found.get_untracked() {
            0 => words.found_none.to_owned(),
            count => words.found.of(count),
        });
    };
    let none = move || {
        view! { <p class="lede">{reader.say(|words| words.rooms().record.found_none)}</p> }
            .into_any()
    };
    let field = move || {
        view! {
            <div class="field find-in">
                <label for="find-in">{reader.say(|words| words.rooms().record.find)}</label>
                <input id="find-in" type="search" autocomplete="off" spellcheck="false"
                    prop:value=move || wanted.get() on:input=typed />
                <p class="count-line">{text(move || match wanted.read().trim().is_empty() {
                    true => String::new(),
                    false => reader.words().rooms().record.found.of(found.get()),
                })}</p>
            </div>
        }
        .into_any()
    };
    view! {
        {part_while(move || all.get() >= ENOUGH, field)}
        {part_while(move || all.get() >= ENOUGH && found.get() == 0, none)}
    }
}
