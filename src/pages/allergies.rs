//! Allergies: what may be said of them together, then every entry in its place.

use std::sync::Arc;

use leptos::prelude::*;
use record::allergies::leading;
use record::allergy::{
    Category, Clinical, Criticality, Kind, Onset, Place, Severity, Verification,
};
use record::{Allergy, Class, Marked, When};

use crate::browser::{format, page};
use crate::chart::{Chart, chart};
use crate::parts::accounts::{Accounts, Clashes, clashes};
use crate::parts::allergy_line::{sentence_beside, telling};
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::fate::Removed;
use crate::parts::icon::Icon;
use crate::parts::names::also_called;
use crate::parts::newness::{looks_at, tag};
use crate::parts::notes::Notes;
use crate::parts::notices::Notices;
use crate::parts::origin::Origin;
use crate::parts::print_head::PrintHead;
use crate::parts::receipt_line::ReceiptLine;
use crate::parts::records::records_in_card;
use crate::parts::source::SourceChip;
use crate::parts::source_filter::SourceFilter;
use crate::parts::terms::{Rows, joined, name, terms};
use crate::reader::{Reader, reader};
use crate::searches::ALLERGIES_LIST;
use crate::session::{Session, session};
use crate::words::catalogue::Words;

/// The places of the page, in its order.
const PLACES: [Place; 6] = [
    Place::Current,
    Place::Unclear,
    Place::NoneKnown,
    Place::NotAsked,
    Place::Past,
    Place::RuledOut,
];

/// `/record/allergies`
#[component]
pub fn AllergiesPage() -> impl IntoView {
    let (reader, chart, session) = (reader(), chart(), session());
    reader.title(|words| words.titles.allergies);
    looks_at(vec![Class::Allergies]);
    let entries = Memo::new(move |_| {
        let rows = chart.rows_of(Class::Allergies, chart.listed_allergies());
        let first = rows.iter().filter_map(|versions| leading(versions));
        first.cloned().collect::<Vec<_>>()
    });
    let count = Signal::derive(move || entries.with(Vec::len));
    let clashes = clashes(chart);
    let has_rows = Signal::derive(move || count.get() > 0);
    let section = |place| {
        let there = Memo::new(move |_| of(place, &entries.read()));
        part_while(
            move || !there.with(Vec::is_empty),
            move || group(place, there),
        )
    };
    view! {
        <div class="page snug">
            <PrintHead />
            <h1 tabindex="-1">{reader.say(|words| words.rooms().allergies.title)}</h1>
            <p class="lede">{text(move || sentence_beside(&clashes.read(), reader, chart, session))}</p>
            <Clashes clashes />
            <Notices domains=ALLERGIES_LIST has_rows />
            <Accounts />
            <SourceFilter class=Class::Allergies count />
            {PLACES.map(section).into_iter().collect_view()}
            <Removed classes=vec![Class::Allergies] />
            <ReceiptLine domains=ALLERGIES_LIST />
            <div class="acts">
                <button class="btn sec wide" type="button" on:click=|_| page::print()>
                    <Icon name="printer" />
                    {reader.say(|words| words.lab.print)}
                </button>
            </div>
        </div>
    }
    .into_any()
}

fn of(place: Place, entries: &[Arc<Allergy>]) -> Vec<Arc<Allergy>> {
    let there = entries.iter().filter(|one| one.place() == place);
    there.cloned().collect()
}

fn place_name(place: Place) -> fn(&'static Words) -> &'static str {
    match place {
        Place::Current => |words| words.rooms().allergies.current,
        Place::Unclear => |words| words.rooms().allergies.unclear,
        Place::NoneKnown => |words| words.rooms().allergies.none_known,
        Place::NotAsked => |words| words.rooms().allergies.asked,
        Place::Past => |words| words.rooms().allergies.past,
        Place::RuledOut => |words| words.rooms().allergies.ruled_out,
    }
}

/// The entries of a place, each drawn anew only when it says something else.
fn group(place: Place, entries: Memo<Vec<Arc<Allergy>>>) -> AnyView {
    let reader = reader();
    let id = format!("p-{}", place as u8);
    let key = |allergy: &Arc<Allergy>| (allergy.id, allergy.mark());
    let entry = |allergy| view! { <Entry allergy /> }.into_any();
    view! {
        <section class="sec" aria-labelledby=id.clone()>
            <div class="sec-h"><h2 id=id.clone()>{reader.say(place_name(place))}</h2></div>
            <ul class="cards"><For each=move || entries.get() key children=entry /></ul>
        </section>
    }
    .into_any()
}

#[component]
fn Entry(allergy: Arc<Allergy>) -> impl IntoView {
    let (reader, chart, session) = (reader(), chart(), session());
    let (named, told) = (allergy.clone(), allergy.clone());
    let (id, source) = (allergy.id, allergy.source);
    let chip = |source| view! { <SourceChip source />" " };
    let from = move || {
        let sources = chart.sources_of(id, source).into_iter();
        sources.map(chip).collect_view().into_any()
    };
    let incomplete = allergy.incomplete && allergy.unreadable.is_none();
    let unclear = allergy.unreadable.is_some();
    let has_notes = !allergy.notes.is_empty();
    let language = (allergy.place() != Place::NoneKnown).then_some("en");
    let note = move |sentence: fn(&'static Words) -> &'static str| {
        view! { <p class="calm">{reader.say(sentence)}</p> }.into_any()
    };
    view! {
        <li class="card">
            <div class="hd">
                <h3><bdi lang=language>{text(move || heading(&named, reader, chart, session))}</bdi></h3>
                {tag(Class::Allergies, id)}
            </div>
            {also_called(Class::Allergies, id)}
            {unclear.then(|| note(|words| words.lab.unclear))}
            {incomplete.then(|| note(|words| words.rooms().allergies.incomplete))}
            <dl class="kv">
                {terms(Box::new(move || facts(&told, reader, chart)))}
                <div><dt>{reader.say(|words| words.lab.from)}</dt><dd>{part(from)}</dd></div>
            </dl>
            {has_notes.then(|| view! { <p class="status">{reader.say(|words| words.rooms().allergies.notes)}</p> }.into_any())}
            <Notes notes=allergy.notes.clone() />
            {records_in_card(Class::Allergies, id)}
            <Origin class=Class::Allergies id source when=allergy.recorded.clone() />
        </li>
    }
}

fn heading(allergy: &Allergy, reader: Reader, chart: Chart, session: Session) -> String {
    let words = &reader.words().rooms().allergies;
    match allergy.place() {
        Place::NoneKnown => telling(reader, chart, session, |told| words.none(allergy, told)),
        _ => words.name(allergy),
    }
}

/// What is recorded; tracked.
pub fn facts(allergy: &Allergy, reader: Reader, chart: Chart) -> Rows {
    let words = reader.words();
    let own = &words.rooms().allergies;
    let day = |when: &When| format::day(when, reader.language());
    if allergy.unreadable.is_some() {
        return vec![(own.recorded, allergy.recorded.as_ref().map(day))];
    }
    let reactions = allergy.reactions.iter().map(|reaction| {
        let severity = reaction.severity.as_ref().map(|severity| match severity {
            Severity::Mild => own.mild.to_owned(),
            Severity::Moderate => own.moderate.to_owned(),
            Severity::Severe => own.severe.to_owned(),
            Severity::Other(sent) => sent.clone(),
        });
        let what = joined_with(&reaction.words, ", ");
        let parts: Vec<String> = severity.into_iter().chain(what).collect();
        let to = reaction.to.as_ref().map(|to| format!(" ({to})"));
        format!("{}{}", parts.join(": "), to.unwrap_or_default())
    });
    let category = |category: &Category| match category {
        Category::Food => own.food.to_owned(),
        Category::Medicine => own.medicine.to_owned(),
        Category::Environment => own.environment.to_owned(),
        Category::Biologic => own.biologic.to_owned(),
        Category::Other(sent) => sent.clone(),
    };
    let kind = allergy.kind.map(|kind| match kind {
        Kind::Allergy => own.allergy.to_owned(),
        Kind::Intolerance => own.intolerance.to_owned(),
    });
    let criticality = allergy.criticality.as_ref().map(|one| match one {
        Criticality::Low => own.low.to_owned(),
        Criticality::High => own.high.to_owned(),
        Criticality::NotKnown => own.not_known.to_owned(),
        Criticality::Other(sent) => sent.clone(),
    });
    let clinical = match &allergy.clinical {
        Clinical::Active | Clinical::NotGiven => None,
        Clinical::Inactive => Some(own.inactive.to_owned()),
        Clinical::Resolved => Some(own.resolved.to_owned()),
        Clinical::Other(sent) => Some(sent.clone()),
    };
    let verification = match &allergy.verification {
        Verification::Confirmed | Verification::NotGiven => None,
        Verification::Unconfirmed => Some(own.unconfirmed.to_owned()),
        Verification::Refuted => Some(own.refuted.to_owned()),
        Verification::Other(sent) => Some(sent.clone()),
    };
    let onset = allergy.onset.as_ref().map(|onset| match onset {
        Onset::On(when) => day(when),
        Onset::Words(sent) => sent.clone(),
        Onset::Between(from, to) => {
            let ends: Vec<String> = from.iter().chain(to).map(day).collect();
            ends.join(" – ")
        }
    });
    let who = allergy.recorder.as_ref().map(|one| name(one, chart, words));
    vec![
        (own.reaction, joined(reactions)),
        (own.criticality, criticality),
        (own.kind, kind),
        (
            own.category,
            joined(allergy.categories.iter().map(category)),
        ),
        (own.status, joined(clinical.into_iter().chain(verification))),
        (own.onset, onset),
        (own.last, allergy.last.as_ref().map(day)),
        (own.recorded, allergy.recorded.as_ref().map(day)),
        (own.recorder, who),
    ]
}

fn joined_with(words: &[String], between: &str) -> Option<String> {
    (!words.is_empty()).then(|| words.join(between))
}
