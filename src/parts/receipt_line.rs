//! One quiet line under a list: whether everything of it is here.

use leptos::prelude::*;

use crate::chart::chart;
use crate::parts::dynamic::text;
use crate::reader::reader;
use crate::searches::Domain;

/// What the receipt says of one list, and the way to the whole of it.
#[component]
pub fn ReceiptLine(
    /// What the list is made of.
    domains: &'static [Domain],
) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    let told = move || {
        let words = &reader.words().rooms().record;
        let mut missing: Vec<_> = chart
            .gaps_in(domains)
            .into_iter()
            .map(|gap| gap.0)
            .collect();
        missing.sort_unstable();
        missing.dedup();
        match missing.len() {
            _ if chart.is_loading(domains) => words.receipt_loading.to_owned(),
            0 => words.receipt_all.to_owned(),
            count => words.receipt_some.of(count),
        }
    };
    view! {
        <p class="small muted receipt">
            {text(told)}" "<a href="/record/receipt">{reader.say(|words| words.rooms().record.receipt_see)}</a>
        </p>
    }
}
