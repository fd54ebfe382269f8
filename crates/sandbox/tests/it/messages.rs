//! Sending messages: strict about who and to whom, once where that was asked for, and answered after a while.
use std::time::Duration;

use serde_json::{Value, json};

use crate::http::{self, Answer};
use crate::person::{Person, entries, sandbox};

const SCOPES: &str =
    "openid launch/patient patient/Patient.rs patient/Communication.crs patient/CareTeam.rs";
const IDENTIFIER: &str = "urn:uuid:8a6b2f0c-5d0e-4f0a-9a51-1f3c3f4a7d10";

fn message(patient: &str, to: &str) -> Value {
    json!({
        "resourceType": "Communication",
        "identifier": [{ "system": "urn:ietf:rfc:3986", "value": IDENTIFIER }],
        "status": "in-progress",
        "subject": { "reference": format!("Patient/{patient}") },
        "sender": { "reference": format!("Patient/{patient}") },
        "recipient": [{ "reference": to }],
        "sent": "2026-11-21T09:00:00-05:00",
        "payload": [{ "contentString": "Good morning" }],
    })
}

async fn send(person: &Person, message: &Value, condition: Option<&str>) -> Answer {
    let bearer = format!("Bearer {}", person.access);
    let mut headers = vec![
        ("Authorization", bearer.as_str()),
        ("Content-Type", "application/fhir+json"),
    ];
    headers.extend(condition.map(|condition| ("If-None-Exist", condition)));
    let url = format!("{}/Communication", person.base);
    http::ask("POST", &url, &headers, &message.to_string()).await
}

fn once() -> String {
    format!("identifier=urn:ietf:rfc:3986|{IDENTIFIER}")
}

async fn found(person: &Person) -> usize {
    let path = format!("Communication?patient={{me}}&identifier=urn:ietf:rfc:3986|{IDENTIFIER}");
    let bundle = person.get(&path).await.json();
    let all = entries(&bundle);
    all.iter()
        .filter(|one| one["resourceType"] == "Communication")
        .count()
}

#[tokio::test]
async fn a_message_is_kept_once_found_and_answered() {
    let sandbox = sandbox().await;
    let hospital = sandbox.st_marys();
    let maria = Person::with_scopes(hospital, "maria", SCOPES).await;
    let before = entries(&maria.get("Communication?patient={me}").await.json()).len();
    let sent = message("maria-lopez", "CareTeam/maria-heart-team");
    let first = send(&maria, &sent, Some(&once())).await;
    assert_eq!(first.status, 201, "{}", first.text());
    assert!(
        first
            .header("location")
            .unwrap()
            .contains("/Communication/maria-lopez-sent-1")
    );
    let second = send(&maria, &sent, Some(&once())).await;
    assert_eq!(
        (second.status, &second.json()["id"]),
        (200, &first.json()["id"])
    );
    assert_eq!(
        (found(&maria).await, hospital.messages_from_patients().len()),
        (1, 1)
    );
    sandbox.advance(Duration::from_secs(5));
    let after = maria.get("Communication?patient={me}").await.json();
    let after = entries(&after);
    assert_eq!(after.len(), before + 2);
    assert_eq!(after[0]["sender"]["display"], "Dr. Ngozi Okafor");
    assert_eq!(
        after[0]["inResponseTo"][0]["reference"],
        "Communication/maria-lopez-sent-1"
    );
    let read = maria.get("Communication/maria-lopez-sent-1").await;
    assert_eq!(read.json()["payload"][0]["contentString"], "Good morning");
}

#[tokio::test]
async fn without_the_condition_or_with_a_hospital_that_ignores_it_there_are_two() {
    let sandbox = sandbox().await;
    let hospital = sandbox.st_marys();
    let oscar = Person::with_scopes(hospital, "oscar", SCOPES).await;
    let sent = message("oscar", "CareTeam/oscar-team");
    for _ in 0..2 {
        assert_eq!(send(&oscar, &sent, Some(&once())).await.status, 201);
    }
    assert_eq!(found(&oscar).await, 2);
}

#[tokio::test]
async fn a_lost_answer_cannot_be_read_by_a_script_and_the_message_is_there_or_not() {
    let sandbox = sandbox().await;
    let hospital = sandbox.st_marys();
    for (username, there) in [("abel", 1), ("greta", 0)] {
        let person = Person::with_scopes(hospital, username, SCOPES).await;
        let sent = message(username, "Practitioner/ito");
        let lost = send(&person, &sent, Some(&once())).await;
        assert_eq!(lost.header("access-control-allow-origin"), None);
        assert_eq!(lost.header("vary"), None);
        assert_eq!(found(&person).await, there, "{username}");
    }
    let greta = Person::with_scopes(hospital, "greta", SCOPES).await;
    let sent = message("greta", "Practitioner/ito");
    assert_eq!(send(&greta, &sent, None).await.status, 502);
    assert_eq!(send(&greta, &sent, None).await.status, 201);
}

#[tokio::test]
async fn only_what_a_patient_may_say_is_taken() {
    let sandbox = sandbox().await;
    let hospital = sandbox.st_marys();
    let maria = Person::with_scopes(hospital, "maria", SCOPES).await;
    let team = "CareTeam/maria-heart-team";
    let good = message("maria-lopez", team);
    let with = |name: &str, value: Value| {
        let mut message = good.clone();
        message[name] = value;
        message
    };
    for (sent, status) in [
        (message("samuel-reed", team), 403),
        (
            with("sender", json!({ "reference": "Practitioner/okafor" })),
            403,
        ),
        (with("recipient", json!([])), 422),
        (
            with("recipient", json!([{ "reference": "CareTeam/none" }])),
            422,
        ),
        (
            with("recipient", json!([{ "reference": "Patient/samuel-reed" }])),
            422,
        ),
        (with("status", json!("preparation")), 422),
        (with("payload", json!([{ "contentString": " " }])), 422),
        (
            with(
                "payload",
                json!([{ "contentAttachment": { "title": "x" } }]),
            ),
            422,
        ),
        (json!({ "resourceType": "Observation" }), 400),
        (json!([]), 400),
    ] {
        assert_eq!(send(&maria, &sent, None).await.status, status, "{sent}");
    }
    let reader = SCOPES.replace(".crs", ".rs");
    let reader = Person::with_scopes(hospital, "maria", &reader).await;
    assert_eq!(send(&reader, &good, None).await.status, 403);
    let url = format!("{}/Observation", maria.base);
    let bearer = format!("Bearer {}", maria.access);
    let other = http::ask("POST", &url, &[("Authorization", &bearer)], "{}").await;
    assert_eq!(other.status, 404);
    assert_eq!(hospital.messages_from_patients(), Vec::<String>::new());
}

#[tokio::test]
async fn one_hospital_takes_no_messages_and_says_so() {
    let sandbox = sandbox().await;
    let lakeside = sandbox.lakeside();
    let maria = Person::with_scopes(lakeside, "maria", SCOPES).await;
    let statement = maria.get("metadata").await.json();
    let resources = statement["rest"][0]["resource"].as_array().unwrap();
    assert!(resources.iter().all(|one| one["type"] != "Communication"));
    assert_eq!(maria.get("Communication?patient={me}").await.status, 404);
    let sent = message("ml-20417", "Practitioner/p-77");
    assert_eq!(send(&maria, &sent, None).await.status, 404);
}
