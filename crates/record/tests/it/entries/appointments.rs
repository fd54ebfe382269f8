//! Appointments.

use record::{entry::Place, receipt::LeftOut};

use super::{entry, told};
use crate::given;

fn appointment(rest: &str) -> String {
    format!(r#"{{"resourceType":"Appointment","id":"1",{rest}}}"#)
}

const MARIA: &str = r#"{"actor":{"reference":"Patient/maria","display":"LOPEZ, MARIA"},"required":"required","status":"accepted"}"#;

#[test]
fn a_video_visit_says_when_with_whom_and_where() {
    let json = appointment(&format!(
        r##""contained":[{{"resourceType":"HealthcareService","id":"714271","type":[{{"text":"Patient Virtual Meeting Room"}}]}},
                         {{"resourceType":"Practitioner","id":"p","name":[{{"text":"Ada Okafor"}}]}}],
        "status":"booked","serviceType":[{{"coding":[{{"code":"2572307911","display":"Video Visit"}}],"text":"Video Visit"}}],
        "reasonCode":[{{"text":"Cough"}}],"description":"Video Visit","start":"2021-05-03T14:30:00Z","end":"2021-05-03T14:50:00Z","minutesDuration":20,
        "patientInstruction":"Preparations:\n- Be in a quiet room","comment":"Bring the list.","created":"2021-04-01",
        "participant":[{{"actor":{{"reference":"Location/21304876","display":"MX Clinic 1"}},"required":"required","status":"accepted"}},
          {{"actor":{{"reference":"#p"}},"status":"declined"}},{{"actor":{{"display":"Phone Call"}},"required":"information-only","status":"accepted"}},
          {{"type":[{{"text":"Meeting room"}}],"actor":{{"reference":"#714271"}},"status":"needs-action"}},
          {{"actor":{{"reference":"Practitioner/7"}},"required":"optional","status":"tentative"}},{MARIA}],
        "requestedPeriod":[{{"start":"2021-05-01"}}]"##
    ));
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Appointments / Coming: Video Visit
      on 2021-05-03 14:30
      in the list: Booked
      Status: Booked
      Start: 2021-05-03 14:30
      End: 2021-05-03 14:50
      Duration: 20 min
      Location: MX Clinic 1
      Participant: Ada Okafor; Declined
      Participant: Phone Call; Informed
      Participant: "Meeting room"; NoAnswerYet
      Participant: (by reference); Optional; Tentative
      Reason: "Cough"
      Instructions: "Preparations:
    - Be in a quiet room"
      Comment: "Bring the list."
      Date: 2021-04-01
    "#);
}

#[test]
fn a_canceled_appointment_says_why_and_never_that_it_took_place() {
    let json = appointment(&format!(
        r#""status":"cancelled","cancelationReason":{{"coding":[{{"code":"other","display":"Other"}}],"text":"Weather"}},
        "serviceType":[{{"text":"New Patient"}}],"appointmentType":{{"coding":[{{"code":"FOLLOWUP","display":"A follow up visit"}}]}},
        "specialty":[{{"coding":[{{"display":"General practice"}}]}}],"start":"2022-05-26T15:00:00Z","participant":[{MARIA}]"#
    ));
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Appointments / NotDone: New Patient
      on 2022-05-26 15:00
      in the list: Canceled
      Status: Canceled
      StatusReason: "Weather"
      Start: 2022-05-26 15:00
      Kind: "A follow up visit"
      Specialty: "General practice"
    "#);
}

#[test]
fn one_that_was_only_asked_for_says_for_when() {
    let json = appointment(
        r#""status":"proposed","requestedPeriod":[{"start":"2026-12-01","end":"2026-12-24"}],
        "participant":[{"actor":{"reference":"Patient/maria"},"status":"needs-action"}]"#,
    );
    insta::assert_snapshot!(told(&entry(&json)), @"
    Appointments / Coming: (no name)
      on 2026-12-01
      in the list: Proposed
      Status: Proposed
      RequestedTime: 2026-12-01 to 2026-12-24
      PatientAnswer: NoAnswerYet
    ");
}

#[test]
fn an_appointment_stands_where_its_own_status_says() {
    for (code, place) in [
        ("proposed", Place::Coming),
        ("pending", Place::Coming),
        ("booked", Place::Coming),
        ("arrived", Place::Coming),
        ("checked-in", Place::Coming),
        ("waitlist", Place::Coming),
        ("fulfilled", Place::Done),
        ("cancelled", Place::NotDone),
        ("noshow", Place::NotDone),
    ] {
        let json = appointment(&format!(
            r#""status":"{code}","start":"1999-01-01T08:00:00Z""#
        ));
        assert_eq!(entry(&json).place, place, "{code}");
    }
}

#[test]
fn it_is_someone_elses_only_if_another_patient_takes_part_and_this_one_does_not() {
    let with = |actors: &[&str]| {
        let actors: Vec<String> = actors
            .iter()
            .map(|actor| format!(r#"{{"actor":{{"reference":"{actor}"}}}}"#))
            .collect();
        let json = appointment(&format!(r#""participant":[{}]"#, actors.join(",")));
        given::taken(&json)
    };
    for own in [
        &["Patient/maria", "Patient/mario"][..],
        &["Patient/mario", "https://ehr.example/fhir/1/Patient/maria"],
        &["Practitioner/o", "Location/l"],
        &["#x"],
        &[],
    ] {
        assert_eq!(with(own).entries.len(), 1, "{own:?}");
    }
    for foreign in [
        &["Practitioner/o", "Patient/mario"][..],
        &["https://elsewhere.example/fhir/Patient/mario"],
    ] {
        let taken = with(foreign);
        assert!(taken.entries.is_empty(), "{foreign:?}");
        let why = taken.receipt.left_out.keys().next();
        assert_eq!(why, Some(&LeftOut::OtherPerson));
    }
}

#[test]
fn a_participant_that_cannot_be_read_safely_is_not_shown() {
    let json = appointment(
        r#""status":"booked","participant":[{"actor":{"display":"Dr. Okafor"},"modifierExtension":[{"url":"urn:x"}]}]"#,
    );
    let entry = entry(&json);
    assert!(entry.incomplete && !told(&entry).contains("Okafor"));
}
