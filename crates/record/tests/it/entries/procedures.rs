//! Procedures, done and not done.

use record::entry::Place;

use super::{entry, told};
use crate::given::taken;

fn procedure(rest: &str) -> String {
    format!(
        r#"{{"resourceType":"Procedure","id":"1","subject":{{"reference":"Patient/maria"}},{rest}}}"#
    )
}

#[test]
fn a_procedure_says_what_was_done_by_whom_and_with_what() {
    let json = procedure(
        r##""contained":[{"resourceType":"Condition","id":"c","code":{"text":"Old injury"}},
        {"resourceType":"Condition","id":"w","code":{"text":"Mistake"},"status":"entered-in-error"}],
        "status":"completed","code":{"coding":[{"system":"http://www.ama-assn.org/go/cpt","code":"33249","display":"ICD implant"}],"text":"Insertion of a defibrillator"},
        "category":{"coding":[{"display":"Surgical procedure"}]},"encounter":{"reference":"Encounter/example-1","display":"Office Visit"},
        "performedPeriod":{"start":"2019-03-26T12:55:26-07:00","end":"2019-03-26T13:25:26-07:00"},
        "performer":[{"actor":{"reference":"Practitioner/7","display":"Dr. Okafor"},"function":{"coding":[{"display":"Surgeon"}]},
                      "onBehalfOf":{"reference":"Organization/6","display":"St. Mary's"}},{"actor":{"reference":"Practitioner/8"}}],
        "location":{"display":"Operating room 2"},"bodySite":[{"text":"Left chest"}],
        "reasonCode":[{"coding":[{"code":"I49.01","display":"Ventricular fibrillation"}]}],
        "reasonReference":[{"reference":"Condition/3","display":"Heart failure"},{"reference":"Condition/4"},{"reference":"#c"},{"reference":"#w"}],
        "outcome":{"text":"Successful"},"complication":[{"text":"Bleeding"}],"complicationDetail":[{"display":"Low blood pressure"}],
        "followUp":[{"text":"Wound check in 10 days"}],"report":[{"reference":"DiagnosticReport/5","display":"Operative report"}],
        "focalDevice":[{"action":{"text":"Implanted"},"manipulated":{"reference":"Device/udi-2"}}],
        "usedReference":[{"display":"Lead kit"}],"usedCode":[{"text":"X-ray guidance"}],
        "basedOn":[{"reference":"ServiceRequest/1","display":"Order for an implant"}],
        "recorder":{"display":"Front desk"},"asserter":{"display":"Maria Lopez"},"note":[{"text":"No driving for a week."}]"##,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Procedures / Done: Insertion of a defibrillator
      also: ICD implant
      on 2019-03-26 12:55
      in the list: "Left chest"
      Status: Completed
      When: 2019-03-26 12:55 to 2019-03-26 13:25
      Category: "Surgical procedure"
      BodySite: "Left chest"
      Performer: (by reference)
      Performer:
        Name: Dr. Okafor
        Role: "Surgeon"
        OnBehalfOf: St. Mary's
      Location: Operating room 2
      Reason: "Ventricular fibrillation"; link to Some("Heart failure"); link to None; "Old injury"
      Device:
        Name: link to None
        Action: "Implanted"
      Used: "X-ray guidance"; "Lead kit"
      Outcome: "Successful"
      Complication: "Bleeding"; "Low blood pressure"
      FollowUp: "Wound check in 10 days"
      Report: link to Some("Operative report")
      Request: link to Some("Order for an implant")
      Recorder: Front desk
      Asserter: Maria Lopez
      note: No driving for a week.
      links: 1
    "#);
}

#[test]
fn a_procedure_without_a_known_status_is_shown_as_sent() {
    let json = procedure(
        r#""status":"unknown","category":{"coding":[{"system":"http://hospital.example/ProcedureType","code":"Primary","display":"Primary Diagnosis","userSelected":true}]},
        "code":{"coding":[{"code":"S2036","display":"GROUP SPEECH THERAPY"},{"system":"http://snomed.info/sct","code":"76168009","display":"Group psychotherapy (regime/therapy)"}],"text":"GROUP SPEECH THERAPY"},
        "encounter":{"reference":"Encounter/36ed"},"performedDateTime":"2007-10-05T00:00:00-04:00""#,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Procedures / Unsaid: GROUP SPEECH THERAPY
      also: Group psychotherapy (regime/therapy)
      on 2007-10-05 00:00
      in the list: NotKnown
      Status: NotKnown
      When: 2007-10-05 00:00
      Category: "Primary Diagnosis"
      links: 1
    "#);
}

#[test]
fn a_procedure_that_was_not_done_says_why_and_never_reads_as_done() {
    let json = procedure(
        r#""status":"not-done","statusReason":{"text":"Patient declined"},"code":{"text":"Colonoscopy"},
        "_performedDateTime":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"not-performed"}]}"#,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Procedures / NotDone: Colonoscopy
      in the list: NotDone
      Status: NotDone
      StatusReason: "Patient declined"
    "#);
}

#[track_caller]
fn stands(rest: &str, expected: Place) {
    let json = procedure(&format!(r#""code":{{"text":"X-ray"}},{rest}"#));
    assert_eq!(entry(&json).place, expected, "{rest}");
}

#[test]
fn a_procedure_stands_where_its_own_status_says() {
    for (status, place) in [
        ("preparation", Place::Current),
        ("in-progress", Place::Current),
        ("completed", Place::Done),
        ("not-done", Place::NotDone),
        ("on-hold", Place::Past),
        ("stopped", Place::Past),
        ("unknown", Place::Unsaid),
        ("aborted", Place::Unsaid),
    ] {
        stands(&format!(r#""status":"{status}""#), place);
    }
    stands(r#""performedString":"long ago""#, Place::Unsaid);
}

#[test]
fn a_statement_that_there_were_none_is_no_procedure() {
    let none =
        procedure(r#""status":"completed","code":{"coding":[{"code":"no-known-procedures"}]}"#);
    let none = entry(&none);
    assert_eq!(none.place, Place::NotDone);
    assert!(!told(&none).contains("Completed"));
    let unknown =
        procedure(r#""status":"completed","code":{"coding":[{"code":"no-procedure-info"}]}"#);
    assert_eq!(entry(&unknown).place, Place::Unsaid);
}

#[test]
fn what_cannot_be_read_safely_is_not_shown_as_a_fact() {
    for rest in [
        r#""status":"completed","modifierExtension":[{"url":"urn:x"}]"#,
        r#""status":{"text":"completed"}"#,
    ] {
        stands(rest, Place::Unclear);
    }
    let damaged = procedure(r#""status":"completed","code":"X-ray""#);
    assert_eq!(entry(&damaged).place, Place::Unclear);
}

#[test]
fn a_part_with_an_unknown_modifier_is_hidden_and_the_rest_is_shown() {
    let json = procedure(
        r#""status":"completed","code":{"text":"Hip surgery"},"performedAge":{"value":40,"unit":"a","code":"a"},
        "performer":[{"modifierExtension":[{"url":"urn:x"}],"actor":{"display":"Nobody"}}],
        "focalDevice":[{"modifierExtension":[{"url":"urn:x"}],"manipulated":{"display":"Hip"}},{"manipulated":{"display":"Screw"}}]"#,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Procedures / Done: Hip surgery
      Status: Completed
      When: 40 a
      Device:
        Name: "Screw"
      incomplete
    "#);
}

#[test]
fn mistakes_and_other_peoples_procedures_are_left_out() {
    let mistake = taken(&procedure(r#""status":"entered-in-error""#));
    assert_eq!((mistake.entries.len(), mistake.withdrawn.len()), (0, 1));
    let other = procedure(r#""status":"completed""#).replace("Patient/maria", "Group/1");
    assert_eq!(taken(&other).entries, []);
    insta::assert_snapshot!(told(&entry(r#"{"resourceType":"Procedure","id":"1"}"#)), @"Procedures / Unsaid: (no name)");
}
