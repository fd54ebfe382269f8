//! Where a record came from: the last hop only, says US Core.
//! <https://hl7.org/fhir/R4/provenance.html>

use crate::{
    CodeableConcept, Contained, Extension, Reference, Text,
    slot::{Element, Slot},
};

/// A provenance.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Provenance<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Rules without which the record may be misread. A modifier.
    pub implicit_rules: Option<Text<'a>>,
    /// Resources inside this one.
    pub contained: Vec<Contained<'a>>,
    /// Extensions that change the meaning. A modifier.
    pub modifier_extension: Vec<Extension<'a>>,
    /// What it is about.
    pub target: Vec<Reference<'a>>,
    /// When this was noted.
    pub recorded: Option<Text<'a>>,
    /// Who did it.
    pub agent: Vec<ProvenanceAgent<'a>>,
}

impl<'a> Element<'a> for Provenance<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "implicitRules" => Slot::Text(&mut self.implicit_rules),
            "contained" => Slot::Many(&mut self.contained),
            "modifierExtension" => Slot::Many(&mut self.modifier_extension),
            "target" => Slot::Many(&mut self.target),
            "recorded" => Slot::Text(&mut self.recorded),
            "agent" => Slot::Many(&mut self.agent),
            _ => Slot::Ignored,
        }
    }
}

/// Somebody who had a hand in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProvenanceAgent<'a> {
    /// Whether extensions may change the meaning. A modifier.
    pub has_unknown_modifier: bool,
    /// `author`, `transmitter`, …
    pub kind: Option<CodeableConcept<'a>>,
    /// In which role.
    pub role: Vec<CodeableConcept<'a>>,
    /// Who.
    pub who: Option<Reference<'a>>,
    /// For whom.
    pub on_behalf_of: Option<Reference<'a>>,
}

impl<'a> Element<'a> for ProvenanceAgent<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "type" => Slot::One(&mut self.kind),
            "role" => Slot::Many(&mut self.role),
            "who" => Slot::One(&mut self.who),
            "onBehalfOf" => Slot::One(&mut self.on_behalf_of),
            _ => Slot::Ignored,
        }
    }
}
