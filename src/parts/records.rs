//! On the page of one thing: that it stands in several records, why, in what they differ, and what each of them says.

use leptos::prelude::*;
use record::labs::Shelf;
use record::merging::{Reason, Together};
use record::{Class, LabReport, LocalId, SourceId, When};

use crate::browser::format;
use crate::chart::listed::Was;
use crate::chart::{Chart, chart};
use crate::pages::record::places::Place;
use crate::pages::{documents, visits};
use crate::parts::differences::differences;
use crate::parts::dynamic::{part, text};
use crate::parts::facts::status;
use crate::parts::origin::entered;
use crate::parts::original::OriginalFold;
use crate::parts::report_row::{address, title};
use crate::parts::source::SourceChip;
use crate::parts::terms::{Rows, joined, terms};
use crate::parts::value::value_line;
use crate::parts::version::{self, body};
use crate::reader::{Reader, reader};
use crate::session::session;
use crate::words::fill;

/// A section of the page; nothing of what stands alone.
pub fn records(class: Class, id: LocalId) -> AnyView {
    let chart = chart();
    let together = Memo::new(move |_| chart.together(id));
    part(move || {
        let together = together.get();
        together
            .map(|together| section(&together, class, id, version_of))
            .into_any()
    })
}

/// The same inside a card.
pub fn records_in_card(class: Class, id: LocalId) -> AnyView {
    let chart = chart();
    let together = Memo::new(move |_| chart.together(id));
    part(move || {
        let together = together.get();
        together
            .map(|together| {
                let heading = counted(&together);
                view! { <h4>{heading}</h4>{told(&together, class, id, version_of)} }
            })
            .into_any()
    })
}

/// The same of a report, or of results that no report holds together.
pub fn records_of_report(id: LocalId) -> AnyView {
    let chart = chart();
    let together = Memo::new(move |_| together_of(id, chart));
    part(move || {
        let together = together.get();
        together
            .map(|together| section(&together, Class::Papers, id, report_of))
            .into_any()
    })
}

/// What is known of the versions of a row of the list of results.
fn together_of(id: LocalId, chart: Chart) -> Option<Together> {
    let same = chart.same_reports(id);
    if same.len() < 2 {
        return None;
    }
    let mut versions: Vec<(SourceId, LocalId)> = Vec::new();
    let (mut reasons, mut conflicts) = (Vec::new(), Vec::new());
    for report in &same {
        let source = report.sources.first().copied();
        versions.extend(source.map(|source| (source, report.id)));
        if let Some(together) = chart.together(report.id) {
            reasons.extend(together.reasons);
            conflicts = together.conflicts;
        }
    }
    if reasons.is_empty() {
        reasons.push(Reason::SameResult);
    }
    versions.sort_unstable();
    reasons.sort_unstable();
    reasons.dedup();
    Some(Together {
        versions,
        reasons,
        conflicts,
    })
}

/// How one version is shown.
pub type Version = fn(Class, LocalId) -> AnyView;

fn section(together: &Together, class: Class, id: LocalId, version: Version) -> AnyView {
    let heading = counted(together);
    view! {
        <section class="sec" aria-labelledby="records">
            <div class="sec-h"><h2 id="records">{heading}</h2></div>
            {told(together, class, id, version)}
        </section>
    }
    .into_any()
}

/// "In 2 records".
fn counted(together: &Together) -> Signal<String> {
    let reader = reader();
    let (records, versions) = (together.sources().len(), together.versions.len());
    text(move || reader.words().rooms().merging.standing(records, versions))
}

fn told(together: &Together, class: Class, id: LocalId, version: Version) -> AnyView {
    let reader = reader();
    let reasons = together.reasons.clone();
    let reasons = text(move || {
        let reasons = reasons.iter();
        let told = reasons.map(|reason| reader.language().reason(class, *reason));
        told.collect::<Vec<_>>().join(" · ")
    });
    let versions = &together.versions;
    let one = |(source, of): &(SourceId, LocalId)| {
        let same = versions.iter().filter(|(other, _)| other == source);
        let way = match (*of == id, same.count() > 1) {
            (true, _) => Way::Shown,
            (false, true) => Way::Named,
            (false, false) => Way::Plain,
        };
        one(*source, (class, *of), way, version)
    };
    let why = reader.say(|words| words.rooms().merging.why);
    view! {
        <p class="muted">{why}": "{reasons}</p>
        {differences(&together.conflicts)}
        <p class="muted">{reader.say(|words| words.rooms().merging.each)}":"</p>
        <ul class="versions">{together.versions.iter().map(one).collect_view()}</ul>
    }
    .into_any()
}

/// How one leads to a version.
#[derive(Clone, Copy, PartialEq)]
pub enum Way {
    /// It is the one that is shown above.
    Shown,
    /// By a link that names its hospital.
    Plain,
    /// The hospital has several: the link says which it is, too.
    Named,
}

/// What one hospital has of it, and where it comes from.
pub fn one(source: SourceId, of: (Class, LocalId), way: Way, version: Version) -> AnyView {
    let (reader, chart, session) = (reader(), chart(), session());
    let (class, id) = of;
    let origin = text(move || {
        let entered = entered(id, source, reader, chart, session);
        let received = chart.updated(source).map(|at| {
            let date = format::date(at, reader.language());
            fill(reader.words().rooms().merging.received, &[("date", &date)])
        });
        let told = std::iter::once(entered).chain(received);
        told.collect::<Vec<_>>().join(" ")
    });
    let open = text(move || {
        let hospital = session.hospital_name(source);
        let sentence = reader.words().rooms().merging.open;
        let open = fill(sentence, &[("hospital", &hospital)]);
        let which = (way == Way::Named).then(|| which(class, id, reader, chart));
        let parts = std::iter::once(open).chain(which.into_iter().flatten());
        parts.collect::<Vec<_>>().join(" · ")
    });
    // Whoever is on the link stays there while results arrive.
    let address = untrack(|| address_of(class, id, chart));
    let is_shown = way == Way::Shown;
    let way = match (is_shown, address) {
        (true, _) => {
            let told = reader.say(|words| words.rooms().merging.this_one);
            view! { <p class="small muted">{told}</p> }.into_any()
        }
        (false, Some(href)) => view! { <p class="small"><a href=href>{open}</a></p> }.into_any(),
        (false, None) => {
            view! { <OriginalFold id source day=untrack(|| day_of(class, id, chart)) /> }.into_any()
        }
    };
    let mark = Memo::new(move |_| chart.mark_of(class, id));
    let shown = move || {
        mark.track();
        match is_shown {
            true => ().into_any(),
            false => untrack(|| version(class, id)),
        }
    };
    view! {
        <li>
            <p><SourceChip source /></p>
            {part(shown)}
            <p class="small muted origin"><bdi>{origin}</bdi></p>
            {way}
        </li>
    }
    .into_any()
}

/// The day that the name of a file carries.
fn day_of(class: Class, id: LocalId, chart: Chart) -> Option<(i16, u8, u8)> {
    let Was::Allergy(allergy) = chart.as_it_is(class, id)? else {
        return None;
    };
    let day = allergy.recorded.as_ref().and_then(When::day);
    day.map(|day| (day.year, day.month, day.day))
}

/// What a version is called, and of when it is.
fn which(class: Class, id: LocalId, reader: Reader, chart: Chart) -> Vec<String> {
    let Some(was) = chart.as_it_is(class, id) else {
        return Vec::new();
    };
    let date = match &was {
        Was::Medicine(one) => one.written.as_ref(),
        Was::Result(one) => one.date(),
        Was::Document(one) => one.when(),
        Was::Entry(..)
        | Was::Paper(_)
        | Was::Visit(_)
        | Was::Allergy(_)
        | Was::Team(_)
        | Was::Person(_) => None,
    };
    let date = date.map(|when| format::day(when, reader.language()));
    let name = version::name(&was, reader, chart);
    std::iter::once(name).chain(date).collect()
}

/// The version with everything that was recorded.
pub fn version_of(class: Class, id: LocalId) -> AnyView {
    let was = chart().as_it_is(class, id);
    was.map(|was| view! { <p><strong>{version::title(&was)}</strong></p>{body(was)} })
        .into_any()
}

fn report_of(_: Class, id: LocalId) -> AnyView {
    let (reader, chart) = (reader(), chart());
    let Some(report) = chart.report(id) else {
        return ().into_any();
    };
    let named = report.clone();
    let rows = Box::new(move || facts(&report, reader));
    view! {
        <p><strong><bdi lang="en">{text(move || title(&named.title, reader))}</bdi></strong></p>
        <div class="list"><dl class="kv">{terms(rows)}</dl></div>
    }
    .into_any()
}

/// The date, the status, every result and the summary.
fn facts(report: &LabReport, reader: Reader) -> Rows {
    let words = reader.words();
    let (news, day) = (&words.rooms().news, report.date.as_ref());
    let results = report.lines.iter().map(|line| {
        let name = line.result.name.words.as_deref();
        let value = value_line(&line.result, reader);
        format!("{}: {value}", name.unwrap_or(words.lab.untitled))
    });
    vec![
        (
            news.date,
            day.map(|when| format::day_and_time(when, reader.language())),
        ),
        (news.place, Some(status(&report.status, words))),
        (news.value, joined(results)),
        (
            words.results.conclusion,
            joined(report.conclusion.iter().cloned()),
        ),
    ]
}

/// Where exactly this version is read.
fn address_of(class: Class, id: LocalId, chart: Chart) -> Option<String> {
    match class {
        Class::Documents => Some(documents::address(id)),
        Class::Visits => Some(visits::address(id)),
        Class::Papers => Some(address(id)),
        Class::Results(Shelf::Lab) => {
            let report = chart.report_with(id)?;
            Some(format!("{}/{id}", address(report.id)))
        }
        Class::Medicines => Some(format!("/medicines/{id}")),
        Class::Results(_) | Class::Part(_) => Some(Place::of(class)?.address_of(id)),
        // All of them stand on one page.
        Class::Allergies | Class::People | Class::Messages | Class::Teams => None,
    }
}
