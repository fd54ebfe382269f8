//! What the name of a medicine says by the rules of RxNorm's own names: ingredients, strengths, form and brand. Most
//! coded medicines carry such a name, so nothing else has to be known to put two of them side by side. A name that does
//! not follow the rules says nothing here; it is never guessed at.
//! <https://www.nlm.nih.gov/research/umls/rxnorm/docs/appendix4.html>

mod amounts;
mod name;
mod salt;
mod strength;
mod table;

pub use amounts::Amounts;
pub use name::{Ingredient, Name};
pub use strength::Strength;
pub use table::{Contents, NotATable, Table};
