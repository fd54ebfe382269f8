//! The query plan: every search, in the order of reference §2.2, each with the forms that real servers take. The first
//! form is the one that brings most; a later one asks for less where a server refuses (an unknown `_revinclude`, a
//! required category or status).

mod care;
mod measured;

use record::{Class, Part};

use super::{Domain, Form, Search};

/// What the portal reads, and so what a sign-in asks for.
pub const TYPES: [&str; 30] = [
    "Patient",
    "Observation",
    "DiagnosticReport",
    "Practitioner",
    "PractitionerRole",
    "Organization",
    "Encounter",
    "Provenance",
    "MedicationRequest",
    "Medication",
    "MedicationDispense",
    "AllergyIntolerance",
    "Condition",
    "Immunization",
    "Procedure",
    "DocumentReference",
    "Binary",
    "Location",
    "Communication",
    "CareTeam",
    "CarePlan",
    "Goal",
    "Device",
    "Coverage",
    "ServiceRequest",
    "QuestionnaireResponse",
    "RelatedPerson",
    "Specimen",
    "FamilyMemberHistory",
    "Appointment",
];

/// What is asked for only at a hospital that names it among what it gives to patients.
pub const MORE_TYPES: [&str; 6] = [
    "MedicationAdministration",
    "MedicationStatement",
    "ImagingStudy",
    "Media",
    "Claim",
    "ExplanationOfBenefit",
];

/// So many at once, unless the hospital's rules say otherwise.
pub(super) const COUNT: (&str, &str) = ("_count", "100");
const ORIGIN: (&str, &str) = ("_revinclude", "Provenance:target");

/// The searches of a row.
pub(super) fn of(domain: Domain) -> &'static [Search] {
    match domain {
        Domain::Person => &PERSON,
        Domain::Medicines => &care::MEDICINES,
        Domain::Allergies => &care::ALLERGIES,
        Domain::Results => &measured::VALUES,
        Domain::LabReports => &measured::LAB_REPORTS,
        Domain::OtherReports => &measured::OTHER_REPORTS,
        Domain::Visits => &VISITS,
        Domain::Documents => &DOCUMENTS,
        Domain::Messages => &LETTERS,
        Domain::Teams => &TEAMS,
        Domain::Vitals => &measured::VITALS,
        Domain::Social => &measured::SOCIAL,
        Domain::Surveys => &measured::SURVEYS,
        Domain::Findings => &measured::FINDINGS,
        Domain::Part(part) => of_part(part),
    }
}

fn of_part(part: Part) -> &'static [Search] {
    match part {
        Part::Conditions => &care::CONDITIONS,
        Part::Vaccines => &care::VACCINES,
        Part::Procedures => &care::PROCEDURES,
        Part::Fills => &care::FILLS,
        Part::Plans => &care::PLANS,
        Part::Goals => &care::GOALS,
        Part::Devices => &care::DEVICES,
        Part::Insurance => &INSURANCE,
        Part::Orders => &care::ORDERS,
        Part::Forms => &FORMS,
        Part::Appointments => &APPOINTMENTS,
        Part::Relations => &RELATIONS,
        Part::Family => &care::FAMILY,
        Part::Samples => &measured::SAMPLES,
        Part::Images => &measured::IMAGES,
        Part::Claims => &CLAIMS,
        // Comes with what was asked for, or not at all.
        Part::Others => &[],
    }
}

/// With where each comes from, without that, and without a size of page.
const PLAIN: &[Form] = &[&[COUNT, ORIGIN], &[COUNT], &[]];

// --- Who the patient is, and whom they know

static PERSON: [Search; 1] = [Search::of(0, Class::People, "Patient", &[]).first()];

static RELATIONS: [Search; 1] = [part(60, Part::Relations, "RelatedPerson", &[&[COUNT], &[]])];

// --- Visits, papers, and with whom

static VISITS: [Search; 1] = [Search::of(
    6,
    Class::Visits,
    "Encounter",
    &[&[COUNT, ORIGIN], &[COUNT], &[]],
)
.dated()];

static APPOINTMENTS: [Search; 1] = [part(
    77,
    Part::Appointments,
    "Appointment",
    &[&[COUNT], &[], &[("date", "getoday")]],
)
.narrow(2, &[])];

static DOCUMENTS: [Search; 1] = [Search::of(
    30,
    Class::Documents,
    "DocumentReference",
    &[
        &[COUNT, ORIGIN],
        &[COUNT],
        &[],
        &[("status", "current,superseded,entered-in-error")],
        &[("category", "clinical-note")],
    ],
)
.narrow(4, &[])
.dated()];

static FORMS: [Search; 1] = [part(
    78,
    Part::Forms,
    "QuestionnaireResponse",
    &[
        &[COUNT],
        &[],
        &[(
            "status",
            "in-progress,completed,amended,entered-in-error,stopped",
        )],
    ],
)];

static LETTERS: [Search; 1] = [Search::of(
    20,
    Class::Messages,
    "Communication",
    &[&[COUNT], &[]],
)];

static TEAMS: [Search; 1] = [Search::of(
    21,
    Class::Teams,
    "CareTeam",
    &[&[("status", "active")], &[]],
)];

// --- Who pays

static INSURANCE: [Search; 1] = [part(
    79,
    Part::Insurance,
    "Coverage",
    &[
        &[COUNT, ORIGIN],
        &[COUNT],
        &[],
        &[("status", "active,cancelled,draft,entered-in-error")],
    ],
)];

static CLAIMS: [Search; 2] = [
    part(90, Part::Claims, "ExplanationOfBenefit", &[&[COUNT], &[]]).only_if_granted(),
    part(91, Part::Claims, "Claim", &[&[COUNT], &[]]).only_if_granted(),
];

const fn part(number: u8, part: Part, resource: &'static str, forms: &'static [Form]) -> Search {
    Search::of(number, Class::Part(part), resource, forms)
}
