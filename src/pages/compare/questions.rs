//! What one may ask the care team: each question with the records it comes from. That there is none says nothing, and
//! that is always said.

use std::sync::Arc;

use leptos::prelude::*;
use record::merging::Question;
use record::{Allergy, LocalId, Medicine, Merging, SourceId, When};

use super::line::cited;
use super::orders_like;
use crate::asking::{Cited, message};
use crate::browser::format;
use crate::chart::{Chart, chart};
use crate::pages::medicines::{address, called};
use crate::parts::ask_team::ask_team;
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::source::SourceChip;
use crate::reader::{Reader, reader};
use crate::searches::{ALLERGIES_LIST, MEDICINES_LIST};
use crate::session::{Session, session};
use crate::words::fill;

/// A record that a question cites.
#[derive(Clone, PartialEq)]
enum Record {
    Medicine(Arc<Medicine>),
    Allergy(Arc<Allergy>),
}

/// All questions, or those about one medicine and others with its ingredients.
#[component]
pub fn Questions(id: Option<LocalId>) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    let all = Memo::new(move |_| questions(id, chart));
    // Of what is not there nobody can say that there is nothing to ask.
    let is_whole = Memo::new(move |_| {
        let lists = [MEDICINES_LIST, ALLERGIES_LIST];
        let mut lists = lists.into_iter();
        lists.all(|list| !chart.is_loading(list) && chart.gaps_in(list).is_empty())
    });
    let none = move || {
        let told = reader.say(|words| words.rooms().compare.ask.none);
        view! { <p>{told}</p> }.into_any()
    };
    let not_all = move || {
        let told = reader.say(|words| words.rooms().compare.ask.not_all);
        view! { <p>{told}</p> }.into_any()
    };
    view! {
        <section class="sec" aria-labelledby="questions">
            <div class="sec-h"><h2 id="questions">{reader.say(|words| words.rooms().compare.ask.title)}</h2></div>
            <ul class="comparisons"><For each=move || all.get() key=Question::clone children=question_card /></ul>
            {part_while(move || all.read().is_empty() && is_whole.get(), none)}
            {part_while(move || !is_whole.get(), not_all)}
            <p class="limits"><strong>{reader.say(|words| words.rooms().compare.ask.limits)}</strong></p>
        </section>
    }
}

fn questions(id: Option<LocalId>, chart: Chart) -> Vec<Question> {
    let mut all = chart.merged(Merging::questions).unwrap_or_default();
    if let Some(id) = id {
        let orders = orders_like(id, chart);
        all.retain(|one| one.medicines().iter().any(|order| orders.contains(order)));
    }
    all
}

fn question_card(question: Question) -> AnyView {
    let (reader, chart, session) = (reader(), chart(), session());
    let question = StoredValue::new(question);
    let asks = move || question.with_value(|question| sentence(question, reader));
    // A record that changed is quoted as it is now.
    let records = Memo::new(move |_| question.with_value(|question| records(question, chart)));
    let list = move || {
        records
            .get()
            .into_iter()
            .map(cite)
            .collect_view()
            .into_any()
    };
    let buttons = move || {
        let mut sources: Vec<SourceId> = records.read().iter().map(Record::source).collect();
        sources.sort_unstable();
        sources.dedup();
        let letter = Box::new(move || {
            let all = records.get();
            let quoted: Vec<Cited> = all
                .iter()
                .map(|one| one.cited((reader, chart, session)))
                .collect();
            let what = question.with_value(|question| what(question, &all, reader, chart));
            let words = &reader.words().rooms().compare.ask;
            message(words, &what, &asks(), &quoted)
        });
        ask_team(sources, letter)
    };
    view! {
        <li class="card">
            <h3>{text(asks)}</h3>
            <ul class="list cites">{part(list)}</ul>
            {part(buttons)}
        </li>
    }
    .into_any()
}

fn sentence(question: &Question, reader: Reader) -> String {
    let words = &reader.words().rooms().compare.ask;
    match question {
        Question::SameIngredientTwice { ingredient, .. } => {
            fill(words.twice, &[("ingredient", ingredient)])
        }
        Question::OrderedTwice { orders } => words.ordered.of(orders.len()),
        Question::OnAllergyList { ingredient, .. } => {
            fill(words.allergy, &[("ingredient", ingredient)])
        }
    }
}

/// What the message is about.
fn what(question: &Question, cited: &[Record], reader: Reader, chart: Chart) -> String {
    match question {
        Question::SameIngredientTwice { ingredient, .. }
        | Question::OnAllergyList { ingredient, .. } => ingredient.clone(),
        Question::OrderedTwice { .. } => {
            let first = cited.first().map(|one| one.name(reader, chart));
            first.unwrap_or_default()
        }
    }
}

fn records(question: &Question, chart: Chart) -> Vec<Record> {
    let medicines = question.medicines().iter();
    let medicines = medicines
        .filter_map(|id| chart.medicine(*id))
        .map(Record::Medicine);
    let all = chart.allergies().into_iter();
    let listed = all.filter(|one| question.allergies().contains(&one.id));
    let mut records: Vec<Record> = medicines.chain(listed.map(Record::Allergy)).collect();
    records.sort_by_key(Record::source);
    records
}

/// Where it is read, whose it is, and of when.
fn cite(record: Record) -> AnyView {
    let (reader, chart) = (reader(), chart());
    let (named, dated, source) = (record.clone(), record.clone(), record.source());
    let name = text(move || named.name(reader, chart));
    let date = text(move || {
        let date = dated
            .date()
            .map(|when| format::day(when, reader.language()));
        let list = dated.is_allergy();
        let list = list.then(|| reader.words().rooms().compare.ask.on_list.to_owned());
        list.into_iter().chain(date).collect::<Vec<_>>().join(" · ")
    });
    view! {
        <li class="row">
            <div class="body">
                <a href=record.address() class="main"><bdi lang="en">{name}</bdi></a>
                <span class="sub">{date}</span>
            </div>
            <span class="side"><SourceChip source /></span>
        </li>
    }
    .into_any()
}

impl Record {
    fn source(&self) -> SourceId {
        match self {
            Record::Medicine(one) => one.source,
            Record::Allergy(one) => one.source,
        }
    }

    fn is_allergy(&self) -> bool {
        matches!(self, Record::Allergy(_))
    }

    fn address(&self) -> String {
        match self {
            Record::Medicine(one) => address(one.id),
            Record::Allergy(_) => "/record/allergies".to_owned(),
        }
    }

    fn date(&self) -> Option<&When> {
        match self {
            Record::Medicine(one) => one.written.as_ref(),
            Record::Allergy(one) => one.recorded.as_ref(),
        }
    }

    fn name(&self, reader: Reader, chart: Chart) -> String {
        match self {
            Record::Medicine(one) => called(one, reader, chart),
            Record::Allergy(one) => reader.words().rooms().allergies.name(one),
        }
    }

    fn cited(&self, of: (Reader, Chart, Session)) -> Cited {
        let (reader, chart, session) = of;
        match self {
            Record::Medicine(one) => cited(one, of),
            Record::Allergy(one) => {
                let words = reader.words().rooms();
                let date = self.date().map(|when| format::day(when, reader.language()));
                let date = date.map(|date| (words.allergies.recorded.to_owned(), date));
                Cited {
                    hospital: session.hospital_name(one.source),
                    name: format!(
                        "{}: {}",
                        words.compare.ask.on_list,
                        self.name(reader, chart)
                    ),
                    lines: date.into_iter().collect(),
                }
            }
        }
    }
}
