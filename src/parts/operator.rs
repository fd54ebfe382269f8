//! The people who run this site, and how to reach them.

use std::sync::Arc;

use leptos::prelude::*;

use crate::parts::dynamic::text;
use crate::reader::reader;
use crate::settings::{Operator, Settings};
use crate::words::fill;

/// Who they are, as far as they say.
#[component]
pub fn OperatorWays() -> impl IntoView {
    let reader = reader();
    let settings = expect_context::<Arc<Settings>>();
    match settings.operator.clone() {
        Some(operator) => view! { <Who operator /> }.into_any(),
        None => {
            view! { <p>{reader.say(|words| words.rooms().about.operator_missing)}</p> }.into_any()
        }
    }
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
