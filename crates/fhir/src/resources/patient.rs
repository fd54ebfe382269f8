//! Who the record is about.
//! <https://hl7.org/fhir/R4/patient.html>

use crate::{
    Address, CodeableConcept, ContactPoint, Contained, Decimal, Extension, HumanName, Identifier,
    Meta, Reference, Text,
};
use serde::Deserialize;

/// A patient.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Patient<'a> {
    /// Logical id.
    #[serde(borrow)]
    pub id: Option<Text<'a>>,
    /// About the record.
    pub meta: Option<Box<Meta<'a>>>,
    /// Rules without which the record may be misread. A modifier.
    pub implicit_rules: Option<Text<'a>>,
    /// Resources inside this one.
    #[serde(default)]
    pub contained: Vec<Contained<'a>>,
    /// Extensions that change the meaning. A modifier.
    #[serde(default)]
    pub modifier_extension: Vec<Extension<'a>>,
    /// Record numbers.
    #[serde(default)]
    pub identifier: Vec<Identifier<'a>>,
    /// Whether the record is in use. A modifier.
    pub active: Option<bool>,
    /// Names, old ones among them.
    #[serde(default)]
    pub name: Vec<HumanName<'a>>,
    /// Telephone numbers and the like.
    #[serde(default)]
    pub telecom: Vec<ContactPoint<'a>>,
    /// `male`, `female`, `other`, `unknown`: for administration.
    pub gender: Option<Text<'a>>,
    /// Day, month or year of birth.
    pub birth_date: Option<Text<'a>>,
    /// See [`Patient::deceased`].
    pub deceased_boolean: Option<bool>,
    /// See [`Patient::deceased`].
    pub deceased_date_time: Option<Text<'a>>,
    /// Postal addresses.
    #[serde(default)]
    pub address: Vec<Address<'a>>,
    /// Marital status.
    pub marital_status: Option<Box<CodeableConcept<'a>>>,
    /// See [`Patient::multiple_birth`].
    pub multiple_birth_boolean: Option<bool>,
    /// See [`Patient::multiple_birth`].
    pub multiple_birth_integer: Option<Decimal<'a>>,
    /// Whom to call.
    #[serde(default)]
    pub contact: Vec<PatientContact<'a>>,
    /// Languages.
    #[serde(default)]
    pub communication: Vec<Communication<'a>>,
    /// Their usual doctors or practices.
    #[serde(default)]
    pub general_practitioner: Vec<Reference<'a>>,
    /// Who keeps this record.
    pub managing_organization: Option<Box<Reference<'a>>>,
    /// Other records about the same person. A modifier.
    #[serde(default)]
    pub link: Vec<PatientLink<'a>>,
}

/// `Patient.deceased[x]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deceased<'r> {
    /// Said outright.
    Flag(bool),
    /// By the date.
    On(&'r str),
}

/// `Patient.multipleBirth[x]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MultipleBirth<'a> {
    /// One of several, or not.
    Flag(bool),
    /// Which one.
    Order(Decimal<'a>),
}

impl<'a> Patient<'a> {
    /// Whether the patient has died, if the record says so. A modifier.
    #[must_use]
    pub fn deceased(&self) -> Option<Deceased<'_>> {
        let on = self.deceased_date_time.as_deref().map(Deceased::On);
        on.or(self.deceased_boolean.map(Deceased::Flag))
    }

    /// Whether the patient is a twin, and which.
    #[must_use]
    pub fn multiple_birth(&self) -> Option<MultipleBirth<'a>> {
        let order = self.multiple_birth_integer.map(MultipleBirth::Order);
        order.or(self.multiple_birth_boolean.map(MultipleBirth::Flag))
    }

    /// Whether something we do not understand changes what this record means.
    #[must_use]
    pub fn has_unknown_modifier(&self) -> bool {
        self.implicit_rules.is_some() || !self.modifier_extension.is_empty()
    }
}

/// Somebody to call.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct PatientContact<'a> {
    /// What they are to the patient.
    #[serde(default, borrow)]
    pub relationship: Vec<CodeableConcept<'a>>,
    /// Their name.
    pub name: Option<HumanName<'a>>,
    /// How to reach them.
    #[serde(default)]
    pub telecom: Vec<ContactPoint<'a>>,
}

/// A language the patient speaks.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Communication<'a> {
    /// Which.
    #[serde(borrow)]
    pub language: Option<CodeableConcept<'a>>,
    /// Whether they like it best.
    pub preferred: Option<bool>,
}

/// Another record about the same person.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct PatientLink<'a> {
    /// The other record.
    #[serde(borrow)]
    pub other: Option<Reference<'a>>,
    /// `replaced-by`, `replaces`, `refer`, `seealso`.
    #[serde(rename = "type")]
    pub kind: Option<Text<'a>>,
}
