//! "About this visit": terms and what the hospital recorded for each.

use leptos::prelude::*;
use record::SourceId;
use record::names::Mention;

use crate::chart::Chart;
use crate::parts::dynamic::part;
use crate::parts::source::SourceChip;
use crate::reader::reader;
use crate::words::Language;
use crate::words::catalogue::Words;

/// Terms with their values; one without a value has no row.
pub type Rows = Vec<(&'static str, Option<String>)>;

/// The list, under its heading, with the hospital it comes from.
pub fn terms(
    heading: fn(&'static Words) -> &'static str,
    rows: Box<dyn Fn() -> Rows + Send + Sync>,
    source: SourceId,
) -> AnyView {
    let reader = reader();
    let row = |(name, value): (&'static str, Option<String>)| {
        value.map(|value| view! { <div><dt>{name}</dt><dd><bdi>{value}</bdi></dd></div> })
    };
    let written = Signal::derive(move || match reader.language() {
        Language::English => "",
        Language::Spanish => reader.words().shell.as_written,
    });
    view! {
        <section class="sec" aria-labelledby="about">
            <div class="sec-h"><h2 id="about">{reader.say(heading)}</h2></div>
            <p class="small muted">{written}</p>
            <div class="list">
                <dl class="kv">
                    {part(move || rows().into_iter().map(row).collect_view().into_any())}
                    <div><dt>{reader.say(|words| words.lab.from)}</dt><dd><SourceChip source /></dd></div>
                </dl>
            </div>
        </section>
    }
    .into_any()
}

/// The names that are known, each once; nobody is made up for the others.
pub fn named(mentions: &[Mention], chart: Chart) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for name in mentions.iter().filter_map(|one| chart.name_of(one)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| names.join("; "))
}
