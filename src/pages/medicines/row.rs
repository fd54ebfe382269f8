//! A row of the list: a medicine as its newest current order writes it, and everything current that says something else.

use std::sync::Arc;

use leptos::prelude::*;
use record::medicine::Group;
use record::merging::{Likeness, Row};
use record::{Class, LocalId, Medicine};

use super::{Groups, address, called, group_name, standing, state, written_on};
use crate::chart::{Chart, chart};
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::fate::under;
use crate::parts::icon::Icon;
use crate::parts::instructions::{in_short, is_written};
use crate::parts::newness::tag;
use crate::parts::own_word::own_word_line;
use crate::parts::source::{SourceChip, chips};
use crate::reader::{Reader, reader};
use crate::session::session;
use crate::words::fill;

/// The row of this key.
pub fn medicine_row(key: LocalId, groups: Groups) -> AnyView {
    let (reader, chart) = (reader(), chart());
    let row = Memo::new(move |_| {
        let groups = groups.read();
        let mut rows = groups.iter().flat_map(|(_, rows)| rows);
        rows.find(|row| row.key == key).cloned()
    });
    let Some(source) = untrack(|| chart.listed_medicine(key)).map(|first| first.source) else {
        return ().into_any();
    };
    let lead = Memo::new(move |_| chart.listed_medicine(row.read().as_ref()?.lead));
    let href = text(move || {
        let lead = row.read().as_ref().map(|row| row.lead);
        address(lead.unwrap_or(key))
    });
    let of = move |tell: fn(&Medicine, Reader, Chart) -> String| {
        text(move || {
            let lead = lead.read();
            let told = lead.as_ref().map(|one| tell(one, reader, chart));
            told.unwrap_or_default()
        })
    };
    let language = move || lead.with(|one| one.as_deref().is_some_and(is_written).then_some("en"));
    let beside = Memo::new(move |_| {
        let row = row.read();
        row.as_ref()
            .map(|row| row.beside.clone())
            .unwrap_or_default()
    });
    let likeness = Memo::new(move |_| chart.merged(|merging| merging.likeness(key)).flatten());
    let possibly = move || likeness.get() == Some(Likeness::PossiblySame);
    let unsure = move || {
        let told = text(move || {
            let told = likeness
                .get()
                .and_then(|one| reader.language().likeness(one));
            told.unwrap_or_default().to_owned()
        });
        view! { <span class="sub">{told}</span> }.into_any()
    };
    // Which is whose matters where two say different things.
    let whose = move || match (beside.read().is_empty(), &*lead.read()) {
        (false, Some(lead)) => view! { <span class="sub other">{chip(lead)}</span> }.into_any(),
        _ => ().into_any(),
    };
    let others = move || {
        beside
            .get()
            .into_iter()
            .map(other)
            .collect_view()
            .into_any()
    };
    let fates = move || {
        let lead = lead.read().as_ref().map(|lead| (lead.id, lead.source));
        let beside = beside.get().into_iter();
        let beside = beside.filter_map(|id| Some((id, chart.listed_medicine(id)?.source)));
        let told = lead.into_iter().chain(beside);
        let told = told.map(|(id, source)| under(Class::Medicines, id, source));
        told.collect_view().into_any()
    };
    view! {
        <li class="row" id=format!("m-{key}")>
            <div class="body">
                {tag(Class::Medicines, key)}
                <a href=href class="main"><bdi lang="en">{of(called)}</bdi></a>
                {part(move || also(&row.read(), reader, chart))}
                {part_while(possibly, unsure)}
                {part(whose)}
                <span class="sub"><bdi lang=language>{of(|one, reader, _| in_short(one, reader))}</bdi></span>
                <span class="sub">{of(|one, reader, _| state(one, reader))}</span>
                {part(others)}
                {own_word_line(key)}
                {part(fates)}
            </div>
            {chips(key, source)}
            <span class="chev"><Icon name="chevron-right" /></span>
        </li>
    }
    .into_any()
}

/// What says something else, with whose it is.
fn other(id: LocalId) -> AnyView {
    let (reader, chart) = (reader(), chart());
    let medicine = Memo::new(move |_| chart.listed_medicine(id));
    let shown = move |one: Arc<Medicine>| {
        let (stands, how) = (one.clone(), one.clone());
        let stands = text(move || {
            let place = match stands.group() {
                Group::Past => standing(&stands.status, reader),
                group => group_name(group)(reader.words()).to_owned(),
            };
            let written = written_on(&stands, reader).into_iter();
            std::iter::once(place)
                .chain(written)
                .collect::<Vec<_>>()
                .join(" · ")
        });
        let language = is_written(&one).then_some("en");
        // How it was taken when it was not over says nothing now.
        let how = (one.group() != Group::Past).then(|| {
            let how = text(move || in_short(&how, reader));
            view! { <span class="sub"><bdi lang=language>{how}</bdi></span> }.into_any()
        });
        view! {
            <span class="sub other">{chip(&one)}</span>
            {how}
            <span class="sub">{stands}</span>
        }
    };
    part(move || medicine.get().map(shown).into_any())
}

/// Whose it is, where there are several hospitals: their row says itself that they differ.
fn chip(one: &Medicine) -> AnyView {
    let source = one.source;
    if session().connections().len() > 1 {
        return view! { <SourceChip source /> }.into_any();
    }
    let told = reader().say(|words| words.rooms().merging.different);
    view! { <span class="tag warn">{told}</span> }.into_any()
}

/// Under what other names it is written where it is not over: whoever looks for the brand finds it.
fn also(row: &Option<Row>, reader: Reader, chart: Chart) -> AnyView {
    let Some(row) = row else {
        return ().into_any();
    };
    let folded = |name: &str| {
        let words: Vec<&str> = name.split_whitespace().collect();
        words.join(" ").to_lowercase()
    };
    let name = |id: &LocalId| {
        let one = chart.listed_medicine(*id)?;
        (one.group() != Group::Past || *id == row.lead).then(|| called(&one, reader, chart))
    };
    let mut known: Vec<String> = name(&row.lead).iter().map(|name| folded(name)).collect();
    let mut names: Vec<String> = Vec::new();
    for name in row.all.iter().filter_map(name) {
        let folded = folded(&name);
        if !known.contains(&folded) {
            known.push(folded);
            names.push(name);
        }
    }
    if names.is_empty() {
        return ().into_any();
    }
    let sentence = reader.words().rooms().compare.also_written;
    let told = fill(sentence, &[("names", &names.join("; "))]);
    view! { <span class="sub"><bdi>{told}</bdi></span> }.into_any()
}
