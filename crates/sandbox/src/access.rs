//! Who asks, and what they may see: the check before every answer with records, and the reading of one record.
use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use crate::binary;
use crate::failure;
use crate::files;
use crate::grants::Access;
use crate::held::held;
use crate::hospital::Hospital;
use crate::outcome::{Refusal, fhir};
use crate::query::{self, Pairs};
use crate::resource::Resource;
use crate::scope::{Allowance, Scope};
use crate::settings::{Forbidden, Wildcards};
use crate::types;

/// `GET [base]/[type]/[id]`
pub(crate) async fn read(
    State(hospital): State<Arc<Hospital>>,
    Path((kind, id)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let pairs = query::pairs(query.as_deref());
    if kind == "Binary" {
        return binary::read(&hospital, &id, &pairs, &headers).await;
    }
    let access = match enter(&hospital, &headers, &pairs) {
        Ok(access) => access,
        Err(refusal) => return refusal.into_response(),
    };
    if let Some(response) = failure::instead(&hospital, &access, &kind, &Pairs::new()).await {
        return response;
    }
    match one(&hospital, &access, &kind, &id) {
        Ok(text) => fhir(StatusCode::OK, text),
        Err(refusal) => refusal.into_response(),
    }
}

fn one(hospital: &Hospital, access: &Access, kind: &str, id: &str) -> Result<String, Refusal> {
    if !types::is_known(kind) || !hospital.keeps(kind) {
        return Err(unknown(kind));
    }
    let allowances = allowances(hospital, access, kind, |allowance| allowance.read)?;
    let place = hospital
        .place(&format!("{kind}/{id}"))
        .ok_or(Refusal::NotFound)?;
    let resource = hospital.at(place).ok_or(Refusal::NotFound)?;
    // Another patient's record is not found rather than forbidden: that it exists is nobody's business.
    if lies_within(&resource, access) && permitted(&resource, &allowances) {
        Ok(files::with_addresses(hospital, &resource.text))
    } else {
        Err(Refusal::NotFound)
    }
}

/// Checks the token and the content types. Gives what the token stands for.
pub(crate) fn enter(
    hospital: &Hospital,
    headers: &HeaderMap,
    query: &[(String, String)],
) -> Result<Access, Refusal> {
    let access = authorized(hospital, headers, query)?;
    let accept = headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("*/*");
    let format = query
        .iter()
        .find(|(name, _)| name == "_format")
        .map_or("json", |(_, value)| value);
    if speaks_json(accept) && speaks_json(format) {
        Ok(access)
    } else {
        Err(Refusal::NotAcceptable)
    }
}

/// Checks the token, and the practice where one must be named.
pub(crate) fn authorized(
    hospital: &Hospital,
    headers: &HeaderMap,
    query: &[(String, String)],
) -> Result<Access, Refusal> {
    let header = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    let token = header
        .and_then(|value| value.strip_prefix("Bearer "))
        .ok_or(Refusal::NoToken)?;
    let access = held(&hospital.grants)
        .access(token, hospital.clock.now())
        .ok_or(Refusal::StaleToken(hospital.settings.records.expired))?;
    match hospital.settings.records.practice_parameter {
        Some(parameter) if !names_practice(query, parameter, access.practice) => {
            Err(Refusal::Invalid(format!(
                "{parameter} is missing, or is not that of the sign-in"
            )))
        }
        Some(_) | None => Ok(access),
    }
}

fn names_practice(query: &[(String, String)], parameter: &str, own: Option<&str>) -> bool {
    query
        .iter()
        .any(|(name, value)| name == parameter && Some(value.as_str()) == own)
}

fn speaks_json(accept: &str) -> bool {
    accept
        .split(',')
        .filter_map(|range| range.split(';').next())
        .any(|range| {
            // A `+` in a query is read as a space.
            let range = range.trim().replace(' ', "+");
            matches!(
                range.as_str(),
                "*/*"
                    | "application/*"
                    | "json"
                    | "application/json"
                    | "application/fhir+json"
                    | "application/json+fhir"
            )
        })
}

/// The scopes that let this token do something with a type, or a refusal if there is none.
pub(crate) fn allowances<'a>(
    hospital: &Hospital,
    access: &'a Access,
    kind: &str,
    lets: fn(&Allowance) -> bool,
) -> Result<Vec<&'a Allowance>, Refusal> {
    let granted = access.scopes.iter().filter_map(|scope| match scope {
        Scope::Patient(allowance) => Some(allowance),
        Scope::OpenId
        | Scope::FhirUser
        | Scope::Launch
        | Scope::LaunchPatient
        | Scope::OfflineAccess => None,
    });
    let wildcards = hospital.settings.scopes.wildcards;
    let fitting: Vec<_> = granted
        .filter(|allowance| allowance.covers(kind) && lets(allowance))
        .filter(|allowance| allowance.kind.is_some() || wildcards != Wildcards::Nothing)
        .collect();
    let withheld = hospital.settings.records.withheld.contains(&kind);
    match (
        fitting.is_empty() || access.patient.is_none() || withheld,
        hospital.settings.records.forbidden,
    ) {
        (false, _) => Ok(fitting),
        (true, Forbidden::Empty) => Err(Refusal::NotAllowedSilently),
        (true, Forbidden::Outcome) => Err(Refusal::NotAllowed(format!(
            "The token does not allow {kind}"
        ))),
    }
}

/// Whether a record lies in the token's compartment, or belongs to no patient.
pub(crate) fn lies_within(resource: &Resource, access: &Access) -> bool {
    resource.patients.is_empty()
        || access
            .patient
            .as_ref()
            .is_some_and(|patient| resource.patients.contains(patient))
}

/// Whether one of the scopes reaches this very record: narrow scopes see only what their filter finds.
pub(crate) fn permitted(resource: &Resource, allowances: &[&Allowance]) -> bool {
    allowances.iter().any(|allowance| {
        allowance
            .filter
            .iter()
            .all(|(parameter, wanted)| query::has_token(resource, parameter, wanted))
    })
}

pub(crate) fn unknown(kind: &str) -> Refusal {
    Refusal::NotSupported(format!("{kind} is not kept here"))
}
