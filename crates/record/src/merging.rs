//! The records of several hospitals as one, each thing with the reason why it stands as one (reference §8.2).
//!
//! ```text
//! Taken ──hear()──▶ Merging ◀──put_…()── items, as they come
//!                      │ settle()
//!                      ▼
//!          Merged<T>, Card, Related, Question
//! ```
//!
//! **Invariants**
//! - What is merged depends on what is there, never on what came first, nor in what pages. A hospital that leaves leaves
//!   nothing behind.
//! - Every item is in one merged thing, as its hospital wrote it. Where versions differ, all of it is told and nothing
//!   is chosen.
//! - Nothing is merged on a guess: keys are equal or they are not; of two that come into question none is taken. What
//!   can't be read safely is alone.
//! - A late answer costs what it brings, and what that touches: [`Merging::work`] counts. It is settled in slices of so
//!   many steps, and so is what a hospital leaves behind; only what shares something is always looked at as a whole.

mod allergies;
mod asked;
mod brands;
mod called;
mod cards;
mod claim;
mod clusters;
mod coded;
mod coming;
mod compare;
mod comparison;
mod copies;
mod crossed;
mod engine;
mod entries;
mod index;
mod kinds;
mod matching;
mod medicines;
mod merged;
mod numbers;
mod piece;
mod product;
mod questions;
mod results;
mod rows;
mod settling;
mod stale;
mod surroundings;
mod together;
mod unlisted;
mod word;
mod wording;

use std::{collections::BTreeMap, sync::Arc};

use index::Index;
use medicines::Medicines;
use stale::Stale;
use surroundings::Surroundings;

use crate::{
    allergy::Allergy,
    class::Class,
    clinician::Clinician,
    document::Document,
    entry::{Entry, Part},
    ids::{IdMap, SourceId},
    labs::{LabResult, Shelf},
    medicine::Medicine,
    report::Paper,
    visit::Visit,
};

pub use allergies::Contradiction;
pub use called::other_names;
pub use claim::Reason;
pub use comparison::{Agreement, Comparison, Side};
pub use medicines::{Card, Compared, Likeness, Order, Related};
pub use merged::{Conflict, Field, Merged, Said, Stated, Version};
pub use questions::Question;
pub use rows::{Row, by_group};
pub use together::{Together, row_of};
pub use unlisted::Unlisted;
pub use word::{Anchor, NotWords, Taking, Word, Words};

/// The record of one person at all their hospitals.
#[derive(Clone, Debug, Default)]
pub struct Merging {
    around: Surroundings,
    allergies: Index<Allergy>,
    clinicians: Index<Clinician>,
    documents: Index<Document>,
    papers: Index<Paper>,
    visits: Index<Visit>,
    results: BTreeMap<Shelf, Index<LabResult>>,
    entries: BTreeMap<Part, Index<Entry>>,
    medicines: Medicines,
    ordered: IdMap<Arc<Medicine>>,
    /// What each item is, and whose.
    known: IdMap<(Class, SourceId)>,
    /// What is to go, of hospitals that left.
    leaving: Stale,
    stale: Stale,
}
