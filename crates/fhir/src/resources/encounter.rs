//! A visit, a stay, a call.
//! <https://hl7.org/fhir/R4/encounter.html>

use crate::{
    CodeableConcept, Coding, Extension, Period, Reference, Text,
    slot::{Element, Slot},
};

/// An encounter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Encounter<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Rules without which the record may be misread. A modifier.
    pub implicit_rules: Option<Text<'a>>,
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
    /// From when to when.
    pub period: Option<Period<'a>>,
}

impl<'a> Element<'a> for Encounter<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "implicitRules" => Slot::Text(&mut self.implicit_rules),
            "modifierExtension" => Slot::Many(&mut self.modifier_extension),
            "status" => Slot::Text(&mut self.status),
            "class" => Slot::One(&mut self.class),
            "type" => Slot::Many(&mut self.kind),
            "subject" => Slot::One(&mut self.subject),
            "period" => Slot::One(&mut self.period),
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
