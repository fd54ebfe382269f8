//! Every other order of the medicine in any record, why they stand as one, in what they differ; and medicines that have
//! the same ingredients and are something else.

use std::sync::Arc;

use leptos::prelude::*;
use record::medicine::Group;
use record::merging::{Card, Conflict, Related as Likes, Stated};
use record::{Class, LocalId, Medicine};

use crate::chart::{Chart, chart};
use crate::pages::medicines::{address, called, state};
use crate::parts::differences::differences;
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::icon::Icon;
use crate::parts::paged::paged_as;
use crate::parts::records::{Way, one, version_of};
use crate::parts::source::chips;
use crate::reader::{Reader, reader};
use crate::words::fill;

/// "The same medicine in your records"; nothing where there is one order.
#[component]
pub fn Versions(
    /// The order that stands above.
    id: LocalId,
) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    let card = Memo::new(move |_| chart.merged(|merging| merging.medicine(id)).flatten());
    let others = move |is_past: bool| {
        let card = card.read();
        let versions = card.iter().flat_map(Card::versions);
        let here = versions.filter(|one| one.id != id && (one.group() == Group::Past) == is_past);
        here.map(|one| one.id).collect::<Vec<_>>()
    };
    let (current, past) = (
        Memo::new(move |_| others(false)),
        Memo::new(move |_| others(true)),
    );
    let is_alone = move || current.read().is_empty() && past.read().is_empty();
    let over = move || {
        let title = text(move || {
            let name = reader.words().rooms().medicines.past;
            format!("{name} ({})", past.read().len())
        });
        view! {
            <details class="fold past">
                <summary><h3>{title}</h3></summary>
                {list(past)}
            </details>
        }
        .into_any()
    };
    let section = move || {
        view! {
            <section class="sec" aria-labelledby="same">
                <div class="sec-h"><h2 id="same">{reader.say(|words| words.rooms().compare.together)}</h2></div>
                {part(move || card.get().map(|card| why(&card)).into_any())}
                {part_while(move || !current.read().is_empty(), move || list(current))}
                {part_while(move || !past.read().is_empty(), over)}
            </section>
        }
        .into_any()
    };
    part_while(move || !is_alone(), section)
}

/// Each order as its hospital wrote it.
fn list(ids: Memo<Vec<LocalId>>) -> AnyView {
    let chart = chart();
    let version = move |id: LocalId| {
        let source_of = |id| untrack(|| chart.medicine(id)).map(|one| one.source);
        let Some(source) = source_of(id) else {
            return ().into_any();
        };
        let all = ids.get_untracked().into_iter();
        let way = match all.filter(|id| source_of(*id) == Some(source)).count() {
            0 | 1 => Way::Plain,
            _ => Way::Named,
        };
        one(source, (Class::Medicines, id), way, version_of)
    };
    paged_as("versions", ids, version, |id| {
        format!(".versions a[href=\"{}\"]", address(id))
    })
}

/// Why the orders stand as one, what was compared for that, and in what they differ.
fn why(card: &Card) -> AnyView {
    let (reader, likeness) = (reader(), card.likeness);
    let (records, orders) = (card.sources().len(), card.versions().count());
    let compared = card.compared.clone();
    let mut reasons: Vec<_> = card
        .orders
        .iter()
        .flat_map(|order| &order.reasons)
        .collect();
    reasons.sort_unstable();
    reasons.dedup();
    let reasons: Vec<_> = reasons.into_iter().copied().collect();
    let told = text(move || {
        let language = reader.language();
        let words = reader.words().rooms();
        let standing = format!("{}.", words.merging.standing(records, orders));
        let likeness = language.likeness(likeness).map(str::to_owned);
        let reasons = reasons.iter().map(|reason| {
            let reason = language.reason(Class::Medicines, *reason);
            format!("{reason}.")
        });
        let what: Vec<&str> = compared.iter().map(|one| language.compared(*one)).collect();
        let what =
            (!what.is_empty()).then(|| fill(words.compare.compared, &[("what", &what.join("; "))]));
        let parts = std::iter::once(standing)
            .chain(likeness)
            .chain(reasons)
            .chain(what);
        parts.collect::<Vec<_>>().join(" ")
    });
    view! {
        <p class="muted">{told}</p>
        {differences(&card.conflicts)}
    }
    .into_any()
}

/// "Other medicines with the same ingredient"; nothing where there is none.
#[component]
pub fn Related(
    /// The order that stands above.
    id: LocalId,
) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    let likes = Memo::new(move |_| chart.merged(|merging| merging.related_to(id)).flatten());
    let section = move |likes: Likes| {
        let others = likes
            .cards
            .iter()
            .filter(|card| card.versions().all(|one| one.id != id));
        let rows = others.filter_map(|card| Some(row(card.versions().next()?, &likes.differences)));
        let rows = rows.collect_view();
        view! {
            <section class="sec" aria-labelledby="related">
                <div class="sec-h"><h2 id="related">{reader.say(|words| words.rooms().compare.related)}</h2></div>
                <p class="muted">{reader.say(|words| words.rooms().compare.related_say)}</p>
                <ul class="list">{rows}</ul>
            </section>
        }
        .into_any()
    };
    part(move || likes.get().map(section).into_any())
}

/// One of them, and in what it differs.
fn row(first: &Arc<Medicine>, differences: &[Conflict]) -> AnyView {
    let (reader, chart) = (reader(), chart());
    let (id, source) = (first.id, first.source);
    let of = |tell: fn(&Medicine, Reader, Chart) -> String| {
        let first = first.clone();
        text(move || tell(&first, reader, chart))
    };
    let (name, state) = (of(called), of(|one, reader, _| state(one, reader)));
    let said = differences.iter().filter_map(|conflict| {
        let said = conflict.said.iter().find(|said| said.id == id)?;
        match &said.stated {
            Stated::Words(words) => Some((conflict.field, words.join(" / "))),
            _ => None,
        }
    });
    let said: Vec<_> = said.collect();
    let differs = text(move || {
        let one =
            |(field, words): &(_, String)| format!("{}: {words}", reader.language().field(*field));
        said.iter().map(one).collect::<Vec<_>>().join(" · ")
    });
    view! {
        <li class="row">
            <div class="body">
                <a href=address(id) class="main"><bdi lang="en">{name}</bdi></a>
                <span class="sub"><bdi>{differs}</bdi></span>
                <span class="sub">{state}</span>
            </div>
            {chips(id, source)}
            <span class="chev"><Icon name="chevron-right" /></span>
        </li>
    }
    .into_any()
}
