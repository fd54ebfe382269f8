//! What a hospital wrote beside something, as written.

use leptos::prelude::*;
use record::note::Note;

use crate::browser::format;
use crate::chart::chart;
use crate::parts::as_written::AsWritten;
use crate::parts::dynamic::text;
use crate::reader::reader;

/// Remarks, each with whose it is and when it was made, where that was sent.
#[component]
pub fn Notes(notes: Vec<Note>) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    let remark = move |note: Note| {
        let whose = move || {
            let by = note.by.as_ref().and_then(|by| chart.name_of(by));
            let at = note.at.as_ref();
            let at = at.map(|at| format::day(at, reader.language()));
            by.into_iter().chain(at).collect::<Vec<_>>().join(", ")
        };
        view! {
            <p class="asis quote" lang="en">{note.text}</p>
            <p class="small muted whose"><bdi>{text(whose)}</bdi></p>
        }
    };
    (!notes.is_empty()).then(|| {
        view! {
            <AsWritten />
            {notes.into_iter().map(remark).collect_view()}
        }
        .into_any()
    })
}

/// The hospital's own words, piece by piece.
#[component]
pub fn Verbatim(pieces: Vec<String>) -> impl IntoView {
    let piece = |piece| view! { <p class="asis" lang="en">{piece}</p> };
    (!pieces.is_empty()).then(|| {
        view! {
            <AsWritten />
            {pieces.into_iter().map(piece).collect_view()}
        }
        .into_any()
    })
}
