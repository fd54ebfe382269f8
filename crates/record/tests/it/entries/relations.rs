//! People who have to do with the patient.

use record::{LocalId, Names, SourceId, entry::Place, names::Mention};

use super::{entry, told};
use crate::given;

fn relation(rest: &str) -> String {
    format!(
        r#"{{"resourceType":"RelatedPerson","id":"luis","patient":{{"reference":"Patient/maria"}},{rest}}}"#
    )
}

#[test]
fn a_relation_says_who_it_is_and_how_to_reach_them() {
    let json = relation(
        r#""active":true,"relationship":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-RoleCode","code":"SON","display":"natural son"}]},
             {"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0131","code":"C"}]},{"coding":[{"code":"C","display":"Carer"}]}],
        "name":[{"use":"old","family":"Ruiz","given":["Luis"]},{"use":"official","family":"Lopez","given":["Luis"]}],
        "telecom":[{"system":"phone","value":"555-555-5555","use":"home"},{"system":"phone","value":"555-555-0000","use":"old"},
                   {"system":"email","value":"luis@example.com"},{"system":"pager","value":"7"},{"system":"phone"}],
        "birthDate":"1996-01","gender":"male","address":[{"use":"home","line":["80A Village St"],"city":"New Holland","state":"PA","postalCode":"17557"}],
        "period":{"start":"2020"},"communication":[{"language":{"text":"Spanish"},"preferred":true},{"language":{"coding":[{"code":"en","display":"English"}]}}]"#,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Relations / Current: Luis Lopez
      in the list: Son; EmergencyContact; "Carer"
      Relationship: Son; EmergencyContact; "Carer"
      Period: 2020 to 
      Phone: "555-555-5555"; AtHome
      Phone: "555-555-0000"; NotInUse
      Email: "luis@example.com"
      Contact: "7"
      Address: "80A Village St, New Holland, PA 17557"; AtHome
      OtherName: "Luis Ruiz"; NotInUse
      BirthDate: 1996-01
      Gender: Male
      Language: "Spanish"; Preferred
      Language: "English"
    "#);
}

#[test]
fn the_hospitals_own_word_for_a_relation_goes_before_the_code() {
    let json = relation(r#""relationship":[{"coding":[{"code":"MTH"}],"text":"Foster mother"}]"#);
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Relations / Unsaid: (no name)
      in the list: "Foster mother"
      Relationship: "Foster mother"
    "#);
}

#[test]
fn one_that_is_no_longer_in_use_is_past() {
    let json = relation(r#""active":false,"name":[{"text":"Luis Lopez"}]"#);
    insta::assert_snapshot!(told(&entry(&json)), @"
    Relations / Past: Luis Lopez
      Status: NotInUse
    ");
    assert_eq!(entry(&relation(r#""gender":"male""#)).place, Place::Unsaid);
}

#[test]
fn what_cannot_be_read_safely_is_not_shown() {
    let json = relation(
        r#""active":true,"communication":[{"language":{"text":"Spanish"},"modifierExtension":[{"url":"urn:x"}]}]"#,
    );
    let entry = entry(&json);
    assert!(entry.incomplete && !told(&entry).contains("Spanish"));
}

#[test]
fn whoever_mentions_them_gets_their_name() {
    let taken = given::taken(&relation(r#""name":[{"text":"Luis Lopez"}]"#));
    let mut names = Names::default();
    names.hear(SourceId(1), &taken.heard.named, &taken.wanted);
    let base = format!("{}/1", given::BASE);
    let mention = Mention {
        name: None,
        reference: Some(LocalId::new(&base, "RelatedPerson", "luis")),
    };
    assert_eq!(names.of(&mention), Some("Luis Lopez"));
}
