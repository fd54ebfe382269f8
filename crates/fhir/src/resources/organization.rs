//! A hospital, a department, a laboratory: read for the name.
//! <https://hl7.org/fhir/R4/organization.html>

use crate::{
    Extension, Text,
    slot::{Element, Slot},
};

/// An organization.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Organization<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Rules without which the record may be misread. A modifier.
    pub implicit_rules: Option<Text<'a>>,
    /// Extensions that change the meaning. A modifier.
    pub modifier_extension: Vec<Extension<'a>>,
    /// Whether the record is in use.
    pub active: Option<bool>,
    /// Its name.
    pub name: Option<Text<'a>>,
}

impl<'a> Element<'a> for Organization<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "implicitRules" => Slot::Text(&mut self.implicit_rules),
            "modifierExtension" => Slot::Many(&mut self.modifier_extension),
            "active" => Slot::Flag(&mut self.active),
            "name" => Slot::Text(&mut self.name),
            _ => Slot::Ignored,
        }
    }
}
