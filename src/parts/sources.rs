//! Where the record comes from, and how fresh it is.

use std::rc::Rc;

use leptos::prelude::*;
use record::progress::Step;

use crate::browser::format;
use crate::chart::chart;
use crate::chart::searches::Domain;
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

/// What a hospital's row says.
#[derive(Clone, Copy, PartialEq)]
enum Freshness {
    Updating,
    SomeMissing,
    Updated,
}

#[component]
fn SourceRow(connection: Rc<Connection>) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    let (source, name) = (connection.source, connection.hospital.name.clone());
    let freshness = Memo::new(move |_| {
        let steps = Domain::ALL.map(|domain| chart.step(source, domain));
        if !steps.iter().all(|step| step.is_over()) {
            Freshness::Updating
        } else if steps
            .iter()
            .any(|step| matches!(step, Step::Problem(_) | Step::NotShared))
        {
            Freshness::SomeMissing
        } else {
            Freshness::Updated
        }
    });
    let words = move || &reader.words().home;
    let time = move || {
        chart
            .updated(source)
            .map(|at| format::time_of_day(at, reader.language()))
    };
    let state = move || match freshness.get() {
        Freshness::Updating => words().updating.to_owned(),
        Freshness::SomeMissing => words().some_missing.to_owned(),
        Freshness::Updated => fill(words().updated, &[("when", &time().unwrap_or_default())]),
    };
    let icon = move || match freshness.get() {
        Freshness::Updating => view! { <Icon name="loader" class="i i-s" /> }.into_any(),
        Freshness::SomeMissing => {
            view! { <Icon name="circle-alert" class="i i-s warn" /> }.into_any()
        }
        Freshness::Updated => view! { <Icon name="circle-check" class="i i-s ok" /> }.into_any(),
    };
    view! {
        <li class="row">
            <Monogram index=source.0.into() name=name.clone() big=true />
            <div class="body">
                <span class="main"><bdi>{name}</bdi></span>
                <span class="sub">{part(icon)}" "{text(state)}</span>
            </div>
        </li>
    }
}
