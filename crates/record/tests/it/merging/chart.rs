//! Charts of several hospitals in a few words: a line for each item, in the hospital's own FHIR behind it.
//!
//! ```text
//! A medicine m1 "Metformin 500 mg" rxnorm=860975:"24 HR …" status=active on=2026-05-01 sig="Take 1 tablet"
//! ```

use std::{collections::BTreeMap, sync::Arc};

use record::{LocalId, Merging, Shelf, SourceId, Taken};
use serde_json::{Value, json};

use crate::given::{self, BASE};

pub(crate) const HOSPITALS: [&str; 4] = [
    "St. Mary's",
    "Lakeside Clinic",
    "Riverbend",
    "County General",
];

/// One item: which hospital has it, what it is called in a test, and its resource.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) source: u16,
    pub(crate) name: String,
    pub(crate) kind: &'static str,
    pub(crate) resource: String,
}

impl Item {
    pub(crate) fn id(&self) -> LocalId {
        let (_, own) = self.name.split_once('.').expect("a hospital and a name");
        LocalId::new(&format!("{BASE}/{}", self.source), self.kind, own)
    }
}

/// The items of these lines.
pub(crate) fn items(lines: &str) -> Vec<Item> {
    let lines = lines.lines().map(str::trim);
    lines.filter(|line| !line.is_empty()).map(item).collect()
}

/// What tests call the items, by id.
pub(crate) fn called(items: &[Item]) -> BTreeMap<LocalId, String> {
    items
        .iter()
        .map(|item| (item.id(), item.name.clone()))
        .collect()
}

/// What one answer of a hospital with these items holds.
pub(crate) fn answer(source: u16, items: &[&Item]) -> Taken {
    let resources: Vec<&str> = items.iter().map(|item| item.resource.as_str()).collect();
    given::taken_from(source, &given::bundle(&resources))
}

/// All hospitals under their names, with nothing of them yet.
pub(crate) fn hospitals() -> Merging {
    let mut merging = Merging::default();
    for (source, name) in HOSPITALS.iter().enumerate() {
        merging.home(SourceId(source as u16), name);
    }
    merging
}

/// Everything of an answer is put where it belongs.
pub(crate) fn put(merging: &mut Merging, source: u16, taken: &mut Taken) {
    merging.hear(SourceId(source), &taken.heard);
    for one in taken.allergies.drain(..) {
        merging.put_allergy(Arc::new(one));
    }
    for one in taken.medicines.drain(..) {
        merging.put_medicine(Arc::new(one));
    }
    for one in taken.documents.drain(..) {
        merging.put_document(Arc::new(one));
    }
    for one in taken.visits.drain(..) {
        merging.put_visit(Arc::new(one));
    }
    for one in taken.papers.drain(..) {
        merging.put_paper(Arc::new(one));
    }
    for one in taken.entries.drain(..) {
        merging.put_entry(Arc::new(one));
    }
    for shelf in Shelf::ALL {
        for one in taken.shelf(shelf).drain(..) {
            merging.put_result(Arc::new(one));
        }
    }
}

/// Everything at once, each hospital in one answer.
pub(crate) fn merged(items: &[Item]) -> Merging {
    let mut merging = hospitals();
    for source in 0..HOSPITALS.len() as u16 {
        let own: Vec<&Item> = items.iter().filter(|item| item.source == source).collect();
        put(&mut merging, source, &mut answer(source, &own));
    }
    merging.settle();
    merging
}

/// The words of a line: quotes hold words together, also behind `=` and `:`.
fn split(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => {
                quoted = !quoted;
                words.last_mut().expect("a word").push('\u{1}');
            }
            ' ' if !quoted => words.push(String::new()),
            other => words.last_mut().expect("a word").push(other),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// What a line says of an item.
struct Said {
    own: String,
    name: Option<String>,
    said: BTreeMap<String, String>,
}

impl Said {
    fn get(&self, key: &str) -> Option<&str> {
        self.said.get(key).map(String::as_str)
    }

    fn or(&self, key: &str, otherwise: &str) -> String {
        self.get(key).unwrap_or(otherwise).to_owned()
    }

    /// The name, and every code that is given.
    fn concept(&self) -> Value {
        let coding = SYSTEMS.iter().filter_map(|(key, system)| {
            let said = self.get(key)?;
            let (code, display) = said.split_once(':').unwrap_or((said, ""));
            let mut coding = json!({"system": system, "code": code});
            if !display.is_empty() {
                coding["display"] = json!(display);
            }
            Some(coding)
        });
        let coding: Vec<Value> = coding.collect();
        let mut concept = json!({"coding": coding});
        if let Some(name) = &self.name {
            concept["text"] = json!(name);
        }
        concept
    }

    fn identifiers(&self) -> Value {
        let numbers = self
            .get("number")
            .into_iter()
            .flat_map(|numbers| numbers.split(','));
        let numbers = numbers.map(|number| match number.split_once('|') {
            Some((system, value)) => json!({"system": system, "value": value}),
            None => json!({"value": number}),
        });
        numbers.collect()
    }
}

const SYSTEMS: [(&str, &str); 9] = [
    ("snomed", "http://snomed.info/sct"),
    ("icd10", "http://hl7.org/fhir/sid/icd-10-cm"),
    ("rxnorm", "http://www.nlm.nih.gov/research/umls/rxnorm"),
    ("ndc", "http://hl7.org/fhir/sid/ndc"),
    ("cvx", "http://hl7.org/fhir/sid/cvx"),
    ("cpt", "http://www.ama-assn.org/go/cpt"),
    ("loinc", "http://loinc.org"),
    ("local", "urn:oid:1.2.3.4"),
    (
        "absent",
        "http://terminology.hl7.org/CodeSystem/data-absent-reason",
    ),
];

pub(crate) fn item(line: &str) -> Item {
    let mut words = split(line).into_iter();
    let hospital = words.next().expect("a hospital");
    let source = u16::from(hospital.as_bytes()[0] - b'A');
    let kind = words.next().expect("a kind");
    let own = words.next().expect("a name");
    let mut said = Said {
        own: own.clone(),
        name: None,
        said: BTreeMap::new(),
    };
    for word in words {
        let is_name = word.starts_with('\u{1}');
        let plain = |text: &str| text.replace('\u{1}', "");
        match word.split_once('=') {
            Some((key, value)) if !is_name => {
                said.said.insert(key.to_owned(), plain(value));
            }
            _ => said.name = Some(plain(&word)),
        }
    }
    let (kind, mut resource) = resource(&kind, &said);
    resource["resourceType"] = json!(kind);
    resource["id"] = json!(own);
    if said.get("modified").is_some() {
        resource["modifierExtension"] = json!([{"url": "urn:x"}]);
    }
    Item {
        source,
        name: format!("{hospital}.{own}"),
        kind,
        resource: clean(resource)
            .to_string()
            .replace("\"\\u0002", "")
            .replace("\\u0002\"", ""),
    }
}

/// Without what is null.
fn clean(value: Value) -> Value {
    match value {
        Value::Object(members) => members
            .into_iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(name, value)| (name, clean(value)))
            .collect(),
        Value::Array(items) => items.into_iter().map(clean).collect(),
        other => other,
    }
}

fn resource(kind: &str, said: &Said) -> (&'static str, Value) {
    let known = known(kind, said);
    known.expect("a kind of item")
}

fn known(kind: &str, said: &Said) -> Option<(&'static str, Value)> {
    let known = match kind {
        "allergy" => ("AllergyIntolerance", allergy(said)),
        "medicine" => ("MedicationRequest", medicine(said)),
        "substance" => ("Medication", json!({"code": said.concept()})),
        "problem" => ("Condition", problem(said)),
        "vaccine" => ("Immunization", vaccine(said)),
        "procedure" => ("Procedure", procedure(said)),
        "insurance" => ("Coverage", insurance(said)),
        "visit" => ("Encounter", visit(said)),
        "lab" => ("Observation", observation(said, "laboratory")),
        "vital" => ("Observation", observation(said, "vital-signs")),
        "report" => ("DiagnosticReport", report(said)),
        "document" => ("DocumentReference", document(said)),
        "practitioner" => ("Practitioner", practitioner(said)),
        "organization" => ("Organization", json!({"name": said.name})),
        "plan" => (
            "CarePlan",
            json!({"status": "active", "intent": "plan", "title": said.name, "subject": patient()}),
        ),
        "provenance" => ("Provenance", provenance(said)),
        _ => return None,
    };
    Some(known)
}

fn patient() -> Value {
    json!({"reference": "Patient/maria"})
}

fn status(code: Option<&str>) -> Value {
    code.map_or(Value::Null, |code| json!({"coding": [{"code": code}]}))
}

fn allergy(said: &Said) -> Value {
    let reactions = said
        .get("reaction")
        .map(|words| json!([{"manifestation": [{"text": words}]}]));
    json!({
        "patient": patient(),
        "identifier": said.identifiers(),
        "code": said.concept(),
        "clinicalStatus": status(said.get("status").or(Some("active"))),
        "verificationStatus": status(said.get("sure")),
        "criticality": said.get("criticality"),
        "category": said.get("category").map(|one| json!([one])),
        "reaction": reactions,
    })
}

fn medicine(said: &Said) -> Value {
    let mut dosage = json!({});
    if let Some(sig) = said.get("sig") {
        dosage["text"] = json!(sig);
    }
    if let Some(until) = said.get("until") {
        dosage["timing"] = json!({"repeat": {"boundsPeriod": {"end": until}}});
    }
    let referred = said
        .get("substance")
        .map(|id| json!({"reference": format!("Medication/{id}")}));
    let own = referred.is_none().then(|| said.concept());
    json!({
        "subject": patient(),
        "identifier": said.identifiers(),
        "status": said.or("status", "active"),
        "intent": said.or("intent", "order"),
        "medicationCodeableConcept": own,
        "medicationReference": referred,
        "authoredOn": said.get("on"),
        "reportedBoolean": said.get("reported").map(|_| true),
        "doNotPerform": said.get("not").map(|_| true),
        "dosageInstruction": if dosage == json!({}) { json!([]) } else { json!([dosage]) },
    })
}

fn problem(said: &Said) -> Value {
    json!({
        "subject": patient(),
        "identifier": said.identifiers(),
        "code": said.concept(),
        "clinicalStatus": status(said.get("status").or(Some("active"))),
        "verificationStatus": status(said.get("sure")),
        "category": [{"coding": [{"code": said.or("list", "problem-list-item")}]}],
        "onsetDateTime": said.get("on"),
        "bodySite": said.get("site").map(|site| json!([{"text": site}])),
    })
}

fn vaccine(said: &Said) -> Value {
    json!({
        "patient": patient(),
        "identifier": said.identifiers(),
        "status": said.or("status", "completed"),
        "vaccineCode": said.concept(),
        "occurrenceDateTime": said.get("on"),
        "lotNumber": said.get("lot"),
    })
}

fn procedure(said: &Said) -> Value {
    json!({
        "subject": patient(),
        "identifier": said.identifiers(),
        "status": said.or("status", "completed"),
        "code": said.concept(),
        "performedDateTime": said.get("on"),
        "bodySite": said.get("site").map(|site| json!([{"text": site}])),
    })
}

fn insurance(said: &Said) -> Value {
    let payor = match said.get("payor-id") {
        Some(id) => json!({"reference": format!("Organization/{id}")}),
        None => json!({"display": said.get("payor")}),
    };
    json!({
        "beneficiary": patient(),
        "status": said.or("status", "active"),
        "type": said.name.as_ref().map(|name| json!({"text": name})),
        "class": said.get("plan").map(|name| json!([{
            "type": {"coding": [{"code": "plan"}]}, "value": "1", "name": name,
        }])),
        "subscriberId": said.get("member"),
        "payor": [payor],
    })
}

fn visit(said: &Said) -> Value {
    json!({
        "subject": patient(),
        "identifier": said.identifiers(),
        "status": "finished",
        "class": {"code": "AMB"},
        "period": {"start": said.get("on")},
        "type": [said.concept()],
    })
}

fn observation(said: &Said, category: &str) -> Value {
    let quantity = |text: &str| -> Value {
        let (number, unit) = text.split_once(' ').unwrap_or((text, ""));
        // Digits as they are, which a JSON number would not keep.
        json!({"value": format!("\u{2}{number}\u{2}"), "unit": unit, "code": said.get("ucum")})
    };
    let component = |code: &str, text: &str| json!({"code": {"coding": [{"system": "http://loinc.org", "code": code}]}, "valueQuantity": quantity(text)});
    let parts = said
        .get("parts")
        .into_iter()
        .flat_map(|parts| parts.split(';'));
    let parts: Vec<Value> = parts
        .map(|part| part.split_once(':').expect("a code and a value"))
        .map(|(code, text)| component(code, text))
        .collect();
    json!({
        "subject": patient(),
        "identifier": said.identifiers(),
        "status": said.or("status", "final"),
        "category": [{"coding": [{"code": category}]}],
        "code": said.concept(),
        "effectiveDateTime": said.get("at"),
        "valueQuantity": said.get("value").map(quantity),
        "valueString": said.get("text"),
        "referenceRange": said.get("range").map(|text| json!([{"text": text}])),
        "component": parts,
    })
}

fn report(said: &Said) -> Value {
    let results = said
        .get("results")
        .into_iter()
        .flat_map(|results| results.split(','));
    let results: Vec<Value> = results
        .map(|id| json!({"reference": format!("Observation/{id}")}))
        .collect();
    json!({
        "subject": patient(),
        "identifier": said.identifiers(),
        "status": said.or("status", "final"),
        "code": said.concept(),
        "category": [{"coding": [{"code": "LAB"}]}],
        "effectiveDateTime": said.get("at"),
        "conclusion": said.get("conclusion"),
        "result": results,
    })
}

fn document(said: &Said) -> Value {
    json!({
        "subject": patient(),
        "status": said.or("status", "current"),
        "masterIdentifier": said.identifiers().get(0),
        "type": said.concept(),
        "date": said.get("on"),
        "author": [{"display": said.get("author")}],
        "content": [{"attachment": {
            "contentType": "text/plain",
            "hash": said.get("hash"),
            "size": said.get("size").map(|bytes| bytes.parse::<u64>().expect("a number")),
            "url": format!("Binary/{}", said.own),
        }}],
    })
}

fn provenance(said: &Said) -> Value {
    let kind = said.or("type", "AllergyIntolerance");
    json!({
        "target": [{"reference": format!("{kind}/{}", said.or("of", ""))}],
        "recorded": "2026-05-01T08:00:00Z",
        "agent": [{
            "type": {"coding": [{"code": "author"}]},
            "who": {"display": said.or("author", "Dr. Okafor")},
            "onBehalfOf": {"display": said.name},
        }],
    })
}

fn practitioner(said: &Said) -> Value {
    let npi = said
        .get("npi")
        .map(|npi| json!([{"system": "http://hl7.org/fhir/sid/us-npi", "value": npi}]));
    json!({"name": [{"text": said.name}], "identifier": npi})
}
