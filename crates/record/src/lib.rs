//! The record in the patient's words.
//!
//! ```text
//! fhir::Page ──take()──▶ Taken ──▶ Section ──grouped()──▶ LabReport ──▶ a page of the app
//! ```
//!
//! **Invariants**
//! - No I/O, no clock (today is an argument), no colour, no URL but our own opaque ids.
//! - No display language: what a hospital wrote stays as sent, everything else is an enum that the app
//!   has words for in each language.
//! - Nothing is lost silently: received = shown + unread + left out ([`Receipt`]).
//! - What cannot be read safely is never shown as fact ([`value::Unreadable`]).
#![warn(missing_docs)]

pub mod conversion;
pub mod labs;
mod observation;
mod shelf;
pub mod vitals;

pub mod code;
mod day;
pub mod flag;
pub mod number;
pub mod range;
pub mod standing;
pub mod status;
pub mod trend;
mod unit;
pub mod value;
pub mod when;

mod coded;
mod codes;
pub mod instruction;
pub mod medicine;
mod prescription;
pub mod rxnorm;
pub mod sig;

pub mod allergies;
pub mod allergy;
mod sensitivity;

mod entries;
pub mod entry;
mod facts;
pub mod label;
pub mod term;
mod told;
pub mod vaccines;

mod class;
pub mod clinician;
mod deliveries;
mod gathering;
pub mod grouping;
mod paper;
pub mod report;
mod superseding;

pub mod merging;
pub mod message;
pub mod offer;
pub mod team;
pub mod thread;

pub mod bar;
mod demographics;
pub mod document;
pub mod identity;
pub mod ids;
pub mod names;
pub mod note;
mod order;
pub mod person;
pub mod provenance;
mod reader;
pub mod receipt;
mod same_name;
pub mod same_person;
mod sent;
pub mod taking;
pub mod visit;
pub mod written;

mod course;
mod feed;
pub mod finding;
mod held;
pub mod mark;
pub mod news;
pub mod past;
pub mod progress;
pub mod reading;
pub mod section;
pub mod steady;
mod trouble;

pub use allergy::Allergy;
pub use bar::RangeBar;
pub use class::Class;
pub use document::Document;
pub use entry::{Entry, Part};
pub use grouping::{Grouped, grouped};
pub use ids::{Keyed, LocalId, SourceId};
pub use label::Label;
pub use labs::{LabResult, Shelf};
pub use mark::Marked;
pub use medicine::Medicine;
pub use merging::Merging;
pub use message::Message;
pub use names::Names;
pub use news::News;
pub use past::Past;
pub use person::Person;
pub use reading::Reading;
pub use receipt::Receipt;
pub use report::LabReport;
pub use section::Section;
pub use steady::Steady;
pub use taking::{Asked, Heard, Taken, take, take_results};
pub use team::{Recipient, Team};
pub use term::Term;
pub use thread::{Thread, threads};
pub use vaccines::{Vaccine, Vaccines, by_vaccine};
pub use value::Value;
pub use visit::Visit;
pub use when::When;
