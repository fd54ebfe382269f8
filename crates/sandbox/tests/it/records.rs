//! Read and search: scopes, the compartment, parameters, pages.
use std::collections::HashSet;

use crate::http;
use crate::person::{Person, entries, sandbox};

#[track_caller]
fn kinds(bundle: &serde_json::Value) -> HashSet<String> {
    entries(bundle)
        .iter()
        .map(|one| one["resourceType"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn every_request_of_the_app_is_answered() {
    let sandbox = sandbox().await;
    for hospital in [sandbox.st_marys(), sandbox.lakeside()] {
        let maria = Person::new(hospital, "maria").await;
        for path in [
            "Patient/{me}",
            "Observation?patient={me}&category=laboratory&_count=200&_revinclude=Provenance:target",
            "DiagnosticReport?patient={me}&category=http://terminology.hl7.org/CodeSystem/v2-0074|LAB&_count=100&_revinclude=Provenance:target",
            "DiagnosticReport?patient={me}&category=http%3A%2F%2Floinc.org%7CLP29684-5",
            "Encounter?patient={me}&_count=100",
        ] {
            let answer = maria.get(path).await;
            assert_eq!(answer.status, 200, "{path}: {}", answer.text());
            assert_eq!(
                answer.header("content-type"),
                Some("application/fhir+json;charset=utf-8")
            );
            assert!(answer.json()["total"].is_null());
        }
    }
}

#[tokio::test]
async fn what_belongs_to_a_match_comes_along() {
    let sandbox = sandbox().await;
    let scopes = "launch/patient patient/MedicationRequest.rs patient/Medication.r patient/DiagnosticReport.rs patient/Provenance.rs";
    let maria = Person::with_scopes(sandbox.st_marys(), "maria", scopes).await;
    let reports = maria
        .get("DiagnosticReport?patient={me}&_revinclude=Provenance:target")
        .await
        .json();
    assert!(kinds(&reports).contains("Provenance"));
    let medicines = maria.get("MedicationRequest?patient={me}&intent=order,plan&_include=MedicationRequest:medication").await.json();
    assert!(kinds(&medicines).contains("Medication"));
    let modes: HashSet<&str> = medicines["entry"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["search"]["mode"].as_str().unwrap())
        .collect();
    assert_eq!(modes, HashSet::from(["match", "include", "outcome"]));
    let without = Person::with_scopes(
        sandbox.st_marys(),
        "maria",
        "launch/patient patient/DiagnosticReport.rs",
    )
    .await;
    let reports = without
        .get("DiagnosticReport?patient={me}&_revinclude=Provenance:target")
        .await
        .json();
    assert!(!kinds(&reports).contains("Provenance"));
}

#[tokio::test]
async fn a_scope_that_was_not_given_is_403() {
    let sandbox = sandbox().await;
    let scopes = "launch/patient patient/Patient.r patient/Observation.s patient/Encounter.read";
    let silent = Person::with_scopes(sandbox.st_marys(), "maria", scopes).await;
    let status = async |path: &str| silent.get(path).await.status;
    assert_eq!(status("Patient/{me}").await, 200);
    assert_eq!(status("Patient?_id={me}").await, 403);
    assert_eq!(
        status("Observation?patient={me}&category=laboratory").await,
        200
    );
    assert_eq!(status("Observation/a1c-2026-11-a1c").await, 403);
    assert_eq!(status("Encounter?patient={me}").await, 200);
    assert_eq!(status("Encounter/maria-2024-03").await, 200);
    let refused = silent.get("Condition?patient={me}").await;
    assert_eq!((refused.status, refused.body.len()), (403, 0));
    assert_eq!(
        refused.header("www-authenticate"),
        Some("Bearer error=\"insufficient_scope\"")
    );
    let wordy = Person::with_scopes(sandbox.lakeside(), "maria", scopes).await;
    assert_eq!(
        wordy.get("Condition?patient={me}").await.json()["issue"][0]["code"],
        "forbidden"
    );
}

#[tokio::test]
async fn a_narrow_scope_shows_only_what_it_names() {
    let sandbox = sandbox().await;
    let scopes = "launch/patient patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|vital-signs";
    let maria = Person::with_scopes(sandbox.st_marys(), "maria", scopes).await;
    assert!(
        kinds(
            &maria
                .get("Observation?patient={me}&category=vital-signs")
                .await
                .json()
        )
        .contains("Observation")
    );
    assert!(!kinds(&maria.labs().await.json()).contains("Observation"));
    assert_eq!(maria.get("Observation/a1c-2026-11-a1c").await.status, 404);
    assert_eq!(maria.get("Observation/weight-2026-03").await.status, 200);
}

#[tokio::test]
async fn another_patients_records_are_neither_found_nor_read() {
    let sandbox = sandbox().await;
    let samuel = Person::new(sandbox.st_marys(), "samuel").await;
    let search = samuel
        .get("Observation?patient=maria-lopez&category=laboratory")
        .await;
    assert_eq!(search.status, 200);
    assert!(!kinds(&search.json()).contains("Observation"));
    for path in [
        "Patient/maria-lopez",
        "Observation/a1c-2026-11-a1c",
        "Provenance/maria-a1c-author",
    ] {
        assert_eq!(samuel.get(path).await.status, 404, "{path}");
    }
    assert!(
        entries(&samuel.get("Patient?_id=maria-lopez").await.json())
            .iter()
            .all(|one| one["resourceType"] != "Patient")
    );
    assert_eq!(
        samuel.get("Practitioner/okafor").await.status,
        200,
        "clinicians belong to no patient"
    );
}

#[tokio::test]
async fn what_cannot_be_answered_is_refused_with_an_outcome() {
    let sandbox = sandbox().await;
    let maria =
        Person::with_scopes(sandbox.st_marys(), "maria", "launch/patient patient/*.rs").await;
    for (path, status) in [
        ("Observation?patient={me}", 400),
        ("Observation?category=laboratory", 400),
        (
            "Observation?patient={me}&category=laboratory&mood=good",
            400,
        ),
        (
            "Observation?patient={me}&category=laboratory&date=yesterday",
            400,
        ),
        (
            "Observation?patient={me}&category=laboratory&_count=many",
            400,
        ),
        ("Encounter?patient={me}&_include=Encounter:location", 400),
        ("Starship?patient={me}", 404),
        ("Observation/unheard-of", 404),
        ("Observation?cursor=guess", 410),
        ("Patient/{me}?_format=xml", 406),
    ] {
        let answer = maria.get(path).await;
        assert_eq!(answer.status, status, "{path}");
        assert_eq!(answer.json()["resourceType"], "OperationOutcome", "{path}");
    }
    let bearer = format!("Bearer {}", maria.access);
    let url = format!("{}/Patient/{}", maria.base, maria.patient);
    for (accept, status) in [
        ("application/fhir+json", 200),
        ("application/json+fhir;q=0.9, text/html", 200),
        ("text/html", 406),
    ] {
        assert_eq!(
            http::get(&url, &[("Authorization", &bearer), ("Accept", accept)])
                .await
                .status,
            status,
            "{accept}"
        );
    }
    assert_eq!(http::get(&url, &[]).await.status, 401);
}

#[tokio::test]
async fn searches_find_by_code_date_and_status() {
    let sandbox = sandbox().await;
    let maria = Person::new(sandbox.st_marys(), "maria").await;
    let count = async |path: &str| {
        let bundle = maria.get(path).await.json();
        entries(&bundle)
            .iter()
            .filter(|one| one["resourceType"] != "OperationOutcome")
            .count()
    };
    assert_eq!(count("Observation?patient={me}&code=4548-4").await, 6);
    assert_eq!(
        count("Observation?patient=Patient/{me}&code=http://loinc.org|4548-4&date=ge2026-01-01")
            .await,
        2
    );
    assert_eq!(
        count("Observation?patient={me}&code=4548-4&date=ge2025-01-01&date=lt2026-01-01").await,
        2
    );
    assert_eq!(
        count("Observation?patient={me}&category=laboratory&status=entered-in-error").await,
        1
    );
    assert_eq!(
        count("Observation?_id=a1c-2026-11-a1c,a1c-2026-03-a1c").await,
        2
    );
}

#[tokio::test]
async fn the_capability_statement_tells_the_truth() {
    let sandbox = sandbox().await;
    let hospital = sandbox.st_marys();
    let statement = http::get(&format!("{}/metadata", hospital.base()), &[])
        .await
        .json();
    let maria = Person::with_scopes(hospital, "maria", "launch/patient patient/*.rs").await;
    for resource in statement["rest"][0]["resource"].as_array().unwrap() {
        let kind = resource["type"].as_str().unwrap();
        for parameter in resource["searchParam"].as_array().unwrap() {
            let (name, value) = match (
                parameter["name"].as_str().unwrap(),
                parameter["type"].as_str().unwrap(),
            ) {
                ("patient", _) => continue,
                (name, "date") => (name, "ge2020"),
                (name, _) => (name, "x"),
            };
            let patient = if kind == "Patient"
                || !resource["searchParam"].to_string().contains("\"patient\"")
            {
                ""
            } else {
                "&patient={me}"
            };
            let category = if kind == "Observation" {
                "&category=laboratory"
            } else {
                ""
            };
            let path = format!("{kind}?{name}={value}{patient}{category}");
            assert_eq!(maria.get(&path).await.status, 200, "{path}");
        }
    }
}
