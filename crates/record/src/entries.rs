//! From each type of resource to an [`Entry`](crate::Entry): one file for each, and here which of them it is.

mod activity;
mod administration;
mod appointment;
mod care_plan;
mod claim;
mod condition;
mod coverage;
mod device;
mod device_request;
mod dispense;
mod event;
mod explanation_of_benefit;
mod family_member_history;
mod goal;
mod imaging_study;
mod immunization;
mod kinship;
mod media;
mod medicines;
mod other;
mod procedure;
mod questionnaire_response;
mod related_person;
mod request;
mod service_request;
mod specimen;
mod statement;

use fhir::Resource;

use crate::{names::Named, reader::Reader, receipt::LeftOut, taking::Taken};

impl Taken {
    /// Puts a resource among the entries, or says why it is none of them; `None` if its type has no entry.
    pub(crate) fn place_entry(
        &mut self,
        entry: &fhir::Entry<'_>,
        resource: &Resource<'_>,
        reader: &mut Reader<'_>,
    ) -> Option<Result<(), LeftOut>> {
        let id = reader.id(entry, resource);
        // Whom it is about, and whether it is withdrawn, before anything of it is read.
        macro_rules! place {
            ($file:ident, $of:expr, $subject:expr, $status:expr) => {{
                if let Err(why) = self.is_theirs($subject, $status, id, reader) {
                    return Some(Err(why));
                }
                self.entries
                    .push($file::entry($of, &entry.flaws, id, reader));
            }};
        }
        // The same for a type with elements of these names.
        macro_rules! plain {
            ($file:ident, $of:ident.$subject:ident, $status:ident) => {
                place!($file, $of, $of.$subject.as_ref(), $of.$status.as_deref())
            };
        }
        match resource {
            Resource::Condition(it) => {
                place!(condition, it, it.subject.as_ref(), condition::withdrawn(it));
            }
            Resource::Immunization(it) => plain!(immunization, it.patient, status),
            Resource::Procedure(it) => plain!(procedure, it.subject, status),
            // What is nobody's is a machine or a program that the record mentions.
            Resource::Device(it) if it.patient.is_none() => {
                return Some(self.name(id, device::name(it), "Device"));
            }
            Resource::Device(it) => plain!(device, it.patient, status),
            Resource::Specimen(it) => plain!(specimen, it.subject, status),
            Resource::FamilyMemberHistory(it) => plain!(family_member_history, it.patient, status),
            Resource::ImagingStudy(it) => plain!(imaging_study, it.subject, status),
            Resource::Media(it) => plain!(media, it.subject, status),
            Resource::MedicationDispense(it) => plain!(dispense, it.subject, status),
            Resource::MedicationAdministration(it) => plain!(administration, it.subject, status),
            Resource::MedicationStatement(it) => plain!(statement, it.subject, status),
            Resource::Goal(it) => plain!(goal, it.subject, lifecycle_status),
            Resource::CarePlan(it) => plain!(care_plan, it.subject, status),
            Resource::ServiceRequest(it) => plain!(service_request, it.subject, status),
            Resource::DeviceRequest(it) => plain!(device_request, it.subject, status),
            Resource::QuestionnaireResponse(it) => {
                plain!(questionnaire_response, it.subject, status)
            }
            Resource::RelatedPerson(it) => {
                place!(related_person, it, it.patient.as_ref(), None);
                let name = related_person::name(it);
                self.heard.named.extend(name.map(|name| Named { id, name }));
            }
            Resource::Coverage(it) => plain!(coverage, it.beneficiary, status),
            Resource::Appointment(it) => {
                let subject = appointment::subject(it, reader);
                place!(appointment, it, subject, it.status.as_deref());
            }
            Resource::Claim(it) => plain!(claim, it.patient, status),
            Resource::ExplanationOfBenefit(it) => {
                plain!(explanation_of_benefit, it.patient, status)
            }
            Resource::Other(it) => {
                let (subject, status) = (other::subject(it), it.text("status"));
                place!(other, it, subject.as_ref(), status.as_deref());
            }
            _ => return None,
        }
        Some(Ok(()))
    }
}
