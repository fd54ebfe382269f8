//! Problems, diagnoses and health concerns.

use record::entry::Place;

use super::{entry, told};

fn condition(rest: &str) -> String {
    format!(
        r#"{{"resourceType":"Condition","id":"1","subject":{{"reference":"Patient/maria"}},{rest}}}"#
    )
}

fn status(code: &str) -> String {
    format!(r#""clinicalStatus":{{"coding":[{{"code":"{code}"}}]}}"#)
}

#[test]
fn a_problem_says_what_was_recorded_about_it() {
    let json = condition(
        r#""clinicalStatus":{"coding":[{"code":"active"}]},"verificationStatus":{"coding":[{"code":"confirmed"}]},
        "category":[{"coding":[{"code":"problem-list-item","display":"Problem List Item"}]},{"text":"My own"}],
        "code":{"coding":[{"display":"Essential hypertension (disorder)"}],"text":"High blood pressure"},
        "onsetDateTime":"2019-05","recordedDate":"2019-06-01","recorder":{"display":"Dr. Okafor"},
        "severity":{"text":"Mild"},"note":[{"text":"Watch salt."}]"#,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Conditions / Current: High blood pressure
      also: Essential hypertension (disorder)
      on 2019-05
      in the list: Problem; "My own"
      Status: Active
      Certainty: Confirmed
      Category: Problem; "My own"
      Severity: "Mild"
      Began: 2019-05
      Recorded: 2019-06-01
      Recorder: Dr. Okafor
      note: Watch salt.
    "#);
}

#[track_caller]
fn stands(rest: &str, expected: Place) {
    let json = condition(&format!(r#""code":{{"text":"Asthma"}},{rest}"#));
    assert_eq!(entry(&json).place, expected, "{rest}");
}

#[test]
fn a_problem_stands_where_its_own_status_says() {
    for code in ["active", "recurrence", "relapse"] {
        stands(&status(code), Place::Current);
    }
    for code in ["inactive", "remission", "resolved"] {
        stands(&status(code), Place::Past);
    }
    stands(r#""abatementAge":{"value":12,"unit":"a"}"#, Place::Past);
    stands(r#""onsetString":"childhood""#, Place::Unsaid);
    stands(r#""clinicalStatus":{"text":"Active"}"#, Place::Current);
}

#[test]
fn what_was_ruled_out_never_stands_among_the_problems() {
    let refuted = r#""verificationStatus":{"coding":[{"code":"refuted"}]}"#;
    stands(&format!("{},{refuted}", status("active")), Place::RuledOut);
}

#[test]
fn what_cannot_be_read_safely_is_not_shown_as_a_fact() {
    stands(
        &format!(
            r#"{},"modifierExtension":[{{"url":"urn:x"}}]"#,
            status("active")
        ),
        Place::Unclear,
    );
    stands(r#""clinicalStatus":"active""#, Place::Unclear);
}

#[test]
fn what_was_entered_by_mistake_is_left_out() {
    let json = condition(r#""verificationStatus":{"coding":[{"code":"entered-in-error"}]}"#);
    let taken = crate::given::taken(&json);
    assert!(taken.entries.is_empty());
    assert_eq!(taken.withdrawn.len(), 1);
}
