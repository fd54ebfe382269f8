//! Plans.

use record::entry::Place;

use super::{entry, told};

fn plan(rest: &str) -> String {
    format!(
        r#"{{"resourceType":"CarePlan","id":"1","subject":{{"reference":"Patient/maria"}},{rest}}}"#
    )
}

#[test]
fn a_plan_that_is_only_a_text_is_told_in_the_words_of_that_text() {
    let json = plan(
        r#""text":{"status":"additional","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\"><h2>Plan for Maria Lopez</h2><ul><li>Diet &amp; exercise</li><li>A1c &lt; 7</li></ul><script>steal()</script></div>"},
        "status":"active","intent":"plan",
        "category":[{"coding":[{"system":"http://hl7.org/fhir/us/core/CodeSystem/careplan-category","code":"assess-plan"}]}]"#,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Plans / Current: (no name)
      in the list: Active; PlanOnly
      Status: Active
      Intent: PlanOnly
      Category: AssessPlan
      Narrative: "Plan for Maria Lopez
    • Diet & exercise
    • A1c < 7"
    "#);
}

#[test]
fn a_plan_is_named_by_its_title_else_by_its_kind() {
    let name = |rest: &str| entry(&plan(rest)).name;
    let any = r#"{"coding":[{"code":"assess-plan","display":"Assessment and Plan of Treatment"}]}"#;
    let own = r#"{"coding":[{"code":"698360004","display":"Diabetes self management plan"}]}"#;
    let title = r#""title":"My plan""#;
    let category = format!(r#""category":[{any},{own}],"description":"Sugar""#);
    let check = |rest: &str, expected: Option<&str>| assert_eq!(name(rest).as_deref(), expected);
    check(&format!("{title},{category}"), Some("My plan"));
    check(&category, Some("Diabetes self management plan"));
    check(
        &format!(r#""category":[{any}]"#),
        Some("Assessment and Plan of Treatment"),
    );
    let bare = r#""category":[{"coding":[{"code":"assess-plan"}]}]"#;
    check(&format!(r#"{bare},"description":"Sugar""#), Some("Sugar"));
    check(bare, None);
    check(
        r#""category":[{"coding":[{"code":"734163000"}]}]"#,
        Some("734163000"),
    );
}

#[test]
fn a_text_that_only_repeats_the_title_is_not_told_twice() {
    let json = plan(
        r#""title":"Care Plan created on 09-13-2021","status":"active","text":{"status":"additional","div":"<div><p>Care Plan created on 09-13-2021</p></div>"}"#,
    );
    insta::assert_snapshot!(told(&entry(&json)), @"
    Plans / Current: Care Plan created on 09-13-2021
      in the list: Active
      Status: Active
    ");
}

#[test]
fn a_plan_says_what_is_to_be_done_by_whom_and_what_for() {
    let json = plan(
        r##""contained":[{"resourceType":"Condition","id":"p1","code":{"text":"Obesity"}}],
        "status":"on-hold","intent":"order","title":"Weight plan","period":{"start":"2026-01-06","end":"2027"},"created":"2026-01-05",
        "author":{"reference":"Practitioner/o","display":"Dr. Okafor"},"contributor":[{"reference":"Patient/maria"}],
        "careTeam":[{"reference":"CareTeam/t"}],"addresses":[{"reference":"#p1"},{"reference":"Condition/k"}],
        "goal":[{"reference":"Goal/g","display":"Lose weight"},{"reference":"#gone"}],
        "encounter":{"reference":"Encounter/e"},
        "activity":[
          {"detail":{"code":{"text":"Diabetic diet"},"status":"in-progress","location":{"display":"Lakeside"},"scheduledString":"Each day",
                     "performer":[{"reference":"Patient/maria"},{"display":"Ada Okafor"}],"reasonCode":[{"text":"Sugar"}],"description":"No soda"},
           "progress":[{"text":"Going well","time":"2026-02-01"}]},
          {"detail":{"code":{"text":"Fasting"},"status":"not-started","doNotPerform":true}},
          {"reference":{"reference":"ServiceRequest/s","display":"Eye exam"}},
          {"detail":{"code":{"text":"A mistake"},"status":"entered-in-error"}}],
        "note":[{"text":"Call if anything changes."}]"##,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Plans / Current: Weight plan
      on 2026-01-06
      in the list: OnHold; Order
      Status: OnHold
      Intent: Order
      Period: 2026-01-06 to 2027
      Date: 2026-01-05
      Author: Dr. Okafor
      Contributor: Patient
      CareTeam: (by reference)
      About: "Obesity"; link to None
      Goal: link to Some("Lose weight")
      Step:
        Activity: "Diabetic diet"
        Description: "No soda"
        Status: InProgress
        Planned: "Each day"
        Location: Lakeside
        Performer: Patient; Ada Okafor
        Reason: "Sugar"
        Progress: 2026-02-01; "Going well"
      Step:
        Activity: NotToBeDone; "Fasting"
        Status: NotStarted
      Step:
        Activity: link to Some("Eye exam")
      note: Call if anything changes.
      links: 3
    "#);
}

#[test]
fn what_is_not_to_be_done_never_reads_as_something_to_do() {
    for rest in [
        r#""doNotPerform":true"#,
        r#""doNotPerform":true,"code":{"text":"CPR"}"#,
    ] {
        let json = plan(&format!(
            r#""status":"active","activity":[{{"detail":{{{rest}}}}}]"#
        ));
        let told = told(&entry(&json));
        assert!(told.contains("Activity: NotToBeDone"), "{told}");
    }
}

#[test]
fn an_activity_that_cannot_be_read_safely_is_not_shown() {
    let unknown = r#""modifierExtension":[{"url":"urn:x"}]"#;
    let detail = r#""code":{"text":"Surgery"}"#;
    for activity in [
        format!(r#"{{"detail":{{{detail}}},{unknown}}}"#),
        format!(r#"{{"detail":{{{detail},{unknown}}}}}"#),
    ] {
        let entry = entry(&plan(&format!(
            r#""status":"active","activity":[{activity}]"#
        )));
        assert!(
            entry.incomplete && !told(&entry).contains("Surgery"),
            "{activity}"
        );
        assert_eq!(entry.place, Place::Current);
    }
    let damaged = r#""status":"active","activity":[{"detail":{"code":{"text":"Surgery"},"doNotPerform":"yes"}}]"#;
    assert_eq!(entry(&plan(damaged)).place, Place::Unclear);
}

#[test]
fn a_schedule_that_is_not_read_is_said_to_be_missing() {
    let json = plan(
        r#""status":"active","activity":[{"detail":{"code":{"text":"Walk"},"scheduledTiming":{"repeat":{"frequency":1}}}}]"#,
    );
    assert!(entry(&json).incomplete);
}

#[test]
fn a_plan_that_cannot_be_read_safely_keeps_its_text() {
    let json = plan(
        r#""status":"active","implicitRules":"urn:x","text":{"div":"<div>Rest<br/>Drink water</div>"},"note":[{"text":"Call"}]"#,
    );
    let unreadable = entry(&json).unreadable.expect("unreadable");
    assert_eq!(unreadable.text.as_deref(), Some("Rest\nDrink water"));
}

#[test]
fn a_plan_stands_where_its_own_status_says() {
    for (code, place) in [
        ("draft", Place::Coming),
        ("active", Place::Current),
        ("on-hold", Place::Current),
        ("revoked", Place::NotDone),
        ("completed", Place::Past),
        ("unknown", Place::Unsaid),
    ] {
        assert_eq!(entry(&plan(&format!(r#""status":"{code}""#))).place, place);
    }
}
