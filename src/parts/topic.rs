//! A heading and what is to be said under it.

use leptos::prelude::*;

/// One section of a page that explains.
#[component]
pub fn Topic(
    /// Unique on the page.
    id: &'static str,
    /// The heading.
    title: Signal<&'static str>,
    /// The paragraphs.
    text: Vec<Signal<&'static str>>,
) -> impl IntoView {
    let paragraph = |text: Signal<&'static str>| view! { <p>{text}</p> };
    view! {
        <section class="sec prose" aria-labelledby=id>
            <div class="sec-h"><h2 id=id>{title}</h2></div>
            {text.into_iter().map(paragraph).collect_view()}
        </section>
    }
}
