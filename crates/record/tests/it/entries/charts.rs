//! Vaccines, procedures, devices, samples, relatives and images of real charts, each by itself.

use std::collections::BTreeMap;

use record::{
    Asked, Entry, Part, SourceId, Taken, Term,
    entry::{Place, Told},
};
use serde_json::Value;

use crate::charts::{answers, data, files};

const KINDS: [&str; 7] = [
    "Immunization",
    "Procedure",
    "Device",
    "Specimen",
    "FamilyMemberHistory",
    "ImagingStudy",
    "Media",
];

/// The resources of these types in an answer: its own entries, or itself.
fn resources(answer: &Value) -> Vec<&Value> {
    let entries = answer["entry"].as_array().into_iter().flatten();
    let inside = entries.map(|entry| &entry["resource"]);
    let is_one = |one: &&Value| {
        let kind = one["resourceType"].as_str();
        kind.is_some_and(|kind| KINDS.contains(&kind))
    };
    inside.chain([answer]).filter(is_one).collect()
}

/// One resource as an answer to whomever it is about.
fn take(resource: &Value) -> Taken {
    let about = ["patient", "subject"].map(|name| resource[name]["reference"].as_str());
    let about = about.into_iter().flatten().next().unwrap_or_default();
    let patient = about.rsplit(['/', ':']).next().unwrap_or_default();
    let answer = fhir::Answer::new(resource.to_string().into_bytes());
    let page = fhir::read::page(&answer).expect("an answer in FHIR");
    let asked = Asked {
        source: SourceId(0),
        base: "https://ehr.example/fhir",
        patient,
    };
    record::take(&page, &asked)
}

fn check(entry: &Entry, resource: &Value) {
    let status = resource["status"].as_str();
    assert!(
        entry.name.is_some() || entry.named_by.is_some(),
        "{resource}"
    );
    let modified = ["modifierExtension", "implicitRules"];
    let modified = modified.iter().any(|name| resource.get(name).is_some());
    assert_eq!(entry.place == Place::Unclear, modified, "{resource}");
    assert_eq!(entry.unreadable.is_some(), modified, "{resource}");
    assert!(!entry.incomplete, "{resource}");
    if matches!(entry.part, Part::Vaccines | Part::Procedures) {
        assert_eq!(
            entry.place == Place::Done,
            status == Some("completed"),
            "{resource}"
        );
        assert_eq!(
            entry.place == Place::NotDone,
            status == Some("not-done"),
            "{resource}"
        );
        let said = entry
            .line
            .iter()
            .any(|told| matches!(told, Told::Term(Term::NotGiven | Term::NotDone)));
        assert_eq!(said, status == Some("not-done"), "{resource}");
    }
}

#[test]
fn in_real_charts_everything_has_a_name_and_nothing_undone_reads_as_done() {
    let Some(data) = data() else { return };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for path in files(&data) {
        let name = path.to_string_lossy().into_owned();
        if !name.contains("json") || name.contains("endpoints") {
            continue;
        }
        for answer in answers(&path) {
            let Ok(answer) = serde_json::from_slice::<Value>(&answer) else {
                continue;
            };
            for resource in resources(&answer) {
                let taken = take(resource);
                let kind = resource["resourceType"].as_str().unwrap_or_default();
                for entry in &taken.entries {
                    check(entry, resource);
                    let line = format!("{kind} {:?}", entry.place);
                    *counts.entry(line).or_default() += 1;
                }
                if taken.entries.is_empty() {
                    *counts.entry(format!("{kind} left out")).or_default() += 1;
                }
            }
        }
    }
    let counts: Vec<String> = counts
        .iter()
        .map(|(line, count)| format!("{line}: {count}"))
        .collect();
    insta::assert_snapshot!(counts.join("\n"), @r#"
    Device Current: 19
    Device left out: 4
    FamilyMemberHistory Done: 1
    ImagingStudy Done: 52
    Immunization Done: 230
    Immunization NotDone: 18
    Media Done: 1
    Procedure Current: 8
    Procedure Done: 3313
    Procedure NotDone: 11
    Procedure Unsaid: 24
    Specimen Unsaid: 3
    "#);
}
