//! The crate from outside: real answers, and answers broken on purpose.
#![allow(missing_docs)]

mod charts;
mod flaws;
mod mutated;
mod quirks;
mod wires;
