//! One thing measured, found or asked.
//! <https://hl7.org/fhir/R4/observation.html>

use crate::{
    Annotation, CodeableConcept, Contained, Extension, Identifier, Period, Quantity, Range,
    Reference, Text, Value, Values,
    slot::{Element, Slot},
};

/// An observation: a laboratory result, a vital sign, an answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Observation<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Rules without which the record may be misread. A modifier.
    pub implicit_rules: Option<Text<'a>>,
    /// Resources inside this one.
    pub contained: Vec<Contained<'a>>,
    /// Extensions that change the meaning. A modifier.
    pub modifier_extension: Vec<Extension<'a>>,
    /// Business identifiers, accession numbers among them.
    pub identifier: Vec<Identifier<'a>>,
    /// What was ordered.
    pub based_on: Vec<Reference<'a>>,
    /// `registered`, `preliminary`, `final`, `amended`, `corrected`, `cancelled`, `entered-in-error`, `unknown`.
    /// A modifier.
    pub status: Option<Text<'a>>,
    /// `laboratory`, `vital-signs`, …
    pub category: Vec<CodeableConcept<'a>>,
    /// What was observed.
    pub code: Option<CodeableConcept<'a>>,
    /// Whom it is about.
    pub subject: Option<Reference<'a>>,
    /// What it is about when that is not the patient: an unborn child, a device.
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
    pub effective_timing: bool,
    /// When this version was released.
    pub issued: Option<Text<'a>>,
    /// Who is responsible for it.
    pub performer: Vec<Reference<'a>>,
    /// The value: see [`Observation::value`].
    pub values: Values<'a>,
    /// Why there is no value.
    pub data_absent_reason: Option<CodeableConcept<'a>>,
    /// High, low, normal, … in the laboratory's judgement.
    pub interpretation: Vec<CodeableConcept<'a>>,
    /// Remarks; the real answer is often here.
    pub note: Vec<Annotation<'a>>,
    /// How.
    pub method: Option<CodeableConcept<'a>>,
    /// What it was measured in.
    pub specimen: Option<Reference<'a>>,
    /// What is usual, or meant.
    pub reference_range: Vec<ReferenceRange<'a>>,
    /// The results of a panel.
    pub has_member: Vec<Reference<'a>>,
    /// Results that only make sense together, such as the two blood pressures.
    pub component: Vec<ObservationComponent<'a>>,
}

impl<'a> Element<'a> for Observation<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "implicitRules" => Slot::Text(&mut self.implicit_rules),
            "contained" => Slot::Many(&mut self.contained),
            "modifierExtension" => Slot::Many(&mut self.modifier_extension),
            "identifier" => Slot::Many(&mut self.identifier),
            "basedOn" => Slot::Many(&mut self.based_on),
            "status" => Slot::Text(&mut self.status),
            "category" => Slot::Many(&mut self.category),
            "code" => Slot::One(&mut self.code),
            "subject" => Slot::One(&mut self.subject),
            "focus" => Slot::Many(&mut self.focus),
            "encounter" => Slot::One(&mut self.encounter),
            "effectiveDateTime" => Slot::Text(&mut self.effective_date_time),
            "effectivePeriod" => Slot::One(&mut self.effective_period),
            "effectiveInstant" => Slot::Text(&mut self.effective_instant),
            "effectiveTiming" => Slot::Presence(&mut self.effective_timing),
            "issued" => Slot::Text(&mut self.issued),
            "performer" => Slot::Many(&mut self.performer),
            "dataAbsentReason" => Slot::One(&mut self.data_absent_reason),
            "interpretation" => Slot::Many(&mut self.interpretation),
            "note" => Slot::Many(&mut self.note),
            "method" => Slot::One(&mut self.method),
            "specimen" => Slot::One(&mut self.specimen),
            "referenceRange" => Slot::Many(&mut self.reference_range),
            "hasMember" => Slot::Many(&mut self.has_member),
            "component" => Slot::Many(&mut self.component),
            _ => self.values.slot(name),
        }
    }
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
        self.values.value()
    }

    /// When it was true of the patient.
    #[must_use]
    pub fn effective(&self) -> Option<Effective<'_, 'a>> {
        let moment = self.effective_date_time.as_deref().map(Effective::DateTime);
        let moment = moment.or(self.effective_instant.as_deref().map(Effective::Instant));
        let moment = moment.or(self.effective_period.as_ref().map(Effective::Period));
        moment.or(self.effective_timing.then_some(Effective::Timing))
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
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ObservationComponent<'a> {
    /// Extensions that change the meaning. A modifier.
    pub modifier_extension: Vec<Extension<'a>>,
    /// What was observed.
    pub code: Option<CodeableConcept<'a>>,
    /// The value: see [`ObservationComponent::value`].
    pub values: Values<'a>,
    /// Why there is no value.
    pub data_absent_reason: Option<CodeableConcept<'a>>,
    /// High, low, normal, … in the laboratory's judgement.
    pub interpretation: Vec<CodeableConcept<'a>>,
    /// What is usual, or meant.
    pub reference_range: Vec<ReferenceRange<'a>>,
}

impl<'a> Element<'a> for ObservationComponent<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Many(&mut self.modifier_extension),
            "code" => Slot::One(&mut self.code),
            "dataAbsentReason" => Slot::One(&mut self.data_absent_reason),
            "interpretation" => Slot::Many(&mut self.interpretation),
            "referenceRange" => Slot::Many(&mut self.reference_range),
            _ => self.values.slot(name),
        }
    }
}

impl<'a> ObservationComponent<'a> {
    /// The value, whichever form it was sent in.
    #[must_use]
    pub fn value(&self) -> Option<Value<'_, 'a>> {
        self.values.value()
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
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReferenceRange<'a> {
    /// Extensions that change the meaning. A modifier.
    pub modifier_extension: Vec<Extension<'a>>,
    /// Lower end, included.
    pub low: Option<Quantity<'a>>,
    /// Upper end, included.
    pub high: Option<Quantity<'a>>,
    /// `normal` where absent; else therapeutic, treatment, …
    pub kind: Option<Box<CodeableConcept<'a>>>,
    /// Whom it is for.
    pub applies_to: Vec<CodeableConcept<'a>>,
    /// At what age.
    pub age: Option<Box<Range<'a>>>,
    /// The range in words.
    pub text: Option<Text<'a>>,
}

impl<'a> Element<'a> for ReferenceRange<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Many(&mut self.modifier_extension),
            "low" => Slot::One(&mut self.low),
            "high" => Slot::One(&mut self.high),
            "type" => Slot::One(&mut self.kind),
            "appliesTo" => Slot::Many(&mut self.applies_to),
            "age" => Slot::One(&mut self.age),
            "text" => Slot::Text(&mut self.text),
            _ => Slot::Ignored,
        }
    }
}

impl ReferenceRange<'_> {
    /// Whether something we do not understand changes what this range means.
    #[must_use]
    pub fn has_unknown_modifier(&self) -> bool {
        !self.modifier_extension.is_empty()
    }
}
