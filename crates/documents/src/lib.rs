//! What a file from a hospital really is, by its own bytes.
//!
//! ```
//! let file = documents::File::read(Some("application/pdf"), b"<!DOCTYPE html><p>Hello".to_vec());
//! assert_eq!(file.kind, documents::Kind::Html);
//! assert_eq!(file.called, Some(documents::Kind::Pdf));
//! assert_eq!(file.name(Some((2026, 11, 3))), "health-document-2026-11-03.html");
//! ```
//!
//! **Invariants**
//! - No I/O, no clock, no display language.
//! - The bytes are never changed: what is saved is what was received.
//! - A file's name says nothing about the patient, the hospital or the illness.
#![warn(missing_docs)]

mod encoded;
mod file;
mod kind;
mod plain;
mod size;

pub use encoded::decoded;
pub use file::{File, record_name};
pub use kind::Kind;
pub use plain::readable;
pub use size::{Size, Unit};
