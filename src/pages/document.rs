//! One document: what the hospital says of it, and its file in every format it comes in.

use std::sync::Arc;

use leptos::prelude::*;
use record::document::{Stage, Standing};
use record::{Class, Document, LocalId};

use crate::browser::format;
use crate::chart::{Chart, chart};
use crate::pages::documents::{address, status, title};
use crate::pages::visits;
use crate::parts::back::Back;
use crate::parts::dynamic::{part, text};
use crate::parts::file_card::FileCard;
use crate::parts::icon::Icon;
use crate::parts::not_here::NotHere;
use crate::parts::origin::Origin;
use crate::parts::print_head::PrintHead;
use crate::parts::records::records;
use crate::parts::source::SourceChip;
use crate::parts::terms::{Rows, Terms, named};
use crate::reader::{Reader, reader};
use crate::searches::DOCUMENTS;
use crate::session::session;
use crate::words::fill;

/// `/documents/:document`
#[component]
pub fn DocumentPage(id: Option<LocalId>) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    reader.title(|words| words.titles.document);
    let document = Memo::new(move |_| chart.listed_document(id?));
    view! {
        <div class="page">
            <PrintHead />
            <Back href="/documents" name=|words| words.rooms().documents.title />
            {part(move || match document.get() {
                Some(document) => shown(document),
                None => view! { <NotHere title=|words| words.titles.document domains=DOCUMENTS loading=|words| words.rooms().documents.loading not_here=|words| words.rooms().documents.not_here /> }.into_any(),
            })}
        </div>
    }
    .into_any()
}

fn shown(document: Arc<Document>) -> AnyView {
    let reader = reader();
    let (called, dated) = (document.clone(), document.clone());
    let date = move || {
        let date = dated
            .when()
            .map(|when| format::day(when, reader.language()));
        date.unwrap_or_else(|| reader.words().rooms().visits.no_date.to_owned())
    };
    let source = document.source;
    let language = document.title.as_ref().map(|_| "en");
    let rest = match document.unreadable {
        true => view! {
            <p class="note warn">
                <Icon name="triangle-alert" />
                <span>{reader.say(|words| words.rooms().visits.unclear)}</span>
            </p>
        }
        .into_any(),
        false => standing(document.clone()),
    };
    let about = (!document.unreadable).then(|| about(document.clone()));
    view! {
        <h1 tabindex="-1"><bdi lang=language>{text(move || title(&called, reader))}</bdi></h1>
        <p class="lede">{text(date)}" "<SourceChip source /></p>
        {rest}
        {files(&document)}
        {about}
        {records(Class::Documents, document.id)}
        <Origin class=Class::Documents id=document.id source when=document.when().cloned() />
    }
    .into_any()
}

/// Early, changed or replaced, in a sentence; with the way to the newer one.
fn standing(document: Arc<Document>) -> AnyView {
    let (reader, chart) = (reader(), chart());
    let id = document.id;
    let sentence = text(move || {
        let sentence = status(&document, reader.words()).map(|(_, sentence)| sentence);
        sentence.unwrap_or_default().to_owned()
    });
    let newer = Memo::new(move |_| chart.replacement(id).map(|newer| newer.id));
    let link = move |id| {
        let words = reader.say(|words| words.rooms().documents.newer);
        view! { <p><a href=address(id)>{words}</a></p> }.into_any()
    };
    view! {
        <p class="status">{sentence}</p>
        {part(move || newer.get().map(link).into_any())}
    }
    .into_any()
}

/// A card per format.
fn files(document: &Arc<Document>) -> AnyView {
    let reader = reader();
    let source = document.source;
    let connections = session().connections();
    let Some(connection) = connections.into_iter().find(|one| one.source == source) else {
        return ().into_any();
    };
    let name = connection.hospital.name.clone();
    let day = document.when().and_then(record::When::day);
    let day = day.map(|day| (day.year, day.month, day.day));
    let count = document.copies.len();
    let told = text(move || match count {
        0 => fill(
            reader.words().rooms().documents.not_sent,
            &[("hospital", &name)],
        ),
        1 => String::new(),
        count => reader.words().rooms().documents.several.of(count),
    });
    let copies = document.copies.iter().cloned().enumerate();
    let cards = copies.map(|(place, copy)| {
        view! { <FileCard connection=connection.clone() copy day place /> }
    });
    view! {
        <section class="sec" aria-labelledby="files">
            <div class="sec-h"><h2 id="files">{reader.say(|words| words.rooms().documents.files)}</h2></div>
            <p class="muted">{told}</p>
            <ul class="files">{cards.collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn about(document: Arc<Document>) -> AnyView {
    let (reader, chart) = (reader(), chart());
    let source = document.source;
    let visits_of = document.visits.clone();
    let rows = move || facts(&document, reader, chart);
    let visits = Memo::new(move |_| {
        let known = |id: &&LocalId| chart.visit(**id).is_some();
        visits_of.iter().filter(known).copied().collect::<Vec<_>>()
    });
    let links = move || {
        let ids = visits.get();
        (!ids.is_empty()).then(|| {
            let rows = ids.into_iter().map(visits::visit_row).collect_view();
            view! {
                <section class="sec" aria-labelledby="visit">
                    <div class="sec-h"><h2 id="visit">{reader.say(|words| words.rooms().documents.visit)}</h2></div>
                    <ul class="list">{rows}</ul>
                </section>
            }
            .into_any()
        })
    };
    view! {
        <Terms title=|words| words.rooms().documents.about rows=Box::new(rows) has_words=false source />
        {part(move || links().into_any())}
    }
    .into_any()
}

/// What is recorded about a document; tracked.
pub fn facts(document: &Document, reader: Reader, chart: Chart) -> Rows {
    let words = &reader.words().rooms().documents;
    let day = |when: &record::When| format::day(when, reader.language());
    vec![
        (words.describes, document.description.clone()),
        (words.of_day, document.about.as_ref().map(day)),
        (words.written, document.date.as_ref().map(day)),
        (words.authors, named(&document.authors, chart)),
        (words.keeper, named(document.custodian.as_slice(), chart)),
        (
            words.standing,
            match (&document.standing, &document.stage) {
                (Standing::Other(word), _) | (_, Stage::Other(word)) => Some(word.clone()),
                (Standing::Current, Stage::Final) => Some(words.stage_final.to_owned()),
                _ => status(document, reader.words()).map(|(tag, _)| tag.to_owned()),
            },
        ),
    ]
}
