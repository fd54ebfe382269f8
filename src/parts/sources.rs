//! Where the record comes from, and how fresh it is.

use std::rc::Rc;

use leptos::prelude::*;
use record::SourceId;
use record::progress::Step;
use record::section::Trouble;

use crate::browser::format;
use crate::chart::searches::Domain;
use crate::chart::{Chart, chart};
use crate::hospital::Connection;
use crate::parts::dynamic::{part, text};
use crate::parts::icon::Icon;
use crate::parts::source::Monogram;
use crate::reader::reader;
use crate::session::session;
use crate::words::fill;

/// One row per hospital, with its state in words.
#[component]
pub fn SourceRows() -> impl IntoView {
    let session = session();
    let row = |connection: Rc<Connection>| view! { <SourceRow connection /> };
    view! { <ul class="list">{part(move || session.connections().into_iter().map(row).collect_view().into_any())}</ul> }
}

#[component]
fn SourceRow(connection: Rc<Connection>) -> impl IntoView {
    let source = connection.source;
    let name = connection.hospital.name.clone();
    let place = session().place_of(source);
    view! {
        <li class="row">
            <Monogram index=place name=name.clone() big=true />
            <div class="body">
                <a href="/settings/sources" class="main"><bdi>{name}</bdi></a>
                <StateLine chart=chart() source />
            </div>
            <span class="chev"><Icon name="chevron-right" /></span>
        </li>
    }
}

/// Where a hospital stands (design §3).
#[derive(Clone, Copy, PartialEq)]
enum Freshness {
    Updating,
    SignInAgain,
    NotReached,
    SomeMissing,
    Updated,
}

impl Freshness {
    fn of(steps: &[Step]) -> Freshness {
        let is = |trouble: Trouble| steps.contains(&Step::Problem(trouble));
        let has_problem = |step: &Step| matches!(step, Step::Problem(_) | Step::NotShared);
        let has_some = |step: &Step| matches!(step, Step::Done(_));
        if !steps.iter().all(|step| step.is_over()) {
            Freshness::Updating
        } else if is(Trouble::SignInAgain) {
            Freshness::SignInAgain
        } else if (is(Trouble::Offline) || is(Trouble::TimedOut)) && !steps.iter().any(has_some) {
            Freshness::NotReached
        } else if steps.iter().any(has_problem) {
            Freshness::SomeMissing
        } else {
            Freshness::Updated
        }
    }
}

/// The state of a hospital in a chart, as an icon and words.
#[component]
pub fn StateLine(chart: Chart, source: SourceId) -> impl IntoView {
    let reader = reader();
    let freshness =
        Memo::new(move |_| Freshness::of(&Domain::ALL.map(|domain| chart.step(source, domain))));
    let time = move || {
        chart
            .updated(source)
            .map(|at| format::time_of_day(at, reader.language()))
    };
    let state = move || {
        let words = &reader.words().home;
        match freshness.get() {
            Freshness::Updating => words.updating.to_owned(),
            Freshness::SignInAgain => words.sign_in_again.to_owned(),
            Freshness::NotReached => words.not_reached.to_owned(),
            Freshness::SomeMissing => words.some_missing.to_owned(),
            Freshness::Updated => fill(words.updated, &[("when", &time().unwrap_or_default())]),
        }
    };
    let icon = move || {
        let (name, class) = match freshness.get() {
            Freshness::Updating => ("loader", "i i-s"),
            Freshness::Updated => ("circle-check", "i i-s ok"),
            Freshness::SignInAgain | Freshness::NotReached | Freshness::SomeMissing => {
                ("circle-alert", "i i-s warn")
            }
        };
        view! { <Icon name class /> }.into_any()
    };
    view! { <span class="sub">{part(icon)}" "{text(state)}</span> }
}
