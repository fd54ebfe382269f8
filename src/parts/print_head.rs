//! What stands on paper and not on the screen: whose record, from where, printed when.

use std::rc::Rc;

use leptos::prelude::*;

use crate::browser::format;
use crate::chart::chart;
use crate::hospital::Connection;
use crate::parts::dynamic::text;
use crate::reader::reader;
use crate::session::session;
use crate::words::fill;

/// The head of a printed page; first in every page of the record.
#[component]
pub fn PrintHead() -> impl IntoView {
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
            .map(|at| format::time_of_day(at, reader.language()));
        let updated = at.map(|at| fill(reader.words().home.updated, &[("when", &at)]));
        format!(
            "{} ({})",
            connection.hospital.name,
            updated.unwrap_or_default()
        )
    };
    view! {
        <div class="print-head">
            <p><strong>{text(owner)}</strong></p>
            <p>{text(move || format::now(reader.language()))}</p>
            <p>{text(move || session.connections().into_iter().map(source).collect::<Vec<_>>().join(", "))}</p>
            <p>{reader.say(|words| words.shell.print_foot)}</p>
        </div>
    }
}
