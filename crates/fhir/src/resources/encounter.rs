//! A visit, a stay, a call.
//! <https://hl7.org/fhir/R4/encounter.html>

use crate::{
    CodeableConcept, Coding, Contained, Extension, Identifier, Period, Reference, Text,
    slot::{Element, Slot},
};

/// An encounter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Encounter<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Rules without which the record may be misread. A modifier.
    pub implicit_rules: Option<Text<'a>>,
    /// Resources inside this one.
    pub contained: Vec<Contained<'a>>,
    /// Business identifiers.
    pub identifier: Vec<Identifier<'a>>,
    /// Extensions that change the meaning. A modifier.
    pub modifier_extension: Vec<Extension<'a>>,
    /// `planned`, `arrived`, `triaged`, `in-progress`, `onleave`, `finished`, `cancelled`, `entered-in-error`,
    /// `unknown`. A modifier.
    pub status: Option<Text<'a>>,
    /// `AMB`, `IMP`, `EMER`, `VR`, …
    pub class: Option<Coding<'a>>,
    /// What kind of visit.
    pub kind: Vec<CodeableConcept<'a>>,
    /// Whom it is about.
    pub subject: Option<Reference<'a>>,
    /// Who took part.
    pub participant: Vec<EncounterParticipant<'a>>,
    /// From when to when.
    pub period: Option<Period<'a>>,
    /// Why, as codes or in words.
    pub reason_code: Vec<CodeableConcept<'a>>,
    /// How a stay began and ended.
    pub hospitalization: Option<Hospitalization<'a>>,
    /// Where, one place after the other.
    pub location: Vec<EncounterLocation<'a>>,
    /// The hospital or clinic.
    pub service_provider: Option<Reference<'a>>,
}

impl<'a> Element<'a> for Encounter<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "implicitRules" => Slot::Text(&mut self.implicit_rules),
            "contained" => Slot::Many(&mut self.contained),
            "identifier" => Slot::Many(&mut self.identifier),
            "modifierExtension" => Slot::Many(&mut self.modifier_extension),
            "status" => Slot::Text(&mut self.status),
            "class" => Slot::One(&mut self.class),
            "type" => Slot::Many(&mut self.kind),
            "subject" => Slot::One(&mut self.subject),
            "participant" => Slot::Many(&mut self.participant),
            "period" => Slot::One(&mut self.period),
            "reasonCode" => Slot::Many(&mut self.reason_code),
            "hospitalization" => Slot::One(&mut self.hospitalization),
            "location" => Slot::Many(&mut self.location),
            "serviceProvider" => Slot::One(&mut self.service_provider),
            _ => Slot::Ignored,
        }
    }
}

impl Encounter<'_> {
    /// Whether something we do not understand changes what this record means.
    #[must_use]
    pub fn has_unknown_modifier(&self) -> bool {
        self.implicit_rules.is_some() || !self.modifier_extension.is_empty()
    }
}

/// Somebody who took part.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EncounterParticipant<'a> {
    /// Extensions that change the meaning. A modifier.
    pub modifier_extension: Vec<Extension<'a>>,
    /// Who.
    pub individual: Option<Reference<'a>>,
}

impl<'a> Element<'a> for EncounterParticipant<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Many(&mut self.modifier_extension),
            "individual" => Slot::One(&mut self.individual),
            _ => Slot::Ignored,
        }
    }
}

/// A place where it was.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EncounterLocation<'a> {
    /// Extensions that change the meaning. A modifier.
    pub modifier_extension: Vec<Extension<'a>>,
    /// Which place.
    pub location: Option<Reference<'a>>,
}

impl<'a> Element<'a> for EncounterLocation<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Many(&mut self.modifier_extension),
            "location" => Slot::One(&mut self.location),
            _ => Slot::Ignored,
        }
    }
}

/// How a stay in hospital began and ended.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hospitalization<'a> {
    /// Extensions that change the meaning. A modifier.
    pub modifier_extension: Vec<Extension<'a>>,
    /// Where from: home, another hospital.
    pub admit_source: Option<CodeableConcept<'a>>,
    /// Where to afterwards.
    pub discharge_disposition: Option<CodeableConcept<'a>>,
}

impl<'a> Element<'a> for Hospitalization<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Many(&mut self.modifier_extension),
            "admitSource" => Slot::One(&mut self.admit_source),
            "dischargeDisposition" => Slot::One(&mut self.discharge_disposition),
            _ => Slot::Ignored,
        }
    }
}
