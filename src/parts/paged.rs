//! A long list, fifty rows at a time.

use leptos::prelude::*;
use record::LocalId;

use crate::browser::page;
use crate::parts::dynamic::{part_while, text};
use crate::parts::find::typed_here;
use crate::reader::reader;

/// So many rows at a time.
const PAGE: usize = 50;

/// Rows that lead to pages, each drawn once; the button for more brings focus to the first of them.
pub fn paged(
    ids: Memo<Vec<LocalId>>,
    row: fn(LocalId) -> AnyView,
    address: fn(LocalId) -> String,
) -> AnyView {
    paged_as("list", ids, row, move |id| page::link_to(&address(id)))
}

/// The same of rows of any kind, in a list of this class. `place` is where focus goes that is meant for a row.
pub fn paged_as(
    class: &'static str,
    ids: Memo<Vec<LocalId>>,
    row: impl Fn(LocalId) -> AnyView + Clone + Send + Sync + 'static,
    place: impl Fn(LocalId) -> String + Send + Sync + 'static,
) -> AnyView {
    let reader = reader();
    // What somebody looks for is looked through from its beginning.
    let (shown, typed) = (RwSignal::new((PAGE, String::new())), typed_here());
    let place = StoredValue::new(place);
    let count = move || {
        let (count, of) = shown.get();
        let is_other = typed.is_some_and(|typed| *typed.read() != of);
        if is_other { PAGE } else { count }
    };
    let show = move |count: usize| {
        let typed = typed.map(|typed| typed.get_untracked());
        shown.set((count, typed.unwrap_or_default()));
    };
    let visible = move || ids.with(|ids| ids.get(..count()).unwrap_or(ids).to_vec());
    // Paper has no button for more.
    let printing = window_event_listener_untyped("beforeprint", move |_| show(usize::MAX));
    on_cleanup(move || printing.remove());
    let left = move || ids.with(Vec::len).saturating_sub(count());
    let more = move |_| {
        let before = untrack(count);
        let first_new = ids.with_untracked(|ids| ids.get(before).copied());
        show(before + PAGE);
        // Here, and not in the frame: where it is may need what only the page knows.
        if let Some(place) = first_new.map(|id| place.with_value(|place| place(id))) {
            request_animation_frame(move || {
                page::focus(&place);
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
        <ul class=class><For each=visible key=|id| *id children=row /></ul>
        {part_while(move || { left() > 0 }, button)}
    }
    .into_any()
}
