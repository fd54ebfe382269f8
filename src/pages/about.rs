//! Who runs this site, and what it promises to everyone.

use std::sync::Arc;

use leptos::prelude::*;

use crate::parts::dynamic::text;
use crate::parts::topic::Topic;
use crate::reader::reader;
use crate::settings::{Operator, Settings};
use crate::words::fill;

/// `/about`
#[component]
pub fn AboutPage() -> impl IntoView {
    let reader = reader();
    reader.title(|words| words.titles.about);
    let settings = expect_context::<Arc<Settings>>();
    let operator = match settings.operator.clone() {
        Some(operator) => view! { <Who operator /> }.into_any(),
        None => {
            view! { <p>{reader.say(|words| words.rooms().about.operator_missing)}</p> }.into_any()
        }
    };
    view! {
        <div class="page">
            <h1 tabindex="-1">{reader.say(|words| words.rooms().about.title)}</h1>
            <section class="sec prose" aria-labelledby="operator">
                <div class="sec-h"><h2 id="operator">{reader.say(|words| words.rooms().about.operator)}</h2></div>
                {operator}
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

/// Name, and the ways to reach them that they gave.
#[component]
fn Who(operator: Operator) -> impl IntoView {
    let reader = reader();
    let Operator {
        name,
        email,
        phone,
        website,
    } = operator;
    let link = |href: String, shown: String| view! { <li><a href=href>{shown}</a></li> };
    let ways = [
        email.map(|email| link(format!("mailto:{email}"), email)),
        phone.map(|phone| link(format!("tel:{phone}"), phone)),
        website.map(|website| link(website.clone(), website)),
    ];
    view! {
        <p>{text(move || fill(reader.words().rooms().about.operator_text, &[("name", &name)]))}</p>
        <ul class="plain">{ways.into_iter().flatten().collect_view()}</ul>
    }
}
