//! Real descriptions of servers, read from the folder that `SATCHEL_DATA` names.

use std::{fs, io::Read, path::Path};

use smart::{DiscoveryError, FhirBase, Missing, Offer, SmartConfiguration, Style};

/// The bytes of a file below `capability/`, unpacked; `None`, and a line saying so, where there is no data.
fn file(name: &str) -> Option<Vec<u8>> {
    let Ok(folder) = std::env::var("SATCHEL_DATA") else {
        println!("skipped: SATCHEL_DATA is not set");
        return None;
    };
    let bytes = fs::read(Path::new(&folder).join("capability").join(name)).unwrap();
    if !name.ends_with(".gz") {
        return Some(bytes);
    }
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(bytes.as_slice())
        .read_to_end(&mut unpacked)
        .unwrap();
    Some(unpacked)
}

fn base() -> FhirBase {
    FhirBase::new("https://fhir.example.org/r4").unwrap()
}

#[test]
fn published_configurations_are_read_and_their_gaps_named() {
    for (name, missing, style) in [
        ("cerner-smart-configuration.json", vec![], Style::V2),
        ("inferno-smart-configuration.json", vec![], Style::V1),
        (
            "onc-sandbox-smart-configuration.json",
            vec![Missing::PatientContext],
            Style::V1,
        ),
    ] {
        let Some(bytes) = file(name) else { return };
        let configuration = SmartConfiguration::read(&base(), 200, &bytes).unwrap();
        assert_eq!(
            (configuration.missing(), configuration.style()),
            (missing, style),
            "{name}"
        );
    }
}

#[test]
fn published_capability_statements_say_where_to_sign_in() {
    for (name, expected) in [
        (
            "careevolution-hiebus-R4-metadata.json.gz",
            Ok(
                "https://fhir.careevolution.com/Master.Adapter1.WebClient/identityserver/connect/token",
            ),
        ),
        (
            "epic-STU3-metadata.json.gz",
            Ok("https://iconnect-fhir.cooperhealth.edu/fhir/oauth2/token"),
        ),
        (
            "epic-DSTU2-conformance.json.gz",
            Ok("https://epicproxy.ardenthealth.com/fhir/oauth2/token"),
        ),
        (
            "inferno-smart-metadata.json",
            Ok("https://www.example.com/token"),
        ),
        (
            "inferno-reference-server-metadata-template.json",
            Ok("https://fhir.example.org/r4/$HOST/oauth/token"),
        ),
        (
            "va-lighthouse-R4-metadata.json",
            Ok("https://argonaut.lighthouse.va.gov/token"),
        ),
        (
            "smart-bulk-server-R4-metadata.json",
            Err(DiscoveryError::NoAuthorizationEndpoint),
        ),
        (
            "smart-launcher-R4-metadata.json.gz",
            Err(DiscoveryError::NoTokenEndpoint),
        ),
    ] {
        let Some(bytes) = file(name) else { return };
        let configuration = SmartConfiguration::read_metadata(&base(), 200, &bytes);
        assert_eq!(
            configuration
                .as_ref()
                .map(|it| it.token.as_str())
                .map_err(|error| *error),
            expected,
            "{name}"
        );
    }
}

#[test]
fn published_capability_statements_say_what_they_offer() {
    for (name, is_r4, types) in [
        ("careevolution-hiebus-R4-metadata.json.gz", true, 40),
        ("va-lighthouse-R4-metadata.json", true, 15),
        ("epic-STU3-metadata.json.gz", false, 22),
        ("cerner-DSTU2-conformance.json.gz", false, 27),
        ("smart-launcher-R4-metadata.json.gz", true, 146),
        ("inferno-smart-metadata.json", true, 0),
    ] {
        let Some(bytes) = file(name) else { return };
        let offer = Offer::read(200, &bytes).unwrap();
        assert_eq!(
            (offer.is_r4(), offer.resources.len()),
            (is_r4, types),
            "{name}"
        );
        assert_eq!(types > 1, offer.lists("Patient", "read"), "{name}");
    }
}
