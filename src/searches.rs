//! What is asked of a hospital, as a table (reference §2.2). Each search has fall-backs for servers that do
//! not take the first form.

use std::borrow::Cow;

/// One question to a hospital.
pub struct Search {
    /// Its number, for the account of its section.
    pub number: u8,
    /// The part of the chart it fills.
    pub class: Class,
    /// The resource type.
    pub resource: &'static str,
    /// The parameters beside `patient`; the next form is tried where the server does not take one. No form at
    /// all reads the one resource of the patient.
    pub forms: &'static [&'static [(&'static str, &'static str)]],
}

/// A part of the chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Who the patient is.
    People,
    /// Lab results.
    Results,
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
}

/// A row of the loading page: one or more searches.
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
}

impl Class {
    /// All.
    pub const ALL: [Class; 9] = [
        Class::People,
        Class::Results,
        Class::Papers,
        Class::Visits,
        Class::Medicines,
        Class::Allergies,
        Class::Documents,
        Class::Messages,
        Class::Teams,
    ];

    /// Whether a first look at the record is made of it: all else is read by the later file of the program.
    pub fn is_first(self) -> bool {
        matches!(self, Class::People | Class::Results | Class::Papers)
    }
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
    /// The parameters of each form for a patient. Where the hospital's rules give a size of page, it is asked for.
    pub fn asked(
        &self,
        patient: &str,
        page_size: Option<u16>,
    ) -> Vec<Vec<(&'static str, Cow<'static, str>)>> {
        let own_size = page_size.map(|size| size.to_string());
        let said = |(name, value): &(&'static str, &'static str)| match &own_size {
            Some(size) if *name == COUNT.0 => (*name, Cow::Owned(size.clone())),
            Some(_) | None => (*name, Cow::Borrowed(*value)),
        };
        let with_patient = |form: &&[(&'static str, &'static str)]| {
            let patient = ("patient", Cow::Owned(patient.to_owned()));
            std::iter::once(patient)
                .chain(form.iter().map(said))
                .collect()
        };
        self.forms.iter().map(with_patient).collect()
    }
}

impl Domain {
    /// All, in the order of the page.
    pub const ALL: [Domain; 10] = [
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
    ];

    /// Its searches.
    pub fn searches(self) -> &'static [Search] {
        match self {
            Domain::Person => &PERSON,
            Domain::Medicines => &MEDICINES,
            Domain::Allergies => &ALLERGIES,
            Domain::Results => &VALUES,
            Domain::LabReports => &LAB_REPORTS,
            Domain::OtherReports => &OTHER_REPORTS,
            Domain::Visits => &VISITS,
            Domain::Documents => &DOCUMENT_REFERENCES,
            Domain::Messages => &LETTERS,
            Domain::Teams => &TEAMS,
        }
    }
}

/// So many at once, unless the hospital's rules say otherwise.
const COUNT: (&str, &str) = ("_count", "100");
const ORIGIN: (&str, &str) = ("_revinclude", "Provenance:target");
const LAB: (&str, &str) = (
    "category",
    "http://terminology.hl7.org/CodeSystem/v2-0074|LAB",
);
const RADIOLOGY: (&str, &str) = ("category", "http://loinc.org|LP29684-5");
const CARDIOLOGY: (&str, &str) = ("category", "http://loinc.org|LP29708-2");
const PATHOLOGY: (&str, &str) = ("category", "http://loinc.org|LP7839-6");
const EVERY_STATUS: (&str, &str) = (
    "status",
    "registered,partial,preliminary,final,amended,corrected,appended,cancelled,entered-in-error,unknown",
);

static PERSON: [Search; 1] = [Search {
    number: 0,
    class: Class::People,
    resource: "Patient",
    forms: &[],
}];

const WHAT_IT_IS: (&str, &str) = ("_include", "MedicationRequest:medication");
/// Active proposals and reflex orders are in real charts, so all intents are asked for where a server takes them.
const EVERY_INTENT: (&str, &str) = (
    "intent",
    "proposal,plan,order,original-order,reflex-order,filler-order,instance-order,option",
);
const ORDER_OR_PLAN: (&str, &str) = ("intent", "order,plan");
const EVERY_MEDICINE_STATUS: (&str, &str) = (
    "status",
    "active,on-hold,cancelled,completed,entered-in-error,stopped,draft,unknown",
);

static MEDICINES: [Search; 1] = [Search {
    number: 10,
    class: Class::Medicines,
    resource: "MedicationRequest",
    forms: &[
        &[EVERY_INTENT, WHAT_IT_IS, COUNT],
        &[EVERY_INTENT],
        &[ORDER_OR_PLAN, WHAT_IT_IS],
        &[ORDER_OR_PLAN],
        &[ORDER_OR_PLAN, EVERY_MEDICINE_STATUS],
        &[],
    ],
}];

static ALLERGIES: [Search; 1] = [Search {
    number: 11,
    class: Class::Allergies,
    resource: "AllergyIntolerance",
    forms: &[&[COUNT], &[]],
}];

static VALUES: [Search; 1] = [Search {
    number: 1,
    class: Class::Results,
    resource: "Observation",
    forms: &[
        &[("category", "laboratory"), COUNT, ORIGIN],
        &[("category", "laboratory"), COUNT],
        &[("category", "laboratory")],
        // A server that knows no category gives everything; what is no lab result is left out and counted.
        &[COUNT],
        &[],
    ],
}];

static LAB_REPORTS: [Search; 1] = [Search {
    number: 2,
    class: Class::Papers,
    resource: "DiagnosticReport",
    forms: &[
        &[LAB, COUNT, ORIGIN],
        &[LAB, COUNT],
        &[LAB, EVERY_STATUS],
        &[COUNT],
    ],
}];

static OTHER_REPORTS: [Search; 3] = [
    Search {
        number: 3,
        class: Class::Papers,
        resource: "DiagnosticReport",
        forms: &[&[RADIOLOGY, COUNT], &[RADIOLOGY]],
    },
    Search {
        number: 4,
        class: Class::Papers,
        resource: "DiagnosticReport",
        forms: &[&[CARDIOLOGY, COUNT], &[CARDIOLOGY]],
    },
    Search {
        number: 5,
        class: Class::Papers,
        resource: "DiagnosticReport",
        forms: &[&[PATHOLOGY, COUNT], &[PATHOLOGY]],
    },
];

static VISITS: [Search; 1] = [Search {
    number: 6,
    class: Class::Visits,
    resource: "Encounter",
    forms: &[&[COUNT], &[]],
}];

static DOCUMENT_REFERENCES: [Search; 1] = [Search {
    number: 30,
    class: Class::Documents,
    resource: "DocumentReference",
    forms: &[
        &[COUNT],
        &[],
        &[("status", "current,superseded,entered-in-error")],
        &[("category", "clinical-note")],
    ],
}];

static LETTERS: [Search; 1] = [Search {
    number: 20,
    class: Class::Messages,
    resource: "Communication",
    forms: &[&[COUNT], &[]],
}];

static TEAMS: [Search; 1] = [Search {
    number: 21,
    class: Class::Teams,
    resource: "CareTeam",
    forms: &[&[("status", "active")], &[]],
}];

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(page_size: Option<u16>) -> Vec<String> {
        let [values] = &VALUES;
        let forms = values.asked("p1", page_size).into_iter();
        let size = |form: Vec<(&str, Cow<'_, str>)>| {
            let found = form.into_iter().find(|(name, _)| *name == "_count");
            found.map_or_else(String::new, |(_, size)| size.into_owned())
        };
        forms.map(size).collect()
    }

    #[test]
    fn a_page_has_the_size_that_the_hospitals_rules_give() {
        assert_eq!(sizes(None), ["100", "100", "", "100", ""]);
        assert_eq!(sizes(Some(200)), ["200", "200", "", "200", ""]);
    }

    #[test]
    fn every_form_asks_for_the_one_patient() {
        for search in Domain::ALL.iter().flat_map(|domain| domain.searches()) {
            for form in search.asked("p1", None) {
                let patients = form.iter().filter(|(name, _)| *name == "patient");
                assert_eq!(patients.count(), 1, "{}", search.resource);
            }
        }
    }
}
