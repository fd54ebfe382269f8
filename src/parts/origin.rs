//! What became of an item, and where it comes from: the hospital, who entered it, when, and who passed it on (reference §8.3); and how it was
//! sent.

use leptos::prelude::*;
use record::{Class, LocalId, SourceId, When};

use crate::browser::format;
use crate::chart::{Chart, chart};
use crate::parts::dynamic::text;
use crate::parts::fate::Fate;
use crate::parts::original::OriginalFold;
use crate::reader::{Reader, reader};
use crate::session::{Session, session};
use crate::words::fill;

/// The end of an item's page.
#[component]
pub fn Origin(
    /// What it is one of.
    class: Class,
    /// The item.
    id: LocalId,
    /// Its hospital.
    source: SourceId,
    /// The day it belongs to, for the name of a saved file.
    when: Option<When>,
) -> impl IntoView {
    let (reader, chart, session) = (reader(), chart(), session());
    let day = when.as_ref().and_then(When::day);
    let day = day.map(|day| (day.year, day.month, day.day));
    let told = move || entered(id, source, reader, chart, session);
    view! {
        <Fate class id source />
        <p class="small muted origin"><bdi>{text(told)}</bdi></p>
        <OriginalFold id source day />
    }
}

/// The hospital, who entered it, when, and who passed it on; tracked.
pub fn entered(
    id: LocalId,
    source: SourceId,
    reader: Reader,
    chart: Chart,
    session: Session,
) -> String {
    let words = &reader.words().rooms().record;
    let hospital = session.hospital_name(source);
    let mut told = vec![fill(words.entered, &[("hospital", &hospital)])];
    let Some(origin) = chart.origin_of(id) else {
        return told.concat();
    };
    let name = |who: &Option<_>| who.as_ref().and_then(|who| chart.name_of(who));
    let author = name(&origin.author).or_else(|| name(&origin.entered_by));
    let author = match (author, name(&origin.on_behalf_of)) {
        (Some(author), Some(of)) if author != of => Some(format!("{author} ({of})")),
        (author, of) => author.or(of),
    };
    told.extend(author.map(|name| fill(words.entered_by, &[("name", &name)])));
    let recorded = origin.recorded.as_ref();
    let recorded = recorded.map(|when| format::day(when, reader.language()));
    told.extend(recorded.map(|date| fill(words.entered_on, &[("date", &date)])));
    let passed = name(&origin.transmitter).filter(|name| *name != hospital);
    told.extend(passed.map(|name| fill(words.passed_on, &[("name", &name)])));
    told.join(" ")
}
