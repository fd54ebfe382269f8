//! Something that was done to or for a patient.
//! <https://hl7.org/fhir/R4/procedure.html>

use crate::{
    Annotation, CodeableConcept, Contained, Identifier, Reference, Text, Timed,
    slot::{Element, Slot},
    timed::choice,
};

/// A procedure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Procedure<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Whether rules or extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// Resources inside.
    pub contained: Vec<Contained<'a>>,
    /// Business identifiers.
    pub identifier: Vec<Identifier<'a>>,
    /// What it was ordered by.
    pub based_on: Vec<Reference<'a>>,
    /// `preparation`, `in-progress`, `not-done`, `on-hold`, `stopped`, `completed`, `entered-in-error`, `unknown`.
    /// A modifier.
    pub status: Option<Text<'a>>,
    /// Why it is so.
    pub status_reason: Option<CodeableConcept<'a>>,
    /// `Surgical procedure`, `Counselling`, …
    pub category: Option<CodeableConcept<'a>>,
    /// What it is.
    pub code: Option<CodeableConcept<'a>>,
    /// Whom it was done to.
    pub subject: Option<Reference<'a>>,
    /// The visit at which it was done.
    pub encounter: Option<Reference<'a>>,
    /// `performed[x]`
    pub performed: Timed<'a>,
    /// Who recorded it.
    pub recorder: Option<Reference<'a>>,
    /// Who said so.
    pub asserter: Option<Reference<'a>>,
    /// Who did it.
    pub performer: Vec<ProcedurePerformer<'a>>,
    /// Where it was done.
    pub location: Option<Reference<'a>>,
    /// Why.
    pub reason_code: Vec<CodeableConcept<'a>>,
    /// Why, as other items of the record.
    pub reason_reference: Vec<Reference<'a>>,
    /// Where in the body.
    pub body_site: Vec<CodeableConcept<'a>>,
    /// How it ended.
    pub outcome: Option<CodeableConcept<'a>>,
    /// Reports about it.
    pub report: Vec<Reference<'a>>,
    /// What went wrong.
    pub complication: Vec<CodeableConcept<'a>>,
    /// What went wrong, as other items of the record.
    pub complication_detail: Vec<Reference<'a>>,
    /// What is to be done afterwards.
    pub follow_up: Vec<CodeableConcept<'a>>,
    /// Remarks.
    pub note: Vec<Annotation<'a>>,
    /// What was put in, changed or taken out.
    pub focal_device: Vec<FocalDevice<'a>>,
    /// What was used.
    pub used_reference: Vec<Reference<'a>>,
    /// What was used, in words.
    pub used_code: Vec<CodeableConcept<'a>>,
}

impl<'a> Element<'a> for Procedure<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "implicitRules" | "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "contained" => Slot::Many(&mut self.contained),
            "identifier" => Slot::Many(&mut self.identifier),
            "basedOn" => Slot::Many(&mut self.based_on),
            "status" => Slot::Text(&mut self.status),
            "statusReason" => Slot::One(&mut self.status_reason),
            "category" => Slot::One(&mut self.category),
            "code" => Slot::One(&mut self.code),
            "subject" => Slot::One(&mut self.subject),
            "encounter" => Slot::One(&mut self.encounter),
            "recorder" => Slot::One(&mut self.recorder),
            "asserter" => Slot::One(&mut self.asserter),
            "performer" => Slot::Many(&mut self.performer),
            "location" => Slot::One(&mut self.location),
            "reasonCode" => Slot::Many(&mut self.reason_code),
            "reasonReference" => Slot::Many(&mut self.reason_reference),
            "bodySite" => Slot::Many(&mut self.body_site),
            "outcome" => Slot::One(&mut self.outcome),
            "report" => Slot::Many(&mut self.report),
            "complication" => Slot::Many(&mut self.complication),
            "complicationDetail" => Slot::Many(&mut self.complication_detail),
            "followUp" => Slot::Many(&mut self.follow_up),
            "note" => Slot::Many(&mut self.note),
            "focalDevice" => Slot::Many(&mut self.focal_device),
            "usedReference" => Slot::Many(&mut self.used_reference),
            "usedCode" => Slot::Many(&mut self.used_code),
            _ => choice(name, [("performed", &mut self.performed)]),
        }
    }
}

/// Somebody who took part in a procedure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProcedurePerformer<'a> {
    /// Whether extensions may change the meaning. A modifier.
    pub has_unknown_modifier: bool,
    /// As what.
    pub function: Option<CodeableConcept<'a>>,
    /// Who.
    pub actor: Option<Reference<'a>>,
    /// For which organization.
    pub on_behalf_of: Option<Reference<'a>>,
}

impl<'a> Element<'a> for ProcedurePerformer<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "function" => Slot::One(&mut self.function),
            "actor" => Slot::One(&mut self.actor),
            "onBehalfOf" => Slot::One(&mut self.on_behalf_of),
            _ => Slot::Ignored,
        }
    }
}

/// A device that a procedure put in, changed or took out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FocalDevice<'a> {
    /// Whether extensions may change the meaning. A modifier.
    pub has_unknown_modifier: bool,
    /// What was done with it.
    pub action: Option<CodeableConcept<'a>>,
    /// Which device.
    pub manipulated: Option<Reference<'a>>,
}

impl<'a> Element<'a> for FocalDevice<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "action" => Slot::One(&mut self.action),
            "manipulated" => Slot::One(&mut self.manipulated),
            _ => Slot::Ignored,
        }
    }
}
