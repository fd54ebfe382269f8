//! A visit, a stay, a call.
//! <https://hl7.org/fhir/R4/encounter.html>

use crate::{
    CodeableConcept, Coding, Contained, Extension, Identifier, Meta, Narrative, Period, Reference,
    Text,
};
use serde::Deserialize;

/// An encounter.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Encounter<'a> {
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
    /// Visit numbers.
    #[serde(default)]
    pub identifier: Vec<Identifier<'a>>,
    /// `planned`, `arrived`, `triaged`, `in-progress`, `onleave`, `finished`, `cancelled`, `entered-in-error`,
    /// `unknown`. A modifier.
    pub status: Option<Text<'a>>,
    /// `AMB`, `IMP`, `EMER`, `VR`, …
    pub class: Option<Coding<'a>>,
    /// What kind of visit.
    #[serde(rename = "type", default)]
    pub kind: Vec<CodeableConcept<'a>>,
    /// Which service.
    pub service_type: Option<Box<CodeableConcept<'a>>>,
    /// Whom it is about.
    pub subject: Option<Reference<'a>>,
    /// Who took part.
    #[serde(default)]
    pub participant: Vec<EncounterParticipant<'a>>,
    /// From when to when.
    pub period: Option<Period<'a>>,
    /// Why, in codes.
    #[serde(default)]
    pub reason_code: Vec<CodeableConcept<'a>>,
    /// Where.
    #[serde(default)]
    pub location: Vec<EncounterLocation<'a>>,
    /// Which organization.
    pub service_provider: Option<Box<Reference<'a>>>,
    /// The visit this one is part of.
    pub part_of: Option<Box<Reference<'a>>>,
}

impl Encounter<'_> {
    /// Whether something we do not understand changes what this record means.
    #[must_use]
    pub fn has_unknown_modifier(&self) -> bool {
        self.implicit_rules.is_some() || !self.modifier_extension.is_empty()
    }
}

/// Somebody who took part.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct EncounterParticipant<'a> {
    /// In which role.
    #[serde(rename = "type", default, borrow)]
    pub kind: Vec<CodeableConcept<'a>>,
    /// When.
    pub period: Option<Period<'a>>,
    /// Who.
    pub individual: Option<Reference<'a>>,
}

/// A place where it happened.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct EncounterLocation<'a> {
    /// Which.
    #[serde(borrow)]
    pub location: Option<Reference<'a>>,
    /// `planned`, `active`, `reserved`, `completed`.
    pub status: Option<Text<'a>>,
    /// When.
    pub period: Option<Period<'a>>,
}
