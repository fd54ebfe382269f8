//! Medicines with the same ingredients as each record has them, side by side. Nobody is right here: what is the same is
//! told once, what differs is told by everybody who says it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    compare::{OF_NAMES, says, speaking},
    crossed::{Lines, torn},
    medicines::{Card, Named, Order, is_current},
    merged::Field,
};
use crate::{
    ids::{IdMap, LocalId, SourceId},
    medicine::Medicine,
    rxnorm::{Amounts, Name},
    when::When,
};

/// What the records say of medicines with the same ingredients, or of one of which the ingredients are not known.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// What is in them, without salts.
    pub ingredients: Vec<String>,
    /// The medicines, those that are current first.
    pub cards: Vec<Card>,
    /// What is said, each once, but for orders of which two records say different things.
    pub sides: Vec<Side>,
    /// The lines in which the sides differ.
    pub differing: Vec<Field>,
    /// How the records agree.
    pub agreement: Agreement,
}

/// What one or several records say.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// The orders that say it, by hospital.
    pub versions: Vec<Arc<Medicine>>,
    /// What the name of the product says by the grammar of RxNorm, if it follows it.
    pub name: Option<Name>,
    /// How much there is in it, by that name, or by the numbers of one that does not follow the grammar.
    pub amounts: Amounts,
}

/// How the records agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Agreement {
    /// They say different things.
    Differs,
    /// They say nothing different, but one of them says less.
    Less,
    /// One record has several products with these ingredients.
    OneRecord,
    /// They say the same.
    Same,
}

/// All that can be compared: first what differs, then in the order of what is in it.
pub(crate) fn comparisons(cards: &[&Card]) -> Vec<Comparison> {
    let mut known: BTreeMap<&[String], Vec<&Card>> = BTreeMap::new();
    let mut alone: Vec<Vec<&Card>> = Vec::new();
    for card in cards.iter().copied() {
        match card.ingredients.is_empty() {
            true => alone.push(vec![card]),
            false => known.entry(&card.ingredients).or_default().push(card),
        }
    }
    let groups = known.into_values().chain(alone);
    let mut all: Vec<Comparison> = groups.filter_map(Comparison::of).collect();
    all.sort_by_key(|one| (one.agreement, !one.is_current()));
    all
}

impl Comparison {
    /// `None` if there is nothing to put side by side.
    fn of(mut cards: Vec<&Card>) -> Option<Self> {
        cards.sort_by_key(|card| (!card.is_current(), card.id()));
        let has_current = cards.iter().any(|card| card.is_current());
        let mut sides: Vec<Side> = Vec::new();
        let mut spoken: Vec<&Card> = Vec::new();
        for card in cards.iter().copied() {
            let mut own = Side::of(card);
            if has_current && !card.is_current() {
                own.retain_mut(|side| side.keep_against(&cards));
            }
            spoken.extend((!own.is_empty()).then_some(card));
            sides.extend(own);
        }
        sides.sort_by_key(Side::rank);
        let sources = sources(&sides);
        if sources.len() < 2 && (spoken.len() < 2 || !has_current) {
            return None;
        }
        let differing = differing(&sides);
        Some(Self {
            ingredients: spoken.first()?.ingredients.clone(),
            agreement: match () {
                () if sources.len() < 2 => Agreement::OneRecord,
                () if all_say_all(&sides, sources.len()) => Agreement::Same,
                () if spoken.iter().any(|card| !card.conflicts.is_empty()) => Agreement::Differs,
                () if !differing.is_empty() && spoken.len() > 1 => Agreement::Differs,
                () if !is_one_told(&spoken) => Agreement::Differs,
                () => Agreement::Less,
            },
            cards: cards.into_iter().cloned().collect(),
            differing,
            sides,
        })
    }

    /// Some of it is current in some record.
    pub fn is_current(&self) -> bool {
        self.cards.iter().any(Card::is_current)
    }

    /// The hospitals that say something, each once.
    pub fn sources(&self) -> Vec<SourceId> {
        sources(&self.sides).into_iter().collect()
    }

    /// The same while its medicines are the same.
    pub fn id(&self) -> Option<LocalId> {
        self.cards.iter().filter_map(Card::id).min()
    }

    /// The orders that are not among what is said: older ones.
    pub fn older(&self) -> Vec<&Order> {
        let said = self.sides.iter().flat_map(|side| &side.versions);
        let said: BTreeSet<LocalId> = said.map(|version| version.id).collect();
        let all = self.cards.iter().flat_map(|card| &card.orders);
        let is_said = |order: &&Order| order.versions.iter().any(|one| said.contains(&one.id));
        all.filter(|order| !is_said(order)).collect()
    }
}

impl Side {
    /// What the records say of one product.
    fn of(card: &Card) -> Vec<Self> {
        let mut said: Vec<(_, Self)> = Vec::new();
        let is_split = |field: &Field| {
            let mut conflicts = card.conflicts.iter();
            *field != Field::Strength && conflicts.any(|one| one.field == *field)
        };
        let fields: Vec<Field> = OF_NAMES.into_iter().filter(is_split).collect();
        // What one record says of such an order is not what another says of the next.
        let orders = card.orders.iter().enumerate();
        let torn = orders.filter(|(_, order)| torn(order) != Lines::default());
        let versions =
            torn.flat_map(|(nth, order)| order.versions.iter().map(move |one| (nth, one)));
        let torn: IdMap<usize> = versions.map(|(nth, one)| (one.id, nth)).collect();
        for version in speaking(&card.orders).into_values().flatten() {
            let name = card.name_of(version.id);
            let of_name = fields.iter().map(|field| name?.says(*field));
            let of_name: Vec<_> = of_name.collect();
            let strengths = name.map(|name| (name.strengths(), &name.amounts));
            let torn = torn.get(&version.id).copied();
            let says = (says(version), strengths, of_name, torn);
            match said.iter_mut().find(|(known, _)| *known == says) {
                Some((_, side)) => side.versions.push(Arc::clone(version)),
                None => {
                    let side = Self {
                        versions: vec![Arc::clone(version)],
                        name: name.and_then(|named| named.name.clone()),
                        amounts: name.map(|named| named.amounts.clone()).unwrap_or_default(),
                    };
                    said.push((says, side));
                }
            }
        }
        said.into_iter().map(|(_, side)| side).collect()
    }

    /// What is over says something against what is current only by a hospital that has nothing current of these
    /// ingredients, and only if nothing shows that it is the older. False if nothing of it does.
    fn keep_against(&mut self, cards: &[&Card]) -> bool {
        let current = || {
            let versions = cards.iter().flat_map(|card| card.versions());
            versions.filter(|version| is_current(version))
        };
        let has_current: BTreeSet<SourceId> = current().map(|version| version.source).collect();
        let first = current().filter_map(|version| day(version.written.as_ref()));
        let first = first.min();
        self.versions.retain(|version| {
            let days = [version.written.as_ref(), version.ends.as_ref()];
            let last = days.into_iter().filter_map(day).max();
            let is_older = last.zip(first).is_some_and(|(last, first)| last < first);
            !has_current.contains(&version.source) && !is_older
        });
        !self.versions.is_empty()
    }

    fn named(&self) -> Named {
        Named {
            name: self.name.clone(),
            amounts: self.amounts.clone(),
        }
    }

    /// By hospital; of one, what stands first, then the newest.
    fn rank(&self) -> Option<(SourceId, bool, i64, LocalId)> {
        let first = self.versions.first()?;
        let written = When::from_newest(first.written.as_ref());
        Some((first.source, !is_current(first), written, first.id))
    }

    /// The hospitals that say it, each once.
    pub fn sources(&self) -> Vec<SourceId> {
        sources(std::slice::from_ref(self)).into_iter().collect()
    }

    /// It is said of an order that stands.
    pub fn is_current(&self) -> bool {
        self.versions.iter().any(|version| is_current(version))
    }
}

fn day(when: Option<&When>) -> Option<i64> {
    Some(when?.day()?.number())
}

fn sources(sides: &[Side]) -> BTreeSet<SourceId> {
    let versions = sides.iter().flat_map(|side| &side.versions);
    versions.map(|version| version.source).collect()
}

fn all_say_all(sides: &[Side], sources: usize) -> bool {
    sides.iter().all(|side| side.sources().len() == sources)
}

/// Of several medicines all are known by name, and one at most is told as a whole: the others only say less.
fn is_one_told(cards: &[&Card]) -> bool {
    let names: Vec<&Name> = cards.iter().filter_map(|card| card.name.as_ref()).collect();
    let whole = names.iter().filter(|name| name.is_product()).count();
    cards.len() < 2 || names.len() == cards.len() && whole < 2
}

/// Who says nothing of a line does not differ in it.
fn differing(sides: &[Side]) -> Vec<Field> {
    let said: Vec<[Option<u64>; 3]> = sides
        .iter()
        .filter_map(|side| side.versions.first())
        .map(|version| says(version))
        .collect();
    let lines = [Field::Status, Field::HowToTake, Field::Stops];
    let differs = |line: usize| {
        let said = said.iter().filter_map(|says| *says.get(line)?);
        said.collect::<BTreeSet<u64>>().len() > 1
    };
    let lines = lines.into_iter().enumerate();
    let lines = lines.filter(|(line, _)| differs(*line)).map(|(_, of)| of);
    let named: Vec<Named> = sides.iter().map(Side::named).collect();
    let differ = |field: &Field| match field {
        Field::Strength => {
            let is_other = |one: &Named| named.iter().any(|other| one.is_other_strength(other));
            named.iter().any(is_other)
        }
        _ => {
            let said = named.iter().filter_map(|named| named.says(*field));
            said.collect::<BTreeSet<_>>().len() > 1
        }
    };
    lines.chain(OF_NAMES.into_iter().filter(differ)).collect()
}
