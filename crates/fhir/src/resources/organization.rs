//! A hospital, a department, a laboratory: read for the name.
//! <https://hl7.org/fhir/R4/organization.html>

use crate::{Address, CodeableConcept, ContactPoint, Extension, Identifier, Meta, Reference, Text};
use serde::Deserialize;

/// An organization.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Organization<'a> {
    /// Logical id.
    #[serde(borrow)]
    pub id: Option<Text<'a>>,
    /// About the record.
    pub meta: Option<Box<Meta<'a>>>,
    /// Rules without which the record may be misread. A modifier.
    pub implicit_rules: Option<Text<'a>>,
    /// Extensions that change the meaning. A modifier.
    #[serde(default)]
    pub modifier_extension: Vec<Extension<'a>>,
    /// Registration numbers.
    #[serde(default)]
    pub identifier: Vec<Identifier<'a>>,
    /// Whether the record is in use.
    pub active: Option<bool>,
    /// What kind of organization.
    #[serde(rename = "type", default)]
    pub kind: Vec<CodeableConcept<'a>>,
    /// Its name.
    pub name: Option<Text<'a>>,
    /// How to reach it.
    #[serde(default)]
    pub telecom: Vec<ContactPoint<'a>>,
    /// Where it is.
    #[serde(default)]
    pub address: Vec<Address<'a>>,
    /// What it is part of.
    pub part_of: Option<Box<Reference<'a>>>,
}
