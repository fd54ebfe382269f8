//! The header of the vault: how it may be unlocked. It lies on the device in the clear, as two lines of text.
//!
//! ```text
//! {"version":1,"ways":[{"id":1,"made":1800000000000,"kind":"passphrase","salt":"…","memory":19456,…}]}
//! 89abcdef
//! ```
//!
//! The second line is the CRC-32 of the first, so that a header that was damaged is not taken for a wrong passphrase.
//! Version 0 had no second line and one way without a name, a passphrase:
//!
//! ```text
//! {"version":0,"made":1800000000000,"salt":"…","memory":19456,"passes":2,"lanes":1,"iv":"…","wrapped":"…"}
//! ```

use serde_json::{Value, json};

use crate::check::crc32;
use crate::fields::number;
use crate::{Unreadable, Way};

/// How the vault may be unlocked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// At least one.
    pub ways: Vec<Way>,
}

/// What makes of each version the next.
const STEPS: [fn(Value) -> Option<Value>; 1] = [named];

/// The version this program writes.
const VERSION: u64 = STEPS.len() as u64;

impl Header {
    /// The bytes to keep.
    pub fn to_bytes(&self) -> Vec<u8> {
        let ways: Vec<Value> = self.ways.iter().map(Way::to_json).collect();
        let line = json!({"version": VERSION, "ways": ways}).to_string();
        format!("{line}\n{:08x}", crc32(line.as_bytes())).into_bytes()
    }

    /// Reads what was kept by this version or an older one.
    pub fn read(bytes: &[u8]) -> Result<Header, Unreadable> {
        let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::Damaged)?;
        let (line, is_checked) = match text.split_once('\n') {
            Some((line, check)) if check == format!("{:08x}", crc32(line.as_bytes())) => {
                (line, true)
            }
            Some(_) => return Err(Unreadable::Damaged),
            None => (text, false),
        };
        let json: Value = serde_json::from_str(line).map_err(|_| Unreadable::Damaged)?;
        let version = number(&json, "version").ok_or(Unreadable::Damaged)?;
        if version > VERSION {
            return Err(Unreadable::Newer);
        }
        if version > 0 && !is_checked {
            return Err(Unreadable::Damaged);
        }
        STEPS
            .iter()
            .skip(version as usize)
            .try_fold(json, |json, step| step(json))
            .and_then(|json| Header::from_json(&json))
            .ok_or(Unreadable::Damaged)
    }

    /// A number for a way that is added.
    pub fn next_id(&self) -> u32 {
        let highest = self.ways.iter().map(|way| way.id).max();
        highest.map_or(1, |id| id.saturating_add(1))
    }

    /// With one more way; `None` if its number is taken.
    pub fn with(&self, way: Way) -> Option<Header> {
        let mut ways = self.ways.clone();
        ways.push(way);
        Header::of(ways)
    }

    /// With a way in the place of the one with this number; `None` if there is none with it any more.
    pub fn with_in_place_of(&self, id: u32, way: Way) -> Option<Header> {
        let mut ways = self.ways.clone();
        *ways.iter_mut().find(|way| way.id == id)? = way;
        Header::of(ways)
    }

    /// Without the way of this number; `None` if it is the last one, or there is none with it any more.
    pub fn without(&self, id: u32) -> Option<Header> {
        let mut ways = self.ways.clone();
        ways.retain(|way| way.id != id);
        Header::of(ways).filter(|header| header.ways.len() < self.ways.len())
    }

    fn from_json(json: &Value) -> Option<Header> {
        let ways = json.get("ways")?.as_array()?;
        let ways = ways.iter().map(Way::from_json).collect::<Option<_>>()?;
        Header::of(ways)
    }

    /// At least one, each with a number of its own.
    fn of(ways: Vec<Way>) -> Option<Header> {
        let is_told_apart =
            |(at, way): (usize, &Way)| ways.iter().take(at).all(|before| before.id != way.id);
        let is_sound = !ways.is_empty() && ways.iter().enumerate().all(is_told_apart);
        is_sound.then_some(Header { ways })
    }
}

/// From version 0: its way gets a name. The key was wrapped for id 0.
fn named(mut way: Value) -> Option<Value> {
    let fields = way.as_object_mut()?;
    fields.insert("id".into(), json!(0));
    fields.insert("kind".into(), json!("passphrase"));
    Some(json!({ "ways": [way] }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Cost, Opener};

    fn phrase(id: u32) -> Way {
        Way {
            id,
            made_ms: 1_800_000_000_000,
            opener: Opener::Passphrase {
                salt: [id as u8; 16],
                cost: Cost::LEAST,
            },
            iv: [1; 12],
            wrapped: [2; 48],
        }
    }

    fn passkey(id: u32) -> Way {
        let opener = Opener::Passkey {
            credential: (0..=255).collect(),
            salt: [9; 32],
        };
        Way {
            opener,
            ..phrase(id)
        }
    }

    #[test]
    fn no_change_of_the_ways_makes_a_header_that_cannot_be_read() {
        let one = Header {
            ways: vec![phrase(1)],
        };
        assert_eq!(one.with(passkey(1)), None);
        assert_eq!(one.without(1), None);
        assert_eq!(one.without(7), None);
        assert_eq!(one.with_in_place_of(7, phrase(7)), None);
        let two = one.with(passkey(one.next_id())).expect("its number is new");
        assert_eq!(two.with_in_place_of(1, phrase(2)), None);
        let raised = two.with_in_place_of(1, phrase(1)).expect("it is there");
        for sound in [&two, &raised, &two.without(1).expect("one is left")] {
            assert_eq!(Header::read(&sound.to_bytes()).as_ref(), Ok(sound));
        }
    }

    fn checked(line: &str) -> Vec<u8> {
        format!("{line}\n{:08x}", crc32(line.as_bytes())).into_bytes()
    }

    #[test]
    fn every_way_to_unlock_comes_back() {
        let header = Header {
            ways: vec![phrase(1), passkey(2), phrase(u32::MAX)],
        };
        assert_eq!(Header::read(&header.to_bytes()), Ok(header));
    }

    #[test]
    fn a_way_that_is_added_gets_a_number_of_its_own() {
        let next = |ways| Header { ways }.next_id();
        assert_eq!(next(vec![phrase(4), passkey(2)]), 5);
        assert_eq!(next(vec![]), 1);
    }

    const FIRST_VERSION: &str = r#"{"version":0,"made":1790000000000,"salt":"AAAAAAAAAAAAAAAAAAAAAA==","memory":19456,"passes":2,"lanes":1,"iv":"AQEBAQEBAQEBAQEB","wrapped":"AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIC"}"#;

    #[test]
    fn the_first_version_is_read_and_written_as_the_present_one() {
        let header = Header::read(FIRST_VERSION.as_bytes()).unwrap();
        let expected = Way {
            made_ms: 1_790_000_000_000,
            ..phrase(0)
        };
        assert_eq!(header.ways, [expected]);
        assert_eq!(Header::read(&header.to_bytes()), Ok(header));
    }

    #[test]
    fn a_newer_header_is_told_from_a_damaged_one() {
        let good = String::from_utf8(
            Header {
                ways: vec![phrase(1)],
            }
            .to_bytes(),
        )
        .unwrap();
        let line = good.lines().next().unwrap();
        let with = |from: &str, to: &str| {
            assert!(line.contains(from), "{from}");
            checked(&line.replacen(from, to, 1))
        };
        let newer = Unreadable::Newer;
        let damaged = Unreadable::Damaged;
        for (bytes, expected) in [
            (checked(r#"{"version":2,"keys":{}}"#), newer),
            (br#"{"version":900}"#.to_vec(), newer),
            (with("\"version\":1", "\"version\":2"), newer),
            (line.as_bytes().to_vec(), damaged),
            (with("\"version\":1", "\"version\":0"), damaged),
            (with("\"version\":1", "\"version\":-1"), damaged),
            (with("\"version\":1", "\"version\":\"1\""), damaged),
            (with("19456", "19455"), damaged),
            (with("19456", "262145"), damaged),
            (with("19456", "99999999999"), damaged),
            (with("\"passes\":2", "\"passes\":17"), damaged),
            (with("\"passes\":2", "\"passes\":1"), damaged),
            (with("passphrase", "password"), damaged),
            (with("\"iv\":\"AQ", "\"iv\":\""), damaged),
            (with("AgIC\"", "AgICAgIC\""), damaged),
            (checked(r#"{"version":1,"ways":[]}"#), damaged),
            (checked(r#"{"version":1,"ways":{}}"#), damaged),
            (checked("[]"), damaged),
            (Vec::new(), damaged),
            (vec![0xff; 40], damaged),
            (vec![b'['; 100_000], damaged),
        ] {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            assert_eq!(Header::read(&bytes), Err(expected), "{text}");
        }
    }

    #[test]
    fn two_ways_of_one_number_are_refused() {
        let ways = vec![phrase(1), passkey(1)];
        let read = Header::read(&Header { ways }.to_bytes());
        assert_eq!(read, Err(Unreadable::Damaged));
    }
}
