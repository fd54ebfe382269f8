//! What tests can make happen to records and to whole classes of them while a patient reads.
use std::time::Duration;

use sandbox::{Failure, Options, Sandbox, personality};
use serde_json::Value;

use crate::person::{Person, dist, entries, next, sandbox};
use crate::visitor::Visitor;

const EVERYTHING: &str = "launch/patient patient/*.rs";

fn found(bundle: &Value, id: &str) -> Option<Value> {
    let mut found = entries(bundle).into_iter();
    found.find(|one| one["id"] == id).cloned()
}

#[tokio::test]
async fn between_two_readings_a_result_is_corrected_withdrawn_gone_and_new() {
    let sandbox = sandbox().await;
    let hospital = sandbox.st_marys();
    let maria = Person::with_scopes(hospital, "maria", EVERYTHING).await;
    let labs = async || {
        let path = "Observation?patient={me}&category=laboratory&_count=200";
        maria.get(path).await.json()
    };
    let before = entries(&labs().await).len();
    hospital
        .change("Observation/a1c-2026-11-a1c", |record| {
            record["status"] = "corrected".into();
            record["valueQuantity"]["value"] = 6.6.into();
        })
        .unwrap();
    hospital.withdraw("Observation/cbc-2026-11-hgb").unwrap();
    hospital.remove("Observation/cbc-2026-11-wbc").unwrap();
    let new = r#"{"resourceType":"Observation","id":"new","status":"final","category":[{"coding":[{"code":"laboratory"}]}],
        "code":{"text":"Potassium"},"subject":{"reference":"Patient/maria-lopez"},"effectiveDateTime":"2026-11-20","valueQuantity":{"value":4.10}}"#;
    hospital.put(new).unwrap();

    let after = labs().await;
    assert_eq!(entries(&after).len(), before);
    let corrected = found(&after, "a1c-2026-11-a1c").unwrap();
    assert_eq!(corrected["status"], "corrected");
    assert_eq!(corrected["valueQuantity"]["value"], 6.6);
    let withdrawn = found(&after, "cbc-2026-11-hgb").unwrap();
    assert_eq!(
        withdrawn.to_string(),
        r#"{"id":"cbc-2026-11-hgb","resourceType":"Observation","status":"entered-in-error"}"#
    );
    assert_eq!(found(&after, "cbc-2026-11-wbc"), None);
    assert_eq!(maria.get("Observation/cbc-2026-11-wbc").await.status, 404);
    assert!(maria.get("Observation/new").await.text().contains("4.10"));
    assert_eq!(entries(&after)[0]["id"], "new", "the newest is first");

    let final_only = "Observation?patient={me}&category=laboratory&status=final&_count=200";
    let final_only = maria.get(final_only).await.json();
    assert_eq!(found(&final_only, "cbc-2026-11-hgb"), None);
    let samuel = Person::with_scopes(hospital, "samuel", EVERYTHING).await;
    for id in ["new", "cbc-2026-11-hgb"] {
        let status = samuel.get(&format!("Observation/{id}")).await.status;
        assert_eq!(status, 404, "it is still hers alone");
    }
    assert!(hospital.remove("Observation/cbc-2026-11-wbc").is_err());
    assert!(hospital.withdraw("Observation/never-was").is_err());
    assert!(hospital.put("{}").is_err());
}

#[tokio::test]
async fn each_class_is_withdrawn_by_its_own_status() {
    let sandbox = sandbox().await;
    let hospital = sandbox.st_marys();
    let maria = Person::with_scopes(hospital, "maria", EVERYTHING).await;
    for (name, place) in [
        (
            "Condition/maria-asthma",
            "/verificationStatus/coding/0/code",
        ),
        (
            "AllergyIntolerance/maria-latex",
            "/verificationStatus/coding/0/code",
        ),
        ("Goal/maria-a1c", "/lifecycleStatus"),
        ("Immunization/maria-flu-2026", "/status"),
    ] {
        hospital.withdraw(name).unwrap();
        let record = maria.get(name).await.json();
        assert_eq!(record.pointer(place).unwrap(), "entered-in-error", "{name}");
        assert_eq!(record.as_object().unwrap().len(), 3, "{name}");
    }
    let problems = "Condition?patient={me}&category=problem-list-item";
    let problems = maria.get(problems).await.json();
    assert!(found(&problems, "maria-asthma").is_some());
    assert!(hospital.withdraw("RelatedPerson/maria-sister").is_err());
}

#[tokio::test]
async fn what_changes_between_two_pages_neither_shifts_nor_repeats_the_rest() {
    let sandbox = sandbox().await;
    let hospital = sandbox.st_marys();
    let maria = Person::with_scopes(hospital, "maria", EVERYTHING).await;
    let whole = maria.get("Immunization?patient={me}").await.json();
    let all: Vec<Value> = entries(&whole)
        .iter()
        .map(|one| one["id"].clone())
        .collect();
    let first = maria.get("Immunization?patient={me}&_count=3").await.json();
    hospital.remove("Immunization/maria-flu-2026").unwrap();
    hospital.remove("Immunization/maria-tetanus").unwrap();
    let mut seen: Vec<Value> = entries(&first)
        .iter()
        .map(|one| one["id"].clone())
        .collect();
    let mut page = next(&first);
    while let Some(path) = page {
        let bundle = maria.get(&path).await.json();
        seen.extend(entries(&bundle).iter().map(|one| one["id"].clone()));
        page = next(&bundle);
    }
    let expected: Vec<&Value> = all.iter().filter(|id| *id != "maria-tetanus").collect();
    assert_eq!(seen.iter().collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn a_change_at_one_hospital_is_not_seen_at_another_with_the_same_charts() {
    let family = personality("family").unwrap();
    let options = Options::new(dist()).with([family]);
    let sandbox = Sandbox::start(options).await.unwrap();
    sandbox.st_marys().remove("Goal/maria-a1c").unwrap();
    let hospital = sandbox.hospital("family").unwrap();
    let maria = Person::with_scopes(hospital, "maria", EVERYTHING).await;
    assert_eq!(maria.get("Goal/maria-a1c").await.status, 200);
}

#[tokio::test]
async fn one_search_of_a_type_fails_and_its_others_work() {
    let sandbox = sandbox().await;
    let hospital = sandbox.st_marys();
    let maria = Person::with_scopes(hospital, "maria", EVERYTHING).await;
    let status = async |category: &str| {
        let path = format!("Observation?patient={{me}}&category={category}");
        maria.get(&path).await.status
    };
    hospital.fail("Observation?category=vital-signs", Failure::Broken);
    hospital.fail("Observation?category=survey", Failure::Forbidden);
    assert_eq!(status("vital-signs").await, 500);
    let with_system = "http://terminology.hl7.org/CodeSystem/observation-category|vital-signs";
    assert_eq!(status(with_system).await, 500);
    assert_eq!(status("survey").await, 403);
    assert_eq!(status("laboratory").await, 200);
    hospital.works("Observation?category=vital-signs");
    assert_eq!(
        (status("vital-signs").await, status("survey").await),
        (200, 403)
    );
    hospital.fail("Observation", Failure::NotFoundPage);
    assert_eq!(
        (status("laboratory").await, status("survey").await),
        (404, 403)
    );
    hospital.mend();
    assert_eq!(
        (status("laboratory").await, status("survey").await),
        (200, 200)
    );
}

#[tokio::test]
async fn a_class_fails_a_few_times_and_then_comes() {
    let sandbox = sandbox().await;
    let hospital = sandbox.st_marys();
    let maria = Person::with_scopes(hospital, "maria", EVERYTHING).await;
    let status = async || maria.get("Goal?patient={me}").await.status;
    for _ in 0..2 {
        hospital.fail("Goal", Failure::BrokenAtFirst(2));
        let statuses = [status().await, status().await, status().await];
        assert_eq!(statuses, [500, 500, 200]);
    }
    assert_eq!(status().await, 200);
}

#[tokio::test]
async fn a_class_hangs_until_it_is_mended_and_the_others_come_meanwhile() {
    let sandbox = sandbox().await;
    let hospital = sandbox.st_marys();
    let maria = Person::with_scopes(hospital, "maria", EVERYTHING).await;
    hospital.fail("Coverage", Failure::Hangs);
    let waiting = maria.get("Coverage?patient={me}");
    let meanwhile = async {
        assert_eq!(maria.get("Goal?patient={me}").await.status, 200);
        tokio::time::sleep(Duration::from_millis(100)).await;
        let asked = sandbox.requests();
        let hanging = asked.iter().find(|one| one.path.contains("Coverage"));
        assert_eq!(hanging.unwrap().status, None);
        hospital.works("Coverage");
    };
    let (answer, ()) = tokio::join!(waiting, meanwhile);
    assert_eq!(answer.status, 200);
}

#[tokio::test]
async fn a_remark_among_what_was_found_is_a_warning_or_an_error() {
    let sandbox = sandbox().await;
    let hospital = sandbox.lakeside();
    let maria = Person::with_scopes(hospital, "maria", EVERYTHING).await;
    for (failure, severity) in [
        (Failure::WarningInside, "warning"),
        (Failure::ErrorInside, "error"),
    ] {
        for (kind, matches) in [("Immunization", 2), ("Goal", 0)] {
            hospital.fail(kind, failure);
            let answer = maria.get(&format!("{kind}?patient={{me}}")).await;
            assert_eq!(answer.status, 200);
            let bundle = answer.json();
            let records = entries(&bundle);
            assert_eq!(records.len(), matches + 1, "{kind}");
            assert_eq!(records[matches]["issue"][0]["severity"], severity);
        }
    }
}

#[tokio::test]
async fn a_hospital_dies_and_works_again() {
    let sandbox = sandbox().await;
    let hospital = sandbox.st_marys();
    let maria = Person::with_scopes(hospital, "maria", EVERYTHING).await;
    hospital.silence();
    assert_eq!(maria.get("Goal?patient={me}").await.status, 503);
    hospital.mend();
    assert_eq!(maria.get("Goal?patient={me}").await.status, 200);
}

/// Every search of a personality, in the words it takes, and what it answers.
async fn check(key: &str, searches: &[(&str, u16)]) {
    let options = Options::new(dist()).with([personality(key).unwrap()]);
    let sandbox = Sandbox::start(options).await.unwrap();
    let hospital = sandbox.hospital(key).unwrap();
    let visitor = Visitor {
        sandbox: &sandbox,
        hospital,
    };
    let kinds: Vec<&str> = searches
        .iter()
        .filter_map(|(search, _)| search.split('?').next())
        .collect();
    let tokens = visitor.tokens(&visitor.scopes(&kinds)).await;
    for (search, status) in searches {
        let mark = if search.contains('?') { '&' } else { '?' };
        let path = format!("{search}{mark}patient=maria-lopez");
        let answer = visitor.get(&tokens, &path).await;
        assert_eq!(answer.status, *status, "{key} {search}");
        if matches!(status, 400 | 404) {
            assert_eq!(answer.json()["resourceType"], "OperationOutcome");
        }
    }
}

#[tokio::test]
async fn hospitals_want_what_their_kind_wants_of_a_search() {
    check(
        "epic-like",
        &[
            ("Condition", 400),
            ("Condition?category=problem-list-item", 200),
            ("CarePlan", 400),
            ("CarePlan?category=assess-plan", 200),
            ("Observation", 400),
            ("Observation?category=survey", 200),
            ("Communication", 404),
        ],
    )
    .await;
    check(
        "oracle-like",
        &[
            ("Appointment", 400),
            ("Appointment?date=ge2026-01-01", 200),
            ("Goal?_revinclude=Provenance:target", 403),
            ("Goal", 200),
        ],
    )
    .await;
    check(
        "athena-like",
        &[
            ("MedicationRequest", 403),
            ("MedicationRequest?intent=order,plan", 200),
        ],
    )
    .await;
    check(
        "us-core-3",
        &[
            ("Condition?category=problem-list-item", 400),
            ("Condition", 200),
            ("Observation?category=vital-signs", 200),
            ("Observation?category=survey", 400),
            (
                "Observation?category=http://hl7.org/fhir/us/core/CodeSystem/us-core-category|sdoh",
                400,
            ),
            ("Immunization?_revinclude=Provenance:target", 400),
            ("Immunization", 200),
            ("Coverage", 404),
            ("ServiceRequest", 404),
        ],
    )
    .await;
    check(
        "status-wanted",
        &[
            ("Immunization", 400),
            (
                "Immunization?status=completed,entered-in-error,not-done",
                200,
            ),
            ("CarePlan?category=assess-plan", 400),
            ("CarePlan?status=active", 400),
            ("CarePlan?category=assess-plan&status=active", 200),
            ("Goal?lifecycle-status=active", 200),
        ],
    )
    .await;
    check(
        "one-status",
        &[
            (
                "Immunization?status=completed,entered-in-error,not-done",
                400,
            ),
            ("Immunization?status=completed", 200),
            ("Goal?lifecycle-status=active,completed", 400),
            ("MedicationRequest?intent=order,plan&status=active", 200),
        ],
    )
    .await;
    check(
        "parts-closed",
        &[
            ("Goal", 403),
            ("Coverage", 403),
            ("FamilyMemberHistory", 403),
            ("Device", 404),
            ("Procedure?_revinclude=Provenance:target", 403),
            ("Procedure", 200),
        ],
    )
    .await;
}
