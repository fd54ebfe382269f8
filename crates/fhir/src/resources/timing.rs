//! When something is to be done, and how often.
//! <https://hl7.org/fhir/R4/datatypes.html#Timing>

use crate::{
    CodeableConcept, Decimal, Period, Quantity, Text,
    slot::{Element, Slot},
};

/// A timing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timing<'a> {
    /// Whether extensions may change the meaning. A modifier.
    pub has_unknown_modifier: bool,
    /// By rule.
    pub repeat: Option<Repeat<'a>>,
    /// By code, such as `BID`.
    pub code: Option<CodeableConcept<'a>>,
    /// Something stands here that is not read, such as single events.
    pub has_more: bool,
}

impl<'a> Element<'a> for Timing<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Ignored,
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "repeat" => Slot::One(&mut self.repeat),
            "code" => Slot::One(&mut self.code),
            _ => Slot::Noted(&mut self.has_more),
        }
    }
}

/// A rule for when and how often.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Repeat<'a> {
    /// For so long.
    pub bounds_duration: Option<Quantity<'a>>,
    /// From when to when.
    pub bounds_period: Option<Period<'a>>,
    /// So many times in all.
    pub count: Option<Decimal<'a>>,
    /// So many times in each period.
    pub frequency: Option<Decimal<'a>>,
    /// Up to so many times in each period.
    pub frequency_max: Option<Decimal<'a>>,
    /// How long a period is.
    pub period: Option<Decimal<'a>>,
    /// How long it may be.
    pub period_max: Option<Decimal<'a>>,
    /// `s`, `min`, `h`, `d`, `wk`, `mo`, `a`.
    pub period_unit: Option<Text<'a>>,
    /// `mon` to `sun`.
    pub day_of_week: Vec<Option<Text<'a>>>,
    /// Times of day.
    pub time_of_day: Vec<Option<Text<'a>>>,
    /// Events of the day: `MORN`, `HS`, `AC`, …
    pub when: Vec<Option<Text<'a>>>,
    /// Something stands here that is not read.
    pub has_more: bool,
}

impl<'a> Element<'a> for Repeat<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Ignored,
            "boundsDuration" => Slot::One(&mut self.bounds_duration),
            "boundsPeriod" => Slot::One(&mut self.bounds_period),
            "count" => Slot::Number(&mut self.count),
            "frequency" => Slot::Number(&mut self.frequency),
            "frequencyMax" => Slot::Number(&mut self.frequency_max),
            "period" => Slot::Number(&mut self.period),
            "periodMax" => Slot::Number(&mut self.period_max),
            "periodUnit" => Slot::Text(&mut self.period_unit),
            "dayOfWeek" => Slot::Many(&mut self.day_of_week),
            "timeOfDay" => Slot::Many(&mut self.time_of_day),
            "when" => Slot::Many(&mut self.when),
            _ => Slot::Noted(&mut self.has_more),
        }
    }
}
