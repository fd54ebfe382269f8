//! A long list, fifty rows at a time.

use leptos::prelude::*;
use record::LocalId;

use crate::browser::page;
use crate::parts::dynamic::{part_while, text};
use crate::reader::reader;

/// So many rows at a time.
const PAGE: usize = 50;

/// The rows, each drawn once; the button for more brings focus to the first of them.
pub fn paged(
    ids: Memo<Vec<LocalId>>,
    row: fn(LocalId) -> AnyView,
    address: fn(LocalId) -> String,
) -> AnyView {
    let reader = reader();
    let shown = RwSignal::new(PAGE);
    let visible = move || ids.with(|ids| ids.get(..shown.get()).unwrap_or(ids).to_vec());
    // Paper has no button for more.
    let printing = window_event_listener_untyped("beforeprint", move |_| shown.set(usize::MAX));
    on_cleanup(move || printing.remove());
    let left = move || ids.with(Vec::len).saturating_sub(shown.get());
    let more = move |_| {
        let first_new = ids.with_untracked(|ids| ids.get(shown.get_untracked()).copied());
        shown.update(|shown| *shown += PAGE);
        // Here, and not in the frame: an address may need what only the page knows.
        if let Some(href) = first_new.map(address) {
            request_animation_frame(move || {
                page::focus_link_to(&href);
            });
        }
    };
    let button = move || {
        view! {
            <p class="under">
                <button class="btn sec wide" type="button" on:click=more>
                    {text(move || reader.words().results.show_more.of(left().min(PAGE)))}
                </button>
            </p>
        }
        .into_any()
    };
    view! {
        <ul class="list"><For each=visible key=|id| *id children=row /></ul>
        {part_while(move || { left() > 0 }, button)}
    }
    .into_any()
}
