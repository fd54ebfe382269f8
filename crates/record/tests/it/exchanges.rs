//! Recorded exchanges with real servers, one after the other as they were answered: each account balances, and
//! everything has its place.

use std::{fs, path::Path};

use record::{Asked, Receipt, SourceId, Taken};
use serde_json::Value;

use crate::charts::{data, told, unplaced};

/// Types under which the addresses of a recording stand.
const TYPES: [&str; 4] = [
    "Patient",
    "Practitioner",
    "ExplanationOfBenefit",
    "AllergyIntolerance",
];

#[test]
fn every_recorded_exchange_balances_and_all_of_it_has_a_place() {
    let Some(data) = data() else { return };
    let mut exchanges = 0;
    for folder in fs::read_dir(data.join("vendor-responses"))
        .expect("a folder")
        .flatten()
    {
        let name = folder.file_name().to_string_lossy().into_owned();
        let Some(answers) = exchange(&folder.path()) else {
            continue;
        };
        let mut account = Receipt::default();
        for taken in answers {
            account.add(taken.receipt);
        }
        assert!(account.balances(), "{name}: {account:?}");
        assert!(account.received > 0, "{name}");
        assert_eq!(unplaced(&account), 0, "{name}: {account:?}");
        println!("{name}: {}", told(&account));
        exchanges += 1;
    }
    assert!(exchanges >= 7, "{exchanges} exchanges");
}

/// What each answer of a recording brings; none if the folder holds no recording.
pub(crate) fn exchange(folder: &Path) -> Option<Vec<Taken>> {
    let index = fs::read(folder.join("index.json")).ok()?;
    let index: Vec<Value> = serde_json::from_slice(&index).expect("a list of answers");
    let text = |one: &Value, field: &str| one[field].as_str().unwrap_or_default().to_owned();
    let urls: Vec<String> = index.iter().map(|one| text(one, "url")).collect();
    let base = urls.iter().find_map(|url| {
        let before = |kind: &str| Some(url.split_once(&format!("/{kind}"))?.0.to_owned());
        TYPES.iter().find_map(|kind| before(kind))
    });
    let patient = urls.iter().find_map(|url| {
        let after = url
            .split("patient=")
            .nth(1)
            .or_else(|| url.split("/Patient/").nth(1))?;
        after.split(['&', '/', '?']).next().map(str::to_owned)
    });
    let (base, patient) = (base.expect("a base"), patient.unwrap_or_default());
    let mut answers = Vec::new();
    for one in index.iter().filter(|one| one["status"] == 200) {
        let answer =
            fhir::Answer::new(fs::read(folder.join(text(one, "body"))).unwrap_or_default());
        let Ok(page) = fhir::read::page(&answer) else {
            continue;
        };
        let asked = Asked {
            source: SourceId(0),
            base: &base,
            patient: &patient,
        };
        answers.push(record::take(&page, &asked));
    }
    Some(answers)
}
