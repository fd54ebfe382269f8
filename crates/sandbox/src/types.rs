//! The types of record a hospital serves and the search parameters of each.
//! The CapabilityStatement is written from this table, so it tells the truth.

/// One type: its name, its search parameters beside `_id`, and whether records of it belong to one patient.
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    pub(crate) parameters: &'static [&'static str],
    pub(crate) of_a_patient: bool,
}

pub(crate) fn is_known(name: &str) -> bool {
    kind(name).is_some()
}

pub(crate) fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name)
}

/// Whether a patient may write records of this type: messages, nothing else.
pub(crate) fn is_written(name: &str) -> bool {
    name == "Communication"
}

/// Whether records of this type say which medicine they are about, so that it can come along.
pub(crate) fn has_medication(name: &str) -> bool {
    matches!(name, "MedicationRequest" | "MedicationDispense")
}

/// How the specification types a parameter.
pub(crate) fn parameter_type(name: &str) -> &'static str {
    match name {
        "patient" | "target" | "part-of" => "reference",
        "date" | "authoredon" | "authored" | "onset-date" | "abatement-date" | "recorded"
        | "recorded-date" | "sent" | "start-date" | "target-date" | "whenhandedover"
        | "whenprepared" => "date",
        _ => "token",
    }
}

const fn of_a_patient(name: &'static str, parameters: &'static [&'static str]) -> Kind {
    Kind {
        name,
        parameters,
        of_a_patient: true,
    }
}

const fn of_the_hospital(name: &'static str) -> Kind {
    Kind {
        name,
        parameters: &["identifier"],
        of_a_patient: false,
    }
}

pub(crate) const KINDS: &[Kind] = &[
    Kind {
        name: "Patient",
        parameters: &["identifier"],
        of_a_patient: true,
    },
    of_a_patient(
        "Observation",
        &["patient", "category", "code", "date", "status"],
    ),
    of_a_patient(
        "DiagnosticReport",
        &["patient", "category", "code", "date", "status"],
    ),
    of_a_patient("Encounter", &["patient", "date", "status", "type"]),
    of_a_patient("Provenance", &["patient", "target", "recorded"]),
    of_a_patient(
        "AllergyIntolerance",
        &["patient", "clinical-status", "code"],
    ),
    of_a_patient("Appointment", &["patient", "date", "status"]),
    of_a_patient("CarePlan", &["patient", "category", "date", "status"]),
    of_a_patient("CareTeam", &["patient", "status"]),
    of_a_patient("Claim", &["patient", "status"]),
    of_a_patient(
        "Communication",
        &[
            "patient",
            "category",
            "identifier",
            "part-of",
            "sent",
            "status",
        ],
    ),
    of_a_patient(
        "Condition",
        &[
            "patient",
            "category",
            "clinical-status",
            "code",
            "onset-date",
            "abatement-date",
            "recorded-date",
        ],
    ),
    of_a_patient("Coverage", &["patient", "status", "type"]),
    of_a_patient("Device", &["patient", "status", "type"]),
    of_a_patient(
        "DocumentReference",
        &["patient", "category", "date", "status", "type"],
    ),
    of_a_patient("ExplanationOfBenefit", &["patient", "status", "type"]),
    of_a_patient("FamilyMemberHistory", &["patient", "code", "status"]),
    of_a_patient(
        "Goal",
        &[
            "patient",
            "category",
            "lifecycle-status",
            "start-date",
            "target-date",
        ],
    ),
    of_a_patient("ImagingStudy", &["patient", "status"]),
    of_a_patient("Immunization", &["patient", "date", "status"]),
    of_a_patient("MedicationAdministration", &["patient", "status"]),
    of_a_patient(
        "MedicationDispense",
        &[
            "patient",
            "status",
            "type",
            "whenhandedover",
            "whenprepared",
        ],
    ),
    of_a_patient(
        "MedicationRequest",
        &["patient", "authoredon", "intent", "status"],
    ),
    of_a_patient("MedicationStatement", &["patient", "category", "status"]),
    of_a_patient(
        "Procedure",
        &["patient", "category", "code", "date", "status"],
    ),
    of_a_patient("QuestionnaireResponse", &["patient", "authored", "status"]),
    of_a_patient("RelatedPerson", &["patient"]),
    of_a_patient(
        "ServiceRequest",
        &[
            "patient", "authored", "category", "code", "intent", "status",
        ],
    ),
    of_a_patient("Specimen", &["patient", "status", "type"]),
    of_a_patient("SupplyDelivery", &["patient", "status"]),
    of_a_patient("SupplyRequest", &["patient", "status"]),
    of_a_patient("Task", &["patient", "code", "status"]),
    Kind {
        name: "Binary",
        parameters: &[],
        of_a_patient: true,
    },
    of_the_hospital("Endpoint"),
    of_the_hospital("Location"),
    of_the_hospital("Medication"),
    of_the_hospital("Organization"),
    of_the_hospital("Practitioner"),
    of_the_hospital("PractitionerRole"),
];
