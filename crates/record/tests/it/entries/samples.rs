//! Samples for the laboratory.

use record::entry::Place;

use super::{entry, told};
use crate::given::taken;

fn sample(rest: &str) -> String {
    format!(
        r#"{{"resourceType":"Specimen","id":"1","subject":{{"reference":"Patient/maria"}},{rest}}}"#
    )
}

#[test]
fn a_sample_says_how_and_when_it_was_taken() {
    let json = sample(
        r#""status":"available","accessionIdentifier":{"system":"http://acme.com/labs/accession-ids","value":"20241105-00124"},
        "type":{"coding":[{"system":"http://snomed.info/sct","code":"119364003","display":"Serum sample"},{"code":"SER","display":"Serum"}]},
        "receivedTime":"2022-09-28","request":[{"reference":"ServiceRequest/9","display":"Lipid panel"},{"display":"Glucose"}],
        "collection":{"collector":{"display":"Demo Nurse"},"collectedDateTime":"2022-09-27T18:07:12Z","quantity":{"value":6,"unit":"mL"},
                      "method":{"text":"Line, venous"},"bodySite":{"coding":[{"code":"368209003","display":"Right arm"}],"text":"Right arm"}},
        "container":[{"type":{"text":"Serum Separator Tube"}}],"note":[{"text":"Sample is lipemic"}]"#,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Samples / Done: Serum sample
      also: Serum
      on 2022-09-27 18:07
      in the list: "Right arm"
      Status: Available
      Collected: 2022-09-27 18:07
      Method: "Line, venous"
      BodySite: "Right arm"
      Amount: 6 mL
      Collector: Demo Nurse
      Received: 2022-09-28
      Container: "Serum Separator Tube"
      LabNumber: "20241105-00124"
      Request: link to Some("Lipid panel"); "Glucose"
      note: Sample is lipemic
    "#);
}

#[test]
fn a_sample_of_no_use_says_so_in_the_list() {
    let json = sample(
        r#""status":"unsatisfactory","type":{"text":"Serum"},"receivedTime":"2024-11",
        "condition":[{"text":"Hemolyzed","coding":[{"code":"HEM","display":"Hemolyzed"}]}],
        "accessionIdentifier":{"use":"old","value":"7"}"#,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Samples / NotDone: Serum
      on 2024-11
      in the list: Unsatisfactory; "Hemolyzed"
      Status: Unsatisfactory
      SampleState: "Hemolyzed"
      Received: 2024-11
    "#);
}

#[test]
fn a_sample_stands_where_its_own_status_says() {
    for (status, place) in [
        ("available", Place::Done),
        ("unavailable", Place::NotDone),
        ("unsatisfactory", Place::NotDone),
        ("lost", Place::Unsaid),
    ] {
        let json = sample(&format!(r#""status":"{status}""#));
        assert_eq!(entry(&json).place, place, "{status}");
    }
    assert_eq!(
        entry(&sample(r#""type":{"text":"Urine"}"#)).place,
        Place::Unsaid
    );
}

#[test]
fn what_cannot_be_read_safely_is_not_shown() {
    let unclear = sample(
        r#""status":"available","modifierExtension":[{"url":"urn:x"}],"condition":[{"text":"Clotted"}]"#,
    );
    let unclear = entry(&unclear);
    assert_eq!((unclear.place, unclear.line.len()), (Place::Unclear, 0));
    let hidden = sample(
        r#""status":"available","type":{"text":"Urine"},"collection":{"modifierExtension":[{"url":"urn:x"}],"collectedDateTime":"2022-09-27"},
        "container":[{"modifierExtension":[{"url":"urn:x"}],"type":{"text":"Cup"}},{"type":{"text":"Tube"}}]"#,
    );
    insta::assert_snapshot!(told(&entry(&hidden)), @r#"
    Samples / Done: Urine
      Status: Available
      Container: "Tube"
      incomplete
    "#);
}

#[test]
fn mistakes_and_samples_of_others_are_left_out() {
    let mistake = taken(&sample(r#""status":"entered-in-error""#));
    assert_eq!((mistake.entries.len(), mistake.withdrawn.len()), (0, 1));
    for other in ["Patient/mario", "Device/tap", "Location/kitchen"] {
        let json = sample(r#""status":"available""#).replace("Patient/maria", other);
        assert_eq!(taken(&json).entries, [], "{other}");
    }
}
