//! What a hospital knows of the patient, as lines of their own page.

use record::{Person, SourceId, names::Mention, provenance::Origins};

use crate::{
    given::{bundle, observation, taken},
    told::facts,
};

fn person(rest: &str) -> Person {
    let json = format!(r#"{{"resourceType":"Patient","id":"maria",{rest}}}"#);
    taken(&json).people.remove(0)
}

fn told(rest: &str) -> String {
    let person = person(rest);
    let mut lines = Vec::new();
    facts(&person.facts, 0, &mut lines);
    if person.incomplete {
        lines.push("incomplete".to_owned());
    }
    lines.join("\n")
}

#[test]
fn a_person_is_told_how_they_can_be_reached_and_who_is_called() {
    let lines = told(
        r#""telecom":[{"system":"phone","value":"555-0100","use":"home"},{"system":"phone","value":"555-0101","use":"old"},
                      {"system":"email","value":"maria@example.com"},{"value":"555-0102","use":"pager-like"},{"system":"phone"}],
        "address":[{"use":"home","line":["293 Douglas Ramp"],"city":"Boston","state":"MA","postalCode":"02108"},{"use":"temp"}],
        "communication":[{"language":{"coding":[{"code":"es","display":"Spanish"}]},"preferred":true},{"language":{"text":"English"}}],
        "maritalStatus":{"coding":[{"code":"M"}],"text":"M"},"multipleBirthBoolean":false,
        "generalPractitioner":[{"display":"Dr. Okafor"},{"reference":"Practitioner/p"}],
        "contact":[{"relationship":[{"text":"Mother"}],"name":{"given":["Elena"],"family":"Lopez"},
                    "telecom":[{"system":"phone","value":"555-0103","use":"mobile"}],"organization":{"display":"Lakeside Clinic"}},{}]"#,
    );
    insta::assert_snapshot!(lines, @r#"
    Phone: "555-0100"; Home
    Phone: "555-0101"; NoLongerUsed
    Email: "maria@example.com"
    Telecom: "555-0102"; "pager-like"
    Address: "293 Douglas Ramp, Boston, MA 02108"; Home
    Language: "Spanish"; Preferred
    Language: "English"
    MaritalStatus: Married
    GeneralPractitioner: Dr. Okafor; (by reference)
    ContactPerson:
      Name: "Elena Lopez"
      Relationship: "Mother"
      Phone: "555-0103"; Mobile
      Organization: Lakeside Clinic
    "#);
}

fn us_core(name: &str, rest: &str) -> String {
    format!(r#"{{"url":"http://hl7.org/fhir/us/core/StructureDefinition/{name}",{rest}}}"#)
}

#[test]
fn what_us_core_adds_is_told_as_written() {
    let part = |url: &str, display: &str| {
        format!(r#"{{"url":"{url}","valueCoding":{{"code":"1","display":"{display}"}}}}"#)
    };
    let race = [
        part("ombCategory", "White"),
        part("detailed", "Iraqi"),
        r#"{"url":"text","valueString":"White and other"}"#.to_owned(),
    ];
    let extensions = [
        us_core(
            "us-core-race",
            &format!(r#""extension":[{}]"#, race.join(",")),
        ),
        us_core(
            "us-core-ethnicity",
            &format!(
                r#""extension":[{}]"#,
                part("ombCategory", "Hispanic or Latino")
            ),
        ),
        us_core("us-core-birthsex", r#""valueCode":"F""#),
        us_core("us-core-sex", r#""valueCode":"248152002""#),
        us_core(
            "us-core-genderIdentity",
            r#""valueCodeableConcept":{"text":"Woman"}"#,
        ),
        us_core(
            "us-core-tribal-affiliation",
            r#""extension":[{"url":"tribalAffiliation","valueCodeableConcept":{"coding":[{"display":"Ak-Chin"}]}},{"url":"isEnrolled","valueBoolean":true}]"#,
        ),
        us_core(
            "us-core-interpreter-needed",
            r#""valueCoding":{"code":"373066001","display":"Yes"}"#,
        ),
        us_core("us-core-birthsex", r#""valueCode":"OTH""#),
        us_core("us-core-race", r#""extension":[]"#),
        r#"{"url":"http://example.com/shoe-size","valueString":"38"}"#.to_owned(),
    ];
    let rest = format!(
        r#""multipleBirthInteger":2,"extension":[{}]"#,
        extensions.join(",")
    );
    insta::assert_snapshot!(told(&rest), @r#"
    MultipleBirth: "2"
    Race: "White and other"; "Iraqi"
    Ethnicity: "Hispanic or Latino"
    BirthSex: Female
    Sex: Female
    GenderIdentity: "Woman"
    Tribe: "Ak-Chin"; Enrolled
    InterpreterNeeded: "Yes"
    BirthSex: "OTH"
    "#);
}

#[test]
fn nothing_sent_is_nothing_told() {
    assert_eq!(told(r#""active":true"#), "");
    assert_eq!(
        told(r#""extension":[{}],"contact":[{}],"communication":[{}],"address":[{}]"#),
        ""
    );
}

#[test]
fn what_may_mean_something_else_or_is_damaged_is_not_told() {
    let modifier = r#""modifierExtension":[{"url":"urn:x"}]"#;
    let contact = format!(r#""contact":[{{"relationship":[{{"text":"Mother"}}],{modifier}}}]"#);
    assert_eq!(told(&contact), "incomplete");
    let language = format!(r#""communication":[{{"language":{{"text":"English"}},{modifier}}}]"#);
    assert_eq!(told(&language), "incomplete");
    let damaged = person(r#""telecom":"555-0100","maritalStatus":{"text":"Single"}"#);
    assert!(damaged.incomplete && !damaged.unreadable);
    assert_eq!(damaged.facts.len(), 1);
}

fn origin(agents: &str) -> [String; 4] {
    let provenance = format!(
        r#"{{"resourceType":"Provenance","target":[{{"reference":"Observation/1"}}],"agent":[{agents}]}}"#
    );
    let taken = taken(&bundle(&[&observation("1", ""), &provenance]));
    let mut origins = Origins::default();
    origins.hear(SourceId(0), &taken.heard.origins);
    let origin = origins.of(taken.results[0].id).expect("an origin");
    let name = |mention: &Option<Mention>| {
        let name = mention.as_ref().and_then(|mention| mention.name.clone());
        name.unwrap_or_default()
    };
    [
        &origin.author,
        &origin.entered_by,
        &origin.on_behalf_of,
        &origin.transmitter,
    ]
    .map(name)
}

#[test]
fn without_an_author_it_is_said_who_entered_it() {
    let agent = |kind: &str, who: &str| {
        format!(
            r#"{{"type":{{"coding":[{{"code":"{kind}"}}]}},"who":{{"display":"{who}"}},"onBehalfOf":{{"display":"{who}'s clinic"}}}}"#
        )
    };
    let untyped = r#"{"who":{"display":"Ana"}}"#;
    let sent = agent("transmitter", "Lakeside");
    let of = |agents: &[&str]| origin(&agents.join(","));
    assert_eq!(
        of(&[&sent, &agent("enterer", "Kim"), &agent("author", "Dr. Q")]),
        ["Dr. Q", "", "Dr. Q's clinic", "Lakeside"]
    );
    assert_eq!(
        of(&[&sent, untyped, &agent("assembler", "Kim")]),
        ["", "Kim", "Kim's clinic", "Lakeside"]
    );
    assert_eq!(of(&[&sent, untyped]), ["", "Ana", "", "Lakeside"]);
    assert_eq!(
        of(&[&sent, &agent("legal", "Kim")]),
        ["", "", "", "Lakeside"]
    );
    let doubtful = agent("author", "Dr. Q")
        .replace(r#""who""#, r#""modifierExtension":[{"url":"urn:x"}],"who""#);
    assert_eq!(of(&[&doubtful, untyped]), ["", "Ana", "", ""]);
}
