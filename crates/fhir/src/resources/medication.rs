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
    /// What is in it.
    pub ingredient: Vec<MedicationIngredient<'a>>,
}

impl<'a> Element<'a> for Medication<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "implicitRules" | "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "status" => Slot::Text(&mut self.status),
            "code" => Slot::One(&mut self.code),
            "ingredient" => Slot::Many(&mut self.ingredient),
            _ => Slot::Ignored,
        }
    }
}

/// One of the things that are in a medication.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MedicationIngredient<'a> {
    /// Whether extensions may change the meaning. A modifier.
    pub has_unknown_modifier: bool,
    /// `itemCodeableConcept`: what.
    pub item: Option<CodeableConcept<'a>>,
    /// `false`: it does nothing by itself.
    pub is_active: Option<bool>,
}

impl<'a> Element<'a> for MedicationIngredient<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "itemCodeableConcept" => Slot::One(&mut self.item),
            "isActive" => Slot::Flag(&mut self.is_active),
            _ => Slot::Ignored,
        }
    }
}
