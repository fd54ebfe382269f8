//! What a patient keeps on a device, and when it is locked.
//!
//! ```text
//! bytes of a value ──seal──▶ Sealed ──▶ Place ─┐
//!                                              ├─ Store ──▶ one transaction ──▶ the device
//! secret ──opens──▶ Way (of the Header) ──▶ data key
//! ```
//!
//! **Invariants**
//! - No I/O, no clock, no randomness, no cipher: those are the caller's, and their results are arguments.
//! - A group of changes is kept whole or not at all, and is called saved only after the device's own word ([`Store`]).
//! - What was kept by a newer version, or is damaged, is refused and never half read ([`Unreadable`]).
//! - What stands on the device in the clear names nobody: opaque keys, salts, wrapped keys, times.
#![warn(missing_docs)]

pub mod archive;
pub mod audit;
mod check;
mod cost;
mod damage;
mod fields;
mod header;
pub mod idle;
mod keeping;
mod place;
mod sealed;
pub mod store;
mod tabs;
mod unreadable;
mod way;

pub use archive::Archive;
pub use cost::Cost;
pub use damage::Damage;
pub use header::Header;
pub use idle::Idle;
pub use keeping::Keeping;
pub use place::{Place, Table};
pub use sealed::Sealed;
pub use store::Store;
pub use tabs::Word;
pub use unreadable::Unreadable;
pub use way::{Opener, Way};
