//! The envelope of every file of a directory, and the numbers and texts in it.
//!
//! ```text
//! "SDIR"  version (1 byte)  kind (1 byte)  FNV-1a of the rest (8 bytes, little-endian)  the rest
//! ```
//! Numbers in the rest are LEB128, of 32 bits at most. A block of texts is its length in bytes, then the texts with a
//! line feed between them.

/// The first bytes of every file.
const MAGIC: &[u8; 4] = b"SDIR";
/// The version of the format that is read and written.
const VERSION: u8 = 1;

/// Why bytes are not a file of a directory that can be read here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotReadable {
    /// Something else: a page that says "not found", for instance.
    Foreign,
    /// A file of another kind of the same directory.
    OtherKind,
    /// Written by a newer command: this program must be reloaded.
    Newer,
    /// Cut short or changed on its way.
    Damaged,
}

/// The kinds of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Organizations.
    Shard = 1,
    /// Base addresses from which a launch may come.
    Issuers = 2,
}

/// Checks the envelope and gives what is in it.
pub(crate) fn opened(bytes: &[u8], kind: Kind) -> Result<Cursor<'_>, NotReadable> {
    let rest = bytes.strip_prefix(MAGIC).ok_or(NotReadable::Foreign)?;
    let (&version, rest) = rest.split_first().ok_or(NotReadable::Damaged)?;
    if version != VERSION {
        return Err(if version > VERSION {
            NotReadable::Newer
        } else {
            NotReadable::Foreign
        });
    }
    let (&found, rest) = rest.split_first().ok_or(NotReadable::Damaged)?;
    let (sum, rest) = rest.split_first_chunk::<8>().ok_or(NotReadable::Damaged)?;
    if u64::from_le_bytes(*sum) != fnv(rest) {
        return Err(NotReadable::Damaged);
    }
    if found != kind as u8 {
        return Err(NotReadable::OtherKind);
    }
    Ok(Cursor { rest })
}

/// Puts contents into their envelope.
#[cfg(feature = "publish")]
pub(crate) fn sealed(kind: Kind, rest: &[u8]) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.extend([VERSION, kind as u8]);
    bytes.extend(fnv(rest).to_le_bytes());
    bytes.extend(rest);
    bytes
}

/// FNV-1a, 64 bits: tells damage, not forgery. <http://www.isthe.com/chongo/tech/comp/fnv/>
pub(crate) fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// What is still to be read.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'a> {
    rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    pub(crate) fn number(&mut self) -> Result<u32, NotReadable> {
        let mut value = 0u64;
        for shift in [0, 7, 14, 21, 28] {
            let (&byte, rest) = self.rest.split_first().ok_or(NotReadable::Damaged)?;
            self.rest = rest;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return u32::try_from(value).map_err(|_| NotReadable::Damaged);
            }
        }
        Err(NotReadable::Damaged)
    }

    /// A number of things that follow, each at least a byte long: more than there are bytes cannot be.
    pub(crate) fn count(&mut self) -> Result<usize, NotReadable> {
        let count = self.number()? as usize;
        if count > self.rest.len() {
            return Err(NotReadable::Damaged);
        }
        Ok(count)
    }

    /// So many numbers.
    pub(crate) fn numbers(&mut self, count: usize) -> Result<Vec<u32>, NotReadable> {
        if count > self.rest.len() {
            return Err(NotReadable::Damaged);
        }
        (0..count).map(|_| self.number()).collect()
    }

    /// A block of texts.
    pub(crate) fn texts(&mut self) -> Result<Vec<&'a str>, NotReadable> {
        let length = self.count()?;
        let (block, rest) = self
            .rest
            .split_at_checked(length)
            .ok_or(NotReadable::Damaged)?;
        self.rest = rest;
        let block = std::str::from_utf8(block).map_err(|_| NotReadable::Damaged)?;
        Ok(if block.is_empty() {
            Vec::new()
        } else {
            block.split('\n').collect()
        })
    }

    /// Nothing may be left.
    pub(crate) fn end(self) -> Result<(), NotReadable> {
        if self.rest.is_empty() {
            Ok(())
        } else {
            Err(NotReadable::Damaged)
        }
    }
}

/// The other way round.
#[cfg(feature = "publish")]
pub(crate) mod written {
    pub(crate) fn number(out: &mut Vec<u8>, mut value: u32) {
        while value >= 0x80 {
            out.push((value & 0x7f) as u8 | 0x80);
            value >>= 7;
        }
        out.push(value as u8);
    }

    pub(crate) fn numbers(out: &mut Vec<u8>, values: &[u32]) {
        values.iter().for_each(|value| number(out, *value));
    }

    pub(crate) fn texts(out: &mut Vec<u8>, texts: &[&str]) {
        let block = texts.join("\n");
        number(out, u32::try_from(block.len()).unwrap_or(u32::MAX));
        out.extend(block.as_bytes());
    }
}
