//! Settings: language, text size, colours, contrast. They hold until the tab is closed, like everything else.

use leptos::prelude::*;

use crate::browser::look;
use crate::parts::choices::Choices;
use crate::reader::reader;
use crate::words::Language;

/// `/settings`
#[component]
pub fn PreferencesPage() -> impl IntoView {
    let reader = reader();
    reader.title(|words| words.titles.settings);
    let language = RwSignal::new(reader.language().code().to_owned());
    Effect::new(move || language.set(reader.language().code().to_owned()));
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
            <p class="lede">{reader.say(|words| words.rooms().preferences.lead)}</p>
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
        </div>
    }
    .into_any()
}

fn chosen(attribute: &str) -> RwSignal<String> {
    RwSignal::new(look::chosen(attribute))
}
