//! A device ordered for a patient.
//! <https://hl7.org/fhir/R4/devicerequest.html>

use super::Values;
use crate::{
    Annotation, CodeableConcept, Contained, Reference, Text, Timed,
    slot::{Element, Slot},
    timed::choice,
};

/// An order, or a suggestion.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeviceRequest<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Whether rules or extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// Resources inside.
    pub contained: Vec<Contained<'a>>,
    /// `draft`, `active`, `on-hold`, `revoked`, `completed`, `entered-in-error`, `unknown`. A modifier.
    pub status: Option<Text<'a>>,
    /// `proposal`, `plan`, `directive`, `order`, … A modifier.
    pub intent: Option<Text<'a>>,
    /// `routine`, `urgent`, `asap`, `stat`.
    pub priority: Option<Text<'a>>,
    /// `codeReference`: what is ordered.
    pub code_reference: Option<Reference<'a>>,
    /// `codeCodeableConcept`: what is ordered.
    pub code_codeable_concept: Option<CodeableConcept<'a>>,
    /// How it is to be.
    pub parameter: Vec<DeviceParameter<'a>>,
    /// Whom it is for.
    pub subject: Option<Reference<'a>>,
    /// The visit at which it was ordered.
    pub encounter: Option<Reference<'a>>,
    /// `occurrence[x]`
    pub occurrence: Timed<'a>,
    /// When it was signed.
    pub authored_on: Option<Text<'a>>,
    /// Who ordered it.
    pub requester: Option<Reference<'a>>,
    /// What kind of person is to provide it.
    pub performer_type: Option<CodeableConcept<'a>>,
    /// Who is to provide it.
    pub performer: Option<Reference<'a>>,
    /// Why.
    pub reason_code: Vec<CodeableConcept<'a>>,
    /// Why.
    pub reason_reference: Vec<Reference<'a>>,
    /// Remarks.
    pub note: Vec<Annotation<'a>>,
}

impl<'a> Element<'a> for DeviceRequest<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "implicitRules" | "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "contained" => Slot::Many(&mut self.contained),
            "status" => Slot::Text(&mut self.status),
            "intent" => Slot::Text(&mut self.intent),
            "priority" => Slot::Text(&mut self.priority),
            "codeReference" => Slot::One(&mut self.code_reference),
            "codeCodeableConcept" => Slot::One(&mut self.code_codeable_concept),
            "parameter" => Slot::Many(&mut self.parameter),
            "subject" => Slot::One(&mut self.subject),
            "encounter" => Slot::One(&mut self.encounter),
            "authoredOn" => Slot::Text(&mut self.authored_on),
            "requester" => Slot::One(&mut self.requester),
            "performerType" => Slot::One(&mut self.performer_type),
            "performer" => Slot::One(&mut self.performer),
            "reasonCode" => Slot::Many(&mut self.reason_code),
            "reasonReference" => Slot::Many(&mut self.reason_reference),
            "note" => Slot::Many(&mut self.note),
            _ => choice(name, [("occurrence", &mut self.occurrence)]),
        }
    }
}

/// A setting of a device.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeviceParameter<'a> {
    /// Whether extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// Which.
    pub code: Option<CodeableConcept<'a>>,
    /// `value[x]`
    pub value: Values<'a>,
}

impl<'a> Element<'a> for DeviceParameter<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "code" => Slot::One(&mut self.code),
            _ => self.value.slot(name),
        }
    }
}
