//! A visit: when, what kind, with whom, where and why.

use fhir::{Encounter, Flaw};

use crate::{
    identity::Identity,
    ids::{Keyed, LocalId, SourceId},
    names::Mention,
    order::sort_ranked,
    reader::Reader,
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
    /// What tells it from others: for comparing only.
    pub identity: Identity,
    /// What kind of visit, in the hospital's words.
    pub title: Option<String>,
    /// What kind of visit, by its class; for where the hospital has no words.
    pub class: Class,
    /// When it began, or was to begin.
    pub from: Option<When>,
    /// When it ended.
    pub to: Option<When>,
    /// How far it has come.
    pub state: State,
    /// With whom.
    pub people: Vec<Mention>,
    /// Why, in the hospital's words.
    pub reasons: Vec<String>,
    /// Where, one place after the other.
    pub places: Vec<Mention>,
    /// The hospital or clinic that gave the care.
    pub provider: Option<Mention>,
    /// Where the patient went afterwards, in the hospital's words.
    pub discharge: Option<String>,
    /// Something in it turns its meaning around and we do not know how.
    pub unreadable: bool,
}

/// What kind of visit.
/// <http://terminology.hl7.org/CodeSystem/v3-ActCode>
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// AMB: the patient came and went.
    Office,
    /// IMP, ACUTE, NONAC, SS: a stay in hospital.
    Stay,
    /// EMER
    Emergency,
    /// HH: at home.
    Home,
    /// VR: by video or phone.
    Virtual,
    /// OBSENC: a stay to be watched.
    Observation,
    /// Any other, or none was sent.
    Other,
}

/// How far a visit has come.
/// <https://hl7.org/fhir/R4/valueset-encounter-status.html>
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// planned
    Planned,
    /// arrived, triaged, in-progress, onleave: not closed in the hospital's record, however old it is.
    Open,
    /// finished
    Finished,
    /// cancelled
    Canceled,
    /// unknown, or none was sent.
    Unknown,
    /// Another word, as sent.
    Other(String),
}

impl Visit {
    pub(crate) fn read(
        encounter: &Encounter<'_>,
        flaws: &[Flaw],
        id: LocalId,
        reader: &mut Reader<'_>,
    ) -> Self {
        let period = encounter.period.as_ref();
        let class = encounter.class.as_ref();
        let code = class.and_then(|class| class.code.as_deref());
        let inside = &encounter.contained;
        let mut mention =
            |reference: Option<&fhir::Reference<'_>>| reader.mention(reference?, inside);
        let readable = encounter
            .participant
            .iter()
            .filter(|person| person.modifier_extension.is_empty());
        let people = readable
            .filter_map(|person| mention(person.individual.as_ref()))
            .collect();
        let readable = encounter
            .location
            .iter()
            .filter(|place| place.modifier_extension.is_empty());
        let places = readable
            .filter_map(|place| mention(place.location.as_ref()))
            .collect();
        let provider = mention(encounter.service_provider.as_ref());
        let hospitalization = encounter
            .hospitalization
            .as_ref()
            .filter(|stay| stay.modifier_extension.is_empty());
        Self {
            id,
            source: reader.asked.source,
            identity: Identity::read(None, &encounter.identifier, reader.asked.source),
            title: encounter.kind.iter().find_map(words),
            class: Class::read(code),
            from: sent::when(period.and_then(|period| period.start.as_deref())),
            to: sent::when(period.and_then(|period| period.end.as_deref())),
            state: State::read(encounter.status.as_deref()),
            people,
            reasons: encounter.reason_code.iter().filter_map(words).collect(),
            places,
            provider,
            discharge: hospitalization.and_then(|stay| words(stay.discharge_disposition.as_ref()?)),
            unreadable: encounter.has_unknown_modifier() || flaws.iter().any(changes_meaning),
        }
    }

    /// Still to come: not finished, and not yet over at this second since 1970.
    pub fn is_coming(&self, now: i64) -> bool {
        let open_end = matches!(self.state, State::Planned | State::Canceled);
        match self.from.as_ref().and_then(last_second) {
            Some(end) => open_end && end > now,
            None => self.state == State::Planned,
        }
    }
}

/// Words for people; a bare code says nothing to them.
fn words(concept: &fhir::CodeableConcept<'_>) -> Option<String> {
    concept.words().map(str::to_owned)
}

fn changes_meaning(flaw: &Flaw) -> bool {
    let first = flaw.path.split(['.', '[']).next().unwrap_or_default();
    flaw.why != fhir::Why::NotUtf8
        && (["status", "subject", "implicitRules"].contains(&first)
            || flaw.touches("modifierExtension"))
}

/// A day is not over before midnight, and a written time may be hours from ours.
fn last_second(when: &When) -> Option<i64> {
    let length = match when {
        When::Year(_) => 366 * 86_400,
        When::Month(..) => 31 * 86_400,
        When::Day(_) => 86_400,
        When::Moment(_) | When::AsSent(_) => 0,
    };
    Some(when.seconds()? + length)
}

/// The next visit that is planned for a known day, of visits that are [`sorted`].
pub fn next(visits: &[std::sync::Arc<Visit>], now: i64) -> Option<&std::sync::Arc<Visit>> {
    visits.iter().find(|visit| {
        let on_a_day = matches!(visit.from, Some(When::Day(_) | When::Moment(_)));
        on_a_day && visit.state == State::Planned && visit.is_coming(now) && !visit.unreadable
    })
}

/// What is to come, the next one first; then what was, the latest first.
pub fn sorted(visits: &mut Vec<std::sync::Arc<Visit>>, now: i64) {
    let rank = |visit: &std::sync::Arc<Visit>| {
        let from = When::from_newest(visit.from.as_ref());
        match visit.is_coming(now) {
            true => (0, from.saturating_neg()),
            false => (1, from),
        }
    };
    sort_ranked(visits, rank, |a, b| a.id.cmp(&b.id));
}

impl Class {
    fn read(code: Option<&str>) -> Self {
        match code {
            Some("AMB") => Self::Office,
            Some("IMP" | "ACUTE" | "NONAC" | "SS") => Self::Stay,
            Some("EMER") => Self::Emergency,
            Some("HH") => Self::Home,
            Some("VR") => Self::Virtual,
            Some("OBSENC") => Self::Observation,
            _ => Self::Other,
        }
    }
}

impl State {
    fn read(code: Option<&str>) -> Self {
        match code {
            Some("planned") => Self::Planned,
            Some("arrived" | "triaged" | "in-progress" | "onleave") => Self::Open,
            Some("finished") => Self::Finished,
            Some("cancelled") => Self::Canceled,
            Some("unknown") | None => Self::Unknown,
            Some(other) => Self::Other(other.to_owned()),
        }
    }
}

impl Keyed for Visit {
    fn key(&self) -> LocalId {
        self.id
    }
}
