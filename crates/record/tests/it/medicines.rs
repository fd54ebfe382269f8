//! Medicines: real ones from charts by path, each with the line it becomes, and the rules one by one.

use std::{path::Path, sync::Arc};

use record::{
    Medicine, Names, Taken, When,
    instruction::{How, Joint},
    medicine::{Doubt, Group},
    merging::by_group,
    sig::Often,
    when::Day,
};

use crate::{
    charts::{answers, data, take},
    given::{self, bundle},
};

/// `file#place | name | group | instructions | prescriber | written`
const EXPECTED: &str = include_str!("fixtures/medicines.txt");
const TODAY: Day = Day {
    year: 2026,
    month: 11,
    day: 21,
};

#[test]
fn real_medicines_become_the_lines_that_are_expected() {
    let Some(data) = data() else { return };
    let mut wrong = Vec::new();
    let mut shown: (String, Vec<String>) = Default::default();
    for expected in EXPECTED.lines() {
        let (place, line) = expected.split_once(" | ").expect("a line");
        let (file, place) = place.split_once('#').expect("a place");
        if shown.0 != file {
            shown = (file.to_owned(), lines(&data.join(file)));
        }
        let place: usize = place.parse().expect("a number");
        let is = shown.1.get(place).map_or("missing", String::as_str);
        if is != line {
            wrong.push(format!("{file}#{place} | {is}"));
        }
    }
    assert!(EXPECTED.lines().count() >= 60);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The medicines of a file, in its order; names come from the Medications in the same file.
fn lines(path: &Path) -> Vec<String> {
    let mut lines = Vec::new();
    for taken in answers(path).into_iter().filter_map(take) {
        let mut names = Names::default();
        names.hear(record::SourceId(0), &taken.heard.named, &taken.wanted);
        lines.extend(taken.medicines.iter().map(|one| line(one, &names)));
    }
    lines
}

fn line(medicine: &Medicine, names: &Names) -> String {
    let (name, another) = names.medicine(&medicine.name);
    let name = name.unwrap_or("Medication (name not provided)");
    let another = another.map(|other| format!(" / {other}"));
    let prescriber = medicine.prescriber.as_ref();
    let prescriber = prescriber.and_then(|one| names.of(one)).unwrap_or("-");
    format!(
        "{name}{} | {:?}{} | {} | {prescriber} | {}",
        another.unwrap_or_default(),
        medicine.group(),
        doubt(medicine),
        instructions(medicine),
        medicine.written.as_ref().map_or("-".to_owned(), date)
    )
}

fn doubt(medicine: &Medicine) -> &'static str {
    match medicine.doubt(TODAY) {
        None => "",
        Some(Doubt::Ended(_)) => ", ended?",
        Some(Doubt::Expired(_)) => ", expired?",
        Some(Doubt::Old(_)) => ", old?",
    }
}

fn instructions(medicine: &Medicine) -> String {
    let one = |instruction: &record::instruction::Instruction| {
        let joint = match instruction.joint {
            Joint::Unsaid => "",
            Joint::Together => "and ",
            Joint::Then => "then ",
        };
        let how = match &instruction.how {
            How::Written(text) => format!("\"{text}\""),
            How::PutTogether(sig) => {
                let dose = sig.dose.as_ref().map(|dose| {
                    let unit = dose.unit.map_or("?".to_owned(), |unit| format!("{unit:?}"));
                    format!("{} {unit}", dose.low)
                });
                let often = sig.often.as_ref().map(|often| match often {
                    Often::Times(times, _, span) => format!("{times} per {span:?}"),
                    Often::Every(spans, _, span) => format!("every {spans} {span:?}"),
                });
                let needed = sig.as_needed.as_ref().map(|_| "as needed".to_owned());
                let parts: Vec<String> = dose.into_iter().chain(often).chain(needed).collect();
                format!("({})", parts.join(", "))
            }
            How::Codes(parts) => format!("codes {parts:?}"),
        };
        let also: String = instruction
            .also
            .iter()
            .map(|text| format!(" + \"{text}\""))
            .collect();
        format!("{joint}{how}{also}")
    };
    let all: Vec<String> = medicine.instructions.iter().map(one).collect();
    if all.is_empty() {
        "-".to_owned()
    } else {
        all.join("; ")
    }
}

fn date(when: &When) -> String {
    match when {
        When::Year(year) => format!("{year}"),
        When::Month(year, month) => format!("{year}-{month:02}"),
        When::Day(day) | When::Moment(record::when::Moment { day, .. }) => {
            format!("{}-{:02}-{:02}", day.year, day.month, day.day)
        }
        When::AsSent(text) => text.clone(),
    }
}

fn request(rest: &str) -> String {
    format!(
        r#"{{"resourceType":"MedicationRequest","id":"1","subject":{{"reference":"Patient/maria"}},{rest}}}"#
    )
}

fn medicine(rest: &str) -> Medicine {
    given::taken(&request(rest)).medicines.remove(0)
}

#[track_caller]
fn group(rest: &str, expected: Group) {
    assert_eq!(medicine(rest).group(), expected, "{rest}");
}

#[test]
fn every_medicine_has_a_place_by_its_status_and_its_intent() {
    group(r#""status":"active","intent":"order""#, Group::Taking);
    for order in [
        "original-order",
        "reflex-order",
        "filler-order",
        "instance-order",
    ] {
        group(
            &format!(r#""status":"active","intent":"{order}""#),
            Group::Taking,
        );
    }
    group(r#""status":"active","intent":"plan""#, Group::Reported);
    group(
        r#""status":"active","intent":"order","reportedBoolean":true"#,
        Group::Reported,
    );
    group(r#""status":"active","intent":"proposal""#, Group::Suggested);
    group(r#""status":"active","intent":"option""#, Group::Suggested);
    group(r#""status":"draft","intent":"order""#, Group::Suggested);
    group(r#""status":"on-hold","intent":"order""#, Group::OnHold);
    group(r#""status":"stopped","intent":"plan""#, Group::Past);
    group(r#""status":"completed","intent":"order""#, Group::Past);
    group(r#""status":"cancelled","intent":"order""#, Group::Past);
    group(r#""status":"unknown","intent":"order""#, Group::NotStated);
    group(r#""intent":"order""#, Group::NotStated);
    group(r#""status":"ended","intent":"order""#, Group::NotStated);
    group(r#""status":"active""#, Group::NotStated);
    group(r#""status":"active","intent":"wish""#, Group::NotStated);
}

#[test]
fn an_order_of_a_stay_in_hospital_is_not_current_but_is_not_left_out() {
    let category = |code: &str| {
        format!(
            r#""status":"active","intent":"order","category":[{{"coding":[{{"code":"{code}"}}]}}]"#
        )
    };
    group(&category("inpatient"), Group::InHospital);
    for code in ["outpatient", "community", "discharge"] {
        group(&category(code), Group::Taking);
    }
}

#[test]
fn an_order_not_to_take_is_never_among_what_is_taken() {
    group(
        r#""status":"active","intent":"order","doNotPerform":true"#,
        Group::DoNotTake,
    );
    group(
        r#""status":"active","intent":"plan","reportedBoolean":true,"doNotPerform":true"#,
        Group::DoNotTake,
    );
}

#[test]
fn what_changes_the_meaning_and_is_not_understood_is_never_shown_as_fact() {
    for modifier in [
        r#""modifierExtension":[{"url":"urn:x"}]"#,
        r#""implicitRules":"urn:x""#,
        r#""dispenseRequest":{"modifierExtension":[{"url":"urn:x"}]}"#,
        r#""dosageInstruction":[{"text":"Take 1","modifierExtension":[{"url":"urn:x"}]}]"#,
        r#""doNotPerform":"yes""#,
    ] {
        let medicine = medicine(&format!(
            r#""status":"active","intent":"order","medicationCodeableConcept":{{"text":"Aspirin"}},{modifier}"#
        ));
        assert_eq!(medicine.group(), Group::Unclear, "{modifier}");
        assert_eq!(medicine.name.own.as_deref(), Some("Aspirin"));
        assert!(medicine.instructions.is_empty());
        assert_eq!(medicine.doubt(TODAY), None);
    }
}

#[test]
fn what_was_entered_by_mistake_is_withdrawn() {
    let taken = given::taken(&request(r#""status":"entered-in-error","intent":"order""#));
    assert!(taken.medicines.is_empty());
    assert_eq!(taken.withdrawn.len(), 1);
}

#[test]
fn a_name_is_looked_for_in_order_and_a_row_never_needs_one() {
    let named = |rest: &str, more: &[&str]| {
        let own = request(rest);
        let resources: Vec<&str> = std::iter::once(own.as_str())
            .chain(more.iter().copied())
            .collect();
        let taken = given::taken(&bundle(&resources));
        let mut names = Names::default();
        names.hear(record::SourceId(0), &taken.heard.named, &taken.wanted);
        let wanted = names
            .wanted()
            .into_iter()
            .map(|one| one.path)
            .collect::<Vec<_>>()
            .join(",");
        let (name, another) = names.medicine(&taken.medicines[0].name);
        format!(
            "{} / {} / {wanted}",
            name.unwrap_or("-"),
            another.unwrap_or("-")
        )
    };
    let rxnorm = "http://www.nlm.nih.gov/research/umls/rxnorm";
    let codings = format!(
        r#""coding":[{{"system":"urn:local","display":"LISIN10"}},{{"system":"{rxnorm}","display":"lisinopril 10 MG Oral Tablet"}}]"#
    );
    assert_eq!(
        named(
            &format!(r#""medicationCodeableConcept":{{"text":"Lisinopril 10 mg",{codings}}}"#),
            &[]
        ),
        "Lisinopril 10 mg / - / "
    );
    assert_eq!(
        named(
            &format!(r#""medicationCodeableConcept":{{{codings}}}"#),
            &[]
        ),
        "lisinopril 10 MG Oral Tablet / - / "
    );
    let contained = r##""contained":[{"resourceType":"Medication","id":"m","code":{"text":"Insulin"}}],"medicationReference":{"reference":"#m"}"##;
    assert_eq!(named(contained, &[]), "Insulin / - / ");
    let included = r#"{"resourceType":"Medication","id":"m","code":{"text":"Metformin 500 mg"}}"#;
    let reference = r#""medicationReference":{"reference":"Medication/m"}"#;
    assert_eq!(named(reference, &[included]), "Metformin 500 mg / - / ");
    assert_eq!(named(reference, &[]), "- / - / Medication/m");
    let display =
        r#""medicationReference":{"reference":"Medication/m","display":"metFORMIN (Glucophage)"}"#;
    assert_eq!(named(display, &[]), "metFORMIN (Glucophage) / - / ");
    assert_eq!(named(display, &[included]), "Metformin 500 mg / - / ");
    let withdrawn = included.replace(r#""id""#, r#""status":"entered-in-error","id""#);
    assert_eq!(named(reference, &[&withdrawn]), "- / - / Medication/m");
    assert_eq!(
        named(
            r#""medicationCodeableConcept":{"coding":[{"system":"http://hl7.org/fhir/sid/ndc","code":"58151-0157-77"}]}"#,
            &[]
        ),
        "- / - / "
    );
    assert_eq!(named(r#""status":"active""#, &[]), "- / - / ");
}

#[test]
fn two_names_that_begin_with_different_words_are_both_kept() {
    let own = request(
        r#""status":"active","intent":"proposal","medicationReference":{"reference":"Medication/m","display":"Erythromycin 250 MG"}"#,
    );
    let taken: Taken = given::taken(&bundle(&[
        &own,
        r#"{"resourceType":"Medication","id":"m","code":{"coding":[{"display":"Cisplatin 50 MG"}]}}"#,
    ]));
    let mut names = Names::default();
    names.hear(record::SourceId(0), &taken.heard.named, &[]);
    assert_eq!(
        names.medicine(&taken.medicines[0].name),
        (Some("Cisplatin 50 MG"), Some("Erythromycin 250 MG"))
    );
}

#[track_caller]
fn told(dosages: &str, expected: &str) {
    let medicine = medicine(&format!(
        r#""status":"active","intent":"order","dosageInstruction":[{dosages}]"#
    ));
    assert_eq!(instructions(&medicine), expected);
}

#[test]
fn instructions_are_as_written_and_nothing_that_was_written_is_lost() {
    told(
        r#"{"text":"10 mL bid","timing":{"code":{"text":"BID"}}}"#,
        r#""10 mL bid""#,
    );
    told(
        r#"{"text":"850 mg, Oral","patientInstruction":"Take 1 tablet.","additionalInstruction":[{"text":"With food"}]}"#,
        r#""850 mg, Oral" + "Take 1 tablet." + "With food""#,
    );
    told(
        r#"{"patientInstruction":"Take 1 tablet."}"#,
        r#""Take 1 tablet.""#,
    );
    told(
        r#"{"text":"Every six hours\n","additionalInstruction":[{"text":"Every six hours"}]}"#,
        r#""Every six hours""#,
    );
    told(
        r#"{"additionalInstruction":[{"text":"With food"}]}"#,
        r#""With food""#,
    );
    told(
        r#"{"sequence":2,"text":"1 daily"},{"sequence":1,"text":"2 daily"},{"sequence":2,"text":"drink water"}"#,
        r#""2 daily"; then "1 daily"; and "drink water""#,
    );
    told(r#"{"text":"a"},{"text":"b"}"#, r#""a"; "b""#);
    told(r#"{"asNeededBoolean":false,"sequence":1}"#, "-");
}

#[test]
fn only_codes_that_are_all_understood_are_put_together() {
    let dose = r#""doseAndRate":[{"doseQuantity":{"value":1.0,"unit":"tablet"}}]"#;
    let twice = r#""timing":{"repeat":{"frequency":2,"period":1,"periodUnit":"d"}}"#;
    told(&format!("{{{dose},{twice}}}"), "(1 Tablet, 2 per Day)");
    told(
        &format!(r#"{{{dose},"timing":{{"code":{{"coding":[{{"code":"BID"}}]}}}}}}"#),
        "(1 Tablet, 2 per Day)",
    );
    told(r#"{"asNeededBoolean":true}"#, "(as needed)");
    for more in [
        r#""site":{"text":"left arm"}"#,
        r#""route":{"text":"by tube"}"#,
        r#""route":{"coding":[{"code":"26643006"}],"text":"by tube"}"#,
        r#""method":{"text":"dissolve"}"#,
        r#""maxDosePerLifetime":{"value":1}"#,
        r#""extension":[{"url":"urn:x"}]"#,
        r#""asNeededBoolean":false,"asNeededCodeableConcept":{"text":"pain"}"#,
    ] {
        let medicine = medicine(&format!(
            r#""dosageInstruction":[{{{dose},{twice},{more}}}]"#
        ));
        assert!(
            matches!(medicine.instructions[0].how, How::Codes(_)),
            "{more}"
        );
    }
    for timing in [
        r#"{"repeat":{"frequency":2,"period":1,"periodUnit":"d"},"code":{"text":"QID"}}"#,
        r#"{"code":{"text":"BID with meals"}}"#,
        r#"{"repeat":{"frequency":2,"period":3,"periodUnit":"d"}}"#,
        r#"{"repeat":{"frequency":2,"period":1,"periodUnit":"fortnight"}}"#,
        r#"{"repeat":{"frequency":2,"period":1,"periodUnit":"d","duration":1}}"#,
        r#"{"repeat":{"when":["MORN.late"]}}"#,
        r#"{"event":["2026-01-01"]}"#,
    ] {
        let medicine = medicine(&format!(
            r#""dosageInstruction":[{{{dose},"timing":{timing}}}]"#
        ));
        assert!(
            matches!(medicine.instructions[0].how, How::Codes(_)),
            "{timing}"
        );
    }
    told(
        &format!(r#"{{{dose}}},{{{twice}}}"#),
        r#"codes [(Dose, "1.0 tablet")]; codes [(Timing, "2 / 1 d")]"#,
    );
}

#[test]
fn whether_it_is_still_current_is_asked_by_dates_alone() {
    let asked = |rest: &str| {
        let medicine = medicine(&format!(r#""status":"active","intent":"order",{rest}"#));
        doubt(&medicine)
    };
    assert_eq!(asked(r#""authoredOn":"2025-05-21""#), "");
    assert_eq!(asked(r#""authoredOn":"2025-05-20""#), ", old?");
    assert_eq!(asked(r#""authoredOn":"2025""#), "");
    assert_eq!(asked(r#""authoredOn":"2024""#), ", old?");
    let until = |end: &str| format!(r#""dispenseRequest":{{"validityPeriod":{{"end":"{end}"}}}}"#);
    assert_eq!(asked(&until("2026-11-20")), ", expired?");
    assert_eq!(asked(&until("2026-11-21")), "");
    let ends = |end: &str| {
        format!(
            r#""dosageInstruction":[{{"text":"x","timing":{{"repeat":{{"boundsPeriod":{{"end":"{end}"}}}}}}}}]"#
        )
    };
    assert_eq!(asked(&ends("2026-10")), ", ended?");
    assert_eq!(asked(&ends("2026-11")), "");
    let stopped = medicine(r#""status":"stopped","intent":"order","authoredOn":"1990""#);
    assert_eq!(doubt(&stopped), "");
}

#[test]
fn the_list_is_in_parts_and_everything_is_in_one() {
    let one = |id: u8, status: &str, intent: &str, on: &str| {
        request(&format!(
            r#""status":"{status}","intent":"{intent}","authoredOn":"{on}""#
        ))
        .replace(r#""id":"1""#, &format!(r#""id":"{id}""#))
    };
    let all = [
        one(1, "stopped", "order", "2026"),
        one(2, "active", "order", "2025"),
        one(3, "active", "proposal", "2025"),
        one(4, "active", "order", "2026"),
        one(5, "unknown", "order", "2026"),
    ];
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let medicines: Vec<Vec<Arc<Medicine>>> = given::taken(&bundle(&all))
        .medicines
        .into_iter()
        .map(|one| vec![Arc::new(one)])
        .collect();
    let groups: Vec<(Group, usize)> = by_group(medicines)
        .into_iter()
        .map(|(group, members)| (group, members.len()))
        .collect();
    assert_eq!(
        groups,
        [
            (Group::Taking, 2),
            (Group::Suggested, 1),
            (Group::NotStated, 1),
            (Group::Past, 1)
        ]
    );
}
