//! Four hospitals: how a site lists them, what they keep of Elena, and one chart at each of them.
use std::collections::BTreeMap;

use sandbox::{Options, Sandbox};
use serde_json::{Value, json};

use crate::http::get;
use crate::person::{Person, dist, entries, sandbox};
use crate::real_charts::folder;
use crate::seeds::{EVERYTHING, chart};

const KEYS: [&str; 4] = ["st-marys", "lakeside", "hillside", "riverside"];

async fn four() -> Sandbox {
    let options = Options::new(dist()).with_four();
    Sandbox::start(options).await.unwrap()
}

async fn settings(sandbox: &Sandbox) -> Vec<Value> {
    let settings = get(&format!("{}/satchel.json", sandbox.site()), &[]).await;
    settings.json()["hospitals"].as_array().unwrap().clone()
}

#[tokio::test]
async fn four_run_when_asked_and_the_site_lists_and_allows_them() {
    assert_eq!(settings(&sandbox().await).await.len(), 2);
    let sandbox = four().await;
    let homes: Vec<&str> = sandbox.homes().map(sandbox::Hospital::key).collect();
    assert_eq!(homes, KEYS);
    let listed = settings(&sandbox).await;
    let keys: Vec<&str> = listed
        .iter()
        .map(|one| one["key"].as_str().unwrap())
        .collect();
    assert_eq!(keys, KEYS);
    for (hospital, listed) in sandbox.homes().zip(&listed) {
        assert_eq!(listed["fhir"], hospital.base());
        assert_eq!(listed["client_id"], "satchel");
    }
    let told = |nth: usize| {
        let of = |field: &str| listed[nth][field].as_str().unwrap().to_owned();
        ["name", "place", "portal", "phone"].map(of)
    };
    assert_eq!(
        told(2),
        [
            "Hillside Family Practice (sample)",
            "Milton, MA",
            "Hillside Online (sample)",
            "555-0180",
        ]
    );
    assert_eq!(
        told(3),
        [
            "Riverside Heart Center (sample)",
            "Cambridge, MA",
            "HeartLink (sample)",
            "555-0190",
        ]
    );
    let page = get(sandbox.site(), &[]).await;
    let policy = page.header("content-security-policy").unwrap();
    let brands = get(&format!("{}/brands.json", sandbox.st_marys().origin()), &[]).await;
    for hospital in sandbox.homes() {
        assert!(policy.contains(hospital.origin()), "{policy}");
        assert!(brands.text().contains(hospital.name()));
    }
    assert!(brands.text().contains("HeartLink (sample)"));
}

/// What Elena has at each, type by type.
const KEPT: [(&str, [usize; 4]); 12] = [
    ("AllergyIntolerance", [2, 1, 0, 1]),
    ("Appointment", [0, 0, 1, 0]),
    ("CarePlan", [0, 0, 1, 0]),
    ("CareTeam", [1, 1, 1, 1]),
    ("Condition", [3, 3, 1, 1]),
    ("Coverage", [1, 0, 0, 1]),
    ("DiagnosticReport", [2, 1, 2, 2]),
    ("DocumentReference", [2, 2, 2, 2]),
    ("Goal", [0, 0, 0, 1]),
    ("Immunization", [3, 1, 2, 1]),
    ("MedicationRequest", [3, 5, 4, 4]),
    ("Procedure", [1, 1, 0, 1]),
];

#[tokio::test]
async fn elena_has_a_record_at_each() {
    let sandbox = four().await;
    for (nth, hospital) in sandbox.homes().enumerate() {
        let elena = Person::with_scopes(hospital, "elena", EVERYTHING).await;
        let patient = elena.get("Patient/{me}").await.json();
        assert_eq!(patient["birthDate"], "1958-06-17");
        let language = patient.pointer("/communication/0/language/coding/0/code");
        assert_eq!(language, Some(&json!("es")));
        let mut kept: BTreeMap<String, usize> = BTreeMap::new();
        for record in chart(&elena).await {
            let kind = record["resourceType"].as_str().unwrap().to_owned();
            *kept.entry(kind).or_default() += 1;
        }
        for (kind, counts) in KEPT {
            let found = kept.get(kind).copied().unwrap_or_default();
            assert_eq!(found, counts[nth], "{kind} at {}", hospital.key());
        }
    }
}

#[tokio::test]
async fn two_of_the_four_take_messages() {
    let sandbox = four().await;
    for (hospital, takes) in sandbox.homes().zip([true, false, true, false]) {
        let metadata = get(&format!("{}/metadata", hospital.base()), &[]).await;
        assert_eq!(
            metadata.text().contains("\"Communication\""),
            takes,
            "{}",
            hospital.key()
        );
    }
}

#[tokio::test]
async fn one_letter_of_elena_is_the_same_file_at_two() {
    let sandbox = sandbox().await;
    let letter = sandbox.st_marys().file("elena-referral");
    assert!(letter.is_some());
    assert_eq!(letter, sandbox.lakeside().file("referral-41"));
    for (hospital, id) in [
        (sandbox.st_marys(), "elena-referral"),
        (sandbox.lakeside(), "d-41"),
    ] {
        let elena = Person::new(hospital, "elena").await;
        let document = elena.get(&format!("DocumentReference/{id}")).await.json();
        let file = &document["content"][0]["attachment"];
        assert_eq!(file["size"], letter.as_ref().unwrap().len());
        assert_eq!(file["hash"], "Gzc8Ks7f/G5MwyYMdaoixZTOt84=");
    }
}

#[tokio::test]
async fn helena_is_someone_else_with_some_of_the_same() {
    let sandbox = sandbox().await;
    let helena = Person::with_scopes(sandbox.lakeside(), "helena", EVERYTHING).await;
    let patient = helena.get("Patient/{me}").await.json();
    assert_eq!(patient["birthDate"], "1971-02-23");
    for kind in ["MedicationRequest", "AllergyIntolerance", "Immunization"] {
        let found = helena.get(&format!("{kind}?patient={{me}}")).await.json();
        assert_eq!(entries(&found).len(), 1, "{kind}");
    }
}

#[tokio::test]
async fn a_chart_can_be_kept_everywhere() {
    let folder = folder("everywhere");
    let lines = [
        r#"{"resourceType":"Patient","id":"p9","name":[{"family":"Sample12","given":["Ana1"]}]}"#,
        r#"{"resourceType":"Encounter","id":"e9","subject":{"reference":"Patient/p9"}}"#,
        r#"{"resourceType":"Provenance","id":"v9","target":[{"reference":"Encounter/e9"}]}"#,
    ];
    let file = folder.join("ana.ndjson");
    std::fs::write(&file, lines.join("\n")).unwrap();
    let options = Options {
        everywhere: vec![file],
        ..Options::new(dist()).with_four()
    };
    let sandbox = Sandbox::start(options).await.unwrap();
    for hospital in sandbox.homes() {
        let ana = Person::new(hospital, "ana-sample").await;
        let visits = "Encounter?patient={me}&_revinclude=Provenance:target";
        let visits = ana.get(visits).await.json();
        let names = entries(&visits).into_iter();
        let names: Vec<&str> = names.filter_map(|one| one["id"].as_str()).collect();
        assert_eq!(names[..2], ["e9", "v9"], "{}", hospital.key());
        let own = ana.get("Provenance?patient={me}").await.json();
        assert_eq!(entries(&own)[0]["id"], "v9", "{}", hospital.key());
    }
}
