//! A visit, as far as the first rooms of the app need it: when, what kind, where.

use crate::{
    ids::{Keyed, LocalId, SourceId},
    sent,
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

impl Visit {
    pub(crate) fn read(encounter: &fhir::Encounter<'_>, id: LocalId, source: SourceId) -> Self {
        let class = || sent::words(encounter.class.as_ref()?.display.as_deref());
        let period = encounter.period.as_ref();
        Self {
            id,
            source,
            title: encounter.kind.iter().find_map(sent::said).or_else(class),
            from: sent::when(period.and_then(|period| period.start.as_deref())),
            to: sent::when(period.and_then(|period| period.end.as_deref())),
            status: sent::words(encounter.status.as_deref()),
            unreadable: encounter.has_unknown_modifier(),
        }
    }
}

impl Keyed for Visit {
    fn key(&self) -> LocalId {
        self.id
    }
}
