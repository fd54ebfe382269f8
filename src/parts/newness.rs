//! "New" and "Changed" beside a row, and when a list counts as looked at.

use leptos::prelude::*;
use record::news::Newness;
use record::{Class, LocalId};

use crate::browser::clock;
use crate::chart::chart;
use crate::parts::dynamic::part;
use crate::reader::reader;

/// After so many milliseconds in view a list was looked at.
const LOOKING: u32 = 3_000;

/// The tag of one thing of the record, if it is new or changed.
pub fn tag(class: Class, id: LocalId) -> AnyView {
    let chart = chart();
    standing(move || chart.newness_of_all(class, id))
}

/// The tag of one row of the list of results.
pub fn report_tag(id: LocalId) -> AnyView {
    let chart = chart();
    standing(move || chart.newness_of_row(&chart.same_reports(id)))
}

/// A tag stands until its page is left: nothing vanishes while it is read.
fn standing(of: impl Fn() -> Newness + Send + Sync + 'static) -> AnyView {
    let reader = reader();
    let newness = Memo::new(move |before: Option<&Newness>| match of() {
        Newness::Known => before.copied().unwrap_or(Newness::Known),
        news => news,
    });
    // Now, before anything beside it counts as looked at.
    let _ = newness.get_untracked();
    part(move || {
        let words = &reader.words().rooms().news;
        match newness.get() {
            Newness::Known => ().into_any(),
            Newness::New => view! { <span class="tag new">{words.new}</span>" " }.into_any(),
            Newness::Changed => {
                view! { <span class="tag new">{words.changed}</span>" " }.into_any()
            }
        }
    })
}

/// The page that shows the lists of these classes: they were looked at when it has stood for a while, and when it is
/// left.
pub fn looks_at(classes: Vec<Class>) {
    let (chart, stands) = (chart(), StoredValue::new(()));
    let left = classes.clone();
    on_cleanup(move || chart.looked_at_lists(&left));
    leptos::task::spawn_local(async move {
        clock::wait(LOOKING).await;
        if stands.try_get_value().is_some() {
            chart.looked_at_lists(&classes);
        }
    });
}
