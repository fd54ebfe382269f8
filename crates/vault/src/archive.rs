//! The answers to one search as they came, so that a record opens without asking anybody.
//!
//! ```text
//! version: 1 byte │ how it ended: 1 byte │ when: 8 bytes │ pages: 4 bytes
//! for each page    │ length of its address: 4 bytes │ length of its answer: 4 bytes
//! for each page    │ address │ answer, gzipped
//! ```
//!
//! Numbers are little-endian. The lengths stand together and make up the rest exactly, so none can be changed alone.

use crate::Unreadable;

/// The form this version writes.
const VERSION: u8 = 1;

/// The answers to one search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archive {
    /// When they were asked for, in milliseconds since 1970.
    pub at_ms: u64,
    /// How it ended.
    pub ended: Ended,
    /// Each answer, in the order in which they came.
    pub pages: Vec<Page>,
}

/// One answer.
#[derive(Clone, PartialEq, Eq)]
pub struct Page {
    /// What was asked.
    pub address: String,
    /// Its bytes, gzipped.
    pub packed: Vec<u8>,
}

/// How a search ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Everything came.
    Whole,
    /// The person or the hospital does not share it.
    NotShared,
    /// The hospital does not have such things.
    NotOffered,
}

impl Ended {
    const ALL: [Ended; 3] = [Ended::Whole, Ended::NotShared, Ended::NotOffered];

    const fn code(self) -> u8 {
        match self {
            Ended::Whole => 0,
            Ended::NotShared => 1,
            Ended::NotOffered => 2,
        }
    }
}

impl Archive {
    /// The bytes to seal. At most 4 GiB fit into a page, which is more than a browser holds.
    pub fn to_bytes(&self) -> Vec<u8> {
        let lengths = self.pages.iter().flat_map(|page| {
            let lengths = [page.address.len() as u32, page.packed.len() as u32];
            lengths.map(u32::to_le_bytes).concat()
        });
        let mut bytes = vec![VERSION, self.ended.code()];
        bytes.extend(self.at_ms.to_le_bytes());
        bytes.extend((self.pages.len() as u32).to_le_bytes());
        bytes.extend(lengths);
        for page in &self.pages {
            bytes.extend(page.address.as_bytes());
            bytes.extend(&page.packed);
        }
        bytes
    }

    /// Reads what was sealed.
    pub fn read(bytes: &[u8]) -> Result<Archive, Unreadable> {
        match bytes.first() {
            Some(version) if *version > VERSION => Err(Unreadable::Newer),
            Some(&VERSION) => Rest(bytes).archive().ok_or(Unreadable::Damaged),
            _ => Err(Unreadable::Damaged),
        }
    }
}

/// What is not read yet.
struct Rest<'b>(&'b [u8]);

impl<'b> Rest<'b> {
    fn archive(mut self) -> Option<Archive> {
        let [_, ended] = self.exactly()?;
        let ended = Ended::ALL.into_iter().find(|known| known.code() == ended)?;
        let at_ms = u64::from_le_bytes(self.exactly()?);
        let count = self.length()?;
        let mut lengths = Rest(self.take(count.checked_mul(8)?)?);
        // A page has eight bytes of lengths at least, so no number makes this large.
        let pages: Vec<Page> = (0..count)
            .map(|_| self.page(&mut lengths))
            .collect::<Option<_>>()?;
        self.0.is_empty().then_some(Archive {
            at_ms,
            ended,
            pages,
        })
    }

    fn page(&mut self, lengths: &mut Rest<'_>) -> Option<Page> {
        let address = self.take(lengths.length()?)?;
        let packed = self.take(lengths.length()?)?;
        Some(Page {
            address: std::str::from_utf8(address).ok()?.to_owned(),
            packed: packed.to_vec(),
        })
    }

    fn length(&mut self) -> Option<usize> {
        let length = u32::from_le_bytes(self.exactly()?);
        usize::try_from(length).ok()
    }

    fn exactly<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*head)
    }

    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (head, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(head)
    }
}

/// An address names a person, and an answer is about one: neither is printed.
impl std::fmt::Debug for Page {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Page(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(address: &str, packed: &[u8]) -> Page {
        Page {
            address: address.to_owned(),
            packed: packed.to_vec(),
        }
    }

    fn archive() -> Archive {
        Archive {
            at_ms: 1_800_000_000_000,
            ended: Ended::Whole,
            pages: vec![
                page(
                    "https://ehr.example.org/fhir/Observation?_count=2",
                    &[31, 139, 8, 0],
                ),
                page("https://ehr.example.org/fhir/ñ", &[]),
                page("", &[0; 300]),
            ],
        }
    }

    /// Where the lengths of [`archive`] end.
    const HEAD: usize = 14 + 3 * 8;

    #[test]
    fn the_answers_come_back_byte_for_byte() {
        for ended in Ended::ALL {
            let archive = Archive { ended, ..archive() };
            assert_eq!(Archive::read(&archive.to_bytes()), Ok(archive));
        }
        let nothing = Archive {
            pages: vec![],
            ..archive()
        };
        assert_eq!(nothing.to_bytes().len(), 14);
        assert_eq!(Archive::read(&nothing.to_bytes()), Ok(nothing));
    }

    #[test]
    fn whatever_is_cut_off_or_added_is_noticed() {
        let bytes = archive().to_bytes();
        for length in 0..bytes.len() {
            let cut = Archive::read(&bytes[..length]);
            assert_eq!(cut, Err(Unreadable::Damaged), "{length}");
        }
        let longer = [bytes.as_slice(), &[0]].concat();
        assert_eq!(Archive::read(&longer), Err(Unreadable::Damaged));
    }

    #[test]
    fn no_length_and_no_count_can_be_changed_alone() {
        let bytes = archive().to_bytes();
        for bit in 10 * 8..HEAD * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            let read = Archive::read(&flipped);
            assert_eq!(read, Err(Unreadable::Damaged), "bit {bit}");
        }
    }

    #[test]
    fn a_huge_count_takes_no_memory() {
        let mut bytes = archive().to_bytes();
        bytes[10..14].fill(0xff);
        assert_eq!(Archive::read(&bytes), Err(Unreadable::Damaged));
    }

    #[test]
    fn a_newer_archive_is_told_from_a_damaged_one() {
        for (at, value, expected) in [
            (0, 2, Unreadable::Newer),
            (0, 255, Unreadable::Newer),
            (0, 0, Unreadable::Damaged),
            (1, 4, Unreadable::Damaged),
            (HEAD, 0xff, Unreadable::Damaged),
        ] {
            let mut bytes = archive().to_bytes();
            bytes[at] = value;
            assert_eq!(Archive::read(&bytes), Err(expected), "{at}: {value}");
        }
    }
}
