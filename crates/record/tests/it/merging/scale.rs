//! How the work grows: counted in steps, not in time.

use std::sync::Arc;

use record::{Merging, Shelf, SourceId, Taken};

use super::chart;
use crate::given;

/// Charts of four hospitals that all hold the same, with so many items each.
fn answers(size: usize) -> Vec<Taken> {
    let resources: Vec<String> = (0..size).map(resource).collect();
    let refs: Vec<&str> = resources.iter().map(String::as_str).collect();
    (0..4)
        .map(|source| given::taken_from(source, &given::bundle(&refs)))
        .collect()
}

/// A lab result for the most part, now and then something else; there are about twenty different medicines.
fn resource(nth: usize) -> String {
    let (day, hour, minute) = (1 + nth / 1440 % 28, nth / 60 % 24, nth % 60);
    let year = 1990 + nth / 40_320;
    let line = match nth % 10 {
        0 => {
            let mg = 5 * (1 + nth / 10 % 20);
            let name = format!("lisinopril {mg} MG Oral Tablet");
            format!(
                r#"A medicine i{nth} rxnorm="{}:{name}" on={year}-05-01 status=completed"#,
                314_000 + mg
            )
        }
        1 => format!(
            r#"A procedure i{nth} "Dialysis" cpt=90935 on={year}-{:02}-{day:02}"#,
            1 + nth / 10 % 12
        ),
        2 => format!(
            r#"A problem i{nth} "Sinusitis" snomed=36971009 status=resolved on={year}-05-{day:02}"#
        ),
        3 => format!(r#"A vaccine i{nth} "Influenza" cvx=140 on={year}-05-{day:02}"#),
        _ => format!(
            r#"A lab i{nth} "Glucose" loinc=2345-7 at={year}-05-{day:02}T{hour:02}:{minute:02}:00Z value="{nth} mg/dL""#
        ),
    };
    chart::item(&line).resource
}

fn put_all(merging: &mut Merging, answers: Vec<Taken>) {
    for (source, mut taken) in answers.into_iter().enumerate() {
        chart::put(merging, source as u16, &mut taken);
    }
    merging.settle();
}

#[test]
fn the_work_grows_no_faster_than_n_log_n() {
    let mut before: Option<f64> = None;
    for size in [500, 2000, 8000] {
        let mut merging = chart::hospitals();
        put_all(&mut merging, answers(size));
        let items = (4 * size) as f64;
        let each = merging.work() as f64 / (items * items.log2());
        println!(
            "{items} items: {} steps, {each:.2} for each n log n",
            merging.work()
        );
        if let Some(before) = before {
            assert!(each < before * 1.2, "{each} after {before}");
        }
        before = Some(each);
        let labs = merging.results(Shelf::Lab);
        assert_eq!(labs.len(), size * 6 / 10);
        assert!(labs.iter().all(|lab| lab.versions.len() == 4));
    }
}

#[test]
fn a_late_page_costs_what_it_touches() {
    let mut costs: Vec<u64> = Vec::new();
    for size in [2000, 8000] {
        let mut answers = answers(size);
        let last = answers.last_mut().expect("an answer");
        let late: Vec<_> = last.results.drain(..100).collect();
        let mut merging = chart::hospitals();
        put_all(&mut merging, answers);
        let before = merging.work();
        for result in late {
            merging.put_result(Arc::new(result));
        }
        merging.settle();
        costs.push(merging.work() - before);
        println!(
            "{} items: {} steps for 100 late results",
            4 * size,
            merging.work() - before
        );
        assert!(
            merging
                .results(Shelf::Lab)
                .iter()
                .all(|lab| lab.versions.len() == 4)
        );
    }
    assert!(costs[1] <= costs[0] * 2, "{costs:?}");
}

#[test]
fn a_page_that_says_nothing_new_costs_nothing() {
    let mut merging = chart::hospitals();
    put_all(&mut merging, answers(500));
    let before = merging.work();
    put_all(&mut merging, answers(500));
    assert_eq!(merging.work(), before);
    merging.forget(SourceId(3));
    merging.settle();
    assert!(
        merging
            .results(Shelf::Lab)
            .iter()
            .all(|lab| lab.versions.len() == 3)
    );
}

#[test]
fn copies_of_one_medicine_cost_no_more_than_n_log_n() {
    let mut before: Option<f64> = None;
    for size in [250, 1000, 4000] {
        let mut lines = String::new();
        for nth in 0..size {
            let day = format!(
                "{}-{:02}-{:02}",
                1990 + nth / 336,
                1 + nth / 28 % 12,
                1 + nth % 28
            );
            for letter in ["A", "B"] {
                lines += &format!(
                    "{letter} medicine m{nth} \"lisinopril 10 MG Oral Tablet\" on={day} status=completed\n"
                );
            }
            lines +=
                &format!("B provenance p{nth} \"St. Mary's\" of=m{nth} type=MedicationRequest\n");
        }
        let items = chart::items(&lines);
        let merging = chart::merged(&items);
        let cards = merging.medicines();
        let [card] = cards.as_slice() else {
            panic!("one medicine, and not {}", cards.len());
        };
        assert_eq!(card.orders.len(), size);
        assert!(card.orders.iter().all(|order| order.versions.len() == 2));
        let each = merging.work() as f64 / (size as f64 * (size as f64).log2());
        if let Some(before) = before {
            assert!(each < before * 1.2, "{each} after {before}");
        }
        before = Some(each);
    }
}

#[test]
fn no_slice_takes_more_steps_than_it_may_but_for_one_cluster() {
    const STEPS: usize = 50;
    let size = 2000;
    let mut merging = chart::hospitals();
    for (source, mut taken) in answers(size).into_iter().enumerate() {
        chart::put(&mut merging, source as u16, &mut taken);
    }
    // The largest clusters are those of the only ingredient and of the only procedure.
    let largest = (4 * size / 10) as u64;
    let slices = in_slices(&mut merging, STEPS, largest);
    assert!(slices * STEPS > 4 * size, "{slices} slices");
    merging.forget(SourceId(3));
    let slices = in_slices(&mut merging, STEPS, largest);
    assert!(slices * STEPS > size, "{slices} slices");
    let labs = merging.results(Shelf::Lab);
    assert!(labs.iter().all(|lab| lab.versions.len() == 3));
}

/// How many slices it takes to settle all, none of which takes many more steps than it may.
fn in_slices(merging: &mut Merging, steps: usize, largest: u64) -> usize {
    let mut slices = 1;
    let mut before = merging.work();
    let mut above = 0;
    while !merging.settle_some(steps) {
        let taken = merging.work() - before;
        above += usize::from(taken > 2 * steps as u64);
        assert!(taken < steps as u64 + 100 * largest, "{taken} steps");
        before = merging.work();
        slices += 1;
    }
    // Those are the ones with a large cluster.
    assert!(
        above * 4 < slices,
        "{above} of {slices} slices are too long"
    );
    slices
}
