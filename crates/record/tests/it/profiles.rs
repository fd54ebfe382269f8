//! Where each profile of US Core stands in the record, over two charts made to hold them all.

use std::collections::{BTreeMap, HashMap};

use record::{Class, LocalId, Receipt, Shelf, Taken, receipt::LeftOut};
use serde_json::Value;

use crate::charts::{BASE, bytes, data, take, told};

const CHARTS: [&str; 2] = [
    "inferno-us-core-patient-355.json.gz",
    "inferno-us-core-client-test.json.gz",
];
const US_CORE: &str = "http://hl7.org/fhir/us/core/StructureDefinition/";

/// Types that stand on no list: their names and what they know stand beside the items that mention them.
const BESIDE: [&str; 7] = [
    "Practitioner",
    "PractitionerRole",
    "Organization",
    "Location",
    "Medication",
    "Provenance",
    "HealthcareService",
];

#[test]
fn every_profile_of_us_core_has_its_place() {
    let Some(data) = data() else { return };
    let mut places: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for file in CHARTS {
        let chart = bytes(&data.join("fhir-patients").join(file));
        let plain: Value = serde_json::from_slice(&chart).expect("JSON");
        let taken = take(chart).expect("a chart");
        println!("{file}: {}", told(&taken.receipt));
        assert_accounted(&taken.receipt, file);
        let shown = shown(taken);
        for entry in plain["entry"].as_array().expect("entries") {
            let resource = &entry["resource"];
            let place = place(resource, &shown);
            for profile in profiles(resource) {
                let places = places.entry(profile).or_default();
                *places.entry(place.clone()).or_default() += 1;
            }
        }
    }
    let line = |(profile, places): (&String, &BTreeMap<String, usize>)| {
        let places: Vec<String> = places
            .iter()
            .map(|(place, count)| format!("{place} {count}"))
            .collect();
        format!("{profile}: {}", places.join(", "))
    };
    let lines: Vec<String> = places.iter().map(line).collect();
    let lines = lines.join("\n");
    assert!(!lines.contains("unplaced"), "{lines}");
    insta::assert_snapshot!(lines, @"
    (Observation): Results(Vitals) 11
    head-occipital-frontal-circumference-percentile: Results(Vitals) 4
    pediatric-bmi-for-age: Results(Vitals) 3
    pediatric-weight-for-height: Results(Vitals) 3
    us-core-adi-documentreference: Documents 1
    us-core-allergyintolerance: Allergies 11
    us-core-average-blood-pressure: Results(Vitals) 1
    us-core-blood-pressure: Results(Vitals) 1
    us-core-bmi: Results(Vitals) 1
    us-core-body-height: Results(Vitals) 1
    us-core-body-temperature: Results(Vitals) 4
    us-core-body-weight: Results(Vitals) 1
    us-core-care-experience-preference: Results(Findings) 1
    us-core-careplan: Part(Plans) 21
    us-core-careteam: Teams 21
    us-core-condition: Part(Conditions) 30
    us-core-condition-problems-health-concerns: Part(Conditions) 3
    us-core-coverage: Part(Insurance) 1
    us-core-diagnosticreport-lab: Papers 3
    us-core-diagnosticreport-note: Documents 1, Papers 21
    us-core-documentreference: Documents 21, withdrawn 1
    us-core-encounter: Visits 130
    us-core-goal: Part(Goals) 2
    us-core-head-circumference: Results(Vitals) 1
    us-core-heart-rate: Results(Vitals) 4
    us-core-immunization: Part(Vaccines) 21
    us-core-implantable-device: Part(Devices) 3
    us-core-location: beside the items 4
    us-core-medicationdispense: Part(Fills) 1
    us-core-medicationrequest: Medicines 21
    us-core-observation-adi-documentation: Results(Findings) 1
    us-core-observation-clinical-result: Results(Findings) 4
    us-core-observation-clinical-test: Results(Findings) 3
    us-core-observation-imaging: Results(Findings) 2
    us-core-observation-lab: Results(Lab) 11
    us-core-observation-occupation: Results(Social) 1
    us-core-observation-pregnancyintent: Results(Social) 1
    us-core-observation-pregnancystatus: Results(Social) 1
    us-core-observation-screening-assessment: Results(Surveys) 2
    us-core-observation-sexual-orientation: Results(Social) 1
    us-core-observation-social-history: Results(Social) 2, Results(Surveys) 1
    us-core-organization: beside the items 4
    us-core-patient: People 2
    us-core-practitioner: beside the items 4
    us-core-practitionerrole: beside the items 4
    us-core-procedure: Part(Procedures) 21
    us-core-provenance: beside the items 2
    us-core-pulse-oximetry: Results(Vitals) 1
    us-core-questionnaireresponse: Part(Forms) 1
    us-core-relatedperson: Part(Relations) 1
    us-core-respiratory-rate: Results(Vitals) 4
    us-core-servicerequest: Part(Orders) 3
    us-core-simple-observation: Results(Surveys) 2
    us-core-smokingstatus: Results(Social) 97
    us-core-specimen: Part(Samples) 1
    us-core-treatment-intervention-preference: Results(Findings) 1
    ");
}

/// Received = shown + left out, all could be read, and nothing lacks a page.
#[track_caller]
fn assert_accounted(receipt: &Receipt, file: &str) {
    assert!(receipt.balances(), "{file}: {receipt:?}");
    assert_eq!(receipt.unread, [], "{file}");
    assert!(!receipt.left_out.keys().any(LeftOut::is_unplaced), "{file}");
}

/// The list on which each item stands.
fn shown(mut taken: Taken) -> HashMap<LocalId, String> {
    let mut places = HashMap::new();
    let mut put = |class: Class, ids: Vec<LocalId>| {
        let place = |id: LocalId| (id, format!("{class:?}"));
        places.extend(ids.into_iter().map(place));
    };
    for shelf in Shelf::ALL {
        let ids = taken.shelf(shelf).iter().map(|one| one.id).collect();
        put(Class::Results(shelf), ids);
    }
    put(
        Class::People,
        taken.people.iter().map(|one| one.id).collect(),
    );
    put(
        Class::Papers,
        taken.papers.iter().map(|one| one.id).collect(),
    );
    put(
        Class::Visits,
        taken.visits.iter().map(|one| one.id).collect(),
    );
    put(Class::Teams, taken.teams.iter().map(|one| one.id).collect());
    put(
        Class::Medicines,
        taken.medicines.iter().map(|one| one.id).collect(),
    );
    put(
        Class::Allergies,
        taken.allergies.iter().map(|one| one.id).collect(),
    );
    put(
        Class::Documents,
        taken.documents.iter().map(|one| one.id).collect(),
    );
    put(
        Class::Messages,
        taken.messages.iter().map(|one| one.id).collect(),
    );
    for entry in &taken.entries {
        put(Class::Part(entry.part), vec![entry.id]);
    }
    places
}

fn place(resource: &Value, shown: &HashMap<LocalId, String>) -> String {
    let text = |name: &str| resource[name].as_str().unwrap_or_default();
    let kind = text("resourceType");
    if let Some(place) = shown.get(&LocalId::new(BASE, kind, text("id"))) {
        return place.clone();
    }
    // A machine that belongs to nobody is only mentioned.
    let is_nobodys = kind == "Device" && resource["patient"].is_null();
    if is_nobodys || BESIDE.contains(&kind) {
        return "beside the items".to_owned();
    }
    let is = |element: &str| {
        let coded = resource[element]["coding"][0]["code"].as_str();
        resource[element].as_str().or(coded) == Some("entered-in-error")
    };
    if is("status") || is("verificationStatus") {
        return "withdrawn".to_owned();
    }
    format!("unplaced {kind}")
}

/// The profiles of US Core that a resource claims, else its type.
fn profiles(resource: &Value) -> Vec<String> {
    let claimed = resource["meta"]["profile"].as_array();
    let claimed = claimed.into_iter().flatten().filter_map(Value::as_str);
    let of_us_core = claimed.filter_map(|url| url.strip_prefix(US_CORE));
    let names = of_us_core.filter_map(|name| name.split('|').next());
    let mut names: Vec<String> = names.map(str::to_owned).collect();
    names.dedup();
    if names.is_empty() {
        let kind = resource["resourceType"].as_str().unwrap_or_default();
        names.push(format!("({kind})"));
    }
    names
}
