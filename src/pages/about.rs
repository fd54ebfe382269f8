//! Who runs this site, and what it promises to everyone.

use leptos::prelude::*;

use crate::parts::operator::OperatorWays;
use crate::parts::topic::Topic;
use crate::reader::reader;

/// `/about`
#[component]
pub fn AboutPage() -> impl IntoView {
    let reader = reader();
    reader.title(|words| words.titles.about);
    view! {
        <div class="page">
            <h1 tabindex="-1">{reader.say(|words| words.rooms().about.title)}</h1>
            <section class="sec prose" aria-labelledby="operator">
                <div class="sec-h"><h2 id="operator">{reader.say(|words| words.rooms().about.operator)}</h2></div>
                <OperatorWays />
            </section>
            <Topic id="advice" title=reader.say(|words| words.rooms().about.advice) text=vec![
                reader.say(|words| words.rooms().about.advice_text),
            ] />
            <Topic id="access" title=reader.say(|words| words.rooms().about.access) text=vec![
                reader.say(|words| words.rooms().about.access_aim),
                reader.say(|words| words.rooms().about.access_checked),
                reader.say(|words| words.rooms().about.access_help),
            ] />
            <Topic id="software" title=reader.say(|words| words.rooms().about.software) text=vec![
                reader.say(|words| words.rooms().about.software_text),
            ] />
        </div>
    }
    .into_any()
}
