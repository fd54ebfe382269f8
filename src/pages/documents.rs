//! Every document, the newest first.

use leptos::prelude::*;
use record::document::{Stage, Standing};
use record::{Class, Document, LocalId};

use crate::browser::format;
use crate::chart::{Chart, chart};
use crate::parts::dynamic::{part_while, text};
use crate::parts::fate::Removed;
use crate::parts::newness::looks_at;
use crate::parts::nothing::Nothing;
use crate::parts::notices::Notices;
use crate::parts::paged::paged;
use crate::parts::print_head::PrintHead;
use crate::parts::receipt_line::ReceiptLine;
use crate::parts::row::row;
use crate::parts::source_filter::SourceFilter;
use crate::parts::terms::named;
use crate::reader::{Reader, reader};
use crate::searches::DOCUMENTS;
use crate::words::catalogue::Words;

/// `/documents`
#[component]
pub fn DocumentsPage() -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    reader.title(|words| words.titles.documents);
    looks_at(vec![Class::Documents]);
    let ids = Memo::new(move |_| {
        let documents = chart.shown_of(Class::Documents, chart.listed_documents());
        documents.iter().map(|one| one.id).collect::<Vec<_>>()
    });
    let count = move || ids.with(Vec::len);
    let is_narrowed = move || chart.only(Class::Documents).is_some();
    let here = move || ids.with(|ids| chart.here_of(Class::Documents, ids));
    let rows = move || {
        view! {
            <p class="count-line">{text(move || reader.words().rooms().documents.count.of(here()))}</p>
            {paged(ids, document_row, address)}
        }
        .into_any()
    };
    let nothing = || {
        view! {
            <Nothing
                domains=DOCUMENTS
                icon="file-text"
                loading=|words| words.rooms().documents.loading
                empty=|words| words.rooms().documents.empty
                failed=|words| words.rooms().documents.failed
            />
        }
        .into_any()
    };
    view! {
        <div class="page">
            <PrintHead />
            <h1 tabindex="-1">{reader.say(|words| words.rooms().documents.title)}</h1>
            <Notices domains=DOCUMENTS has_rows=Signal::derive(move || { count() > 0 }) />
            <SourceFilter class=Class::Documents count=Signal::derive(count) />
            {part_while(move || count() == 0 && !is_narrowed(), nothing)}
            {part_while(move || { count() > 0 }, rows)}
            <Removed classes=vec![Class::Documents] />
            <ReceiptLine domains=DOCUMENTS />
        </div>
    }
    .into_any()
}

/// One document as a row.
pub fn document_row(id: LocalId) -> AnyView {
    let (reader, chart) = (reader(), chart());
    let document = Memo::new(move |_| chart.listed_document(id));
    let Some(first) = document.get_untracked() else {
        return ().into_any();
    };
    let language = first.title.as_ref().map(|_| "en");
    let of = move |tell: fn(&Document, Reader, Chart) -> String| {
        text(move || {
            let document = document.read();
            let told = document.as_ref().map(|one| tell(one, reader, chart));
            told.unwrap_or_default()
        })
    };
    row(
        (Class::Documents, id),
        address(id),
        "file-text",
        (
            of(|document, reader, _| title(document, reader)),
            Signal::stored(language),
        ),
        of(line),
        first.source,
    )
}

/// Where a document is read.
pub fn address(document: LocalId) -> String {
    format!("/documents/{document}")
}

/// What a document is called; tracked.
pub fn title(document: &Document, reader: Reader) -> String {
    let title = document.title.clone();
    title.unwrap_or_else(|| reader.words().rooms().documents.untitled.to_owned())
}

/// "Mar 17, 2026 · Dr. Ngozi Okafor · Replaced"
fn line(document: &Document, reader: Reader, chart: Chart) -> String {
    if document.unreadable {
        return reader.words().results.unclear_row.to_owned();
    }
    let date = document.when();
    let date = date.map_or(reader.words().rooms().visits.no_date.to_owned(), |date| {
        format::day(date, reader.language())
    });
    let author = named(document.authors.get(..1).unwrap_or_default(), chart);
    let status = status(document, reader.words()).map(|(tag, _)| tag.to_owned());
    let parts: Vec<String> = Some(date).into_iter().chain(author).chain(status).collect();
    parts.join(" · ")
}

/// A word and a sentence for a document that is not simply finished and current.
pub fn status(document: &Document, words: &'static Words) -> Option<(&'static str, &'static str)> {
    let it = &words.rooms().documents;
    match (&document.standing, &document.stage) {
        (Standing::Superseded, _) => Some((it.replaced, it.say_replaced)),
        (_, Stage::Early) => Some((it.early, it.say_early)),
        (_, Stage::Amended) => Some((it.amended, it.say_amended)),
        (_, Stage::Final | Stage::NotSaid | Stage::Other(_)) => None,
    }
}
