//! Lab results and all other observations: what was measured, when, and whether it was in range. Everything here is
//! what the lab sent; what may be said about it is asked of [`LabResult::reading`].

use crate::{
    code::{Name, TestKey},
    flag::Mark,
    ids::{Keyed, LocalId, SourceId},
    names::Mention,
    note::Note,
    person::Person,
    range::Range,
    standing::{self, Attention, Reading},
    status::Status,
    value::{Unreadable, Value},
    when::{Day, When},
};

pub use crate::shelf::Shelf;

/// One result: an Observation.
/// <https://hl7.org/fhir/R4/observation.html>
#[derive(Clone, Debug, PartialEq)]
pub struct LabResult {
    /// Which result of which hospital; safe in an address.
    pub id: LocalId,
    /// The hospital.
    pub source: SourceId,
    /// The list it stands on.
    pub shelf: Shelf,
    /// What the test is called, and by which codes.
    pub name: Name,
    /// Results with the same key are earlier and later values of one test (reference §3.7).
    pub test: TestKey,
    /// How final it is.
    pub status: Status,
    /// What was found.
    pub finding: Finding,
    /// Parts of the same result, each with its own value: the two numbers of a blood pressure.
    pub parts: Vec<Part>,
    /// When the sample was taken (effective).
    pub collected: Option<When>,
    /// When the result was released (issued).
    pub issued: Option<When>,
    /// What the lab wrote beside it; often the real answer. Verbatim.
    pub notes: Vec<Note>,
    /// Who performed it.
    pub performers: Vec<Mention>,
    /// What was tested, in the hospital's words: "Serum".
    pub specimen: Option<String>,
    /// How, in the hospital's words.
    pub method: Option<String>,
    /// Something about it could not be read that does not change its meaning.
    pub incomplete: bool,
    /// How it belongs to other results.
    pub ties: Ties,
}

/// A value with what the lab said about it.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Finding {
    /// What was found.
    pub value: Value,
    /// The lab's marks, all of them.
    pub marks: Vec<Mark>,
    /// The lab's ranges, all of them.
    pub ranges: Vec<Range>,
}

/// A part of a result.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Part {
    /// What the part is called.
    pub name: Name,
    /// What was found.
    pub finding: Finding,
}

/// How a result belongs to others (reference §3.1); read by grouping only.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ties {
    /// hasMember, in order.
    pub members: Vec<LocalId>,
    /// The order it answers.
    pub based_on: Option<u128>,
    /// The laboratory's accession number.
    pub accession: Option<u128>,
    /// The sample, by reference.
    pub specimen: Option<u128>,
    /// The visit, by reference.
    pub encounter: Option<u128>,
    /// Its own business identifiers: a newer one with the same takes the place of an older.
    pub identifiers: Vec<u128>,
}

impl LabResult {
    /// The value as it is to be read for this person on the day of collection.
    pub fn reading(&self, person: Option<&Person>) -> Reading {
        self.finding.reading(person, self.collected.as_ref())
    }

    /// The same for one of its parts.
    pub fn part_reading(&self, part: &Part, person: Option<&Person>) -> Reading {
        part.finding.reading(person, self.collected.as_ref())
    }

    /// How to speak of a mark for quick attention; `None` if there is none (design §6.2).
    pub fn attention(&self, today: Day, newest_of_its_test: bool) -> Option<Attention> {
        let urgent = self
            .findings()
            .any(|finding| finding.marks.iter().any(|mark| mark.flag.is_urgent()));
        let released = self.issued.as_ref().or(self.collected.as_ref());
        (urgent && self.status.counts())
            .then(|| standing::attention(released, today, newest_of_its_test))
    }

    /// Why it can't be read safely here, if it can't.
    pub fn unreadable(&self) -> Option<&Unreadable> {
        match &self.finding.value {
            Value::Unreadable(unreadable) => Some(unreadable),
            _ => None,
        }
    }

    /// The date it is listed under: collected, else released.
    pub fn date(&self) -> Option<&When> {
        self.collected.as_ref().or(self.issued.as_ref())
    }

    /// Its own value and those of its parts that are results to be counted.
    pub fn counted(&self) -> impl Iterator<Item = &Finding> {
        let counts = self.status.counts() && self.unreadable().is_none();
        self.findings()
            .filter(move |finding| counts && finding.value.is_given())
    }

    fn findings(&self) -> impl Iterator<Item = &Finding> {
        std::iter::once(&self.finding).chain(self.parts.iter().map(|part| &part.finding))
    }
}

impl Keyed for LabResult {
    fn key(&self) -> LocalId {
        self.id
    }
}
