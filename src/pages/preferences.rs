//! Settings: language, text size, colours, contrast, and what is done for privacy. They hold until the tab is closed,
//! or are kept with the record.

use leptos::prelude::*;

use crate::browser::look;
use crate::parts::choices::Choices;
use crate::parts::dynamic::{part_while, text};
use crate::parts::lock_now::LockRow;
use crate::parts::place::PlaceRow;
use crate::reader::reader;
use crate::safe::{Door, safe};
use crate::words::{Language, Sentence};

/// `/settings`
#[component]
pub fn PreferencesPage() -> impl IntoView {
    let (reader, safe) = (reader(), safe());
    reader.title(|words| words.titles.settings);
    let language = RwSignal::new(reader.language().code().to_owned());
    Effect::new(move || language.set(reader.language().code().to_owned()));
    let lead = text(move || {
        let rooms = reader.words().rooms();
        let lead = match safe.door() {
            Door::Open => rooms.keeping.settings.lead_kept,
            Door::None | Door::Shut(_) | Door::Passed => rooms.preferences.lead,
        };
        lead.to_owned()
    });
    let speak = move |code: &str| reader.speak(Language::of(code));
    let resize = |size: &str| {
        look::choose("size", size);
        look::choose(
            "text",
            if matches!(size, "150" | "200") {
                "xl"
            } else {
                ""
            },
        );
    };
    view! {
        <div class="page">
            <h1 tabindex="-1">{reader.say(|words| words.rooms().preferences.title)}</h1>
            <p class="lede">{lead}</p>
            <Choices group="language" legend=|words| words.rooms().preferences.language chosen=language choose=Box::new(speak) options=vec![
                ("en", |_| "English"),
                ("es", |_| "Español"),
            ] />
            <Choices group="size" legend=|words| words.rooms().preferences.size chosen=chosen("size") choose=Box::new(resize) options=vec![
                ("", |_| "100 %"),
                ("125", |_| "125 %"),
                ("150", |_| "150 %"),
                ("200", |_| "200 %"),
            ] />
            <p class="card sample">{reader.say(|words| words.rooms().preferences.sample)}</p>
            <Choices group="theme" legend=|words| words.rooms().preferences.colors chosen=chosen("theme") choose=Box::new(|theme| look::choose("theme", theme)) options=vec![
                ("", |words| words.rooms().preferences.as_device),
                ("light", |words| words.rooms().preferences.light),
                ("dark", |words| words.rooms().preferences.dark),
            ] />
            <Choices group="contrast" legend=|words| words.rooms().preferences.contrast chosen=chosen("contrast") choose=Box::new(|contrast| look::choose("contrast", contrast)) options=vec![
                ("", |words| words.rooms().preferences.as_device),
                ("more", |words| words.rooms().preferences.more_contrast),
            ] />
            <PrivacyAndLock />
        </div>
    }
    .into_any()
}

/// How the record is kept, when it is locked, what happened with it, and the way to delete it.
#[component]
fn PrivacyAndLock() -> impl IntoView {
    let (reader, safe) = (reader(), safe());
    let is_open = move || safe.door() == Door::Open;
    let minutes = RwSignal::new(String::new());
    // Another tab may choose it too.
    Effect::new(move || minutes.set(safe.minutes().to_string()));
    let wait = move |minutes: &str| {
        if let Ok(minutes) = minutes.parse() {
            safe.set_minutes(minutes);
        }
    };
    let idle: Sentence = match untrack(is_open) {
        true => |words| words.rooms().keeping.settings.idle_lock,
        false => |words| words.rooms().keeping.settings.idle_end,
    };
    view! {
        <section class="sec" aria-labelledby="privacy">
            <div class="sec-h"><h2 id="privacy">{reader.say(|words| words.rooms().keeping.settings.title)}</h2></div>
            <ul class="list">
                <PlaceRow href="/settings/keeping" icon="key-round" name=|words| words.rooms().keeping.settings.keeping />
                {part_while(is_open, || view! { <LockRow /> }.into_any())}
                <PlaceRow href="/settings/log" icon="history" name=|words| words.rooms().keeping.settings.log />
                <PlaceRow href="/settings/delete" icon="trash-2" name=|words| words.rooms().keeping.settings.delete />
            </ul>
            <Choices group="minutes" legend=idle chosen=minutes choose=Box::new(wait) options=vec![
                ("5", |words| words.rooms().keeping.settings.five),
                ("15", |words| words.rooms().keeping.settings.fifteen),
                ("30", |words| words.rooms().keeping.settings.thirty),
            ] />
        </section>
    }
}

fn chosen(attribute: &str) -> RwSignal<String> {
    RwSignal::new(look::chosen(attribute))
}
