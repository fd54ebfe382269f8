//! A medicine that a pharmacy handed out, or did not.
//! <https://hl7.org/fhir/R4/medicationdispense.html>

use crate::{
    Annotation, CodeableConcept, Contained, Dosage, Quantity, Reference, Text,
    slot::{Element, Slot},
};

/// A dispense.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MedicationDispense<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Whether rules or extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// Resources inside.
    pub contained: Vec<Contained<'a>>,
    /// `preparation`, `in-progress`, `cancelled`, `on-hold`, `completed`, `entered-in-error`, `stopped`, `declined`,
    /// `unknown`. A modifier.
    pub status: Option<Text<'a>>,
    /// Why it was not done, by code.
    pub status_reason_codeable_concept: Option<CodeableConcept<'a>>,
    /// Why it was not done, by reference.
    pub status_reason_reference: Option<Reference<'a>>,
    /// `inpatient`, `outpatient`, `community`, `discharge`.
    pub category: Option<CodeableConcept<'a>>,
    /// What it is, by code.
    pub medication_codeable_concept: Option<CodeableConcept<'a>>,
    /// What it is, by reference.
    pub medication_reference: Option<Reference<'a>>,
    /// Whom it is about.
    pub subject: Option<Reference<'a>>,
    /// The visit it belongs to.
    pub context: Option<Reference<'a>>,
    /// Who had a hand in it.
    pub performer: Vec<MedicationPerformer<'a>>,
    /// Where.
    pub location: Option<Reference<'a>>,
    /// The orders it fills.
    pub authorizing_prescription: Vec<Reference<'a>>,
    /// First fill, refill, part of a fill, …
    pub kind: Option<CodeableConcept<'a>>,
    /// How much.
    pub quantity: Option<Quantity<'a>>,
    /// For how long that lasts.
    pub days_supply: Option<Quantity<'a>>,
    /// When it was ready.
    pub when_prepared: Option<Text<'a>>,
    /// When it was handed over.
    pub when_handed_over: Option<Text<'a>>,
    /// Remarks.
    pub note: Vec<Annotation<'a>>,
    /// How to take it.
    pub dosage_instruction: Vec<Dosage<'a>>,
    /// Whether another medicine was given than the one ordered.
    pub substitution: Option<DispenseSubstitution<'a>>,
}

impl<'a> Element<'a> for MedicationDispense<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "implicitRules" | "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "contained" => Slot::Many(&mut self.contained),
            "status" => Slot::Text(&mut self.status),
            "statusReasonCodeableConcept" => Slot::One(&mut self.status_reason_codeable_concept),
            "statusReasonReference" => Slot::One(&mut self.status_reason_reference),
            "category" => Slot::One(&mut self.category),
            "medicationCodeableConcept" => Slot::One(&mut self.medication_codeable_concept),
            "medicationReference" => Slot::One(&mut self.medication_reference),
            "subject" => Slot::One(&mut self.subject),
            "context" => Slot::One(&mut self.context),
            "performer" => Slot::Many(&mut self.performer),
            "location" => Slot::One(&mut self.location),
            "authorizingPrescription" => Slot::Many(&mut self.authorizing_prescription),
            "type" => Slot::One(&mut self.kind),
            "quantity" => Slot::One(&mut self.quantity),
            "daysSupply" => Slot::One(&mut self.days_supply),
            "whenPrepared" => Slot::Text(&mut self.when_prepared),
            "whenHandedOver" => Slot::Text(&mut self.when_handed_over),
            "note" => Slot::Many(&mut self.note),
            "dosageInstruction" => Slot::Many(&mut self.dosage_instruction),
            "substitution" => Slot::One(&mut self.substitution),
            _ => Slot::Ignored,
        }
    }
}

/// Who had a hand in a dispense or an administration.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MedicationPerformer<'a> {
    /// Whether extensions may change the meaning. A modifier.
    pub has_unknown_modifier: bool,
    /// Who.
    pub actor: Option<Reference<'a>>,
}

impl<'a> Element<'a> for MedicationPerformer<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "actor" => Slot::One(&mut self.actor),
            _ => Slot::Ignored,
        }
    }
}

/// Whether another medicine was given than the one ordered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DispenseSubstitution<'a> {
    /// Whether extensions may change the meaning. A modifier.
    pub has_unknown_modifier: bool,
    /// Whether it was.
    pub was_substituted: Option<bool>,
    /// What kind of substitution.
    pub kind: Option<CodeableConcept<'a>>,
    /// Why.
    pub reason: Vec<CodeableConcept<'a>>,
}

impl<'a> Element<'a> for DispenseSubstitution<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "wasSubstituted" => Slot::Flag(&mut self.was_substituted),
            "type" => Slot::One(&mut self.kind),
            "reason" => Slot::Many(&mut self.reason),
            _ => Slot::Ignored,
        }
    }
}
