//! The resources we read, one file each, and the enum that holds any of them.

mod allergy_intolerance;
mod appointment;
mod binary;
mod capability_statement;
mod care_plan;
mod care_team;
mod claim;
mod communication;
mod condition;
mod coverage;
mod device;
mod device_request;
mod diagnostic_report;
mod document_reference;
mod dosage;
mod encounter;
mod explanation_of_benefit;
mod family_member_history;
mod goal;
mod healthcare_service;
mod imaging_study;
mod immunization;
mod location;
mod media;
mod medication;
mod medication_administration;
mod medication_dispense;
mod medication_request;
mod medication_statement;
mod observation;
mod operation_outcome;
mod organization;
mod other;
mod patient;
mod practitioner;
mod practitioner_role;
mod procedure;
mod provenance;
mod questionnaire_response;
mod related_person;
mod service_request;
mod specimen;
mod timing;
mod value;

pub use allergy_intolerance::{AllergyIntolerance, AllergyOnset, AllergyReaction};
pub use appointment::{Appointment, AppointmentParticipant};
pub use binary::Binary;
pub use capability_statement::{
    CapabilityStatement, CapabilityStatementInteraction, CapabilityStatementResource,
    CapabilityStatementRest,
};
pub use care_plan::{CarePlan, CarePlanActivity, CarePlanDetail};
pub use care_team::{CareTeam, CareTeamParticipant};
pub use claim::{Claim, ClaimInsurance, ClaimItem};
pub use communication::{Communication, Payload};
pub use condition::{Condition, ConditionStage};
pub use coverage::{Coverage, CoverageClass, CoverageCost, CoverageException};
pub use device::{Device, DeviceName, UdiCarrier};
pub use device_request::{DeviceParameter, DeviceRequest};
pub use diagnostic_report::DiagnosticReport;
pub use document_reference::{DocumentContent, DocumentContext, DocumentReference, RelatesTo};
pub use dosage::{Dosage, DoseAndRate};
pub use encounter::{Encounter, EncounterLocation, EncounterParticipant, Hospitalization};
pub use explanation_of_benefit::{BenefitPayment, BenefitTotal, ExplanationOfBenefit, ProcessNote};
pub use family_member_history::{FamilyCondition, FamilyMemberHistory};
pub use goal::{Goal, GoalTarget};
pub use healthcare_service::HealthcareService;
pub use imaging_study::{ImagingSeries, ImagingStudy};
pub use immunization::{
    Immunization, ImmunizationPerformer, ImmunizationProtocol, ImmunizationReaction,
};
pub use location::Location;
pub use media::Media;
pub use medication::{Medication, MedicationIngredient};
pub use medication_administration::{AdministrationDosage, MedicationAdministration};
pub use medication_dispense::{DispenseSubstitution, MedicationDispense, MedicationPerformer};
pub use medication_request::{DispenseRequest, MedicationRequest};
pub use medication_statement::MedicationStatement;
pub use observation::{Effective, Observation, ObservationComponent, ReferenceRange};
pub use operation_outcome::{Issue, OperationOutcome};
pub use organization::Organization;
pub use other::Other;
pub use patient::{
    Deceased, ExtensionPart, Patient, PatientCommunication, PatientContact, PatientExtension,
    PatientLink,
};
pub use practitioner::Practitioner;
pub use practitioner_role::PractitionerRole;
pub use procedure::{FocalDevice, Procedure, ProcedurePerformer};
pub use provenance::{Provenance, ProvenanceAgent};
pub use questionnaire_response::{
    DisplayExtension, QuestionnaireAnswer, QuestionnaireItem, QuestionnaireNamed,
    QuestionnaireResponse,
};
pub use related_person::{RelatedPerson, RelatedPersonCommunication};
pub use service_request::ServiceRequest;
pub use specimen::{Specimen, SpecimenCollection, SpecimenContainer};
pub use timing::{Repeat, Timing};
pub use value::{Value, Values};

use crate::{
    Text,
    apart::Apart,
    slot::{Element, Slot},
};

/// Declares [`Resource`] and its readers: a type is named here once, and its file says the rest.
macro_rules! resources {
    (
        first { $( $(#[$first_doc:meta])* $First:ident, )* }
        later { $( $(#[$later_doc:meta])* $Later:ident, )* }
    ) => {
        /// Any resource. All are boxed, so that a page is a short list of short things.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Resource<'a> {
            $( $(#[$first_doc])* $First(Box<$First<'a>>), )*
            $( $(#[$later_doc])* $Later(Apart<'a, $Later<'a>>), )*
            /// Any other type: what nearly all of them say in the same words.
            Other(Box<Other<'a>>),
        }

        impl<'a> Resource<'a> {
            /// The resource type, as the specification writes it.
            #[must_use]
            pub fn kind(&self) -> &str {
                match self {
                    $( Resource::$First(_) => stringify!($First), )*
                    $( Resource::$Later(_) => stringify!($Later), )*
                    Resource::Other(other) => &other.kind,
                }
            }

            /// The logical id, if the resource has one.
            #[must_use]
            pub fn id(&self) -> Option<&str> {
                match self {
                    $( Resource::$First(resource) => resource.id.as_deref(), )*
                    $( Resource::$Later(resource) => resource.id.as_deref(), )*
                    Resource::Other(other) => other.id.as_deref(),
                }
            }
        }

        impl Reads for Results {
            fn of<'a>(kind: &Text<'a>) -> Resource<'a> {
                match kind.as_str() {
                    $( stringify!($First) => Resource::$First(Box::default()), )*
                    _ => Resource::Other(Box::new(Other::of(kind.clone()))),
                }
            }

            fn slot<'s, 'a>(resource: &'s mut Resource<'a>, name: &str) -> Slot<'s, 'a> {
                match resource {
                    $( Resource::$First(resource) => resource.slot(name), )*
                    Resource::Other(other) if name == "id" => Slot::Text(&mut other.id),
                    _ => Slot::Ignored,
                }
            }
        }

        impl Reads for Everything {
            fn of<'a>(kind: &Text<'a>) -> Resource<'a> {
                match kind.as_str() {
                    $( stringify!($Later) => Resource::$Later(Apart::default()), )*
                    _ => Results::of(kind),
                }
            }

            fn slot<'s, 'a>(resource: &'s mut Resource<'a>, name: &str) -> Slot<'s, 'a> {
                match resource {
                    $( Resource::$Later(resource) => resource.slot(name), )*
                    Resource::Other(other) => other.slot(name),
                    _ => Results::slot(resource, name),
                }
            }
        }
    };
}

resources! {
    first {
        /// Who the record is about.
        Patient,
        /// One thing measured or found.
        Observation,
        /// A report that holds results together.
        DiagnosticReport,
        /// Somebody who gives care.
        Practitioner,
        /// A hospital, a department, a laboratory.
        Organization,
        /// A place.
        Location,
        /// Where a record came from.
        Provenance,
        /// What a server can do.
        CapabilityStatement,
        /// A message of the server about the answer: never data.
        OperationOutcome,
    }
    later {
        /// A visit.
        Encounter,
        /// A medicine ordered, suggested or reported.
        MedicationRequest,
        /// What a medicine is.
        Medication,
        /// An allergy, or that none is known.
        AllergyIntolerance,
        /// A problem, a diagnosis, a concern.
        Condition,
        /// A document, and where its file lies.
        DocumentReference,
        /// A file wrapped in JSON.
        Binary,
        /// A message to or from a care team.
        Communication,
        /// Those who care for a patient together.
        CareTeam,
        /// A vaccine that was given, or was not.
        Immunization,
        /// Something that was done.
        Procedure,
        /// An implant, an aid, a machine.
        Device,
        /// A sample for the laboratory.
        Specimen,
        /// What a relative has or had.
        FamilyMemberHistory,
        /// A scan or an X-ray.
        ImagingStudy,
        /// A photo, a video or a recording.
        Media,
        /// A medicine that was handed out, or was not.
        MedicationDispense,
        /// A dose that was given, or was not.
        MedicationAdministration,
        /// A medicine that somebody says is taken, was taken or is not taken.
        MedicationStatement,
        /// Somebody who gives care, in one of their roles.
        PractitionerRole,
        /// A service that an organization offers.
        HealthcareService,
        /// What is aimed at for a patient.
        Goal,
        /// What is planned for a patient.
        CarePlan,
        /// Something ordered for a patient.
        ServiceRequest,
        /// A device ordered for a patient.
        DeviceRequest,
        /// A form that was filled in.
        QuestionnaireResponse,
        /// Somebody who has to do with a patient.
        RelatedPerson,
        /// Who pays for care.
        Coverage,
        /// A meeting that is planned, or was.
        Appointment,
        /// What a hospital asks an insurance to pay.
        Claim,
        /// What an insurance says to a claim.
        ExplanationOfBenefit,
    }
}

/// Which types are read; any other comes as [`Resource::Other`]. Chosen by a type and not by a value, so that what is
/// read in one place alone is linked for that place alone.
pub(crate) trait Reads: Default {
    /// A resource of this type, with nothing in it yet.
    fn of<'a>(kind: &Text<'a>) -> Resource<'a>;

    /// The place for the member of this name.
    fn slot<'s, 'a>(resource: &'s mut Resource<'a>, name: &str) -> Slot<'s, 'a>;
}

/// What a first look at results is made of.
#[derive(Default)]
pub(crate) struct Results;

/// Those and all others.
#[derive(Default)]
pub(crate) struct Everything;
