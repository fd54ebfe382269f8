//! A medicine that was ordered, suggested or reported.
//! <https://hl7.org/fhir/R4/medicationrequest.html>

use crate::{
    Annotation, CodeableConcept, Contained, Decimal, Dosage, Extension, Identifier, Period,
    Quantity, Reference, Text,
    slot::{Element, Slot},
};

/// A medication request.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MedicationRequest<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Rules without which the record may be misread. A modifier.
    pub implicit_rules: Option<Text<'a>>,
    /// Extensions that change the meaning. A modifier.
    pub modifier_extension: Vec<Extension<'a>>,
    /// Resources inside.
    pub contained: Vec<Contained<'a>>,
    /// Business identifiers: the number of the prescription.
    pub identifier: Vec<Identifier<'a>>,
    /// `active`, `on-hold`, `cancelled`, `completed`, `entered-in-error`, `stopped`, `draft`, `unknown`. A modifier.
    pub status: Option<Text<'a>>,
    /// Why it has that status.
    pub status_reason: Option<CodeableConcept<'a>>,
    /// `proposal`, `plan`, `order`, `original-order`, `reflex-order`, `filler-order`, `instance-order`, `option`.
    /// A modifier.
    pub intent: Option<Text<'a>>,
    /// `inpatient`, `outpatient`, `community`, `discharge`.
    pub category: Vec<CodeableConcept<'a>>,
    /// `true` turns the meaning around: do not take. A modifier.
    pub do_not_perform: Option<bool>,
    /// `true`: someone else's record was reported here.
    pub reported_boolean: Option<bool>,
    /// Who reported it.
    pub reported_reference: Option<Reference<'a>>,
    /// What it is, by code.
    pub medication_codeable_concept: Option<CodeableConcept<'a>>,
    /// What it is, by reference.
    pub medication_reference: Option<Reference<'a>>,
    /// Whom it is about.
    pub subject: Option<Reference<'a>>,
    /// When it was written.
    pub authored_on: Option<Text<'a>>,
    /// Who asked for it.
    pub requester: Option<Reference<'a>>,
    /// What it is for, by code.
    pub reason_code: Vec<CodeableConcept<'a>>,
    /// What it is for, by reference.
    pub reason_reference: Vec<Reference<'a>>,
    /// Remarks.
    pub note: Vec<Annotation<'a>>,
    /// How to take it.
    pub dosage_instruction: Vec<Dosage<'a>>,
    /// What the pharmacy may give.
    pub dispense_request: Option<DispenseRequest<'a>>,
}

impl<'a> Element<'a> for MedicationRequest<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "implicitRules" => Slot::Text(&mut self.implicit_rules),
            "modifierExtension" => Slot::Many(&mut self.modifier_extension),
            "contained" => Slot::Many(&mut self.contained),
            "identifier" => Slot::Many(&mut self.identifier),
            "status" => Slot::Text(&mut self.status),
            "statusReason" => Slot::One(&mut self.status_reason),
            "intent" => Slot::Text(&mut self.intent),
            "category" => Slot::Many(&mut self.category),
            "doNotPerform" => Slot::Flag(&mut self.do_not_perform),
            "reportedBoolean" => Slot::Flag(&mut self.reported_boolean),
            "reportedReference" => Slot::One(&mut self.reported_reference),
            "medicationCodeableConcept" => Slot::One(&mut self.medication_codeable_concept),
            "medicationReference" => Slot::One(&mut self.medication_reference),
            "subject" => Slot::One(&mut self.subject),
            "authoredOn" => Slot::Text(&mut self.authored_on),
            "requester" => Slot::One(&mut self.requester),
            "reasonCode" => Slot::Many(&mut self.reason_code),
            "reasonReference" => Slot::Many(&mut self.reason_reference),
            "note" => Slot::Many(&mut self.note),
            "dosageInstruction" => Slot::Many(&mut self.dosage_instruction),
            "dispenseRequest" => Slot::One(&mut self.dispense_request),
            _ => Slot::Ignored,
        }
    }
}

impl MedicationRequest<'_> {
    /// Whether something we do not understand changes what this means, in the request or in how to take it.
    #[must_use]
    pub fn has_unknown_modifier(&self) -> bool {
        let in_dispense = self.dispense_request.as_ref();
        !self.modifier_extension.is_empty()
            || in_dispense.is_some_and(|dispense| dispense.has_unknown_modifier)
            || self
                .dosage_instruction
                .iter()
                .any(Dosage::has_unknown_modifier)
    }
}

/// What the pharmacy may give.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DispenseRequest<'a> {
    /// Whether extensions may change the meaning. A modifier.
    pub has_unknown_modifier: bool,
    /// From when to when.
    pub validity_period: Option<Period<'a>>,
    /// How often after the first time.
    pub number_of_repeats_allowed: Option<Decimal<'a>>,
    /// How much each time.
    pub quantity: Option<Quantity<'a>>,
    /// For how long one supply lasts.
    pub expected_supply_duration: Option<Quantity<'a>>,
    /// The pharmacy.
    pub performer: Option<Reference<'a>>,
}

impl<'a> Element<'a> for DispenseRequest<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "validityPeriod" => Slot::One(&mut self.validity_period),
            "numberOfRepeatsAllowed" => Slot::Number(&mut self.number_of_repeats_allowed),
            "quantity" => Slot::One(&mut self.quantity),
            "expectedSupplyDuration" => Slot::One(&mut self.expected_supply_duration),
            "performer" => Slot::One(&mut self.performer),
            _ => Slot::Ignored,
        }
    }
}
