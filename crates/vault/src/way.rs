//! One way to unlock: what opens it, and the data key wrapped under that.

use serde_json::{Value, json};

use crate::Cost;
use crate::fields::{base64, bytes, exactly, number, small, text};

/// A wrapped data key: 256 bits and a tag.
const WRAPPED: usize = 48;

/// A way to unlock. Several ways wrap the same data key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// Its own number in the header.
    pub id: u32,
    /// When it was made, in milliseconds since 1970.
    pub made_ms: u64,
    /// What opens it.
    pub opener: Opener,
    /// The initialization vector of [`Way::wrapped`].
    pub iv: [u8; 12],
    /// The data key, by AES-256-GCM under the key that the opener's secret gives.
    pub wrapped: [u8; WRAPPED],
}

/// Where the secret of a way comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opener {
    /// A passphrase, through Argon2id.
    Passphrase {
        /// Of this way alone.
        salt: [u8; 16],
        /// Of one guess.
        cost: Cost,
    },
    /// What a passkey makes of the salt. <https://www.w3.org/TR/webauthn-3/#prf-extension>
    Passkey {
        /// The passkey's id.
        credential: Vec<u8>,
        /// Of this way alone.
        salt: [u8; 32],
    },
}

impl Way {
    /// What the wrapped key is bound to.
    pub fn additional_data(&self) -> Vec<u8> {
        self.opener.additional_data(self.id)
    }

    pub(crate) fn to_json(&self) -> Value {
        let (id, made) = (self.id, self.made_ms);
        let (iv, wrapped) = (base64(&self.iv), base64(&self.wrapped));
        match &self.opener {
            Opener::Passphrase { salt, cost } => json!({
                "id": id,
                "made": made,
                "kind": "passphrase",
                "salt": base64(salt),
                "memory": cost.memory_kib,
                "passes": cost.passes,
                "lanes": cost.lanes,
                "iv": iv,
                "wrapped": wrapped,
            }),
            Opener::Passkey { credential, salt } => json!({
                "id": id,
                "made": made,
                "kind": "passkey",
                "credential": base64(credential),
                "salt": base64(salt),
                "iv": iv,
                "wrapped": wrapped,
            }),
        }
    }

    pub(crate) fn from_json(json: &Value) -> Option<Way> {
        Some(Way {
            id: small(json, "id")?,
            made_ms: number(json, "made")?,
            opener: Opener::from_json(json)?,
            iv: exactly(json, "iv")?,
            wrapped: exactly(json, "wrapped")?,
        })
    }
}

impl Opener {
    /// What the wrapped key of the way with this id is bound to, so that it opens nowhere else and with no other salt
    /// or cost. Its form has a number of its own: a header migrates without anybody's passphrase.
    pub fn additional_data(&self, id: u32) -> Vec<u8> {
        let bound = match self {
            Opener::Passphrase { salt, cost } => {
                let Cost {
                    memory_kib,
                    passes,
                    lanes,
                } = cost;
                let salt = base64(salt);
                format!("passphrase {salt} {memory_kib} {passes} {lanes}")
            }
            Opener::Passkey { credential, salt } => {
                format!("passkey {} {}", base64(salt), base64(credential))
            }
        };
        format!("satchel key 1 {id} {bound}").into_bytes()
    }

    fn from_json(json: &Value) -> Option<Opener> {
        match text(json, "kind")? {
            "passphrase" => {
                let cost = Cost {
                    memory_kib: small(json, "memory")?,
                    passes: small(json, "passes")?,
                    lanes: small(json, "lanes")?,
                };
                let salt = exactly(json, "salt")?;
                cost.is_sound().then_some(Opener::Passphrase { salt, cost })
            }
            "passkey" => Some(Opener::Passkey {
                credential: bytes(json, "credential")?,
                salt: exactly(json, "salt")?,
            }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrapped_key_is_bound_to_its_way_and_to_all_that_opens_it() {
        let phrase = |salt, memory_kib, passes, lanes| Opener::Passphrase {
            salt: [salt; 16],
            cost: Cost {
                memory_kib,
                passes,
                lanes,
            },
        };
        let key = |salt, credential: &[u8]| Opener::Passkey {
            credential: credential.to_vec(),
            salt: [salt; 32],
        };
        let mut bound = vec![phrase(1, 19_456, 2, 1).additional_data(2)];
        for (opener, id) in [
            (phrase(1, 19_456, 2, 1), 1),
            (phrase(2, 19_456, 2, 1), 1),
            (phrase(1, 65_536, 2, 1), 1),
            (phrase(1, 19_456, 3, 1), 1),
            (phrase(1, 19_456, 2, 2), 1),
            (key(1, b"a"), 1),
            (key(1, b"b"), 1),
            (key(1, b""), 1),
            (key(2, b"a"), 1),
            (key(1, b"a"), 11),
        ] {
            let data = opener.additional_data(id);
            assert!(!bound.contains(&data), "{opener:?}");
            bound.push(data);
        }
    }

    /// Were it to change, nobody could unlock any more.
    #[test]
    fn what_a_key_is_bound_to_stays_as_it_is_letter_for_letter() {
        let opener = Opener::Passphrase {
            salt: [0; 16],
            cost: Cost::LEAST,
        };
        assert_eq!(
            opener.additional_data(3),
            b"satchel key 1 3 passphrase AAAAAAAAAAAAAAAAAAAAAA== 19456 2 1"
        );
    }
}
