//! Medicines and allergies: what is read, and that what is not read is noticed.

use fhir::{AllergyOnset, Answer, Resource, read};

#[track_caller]
fn resource<T>(json: &str, look: impl FnOnce(&Resource<'_>) -> T) -> T {
    let answer = Answer::new(json);
    let entry = read::resource(&answer).expect("a resource");
    assert_eq!(entry.flaws, []);
    look(entry.resource.as_ref().expect("it reads"))
}

/// Whether an instruction is read as a whole, and whether it can be read safely.
#[track_caller]
fn dosage(members: &str) -> (bool, bool) {
    let json =
        format!(r#"{{"resourceType":"MedicationRequest","dosageInstruction":[{{{members}}}]}}"#);
    resource(&json, |resource| {
        let Resource::MedicationRequest(request) = resource else {
            panic!("{resource:?}")
        };
        let dosage = &request.dosage_instruction[0];
        let timing = dosage.timing.as_ref();
        let repeat = timing.and_then(|timing| timing.repeat.as_ref());
        let more = dosage.has_more
            || timing.is_some_and(|timing| timing.has_more)
            || repeat.is_some_and(|repeat| repeat.has_more)
            || dosage.dose_and_rate.iter().any(|dose| dose.has_more);
        (!more, !request.has_unknown_modifier())
    })
}

#[test]
fn what_an_instruction_holds_beyond_what_is_read_is_noticed() {
    let whole = r#""sequence":1,"timing":{"repeat":{"frequency":2,"period":1,"periodUnit":"d"}},"doseAndRate":[{"doseQuantity":{"value":1}}]"#;
    assert_eq!(dosage(whole), (true, true));
    for more in [
        r#""maxDosePerLifetime":{"value":1},"maxDosePerAdministration":{"value":1}"#,
        r#""extension":[{"url":"urn:x"}],"_text":{"extension":[]}"#,
        r#""timing":{"event":["2026-01-01"]}"#,
        r#""timing":{"repeat":{"offset":30,"duration":2}}"#,
        r#""doseAndRate":[{"rateRatio":{}}]"#,
    ] {
        assert_eq!(dosage(more), (false, true), "{more}");
    }
}

#[test]
fn a_modifier_anywhere_in_an_instruction_is_noticed() {
    for modifier in [
        r#""modifierExtension":[{"url":"urn:x"}]"#,
        r#""timing":{"modifierExtension":[{"url":"urn:x"}]}"#,
    ] {
        assert!(!dosage(modifier).1, "{modifier}");
    }
}

#[test]
fn a_medicine_inside_the_request_is_found_by_its_reference() {
    let json = r##"{"resourceType":"MedicationRequest","contained":[{"resourceType":"Medication","id":"m","code":{"text":"Insulin"}}],"medicationReference":{"reference":"#m"}}"##;
    resource(json, |resource| {
        let Resource::MedicationRequest(request) = resource else {
            panic!("{resource:?}")
        };
        let reference = request.medication_reference.as_ref().expect("a reference");
        let inside = fhir::Contained::find(&request.contained, reference).expect("it is inside");
        assert_eq!(
            inside.code.as_ref().and_then(|code| code.words()),
            Some("Insulin")
        );
    });
}

#[test]
fn an_allergy_is_read_with_its_modifiers() {
    let json = r#"{"resourceType":"AllergyIntolerance","clinicalStatus":{"coding":[{"code":"active"}]},"verificationStatus":{"coding":[{"code":"refuted"}]},"onsetString":"as a child","reaction":[{"modifierExtension":[{"url":"urn:x"},{"url":"urn:y"}],"manifestation":[{"text":"Hives"}],"severity":"severe"}]}"#;
    resource(json, |resource| {
        let Resource::AllergyIntolerance(allergy) = resource else {
            panic!("{resource:?}")
        };
        let verification = allergy.verification_status.as_ref();
        assert!(verification.is_some_and(|status| status.has_code("refuted")));
        assert_eq!(allergy.onset(), Some(AllergyOnset::String("as a child")));
        assert!(allergy.has_unknown_modifier());
    });
}
