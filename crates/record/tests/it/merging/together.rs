//! Lists in which what is the same stands once, and what stands beside one thing.

use std::{collections::BTreeSet, sync::Arc};

use record::{LocalId, Merging, grouped, merging::row_of};

use super::{
    chart::{self, Item},
    properties::chance_chart,
    told,
};
use crate::chance::Chance;

#[test]
fn every_version_leads_to_the_same_and_to_all_the_others() {
    for seed in 0..50 {
        let mut chance = Chance::seeded(seed + 7000);
        let items = chance_chart(&mut chance);
        let merging = chart::merged(&items);
        for item in &items {
            let Some(together) = merging.together(item.id()) else {
                assert_eq!(merging.lead(item.id()), item.id(), "{}", item.name);
                continue;
            };
            let ids: BTreeSet<LocalId> = together.versions.iter().map(|(_, id)| *id).collect();
            assert_eq!(ids.len(), together.versions.len(), "one stands twice");
            assert!(ids.contains(&item.id()), "{} of seed {seed}", item.name);
            for id in &ids {
                assert_eq!(merging.together(*id).as_ref(), Some(&together));
                assert_eq!(merging.lead(*id), merging.lead(item.id()));
            }
            let led = items.iter().map(Item::id);
            let led = led.filter(|id| merging.lead(*id) == merging.lead(item.id()));
            assert_eq!(
                led.collect::<BTreeSet<_>>(),
                ids,
                "{} of seed {seed}",
                item.name
            );
        }
    }
}

#[test]
fn a_folded_list_has_everything_once_where_the_first_of_it_stood() {
    let items = chart::items(
        r#"
        A problem p1 "Asthma" snomed=195967001
        A problem p2 "Gout" snomed=90560007
        B problem p1 "Asthma" snomed=195967001
        B problem p3 "Cataract" snomed=193570009
        "#,
    );
    let merging = chart::merged(&items);
    let called = chart::called(&items);
    let mut problems: Vec<_> = merging.entries(record::Part::Conditions);
    let mut list: Vec<_> = problems.drain(..).flat_map(|one| one.versions).collect();
    list.sort_by_key(|one| called.get(&one.id).cloned());
    list.reverse();
    let ids: Vec<LocalId> = list.iter().map(|one| one.id).collect();
    let folded = merging.folded(list);
    assert_eq!(merging.things(&ids), 3);
    let told: Vec<String> = folded
        .iter()
        .map(|versions| {
            format!(
                "{}: {}",
                called[&versions[0].id],
                told::names(&called, versions.iter().map(|one| one.id)).join(" ")
            )
        })
        .collect();
    assert_eq!(told, ["B.p3: B.p3", "B.p1: A.p1 B.p1", "A.p2: A.p2"]);
}

/// The rows of the list of results by the names of what is in each.
fn rows(lines: &str) -> Vec<String> {
    let items = chart::items(lines);
    let merging = chart::merged(&items);
    let called = chart::called(&items);
    let results: Vec<_> = merging.results(record::Shelf::Lab);
    let results: Vec<_> = results.into_iter().flat_map(|one| one.versions).collect();
    let papers: Vec<_> = merging
        .papers()
        .into_iter()
        .flat_map(|one| one.versions)
        .collect();
    let rows = grouped(&results, &papers, None).reports;
    let together = merging.reports(&rows);
    let name = |row: &Arc<record::LabReport>| match called.get(&row.id) {
        Some(name) => name.clone(),
        None => told::names(&called, row.lines.iter().map(|line| line.result.id)).join("+"),
    };
    let mut told: Vec<String> = together
        .iter()
        .map(|rows| {
            let mut names: Vec<String> = rows.iter().map(name).collect();
            names.sort();
            names.join(" = ")
        })
        .collect();
    told.sort();
    told
}

const TWICE: &str = r#"
    A lab f1 "Glucose" loinc=2345-7 at=2024-05-01T08:00:00Z value="98 mg/dL"
    A report r1 "Glucose" loinc=24323-8 at=2024-05-01T08:00:00Z results=f1
    B lab f1 "Glucose" loinc=2345-7 at=2024-05-01T08:00:00Z value="98 mg/dL"
"#;

#[test]
fn a_report_of_two_hospitals_is_one_row() {
    let both = format!(
        r#"{TWICE} B report r9 "Glucose" loinc=24323-8 at=2024-05-01T08:00:00Z results=f1"#
    );
    assert_eq!(rows(&both), ["A.r1 = B.r9"]);
}

#[test]
fn a_result_without_a_report_stands_with_the_report_of_the_same_results() {
    assert_eq!(rows(TWICE), ["A.r1 = B.f1"]);
}

#[test]
fn results_without_a_report_at_either_hospital_are_one_row() {
    let lines = r#"
        A lab f1 "Glucose" loinc=2345-7 at=2024-05-01T08:00:00Z value="98 mg/dL"
        B lab f1 "Glucose" loinc=2345-7 at=2024-05-01T08:00:00Z value="98 mg/dL"
    "#;
    assert_eq!(rows(lines), ["A.f1 = B.f1"]);
}

#[test]
fn other_digits_make_another_row() {
    let lines = TWICE.replace(
        r#"B lab f1 "Glucose" loinc=2345-7 at=2024-05-01T08:00:00Z value="98 mg/dL""#,
        r#"B lab f1 "Glucose" loinc=2345-7 at=2024-05-01T08:00:00Z value="98.0 mg/dL""#,
    );
    assert_eq!(rows(&lines), ["A.r1", "B.f1"]);
}

#[test]
fn what_fits_two_reports_goes_with_neither() {
    let lines = format!(
        r#"{TWICE}
        C lab f1 "Glucose" loinc=2345-7 at=2024-05-01T08:00:00Z value="98 mg/dL"
        C report r2 "Metabolic panel" loinc=24320-4 at=2024-05-01T08:00:00Z results=f1"#
    );
    assert_eq!(rows(&lines), ["A.r1", "B.f1", "C.r2"]);
}

#[test]
fn a_row_counts_as_many_outside_as_any_of_its_versions() {
    let items = chart::items(TWICE);
    let results = chart::merged(&items).results(record::Shelf::Lab);
    let results: Vec<_> = results.into_iter().flat_map(|one| one.versions).collect();
    let report = grouped(&results, &[], None).reports.remove(0);
    let version = |results: usize, outside: usize| {
        let mut version = record::LabReport::clone(&report);
        (version.counts.results, version.counts.outside) = (results, outside);
        Arc::new(version)
    };
    for (versions, expected) in [
        (vec![version(5, 0), version(4, 2), version(5, 1)], (4, 2)),
        (vec![version(5, 1), version(4, 1)], (5, 1)),
        (vec![version(5, 2), version(4, 0)], (5, 2)),
        (vec![version(5, 0)], (5, 0)),
    ] {
        let row = row_of(&versions).expect("a row");
        assert_eq!((row.counts.results, row.counts.outside), expected);
        assert_eq!((row.id, &row.lines), (report.id, &report.lines));
    }
    assert_eq!(row_of(&[]), None);
}

#[test]
fn before_anything_is_merged_everything_stands_alone() {
    let merging = Merging::default();
    let id = chart::items(TWICE)[0].id();
    assert_eq!((merging.lead(id), merging.together(id)), (id, None));
}
