//! What may be relied on through any order of events, and with any damage.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests may fail as tests do"
)]

mod chance;
mod damage;
mod idle;
mod store;
