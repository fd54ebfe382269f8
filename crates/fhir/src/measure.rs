//! Amounts: quantities, ranges, ratios, series, and spans of time.
//! <https://hl7.org/fhir/R4/datatypes.html#Quantity>

use crate::{Decimal, Text};
use serde::Deserialize;

/// A measured amount.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Quantity<'a> {
    /// How the true value relates to the number: `<`, `<=`, `>=`, `>` (R5 adds `ad`). A modifier: never drop it.
    #[serde(borrow)]
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
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Range<'a> {
    /// The lower end, included.
    #[serde(borrow)]
    pub low: Option<Quantity<'a>>,
    /// The upper end, included.
    pub high: Option<Quantity<'a>>,
}

/// One amount per another, such as a titre of 1:320.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Ratio<'a> {
    /// Above the line.
    #[serde(borrow)]
    pub numerator: Option<Quantity<'a>>,
    /// Below the line.
    pub denominator: Option<Quantity<'a>>,
}

/// From a moment to a moment, as text: precision is the sender's.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Period<'a> {
    /// When it began.
    #[serde(borrow)]
    pub start: Option<Text<'a>>,
    /// When it ended; absent while it lasts.
    pub end: Option<Text<'a>>,
}

/// A series from a device.
/// <https://hl7.org/fhir/R4/datatypes.html#SampledData>
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SampledData<'a> {
    /// Zero and unit.
    #[serde(borrow)]
    pub origin: Option<Quantity<'a>>,
    /// Milliseconds between samples.
    pub period: Option<Decimal<'a>>,
    /// What each number is multiplied by.
    pub factor: Option<Decimal<'a>>,
    /// Lower limit of detection.
    pub lower_limit: Option<Decimal<'a>>,
    /// Upper limit of detection.
    pub upper_limit: Option<Decimal<'a>>,
    /// Samples per moment.
    pub dimensions: Option<Decimal<'a>>,
    /// Decimals with spaces between, or `E`, `U`, `L`.
    pub data: Option<Text<'a>>,
}
