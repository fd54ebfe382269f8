//! The way back to the list that a page belongs to.

use leptos::prelude::*;

use crate::parts::icon::Icon;
use crate::reader::reader;
use crate::words::catalogue::Words;

/// A link back, above the heading.
#[component]
pub fn Back(
    /// The list.
    href: &'static str,
    /// Its name.
    name: fn(&'static Words) -> &'static str,
) -> impl IntoView {
    view! {
        <a href=href class="back">
            <Icon name="chevron-right" />
            {reader().say(name)}
        </a>
    }
}
