//! The record as a patient would read it, from answers as hospitals send them.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "these are tests"
)]

mod chance;
mod charts;
mod documents;
mod exchanges;
mod given;
mod page;

mod allergies;
mod medicines;

mod ranges;
mod reports;
mod results;
mod sections;
mod steady;
mod taking;
mod threads;
mod trends;
