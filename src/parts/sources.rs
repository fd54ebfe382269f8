//! Where the record comes from, and how fresh it is.

use std::rc::Rc;

use leptos::prelude::*;
use record::SourceId;
use record::progress::Step;
use record::section::Trouble;

use crate::browser::{clock, format};
use crate::chart::{Chart, chart};
use crate::hospital::Connection;
use crate::parts::dynamic::{part, text};
use crate::parts::icon::Icon;
use crate::parts::source::Monogram;
use crate::reader::reader;
use crate::searches::Domain;
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
    let name = connection.hospital.name.clone();
    let place = session().place_of(connection.source);
    view! {
        <li class="row">
            <Monogram index=place name=name.clone() big=true />
            <div class="body">
                <a href="/settings/sources" class="main"><bdi>{name}</bdi></a>
                <StateLine chart=chart() connection />
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
    fn of(steps: &[Step], wants_sign_in: bool) -> Freshness {
        let is = |trouble: Trouble| steps.contains(&Step::Problem(trouble));
        let has_problem = |step: &Step| matches!(step, Step::Problem(_) | Step::NotShared);
        let has_some = |step: &Step| matches!(step, Step::Done(_));
        if !steps.iter().all(|step| step.is_over()) {
            Freshness::Updating
        } else if wants_sign_in {
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

/// How often it is looked whether an access has ended, in milliseconds.
const LOOKING_MS: u32 = 10_000;

/// Whether only the person can bring anything newer from a hospital: its access has ended, as time goes by or by the
/// hospital's own word.
pub fn wants_sign_in(chart: Chart, connection: &Rc<Connection>) -> Signal<bool> {
    let has_ended = RwSignal::new(connection.has_ended());
    let weak = Rc::downgrade(connection);
    leptos::task::spawn_local(async move {
        while let Some(connection) = weak.upgrade() {
            if has_ended.try_set(connection.has_ended()).is_some() {
                return; // nobody looks any more
            }
            drop(connection);
            clock::wait(LOOKING_MS).await;
        }
    });
    let source = connection.source;
    Signal::derive(move || {
        has_ended.get() || steps(chart, source).contains(&Step::Problem(Trouble::SignInAgain))
    })
}

fn steps(chart: Chart, source: SourceId) -> [Step; Domain::ALL.len()] {
    Domain::ALL.map(|domain| chart.step(source, domain))
}

/// The state of a hospital in a chart, as an icon and words.
#[component]
pub fn StateLine(chart: Chart, connection: Rc<Connection>) -> impl IntoView {
    let reader = reader();
    let source = connection.source;
    let wants_sign_in = wants_sign_in(chart, &connection);
    let freshness = Memo::new(move |_| Freshness::of(&steps(chart, source), wants_sign_in.get()));
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
