//! In what orders and products differ: all of it side by side, and nothing chosen.

use std::{
    collections::{BTreeMap, BTreeSet},
    hash::{Hash, Hasher},
    sync::Arc,
};

use super::{
    claim::folded,
    crossed::{self, Says},
    medicines::{Card, Named, Names, Order, is_current},
    merged::{Conflict, Field, Said, Stated},
};
use crate::{
    ids::SourceId,
    instruction::{How, Instruction},
    mark::Sum,
    medicine::{Medicine, Standing},
    rxnorm::{Ingredient, Name, Strength},
};

/// By hospital.
pub(crate) type Speaking<'o> = BTreeMap<SourceId, Vec<&'o Arc<Medicine>>>;

/// The orders by which each hospital speaks of a medicine: its current ones; where there is none, the newest. What can't
/// be read safely is never on a card with others.
pub(crate) fn speaking(orders: &[Order]) -> Speaking<'_> {
    let mut speaking = Speaking::new();
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
pub(crate) fn orders(orders: &[Order], names: &Names) -> Vec<Conflict> {
    let speaking = speaking(orders);
    let told = [
        Told::of(&speaking, Field::Status, |medicine| Some(status(medicine))),
        Told::of(&speaking, Field::HowToTake, how_to_take),
        Told::of(&speaking, Field::Stops, stops),
    ];
    let differ = told.each_ref().map(|told| told.differs);
    let lines = told
        .into_iter()
        .zip(crossed::lines(orders, &speaking, differ));
    let found = lines.filter_map(|(told, differs)| differs.then_some(told.conflict));
    let of_products = OF_PRODUCTS.into_iter();
    let of_products = of_products.filter_map(|field| of_product(&speaking, field, names));
    found.chain(of_products).collect()
}

/// What the products of one card can differ in: a number may stand on two of them.
const OF_PRODUCTS: [Field; 4] = [Field::Strength, Field::Form, Field::Salt, Field::Quantity];

/// It is between two products.
pub(crate) fn is_of_product(conflict: &Conflict) -> bool {
    OF_PRODUCTS.contains(&conflict.field)
}

/// A conflict if two names say different things, of which one is not only the longer.
fn of_product(speaking: &Speaking<'_>, field: Field, names: &Names) -> Option<Conflict> {
    let mut said: Vec<(Said, &Named, Vec<String>)> = Vec::new();
    for medicine in speaking.values().flatten() {
        let name = names.get(&medicine.id);
        let Some((name, words)) = name.and_then(|name| Some((name, name.says(field)?))) else {
            continue;
        };
        let (id, source) = (medicine.id, medicine.source);
        let is_told = |one: &(Said, &Named, Vec<String>)| one.0.source == source && one.2 == words;
        if !said.iter().any(is_told) {
            let stated = Stated::Words(words.clone());
            said.push((Said { id, source, stated }, name, words));
        }
    }
    let differ = |(_, one, own): &(Said, &Named, Vec<String>)| {
        said.iter().any(|(_, other, words)| match field {
            Field::Strength => one.is_other_strength(other),
            // A brand that is not known stands where an ingredient does.
            Field::Salt if one.bases() != other.bases() => false,
            Field::Quantity => own != words,
            Field::Form if release(own) != release(words) => true,
            _ => !is_within(own, words) && !is_within(words, own),
        })
    };
    said.iter().any(differ).then(|| Conflict {
        field,
        said: said.iter().map(|(said, ..)| said.clone()).collect(),
    })
}

/// What a form says of how fast it works, or how it is taken: `tablet` is not only a shorter `extended release tablet`.
fn release(form: &[String]) -> BTreeSet<&str> {
    let words = form.iter().flat_map(|one| one.split([' ', '-', ',']));
    words.filter(|word| RELEASE.contains(word)).collect()
}

const RELEASE: [&str; 27] = [
    "extended",
    "delayed",
    "sustained",
    "controlled",
    "modified",
    "release",
    "disintegrating",
    "dispersible",
    "effervescent",
    "chewable",
    "sublingual",
    "buccal",
    "enteric",
    "er",
    "xr",
    "xl",
    "sr",
    "cr",
    "dr",
    "ec",
    "la",
    "cd",
    "sa",
    "odt",
    "liposomal",
    "depot",
    "retard",
];

/// `tablet` in `oral tablet`.
fn is_within(less: &[String], more: &[String]) -> bool {
    let words = |all: &[String]| -> BTreeSet<String> {
        let words = all.iter().flat_map(|one| one.split_whitespace());
        words.map(str::to_owned).collect()
    };
    words(less).is_subset(&words(more))
}

/// What an order says of its status, how to take it and when it ends: equal where two say the same.
pub(crate) fn says(medicine: &Medicine) -> Says {
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

/// What the hospitals say of one line. What a hospital says in several orders is told once.
struct Told {
    conflict: Conflict,
    /// Two hospitals do not say the same things.
    differs: bool,
}

impl Told {
    fn of(
        speaking: &Speaking<'_>,
        field: Field,
        stated: impl Fn(&Medicine) -> Option<Stated>,
    ) -> Self {
        let mut said: Vec<Said> = Vec::new();
        let mut all: BTreeSet<BTreeSet<u64>> = BTreeSet::new();
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
        Self {
            conflict: Conflict { field, said },
            differs: all.len() > 1,
        }
    }
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

/// What a name can say.
pub(crate) const OF_NAMES: [Field; 5] = [
    Field::Strength,
    Field::Salt,
    Field::Form,
    Field::Quantity,
    Field::Brand,
];

impl Named {
    /// What it says of a field, as it is written.
    pub(crate) fn says(&self, field: Field) -> Option<Vec<String>> {
        let said = self.name.as_ref().and_then(|name| in_name(name, field));
        let amounts = || Some(self.amounts.written()).filter(|written| !written.is_empty());
        match field {
            Field::Strength => said.or_else(amounts),
            _ => said,
        }
    }

    /// Both say how much there is in it, and not the same.
    pub(crate) fn is_other_strength(&self, other: &Self) -> bool {
        let both = self.strengths().zip(other.strengths());
        both.is_some_and(|(one, other)| one != other) || !self.amounts.fit(&other.amounts)
    }

    /// The strengths of the name, ingredient by ingredient.
    pub(crate) fn strengths(&self) -> Option<Vec<&Strength>> {
        let all = self.name.iter().flat_map(|name| &name.ingredients);
        let all: Vec<&Strength> = all.filter_map(|one| one.strength.as_ref()).collect();
        (!all.is_empty()).then_some(all)
    }

    fn bases(&self) -> Vec<String> {
        self.name.as_ref().map(Name::bases).unwrap_or_default()
    }
}

fn in_name(name: &Name, field: Field) -> Option<Vec<String>> {
    let each = |of: &dyn Fn(&Ingredient) -> Option<String>| -> Option<Vec<String>> {
        let said: Vec<String> = name.ingredients.iter().filter_map(of).collect();
        (!said.is_empty()).then_some(said)
    };
    let one = |text: &Option<String>| text.clone().map(|text| vec![text]);
    let strength = |one: &Ingredient| Some(one.strength.as_ref()?.written().to_owned());
    match field {
        Field::Strength => each(&strength),
        Field::Salt => each(&|one| Some(one.name.clone())),
        Field::Form => one(&name.form),
        Field::Quantity => one(&name.quantity),
        Field::Brand => one(&name.brand),
        _ => None,
    }
}

/// In what medicines with the same ingredients differ, as far as their names say it.
pub(crate) fn cards(cards: &[&Card]) -> Vec<Conflict> {
    let fields = OF_NAMES.into_iter();
    fields.filter_map(|field| of_cards(cards, field)).collect()
}

fn of_cards(cards: &[&Card], field: Field) -> Option<Conflict> {
    let named: Vec<(&Card, Named)> = cards.iter().map(|card| (*card, card.named())).collect();
    let said = named.iter().filter_map(|(card, named)| {
        let first = card.versions().next()?;
        let said = Said {
            id: first.id,
            source: first.source,
            stated: Stated::Words(named.says(field)?),
        };
        Some((said, named))
    });
    let said: Vec<(Said, &Named)> = said.collect();
    let (first, by) = said.first()?;
    let differs = said.iter().any(|(one, named)| match field {
        Field::Strength => by.is_other_strength(named),
        _ => one.stated != first.stated,
    });
    let said = said.iter().map(|(said, _)| said.clone());
    differs.then(|| Conflict {
        field,
        said: said.collect(),
    })
}
