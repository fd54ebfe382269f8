//! The crate from outside: real answers, and answers broken on purpose.
#![allow(missing_docs)]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that meets what it did not expect should end there"
)]

mod charts;
mod flaws;
mod medicines;
mod mutated;
mod quirks;
mod results;
mod wires;
mod written;
