//! One result, from what was sent to what is said.

use crate::{given, page};

#[track_caller]
fn check(rest: &str, expected: &str) {
    let result = given::result(rest);
    assert_eq!(
        page::result(&result, &given::maria()),
        format!("Test: {expected}")
    );
}

const PERCENT: &str = r#""unit":"%","system":"http://unitsofmeasure.org","code":"%""#;

fn a1c(number: &str, rest: &str) -> String {
    format!(
        r#""valueQuantity":{{"value":{number},{PERCENT}}},"referenceRange":[{{"low":{{"value":4.0,{PERCENT}}},"high":{{"value":5.6,{PERCENT}}}}}]{rest}"#
    )
}

fn marked(codes: &[&str]) -> String {
    let coded: Vec<String> = codes
        .iter()
        .map(|code| format!(r#"{{"coding":[{{"system":"urn:any","code":"{code}"}}]}}"#))
        .collect();
    format!(r#","interpretation":[{}]"#, coded.join(","))
}

#[test]
fn a_missing_range_is_not_called_normal() {
    check(
        r#""valueQuantity":{"value":5.4,"unit":"%"}"#,
        "5.4 % (no range given)",
    );
}

#[test]
fn the_labs_mark_outranks_a_comparison() {
    check(
        &a1c("6.8", &marked(&["H"])),
        "6.8 % (above range) [4.0 to 5.6]",
    );
    check(
        &a1c("6.8", &marked(&["N"])),
        "6.8 % (in range, the lab's note and range differ) [4.0 to 5.6]",
    );
    check(
        &a1c("5.0", &marked(&["A"])),
        "5.0 % (not typical, the lab's note and range differ) [4.0 to 5.6]",
    );
    check(
        &a1c("6.8", &marked(&["POS"])),
        "6.8 % (lab says: POS) [4.0 to 5.6]",
    );
}

#[test]
fn the_most_severe_mark_is_said_and_the_others_are_counted() {
    check(
        &a1c("9.9", &marked(&["H", "HH", "U"])),
        "9.9 % (far above range) and 2 more [4.0 to 5.6]",
    );
}

#[test]
fn without_a_mark_a_number_is_compared_with_the_labs_own_range() {
    check(
        &a1c("6.8", ""),
        "6.8 % (above, compared with the lab's own range) [4.0 to 5.6]",
    );
    check(
        &a1c("5.60", ""),
        "5.60 % (in range, compared with the lab's own range) [4.0 to 5.6]",
    );
    check(
        &a1c("3.99", ""),
        "3.99 % (below, compared with the lab's own range) [4.0 to 5.6]",
    );
}

#[test]
fn a_comparator_is_printed_and_never_compared() {
    check(
        r#""valueQuantity":{"value":3.1,"comparator":"<","unit":"mg/dL"},"referenceRange":[{"high":{"value":5,"unit":"mg/dL"}}]"#,
        "< 3.1 mg/dL (not compared) [≤ 5]",
    );
    check(
        r#""valueQuantity":{"value":3,"comparator":"ad","unit":"mg"}"#,
        "ad 3 mg (no range given)",
    );
}

#[test]
fn every_form_of_value_is_shown() {
    check(
        r#""valueQuantity":{"value":178.7353143290962,"code":"10*3/uL"}"#,
        "178.7 10³/µL (as sent: 178.7353143290962) (no range given)",
    );
    check(
        r#""valueQuantity":{"value":7.0,"unit":"  "}"#,
        "7.0 (no range given)",
    );
    check(
        r#""valueCodeableConcept":{"coding":[{"system":"urn:l","display":"local"},{"system":"http://snomed.info/sct","display":"Not detected"}]}"#,
        "Not detected (no range given)",
    );
    check(
        r#""valueCodeableConcept":{"coding":[{"code":"260385009"}]}"#,
        "260385009 (no range given)",
    );
    check(r#""valueString":"1:320""#, "1:320 (no range given)");
    check(r#""valueInteger":4"#, "4 (no range given)");
    check(r#""valueBoolean":false"#, "no (no range given)");
    check(
        r#""valueRatio":{"numerator":{"value":1},"denominator":{"value":320}}"#,
        "1:320 (no range given)",
    );
    check(
        r#""valueRange":{"low":{"value":0},"high":{"value":2,"unit":"/HPF"}}"#,
        "0 to 2 /HPF (no range given)",
    );
    check(r#""valueTime":"08:30:00""#, "08:30:00 (no range given)");
    check(r#""valueDateTime":"2026-11""#, "2026-11 (no range given)");
    check(
        r#""valuePeriod":{"start":"2026-11-01"}"#,
        "2026-11-01 until no date (no range given)",
    );
    check(
        r#""valueSampledData":{"origin":{"value":0},"period":10,"dimensions":1,"data":"1 2"}"#,
        "a curve (no range given)",
    );
}

#[test]
fn a_missing_value_says_why() {
    let reason = |code: &str| format!(r#""dataAbsentReason":{{"coding":[{{"code":"{code}"}}]}}"#);
    check(&reason("masked"), "withheld by your care team");
    check(&reason("not-performed"), "not done");
    check(&reason("hemolyzed"), "no result: hemolyzed");
    check(
        r#""dataAbsentReason":{"text":"Sample lost"}"#,
        "no result: Sample lost",
    );
    check("", "result not provided");
    check(r#""valueString":"  ""#, "result not provided");
    check(
        r#""note":[{"text":"see comment"}],"dataAbsentReason":{"coding":[{"code":"as-text"}]}"#,
        "see the notes\n\"see comment\"",
    );
}

#[test]
fn text_that_looks_like_a_number_stays_text() {
    check(
        r#""valueString":"27","referenceRange":[{"text":"65-99"}]"#,
        "27 (not compared) [65-99]",
    );
    check(
        r#""valueQuantity":{"value":27},"referenceRange":[{"text":"    >59"}]"#,
        "27 (not compared) [>59]",
    );
}

#[test]
fn a_mark_in_words_is_printed_as_sent() {
    check(
        r#""valueString":"NEGATIVE","interpretation":[{"text":"above high normal"}]"#,
        "NEGATIVE (lab says: above high normal)",
    );
    check(
        r#""valueString":"5","interpretation":[{"text":"High"}]"#,
        "5 (above range)",
    );
}

#[test]
fn parts_have_their_own_value_range_and_mark() {
    let parts = r#""component":[{"code":{"text":"Upper"},"valueQuantity":{"value":128,"unit":"mmHg"},"interpretation":[{"coding":[{"code":"H"}]}]},{"code":{"text":"Lower"},"dataAbsentReason":{"coding":[{"code":"not-performed"}]}}]"#;
    check(
        parts,
        "see its parts\n- Upper: 128 mmHg (above range)\n- Lower: not done",
    );
}

#[test]
fn an_unknown_addition_that_may_turn_the_meaning_around_hides_the_value() {
    let unsafe_text = "recorded in a way that can't be read safely here (UnknownModifier)";
    let modifier = r#""modifierExtension":[{"url":"urn:not"}]"#;
    check(&a1c("6.8", &format!(",{modifier}")), unsafe_text);
    check(
        &format!(r#""component":[{{{modifier},"valueString":"x"}}]"#),
        unsafe_text,
    );
    check(
        r#""implicitRules":"urn:rules","valueString":"x","note":[{"text":"Read me"}]"#,
        "recorded in a way that can't be read safely here (UnknownRules): \"Read me\"\n\"Read me\"",
    );
}

#[test]
fn a_damaged_value_is_not_shown_as_fact() {
    let damaged = "recorded in a way that can't be read safely here (Damaged)";
    check(r#""valueQuantity":{"value":{"a":1},"unit":"%"}"#, damaged);
    check(r#""valueQuantity":{"value":6,"comparator":[1]}"#, damaged);
    check(
        r#""component":[{"code":{"text":"A"},"valueString":{"x":1}}]"#,
        damaged,
    );
}

#[test]
fn a_damaged_detail_does_not_hide_the_value() {
    check(
        r#""valueString":"x","method":"not a concept""#,
        "x (no range given)",
    );
    assert!(given::result(r#""valueString":"x","method":"not a concept""#).incomplete);
}

#[test]
fn a_damaged_range_is_not_used_as_an_open_one() {
    check(
        r#""valueQuantity":{"value":3,"unit":"g"},"referenceRange":[{"low":{"value":"four","unit":"g"},"high":{"value":6,"unit":"g"}}]"#,
        "3 g (no range given)",
    );
}
