//! Amounts: quantities, ranges, ratios, and spans of time.
//! <https://hl7.org/fhir/R4/datatypes.html#Quantity>

use crate::{
    Decimal, Text,
    slot::{Element, Slot},
};

/// A measured amount.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quantity<'a> {
    /// How the true value relates to the number: `<`, `<=`, `>=`, `>` (R5 adds `ad`). A modifier: never drop it.
    pub comparator: Option<Text<'a>>,
    /// The number, digits kept.
    pub value: Option<Decimal<'a>>,
    /// The unit in words, for showing.
    pub unit: Option<Text<'a>>,
    /// The unit's system, usually UCUM.
    pub system: Option<Text<'a>>,
    /// The unit's code, for comparing.
    pub code: Option<Text<'a>>,
}

impl<'a> Element<'a> for Quantity<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "comparator" => Slot::Text(&mut self.comparator),
            "value" => Slot::Number(&mut self.value),
            "unit" => Slot::Text(&mut self.unit),
            "system" => Slot::Text(&mut self.system),
            "code" => Slot::Text(&mut self.code),
            _ => Slot::Ignored,
        }
    }
}

impl Quantity<'_> {
    /// The unit to show: its words, else its code.
    #[must_use]
    pub fn unit_words(&self) -> Option<&str> {
        let either = [self.unit.as_deref(), self.code.as_deref()];
        either
            .into_iter()
            .flatten()
            .map(str::trim)
            .find(|unit| !unit.is_empty())
    }
}

/// From an amount to an amount, either of which may be missing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Range<'a> {
    /// The lower end, included.
    pub low: Option<Quantity<'a>>,
    /// The upper end, included.
    pub high: Option<Quantity<'a>>,
}

impl<'a> Element<'a> for Range<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "low" => Slot::One(&mut self.low),
            "high" => Slot::One(&mut self.high),
            _ => Slot::Ignored,
        }
    }
}

/// One amount per another, such as a titre of 1:320.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ratio<'a> {
    /// Above the line.
    pub numerator: Option<Quantity<'a>>,
    /// Below the line.
    pub denominator: Option<Quantity<'a>>,
}

impl<'a> Element<'a> for Ratio<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "numerator" => Slot::One(&mut self.numerator),
            "denominator" => Slot::One(&mut self.denominator),
            _ => Slot::Ignored,
        }
    }
}

/// From a moment to a moment, as text: precision is the sender's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Period<'a> {
    /// When it began.
    pub start: Option<Text<'a>>,
    /// When it ended; absent while it lasts.
    pub end: Option<Text<'a>>,
}

impl<'a> Element<'a> for Period<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "start" => Slot::Text(&mut self.start),
            "end" => Slot::Text(&mut self.end),
            _ => Slot::Ignored,
        }
    }
}

/// An amount of money.
/// <https://hl7.org/fhir/R4/datatypes.html#Money>
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Money<'a> {
    /// The number, digits kept.
    pub value: Option<Decimal<'a>>,
    /// The currency, such as `USD`.
    pub currency: Option<Text<'a>>,
}

impl<'a> Element<'a> for Money<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "value" => Slot::Number(&mut self.value),
            "currency" => Slot::Text(&mut self.currency),
            _ => Slot::Ignored,
        }
    }
}
