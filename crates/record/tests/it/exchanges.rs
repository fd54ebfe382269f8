//! Recorded exchanges with real servers, one after the other as they were answered: each account balances, and what no
//! page shows yet is named.

use std::{fs, path::Path};

use record::{Asked, Receipt, SourceId, receipt::LeftOut};
use serde_json::Value;

use crate::charts::{data, told};

/// Types under which the addresses of a recording stand.
const TYPES: [&str; 4] = [
    "Patient",
    "Practitioner",
    "ExplanationOfBenefit",
    "AllergyIntolerance",
];

#[test]
fn every_recorded_exchange_balances_and_names_what_no_page_shows_yet() {
    let Some(data) = data() else { return };
    let mut exchanges = 0;
    for folder in fs::read_dir(data.join("vendor-responses"))
        .expect("a folder")
        .flatten()
    {
        let Ok(index) = fs::read(folder.path().join("index.json")) else {
            continue;
        };
        let index: Vec<Value> = serde_json::from_slice(&index).expect("a list of answers");
        let name = folder.file_name().to_string_lossy().into_owned();
        let account = account(&folder.path(), &index);
        assert!(account.balances(), "{name}: {account:?}");
        assert!(account.received > 0, "{name}");
        let no_page = account
            .left_out
            .iter()
            .filter_map(|(why, count)| match why {
                LeftOut::NoPageYet(what) => Some(format!("{what} {count}")),
                _ => None,
            });
        let no_page = no_page.collect::<Vec<_>>().join(", ");
        println!("{name}: {}; no page yet: {no_page}", told(&account));
        exchanges += 1;
    }
    assert!(exchanges >= 7, "{exchanges} exchanges");
}

fn account(folder: &Path, index: &[Value]) -> Receipt {
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
    let mut account = Receipt::default();
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
        account.add(record::take(&page, &asked).receipt);
    }
    account
}
