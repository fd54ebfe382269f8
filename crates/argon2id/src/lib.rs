//! A secret from a passphrase by Argon2id (RFC 9106), as a program of its own: it is fetched when a passphrase is
//! asked for, and runs in a worker whose memory goes with it.

use argon2::{Algorithm, Argon2, Params, Version};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::wasm_bindgen;

/// How many bytes the secret has.
const LENGTH: usize = 32;

/// The secret of this passphrase, with the memory in KiB. `None` where Argon2 knows no such cost or salt, or the device
/// has too little memory.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
pub fn argon2id(
    passphrase: &[u8],
    salt: &[u8],
    memory: u32,
    passes: u32,
    lanes: u32,
) -> Option<Vec<u8>> {
    let params = Params::new(memory, passes, lanes, Some(LENGTH)).ok()?;
    let mut secret = vec![0; LENGTH];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase, salt, &mut secret)
        .ok()?;
    Some(secret)
}

#[cfg(test)]
mod tests {
    use super::argon2id;

    fn hex(secret: &[u8]) -> String {
        secret.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// <https://github.com/P-H-C/phc-winner-argon2/blob/master/src/test.c>, version 19, Argon2id.
    #[test]
    fn the_secret_is_that_of_the_reference_implementation() {
        #[rustfmt::skip]
        let known = [
            (2, 1 << 16, 1, "password", "somesalt", "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"),
            (2, 1 << 8, 1, "password", "somesalt", "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe"),
            (2, 1 << 8, 2, "password", "somesalt", "6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037"),
            (1, 1 << 16, 1, "password", "somesalt", "f6a5adc1ba723dddef9b5ac1d464e180fcd9dffc9d1cbf76cca2fed795d9ca98"),
            (4, 1 << 16, 1, "password", "somesalt", "9025d48e68ef7395cca9079da4c4ec3affb3c8911fe4f86d1a2520856f63172c"),
            (2, 1 << 16, 1, "differentpassword", "somesalt", "0b84d652cf6b0c4beaef0dfe278ba6a80df6696281d7e0d2891b817d8c458fde"),
            (2, 1 << 16, 1, "password", "diffsalt", "bdf32b05ccc42eb15d58fd19b1f856b113da1e9a5874fdcc544308565aa8141c"),
        ];
        for (passes, memory, lanes, passphrase, salt, secret) in known {
            let derived = argon2id(
                passphrase.as_bytes(),
                salt.as_bytes(),
                memory,
                passes,
                lanes,
            );
            assert_eq!(derived.as_deref().map(hex).as_deref(), Some(secret));
        }
    }

    #[test]
    fn a_cost_or_a_salt_below_the_least_gives_no_secret() {
        let salt = b"somesalt";
        assert!(argon2id(b"password", b"salt", 256, 2, 1).is_none());
        assert!(argon2id(b"password", salt, 7, 2, 1).is_none());
        assert!(argon2id(b"password", salt, 256, 0, 1).is_none());
        assert!(argon2id(b"password", salt, 256, 2, 0).is_none());
    }
}
