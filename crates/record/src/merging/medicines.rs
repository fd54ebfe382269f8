//! Medicines of several records: the same order seen twice, the same product on one card, the same ingredients beside
//! one another, and what is possibly the same (reference §4.4). What was compared is said with every card.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use super::{
    cards,
    claim::{Aspect, Claim, Reason, hashed},
    clusters::{Clusters, Place},
    compare,
    merged::Conflict,
    product::Product,
    word::Anchor,
    wording::Wording,
};
use crate::{
    ids::{IdMap, LocalId, SourceId},
    medicine::{Group, Medicine},
    rxnorm::{self, Amounts},
    when::When,
};

/// One medicine, with every order of it in any record.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The orders: those that are current first, then the newest.
    pub orders: Vec<Order>,
    /// How sure it is that they are of one medicine.
    pub likeness: Likeness,
    /// What was compared to find that.
    pub compared: Vec<Compared>,
    /// What is in it, without salts, as far as it is known.
    pub ingredients: Vec<String>,
    /// What its name says by the grammar of RxNorm, if it follows it: of several the one that says most.
    pub name: Option<rxnorm::Name>,
    /// What the name of each version says.
    pub(crate) names: Names,
    /// All that is said to be in it, believed or not.
    pub(crate) wording: Wording,
    /// In what the hospitals differ.
    pub conflicts: Vec<Conflict>,
    /// By what the patient's own word finds it again.
    pub anchor: Anchor,
}

/// One order, as each record that has it wrote it.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// As each hospital wrote it, by hospital.
    pub versions: Vec<Arc<Medicine>>,
    /// Why they are one order; none of an order that is in one record only.
    pub reasons: Vec<Reason>,
}

/// How sure it is that the orders of a card are of one medicine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likeness {
    /// There is one order.
    Single,
    /// They are of the same product.
    SameProduct,
    /// They are called the same, and there is nothing else to compare.
    PossiblySame,
    /// They share a number or a code, and are called different products: which is told with them.
    Differs,
}

/// What was compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Compared {
    /// The number of the prescription.
    Number,
    /// The codes of the products.
    Code,
    /// What the table of the site says of the codes.
    Table,
    /// What the names say by the grammar of RxNorm's names.
    Grammar,
    /// The same, with a brand whose ingredient another name says.
    Brand,
    /// The names, to the letter.
    ExactName,
}

/// Medicines with the same ingredients that are not the same product.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    /// What is in each of them, without salts.
    pub ingredients: Vec<String>,
    /// The cards, those with a current order first.
    pub cards: Vec<Card>,
    /// In what they differ.
    pub differences: Vec<Conflict>,
}

/// What the names of versions say: what one says is not taken from another.
pub(crate) type Names = IdMap<Arc<Named>>;

/// What a name says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Named {
    /// By the grammar of RxNorm, if it follows it.
    pub(crate) name: Option<rxnorm::Name>,
    /// How much there is in it.
    pub(crate) amounts: Amounts,
}

/// A medicine of one record, with what it is.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    pub(crate) medicine: Arc<Medicine>,
    pub(crate) product: Arc<Product>,
    pub(crate) claim: Claim,
}

/// Keeps the cards while medicines come and go.
#[derive(Clone, Debug, Default)]
pub(crate) struct Medicines {
    held: IdMap<Held>,
    clusters: Clusters,
    cards: HashMap<Place, Vec<Card>>,
    /// On which card of which cluster each stands, and in which order.
    places: IdMap<(Place, usize, usize)>,
    work: u64,
}

impl Medicines {
    pub(crate) fn put(
        &mut self,
        medicine: Arc<Medicine>,
        product: Arc<Product>,
        taken_from: Option<SourceId>,
    ) {
        let id = medicine.id;
        let mut claim = Claim::alone(id, medicine.source, 0);
        claim.taken_from = taken_from;
        let readable = medicine.unreadable.is_none();
        let product = if readable { product } else { Arc::default() };
        if readable {
            claim.identifiers = medicine.identity.identifiers.clone();
            claim.aspects = aspects(&product);
        }
        let is_known = self.held.get(&id).is_some_and(|held| {
            held.product == product && held.claim == claim && held.medicine == medicine
        });
        if is_known {
            return;
        }
        let shares = product
            .shares()
            .into_iter()
            .chain(claim.identifiers.iter().copied());
        self.clusters.put(id, shares.collect());
        let held = Held {
            medicine,
            product,
            claim,
        };
        self.held.insert(id, held);
    }

    pub(crate) fn remove(&mut self, id: LocalId) {
        if self.held.remove(&id).is_some() {
            self.clusters.remove(id);
            self.places.remove(&id);
        }
    }

    /// See [`Clusters::settle`].
    pub(crate) fn settle(&mut self, left: &mut usize) -> bool {
        self.clusters.settle(left, |change| {
            let before = self.work;
            for gone in change.gone {
                self.cards.remove(&gone);
            }
            if let Some((place, members)) = change.changed {
                let held: Vec<&Held> = members.iter().filter_map(|id| self.held.get(id)).collect();
                let cards = cards::of(&held, &mut self.work);
                for (nth, card) in cards.iter().enumerate() {
                    for (order, one) in card.orders.iter().enumerate() {
                        let ids = one.versions.iter().map(|version| version.id);
                        self.places.extend(ids.map(|id| (id, (place, nth, order))));
                    }
                }
                self.cards.insert(place, cards);
            }
            self.work - before
        })
    }

    /// All cards, in no order.
    pub(crate) fn cards(&self) -> impl Iterator<Item = &Card> {
        self.cards.values().flatten()
    }

    /// The card on which an order stands.
    pub(crate) fn card(&self, id: LocalId) -> Option<&Card> {
        let (place, nth, _) = self.places.get(&id)?;
        let card = self.cards.get(place)?.get(*nth)?;
        Some(card)
    }

    /// The card on which an order stands, and those with the same ingredients. They share these, so they are of one
    /// cluster.
    pub(crate) fn cards_like(&self, id: LocalId) -> Vec<&Card> {
        let Some(own) = self.card(id) else {
            return Vec::new();
        };
        if own.ingredients.is_empty() {
            return vec![own];
        }
        let cluster = self
            .places
            .get(&id)
            .and_then(|(place, ..)| self.cards.get(place));
        let like = cluster.into_iter().flatten();
        let like = like.filter(|card| card.ingredients == own.ingredients);
        let mut like: Vec<&Card> = like.collect();
        like.sort_by_cached_key(|card| card.id());
        like
    }

    /// The order of which this is a version.
    pub(crate) fn order(&self, id: LocalId) -> Option<&Order> {
        let (_, _, order) = self.places.get(&id)?;
        self.card(id)?.orders.get(*order)
    }

    /// The first of the orders that stand on one card.
    pub(crate) fn lead(&self, id: LocalId) -> Option<LocalId> {
        self.card(id)?.id()
    }

    pub(crate) fn work(&self) -> u64 {
        self.work + self.clusters.work
    }
}

/// In what two records with the same number must not differ.
fn aspects(product: &Product) -> Vec<(Aspect, u128)> {
    let mut aspects = Vec::new();
    if !product.bases.is_empty() {
        let bases: Vec<&str> = product.bases.iter().map(String::as_str).collect();
        // What is in it says what it is, as a code would.
        let code = Aspect::Code(crate::identity::System::RxNorm);
        aspects.push((code, hashed("bases", &bases)));
    }
    if let Some(name) = &product.exact {
        aspects.push((Aspect::Name, hashed("name", &[name])));
    }
    aspects
}

impl Order {
    /// Current ones first, then the newest.
    pub(crate) fn rank(&self) -> (bool, i64, Option<LocalId>) {
        let first = self.versions.first().map(|version| version.id);
        let written = self
            .versions
            .iter()
            .map(|one| When::from_newest(one.written.as_ref()));
        (!self.is_current(), written.min().unwrap_or(i64::MAX), first)
    }

    /// One of its versions stands.
    pub fn is_current(&self) -> bool {
        self.versions.iter().any(|version| is_current(version))
    }
}

/// It is taken, on hold or reported, or it is not said that it is not.
pub(crate) fn is_current(medicine: &Medicine) -> bool {
    match medicine.group() {
        Group::Taking
        | Group::DoNotTake
        | Group::OnHold
        | Group::Reported
        | Group::InHospital
        | Group::NotStated => true,
        Group::Suggested | Group::Unclear | Group::Past => false,
    }
}

impl Card {
    /// Every version of every order.
    pub fn versions(&self) -> impl Iterator<Item = &Arc<Medicine>> {
        self.orders.iter().flat_map(|order| &order.versions)
    }

    /// What the name of one version says.
    pub(crate) fn name_of(&self, id: LocalId) -> Option<&Named> {
        self.names.get(&id).map(Arc::as_ref)
    }

    /// What its name says; where it is not read, how much there is in it by what its versions say.
    pub(crate) fn named(&self) -> Named {
        let all = self
            .versions()
            .filter_map(|version| self.name_of(version.id));
        Named {
            name: self.name.clone(),
            amounts: all.flat_map(|named| named.amounts.clone()).collect(),
        }
    }

    /// The hospitals, each once: "In 2 records".
    pub fn sources(&self) -> Vec<SourceId> {
        let sources: BTreeSet<SourceId> = self.versions().map(|version| version.source).collect();
        sources.into_iter().collect()
    }

    /// The same while its versions are the same, whatever came first.
    pub fn id(&self) -> Option<LocalId> {
        self.versions().map(|version| version.id).min()
    }

    /// One of its orders stands.
    pub fn is_current(&self) -> bool {
        self.orders.iter().any(Order::is_current)
    }
}

/// Cards with the same ingredients side by side, and the others alone: in the order of what is in them.
pub(crate) fn related(cards: &[&Card]) -> Vec<Related> {
    let mut groups: BTreeMap<&[String], Vec<&Card>> = BTreeMap::new();
    let known = cards.iter().copied();
    for card in known.filter(|card| !card.ingredients.is_empty()) {
        groups.entry(&card.ingredients).or_default().push(card);
    }
    let several = groups.into_iter().filter(|(_, cards)| cards.len() > 1);
    several
        .map(|(ingredients, mut cards)| {
            cards.sort_by_key(|card| (!card.is_current(), card.id()));
            Related {
                ingredients: ingredients.to_vec(),
                differences: compare::cards(&cards),
                cards: cards.into_iter().cloned().collect(),
            }
        })
        .collect()
}
