//! Messages as other systems sent them, and the examples of the specification.

use record::{Asked, SourceId, Taken};

use super::told;

/// The recorded messages of other systems, by path.
fn recorded(file: &str, patient: &str) -> Option<Taken> {
    let Some(data) = std::env::var_os("SATCHEL_DATA") else {
        println!("skipped: SATCHEL_DATA is not set");
        return None;
    };
    let path = std::path::Path::new(&data)
        .join("messages-scheduling")
        .join(file);
    let answer = fhir::Answer::new(std::fs::read(path).expect("a file"));
    let page = fhir::read::page(&answer).expect("FHIR");
    let asked = Asked {
        source: SourceId(0),
        base: "https://ehr.example/fhir",
        patient,
    };
    Some(record::take(&page, &asked))
}

#[test]
fn recorded_messages_with_heads_are_threads() {
    let patient = "93e4cba2-9db5-11ee-8c90-0242ac876543";
    let Some(taken) = recorded("medplum-task-demo-messages.json", patient) else {
        return;
    };
    insta::assert_snapshot!(told(&taken), @r"
    # Lab test results · with Your care team · 2023-12-18 14:46 UTC · 1 new
      2023-12-18 14:26 UTC You: Do you have the results of my lab tests yet?
      2023-12-18 14:28 UTC Your care team: Do you have the test id number?
      2023-12-18 14:46 UTC You: Yes, it is 12345
    # Prescription Refill · with  · 2023-12-18 14:26 UTC
      2023-12-18 14:26 UTC You: My prescription ran out, can I come in to refill it?
    # Schedule a Physical · with  · 2023-12-18 14:01 UTC
      2023-12-18 14:01 UTC You: Can I schedule a physical for December 23rd?
    ");
}

#[test]
fn the_examples_of_the_specification_are_read() {
    let Some(paging) = recorded("hl7/communication-example.json", "example") else {
        return;
    };
    let Some(files) = recorded("hl7/communication-example-fm-attachment.json", "1") else {
        return;
    };
    insta::assert_snapshot!(format!("{}\n{}", told(&paging), told(&files)), @r"
    # (no subject) · with Your care team, Your care team · 2014-12-12 18:01
      2014-12-12 18:01 Your care team: Patient 1 has a very high serum potassium value (7.2 mmol/L on 2014-Dec-12 at 5:55 pm) [see Serum Potassium Observation]
    # (no subject) · with  · 2016-06-12 18:01
      2016-06-12 18:01 (sender not said): [file accident notes 20100201.pdf application/pdf] [file ? application/pdf]
    ");
}
