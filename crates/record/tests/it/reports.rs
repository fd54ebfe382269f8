//! From results to reports.

use std::{collections::BTreeSet, sync::Arc};

use insta::assert_snapshot;
use record::{LabResult, LocalId, Taken, report::Paper};

use crate::{
    chance::Chance,
    given::{self, bundle, observation},
    page,
};

fn read(resources: &[&str]) -> String {
    let grouped = given::grouped(given::taken(&bundle(resources)));
    page::rows(&grouped.reports, &given::maria())
}

fn report(id: &str, rest: &str) -> String {
    format!(
        r#"{{"resourceType":"DiagnosticReport","id":"{id}","status":"final","category":[{{"coding":[{{"code":"LAB"}}]}}],"subject":{{"reference":"Patient/maria"}},{rest}}}"#
    )
}

fn test(id: &str, name: &str, value: &str, rest: &str) -> String {
    let comma = if rest.is_empty() { "" } else { "," };
    observation(
        id,
        &format!(
            r#""code":{{"text":"{name}"}},"effectiveDateTime":"2026-11-03","valueString":"{value}"{comma}{rest}"#
        ),
    )
}

#[test]
fn a_report_lists_its_results_in_the_labs_order() {
    let rows = read(&[
        &test("b", "LDL", "120", ""),
        &test("a", "HDL", "50", ""),
        &report(
            "r",
            r#""code":{"text":"Lipid panel"},"effectiveDateTime":"2026-11-03","result":[{"reference":"Observation/a"},{"reference":"Observation/b"},{"reference":"Observation/gone"}],"conclusion":"Fasting.""#,
        ),
    ]);
    assert_snapshot!(rows, @r#"
    Lipid panel · 2026-11-03 · final
      2 results, 0 outside, 0 waiting, 0 unreadable
      HDL: 50 (no range given)
      LDL: 120 (no range given)
      "Fasting."
    "#);
}

#[test]
fn a_panel_holds_its_members_below_it_and_circles_end() {
    let member = |id: &str, members: &str| {
        let members: Vec<String> = members
            .split_whitespace()
            .map(|id| format!(r#"{{"reference":"Observation/{id}"}}"#))
            .collect();
        observation(
            id,
            &format!(
                r#""code":{{"text":"{id}"}},"hasMember":[{}]"#,
                members.join(",")
            ),
        )
    };
    let rows = read(&[
        &member("A", "B C"),
        &member("B", "D A"),
        &test("C", "C", "1", ""),
        &member("D", "E"),
        &member("E", "F"),
        &test("F", "F", "2", ""),
        &member("X", "Y"),
        &member("Y", "X"),
    ]);
    assert_snapshot!(rows, @r"
    A · no date · final
      2 results, 0 outside, 0 waiting, 0 unreadable
      A: see its parts
        B: see its parts
          D: see its parts
            E: see its parts
            F: 2 (no range given)
        C: 1 (no range given)

    Y · no date · final
      0 results, 0 outside, 0 waiting, 0 unreadable
      Y: see its parts
        X: see its parts
    ");
}

#[test]
fn results_without_a_report_are_gathered_by_what_they_share() {
    let at = |id: &str, time: &str, rest: &str| {
        observation(
            id,
            &format!(
                r#""code":{{"text":"{id}"}},"effectiveDateTime":"{time}","valueInteger":1{rest}"#
            ),
        )
    };
    let order = r#","basedOn":[{"reference":"ServiceRequest/1"}]"#;
    let number = r#","identifier":[{"type":{"coding":[{"code":"ACSN"}]},"value":"77"}]"#;
    let sample = r#","specimen":{"reference":"Specimen/9"}"#;
    let rows = read(&[
        &at("order-1", "2026-11-06", order),
        &at("order-2", "2026-11-06", order),
        &at("order-again", "2026-10-06", order),
        &at("number-1", "2026-11-05", number),
        &at("number-2", "2026-11-05", number),
        &at("sample-1", "2026-11-04", sample),
        &at("sample-2", "2026-11-04", sample),
        &at("minute-1", "2026-11-03T08:00:00Z", ""),
        &at("minute-2", "2026-11-03T03:00:30-05:00", ""),
        &at("day-1", "2026-11-02", ""),
        &at("day-2", "2026-11-02", ""),
    ]);
    assert_snapshot!(rows, @r"
    order-1, order-2 · 2026-11-06 · final
      2 results, 0 outside, 0 waiting, 0 unreadable
      order-1: 1 (no range given)
      order-2: 1 (no range given)

    number-1, number-2 · 2026-11-05 · final
      2 results, 0 outside, 0 waiting, 0 unreadable
      number-1: 1 (no range given)
      number-2: 1 (no range given)

    sample-1, sample-2 · 2026-11-04 · final
      2 results, 0 outside, 0 waiting, 0 unreadable
      sample-1: 1 (no range given)
      sample-2: 1 (no range given)

    minute-1, minute-2 · 2026-11-03 03:00 · final
      2 results, 0 outside, 0 waiting, 0 unreadable
      minute-1: 1 (no range given)
      minute-2: 1 (no range given)

    day-1 · 2026-11-02 · final
      1 results, 0 outside, 0 waiting, 0 unreadable
      day-1: 1 (no range given)

    day-2 · 2026-11-02 · final
      1 results, 0 outside, 0 waiting, 0 unreadable
      day-2: 1 (no range given)

    order-again · 2026-10-06 · final
      1 results, 0 outside, 0 waiting, 0 unreadable
      order-again: 1 (no range given)
    ");
}

#[test]
fn a_report_with_only_a_file_or_a_conclusion_is_a_result_too() {
    let rows = read(&[
        &report(
            "pdf",
            r#""code":{"text":"Biopsy"},"issued":"2026-11-03T10:00:00-05:00","presentedForm":[{"contentType":"application/pdf","url":"Binary/1","title":"Report"}]"#,
        ),
        &report(
            "text",
            r#""conclusion":"No growth.","conclusionCode":[{"text":"Negative"}]"#,
        ),
    ]);
    assert_snapshot!(rows, @r#"
    Biopsy · 2026-11-03 10:00 · final
      0 results, 0 outside, 0 waiting, 0 unreadable
      file application/pdf Report

    Test result · no date · final
      0 results, 0 outside, 0 waiting, 0 unreadable
      "No growth."
      "Negative"
    "#);
}

#[test]
fn a_newer_version_takes_the_place_of_an_older_one() {
    let version = |id: &str, value: &str, issued: &str, status: &str| {
        test(
            id,
            "A1c",
            value,
            &format!(r#""issued":"{issued}","identifier":[{{"system":"urn:lab","value":"55"}}]"#),
        )
        .replace(r#""status":"final""#, &format!(r#""status":"{status}""#))
    };
    let rows = read(&[
        &version("old", "6.2", "2026-11-04T08:00:00Z", "final"),
        &version("new", "6.8", "2026-11-14T08:00:00Z", "corrected"),
        &report(
            "r",
            r#""code":{"text":"Sugar"},"result":[{"reference":"Observation/old"}]"#,
        ),
    ]);
    assert_snapshot!(rows, @r"
    Sugar · 2026-11-03 · final
      1 results, 0 outside, 0 waiting, 0 unreadable
      A1c: 6.8 (no range given) [corrected]
        before: 6.2
    ");
}

#[test]
fn what_cannot_be_read_safely_is_listed_alone_and_counted_nowhere_else() {
    let modifier = r#""modifierExtension":[{"url":"urn:x"}]"#;
    let rows = read(&[
        &test(
            "a",
            "HDL",
            "50",
            &format!(r#"{modifier},"specimen":{{"reference":"Specimen/1"}}"#),
        ),
        &test(
            "b",
            "LDL",
            "120",
            r#""specimen":{"reference":"Specimen/1"}"#,
        ),
        &report(
            "r",
            &format!(
                r#"{modifier},"code":{{"text":"Panel"}},"conclusion":"Read the paper.","result":[{{"reference":"Observation/b"}}]"#
            ),
        ),
    ]);
    assert_snapshot!(rows, @r#"
    HDL · 2026-11-03 · final
      0 results, 0 outside, 0 waiting, 1 unreadable
      HDL: recorded in a way that can't be read safely here (UnknownModifier)

    LDL · 2026-11-03 · final
      1 results, 0 outside, 0 waiting, 0 unreadable
      LDL: 120 (no range given)

    Panel · no date · final
      0 results, 0 outside, 0 waiting, 1 unreadable
      recorded in a way that can't be read safely here (UnknownModifier): "Read the paper."
    "#);
}

#[test]
fn a_result_still_waited_for_is_listed_without_a_value() {
    let waiting =
        test("a", "Culture", "", "").replace(r#""status":"final""#, r#""status":"registered""#);
    assert_snapshot!(read(&[&waiting]), @r"
    Culture · 2026-11-03 · waiting for result
      0 results, 0 outside, 1 waiting, 0 unreadable
      Culture: result not provided [waiting for result]
    ");
}

#[test]
fn an_address_of_a_single_result_stays_good_when_its_group_grows() {
    let shared = r#""specimen":{"reference":"Specimen/9"}"#;
    let first = given::taken(&test("a", "HDL", "50", shared));
    let id = first.results[0].id;
    let alone = given::grouped(first).reports[0].id;
    let both = given::grouped(given::taken(&bundle(&[
        &test("a", "HDL", "50", shared),
        &test("b", "LDL", "9", shared),
    ])));
    assert_eq!(both.report(alone).map(|report| report.lines.len()), Some(2));
    assert_eq!(both.report(id).map(|report| report.id), Some(alone));
}

/// A heap of results and reports tied together at random.
fn heap(chance: &mut Chance) -> Taken {
    let size = 1 + chance.pick(24);
    let mut resources: Vec<String> = Vec::new();
    for id in 0..size {
        let mut rest = vec![format!(
            r#""code":{{"text":"T{}"}},"valueInteger":{id}"#,
            chance.pick(4)
        )];
        rest.push(format!(
            r#""effectiveDateTime":"2026-11-0{}T08:0{}:00Z""#,
            1 + chance.pick(3),
            chance.pick(3)
        ));
        rest.push(format!(
            r#""issued":"2026-11-10T08:00:0{}Z""#,
            chance.pick(3)
        ));
        let maybe = [
            format!(
                r#""basedOn":[{{"reference":"ServiceRequest/{}"}}]"#,
                chance.pick(4)
            ),
            format!(
                r#""specimen":{{"reference":"Specimen/{}"}}"#,
                chance.pick(4)
            ),
            format!(
                r#""identifier":[{{"type":{{"coding":[{{"code":"ACSN"}}]}},"value":"{}"}}]"#,
                chance.pick(4)
            ),
            format!(r#""identifier":[{{"value":"{}"}}]"#, chance.pick(6)),
            format!(
                r#""hasMember":[{{"reference":"Observation/{}"}},{{"reference":"Observation/{}"}}]"#,
                chance.pick(size),
                chance.pick(size)
            ),
            r#""modifierExtension":[{"url":"urn:x"}]"#.to_owned(),
        ];
        let tie = chance.pick(maybe.len() * 2);
        rest.extend(maybe.get(tie).cloned());
        resources.push(observation(&id.to_string(), &rest.join(",")));
    }
    for id in 0..chance.pick(4) {
        let results: Vec<String> = (0..chance.pick(6))
            .map(|_| format!(r#"{{"reference":"Observation/{}"}}"#, chance.pick(size + 2)))
            .collect();
        resources.push(report(
            &id.to_string(),
            &format!(
                r#""result":[{}],"issued":"2026-11-10T08:00:0{}Z","identifier":[{{"value":"{}"}}]"#,
                results.join(","),
                chance.pick(3),
                chance.pick(3)
            ),
        ));
    }
    let all: Vec<&str> = resources.iter().map(String::as_str).collect();
    given::taken(&bundle(&all))
}

#[test]
fn no_result_is_lost_and_the_order_of_the_pages_makes_no_difference() {
    for seed in 0..2000 {
        let mut chance = Chance::seeded(seed);
        let taken = heap(&mut chance);
        let mut results: Vec<Arc<LabResult>> = taken.results.into_iter().map(Arc::new).collect();
        let mut papers: Vec<Arc<Paper>> = taken.papers.into_iter().map(Arc::new).collect();
        let all: BTreeSet<LocalId> = results.iter().map(|result| result.id).collect();
        let first = record::grouped(&results, &papers, None);

        let lines = first.reports.iter().flat_map(|report| &report.lines);
        let listed: BTreeSet<LocalId> = lines
            .flat_map(|line| {
                line.before
                    .iter()
                    .chain([&line.result])
                    .map(|result| result.id)
            })
            .collect();
        assert_eq!(listed, all, "seed {seed}: a result is lost");
        let ids: BTreeSet<LocalId> = first.reports.iter().map(|report| report.id).collect();
        assert_eq!(
            ids.len(),
            first.reports.len(),
            "seed {seed}: two rows have one id"
        );

        chance.shuffle(&mut results);
        chance.shuffle(&mut papers);
        let again = record::grouped(&results, &papers, None);
        assert_eq!(
            first.reports, again.reports,
            "seed {seed}: the order makes a difference"
        );
    }
}
