//! In what orders and products differ: all of it side by side, and nothing chosen.

use std::{
    collections::{BTreeMap, BTreeSet},
    hash::{Hash, Hasher},
    sync::Arc,
};

use super::{
    claim::folded,
    medicines::{Card, Order, is_current},
    merged::{Conflict, Field, Said, Stated},
};
use crate::{
    ids::SourceId,
    instruction::{How, Instruction},
    mark::Sum,
    medicine::{Medicine, Standing},
    rxnorm::{Ingredient, Name},
};

/// The orders by which each hospital speaks of a medicine: its current ones; where there is none, the newest. What can't
/// be read safely is never on a card with others.
pub(crate) fn speaking(orders: &[Order]) -> BTreeMap<SourceId, Vec<&Arc<Medicine>>> {
    let mut speaking: BTreeMap<SourceId, Vec<&Arc<Medicine>>> = BTreeMap::new();
    for version in orders.iter().flat_map(|order| &order.versions) {
        let said = speaking.entry(version.source).or_default();
        // The orders are sorted: what is current comes first, then the newest.
        if said.is_empty() || is_current(version) {
            said.push(version);
        }
    }
    speaking
}

/// In what the hospitals differ about one medicine.
pub(crate) fn orders(orders: &[Order]) -> Vec<Conflict> {
    let speaking = speaking(orders);
    let found = [
        between(&speaking, Field::Status, |medicine| Some(status(medicine))),
        between(&speaking, Field::HowToTake, how_to_take),
        between(&speaking, Field::Stops, stops),
    ];
    found.into_iter().flatten().collect()
}

/// What an order says of its status, how to take it and when it ends: equal where two say the same.
pub(crate) fn says(medicine: &Medicine) -> [Option<u64>; 3] {
    let stated = [
        Some(status(medicine)),
        how_to_take(medicine),
        stops(medicine),
    ];
    stated.map(|stated| stated.as_ref().map(compared))
}

fn status(medicine: &Medicine) -> Stated {
    match (medicine.do_not_take, &medicine.status) {
        (true, Standing::Active | Standing::OnHold) => Stated::DoNotTake,
        (_, status) => Stated::Standing(status.clone()),
    }
}

fn how_to_take(medicine: &Medicine) -> Option<Stated> {
    let says = is_current(medicine) && !medicine.instructions.is_empty();
    says.then(|| Stated::HowToTake(medicine.instructions.clone()))
}

fn stops(medicine: &Medicine) -> Option<Stated> {
    let end = medicine.ends.clone().filter(|_| is_current(medicine));
    end.map(Stated::When)
}

/// A conflict if two hospitals do not say the same things. What a hospital says in several orders is told once.
fn between(
    speaking: &BTreeMap<SourceId, Vec<&Arc<Medicine>>>,
    field: Field,
    stated: impl Fn(&Medicine) -> Option<Stated>,
) -> Option<Conflict> {
    let mut said: Vec<Said> = Vec::new();
    let mut all: Vec<BTreeSet<u64>> = Vec::new();
    for (source, medicines) in speaking {
        let mut own: BTreeSet<u64> = BTreeSet::new();
        for medicine in medicines {
            let Some(stated) = stated(medicine) else {
                continue;
            };
            if own.insert(compared(&stated)) {
                said.push(Said {
                    id: medicine.id,
                    source: *source,
                    stated,
                });
            }
        }
        all.extend((!own.is_empty()).then_some(own));
    }
    let first = all.first()?;
    let differs = all.iter().any(|other| other != first);
    differs.then_some(Conflict { field, said })
}

/// What is said, in one number: words of an instruction but for case and spaces, everything else as it is.
fn compared(stated: &Stated) -> u64 {
    let mut sum = Sum::default();
    match stated {
        Stated::HowToTake(instructions) => {
            for instruction in instructions {
                words_of(instruction, &mut sum);
            }
        }
        Stated::Standing(standing) => standing.hash(&mut sum),
        Stated::When(when) => when.hash(&mut sum),
        _ => 0_u8.hash(&mut sum),
    }
    sum.finish()
}

fn words_of(instruction: &Instruction, sum: &mut Sum) {
    let word = |text: &String| folded(text).unwrap_or_else(|| text.clone());
    instruction.joint.hash(sum);
    match &instruction.how {
        How::Written(text) => word(text).hash(sum),
        coded => coded.hash(sum),
    }
    for also in &instruction.also {
        word(also).hash(sum);
    }
}

/// In what medicines with the same ingredients differ, as far as their names say it.
pub(crate) fn cards(cards: &[&Card]) -> Vec<Conflict> {
    let strength = |name: &Name| said(name, |one| one.strength.as_ref().map(ToString::to_string));
    let salt = |name: &Name| said(name, |one| Some(one.name.clone()));
    let one = |text: &Option<String>| text.clone().map(|text| vec![text]);
    let found = [
        of_names(cards, Field::Strength, strength),
        of_names(cards, Field::Salt, salt),
        of_names(cards, Field::Form, |name| one(&name.form)),
        of_names(cards, Field::Quantity, |name| one(&name.quantity)),
        of_names(cards, Field::Brand, |name| one(&name.brand)),
    ];
    found.into_iter().flatten().collect()
}

fn said(name: &Name, of: impl Fn(&Ingredient) -> Option<String>) -> Option<Vec<String>> {
    let said: Vec<String> = name.ingredients.iter().filter_map(of).collect();
    (!said.is_empty()).then_some(said)
}

fn of_names(
    cards: &[&Card],
    field: Field,
    words: impl Fn(&Name) -> Option<Vec<String>>,
) -> Option<Conflict> {
    let said = cards.iter().filter_map(|card| {
        let first = card.versions().next()?;
        Some(Said {
            id: first.id,
            source: first.source,
            stated: Stated::Words(words(card.name.as_ref()?)?),
        })
    });
    let said: Vec<Said> = said.collect();
    let first = said.first()?.stated.clone();
    let differs = said.iter().any(|one| one.stated != first);
    differs.then_some(Conflict { field, said })
}
