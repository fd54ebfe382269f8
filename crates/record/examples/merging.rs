//! How long it takes to merge one chart with copies of itself at other hospitals, at three sizes, and what a late page
//! costs: `cargo run --release -p record --example merging -- CHART.json.gz`.
#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "this is a measurement"
)]

use std::{
    io::Read as _,
    sync::Arc,
    time::{Duration, Instant},
};

use record::{Asked, Merging, Shelf, SourceId, Taken};

const HOSPITALS: u16 = 4;
const LATE: usize = 100;

fn main() {
    let path = std::env::args().nth(1).expect("the path of a chart");
    let file = std::fs::read(path).expect("a file");
    let mut json = String::new();
    let mut unpacked = flate2::read::GzDecoder::new(file.as_slice());
    unpacked.read_to_string(&mut json).expect("a chart in gzip");
    let bundle: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    drop(json);
    let entries = bundle
        .get("entry")
        .and_then(|entry| entry.as_array())
        .expect("entries");
    let entries: Vec<String> = entries.iter().map(ToString::to_string).collect();
    for part in [4, 2, 1] {
        let size = entries.len() / part;
        measure(entries.get(..size).unwrap_or_default());
    }
}

fn measure(entries: &[String]) {
    let mut answers: Vec<Taken> = (0..HOSPITALS)
        .map(|source| taken(source, entries))
        .collect();
    let late = answers.last_mut().map(|last| {
        let count = LATE.min(last.results.len());
        last.results.drain(..count).collect::<Vec<_>>()
    });
    let mut merging = Merging::default();
    let began = Instant::now();
    for (source, taken) in answers.into_iter().enumerate() {
        put(&mut merging, source as u16, taken);
    }
    merging.settle();
    let whole = began.elapsed();
    let steps = merging.work();

    let began = Instant::now();
    for result in late.into_iter().flatten() {
        merging.put_result(Arc::new(result));
    }
    merging.settle();
    let page = began.elapsed();

    let began = Instant::now();
    let labs = merging.results(Shelf::Lab).len();
    let cards = merging.medicines().len();
    let views = began.elapsed();
    let began = Instant::now();
    let (related, questions) = (merging.related().len(), merging.questions().len());
    let asked = began.elapsed();
    println!(
        "{HOSPITALS} x {} entries: merged in {} ({steps} steps), {LATE} late results in {}, {labs} results and {cards} medicines seen in {}, {related} groups and {questions} questions in {}",
        entries.len(),
        ms(whole),
        ms(page),
        ms(views),
        ms(asked),
    );
}

fn ms(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}

fn taken(source: u16, entries: &[String]) -> Taken {
    let json = format!(
        r#"{{"resourceType":"Bundle","type":"searchset","entry":[{}]}}"#,
        entries.join(",")
    );
    let answer = fhir::Answer::new(json.into_bytes());
    let page = fhir::read::page(&answer).expect("an answer in FHIR");
    let patient = page.entries.iter().find_map(|entry| match &entry.resource {
        Ok(fhir::Resource::Patient(patient)) => patient.id.as_deref().map(str::to_owned),
        _ => None,
    });
    let base = format!("https://hospital-{source}.example/fhir");
    let asked = Asked {
        source: SourceId(source),
        base: &base,
        patient: patient.as_deref().unwrap_or_default(),
    };
    record::take(&page, &asked)
}

fn put(merging: &mut Merging, source: u16, mut taken: Taken) {
    merging.hear(SourceId(source), &taken.heard);
    for shelf in Shelf::ALL {
        for one in taken.shelf(shelf).drain(..) {
            merging.put_result(Arc::new(one));
        }
    }
    taken
        .allergies
        .into_iter()
        .for_each(|one| merging.put_allergy(Arc::new(one)));
    taken
        .medicines
        .into_iter()
        .for_each(|one| merging.put_medicine(Arc::new(one)));
    taken
        .documents
        .into_iter()
        .for_each(|one| merging.put_document(Arc::new(one)));
    taken
        .visits
        .into_iter()
        .for_each(|one| merging.put_visit(Arc::new(one)));
    taken
        .papers
        .into_iter()
        .for_each(|one| merging.put_paper(Arc::new(one)));
    taken
        .entries
        .into_iter()
        .for_each(|one| merging.put_entry(Arc::new(one)));
}
