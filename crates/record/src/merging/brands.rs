//! What names of one cluster teach one another: what is in a brand, and which words are an ingredient.

use std::collections::{BTreeMap, BTreeSet};

use super::product::Product;
use crate::rxnorm;

/// What each brand has in it, by the names that carry both; nothing of one of which they say different things.
pub(crate) fn brands(products: &[&Product]) -> BTreeMap<String, rxnorm::Name> {
    let mut brands: BTreeMap<String, Option<rxnorm::Name>> = BTreeMap::new();
    for product in products {
        let Some(name) = &product.name else {
            continue;
        };
        let Some(brand) = &name.brand else { continue };
        let is_itself = name.ingredients.iter().any(|one| one.name == *brand);
        if is_itself || name.ingredients.is_empty() {
            continue;
        }
        let ingredients = |name: &rxnorm::Name| -> Vec<String> {
            name.ingredients
                .iter()
                .map(|one| one.name.clone())
                .collect()
        };
        match brands.get_mut(brand) {
            None => {
                brands.insert(brand.clone(), Some(name.clone()));
            }
            Some(known) => {
                let differs = known
                    .as_ref()
                    .is_some_and(|known| ingredients(known) != ingredients(name));
                if differs {
                    *known = None;
                }
            }
        }
    }
    let known = |(brand, name): (String, Option<rxnorm::Name>)| Some((brand, name?));
    brands.into_iter().filter_map(known).collect()
}

/// Words that stand alone and came without a code are an ingredient only where another name shows that they are one.
pub(crate) fn confirmed(mut products: Vec<Product>) -> Vec<Product> {
    let is_bare =
        |product: &Product| product.is_ingredient_only() && !product.is_coded && !product.by_table;
    let known = products.iter().filter(|product| !is_bare(product));
    let known: BTreeSet<String> = known.flat_map(|product| product.bases.clone()).collect();
    for product in products.iter_mut().filter(|product| is_bare(product)) {
        if !product.bases.iter().all(|base| known.contains(base)) {
            product.bases.clear();
        }
    }
    products
}

/// A product that is called by its brand alone, with what is in it in the place of the brand.
pub(crate) fn without_brand(product: &Product, brands: &BTreeMap<String, rxnorm::Name>) -> Product {
    let mut product = product.clone();
    let Some(name) = &mut product.name else {
        return product;
    };
    let [called] = name.ingredients.as_slice() else {
        return product;
    };
    let Some(known) = brands.get(&called.name) else {
        return product;
    };
    if product.by_table && product.bases != known.bases() {
        return product;
    }
    product.was_brand = true;
    product.bases = known.bases();
    product.wording.say(known.bases());
    name.brand = Some(called.name.clone());
    let strength = called.strength.clone();
    let alone = known.ingredients.len() == 1;
    name.ingredients = known.ingredients.clone();
    for ingredient in &mut name.ingredients {
        ingredient.strength = strength.clone().filter(|_| alone);
    }
    product
}
