//! A row that leads to a page.

use leptos::prelude::*;

use crate::parts::icon::Icon;
use crate::reader::reader;
use crate::words::catalogue::Words;

/// One row of a list of pages.
#[component]
pub fn PlaceRow(
    /// Where it leads.
    href: &'static str,
    /// Its icon.
    icon: &'static str,
    /// Its name.
    name: fn(&'static Words) -> &'static str,
) -> impl IntoView {
    view! {
        <li class="row">
            <span class="tile"><Icon name=icon /></span>
            <div class="body"><a href=href class="main">{reader().say(name)}</a></div>
            <span class="chev"><Icon name="chevron-right" /></span>
        </li>
    }
}

/// The pages about the site itself: open to everyone.
#[component]
pub fn AboutLinks() -> impl IntoView {
    let reader = reader();
    view! {
        <section class="sec" aria-labelledby="site">
            <div class="sec-h"><h2 id="site">{reader.say(|words| words.rooms().preferences.about)}</h2></div>
            <ul class="list">
                <PlaceRow href="/settings" icon="settings" name=|words| words.titles.settings />
                <PlaceRow href="/privacy" icon="shield" name=|words| words.titles.privacy />
                <PlaceRow href="/about" icon="info" name=|words| words.titles.about />
            </ul>
        </section>
    }
}
