//! Bytes that open the vault: what a passphrase or a passkey gives.

use std::fmt;
use std::hint::black_box;

/// They are overwritten when nobody needs them any more.
pub struct Secret(Vec<u8>);

impl Secret {
    /// Takes them over.
    pub fn new(bytes: Vec<u8>) -> Secret {
        Secret(bytes)
    }

    /// The bytes, for the browser's cryptography only.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.fill(0);
        // Without the black box the compiler would see that nobody reads the zeros, and leave them out.
        black_box(&self.0);
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}
