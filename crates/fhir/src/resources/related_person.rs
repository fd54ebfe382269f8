//! Somebody who has to do with a patient, but is none of those who give care.
//! <https://hl7.org/fhir/R4/relatedperson.html>

use crate::{
    Address, CodeableConcept, ContactPoint, Contained, HumanName, Period, Reference, Text,
    slot::{Element, Slot},
};

/// A relative, a friend, a guardian, an emergency contact.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RelatedPerson<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Whether rules or extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// Resources inside.
    pub contained: Vec<Contained<'a>>,
    /// Whether the record is in use. A modifier.
    pub active: Option<bool>,
    /// Whose relation it is.
    pub patient: Option<Reference<'a>>,
    /// What they are to the patient.
    pub relationship: Vec<CodeableConcept<'a>>,
    /// Names, old ones among them.
    pub name: Vec<HumanName<'a>>,
    /// Phone numbers and their like.
    pub telecom: Vec<ContactPoint<'a>>,
    /// `male`, `female`, `other`, `unknown`: for administration.
    pub gender: Option<Text<'a>>,
    /// Day, month or year of birth.
    pub birth_date: Option<Text<'a>>,
    /// Addresses, old ones among them.
    pub address: Vec<Address<'a>>,
    /// From when to when it holds.
    pub period: Option<Period<'a>>,
    /// The languages they speak.
    pub communication: Vec<RelatedPersonCommunication<'a>>,
}

impl<'a> Element<'a> for RelatedPerson<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "implicitRules" | "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "contained" => Slot::Many(&mut self.contained),
            "active" => Slot::Flag(&mut self.active),
            "patient" => Slot::One(&mut self.patient),
            "relationship" => Slot::Many(&mut self.relationship),
            "name" => Slot::Many(&mut self.name),
            "telecom" => Slot::Many(&mut self.telecom),
            "gender" => Slot::Text(&mut self.gender),
            "birthDate" => Slot::Text(&mut self.birth_date),
            "address" => Slot::Many(&mut self.address),
            "period" => Slot::One(&mut self.period),
            "communication" => Slot::Many(&mut self.communication),
            _ => Slot::Ignored,
        }
    }
}

/// A language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RelatedPersonCommunication<'a> {
    /// Whether extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// Which.
    pub language: Option<CodeableConcept<'a>>,
    /// Whether it is the one they like best.
    pub preferred: Option<bool>,
}

impl<'a> Element<'a> for RelatedPersonCommunication<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "language" => Slot::One(&mut self.language),
            "preferred" => Slot::Flag(&mut self.preferred),
            _ => Slot::Ignored,
        }
    }
}
