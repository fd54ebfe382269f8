//! Hospitals that ask more of a search than others, or give less.
use super::{NO_MESSAGES, STRICT};
use crate::settings::{
    Forbidden, OBSERVATION, Origins, RecordRules, Required, Settings, Statuses, Unsupported,
};

/// A search of this type without any of these parameters gets 400.
pub(super) const fn wanted(kind: &'static str, one_of: &'static [&'static str]) -> Required {
    Required {
        kind,
        one_of,
        status: 400,
    }
}

/// As of US Core 3.1.1: what came later is not known.
pub(super) const OLDER: Settings = Settings {
    records: RecordRules {
        absent: &[
            "Appointment",
            "Communication",
            "Coverage",
            "FamilyMemberHistory",
            "MedicationDispense",
            "QuestionnaireResponse",
            "RelatedPerson",
            "ServiceRequest",
            "Specimen",
        ],
        unsupported: &[
            Unsupported {
                kind: "Condition",
                parameter: "category",
                codes: &[],
            },
            Unsupported {
                kind: "Observation",
                parameter: "category",
                codes: &[
                    "activity",
                    "care-experience-preference",
                    "clinical-test",
                    "cognitive-status",
                    "disability-status",
                    "exam",
                    "functional-status",
                    "imaging",
                    "procedure",
                    "sdoh",
                    "survey",
                    "therapy",
                    "treatment-intervention-preference",
                ],
            },
        ],
        origins: Origins::Unknown,
        ..STRICT.records
    },
    ..STRICT
};

/// US Core lets a server ask for a status wherever there is one.
pub(super) const STATUS_WANTED: Settings = Settings {
    records: RecordRules {
        absent: NO_MESSAGES,
        required: &[
            OBSERVATION,
            wanted("CarePlan", &["category"]),
            wanted("CarePlan", &["status"]),
            wanted("CareTeam", &["status"]),
            wanted("Coverage", &["status"]),
            wanted("Device", &["status"]),
            wanted("Goal", &["lifecycle-status"]),
            wanted("Immunization", &["status"]),
            wanted("MedicationDispense", &["status"]),
            wanted("MedicationRequest", &["intent"]),
            wanted("MedicationRequest", &["status"]),
            wanted("Procedure", &["status"]),
            wanted("QuestionnaireResponse", &["status"]),
            wanted("ServiceRequest", &["status"]),
        ],
        ..STRICT.records
    },
    ..STRICT
};

/// The same, and one status at a time.
pub(super) const ONE_STATUS: Settings = Settings {
    records: RecordRules {
        statuses: Statuses::OneByOne,
        ..STATUS_WANTED.records
    },
    ..STATUS_WANTED
};

/// Some parts are closed to patients, and some are not there.
pub(super) const PARTS_CLOSED: Settings = Settings {
    records: RecordRules {
        absent: &["Communication", "Device", "RelatedPerson"],
        withheld: &["Coverage", "FamilyMemberHistory", "Goal", "Provenance"],
        origins: Origins::ByScope,
        forbidden: Forbidden::Outcome,
        ..STRICT.records
    },
    ..STRICT
};
