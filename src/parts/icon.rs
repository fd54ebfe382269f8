//! An icon of the sprite that the page carries.

use leptos::prelude::*;

/// The icon with this name, from `style/icons.txt`. It says nothing to a screen reader.
#[component]
pub fn Icon(
    /// Its name in the sprite.
    name: &'static str,
    /// More classes.
    #[prop(default = "i")]
    class: &'static str,
) -> impl IntoView {
    view! {
        <svg class=class aria-hidden="true" focusable="false">
            <use_ href=format!("#i-{name}")></use_>
        </svg>
    }
}
