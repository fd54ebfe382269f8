//! Who the record is about.
//! <https://hl7.org/fhir/R4/patient.html>

use crate::{
    Extension, HumanName, Reference, Text,
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
