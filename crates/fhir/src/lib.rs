//! A typed slice of FHIR R4: what Satchel reads, nothing more.
//! <https://hl7.org/fhir/R4/>
//!
//! ```
//! let answer = fhir::Answer::new(r#"{"resourceType":"Patient","id":"maria"}"#);
//! let page = fhir::read::page(&answer)?;
//! assert_eq!(page.entries.len(), 1);
//! # Ok::<(), fhir::NotFhir>(())
//! ```
//!
//! Names are the specification's. Every element is optional, every code stays the text it was sent as, and
//! everything borrows from the [`Answer`] it was read from.
//!
//! **Invariants**
//! - No I/O, no clock, no randomness: bytes in, values out.
//! - No word a patient reads: those belong to the app.
//! - Reading never panics and never fails as a whole because of one element: what stands in the way is cut out
//!   and named as a [`Flaw`]; what cannot be read at all is counted as [`Unread`] ([`Account`]).
//! - Nothing is guessed: a number keeps its digits ([`Decimal`]), a reference is never followed here ([`Target`]).
//! - No [`Debug`](std::fmt::Debug) of an error holds anything of a patient: reasons are enums, paths are element names.
#![warn(missing_docs)]

mod apart;
mod decimal;
mod text;

mod attached;
mod concept;
mod contact;
mod contained;
mod measure;
mod narrative;
mod person;
mod reference;
mod resources;
mod timed;

mod account;
mod answer;
mod cut_short;
mod flaw;
mod kind;
mod markup;
mod mend;
mod outline;
mod page;
pub mod read;
mod salvage;
mod scan;
mod slot;
pub mod write;
pub mod written;

pub use account::{Account, Tally};
pub use answer::Answer;
pub use apart::Apart;
pub use attached::{Annotation, Attachment, Extension};
pub use concept::{CodeableConcept, Coding, Identifier};
pub use contact::{Address, ContactPoint};
pub use contained::Contained;
pub use decimal::Decimal;
pub use flaw::{Flaw, NotFhir, Unread, Why};
pub use measure::{Money, Period, Quantity, Range, Ratio};
pub use narrative::Narrative;
pub use page::{Entry, Mode, Page};
pub use person::HumanName;
pub use reference::{Reference, Target};
pub use resources::*;
pub use text::Text;
pub use timed::Timed;
