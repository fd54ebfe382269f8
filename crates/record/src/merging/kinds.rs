//! Which codes are of products. RxNorm has codes of ingredients, of brands and of forms too, and records send them beside
//! a product's or in its place: two medicines that share such a code need not be the same.

use std::collections::{BTreeMap, BTreeSet};

use super::product::Product;
use crate::{
    identity::{Code, System},
    rxnorm::Name,
};

/// What is known of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    /// By the site's table: whether it is a product's.
    Known(bool),
    /// Its words are those of a whole product.
    Whole,
    /// They say more than what is in it.
    More,
    /// They say only what is in it.
    Less,
}

/// What the words of each code say of it; a name beside them can be meant only where there is one code.
pub(crate) fn by_names(codes: &[&Code], name: Option<&Name>) -> BTreeMap<String, Kind> {
    let codes = codes.iter().filter(|code| code.system == System::RxNorm);
    let mut all: BTreeMap<String, Option<Kind>> = BTreeMap::new();
    for code in codes {
        let display = code.display.as_deref().and_then(Name::read);
        let kind = display.as_ref().map(Kind::of);
        let known = all.entry(code.code.clone()).or_default();
        *known = [*known, kind].into_iter().flatten().min();
    }
    let only = all.len() == 1;
    let beside = name.filter(|_| only).map(Kind::of);
    // What stands beside a code need not be all that the code says.
    let beside = beside.map(|kind| kind.max(Kind::More));
    let kinds = all.into_iter();
    kinds
        .filter_map(|(code, kind)| Some((code, kind.or(beside)?)))
        .collect()
}

impl Kind {
    fn of(name: &Name) -> Self {
        match (name.is_product(), name.is_ingredient_only()) {
            (true, _) => Self::Whole,
            (false, true) => Self::Less,
            (false, false) => Self::More,
        }
    }
}

/// What is heard of one code in all medicines that have it.
#[derive(Default)]
struct Heard {
    kinds: BTreeSet<Kind>,
    /// The codes that stand beside it wherever any do.
    beside: Option<BTreeSet<String>>,
}

/// The codes of RxNorm that are of products, as far as these say it.
pub(crate) fn of_products(products: &[Product]) -> BTreeSet<&str> {
    let mut heard: BTreeMap<&str, Heard> = BTreeMap::new();
    for product in products {
        for code in &product.rxnorm {
            let own = heard.entry(code).or_default();
            own.kinds.extend(product.kinds.get(code));
            let others = product.rxnorm.iter().filter(|other| *other != code);
            let others: BTreeSet<String> = others.cloned().collect();
            if !others.is_empty() {
                own.beside = Some(match own.beside.take() {
                    Some(known) => known.intersection(&others).cloned().collect(),
                    None => others,
                });
            }
        }
    }
    let is_product = |heard: &Heard| {
        let says = |kind| heard.kinds.contains(&kind);
        let differ = heard.beside.as_ref().is_some_and(BTreeSet::is_empty);
        match () {
            () if says(Kind::Known(true)) => true,
            () if says(Kind::Known(false)) => false,
            () if says(Kind::Whole) => true,
            // Medicines with other codes beside it are told apart by those.
            () if differ => false,
            () => says(Kind::More) || !says(Kind::Less),
        }
    };
    let found = heard.into_iter().filter(|(_, heard)| is_product(heard));
    found.map(|(code, _)| code).collect()
}
