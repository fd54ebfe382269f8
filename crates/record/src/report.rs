//! A report: what a hospital sends as one piece of paper, and the row it becomes in the list.

use std::sync::Arc;

use crate::{
    code::Name,
    ids::{Keyed, LocalId, SourceId},
    labs::LabResult,
    names::Mention,
    status::Status,
    value::Unreadable,
    when::When,
};

/// One DiagnosticReport as received, before its results are known.
/// <https://hl7.org/fhir/R4/diagnosticreport.html>
#[derive(Clone, Debug, PartialEq)]
pub struct Paper {
    /// Which report of which hospital.
    pub id: LocalId,
    /// The hospital.
    pub source: SourceId,
    /// What it is called.
    pub name: Name,
    /// What department it comes from.
    pub kind: ReportKind,
    /// How final it is.
    pub status: Status,
    /// Its results, in the lab's order.
    pub results: Vec<LocalId>,
    /// When the sample was taken or the picture made.
    pub collected: Option<When>,
    /// When it was released.
    pub issued: Option<When>,
    /// The lab's summary, verbatim; then coded conclusions in words.
    pub conclusion: Vec<String>,
    /// Files that belong to it.
    pub attachments: Vec<Attachment>,
    /// Who made it.
    pub performers: Vec<Mention>,
    /// What was tested, in the hospital's words.
    pub specimen: Option<String>,
    /// Its business identifiers, hashed.
    pub identifiers: Vec<u128>,
    /// Set if it can't be read safely here: then only its name and text are shown.
    pub unreadable: Option<Unreadable>,
}

/// Where a report comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReportKind {
    /// Laboratory.
    Lab,
    /// Pictures: radiology and the like.
    Imaging,
    /// Heart.
    Cardiology,
    /// Tissue.
    Pathology,
    /// Germs.
    Microbiology,
    /// No category that we know.
    Other,
}

/// A file that belongs to a report. It is not fetched here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// What it says it is: `application/pdf`.
    pub content_type: Option<String>,
    /// Its title, as sent.
    pub title: Option<String>,
    /// Its size in bytes, as sent.
    pub size: Option<u64>,
    /// Where it lies, as sent; `None` if it came inside the report or not at all.
    pub url: Option<String>,
    /// It came inside the report.
    pub inline: bool,
}

/// One row of the list of results: a report, or results that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct LabReport {
    /// For the address; the same after a reload and however the pages came.
    pub id: LocalId,
    /// The hospitals; more than one if both sent the same.
    pub sources: Vec<SourceId>,
    /// What to call it.
    pub title: Title,
    /// What department it comes from.
    pub kind: ReportKind,
    /// How final it is.
    pub status: Status,
    /// The date it is listed under.
    pub date: Option<When>,
    /// When the sample was taken.
    pub collected: Option<When>,
    /// When it was released.
    pub issued: Option<When>,
    /// Its results in the lab's order, members below their panel.
    pub lines: Vec<Line>,
    /// How many values and how many outside the lab's range.
    pub counts: Counts,
    /// The lab's summary, verbatim.
    pub conclusion: Vec<String>,
    /// Files that belong to it.
    pub attachments: Vec<Attachment>,
    /// Who made it.
    pub performers: Vec<Mention>,
    /// What was tested.
    pub specimen: Option<String>,
    /// Set if the report itself can't be read safely here.
    pub unreadable: Option<Unreadable>,
}

/// What to call a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Title {
    /// The hospital's name for the report, the panel or the only test.
    Named(String),
    /// Results without a common name: the names of the first tests.
    Tests(Vec<String>),
    /// Nothing was sent to call it by.
    Untitled,
}

/// One result of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// 0 for a result of the report, 1 for a member of a panel in it, and so on to 3.
    pub depth: u8,
    /// The result.
    pub result: Arc<LabResult>,
    /// Earlier versions that this one took the place of, newest first: "Before: 6.2 %."
    pub before: Vec<Arc<LabResult>>,
}

/// How many values a report has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Values given, parts of a result counted singly.
    pub results: usize,
    /// Of those, how many are outside the lab's range, by its mark or by comparison.
    pub outside: usize,
    /// Results still waited for.
    pub waiting: usize,
    /// Items recorded in a way that can't be read safely here; counted nowhere else.
    pub unreadable: usize,
}

impl LabReport {
    /// The result of that id, with its line.
    pub fn line(&self, id: LocalId) -> Option<&Line> {
        self.lines.iter().find(|line| line.result.id == id)
    }

    /// Everything in it is still waited for.
    pub fn is_waiting(&self) -> bool {
        self.counts.results == 0
            && self.attachments.is_empty()
            && self.conclusion.is_empty()
            && (self.status == Status::Waiting || self.counts.waiting > 0)
    }
}

impl Keyed for Paper {
    fn key(&self) -> LocalId {
        self.id
    }
}

impl Keyed for LabReport {
    fn key(&self) -> LocalId {
        self.id
    }
}
