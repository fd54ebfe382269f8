//! Vaccines that were given: a card for each, with the dates of its doses.

use std::collections::HashSet;
use std::sync::Arc;

use leptos::prelude::*;
use record::entry::Place as Where;
use record::vaccines::{Vaccine, by_vaccine};
use record::{Class, Entry, LocalId, Part, Steady};

use super::list::heading;
use super::places::Place;
use crate::browser::{format, page};
use crate::chart::{Chart, chart};
use crate::parts::dynamic::{part_while, text};
use crate::parts::fate::under;
use crate::parts::newness::tag;
use crate::parts::paged::paged_as;
use crate::parts::source::chips;
use crate::parts::told::{entry_name, name_language, told};
use crate::reader::{Reader, reader};

/// The cards, of those of the list that are found; each is drawn anew only when other doses belong to it.
pub fn given(
    place: &'static Place,
    all: RwSignal<Steady<Entry>>,
    found: Memo<Vec<LocalId>>,
) -> AnyView {
    let vaccines = Memo::new(move |_| {
        let found: HashSet<LocalId> = found.get().into_iter().collect();
        let all = all.read();
        let given = all.rows().iter().filter(|dose| found.contains(&dose.id));
        by_vaccine(&given.cloned().collect::<Vec<_>>()).given
    });
    // A card goes by its newest dose.
    let newest = Memo::new(move |_| {
        let vaccines = vaccines.read();
        let newest = vaccines.iter().filter_map(|vaccine| vaccine.doses.first());
        newest.map(|dose| dose.id).collect::<Vec<_>>()
    });
    let name = heading(Part::Vaccines, Where::Done, found);
    let section = move || {
        let card = move |id| card(place, vaccines, id);
        let link = move |id| page::link_to(&place.address_of(id));
        view! {
            <section class="sec" aria-labelledby="given">
                <div class="sec-h"><h2 id="given">{name}</h2></div>
                {paged_as("cards", newest, card, link)}
            </section>
        }
        .into_any()
    };
    part_while(move || !newest.with(Vec::is_empty), section)
}

fn card(place: &'static Place, vaccines: Memo<Vec<Vaccine>>, newest: LocalId) -> AnyView {
    let (reader, chart) = (reader(), chart());
    let doses = Memo::new(move |_| {
        let vaccines = vaccines.read();
        let is_this =
            |vaccine: &&Vaccine| vaccine.doses.first().is_some_and(|one| one.id == newest);
        let doses = vaccines.iter().find(is_this).map(|one| one.doses.clone());
        doses.unwrap_or_default()
    });
    let named = Memo::new(move |_| {
        let doses = doses.read();
        let named = doses.iter().find(|dose| dose.name.is_some());
        named.or(doses.first()).cloned()
    });
    let name = text(move || {
        let named = named.read();
        let name = named.as_ref().map(|entry| entry_name(entry, reader, chart));
        name.unwrap_or_default()
    });
    let language = move || name_language(named.read().as_ref()?, chart);
    let ids = move || doses.read().iter().map(|dose| dose.id).collect::<Vec<_>>();
    let row = move |id| dose(place, id);
    view! {
        <li class="card">
            <h3><bdi lang=language>{name}</bdi></h3>
            <ul class="doses"><For each=ids key=|id| *id children=row /></ul>
        </li>
    }
    .into_any()
}

fn dose(place: &'static Place, id: LocalId) -> AnyView {
    let (reader, chart) = (reader(), chart());
    let dose = Memo::new(move |_| chart.listed_entry(Part::Vaccines, id));
    let Some(source) = dose.read_untracked().as_ref().map(|dose| dose.source) else {
        return ().into_any();
    };
    let told = text(move || {
        let dose = dose.read();
        let line = dose.as_ref().map(|dose| line(dose, reader, chart));
        line.unwrap_or_default()
    });
    let class = Class::Part(Part::Vaccines);
    view! {
        <li>{tag(class, id)}<a href=place.address_of(id)>{told}</a>{under(class, id, source)}{chips(id, source)}</li>
    }
    .into_any()
}

/// When it was given, and what is said in a few words.
fn line(dose: &Arc<Entry>, reader: Reader, chart: Chart) -> String {
    let date = dose.when.as_ref();
    let date = date.map(|when| format::day(when, reader.language()));
    let undated = || reader.words().rooms().record.undated.to_owned();
    let date = date.or_else(|| dose.line.is_empty().then(undated));
    let line = dose.line.iter().map(|one| told(one, reader, chart));
    date.into_iter().chain(line).collect::<Vec<_>>().join(" · ")
}
