//! A number as the lab wrote it. Arithmetic never touches what is printed.

/// A number as the text that was sent: "7.0" and "7" differ (reference §2.1 rule 13).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Number(pub String);

/// A number as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The digits to print.
    pub digits: String,
    /// The number as sent, if `digits` are fewer: to be kept one tap away.
    pub sent: Option<String>,
}

impl Number {
    /// More than six significant digits are shown to four, everything else as sent (reference §3.2).
    pub fn shown(&self) -> Shown {
        match rounded(&self.0) {
            Some(digits) => Shown {
                digits,
                sent: Some(self.0.clone()),
            },
            None => Shown {
                digits: self.0.clone(),
                sent: None,
            },
        }
    }

    /// For comparing and drawing only; never for printing.
    pub fn as_f64(&self) -> Option<f64> {
        fhir::Decimal::new(self.0.trim())?.as_f64()
    }
}

/// Four significant digits of a plain decimal that has more than six; halves away from zero, on the
/// text itself, so that no digit is invented on the way through a float.
fn rounded(sent: &str) -> Option<String> {
    let (sign, plain) = match sent.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", sent),
    };
    let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
    let digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let leading = digits.iter().take_while(|digit| **digit == b'0').count();
    let unsure = if fraction.is_empty() {
        digits
            .iter()
            .rev()
            .take_while(|digit| **digit == b'0')
            .count()
    } else {
        0
    };
    if digits.len().saturating_sub(leading + unsure) <= SHOWN_AS_SENT {
        return None;
    }
    let kept = leading + SHOWN_ROUNDED;
    let up = digits.get(kept).is_some_and(|digit| *digit >= b'5');
    let mut number: Vec<u8> = digits.iter().take(kept).copied().collect();
    let carried = up && add_one(&mut number);
    let grown = carried || number.iter().take_while(|digit| **digit == b'0').count() < leading;
    number.resize(digits.len(), b'0');
    let point = whole.len() + usize::from(carried);
    if carried {
        number.insert(0, b'1');
    }
    let places = (kept + usize::from(carried) - usize::from(grown)).max(point);
    let text: String = number
        .iter()
        .take(places)
        .map(|digit| char::from(*digit))
        .collect();
    let (whole, fraction) = text.split_at_checked(point)?;
    let dot = if fraction.is_empty() { "" } else { "." };
    Some(format!("{sign}{whole}{dot}{fraction}"))
}

const SHOWN_AS_SENT: usize = 6;
const SHOWN_ROUNDED: usize = 4;

/// Adds one to the last digit; true if it ran over the first.
fn add_one(digits: &mut [u8]) -> bool {
    for digit in digits.iter_mut().rev() {
        if *digit < b'9' {
            *digit += 1;
            return false;
        }
        *digit = b'0';
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sent: &str, shown: &str) {
        let number = Number(sent.to_owned()).shown();
        assert_eq!(number.digits, shown);
        assert_eq!(number.sent.as_deref(), (sent != shown).then_some(sent));
    }

    #[test]
    fn digits_are_shown_as_sent() {
        for sent in [
            "6.8",
            "7.0",
            "-0.50",
            "0.00001",
            "123456",
            "1.00000",
            "1000000",
            "1e3",
            "1.2345678e3",
            "200000000",
        ] {
            check(sent, sent);
        }
    }

    #[test]
    fn more_than_six_significant_digits_are_shown_to_four() {
        check("178.7353143290962", "178.7");
        check("0.0017894321", "0.001789");
        check("1.7894321", "1.789");
        check("-12.34567890", "-12.35");
        check("1234567", "1235000");
        check("12345.678", "12350");
        check("99.996789", "100.0");
        check("9999999", "10000000");
        check("0.99999999", "1.000");
        check("0.0099999999", "0.01000");
    }
}
