//! A service that an organization offers at a place: read for the name.
//! <https://hl7.org/fhir/R4/healthcareservice.html>

use crate::{
    Text,
    slot::{Element, Slot},
};

/// A service.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HealthcareService<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Whether rules or extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// Its name.
    pub name: Option<Text<'a>>,
}

impl<'a> Element<'a> for HealthcareService<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "implicitRules" | "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "name" => Slot::Text(&mut self.name),
            _ => Slot::Ignored,
        }
    }
}
