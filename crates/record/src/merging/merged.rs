//! One item as all hospitals wrote it: a view over their versions, which opens to each of them. Where they differ, all
//! of it is there side by side, and nothing is chosen.

use std::sync::Arc;

use super::Reason;
use crate::{
    allergy::{Allergy, Clinical, Criticality, Verification},
    clinician::Clinician,
    document::{Document, Standing as DocumentStanding},
    entry::{Entry, Place, Told},
    flag::Mark,
    ids::{Keyed, LocalId, SourceId},
    instruction::Instruction,
    labs::LabResult,
    medicine::{Medicine, Standing},
    person::Person,
    range::Range,
    report::Paper,
    status::Status,
    team::Team,
    visit::Visit,
    when::When,
};

/// One thing that is in one record or in several.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged<T> {
    /// As each hospital wrote it. There is at least one, but for the time between [`crate::Merging::remove`] and
    /// [`crate::Merging::settle`].
    pub versions: Vec<Arc<T>>,
    /// Why they stand together; none of a thing that is in one record only.
    pub reasons: Vec<Reason>,
    /// In what they differ.
    pub conflicts: Vec<Conflict>,
}

/// Versions that say different things of one field.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// Of what.
    pub field: Field,
    /// What each says that says anything.
    pub said: Vec<Said>,
}

/// What one version says.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// Which version.
    pub id: LocalId,
    /// The hospital.
    pub source: SourceId,
    /// What it says.
    pub stated: Stated,
}

/// What versions can differ in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Where it stands: active or not, done or not, current or past.
    Status,
    /// How sure it is.
    Certainty,
    /// How bad it could be.
    Criticality,
    /// What happened.
    Reactions,
    /// How to take it.
    HowToTake,
    /// When it ends.
    Stops,
    /// How much there is in it.
    Strength,
    /// What it comes as.
    Form,
    /// The salt of the ingredient.
    Salt,
    /// What it is sold as.
    Brand,
    /// How long it works, or how much one holds.
    Quantity,
    /// The code.
    Code,
    /// What it is called.
    Name,
    /// The lab's marks.
    Marks,
    /// The lab's ranges.
    Ranges,
    /// The summary of a report.
    Conclusion,
    /// The results of a report.
    Results,
}

/// What is said of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Stated {
    /// Of an allergy.
    Clinical(Clinical),
    /// Of an allergy.
    Verification(Verification),
    /// Of an allergy.
    Criticality(Criticality),
    /// Of an entry.
    Place(Place),
    /// Of an entry: its line.
    Told(Vec<Told>),
    /// Of a medicine.
    Standing(Standing),
    /// Of a medicine: the order is not to take it.
    DoNotTake,
    /// Of a medicine.
    HowToTake(Vec<Instruction>),
    /// A date.
    When(When),
    /// Of a result or a report.
    Status(Status),
    /// Of a result.
    Marks(Vec<Mark>),
    /// Of a result.
    Ranges(Vec<Range>),
    /// Of a document.
    Stands(DocumentStanding),
    /// In the hospital's words, results of a report with their values, or in those of a name of RxNorm.
    Words(Vec<String>),
}

/// Something that a hospital recorded.
pub trait Version: Keyed {
    /// The hospital.
    fn source(&self) -> SourceId;
}

impl Version for Allergy {
    fn source(&self) -> SourceId {
        self.source
    }
}

impl Version for Clinician {
    fn source(&self) -> SourceId {
        self.source
    }
}

impl Version for Document {
    fn source(&self) -> SourceId {
        self.source
    }
}

impl Version for Entry {
    fn source(&self) -> SourceId {
        self.source
    }
}

impl Version for LabResult {
    fn source(&self) -> SourceId {
        self.source
    }
}

impl Version for Medicine {
    fn source(&self) -> SourceId {
        self.source
    }
}

impl Version for Paper {
    fn source(&self) -> SourceId {
        self.source
    }
}

impl Version for Person {
    fn source(&self) -> SourceId {
        self.source
    }
}

impl Version for Team {
    fn source(&self) -> SourceId {
        self.source
    }
}

impl Version for Visit {
    fn source(&self) -> SourceId {
        self.source
    }
}

impl<T: Version> Merged<T> {
    /// The versions, by hospital, with what they differ in.
    pub(crate) fn new(
        mut versions: Vec<Arc<T>>,
        reasons: Vec<Reason>,
        conflicts: fn(&[Arc<T>]) -> Vec<Conflict>,
    ) -> Self {
        versions.sort_by_key(|version| (version.source(), version.key()));
        let conflicts = match versions.len() {
            0 | 1 => Vec::new(),
            _ => conflicts(&versions),
        };
        Self {
            versions,
            reasons,
            conflicts,
        }
    }

    /// The hospitals, each once: "In 2 records".
    pub fn sources(&self) -> Vec<SourceId> {
        let mut sources: Vec<SourceId> = self.versions.iter().map(|one| one.source()).collect();
        sources.dedup();
        sources
    }

    /// The same while its versions are the same, whatever came first. An address may name any of the versions:
    /// [`crate::Merging`] finds the whole by each.
    pub fn id(&self) -> Option<LocalId> {
        self.versions.iter().map(|version| version.key()).min()
    }
}

/// What versions say of one field, if they differ in it. Who says nothing does not differ.
pub(crate) fn differing<T: Version>(
    versions: &[Arc<T>],
    field: Field,
    stated: impl Fn(&T) -> Option<Stated>,
) -> Option<Conflict> {
    let said = versions.iter().filter_map(|version| {
        Some(Said {
            id: version.key(),
            source: version.source(),
            stated: stated(version)?,
        })
    });
    let said: Vec<Said> = said.collect();
    let first = &said.first()?.stated;
    let differs = said.iter().any(|one| one.stated != *first);
    differs.then_some(Conflict { field, said })
}
