//! The parts of the record that have no row of their own on the loading page, folded into one.

use std::rc::Rc;

use leptos::prelude::*;
use record::progress::Step;

use crate::chart::chart;
use crate::hospital::Connection;
use crate::parts::domain_row::DomainRow;
use crate::parts::dynamic::text;
use crate::reader::reader;
use crate::searches::Domain;
use crate::session::session;
use crate::words::fill;

/// How far they are, and each of them when it is opened.
#[component]
pub fn Rest() -> impl IntoView {
    session()
        .connections()
        .pop()
        .map(|connection| view! { <OfHospital connection /> })
}

#[component]
fn OfHospital(connection: Rc<Connection>) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    let source = connection.source;
    let told = move || {
        let words = &reader.words().rooms().record;
        let steps: Vec<Step> = Domain::others()
            .map(|domain| chart.step(source, domain))
            .collect();
        let problems = steps.iter();
        let problems = problems
            .filter(|step| matches!(step, Step::Problem(_)))
            .count();
        let done = steps.iter().filter(|step| step.is_over()).count();
        match (problems, done) {
            (0, done) if done == steps.len() => words.rest_done.to_owned(),
            (0, done) => fill(words.rest_busy, &[("done", &done), ("count", &steps.len())]),
            (problems, _) => words.rest_problem.of(problems),
        }
    };
    let row = |domain: Domain| {
        let name = Signal::derive(move || domain.name(reader.language()));
        let may_lack = Signal::derive(move || chart.may_lack(source, domain));
        view! { <DomainRow connection=connection.clone() domain name may_lack /> }
    };
    view! {
        <details class="fold rest">
            <summary>
                <span class="name">{reader.say(|words| words.rooms().record.rest)}</span>" "
                <span class="say">{text(told)}</span>
            </summary>
            <ol class="steps card">{Domain::others().map(row).collect_view()}</ol>
        </details>
    }
}
