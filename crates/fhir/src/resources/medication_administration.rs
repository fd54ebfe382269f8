//! A dose of a medicine that was given, or was not.
//! <https://hl7.org/fhir/R4/medicationadministration.html>

use crate::{
    Annotation, CodeableConcept, Contained, MedicationPerformer, Quantity, Ratio, Reference, Text,
    Timed,
    slot::{Element, Slot},
    timed::choice,
};

/// An administration.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MedicationAdministration<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Whether rules or extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// Resources inside.
    pub contained: Vec<Contained<'a>>,
    /// `in-progress`, `not-done`, `on-hold`, `completed`, `entered-in-error`, `stopped`, `unknown`. A modifier.
    pub status: Option<Text<'a>>,
    /// Why it was not done.
    pub status_reason: Vec<CodeableConcept<'a>>,
    /// `inpatient`, `outpatient`, `community`.
    pub category: Option<CodeableConcept<'a>>,
    /// What it is, by code.
    pub medication_codeable_concept: Option<CodeableConcept<'a>>,
    /// What it is, by reference.
    pub medication_reference: Option<Reference<'a>>,
    /// Whom it is about.
    pub subject: Option<Reference<'a>>,
    /// The visit it belongs to.
    pub context: Option<Reference<'a>>,
    /// `effective[x]`: when it was given, or was to be given.
    pub effective: Timed<'a>,
    /// Who gave it.
    pub performer: Vec<MedicationPerformer<'a>>,
    /// What for, by code.
    pub reason_code: Vec<CodeableConcept<'a>>,
    /// What for, by reference.
    pub reason_reference: Vec<Reference<'a>>,
    /// The order.
    pub request: Option<Reference<'a>>,
    /// Remarks.
    pub note: Vec<Annotation<'a>>,
    /// How much and how.
    pub dosage: Option<AdministrationDosage<'a>>,
}

impl<'a> Element<'a> for MedicationAdministration<'a> {
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
            "performer" => Slot::Many(&mut self.performer),
            "reasonCode" => Slot::Many(&mut self.reason_code),
            "reasonReference" => Slot::Many(&mut self.reason_reference),
            "request" => Slot::One(&mut self.request),
            "note" => Slot::Many(&mut self.note),
            "dosage" => Slot::One(&mut self.dosage),
            _ => choice(name, [("effective", &mut self.effective)]),
        }
    }
}

/// How much was given, and how.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AdministrationDosage<'a> {
    /// Whether extensions may change the meaning. A modifier.
    pub has_unknown_modifier: bool,
    /// In words.
    pub text: Option<Text<'a>>,
    /// Where on the body.
    pub site: Option<CodeableConcept<'a>>,
    /// By which way into the body.
    pub route: Option<CodeableConcept<'a>>,
    /// By which act.
    pub method: Option<CodeableConcept<'a>>,
    /// How much.
    pub dose: Option<Quantity<'a>>,
    /// How much in which time.
    pub rate_ratio: Option<Ratio<'a>>,
    /// How fast.
    pub rate_quantity: Option<Quantity<'a>>,
}

impl<'a> Element<'a> for AdministrationDosage<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "text" => Slot::Text(&mut self.text),
            "site" => Slot::One(&mut self.site),
            "route" => Slot::One(&mut self.route),
            "method" => Slot::One(&mut self.method),
            "dose" => Slot::One(&mut self.dose),
            "rateRatio" => Slot::One(&mut self.rate_ratio),
            "rateQuantity" => Slot::One(&mut self.rate_quantity),
            _ => Slot::Ignored,
        }
    }
}
