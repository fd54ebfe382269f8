//! Each failing patient answers as the table in the README says, and everything else of theirs works.
use std::time::{Duration, Instant};

use sandbox::Failure;

use crate::person::{Person, entries, next, refresh, sandbox};

#[tokio::test]
async fn every_failing_patient_answers_as_the_table_says() {
    let sandbox = sandbox().await;
    let hospital = sandbox.st_marys();
    let elsewhere = sandbox.lakeside().base();
    let person = async |name: &str| Person::new(hospital, name).await;

    assert_eq!(person("hector").await.labs().await.status, 500);

    let forbidden = person("ruth").await.labs().await;
    assert_eq!((forbidden.status, forbidden.body.len()), (403, 0));

    let html = person("omar").await.labs().await;
    assert_eq!(
        (html.status, html.header("content-type")),
        (404, Some("text/html"))
    );

    let cut = person("june").await.labs().await;
    assert_eq!(cut.status, 200);
    assert!(serde_json::from_slice::<serde_json::Value>(&cut.body).is_err());

    let redirect = person("victor").await.labs().await;
    assert_eq!(redirect.status, 302);
    assert!(redirect.header("location").unwrap().starts_with(elsewhere));

    assert!(
        next(&person("nadia").await.labs().await.json())
            .unwrap()
            .starts_with(elsewhere)
    );

    let bella = person("bella").await;
    let first = bella.labs().await.json();
    let again = next(&first).unwrap();
    assert_eq!(next(&bella.get(&again).await.json()), Some(again));

    let inside = person("irene").await.labs().await;
    assert_eq!(inside.status, 200);
    assert!(
        entries(&inside.json())
            .iter()
            .any(|one| one["issue"][0]["severity"] == "error")
    );
    assert!(
        entries(&inside.json())
            .iter()
            .any(|one| one["resourceType"] == "Observation")
    );

    let tomas = person("tomas").await;
    let quota = tomas.labs().await;
    assert_eq!(
        (quota.status, quota.header("retry-after")),
        (429, Some("1"))
    );
    assert_eq!(
        (tomas.labs().await.status, tomas.labs().await.status),
        (429, 200)
    );

    let walter = person("walter").await;
    assert_eq!(walter.labs().await.status, 400);
    assert_eq!(walter.get("Observation?patient={me}").await.status, 200);
}

#[tokio::test]
async fn everything_else_of_a_failing_patient_works() {
    let sandbox = sandbox().await;
    for sample in sandbox::sample_sign_ins()
        .iter()
        .filter(|sample| sample.hospital == "st-marys")
    {
        let person = Person::new(sandbox.st_marys(), sample.username).await;
        for path in [
            "Patient/{me}",
            "Encounter?patient={me}",
            "DiagnosticReport?patient={me}",
        ] {
            assert_eq!(
                person.get(path).await.status,
                200,
                "{} {path}",
                sample.username
            );
        }
    }
}

#[tokio::test]
async fn slow_results_come_after_eight_seconds() {
    let sandbox = sandbox().await;
    let paula = Person::new(sandbox.st_marys(), "paula").await;
    let start = Instant::now();
    assert_eq!(paula.labs().await.status, 200);
    assert!(start.elapsed() >= Duration::from_secs(8));
}

#[tokio::test]
async fn a_token_that_ends_half_way_can_be_renewed_once_or_not_at_all() {
    let sandbox = sandbox().await;
    let hospital = sandbox.st_marys();
    for (username, renewed) in [("grace", 200), ("leon", 400)] {
        let mut person = Person::new(hospital, username).await;
        for _ in 0..3 {
            assert_eq!(person.get("Patient/{me}").await.status, 200);
        }
        assert_eq!(person.get("Patient/{me}").await.status, 401);
        let answer = refresh(hospital, &person.refresh).await;
        assert_eq!(answer.status, renewed, "{username}");
        if renewed == 200 {
            person.access = answer.json()["access_token"].as_str().unwrap().to_owned();
            for _ in 0..10 {
                assert_eq!(person.get("Patient/{me}").await.status, 200);
            }
        }
    }
}

#[tokio::test]
async fn a_test_can_break_one_type_for_everyone_and_mend_it() {
    let sandbox = sandbox().await;
    let hospital = sandbox.lakeside();
    let maria = Person::new(hospital, "maria").await;
    hospital.fail("DiagnosticReport", Failure::Broken);
    assert_eq!(maria.get("DiagnosticReport?patient={me}").await.status, 500);
    assert_eq!(maria.labs().await.status, 200);
    hospital.mend();
    assert_eq!(maria.get("DiagnosticReport?patient={me}").await.status, 200);
}

#[tokio::test]
async fn one_type_of_record_fails_and_the_others_come() {
    let sandbox = sandbox().await;
    let scopes = "launch/patient patient/*.rs";
    for (username, failing, sound) in [
        ("rosa", "AllergyIntolerance", "MedicationRequest"),
        ("felix", "MedicationRequest", "AllergyIntolerance"),
    ] {
        let person = Person::with_scopes(sandbox.st_marys(), username, scopes).await;
        let status = async |kind: &str| person.get(&format!("{kind}?patient={{me}}")).await.status;
        assert_eq!(
            (status(failing).await, status(sound).await),
            (500, 200),
            "{username}"
        );
        assert_eq!(person.labs().await.status, 200);
    }
}
