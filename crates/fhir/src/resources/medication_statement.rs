//! A medicine that somebody says is taken, was taken or is not taken.
//! <https://hl7.org/fhir/R4/medicationstatement.html>

use crate::{
    Annotation, CodeableConcept, Contained, Dosage, Reference, Text, Timed,
    slot::{Element, Slot},
    timed::choice,
};

/// A statement about a medicine.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MedicationStatement<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Whether rules or extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// Resources inside.
    pub contained: Vec<Contained<'a>>,
    /// `active`, `completed`, `entered-in-error`, `intended`, `stopped`, `on-hold`, `unknown`, `not-taken`. A modifier.
    pub status: Option<Text<'a>>,
    /// Why it has that status.
    pub status_reason: Vec<CodeableConcept<'a>>,
    /// `inpatient`, `outpatient`, `community`, `patientspecified`.
    pub category: Option<CodeableConcept<'a>>,
    /// What it is, by code.
    pub medication_codeable_concept: Option<CodeableConcept<'a>>,
    /// What it is, by reference.
    pub medication_reference: Option<Reference<'a>>,
    /// Whom it is about.
    pub subject: Option<Reference<'a>>,
    /// The visit it belongs to.
    pub context: Option<Reference<'a>>,
    /// `effective[x]`: when it is, was or was not taken.
    pub effective: Timed<'a>,
    /// When it was said.
    pub date_asserted: Option<Text<'a>>,
    /// Who said so.
    pub information_source: Option<Reference<'a>>,
    /// What for, by code.
    pub reason_code: Vec<CodeableConcept<'a>>,
    /// What for, by reference.
    pub reason_reference: Vec<Reference<'a>>,
    /// Remarks.
    pub note: Vec<Annotation<'a>>,
    /// How it is taken.
    pub dosage: Vec<Dosage<'a>>,
}

impl<'a> Element<'a> for MedicationStatement<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "implicitRules" | "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "contained" => Slot::Many(&mut self.contained),
            "status" => Slot::Text(&mut self.status),
            "statusReason" => Slot::Many(&mut self.status_reason),
            "category" => Slot::One(&mut self.category),
            "medicationCodeableConcept" => Slot::One(&mut self.medication_codeable_concept),
            "medicationReference" => Slot::One(&mut self.medication_reference),
            "subject" => Slot::One(&mut self.subject),
            "context" => Slot::One(&mut self.context),
            "dateAsserted" => Slot::Text(&mut self.date_asserted),
            "informationSource" => Slot::One(&mut self.information_source),
            "reasonCode" => Slot::Many(&mut self.reason_code),
            "reasonReference" => Slot::Many(&mut self.reason_reference),
            "note" => Slot::Many(&mut self.note),
            "dosage" => Slot::Many(&mut self.dosage),
            _ => choice(name, [("effective", &mut self.effective)]),
        }
    }
}
