//! Files: in their own type or in JSON, for their patient and with the scope only.
use base64::Engine as _;

use crate::http::{self, Answer};
use crate::person::{Person, sandbox};

async fn file(person: &Person, id: &str, accept: &str) -> Answer {
    let authorization = format!("Bearer {}", person.access);
    let headers = [
        ("Authorization", authorization.as_str()),
        ("Accept", accept),
    ];
    http::get(&format!("{}/Binary/{id}", person.base), &headers).await
}

#[tokio::test]
async fn a_file_comes_as_it_is_or_wrapped_as_the_hospital_can() {
    let sandbox = sandbox().await;
    let hospital = sandbox.st_marys();
    let maria = Person::new(hospital, "maria").await;
    let kept = hospital.file("consult-note");
    let raw = file(&maria, "consult-note", "text/rtf").await;
    assert_eq!(
        (raw.status, raw.header("content-type")),
        (200, Some("text/rtf"))
    );
    assert_eq!(Some(raw.body), kept);
    let json = file(&maria, "consult-note", "application/fhir+json")
        .await
        .json();
    let data = json["data"].as_str().unwrap();
    let data = base64::engine::general_purpose::STANDARD.decode(data).ok();
    assert_eq!(
        (json["contentType"].as_str(), data),
        (Some("text/rtf"), kept)
    );
    assert_eq!(file(&maria, "consult-note", "text/html").await.status, 406);

    let maria = Person::new(sandbox.lakeside(), "maria").await;
    assert_eq!(file(&maria, "joint-note", "text/html").await.status, 406);
    assert_eq!(
        file(&maria, "joint-note", "application/fhir+json")
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn a_file_is_for_its_patient_and_needs_its_scope() {
    let sandbox = sandbox().await;
    let samuel = Person::new(sandbox.st_marys(), "samuel").await;
    assert_eq!(file(&samuel, "consult-note", "text/rtf").await.status, 404);
    let scopes = "launch/patient patient/DocumentReference.rs";
    let maria = Person::with_scopes(sandbox.st_marys(), "maria", scopes).await;
    assert_eq!(file(&maria, "consult-note", "text/rtf").await.status, 403);
    let maria = Person::new(sandbox.st_marys(), "maria").await;
    assert_eq!(
        file(&maria, "no-longer-here", "application/pdf")
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn the_large_file_is_whole() {
    let sandbox = sandbox().await;
    let maria = Person::new(sandbox.st_marys(), "maria").await;
    let scan = file(&maria, "scan", "application/pdf").await;
    let length = scan.header("content-length").map(str::to_owned);
    assert_eq!(length, Some(scan.body.len().to_string()));
    assert!((14_999_000..15_001_000).contains(&scan.body.len()));
    assert!(sandbox.st_marys().file("scan") == Some(scan.body));
}
