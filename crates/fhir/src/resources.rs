//! The resources we read, one file each, and the enum that holds any of them.

mod allergy_intolerance;
mod binary;
mod capability_statement;
mod care_team;
mod communication;
mod diagnostic_report;
mod document_reference;
mod dosage;
mod encounter;
mod location;
mod medication;
mod medication_request;
mod observation;
mod operation_outcome;
mod organization;
mod patient;
mod practitioner;
mod provenance;
mod timing;
mod value;

pub use allergy_intolerance::{AllergyIntolerance, AllergyOnset, AllergyReaction};
pub use binary::Binary;
pub use capability_statement::{
    CapabilityStatement, CapabilityStatementInteraction, CapabilityStatementResource,
    CapabilityStatementRest,
};
pub use care_team::{CareTeam, CareTeamParticipant};
pub use communication::{Communication, Payload};
pub use diagnostic_report::DiagnosticReport;
pub use document_reference::{DocumentContent, DocumentContext, DocumentReference, RelatesTo};
pub use dosage::{Dosage, DoseAndRate};
pub use encounter::{Encounter, EncounterLocation, EncounterParticipant, Hospitalization};
pub use location::Location;
pub use medication::Medication;
pub use medication_request::{DispenseRequest, MedicationRequest};
pub use observation::{Effective, Observation, ObservationComponent, ReferenceRange};
pub use operation_outcome::{Issue, OperationOutcome};
pub use organization::Organization;
pub use patient::{Deceased, Patient, PatientLink};
pub use practitioner::Practitioner;
pub use provenance::{Provenance, ProvenanceAgent};
pub use timing::{Repeat, Timing};
pub use value::{Value, Values};

use crate::{
    Text,
    slot::{Element, Slot},
};

/// Any resource. The big ones are boxed, so that a page is a short list of short things.
#[derive(Clone, Debug, PartialEq)]
pub enum Resource<'a> {
    /// Who the record is about.
    Patient(Box<Patient<'a>>),
    /// One thing measured or found.
    Observation(Box<Observation<'a>>),
    /// A report that holds results together.
    DiagnosticReport(Box<DiagnosticReport<'a>>),
    /// Somebody who gives care.
    Practitioner(Box<Practitioner<'a>>),
    /// A hospital, a department, a laboratory.
    Organization(Box<Organization<'a>>),
    /// A visit.
    Encounter(Box<Encounter<'a>>),
    /// A medicine ordered, suggested or reported.
    MedicationRequest(Box<MedicationRequest<'a>>),
    /// What a medicine is.
    Medication(Box<Medication<'a>>),
    /// An allergy, or that none is known.
    AllergyIntolerance(Box<AllergyIntolerance<'a>>),
    /// A document, and where its file lies.
    DocumentReference(Box<DocumentReference<'a>>),
    /// A place.
    Location(Box<Location<'a>>),
    /// A file wrapped in JSON.
    Binary(Box<Binary<'a>>),
    /// Where a record came from.
    Provenance(Box<Provenance<'a>>),
    /// A message to or from a care team.
    Communication(Box<Communication<'a>>),
    /// Those who care for a patient together.
    CareTeam(Box<CareTeam<'a>>),
    /// What a server can do.
    CapabilityStatement(Box<CapabilityStatement<'a>>),
    /// A message of the server about the answer: never data.
    OperationOutcome(Box<OperationOutcome<'a>>),
    /// A type we do not read, by name.
    Other(Text<'a>),
}

impl<'a> Resource<'a> {
    /// The resource type, as the specification writes it.
    #[must_use]
    pub fn kind(&self) -> &str {
        match self {
            Resource::Patient(_) => "Patient",
            Resource::Observation(_) => "Observation",
            Resource::DiagnosticReport(_) => "DiagnosticReport",
            Resource::Practitioner(_) => "Practitioner",
            Resource::Organization(_) => "Organization",
            Resource::Encounter(_) => "Encounter",
            Resource::MedicationRequest(_) => "MedicationRequest",
            Resource::Medication(_) => "Medication",
            Resource::AllergyIntolerance(_) => "AllergyIntolerance",
            Resource::DocumentReference(_) => "DocumentReference",
            Resource::Location(_) => "Location",
            Resource::Binary(_) => "Binary",
            Resource::Provenance(_) => "Provenance",
            Resource::Communication(_) => "Communication",
            Resource::CareTeam(_) => "CareTeam",
            Resource::CapabilityStatement(_) => "CapabilityStatement",
            Resource::OperationOutcome(_) => "OperationOutcome",
            Resource::Other(kind) => kind,
        }
    }

    /// The logical id, if the resource has one and its type is read.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        match self {
            Resource::Patient(patient) => patient.id.as_deref(),
            Resource::Observation(observation) => observation.id.as_deref(),
            Resource::DiagnosticReport(report) => report.id.as_deref(),
            Resource::Practitioner(practitioner) => practitioner.id.as_deref(),
            Resource::Organization(organization) => organization.id.as_deref(),
            Resource::Encounter(encounter) => encounter.id.as_deref(),
            Resource::MedicationRequest(request) => request.id.as_deref(),
            Resource::Medication(medication) => medication.id.as_deref(),
            Resource::AllergyIntolerance(allergy) => allergy.id.as_deref(),
            Resource::DocumentReference(document) => document.id.as_deref(),
            Resource::Location(location) => location.id.as_deref(),
            Resource::Binary(binary) => binary.id.as_deref(),
            Resource::Provenance(provenance) => provenance.id.as_deref(),
            Resource::Communication(message) => message.id.as_deref(),
            Resource::CareTeam(team) => team.id.as_deref(),
            Resource::CapabilityStatement(_)
            | Resource::OperationOutcome(_)
            | Resource::Other(_) => None,
        }
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

impl Reads for Results {
    fn of<'a>(kind: &Text<'a>) -> Resource<'a> {
        match kind.as_str() {
            "Patient" => Resource::Patient(Box::default()),
            "Observation" => Resource::Observation(Box::default()),
            "DiagnosticReport" => Resource::DiagnosticReport(Box::default()),
            "Practitioner" => Resource::Practitioner(Box::default()),
            "Organization" => Resource::Organization(Box::default()),
            "Location" => Resource::Location(Box::default()),
            "Provenance" => Resource::Provenance(Box::default()),
            "CapabilityStatement" => Resource::CapabilityStatement(Box::default()),
            "OperationOutcome" => Resource::OperationOutcome(Box::default()),
            _ => Resource::Other(kind.clone()),
        }
    }

    fn slot<'s, 'a>(resource: &'s mut Resource<'a>, name: &str) -> Slot<'s, 'a> {
        match resource {
            Resource::Patient(patient) => patient.slot(name),
            Resource::Observation(observation) => observation.slot(name),
            Resource::DiagnosticReport(report) => report.slot(name),
            Resource::Practitioner(practitioner) => practitioner.slot(name),
            Resource::Organization(organization) => organization.slot(name),
            Resource::Location(location) => location.slot(name),
            Resource::Provenance(provenance) => provenance.slot(name),
            Resource::CapabilityStatement(statement) => statement.slot(name),
            Resource::OperationOutcome(outcome) => outcome.slot(name),
            Resource::Encounter(_)
            | Resource::MedicationRequest(_)
            | Resource::Medication(_)
            | Resource::AllergyIntolerance(_)
            | Resource::DocumentReference(_)
            | Resource::Binary(_)
            | Resource::Communication(_)
            | Resource::CareTeam(_)
            | Resource::Other(_) => Slot::Ignored,
        }
    }
}

/// Those and all others of [`Resource`].
#[derive(Default)]
pub(crate) struct Everything;

impl Reads for Everything {
    fn of<'a>(kind: &Text<'a>) -> Resource<'a> {
        match kind.as_str() {
            "Encounter" => Resource::Encounter(Box::default()),
            "MedicationRequest" => Resource::MedicationRequest(Box::default()),
            "Medication" => Resource::Medication(Box::default()),
            "AllergyIntolerance" => Resource::AllergyIntolerance(Box::default()),
            "DocumentReference" => Resource::DocumentReference(Box::default()),
            "Binary" => Resource::Binary(Box::default()),
            "Communication" => Resource::Communication(Box::default()),
            "CareTeam" => Resource::CareTeam(Box::default()),
            _ => Results::of(kind),
        }
    }

    fn slot<'s, 'a>(resource: &'s mut Resource<'a>, name: &str) -> Slot<'s, 'a> {
        match resource {
            Resource::Encounter(encounter) => encounter.slot(name),
            Resource::MedicationRequest(request) => request.slot(name),
            Resource::Medication(medication) => medication.slot(name),
            Resource::AllergyIntolerance(allergy) => allergy.slot(name),
            Resource::DocumentReference(document) => document.slot(name),
            Resource::Binary(binary) => binary.slot(name),
            Resource::Communication(message) => message.slot(name),
            Resource::CareTeam(team) => team.slot(name),
            _ => Results::slot(resource, name),
        }
    }
}
