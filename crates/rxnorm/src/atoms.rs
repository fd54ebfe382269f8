//! `RXNCONSO.RRF`: what there is, by code.

use std::collections::BTreeMap;

use crate::Account;

/// What kind of thing a name is of.
/// <https://www.nlm.nih.gov/research/umls/rxnorm/docs/appendix5.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// IN: an ingredient.
    Ingredient,
    /// PIN: an ingredient with its salt.
    Precise,
    /// MIN: several ingredients.
    Several,
    /// BN: a brand.
    Brand,
    /// SCDC, SCDF, SCDG, …: a part of the name of a generic product.
    GenericPart,
    /// SBDC, SBDF, SBDG, …: a part of the name of a branded product.
    BrandedPart,
    /// SCD: a generic product.
    Generic,
    /// SBD: a branded product.
    Branded,
    /// GPCK: a generic pack.
    GenericPack,
    /// BPCK: a branded pack.
    BrandedPack,
}

impl Kind {
    fn read(tty: &str) -> Option<Self> {
        match tty {
            "IN" => Some(Self::Ingredient),
            "PIN" => Some(Self::Precise),
            "MIN" => Some(Self::Several),
            "BN" => Some(Self::Brand),
            "SCDC" | "SCDF" | "SCDG" | "SCDFP" | "SCDGP" => Some(Self::GenericPart),
            "SBDC" | "SBDF" | "SBDG" | "SBDFP" => Some(Self::BrandedPart),
            "SCD" => Some(Self::Generic),
            "SBD" => Some(Self::Branded),
            "GPCK" => Some(Self::GenericPack),
            "BPCK" => Some(Self::BrandedPack),
            _ => None,
        }
    }
}

/// All that is used, by code.
#[derive(Debug, Default)]
pub(crate) struct Atoms(BTreeMap<u32, (Kind, String)>);

const CODE: usize = 0;
const VOCABULARY: usize = 11;
const KIND: usize = 12;
const NAME: usize = 14;
const SUPPRESSED: usize = 16;

impl Atoms {
    pub(crate) fn read<'r>(rows: impl Iterator<Item = &'r str>, account: &mut Account) -> Self {
        let mut atoms = Self::default();
        for row in rows.filter(|row| !row.is_empty()) {
            account.concepts += 1;
            let columns: Vec<&str> = row.split('|').collect();
            let column = |nth: usize| columns.get(nth).copied().unwrap_or_default();
            let code: Option<u32> = column(CODE).parse().ok();
            let (Some(code), true) = (code, columns.len() > SUPPRESSED) else {
                account.damaged += 1;
                continue;
            };
            let kind = Kind::read(column(KIND));
            match kind {
                _ if column(VOCABULARY) != "RXNORM" => account.of_others += 1,
                None => account.other_kinds += 1,
                Some(_) if column(SUPPRESSED) != "N" => account.suppressed += 1,
                Some(kind) => {
                    account.used_concepts += 1;
                    atoms
                        .0
                        .insert(code, (kind, column(NAME).trim().to_lowercase()));
                }
            }
        }
        atoms
    }

    pub(crate) fn kind(&self, code: u32) -> Option<Kind> {
        self.0.get(&code).map(|(kind, _)| *kind)
    }

    /// All but brands.
    pub(crate) fn products(&self) -> impl Iterator<Item = u32> {
        let products = self.0.iter().filter(|(_, (kind, _))| *kind != Kind::Brand);
        products.map(|(code, _)| *code)
    }

    pub(crate) fn brands(&self) -> impl Iterator<Item = (u32, &str)> {
        let brands = self.0.iter().filter(|(_, (kind, _))| *kind == Kind::Brand);
        brands.map(|(code, (_, name))| (*code, name.as_str()))
    }

    /// The names of ingredients, sorted.
    pub(crate) fn names<'c>(&self, codes: impl IntoIterator<Item = &'c u32>) -> Vec<String> {
        let names = codes.into_iter().filter_map(|code| self.0.get(code));
        let mut names: Vec<String> = names.map(|(_, name)| name.clone()).collect();
        names.sort();
        names.dedup();
        names
    }
}
