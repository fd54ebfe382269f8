//! Who the record is about.
//! <https://hl7.org/fhir/R4/patient.html>

use crate::{
    Address, CodeableConcept, Coding, ContactPoint, Contained, Decimal, Extension, HumanName,
    Reference, Text,
    slot::{Element, Slot},
};

/// A patient.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Patient<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Rules without which the record may be misread. A modifier.
    pub implicit_rules: Option<Text<'a>>,
    /// Extensions that change the meaning. A modifier.
    pub modifier_extension: Vec<Extension<'a>>,
    /// Whether the record is in use. A modifier.
    pub active: Option<bool>,
    /// Names, old ones among them.
    pub name: Vec<HumanName<'a>>,
    /// `male`, `female`, `other`, `unknown`: for administration.
    pub gender: Option<Text<'a>>,
    /// Day, month or year of birth.
    pub birth_date: Option<Text<'a>>,
    /// See [`Patient::deceased`].
    pub deceased_boolean: Option<bool>,
    /// See [`Patient::deceased`].
    pub deceased_date_time: Option<Text<'a>>,
    /// Other records about the same person. A modifier.
    pub link: Vec<PatientLink<'a>>,
    /// Resources inside this one.
    pub contained: Vec<Contained<'a>>,
    /// What US Core adds: race, ethnicity, sex, gender identity, tribe.
    pub extension: Vec<PatientExtension<'a>>,
    /// Phone numbers and the like.
    pub telecom: Vec<ContactPoint<'a>>,
    /// Postal addresses.
    pub address: Vec<Address<'a>>,
    /// Married, divorced, …
    pub marital_status: Option<CodeableConcept<'a>>,
    /// Whether the patient was born as one of several.
    pub multiple_birth_boolean: Option<bool>,
    /// As which of several the patient was born.
    pub multiple_birth_integer: Option<Decimal<'a>>,
    /// Whom to call.
    pub contact: Vec<PatientContact<'a>>,
    /// Languages.
    pub communication: Vec<PatientCommunication<'a>>,
    /// The patient's own doctors.
    pub general_practitioner: Vec<Reference<'a>>,
}

impl<'a> Element<'a> for Patient<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "implicitRules" => Slot::Text(&mut self.implicit_rules),
            "modifierExtension" => Slot::Many(&mut self.modifier_extension),
            "active" => Slot::Flag(&mut self.active),
            "name" => Slot::Many(&mut self.name),
            "gender" => Slot::Text(&mut self.gender),
            "birthDate" => Slot::Text(&mut self.birth_date),
            "deceasedBoolean" => Slot::Flag(&mut self.deceased_boolean),
            "deceasedDateTime" => Slot::Text(&mut self.deceased_date_time),
            "link" => Slot::Many(&mut self.link),
            "contained" => Slot::Many(&mut self.contained),
            "extension" => Slot::Many(&mut self.extension),
            "telecom" => Slot::Many(&mut self.telecom),
            "address" => Slot::Many(&mut self.address),
            "maritalStatus" => Slot::One(&mut self.marital_status),
            "multipleBirthBoolean" => Slot::Flag(&mut self.multiple_birth_boolean),
            "multipleBirthInteger" => Slot::Number(&mut self.multiple_birth_integer),
            "contact" => Slot::Many(&mut self.contact),
            "communication" => Slot::Many(&mut self.communication),
            "generalPractitioner" => Slot::Many(&mut self.general_practitioner),
            _ => Slot::Ignored,
        }
    }
}

/// `Patient.deceased[x]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deceased<'r> {
    /// Said outright.
    Flag(bool),
    /// By the date.
    On(&'r str),
}

impl Patient<'_> {
    /// Whether the patient has died, if the record says so. A modifier.
    #[must_use]
    pub fn deceased(&self) -> Option<Deceased<'_>> {
        let on = self.deceased_date_time.as_deref().map(Deceased::On);
        on.or(self.deceased_boolean.map(Deceased::Flag))
    }

    /// Whether something we do not understand changes what this record means.
    #[must_use]
    pub fn has_unknown_modifier(&self) -> bool {
        self.implicit_rules.is_some() || !self.modifier_extension.is_empty()
    }
}

/// Another record about the same person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PatientLink<'a> {
    /// The other record.
    pub other: Option<Reference<'a>>,
    /// `replaced-by`, `replaces`, `refer`, `seealso`.
    pub kind: Option<Text<'a>>,
}

impl<'a> Element<'a> for PatientLink<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "other" => Slot::One(&mut self.other),
            "type" => Slot::Text(&mut self.kind),
            _ => Slot::Ignored,
        }
    }
}

/// Somebody to call about the patient.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PatientContact<'a> {
    /// Whether extensions may change the meaning. A modifier.
    pub has_unknown_modifier: bool,
    /// Mother, emergency contact, …
    pub relationship: Vec<CodeableConcept<'a>>,
    /// The name.
    pub name: Option<HumanName<'a>>,
    /// Phone numbers and the like.
    pub telecom: Vec<ContactPoint<'a>>,
    /// The postal address.
    pub address: Option<Address<'a>>,
    /// The organization they are with, or that is to be called.
    pub organization: Option<Reference<'a>>,
}

impl<'a> Element<'a> for PatientContact<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "relationship" => Slot::Many(&mut self.relationship),
            "name" => Slot::One(&mut self.name),
            "telecom" => Slot::Many(&mut self.telecom),
            "address" => Slot::One(&mut self.address),
            "organization" => Slot::One(&mut self.organization),
            _ => Slot::Ignored,
        }
    }
}

/// A language that the patient can be spoken to in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PatientCommunication<'a> {
    /// Whether extensions may change the meaning. A modifier.
    pub has_unknown_modifier: bool,
    /// Which.
    pub language: Option<CodeableConcept<'a>>,
    /// The one to use first.
    pub preferred: Option<bool>,
}

impl<'a> Element<'a> for PatientCommunication<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "language" => Slot::One(&mut self.language),
            "preferred" => Slot::Flag(&mut self.preferred),
            _ => Slot::Ignored,
        }
    }
}

/// An extension with what it says, as far as US Core's extensions of a patient go.
/// <https://hl7.org/fhir/us/core/StructureDefinition-us-core-patient.html>
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PatientExtension<'a> {
    /// What it says itself.
    pub own: ExtensionPart<'a>,
    /// Its parts; theirs are not read.
    pub extension: Vec<ExtensionPart<'a>>,
}

impl<'a> Element<'a> for PatientExtension<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "extension" => Slot::Many(&mut self.extension),
            _ => self.own.slot(name),
        }
    }
}

/// An extension, or a part of one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExtensionPart<'a> {
    /// Which one.
    pub url: Option<Text<'a>>,
    /// What it says, in words.
    pub value_string: Option<Text<'a>>,
    /// What it says, as a bare code.
    pub value_code: Option<Text<'a>>,
    /// What it says, as a code of a system.
    pub value_coding: Option<Coding<'a>>,
    /// What it says, as a concept.
    pub value_codeable_concept: Option<CodeableConcept<'a>>,
    /// Yes or no.
    pub value_boolean: Option<bool>,
}

impl<'a> Element<'a> for ExtensionPart<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "url" => Slot::Text(&mut self.url),
            "valueString" => Slot::Text(&mut self.value_string),
            "valueCode" => Slot::Text(&mut self.value_code),
            "valueCoding" => Slot::One(&mut self.value_coding),
            "valueCodeableConcept" => Slot::One(&mut self.value_codeable_concept),
            "valueBoolean" => Slot::Flag(&mut self.value_boolean),
            _ => Slot::Ignored,
        }
    }
}
