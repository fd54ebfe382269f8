//! Real charts and recorded answers, by path: no panic, and every account balances.

use std::{
    collections::BTreeMap,
    fs,
    io::Read,
    path::{Path, PathBuf},
    sync::Arc,
    time::Instant,
};

use record::{Asked, Receipt, SourceId, Taken, receipt::LeftOut, report::Paper};

fn data() -> Option<PathBuf> {
    let data = std::env::var_os("SATCHEL_DATA").map(PathBuf::from);
    if data.is_none() {
        println!("skipped: SATCHEL_DATA is not set");
    }
    data
}

fn files(folder: &Path) -> Vec<PathBuf> {
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

fn bytes(path: &Path) -> Vec<u8> {
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
fn answers(path: &Path) -> Vec<Vec<u8>> {
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
            fhir::Resource::DiagnosticReport(report) => report
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

fn take(bytes: Vec<u8>) -> Option<Taken> {
    let answer = fhir::Answer::new(bytes);
    let page = fhir::read::page(&answer).ok()?;
    let patient = patient(&page);
    let taken = record::take(
        &page,
        &Asked {
            source: SourceId(0),
            base: "https://ehr.example/fhir",
            patient: &patient,
        },
    );
    assert_eq!(taken.receipt.received, page.entries.len());
    Some(taken)
}

fn told(receipt: &Receipt) -> String {
    let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
    for (why, count) in &receipt.left_out {
        let why = match why {
            LeftOut::NotALab(_) => "not a lab".to_owned(),
            LeftOut::Support(_) => "support".to_owned(),
            LeftOut::OtherType(_) => "other type".to_owned(),
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

#[test]
fn every_account_balances() {
    let Some(data) = data() else { return };
    for folder in ["fhir-patients", "us-core-examples", "vendor-responses"] {
        let (mut whole, mut not_fhir) = (Receipt::default(), 0);
        for path in files(&data.join(folder)) {
            for answer in answers(&path) {
                let Some(taken) = take(answer) else {
                    not_fhir += 1;
                    continue;
                };
                assert!(
                    taken.receipt.balances(),
                    "{}: {:?}",
                    path.display(),
                    taken.receipt
                );
                let listed = taken.people.len()
                    + taken.results.len()
                    + taken.papers.len()
                    + taken.visits.len()
                    + taken.messages.len()
                    + taken.teams.len();
                assert_eq!(taken.receipt.shown, listed, "{}", path.display());
                whole.add(taken.receipt);
            }
        }
        println!(
            "{folder}: {} ; {not_fhir} files are not FHIR JSON",
            told(&whole)
        );
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
