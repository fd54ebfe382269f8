//! Vaccines, given and not given.

use std::sync::Arc;

use record::{Entry, Vaccines, by_vaccine, entry::Place};

use super::{entry, told};
use crate::given::{bundle, taken};

fn vaccine(rest: &str) -> String {
    format!(
        r#"{{"resourceType":"Immunization","id":"1","patient":{{"reference":"Patient/maria"}},{rest}}}"#
    )
}

const TDAP: &str = r#""vaccineCode":{"coding":[{"system":"http://hl7.org/fhir/sid/cvx","code":"115"}],"text":"Tdap"}"#;

fn tdap(rest: &str) -> Entry {
    entry(&vaccine(&format!("{TDAP},{rest}")))
}

#[test]
fn a_vaccine_given_elsewhere_says_that_it_was_reported() {
    let json = vaccine(
        r#""identifier":[{"use":"usual","system":"urn:oid:1.2.840.114350.1.13.1.1.7.2.768076","value":"1000001007"}],
        "status":"completed","vaccineCode":{"coding":[{"system":"http://hl7.org/fhir/sid/cvx","code":"10","display":"IPV"}],"text":"Polio vaccine"},
        "occurrenceDateTime":"2007-06-13","primarySource":false,
        "reportOrigin":{"coding":[{"system":"urn:oid:1.2.840.114350.1.13.1.1.7.10.768076.4082"}],"text":"Patient reported"},
        "manufacturer":{"display":"GlaxoSmithKline"},"lotNumber":"963","site":{"text":"Right deltoid"},
        "route":{"coding":[{"code":"6","display":"Intramuscular"}]},
        "doseQuantity":{"value":0.50,"unit":"mL","system":"urn:oid:1.2.840.114350.1.13.0.1.7.10.768076.4019","code":"1"},
        "encounter":{"reference":"Encounter/9","display":"Office Visit"},
        "performer":[{"function":{"coding":[{"code":"AP","display":"Administering Provider"}],"text":"Administering Provider"},
                      "actor":{"reference":"Practitioner/7","type":"Practitioner","display":"Demo Nurse"}}]"#,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Vaccines / Done: Polio vaccine
      also: IPV
      on 2007-06-13
      Status: Given
      When: 2007-06-13
      Origin: ReportedByOthers; "Patient reported"
      DoseAmount: 0.50 mL
      BodySite: "Right deltoid"
      Route: "Intramuscular"
      Manufacturer: GlaxoSmithKline
      Lot: "963"
      Performer:
        Name: Demo Nurse
        Role: "Administering Provider"
      links: 1
    "#);
}

#[test]
fn a_vaccine_says_which_dose_of_its_series_it_was() {
    let json = vaccine(
        r#""status":"completed","vaccineCode":{"coding":[{"system":"http://hl7.org/fhir/sid/cvx","code":"83","display":"Hep A, ped/adol, 2 dose"},
        {"system":"http://hl7.org/fhir/sid/ndc","code":"11111-1111-11","display":"Hep A, ped/adol, 2 dose"}],"text":"Hep A, ped/adol, 2 dose"},
        "occurrenceDateTime":"2022-12-08T14:44:00-05:00","primarySource":true,"lotNumber":"L7412589","expirationDate":"0001-01-02",
        "recorded":"2022-12","performer":[{"actor":{"reference":"Practitioner/WGrl","type":"Practitioner"}}],
        "location":{"reference":"Location?identifier=https://hospital.example|9","display":"PCP170967"},
        "reasonCode":[{"coding":[{"code":"429060002"}]}],"reasonReference":[{"reference":"Condition/2","display":"Travel"}],
        "isSubpotent":true,"subpotentReason":[{"text":"Cold chain break"}],
        "reaction":[{"date":"2022-12-09","detail":{"reference":"Observation/3","display":"Sore arm"},"reported":true},{}],
        "protocolApplied":[{"series":"Hepatitis A","doseNumberPositiveInt":2,"seriesDosesString":"3","targetDisease":[{"text":"Hepatitis A"}]}]"#,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Vaccines / Done: Hep A, ped/adol, 2 dose
      on 2022-12-08 14:44
      in the list: DoseNumber "2", SeriesDoses "3"; NotFullStrength
      Status: Given
      When: 2022-12-08 14:44
      Strength: NotFullStrength
      StrengthReason: "Cold chain break"
      Series: "Hepatitis A"
      DoseNumber: "2"
      SeriesDoses: "3"
      TargetDisease: "Hepatitis A"
      Lot: "L7412589"
      Expires: 0001-01-02
      Performer: (by reference)
      Location: PCP170967
      Reason: "429060002"; link to Some("Travel")
      Reaction:
        Name: link to Some("Sore arm")
        Date: 2022-12-09
        Origin: ToldByPatient
      Recorded: 2022-12
    "#);
}

#[track_caller]
fn stands(rest: &str, expected: Place) {
    assert_eq!(tdap(rest).place, expected, "{rest}");
}

#[test]
fn a_vaccine_stands_where_its_own_status_says() {
    stands(r#""status":"completed""#, Place::Done);
    stands(r#""status":"not-done""#, Place::NotDone);
    stands(r#""occurrenceDateTime":"2020-01-02""#, Place::Unsaid);
    stands(r#""status":"Completed?""#, Place::Unsaid);
}

#[test]
fn a_vaccine_that_was_not_given_never_reads_as_given() {
    let json = vaccine(
        r#""status":"not-done","statusReason":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActReason","code":"OSTOCK","display":"product out of stock"}],"text":"product out of stock"},
        "vaccineCode":{"coding":[{"system":"http://hl7.org/fhir/sid/cvx","code":"140","display":"Influenza, seasonal"}]},
        "occurrenceDateTime":"2022-12-08T16:59:00-05:00","protocolApplied":[{"doseNumberString":"2"}]"#,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Vaccines / NotDone: Influenza, seasonal
      on 2022-12-08 16:59
      in the list: NotGiven
      Status: NotGiven
      StatusReason: "product out of stock"
      When: 2022-12-08 16:59
      DoseNumber: "2"
    "#);
}

#[test]
fn a_code_that_says_that_none_was_given_is_believed_over_the_status() {
    for (system, code) in [
        ("http://hl7.org/fhir/sid/cvx", "998"),
        (
            "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips",
            "no-known-immunizations",
        ),
    ] {
        let json = vaccine(&format!(
            r#""status":"completed","vaccineCode":{{"coding":[{{"system":"{system}","code":"{code}"}}]}}"#
        ));
        let entry = entry(&json);
        assert_eq!(entry.place, Place::NotDone, "{code}");
        assert!(!told(&entry).contains("Status: Given"), "{code}");
    }
    let json = vaccine(
        r#""status":"completed","vaccineCode":{"coding":[{"code":"no-immunization-info"}]}"#,
    );
    assert_eq!(entry(&json).place, Place::Unsaid);
}

#[test]
fn doses_of_several_series_are_told_apart() {
    let several = tdap(
        r#""status":"completed","protocolApplied":[{"series":"A","doseNumberString":"1"},{"series":"B","doseNumberString":"4"}]"#,
    );
    insta::assert_snapshot!(told(&several), @r#"
    Vaccines / Done: Tdap
      Status: Given
      Series:
        Series: "A"
        DoseNumber: "1"
      Series:
        Series: "B"
        DoseNumber: "4"
    "#);
}

#[test]
fn a_date_is_read_where_words_are_meant_and_words_stay_words() {
    let dated = tdap(r#""status":"completed","occurrenceString":"1946-08-29T19:33:18-04:00""#);
    insta::assert_snapshot!(told(&dated), @r#"
    Vaccines / Done: Tdap
      on 1946-08-29 19:33
      Status: Given
      When: 1946-08-29 19:33
    "#);
    let worded = tdap(r#""status":"completed","occurrenceString":"as a child""#);
    assert_eq!(worded.when, None);
    assert!(told(&worded).contains(r#"When: "as a child""#));
}

#[test]
fn what_cannot_be_read_safely_is_not_shown_as_a_fact() {
    for rest in [
        r#""status":"completed","modifierExtension":[{"url":"urn:x"}]"#,
        r#""status":"completed","implicitRules":"urn:x""#,
        r#""status":"completed","isSubpotent":"no""#,
        r#""status":["completed"]"#,
    ] {
        let entry = tdap(rest);
        assert_eq!(entry.place, Place::Unclear, "{rest}");
        assert_eq!(entry.line, [], "{rest}");
    }
}

#[test]
fn a_part_with_an_unknown_modifier_is_hidden_and_the_rest_is_shown() {
    let entry = tdap(
        r#""status":"completed","performer":[{"modifierExtension":[{"url":"urn:x"}],"actor":{"display":"Nobody"}},{"actor":{"display":"Dr. Okafor"}}],
        "reaction":[{"modifierExtension":[{"url":"urn:x"}],"detail":{"display":"Rash"}}],
        "protocolApplied":[{"modifierExtension":[{"url":"urn:x"}],"doseNumberString":"9"}]"#,
    );
    insta::assert_snapshot!(told(&entry), @r#"
    Vaccines / Done: Tdap
      Status: Given
      Performer: Dr. Okafor
      incomplete
    "#);
}

#[test]
fn what_is_inside_gives_its_name_and_what_is_missing_makes_no_line() {
    let json = r##"{"resourceType":"Immunization","id":"1","contained":[{"resourceType":"Organization","id":"o","name":"Lakeside Vaccines"}],
        "manufacturer":{"reference":"#o"},"performer":[{},{"actor":{"reference":"#nobody"}}],"lotNumber":" "}"##;
    insta::assert_snapshot!(told(&entry(json)), @r#"
    Vaccines / Unsaid: (no name)
      Manufacturer: Lakeside Vaccines
    "#);
}

#[test]
fn mistakes_and_other_peoples_vaccines_are_left_out() {
    let mistake = taken(&vaccine(&format!(r#"{TDAP},"status":"entered-in-error""#)));
    assert_eq!((mistake.entries.len(), mistake.withdrawn.len()), (0, 1));
    let other = vaccine(TDAP).replace("Patient/maria", "Patient/mario");
    assert_eq!(taken(&other).entries, []);
}

/// The list, one line for each row.
fn list(vaccines: &Vaccines) -> String {
    let day = |entry: &Arc<Entry>| match &entry.when {
        Some(when) => crate::told::date(when),
        None => "no date".to_owned(),
    };
    let mut lines: Vec<String> = Vec::new();
    for vaccine in &vaccines.given {
        let days: Vec<String> = vaccine.doses.iter().map(day).collect();
        lines.push(format!(
            "{}: {}",
            vaccine.name().unwrap_or("-"),
            days.join(", ")
        ));
    }
    for entry in &vaccines.rest {
        let name = entry.name.as_deref().unwrap_or("-");
        lines.push(format!("{:?}: {name}, {}", entry.place, day(entry)));
    }
    lines.join("\n")
}

#[test]
fn the_list_is_by_vaccine_with_the_newest_dose_first() {
    let cvx = |code: &str, name: &str| {
        format!(
            r#""vaccineCode":{{"coding":[{{"system":"http://hl7.org/fhir/sid/cvx","code":"{code}"}}],"text":"{name}"}}"#
        )
    };
    let named = |name: &str| format!(r#""vaccineCode":{{"text":"{name}"}}"#);
    let on = |day: &str| format!(r#","occurrenceDateTime":"{day}""#);
    let given = r#","status":"completed""#;
    let not_given = r#","status":"not-done""#;
    let rows = [
        cvx("08", "Hep B") + given + &on("2001-02"),
        cvx("8", "Hepatitis B, child") + given + &on("2003-05-06"),
        cvx("8", "Hep B") + not_given + &on("2026-01-01"),
        named("Flu shot") + given + &on("2019-10-01"),
        named("FLU SHOT") + given + &on("2024-10-01"),
        named("Flu shot") + &on("2025-10-01"),
        cvx("999", "Yellow fever") + given,
        cvx("999", "Cholera") + given + &on("1999"),
        format!(r#""status":"completed"{}"#, on("1980")),
        format!(r#""status":"completed"{}"#, on("1981")),
    ];
    let rows: Vec<String> = rows
        .iter()
        .enumerate()
        .map(|(place, rest)| vaccine(rest).replace(r#""id":"1""#, &format!(r#""id":"{place}""#)))
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let entries = taken(&bundle(&rows)).entries;
    let entries: Vec<Arc<Entry>> = entries.into_iter().map(Arc::new).collect();
    insta::assert_snapshot!(list(&by_vaccine(&entries)), @r#"
    FLU SHOT: 2024-10-01, 2019-10-01
    Hepatitis B, child: 2003-05-06, 2001-02
    Cholera: 1999
    -: 1981
    -: 1980
    Yellow fever: no date
    Unsaid: Flu shot, 2025-10-01
    NotDone: Hep B, 2026-01-01
    "#);
    assert_eq!(by_vaccine(&[]), Vaccines::default());
}
