//! The sample charts: short JSON written by hand in `seeds/`, spelled out here as FHIR.
//! What a row leaves out comes from `seeds/tests.json`; whatever it says under `with` stands as it is.
use std::collections::BTreeMap;

use anyhow::Context as _;
use serde::Deserialize;
use serde_json::json;
use serde_json::value::RawValue;

use crate::accounts::SAMPLES;
use crate::chart::Raw;
use crate::personality::SampleCharts;
use crate::spelled::{diagnostic_report, observation, patient};
use crate::{dates, files};

const TESTS: &str = include_str!("../seeds/tests.json");
const FAULTY: &str = include_str!("../seeds/faulty-patient.json");
const ST_MARYS: &[&str] = &[
    include_str!("../seeds/st-marys.json"),
    include_str!("../seeds/maria-st-marys.json"),
    include_str!("../seeds/maria-st-marys-forms.json"),
    include_str!("../seeds/maria-st-marys-medicines.json"),
    include_str!("../seeds/maria-st-marys-reports.json"),
    include_str!("../seeds/maria-st-marys-documents.json"),
    include_str!("../seeds/maria-st-marys-messages.json"),
    include_str!("../seeds/maria-st-marys-problems.json"),
    include_str!("../seeds/maria-st-marys-vaccines.json"),
    include_str!("../seeds/maria-st-marys-vitals.json"),
    include_str!("../seeds/maria-st-marys-home.json"),
    include_str!("../seeds/maria-st-marys-findings.json"),
    include_str!("../seeds/maria-st-marys-answers.json"),
    include_str!("../seeds/maria-st-marys-procedures.json"),
    include_str!("../seeds/maria-st-marys-plans.json"),
    include_str!("../seeds/maria-st-marys-people.json"),
    include_str!("../seeds/maria-st-marys-origins.json"),
    include_str!("../seeds/samuel-st-marys.json"),
    include_str!("../seeds/ivan-st-marys.json"),
    include_str!("../seeds/lucy-st-marys.json"),
    include_str!("../seeds/elena-st-marys.json"),
];
const LAKESIDE: &[&str] = &[
    include_str!("../seeds/lakeside.json"),
    include_str!("../seeds/maria-lakeside.json"),
    include_str!("../seeds/mario-lakeside.json"),
    include_str!("../seeds/elena-lakeside.json"),
    include_str!("../seeds/helena-lakeside.json"),
];
const HILLSIDE: &[&str] = &[
    include_str!("../seeds/hillside.json"),
    include_str!("../seeds/elena-hillside.json"),
];
const RIVERSIDE: &[&str] = &[
    include_str!("../seeds/riverside.json"),
    include_str!("../seeds/elena-riverside.json"),
];

/// All sample records of a hospital. What stands in a file about a patient takes the place of what is said of every one.
pub(crate) fn of(charts: SampleCharts) -> anyhow::Result<Vec<Raw>> {
    let catalogue: Catalogue<'_> = serde_json::from_str(TESTS).context("seeds/tests.json")?;
    let hospital = charts.key();
    let files = match charts {
        SampleCharts::StMarys => ST_MARYS,
        SampleCharts::Lakeside => LAKESIDE,
        SampleCharts::Hillside => HILLSIDE,
        SampleCharts::Riverside => RIVERSIDE,
    };
    let samples = || SAMPLES.iter().filter(|sample| sample.hospital == hospital);
    let mut records: Vec<String> = samples().map(patient).collect();
    for text in files {
        records.extend(spelled_out(&filled(text, hospital), &catalogue)?);
    }
    for sample in samples() {
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

/// `{day+2}` becomes the date in two days, `{size:scan}` the size of that file in bytes.
fn filled(text: &str, hospital: &str) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let value = after
            .split_once('}')
            .and_then(|(place, behind)| Some((value_of(place, hospital)?, behind)));
        rest = match value {
            Some((value, behind)) => {
                filled.push_str(&value);
                behind
            }
            None => {
                filled.push('{');
                after
            }
        };
    }
    filled + rest
}

fn value_of(place: &str, hospital: &str) -> Option<String> {
    if let Some(days) = place.strip_prefix("day") {
        return Some(dates::days_from_today(days.parse().ok()?));
    }
    let file = files::of_samples(hospital, place.strip_prefix("size:")?)?;
    Some(file.bytes().len().to_string())
}

pub(crate) type With<'a> = BTreeMap<&'a str, &'a RawValue>;

#[derive(Deserialize)]
pub(crate) struct Catalogue<'a> {
    #[serde(borrow)]
    pub(crate) tests: BTreeMap<&'a str, Test<'a>>,
    pub(crate) panels: BTreeMap<&'a str, Panel<'a>>,
    /// Answers that forms offer: LOINC code and words.
    pub(crate) answers: BTreeMap<&'a str, (&'a str, &'a str)>,
}

impl<'a> Catalogue<'a> {
    pub(crate) fn test(&self, name: &str) -> anyhow::Result<&Test<'a>> {
        let test = self.tests.get(name);
        test.with_context(|| format!("seeds/tests.json has no {name}"))
    }
}

#[derive(Deserialize)]
pub(crate) struct Test<'a> {
    pub(crate) code: &'a str,
    pub(crate) display: &'a str,
    pub(crate) text: &'a str,
    #[serde(default)]
    pub(crate) unit: &'a str,
    #[serde(default)]
    pub(crate) ucum: &'a str,
    #[serde(borrow)]
    pub(crate) low: Option<&'a RawValue>,
    pub(crate) high: Option<&'a RawValue>,
    /// One or more, with spaces.
    pub(crate) category: Option<&'a str>,
}

#[derive(Deserialize)]
pub(crate) struct Panel<'a> {
    pub(crate) code: &'a str,
    pub(crate) display: &'a str,
    pub(crate) text: &'a str,
}

#[derive(Deserialize)]
pub(crate) struct File<'a> {
    #[serde(default)]
    pub(crate) patient: &'a str,
    /// Who performs tests unless a row says otherwise: References.
    #[serde(borrow)]
    pub(crate) performer: Option<&'a RawValue>,
    #[serde(default, borrow)]
    pub(crate) resources: Vec<&'a RawValue>,
    #[serde(default, borrow)]
    pub(crate) reports: Vec<Report<'a>>,
    #[serde(default, borrow)]
    pub(crate) results: Vec<Row<'a>>,
}

#[derive(Deserialize)]
pub(crate) struct Report<'a> {
    pub(crate) id: &'a str,
    pub(crate) panel: &'a str,
    #[serde(default = "is_final")]
    pub(crate) status: &'a str,
    pub(crate) collected: Option<&'a str>,
    pub(crate) released: Option<&'a str>,
    pub(crate) encounter: Option<&'a str>,
    #[serde(default, borrow)]
    pub(crate) with: With<'a>,
    #[serde(default, borrow)]
    pub(crate) results: Vec<Row<'a>>,
}

/// One result. `value` is a number in the test's unit, `text` a string, `answer` one of those that forms offer,
/// `parts` tests and numbers within it; other forms stand under `with`.
#[derive(Deserialize)]
pub(crate) struct Row<'a> {
    pub(crate) id: Option<&'a str>,
    pub(crate) test: &'a str,
    pub(crate) status: Option<&'a str>,
    pub(crate) collected: Option<&'a str>,
    pub(crate) released: Option<&'a str>,
    pub(crate) encounter: Option<&'a str>,
    #[serde(borrow)]
    pub(crate) value: Option<&'a RawValue>,
    pub(crate) text: Option<&'a str>,
    pub(crate) answer: Option<&'a str>,
    #[serde(default, borrow)]
    pub(crate) parts: Vec<(&'a str, &'a RawValue)>,
    pub(crate) flag: Option<&'a str>,
    #[serde(default, borrow)]
    pub(crate) with: With<'a>,
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
