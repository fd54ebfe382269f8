//! An answer about results, read without the types that a first look does without.

use crate::wires::{answers, sample_data};
use fhir::{Answer, Entry, NotFhir, Page, Resource, read};

/// Types that an answer about results is made of.
const READ: [&str; 9] = [
    "Patient",
    "Observation",
    "DiagnosticReport",
    "Practitioner",
    "Organization",
    "Location",
    "Provenance",
    "CapabilityStatement",
    "OperationOutcome",
];

/// Compares the two ways to read an answer and says how many entries were read, and how many left alone.
#[track_caller]
fn check(bytes: &[u8]) -> (usize, usize) {
    let (whole, short) = (Answer::new(bytes), Answer::new(bytes));
    let (whole, short) = match (read::page(&whole), read::results(&short)) {
        (Ok(whole), Ok(short)) => (whole, short),
        (whole, short) => {
            assert_eq!(refusal(whole), refusal(short));
            return (0, 0);
        }
    };
    assert_eq!(
        (&whole.kind, &whole.next, &whole.previous),
        (&short.kind, &short.next, &short.previous)
    );
    assert_eq!(
        (&whole.flaws, whole.is_cut_short),
        (&short.flaws, short.is_cut_short)
    );
    assert_eq!(whole.entries.len(), short.entries.len());
    let mut counts = (0, 0);
    for (whole, short) in whole.entries.iter().zip(&short.entries) {
        assert_eq!(
            (&whole.kind, whole.mode, &whole.full_url),
            (&short.kind, short.mode, &short.full_url)
        );
        if READ.contains(&whole.kind.as_str()) || whole.kind.is_empty() {
            assert_eq!(
                (&whole.resource, &whole.flaws),
                (&short.resource, &short.flaws)
            );
            if is_nameless(whole) {
                assert_eq!(whole.sent, short.sent);
            }
            counts.0 += 1;
        } else {
            let other = short.resource.as_ref().expect("reads");
            assert!(matches!(other, Resource::Other(other) if other.kind == whole.kind));
            assert!(!is_nameless(short) || short.sent.is_some());
            counts.1 += 1;
        }
    }
    counts
}

fn refusal(read: Result<Page<'_>, NotFhir>) -> Option<NotFhir> {
    read.err()
}

/// Only what was sent tells it apart.
fn is_nameless(entry: &Entry<'_>) -> bool {
    let id = entry.resource.as_ref().ok().and_then(Resource::id);
    id.or(entry.full_url.as_deref()).is_none()
}

#[test]
fn a_reader_of_results_reads_them_as_the_whole_reader_does() {
    for fixture in [
        include_str!("fixtures/labs.json"),
        include_str!("fixtures/report.json"),
        include_str!("fixtures/patient.json"),
    ] {
        assert!(check(fixture.as_bytes()).0 > 0);
        for end in (0..fixture.len()).step_by(7) {
            check(&fixture.as_bytes()[..end]);
        }
    }
}

#[test]
fn a_reader_of_results_reads_whole_charts_as_the_whole_reader_does() {
    let Some(data) = sample_data() else { return };
    let folders = [
        "fhir-patients",
        "us-core-examples",
        "vendor-responses",
        "ips",
        "capability",
    ];
    let (mut read, mut others) = (0, 0);
    for (file, answer) in folders.iter().flat_map(|name| answers(&data.join(name))) {
        println!("{}", file.display());
        let counts = check(answer.bytes());
        (read, others) = (read + counts.0, others + counts.1);
    }
    println!("{read} read, {others} of other types");
    assert!(read > 0 && others > 0);
}

#[test]
fn what_is_no_result_is_left_alone_whatever_is_wrong_with_it() {
    let bundle = r#"{"resourceType":"Bundle","type":"searchset","link":[{"relation":"next","url":"?2"}],"entry":[
        {"resource":{"resourceType":"Observation","id":"a","valueQuantity":{"value":"high"},"issued":"x"}},
        {"resource":{"resourceType":"Encounter","id":"e","class":"AMB","type":"?"}},
        {"resource":{"class":"AMB","resourceType":"Encounter"}},
        {"resource":{"resourceType":"Medication","id":"m"}},
        {"resource":{"resourceType":"Claim","id":"c"}},
        {"resource":{"issued":["?"],"resourceType":"Observation"}},
        {"resource":{"id":"nameless"}},
        {"resource":"?"},
        null]}"#;
    assert_eq!(check(bundle.as_bytes()), (5, 4));
    let encounter = br#"{"resourceType":"Encounter","id":"e","class":"AMB"}"#;
    assert_eq!(check(encounter), (0, 1));
    let sound = br#"{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"CareTeam","id":"t"}},{"resource":{"resourceType":"Location","name":"Lab"}}]}"#;
    assert_eq!(check(sound), (1, 1));
}
