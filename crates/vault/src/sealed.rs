//! A sealed value as it lies on the device.
//!
//! ```text
//! version: 1 byte │ IV: 12 bytes │ ciphertext, its last 16 bytes the tag
//! ```
//!
//! AES-256-GCM; what the value is bound to is [`crate::Place::additional_data`].

use crate::Unreadable;

const IV: usize = 12;
const TAG: usize = 16;

/// One value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// The form in which it was sealed.
    pub version: u8,
    /// The initialization vector, fresh for each value.
    pub iv: [u8; IV],
    /// The ciphertext with its tag.
    pub ciphertext: Vec<u8>,
}

impl Sealed {
    /// The form this version writes. What an older version wrote is read for ever.
    pub const VERSION: u8 = 1;

    /// A value that was sealed now.
    pub fn new(iv: [u8; IV], ciphertext: Vec<u8>) -> Sealed {
        Sealed {
            version: Sealed::VERSION,
            iv,
            ciphertext,
        }
    }

    /// The bytes to keep.
    pub fn to_bytes(&self) -> Vec<u8> {
        [&[self.version], self.iv.as_slice(), &self.ciphertext].concat()
    }

    /// Reads what was kept. Whether it is what was sealed, only opening it can tell.
    pub fn read(bytes: &[u8]) -> Result<Sealed, Unreadable> {
        let (version, rest) = bytes.split_first().ok_or(Unreadable::Damaged)?;
        match *version {
            0 => return Err(Unreadable::Damaged),
            1..=Sealed::VERSION => {}
            _ => return Err(Unreadable::Newer),
        }
        match rest.split_first_chunk() {
            Some((iv, ciphertext)) if ciphertext.len() >= TAG => Ok(Sealed {
                version: *version,
                iv: *iv,
                ciphertext: ciphertext.to_vec(),
            }),
            _ => Err(Unreadable::Damaged),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed() -> Sealed {
        Sealed::new([7; IV], (0..20).collect())
    }

    #[test]
    fn a_value_comes_back_as_it_was_kept() {
        let bytes = sealed().to_bytes();
        assert_eq!(bytes.len(), 1 + IV + 20);
        assert_eq!(Sealed::read(&bytes), Ok(sealed()));
    }

    #[test]
    fn what_cannot_hold_a_tag_is_damaged() {
        let bytes = sealed().to_bytes();
        for length in 0..1 + IV + TAG {
            let cut = Sealed::read(&bytes[..length]);
            assert_eq!(cut, Err(Unreadable::Damaged), "{length}");
        }
        assert!(Sealed::read(&bytes[..1 + IV + TAG]).is_ok());
    }

    #[test]
    fn a_newer_value_is_told_from_a_damaged_one() {
        for (version, expected) in [
            (0, Unreadable::Damaged),
            (2, Unreadable::Newer),
            (255, Unreadable::Newer),
        ] {
            let mut bytes = sealed().to_bytes();
            bytes[0] = version;
            assert_eq!(Sealed::read(&bytes), Err(expected), "{version}");
        }
    }
}
