//! Every observation stands on one list, and each list accounts for its own.

use record::{Class, Part, Receipt, Shelf, Taken, receipt::LeftOut, section::Complete};

use crate::given::{bundle, observation, result, taken};

#[track_caller]
fn stands(rest: &str, expected: Shelf) {
    assert_eq!(result(rest).shelf, expected, "{rest}");
}

fn category(codes: &[&str]) -> String {
    let one = |code: &&str| format!(r#"{{"coding":[{{"code":"{code}"}}]}}"#);
    let all: Vec<String> = codes.iter().map(one).collect();
    format!(r#""category":[{}]"#, all.join(","))
}

#[test]
fn an_observation_stands_on_the_list_of_its_category() {
    for code in ["laboratory", "lab", "Laboratory"] {
        stands(&category(&[code]), Shelf::Lab);
    }
    for code in ["vital-signs", "vital-sign"] {
        stands(&category(&[code]), Shelf::Vitals);
    }
    for code in ["social-history", "sdoh"] {
        stands(&category(&[code]), Shelf::Social);
    }
    for code in [
        "survey",
        "functional-status",
        "disability-status",
        "cognitive-status",
    ] {
        stands(&category(&[code]), Shelf::Surveys);
    }
    for code in ["imaging", "exam", "therapy", "smartdata", "something-new"] {
        stands(&category(&[code]), Shelf::Findings);
    }
    let words = r#""category":[{"coding":[{"code":"17","display":"Vital Signs"}]}]"#;
    stands(words, Shelf::Vitals);
    stands(r#""category":[{"text":"social history"}]"#, Shelf::Social);
}

#[test]
fn of_several_categories_one_decides_in_whichever_order_they_came() {
    for (codes, expected) in [
        (["vital-signs", "laboratory"], Shelf::Lab),
        (["survey", "vital-signs"], Shelf::Vitals),
        (["sdoh", "survey"], Shelf::Surveys),
        (["activity", "social-history"], Shelf::Social),
        (["imaging", "procedure"], Shelf::Findings),
    ] {
        stands(&category(&codes), expected);
        stands(&category(&[codes[1], codes[0]]), expected);
    }
}

#[test]
fn without_a_category_the_code_of_a_vital_sign_decides() {
    let code = |system: &str, code: &str| {
        format!(r#""code":{{"coding":[{{"system":"{system}","code":"{code}"}}]}}"#)
    };
    stands(&code("http://loinc.org", "8302-2"), Shelf::Vitals);
    stands(&code("http://loinc.org", "2345-7"), Shelf::Lab);
    stands(&code("urn:local", "8302-2"), Shelf::Lab);
    stands("", Shelf::Lab);
    let no_words = format!(
        r#""category":[{{}}],{}"#,
        code("http://loinc.org", "8302-2")
    );
    stands(&no_words, Shelf::Vitals);
    let lab = format!(
        "{},{}",
        category(&["laboratory"]),
        code("http://loinc.org", "8302-2")
    );
    stands(&lab, Shelf::Lab);
}

/// Two lab results, a weight, a procedure with no list of its own, a condition, and someone else's weight.
fn answer() -> Taken {
    let weight = category(&["vital-signs"]);
    taken(&bundle(&[
        &observation("1", &category(&["laboratory"])),
        &observation("2", ""),
        &observation("3", &weight),
        &format!(
            r#"{{"resourceType":"Observation","id":"4","subject":{{"reference":"Patient/mario"}},{weight}}}"#
        ),
        r#"{"resourceType":"Condition","id":"5","code":{"text":"Asthma"}}"#,
        r#"{"resourceType":"Task","id":"6"}"#,
        r#"{"id":"nameless"}"#,
    ]))
}

#[test]
fn everything_in_an_answer_is_delivered_to_its_class_and_accounted_for_once() {
    let whole = answer().receipt;
    assert_eq!((whole.received, whole.shown), (7, 5));
    for asked in [Class::Results(Shelf::Lab), Class::Part(Part::Vaccines)] {
        let deliveries = answer().deliveries(asked);
        assert_eq!(deliveries.first().map(|(class, _)| *class), Some(asked));
        let mut together = Receipt::default();
        let mut told = Vec::new();
        for (class, delivery) in deliveries {
            assert!(delivery.receipt.balances(), "{:?}", delivery.receipt);
            assert_eq!(delivery.receipt.shown, delivery.items.len());
            assert_eq!(delivery.complete, Complete::Whole);
            told.push((class, delivery.items.len()));
            together.add(delivery.receipt);
        }
        assert_eq!(together, whole);
        told.sort();
        let mut expected = vec![
            (Class::Results(Shelf::Lab), 2),
            (Class::Results(Shelf::Vitals), 1),
            (Class::Part(Part::Conditions), 1),
            (Class::Part(Part::Others), 1),
        ];
        if asked == Class::Part(Part::Vaccines) {
            expected.insert(2, (asked, 0));
            expected.sort();
        }
        assert_eq!(told, expected);
    }
}

#[test]
fn a_first_look_takes_every_observation_and_leaves_notes_to_their_own_list() {
    let json = bundle(&[
        &observation("1", &category(&["vital-signs"])),
        &observation("2", r#""performer":[{"reference":"PractitionerRole/r"}]"#),
        r#"{"resourceType":"DiagnosticReport","id":"3","category":[{"coding":[{"system":"http://loinc.org","code":"34117-2"}]}]}"#,
        r#"{"resourceType":"PractitionerRole","id":"r","practitioner":{"display":"Dr. Okafor"}}"#,
    ]);
    let answer = fhir::Answer::new(json.as_bytes());
    let page = fhir::read::results(&answer).expect("an answer in FHIR");
    let asked = record::Asked {
        source: record::SourceId(1),
        base: "https://ehr.example/fhir/1",
        patient: "maria",
    };
    let first = record::take_results(&page, &asked);
    assert!(first.receipt.balances());
    assert_eq!((first.results.len(), first.vitals.len()), (1, 1));
    let left: Vec<&LeftOut> = first.receipt.left_out.keys().collect();
    let not_read = LeftOut::NotReadYet("PractitionerRole".to_owned());
    assert_eq!(left, [&LeftOut::Elsewhere, &not_read]);
    assert!(
        first.wanted.is_empty(),
        "a name that can't be read is not asked for"
    );
    assert_eq!(taken(&json).wanted.len(), 1);
}
