//! What a medicine is.
//! <https://hl7.org/fhir/R4/medication.html>

use crate::{
    CodeableConcept, Text,
    slot::{Element, Slot},
};

/// A medication.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Medication<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Whether rules or extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// `active`, `inactive`, `entered-in-error`. A modifier.
    pub status: Option<Text<'a>>,
    /// What it is.
    pub code: Option<CodeableConcept<'a>>,
}

impl<'a> Element<'a> for Medication<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "implicitRules" | "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "status" => Slot::Text(&mut self.status),
            "code" => Slot::One(&mut self.code),
            _ => Slot::Ignored,
        }
    }
}
