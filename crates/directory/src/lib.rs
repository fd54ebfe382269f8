//! Finding a hospital by what patients call it: shards of a list come in, places to sign in come out.
//!
//! ```
//! use directory::{Directory, Near};
//!
//! let mut directory = Directory::default();
//! # let bytes: &[u8] = b"";
//! if let Ok(shard) = directory::Shard::read(bytes) {
//!     directory.join(shard); // as often as a shard arrives
//! }
//! let found = directory.search("clevland clinic", &Near::default());
//! assert!(found.is_empty(), "nothing was joined here");
//! ```
//!
//! **Invariants**
//! - No I/O, no clock, no display language, no panic, and nothing of others: this part is downloaded by patients.
//! - What can be found can be launched: the list of issuers is the list of base addresses, written by the same command.
//! - Damaged, foreign or newer bytes are refused by name ([`NotReadable`]), never guessed at.
//!
//! The `publish` feature adds what makes the files. It runs natively, in the command `directory`.
#![warn(missing_docs)]

mod base;
mod bytes;
mod closeness;
mod columns;
mod directory;
mod fold;
mod index;
mod issuers;
mod manifest;
mod matches;
mod organization;
#[cfg(feature = "publish")]
pub mod publish;
mod query;
mod shard;
mod spelling;
mod state;

pub use base::{Base, Unusable};
pub use bytes::NotReadable;
pub use directory::{Directory, Found, Near, RESULTS};
pub use issuers::Issuers;
pub use manifest::{Manifest, Part};
pub use organization::{Organization, Place};
pub use shard::Shard;
pub use state::State;
