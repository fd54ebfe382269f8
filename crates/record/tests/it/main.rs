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
mod entries;
mod exchanges;
mod given;
mod page;
mod person;
mod profiles;
mod shelves;
mod vitals;

mod allergies;
mod marks;
mod medicines;
mod merging;
mod news;

mod originals;
mod outlines;
mod past;
mod ranges;
mod reading;
mod recipients;
mod reports;
mod restarts;
mod results;
mod rxnorm;
mod schedules;
mod sections;
mod steady;
mod taking;
mod threads;
mod told;
mod trends;
mod updates;
mod written;
