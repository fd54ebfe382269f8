//! Answers to test with: a base, a patient, and short JSON.

use std::sync::Arc;

use record::{Asked, Grouped, LabResult, Person, Shelf, SourceId, Taken, report::Paper};

pub(crate) const BASE: &str = "https://ehr.example/fhir";
pub(crate) const MARIA: &str = "maria";

/// What one hospital's answer holds.
pub(crate) fn taken_from(source: u16, json: &str) -> Taken {
    let answer = fhir::Answer::new(json.as_bytes().to_vec());
    let page = fhir::read::page(&answer).expect("an answer in FHIR");
    let base = format!("{BASE}/{source}");
    let taken = record::take(
        &page,
        &Asked {
            source: SourceId(source),
            base: &base,
            patient: MARIA,
        },
    );
    assert!(taken.receipt.balances(), "{:?}", taken.receipt);
    taken
}

pub(crate) fn taken(json: &str) -> Taken {
    taken_from(1, json)
}

/// A Bundle of these resources.
pub(crate) fn bundle(resources: &[&str]) -> String {
    let entries: Vec<String> = resources
        .iter()
        .map(|resource| format!(r#"{{"resource":{resource}}}"#))
        .collect();
    format!(
        r#"{{"resourceType":"Bundle","type":"searchset","entry":[{}]}}"#,
        entries.join(",")
    )
}

/// One lab result of Maria's; `rest` is what the test is about.
pub(crate) fn observation(id: &str, rest: &str) -> String {
    let comma = if rest.is_empty() { "" } else { "," };
    format!(
        r#"{{"resourceType":"Observation","id":"{id}","status":"final","subject":{{"reference":"Patient/maria"}}{comma}{rest}}}"#
    )
}

/// The only observation of an answer, on whichever list it stands.
pub(crate) fn result(rest: &str) -> LabResult {
    let mut taken = taken(&observation("1", rest));
    let shelf = Shelf::ALL
        .into_iter()
        .find(|shelf| !taken.shelf(*shelf).is_empty());
    taken.shelf(shelf.expect("an observation")).remove(0)
}

/// A woman born on April 2, 1961.
pub(crate) fn maria() -> Person {
    let json = r#"{"resourceType":"Patient","id":"maria","name":[{"given":["Maria"],"family":"Lopez"}],"gender":"female","birthDate":"1961-04-02"}"#;
    taken(json).people.remove(0)
}

pub(crate) fn grouped(taken: Taken) -> Grouped {
    let results: Vec<Arc<LabResult>> = taken.results.into_iter().map(Arc::new).collect();
    let papers: Vec<Arc<Paper>> = taken.papers.into_iter().map(Arc::new).collect();
    record::grouped(&results, &papers, Some(&maria()))
}
