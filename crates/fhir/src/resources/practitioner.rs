//! Somebody who gives care: read for the name.
//! <https://hl7.org/fhir/R4/practitioner.html>

use crate::{CodeableConcept, ContactPoint, Extension, HumanName, Identifier, Meta, Text};
use serde::Deserialize;

/// A practitioner.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Practitioner<'a> {
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
    /// Names.
    #[serde(default)]
    pub name: Vec<HumanName<'a>>,
    /// How to reach them.
    #[serde(default)]
    pub telecom: Vec<ContactPoint<'a>>,
    /// Degrees and licences.
    #[serde(default)]
    pub qualification: Vec<Qualification<'a>>,
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

/// A degree or licence.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Qualification<'a> {
    /// Which.
    #[serde(borrow)]
    pub code: Option<CodeableConcept<'a>>,
}
