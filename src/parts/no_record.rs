//! Signed in, and nothing came: whether the hospital keeps its records from sites like this one, or is down.

use leptos::prelude::*;
use record::SourceId;
use record::progress::Step;
use record::section::Trouble;
use smart::{Heard, Seen};

use crate::chart::{Chart, chart};
use crate::diagnosis::diagnosed;
use crate::pages::trouble::{Failed, TroubleNote};
use crate::parts::dynamic::part;
use crate::searches::Domain;
use crate::session::session;

/// What is the matter with a hospital that gave nothing.
#[component]
pub fn NoRecord(source: SourceId) -> impl IntoView {
    let connections = session().connections();
    let connection = connections.into_iter().find(|one| one.source == source);
    let failed = RwSignal::new(None::<Failed>);
    if let (Some(connection), Some(data)) = (connection, heard(chart(), source)) {
        let hospital = connection.hospital.clone();
        let seen = Seen {
            data,
            ..Seen::default()
        };
        leptos::task::spawn_local(async move {
            let trouble = diagnosed(seen, hospital.fhir.clone()).await;
            let hospital = Some(hospital);
            failed.try_set(Some(Failed { trouble, hospital }));
        });
    }
    let note = |failed| view! { <TroubleNote failed=StoredValue::new(failed) /> }.into_any();
    view! { <div role="status">{part(move || failed.get().map(note).into_any())}</div> }
}

/// What all questions for the record have heard, where that says something of the hospital.
fn heard(chart: Chart, source: SourceId) -> Option<Heard> {
    let steps = Domain::ALL.map(|domain| chart.step(source, domain));
    let hears = |step: &Step| match step {
        Step::Problem(Trouble::Offline) => Some(Heard::Nothing),
        Step::Problem(Trouble::ServerError | Trouble::TooBusy | Trouble::TimedOut) => {
            Some(Heard::Status(503))
        }
        Step::NotShared => Some(Heard::Status(403)),
        Step::Waiting | Step::Loading | Step::Done(_) | Step::NotOffered | Step::Problem(_) => None,
    };
    steps.iter().find_map(hears)
}
