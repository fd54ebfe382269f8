//! A visit, as far as the first rooms of the app need it: when, what kind, where.

use crate::{
    ids::{Keyed, LocalId, SourceId},
    when::When,
};

/// One Encounter.
/// <https://hl7.org/fhir/R4/encounter.html>
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Which visit at which hospital.
    pub id: LocalId,
    /// The hospital.
    pub source: SourceId,
    /// What kind of visit, in the hospital's words.
    pub title: Option<String>,
    /// When it began, or was to begin.
    pub from: Option<When>,
    /// When it ended.
    pub to: Option<When>,
    /// The status as sent: `finished`, `in-progress`, `planned`, `cancelled` …
    pub status: Option<String>,
    /// Something in it turns its meaning around and we do not know how.
    pub unreadable: bool,
}

impl Keyed for Visit {
    fn key(&self) -> LocalId {
        self.id
    }
}
