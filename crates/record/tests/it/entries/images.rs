//! Scans, X-rays, photos and recordings.

use record::entry::Place;

use super::{entry, told};
use crate::given::taken;

fn study(rest: &str) -> String {
    format!(
        r#"{{"resourceType":"ImagingStudy","id":"1","subject":{{"reference":"Patient/maria"}},{rest}}}"#
    )
}

fn media(rest: &str) -> String {
    format!(
        r#"{{"resourceType":"Media","id":"1","subject":{{"reference":"Patient/maria"}},{rest}}}"#
    )
}

#[test]
fn a_scan_says_what_was_done_and_how_many_images_there_are() {
    let json = study(
        r#""status":"available","encounter":{"reference":"Encounter/5"},"started":"1996-01-19T19:20:06+00:00","numberOfSeries":1,"numberOfInstances":351,
        "procedureCode":[{"coding":[{"system":"http://snomed.info/sct","code":"16335031000119103","display":"CT of chest"}],"text":"CT of chest without contrast"}],
        "location":{"reference":"Location?identifier=https://hospital.example|9","display":"ST VINCENT HOSPITAL"},
        "series":[{"uid":"1.2.840","number":1,"modality":{"code":"CT","display":"Computed Tomography"},"numberOfInstances":351,
                   "bodySite":{"code":"51185008","display":"Thoracic structure (body structure)"},"started":"1996-01-19T19:20:06+00:00",
                   "instance":[{"uid":"1.2","sopClass":{"code":"1.2.840"},"number":1,"title":"CT Image Storage"}]}]"#,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Images / Done: CT of chest without contrast
      also: CT of chest
      on 1996-01-19 19:20
      in the list: CtScan; "Thoracic structure (body structure)"
      Status: Available
      When: 1996-01-19 19:20
      Procedure: "CT of chest without contrast"
      Location: ST VINCENT HOSPITAL
      SeriesCount: "1"
      ImageCount: "351"
      ImageSeries:
        Modality: CtScan
        BodySite: "Thoracic structure (body structure)"
        ImageCount: "351"
      links: 1
    "#);
}

#[test]
fn a_study_names_who_asked_for_it_and_who_read_it() {
    let json = study(
        r#""status":"registered","description":"Both knees","modality":[{"code":"DX"},{"code":"OCT"}],
        "referrer":{"display":"Dr. Okafor"},"interpreter":[{"reference":"Practitioner/4"}],
        "reasonCode":[{"text":"Pain"}],"reasonReference":[{"reference":"Condition/1"}],"basedOn":[{"display":"X-ray of knees"}],
        "series":[{"description":"Left","laterality":{"display":"Left"},"modality":{"code":"DX"}},{"modifierExtension":[{"url":"urn:x"}],"description":"Right"},{}],
        "note":[{"text":"Please wait."}]"#,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Images / Current: Both knees
      in the list: Registered; XRay; "OCT"
      Status: Registered
      Description: "Both knees"
      Modality: XRay; "OCT"
      Reason: "Pain"; link to None
      Referrer: Dr. Okafor
      Interpreter: (by reference)
      ImageSeries:
        Description: "Left"
        Modality: XRay
        Side: "Left"
      Request: "X-ray of knees"
      note: Please wait.
      incomplete
    "#);
}

#[test]
fn a_study_without_words_is_called_by_its_machine() {
    let called = |rest: &str| entry(&study(rest)).name;
    let series = r#""series":[{"modality":{"code":"US","display":"Ultrasound"}}]"#;
    assert_eq!(called(series).as_deref(), Some("Ultrasound"));
    assert_eq!(
        called(r#""modality":[{"code":"XA"}]"#).as_deref(),
        Some("XA")
    );
    assert_eq!(called(r#""status":"available""#), None);
}

#[test]
fn images_stand_where_their_own_status_says() {
    for (status, place) in [
        ("registered", Place::Current),
        ("available", Place::Done),
        ("cancelled", Place::NotDone),
        ("unknown", Place::Unsaid),
    ] {
        let json = study(&format!(r#""status":"{status}""#));
        assert_eq!(entry(&json).place, place, "{status}");
    }
    assert_eq!(entry(&study(r#""started":"2020""#)).place, Place::Unsaid);
    for (status, place) in [
        ("preparation", Place::Current),
        ("completed", Place::Done),
        ("not-done", Place::NotDone),
        ("stopped", Place::Past),
        ("unknown", Place::Unsaid),
    ] {
        let json = media(&format!(r#""status":"{status}""#));
        assert_eq!(entry(&json).place, place, "{status}");
    }
    assert_eq!(entry(&media(r#""issued":"2020""#)).place, Place::Unsaid);
}

#[test]
fn a_photo_says_that_there_is_a_file_and_of_which_type() {
    let json = media(
        r#""status":"completed","type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/media-type","code":"image","display":"Image"}]},
        "modality":{"coding":[{"system":"http://snomed.info/sct","code":"399208008","display":"Plain X-ray of chest (procedure)"}]},
        "encounter":{"reference":"Encounter/5"},"createdDateTime":"2019-02-04T19:43:30.000Z","issued":"2019-02-05",
        "content":{"id":"a1","contentType":"image/jpeg","url":"http://example.org/fhir/Binary/A12345","creation":"2019-02-04T19:43:30.000Z"}"#,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Images / Done: Plain X-ray of chest (procedure)
      on 2019-02-04 19:43
      in the list: Picture
      Status: Completed
      Kind: Picture
      Modality: "Plain X-ray of chest (procedure)"
      When: 2019-02-04 19:43
      Issued: 2019-02-05
      File: FileSent; "image/jpeg"
      links: 1
    "#);
}

#[test]
fn a_recording_says_who_made_it_and_how_long_it_is() {
    let json = media(
        r#""status":"in-progress","type":{"coding":[{"code":"audio"}]},"view":{"text":"Left lung"},"createdPeriod":{"start":"2019-02"},
        "operator":{"display":"Dr. Okafor"},"reasonCode":[{"text":"Cough"}],"bodySite":{"text":"Chest"},
        "deviceName":"Stethoscope 3","device":{"reference":"Device/8"},"duration":12.50,
        "content":{"title":"breath.wav","data":"UklGRg=="},"note":[{"text":"Lying down."}]"#,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Images / Current: Left lung
      on 2019-02
      in the list: InProgress; Sound; "Chest"
      Status: InProgress
      Kind: Sound
      View: "Left lung"
      BodySite: "Chest"
      When: 2019-02 to 
      Performer: Dr. Okafor
      Reason: "Cough"
      Device: "Stethoscope 3"
      Length: 12.50 s
      File: FileSent; "breath.wav"
      note: Lying down.
    "#);
    let no_file = entry(&media(
        r#""status":"completed","content":{"title":"Scar","contentType":"image/png"}"#,
    ));
    assert!(told(&no_file).contains(r#"File: "Scar"; "image/png""#));
    assert_eq!(no_file.name.as_deref(), Some("Scar"));
}

#[test]
fn what_cannot_be_read_safely_is_not_shown_as_a_fact() {
    for json in [
        study(
            r#""status":"available","modifierExtension":[{"url":"urn:x"}],"modality":[{"code":"CT"}]"#,
        ),
        study(r#""status":"available","description":["Knee"]"#),
        media(r#""status":"completed","implicitRules":"urn:x","type":{"text":"image"}"#),
        media(r#""status":"completed","type":"image""#),
    ] {
        let entry = entry(&json);
        assert_eq!(
            (entry.place, entry.line.len()),
            (Place::Unclear, 0),
            "{json}"
        );
    }
}

#[test]
fn mistakes_and_other_peoples_images_are_left_out() {
    for json in [study(r#""status":"?""#), media(r#""status":"?""#)] {
        let mistake = taken(&json.replace('?', "entered-in-error"));
        assert_eq!((mistake.entries.len(), mistake.withdrawn.len()), (0, 1));
        let other = json.replace("Patient/maria", "Patient/mario");
        assert_eq!(taken(&other).entries, []);
    }
}
