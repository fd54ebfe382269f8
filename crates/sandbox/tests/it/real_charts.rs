//! Charts loaded with `--data`: a transaction, NDJSON, gzip; references resolved; everyone can sign in.
use std::collections::HashSet;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use sandbox::{Options, Sandbox};

use crate::person::{Person, dist, entries, next};

pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[tokio::test]
async fn a_transaction_and_lines_are_loaded_and_their_references_resolved() {
    let folder = folder("charts");
    let bundle = r#"{ "resourceType": "Bundle", "type": "transaction", "entry": [
        { "fullUrl": "urn:uuid:1111", "resource": { "resourceType": "Patient", "id": "1111", "name": [{ "family": "Sample12", "given": ["Ana1"] }] } },
        { "fullUrl": "urn:uuid:2222", "resource": { "resourceType": "Observation", "status": "final",
            "category": [{ "coding": [{ "code": "laboratory" }] }], "code": { "text": "x" }, "valueString": "urn:uuid:1111",
            "subject": { "reference": "urn:uuid:1111" },
            "performer": [{ "reference": "Practitioner?identifier=http://npi|7", "display": "Dr. Seven" }] } } ] }"#;
    std::fs::write(folder.join("one.json"), bundle).unwrap();
    std::fs::write(
        folder.join("two.ndjson"),
        "{\"resourceType\":\"Encounter\",\"id\":\"e1\",\"subject\":{\"reference\":\"https://old.example/fhir/Patient/1111/_history/3\"}}\n",
    )
    .unwrap();
    std::fs::write(folder.join("notes.txt"), "not FHIR").unwrap();
    let options = Options {
        data: vec![folder],
        ..Options::new(dist())
    };
    let sandbox = Sandbox::start(options).await.unwrap();
    assert!(
        sandbox
            .st_marys()
            .sign_ins()
            .iter()
            .any(|line| line.starts_with("ana-sample "))
    );
    let ana = Person::new(sandbox.st_marys(), "ana-sample").await;
    assert_eq!(ana.patient, "1111");
    let labs = ana.labs().await.json();
    let lab = entries(&labs)[0].clone();
    assert_eq!(
        (
            &lab["id"],
            &lab["subject"]["reference"],
            &lab["valueString"]
        ),
        (
            &"2222".into(),
            &"Patient/1111".into(),
            &"urn:uuid:1111".into()
        )
    );
    let practitioner = ana
        .get(lab["performer"][0]["reference"].as_str().unwrap())
        .await
        .json();
    assert_eq!(practitioner["name"][0]["text"], "Dr. Seven");
    assert_eq!(
        entries(&ana.get("Encounter?patient={me}").await.json())[0]["subject"]["reference"],
        "Patient/1111"
    );
}

#[tokio::test]
async fn a_file_that_was_named_must_be_fhir() {
    let file = folder("broken").join("not-fhir.json");
    std::fs::write(&file, "hello").unwrap();
    let error = Sandbox::start(Options {
        data: vec![file],
        ..Options::new(dist())
    })
    .await
    .err()
    .unwrap();
    assert!(error.to_string().contains("not-fhir.json cannot be loaded"));
}

#[tokio::test]
async fn large_charts_answer_fast_and_whole() {
    let Ok(data) = std::env::var("SATCHEL_DATA") else {
        println!("skipped: SATCHEL_DATA is not set");
        return;
    };
    let file = PathBuf::from(data).join("fhir-patients/large-3419.json.gz");
    let sandbox = Sandbox::start(Options {
        data: vec![file],
        ..Options::new(dist())
    })
    .await
    .unwrap();
    let kristie = Person::new(sandbox.st_marys(), "kristie-treutel").await;
    let mut seen = HashSet::new();
    for category in ["laboratory", "vital-signs", "survey", "exam"] {
        let mut page = Some(format!(
            "Observation?patient={}&category={category}&_count=200&_revinclude=Provenance:target",
            kristie.patient
        ));
        while let Some(path) = page {
            let start = Instant::now();
            let bundle = kristie.get(&path).await.json();
            assert!(start.elapsed() < Duration::from_secs(2));
            seen.extend(
                entries(&bundle)
                    .iter()
                    .filter(|one| one["resourceType"] == "Observation")
                    .map(|one| one["id"].to_string()),
            );
            page = next(&bundle);
        }
    }
    assert_eq!(seen.len(), 2265);
}
