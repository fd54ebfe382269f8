//! Every item of real charts as the hospital sent it.

use record::{LocalId, written::original};
use serde_json::Value;

use crate::{
    charts::{answers, data, files, take},
    written::{BASE, told},
};

/// Every text of a JSON value with the name it stands under.
fn leaves<'p>(
    name: &'p str,
    plain: &'p Value,
    found: &mut Vec<(&'p str, &'p Value, &'p str)>,
    parent: &'p Value,
) {
    match plain {
        Value::String(text) => found.push((name, parent, text)),
        Value::Array(items) => items
            .iter()
            .for_each(|item| leaves(name, item, found, parent)),
        Value::Object(members) => members
            .iter()
            .filter(|(name, value)| !(*name == "type" && is_number_with(plain, value)))
            .for_each(|(name, value)| leaves(name, value, found, plain)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The type of an identifier is said in a word.
fn is_number_with(identifier: &Value, kind: &Value) -> bool {
    identifier["value"].is_string() && kind.is_object()
}

/// What may be said otherwise than as sent, or not at all: see the head of `written.rs`.
fn is_said_otherwise(name: &str, parent: &Value) -> bool {
    match name {
        "div" | "data" | "reference" | "system" | "resourceType" | "url" => true,
        "type" => parent["reference"].is_string() || parent["display"].is_string(),
        _ => false,
    }
}

#[test]
fn of_every_real_item_all_that_was_sent_is_shown_and_what_the_record_knows_is_found() {
    let Some(data) = data() else { return };
    let (mut items, mut unfound) = (0, Vec::new());
    for folder in [
        "fhir-patients",
        "us-core-examples",
        "vendor-responses",
        "ips",
        "messages-scheduling",
    ] {
        for path in files(&data.join(folder)) {
            if path.to_string_lossy().contains("huge-25000") {
                continue;
            }
            for answer in answers(&path) {
                let Ok(plain) = serde_json::from_slice::<Value>(&answer) else {
                    continue;
                };
                let single = [plain.clone()];
                let entries = plain["entry"].as_array().map_or(&single[..], Vec::as_slice);
                // A large answer is searched from its start for each item: a few will do.
                let enough = 10_000_000 / answer.len().max(1);
                for entry in entries.iter().take(enough) {
                    let resource = if plain["entry"].is_array() {
                        &entry["resource"]
                    } else {
                        entry
                    };
                    let kind = resource["resourceType"].as_str();
                    let Some(kind) = kind.filter(|kind| *kind != "Bundle") else {
                        continue;
                    };
                    let own = resource["id"].as_str().or(entry["fullUrl"].as_str());
                    let Some(own) = own else { continue };
                    let id = LocalId::new(BASE, kind, own);
                    let Some((raw, original)) = original(&answer, BASE, id) else {
                        unfound.push(format!("{} {kind}", path.display()));
                        continue;
                    };
                    items += 1;
                    assert_eq!(original.kind, kind);
                    let sent: Value = serde_json::from_slice(raw).expect("JSON");
                    let told = told(&original);
                    let mut wanted = Vec::new();
                    leaves("", &sent, &mut wanted, &sent);
                    for (name, parent, text) in wanted {
                        if !is_said_otherwise(name, parent) && !is_ssn(parent) {
                            assert!(
                                told.contains(text),
                                "{} {kind}: {name} {text:?}\n{told}",
                                path.display()
                            );
                        }
                    }
                }
            }
        }
    }
    println!("{items} items");
    assert_eq!(unfound, Vec::<String>::new());
    assert!(items > 1_000, "only {items}");
}

fn is_ssn(parent: &Value) -> bool {
    parent["system"] == "http://hl7.org/fhir/sid/us-ssn" || {
        let kind = parent["type"].to_string();
        kind.contains("\"SS\"") || kind.contains("Social Security")
    }
}

#[test]
fn what_the_record_shows_is_found_by_the_same_id() {
    let Some(data) = data() else { return };
    let mut count = 0;
    for folder in ["us-core-examples", "vendor-responses", "ips"] {
        for path in files(&data.join(folder)) {
            for answer in answers(&path) {
                let Some(taken) = take(answer.clone()) else {
                    continue;
                };
                let ids = taken.people.iter().map(|one| one.id);
                let ids = ids.chain(taken.medicines.iter().map(|one| one.id));
                let ids = ids.chain(taken.entries.iter().map(|one| one.id));
                let ids = ids.chain(taken.documents.iter().map(|one| one.id));
                for id in ids.chain(taken.visits.iter().map(|one| one.id)).take(50) {
                    assert!(original(&answer, BASE, id).is_some(), "{}", path.display());
                    count += 1;
                }
            }
        }
    }
    assert!(count > 300, "only {count}");
}
