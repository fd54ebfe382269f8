//! How much of an ingredient there is. Numbers are compared as numbers, and grams with milligrams and micrograms, which
//! is a matter of the decimal point alone; nothing else is converted.

use std::{
    cmp::Ordering,
    fmt,
    hash::{Hash, Hasher},
};

/// A strength: `500 MG`, `4000 UNT/ML`, `0.044 MG/ACTUAT`. Two are equal if they are the same amount, however each is
/// written.
#[derive(Clone, Debug)]
pub struct Strength {
    digits: u64,
    /// The power of ten by which the digits are multiplied.
    power: i32,
    unit: String,
    written: String,
}

impl Strength {
    /// Reads a number and its unit, both in lower case; `None` if either is none.
    pub(super) fn read(number: &str, unit: &str) -> Option<Self> {
        let written = format!("{number} {unit}");
        let (digits, power) = decimal(number)?;
        let mut parts = unit.split('/');
        let (amount, shift) = plain(parts.next()?)?;
        let per = parts.next().map(plain);
        if parts.next().is_some() {
            return None;
        }
        let (per, unshift) = match per {
            None => (String::new(), 0),
            Some(per) => {
                let (per, shift) = per?;
                (format!("/{per}"), shift)
            }
        };
        Some(Self {
            digits,
            power: if digits == 0 {
                0
            } else {
                power + shift - unshift
            },
            unit: format!("{amount}{per}"),
            written,
        })
    }

    /// The number and the unit that the record has, in lower case: what is written `25 mcg` on a label is never shown
    /// as `0.025 mg`.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// A number without a unit that is known.
    pub(super) fn bare(number: &str) -> Option<Self> {
        let (digits, power) = decimal(number)?;
        Some(Self {
            digits,
            power,
            unit: String::new(),
            written: number.to_owned(),
        })
    }

    /// In what it is counted: `mg`, `unt/ml`.
    pub(super) fn unit(&self) -> &str {
        &self.unit
    }

    /// So much in so many: `10 mg/5 ml` is `2 mg/ml`. `None` if that is no decimal number.
    pub(super) fn read_per(number: &str, unit: &str, (of, per): (&str, &str)) -> Option<Self> {
        let one = Self::read(number, &format!("{unit}/{per}"))?;
        let (of_digits, of_power) = decimal(of)?;
        let (mut digits, mut power) = (one.digits, one.power - of_power);
        while digits.checked_rem(of_digits)? != 0 {
            digits = digits.checked_mul(10)?;
            power -= 1;
        }
        let mut digits = digits.checked_div(of_digits)?;
        while digits != 0 && digits.is_multiple_of(10) {
            digits /= 10;
            power += 1;
        }
        Some(Self {
            digits,
            power: if digits == 0 { 0 } else { power },
            written: format!("{number} {unit}/{of} {per}"),
            ..one
        })
    }

    fn amount(&self) -> (u64, i32, &str) {
        (self.digits, self.power, &self.unit)
    }
}

impl PartialEq for Strength {
    fn eq(&self, other: &Self) -> bool {
        self.amount() == other.amount()
    }
}

impl Eq for Strength {}

impl PartialOrd for Strength {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Strength {
    fn cmp(&self, other: &Self) -> Ordering {
        self.amount().cmp(&other.amount())
    }
}

impl Hash for Strength {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.amount().hash(state);
    }
}

/// In RxNorm's way of writing, by one name for each unit: to compare, not to be shown.
impl fmt::Display for Strength {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.digits.to_string();
        let unit = self.unit.to_uppercase();
        let places = usize::try_from(-self.power).unwrap_or(0);
        match (self.power, digits.len().checked_sub(places)) {
            (0.., _) => {
                let zeros = "0".repeat(usize::try_from(self.power).unwrap_or(0));
                write!(f, "{digits}{zeros} {unit}")
            }
            (_, Some(point)) if point > 0 => {
                let (whole, rest) = digits.split_at_checked(point).unwrap_or((&digits, ""));
                write!(f, "{whole}.{rest} {unit}")
            }
            _ => write!(f, "0.{digits:0>places$} {unit}"),
        }
    }
}

/// No medicine has more digits behind the point; a number is written with as many zeros as it has places.
const MOST_PLACES: usize = 18;

/// Digits without zeros at the end, and a power of ten.
fn decimal(number: &str) -> Option<(u64, i32)> {
    let number = without_commas(number)?;
    let (whole, fraction) = number.split_once('.').unwrap_or((&number, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_long = fraction.len() > MOST_PLACES;
    if whole.is_empty() || is_long || !is_number(whole) || !is_number(fraction) {
        return None;
    }
    let mut digits: u64 = format!("{whole}{fraction}").parse().ok()?;
    let mut power = -i32::try_from(fraction.len()).ok()?;
    while digits != 0 && digits.is_multiple_of(10) {
        digits /= 10;
        power += 1;
    }
    Some((digits, if digits == 0 { 0 } else { power }))
}

/// `10,000` is ten thousand; any other comma makes it no number.
fn without_commas(number: &str) -> Option<String> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let is_grouped = rest.is_empty()
        || !first.is_empty() && first.len() <= 3 && rest.iter().all(|group| group.len() == 3);
    let plain = format!("{first}{}", rest.concat());
    let point = if fraction.is_empty() { "" } else { "." };
    is_grouped.then(|| format!("{plain}{point}{fraction}"))
}

/// A unit by one name, and by which power of ten it is larger than that.
fn plain(unit: &str) -> Option<(&str, i32)> {
    let known = UNITS.iter().find(|(written, ..)| *written == unit);
    known.map(|(_, plain, power)| (*plain, *power))
}

/// Units that stand in names of medicines. International units are RxNorm's `UNT`.
const UNITS: [(&str, &str, i32); 35] = [
    ("mg", "mg", 0),
    ("mcg", "mg", -3),
    ("ug", "mg", -3),
    ("µg", "mg", -3),
    ("μg", "mg", -3),
    ("ng", "mg", -6),
    ("g", "mg", 3),
    ("gm", "mg", 3),
    ("gram", "mg", 3),
    ("grams", "mg", 3),
    ("kg", "mg", 6),
    ("ml", "ml", 0),
    ("l", "ml", 3),
    ("unt", "unt", 0),
    ("unit", "unt", 0),
    ("units", "unt", 0),
    ("iu", "unt", 0),
    ("meq", "meq", 0),
    ("mmol", "mmol", 0),
    ("mol", "mmol", 3),
    ("%", "%", 0),
    ("actuat", "actuat", 0),
    ("hr", "hr", 0),
    ("h", "hr", 0),
    ("hour", "hr", 0),
    ("mci", "mci", 0),
    ("bau", "bau", 0),
    ("pnu", "pnu", 0),
    ("sqcm", "sqcm", 0),
    ("cells", "cells", 0),
    ("organisms", "organisms", 0),
    ("vial", "vial", 0),
    ("spray", "spray", 0),
    ("ir", "ir", 0),
    ("squ", "squ", 0),
];

#[cfg(test)]
mod tests {
    use super::Strength;

    fn read(number: &str, unit: &str) -> Option<Strength> {
        Strength::read(number, unit)
    }

    #[test]
    fn the_same_amount_is_one_strength_however_it_is_written() {
        for (a, b) in [
            (("500", "mg"), ("500.0", "mg")),
            (("0.5", "g"), ("500", "mg")),
            (("25", "mcg"), ("0.025", "mg")),
            (("1", "mg/ml"), ("1000", "mcg/ml")),
            (("10,000", "unt/ml"), ("10000", "units/ml")),
            (("0", "mg"), ("0.00", "g")),
        ] {
            assert!(read(a.0, a.1).is_some());
            assert_eq!(read(a.0, a.1), read(b.0, b.1), "{a:?} {b:?}");
        }
    }

    #[test]
    fn another_amount_or_unit_is_another_strength() {
        for (a, b) in [
            (("5", "mg"), ("50", "mg")),
            (("5", "mg"), ("0.5", "mg")),
            (("5", "mg"), ("5", "mcg")),
            (("5", "mg"), ("5", "mg/ml")),
            (("5", "mg"), ("5", "meq")),
            (("100", "unt"), ("100", "mg")),
        ] {
            assert_ne!(read(a.0, a.1), read(b.0, b.1), "{a:?} {b:?}");
        }
    }

    #[test]
    fn what_is_no_strength_is_none() {
        for (number, unit) in [
            ("five", "mg"),
            ("5", "day"),
            ("5", "mg/5ml"),
            ("1,00", "mg"),
            (".5", "mg"),
            ("5", ""),
            ("5", "mg/ml/hr"),
            ("99999999999999999999", "mg"),
            ("0.0000000000000000001", "mg"),
        ] {
            assert_eq!(read(number, unit), None, "{number} {unit}");
        }
    }

    #[test]
    fn a_fraction_of_any_length_stops_nothing() {
        for zeros in [0, 17, 18, 70_000] {
            let number = format!("0.{}1", "0".repeat(zeros));
            let read = read(&number, "mg").map(|strength| strength.to_string());
            let written = (zeros < 18).then(|| format!("{number} MG"));
            assert_eq!(read, written);
        }
    }

    #[test]
    fn a_strength_is_written_as_rxnorm_writes_it() {
        for (number, unit, written) in [
            ("500", "mg", "500 MG"),
            ("0.044", "mg/actuat", "0.044 MG/ACTUAT"),
            ("21.70", "mg/ml", "21.7 MG/ML"),
            ("25", "mcg", "0.025 MG"),
            ("2", "g", "2000 MG"),
        ] {
            let strength = read(number, unit).expect("a strength");
            assert_eq!(strength.to_string(), written);
        }
    }

    #[test]
    fn what_is_shown_has_the_number_and_the_unit_of_the_record() {
        for (number, unit, written) in [
            ("25", "mcg", "25 mcg"),
            ("2", "g", "2 g"),
            ("21.70", "mg/ml", "21.70 mg/ml"),
            ("100", "units/ml", "100 units/ml"),
        ] {
            let strength = read(number, unit).expect("a strength");
            assert_eq!(strength.written(), written);
        }
    }
}
