//! One item as the hospital sent it, looked for among the answers that are kept. Nothing is asked of the hospital.

use record::LocalId;
use record::written::{self, Original};

use crate::browser::clock;
use crate::browser::compress::unpack;
use crate::hospital::Connection;

/// An item that was found.
pub struct Found {
    /// Its JSON, to the byte.
    pub raw: Vec<u8>,
    /// The same, readable.
    pub original: Original,
}

/// The item in the newest answer that holds it; `None` where none does, or none is kept any more.
pub async fn found(connection: &Connection, id: LocalId) -> Option<Found> {
    let base = connection.base();
    let mut kept = connection.kept();
    kept.sort_by(|(_, one), (_, other)| other.at.total_cmp(&one.at));
    let pages = kept.iter().flat_map(|(_, originals)| &originals.pages);
    for (_, page) in pages {
        let Some(answer) = unpack(&page.to_vec()).await else {
            continue;
        };
        if let Some((raw, original)) = written::original(&answer, base.as_str(), id) {
            return Some(Found {
                raw: raw.to_vec(),
                original,
            });
        }
        clock::breathe().await;
    }
    None
}
