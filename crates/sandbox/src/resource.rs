//! One record as a hospital keeps it: the JSON as written, and what search needs to know of it.
use serde::Deserialize;
use serde_json::Value;

use crate::dates::Span;

pub(crate) struct Resource {
    pub(crate) kind: String,
    pub(crate) id: String,
    /// The JSON, byte for byte.
    pub(crate) text: String,
    /// The patients in whose compartment it lies. <https://hl7.org/fhir/R4/compartmentdefinition-patient.html>
    pub(crate) patients: Vec<String>,
    pub(crate) tokens: Vec<Token>,
    /// The first that it gives is its own: lists are ordered by it.
    pub(crate) dates: Vec<Dated>,
    /// `Medication/…` of a request or a fill.
    pub(crate) medication: Option<String>,
    /// What a Provenance tells the origin of.
    pub(crate) targets: Vec<String>,
    /// What a Communication is part of.
    pub(crate) part_of: Vec<String>,
}

/// A code that a token parameter can find.
#[derive(Clone)]
pub(crate) struct Token {
    pub(crate) parameter: &'static str,
    pub(crate) system: String,
    pub(crate) code: String,
}

/// A time that a date parameter can find.
#[derive(Clone)]
pub(crate) struct Dated {
    pub(crate) parameter: &'static str,
    pub(crate) span: Span,
}

impl Resource {
    /// Reads what search needs; `None` if this is no resource with an id.
    pub(crate) fn read(text: String) -> Option<Self> {
        let facts: Facts = serde_json::from_str(&text).ok()?;
        let id = facts.id.clone()?;
        let mut patients: Vec<String> = [&facts.subject, &facts.patient, &facts.beneficiary]
            .into_iter()
            .flat_map(references)
            .collect();
        patients.extend(
            facts
                .participant
                .iter()
                .flat_map(|list| list.as_array().into_iter().flatten())
                .filter_map(|one| reference(one.get("actor")?)),
        );
        patients = patients
            .iter()
            .filter_map(|one| one.strip_prefix("Patient/").map(str::to_owned))
            .collect();
        if facts.resource_type == "Patient" {
            patients.push(id.clone());
        }
        Some(Self {
            patients,
            tokens: facts.tokens(),
            dates: facts.dates(),
            medication: facts.medication_reference.as_ref().and_then(reference),
            targets: if facts.resource_type == "Provenance" {
                references(&facts.target)
            } else {
                Vec::new()
            },
            part_of: references(&facts.part_of),
            kind: facts.resource_type,
            id,
            text,
        })
    }

    pub(crate) fn name(&self) -> String {
        format!("{}/{}", self.kind, self.id)
    }
}

/// Elements that search looks at. As values, so that an odd one hides nothing but itself.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Facts {
    resource_type: String,
    id: Option<String>,
    identifier: Option<Value>,
    subject: Option<Value>,
    patient: Option<Value>,
    beneficiary: Option<Value>,
    participant: Option<Value>,
    target: Option<Value>,
    part_of: Option<Value>,
    medication_reference: Option<Value>,
    status: Option<Value>,
    intent: Option<Value>,
    category: Option<Value>,
    code: Option<Value>,
    r#type: Option<Value>,
    clinical_status: Option<Value>,
    lifecycle_status: Option<Value>,
    effective_date_time: Option<Value>,
    effective_period: Option<Value>,
    effective_instant: Option<Value>,
    occurrence_date_time: Option<Value>,
    performed_date_time: Option<Value>,
    performed_period: Option<Value>,
    onset_date_time: Option<Value>,
    onset_period: Option<Value>,
    abatement_date_time: Option<Value>,
    period: Option<Value>,
    authored_on: Option<Value>,
    authored: Option<Value>,
    date: Option<Value>,
    recorded: Option<Value>,
    recorded_date: Option<Value>,
    start: Option<Value>,
    start_date: Option<Value>,
    sent: Option<Value>,
    when_handed_over: Option<Value>,
    when_prepared: Option<Value>,
}

impl Facts {
    fn tokens(&self) -> Vec<Token> {
        let fields = [
            ("identifier", &self.identifier),
            ("status", &self.status),
            ("intent", &self.intent),
            ("category", &self.category),
            ("code", &self.code),
            ("type", &self.r#type),
            ("clinical-status", &self.clinical_status),
            ("lifecycle-status", &self.lifecycle_status),
        ];
        let mut tokens = Vec::new();
        for (parameter, field) in fields {
            if let Some(value) = field {
                add_codes(parameter, value, &mut tokens);
            }
        }
        tokens
    }

    /// Which parameter finds which element; what a type cannot be searched by, `types.rs` says.
    fn dates(&self) -> Vec<Dated> {
        let fields = [
            ("date", &self.effective_date_time),
            ("date", &self.effective_period),
            ("date", &self.effective_instant),
            ("date", &self.occurrence_date_time),
            ("date", &self.performed_date_time),
            ("date", &self.performed_period),
            ("onset-date", &self.onset_date_time),
            ("onset-date", &self.onset_period),
            ("date", &self.period),
            ("authoredon", &self.authored_on),
            ("authored", &self.authored_on),
            ("authored", &self.authored),
            ("date", &self.date),
            ("recorded", &self.recorded),
            ("recorded-date", &self.recorded_date),
            ("date", &self.start),
            ("start-date", &self.start_date),
            ("sent", &self.sent),
            ("whenhandedover", &self.when_handed_over),
            ("whenprepared", &self.when_prepared),
            ("abatement-date", &self.abatement_date_time),
        ];
        let targets = self.target.iter().filter_map(Value::as_array).flatten();
        let due = targets.filter_map(|target| Some(("target-date", target.get("dueDate")?)));
        fields
            .into_iter()
            .filter_map(|(parameter, value)| Some((parameter, value.as_ref()?)))
            .chain(due)
            .filter_map(|(parameter, value)| {
                let span = span(value)?;
                Some(Dated { parameter, span })
            })
            .collect()
    }
}

fn span(value: &Value) -> Option<Span> {
    if let Some(text) = value.as_str() {
        return Span::read(text);
    }
    let end = |name| value.get(name).and_then(Value::as_str).and_then(Span::read);
    match (end("start"), end("end")) {
        (None, None) => None,
        (start, end) => Some(Span {
            start: start.map_or(i64::MIN, |start| start.start),
            end: end.map_or(i64::MAX, |end| end.end),
        }),
    }
}

/// A code, a Coding, a CodeableConcept, an Identifier, or a list of them.
fn add_codes(parameter: &'static str, value: &Value, tokens: &mut Vec<Token>) {
    let text = |name| value.get(name).and_then(Value::as_str).map(str::to_owned);
    match value {
        Value::String(code) => tokens.push(Token {
            parameter,
            system: String::new(),
            code: code.clone(),
        }),
        Value::Array(values) => values
            .iter()
            .for_each(|value| add_codes(parameter, value, tokens)),
        Value::Object(_) => {
            if let Some(coding) = value.get("coding") {
                add_codes(parameter, coding, tokens);
            } else if let Some(code) = text("code").or_else(|| text("value")) {
                tokens.push(Token {
                    parameter,
                    system: text("system").unwrap_or_default(),
                    code,
                });
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn reference(value: &Value) -> Option<String> {
    value.get("reference")?.as_str().map(str::to_owned)
}

fn references(value: &Option<Value>) -> Vec<String> {
    match value {
        Some(Value::Array(values)) => values.iter().filter_map(reference).collect(),
        Some(value) => reference(value).into_iter().collect(),
        None => Vec::new(),
    }
}
