//! What makes a directory out of the lists that vendors publish.

mod account;
mod bundle;
mod clean;
mod files;
mod folder;
mod merge;
mod read;
mod resource;
mod row;
mod tenant;
mod vendors;
mod write;

pub use account::{Account, Reason};
pub use files::{Files, files};
pub use folder::write_folder;
pub use merge::{Merged, merged};
pub use read::{Source, read};
pub use row::Row;
pub use vendors::Vendors;
pub use write::{issuers, shard};

/// The words of a text as they are compared: small letters and digits without accents.
pub fn folded(text: &str) -> String {
    crate::fold::words(text).join(" ")
}
