//! The ways to lock what is kept here at once: a button and a row.

use leptos::prelude::*;

use crate::parts::icon::Icon;
use crate::reader::reader;
use crate::safe::safe;

/// The button.
#[component]
pub fn LockNow() -> impl IntoView {
    let (reader, safe) = (reader(), safe());
    view! {
        <button class="btn sec" type="button" on:click=move |_| safe.lock()>
            <Icon name="lock" />
            {reader.say(|words| words.rooms().keeping.settings.lock)}
        </button>
    }
}

/// The row of a list.
#[component]
pub fn LockRow() -> impl IntoView {
    let (reader, safe) = (reader(), safe());
    view! {
        <li class="row">
            <span class="tile"><Icon name="lock" /></span>
            <div class="body">
                <button class="main" type="button" on:click=move |_| safe.lock()>
                    {reader.say(|words| words.rooms().keeping.settings.lock)}
                </button>
                <span class="sub">{reader.say(|words| words.rooms().keeping.settings.lock_hint)}</span>
            </div>
        </li>
    }
}
