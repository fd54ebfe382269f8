//! One sample result, report or patient as a FHIR resource in JSON.
//! Works on JSON text, so that every number keeps the digits it was written with.
use anyhow::Context as _;
use serde_json::json;
use serde_json::value::RawValue;

use crate::accounts::Sample;
use crate::seeds::{Catalogue, File, Report, Row, Test, With};

pub(crate) fn observation(
    file: &File<'_>,
    catalogue: &Catalogue<'_>,
    report: Option<&Report<'_>>,
    row: &Row<'_>,
    id: &str,
) -> anyhow::Result<String> {
    let test = catalogue.test(row.test)?;
    let mut fields = Fields(Vec::new());
    fields.put("resourceType", json!("Observation"));
    fields.put("id", json!(id));
    fields.put(
        "status",
        json!(
            row.status
                .or(report.map(|report| report.status))
                .unwrap_or("final")
        ),
    );
    fields.put("category", categories(test));
    fields.put("code", loinc(test.code, test.display, test.text));
    fields.put("subject", subject(file));
    let encounter = row.encounter.or(report.and_then(|report| report.encounter));
    if let Some(encounter) = encounter {
        fields.put(
            "encounter",
            json!({ "reference": format!("Encounter/{encounter}") }),
        );
    }
    fields.put_text(
        "effectiveDateTime",
        row.collected.or(report.and_then(|report| report.collected)),
    );
    fields.put_text(
        "issued",
        row.released.or(report.and_then(|report| report.released)),
    );
    if let Some(performer) = file.performer {
        fields.put("performer", performer.get());
    }
    if let Some(value) = row.value {
        fields.put("valueQuantity", quantity(value, test));
    }
    fields.put_text("valueString", row.text);
    if let Some(answer) = row.answer {
        let (code, words) = catalogue
            .answers
            .get(answer)
            .with_context(|| format!("seeds/tests.json has no {answer}"))?;
        fields.put("valueCodeableConcept", loinc(code, words, words));
    }
    if !row.parts.is_empty() {
        fields.put("component", components(catalogue, row)?);
    }
    if let Some(flag) = row.flag {
        let system = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";
        fields.put(
            "interpretation",
            json!([{ "coding": [{ "system": system, "code": flag }] }]),
        );
    }
    if let Some(range) = range(test) {
        fields.put("referenceRange", range);
    }
    fields.overlay(&row.with);
    Ok(fields.text())
}

pub(crate) fn diagnostic_report(
    file: &File<'_>,
    catalogue: &Catalogue<'_>,
    report: &Report<'_>,
    results: &[serde_json::Value],
) -> anyhow::Result<String> {
    let panel = catalogue
        .panels
        .get(report.panel)
        .with_context(|| format!("seeds/tests.json has no {}", report.panel))?;
    let category = json!([{ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v2-0074", "code": "LAB", "display": "Laboratory" }] }]);
    let mut fields = Fields(Vec::new());
    fields.put("resourceType", json!("DiagnosticReport"));
    fields.put("id", json!(report.id));
    fields.put("status", json!(report.status));
    fields.put("category", category);
    fields.put("code", loinc(panel.code, panel.display, panel.text));
    fields.put("subject", subject(file));
    if let Some(encounter) = report.encounter {
        fields.put(
            "encounter",
            json!({ "reference": format!("Encounter/{encounter}") }),
        );
    }
    fields.put_text("effectiveDateTime", report.collected);
    fields.put_text("issued", report.released);
    if let Some(performer) = file.performer {
        fields.put("performer", performer.get());
    }
    if !results.is_empty() {
        fields.put("result", json!(results));
    }
    fields.overlay(&report.with);
    Ok(fields.text())
}

pub(crate) fn patient(sample: &Sample) -> String {
    let Sample {
        hospital,
        patient,
        given,
        family,
        born,
        gender,
        ..
    } = sample;
    json!({
        "resourceType": "Patient",
        "id": patient,
        "identifier": [{
            "type": { "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "MR" }], "text": "Medical record number" },
            "system": format!("urn:sample:{hospital}:mrn"),
            "value": patient.to_uppercase(),
        }],
        "active": true,
        "name": [{ "use": "official", "text": format!("{given} {family}"), "family": family, "given": [given] }],
        "gender": gender,
        "birthDate": born,
        "address": [{ "use": "home", "line": ["12 Sample Street"], "city": "Boston", "state": "MA", "postalCode": "02115", "country": "US" }],
        "telecom": [{ "system": "phone", "value": "555-0142", "use": "mobile" }],
        "communication": [{ "language": { "coding": [{ "system": "urn:ietf:bcp:47", "code": "en", "display": "English" }] }, "preferred": true }],
    })
    .to_string()
}

/// A resource as written: names and JSON texts, so that `5.0` stays `5.0`.
struct Fields(Vec<(String, String)>);

impl Fields {
    fn put(&mut self, name: &str, json: impl ToString) {
        self.0.retain(|(own, _)| own != name);
        self.0.push((name.to_owned(), json.to_string()));
    }

    fn put_text(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.put(name, json!(text));
        }
    }

    /// What a row says itself wins; `null` takes a field away.
    fn overlay(&mut self, with: &With<'_>) {
        for (name, json) in with {
            self.put(name, json.get());
        }
        self.0.retain(|(_, json)| json != "null");
    }

    fn text(&self) -> String {
        let fields: Vec<String> = self
            .0
            .iter()
            .map(|(name, json)| format!("\"{name}\":{json}"))
            .collect();
        format!("{{{}}}", fields.join(","))
    }
}

fn components(catalogue: &Catalogue<'_>, row: &Row<'_>) -> anyhow::Result<String> {
    let component = |&(name, value): &(&str, &RawValue)| {
        let test = catalogue.test(name)?;
        let code = loinc(test.code, test.display, test.text);
        let quantity = quantity(value, test);
        Ok(format!("{{\"code\":{code},\"valueQuantity\":{quantity}}}"))
    };
    let components = row.parts.iter().map(component);
    let components: Vec<String> = components.collect::<anyhow::Result<_>>()?;
    Ok(format!("[{}]", components.join(",")))
}

/// Each in the system that US Core takes it from.
fn categories(test: &Test<'_>) -> serde_json::Value {
    let codes = test.category.unwrap_or("laboratory").split(' ');
    let category = |code: &str| {
        let system = match code {
            "clinical-test" => {
                "http://hl7.org/fhir/us/core/CodeSystem/us-core-observation-category"
            }
            "sdoh"
            | "functional-status"
            | "disability-status"
            | "cognitive-status"
            | "treatment-intervention-preference"
            | "care-experience-preference" => {
                "http://hl7.org/fhir/us/core/CodeSystem/us-core-category"
            }
            _ => "http://terminology.hl7.org/CodeSystem/observation-category",
        };
        json!({ "coding": [{ "system": system, "code": code }] })
    };
    codes.map(category).collect()
}

fn subject(file: &File<'_>) -> serde_json::Value {
    json!({ "reference": format!("Patient/{}", file.patient) })
}

fn loinc(code: &str, display: &str, text: &str) -> serde_json::Value {
    match code {
        "" => json!({ "text": text }),
        code => {
            json!({ "coding": [{ "system": "http://loinc.org", "code": code, "display": display }], "text": text })
        }
    }
}

fn quantity(value: &RawValue, test: &Test<'_>) -> String {
    let value = value.get();
    match (test.unit, test.ucum) {
        ("", _) => format!("{{\"value\":{value}}}"),
        (unit, "") => format!("{{\"value\":{value},\"unit\":{}}}", json!(unit)),
        (unit, ucum) => format!(
            r#"{{"value":{value},"unit":{},"system":"http://unitsofmeasure.org","code":{}}}"#,
            json!(unit),
            json!(ucum),
        ),
    }
}

fn range(test: &Test<'_>) -> Option<String> {
    let ends = [("low", test.low), ("high", test.high)];
    let ends: Vec<String> = ends
        .into_iter()
        .filter_map(|(name, end)| Some(format!("\"{name}\":{}", quantity(end?, test))))
        .collect();
    (!ends.is_empty()).then(|| format!("[{{{}}}]", ends.join(",")))
}
