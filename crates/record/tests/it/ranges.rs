//! Which of the lab's ranges is meant for this person.

use record::{Person, When};

use crate::given;

/// "drawn" if there is a band, then how many ranges are printed.
#[track_caller]
fn check(ranges: &str, person: Option<&Person>, expected: &str) {
    check_on("2026-11-12", ranges, person, expected);
}

#[track_caller]
fn check_on(on: &str, ranges: &str, person: Option<&Person>, expected: &str) {
    let result = given::result(&format!(
        r#""effectiveDateTime":"{on}","valueQuantity":{{"value":5,"unit":"g/dL","code":"g/dL"}},"referenceRange":[{ranges}]"#
    ));
    let reading = result.reading(person);
    let drawn = reading.band.map(|band| {
        let end =
            |end: Option<record::value::Quantity>| end.map(|end| end.number.0).unwrap_or_default();
        format!("drawn {}..{}", end(band.low), end(band.high))
    });
    assert_eq!(
        format!(
            "{}, {} printed",
            drawn.as_deref().unwrap_or("not drawn"),
            reading.ranges.len()
        ),
        expected
    );
}

fn range(low: &str, high: &str, rest: &str) -> String {
    let end = |name: &str, number: &str| {
        if number.is_empty() {
            String::new()
        } else {
            format!(r#""{name}":{{"value":{number},"unit":"g/dL","code":"g/dL"}},"#)
        }
    };
    let rest = if rest.is_empty() { r#""id":"1""# } else { rest };
    format!("{{{}{}{rest}}}", end("low", low), end("high", high))
}

const WOMEN: &str = r#""appliesTo":[{"coding":[{"code":"248152002","display":"Female"}]}]"#;
const MEN: &str = r#""appliesTo":[{"text":"Male"}]"#;
const PREGNANT: &str = r#""appliesTo":[{"coding":[{"code":"77386006","display":"Pregnant"}]}]"#;

#[test]
fn one_range_for_everyone_is_drawn() {
    check(&range("4", "6", ""), None, "drawn 4..6, 1 printed");
    check(&range("4", "", ""), None, "drawn 4.., 1 printed");
    check(&range("", "6", ""), None, "drawn ..6, 1 printed");
}

#[test]
fn a_range_for_the_other_sex_is_left_out() {
    let both = format!("{},{}", range("4", "6", WOMEN), range("5", "7", MEN));
    check(&both, Some(&given::maria()), "drawn 4..6, 1 printed");
    check(&both, None, "not drawn, 2 printed");
}

#[test]
fn a_range_for_a_group_we_know_nothing_of_is_only_printed() {
    check(
        &range("4", "6", PREGNANT),
        Some(&given::maria()),
        "not drawn, 1 printed",
    );
    check(
        &format!("{},{}", range("4", "6", PREGNANT), range("4", "7", "")),
        Some(&given::maria()),
        "not drawn, 2 printed",
    );
}

#[test]
fn the_age_is_the_age_on_the_day_of_collection() {
    let ages = |low: u8, high: u8| {
        format!(
            r#""age":{{"low":{{"value":{low},"code":"a"}},"high":{{"value":{high},"unit":"years"}}}}"#
        )
    };
    let both = format!(
        "{},{}",
        range("4", "6", &ages(18, 64)),
        range("5", "7", &ages(65, 120))
    );
    let maria = given::maria();
    check_on("2026-04-01", &both, Some(&maria), "drawn 4..6, 1 printed");
    check_on("2026-04-02", &both, Some(&maria), "drawn 5..7, 1 printed");
    check_on("2026", &both, Some(&maria), "not drawn, 2 printed");
    check(&both, None, "not drawn, 2 printed");
}

#[test]
fn months_weeks_and_days_of_age_are_understood() {
    let maria = Person {
        birth_date: Some(When::read("2026-10-12")),
        ..given::maria()
    };
    for (unit, low, high) in [("mo", 1, 1), ("wk", 4, 4), ("d", 31, 31)] {
        let age = format!(
            r#""age":{{"low":{{"value":{low},"code":"{unit}"}},"high":{{"value":{high},"code":"{unit}"}}}}"#
        );
        check(
            &range("4", "6", &age),
            Some(&maria),
            "drawn 4..6, 1 printed",
        );
        let older = format!(
            r#""age":{{"low":{{"value":{},"code":"{unit}"}}}}"#,
            high + 1
        );
        check(
            &range("4", "6", &older),
            Some(&maria),
            "not drawn, 0 printed",
        );
    }
    check(
        &range("4", "6", r#""age":{"low":{"value":1,"code":"moons"}}"#),
        Some(&maria),
        "not drawn, 1 printed",
    );
}

#[test]
fn a_treatment_range_is_printed_by_its_name_and_never_drawn() {
    let treatment =
        r#""type":{"coding":[{"code":"therapeutic","display":"Therapeutic Desired Level"}]}"#;
    check(&range("4", "6", treatment), None, "not drawn, 1 printed");
    check(
        &format!("{},{}", range("4", "6", treatment), range("1", "9", "")),
        None,
        "drawn 1..9, 2 printed",
    );
}

#[test]
fn a_range_in_another_unit_is_not_drawn() {
    check(
        r#"{"high":{"value":60,"unit":"g/L","code":"g/L"}}"#,
        None,
        "not drawn, 1 printed",
    );
    check(r#"{"high":{"value":60}}"#, None, "not drawn, 1 printed");
    check(
        r#"{"high":{"value":60,"unit":"g/dL"}}"#,
        None,
        "drawn ..60, 1 printed",
    );
}

#[test]
fn a_range_that_says_nothing_is_none() {
    check("{}", None, "not drawn, 0 printed");
    check(r#"{"text":" "}"#, None, "not drawn, 0 printed");
    check(r#"{"text":"65-99"}"#, None, "not drawn, 1 printed");
    check(
        &format!("{},{}", range("4", "6", ""), range("4", "6", "")),
        None,
        "drawn 4..6, 1 printed",
    );
    check(&range("9", "6", ""), None, "not drawn, 1 printed");
}
