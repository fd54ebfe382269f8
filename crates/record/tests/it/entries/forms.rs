//! Forms that were filled in.

use record::entry::{Fact, Place, Told};

use super::{entry, told};

fn form(rest: &str) -> String {
    format!(
        r#"{{"resourceType":"QuestionnaireResponse","id":"1","subject":{{"reference":"Patient/maria"}},{rest}}}"#
    )
}

#[test]
fn a_form_is_its_questions_with_their_answers() {
    let json = form(
        r#""questionnaire":"http://hl7.org/fhir/us/core/Questionnaire/AUDIT-C","status":"completed","authored":"2023-08-14T20:40:49.675Z",
        "author":{"reference":"Practitioner/practitioner-1","type":"Practitioner"},"source":{"reference":"Patient/maria"},
        "item":[{"linkId":"/68519-8","text":"How many drinks on a typical day","answer":[{"valueCoding":{"system":"http://loinc.org","code":"LA15694-5","display":"1 or 2"}}]},
                {"linkId":"/75626-2","text":"Total score [AUDIT-C]","answer":[{"valueDecimal":0}]},
                {"linkId":"3","text":"Anything else?"}]"#,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Forms / Done: AUDIT-C
      on 2023-08-14 20:40
      in the list: Completed
      Status: Completed
      FilledIn: 2023-08-14 20:40
      AnsweredBy: Patient
      Author: (by reference)
      Question("How many drinks on a typical day"): "1 or 2"
      Question("Total score [AUDIT-C]"): 0 
      Question("Anything else?"): NotAnswered
    "#);
}

#[test]
fn each_kind_of_answer_is_told_as_it_was_given() {
    let answers = [
        r#""valueBoolean":false"#,
        r#""valueInteger":3"#,
        r#""valueDecimal":1.50"#,
        r#""valueDate":"2026-05""#,
        r#""valueDateTime":"2026-05-06T07:08:00-05:00""#,
        r#""valueTime":"07:30:00""#,
        r#""valueString":"Fine""#,
        r#""valueUri":"urn:x""#,
        r#""valueCoding":{"code":"A1"}"#,
        r#""valueQuantity":{"value":70,"unit":"kg"}"#,
        r#""valueReference":{"display":"Dr. Okafor"}"#,
        r#""valueReference":{"reference":"Patient/maria"}"#,
        r#""valueReference":{"reference":"RelatedPerson/luis"}"#,
        r#""valueAttachment":{"title":"Photo","url":"Binary/1"}"#,
        r#""valueAttachment":{"data":"aGk="}"#,
        r#""extension":[{"url":"urn:none"}]"#,
    ];
    let items: Vec<String> = answers
        .iter()
        .map(|answer| format!(r#"{{"text":"?","answer":[{{{answer}}}]}}"#))
        .collect();
    let json = form(&format!(
        r#""status":"completed","item":[{}]"#,
        items.join(",")
    ));
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Forms / Done: (no name)
      in the list: Completed
      Status: Completed
      Question("?"): Boolean(false)
      Question("?"): Integer("3")
      Question("?"): 1.50 
      Question("?"): 2026-05
      Question("?"): 2026-05-06 07:08
      Question("?"): Time("07:30:00")
      Question("?"): "Fine"
      Question("?"): "urn:x"
      Question("?"): "A1"
      Question("?"): 70 kg
      Question("?"): Dr. Okafor
      Question("?"): Patient
      Question("?"): link to None
      Question("?"): "Photo"
      Question("?"): File
      Question("?"): NotAnswered
    "#);
}

#[test]
fn questions_under_a_heading_and_under_an_answer_stand_below_it() {
    let json = form(
        r#""status":"amended","item":[{"text":"About your health","item":[
            {"text":"Do you smoke?","answer":[{"valueBoolean":true,"item":[{"text":"How much?","answer":[{"valueString":"A pack"},{"valueString":"More"}]}]}]},
            {"answer":[{"valueString":"No question came with this"}]}]}]"#,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Forms / Done: About your health
      in the list: Amended
      Status: Amended
      Question("About your health"):
        Question("Do you smoke?"): Boolean(true)
        Question("Do you smoke?"):
          Question("How much?"): "A pack"; "More"
        Answer: "No question came with this"
    "#);
}

#[test]
fn a_form_is_called_what_it_says_and_never_by_an_address() {
    let name = |rest: &str| entry(&form(rest)).name;
    let named = r#""_questionnaire":{"extension":[{"url":"urn:x","valueString":"No"},{"url":"http://hl7.org/fhir/StructureDefinition/display","valueString":"Drinking"}]}"#;
    let check = |rest: &str, expected: Option<&str>| assert_eq!(name(rest).as_deref(), expected);
    let address =
        |last: &str| format!(r#""questionnaire":"https://ehr.example/Questionnaire/{last}""#);
    check(&format!("{},{named}", address("AUDIT-C")), Some("Drinking"));
    check(&address("AUDIT-C|9.0.0"), Some("AUDIT-C"));
    check(&address("phq-9-example"), Some("phq-9-example"));
    for last in [
        "12345",
        "a4a08556-69d8-4a6d-8934-94253b3148aa",
        "",
        "x?y=1",
        "eM5CWtq15N0WJeuCet5bJlQ3",
    ] {
        check(&address(last), None);
    }
    check(r##""questionnaire":"#q""##, None);
    let heading = r#""item":[{"text":"Exercise","item":[{"text":"Days?"}]}]"#;
    check(heading, Some("Exercise"));
    check(
        r#""item":[{"text":"Days?","answer":[{"valueInteger":3}]}]"#,
        None,
    );
}

#[test]
fn a_form_stands_where_its_own_status_says() {
    for (code, place) in [
        ("in-progress", Place::Current),
        ("completed", Place::Done),
        ("amended", Place::Done),
        ("stopped", Place::Past),
    ] {
        assert_eq!(entry(&form(&format!(r#""status":"{code}""#))).place, place);
    }
}

#[test]
fn an_answer_that_cannot_be_read_safely_is_neither_shown_nor_called_missing() {
    let unknown = r#""modifierExtension":[{"url":"urn:x"}]"#;
    for item in [
        format!(r#"{{"text":"Pain?","answer":[{{"valueString":"None",{unknown}}}]}}"#),
        format!(r#"{{"text":"Pain?","answer":[{{"valueString":"None"}}],{unknown}}}"#),
    ] {
        let entry = entry(&form(&format!(r#""status":"completed","item":[{item}]"#)));
        let told = told(&entry);
        assert!(entry.incomplete, "{told}");
        assert!(
            !told.contains("None") && !told.contains("NotAnswered"),
            "{told}"
        );
    }
    let damaged =
        r#""status":"completed","item":[{"text":"Pain?","answer":[{"valueDecimal":"a lot"}]}]"#;
    assert_eq!(entry(&form(damaged)).place, Place::Unclear);
}

#[test]
fn questions_nested_very_deep_all_come_but_no_deeper_than_a_page_can_show() {
    let mut items = String::new();
    for depth in (0..40).rev() {
        let below = if items.is_empty() {
            String::new()
        } else {
            format!(r#","item":[{items}]"#)
        };
        items = format!(r#"{{"text":"Q{depth}.","answer":[{{"valueInteger":{depth}}}]{below}}}"#);
    }
    let entry = entry(&form(&format!(r#""status":"completed","item":[{items}]"#)));
    let told = told(&entry);
    for depth in 0..40 {
        assert!(told.contains(&format!("Q{depth}.")), "{depth} in {told}");
    }
    assert!(deepest(&entry.facts) <= 7, "{told}");
}

fn deepest(facts: &[Fact]) -> usize {
    let below = |told: &Told| match told {
        Told::Group(inner) => 1 + deepest(inner),
        _ => 0,
    };
    let told = facts.iter().flat_map(|fact| &fact.told);
    told.map(below).max().unwrap_or_default()
}
