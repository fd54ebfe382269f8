//! Names for things that are safe to show: which hospital, which item. A `LocalId` says nothing about
//! the patient, the hospital or the hospital's own id, so it may stand in an address bar.

use std::{
    collections::{HashMap, HashSet},
    fmt,
    hash::{BuildHasherDefault, Hasher},
    str::FromStr,
};

/// Which hospital: an index into the app's own list of connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u16);

/// One item of one hospital: a hash of (base, type, id), so it is the same after a reload.
///
/// Ids are unique only below one base (reference §2.1 rule 11), and may be longer than the 64
/// characters FHIR allows (quirk 15); hashing settles both.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalId(u128);

impl LocalId {
    /// The id of `kind/id` below `base`.
    pub fn new(base: &str, kind: &str, id: &str) -> Self {
        Base::new(base).id(kind, id)
    }
}

/// An item that has an id of its own, so that a list can tell a repeated one from a new one.
pub trait Keyed {
    /// The same for the same item, always.
    fn key(&self) -> LocalId;
}

/// A map by id. An id is a hash already, so it is not hashed again.
pub(crate) type IdMap<V> = HashMap<LocalId, V, BuildHasherDefault<AsIs>>;
/// A set of ids.
pub(crate) type IdSet = HashSet<LocalId, BuildHasherDefault<AsIs>>;

/// Takes the lower half of an id for its hash.
#[derive(Clone, Debug, Default)]
pub(crate) struct AsIs(u64);

impl Hasher for AsIs {
    fn write_u128(&mut self, id: u128) {
        self.0 = id as u64;
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes
            .iter()
            .fold(self.0, |hash, byte| hash.rotate_left(8) ^ u64::from(*byte));
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// A FHIR base address, hashed once for the many ids below it.
#[derive(Clone, Copy)]
pub(crate) struct Base(u128);

impl Base {
    pub(crate) fn new(base: &str) -> Self {
        Self(hash(OFFSET, base.trim_end_matches('/')))
    }

    pub(crate) fn id(self, kind: &str, id: &str) -> LocalId {
        LocalId(hash(hash(self.0, kind), id))
    }
}

/// One more part of something that is only ever compared for being equal.
pub(crate) fn mixed(seed: u128, part: &str) -> u128 {
    hash(seed, part)
}

/// Where every hash begins.
pub(crate) const SEED: u128 = OFFSET;

const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

/// 128-bit FNV-1a; the closing byte keeps ("ab", "c") apart from ("a", "bc").
fn hash(seed: u128, text: &str) -> u128 {
    let step = |hash: u128, byte: u8| (hash ^ u128::from(byte)).wrapping_mul(PRIME);
    step(text.bytes().fold(seed, step), 0xff)
}

/// Letters and digits that cannot be taken for one another (no i, l, o, u).
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH: usize = 26;

impl fmt::Display for LocalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digit = |place: usize| (self.0 >> (place * 5)) as usize & 31;
        let letters = (0..LENGTH)
            .rev()
            .filter_map(|place| ALPHABET.get(digit(place)));
        f.write_str(
            &letters
                .map(|letter| char::from(*letter))
                .collect::<String>(),
        )
    }
}

impl fmt::Debug for LocalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LocalId({self})")
    }
}

/// The text is not one of our ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an id of this app")]
pub struct NotAnId;

impl FromStr for LocalId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let mut id: u128 = 0;
        for letter in text.bytes() {
            let digit = ALPHABET
                .iter()
                .position(|known| *known == letter)
                .ok_or(NotAnId)?;
            id = id.checked_mul(32).ok_or(NotAnId)? | digit as u128;
        }
        if text.len() == LENGTH {
            Ok(Self(id))
        } else {
            Err(NotAnId)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_survives_an_address_bar() {
        for id in ["1", "a.b-c", &"x".repeat(130), ""] {
            let id = LocalId::new("https://ehr.example/fhir", "Observation", id);
            assert_eq!(id.to_string().parse(), Ok(id));
        }
    }

    #[test]
    fn an_id_is_the_same_after_a_reload() {
        let id = LocalId::new("https://ehr.example/fhir/", "Observation", "1");
        assert_eq!(
            id,
            LocalId::new("https://ehr.example/fhir", "Observation", "1")
        );
        assert_eq!(id.to_string(), "3rss174yb768ms5y2why0mec51");
    }

    #[test]
    fn ids_differ_by_base_type_id_and_case() {
        let mut ids = vec![
            LocalId::new("https://a/fhir", "Observation", "1"),
            LocalId::new("https://b/fhir", "Observation", "1"),
            LocalId::new("https://a/fhir", "DiagnosticReport", "1"),
            LocalId::new("https://a/fhir", "Observation", "x"),
            LocalId::new("https://a/fhir", "Observation", "X"),
            LocalId::new("https://a/fhir", "Observatio", "n1"),
        ];
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), 6);
    }

    #[test]
    fn what_is_not_an_id_is_refused() {
        for text in [
            "",
            "abc",
            "zzzzzzzzzzzzzzzzzzzzzzzzzz",
            "../../etc",
            "é",
            &"0".repeat(27),
        ] {
            assert_eq!(text.parse::<LocalId>(), Err(NotAnId), "{text}");
        }
    }
}
