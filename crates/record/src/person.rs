//! Whose record this is. Reads one Patient; decides nothing about who is the same person.

use crate::{
    demographics,
    entry::Fact,
    ids::{Keyed, LocalId, SourceId},
    order::sort,
    reader::Reader,
    sent,
    when::{Day, When},
};

/// A person as one hospital knows them.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// Which record of which hospital.
    pub id: LocalId,
    /// The hospital.
    pub source: SourceId,
    /// Every name, the one to use first.
    pub names: Vec<PersonName>,
    /// As sent; may be only a year.
    pub birth_date: Option<When>,
    /// Administrative gender, for choosing a lab's range.
    pub sex: Option<Sex>,
    /// Whether the hospital says that the person has died.
    pub deceased: Deceased,
    /// `false`: the hospital says that this record is not in use.
    pub active: bool,
    /// Other records of this person at this hospital.
    pub links: Vec<Link>,
    /// What else the hospital knows of them, in the order of their own page: how to reach them, languages, family, …
    pub facts: Vec<Fact>,
    /// A part of it could not be read.
    pub incomplete: bool,
    /// Something in the record turns its meaning around and we do not know how.
    pub unreadable: bool,
}

/// One name.
#[derive(Clone, Debug, PartialEq, Eq, Default, Hash)]
pub struct PersonName {
    /// As sent, else prefix, given, family and suffix in that order.
    pub full: String,
    /// Given names, as sent.
    pub given: Vec<String>,
    /// Family name, as sent.
    pub family: Option<String>,
    /// official, usual, maiden, old …
    pub usage: Option<String>,
}

/// Administrative gender.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Sex {
    /// female
    Female,
    /// male
    Male,
    /// other, or a word we do not know.
    Other(String),
    /// unknown
    Unknown,
}

/// Whether someone has died.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Deceased {
    /// Not said to have died.
    No,
    /// Died; when is not said.
    Yes,
    /// Died then.
    On(When),
}

/// Another record of the same person.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Link {
    /// `replaced-by`, `replaces`, `refer`, `seealso`
    pub kind: String,
    /// The other record, as the hospital refers to it.
    pub reference: String,
}

impl Person {
    pub(crate) fn read(
        patient: &fhir::Patient<'_>,
        flaws: &[fhir::Flaw],
        id: LocalId,
        reader: &mut Reader<'_>,
    ) -> Self {
        let damaged = |flaw: &fhir::Flaw| flaw.touches_meaning() && flaw.why != fhir::Why::NotUtf8;
        Self {
            id,
            source: reader.asked.source,
            names: names(&patient.name),
            birth_date: sent::when(patient.birth_date.as_deref()),
            sex: patient.gender.as_deref().map(Sex::read),
            deceased: deceased(patient.deceased()),
            active: patient.active != Some(false),
            links: patient.link.iter().filter_map(link).collect(),
            facts: Vec::new(),
            incomplete: !flaws.is_empty() || demographics::is_incomplete(patient),
            unreadable: patient.has_unknown_modifier() || flaws.iter().any(damaged),
        }
    }

    /// The name to address them by; `None` if the hospital sent none.
    pub fn name(&self) -> Option<&PersonName> {
        self.names.first()
    }

    /// The record that took the place of this one.
    pub fn replaced_by(&self) -> Option<&str> {
        let link = self.links.iter().find(|link| link.kind == "replaced-by")?;
        Some(&link.reference)
    }

    /// Completed years on a day, if the birth date is known to the day.
    pub fn age_on(&self, day: Day) -> Option<u16> {
        day.years_since(self.birth_date.as_ref()?.day()?)
    }
}

impl Sex {
    fn read(code: &str) -> Self {
        match code {
            "female" => Self::Female,
            "male" => Self::Male,
            "unknown" => Self::Unknown,
            other => Self::Other(other.to_owned()),
        }
    }
}

/// All names that say something, the one to use first: usual, then official, then any that is not old.
pub(crate) fn names(sent: &[fhir::HumanName<'_>]) -> Vec<PersonName> {
    let mut names: Vec<PersonName> = sent.iter().filter_map(name).collect();
    let rank = |name: &PersonName| match name.usage.as_deref() {
        Some("usual") => 0,
        Some("official") => 1,
        Some("old" | "maiden") => 4,
        Some("anonymous" | "temp") => 3,
        Some(_) | None => 2,
    };
    sort(&mut names, |a, b| rank(a).cmp(&rank(b)));
    names
}

fn name(sent: &fhir::HumanName<'_>) -> Option<PersonName> {
    let given = sent.given.iter().flatten();
    Some(PersonName {
        full: sent.line()?,
        given: given.filter_map(|name| sent::words(Some(name))).collect(),
        family: sent::words(sent.family.as_deref()),
        usage: sent::words(sent.usage.as_deref()),
    })
}

fn deceased(sent: Option<fhir::Deceased<'_>>) -> Deceased {
    match sent {
        Some(fhir::Deceased::On(text)) => Deceased::On(When::read(text)),
        Some(fhir::Deceased::Flag(true)) => Deceased::Yes,
        Some(fhir::Deceased::Flag(false)) | None => Deceased::No,
    }
}

fn link(sent: &fhir::PatientLink<'_>) -> Option<Link> {
    let other = sent.other.as_ref()?.reference.as_deref();
    Some(Link {
        kind: sent::words(sent.kind.as_deref())?,
        reference: sent::words(other)?,
    })
}

impl Keyed for Person {
    fn key(&self) -> LocalId {
        self.id
    }
}
