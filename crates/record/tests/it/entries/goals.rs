//! Goals.

use record::entry::Place;

use super::{entry, told};

fn goal(rest: &str) -> String {
    format!(
        r#"{{"resourceType":"Goal","id":"1","subject":{{"reference":"Patient/maria"}},{rest}}}"#
    )
}

#[test]
fn a_goal_says_how_it_is_going_and_what_to_reach_by_when() {
    let json = goal(
        r#""lifecycleStatus":"active","achievementStatus":{"coding":[{"code":"in-progress","display":"In Progress"}],"text":"In Progress"},
        "category":[{"coding":[{"code":"dietary","display":"Dietary"}]}],"priority":{"coding":[{"code":"high-priority"}]},
        "description":{"text":"Weight"},"startDate":"2021-06-02","statusDate":"2021-06","statusReason":"Asked for help",
        "target":[{"measure":{"text":"Body weight"},"detailRange":{"low":{"value":160,"unit":"lbs"},"high":{"value":180,"unit":"lbs"}},"dueDate":"2021-11-26"},
                  {"detailString":"Walk each day","dueDuration":{"value":6,"unit":"weeks"}}],
        "expressedBy":{"reference":"Patient/maria","display":"Maria Lopez"},
        "addresses":[{"reference":"Condition/c","display":"Overweight"},{"display":"Knee pain"}],
        "note":[{"text":"Little by little."}],"outcomeReference":[{"reference":"Observation/w"}]"#,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Goals / Current: Weight
      on 2021-06-02
      in the list: Active; InProgress
      Status: Active
      Achievement: InProgress
      StatusSince: 2021-06
      StatusReason: "Asked for help"
      Category: "Dietary"
      Priority: HighPriority
      Start: 2021-06-02
      Target:
        Measure: "Body weight"
        ToReach: 160 lbs to 180 lbs
        Due: 2021-11-26
      Target:
        ToReach: "Walk each day"
        Due: 6 weeks
      ExpressedBy: Patient
      About: link to Some("Overweight"); "Knee pain"
      Outcome: link to None
      note: Little by little.
      links: 1
    "#);
}

#[test]
fn a_goal_as_most_hospitals_send_it_is_a_name_and_a_day() {
    let json = goal(
        r#""lifecycleStatus":"accepted","achievementStatus":{"coding":[{"code":"in-progress"}]},
        "description":{"text":"Hemoglobin A1c total in Blood < 7.0"},"target":[{"dueDate":"2011-02-22"}]"#,
    );
    insta::assert_snapshot!(told(&entry(&json)), @"
    Goals / Current: Hemoglobin A1c total in Blood < 7.0
      in the list: Accepted; InProgress
      Status: Accepted
      Achievement: InProgress
      Target:
        Due: 2011-02-22
    ");
}

#[track_caller]
fn stands(rest: &str, expected: Place) {
    let json = goal(&format!(r#""description":{{"text":"Walk"}},{rest}"#));
    assert_eq!(entry(&json).place, expected, "{rest}");
}

#[test]
fn a_goal_stands_where_its_own_status_says() {
    for (code, place) in [
        ("active", Place::Current),
        ("on-hold", Place::Current),
        ("proposed", Place::Coming),
        ("planned", Place::Coming),
        ("accepted", Place::Coming),
        ("completed", Place::Past),
        ("cancelled", Place::NotDone),
        ("rejected", Place::NotDone),
    ] {
        stands(&format!(r#""lifecycleStatus":"{code}""#), place);
    }
}

#[test]
fn a_goal_that_was_agreed_is_worked_on_once_somebody_says_how_it_goes() {
    let going = r#""achievementStatus":{"text":"Better"}"#;
    stands(
        &format!(r#""lifecycleStatus":"accepted",{going}"#),
        Place::Current,
    );
    stands(
        &format!(r#""lifecycleStatus":"proposed",{going}"#),
        Place::Coming,
    );
}

#[test]
fn a_target_that_cannot_be_read_safely_is_not_shown() {
    let json = goal(
        r#""lifecycleStatus":"active","description":{"text":"Walk"},
        "target":[{"detailString":"Never","modifierExtension":[{"url":"urn:x"}]},{"detailInteger":3}]"#,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Goals / Current: Walk
      in the list: Active
      Status: Active
      Target:
        ToReach: Integer("3")
      incomplete
    "#);
}

#[test]
fn a_damaged_target_leaves_the_rest_of_the_goal() {
    let json = goal(
        r#""lifecycleStatus":"active","description":{"text":"Walk"},
        "startCodeableConcept":{"text":"After surgery"},"target":[{"dueDate":["soon"],"measure":{"text":"Steps"}}]"#,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Goals / Current: Walk
      in the list: Active
      Status: Active
      Start: "After surgery"
      Target:
        Measure: "Steps"
      incomplete
    "#);
}
