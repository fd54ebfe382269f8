//! What one may ask the care team about medicines: questions, never advice. Only ingredient names are compared; that
//! there is no question says nothing. Each names the records it comes from.

use std::{collections::BTreeMap, sync::Arc};

use super::medicines::Card;
use crate::{
    allergy::{About, Allergy, Place},
    ids::LocalId,
    medicine::{Group, Intent, Medicine},
    rxnorm,
};

/// Something to ask.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Question {
    /// Two medicines that are current have the same ingredient.
    SameIngredientTwice {
        /// The ingredient, without its salt.
        ingredient: String,
        /// The medicines: of each the first order.
        medicines: Vec<LocalId>,
    },
    /// The same medicine was ordered more than once, and more than one of the orders is current.
    OrderedTwice {
        /// The orders.
        orders: Vec<LocalId>,
    },
    /// A medicine that is current has an ingredient that is on the list of allergies.
    OnAllergyList {
        /// The ingredient, without its salt.
        ingredient: String,
        /// The orders.
        medicines: Vec<LocalId>,
        /// The allergies.
        allergies: Vec<LocalId>,
    },
}

impl Question {
    /// The orders it is about.
    pub fn medicines(&self) -> &[LocalId] {
        match self {
            Self::SameIngredientTwice { medicines, .. } | Self::OnAllergyList { medicines, .. } => {
                medicines
            }
            Self::OrderedTwice { orders } => orders,
        }
    }

    /// The allergies it is about.
    pub fn allergies(&self) -> &[LocalId] {
        match self {
            Self::OnAllergyList { allergies, .. } => allergies,
            Self::SameIngredientTwice { .. } | Self::OrderedTwice { .. } => &[],
        }
    }
}

/// All questions: first those about allergies, then in the order of ingredients.
pub(crate) fn questions(cards: &[&Card], allergies: &[Arc<Allergy>]) -> Vec<Question> {
    let mut current: Vec<(&Card, Vec<LocalId>)> = Vec::new();
    for card in cards.iter().copied() {
        let mut orders: Vec<LocalId> = card
            .orders
            .iter()
            .filter_map(|order| {
                let taken = order.versions.iter().filter(|version| is_taken(version));
                taken.map(|version| version.id).min()
            })
            .collect();
        orders.sort_unstable();
        if !orders.is_empty() {
            current.push((card, orders));
        }
    }
    current.sort_by(|a, b| a.1.cmp(&b.1));
    let mut found = on_allergy_list(&current, allergies);
    found.extend(same_ingredient(&current));
    found.extend(ordered_twice(&current));
    found
}

fn on_allergy_list(current: &[(&Card, Vec<LocalId>)], allergies: &[Arc<Allergy>]) -> Vec<Question> {
    let mut listed: BTreeMap<String, Vec<LocalId>> = BTreeMap::new();
    let is_meant =
        |allergy: &&Arc<Allergy>| allergy.about == About::One && allergy.place() == Place::Current;
    for allergy in allergies.iter().filter(is_meant) {
        for base in ingredients(allergy) {
            listed.entry(base).or_default().push(allergy.id);
        }
    }
    let question = |(ingredient, mut allergies): (String, Vec<LocalId>)| {
        let with = current
            .iter()
            .filter(|(card, _)| card.ingredients.contains(&ingredient));
        let mut medicines: Vec<LocalId> = with.flat_map(|(_, orders)| orders).copied().collect();
        medicines.sort_unstable();
        allergies.sort_unstable();
        allergies.dedup();
        (!medicines.is_empty()).then_some(Question::OnAllergyList {
            ingredient,
            medicines,
            allergies,
        })
    };
    listed.into_iter().filter_map(question).collect()
}

/// What an allergy is to, by its name and by the words of its codes.
fn ingredients(allergy: &Allergy) -> Vec<String> {
    let codes = allergy.identity.codes.iter();
    let displays = codes.filter_map(|code| code.display.as_deref());
    let names = allergy.name.as_deref().into_iter().chain(displays);
    let mut bases: Vec<String> = names
        .filter_map(rxnorm::Name::read)
        .flat_map(|name| name.bases())
        .collect();
    bases.sort();
    bases.dedup();
    bases
}

fn same_ingredient(current: &[(&Card, Vec<LocalId>)]) -> Vec<Question> {
    let mut having: BTreeMap<&str, Vec<LocalId>> = BTreeMap::new();
    for (card, orders) in current {
        for ingredient in &card.ingredients {
            having.entry(ingredient).or_default().extend(orders.first());
        }
    }
    let several = having
        .into_iter()
        .filter(|(_, medicines)| medicines.len() > 1);
    several
        .map(|(ingredient, mut medicines)| {
            medicines.sort_unstable();
            Question::SameIngredientTwice {
                ingredient: ingredient.to_owned(),
                medicines,
            }
        })
        .collect()
}

/// What is only reported may be the report of the other order.
fn ordered_twice(current: &[(&Card, Vec<LocalId>)]) -> Vec<Question> {
    let mut found = Vec::new();
    for (card, _) in current {
        let ordered = card.orders.iter().filter_map(|order| {
            let ordered = order.versions.iter().filter(|version| {
                is_taken(version) && version.intent == Intent::Order && !version.reported
            });
            ordered.map(|version| version.id).min()
        });
        let mut orders: Vec<LocalId> = ordered.collect();
        orders.sort_unstable();
        if orders.len() > 1 {
            found.push(Question::OrderedTwice { orders });
        }
    }
    found
}

/// As far as the records say, the patient takes it or may take it.
fn is_taken(medicine: &Medicine) -> bool {
    match medicine.group() {
        Group::Taking | Group::OnHold | Group::Reported | Group::InHospital | Group::NotStated => {
            true
        }
        Group::DoNotTake | Group::Suggested | Group::Unclear | Group::Past => false,
    }
}
