//! The table that a site has made of RxNorm's files (`crates/rxnorm`): what is in a product, which product is generic,
//! what is in a brand. It is read where it lies, and nothing is made of it.

/// The table, as bytes.
#[derive(Clone, Copy, Debug)]
pub struct Table<'t> {
    bytes: &'t [u8],
}

impl<'t> Table<'t> {
    /// `None`: damaged, foreign or of a newer form.
    pub fn read(_bytes: &'t [u8]) -> Option<Self> {
        None
    }

    /// The generic product of a product.
    pub fn generic(&self, _code: u32) -> Option<u32> {
        let _ = self.bytes;
        None
    }

    /// What is in a product, by name, sorted.
    pub fn ingredients(&self, _code: u32) -> Option<Vec<String>> {
        None
    }

    /// What is in a brand, by name, sorted.
    pub fn brand(&self, _name: &str) -> Option<Vec<String>> {
        None
    }
}
