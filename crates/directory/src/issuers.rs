//! From where a launch may come: the base addresses of the list, in files small enough to ask before anything is sent.
//!
//! In the envelope of [`crate::bytes`], kind 2: texts, the vendors; the bases as in a shard, sorted; a number for each, its
//! vendor + 1. Addresses are kept whole: an attacker chooses what is asked for, so a hash that can be met would not do.

use crate::base::Base;
use crate::bytes::{Kind, NotReadable, opened};
use crate::columns::Texts;
use crate::shard::bases;

/// One file of base addresses. [`crate::Manifest::issuers`] says which one to ask.
#[derive(Clone, Debug, Default)]
pub struct Issuers {
    vendors: Texts,
    bases: Texts,
    vendor: Vec<u32>,
}

impl Issuers {
    /// Reads a file.
    pub fn read(bytes: &[u8]) -> Result<Issuers, NotReadable> {
        let mut cursor = opened(bytes, Kind::Issuers)?;
        let vendors: Texts = cursor.texts()?.into_iter().collect();
        let bases = bases(&mut cursor)?;
        let vendor = cursor.numbers(bases.len())?;
        cursor.end()?;
        let known = vendor
            .iter()
            .all(|vendor| *vendor as usize <= vendors.len());
        let sorted = bases.iter().zip(bases.iter().skip(1)).all(|(a, b)| a < b);
        if !known || !sorted {
            return Err(NotReadable::Damaged);
        }
        Ok(Issuers {
            vendors,
            bases,
            vendor,
        })
    }

    /// May a launch come from here? Only the very same address counts.
    pub fn contains(&self, base: &Base) -> bool {
        self.bases.find(base.as_str()).is_some()
    }

    /// The row of the vendor table for this address, if it is listed and its vendor is known.
    pub fn vendor(&self, base: &Base) -> Option<&str> {
        let vendor = self.vendor.get(self.bases.find(base.as_str())?)?;
        Some(self.vendors.get(vendor.checked_sub(1)? as usize))
    }

    /// How many addresses there are.
    pub fn len(&self) -> usize {
        self.bases.len()
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
