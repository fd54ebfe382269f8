//! Medicines with the same ingredients as each record has them, side by side, and what one may ask about them. Nobody is
//! right here, and nothing is left out: that is for a care team to say.

pub mod line;
pub mod questions;
pub mod side;

use std::collections::HashSet;

use leptos::prelude::*;
use record::merging::{Agreement, Card, Comparison};
use record::{Class, LocalId, Merging};

use questions::Questions;
use side::comparison_card;

use crate::chart::table::Lookup;
use crate::chart::{Chart, chart};
use crate::parts::allergy_line::AllergyLine;
use crate::parts::as_written::AsWritten;
use crate::parts::back::Back;
use crate::parts::dynamic::{part_while, text};
use crate::parts::notices::Notices;
use crate::parts::print_head::PrintHead;
use crate::parts::receipt_line::ReceiptLine;
use crate::reader::reader;
use crate::searches::{ALLERGIES_LIST, MEDICINES_LIST};
use crate::words::catalogue::Words;

/// The parts of the page.
#[derive(Clone, Copy, PartialEq)]
enum Section {
    Differ,
    OneRecord,
    Same,
    Over,
}

impl Section {
    const ALL: [Section; 4] = [
        Section::Differ,
        Section::OneRecord,
        Section::Same,
        Section::Over,
    ];

    fn of(one: &Comparison) -> Section {
        match one.agreement {
            _ if !one.is_current() => Section::Over,
            Agreement::Differs => Section::Differ,
            Agreement::OneRecord => Section::OneRecord,
            Agreement::Less | Agreement::Same => Section::Same,
        }
    }

    fn name(self) -> fn(&'static Words) -> &'static str {
        match self {
            Section::Differ => |words| words.rooms().compare.differ,
            Section::OneRecord => |words| words.rooms().compare.one_record,
            Section::Same => |words| words.rooms().compare.same,
            Section::Over => |words| words.rooms().compare.over,
        }
    }
}

/// `/medicines/compare`, `/medicines/compare/:medicine`
#[component]
pub fn ComparePage(
    /// An order of the medicine that alone is compared.
    id: Option<LocalId>,
) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    reader.title(|words| words.titles.medicines);
    let all = Memo::new(move |_| comparisons(id, chart));
    let is_empty = move || all.read().is_empty();
    let is_loading = move || {
        let lists = [MEDICINES_LIST, ALLERGIES_LIST];
        lists.into_iter().any(|list| chart.is_loading(list))
    };
    let may_lack = move || !chart.gaps_in(MEDICINES_LIST).is_empty();
    let has_rows = Signal::derive(move || chart.count(Class::Medicines) > 0);
    let has_allergies = Signal::derive(move || !chart.allergies().is_empty());
    let loading = move || {
        let told = reader.say(|words| words.rooms().compare.loading);
        view! { <p class="count-line" role="status">{told}</p> }.into_any()
    };
    let nothing = move || {
        let told = match id {
            Some(_) => reader.say(|words| words.rooms().compare.not_here),
            None => reader.say(|words| words.rooms().compare.nothing),
        };
        view! { <p class="count-line">{told}</p> }.into_any()
    };
    let whole = id.map(|_| {
        let see = reader.say(|words| words.rooms().compare.all);
        view! { <p class="tools"><a href="/medicines/compare" class="btn sec">{see}</a></p> }
            .into_any()
    });
    view! {
        <div class="page snug">
            <PrintHead />
            <Back href="/medicines" name=|words| words.rooms().medicines.all />
            <h1 tabindex="-1">{reader.say(|words| words.rooms().compare.title)}</h1>
            <p class="lede">{reader.say(|words| words.rooms().compare.lead)}</p>
            <Notices domains=ALLERGIES_LIST has_rows=has_allergies />
            <AllergyLine />
            <Notices domains=MEDICINES_LIST has_rows />
            {part_while(is_loading, loading)}
            {whole}
            {part_while(move || !is_empty(), || view! { <AsWritten /> }.into_any())}
            {part_while(move || is_empty() && !is_loading() && !may_lack(), nothing)}
            {Section::ALL.map(|section| section_of(section, all)).into_iter().collect_view()}
            <Questions id />
            <How />
            <ReceiptLine domains=MEDICINES_LIST />
        </div>
    }
    .into_any()
}

/// All there is to compare, or what has the ingredients of one medicine; tracked.
fn comparisons(id: Option<LocalId>, chart: Chart) -> Vec<Comparison> {
    let found = chart.merged(|merging| match id {
        Some(id) => merging.comparison(id).into_iter().collect(),
        None => merging.comparisons(),
    });
    found.unwrap_or_default()
}

/// The way to the page about one medicine, while there is something to compare.
pub fn compare_link(id: LocalId) -> AnyView {
    let (reader, chart) = (reader(), chart());
    let link = move || {
        let see = reader.say(|words| words.rooms().compare.see);
        let href = format!("/medicines/compare/{id}");
        view! { <p class="tools"><a href=href class="btn sec small">{see}</a></p> }.into_any()
    };
    part_while(move || !comparisons(Some(id), chart).is_empty(), link)
}

/// A part of the page, while something stands in it.
fn section_of(section: Section, all: Memo<Vec<Comparison>>) -> AnyView {
    let reader = reader();
    let ids = Memo::new(move |_| {
        let all = all.read();
        let here = all.iter().filter(|one| Section::of(one) == section);
        here.filter_map(Comparison::id).collect::<Vec<_>>()
    });
    let card = move |id: LocalId| {
        let one = Memo::new(move |_| {
            let all = all.read();
            all.iter().find(|one| one.id() == Some(id)).cloned()
        });
        comparison_card(one)
    };
    let heading = format!("c-{}", section as u8);
    let cards = move || {
        let heading = heading.clone();
        let name = reader.say(section.name());
        let title = text(move || format!("{} ({})", name.get(), ids.read().len()));
        let list = view! { <ul class="comparisons"><For each=move || ids.get() key=|id| *id children=card /></ul> };
        match section {
            Section::Over => view! {
                <details class="fold past">
                    <summary><h2>{title}</h2></summary>
                    {list}
                </details>
            }
            .into_any(),
            Section::Differ | Section::OneRecord | Section::Same => view! {
                <section class="sec" aria-labelledby=heading.clone()>
                    <div class="sec-h"><h2 id=heading.clone()>{title}</h2></div>
                    {list}
                </section>
            }
            .into_any(),
        }
    };
    part_while(move || !ids.read().is_empty(), cards)
}

/// What was compared, and what was not.
#[component]
fn How() -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    let unknown = Memo::new(move |_| chart.merged(Merging::of_unknown_ingredients).unwrap_or(0));
    let counted = move || {
        let told = text(move || reader.words().rooms().compare.unknown.of(unknown.get()));
        view! { <p>{told}</p> }.into_any()
    };
    let table = text(move || {
        let words = &reader.words().rooms().compare;
        match chart.lookup() {
            Lookup::Here => words.table,
            Lookup::NotAsked => words.no_table,
            Lookup::UnderWay => words.loading,
            Lookup::Refused(_) | Lookup::DidNotCome(_) => words.table_missing,
        }
        .to_owned()
    });
    view! {
        <section class="sec prose" aria-labelledby="how">
            <div class="sec-h"><h2 id="how">{reader.say(|words| words.rooms().compare.how)}</h2></div>
            <p>{reader.say(|words| words.rooms().compare.how_same)}</p>
            <p>{reader.say(|words| words.rooms().compare.how_names)}</p>
            <p>{reader.say(|words| words.rooms().compare.how_never)}</p>
            <p>{table}</p>
            {part_while(move || unknown.get() > 0, counted)}
        </section>
    }
}

/// The orders of a medicine and of others with its ingredients; tracked.
fn orders_like(id: LocalId, chart: Chart) -> HashSet<LocalId> {
    let card = chart.merged(|merging| merging.medicine(id)).flatten();
    let all = comparisons(Some(id), chart);
    let cards = all.iter().flat_map(|one| &one.cards).chain(&card);
    let orders = cards.flat_map(Card::versions).map(|version| version.id);
    orders.chain([id]).collect()
}
