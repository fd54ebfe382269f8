//! What a medicine is, as far as its record says it: by code, by a name that follows the grammar of RxNorm, or only to
//! the letter (reference §4.4).

use std::collections::{BTreeMap, BTreeSet};

use super::{
    claim::{folded, hashed},
    kinds::{self, Kind},
    medicines::Compared,
    wording::Wording,
};
use crate::{
    identity::{Code, Substance, System},
    medicine::Medicine,
    rxnorm::{Amounts, Ingredient, Name, Strength, Table},
};

/// What a medicine is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Product {
    /// Codes of RxNorm.
    pub(crate) rxnorm: Vec<String>,
    /// Of which of them it is known whether they are of a product.
    pub(crate) kinds: BTreeMap<String, Kind>,
    /// Codes of products as they are packed.
    pub(crate) ndc: Vec<String>,
    /// The generic products of the codes, by the table.
    pub(crate) generic: Vec<u32>,
    /// What the name says, if it follows the grammar.
    pub(crate) name: Option<Name>,
    /// That name came with the code.
    pub(crate) is_coded: bool,
    /// How much there is in it: by its name, or by all the numbers of names that can't be read.
    pub(crate) amounts: Amounts,
    /// What is in it, without salts.
    pub(crate) bases: Vec<String>,
    /// They are known from the table.
    pub(crate) by_table: bool,
    /// It is called by its brand alone, in whose place stands what another name says of that.
    pub(crate) was_brand: bool,
    /// The hospital's own words, as they are compared.
    pub(crate) exact: Option<String>,
    /// All that is said to be in it, believed or not.
    pub(crate) wording: Wording,
}

impl Product {
    pub(crate) fn of(
        medicine: &Medicine,
        substance: Option<&Substance>,
        table: Option<&Table>,
    ) -> Self {
        let own = medicine.identity.codes.iter();
        let referred = substance.into_iter().flat_map(|one| &one.codes);
        let codes: Vec<&Code> = own.chain(referred).collect();
        let called = [&medicine.name.own, &medicine.name.display];
        let called = called.into_iter().flatten().map(String::as_str);
        let called = called.chain(substance.and_then(|one| one.name.as_deref()));
        let texts: Vec<&str> = called.collect();
        let exact = texts.first().and_then(|text| folded(text));
        let displays = codes.iter().filter(|code| code.system == System::RxNorm);
        let displays = displays.filter_map(|code| code.display.as_deref());
        let displays: Vec<&str> = displays.collect();
        let coded = displays.iter().filter_map(|text| Name::read(text));
        let written = texts.iter().filter_map(|text| Name::read(text));
        let (coded, written): (Vec<Name>, Vec<Name>) = (coded.collect(), written.collect());
        let is_coded = !coded.is_empty();
        let name = best(if is_coded { &coded } else { &written });
        let in_texts = || {
            texts
                .iter()
                .chain(&displays)
                .map(|text| Amounts::read(text))
        };
        let in_name = name.as_ref().map(Name::amounts);
        let in_name = in_name.filter(|amounts| !amounts.is_empty());
        let product = Self {
            rxnorm: of(&codes, System::RxNorm),
            kinds: kinds::by_names(&codes, name.as_ref()),
            amounts: in_name.unwrap_or_else(|| in_texts().flatten().collect()),
            ndc: of(&codes, System::Ndc),
            bases: name.as_ref().map(Name::bases).unwrap_or_default(),
            name,
            is_coded,
            exact,
            ..Self::default()
        };
        let mut product = product.with_listed(substance);
        let listed = substance.into_iter().flat_map(|one| &one.ingredients);
        let said = texts.iter().chain(&displays).copied();
        for text in said.chain(listed.map(String::as_str)) {
            product.wording.hear(text);
        }
        let product = match table {
            Some(table) => product.with_table(table),
            None => product,
        };
        let names: Vec<&Name> = coded.iter().chain(&written).collect();
        let is_other = |amounts: Amounts| product.amounts.clash(&amounts);
        match product.is_doubted(&names, table) || in_texts().any(is_other) {
            true => product.doubted(),
            false => product,
        }
    }

    /// What the Medication lists as its ingredients, where its name says nothing of them.
    fn with_listed(mut self, substance: Option<&Substance>) -> Self {
        if !self.bases.is_empty() {
            return self;
        }
        let listed = substance.into_iter().flat_map(|one| &one.ingredients);
        let bases: Option<Vec<Vec<String>>> =
            listed.map(|name| Some(Name::read(name)?.bases())).collect();
        let bases: BTreeSet<String> = bases.unwrap_or_default().into_iter().flatten().collect();
        self.bases = bases.into_iter().collect();
        self
    }

    fn with_table(mut self, table: &Table) -> Self {
        let codes = || self.rxnorm.iter().filter_map(|code| code.parse().ok());
        let mut generic: Vec<u32> = codes().filter_map(|code| table.generic(code)).collect();
        generic.sort_unstable();
        generic.dedup();
        let known: BTreeSet<Vec<String>> =
            codes().filter_map(|code| table.ingredients(code)).collect();
        let words = self.wording.words();
        let brands: Vec<String> = words
            .filter_map(|word| table.brand(word))
            .flatten()
            .collect();
        self.wording
            .say(known.iter().flatten().cloned().chain(brands));
        if let (Some(bases), 1) = (known.first(), known.len()) {
            self.bases = bases.clone();
            self.by_table = true;
        } else if known.is_empty() {
            self = self.with_brand(table);
        }
        self.generic = generic;
        for code in &self.rxnorm {
            let known = code.parse().ok().filter(|code| table.knows(*code));
            let kind = known.map(|code| Kind::Known(table.generic(code).is_some()));
            self.kinds.extend(kind.map(|kind| (code.clone(), kind)));
        }
        self
    }

    /// Called by its brand alone, without a code: what is in it stands in the place of the brand.
    fn with_brand(mut self, table: &Table) -> Self {
        let [called] = self.bases.as_slice() else {
            return self;
        };
        let Some(of) = table.brand(called) else {
            return self;
        };
        if let Some(name) = &mut self.name {
            let strength = name.strength().filter(|_| of.len() == 1).cloned();
            let ingredient = |name: &String| Ingredient {
                name: name.clone(),
                strength: strength.clone(),
            };
            name.brand = Some(called.clone());
            name.ingredients = of.iter().map(ingredient).collect();
        }
        self.bases = of;
        self.by_table = true;
        self.was_brand = true;
        self
    }

    /// Two of its own names, or a name and its code, say two different things: then none of them is believed. A name
    /// that is the brand of another is no different thing.
    fn is_doubted(&self, names: &[&Name], table: Option<&Table>) -> bool {
        let brands: Vec<&str> = names
            .iter()
            .filter_map(|name| name.brand.as_deref())
            .collect();
        let is_brand = |bases: &[String]| match bases {
            [one] => {
                let of_table = table.and_then(|table| table.brand(one));
                brands.contains(&one.as_str()) || of_table.is_some_and(|of| of == self.bases)
            }
            _ => false,
        };
        let differs = |name: &&&Name| {
            let bases = name.bases();
            let is_other = !self.is_called(&bases) && !is_brand(&bases);
            let strength = self.name.as_ref().and_then(Name::strength);
            let is_stronger = match (strength, name.strength()) {
                (Some(own), Some(other)) => own != other,
                _ => false,
            };
            is_other || is_stronger
        };
        names.iter().any(|name| differs(&name))
    }

    /// A name says the same ingredients; beside those of the table it may say more of each: `heparin sodium, porcine`.
    fn is_called(&self, bases: &[String]) -> bool {
        let is_of = |(own, said): (&String, &String)| {
            let more = said.strip_prefix(own.as_str());
            more.is_some_and(|more| more.is_empty() || more.starts_with([' ', ',']))
        };
        let by_table = self.by_table && bases.len() == self.bases.len();
        bases == self.bases || by_table && self.bases.iter().zip(bases).all(is_of)
    }

    /// What is left if it is not believed: its words, to the letter.
    fn doubted(self) -> Self {
        Self {
            exact: self.exact,
            wording: self.wording,
            ..Self::default()
        }
    }

    /// All that it may share with another medicine.
    pub(crate) fn shares(&self) -> Vec<u128> {
        let mut shares = BTreeSet::new();
        for word in self.bases.iter().chain(self.brand()) {
            shares.insert(hashed("word", &[word]));
        }
        shares.extend(self.rxnorm.iter().map(|code| hashed("rxnorm", &[code])));
        shares.extend(self.ndc.iter().map(|code| hashed("ndc", &[code])));
        shares.extend(
            self.generic
                .iter()
                .map(|code| hashed("generic", &[&code.to_string()])),
        );
        shares.extend(self.exact.iter().map(|name| hashed("exact", &[name])));
        shares.into_iter().collect()
    }

    /// There is something to compare.
    pub(crate) fn is_known(&self) -> bool {
        self.known_by().is_some()
    }

    /// By what two records with just the same are known to be of one product.
    pub(crate) fn known_by(&self) -> Option<Compared> {
        let has_code = !self.rxnorm.is_empty() && !self.is_ingredient_only();
        if has_code || !self.ndc.is_empty() {
            return Some(Compared::Code);
        }
        match (self.whole(), &self.exact) {
            (Some(_), _) => Some(Compared::Grammar),
            (None, Some(_)) => Some(Compared::ExactName),
            (None, None) => None,
        }
    }

    pub(crate) fn brand(&self) -> Option<&String> {
        self.name.as_ref()?.brand.as_ref()
    }

    /// What the whole product is, by its name.
    pub(crate) fn whole(&self) -> Option<String> {
        self.name.as_ref()?.product()
    }

    /// All its strengths in order, if each ingredient has one.
    pub(crate) fn strengths(&self) -> Option<Vec<Strength>> {
        let name = self
            .name
            .as_ref()
            .filter(|name| !name.ingredients.is_empty())?;
        let strengths = name.ingredients.iter().map(|one| one.strength.clone());
        let mut strengths: Vec<Strength> = strengths.collect::<Option<_>>()?;
        strengths.sort();
        Some(strengths)
    }

    /// The name tells only what is in it: its code may be that of the ingredient.
    pub(crate) fn is_ingredient_only(&self) -> bool {
        self.name.as_ref().is_some_and(Name::is_ingredient_only)
    }
}

fn of(codes: &[&Code], system: System) -> Vec<String> {
    let codes = codes.iter().filter(|code| code.system == system);
    let mut codes: Vec<String> = codes.map(|code| code.code.clone()).collect();
    codes.sort();
    codes.dedup();
    codes
}

/// The one that says most.
fn best(names: &[Name]) -> Option<Name> {
    let whole = names.iter().find(|name| name.is_product());
    whole.or(names.first()).cloned()
}
