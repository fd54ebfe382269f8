//! What makes a directory out of the lists that vendors publish.

mod account;
mod clean;
mod folder;
mod merge;
mod read;
mod row;
mod vendors;
mod write;

pub use account::{Account, Reason};
pub use folder::write_folder;
pub use merge::{Merged, merged};
pub use read::{Source, read};
pub use row::Row;
pub use vendors::Vendors;
pub use write::{Files, files, issuers, shard};

/// The small letters and digits of a text, without accents: the shortest way to say which name is meant.
pub fn letters(text: &str) -> String {
    crate::fold::words(text).concat()
}
