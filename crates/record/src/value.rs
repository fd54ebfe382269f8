//! What was found: every form an observation's value can take (reference §3.2), with digits and words
//! exactly as sent. Says nothing about whether a value is good.

use crate::{number::Number, unit, when::When};

/// A value, or why there is none.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum Value {
    /// A number with its unit.
    Measured(Quantity),
    /// A coded answer, in the hospital's words: "Detected", "Yellow".
    Found(String),
    /// Verbatim text; may hold "<5", "1:320" or "SEE NOTE" and is never taken for a number.
    Text(String),
    /// A titre such as 1 to 320.
    Ratio(Option<Quantity>, Option<Quantity>),
    /// From, to.
    Between(Option<Quantity>, Option<Quantity>),
    /// A whole number without a unit.
    Integer(String),
    /// Yes or no.
    Boolean(bool),
    /// A time of day, as sent.
    Time(String),
    /// A date or time.
    At(When),
    /// From, to.
    During(Option<When>, Option<When>),
    /// A curve; not drawn, only said to be there.
    Sampled,
    /// The value is in the parts or members.
    InParts,
    /// No value was given.
    Absent(Reason),
    /// There is something here that changes the meaning and that we do not know (reference §2.1
    /// rule 14): never counted, charted, merged or shown as fact.
    Unreadable(Unreadable),
}

/// Something recorded in a way that can't be read safely here.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Unreadable {
    /// What stands in the way.
    pub why: Why,
    /// The hospital's own text for the whole item, without markup, if it sent one.
    pub text: Option<String>,
}

/// What makes an item unsafe to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// A `modifierExtension`: an addition that can turn the meaning around.
    UnknownModifier,
    /// `implicitRules`: the item is to be read by rules we do not have.
    UnknownRules,
    /// An element that carries the meaning was damaged or of a wrong form.
    Damaged,
}

/// A number with its unit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Quantity {
    /// The number as sent.
    pub number: Number,
    /// "Less than 5" and its like.
    pub comparator: Option<Comparator>,
    /// The unit for people: as sent, else the UCUM code spelled out.
    pub unit: Option<String>,
    /// The unit for comparing: the UCUM code, if sent.
    pub code: Option<String>,
}

/// How a number is meant. A quantity with one is never used in arithmetic.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Comparator {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>=`
    AtLeast,
    /// `>`
    More,
    /// Another one, as sent.
    Other(String),
}

/// Why there is no value (<http://hl7.org/fhir/R4/codesystem-data-absent-reason.html>).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// No value and no reason.
    NotProvided,
    /// unknown
    Unknown,
    /// asked-unknown
    AskedUnknown,
    /// temp-unknown
    NotYetKnown,
    /// not-asked
    NotAsked,
    /// asked-declined
    Declined,
    /// masked
    Withheld,
    /// not-applicable
    NotApplicable,
    /// unsupported
    Unsupported,
    /// as-text: the answer is in the notes
    SeeText,
    /// error
    Error,
    /// not-a-number
    NotANumber,
    /// negative-infinity
    TooLow,
    /// positive-infinity
    TooHigh,
    /// not-performed
    NotDone,
    /// not-permitted
    NotPermitted,
    /// Another reason, in the hospital's words.
    Said(String),
}

impl Value {
    /// The number, if this is one that may be compared and plotted on a line.
    pub fn plain(&self) -> Option<&Quantity> {
        match self {
            Self::Measured(quantity) if quantity.comparator.is_none() => Some(quantity),
            _ => None,
        }
    }

    /// There is something to show as a result.
    pub fn is_given(&self) -> bool {
        !matches!(self, Self::InParts | Self::Absent(_) | Self::Unreadable(_))
    }
}

impl Quantity {
    /// The unit for people, as sent or spelled out.
    pub fn unit(&self) -> Option<&str> {
        self.unit.as_deref()
    }

    /// Both are in exactly the same unit (reference §3.6), so their numbers may be compared.
    pub fn same_unit(&self, other: &Self) -> bool {
        match (&self.code, &other.code) {
            (Some(a), Some(b)) => unit::same(a, b),
            (None, None) => self.unit == other.unit,
            (Some(code), None) => other
                .unit
                .as_deref()
                .is_some_and(|unit| self.unit.as_deref() == Some(unit) || unit == code),
            (None, Some(_)) => other.same_unit(self),
        }
    }
}

impl Comparator {
    /// Reads the code as sent.
    pub fn read(code: &str) -> Self {
        match code {
            "<" => Self::Less,
            "<=" => Self::AtMost,
            ">=" => Self::AtLeast,
            ">" => Self::More,
            other => Self::Other(other.to_owned()),
        }
    }

    /// As printed before the number.
    pub fn sign(&self) -> &str {
        match self {
            Self::Less => "<",
            Self::AtMost => "≤",
            Self::AtLeast => "≥",
            Self::More => ">",
            Self::Other(sent) => sent,
        }
    }
}

impl Reason {
    /// Reads the code; `None` if it is not one of the value set.
    pub fn read(code: &str) -> Option<Self> {
        Some(match code {
            "unknown" => Self::Unknown,
            "asked-unknown" => Self::AskedUnknown,
            "temp-unknown" => Self::NotYetKnown,
            "not-asked" => Self::NotAsked,
            "asked-declined" => Self::Declined,
            "masked" => Self::Withheld,
            "not-applicable" => Self::NotApplicable,
            "unsupported" => Self::Unsupported,
            "as-text" => Self::SeeText,
            "error" => Self::Error,
            "not-a-number" => Self::NotANumber,
            "negative-infinity" => Self::TooLow,
            "positive-infinity" => Self::TooHigh,
            "not-performed" => Self::NotDone,
            "not-permitted" => Self::NotPermitted,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_compared_by_code_before_text() {
        let quantity = |unit: Option<&str>, code: Option<&str>| Quantity {
            number: Number("1".to_owned()),
            comparator: None,
            unit: unit.map(str::to_owned),
            code: code.map(str::to_owned),
        };
        let check =
            |a: (Option<&str>, Option<&str>), b: (Option<&str>, Option<&str>), same: bool| {
                assert_eq!(
                    quantity(a.0, a.1).same_unit(&quantity(b.0, b.1)),
                    same,
                    "{a:?} {b:?}"
                );
                assert_eq!(
                    quantity(b.0, b.1).same_unit(&quantity(a.0, a.1)),
                    same,
                    "{b:?} {a:?}"
                );
            };
        check((Some("mg/dL"), None), (Some("mg/dL"), Some("mg/dL")), true);
        check(
            (Some("K/uL"), Some("10*3/uL")),
            (Some("10^9/L"), Some("10*9/L")),
            true,
        );
        check((Some("%"), None), (Some("%"), None), true);
        check((None, None), (None, None), true);
        check((Some("mg/dL"), None), (None, None), false);
        check(
            (Some("g/dL"), Some("g/dL")),
            (Some("g/dL"), Some("g/L")),
            false,
        );
        check((Some("percent"), Some("%")), (Some("%"), None), true);
    }
}
