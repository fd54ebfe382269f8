//! A vaccine that was given, or was not.
//! <https://hl7.org/fhir/R4/immunization.html>

use crate::{
    Annotation, CodeableConcept, Contained, Identifier, Quantity, Reference, Text, Timed,
    slot::{Element, Slot},
    timed::choice,
};

/// An immunization.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Immunization<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Whether rules or extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// Resources inside.
    pub contained: Vec<Contained<'a>>,
    /// Business identifiers.
    pub identifier: Vec<Identifier<'a>>,
    /// `completed`, `not-done`, `entered-in-error`. A modifier.
    pub status: Option<Text<'a>>,
    /// Why it was not done.
    pub status_reason: Option<CodeableConcept<'a>>,
    /// Which vaccine.
    pub vaccine_code: Option<CodeableConcept<'a>>,
    /// Who got it.
    pub patient: Option<Reference<'a>>,
    /// The visit at which it was given.
    pub encounter: Option<Reference<'a>>,
    /// `occurrence[x]`
    pub occurrence: Timed<'a>,
    /// When it was recorded.
    pub recorded: Option<Text<'a>>,
    /// Whether whoever gave it recorded it.
    pub primary_source: Option<bool>,
    /// Where a secondary record comes from.
    pub report_origin: Option<CodeableConcept<'a>>,
    /// Where it was given.
    pub location: Option<Reference<'a>>,
    /// Who made it.
    pub manufacturer: Option<Reference<'a>>,
    /// Of which lot it was.
    pub lot_number: Option<Text<'a>>,
    /// Until when it was good.
    pub expiration_date: Option<Text<'a>>,
    /// Where in the body.
    pub site: Option<CodeableConcept<'a>>,
    /// How it came into the body.
    pub route: Option<CodeableConcept<'a>>,
    /// How much.
    pub dose_quantity: Option<Quantity<'a>>,
    /// Who ordered and gave it.
    pub performer: Vec<ImmunizationPerformer<'a>>,
    /// Remarks.
    pub note: Vec<Annotation<'a>>,
    /// Why it was given.
    pub reason_code: Vec<CodeableConcept<'a>>,
    /// Why it was given, as other items of the record.
    pub reason_reference: Vec<Reference<'a>>,
    /// Whether the dose was too weak. A modifier.
    pub is_subpotent: Option<bool>,
    /// Why it was too weak.
    pub subpotent_reason: Vec<CodeableConcept<'a>>,
    /// What happened afterwards.
    pub reaction: Vec<ImmunizationReaction<'a>>,
    /// Which dose of which series it was.
    pub protocol_applied: Vec<ImmunizationProtocol<'a>>,
}

impl<'a> Element<'a> for Immunization<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "implicitRules" | "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "contained" => Slot::Many(&mut self.contained),
            "identifier" => Slot::Many(&mut self.identifier),
            "status" => Slot::Text(&mut self.status),
            "statusReason" => Slot::One(&mut self.status_reason),
            "vaccineCode" => Slot::One(&mut self.vaccine_code),
            "patient" => Slot::One(&mut self.patient),
            "encounter" => Slot::One(&mut self.encounter),
            "recorded" => Slot::Text(&mut self.recorded),
            "primarySource" => Slot::Flag(&mut self.primary_source),
            "reportOrigin" => Slot::One(&mut self.report_origin),
            "location" => Slot::One(&mut self.location),
            "manufacturer" => Slot::One(&mut self.manufacturer),
            "lotNumber" => Slot::Text(&mut self.lot_number),
            "expirationDate" => Slot::Text(&mut self.expiration_date),
            "site" => Slot::One(&mut self.site),
            "route" => Slot::One(&mut self.route),
            "doseQuantity" => Slot::One(&mut self.dose_quantity),
            "performer" => Slot::Many(&mut self.performer),
            "note" => Slot::Many(&mut self.note),
            "reasonCode" => Slot::Many(&mut self.reason_code),
            "reasonReference" => Slot::Many(&mut self.reason_reference),
            "isSubpotent" => Slot::Flag(&mut self.is_subpotent),
            "subpotentReason" => Slot::Many(&mut self.subpotent_reason),
            "reaction" => Slot::Many(&mut self.reaction),
            "protocolApplied" => Slot::Many(&mut self.protocol_applied),
            _ => choice(name, [("occurrence", &mut self.occurrence)]),
        }
    }
}

/// Somebody who took part.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImmunizationPerformer<'a> {
    /// Whether extensions may change the meaning. A modifier.
    pub has_unknown_modifier: bool,
    /// What they did: `OP` ordered, `AP` administered.
    pub function: Option<CodeableConcept<'a>>,
    /// Who.
    pub actor: Option<Reference<'a>>,
}

impl<'a> Element<'a> for ImmunizationPerformer<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "function" => Slot::One(&mut self.function),
            "actor" => Slot::One(&mut self.actor),
            _ => Slot::Ignored,
        }
    }
}

/// What happened after a vaccine.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImmunizationReaction<'a> {
    /// Whether extensions may change the meaning. A modifier.
    pub has_unknown_modifier: bool,
    /// When.
    pub date: Option<Text<'a>>,
    /// What, as an observation.
    pub detail: Option<Reference<'a>>,
    /// Whether the patient told it.
    pub reported: Option<bool>,
}

impl<'a> Element<'a> for ImmunizationReaction<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "date" => Slot::Text(&mut self.date),
            "detail" => Slot::One(&mut self.detail),
            "reported" => Slot::Flag(&mut self.reported),
            _ => Slot::Ignored,
        }
    }
}

/// Which dose of which series a vaccine was.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImmunizationProtocol<'a> {
    /// Whether extensions may change the meaning. A modifier.
    pub has_unknown_modifier: bool,
    /// The series.
    pub series: Option<Text<'a>>,
    /// Against which diseases.
    pub target_disease: Vec<CodeableConcept<'a>>,
    /// `doseNumber[x]`
    pub dose_number: Option<Text<'a>>,
    /// `seriesDoses[x]`
    pub series_doses: Option<Text<'a>>,
}

impl<'a> Element<'a> for ImmunizationProtocol<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "series" => Slot::Text(&mut self.series),
            "targetDisease" => Slot::Many(&mut self.target_disease),
            "doseNumberPositiveInt" | "doseNumberString" => Slot::Text(&mut self.dose_number),
            "seriesDosesPositiveInt" | "seriesDosesString" => Slot::Text(&mut self.series_doses),
            _ => Slot::Ignored,
        }
    }
}
