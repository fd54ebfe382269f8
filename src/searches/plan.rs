//! The query plan: every search, in the order of reference §2.2, each with the forms that real servers take. The first
//! form is the one that brings most; a later one asks for less where a server refuses (an unknown `_revinclude`, a
//! required category or status).

use record::labs::Shelf;
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
        Domain::Medicines => &MEDICINES,
        Domain::Allergies => &ALLERGIES,
        Domain::Results => &VALUES,
        Domain::LabReports => &LAB_REPORTS,
        Domain::OtherReports => &OTHER_REPORTS,
        Domain::Visits => &VISITS,
        Domain::Documents => &DOCUMENTS,
        Domain::Messages => &LETTERS,
        Domain::Teams => &TEAMS,
        Domain::Vitals => &VITALS,
        Domain::Social => &SOCIAL,
        Domain::Surveys => &SURVEYS,
        Domain::Findings => &FINDINGS,
        Domain::Part(part) => of_part(part),
    }
}

fn of_part(part: Part) -> &'static [Search] {
    match part {
        Part::Conditions => &CONDITIONS,
        Part::Vaccines => &VACCINES,
        Part::Procedures => &PROCEDURES,
        Part::Fills => &FILLS,
        Part::Plans => &PLANS,
        Part::Goals => &GOALS,
        Part::Devices => &DEVICES,
        Part::Insurance => &INSURANCE,
        Part::Orders => &ORDERS,
        Part::Forms => &FORMS,
        Part::Appointments => &APPOINTMENTS,
        Part::Relations => &RELATIONS,
        Part::Family => &FAMILY,
        Part::Samples => &SAMPLES,
        Part::Images => &IMAGES,
        Part::Claims => &CLAIMS,
        // Comes with what was asked for, or not at all.
        Part::Others => &[],
    }
}

/// With where each comes from, without that, and without a size of page.
const PLAIN: &[Form] = &[&[COUNT, ORIGIN], &[COUNT], &[]];

// --- Who the patient is

static PERSON: [Search; 1] = [Search::of(0, Class::People, "Patient", &[]).first()];

static RELATIONS: [Search; 1] = [part(60, Part::Relations, "RelatedPerson", &[&[COUNT], &[]])];

// --- What was measured, found or asked

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

/// The forms for one category. A server that knows none gives everything with the last two; what belongs to another
/// part is left out there and counted.
macro_rules! of_category {
    ($category:literal) => {
        &[
            &[("category", $category), COUNT, ORIGIN],
            &[("category", $category), COUNT],
            &[("category", $category)],
            &[COUNT],
            &[],
        ]
    };
}

static VALUES: [Search; 1] = [Search::of(
    1,
    Class::Results(Shelf::Lab),
    "Observation",
    of_category!("laboratory"),
)
.first()];

static VITALS: [Search; 1] = [Search::of(
    40,
    Class::Results(Shelf::Vitals),
    "Observation",
    of_category!("vital-signs"),
)];

static SOCIAL: [Search; 2] = [
    Search::of(
        41,
        Class::Results(Shelf::Social),
        "Observation",
        of_category!("social-history"),
    ),
    finding(42, Shelf::Social, &[&[("category", "sdoh"), COUNT]]),
];

static SURVEYS: [Search; 4] = [
    Search::of(
        43,
        Class::Results(Shelf::Surveys),
        "Observation",
        of_category!("survey"),
    ),
    finding(
        44,
        Shelf::Surveys,
        &[&[("category", "functional-status"), COUNT]],
    ),
    finding(
        45,
        Shelf::Surveys,
        &[&[("category", "disability-status"), COUNT]],
    ),
    finding(
        46,
        Shelf::Surveys,
        &[&[("category", "cognitive-status"), COUNT]],
    ),
];

static FINDINGS: [Search; 9] = [
    Search::of(
        47,
        Class::Results(Shelf::Findings),
        "Observation",
        of_category!("imaging"),
    )
    .often_unknown(),
    finding(48, Shelf::Findings, &[&[("category", "procedure"), COUNT]]),
    finding(49, Shelf::Findings, &[&[("category", "exam"), COUNT]]),
    finding(50, Shelf::Findings, &[&[("category", "therapy"), COUNT]]),
    finding(51, Shelf::Findings, &[&[("category", "activity"), COUNT]]),
    finding(
        52,
        Shelf::Findings,
        &[&[("category", "clinical-test"), COUNT]],
    ),
    finding(
        53,
        Shelf::Findings,
        &[&[("category", "treatment-intervention-preference"), COUNT]],
    ),
    finding(
        54,
        Shelf::Findings,
        &[&[("category", "care-experience-preference"), COUNT]],
    ),
    finding(
        55,
        Shelf::Findings,
        &[&[("category", "observation-adi-documentation"), COUNT]],
    ),
];

static LAB_REPORTS: [Search; 1] = [Search::of(
    2,
    Class::Papers,
    "DiagnosticReport",
    &[
        &[LAB, COUNT, ORIGIN],
        &[LAB, COUNT],
        &[LAB, EVERY_STATUS],
        &[COUNT],
    ],
)
.first()];

/// The lab's reports come again with all others: a hospital may send reports of any department, and notes as reports.
static OTHER_REPORTS: [Search; 1] = [Search::of(
    31,
    Class::Papers,
    "DiagnosticReport",
    &[&[COUNT], &[], &[RADIOLOGY, COUNT], &[RADIOLOGY]],
)
.narrow(
    2,
    &[
        Search::of(
            4,
            Class::Papers,
            "DiagnosticReport",
            &[&[CARDIOLOGY, COUNT], &[CARDIOLOGY]],
        ),
        Search::of(
            5,
            Class::Papers,
            "DiagnosticReport",
            &[&[PATHOLOGY, COUNT], &[PATHOLOGY]],
        ),
    ],
)];

static SAMPLES: [Search; 1] = [part(61, Part::Samples, "Specimen", &[&[COUNT], &[]])];

static IMAGES: [Search; 2] = [
    part(62, Part::Images, "ImagingStudy", &[&[COUNT], &[]]).only_if_granted(),
    part(63, Part::Images, "Media", &[&[COUNT], &[]]).only_if_granted(),
];

// --- What is the matter, and what is done about it

static CONDITIONS: [Search; 1] = [part(
    64,
    Part::Conditions,
    "Condition",
    &[
        &[COUNT, ORIGIN],
        &[COUNT],
        &[],
        &[("category", "problem-list-item"), COUNT],
    ],
)
.narrow(
    3,
    &[
        part(
            65,
            Part::Conditions,
            "Condition",
            &[&[("category", "encounter-diagnosis"), COUNT]],
        )
        .often_unknown(),
        part(
            66,
            Part::Conditions,
            "Condition",
            &[&[("category", "health-concern"), COUNT]],
        )
        .often_unknown(),
    ],
)];

static ALLERGIES: [Search; 1] = [Search::of(
    11,
    Class::Allergies,
    "AllergyIntolerance",
    &[&[COUNT, ORIGIN], &[COUNT], &[]],
)];

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

static MEDICINES: [Search; 1] = [Search::of(
    10,
    Class::Medicines,
    "MedicationRequest",
    &[
        &[EVERY_INTENT, WHAT_IT_IS, COUNT],
        &[EVERY_INTENT],
        &[ORDER_OR_PLAN, WHAT_IT_IS],
        &[ORDER_OR_PLAN],
        &[ORDER_OR_PLAN, EVERY_MEDICINE_STATUS],
        &[],
    ],
)];

static FILLS: [Search; 3] = [
    part(
        67,
        Part::Fills,
        "MedicationDispense",
        &[
            &[COUNT],
            &[],
            &[(
                "status",
                "preparation,in-progress,cancelled,on-hold,completed,entered-in-error,stopped,declined,unknown",
            )],
        ],
    ),
    part(
        68,
        Part::Fills,
        "MedicationAdministration",
        &[&[COUNT], &[]],
    )
    .only_if_granted(),
    part(69, Part::Fills, "MedicationStatement", &[&[COUNT], &[]]).only_if_granted(),
];

static VACCINES: [Search; 1] = [part(
    70,
    Part::Vaccines,
    "Immunization",
    &[
        &[COUNT, ORIGIN],
        &[COUNT],
        &[],
        &[("status", "completed,entered-in-error,not-done")],
    ],
)];

static PROCEDURES: [Search; 1] = [part(
    71,
    Part::Procedures,
    "Procedure",
    &[
        &[COUNT, ORIGIN],
        &[COUNT],
        &[],
        &[(
            "status",
            "preparation,in-progress,not-done,on-hold,stopped,completed,entered-in-error,unknown",
        )],
    ],
)];

static DEVICES: [Search; 1] = [part(72, Part::Devices, "Device", PLAIN)];

static ORDERS: [Search; 1] = [part(
    73,
    Part::Orders,
    "ServiceRequest",
    &[
        &[COUNT, ORIGIN],
        &[COUNT],
        &[],
        &[(
            "status",
            "draft,active,on-hold,revoked,completed,entered-in-error,unknown",
        )],
    ],
)];

/// What a plan is of, where it must be said; a server knows some of them.
const PLAN: &str = "category";

static PLANS: [Search; 1] = [part(
    74,
    Part::Plans,
    "CarePlan",
    &[
        &[COUNT, ORIGIN],
        &[COUNT],
        &[],
        &[(PLAN, "assess-plan"), COUNT],
    ],
)
.often_unknown()
.narrow(
    3,
    &[
        plan(80, &[&[(PLAN, "734163000"), COUNT]]),
        plan(81, &[&[(PLAN, "38717003"), COUNT]]),
        plan(82, &[&[(PLAN, "736271009"), COUNT]]),
        plan(83, &[&[(PLAN, "736353004"), COUNT]]),
        plan(84, &[&[(PLAN, "738906000"), COUNT]]),
        plan(85, &[&[(PLAN, "736378000"), COUNT]]),
        plan(86, &[&[(PLAN, "409073007"), COUNT]]),
        plan(87, &[&[(PLAN, "care-path"), COUNT]]),
        plan(88, &[&[(PLAN, "inpatient-pathway"), COUNT]]),
    ],
)];

static GOALS: [Search; 1] = [part(
    75,
    Part::Goals,
    "Goal",
    &[
        &[COUNT, ORIGIN],
        &[COUNT],
        &[],
        &[(
            "lifecycle-status",
            "proposed,planned,accepted,active,on-hold,completed,cancelled,entered-in-error,rejected",
        )],
    ],
)];

static FAMILY: [Search; 1] = [part(
    76,
    Part::Family,
    "FamilyMemberHistory",
    &[&[COUNT], &[]],
)];

// --- Visits, papers, and with whom

static VISITS: [Search; 1] = [Search::of(
    6,
    Class::Visits,
    "Encounter",
    &[&[COUNT, ORIGIN], &[COUNT], &[]],
)];

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
.narrow(4, &[])];

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

const fn finding(number: u8, shelf: Shelf, forms: &'static [Form]) -> Search {
    Search::of(number, Class::Results(shelf), "Observation", forms).often_unknown()
}

const fn plan(number: u8, forms: &'static [Form]) -> Search {
    part(number, Part::Plans, "CarePlan", forms).often_unknown()
}
