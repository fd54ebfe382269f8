//! A number as the text it was sent as: `7.0` and `7` say different things about how well it was measured.
//! <https://hl7.org/fhir/R4/datatypes.html#decimal>

use std::fmt;

/// A decimal with its digits untouched. Borrowed, so that reading one costs nothing.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Decimal<'a>(&'a str);

impl<'a> Decimal<'a> {
    /// A number in JSON's own spelling, or nothing.
    #[must_use]
    pub fn new(digits: &'a str) -> Option<Self> {
        is_number(digits.as_bytes()).then_some(Decimal(digits))
    }

    /// A number as it stands in JSON. Some servers quote theirs: the digits inside are what was meant.
    pub(crate) fn read(json: &'a str) -> Option<Self> {
        let quoted = json
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'));
        Decimal::new(quoted.unwrap_or(json).trim())
    }

    /// The digits exactly as sent.
    #[must_use]
    pub fn as_str(&self) -> &'a str {
        self.0
    }

    /// For arithmetic and drawing, never for showing. Nothing when it does not fit.
    ///
    /// The nearest float for up to 15 digits and 22 places, which is any number a person measures; beyond that it may
    /// be off in the last bit. (The standard library's reader is exact for all, and ten kilobytes of tables.)
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        let (mantissa, power) = self.0.split_once(['e', 'E']).unwrap_or((self.0, "0"));
        let power: i32 = power.parse().ok()?;
        let fraction = mantissa
            .split_once('.')
            .map_or(0, |(_, digits)| digits.len());
        let digits = mantissa.bytes().filter(u8::is_ascii_digit);
        let size = digits.fold(0.0, |size, digit| size * 10.0 + f64::from(digit - b'0'));
        let places = power.checked_sub(i32::try_from(fraction).ok()?)?;
        let scaled = match places {
            0.. => size * 10f64.powi(places),
            _ => size / 10f64.powi(-places),
        };
        let number = if mantissa.starts_with('-') {
            -scaled
        } else {
            scaled
        };
        number.is_finite().then_some(number)
    }

    /// How many digits were given from the first that is not zero: `0.070` has two, `7.00` three, `0.0` none.
    #[must_use]
    pub fn significant_digits(&self) -> usize {
        let mantissa = self.0.split(['e', 'E']).next().unwrap_or_default();
        mantissa
            .bytes()
            .filter(u8::is_ascii_digit)
            .skip_while(|digit| *digit == b'0')
            .count()
    }
}

impl fmt::Debug for Decimal<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl fmt::Display for Decimal<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// JSON's grammar for numbers, with the `+` and the leading zeros that quoted ones have at times.
fn is_number(text: &[u8]) -> bool {
    let unsigned = match text {
        [b'-' | b'+', rest @ ..] => rest,
        _ => text,
    };
    let (whole, rest) = digits(unsigned);
    let rest = match rest {
        [b'.', fraction @ ..] => match digits(fraction) {
            (0, _) => return false,
            (_, rest) => rest,
        },
        _ => rest,
    };
    let rest = match rest {
        [b'e' | b'E', b'-' | b'+', power @ ..] | [b'e' | b'E', power @ ..] => match digits(power) {
            (0, _) => return false,
            (_, rest) => rest,
        },
        _ => rest,
    };
    whole > 0 && rest.is_empty()
}

/// How many digits lead, and what follows them.
fn digits(text: &[u8]) -> (usize, &[u8]) {
    let count = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (count, text.get(count..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    #[track_caller]
    fn check(json: &str, expected: Option<&str>) {
        assert_eq!(
            Decimal::read(json).map(|decimal| decimal.as_str()),
            expected
        );
    }

    #[test]
    fn digits_stay_as_sent() {
        check("7.0", Some("7.0"));
        check("-0", Some("-0"));
        check("178.7353143290962", Some("178.7353143290962"));
        check("1.50E+3", Some("1.50E+3"));
    }

    #[test]
    fn a_quoted_number_is_a_number() {
        check(r#""1.030""#, Some("1.030"));
        check(r#"" +1 ""#, Some("+1"));
    }

    #[test]
    fn anything_else_is_not() {
        for json in [
            r#""<5""#, r#""""#, r#""1.""#, r#"".5""#, r#""1e""#, r#""NaN""#, r#""1 2""#, "true",
            "{}", "[1]",
        ] {
            check(json, None);
        }
    }

    #[test]
    fn significant_digits_start_at_the_first_that_counts() {
        for (digits, expected) in [
            ("7", 1),
            ("7.00", 3),
            ("0.070", 2),
            ("-12.5", 3),
            ("0.0", 0),
            ("1.50e-10", 3),
        ] {
            assert_eq!(
                Decimal::new(digits).map(|d| d.significant_digits()),
                Some(expected),
                "{digits}"
            );
        }
    }

    #[test]
    fn a_number_measured_by_people_is_the_nearest_float() {
        let digits = [
            "0",
            "-0.0",
            "7",
            "7.00",
            "6.8",
            "0.1",
            "-0.50",
            "178.735314329096",
            "1.5e-10",
            "2E3",
            "1e+2",
            "0.00001",
            "999999999999999",
            "1e22",
            "123456789012345e-22",
        ];
        for digits in digits {
            let exact: f64 = digits.parse().expect("a float");
            assert_eq!(
                Decimal::new(digits).and_then(|d| d.as_f64()),
                Some(exact),
                "{digits}"
            );
        }
    }

    #[test]
    fn a_number_too_large_for_arithmetic_still_has_its_digits() {
        let huge = Decimal::new("1e999").expect("a number");
        assert_eq!((huge.as_str(), huge.as_f64()), ("1e999", None));
    }
}
