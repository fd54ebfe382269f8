//! Real charts and recorded answers, by path: no panic, and every account balances.

use std::{
    collections::BTreeMap,
    fs,
    io::Read,
    path::{Path, PathBuf},
    sync::Arc,
    time::Instant,
};

use record::{
    Asked, Class, Part, Receipt, Shelf, SourceId, Taken, document::Place, receipt::LeftOut,
    report::Paper,
};

pub(crate) const BASE: &str = "https://ehr.example/fhir";

pub(crate) fn data() -> Option<PathBuf> {
    let data = std::env::var_os("SATCHEL_DATA").map(PathBuf::from);
    if data.is_none() {
        println!("skipped: SATCHEL_DATA is not set");
    }
    data
}

pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(self::files(&path))
        } else {
            files.push(path)
        }
    }
    files.sort();
    files
}

pub(crate) fn bytes(path: &Path) -> Vec<u8> {
    let sent = fs::read(path).expect("a file");
    if path.extension().is_some_and(|end| end == "gz") {
        let mut plain = Vec::new();
        flate2::read::GzDecoder::new(sent.as_slice())
            .read_to_end(&mut plain)
            .expect("gzip");
        return plain;
    }
    sent
}

/// The answers in a file: one, or one to a line.
pub(crate) fn answers(path: &Path) -> Vec<Vec<u8>> {
    let bytes = bytes(path);
    let lines = path.to_string_lossy().contains(".ndjson");
    if !lines {
        return vec![bytes];
    }
    bytes
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(<[u8]>::to_vec)
        .collect()
}

/// The patient whose chart it is: the only Patient, else whom the first result is about.
fn patient(page: &fhir::Page<'_>) -> String {
    let own = page.resources().find_map(|resource| match resource {
        fhir::Resource::Patient(patient) => patient.id.as_deref(),
        _ => None,
    });
    let subject = || {
        page.resources().find_map(|resource| match resource {
            fhir::Resource::Observation(observation) => observation
                .subject
                .as_ref()?
                .reference
                .as_deref()?
                .rsplit('/')
                .next(),
            fhir::Resource::Encounter(visit) => visit
                .subject
                .as_ref()?
                .reference
                .as_deref()?
                .rsplit('/')
                .next(),
            fhir::Resource::MedicationRequest(request) => request
                .subject
                .as_ref()?
                .reference
                .as_deref()?
                .rsplit('/')
                .next(),
            fhir::Resource::AllergyIntolerance(allergy) => allergy
                .patient
                .as_ref()?
                .reference
                .as_deref()?
                .rsplit('/')
                .next(),
            fhir::Resource::DiagnosticReport(report) => report
                .subject
                .as_ref()?
                .reference
                .as_deref()?
                .rsplit('/')
                .next(),
            fhir::Resource::DocumentReference(document) => document
                .subject
                .as_ref()?
                .reference
                .as_deref()?
                .rsplit('/')
                .next(),
            _ => None,
        })
    };
    own.or_else(subject).unwrap_or_default().to_owned()
}

pub(crate) fn take(bytes: Vec<u8>) -> Option<Taken> {
    let answer = fhir::Answer::new(bytes);
    let page = fhir::read::page(&answer).ok()?;
    let patient = patient(&page);
    let taken = record::take(
        &page,
        &Asked {
            source: SourceId(0),
            base: BASE,
            patient: &patient,
        },
    );
    assert_eq!(taken.receipt.received, page.entries.len());
    Some(taken)
}

pub(crate) fn told(receipt: &Receipt) -> String {
    let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
    for (why, count) in &receipt.left_out {
        let why = match why {
            LeftOut::Support(_) => "support".to_owned(),
            LeftOut::NotReadYet(_) => "not read yet".to_owned(),
            other => format!("{other:?}"),
        };
        *reasons.entry(why).or_default() += count;
    }
    let reasons: Vec<String> = reasons
        .iter()
        .map(|(why, count)| format!("{why} {count}"))
        .collect();
    format!(
        "{} received = {} shown + {} unread + {} left out ({})",
        receipt.received,
        receipt.shown,
        receipt.unread.len(),
        receipt.left_out_count(),
        reasons.join(", ")
    )
}

/// What was left out for lack of a page.
pub(crate) fn unplaced(receipt: &Receipt) -> usize {
    let left = receipt.left_out.iter();
    left.filter(|(why, _)| why.is_unplaced())
        .map(|(_, count)| count)
        .sum()
}

#[test]
fn every_account_balances() {
    let Some(data) = data() else { return };
    for folder in [
        "fhir-patients",
        "us-core-examples",
        "vendor-responses",
        "ips",
    ] {
        let (mut whole, mut not_fhir) = (Receipt::default(), 0);
        let mut observations = [0; Shelf::ALL.len()];
        let mut parts: BTreeMap<Part, usize> = BTreeMap::new();
        for path in files(&data.join(folder)) {
            for answer in answers(&path) {
                let Some(mut taken) = take(answer) else {
                    not_fhir += 1;
                    continue;
                };
                assert!(
                    taken.receipt.balances(),
                    "{}: {:?}",
                    path.display(),
                    taken.receipt
                );
                assert_eq!(unplaced(&taken.receipt), 0, "{}", path.display());
                let mut together = Receipt::default();
                for (_, delivery) in taken.clone().deliveries(Class::Papers) {
                    let receipt = &delivery.receipt;
                    assert!(receipt.balances(), "{}: {receipt:?}", path.display());
                    assert_eq!(receipt.shown, delivery.items.len(), "{}", path.display());
                    together.add(delivery.receipt);
                }
                assert_eq!(together, taken.receipt, "{}", path.display());
                let shelves: Vec<usize> = Shelf::ALL
                    .map(|shelf| taken.shelf(shelf).len())
                    .into_iter()
                    .collect();
                let listed = taken.people.len()
                    + shelves.iter().sum::<usize>()
                    + taken.papers.len()
                    + taken.visits.len()
                    + taken.medicines.len()
                    + taken.allergies.len()
                    + taken.documents.len()
                    + taken.messages.len()
                    + taken.teams.len()
                    + taken.entries.len();
                assert_eq!(taken.receipt.shown, listed, "{}", path.display());
                for (sum, count) in observations.iter_mut().zip(shelves) {
                    *sum += count;
                }
                for entry in &taken.entries {
                    *parts.entry(entry.part).or_default() += 1;
                }
                whole.add(taken.receipt);
            }
        }
        println!(
            "{folder}: {} ; {not_fhir} files are not FHIR JSON",
            told(&whole)
        );
        println!("  {:?} {observations:?}; {parts:?}", Shelf::ALL);
    }
}

#[test]
fn a_large_chart_is_grouped_at_once() {
    let Some(data) = data() else { return };
    for file in [
        "large-3419.json.gz",
        "inferno-us-core-patient-355.json.gz",
        "huge-25000-bogisich202.json.gz",
    ] {
        let Some(taken) = take(bytes(&data.join("fhir-patients").join(file))) else {
            panic!("{file}")
        };
        let results: Vec<Arc<record::LabResult>> =
            taken.results.into_iter().map(Arc::new).collect();
        let papers: Vec<Arc<Paper>> = taken.papers.into_iter().map(Arc::new).collect();
        let start = Instant::now();
        let grouped = record::grouped(&results, &papers, taken.people.first());
        let took = start.elapsed();
        let outside: usize = grouped
            .reports
            .iter()
            .map(|report| report.counts.outside)
            .sum();
        let listed: std::collections::HashSet<record::LocalId> = grouped
            .reports
            .iter()
            .flat_map(|report| &report.lines)
            .map(|line| line.result.id)
            .collect();
        println!(
            "{file}: {} results in {} reports, {} rows, {outside} outside, grouped in {took:?}",
            results.len(),
            papers.len(),
            grouped.reports.len()
        );
        assert_eq!(listed.len() + grouped.superseded, results.len());
    }
}

#[test]
fn every_document_of_real_charts_says_what_it_is() {
    let Some(data) = data() else { return };
    let mut told: BTreeMap<String, usize> = BTreeMap::new();
    for folder in ["fhir-patients", "us-core-examples", "vendor-responses"] {
        for path in files(&data.join(folder)) {
            for taken in answers(&path).into_iter().filter_map(take) {
                for document in taken.documents {
                    assert!(document.title.is_some(), "{}", path.display());
                    assert!(!document.unreadable, "{}", path.display());
                    for copy in &document.copies {
                        let place = match &copy.place {
                            Place::Inside(_) => "inside",
                            Place::At(url) if url.contains("://") => "at an address",
                            Place::At(_) => "below the base",
                            Place::Nowhere => "nowhere",
                        };
                        let media = copy.media.as_deref().unwrap_or("-");
                        let line = format!("{:?} {media} {place}", document.standing);
                        *told.entry(line).or_default() += 1;
                    }
                }
            }
        }
    }
    let told: Vec<String> = told
        .iter()
        .map(|(line, count)| format!("{line}: {count}"))
        .collect();
    insta::assert_snapshot!(told.join("\n"), @"
    Current application/octet-stream nowhere: 8
    Current application/pdf at an address: 4
    Current application/pdf inside: 3
    Current application/xml at an address: 1
    Current application/xml below the base: 1
    Current application/xml inside: 1
    Current text/html inside: 5
    Current text/plain inside: 2
    Current text/plain; charset=utf-8 inside: 2130
    Superseded application/octet-stream nowhere: 1
    Superseded application/pdf at an address: 2
    Superseded text/plain inside: 38
    Superseded text/plain; charset=utf-8 inside: 3137
    ");
}
