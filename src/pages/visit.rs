//! One visit: when, with whom, where and why, and its documents.

use std::sync::Arc;

use leptos::prelude::*;
use record::visit::State;
use record::{Class, LocalId, Visit};

use crate::browser::format;
use crate::chart::{Chart, chart};
use crate::pages::documents::document_row;
use crate::pages::visits::{class, now, state, title};
use crate::parts::back::Back;
use crate::parts::dynamic::{part, text};
use crate::parts::icon::Icon;
use crate::parts::not_here::NotHere;
use crate::parts::notices::Notices;
use crate::parts::origin::Origin;
use crate::parts::print_head::PrintHead;
use crate::parts::records::records;
use crate::parts::source::SourceChip;
use crate::parts::terms::{Rows, Terms, named};
use crate::reader::{Reader, reader};
use crate::searches::{DOCUMENTS, VISITED};

/// `/visits/:visit`
#[component]
pub fn VisitPage(id: Option<LocalId>) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    reader.title(|words| words.titles.visit);
    let visit = Memo::new(move |_| chart.listed_visit(id?));
    view! {
        <div class="page">
            <PrintHead />
            <Back href="/visits" name=|words| words.rooms().visits.title />
            {part(move || match visit.get() {
                Some(visit) => shown(visit),
                None => view! { <NotHere title=|words| words.titles.visit domains=VISITED loading=|words| words.rooms().visits.loading not_here=|words| words.rooms().visits.not_here /> }.into_any(),
            })}
        </div>
    }
    .into_any()
}

fn shown(visit: Arc<Visit>) -> AnyView {
    let reader = reader();
    let (called, dated, said) = (visit.clone(), visit.clone(), visit.clone());
    let language = visit.title.as_ref().map(|_| "en");
    let (id, source, is_unclear) = (visit.id, visit.source, visit.unreadable);
    let when = visit.from.clone();
    let date = move || {
        let date = dated.from.as_ref();
        let date = date.map(|when| format::day_and_time(when, reader.language()));
        date.unwrap_or_else(|| reader.words().rooms().visits.no_date.to_owned())
    };
    let rest = match is_unclear {
        true => view! {
            <p class="note warn">
                <Icon name="triangle-alert" />
                <span>{reader.say(|words| words.rooms().visits.unclear)}</span>
            </p>
        }
        .into_any(),
        false => {
            let sentence = text(move || sentence(&said, reader).to_owned());
            let about = about(visit);
            view! { <p class="status">{sentence}</p>{about} }.into_any()
        }
    };
    view! {
        <h1 tabindex="-1"><bdi lang=language>{text(move || title(&called, reader))}</bdi></h1>
        <p class="lede">{text(date)}" "<SourceChip source /></p>
        {rest}
        <Documents of=id />
        {records(Class::Visits, id)}
        <Origin class=Class::Visits id source when />
    }
    .into_any()
}

/// What must be said of a visit that is not simply over or still to come.
fn sentence(visit: &Visit, reader: Reader) -> &'static str {
    let words = &reader.words().rooms().visits;
    match visit.state {
        State::Canceled => words.say_canceled,
        State::Open => words.say_open,
        State::Planned if !visit.is_coming(now()) => words.say_planned_past,
        State::Planned | State::Finished | State::Unknown | State::Other(_) => "",
    }
}

fn about(visit: Arc<Visit>) -> AnyView {
    let (reader, chart) = (reader(), chart());
    let source = visit.source;
    let rows = move || facts(&visit, reader, chart);
    view! { <Terms title=|words| words.rooms().visits.about rows=Box::new(rows) has_words=true source /> }
        .into_any()
}

/// What is recorded about a visit; tracked.
pub fn facts(visit: &Visit, reader: Reader, chart: Chart) -> Rows {
    let words = &reader.words().rooms().visits;
    let time = |when: &record::When| format::day_and_time(when, reader.language());
    let kind = class(visit.class, reader.words());
    let reasons = visit.reasons.join("; ");
    vec![
        (words.began, visit.from.as_ref().map(time)),
        (words.ended, visit.to.as_ref().map(time)),
        (
            words.kind,
            Some(kind.to_owned()).filter(|kind| *kind != title(visit, reader)),
        ),
        (reader.words().lab.status, state(visit, reader.words())),
        (words.who, named(&visit.people, chart)),
        (
            words.why,
            Some(reasons).filter(|reasons| !reasons.is_empty()),
        ),
        (words.place, named(&visit.places, chart)),
        (words.provider, named(visit.provider.as_slice(), chart)),
        (words.after, visit.discharge.clone()),
    ]
}

/// The documents that name this visit.
#[component]
fn Documents(of: LocalId) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    let ids = Memo::new(move |_| {
        let documents = chart.documents().into_iter();
        let of_this = documents.filter(|one| one.visits.contains(&of));
        of_this.map(|one| one.id).collect::<Vec<_>>()
    });
    let none = Signal::derive(move || match chart.is_loading(DOCUMENTS) {
        true => reader.words().rooms().documents.loading,
        false => reader.words().rooms().visits.no_documents,
    });
    let rows = move || match ids.get() {
        ids if ids.is_empty() => view! { <p class="muted">{none}</p> }.into_any(),
        ids => {
            let rows = ids.into_iter().map(document_row).collect_view();
            view! { <ul class="list">{rows}</ul> }.into_any()
        }
    };
    view! {
        <section class="sec" aria-labelledby="documents">
            <div class="sec-h"><h2 id="documents">{reader.say(|words| words.rooms().visits.documents)}</h2></div>
            <Notices domains=DOCUMENTS has_rows=Signal::derive(move || !ids.with(Vec::is_empty)) />
            {part(rows)}
        </section>
    }
}
