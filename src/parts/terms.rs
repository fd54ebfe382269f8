//! Terms and values: what a hospital recorded about something.

use leptos::prelude::*;
use record::SourceId;
use record::names::Mention;

use crate::chart::Chart;
use crate::parts::as_written::AsWritten;
use crate::parts::dynamic::part;
use crate::parts::source::SourceChip;
use crate::reader::reader;
use crate::words::catalogue::Words;

/// Terms with their values; one without a value has no row.
pub type Rows = Vec<(&'static str, Option<String>)>;

/// The list under its heading, with the hospital it comes from.
#[component]
pub fn Terms(
    /// The heading.
    title: fn(&'static Words) -> &'static str,
    /// The rows, tracked.
    rows: Box<dyn Fn() -> Rows + Send + Sync>,
    /// Whether the hospital's own words stand among the values.
    has_words: bool,
    /// The hospital.
    source: SourceId,
) -> impl IntoView {
    let reader = reader();
    view! {
        <section class="sec" aria-labelledby="about">
            <div class="sec-h"><h2 id="about">{reader.say(title)}</h2></div>
            {has_words.then(|| view! { <AsWritten /> }.into_any())}
            <div class="list">
                <dl class="kv">
                    {terms(rows)}
                    <div><dt>{reader.say(|words| words.lab.from)}</dt><dd><SourceChip source /></dd></div>
                </dl>
            </div>
        </section>
    }
}

/// The rows alone, for a `dl`, drawn anew only when they say something else.
pub fn terms(rows: Box<dyn Fn() -> Rows + Send + Sync>) -> AnyView {
    let rows = Memo::new(move |_| rows());
    part(move || rows_of(rows.get()))
}

/// The same as they are now.
pub fn rows_of(rows: Rows) -> AnyView {
    let row = |(name, value): (&'static str, Option<String>)| {
        let value = value?;
        Some(view! { <div><dt>{name}</dt><dd><bdi>{value}</bdi></dd></div> })
    };
    rows.into_iter().filter_map(row).collect_view().into_any()
}

/// The names that are known, each once; nobody is made up for the others.
pub fn named(mentions: &[Mention], chart: Chart) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for name in mentions.iter().filter_map(|one| chart.name_of(one)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    joined(names.into_iter())
}

/// The name of someone, or "Your care team".
pub fn name(mention: &Mention, chart: Chart, words: &'static Words) -> String {
    chart
        .name_of(mention)
        .unwrap_or_else(|| words.lab.care_team.to_owned())
}

/// Texts on one line; nothing if there is none.
pub fn joined(texts: impl Iterator<Item = String>) -> Option<String> {
    let texts: Vec<String> = texts.collect();
    (!texts.is_empty()).then(|| texts.join("; "))
}
