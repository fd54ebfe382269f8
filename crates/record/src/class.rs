//! The classes of the record: what is asked for, arrives and is listed together.

use crate::{entry::Part, labs::Shelf};

/// A class of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Who the patient is.
    People,
    /// What was measured, found or asked: lab results, vital signs, …
    Results(Shelf),
    /// Reports.
    Papers,
    /// Visits.
    Visits,
    /// Medicines.
    Medicines,
    /// Allergies.
    Allergies,
    /// Documents.
    Documents,
    /// Messages.
    Messages,
    /// Care teams.
    Teams,
    /// Every other part.
    Part(Part),
}

impl Class {
    /// All.
    pub const ALL: [Class; 30] = [
        Class::People,
        Class::Results(Shelf::Lab),
        Class::Papers,
        Class::Visits,
        Class::Medicines,
        Class::Allergies,
        Class::Documents,
        Class::Messages,
        Class::Teams,
        Class::Results(Shelf::Vitals),
        Class::Results(Shelf::Social),
        Class::Results(Shelf::Surveys),
        Class::Results(Shelf::Findings),
        Class::Part(Part::Conditions),
        Class::Part(Part::Vaccines),
        Class::Part(Part::Procedures),
        Class::Part(Part::Fills),
        Class::Part(Part::Plans),
        Class::Part(Part::Goals),
        Class::Part(Part::Devices),
        Class::Part(Part::Insurance),
        Class::Part(Part::Orders),
        Class::Part(Part::Forms),
        Class::Part(Part::Appointments),
        Class::Part(Part::Relations),
        Class::Part(Part::Family),
        Class::Part(Part::Samples),
        Class::Part(Part::Images),
        Class::Part(Part::Claims),
        Class::Part(Part::Others),
    ];
}
