//! Whom a message can be sent to, and where one can be sent at all.

use std::sync::Arc;

use record::{team, when::Day};

use crate::given::{bundle, taken};

#[test]
fn only_those_are_offered_whom_the_hospital_names_now() {
    let answer = bundle(&[
        r#"{"resourceType":"CareTeam","id":"t","status":"active","name":"Dr. Okafor's team","subject":{"reference":"Patient/maria"},"participant":[
            {"member":{"reference":"Patient/maria"}},
            {"member":{"reference":"RelatedPerson/son","display":"Luis"}},
            {"role":[{"text":"Cardiologist"}],"member":{"reference":"Practitioner/okafor","display":"Dr. Ngozi Okafor"}},
            {"member":{"reference":"Practitioner/old","display":"Dr. Left"},"period":{"end":"2020-01-01"}},
            {"member":{"reference":"https://elsewhere.example/fhir/Practitioner/1","display":"Dr. Elsewhere"}},
            {"member":{"display":"Dr. Nameonly"}}]}"#,
        r#"{"resourceType":"CareTeam","id":"u","status":"inactive","name":"Old team","subject":{"reference":"Patient/maria"},"participant":[{"member":{"reference":"Practitioner/ito","display":"Kenji Ito"}}]}"#,
        r#"{"resourceType":"CareTeam","id":"v","name":"Pharmacy","subject":{"reference":"Patient/maria"},"participant":[{"member":{"reference":"Practitioner/okafor","display":"Dr. Ngozi Okafor"}}]}"#,
        r#"{"resourceType":"CareTeam","id":"w","status":"active","name":"Theirs","subject":{"reference":"Patient/somebody"}}"#,
    ]);
    let teams: Vec<Arc<record::Team>> = taken(&answer).teams.into_iter().map(Arc::new).collect();
    let today = Day::new(2026, 11, 21).expect("a day");
    let offered: Vec<String> = team::recipients(&teams, today)
        .into_iter()
        .map(|one| {
            let name = one.mention.name.unwrap_or_default();
            let role = one
                .role
                .map(|role| format!(" ({role})"))
                .unwrap_or_default();
            format!("{} {name}{role}", one.path)
        })
        .collect();
    assert_eq!(
        offered,
        [
            "CareTeam/t Dr. Okafor's team",
            "CareTeam/v Pharmacy",
            "Practitioner/okafor Dr. Ngozi Okafor (Cardiologist)",
        ]
    );
}

#[test]
fn a_hospital_takes_messages_only_if_it_says_so_in_full() {
    let offer = |interactions: &str, rest: &str| {
        let json = format!(
            r#"{{"resourceType":"CapabilityStatement","kind":"instance","fhirVersion":"4.0.1","rest":[{{"mode":"server","resource":[{{"type":"Communication","interaction":[{interactions}]{rest}}}]}}]}}"#
        );
        let answer = fhir::Answer::new(json.into_bytes());
        let page = fhir::read::page(&answer).expect("FHIR");
        record::offer::messages(&page).map(|offer| offer.conditional)
    };
    let both = r#"{"code":"create"},{"code":"search-type"}"#;
    assert_eq!(offer(both, ""), Some(false));
    assert_eq!(offer(both, r#","conditionalCreate":true"#), Some(true));
    assert_eq!(offer(r#"{"code":"search-type"}"#, ""), None);
    assert_eq!(offer(r#"{"code":"create"}"#, ""), None);
}
