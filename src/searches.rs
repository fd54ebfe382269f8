//! What is asked of a hospital: the query plan (reference §2.2). `searches/plan.rs` is the table; here is what its
//! columns mean.

mod plan;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use record::labs::Shelf;
use record::{Class, Part};

pub use plan::{MORE_TYPES, TYPES};

/// One question to a hospital.
#[derive(Debug)]
pub struct Search {
    /// Its number, for the account of its section and for what is kept of it. Never used for another search.
    pub number: u8,
    /// The part of the chart it fills.
    pub class: Class,
    /// The resource type.
    pub resource: &'static str,
    /// The parameters beside `patient`; the next form is tried where the server does not take one. No form at
    /// all reads the one resource of the patient.
    pub forms: &'static [Form],
    /// From this form on it asks for a part only, because the server takes no wider question; none does unless it says so.
    pub narrow: usize,
    /// What is to be asked beside a narrow form.
    pub rest: &'static [Search],
    /// Many servers do not know what it asks for, and say so by refusing the question: then it is not offered.
    pub often_unknown: bool,
    /// Asked and read at once: all else waits for the later file of the program, which reads it.
    pub is_first: bool,
    /// Asked only where the hospital names its type among what it gives to patients.
    pub only_if_granted: bool,
    /// It can be asked for what is of some day or later, by `date`.
    pub dated: bool,
}

/// The parameters of one form of a search.
pub type Form = &'static [(&'static str, &'static str)];

/// A parameter as it is asked.
pub type Said = (&'static str, Cow<'static, str>);

/// In the place of a value: today.
const TODAY: &str = "today";

/// A row of the receipt: one or more searches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Domain {
    /// Name and birth date.
    Person,
    /// Medicines.
    Medicines,
    /// Allergies.
    Allergies,
    /// Values.
    Results,
    /// The lab's reports.
    LabReports,
    /// Imaging, heart and tissue reports.
    OtherReports,
    /// Visits.
    Visits,
    /// Visit summaries and other documents.
    Documents,
    /// Messages.
    Messages,
    /// Whom messages can be sent to.
    Teams,
    /// Vital signs.
    Vitals,
    /// Social history and living conditions.
    Social,
    /// Surveys, and how somebody manages.
    Surveys,
    /// All other findings.
    Findings,
    /// Any other part of the record.
    Part(Part),
}

/// What the list of results is made of.
pub const RESULTS: &[Domain] = &[Domain::Results, Domain::LabReports, Domain::OtherReports];

/// What the list of medicines is made of.
pub const MEDICINES_LIST: &[Domain] = &[Domain::Medicines];

/// What the list of allergies is made of.
pub const ALLERGIES_LIST: &[Domain] = &[Domain::Allergies];

/// What the list of visits is made of.
pub const VISITED: &[Domain] = &[Domain::Visits];

/// What the list of documents is made of.
pub const DOCUMENTS: &[Domain] = &[Domain::Documents];

/// What the list of messages is made of.
pub const MESSAGES: &[Domain] = &[Domain::Messages];

impl Search {
    /// A question in these forms.
    const fn of(number: u8, class: Class, resource: &'static str, forms: &'static [Form]) -> Self {
        Search {
            number,
            class,
            resource,
            forms,
            narrow: usize::MAX,
            rest: &[],
            often_unknown: false,
            is_first: false,
            only_if_granted: false,
            dated: false,
        }
    }

    /// The same, for a first look.
    const fn first(self) -> Self {
        Search {
            is_first: true,
            ..self
        }
    }

    /// The same, for a part only from this form on: then these are asked too.
    const fn narrow(self, from: usize, rest: &'static [Search]) -> Self {
        Search {
            narrow: from,
            rest,
            ..self
        }
    }

    /// The same, where a refusal means that the server does not know it.
    const fn often_unknown(self) -> Self {
        Search {
            often_unknown: true,
            ..self
        }
    }

    /// The same, where nobody needs to have it.
    const fn only_if_granted(self) -> Self {
        Search {
            only_if_granted: true,
            ..self
        }
    }

    /// The same, where a later reading may ask for what is of some day or later: of these there is much, and nearly
    /// all has a day. All else is read whole each time, be it only that a change of old medicines, allergies and
    /// problems shows at once.
    const fn dated(self) -> Self {
        Search {
            dated: true,
            ..self
        }
    }

    /// The parameters of each form for a patient, on a day (`2026-11-22`). Where the hospital's rules give a size of
    /// page, it is asked for.
    pub fn asked(&self, patient: &str, today: &str, page_size: Option<u16>) -> Vec<Vec<Said>> {
        let own_size = page_size.map(|size| size.to_string());
        let said = |(name, value): &(&'static str, &'static str)| match (&own_size, *value) {
            (Some(size), _) if *name == plan::COUNT.0 => (*name, Cow::Owned(size.clone())),
            (_, value) if value.ends_with(TODAY) => {
                (*name, Cow::Owned(value.replace(TODAY, today)))
            }
            (_, value) => (*name, Cow::Borrowed(value)),
        };
        let with_patient = |form: &Form| {
            let patient = ("patient", Cow::Owned(patient.to_owned()));
            std::iter::once(patient)
                .chain(form.iter().map(said))
                .collect()
        };
        self.forms.iter().map(with_patient).collect()
    }
}

impl Search {
    /// Where a server takes no list of statuses (reference §2.1 rule 5): the parameters that ask for each in turn.
    /// None where no form of the search has such a list.
    pub fn in_turn(&self, patient: &str) -> Vec<Vec<Said>> {
        let forms = self.asked(patient, "", None);
        let is_list = |(name, value): &Said| STATUSES.contains(name) && value.contains(',');
        let listed = forms.iter().find(|form| form.iter().any(is_list));
        let Some(form) = listed else {
            return Vec::new();
        };
        let list = form.iter().find(|said| is_list(said));
        let statuses = list.map(|(_, list)| list.split(',')).into_iter().flatten();
        let of_one = |status: &str| {
            let one = form.iter().map(|said| match is_list(said) {
                true => (said.0, Cow::Owned(status.to_owned())),
                false => said.clone(),
            });
            one.collect()
        };
        statuses.map(of_one).collect()
    }
}

/// Whether this asks only for what was entered by mistake: nothing of it is shown.
pub fn is_of_mistakes(form: &[Said]) -> bool {
    form.iter()
        .any(|(name, value)| STATUSES.contains(name) && value == "entered-in-error")
}

/// The parameters that ask for a status.
const STATUSES: [&str; 2] = ["status", "lifecycle-status"];

impl Domain {
    /// All: what a first look needs first, then what matters most.
    pub const ALL: [Domain; 30] = [
        Domain::Person,
        Domain::Results,
        Domain::LabReports,
        Domain::OtherReports,
        Domain::Medicines,
        Domain::Allergies,
        Domain::Visits,
        Domain::Documents,
        Domain::Messages,
        Domain::Teams,
        Domain::Part(Part::Conditions),
        Domain::Vitals,
        Domain::Part(Part::Vaccines),
        Domain::Part(Part::Procedures),
        Domain::Part(Part::Fills),
        Domain::Part(Part::Appointments),
        Domain::Part(Part::Plans),
        Domain::Part(Part::Goals),
        Domain::Part(Part::Orders),
        Domain::Social,
        Domain::Surveys,
        Domain::Findings,
        Domain::Part(Part::Devices),
        Domain::Part(Part::Forms),
        Domain::Part(Part::Insurance),
        Domain::Part(Part::Relations),
        Domain::Part(Part::Family),
        Domain::Part(Part::Samples),
        Domain::Part(Part::Images),
        Domain::Part(Part::Claims),
    ];

    /// Those that have a row of their own on the loading page.
    pub fn first() -> impl Iterator<Item = Domain> {
        Domain::ALL.into_iter().take(10)
    }

    /// All others.
    pub fn others() -> impl Iterator<Item = Domain> {
        Domain::ALL.into_iter().skip(10)
    }

    /// What it fills.
    pub fn class(self) -> Class {
        match self {
            Domain::Person => Class::People,
            Domain::Medicines => Class::Medicines,
            Domain::Allergies => Class::Allergies,
            Domain::Results => Class::Results(Shelf::Lab),
            Domain::LabReports | Domain::OtherReports => Class::Papers,
            Domain::Visits => Class::Visits,
            Domain::Documents => Class::Documents,
            Domain::Messages => Class::Messages,
            Domain::Teams => Class::Teams,
            Domain::Vitals => Class::Results(Shelf::Vitals),
            Domain::Social => Class::Results(Shelf::Social),
            Domain::Surveys => Class::Results(Shelf::Surveys),
            Domain::Findings => Class::Results(Shelf::Findings),
            Domain::Part(part) => Class::Part(part),
        }
    }

    /// Its name for machines.
    pub fn code(self) -> &'static str {
        match self {
            Domain::Person => "patient",
            Domain::Medicines => "medicines",
            Domain::Allergies => "allergies",
            Domain::Results => "lab-results",
            Domain::LabReports => "lab-reports",
            Domain::OtherReports => "other-reports",
            Domain::Visits => "visits",
            Domain::Documents => "documents",
            Domain::Messages => "messages",
            Domain::Teams => "care-teams",
            Domain::Vitals => "vital-signs",
            Domain::Social => "social-history",
            Domain::Surveys => "surveys",
            Domain::Findings => "other-findings",
            Domain::Part(part) => match part {
                Part::Conditions => "conditions",
                Part::Vaccines => "vaccines",
                Part::Procedures => "procedures",
                Part::Fills => "fills",
                Part::Plans => "care-plans",
                Part::Goals => "goals",
                Part::Devices => "devices",
                Part::Insurance => "insurance",
                Part::Orders => "orders",
                Part::Forms => "forms",
                Part::Appointments => "appointments",
                Part::Relations => "contacts",
                Part::Family => "family-history",
                Part::Samples => "samples",
                Part::Images => "images",
                Part::Claims => "claims",
                Part::Others => "others",
            },
        }
    }

    /// Whether no other row fills the same class.
    pub fn has_its_class_alone(self) -> bool {
        !matches!(self, Domain::LabReports | Domain::OtherReports)
    }

    /// Its searches.
    pub fn searches(self) -> &'static [Search] {
        plan::of(self)
    }

    /// The same with what is asked only beside a narrow form.
    pub fn every_search(self) -> impl Iterator<Item = &'static Search> {
        let with_rest = |search: &'static Search| std::iter::once(search).chain(search.rest);
        self.searches().iter().flat_map(with_rest)
    }
}

/// The form of a search whose question was kept, among its questions of today: sizes of pages and days may be others
/// by now.
pub fn form_of(kept: &str, asked: &[String]) -> Option<usize> {
    let kept = gist(kept);
    asked.iter().position(|question| gist(question) == kept)
}

fn gist(question: &str) -> Vec<&str> {
    let pairs = question.split(['?', '&']);
    let said = pairs.map(|pair| match pair.split_once('=') {
        Some((name @ ("_count" | "date"), _)) => name,
        Some(_) | None => pair,
    });
    said.collect()
}
