//! Entries of every part of the record, as text: one file for each type of resource.

mod appointments;
mod charts;
mod claims;
mod conditions;
mod devices;
mod family;
mod fills;
mod forms;
mod goals;
mod images;
mod insurance;
mod orders;
mod others;
mod plans;
mod procedures;
mod real;
mod relations;
mod samples;
mod vaccines;
mod whole;

use record::Entry;

use crate::given;
pub(crate) use crate::told::told;

/// The only entry of an answer that is this resource.
fn entry(json: &str) -> Entry {
    let mut taken = given::taken(json);
    assert_eq!(taken.entries.len(), 1, "{:?}", taken.receipt);
    taken.entries.remove(0)
}
