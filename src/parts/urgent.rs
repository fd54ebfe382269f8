//! What messages are not for, and who helps at once: above everything that can be written, never dismissed.

use leptos::prelude::*;

use crate::parts::dynamic::text;
use crate::parts::icon::Icon;
use crate::reader::reader;
use crate::words::catalogue::Words;

/// The urgent notice.
#[component]
pub fn Urgent() -> impl IntoView {
    let reader = reader();
    view! {
        <div class="note warn">
            <Icon name="triangle-alert" />
            <div>
                <p>
                    <strong>{reader.say(|words| words.rooms().messages.urgent)}</strong>" "
                    {reader.say(|words| words.rooms().messages.urgent_days)}
                </p>
                <Line sentence=|words| words.rooms().messages.urgent_911 number="911" />
                <Line sentence=|words| words.rooms().messages.urgent_988 number="988" />
            </div>
        </div>
    }
}

/// A sentence with a number to call in it.
#[component]
fn Line(sentence: fn(&'static Words) -> &'static str, number: &'static str) -> impl IntoView {
    let reader = reader();
    let halves = move || {
        let halves = sentence(reader.words()).split_once("{number}");
        halves.unwrap_or_default()
    };
    view! {
        <p>
            {text(move || halves().0.to_owned())}
            <a href=format!("tel:{number}")>{number}</a>
            {text(move || halves().1.to_owned())}
        </p>
    }
}
