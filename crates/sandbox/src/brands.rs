//! The hospitals that run, as vendors publish theirs: a Bundle of SMART User-Access Brands; and a directory made of it.
//! <https://hl7.org/fhir/smart-app-launch/STU2.2/brands.html>
use std::collections::HashMap;
use std::sync::Arc;

use anyhow::Context as _;
use axum::Router;
use axum::body::Bytes;
use axum::http::header;
use axum::routing::get;
use directory::publish::{self, Source, Vendors};
use serde_json::{Value, json};

use crate::hospital::Hospital;
use crate::personality::{PORTAL, Place, ST_MARYS, SampleCharts};

/// A clinic of St. Mary's with a name and a place of its own, at the same address.
const EYE_CLINIC: (&str, Place) = (
    "St. Mary’s Eye Clinic (sample)",
    ("Cambridge", "MA", "02139"),
);
/// What St. Mary's was called before.
const FORMER_NAME: &str = "Charity Infirmary (sample)";

/// All of them, and a clinic of the first.
pub(crate) fn bundle(hospitals: &[Arc<Hospital>]) -> Value {
    let mut entries: Vec<Value> = hospitals.iter().flat_map(of_hospital).collect();
    let (name, place) = EYE_CLINIC;
    entries.push(entry(json!({
        "resourceType": "Organization",
        "id": "eye-clinic",
        "active": true,
        "name": name,
        "address": address(Some(place)),
        "partOf": { "reference": format!("Organization/{}", ST_MARYS.key) },
    })));
    json!({
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": "2026-11-01T00:00:00Z",
        "entry": entries,
    })
}

fn of_hospital(hospital: &Arc<Hospital>) -> [Value; 2] {
    let key = hospital.key();
    let endpoint = json!({ "reference": format!("Endpoint/{key}") });
    let aliases: &[&str] = if key == ST_MARYS.key {
        &[FORMER_NAME]
    } else {
        &[]
    };
    let brand = hospital.samples.map(SampleCharts::brand);
    [
        entry(json!({
            "resourceType": "Organization",
            "id": key,
            "active": true,
            "name": hospital.name(),
            "alias": aliases,
            "identifier": [{ "system": "urn:ietf:rfc:3986", "value": hospital.origin() }],
            "address": address(brand.map(|brand| brand.place)),
            "endpoint": [endpoint],
            "extension": [{
                "url": "http://hl7.org/fhir/StructureDefinition/organization-portal",
                "extension": [
                    { "url": "portalName", "valueString": brand.map_or(PORTAL, |brand| brand.portal) },
                    { "url": "portalUrl", "valueUrl": hospital.origin() },
                    { "url": "portalEndpoint", "valueReference": endpoint },
                ],
            }],
        })),
        entry(json!({
            "resourceType": "Endpoint",
            "id": key,
            "status": "active",
            "connectionType": {
                "system": "http://terminology.hl7.org/CodeSystem/endpoint-connection-type",
                "code": "hl7-fhir-rest",
            },
            "name": hospital.name(),
            "address": hospital.base(),
            "extension": [{
                "url": "http://hl7.org/fhir/StructureDefinition/endpoint-fhir-version",
                "valueCode": hospital.settings().discovery.version.number(),
            }],
        })),
    ]
}

fn address(place: Option<Place>) -> Value {
    let address = |(city, state, zip)| json!({ "city": city, "state": state, "postalCode": zip });
    place.into_iter().map(address).collect()
}

fn entry(resource: Value) -> Value {
    json!({ "resource": resource })
}

/// Anyone may read it from anywhere.
pub(crate) fn router(bundle: &Value) -> Router {
    let text = bundle.to_string();
    let answer = move || {
        let headers = [
            (header::CONTENT_TYPE, "application/fhir+json"),
            (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        ];
        std::future::ready((headers, text.clone()))
    };
    Router::new().route("/brands.json", get(answer))
}

/// The files of a directory of these brands, by their paths on the site.
pub(crate) fn directory(bundle: &Value) -> anyhow::Result<HashMap<String, Bytes>> {
    let text = bundle.to_string();
    let source = Source {
        name: "brands.json",
        bytes: text.as_bytes(),
        lent_address: None,
    };
    let rows = publish::read(source).context("the sample brands cannot be read")?;
    let merged = publish::merged(rows, &Vendors::built_in()?, true);
    let made = publish::files(merged.organizations)?;
    let manifest = ("manifest.txt".to_owned(), made.manifest.into_bytes());
    let files = made.files.into_iter().chain([manifest]);
    Ok(files
        .map(|(name, bytes)| (format!("/directory/{name}"), bytes.into()))
        .collect())
}
