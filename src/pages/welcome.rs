//! The first page: what this is, how it works, where to begin.

use leptos::prelude::*;

use crate::parts::came_back::came_back;
use crate::parts::icon::Icon;
use crate::reader::reader;

/// `/`
#[component]
pub fn WelcomePage() -> impl IntoView {
    let reader = reader();
    reader.title(|words| words.titles.welcome);
    view! {
        <div class="page welcome">
            <div class="hero">
                <h1 tabindex="-1">{reader.say(|words| words.welcome.title)}</h1>
                <p>{reader.say(|words| words.welcome.lead)}</p>
                <div class="hero-acts">
                    <a href="/connect" class="btn">{reader.say(|words| words.welcome.start)}</a>
                </div>
            </div>
            {came_back(None)}
            <section class="sec" aria-labelledby="how">
                <div class="sec-h"><h2 id="how">{reader.say(|words| words.welcome.how)}</h2></div>
                <ol class="points">
                    <Point icon="hospital" text=reader.say(|words| words.welcome.how_1) />
                    <Point icon="lock" text=reader.say(|words| words.welcome.how_2) />
                    <Point icon="folder-heart" text=reader.say(|words| words.welcome.how_3) />
                </ol>
            </section>
            <div class="notes">
                <div class="note"><Icon name="shield" /><div><p>{reader.say(|words| words.welcome.privacy)}</p></div></div>
                <p class="note flat small"><Icon name="info" /><span>{reader.say(|words| words.welcome.advice)}</span></p>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Point(icon: &'static str, #[prop(into)] text: Signal<&'static str>) -> impl IntoView {
    view! {
        <li>
            <span class="tile"><Icon name=icon /></span>
            <div><p>{text}</p></div>
        </li>
    }
}
