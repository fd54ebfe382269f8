//! Medicines that were dispensed, given, or are said to be taken.

use record::{Names, SourceId, entry::Place};

use super::{entry, told};
use crate::given::{bundle, taken};

fn resource(kind: &str, rest: &str) -> String {
    format!(
        r#"{{"resourceType":"{kind}","id":"1","subject":{{"reference":"Patient/maria"}},{rest}}}"#
    )
}

const NIZATIDINE: &str = r#""medicationCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"476872","display":"Nizatidine 15 MG/ML Oral Solution"}],"text":"Nizatidine 15 MG/ML Oral Solution"}"#;

#[test]
fn a_fill_says_what_was_handed_out_and_when() {
    let json = resource(
        "MedicationDispense",
        &format!(
            r#""status":"completed",{NIZATIDINE},"context":{{"reference":"Encounter/1","display":"Office Visit"}},
            "performer":[{{"actor":{{"reference":"Organization/o","display":"Holy Healthcare Pharmacy"}}}}],
            "location":{{"display":"Main Street"}},
            "authorizingPrescription":[{{"reference":"MedicationRequest/m","display":"Axid"}}],
            "type":{{"coding":[{{"code":"FFC","display":"First Fill - Complete"}}]}},
            "quantity":{{"value":480,"unit":"mL","code":"mL"}},"daysSupply":{{"value":24,"unit":"days"}},
            "whenPrepared":"2016-12-07","whenHandedOver":"2016-12-08T06:38:52Z",
            "dosageInstruction":[{{"text":"10 mL bid","timing":{{"repeat":{{"frequency":2,"period":1,"periodUnit":"d"}}}}}}],
            "substitution":{{"wasSubstituted":true,"type":{{"text":"Generic"}}}},"note":[{{"text":"Shake."}}]"#
        ),
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Fills / Done: Nizatidine 15 MG/ML Oral Solution
      on 2016-12-08 06:38
      in the list: Fill
      Status: Completed
      Kind: "First Fill - Complete"
      Amount: 480 mL
      DaysSupply: 24 days
      Prepared: 2016-12-07
      HandedOver: 2016-12-08 06:38
      HowToTake: "10 mL bid"
      Substituted: Yes; "Generic"
      Performer: Holy Healthcare Pharmacy
      Location: Main Street
      Prescription: link to Some("Axid")
      note: Shake.
      links: 2
    "#);
}

#[test]
fn a_dose_given_in_care_says_how_much_and_what_for() {
    let json = resource(
        "MedicationAdministration",
        r#""status":"completed","medicationCodeableConcept":{"text":"Cisplatin 50 MG Injection"},
        "effectiveDateTime":"2011-05-21T23:14:50+02:00","context":{"reference":"Encounter/1"},
        "reasonReference":[{"reference":"Condition/c"}],"reasonCode":[{"text":"Lung cancer"}],
        "performer":[{"actor":{"display":"Dr. Okafor"}}],"request":{"reference":"MedicationRequest/m"},
        "dosage":{"text":"50 mg over two hours","route":{"text":"IV"},"site":{"text":"Left arm"},
                  "dose":{"value":50,"unit":"mg"},"rateQuantity":{"value":25,"unit":"mg/h"}}"#,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Fills / Done: Cisplatin 50 MG Injection
      on 2011-05-21 23:14
      in the list: DoseInCare
      Status: Completed
      When: 2011-05-21 23:14
      Dosage: "50 mg over two hours"
      Dose: 50 mg
      Rate: Measured(Quantity { number: Number("25"), comparator: None, unit: Some("mg/h"), code: None })
      Route: "IV"
      BodySite: "Left arm"
      Reason: "Lung cancer"; link to None
      Performer: Dr. Okafor
      Prescription: link to None
      links: 2
    "#);
}

#[test]
fn a_reported_medicine_without_words_is_told_part_by_part() {
    let json = resource(
        "MedicationStatement",
        r#""status":"active","category":{"text":"Pt History"},
        "medicationCodeableConcept":{"coding":[{"code":"69230014620","system":"http://hl7.org/fhir/sid/ndc"}]},
        "effectivePeriod":{"start":"2024-08-08"},"dateAsserted":"2024-08-09","informationSource":{"reference":"Patient/maria","display":"Maria Lopez"},
        "reasonCode":[{"text":"Allergy"}],
        "dosage":[{"sequence":2,"patientInstruction":"Then stop."},
                  {"sequence":1,"asNeededBoolean":true,"route":{"text":"PO"},"doseAndRate":[{"doseQuantity":{"value":200,"unit":"mg"}}],
                   "timing":{"repeat":{"frequency":3,"period":1,"periodUnit":"d"}}}]"#,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Fills / Current: ndc 69230014620
      on 2024-08-08
      in the list: ReportedMedicine; Taking
      Status: Taking
      Category: "Pt History"
      When: 2024-08-08 to 
      HowToTake: "Then stop."
      HowToTake:
        Dose: "200 mg"
        Route: "PO"
        Timing: "3 / 1 d"
        AsNeeded: Yes
      Reason: "Allergy"
      Asserted: 2024-08-09
      InformationSource: Maria Lopez
    "#);
}

#[track_caller]
fn stands(kind: &str, status: &str, expected: Place) {
    let status = match status {
        "" => String::new(),
        status => format!(r#""status":"{status}","#),
    };
    let entry = entry(&resource(kind, &format!("{status}{NIZATIDINE}")));
    assert_eq!(entry.place, expected, "{kind} {status}");
}

#[test]
fn a_medicine_that_was_not_given_or_not_taken_never_reads_as_a_fact() {
    for (status, expected) in [
        ("completed", Place::Done),
        ("preparation", Place::Current),
        ("in-progress", Place::Current),
        ("on-hold", Place::Current),
        ("cancelled", Place::NotDone),
        ("declined", Place::NotDone),
        ("stopped", Place::Past),
        ("unknown", Place::Unsaid),
        ("new-word", Place::Unsaid),
        ("", Place::Unsaid),
    ] {
        stands("MedicationDispense", status, expected);
    }
    for (status, expected) in [
        ("completed", Place::Done),
        ("in-progress", Place::Current),
        ("on-hold", Place::Current),
        ("not-done", Place::NotDone),
        ("stopped", Place::Past),
        ("", Place::Unsaid),
    ] {
        stands("MedicationAdministration", status, expected);
    }
    for (status, expected) in [
        ("active", Place::Current),
        ("on-hold", Place::Current),
        ("intended", Place::Coming),
        ("completed", Place::Past),
        ("stopped", Place::Past),
        ("not-taken", Place::NotDone),
        ("unknown", Place::Unsaid),
    ] {
        stands("MedicationStatement", status, expected);
    }
    let reason = r#""status":"not-done","statusReason":[{"text":"Refused"}],"medicationCodeableConcept":{"text":"Aspirin"}"#;
    insta::assert_snapshot!(told(&entry(&resource("MedicationAdministration", reason))), @r#"
    Fills / NotDone: Aspirin
      in the list: DoseInCare; DoseNotGiven
      Status: DoseNotGiven
      StatusReason: "Refused"
    "#);
}

const KINDS: [&str; 3] = [
    "MedicationDispense",
    "MedicationAdministration",
    "MedicationStatement",
];

#[test]
fn a_medicine_is_named_in_each_of_the_ways_it_may_be_sent() {
    for kind in KINDS {
        let of = |medicine: &str| entry(&resource(kind, medicine));
        let inside = of(
            r##""contained":[{"resourceType":"Medication","id":"m","code":{"text":"Aspirin 81 mg"}}],"medicationReference":{"reference":"#m"}"##,
        );
        assert_eq!(inside.name.as_deref(), Some("Aspirin 81 mg"));
        let withdrawn = of(
            r##""contained":[{"resourceType":"Medication","id":"m","status":"entered-in-error","code":{"text":"Aspirin 81 mg"}}],"medicationReference":{"reference":"#m","display":"Aspirin"}"##,
        );
        let named_by = withdrawn.named_by.and_then(|medicine| medicine.name);
        assert_eq!(
            (withdrawn.name, named_by.as_deref()),
            (None, Some("Aspirin"))
        );
        let nothing = of(r#""status":"unknown""#);
        assert_eq!((nothing.name, nothing.named_by), (None, None));
    }
}

#[test]
fn a_medicine_that_is_sent_beside_it_gives_its_name() {
    let statement = resource(
        "MedicationStatement",
        r#""status":"active","medicationReference":{"reference":"Medication/m"}"#,
    );
    let medication = r#"{"resourceType":"Medication","id":"m","code":{"text":"Aspirin 81 mg"}}"#;
    let taken = taken(&bundle(&[&statement, medication]));
    let mut names = Names::default();
    names.hear(SourceId(1), &taken.heard.named, &taken.wanted);
    let mention = taken.entries[0].named_by.as_ref().expect("a reference");
    assert_eq!(names.of(mention), Some("Aspirin 81 mg"));
    assert_eq!(taken.wanted[0].path, "Medication/m");
}

#[test]
fn what_may_mean_something_else_is_not_shown() {
    let modifier = r#""modifierExtension":[{"url":"urn:x"}]"#;
    for kind in KINDS {
        let unclear = entry(&resource(kind, &format!("{modifier},{NIZATIDINE}")));
        assert_eq!(unclear.place, Place::Unclear, "{kind}");
        let rules = entry(&resource(
            kind,
            &format!(r#""implicitRules":"urn:x",{NIZATIDINE}"#),
        ));
        assert_eq!(rules.place, Place::Unclear, "{kind}");
        let damaged = entry(&resource(
            kind,
            &format!(r#""status":["active"],{NIZATIDINE}"#),
        ));
        assert_eq!(damaged.place, Place::Unclear, "{kind}");
        let nameless = entry(&resource(kind, r#""medicationCodeableConcept":"aspirin""#));
        assert_eq!(nameless.place, Place::Unclear, "{kind}");
    }
    let dosage = format!(
        r#""status":"active",{NIZATIDINE},"dosage":[{{"text":"One"}},{{"text":"Two",{modifier}}}]"#
    );
    let parts = format!(
        r#""status":"completed",{NIZATIDINE},"performer":[{{"actor":{{"display":"X"}},{modifier}}}],"substitution":{{"wasSubstituted":false,{modifier}}}"#
    );
    let dose = format!(
        r#""status":"completed",{NIZATIDINE},"dosage":{{"text":"50 mg",{modifier}}},"performer":[{{"actor":{{"display":"X"}},{modifier}}}]"#
    );
    for (kind, rest) in [
        ("MedicationStatement", dosage),
        ("MedicationDispense", parts),
        ("MedicationAdministration", dose),
    ] {
        let held_back = entry(&resource(kind, &rest));
        let status = held_back
            .facts
            .iter()
            .map(|fact| format!("{:?}", fact.label));
        assert!(held_back.incomplete, "{kind}");
        assert_eq!(status.collect::<Vec<_>>(), ["Status"], "{kind}");
    }
}

#[test]
fn what_is_withdrawn_or_about_someone_else_is_left_out() {
    for kind in KINDS {
        let withdrawn = taken(&resource(kind, r#""status":"entered-in-error""#));
        assert_eq!(
            (withdrawn.entries.len(), withdrawn.withdrawn.len()),
            (0, 1),
            "{kind}"
        );
        let mario = resource(kind, NIZATIDINE).replace("maria", "mario");
        assert!(taken(&mario).entries.is_empty(), "{kind}");
    }
}
