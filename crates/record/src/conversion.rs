//! Weight, height and temperature in the units of the other system of measures, to be told in brackets beside what was
//! sent.
//!
//! The arithmetic is exact, on the digits as sent. The outcome alone is rounded, halves away from zero: feet and inches
//! to the nearest inch, everything else to the nearest tenth, which is always written ("70.0"). A quantity with a
//! comparator, in a unit that is not exactly one of those below, or with a number that is not plain, is not converted.

use crate::{value::Quantity, vitals::Kind};

/// A quantity in another unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Converted {
    /// `[lb_av]`
    Pounds(String),
    /// `kg`
    Kilograms(String),
    /// Feet, and `[in_i]` beside them.
    FeetInches(u32, u32),
    /// `cm`
    Centimeters(String),
    /// `[degF]`
    Fahrenheit(String),
    /// `Cel`
    Celsius(String),
}

/// The same amount in the other unit. Only of a kind for which that is customary, and only for the unit by its UCUM code
/// (where none was sent, by the same text).
pub fn converted(kind: Kind, quantity: &Quantity) -> Option<Converted> {
    if quantity.comparator.is_some() {
        return None;
    }
    let unit = quantity.code.as_deref().or(quantity.unit.as_deref())?;
    let number = Fixed::read(&quantity.number.0)?;
    let tenths = |line| number.on(line, 10).map(tenths);
    match (kind, unit) {
        (Kind::Weight, "kg") => tenths(KG_TO_LB).map(Converted::Pounds),
        (Kind::Weight, "g") => tenths(G_TO_LB).map(Converted::Pounds),
        (Kind::Weight, "[lb_av]") => tenths(LB_TO_KG).map(Converted::Kilograms),
        (Kind::Height, "cm") => number.on(CM_TO_IN, 1).and_then(feet),
        (Kind::Height, "m") => number.on(M_TO_IN, 1).and_then(feet),
        (Kind::Height, "[in_i]") => tenths(IN_TO_CM).map(Converted::Centimeters),
        (Kind::Temperature, "Cel") => tenths(C_TO_F).map(Converted::Fahrenheit),
        (Kind::Temperature, "[degF]") => tenths(F_TO_C).map(Converted::Celsius),
        _ => None,
    }
}

/// `(times * x + plus) / by`, exactly.
#[derive(Clone, Copy)]
struct Line {
    times: i128,
    plus: i128,
    by: i128,
}

const fn line(times: i128, plus: i128, by: i128) -> Line {
    Line { times, plus, by }
}

/// A pound is 0.45359237 kg, an inch is 2.54 cm: both by definition.
const KG_TO_LB: Line = line(100_000_000, 0, 45_359_237);
const G_TO_LB: Line = line(100_000, 0, 45_359_237);
const LB_TO_KG: Line = line(45_359_237, 0, 100_000_000);
const CM_TO_IN: Line = line(100, 0, 254);
const M_TO_IN: Line = line(10_000, 0, 254);
const IN_TO_CM: Line = line(254, 0, 100);
const C_TO_F: Line = line(9, 160, 5);
const F_TO_C: Line = line(5, -160, 9);

/// A plain decimal: `digits / one`.
#[derive(Clone, Copy)]
struct Fixed {
    digits: i128,
    one: i128,
}

/// With more, the arithmetic could overflow; no scale gives as many.
const MOST_DIGITS: usize = 18;

impl Fixed {
    fn read(text: &str) -> Option<Self> {
        let (negative, plain) = match text.trim().strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.trim()),
        };
        let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
        let digits = [whole, fraction].concat();
        let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit());
        if !is_plain || digits.is_empty() || digits.len() > MOST_DIGITS {
            return None;
        }
        let digits: i128 = digits.parse().ok()?;
        Some(Self {
            digits: if negative { -digits } else { digits },
            one: 10_i128.pow(u32::try_from(fraction.len()).ok()?),
        })
    }

    /// The place on a line in units of `1 / parts`, rounded.
    fn on(self, line: Line, parts: i128) -> Option<i128> {
        let above = (line.times * self.digits + line.plus * self.one) * parts;
        let below = line.by * self.one;
        let rounded = (above.abs() * 2 + below) / (below * 2);
        Some(rounded * above.signum())
    }
}

fn tenths(count: i128) -> String {
    let sign = if count < 0 { "-" } else { "" };
    let count = count.abs();
    format!("{sign}{}.{}", count / 10, count % 10)
}

fn feet(inches: i128) -> Option<Converted> {
    let inches = u32::try_from(inches).ok()?;
    Some(Converted::FeetInches(inches / 12, inches % 12))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Number;

    fn quantity(number: &str, unit: Option<&str>, code: Option<&str>) -> Quantity {
        Quantity {
            number: Number(number.to_owned()),
            comparator: None,
            unit: unit.map(str::to_owned),
            code: code.map(str::to_owned),
        }
    }

    #[track_caller]
    fn check(kind: Kind, number: &str, code: &str, expected: Converted) {
        let by_code = quantity(number, Some("as written"), Some(code));
        let by_unit = quantity(number, Some(code), None);
        assert_eq!(converted(kind, &by_code), Some(expected.clone()));
        assert_eq!(converted(kind, &by_unit), Some(expected));
    }

    #[test]
    fn a_weight_is_told_in_the_other_unit() {
        let pounds = |text: &str| Converted::Pounds(text.to_owned());
        let kilograms = |text: &str| Converted::Kilograms(text.to_owned());
        check(Kind::Weight, "68.0", "kg", pounds("149.9"));
        check(Kind::Weight, "178.7353143290962", "kg", pounds("394.0"));
        check(Kind::Weight, "3400", "g", pounds("7.5"));
        check(Kind::Weight, "150", "[lb_av]", kilograms("68.0"));
        for (number, kilos) in [
            ("0.11023113109243879", "0.0"),
            ("0.11023113109243880", "0.1"),
        ] {
            check(Kind::Weight, number, "[lb_av]", kilograms(kilos));
        }
    }

    #[test]
    fn a_height_is_told_in_the_other_unit() {
        check(Kind::Height, "165.1", "cm", Converted::FeetInches(5, 5));
        check(Kind::Height, "182.8", "cm", Converted::FeetInches(6, 0));
        check(Kind::Height, "1.80", "m", Converted::FeetInches(5, 11));
        check(Kind::Height, "52", "cm", Converted::FeetInches(1, 8));
        let centimeters = Converted::Centimeters("165.1".to_owned());
        check(Kind::Height, "65", "[in_i]", centimeters);
    }

    #[test]
    fn a_temperature_is_told_in_the_other_unit() {
        let fahrenheit = |text: &str| Converted::Fahrenheit(text.to_owned());
        let celsius = |text: &str| Converted::Celsius(text.to_owned());
        check(Kind::Temperature, "37", "Cel", fahrenheit("98.6"));
        check(Kind::Temperature, "36.25", "Cel", fahrenheit("97.3"));
        check(Kind::Temperature, "-40", "Cel", fahrenheit("-40.0"));
        check(Kind::Temperature, "98.6", "[degF]", celsius("37.0"));
        check(Kind::Temperature, "101.3", "[degF]", celsius("38.5"));
        check(Kind::Temperature, "31.91", "[degF]", celsius("-0.1"));
        check(Kind::Temperature, "31.95", "[degF]", celsius("0.0"));
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        let line = |times| line(times, 0, 1);
        let number = |text: &str| Fixed::read(text).expect("a number");
        assert_eq!(number("0.05").on(line(1), 10), Some(1));
        assert_eq!(number("-0.05").on(line(1), 10), Some(-1));
        assert_eq!(number("0.0499999999999999").on(line(1), 10), Some(0));
    }

    #[test]
    fn nothing_else_is_converted() {
        for (kind, number, unit, code) in [
            (Kind::Weight, "150", Some("lbs"), None),
            (Kind::Weight, "150", Some("kg"), Some("[oz_av]")),
            (Kind::Weight, "1.5e2", Some("kg"), Some("kg")),
            (Kind::Weight, "", Some("kg"), Some("kg")),
            (Kind::Weight, "1234567890123456789", Some("kg"), Some("kg")),
            (Kind::Height, "-3", Some("cm"), Some("cm")),
            (Kind::Height, "68", Some("kg"), Some("kg")),
            (Kind::Other, "68", Some("kg"), Some("kg")),
            (Kind::Temperature, "37", None, None),
        ] {
            assert_eq!(
                converted(kind, &quantity(number, unit, code)),
                None,
                "{number} {unit:?}"
            );
        }
        let mut above = quantity("200", Some("kg"), Some("kg"));
        above.comparator = Some(crate::value::Comparator::More);
        assert_eq!(converted(Kind::Weight, &above), None);
    }
}
