//! The value of an observation, or of one of its rows, in whichever form it was sent.
//! <https://hl7.org/fhir/R4/observation-definitions.html#Observation.value_x_>

use crate::{
    CodeableConcept, Decimal, Period, Quantity, Range, Ratio, Text,
    slot::{Element, Slot},
};

/// `Observation.value[x]` and `Observation.component.value[x]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'r, 'a> {
    /// A number with a unit, and perhaps a comparator.
    Quantity(&'r Quantity<'a>),
    /// A finding.
    CodeableConcept(&'r CodeableConcept<'a>),
    /// Words, which may hold a number.
    String(&'r str),
    /// Yes or no.
    Boolean(bool),
    /// A whole number.
    Integer(Decimal<'a>),
    /// From an amount to an amount.
    Range(&'r Range<'a>),
    /// One amount per another.
    Ratio(&'r Ratio<'a>),
    /// A series from a device, which is not read.
    SampledData,
    /// A time of day.
    Time(&'r str),
    /// A moment.
    DateTime(&'r str),
    /// A span of time.
    Period(&'r Period<'a>),
}

/// The elements `valueQuantity`, `valueString`, …: at most one of them is there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Values<'a> {
    /// `valueQuantity`
    pub quantity: Option<Quantity<'a>>,
    /// `valueCodeableConcept`
    pub codeable_concept: Option<CodeableConcept<'a>>,
    /// `valueString`
    pub string: Option<Text<'a>>,
    /// `valueBoolean`
    pub boolean: Option<bool>,
    /// `valueInteger`
    pub integer: Option<Decimal<'a>>,
    /// `valueRange`
    pub range: Option<Box<Range<'a>>>,
    /// `valueRatio`
    pub ratio: Option<Box<Ratio<'a>>>,
    /// `valueSampledData`
    pub sampled_data: bool,
    /// `valueTime`
    pub time: Option<Text<'a>>,
    /// `valueDateTime`
    pub date_time: Option<Text<'a>>,
    /// `valuePeriod`
    pub period: Option<Box<Period<'a>>>,
}

impl<'a> Element<'a> for Values<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name.strip_prefix("value") {
            Some(form) => self.form(form),
            None => Slot::Ignored,
        }
    }
}

impl<'a> Values<'a> {
    /// The place for one form: the name without its stem, such as `Quantity` of `valueQuantity`.
    pub(crate) fn form(&mut self, form: &str) -> Slot<'_, 'a> {
        match form {
            "Quantity" => Slot::One(&mut self.quantity),
            "CodeableConcept" => Slot::One(&mut self.codeable_concept),
            "String" => Slot::Text(&mut self.string),
            "Boolean" => Slot::Flag(&mut self.boolean),
            "Integer" => Slot::Number(&mut self.integer),
            "Range" => Slot::One(&mut self.range),
            "Ratio" => Slot::One(&mut self.ratio),
            "SampledData" => Slot::Presence(&mut self.sampled_data),
            "Time" => Slot::Text(&mut self.time),
            "DateTime" => Slot::Text(&mut self.date_time),
            "Period" => Slot::One(&mut self.period),
            _ => Slot::Ignored,
        }
    }

    /// The one that is there.
    #[must_use]
    pub fn value(&self) -> Option<Value<'_, 'a>> {
        if let Some(quantity) = &self.quantity {
            return Some(Value::Quantity(quantity));
        }
        if let Some(concept) = &self.codeable_concept {
            return Some(Value::CodeableConcept(concept));
        }
        if let Some(text) = &self.string {
            return Some(Value::String(text));
        }
        if let Some(number) = self.integer {
            return Some(Value::Integer(number));
        }
        let rare = self.boolean.map(Value::Boolean);
        rare.or_else(|| self.ratio.as_deref().map(Value::Ratio))
            .or_else(|| self.range.as_deref().map(Value::Range))
            .or_else(|| self.date_time.as_deref().map(Value::DateTime))
            .or_else(|| self.time.as_deref().map(Value::Time))
            .or_else(|| self.period.as_deref().map(Value::Period))
            .or_else(|| self.sampled_data.then_some(Value::SampledData))
    }
}
