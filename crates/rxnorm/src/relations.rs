//! `RXNREL.RRF`: what leads to what. A relation stands there in both directions; which end is which is told by the
//! kinds of the two, so that a direction cannot be taken for the other.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Account,
    atoms::{Atoms, Kind},
};

/// What is in each thing, and what is generic of it.
#[derive(Debug, Default)]
pub(crate) struct Relations {
    /// From a thing to what it is made of.
    made_of: BTreeMap<u32, BTreeSet<u32>>,
    /// From what has a brand to what has none.
    generic: BTreeMap<u32, BTreeSet<u32>>,
    kinds: BTreeMap<u32, Kind>,
}

const ONE: usize = 0;
const OTHER: usize = 4;
const RELATION: usize = 7;
const VOCABULARY: usize = 10;

impl Relations {
    pub(crate) fn read<'r>(
        rows: impl Iterator<Item = &'r str>,
        atoms: &Atoms,
        account: &mut Account,
    ) -> Self {
        let mut relations = Self::default();
        for row in rows.filter(|row| !row.is_empty()) {
            account.relations += 1;
            let columns: Vec<&str> = row.split('|').collect();
            let column = |nth: usize| columns.get(nth).copied().unwrap_or_default();
            if columns.len() <= VOCABULARY {
                account.damaged += 1;
                continue;
            }
            // Relations of single names have no codes of concepts.
            let code = |nth: usize| column(nth).parse::<u32>().ok();
            let is_own = column(VOCABULARY) == "RXNORM";
            let (one, other) = (code(ONE), code(OTHER));
            let is_used = match (one, other) {
                (Some(one), Some(other)) if is_own => {
                    relations.learn(one, other, column(RELATION), atoms)
                }
                _ => false,
            };
            match is_used {
                true => account.used_relations += 1,
                false => account.other_relations += 1,
            }
        }
        relations
    }

    fn learn(&mut self, one: u32, other: u32, relation: &str, atoms: &Atoms) -> bool {
        let (Some(first), Some(second)) = (atoms.kind(one), atoms.kind(other)) else {
            return false;
        };
        self.kinds.insert(one, first);
        self.kinds.insert(other, second);
        // From the larger thing to the smaller, from the brand to what has none.
        let (whole, part) = match first > second {
            true => ((one, first), (other, second)),
            false => ((other, second), (one, first)),
        };
        match relation {
            "tradename_of" | "has_tradename" => {
                let (branded, plain) = match is_branded(first) {
                    true => ((one, first), (other, second)),
                    false => ((other, second), (one, first)),
                };
                let fits = is_branded(branded.1) && !is_branded(plain.1);
                if fits {
                    self.generic.entry(branded.0).or_default().insert(plain.0);
                }
                fits
            }
            "has_ingredient"
            | "ingredient_of"
            | "has_ingredients"
            | "ingredients_of"
            | "consists_of"
            | "constitutes"
            | "contains"
            | "contained_in"
            | "has_part"
            | "part_of"
            | "has_form"
            | "form_of"
            | "has_precise_ingredient"
            | "precise_ingredient_of" => {
                // A brand is no ingredient, though the relation has that name.
                let fits = whole.1 != part.1 && part.1 != Kind::Brand && whole.1 != Kind::Brand;
                if fits {
                    self.made_of.entry(whole.0).or_default().insert(part.0);
                }
                fits
            }
            _ => false,
        }
    }

    /// The ingredients of a thing, by what it is made of; of what has a brand, by what it is the brand of.
    pub(crate) fn ingredients(&self, code: u32) -> Option<BTreeSet<u32>> {
        let mut found = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut open = vec![code];
        while let Some(next) = open.pop() {
            if !seen.insert(next) {
                continue;
            }
            if self.kinds.get(&next) == Some(&Kind::Ingredient) {
                found.insert(next);
                continue;
            }
            let generic = self.generic.get(&next).into_iter().flatten();
            open.extend(self.made_of.get(&next).into_iter().flatten().chain(generic));
        }
        (!found.is_empty()).then_some(found)
    }

    /// The generic product of a product: itself, or the one it is a brand of.
    pub(crate) fn generic(&self, code: u32) -> Option<u32> {
        match self.kinds.get(&code)? {
            Kind::Generic | Kind::GenericPack => Some(code),
            Kind::Branded | Kind::BrandedPack => {
                let mut generic = self.generic.get(&code)?.iter();
                let only = generic.next().copied();
                only.filter(|_| generic.next().is_none())
            }
            Kind::Ingredient
            | Kind::Precise
            | Kind::Several
            | Kind::Brand
            | Kind::GenericPart
            | Kind::BrandedPart => None,
        }
    }
}

fn is_branded(kind: Kind) -> bool {
    match kind {
        Kind::Brand | Kind::BrandedPart | Kind::Branded | Kind::BrandedPack => true,
        Kind::Ingredient
        | Kind::Precise
        | Kind::Several
        | Kind::GenericPart
        | Kind::Generic
        | Kind::GenericPack => false,
    }
}
