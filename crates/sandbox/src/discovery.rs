//! What a hospital says about itself: SMART configuration, OpenID configuration, keys, CapabilityStatement.
//! <https://hl7.org/fhir/smart-app-launch/STU2.2/conformance.html>
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Response};
use serde_json::{Value, json};

use crate::hospital::Hospital;
use crate::outcome::fhir;
use crate::settings::{FhirVersion, IssuerBack, Origins, Pkce, Spelling, Statement, WellKnown};
use crate::types::{self, KINDS, Kind};

pub(crate) async fn smart(State(hospital): State<Arc<Hospital>>) -> Response {
    let rules = &hospital.settings.discovery;
    if rules.well_known == WellKnown::Absent {
        let page = "<!DOCTYPE html><html><head><title>404</title></head><body><h1>Not Found</h1></body></html>";
        return (StatusCode::NOT_FOUND, Html(page)).into_response();
    }
    let origin = &hospital.origin;
    let mut configuration = json!({
        "issuer": hospital.issuer(),
        "jwks_uri": format!("{origin}/auth/jwks"),
        "authorization_endpoint": format!("{origin}/auth/authorize"),
        "token_endpoint": format!("{origin}/auth/token"),
        "revocation_endpoint": format!("{origin}/auth/revoke"),
        "token_endpoint_auth_methods_supported": rules.auth_methods,
        "grant_types_supported": rules.grant_types,
        "response_types_supported": ["code"],
        "scopes_supported": scopes(&hospital),
        "capabilities": rules.capabilities,
    });
    if let Some(fields) = configuration.as_object_mut() {
        if hospital.settings.sign_in.pkce == Pkce::Required {
            fields.insert("code_challenge_methods_supported".into(), json!(["S256"]));
        }
        if hospital.settings.sign_in.issuer == IssuerBack::Named {
            let name = "authorization_response_iss_parameter_supported";
            fields.insert(name.into(), true.into());
        }
        fields.retain(|name, _| !rules.left_out.contains(&name.as_str()));
    }
    Json(configuration).into_response()
}

fn scopes(hospital: &Hospital) -> Vec<String> {
    let mut scopes = vec![
        "openid".to_owned(),
        "fhirUser".into(),
        "launch".into(),
        "launch/patient".into(),
        "offline_access".into(),
    ];
    let spelling = hospital.settings.scopes.spelling;
    scopes.extend(kept(hospital).map(|kind| {
        let actions = match (spelling, types::is_written(kind.name)) {
            (Spelling::V1, false) => "read",
            (Spelling::V1, true) => "*",
            (Spelling::Both | Spelling::V2, false) => "rs",
            (Spelling::Both | Spelling::V2, true) => "crs",
        };
        format!("patient/{}.{actions}", kind.name)
    }));
    scopes
}

pub(crate) async fn openid(State(hospital): State<Arc<Hospital>>) -> Json<Value> {
    let origin = &hospital.origin;
    Json(json!({
        "issuer": hospital.issuer(),
        "authorization_endpoint": format!("{origin}/auth/authorize"),
        "token_endpoint": format!("{origin}/auth/token"),
        "jwks_uri": format!("{origin}/auth/jwks"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": [hospital.settings.identity.algorithm.name()],
    }))
}

pub(crate) async fn jwks(State(hospital): State<Arc<Hospital>>) -> Json<Value> {
    Json(hospital.signing.public())
}

pub(crate) async fn metadata(State(hospital): State<Arc<Hospital>>) -> Response {
    let origin = &hospital.origin;
    let uri = |name: &str| json!({ "url": name, "valueUri": format!("{origin}/auth/{name}") });
    let version = hospital.settings.discovery.version;
    let kind = match version {
        FhirVersion::R4 | FhirVersion::Stu3 => "CapabilityStatement",
        FhirVersion::Dstu2 => "Conformance",
    };
    let whole = hospital.settings.discovery.statement == Statement::Whole;
    let origins = whole && hospital.settings.records.origins != Origins::Unknown;
    let statement = json!({
        "resourceType": kind,
        "status": "active",
        "date": "2026-11-01",
        "kind": "instance",
        "software": { "name": "Sample hospital for development and tests" },
        "implementation": { "description": hospital.name, "url": hospital.base },
        "fhirVersion": version.number(),
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
            "resource": kept(&hospital).map(|kind| described(kind, whole, origins)).collect::<Vec<_>>(),
        }],
    });
    fhir(StatusCode::OK, statement.to_string())
}

fn kept(hospital: &Hospital) -> impl Iterator<Item = &'static Kind> + '_ {
    KINDS.iter().filter(|kind| hospital.keeps(kind.name))
}

fn described(kind: &Kind, whole: bool, origins: bool) -> Value {
    let parameters = std::iter::once(&"_id").chain(kind.parameters);
    let parameters =
        parameters.map(|name| json!({ "name": name, "type": types::parameter_type(name) }));
    let mut described = json!({
        "type": kind.name,
        "interaction": [{ "code": "read" }, { "code": "search-type" }],
        "versioning": "no-version",
        "searchParam": parameters.collect::<Vec<_>>(),
    });
    if origins && let Some(fields) = described.as_object_mut() {
        fields.insert("searchRevInclude".into(), json!(["Provenance:target"]));
    }
    if whole
        && types::has_medication(kind.name)
        && let Some(fields) = described.as_object_mut()
    {
        let include = json!([format!("{}:medication", kind.name)]);
        fields.insert("searchInclude".into(), include);
    }
    if whole
        && kind.name == "DocumentReference"
        && let Some(fields) = described.as_object_mut()
    {
        let definition = "http://hl7.org/fhir/us/core/OperationDefinition/docref";
        let operation = json!([{ "name": "docref", "definition": definition }]);
        fields.insert("operation".into(), operation);
    }
    if types::is_written(kind.name)
        && let Some(fields) = described.as_object_mut()
    {
        let interactions =
            json!([{ "code": "read" }, { "code": "search-type" }, { "code": "create" }]);
        fields.insert("interaction".into(), interactions);
        if whole {
            fields.insert("conditionalCreate".into(), true.into());
        }
    }
    described
}
