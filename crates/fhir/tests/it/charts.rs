//! Whole charts, vendors' recorded answers and official examples: all is read, and nothing is lost.

use crate::wires::{answers, sample_data, with_page};
use fhir::{Account, Answer, Page, Resource};
use serde_json::Value;
use std::collections::BTreeMap;

#[test]
fn everything_in_the_sample_charts_is_read_or_accounted_for() {
    let Some(data) = sample_data() else { return };
    for folder in [
        "fhir-patients",
        "us-core-examples",
        "vendor-responses",
        "ips",
        "messages-scheduling",
        "health-cards-links",
    ] {
        let mut account = Account::default();
        let mut refused: BTreeMap<String, usize> = BTreeMap::new();
        for (file, answer) in answers(&data.join(folder)) {
            let plain: Option<Value> = serde_json::from_slice(answer.bytes()).ok();
            let is_fhir = plain
                .as_ref()
                .is_some_and(|plain| plain["resourceType"].is_string());
            let read = with_page(&answer, |page| {
                account.add(page);
                for entry in page
                    .entries
                    .iter()
                    .filter(|entry| entry.resource.is_err() || !entry.flaws.is_empty())
                {
                    println!(
                        "{}: {} {:?} {:?}",
                        file.display(),
                        entry.kind,
                        entry.resource.as_ref().err(),
                        entry.flaws
                    );
                }
                if let Some(plain) = &plain {
                    assert_same(page, plain);
                }
            });
            assert_eq!(read.is_ok(), is_fhir, "{}", file.display());
            if let Err(reason) = read {
                *refused.entry(reason.to_string()).or_default() += 1;
            }
        }
        println!("{folder}: {account}; not FHIR: {refused:?}");
        let typed_unread = account
            .kinds
            .iter()
            .filter(|(kind, tally)| !kind.is_empty() && tally.unread > 0);
        assert_eq!(typed_unread.count(), 0, "{folder}: {account}");
    }
}

/// What a reader without types finds must be what we found.
fn assert_same(page: &Page<'_>, plain: &Value) {
    let single = [plain.clone()];
    let is_bundle = plain["resourceType"] == "Bundle";
    let entries = if is_bundle {
        plain["entry"].as_array().map_or(&[][..], Vec::as_slice)
    } else {
        &single
    };
    assert_eq!(page.entries.len(), entries.len());
    for (entry, plain) in page.entries.iter().zip(entries) {
        let plain = if is_bundle { &plain["resource"] } else { plain };
        if let Ok(resource) = &entry.resource {
            assert_eq!(Some(resource.kind()), plain["resourceType"].as_str());
            assert_same_resource(resource, plain);
        }
    }
}

fn assert_same_resource(resource: &Resource<'_>, plain: &Value) {
    let length = |name: &str| plain[name].as_array().map_or(0, Vec::len);
    match resource {
        Resource::Observation(observation) => {
            assert_eq!(observation.id.as_deref(), plain["id"].as_str());
            assert_eq!(observation.status.as_deref(), plain["status"].as_str());
            assert_eq!(observation.component.len(), length("component"));
            assert_eq!(observation.reference_range.len(), length("referenceRange"));
            assert_eq!(observation.has_member.len(), length("hasMember"));
            assert_eq!(observation.note.len(), length("note"));
            let members = plain.as_object().into_iter().flatten();
            assert_eq!(
                observation.value().is_some(),
                members.clone().any(|(name, _)| name.starts_with("value"))
            );
            assert_eq!(
                observation.effective().is_some(),
                members
                    .clone()
                    .any(|(name, _)| name.starts_with("effective"))
            );
            if let Some(value) = observation
                .values
                .quantity
                .as_ref()
                .and_then(|quantity| quantity.value)
            {
                // serde_json rounds the last bit otherwise than the standard library does.
                let plain = plain["valueQuantity"]["value"].as_f64().expect("a number");
                assert!((value.as_f64().expect("a number") - plain).abs() <= plain.abs() * 1e-15);
            }
        }
        Resource::DiagnosticReport(report) => {
            assert_eq!(report.id.as_deref(), plain["id"].as_str());
            assert_eq!(report.result.len(), length("result"));
            assert_eq!(report.presented_form.len(), length("presentedForm"));
            assert_eq!(report.conclusion.as_deref(), plain["conclusion"].as_str());
        }
        Resource::Patient(patient) => {
            assert_eq!(patient.name.len(), length("name"));
            assert_eq!(patient.birth_date.as_deref(), plain["birthDate"].as_str());
            assert_eq!(patient.link.len(), length("link"));
            assert_eq!(patient.telecom.len(), length("telecom"));
            assert_eq!(patient.address.len(), length("address"));
            assert_eq!(patient.extension.len(), length("extension"));
            assert_eq!(patient.communication.len(), length("communication"));
        }
        Resource::Encounter(encounter) => {
            assert_eq!(
                encounter
                    .class
                    .as_ref()
                    .and_then(|class| class.code.as_deref()),
                plain["class"]["code"].as_str()
            );
            assert_eq!(encounter.kind.len(), length("type"));
            assert_eq!(encounter.participant.len(), length("participant"));
            assert_eq!(encounter.location.len(), length("location"));
            assert_eq!(encounter.reason_code.len(), length("reasonCode"));
        }
        Resource::DocumentReference(document) => {
            assert_eq!(document.status.as_deref(), plain["status"].as_str());
            assert_eq!(document.date.as_deref(), plain["date"].as_str());
            assert_eq!(document.content.len(), length("content"));
            for (content, plain) in document
                .content
                .iter()
                .zip(plain["content"].as_array().into_iter().flatten())
            {
                let file = content.attachment.as_ref();
                assert_eq!(
                    file.and_then(|file| file.url.as_deref()),
                    plain["attachment"]["url"].as_str()
                );
                assert_eq!(
                    file.and_then(|file| file.data.as_deref()),
                    plain["attachment"]["data"].as_str()
                );
            }
        }
        Resource::Location(location) => {
            assert_eq!(location.name.as_deref(), plain["name"].as_str())
        }
        Resource::Binary(binary) => assert_eq!(binary.data.as_deref(), plain["data"].as_str()),
        Resource::Provenance(provenance) => {
            assert_eq!(provenance.target.len(), length("target"));
            assert_eq!(provenance.recorded.as_deref(), plain["recorded"].as_str());
        }
        Resource::MedicationRequest(request) => {
            assert_eq!(request.status.as_deref(), plain["status"].as_str());
            assert_eq!(request.intent.as_deref(), plain["intent"].as_str());
            assert_eq!(
                request.dosage_instruction.len(),
                length("dosageInstruction")
            );
            let text = |request: &fhir::MedicationRequest<'_>| {
                let first = request.dosage_instruction.first()?;
                first.text.as_deref().map(str::to_owned)
            };
            assert_eq!(
                text(request).as_deref(),
                plain["dosageInstruction"][0]["text"].as_str()
            );
        }
        Resource::Medication(medication) => {
            assert_eq!(medication.id.as_deref(), plain["id"].as_str());
            assert_eq!(medication.code.is_some(), plain.get("code").is_some());
        }
        Resource::AllergyIntolerance(allergy) => {
            assert_eq!(allergy.reaction.len(), length("reaction"));
            assert_eq!(allergy.category.len(), length("category"));
        }
        Resource::Practitioner(practitioner) => assert_eq!(practitioner.name.len(), length("name")),
        Resource::Organization(organization) => {
            assert_eq!(organization.name.as_deref(), plain["name"].as_str())
        }
        Resource::Communication(message) => {
            assert_eq!(message.status.as_deref(), plain["status"].as_str());
            assert_eq!(message.payload.len(), length("payload"));
            assert_eq!(message.part_of.len(), length("partOf"));
        }
        Resource::CareTeam(team) => {
            assert_eq!(team.name.as_deref(), plain["name"].as_str());
            assert_eq!(team.participant.len(), length("participant"));
        }
        Resource::CapabilityStatement(statement) => {
            assert_eq!(statement.rest.len(), length("rest"));
        }
        Resource::OperationOutcome(outcome) => assert_eq!(outcome.issue.len(), length("issue")),
        Resource::Condition(condition) => {
            assert_eq!(condition.category.len(), length("category"));
            let onset = condition.onset.date_time.as_deref();
            assert_eq!(onset, plain["onsetDateTime"].as_str());
        }
        Resource::MedicationDispense(dispense) => {
            let handed_over = dispense.when_handed_over.as_deref();
            assert_eq!(handed_over, plain["whenHandedOver"].as_str());
            assert_eq!(dispense.performer.len(), length("performer"));
            let dosages = dispense.dosage_instruction.len();
            assert_eq!(dosages, length("dosageInstruction"));
        }
        Resource::MedicationAdministration(administration) => {
            let given = administration.effective.date_time.as_deref();
            assert_eq!(given, plain["effectiveDateTime"].as_str());
            let reasons = administration.reason_reference.len();
            assert_eq!(reasons, length("reasonReference"));
        }
        Resource::MedicationStatement(statement) => {
            assert_eq!(statement.status.as_deref(), plain["status"].as_str());
            assert_eq!(statement.dosage.len(), length("dosage"));
            assert_eq!(statement.note.len(), length("note"));
        }
        Resource::PractitionerRole(role) => assert_eq!(role.specialty.len(), length("specialty")),
        Resource::HealthcareService(service) => {
            assert_eq!(service.name.as_deref(), plain["name"].as_str())
        }
        Resource::Immunization(vaccine) => {
            assert_eq!(vaccine.status.as_deref(), plain["status"].as_str());
            assert_eq!(vaccine.lot_number.as_deref(), plain["lotNumber"].as_str());
            assert_eq!(vaccine.primary_source, plain["primarySource"].as_bool());
            assert_eq!(vaccine.is_subpotent, plain["isSubpotent"].as_bool());
            assert_eq!(vaccine.performer.len(), length("performer"));
            assert_eq!(vaccine.protocol_applied.len(), length("protocolApplied"));
            let when = &vaccine.occurrence;
            assert_eq!(
                when.date_time.as_deref(),
                plain["occurrenceDateTime"].as_str()
            );
            assert_eq!(when.words.as_deref(), plain["occurrenceString"].as_str());
        }
        Resource::Procedure(procedure) => {
            assert_eq!(procedure.status.as_deref(), plain["status"].as_str());
            assert_eq!(procedure.performer.len(), length("performer"));
            assert_eq!(procedure.reason_reference.len(), length("reasonReference"));
            let period = procedure.performed.period.as_deref();
            let start = period.and_then(|period| period.start.as_deref());
            assert_eq!(start, plain["performedPeriod"]["start"].as_str());
        }
        Resource::Device(device) => {
            assert_eq!(device.status.as_deref(), plain["status"].as_str());
            assert_eq!(
                device.serial_number.as_deref(),
                plain["serialNumber"].as_str()
            );
            assert_eq!(device.udi_carrier.len(), length("udiCarrier"));
            assert_eq!(device.device_name.len(), length("deviceName"));
        }
        Resource::Specimen(sample) => {
            let taken = sample.collection.as_ref();
            let taken = taken.and_then(|one| one.collected.date_time.as_deref());
            assert_eq!(taken, plain["collection"]["collectedDateTime"].as_str());
            assert_eq!(sample.container.len(), length("container"));
        }
        Resource::FamilyMemberHistory(relative) => {
            assert_eq!(relative.status.as_deref(), plain["status"].as_str());
            assert_eq!(relative.condition.len(), length("condition"));
        }
        Resource::ImagingStudy(study) => {
            let count = plain["numberOfInstances"].as_u64();
            let count = count.map(|count| count.to_string());
            assert_eq!(study.number_of_instances.as_deref(), count.as_deref());
            assert_eq!(study.series.len(), length("series"));
        }
        Resource::Media(media) => {
            let file = media.content.as_ref();
            let address = file.and_then(|file| file.url.as_deref());
            assert_eq!(address, plain["content"]["url"].as_str());
        }
        Resource::Goal(goal) => {
            assert_eq!(goal.target.len(), length("target"));
            let status = goal.lifecycle_status.as_deref();
            assert_eq!(status, plain["lifecycleStatus"].as_str());
        }
        Resource::CarePlan(plan) => {
            assert_eq!(plan.activity.len(), length("activity"));
            assert_eq!(plan.goal.len(), length("goal"));
            let div = plan.text.as_ref().and_then(|text| text.div.as_deref());
            assert_eq!(div, plain["text"]["div"].as_str());
        }
        Resource::ServiceRequest(order) => {
            assert_eq!(order.reason_code.len(), length("reasonCode"));
            let planned = order.occurrence.date_time.as_deref();
            assert_eq!(planned, plain["occurrenceDateTime"].as_str());
        }
        Resource::DeviceRequest(order) => assert_eq!(order.parameter.len(), length("parameter")),
        Resource::QuestionnaireResponse(form) => assert_eq!(form.item.len(), length("item")),
        Resource::RelatedPerson(relation) => {
            assert_eq!(relation.active, plain["active"].as_bool());
            assert_eq!(relation.telecom.len(), length("telecom"));
            assert_eq!(relation.address.len(), length("address"));
        }
        Resource::Coverage(coverage) => {
            assert_eq!(coverage.class.len(), length("class"));
            assert_eq!(
                coverage.subscriber_id.as_deref(),
                plain["subscriberId"].as_str()
            );
        }
        Resource::Appointment(appointment) => {
            assert_eq!(appointment.participant.len(), length("participant"));
            assert_eq!(appointment.start.as_deref(), plain["start"].as_str());
        }
        Resource::Claim(claim) => {
            assert_eq!(claim.item.len(), length("item"));
            assert_eq!(claim.usage.as_deref(), plain["use"].as_str());
        }
        Resource::ExplanationOfBenefit(benefit) => {
            assert_eq!(benefit.item.len(), length("item"));
            assert_eq!(benefit.total.len(), length("total"));
        }
        Resource::Other(_) => {}
    }
}

#[test]
fn a_large_chart_is_read_in_one_pass_without_flaws() {
    let Some(data) = sample_data() else { return };
    for (_, answer) in answers(&data.join("fhir-patients")) {
        let borrowed = with_page(&answer, |page| {
            page.resources()
                .filter_map(Resource::id)
                .all(|id| lies_in(&answer, id))
        });
        assert_eq!(borrowed, Ok(true));
    }
}

fn lies_in(answer: &Answer, text: &str) -> bool {
    answer.bytes().as_ptr_range().contains(&text.as_ptr())
}

#[test]
fn of_the_recorded_servers_it_is_known_which_take_messages() {
    let Some(data) = sample_data() else { return };
    let mut takes = BTreeMap::new();
    for (file, answer) in answers(&data.join("capability")) {
        let name = file
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let Ok(page) = fhir::read::page(&answer) else {
            continue;
        };
        for resource in page.resources() {
            if let Resource::CapabilityStatement(statement) = resource {
                let creates = statement
                    .of("Communication")
                    .is_some_and(|one| one.lists("create"));
                takes.insert(name.clone(), creates);
            }
        }
    }
    let who: Vec<&str> = takes
        .iter()
        .filter(|(_, takes)| **takes)
        .map(|(name, _)| name.as_str())
        .collect();
    println!("{takes:?}");
    assert_eq!(who, ["smart-launcher-R4-metadata.json.gz"]);
}
