//! What became of items, as it lies in the vault:
//!
//! ```text
//! version: 1 byte │ items: 4 bytes
//! for each item    │ its id: 26 bytes │ search: 1 byte │ what became of it: 1 byte │ when: 8 bytes │ length: 4 bytes
//! for each item    │ its JSON, as the hospital had sent it
//! ```
//!
//! Numbers are little-endian. The lengths stand together and make up the rest exactly.

use std::collections::HashSet;

use super::{Former, Past, Turn};

const VERSION: u8 = 1;
const ID: usize = 26;
/// What stands before the JSON of each.
pub(super) const HEAD: usize = ID + 14;

/// The bytes are not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotPast {
    /// A newer version of the program wrote them.
    #[error("written by a newer version")]
    Newer,
    /// They are not whole, or never were any.
    #[error("damaged")]
    Damaged,
}

impl Turn {
    const ALL: [Turn; 3] = [Turn::Changed, Turn::Gone, Turn::Withdrawn];

    const fn code(self) -> u8 {
        match self {
            Turn::Changed => 0,
            Turn::Gone => 1,
            Turn::Withdrawn => 2,
        }
    }
}

impl Past {
    /// The bytes to seal.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![VERSION];
        bytes.extend((self.told.len() as u32).to_le_bytes());
        for one in &self.told {
            bytes.extend(one.id.to_string().as_bytes());
            bytes.extend([one.search, one.turn.code()]);
            bytes.extend(one.at.to_le_bytes());
            bytes.extend((one.raw.len() as u32).to_le_bytes());
        }
        for one in &self.told {
            bytes.extend(&one.raw);
        }
        bytes
    }

    /// Read back: all of it or nothing.
    ///
    /// # Errors
    /// If a newer version wrote it, or it is not whole.
    pub fn read(bytes: &[u8]) -> Result<Past, NotPast> {
        match bytes.split_first() {
            Some((version, _)) if *version > VERSION => Err(NotPast::Newer),
            Some((&VERSION, rest)) => parsed(rest).ok_or(NotPast::Damaged),
            _ => Err(NotPast::Damaged),
        }
    }
}

fn parsed(bytes: &[u8]) -> Option<Past> {
    let (count, bytes) = bytes.split_first_chunk()?;
    let count = usize::try_from(u32::from_le_bytes(*count)).ok()?;
    let (heads, mut rest) = bytes.split_at_checked(count.checked_mul(HEAD)?)?;
    let (heads, []) = heads.as_chunks::<HEAD>() else {
        return None;
    };
    let told = heads.iter().map(|head| former(head, &mut rest));
    let told = told.collect::<Option<Vec<Former>>>()?;
    let unknown = HashSet::new();
    rest.is_empty().then_some(Past { told, unknown })
}

fn former(head: &[u8; HEAD], rest: &mut &[u8]) -> Option<Former> {
    let (id, head) = head.split_first_chunk::<ID>()?;
    let ([search, turn], head) = head.split_first_chunk()?;
    let (at, length) = head.split_first_chunk()?;
    let length = u32::from_le_bytes(length.try_into().ok()?);
    let (raw, after) = rest.split_at_checked(usize::try_from(length).ok()?)?;
    *rest = after;
    Some(Former {
        id: std::str::from_utf8(id).ok()?.parse().ok()?,
        search: *search,
        turn: Turn::ALL.into_iter().find(|known| known.code() == *turn)?,
        at: i64::from_le_bytes(*at),
        raw: raw.to_vec(),
    })
}
