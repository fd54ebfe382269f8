//! Pages that are not there, do not work, or are not set up.

use leptos::prelude::*;

use crate::browser::page;
use crate::parts::dynamic::{part, text};
use crate::parts::icon::Icon;
use crate::reader::{Reader, reader};
use crate::session::session;
use crate::settings::{Mistake, Why};
use crate::words::fill;

/// Any address that no page has.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let (reader, session) = (reader(), session());
    reader.title(|words| words.titles.not_found);
    view! {
        <div class="page state">
            <span class="tile big"><Icon name="search" /></span>
            <h1 tabindex="-1">{reader.say(|words| words.wrong.not_found_title)}</h1>
            <p>{reader.say(|words| words.wrong.not_found)}</p>
            <div class="acts">
                {part(move || match session.is_open() {
                    true => view! { <a href="/home" class="btn">{reader.say(|words| words.wrong.go_home)}</a> }.into_any(),
                    false => view! { <a href="/" class="btn">{reader.say(|words| words.wrong.go_start)}</a> }.into_any(),
                })}
            </div>
        </div>
    }
    .into_any()
}

/// The whole app when its settings cannot be used: for patients one sentence, for the deployer field and reason.
#[component]
pub fn MistakePage(mistake: Mistake) -> impl IntoView {
    let reader = reader();
    Effect::new(move || page::set_title(reader.words().titles.mistake));
    let Mistake { field, why } = mistake;
    view! {
        <main class="shell solo" id="main" tabindex="-1">
            <div class="page state">
                <span class="tile big warn"><Icon name="triangle-alert" /></span>
                <h1 tabindex="-1">{reader.say(|words| words.mistake.title)}</h1>
                <p>{reader.say(|words| words.mistake.patients)}</p>
                <p>{reader.say(|words| words.mistake.setup)}</p>
                <div class="list">
                    <dl class="kv">
                        <div><dt>{reader.say(|words| words.mistake.field)}</dt><dd><code>{field}</code></dd></div>
                        <div><dt>{reader.say(|words| words.mistake.reason)}</dt><dd>{text(move || reason(&why, reader))}</dd></div>
                    </dl>
                </div>
            </div>
        </main>
    }
}

fn reason(why: &Why, reader: Reader) -> String {
    let words = &reader.words().mistake;
    match why {
        Why::NoFile => words.no_file.to_owned(),
        Why::NotReadable(error) => fill(words.not_readable, &[("words", error)]),
        Why::WrongShape => words.wrong_shape.to_owned(),
        Why::Unknown => words.unknown.to_owned(),
        Why::Missing => words.missing.to_owned(),
        Why::NotText => words.not_text.to_owned(),
        Why::NotAnAddress => words.not_address.to_owned(),
        Why::NotAKey => words.not_key.to_owned(),
        Why::Twice => words.twice.to_owned(),
        Why::NotAScopeSyntax => words.not_syntax.to_owned(),
        Why::NotYesOrNo => words.not_yes_or_no.to_owned(),
        Why::NotAChoice => words.not_choice.to_owned(),
        Why::NotAPath => words.not_path.to_owned(),
        Why::NoSuchVendor => words.no_vendor.to_owned(),
    }
}
