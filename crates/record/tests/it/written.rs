//! "As the hospital sent it", as a reader would see it.

use record::{
    LocalId,
    written::{Element, Item, Line, Original, Said, original},
};
use serde_json::Value;

pub(crate) const BASE: &str = "https://ehr.example/fhir";

pub(crate) fn told(original: &Original) -> String {
    let mut text = original.kind.clone();
    tell_all(&original.lines, 1, &mut text);
    text.push_str("\n  --");
    tell_all(&original.about, 1, &mut text);
    text
}

fn tell_all(lines: &[Line], depth: usize, text: &mut String) {
    for line in lines {
        let name = match &line.element {
            Element::Named(name) => name.clone(),
            Element::Extension(name) => format!("+{name}"),
            Element::More => "more".to_owned(),
        };
        let mark = if line.is_modifier { " (!)" } else { "" };
        text.push_str(&format!("\n{}{name}{mark}:", "  ".repeat(depth)));
        let said = |item: &Item| {
            item.said
                .iter()
                .map(in_words)
                .collect::<Vec<_>>()
                .join("; ")
        };
        let in_turn = line.items.len() > 1 && line.items.iter().any(|item| !item.lines.is_empty());
        for (place, item) in line.items.iter().enumerate() {
            let said = said(item);
            match (in_turn, place) {
                (true, _) => text.push_str(format!("\n{}- {said}", "  ".repeat(depth)).trim_end()),
                (false, 0) if said.is_empty() => {}
                (false, 0) => text.push_str(&format!(" {said}")),
                (false, _) => text.push_str(&format!(" | {said}")),
            }
            tell_all(&item.lines, depth + 1, text);
        }
    }
}

fn in_words(said: &Said) -> String {
    let span = |from: &Option<String>, to: &Option<String>| {
        let end = |end: &Option<String>| end.clone().unwrap_or_else(|| "?".to_owned());
        format!("{} – {}", end(from), end(to))
    };
    match said {
        Said::Words(words) => words.clone(),
        Said::Flag(flag) => flag.to_string(),
        Said::Kind(kind) => format!("[{kind}]"),
        Said::During(from, to) | Said::Between(from, to) => span(from, to),
        Said::File { bytes, media } => {
            format!(
                "a file of {bytes} bytes, {}",
                media.as_deref().unwrap_or("?")
            )
        }
        Said::More => "…".to_owned(),
    }
}

fn shown(resource: &str) -> String {
    let plain: Value = serde_json::from_str(resource).expect("JSON");
    let text = |name: &str| plain[name].as_str().unwrap_or_default();
    let id = LocalId::new(BASE, text("resourceType"), text("id"));
    let (raw, original) = original(resource.as_bytes(), BASE, id).expect("found");
    assert_eq!(raw, resource.as_bytes());
    told(&original)
}

#[test]
fn a_result_reads_without_knowing_fhir() {
    insta::assert_snapshot!(shown(
        r#"{"resourceType":"Observation","id":"a1c","meta":{"versionId":"3","lastUpdated":"2026-11-03T09:00:00Z"},
        "text":{"status":"generated","div":"<div><p>A1c: 6.80&#37;</p></div>"},
        "extension":[{"url":"http://h.example/StructureDefinition/event-basedOn","valueReference":{"reference":"ServiceRequest/7"}},
          {"url":"http://h.example/x#group","extension":[{"url":"name","valueString":"Heart"},{"url":"open","valueBoolean":true}]}],
        "identifier":[{"use":"official","type":{"text":"Accession"},"system":"urn:oid:1.2.3","value":"77","period":{"start":"2026"}}],
        "status":"final","category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory"}]}],
        "code":{"coding":[{"system":"http://loinc.org","code":"4548-4","display":"Hemoglobin A1c"},{"code":"12","userSelected":true}],"text":"A1c"},
        "subject":{"reference":"Patient/maria","display":"Maria Lopez"},"encounter":{"reference":"Encounter/9"},
        "effectivePeriod":{"start":"2026-11-02","end":"2026-11-03"},
        "performer":[{"reference":"https://ehr.example/fhir/Practitioner/4/_history/2"},{"reference":"urn:uuid:5","display":"Dr. Okafor"},{"reference":"urn:uuid:6"}],
        "valueQuantity":{"value":6.80,"comparator":"<","unit":"%","system":"http://unitsofmeasure.org","code":"%"},
        "note":[{"authorString":"Dr. Okafor","time":"2026-11-03","text":"Come back in May."}],
        "referenceRange":[{"low":{"value":4.0,"unit":"%"},"high":{"value":5.60,"unit":"%"}},{"low":{"value":1},"text":"for adults"}],
        "_issued":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"unknown"}]}}"#
    ), @r"
    Observation
      +event-basedOn: [ServiceRequest]
      +group:
        +name: Heart
        +open: true
      identifier: 77 (Accession, urn:oid:1.2.3, official)
        period: 2026 – ?
      status (!): final
      category: laboratory (HL7)
      code: A1c; Hemoglobin A1c (4548-4, LOINC); 12
      subject: Maria Lopez
      encounter: [Encounter]
      effectivePeriod: 2026-11-02 – 2026-11-03
      performer: [Practitioner] | Dr. Okafor | urn:uuid:6
      valueQuantity: <6.80 %
      note: Come back in May. (Dr. Okafor, 2026-11-03)
      referenceRange:
      - 4.0 % – 5.60 %
      -
        low: 1
        text: for adults
      issued:
        +data-absent-reason: unknown
      --
      resourceType: [Observation]
      id: a1c
      meta:
        versionId: 3
        lastUpdated: 2026-11-03T09:00:00Z
      text:
        status: generated
        div: A1c: 6.80%
    ");
}

#[test]
fn a_person_reads_without_knowing_fhir_and_their_number_is_masked() {
    insta::assert_snapshot!(shown(
        r#"{"resourceType":"Patient","id":"maria","active":true,
        "text":{"div":"<div>Maria Lopez, 999-12-3456, born 1961</div>"},
        "identifier":[{"type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"MR","display":"Medical record number"}]},"value":"H-1"},
          {"system":"http://hl7.org/fhir/sid/us-ssn","value":"999123456"},
          {"type":{"coding":[{"code":"SS"}]},"value":"99-1234"}],
        "name":[{"use":"official","text":"Maria E. Lopez","given":["Maria","Elena"],"family":"Lopez"},{"use":"old","given":["Maria","Elena"],"family":"Ruiz","prefix":["Ms."],"period":{"end":"1990"}}],
        "telecom":[{"system":"phone","value":"555-0100","use":"home","rank":1},{"value":"maria@example.org"}],
        "address":[{"use":"home","line":["1 Main St","Apt 2"],"city":"Springfield","state":"MA","postalCode":"01101","country":"US"}],
        "birthDate":"1961-04-02","_birthDate":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/patient-birthTime","valueDateTime":"1961-04-02T08:00:00-05:00"}]},
        "deceasedBoolean":false,"photo":[{"contentType":"image/png","data":"SGVsbG8=","title":"Me"},{"url":"https://h.example/p.png"}],
        "contained":[{"resourceType":"Organization","id":"o","name":"SSN 999-12-3456"}],
        "modifierExtension":[{"url":"http://h.example/not-a-person","valueBoolean":true}]}"#
    ), @r"
    Patient
      active (!): true
      identifier: H-1 (Medical record number) | *****3456 (SSN) | **-1234 (SS)
      name:
      - Maria E. Lopez (official)
        given: Maria | Elena
      - Ms. Maria Elena Ruiz (old)
        period: ? – 1990
      telecom:
      - 555-0100 (phone, home)
        rank: 1
      - maria@example.org
      address: 1 Main St, Apt 2, Springfield, MA, 01101, US (home)
      birthDate: 1961-04-02
        +patient-birthTime: 1961-04-02T08:00:00-05:00
      deceasedBoolean (!): false
      photo: Me; a file of 5 bytes, image/png | https://h.example/p.png
      contained:
        resourceType: [Organization]
        id: o
        name: SSN ***-**-3456
      +not-a-person (!): true
      --
      resourceType: [Patient]
      id: maria
      text:
        div: Maria Lopez, ***-**-3456, born 1961
    ");
}

#[test]
fn amounts_say_all_that_was_sent_of_them() {
    insta::assert_snapshot!(shown(
        r#"{"resourceType":"MedicationRequest","id":"1","status":"active","intent":"order",
        "dosageInstruction":[{"text":"Take 1 tablet","doseAndRate":[{"doseQuantity":{"value":1,"unit":"tablet","system":"http://h.example/units","code":"TAB"},
          "rateRatio":{"numerator":{"value":5,"unit":"mg"},"denominator":{"value":1,"unit":"h"}}}],
          "timing":{"repeat":{"boundsPeriod":{"start":"2026-01-01"},"frequency":2,"period":1,"periodUnit":"d"}}}],
        "dispenseRequest":{"quantity":{"value":30,"code":"{tbl}"},"expectedSupplyDuration":{"value":30,"unit":"days","code":"d","system":"http://unitsofmeasure.org"}},
        "total":{"value":12.50,"currency":"USD"},
        "strength":{"numerator":{"value":5,"unit":"mg","extension":[{"url":"about","valueString":"checked"}]}},
        "size":{"low":{"value":1,"unit":"cm"},"high":{"extension":[{"url":"unknown","valueBoolean":true}]}}}"#
    ), @r"
    MedicationRequest
      status (!): active
      intent (!): order
      dosageInstruction:
        text: Take 1 tablet
        doseAndRate:
          doseQuantity: 1 tablet (TAB, http://h.example/units)
          rateRatio: 5 mg / 1 h
        timing:
          repeat:
            boundsPeriod: 2026-01-01 – ?
            frequency: 2
            period: 1
            periodUnit: d
      dispenseRequest:
        quantity: 30 {tbl}
        expectedSupplyDuration: 30 days (d)
      total: 12.50 USD
      strength:
        numerator: 5 mg
          +about: checked
      size: 1 cm – ?
        high:
          +unknown: true
      --
      resourceType: [MedicationRequest]
      id: 1
    ");
}

#[test]
fn an_item_is_found_by_whatever_it_is_known_by() {
    let nameless = r#"{"resourceType":"Goal","description":{"text":"Walk"}}"#;
    let bundle = format!(
        r#"{{"resourceType":"Bundle","type":"searchset","entry":[
        {{"resource":{{"resourceType":"Goal","id":"1"}}}},
        {{"fullUrl":"urn:uuid:2","resource":{{"resourceType":"Goal","text":{{}}}}}},
        {{"resource":{nameless}}}]}}"#
    );
    let of = |id: &str| {
        let found = original(bundle.as_bytes(), BASE, LocalId::new(BASE, "Goal", id));
        found.map(|(raw, _)| String::from_utf8_lossy(raw).into_owned())
    };
    assert_eq!(
        of("1").as_deref(),
        Some(r#"{"resourceType":"Goal","id":"1"}"#)
    );
    assert_eq!(
        of("urn:uuid:2").as_deref(),
        Some(r#"{"resourceType":"Goal","text":{}}"#)
    );
    assert_eq!(of(nameless).as_deref(), Some(nameless));
    assert_eq!(of("3"), None);
    let elsewhere = LocalId::new("https://other.example/fhir", "Goal", "1");
    assert!(original(bundle.as_bytes(), BASE, elsewhere).is_none());
}

#[test]
fn what_is_strange_is_shown_as_far_as_it_goes() {
    insta::assert_snapshot!(shown(
        r#"{"resourceType":"Goal","id":"g","code":"just text","note":["a",["b"],{"text":{"x":1}},null],"valueQuantity":{"value":"high","unit":7,"odd":"z"},
        "name":{"given":{"x":"y"}},"extension":"none","period":{"start":{"a":"b"},"end":"2020"},"coding":[],"telecom":[{"value":5}],"identifier":{"value":["a","b"],"type":3},
        "address":{"text":"1 Main St, Springfield","line":["1 Main St"],"city":"Boston"},"modifierExtension":[{"extension":[]},{"url":"","valueCode":"c"}],"status":"final","status":"draft"}"#
    ), @r"
    Goal
      code: just text
      note:
      - a
      - b
      -
        text:
          x: 1
      valueQuantity:
        value: high
        unit: 7
        odd: z
      name:
        given:
          x: y
      extension: none
      period: ? – 2020
        start:
          a: b
      telecom: 5
      identifier:
        value: a | b
        type: 3
      address: 1 Main St, Springfield
        city: Boston
      modifierExtension (!): c
      status (!): final
      status (!): draft
      --
      resourceType: [Goal]
      id: g
    ");
    let deep = format!(
        r#"{{"resourceType":"Goal","id":"g","a":{}1{}}}"#,
        "[{\"b\":".repeat(5_000),
        "}]".repeat(5_000)
    );
    let id = LocalId::new(BASE, "Goal", "g");
    let (_, deep) = original(deep.as_bytes(), BASE, id).expect("found");
    assert!(told(&deep).contains("b: …"));
    let many = format!(
        r#"{{"resourceType":"Goal","id":"g",{}"z":1}}"#,
        r#""a":{"low":{"value":1},"x":[{"value":"1"}]},"#.repeat(20_000)
    );
    let (_, many) = original(many.as_bytes(), BASE, id).expect("found");
    assert!(told(&many).contains("\n  more: …"));
}

#[test]
fn of_a_number_not_to_be_shown_nothing_but_the_end_is_shown() {
    for identifier in [
        r#"{"system":"http://hl7.org/fhir/sid/us-ssn","value":"999-12-3456"}"#,
        r#"{"system":"http://hl7.org/fhir/sid/us-ssn/","value":999123456}"#,
        r#"{"system":"urn:oid:2.16.840.1.113883.4.1","value":"999 12 3456"}"#,
        r#"{"type":{"text":"Social Security Number"},"value":"999123456"}"#,
        r#"{"type":{"coding":[{"code":"SS"}]},"value":"999-12-3456","odd":1}"#,
        r#"{"system":"http://hl7.org/fhir/sid/us-ssn","value":"999123456","_value":{"id":"v"}}"#,
        r#"{"system":"http://hl7.org/fhir/sid/us-ssn","value":"ssn:999-12-3456"}"#,
    ] {
        let shown = shown(&format!(
            r#"{{"resourceType":"Patient","id":"m","identifier":[{identifier}],
            "text":{{"div":"<b>SSN</b> 999-12-3456 or 999123456 or 999 12 3456"}},"name":[{{"text":"999-12-3456"}}]}}"#
        ));
        for full in ["999-12-3456", "999123456", "999 12 3456"] {
            assert!(!shown.contains(full), "{identifier}: {shown}");
        }
        assert!(shown.contains("3456"), "{identifier}: {shown}");
    }
}
