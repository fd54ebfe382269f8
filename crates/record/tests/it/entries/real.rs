//! Real charts and recorded answers: plans, goals, orders, forms, relations, insurance, appointments and claims.

use std::collections::{BTreeMap, HashMap};

use record::{
    Asked, Entry, LocalId, SourceId,
    entry::{Part, Place},
};
use serde_json::Value;

use crate::{charts, given::BASE};

const PARTS: [Part; 8] = [
    Part::Goals,
    Part::Plans,
    Part::Orders,
    Part::Forms,
    Part::Relations,
    Part::Insurance,
    Part::Appointments,
    Part::Claims,
];

#[test]
fn every_entry_says_something_and_nothing_that_was_not_to_be_reads_as_done() {
    let Some(data) = charts::data() else { return };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for folder in [
        "fhir-patients",
        "us-core-examples",
        "vendor-responses",
        "ips",
        "messages-scheduling",
    ] {
        for path in charts::files(&data.join(folder)) {
            for answer in charts::answers(&path) {
                for entry in checked(answer, &path.display().to_string()) {
                    let place = format!("{:?} {:?}", entry.part, entry.place);
                    *counts.entry(place).or_default() += 1;
                }
            }
        }
    }
    let counts = counts
        .iter()
        .map(|(place, count)| format!("{place}: {count}"));
    insta::assert_snapshot!(counts.collect::<Vec<_>>().join("\n"), @"
    Appointments Coming: 4
    Appointments Done: 3
    Appointments NotDone: 1
    Claims Done: 7347
    Forms Done: 5
    Goals Current: 26
    Insurance Current: 3
    Orders Current: 6
    Orders Past: 1
    Plans Current: 27
    Plans Past: 30
    Relations Current: 2
    ");
}

/// The entries of these parts in one answer, compared with what was sent.
fn checked(answer: Vec<u8>, path: &str) -> Vec<Entry> {
    let Ok(plain) = serde_json::from_slice::<Value>(&answer) else {
        return Vec::new();
    };
    let sent = resources(&plain);
    let answer = fhir::Answer::new(answer);
    let Ok(page) = fhir::read::page(&answer) else {
        return Vec::new();
    };
    let asked = Asked {
        source: SourceId(0),
        base: BASE,
        patient: &patient(&sent),
    };
    let mut entries = record::take(&page, &asked).entries;
    entries.retain(|entry| PARTS.contains(&entry.part));
    let by_id: HashMap<LocalId, &Value> = sent.iter().map(|one| (id(one), *one)).collect();
    for entry in &entries {
        check(entry, by_id.get(&entry.id).copied(), path);
    }
    entries
}

#[track_caller]
fn check(entry: &Entry, sent: Option<&Value>, path: &str) {
    let told = super::told(entry);
    let is_named = entry.name.is_some() || entry.named_by.is_some();
    assert!(is_named || !entry.facts.is_empty(), "{path}: {told}");
    assert!(!told.contains("</"), "markup in {path}: {told}");
    let may_be_a_fact = sent.is_none_or(|sent| !is_not_to_be(sent));
    let is_fact = matches!(entry.place, Place::Current | Place::Done | Place::Coming);
    assert!(may_be_a_fact || !is_fact, "{path}: {told}");
}

fn is_not_to_be(sent: &Value) -> bool {
    let status = sent["status"].as_str().or(sent["lifecycleStatus"].as_str());
    let over = ["cancelled", "noshow", "revoked", "rejected", "stopped"];
    status.is_some_and(|status| over.contains(&status))
        || sent["doNotPerform"] == true
        || sent["active"] == false
}

fn resources(plain: &Value) -> Vec<&Value> {
    match plain["entry"].as_array() {
        Some(entries) => entries.iter().map(|entry| &entry["resource"]).collect(),
        None => vec![plain],
    }
}

fn id(sent: &Value) -> LocalId {
    let text = |name: &str| sent[name].as_str().unwrap_or_default();
    LocalId::new(BASE, text("resourceType"), text("id"))
}

/// The only Patient, else the one whom the first resource names.
fn patient(sent: &[&Value]) -> String {
    let own = sent.iter().find(|one| one["resourceType"] == "Patient");
    let own = own.and_then(|one| one["id"].as_str());
    let named = || sent.iter().find_map(|one| named(one));
    own.or_else(named).unwrap_or_default().to_owned()
}

fn named(sent: &Value) -> Option<&str> {
    let elements = ["subject", "patient", "beneficiary"].map(|name| &sent[name]);
    let actors = sent["participant"].as_array().into_iter().flatten();
    let mut references = elements
        .into_iter()
        .chain(actors.map(|one| &one["actor"]))
        .filter_map(|one| one["reference"].as_str());
    let reference = references.find_map(|one| one.split_once("Patient/"))?.1;
    reference.split('/').next()
}
