//! What real servers send: each oddity once, as small as it can be.

use fhir::{
    Answer, Effective, Mode, NotFhir, Observation, Resource, Target, Text, Unread, Value, read,
};

/// The one Observation of an answer, seen by `look`.
#[track_caller]
fn observation<T>(members: &str, look: impl FnOnce(&Observation<'_>) -> T) -> T {
    let answer = Answer::new(format!(r#"{{"resourceType":"Observation",{members}}}"#));
    let entry = read::resource(&answer).expect("a resource");
    assert_eq!(entry.flaws, []);
    match &entry.resource {
        Ok(Resource::Observation(observation)) => look(observation),
        other => panic!("{other:?}"),
    }
}

/// Type and mode of every entry of a Bundle.
#[track_caller]
fn modes(bundle: &str) -> Vec<(String, Mode)> {
    let answer = Answer::new(bundle);
    let page = read::page(&answer).expect("a page");
    page.entries
        .iter()
        .map(|entry| (entry.kind.to_string(), entry.mode))
        .collect()
}

#[track_caller]
fn refuses(body: impl Into<Vec<u8>>, expected: NotFhir) {
    assert_eq!(
        read::page(&Answer::new(body)).map(|page| page.entries.len()),
        Err(expected)
    );
}

#[test]
fn an_answer_that_is_not_fhir_says_what_it_is() {
    refuses("", NotFhir::Empty);
    refuses(" \r\n", NotFhir::Empty);
    refuses("\u{feff}<!DOCTYPE html><html>404</html>", NotFhir::Markup);
    refuses("jwt expired", NotFhir::NotJson);
    refuses(r#"{"error":"invalid_token"}"#, NotFhir::NoResource);
    refuses(r#"[{"resourceType":"Patient"}]"#, NotFhir::NoResource);
    refuses(
        r#"{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Pat"#,
        NotFhir::CutShort,
    );
    refuses(r#"{"resourceType":"Patient","name":[{"#, NotFhir::CutShort);
    refuses(
        r#"{"resourceType":"Bundle","entry":{"resource":{}}}"#,
        NotFhir::NoResource,
    );
    refuses(vec![0xff, 0xfe, 0x00, 0x80], NotFhir::NotJson);
    refuses("[".repeat(100_000), NotFhir::CutShort);
}

#[test]
fn a_search_that_found_nothing_is_an_empty_page() {
    for bundle in [
        r#"{"resourceType":"Bundle","type":"searchset","total":0}"#,
        r#"{"type":"searchset","entry":[],"resourceType":"Bundle"}"#,
        r#"{"resourceType":"Bundle","type":"searchset","entry":null,"link":null}"#,
    ] {
        assert_eq!(modes(bundle), [], "{bundle}");
    }
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let answer = Answer::new("\u{feff}{\"resourceType\":\"Patient\",\"id\":\"1\"}");
    assert!(read::resource(&answer).is_ok_and(|entry| entry.resource.is_ok()));
}

#[test]
fn links_are_kept_as_sent() {
    let answer = Answer::new(
        r#"{"resourceType":"Bundle","link":[{"relation":"prev","url":"?a"},{"relation":"next","url":"?pageContext=eJx%3D"},{"relation":"self"}]}"#,
    );
    let page = read::page(&answer).expect("a page");
    assert_eq!(page.next.as_deref(), Some("?pageContext=eJx%3D"));
    assert_eq!(page.previous.as_deref(), Some("?a"));
}

#[test]
fn without_a_mode_matches_are_told_from_includes_by_type() {
    let bundle = r#"{"resourceType":"Bundle","type":"searchset","entry":[
        {"resource":{"resourceType":"OperationOutcome"}},
        {"resource":{"resourceType":"Observation"}},
        {"resource":{"resourceType":"Provenance"}},
        {"resource":{"resourceType":"Observation"},"search":{"mode":"include"}},
        {"resource":{"resourceType":"OperationOutcome"},"search":{"mode":"match"}}]}"#;
    let expected = [
        ("OperationOutcome", Mode::Outcome),
        ("Observation", Mode::Match),
        ("Provenance", Mode::Include),
        ("Observation", Mode::Include),
        ("OperationOutcome", Mode::Outcome),
    ];
    assert_eq!(
        modes(bundle),
        expected.map(|(kind, mode)| (kind.to_owned(), mode))
    );
}

#[test]
fn outside_a_search_everything_is_a_match() {
    let bundle = r#"{"resourceType":"Bundle","type":"transaction","entry":[
        {"resource":{"resourceType":"Patient"},"request":{"method":"POST"}},{"resource":{"resourceType":"Organization"}}]}"#;
    assert!(modes(bundle).iter().all(|(_, mode)| *mode == Mode::Match));
}

#[test]
fn answers_to_a_transaction_are_tolerated() {
    let answer = Answer::new(
        r#"{"resourceType":"Bundle","type":"transaction-response","entry":[{"response":{"status":"201"}}]}"#,
    );
    let page = read::page(&answer).expect("a page");
    assert_eq!(page.entries[0].resource, Err(Unread::NoResource));
}

#[test]
fn the_type_may_come_last() {
    let answer = Answer::new(
        r#"{"entry":[{"resource":{"id":"a","resourceType":"Observation"}}],"resourceType":"Bundle"}"#,
    );
    let page = read::page(&answer).expect("a page");
    assert_eq!(page.resources().next().and_then(Resource::id), Some("a"));
}

#[test]
fn ids_are_of_any_length_and_keep_their_case() {
    let id = "eQ.-A".repeat(30);
    observation(&format!(r#""id":"{id}""#), |observation| {
        assert_eq!(observation.id.as_deref(), Some(id.as_str()))
    });
}

#[test]
fn unknown_codes_stay_as_sent() {
    observation(r#""status":"superseded""#, |observation| {
        assert_eq!(observation.status, Some(Text::from("superseded")))
    });
}

#[test]
fn every_form_of_value_is_found() {
    let form = |members: &str| {
        observation(members, |observation| {
            format!("{:?}", observation.value().expect("a value"))
        })
    };
    for (members, expected) in [
        (r#""valueQuantity":{"value":7.0}"#, "Quantity("),
        (
            r#""valueCodeableConcept":{"text":"Detected"}"#,
            "CodeableConcept(",
        ),
        (r#""valueString":"1.030""#, "String("),
        (r#""valueBoolean":false"#, "Boolean(false)"),
        (r#""valueInteger":12"#, "Integer(12)"),
        (r#""valueRange":{"low":{"value":1}}"#, "Range("),
        (r#""valueRatio":{"numerator":{"value":1}}"#, "Ratio("),
        (r#""valueSampledData":{"data":"1 E 2"}"#, "SampledData"),
        (r#""valueTime":"08:00:00""#, "Time("),
        (r#""valueDateTime":"2016-03""#, "DateTime("),
        (r#""valuePeriod":{"start":"2016"}"#, "Period("),
    ] {
        assert!(
            form(members).starts_with(expected),
            "{members}: {}",
            form(members)
        );
        let component = format!(r#""component":[{{{members}}}]"#);
        let inner = observation(&component, |observation| {
            format!("{:?}", observation.component[0].value())
        });
        assert!(inner.starts_with(&format!("Some({expected}")), "{inner}");
    }
}

#[test]
fn a_value_may_be_missing_for_a_reason() {
    let members = r#""_valueString":{"extension":[]},"dataAbsentReason":{"text":"masked"}"#;
    observation(members, |observation| {
        assert_eq!(observation.value(), None);
        assert_eq!(
            observation
                .data_absent_reason
                .as_ref()
                .and_then(|reason| reason.words()),
            Some("masked")
        );
    });
}

#[test]
fn every_form_of_time_is_found() {
    for (members, expected) in [
        (
            r#""effectiveDateTime":"2016-03""#,
            Some(Effective::DateTime("2016-03")),
        ),
        (
            r#""effectiveInstant":"2016-03-01T00:00:00Z""#,
            Some(Effective::Instant("2016-03-01T00:00:00Z")),
        ),
        (
            r#""effectiveTiming":{"event":["2016"]}"#,
            Some(Effective::Timing),
        ),
        (r#""_effectiveDateTime":{}"#, None),
    ] {
        observation(members, |observation| {
            assert_eq!(observation.effective(), expected)
        });
    }
    observation(r#""effectivePeriod":{"start":"2024-01"}"#, |observation| {
        assert!(
            matches!(observation.effective(), Some(Effective::Period(period)) if period.end.is_none())
        );
    });
}

#[test]
fn digits_survive_in_numbers_sent_as_text_and_in_long_ones() {
    for (sent, kept) in [
        ("7.0", "7.0"),
        (r#""7.0""#, "7.0"),
        ("178.7353143290962", "178.7353143290962"),
    ] {
        let members = format!(r#""valueQuantity":{{"value":{sent}}}"#);
        observation(&members, |observation| {
            let Some(Value::Quantity(quantity)) = observation.value() else {
                panic!("a quantity")
            };
            assert_eq!(quantity.value.expect("digits").as_str(), kept);
        });
    }
}

#[test]
fn an_unknown_modifier_is_noticed_wherever_it_is() {
    let noticed =
        |members: &str| observation(members, |observation| observation.has_unknown_modifier());
    assert!(noticed(r#""implicitRules":"http://example.org/rules""#));
    assert!(noticed(
        r#""modifierExtension":[{"url":"http://example.org/not"}]"#
    ));
    assert!(noticed(r#""component":[{"modifierExtension":[{}]}]"#));
    assert!(noticed(
        r#""component":[{"referenceRange":[{"modifierExtension":[{}]}]}]"#
    ));
    assert!(!noticed(
        r#""extension":[{"url":"http://example.org/x"}],"modifierExtension":[]"#
    ));
}

#[test]
fn references_are_told_apart() {
    let members = r##""subject":{"display":"Maria"},"performer":[{"reference":"#lab"},{"reference":"resource:0"}],
        "contained":[{"resourceType":"Organization","id":"lab","name":"Lakeside"}]"##;
    observation(members, |observation| {
        assert_eq!(
            observation.subject.as_ref().map(fhir::Reference::target),
            Some(Target::DisplayOnly)
        );
        assert_eq!(
            observation.performer[1].target(),
            Target::Other("resource:0")
        );
        let lab = fhir::Contained::find(&observation.contained, &observation.performer[0]);
        assert_eq!(
            lab.and_then(fhir::Contained::line).as_deref(),
            Some("Lakeside")
        );
    });
}
