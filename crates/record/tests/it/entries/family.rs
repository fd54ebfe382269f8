//! What relatives have or had.

use record::entry::Place;

use super::{entry, told};
use crate::given::taken;

fn relative(rest: &str) -> String {
    format!(
        r#"{{"resourceType":"FamilyMemberHistory","id":"1","patient":{{"reference":"Patient/maria"}},{rest}}}"#
    )
}

#[test]
fn a_relative_says_what_they_had_and_what_came_of_it() {
    let json = relative(
        r#""status":"completed","date":"2011-03-18","name":"Luis Lopez",
        "relationship":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-RoleCode","code":"FTH","display":"father"}]},
        "sex":{"coding":[{"code":"male","display":"Male"}]},"bornString":"about 1930","deceasedAge":{"value":74,"unit":"yr","code":"a"},
        "condition":[{"code":{"coding":[{"code":"315619001","display":"Myocardial Infarction"}],"text":"Heart Attack"},
                      "contributedToDeath":true,"onsetAge":{"value":74,"unit":"yr","code":"a"},"outcome":{"text":"Death"},
                      "note":[{"text":"Was fishing at the time."}]},
                     {"code":{"text":"Stroke"},"onsetRange":{"low":{"value":60,"unit":"yr"}}}],
        "reasonCode":[{"text":"Heart risk"}],"note":[{"text":"Told by his wife."}]"#,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Family / Done: father
      on 2011-03-18
      in the list: "Heart Attack"; "Stroke"
      Status: Complete
      Name: "Luis Lopez"
      Sex: Male
      Born: "about 1930"
      AgeAtDeath: 74 yr
      Condition:
        Name: "Heart Attack"
        Began: 74 yr
        Outcome: "Death"
        DiedOfIt: Boolean(true)
        Remark: "Was fishing at the time."
      Condition:
        Name: "Stroke"
        Began: 60 yr to 
      Reason: "Heart risk"
      Recorded: 2011-03-18
      note: Told by his wife.
    "#);
}

#[test]
fn an_estimated_age_says_so_and_whether_somebody_died_is_told_as_sent() {
    let json = relative(
        r#""status":"partial","relationship":{"coding":[{"code":"GRMTH"}],"text":"Grandmother"},
        "sex":{"text":"woman"},"ageRange":{"low":{"value":80,"unit":"a"},"high":{"value":90,"unit":"a"}},"estimatedAge":true,
        "deceasedBoolean":false,"bornDate":"1936-03""#,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Family / Done: Grandmother
      in the list: Partial
      Status: Partial
      Sex: "woman"
      Born: 1936-03
      Age: 80 a to 90 a; Estimated
      Died: Boolean(false)
    "#);
    let died =
        relative(r#""status":"completed","name":"Ana","deceasedDate":"1999","estimatedAge":true"#);
    insta::assert_snapshot!(told(&entry(&died)), @r#"
    Family / Done: Ana
      Status: Complete
      Name: "Ana"
      Died: 1999
    "#);
}

#[test]
fn a_relative_whose_health_is_not_known_never_reads_as_healthy() {
    let json = relative(
        r#""status":"health-unknown","relationship":{"text":"Natural father"},"dataAbsentReason":{"coding":[{"code":"subject-unknown"}]}"#,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Family / Unsaid: Natural father
      in the list: HealthNotKnown
      Status: HealthNotKnown
      NotKnownWhy: RelativeNotKnown
    "#);
    let withheld = relative(
        r#""status":"completed","relationship":{"text":"Brother"},"dataAbsentReason":{"text":"Rather not say"}"#,
    );
    assert_eq!(entry(&withheld).place, Place::Unsaid);
}

#[test]
fn a_relative_stands_where_the_status_says() {
    for (status, place) in [
        ("completed", Place::Done),
        ("partial", Place::Done),
        ("health-unknown", Place::Unsaid),
        ("asked", Place::Unsaid),
    ] {
        let json = relative(&format!(r#""status":"{status}""#));
        assert_eq!(entry(&json).place, place, "{status}");
    }
    assert_eq!(entry(&relative(r#""name":"Ana""#)).place, Place::Unsaid);
}

#[test]
fn what_cannot_be_read_safely_is_not_shown() {
    for rest in [
        r#""implicitRules":"urn:x""#,
        r#""estimatedAge":"yes""#,
        r#""relationship":"FTH""#,
    ] {
        let json = relative(&format!(r#""status":"completed",{rest}"#));
        assert_eq!(entry(&json).place, Place::Unclear, "{rest}");
    }
    let hidden = relative(
        r#""status":"completed","relationship":{"text":"Aunt"},
        "condition":[{"modifierExtension":[{"url":"urn:x"}],"code":{"text":"Diabetes"}},{"code":{"text":"Asthma"}},{}]"#,
    );
    insta::assert_snapshot!(told(&entry(&hidden)), @r#"
    Family / Done: Aunt
      in the list: "Asthma"
      Status: Complete
      Condition:
        Name: "Asthma"
      incomplete
    "#);
}

#[test]
fn mistakes_and_relatives_of_others_are_left_out() {
    let mistake = taken(&relative(r#""status":"entered-in-error""#));
    assert_eq!((mistake.entries.len(), mistake.withdrawn.len()), (0, 1));
    let other = relative(r#""status":"completed""#).replace("Patient/maria", "Patient/mario");
    assert_eq!(taken(&other).entries, []);
}
