//! What one may ask the care team about medicines: questions, never advice. Only names are compared, all that the
//! records say; that there is no question says nothing. Each names the records it comes from.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{medicines::Card, wording};
use crate::{
    allergy::{About, Allergy, Place},
    identity::System,
    ids::LocalId,
    medicine::{Group, Intent, Medicine},
    rxnorm::Table,
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
pub(crate) fn questions(
    cards: &[&Card],
    allergies: &[Arc<Allergy>],
    table: Option<&Table>,
) -> Vec<Question> {
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
    let mut found = on_allergy_list(&current, allergies, table);
    found.extend(same_ingredient(&current));
    found.extend(ordered_twice(&current));
    found
}

fn on_allergy_list(
    current: &[(&Card, Vec<LocalId>)],
    allergies: &[Arc<Allergy>],
    table: Option<&Table>,
) -> Vec<Question> {
    let mut listed: BTreeMap<String, BTreeSet<LocalId>> = BTreeMap::new();
    let is_meant =
        |allergy: &&Arc<Allergy>| allergy.about == About::One && allergy.place() == Place::Current;
    for allergy in allergies.iter().filter(is_meant) {
        for called in called(allergy, table) {
            listed.entry(called).or_default().insert(allergy.id);
        }
    }
    let known = ingredients(current);
    let met = |(called, allergies): (String, BTreeSet<LocalId>)| {
        let is_in = |(card, _): &&(&Card, Vec<LocalId>)| {
            card.ingredients.contains(&called) || card.wording.names(&called)
        };
        let with = current.iter().filter(is_in);
        let medicines: BTreeSet<LocalId> = with.flat_map(|(_, orders)| orders).copied().collect();
        let is_known = known.contains(called.as_str());
        (!medicines.is_empty()).then_some((called, is_known, medicines, allergies))
    };
    let met: Vec<_> = listed.into_iter().filter_map(met).collect();
    // A brand is not asked about beside what is in it.
    let is_told = |medicines: &BTreeSet<LocalId>, allergies: &BTreeSet<LocalId>| {
        let mut all = met.iter().filter(|(_, is_known, ..)| *is_known);
        all.any(|(_, _, more, of)| medicines.is_subset(more) && allergies.is_subset(of))
    };
    let asked = met
        .iter()
        .filter(|(_, is_known, medicines, allergies)| *is_known || !is_told(medicines, allergies));
    let question =
        |(ingredient, _, medicines, allergies): &(String, _, BTreeSet<_>, BTreeSet<_>)| {
            Question::OnAllergyList {
                ingredient: ingredient.clone(),
                medicines: medicines.iter().copied().collect(),
                allergies: allergies.iter().copied().collect(),
            }
        };
    asked.map(question).collect()
}

/// What an allergy is to: by its name, by the words of its codes, and by what the table says of those.
fn called(allergy: &Allergy, table: Option<&Table>) -> BTreeSet<String> {
    let codes = || allergy.identity.codes.iter();
    let displays = codes().filter_map(|code| code.display.as_deref());
    let names = allergy.name.as_deref().into_iter().chain(displays);
    let mut called: BTreeSet<String> = names.flat_map(wording::called).collect();
    if let Some(table) = table {
        let brands = called.iter().filter_map(|name| table.brand(name));
        let brands: Vec<String> = brands.flatten().collect();
        let of_rxnorm = codes().filter(|code| code.system == System::RxNorm);
        let numbers = of_rxnorm.filter_map(|code| code.code.parse().ok());
        called.extend(numbers.filter_map(|code| table.ingredients(code)).flatten());
        called.extend(brands);
    }
    called
}

/// Everything that is known to be an ingredient.
fn ingredients<'c>(current: &[(&'c Card, Vec<LocalId>)]) -> BTreeSet<&'c str> {
    let all = current.iter().flat_map(|(card, _)| &card.ingredients);
    all.map(String::as_str).collect()
}

fn same_ingredient(current: &[(&Card, Vec<LocalId>)]) -> Vec<Question> {
    let known = ingredients(current);
    let mut having: BTreeMap<&str, Vec<LocalId>> = BTreeMap::new();
    for (card, orders) in current {
        let said = card.wording.words().map(String::as_str);
        let said = said.filter(|word| known.contains(word));
        let own = card.ingredients.iter().map(String::as_str);
        for ingredient in own.chain(said).collect::<BTreeSet<&str>>() {
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
