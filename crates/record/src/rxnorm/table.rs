//! The table that a site has made of RxNorm's files (`crates/rxnorm`): what is in a product, which product is the
//! generic one, what is in a brand. It is looked up where it lies; nothing is made of it.
//!
//! ```text
//! "SRXN"  version (1 byte)  three zeros  FNV-1a of the rest (8 bytes)  the rest
//! the rest: how many names, sets, brands, products (4 bytes each)
//!           names     where each ends among the letters (4 bytes each)
//!           sets      where each ends among the members (4 bytes each)
//!           brands    its name, its set (4 bytes each), in the order of their names
//!           products  its code, the generic one or 0, its set (4 bytes each), in the order of their codes
//!           members   which name (4 bytes each)
//!           letters   all names, in UTF-8
//! ```
//! Numbers are little-endian.

use std::{cmp::Ordering, collections::BTreeMap, ops::Range, sync::Arc};

/// The table.
#[derive(Clone, Debug)]
pub struct Table {
    bytes: Arc<[u8]>,
    names: Range<usize>,
    sets: Range<usize>,
    brands: Range<usize>,
    products: Range<usize>,
    members: Range<usize>,
    letters: Range<usize>,
}

/// Why bytes are no table that can be read here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotATable {
    /// Something else: a page that says "not found", for instance.
    #[error("not a table of medicines")]
    Foreign,
    /// Written by a newer command.
    #[error("written by a newer version")]
    Newer,
    /// Cut short or changed on its way.
    #[error("damaged")]
    Damaged,
}

/// What a table says, before it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// By code: the generic product, if there is one, and the names of what is in it.
    pub products: BTreeMap<u32, (Option<u32>, Vec<String>)>,
    /// By name: the names of what is in it.
    pub brands: BTreeMap<String, Vec<String>>,
}

const MAGIC: &[u8; 4] = b"SRXN";
const VERSION: u8 = 1;
const HEAD: usize = 16;
const COUNTS: usize = 16;
const WORD: usize = 4;
const BRAND: usize = 2 * WORD;
const PRODUCT: usize = 3 * WORD;

impl Table {
    /// Checks a table and says where its parts are.
    pub fn read(bytes: Arc<[u8]>) -> Result<Self, NotATable> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(NotATable::Foreign)?;
        match rest.first() {
            Some(&VERSION) => {}
            Some(newer) if *newer > VERSION => return Err(NotATable::Newer),
            Some(_) => return Err(NotATable::Foreign),
            None => return Err(NotATable::Damaged),
        }
        Self::laid_out(Arc::clone(&bytes)).ok_or(NotATable::Damaged)
    }

    fn laid_out(bytes: Arc<[u8]>) -> Option<Self> {
        let sum = u64::from_le_bytes(*bytes.get(8..HEAD)?.first_chunk()?);
        let rest = bytes.get(HEAD..)?;
        (sum == fnv(rest)).then_some(())?;
        let count = |nth: usize| word(rest, nth * WORD);
        let mut end = HEAD + COUNTS;
        let mut part = |count: usize, size: usize| {
            let start = end;
            end = start.checked_add(count.checked_mul(size)?)?;
            Some(start..end)
        };
        let names = part(count(0)?, WORD)?;
        let sets = part(count(1)?, WORD)?;
        let brands = part(count(2)?, BRAND)?;
        let products = part(count(3)?, PRODUCT)?;
        let all = match sets.is_empty() {
            true => 0,
            false => word(&bytes, sets.end - WORD)?,
        };
        let members = part(all, WORD)?;
        let letters = members.end..bytes.len();
        (letters.start <= letters.end).then_some(())?;
        Some(Self {
            bytes,
            names,
            sets,
            brands,
            products,
            members,
            letters,
        })
    }

    /// The generic product of a product: itself, if it is generic; `None` of what is no product.
    pub fn generic(&self, code: u32) -> Option<u32> {
        let generic = self.product(code)?.1;
        (generic != 0).then_some(generic)
    }

    /// It has this code, of a product or not.
    pub fn knows(&self, code: u32) -> bool {
        self.product(code).is_some()
    }

    /// The names of what is in it, sorted, in lower case.
    pub fn ingredients(&self, code: u32) -> Option<Vec<String>> {
        self.set(self.product(code)?.2)
    }

    /// The same of a brand, by its name in lower case.
    pub fn brand(&self, name: &str) -> Option<Vec<String>> {
        let count = self.brands.len() / BRAND;
        let at = |nth: usize| self.brands.start + nth * BRAND;
        let found = search(count, |nth| {
            let own = word(&self.bytes, at(nth))?;
            Some(self.name(own)?.cmp(name))
        })?;
        self.set(word(&self.bytes, at(found) + WORD)?)
    }

    /// How many products it knows.
    pub fn len(&self) -> usize {
        self.products.len() / PRODUCT
    }

    /// It knows none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn product(&self, code: u32) -> Option<(u32, u32, usize)> {
        let at = |nth: usize| self.products.start + nth * PRODUCT;
        let number = |place: usize| u32::try_from(word(&self.bytes, place)?).ok();
        let found = search(self.len(), |nth| Some(number(at(nth))?.cmp(&code)))?;
        let place = at(found);
        Some((
            code,
            number(place + WORD)?,
            word(&self.bytes, place + 2 * WORD)?,
        ))
    }

    fn set(&self, set: usize) -> Option<Vec<String>> {
        let span = self.span(&self.sets, set)?;
        let member = |nth: usize| {
            let place = self.members.start + nth * WORD;
            let name = word(&self.bytes, place).filter(|_| place < self.members.end)?;
            self.name(name).map(str::to_owned)
        };
        span.map(member).collect()
    }

    fn name(&self, name: usize) -> Option<&str> {
        let span = self.span(&self.names, name)?;
        let letters = self.bytes.get(self.letters.clone())?;
        std::str::from_utf8(letters.get(span)?).ok()
    }

    /// From where the one before ends to where this one ends.
    fn span(&self, ends: &Range<usize>, nth: usize) -> Option<Range<usize>> {
        let place = ends.start.checked_add(nth.checked_mul(WORD)?)?;
        (place < ends.end).then_some(())?;
        let start = match nth {
            0 => 0,
            _ => word(&self.bytes, place - WORD)?,
        };
        Some(start..word(&self.bytes, place)?)
    }
}

impl Contents {
    /// The table.
    pub fn written(&self) -> Vec<u8> {
        let sets = self
            .products
            .values()
            .map(|(_, set)| set)
            .chain(self.brands.values());
        let mut all: Vec<&Vec<String>> = sets.collect();
        all.sort();
        all.dedup();
        let named = all
            .iter()
            .flat_map(|set| set.iter())
            .chain(self.brands.keys());
        let mut names: Vec<&String> = named.collect();
        names.sort();
        names.dedup();
        let name_of = |name: &String| names.binary_search(&name).unwrap_or_default();
        let set_of = |set: &Vec<String>| all.binary_search(&set).unwrap_or_default();

        let mut rest: Vec<u8> = Vec::new();
        let mut put = |number: usize| {
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            rest.extend(number.to_le_bytes());
        };
        for count in [
            names.len(),
            all.len(),
            self.brands.len(),
            self.products.len(),
        ] {
            put(count);
        }
        let mut end = 0;
        for name in &names {
            end += name.len();
            put(end);
        }
        let mut end = 0;
        for set in &all {
            end += set.len();
            put(end);
        }
        for (brand, set) in &self.brands {
            put(name_of(brand));
            put(set_of(set));
        }
        for (code, (generic, set)) in &self.products {
            put(*code as usize);
            put(generic.unwrap_or(0) as usize);
            put(set_of(set));
        }
        for name in all.iter().flat_map(|set| set.iter()) {
            put(name_of(name));
        }
        for name in &names {
            rest.extend(name.as_bytes());
        }
        let mut bytes = MAGIC.to_vec();
        bytes.extend([VERSION, 0, 0, 0]);
        bytes.extend(fnv(&rest).to_le_bytes());
        bytes.extend(rest);
        bytes
    }
}

/// Where the one is that compares as equal.
fn search(count: usize, compare: impl Fn(usize) -> Option<Ordering>) -> Option<usize> {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low + (high - low) / 2;
        match compare(middle)? {
            Ordering::Equal => return Some(middle),
            Ordering::Less => low = middle + 1,
            Ordering::Greater => high = middle,
        }
    }
    None
}

fn word(bytes: &[u8], place: usize) -> Option<usize> {
    let word = bytes.get(place..)?.first_chunk::<WORD>()?;
    usize::try_from(u32::from_le_bytes(*word)).ok()
}

fn fnv(bytes: &[u8]) -> u64 {
    let step = |sum: u64, byte: &u8| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contents() -> Contents {
        let list = |names: &[&str]| {
            names
                .iter()
                .map(|name| (*name).to_owned())
                .collect::<Vec<_>>()
        };
        let mut contents = Contents::default();
        let products = &mut contents.products;
        products.insert(314_076, (Some(314_076), list(&["lisinopril"])));
        products.insert(206_765, (Some(314_076), list(&["lisinopril"])));
        products.insert(29_046, (None, list(&["lisinopril"])));
        products.insert(
            1_049_221,
            (Some(1_049_221), list(&["acetaminophen", "oxycodone"])),
        );
        contents
            .brands
            .insert("prinivil".to_owned(), list(&["lisinopril"]));
        contents
            .brands
            .insert("percocet".to_owned(), list(&["acetaminophen", "oxycodone"]));
        contents
    }

    fn table(bytes: Vec<u8>) -> Result<Table, NotATable> {
        Table::read(bytes.into())
    }

    #[test]
    fn what_is_written_can_be_looked_up() {
        let contents = contents();
        let table = table(contents.written()).expect("a table");
        assert_eq!(table.len(), 4);
        for (code, (generic, set)) in &contents.products {
            assert_eq!(table.generic(*code), *generic);
            assert_eq!(table.ingredients(*code).as_ref(), Some(set));
        }
        for (brand, set) in &contents.brands {
            assert_eq!(table.brand(brand).as_ref(), Some(set));
        }
        for unknown in [0, 1, 206_764, u32::MAX] {
            assert_eq!(table.generic(unknown), None);
            assert_eq!(table.ingredients(unknown), None);
        }
        assert_eq!(table.brand("lisinopril"), None);
        assert_eq!(table.brand(""), None);
        let empty = self::table(Contents::default().written()).expect("a table");
        assert!(empty.is_empty());
    }

    #[test]
    fn what_is_damaged_foreign_or_newer_is_refused() {
        let whole = contents().written();
        for place in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[place] ^= 0x55;
            let refused = table(bytes).is_err();
            // Three zeros are for later.
            assert!(refused || (5..8).contains(&place), "byte {place}");
            assert!(table(whole[..place].to_vec()).is_err(), "{place} bytes");
        }
        let mut newer = whole.clone();
        newer[4] = 2;
        assert_eq!(table(newer).err(), Some(NotATable::Newer));
        assert_eq!(
            table(b"<!doctype html>".to_vec()).err(),
            Some(NotATable::Foreign)
        );
    }
}
