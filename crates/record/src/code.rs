//! What a test is called, and when two results are of the same test (reference §3.1 rule 6, §3.7).

use crate::ids::{SEED, SourceId, mixed};

/// A name in the hospital's words, with the codes behind it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Name {
    /// The text, else LOINC's display, else another display, else a code; `None` if nothing was sent.
    pub words: Option<String>,
    /// The LOINC code, if one with a valid check digit was sent.
    pub loinc: Option<String>,
}

/// Which test: one valid LOINC code, or (hospital, system, code, text, unit, specimen), which never
/// joins across hospitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TestKey(u128);

impl TestKey {
    /// The key of a valid LOINC code, the same at every hospital.
    pub fn loinc(code: &str) -> Self {
        Self(mixed(mixed(SEED, LOINC), code))
    }

    /// The key of everything else: all that tells one test from another at one hospital.
    pub(crate) fn local(source: SourceId, told_apart_by: &[&str]) -> Self {
        let seed = mixed(SEED, &source.0.to_string());
        Self(
            told_apart_by
                .iter()
                .fold(seed, |key, part| mixed(key, part)),
        )
    }
}

/// LOINC's own system URI.
pub(crate) const LOINC: &str = "http://loinc.org";

/// A LOINC code whose check digit is right. Some hospitals send their own numbers as LOINC (quirk 25).
/// <https://loinc.org/kb/users-guide/> (Mod 10)
pub fn is_loinc(code: &str) -> bool {
    let Some((number, check)) = code.split_once('-') else {
        return false;
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if number.is_empty()
        || number.len() > 7
        || check.len() != 1
        || !digits(number)
        || !digits(check)
    {
        return false;
    }
    let sum: u32 = number
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| weighed(place, u32::from(byte - b'0')))
        .sum();
    check.parse() == Ok((10 - sum % 10) % 10)
}

/// Luhn: every other digit from the right is doubled and its digits are added.
fn weighed(place: usize, digit: u32) -> u32 {
    let doubled = if place.is_multiple_of(2) {
        digit * 2
    } else {
        digit
    };
    doubled / 10 + doubled % 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn real_loinc_codes_have_a_valid_check_digit() {
        for code in [
            "4548-4", "2345-7", "718-7", "2093-3", "13457-7", "18262-6", "85354-9", "8480-6",
            "8462-4", "94531-1",
        ] {
            assert!(is_loinc(code), "{code}");
        }
    }

    #[test]
    fn other_codes_that_call_themselves_loinc_do_not() {
        for code in [
            "12809",
            "4548-5",
            "",
            "-4",
            "4548-",
            "4548-44",
            "45x8-4",
            "LP29684-5",
            "123456789-1",
            "é-1",
        ] {
            assert!(!is_loinc(code), "{code}");
        }
    }

    #[test]
    fn a_loinc_test_is_the_same_at_every_hospital_and_others_are_not() {
        assert_eq!(TestKey::loinc("4548-4"), TestKey::loinc("4548-4"));
        let local =
            |source, unit| TestKey::local(SourceId(source), &["urn:x", "A1", "Glucose", unit, ""]);
        assert_eq!(local(1, "mg/dL"), local(1, "mg/dL"));
        assert_ne!(local(1, "mg/dL"), local(2, "mg/dL"));
        assert_ne!(local(1, "mg/dL"), local(1, "mmol/L"));
    }
}
