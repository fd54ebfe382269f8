//! The line above a hospital's own English words on a Spanish page.

use leptos::prelude::*;

use crate::parts::dynamic::part_while;
use crate::reader::reader;
use crate::words::Language;

/// "Written by your hospital in English"; nothing on an English page.
#[component]
pub fn AsWritten() -> impl IntoView {
    let reader = reader();
    part_while(
        move || reader.language() == Language::Spanish,
        move || {
            view! { <p class="small muted">{reader.say(|words| words.shell.as_written)}</p> }
                .into_any()
        },
    )
}
