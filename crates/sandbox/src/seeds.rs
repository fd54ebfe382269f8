//! The sample charts: short JSON written by hand in `seeds/`, spelled out here as FHIR.
//! What a row leaves out comes from `seeds/tests.json`; whatever it says under `with` stands as it is.
use std::collections::BTreeMap;

use anyhow::Context as _;
use serde::Deserialize;
use serde_json::json;
use serde_json::value::RawValue;

use crate::accounts::{SAMPLES, Sample};
use crate::chart::Raw;

const TESTS: &str = include_str!("../seeds/tests.json");
const FAULTY: &str = include_str!("../seeds/faulty-patient.json");
const ST_MARYS: &[&str] = &[
    include_str!("../seeds/st-marys.json"),
    include_str!("../seeds/maria-st-marys.json"),
    include_str!("../seeds/maria-st-marys-forms.json"),
    include_str!("../seeds/maria-st-marys-reports.json"),
    include_str!("../seeds/samuel-st-marys.json"),
    include_str!("../seeds/ivan-st-marys.json"),
];
const LAKESIDE: &[&str] = &[
    include_str!("../seeds/lakeside.json"),
    include_str!("../seeds/maria-lakeside.json"),
    include_str!("../seeds/mario-lakeside.json"),
];

/// All sample records of a hospital.
pub(crate) fn of(hospital: &str) -> anyhow::Result<Vec<Raw>> {
    let catalogue: Catalogue<'_> = serde_json::from_str(TESTS).context("seeds/tests.json")?;
    let files = if hospital == "lakeside" {
        LAKESIDE
    } else {
        ST_MARYS
    };
    let mut records = Vec::new();
    for text in files {
        records.extend(spelled_out(text, &catalogue)?);
    }
    for sample in SAMPLES.iter().filter(|sample| sample.hospital == hospital) {
        records.push(patient(sample));
        if sample.failure.is_some() {
            records.extend(spelled_out(
                &FAULTY.replace("{patient}", sample.patient),
                &catalogue,
            )?);
        }
    }
    Ok(records
        .into_iter()
        .map(|text| Raw {
            full_url: None,
            text,
        })
        .collect())
}

type With<'a> = BTreeMap<&'a str, &'a RawValue>;

#[derive(Deserialize)]
struct Catalogue<'a> {
    #[serde(borrow)]
    tests: BTreeMap<&'a str, Test<'a>>,
    panels: BTreeMap<&'a str, Panel<'a>>,
}

#[derive(Deserialize)]
struct Test<'a> {
    code: &'a str,
    display: &'a str,
    text: &'a str,
    #[serde(default)]
    unit: &'a str,
    #[serde(default)]
    ucum: &'a str,
    #[serde(borrow)]
    low: Option<&'a RawValue>,
    high: Option<&'a RawValue>,
    category: Option<&'a str>,
}

#[derive(Deserialize)]
struct Panel<'a> {
    code: &'a str,
    display: &'a str,
    text: &'a str,
}

#[derive(Deserialize)]
struct File<'a> {
    #[serde(default)]
    patient: &'a str,
    /// Who performs tests unless a row says otherwise: References.
    #[serde(borrow)]
    performer: Option<&'a RawValue>,
    #[serde(default, borrow)]
    resources: Vec<&'a RawValue>,
    #[serde(default, borrow)]
    reports: Vec<Report<'a>>,
    #[serde(default, borrow)]
    results: Vec<Row<'a>>,
}

#[derive(Deserialize)]
struct Report<'a> {
    id: &'a str,
    panel: &'a str,
    #[serde(default = "is_final")]
    status: &'a str,
    collected: Option<&'a str>,
    released: Option<&'a str>,
    encounter: Option<&'a str>,
    #[serde(default, borrow)]
    with: With<'a>,
    #[serde(default, borrow)]
    results: Vec<Row<'a>>,
}

/// One result. `value` is a number in the test's unit, `text` a string; other forms stand under `with`.
#[derive(Deserialize)]
struct Row<'a> {
    id: Option<&'a str>,
    test: &'a str,
    status: Option<&'a str>,
    collected: Option<&'a str>,
    released: Option<&'a str>,
    encounter: Option<&'a str>,
    #[serde(borrow)]
    value: Option<&'a RawValue>,
    text: Option<&'a str>,
    flag: Option<&'a str>,
    #[serde(default, borrow)]
    with: With<'a>,
}

fn is_final() -> &'static str {
    "final"
}

fn spelled_out(text: &str, catalogue: &Catalogue<'_>) -> anyhow::Result<Vec<String>> {
    let file: File<'_> =
        serde_json::from_str(text).with_context(|| text.chars().take(80).collect::<String>())?;
    let mut records: Vec<String> = file
        .resources
        .iter()
        .map(|raw| raw.get().to_owned())
        .collect();
    for row in &file.results {
        let id = row
            .id
            .with_context(|| format!("a result {} without id", row.test))?;
        records.push(observation(&file, catalogue, None, row, id)?);
    }
    for report in &file.reports {
        let mut names = Vec::new();
        for row in &report.results {
            let id = row
                .id
                .map_or_else(|| format!("{}-{}", report.id, row.test), str::to_owned);
            records.push(observation(&file, catalogue, Some(report), row, &id)?);
            names.push(json!({ "reference": format!("Observation/{id}") }));
        }
        records.push(diagnostic_report(&file, catalogue, report, &names)?);
    }
    Ok(records)
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

fn observation(
    file: &File<'_>,
    catalogue: &Catalogue<'_>,
    report: Option<&Report<'_>>,
    row: &Row<'_>,
    id: &str,
) -> anyhow::Result<String> {
    let test = catalogue
        .tests
        .get(row.test)
        .with_context(|| format!("seeds/tests.json has no {}", row.test))?;
    let category = test.category.unwrap_or("laboratory");
    let system = "http://terminology.hl7.org/CodeSystem/observation-category";
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
    fields.put(
        "category",
        json!([{ "coding": [{ "system": system, "code": category }] }]),
    );
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

fn diagnostic_report(
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

fn patient(sample: &Sample) -> String {
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
