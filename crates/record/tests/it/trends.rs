//! One test over time.

use std::sync::Arc;

use record::{LabResult, LocalId, standing::Attention, trend, when::Day};

use crate::{given, page};

fn result(source: u16, id: &str, on: &str, rest: &str) -> Arc<LabResult> {
    let code = r#""code":{"text":"A1c","coding":[{"system":"http://loinc.org","code":"4548-4"}]}"#;
    let json = given::observation(id, &format!(r#"{code},"effectiveDateTime":"{on}",{rest}"#));
    Arc::new(given::taken_from(source, &json).results.remove(0))
}

fn percent(number: &str) -> String {
    format!(r#""valueQuantity":{{"value":{number},"unit":"%"}}"#)
}

#[test]
fn values_of_one_test_come_newest_first_and_a_copy_only_once() {
    let results = vec![
        result(1, "a", "2026-03-01T08:00:00-05:00", &percent("5.9")),
        result(1, "b", "2026-11-12T08:00:00-05:00", &percent("6.8")),
        result(2, "c", "2026-11-12T13:00:30Z", &percent("6.8")),
        result(
            2,
            "d",
            "2025",
            r#""valueQuantity":{"value":6,"comparator":"<","unit":"%"}"#,
        ),
        result(
            2,
            "e",
            "2024-01-01",
            r#""modifierExtension":[{"url":"urn:x"}],"valueString":"9""#,
        ),
    ];
    let values: Vec<String> = trend::earlier(&results, results[0].test, |id| id)
        .iter()
        .map(|same| page::value(&same[0].finding.value))
        .collect();
    assert_eq!(values, ["6.8 %", "5.9 %", "< 6 %"]);
    assert!(trend::is_newest(&results, &results[1]));
    assert!(!trend::is_newest(&results, &results[0]));
}

#[track_caller]
fn check(then: &str, now: &str, expected: Option<trend::Change>) {
    let results = vec![
        result(1, "a", "2026-03-01", then),
        result(1, "b", "2026-11-12", now),
    ];
    let earlier = trend::earlier(&results, results[1].test, |id| id);
    assert_eq!(
        trend::compared(&results[1], &earlier).map(|compared| compared.now_is),
        expected
    );
    assert_eq!(trend::compared(&results[0], &earlier), None);
}

#[test]
fn a_value_is_compared_with_the_one_before_only_as_plain_numbers_in_one_unit() {
    check(
        &percent("5.9"),
        &percent("6.8"),
        Some(trend::Change::Higher),
    );
    check(&percent("6.8"), &percent("5.9"), Some(trend::Change::Lower));
    check(&percent("6.80"), &percent("6.8"), Some(trend::Change::Same));
    check(
        &percent("6.8"),
        r#""valueQuantity":{"value":51,"unit":"mmol/mol"}"#,
        None,
    );
    check(
        &percent("6.8"),
        r#""valueQuantity":{"value":5,"unit":"%","comparator":"<"}"#,
        None,
    );
    check(&percent("6.8"), r#""valueString":"5.9""#, None);
}

#[test]
fn quick_attention_is_news_only_for_the_newest_of_the_last_fourteen_days() {
    let issued = |on: &str| {
        result(
            1,
            "a",
            on,
            &format!(
                r#""issued":"{on}T12:00:00Z","interpretation":[{{"coding":[{{"code":"HH"}}]}}],{}"#,
                percent("19")
            ),
        )
    };
    let today = Day {
        year: 2026,
        month: 11,
        day: 21,
    };
    assert_eq!(
        issued("2026-11-12").attention(today, true),
        Some(Attention::Now)
    );
    assert_eq!(
        issued("2026-11-07").attention(today, true),
        Some(Attention::Now)
    );
    assert_eq!(
        issued("2026-11-06").attention(today, true),
        Some(Attention::AtTheTime)
    );
    assert_eq!(
        issued("2026-11-12").attention(today, false),
        Some(Attention::AtTheTime)
    );
    assert_eq!(
        result(1, "a", "2026-11-12", &percent("19")).attention(today, true),
        None
    );
}

#[test]
fn a_value_of_two_hospitals_is_listed_once_with_both_of_them() {
    let negative = r#""valueString":"Negative""#;
    let results = vec![
        result(1, "a", "2026-03-01T08:00:00-05:00", negative),
        result(2, "b", "2026-03-01T13:00:00Z", negative),
        result(2, "c", "2026-03-02T13:00:00Z", negative),
    ];
    let told = |lead: fn(LocalId) -> LocalId| -> Vec<Vec<u16>> {
        let values = trend::earlier(&results, results[0].test, lead);
        let sources = |same: &Vec<Arc<LabResult>>| same.iter().map(|one| one.source.0).collect();
        values.iter().map(sources).collect()
    };
    // Words are the same only if the records say so.
    assert_eq!(told(|id| id), [vec![2], vec![1], vec![2]]);
    // Those of another minute stay apart even then.
    let one = |_| LocalId::new("", "Observation", "a");
    assert_eq!(told(one), [vec![2], vec![1, 2]]);
}
