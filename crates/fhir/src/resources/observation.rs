//! One thing measured, found or asked.
//! <https://hl7.org/fhir/R4/observation.html>

use crate::{
    Annotation, CodeableConcept, Contained, Decimal, Extension, Identifier, Meta, Narrative,
    Period, Quantity, Range, Ratio, Reference, SampledData, Text,
};
use serde::{Deserialize, de::IgnoredAny};

/// An observation: a laboratory result, a vital sign, an answer.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Observation<'a> {
    /// Logical id.
    #[serde(borrow)]
    pub id: Option<Text<'a>>,
    /// About the record.
    pub meta: Option<Box<Meta<'a>>>,
    /// Rules without which the record may be misread. A modifier.
    pub implicit_rules: Option<Text<'a>>,
    /// Whether there is a narrative.
    pub text: Option<Narrative<'a>>,
    /// Resources inside this one.
    #[serde(default)]
    pub contained: Vec<Contained<'a>>,
    /// Extensions that change the meaning. A modifier.
    #[serde(default)]
    pub modifier_extension: Vec<Extension<'a>>,
    /// Business identifiers, accession numbers among them.
    #[serde(default)]
    pub identifier: Vec<Identifier<'a>>,
    /// What was ordered.
    #[serde(default)]
    pub based_on: Vec<Reference<'a>>,
    /// `registered`, `preliminary`, `final`, `amended`, `corrected`, `cancelled`, `entered-in-error`, `unknown`.
    /// A modifier.
    pub status: Option<Text<'a>>,
    /// `laboratory`, `vital-signs`, …
    #[serde(default)]
    pub category: Vec<CodeableConcept<'a>>,
    /// What was observed.
    pub code: Option<CodeableConcept<'a>>,
    /// Whom it is about.
    pub subject: Option<Reference<'a>>,
    /// What it is about when that is not the patient: an unborn child, a device.
    #[serde(default)]
    pub focus: Vec<Reference<'a>>,
    /// The visit it belongs to.
    pub encounter: Option<Reference<'a>>,
    /// See [`Observation::effective`].
    pub effective_date_time: Option<Text<'a>>,
    /// See [`Observation::effective`].
    pub effective_period: Option<Period<'a>>,
    /// See [`Observation::effective`].
    pub effective_instant: Option<Text<'a>>,
    /// See [`Observation::effective`].
    pub effective_timing: Option<IgnoredAny>,
    /// When this version was released.
    pub issued: Option<Text<'a>>,
    /// Who is responsible for it.
    #[serde(default)]
    pub performer: Vec<Reference<'a>>,
    /// See [`Observation::value`].
    pub value_quantity: Option<Quantity<'a>>,
    /// See [`Observation::value`].
    pub value_codeable_concept: Option<CodeableConcept<'a>>,
    /// See [`Observation::value`].
    pub value_string: Option<Text<'a>>,
    /// See [`Observation::value`].
    pub value_boolean: Option<bool>,
    /// See [`Observation::value`].
    pub value_integer: Option<Decimal<'a>>,
    /// See [`Observation::value`].
    pub value_range: Option<Box<Range<'a>>>,
    /// See [`Observation::value`].
    pub value_ratio: Option<Box<Ratio<'a>>>,
    /// See [`Observation::value`].
    pub value_sampled_data: Option<Box<SampledData<'a>>>,
    /// See [`Observation::value`].
    pub value_time: Option<Text<'a>>,
    /// See [`Observation::value`].
    pub value_date_time: Option<Text<'a>>,
    /// See [`Observation::value`].
    pub value_period: Option<Box<Period<'a>>>,
    /// Why there is no value.
    pub data_absent_reason: Option<CodeableConcept<'a>>,
    /// High, low, normal, … in the laboratory's judgement.
    #[serde(default)]
    pub interpretation: Vec<CodeableConcept<'a>>,
    /// Remarks; the real answer is often here.
    #[serde(default)]
    pub note: Vec<Annotation<'a>>,
    /// Where on the body.
    pub body_site: Option<CodeableConcept<'a>>,
    /// How.
    pub method: Option<CodeableConcept<'a>>,
    /// What it was measured in.
    pub specimen: Option<Reference<'a>>,
    /// With what.
    pub device: Option<Box<Reference<'a>>>,
    /// What is usual, or meant.
    #[serde(default)]
    pub reference_range: Vec<ReferenceRange<'a>>,
    /// The results of a panel.
    #[serde(default)]
    pub has_member: Vec<Reference<'a>>,
    /// What it was computed from.
    #[serde(default)]
    pub derived_from: Vec<Reference<'a>>,
    /// Results that only make sense together, such as the two blood pressures.
    #[serde(default)]
    pub component: Vec<ObservationComponent<'a>>,
}

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
    /// A series from a device.
    SampledData(&'r SampledData<'a>),
    /// A time of day.
    Time(&'r str),
    /// A moment.
    DateTime(&'r str),
    /// A span of time.
    Period(&'r Period<'a>),
}

/// `Observation.effective[x]`: when it was true of the patient, for a specimen when it was taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Effective<'r, 'a> {
    /// A date or a moment.
    DateTime(&'r str),
    /// A span of time.
    Period(&'r Period<'a>),
    /// A moment, to the second.
    Instant(&'r str),
    /// A schedule, which is not read.
    Timing,
}

impl<'a> Observation<'a> {
    /// The value, whichever form it was sent in.
    #[must_use]
    pub fn value(&self) -> Option<Value<'_, 'a>> {
        let common = self.value_quantity.as_ref().map(Value::Quantity);
        let common = common.or(self
            .value_codeable_concept
            .as_ref()
            .map(Value::CodeableConcept));
        let common = common.or(self.value_string.as_deref().map(Value::String));
        let common = common.or(self.value_integer.map(Value::Integer));
        let common = common.or(self.value_boolean.map(Value::Boolean));
        common
            .or_else(|| self.value_ratio.as_deref().map(Value::Ratio))
            .or_else(|| self.value_range.as_deref().map(Value::Range))
            .or_else(|| self.value_date_time.as_deref().map(Value::DateTime))
            .or_else(|| self.value_time.as_deref().map(Value::Time))
            .or_else(|| self.value_period.as_deref().map(Value::Period))
            .or_else(|| self.value_sampled_data.as_deref().map(Value::SampledData))
    }

    /// When it was true of the patient.
    #[must_use]
    pub fn effective(&self) -> Option<Effective<'_, 'a>> {
        let moment = self.effective_date_time.as_deref().map(Effective::DateTime);
        let moment = moment.or(self.effective_instant.as_deref().map(Effective::Instant));
        let moment = moment.or(self.effective_period.as_ref().map(Effective::Period));
        moment.or(self.effective_timing.map(|_| Effective::Timing))
    }

    /// Whether something we do not understand changes what this record means, in any part of it.
    #[must_use]
    pub fn has_unknown_modifier(&self) -> bool {
        self.implicit_rules.is_some()
            || !self.modifier_extension.is_empty()
            || self
                .reference_range
                .iter()
                .any(ReferenceRange::has_unknown_modifier)
            || self
                .component
                .iter()
                .any(ObservationComponent::has_unknown_modifier)
    }
}

/// One row of an observation with several values.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ObservationComponent<'a> {
    /// Extensions that change the meaning. A modifier.
    #[serde(default, borrow)]
    pub modifier_extension: Vec<Extension<'a>>,
    /// What was observed.
    pub code: Option<CodeableConcept<'a>>,
    /// See [`ObservationComponent::value`].
    pub value_quantity: Option<Quantity<'a>>,
    /// See [`ObservationComponent::value`].
    pub value_codeable_concept: Option<CodeableConcept<'a>>,
    /// See [`ObservationComponent::value`].
    pub value_string: Option<Text<'a>>,
    /// See [`ObservationComponent::value`].
    pub value_boolean: Option<bool>,
    /// See [`ObservationComponent::value`].
    pub value_integer: Option<Decimal<'a>>,
    /// See [`ObservationComponent::value`].
    pub value_range: Option<Box<Range<'a>>>,
    /// See [`ObservationComponent::value`].
    pub value_ratio: Option<Box<Ratio<'a>>>,
    /// See [`ObservationComponent::value`].
    pub value_sampled_data: Option<Box<SampledData<'a>>>,
    /// See [`ObservationComponent::value`].
    pub value_time: Option<Text<'a>>,
    /// See [`ObservationComponent::value`].
    pub value_date_time: Option<Text<'a>>,
    /// See [`ObservationComponent::value`].
    pub value_period: Option<Box<Period<'a>>>,
    /// Why there is no value.
    pub data_absent_reason: Option<CodeableConcept<'a>>,
    /// High, low, normal, … in the laboratory's judgement.
    #[serde(default)]
    pub interpretation: Vec<CodeableConcept<'a>>,
    /// What is usual, or meant.
    #[serde(default)]
    pub reference_range: Vec<ReferenceRange<'a>>,
}

impl<'a> ObservationComponent<'a> {
    /// The value, whichever form it was sent in.
    #[must_use]
    pub fn value(&self) -> Option<Value<'_, 'a>> {
        let common = self.value_quantity.as_ref().map(Value::Quantity);
        let common = common.or(self
            .value_codeable_concept
            .as_ref()
            .map(Value::CodeableConcept));
        let common = common.or(self.value_string.as_deref().map(Value::String));
        let common = common.or(self.value_integer.map(Value::Integer));
        let common = common.or(self.value_boolean.map(Value::Boolean));
        common
            .or_else(|| self.value_ratio.as_deref().map(Value::Ratio))
            .or_else(|| self.value_range.as_deref().map(Value::Range))
            .or_else(|| self.value_date_time.as_deref().map(Value::DateTime))
            .or_else(|| self.value_time.as_deref().map(Value::Time))
            .or_else(|| self.value_period.as_deref().map(Value::Period))
            .or_else(|| self.value_sampled_data.as_deref().map(Value::SampledData))
    }

    /// Whether something we do not understand changes what this row means.
    #[must_use]
    pub fn has_unknown_modifier(&self) -> bool {
        !self.modifier_extension.is_empty()
            || self
                .reference_range
                .iter()
                .any(ReferenceRange::has_unknown_modifier)
    }
}

/// What is usual, or meant, for some people.
/// <https://hl7.org/fhir/R4/observation-definitions.html#Observation.referenceRange>
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReferenceRange<'a> {
    /// Extensions that change the meaning. A modifier.
    #[serde(default, borrow)]
    pub modifier_extension: Vec<Extension<'a>>,
    /// Lower end, included.
    pub low: Option<Quantity<'a>>,
    /// Upper end, included.
    pub high: Option<Quantity<'a>>,
    /// `normal` where absent; else therapeutic, treatment, …
    #[serde(rename = "type")]
    pub kind: Option<Box<CodeableConcept<'a>>>,
    /// Whom it is for.
    #[serde(default)]
    pub applies_to: Vec<CodeableConcept<'a>>,
    /// At what age.
    pub age: Option<Box<Range<'a>>>,
    /// The range in words.
    pub text: Option<Text<'a>>,
}

impl ReferenceRange<'_> {
    /// Whether something we do not understand changes what this range means.
    #[must_use]
    pub fn has_unknown_modifier(&self) -> bool {
        !self.modifier_extension.is_empty()
    }
}
