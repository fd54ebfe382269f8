//! One number for what an item says.

use record::{Marked, Taken, mark::MARKS};

use crate::given::{observation, taken, taken_from};

const REPORT: &str = r#"{"resourceType":"DiagnosticReport","id":"1","status":"final","subject":{"reference":"Patient/maria"},"code":{"text":"Lipid panel"},"conclusion":"All well","presentedForm":[{"contentType":"application/pdf","url":"https://files.example/1?signed=abc"}]}"#;
const MEDICINE: &str = r#"{"resourceType":"MedicationRequest","id":"1","status":"active","intent":"order","subject":{"reference":"Patient/maria"},"medicationCodeableConcept":{"text":"Lisinopril 10 mg"},"dosageInstruction":[{"text":"Take 1 tablet daily"}]}"#;
const ALLERGY: &str = r#"{"resourceType":"AllergyIntolerance","id":"1","patient":{"reference":"Patient/maria"},"code":{"text":"Penicillin"},"criticality":"high"}"#;
const VISIT: &str = r#"{"resourceType":"Encounter","id":"1","status":"finished","class":{"code":"AMB"},"subject":{"reference":"Patient/maria"},"period":{"start":"2026-11-03"}}"#;
const DOCUMENT: &str = r#"{"resourceType":"DocumentReference","id":"1","status":"current","subject":{"reference":"Patient/maria"},"description":"After-visit summary","content":[{"attachment":{"contentType":"text/html","url":"https://files.example/1?signed=abc"}}]}"#;
const MESSAGE: &str = r#"{"resourceType":"Communication","id":"1","status":"in-progress","subject":{"reference":"Patient/maria"},"payload":[{"contentString":"Please call us."}]}"#;
const CONDITION: &str = r#"{"resourceType":"Condition","id":"1","subject":{"reference":"Patient/maria"},"code":{"text":"Hypertension"},"clinicalStatus":{"coding":[{"code":"active"}]}}"#;
const TEAM: &str = r#"{"resourceType":"CareTeam","id":"1","status":"active","subject":{"reference":"Patient/maria"},"name":"Heart clinic"}"#;
const PATIENT: &str = r#"{"resourceType":"Patient","id":"maria","name":[{"text":"Maria Lopez"}],"birthDate":"1961-04-02"}"#;

fn result() -> String {
    observation(
        "1",
        r#""code":{"text":"Potassium"},"valueQuantity":{"value":4.10,"unit":"mmol/L"},"referenceRange":[{"text":"3.5-5"}],"effectiveDateTime":"2026-11-03""#,
    )
}

/// The mark of the one item in an answer.
fn mark(json: &str) -> u64 {
    only(&taken(json))
}

fn only(taken: &Taken) -> u64 {
    let mut marks: Vec<u64> = Vec::new();
    marks.extend(taken.people.iter().map(Marked::mark));
    marks.extend(taken.results.iter().map(Marked::mark));
    marks.extend(taken.papers.iter().map(Marked::mark));
    marks.extend(taken.visits.iter().map(Marked::mark));
    marks.extend(taken.medicines.iter().map(Marked::mark));
    marks.extend(taken.allergies.iter().map(Marked::mark));
    marks.extend(taken.documents.iter().map(Marked::mark));
    marks.extend(taken.messages.iter().map(Marked::mark));
    marks.extend(taken.teams.iter().map(Marked::mark));
    marks.extend(taken.entries.iter().map(Marked::mark));
    assert_eq!(marks.len(), 1, "one item");
    marks[0]
}

/// What is not the same here must be given another number ([`MARKS`]): or else everything that a person has seen is
/// called changed by the hospital.
#[test]
fn marks_are_the_same_in_every_build_of_one_version() {
    let all = [
        &result(),
        REPORT,
        MEDICINE,
        ALLERGY,
        VISIT,
        DOCUMENT,
        MESSAGE,
        CONDITION,
        TEAM,
        PATIENT,
    ];
    let marks: Vec<String> = all
        .iter()
        .map(|json| format!("{:016x}", mark(json)))
        .collect();
    insta::assert_snapshot!(format!("{MARKS}\n{}", marks.join("\n")), @"
    3
    57f44fed68b5e028
    3d48ecd3fb92db63
    41fb99781d67b904
    0004414db21a11de
    ef3b9aa1a1780177
    4f3e30911f4b618b
    36604ce72b852db9
    d2fa99c0631ac11b
    cf8ad88f333af060
    c772f71fdbca6961
    ");
}

#[test]
fn whatever_a_patient_reads_of_an_item_changes_its_mark() {
    let result = result();
    for (json, from, to) in [
        (result.as_str(), "4.10", "4.1"),
        (&result, "4.10", "4.20"),
        (&result, "mmol/L", "mg/dL"),
        (&result, "final", "corrected"),
        (&result, "3.5-5", "3.5-5.1"),
        (&result, "2026-11-03", "2026-11-04"),
        (&result, "Potassium", "Sodium"),
        (REPORT, "All well", "See below"),
        (REPORT, "final", "amended"),
        (REPORT, "application/pdf", "text/html"),
        (MEDICINE, "10 mg", "20 mg"),
        (MEDICINE, "active", "stopped"),
        (MEDICINE, "daily", "twice daily"),
        (ALLERGY, "Penicillin", "Peanut"),
        (ALLERGY, "high", "low"),
        (VISIT, "finished", "cancelled"),
        (VISIT, "2026-11-03", "2026-11-05"),
        (DOCUMENT, "current", "superseded"),
        (DOCUMENT, "After-visit", "Discharge"),
        (MESSAGE, "call", "visit"),
        (CONDITION, "Hypertension", "Hypotension"),
        (CONDITION, "active", "resolved"),
        (TEAM, "Heart", "Lung"),
        (PATIENT, "1961", "1962"),
        (PATIENT, "Maria", "Mario"),
    ] {
        let other = json.replace(from, to);
        assert_ne!(other, json);
        assert_ne!(mark(json), mark(&other), "{from} → {to} in {json}");
    }
}

#[test]
fn what_changes_without_the_record_changing_does_not_change_the_mark() {
    for (json, from, to) in [
        (REPORT, "signed=abc", "signed=def"),
        (DOCUMENT, "signed=abc", "signed=def"),
        (
            MESSAGE,
            r#""id":"1""#,
            r#""id":"1","received":"2026-11-14T09:00:00Z""#,
        ),
        (
            CONDITION,
            r#""id":"1""#,
            r#""id":"1","meta":{"versionId":"7","lastUpdated":"2026-11-14T09:00:00Z"}"#,
        ),
    ] {
        let other = json.replace(from, to);
        assert_ne!(other, json);
        assert_eq!(mark(json), mark(&other), "{from} → {to} in {json}");
    }
    // Nor does the number that a hospital has here: after connecting it again it may have another.
    let marks = [1, 2].map(|source| only(&taken_from(source, CONDITION)));
    assert_eq!(marks[0], marks[1]);
}
