//! What stands on paper and not on the screen: whose record, from where, printed when.

use std::rc::Rc;

use leptos::prelude::*;

use crate::browser::{clock, format};
use crate::chart::chart;
use crate::hospital::Connection;
use crate::later::{Room, shown_or};
use crate::parts::dynamic::{part_in_turn, text};
use crate::reader::reader;
use crate::searches::Domain;
use crate::session::session;
use crate::words::fill;

/// The head of a printed page; first in every page of the record. Nobody waits for it on the screen.
#[component]
pub fn PrintHead() -> impl IntoView {
    part_in_turn(|| view! { <Head /> }.into_any())
}

#[component]
fn Head() -> impl IntoView {
    let (reader, session, chart) = (reader(), session(), chart());
    let owner = move || {
        let born = chart.owner_birth(reader.language()).unwrap_or_default();
        fill(
            reader.words().shell.printed_for,
            &[("name", &chart.owner_name()), ("date", &born)],
        )
    };
    let source = move |connection: Rc<Connection>| {
        let at = chart
            .updated(connection.source)
            .map(|at| format::moment(at, reader.language()));
        fill(
            reader.words().shell.print_source,
            &[
                ("hospital", &connection.hospital.name),
                ("when", &at.unwrap_or_default()),
            ],
        )
    };
    let printed = RwSignal::new(clock::now());
    let printing = window_event_listener_untyped("beforeprint", move |_| printed.set(clock::now()));
    on_cleanup(move || printing.remove());
    let printed = move || {
        let when = format::moment(printed.get(), reader.language());
        fill(reader.words().shell.printed, &[("when", &when)])
    };
    // In the order of the page: who, when, from where, what is missing.
    let missing = move || {
        let mut hospitals: Vec<String> = Vec::new();
        for (source, _) in chart.gaps_in(&Domain::ALL) {
            let name = session.hospital_name(source);
            if !hospitals.contains(&name) {
                hospitals.push(name);
            }
        }
        let words = &reader.words().shell;
        match hospitals.is_empty() {
            _ if chart.is_loading(&Domain::ALL) => words.print_loading.to_owned(),
            true => String::new(),
            false => fill(words.print_missing, &[("hospitals", &hospitals.join(", "))]),
        }
    };
    view! {
        <div class="print-head">
            <p><strong>{text(owner)}</strong></p>
            <p>{text(printed)}</p>
            <p>{text(move || session.connections().into_iter().map(source).collect::<Vec<_>>().join("; "))}</p>
            {shown_or(Room::Missing, move || view! { <p><strong>{text(missing)}</strong></p> }.into_any())}
            <p>{reader.say(|words| words.shell.print_foot)}</p>
        </div>
    }
}
