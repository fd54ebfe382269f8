//! What a printed page lacks, hospital by hospital: what did not come, what is not shared, what is not offered.

use std::rc::Rc;

use leptos::prelude::*;
use record::progress::Step;

use crate::chart::chart;
use crate::hospital::Connection;
use crate::parts::dynamic::part;
use crate::reader::reader;
use crate::searches::Domain;
use crate::session::session;
use crate::words::fill;

/// The receipt in short, for paper.
#[component]
pub fn Missing() -> impl IntoView {
    let (reader, chart, session) = (reader(), chart(), session());
    let lines = move |connection: Rc<Connection>| {
        let words = &reader.words().rooms().record;
        let steps = Domain::ALL.map(|domain| (domain, chart.step(connection.source, domain)));
        let of = |sentence: &str, is: fn(Step) -> bool| {
            let there = steps.iter().filter(|(_, step)| is(*step));
            let names = there.map(|(domain, _)| domain.name(reader.language()));
            let names: Vec<&str> = names.collect();
            let hospital = &connection.hospital.name;
            let said = [
                ("hospital", hospital as _),
                ("what", &names.join(", ") as _),
            ];
            (!names.is_empty()).then(|| view! { <p>{fill(sentence, &said)}</p> })
        };
        let warned = |domain: &Domain| chart.may_lack(connection.source, *domain);
        let warned = Domain::ALL.into_iter().filter(warned);
        let warned: Vec<&str> = warned
            .map(|domain| domain.name(reader.language()))
            .collect();
        let may_lack = (!warned.is_empty()).then(|| {
            let hospital = &connection.hospital.name;
            let said = [
                ("hospital", hospital as _),
                ("what", &warned.join(", ") as _),
            ];
            view! { <p>{fill(words.print_may_lack, &said)}</p> }
        });
        [
            may_lack,
            of(words.print_failed, |step| matches!(step, Step::Problem(_))),
            of(words.print_loading, |step| !step.is_over()),
            of(words.print_withheld, |step| step == Step::NotShared),
            of(words.print_not_offered, |step| step == Step::NotOffered),
        ]
        .into_iter()
        .flatten()
        .collect_view()
    };
    part(move || {
        let hospitals = session.connections().into_iter();
        hospitals.map(lines).collect_view().into_any()
    })
}
