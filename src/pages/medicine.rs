//! One medicine: how to take it as written, what else is recorded, and what every other order of it says.

pub mod versions;

use std::sync::Arc;

use leptos::prelude::*;
use record::medicine::{Doubt, Group};
use record::note::Note;
use record::{Class, LocalId, Medicine, When};

use versions::{Related, Versions};

use crate::browser::{clock, format, page};
use crate::chart::{Chart, chart};
use crate::pages::compare::compare_link;
use crate::pages::medicines::{called, group_name, standing};
use crate::parts::back::Back;
use crate::parts::dynamic::{part, text};
use crate::parts::icon::Icon;
use crate::parts::instructions::HowToTake;
use crate::parts::not_here::NotHere;
use crate::parts::notes::{Notes, Verbatim};
use crate::parts::origin::Origin;
use crate::parts::own_word::own_word;
use crate::parts::print_head::PrintHead;
use crate::parts::terms::{Rows, Terms, joined, name};
use crate::reader::{Reader, reader};
use crate::searches::MEDICINES_LIST;
use crate::words::catalogue::Words;
use crate::words::fill;

/// `/medicines/:medicine`
#[component]
pub fn MedicinePage(id: Option<LocalId>) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    reader.title(|words| words.titles.medicine);
    let found = Memo::new(move |_| chart.listed_medicine(id?));
    view! {
        <div class="page snug">
            <PrintHead />
            <Back href="/medicines" name=|words| words.rooms().medicines.all />
            {part(move || match found.get() {
                Some(medicine) => view! { <OneMedicine medicine /> }.into_any(),
                None => view! { <NotHere title=|words| words.titles.medicine domains=MEDICINES_LIST loading=|words| words.rooms().medicines.loading not_here=|words| words.rooms().medicines.not_here /> }.into_any(),
            })}
        </div>
    }
    .into_any()
}

#[component]
fn OneMedicine(medicine: Arc<Medicine>) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    let (named, told, recorded) = (medicine.clone(), medicine.clone(), medicine.clone());
    let (group, refills) = (medicine.group(), medicine.refills);
    let unread = medicine
        .unreadable
        .clone()
        .and_then(|unreadable| unreadable.text);
    let refilled = text(move || match refills {
        Some(0) => reader.words().rooms().medicines.no_refills.to_owned(),
        Some(refills) => reader.words().rooms().medicines.refills.of(refills),
        None => String::new(),
    });
    let rows = Box::new(move || facts(&recorded, reader, chart));
    view! {
        <h1 tabindex="-1"><bdi lang="en">{text(move || called(&named, reader, chart))}</bdi></h1>
        <p class="lede">{reader.say(group_name(group))}</p>
        <div class="notes">{part(move || warnings(&told, reader, chart))}</div>
        {match group {
            Group::Unclear => view! { <Verbatim pieces=unread.into_iter().collect() /> }.into_any(),
            _ => view! { <HowToTake medicine=medicine.clone() /> }.into_any(),
        }}
        {refills.map(|_| view! { <p class="sum">{refilled}</p> }.into_any())}
        <Terms title=|words| words.rooms().medicines.about rows has_words=true source=medicine.source />
        <Beside notes=medicine.notes.clone() />
        <Versions id=medicine.id />
        <Related id=medicine.id />
        {compare_link(medicine.id)}
        {own_word(medicine.id)}
        <Origin class=Class::Medicines id=medicine.id source=medicine.source when=medicine.written.clone() />
        <p class="note flat small">
            <Icon name="info" />
            <span>{reader.say(|words| words.rooms().medicines.ask)}</span>
        </p>
        <div class="acts">
            <button class="btn sec wide" type="button" on:click=|_| page::print()>
                <Icon name="printer" />
                {reader.say(|words| words.lab.print)}
            </button>
        </div>
    }
}

/// What the hospital wrote beside it.
#[component]
fn Beside(notes: Vec<Note>) -> impl IntoView {
    let reader = reader();
    (!notes.is_empty()).then(|| {
        view! {
            <section class="sec card prose" aria-labelledby="beside">
                <h2 id="beside">{reader.say(|words| words.rooms().medicines.notes)}</h2>
                <Notes notes />
            </section>
        }
        .into_any()
    })
}

/// What must be known before the instructions are read.
fn warnings(medicine: &Medicine, reader: Reader, chart: Chart) -> AnyView {
    let words = reader.words();
    let mut said: Vec<String> = Vec::new();
    match medicine.group() {
        Group::Unclear => said.push(words.lab.unclear.to_owned()),
        _ if medicine.do_not_take => said.push(words.rooms().medicines.say_do_not_take.to_owned()),
        Group::Suggested => said.push(words.rooms().medicines.say_suggested.to_owned()),
        _ => {}
    }
    if medicine.reported {
        said.push(words.rooms().medicines.say_reported.to_owned());
    }
    if let (Some(one), Some(other)) = chart.medicine_name(&medicine.name) {
        let names: [(&str, &dyn std::fmt::Display); 2] = [("one", &one), ("other", &other)];
        said.push(fill(words.rooms().medicines.two_names, &names));
    }
    if let Some(doubt) = medicine.doubt(clock::day()) {
        said.push(format!(
            "{} {}",
            words.rooms().medicines.still_current,
            why(&doubt, words, reader)
        ));
    }
    if medicine.incomplete && medicine.unreadable.is_none() {
        said.push(words.rooms().medicines.incomplete.to_owned());
    }
    let note = |sentence: String| {
        view! { <p class="note warn"><Icon name="triangle-alert" /><span>{sentence}</span></p> }
    };
    said.into_iter().map(note).collect_view().into_any()
}

fn why(doubt: &Doubt, words: &'static Words, reader: Reader) -> String {
    let (sentence, when) = match doubt {
        Doubt::Ended(when) => (words.rooms().medicines.ended, when),
        Doubt::Expired(when) => (words.rooms().medicines.expired, when),
        Doubt::Old(when) => (words.rooms().medicines.old, when),
    };
    fill(sentence, &[("date", &format::day(when, reader.language()))])
}

/// What else is recorded; tracked.
pub fn facts(medicine: &Medicine, reader: Reader, chart: Chart) -> Rows {
    let words = reader.words();
    let own = &words.rooms().medicines;
    let day = |when: &When| format::day(when, reader.language());
    let who =
        |one: &Option<record::names::Mention>| one.as_ref().map(|one| name(one, chart, words));
    let valid = match (&medicine.valid_from, &medicine.valid_until) {
        (Some(from), Some(to)) => Some(fill(
            words.lab.period,
            &[("from", &day(from)), ("to", &day(to))],
        )),
        (Some(from), None) => Some(fill(words.lab.since, &[("from", &day(from))])),
        (None, Some(to)) => Some(fill(words.lab.until, &[("to", &day(to))])),
        (None, None) => None,
    };
    vec![
        (own.reason, joined(medicine.reasons.iter().cloned())),
        (own.status, Some(standing(&medicine.status, reader))),
        (own.status_reason, medicine.status_reason.clone()),
        (own.prescriber, who(&medicine.prescriber)),
        (own.reported_by, who(&medicine.reported_by)),
        (own.written, medicine.written.as_ref().map(day)),
        (own.valid, valid),
        (own.amount, medicine.amount.clone()),
        (own.lasts, medicine.lasts.clone()),
        (own.pharmacy, who(&medicine.pharmacy)),
        (own.code, medicine.name.code.clone()),
    ]
}
