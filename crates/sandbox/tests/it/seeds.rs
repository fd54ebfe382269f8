//! The sample charts are sound: references resolve, and every form of value occurs.
use std::collections::HashSet;

use serde_json::Value;

use sandbox::{Options, Sandbox};

use crate::person::{Person, dist, entries, sandbox};

pub(crate) const EVERYTHING: &str = "launch/patient patient/*.rs";

pub(crate) async fn chart(person: &Person) -> Vec<Value> {
    let mut records = Vec::new();
    for kind in [
        "DiagnosticReport",
        "Encounter",
        "DocumentReference",
        "Provenance",
        "MedicationRequest",
        "AllergyIntolerance",
        "Appointment",
        "CarePlan",
        "CareTeam",
        "Condition",
        "Coverage",
        "Device",
        "FamilyMemberHistory",
        "Goal",
        "Immunization",
        "MedicationDispense",
        "Procedure",
        "QuestionnaireResponse",
        "RelatedPerson",
        "ServiceRequest",
        "Specimen",
    ] {
        records.extend(
            entries(
                &person
                    .get(&format!("{kind}?patient={{me}}&_count=200"))
                    .await
                    .json(),
            )
            .into_iter()
            .cloned(),
        );
    }
    for category in [
        "laboratory",
        "vital-signs",
        "social-history",
        "survey",
        "sdoh",
        "imaging",
        "procedure",
        "exam",
        "therapy",
        "activity",
        "clinical-test",
        "functional-status",
        "disability-status",
        "cognitive-status",
        "treatment-intervention-preference",
        "care-experience-preference",
    ] {
        let path = format!("Observation?patient={{me}}&category={category}&_count=200");
        records.extend(
            entries(&person.get(&path).await.json())
                .into_iter()
                .cloned(),
        );
    }
    records.retain(|record| record["resourceType"] != "OperationOutcome");
    records
}

fn references(value: &Value, found: &mut HashSet<String>) {
    match value {
        Value::Object(fields) => {
            found.extend(
                fields
                    .get("reference")
                    .and_then(Value::as_str)
                    .map(str::to_owned),
            );
            fields.values().for_each(|value| references(value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

#[tokio::test]
async fn every_reference_of_the_samples_resolves() {
    let sandbox = Sandbox::start(Options::new(dist()).with_four())
        .await
        .unwrap();
    let further = |key: &str| sandbox.hospital(key).unwrap();
    for (hospital, username) in [
        (sandbox.st_marys(), "maria"),
        (sandbox.st_marys(), "samuel"),
        (sandbox.lakeside(), "maria"),
        (sandbox.lakeside(), "mario"),
        (sandbox.st_marys(), "bella"),
        (sandbox.st_marys(), "elena"),
        (sandbox.lakeside(), "elena"),
        (sandbox.lakeside(), "helena"),
        (further("hillside"), "elena"),
        (further("riverside"), "elena"),
    ] {
        let person = Person::with_scopes(hospital, username, EVERYTHING).await;
        let mut found = HashSet::new();
        chart(&person)
            .await
            .iter()
            .for_each(|record| references(record, &mut found));
        for reference in found {
            assert_eq!(
                person.get(&reference).await.status,
                200,
                "{username}: {reference}"
            );
        }
    }
}

#[tokio::test]
async fn every_form_of_value_occurs() {
    let sandbox = sandbox().await;
    let maria = Person::with_scopes(sandbox.st_marys(), "maria", EVERYTHING).await;
    let text = Value::from(chart(&maria).await).to_string();
    let forms = [
        "valueQuantity",
        "valueCodeableConcept",
        "valueString",
        "valueRatio",
        "valueRange",
        "valueInteger",
        "valueBoolean",
        "valueDateTime",
        "valueTime",
        "valuePeriod",
        "valueSampledData",
        "\"comparator\":\"<\"",
        "component",
        "hasMember",
        "\"code\":\"error\"",
        "temp-unknown",
        "masked",
        "as-text",
        "not-performed",
        "modifierExtension",
        "presentedForm",
        "\"preliminary\"",
        "\"corrected\"",
        "\"amended\"",
        "\"cancelled\"",
        "\"entered-in-error\"",
        "\"registered\"",
        "\"partial\"",
        "\"code\":\"HH\"",
        "appliesTo",
        "\"effectiveDateTime\":\"2024\"",
        "\"effectiveDateTime\":\"2025-09-15\"",
        "\"effectiveDateTime\":\"2024-09-16T13:25:00Z\"",
        "effectivePeriod",
        "\"conclusion\"",
        "\"note\"",
        "\"issued\"",
    ];
    for form in forms {
        assert!(text.contains(form), "{form} does not occur");
    }
}

#[tokio::test]
async fn decimals_keep_the_digits_they_were_written_with() {
    let sandbox = sandbox().await;
    let maria = Person::new(sandbox.st_marys(), "maria").await;
    let answer = maria
        .get("Observation?patient={me}&code=2160-0&_count=200")
        .await;
    assert!(
        answer.text().contains("\"value\":0.90,")
            && answer.text().contains("\"high\":{\"value\":1.10,")
    );
}

#[tokio::test]
async fn the_first_result_is_that_of_the_mock_up_and_one_chart_is_empty() {
    let sandbox = sandbox().await;
    let maria = Person::new(sandbox.st_marys(), "maria").await;
    let history = maria
        .get("Observation?patient={me}&code=4548-4")
        .await
        .json();
    let values: Vec<f64> = entries(&history)
        .iter()
        .map(|one| one["valueQuantity"]["value"].as_f64().unwrap())
        .collect();
    assert_eq!(values, [6.8, 5.9, 5.5, 6.4, 7.2, 7.9]);
    let nora = Person::new(sandbox.st_marys(), "nora").await;
    assert!(
        entries(&nora.labs().await.json())
            .iter()
            .all(|one| one["resourceType"] == "OperationOutcome")
    );
}
