//! Somebody who gives care, in one of their roles: read for the name.
//! <https://hl7.org/fhir/R4/practitionerrole.html>

use crate::{
    CodeableConcept, Contained, Reference, Text,
    slot::{Element, Slot},
};

/// A role of a practitioner.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PractitionerRole<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Whether rules or extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// Resources inside.
    pub contained: Vec<Contained<'a>>,
    /// Who.
    pub practitioner: Option<Reference<'a>>,
    /// In which field of medicine.
    pub specialty: Vec<CodeableConcept<'a>>,
}

impl<'a> Element<'a> for PractitionerRole<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "implicitRules" | "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "contained" => Slot::Many(&mut self.contained),
            "practitioner" => Slot::One(&mut self.practitioner),
            "specialty" => Slot::Many(&mut self.specialty),
            _ => Slot::Ignored,
        }
    }
}

impl PractitionerRole<'_> {
    /// The name of the practitioner; without one, the fields of medicine in words.
    #[must_use]
    pub fn line(&self) -> Option<String> {
        let inside = |who| Contained::find(&self.contained, who).and_then(Contained::line);
        let who = self.practitioner.as_ref();
        let named = who.and_then(|who| who.words().map(str::to_owned).or_else(|| inside(who)));
        let fields: Vec<&str> = self
            .specialty
            .iter()
            .filter_map(CodeableConcept::words)
            .collect();
        named.or_else(|| (!fields.is_empty()).then(|| fields.join(", ")))
    }
}
