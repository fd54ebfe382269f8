//! Somebody who gives care: read for the name.
//! <https://hl7.org/fhir/R4/practitioner.html>

use crate::{
    Extension, HumanName, Identifier, Text,
    slot::{Element, Slot},
};

/// A practitioner.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Practitioner<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Rules without which the record may be misread. A modifier.
    pub implicit_rules: Option<Text<'a>>,
    /// Extensions that change the meaning. A modifier.
    pub modifier_extension: Vec<Extension<'a>>,
    /// Numbers, the national one among them.
    pub identifier: Vec<Identifier<'a>>,
    /// Whether the record is in use.
    pub active: Option<bool>,
    /// Names.
    pub name: Vec<HumanName<'a>>,
}

impl<'a> Element<'a> for Practitioner<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "implicitRules" => Slot::Text(&mut self.implicit_rules),
            "modifierExtension" => Slot::Many(&mut self.modifier_extension),
            "identifier" => Slot::Many(&mut self.identifier),
            "active" => Slot::Flag(&mut self.active),
            "name" => Slot::Many(&mut self.name),
            _ => Slot::Ignored,
        }
    }
}

impl Practitioner<'_> {
    /// The first name that says anything, on one line; one that is not `old` if there is one.
    #[must_use]
    pub fn line(&self) -> Option<String> {
        let is_old = |name: &&HumanName<'_>| name.usage.as_deref() == Some("old");
        let current = self
            .name
            .iter()
            .filter(|name| !is_old(name))
            .find_map(HumanName::line);
        current.or_else(|| self.name.iter().find_map(HumanName::line))
    }
}
