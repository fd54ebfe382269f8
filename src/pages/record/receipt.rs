//! What came and what is missing: for every hospital and every part of the record, what became of the question.

use std::rc::Rc;

use leptos::prelude::*;
use record::progress::Step;
use record::receipt::LeftOut;
use record::{Receipt, SourceId};

use crate::browser::{clock, save};
use crate::chart::chart;
use crate::hospital::Connection;
use crate::pages::record::list::print_button;
use crate::parts::domain_row::DomainRow;
use crate::parts::dynamic::{part, part_while};
use crate::parts::icon::Icon;
use crate::parts::print_head::PrintHead;
use crate::parts::sources::StateLine;
use crate::parts::terms::{Rows, terms};
use crate::reader::{Reader, reader};
use crate::receipt::{Outcome, Row, as_data};
use crate::searches::Domain;
use crate::session::session;

/// `/record/receipt`
#[component]
pub fn ReceiptPage() -> impl IntoView {
    let (reader, chart, session) = (reader(), chart(), session());
    reader.title(|words| words.titles.receipt);
    let hospitals = move || {
        let one = |connection: Rc<Connection>| view! { <Hospital connection /> };
        session
            .connections()
            .into_iter()
            .map(one)
            .collect_view()
            .into_any()
    };
    let save = move |_| {
        let data = as_data(&rows(chart, session), &chart.receipt(), clock::now());
        save::file(&format!("receipt-{}.json", clock::date()), data.as_bytes());
    };
    let counts = Box::new(move || counts(&chart.receipt(), reader));
    view! {
        <div class="page snug">
            <PrintHead />
            <a href="/record" class="back"><Icon name="chevron-right" />{reader.say(|words| words.rooms().record.back)}</a>
            <h1 tabindex="-1">{reader.say(|words| words.rooms().record.receipt)}</h1>
            <p class="lede">{reader.say(|words| words.rooms().record.receipt_lead)}</p>
            {part(hospitals)}
            <section class="sec" aria-labelledby="left">
                <div class="sec-h"><h2 id="left">{reader.say(|words| words.rooms().record.receipt_left)}</h2></div>
                <div class="list"><dl class="kv">{terms(counts)}</dl></div>
            </section>
            <div class="acts">
                <button class="btn sec wide" type="button" on:click=save>
                    <Icon name="download" />
                    {reader.say(|words| words.rooms().record.receipt_save)}
                </button>
            </div>
            {print_button()}
        </div>
    }
    .into_any()
}

#[component]
fn Hospital(connection: Rc<Connection>) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    let source = connection.source;
    let id = format!("receipt-{}", source.0);
    let name = connection.hospital.name.clone();
    let row = |domain: Domain| {
        let name = Signal::derive(move || domain.name(reader.language()));
        let may_lack = Signal::derive(move || chart.may_lack(source, domain));
        view! { <DomainRow connection=connection.clone() domain name may_lack /> }
    };
    let rows = Domain::ALL.map(row).into_iter().collect_view();
    let again = StoredValue::new_local(connection.clone());
    let retry = move |_| {
        for domain in problems(source) {
            chart.retry(again.get_value(), domain);
        }
    };
    let button = move || {
        view! {
            <div class="acts">
                <button class="btn sec" type="button" on:click=retry>
                    <Icon name="refresh-cw" />
                    {reader.say(|words| words.rooms().record.try_all)}
                </button>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="sec" aria-labelledby=id.clone()>
            <div class="sec-h"><h2 id=id.clone()><bdi>{name}</bdi></h2><StateLine chart connection /></div>
            {part_while(move || problems(source).len() > 1, button)}
            <ul class="steps card">{rows}</ul>
        </section>
    }
}

fn problems(source: SourceId) -> Vec<Domain> {
    let chart = chart();
    let is_problem = |domain: &Domain| matches!(chart.step(source, *domain), Step::Problem(_));
    Domain::ALL.into_iter().filter(is_problem).collect()
}

/// The account of everything that was received.
fn counts(receipt: &Receipt, reader: Reader) -> Rows {
    let words = &reader.words().rooms().record;
    let of = |is: fn(&LeftOut) -> bool| {
        let counts = receipt.left_out.iter().filter(|(why, _)| is(why));
        let count: usize = counts.map(|(_, count)| count).sum();
        (count > 0).then(|| count.to_string())
    };
    let unread = receipt.unread.len();
    vec![
        (words.left_received, Some(receipt.received.to_string())),
        (words.left_shown, Some(receipt.shown.to_string())),
        (words.left_unread, (unread > 0).then(|| unread.to_string())),
        (
            words.left_mistake,
            of(|why| *why == LeftOut::EnteredInError),
        ),
        (
            words.left_message,
            of(|why| *why == LeftOut::OutcomeMessage),
        ),
        (words.left_other, of(|why| *why == LeftOut::OtherPerson)),
        (words.left_twice, of(|why| *why == LeftOut::AlreadyHave)),
        (
            words.left_support,
            of(|why| matches!(why, LeftOut::Support(_))),
        ),
        (words.left_older, of(|why| *why == LeftOut::Superseded)),
        (words.left_unplaced, of(LeftOut::is_unplaced)),
    ]
}

/// The receipt as rows of data, untracked.
fn rows(chart: crate::chart::Chart, session: crate::session::Session) -> Vec<Row> {
    let of = |connection: Rc<Connection>| {
        let (source, hospital) = (connection.source, connection.hospital.name.clone());
        Domain::ALL.map(|domain| Row {
            hospital: hospital.clone(),
            part: domain.code(),
            outcome: Outcome::of(untrack(|| chart.step(source, domain))),
            may_lack: untrack(|| chart.may_lack(source, domain)),
        })
    };
    let connections = untrack(|| session.connections());
    connections.into_iter().flat_map(of).collect()
}
