//! What a hospital says about itself: SMART configuration, OpenID configuration, keys, CapabilityStatement.
//! <https://hl7.org/fhir/smart-app-launch/STU2.2/conformance.html>
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use crate::hospital::Hospital;
use crate::outcome::fhir;
use crate::types::{self, KINDS, Kind};

pub(crate) async fn smart(State(hospital): State<Arc<Hospital>>) -> Json<Value> {
    let origin = &hospital.origin;
    let mut scopes = vec![
        "openid".to_owned(),
        "fhirUser".into(),
        "launch/patient".into(),
        "offline_access".into(),
    ];
    scopes.extend(kept(&hospital).map(|kind| {
        let letters = if types::is_written(kind.name) {
            "crs"
        } else {
            "rs"
        };
        format!("patient/{}.{letters}", kind.name)
    }));
    Json(json!({
        "issuer": hospital.base,
        "jwks_uri": format!("{origin}/auth/jwks"),
        "authorization_endpoint": format!("{origin}/auth/authorize"),
        "token_endpoint": format!("{origin}/auth/token"),
        "revocation_endpoint": format!("{origin}/auth/revoke"),
        "token_endpoint_auth_methods_supported": ["none"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "response_types_supported": ["code"],
        "code_challenge_methods_supported": ["S256"],
        "scopes_supported": scopes,
        "authorization_response_iss_parameter_supported": true,
        "capabilities": [
            "launch-standalone", "authorize-post", "client-public", "sso-openid-connect",
            "context-standalone-patient", "context-banner", "permission-offline", "permission-patient",
            "permission-v1", "permission-v2",
        ],
    }))
}

pub(crate) async fn openid(State(hospital): State<Arc<Hospital>>) -> Json<Value> {
    let origin = &hospital.origin;
    Json(json!({
        "issuer": hospital.base,
        "authorization_endpoint": format!("{origin}/auth/authorize"),
        "token_endpoint": format!("{origin}/auth/token"),
        "jwks_uri": format!("{origin}/auth/jwks"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
    }))
}

pub(crate) async fn jwks(State(hospital): State<Arc<Hospital>>) -> Json<Value> {
    Json(hospital.key.public())
}

pub(crate) async fn metadata(State(hospital): State<Arc<Hospital>>) -> Response {
    let origin = &hospital.origin;
    let uri = |name: &str| json!({ "url": name, "valueUri": format!("{origin}/auth/{name}") });
    let statement = json!({
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": "2026-11-01",
        "kind": "instance",
        "software": { "name": "Sample hospital for development and tests" },
        "implementation": { "description": hospital.profile.name, "url": hospital.base },
        "fhirVersion": "4.0.1",
        "format": ["application/fhir+json"],
        "rest": [{
            "mode": "server",
            "security": {
                "cors": true,
                "service": [{ "coding": [{
                    "system": "http://terminology.hl7.org/CodeSystem/restful-security-service",
                    "code": "SMART-on-FHIR",
                }] }],
                "extension": [{
                    "url": "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris",
                    "extension": [uri("authorize"), uri("token"), uri("revoke")],
                }],
            },
            "resource": kept(&hospital).map(described).collect::<Vec<_>>(),
        }],
    });
    fhir(StatusCode::OK, statement.to_string())
}

fn kept(hospital: &Hospital) -> impl Iterator<Item = &'static Kind> {
    let profile = hospital.profile;
    KINDS.iter().filter(move |kind| profile.keeps(kind.name))
}

fn described(kind: &Kind) -> Value {
    let parameters = std::iter::once(&"_id").chain(kind.parameters);
    let parameters =
        parameters.map(|name| json!({ "name": name, "type": types::parameter_type(name) }));
    let mut described = json!({
        "type": kind.name,
        "interaction": [{ "code": "read" }, { "code": "search-type" }],
        "versioning": "no-version",
        "searchRevInclude": ["Provenance:target"],
        "searchParam": parameters.collect::<Vec<_>>(),
    });
    if kind.name == "MedicationRequest"
        && let Some(fields) = described.as_object_mut()
    {
        fields.insert(
            "searchInclude".into(),
            json!(["MedicationRequest:medication"]),
        );
    }
    if types::is_written(kind.name)
        && let Some(fields) = described.as_object_mut()
    {
        let interactions =
            json!([{ "code": "read" }, { "code": "search-type" }, { "code": "create" }]);
        fields.insert("interaction".into(), interactions);
        fields.insert("conditionalCreate".into(), true.into());
    }
    described
}
