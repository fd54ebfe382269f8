//! Where a record came from: the last hop only, says US Core.
//! <https://hl7.org/fhir/R4/provenance.html>

use crate::{CodeableConcept, Contained, Extension, Meta, Period, Reference, Text};
use serde::Deserialize;

/// A provenance.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Provenance<'a> {
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
    /// What it is about.
    #[serde(default)]
    pub target: Vec<Reference<'a>>,
    /// See [`Provenance::occurred`].
    pub occurred_date_time: Option<Text<'a>>,
    /// See [`Provenance::occurred`].
    pub occurred_period: Option<Period<'a>>,
    /// When this was noted.
    pub recorded: Option<Text<'a>>,
    /// What was done.
    pub activity: Option<Box<CodeableConcept<'a>>>,
    /// Who did it.
    #[serde(default)]
    pub agent: Vec<ProvenanceAgent<'a>>,
    /// What it was made from.
    #[serde(default)]
    pub entity: Vec<ProvenanceEntity<'a>>,
}

/// `Provenance.occurred[x]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Occurred<'r, 'a> {
    /// A date or a moment.
    DateTime(&'r str),
    /// A span of time.
    Period(&'r Period<'a>),
}

impl<'a> Provenance<'a> {
    /// When it happened.
    #[must_use]
    pub fn occurred(&self) -> Option<Occurred<'_, 'a>> {
        let moment = self.occurred_date_time.as_deref().map(Occurred::DateTime);
        moment.or(self.occurred_period.as_ref().map(Occurred::Period))
    }
}

/// Somebody who had a hand in it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProvenanceAgent<'a> {
    /// `author`, `transmitter`, …
    #[serde(rename = "type", borrow)]
    pub kind: Option<CodeableConcept<'a>>,
    /// In which role.
    #[serde(default)]
    pub role: Vec<CodeableConcept<'a>>,
    /// Who.
    pub who: Option<Reference<'a>>,
    /// For whom.
    pub on_behalf_of: Option<Reference<'a>>,
}

/// Something it was made from.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ProvenanceEntity<'a> {
    /// `derivation`, `revision`, `source`, … A modifier.
    #[serde(borrow)]
    pub role: Option<Text<'a>>,
    /// What.
    pub what: Option<Reference<'a>>,
}
