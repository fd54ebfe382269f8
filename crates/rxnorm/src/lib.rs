//! From RxNorm's files to one table: what is in a product, which product is the generic one, what is in a brand. The
//! portal looks products up in it without asking anybody ([`record::rxnorm::Table`]).
//!
//! **Invariants**
//! - No I/O here: rows come in as text. The same rows give the same table, in whatever order they stand.
//! - Every row is used or left aside for a counted reason. What the rows do not say is not in the table.
#![warn(missing_docs)]

mod account;
mod atoms;
mod relations;

pub use account::Account;
pub use record::rxnorm::Contents;

use atoms::Atoms;
use relations::Relations;

/// The table of these rows: those of `RXNCONSO.RRF` and those of `RXNREL.RRF`.
/// <https://www.nlm.nih.gov/research/umls/rxnorm/docs/techdoc.html>
pub fn table<'r>(
    concepts: impl Iterator<Item = &'r str>,
    relations: impl Iterator<Item = &'r str>,
) -> (Contents, Account) {
    let mut account = Account::default();
    let atoms = Atoms::read(concepts, &mut account);
    let relations = Relations::read(relations, &atoms, &mut account);
    let mut contents = Contents::default();
    for code in atoms.products() {
        match relations.ingredients(code) {
            Some(ingredients) => {
                let names = atoms.names(&ingredients);
                contents
                    .products
                    .insert(code, (relations.generic(code), names));
            }
            None => account.without_ingredients += 1,
        }
    }
    for (brand, name) in atoms.brands() {
        match relations.ingredients(brand) {
            Some(ingredients) => {
                let names = atoms.names(&ingredients);
                let known = contents.brands.insert(name.to_owned(), names.clone());
                // One name for two brands with different things in them says nothing.
                if known.is_some_and(|known| known != names) {
                    contents.brands.insert(name.to_owned(), Vec::new());
                }
            }
            None => account.without_ingredients += 1,
        }
    }
    contents.brands.retain(|_, names| !names.is_empty());
    account.products = contents.products.len();
    account.brands = contents.brands.len();
    (contents, account)
}
