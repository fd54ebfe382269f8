//! The token endpoint (code exchange, refresh) and revocation, for public clients.
//! <https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html#obtain-access-token>
use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::authorize::value;
use crate::grants::{Grant, Tokens};
use crate::held::held;
use crate::hospital::Hospital;
use crate::query::{self, Pairs};
use crate::scope::{self, Scope};

pub(crate) async fn exchange(
    State(hospital): State<Arc<Hospital>>,
    headers: HeaderMap,
    body: String,
) -> Response {
    let given =
        form(&hospital, &headers, &body).and_then(|pairs| match value(&pairs, "grant_type") {
            Some("authorization_code") => by_code(&hospital, &pairs),
            Some("refresh_token") => by_refresh(&hospital, &pairs),
            Some(_) => Err(OAuthError(
                "unsupported_grant_type",
                "only authorization_code and refresh_token",
            )),
            None => Err(OAuthError("invalid_request", "grant_type is missing")),
        });
    match given {
        Ok(answer) => (NOT_KEPT, axum::Json(answer)).into_response(),
        Err(error) => error.into_response(),
    }
}

/// RFC 7009: 200 also for a token nobody knows.
pub(crate) async fn revoke(
    State(hospital): State<Arc<Hospital>>,
    headers: HeaderMap,
    body: String,
) -> Response {
    let token = form(&hospital, &headers, &body).and_then(|pairs| {
        value(&pairs, "token")
            .map(str::to_owned)
            .ok_or(OAuthError("invalid_request", "token is missing"))
    });
    match token {
        Ok(token) => {
            held(&hospital.grants).revoke(&token);
            (StatusCode::OK, NOT_KEPT).into_response()
        }
        Err(error) => error.into_response(),
    }
}

const NOT_KEPT: [(header::HeaderName, &str); 2] = [
    (header::CACHE_CONTROL, "no-store"),
    (header::PRAGMA, "no-cache"),
];

struct OAuthError(&'static str, &'static str);

impl OAuthError {
    fn into_response(self) -> Response {
        let Self(error, text) = self;
        let status = if error == "invalid_client" {
            StatusCode::UNAUTHORIZED
        } else {
            StatusCode::BAD_REQUEST
        };
        (
            status,
            NOT_KEPT,
            axum::Json(json!({ "error": error, "error_description": text })),
        )
            .into_response()
    }
}

/// The form's fields, once it is clear that it is a form and from the registered client.
fn form(hospital: &Hospital, headers: &HeaderMap, body: &str) -> Result<Pairs, OAuthError> {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    if !kind.starts_with("application/x-www-form-urlencoded") {
        return Err(OAuthError("invalid_request", "the body must be a form"));
    }
    if headers.contains_key(header::AUTHORIZATION) {
        return Err(OAuthError(
            "invalid_client",
            "this client is public and has no secret",
        ));
    }
    let pairs = query::pairs(Some(body));
    if pairs
        .iter()
        .any(|(name, _)| pairs.iter().filter(|(other, _)| other == name).count() > 1)
    {
        return Err(OAuthError("invalid_request", "a parameter is repeated"));
    }
    match value(&pairs, "client_id") {
        Some(id) if id == hospital.client.id => Ok(pairs),
        Some(_) => Err(OAuthError("invalid_client", "no such client")),
        None => Err(OAuthError("invalid_request", "client_id is missing")),
    }
}

fn by_code(hospital: &Hospital, pairs: &Pairs) -> Result<serde_json::Value, OAuthError> {
    let text = value(pairs, "code").ok_or(OAuthError("invalid_request", "code is missing"))?;
    let redirect_uri = value(pairs, "redirect_uri")
        .ok_or(OAuthError("invalid_request", "redirect_uri is missing"))?;
    let verifier = value(pairs, "code_verifier")
        .ok_or(OAuthError("invalid_request", "code_verifier is missing"))?;
    let now = hospital.clock.now();
    let mut grants = held(&hospital.grants);
    // A code is used up by trying it, also with a wrong verifier.
    let code = grants.take_code(text, now).ok_or(OAuthError(
        "invalid_grant",
        "the code is unknown, used or too old",
    ))?;
    if code.redirect_uri != redirect_uri {
        return Err(OAuthError(
            "invalid_grant",
            "redirect_uri is not that of the request",
        ));
    }
    if !matches!(verifier.len(), 43..=128) || challenge(verifier) != code.challenge {
        return Err(OAuthError("invalid_grant", "code_verifier does not fit"));
    }
    let tokens = grants.begin(
        text,
        code.grant.clone(),
        now + hospital.token_life.as_secs(),
    );
    let scopes = code.grant.scopes.clone();
    Ok(answer(hospital, &code.grant, &scopes, tokens, now))
}

fn by_refresh(hospital: &Hospital, pairs: &Pairs) -> Result<serde_json::Value, OAuthError> {
    let text = value(pairs, "refresh_token")
        .ok_or(OAuthError("invalid_request", "refresh_token is missing"))?;
    let now = hospital.clock.now();
    let wanted = value(pairs, "scope").map(Scope::list);
    let mut grants = held(&hospital.grants);
    if let (Some(wanted), Some(grant)) = (&wanted, grants.granted(text))
        && wanted.iter().any(|scope| !grant.scopes.contains(scope))
    {
        return Err(OAuthError(
            "invalid_scope",
            "more was asked for than was allowed",
        ));
    }
    let used = OAuthError(
        "invalid_grant",
        "the refresh token is unknown, used or too old",
    );
    let (number, grant) = grants.spend(text, now).ok_or(used)?;
    let scopes = wanted.unwrap_or_else(|| grant.scopes.clone());
    let tokens = grants.tokens(number, scopes.clone(), now + hospital.token_life.as_secs());
    Ok(answer(hospital, &grant, &scopes, tokens, now))
}

/// BASE64URL(SHA256(verifier)). (RFC 7636 §4.6)
fn challenge(verifier: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(verifier))
}

fn answer(
    hospital: &Hospital,
    grant: &Grant,
    scopes: &[Scope],
    tokens: Tokens,
    now: u64,
) -> serde_json::Value {
    let mut answer = json!({
        "access_token": tokens.access,
        "token_type": "Bearer",
        "expires_in": hospital.token_life.as_secs(),
        "scope": scope::joined(scopes),
        "need_patient_banner": true,
    });
    let Some(fields) = answer.as_object_mut() else {
        return answer;
    };
    if let Some(refresh) = tokens.refresh {
        fields.insert("refresh_token".into(), refresh.into());
    }
    if scopes.contains(&Scope::LaunchPatient) {
        fields.insert("patient".into(), grant.patient.clone().into());
    }
    if scopes.contains(&Scope::FhirUser) {
        fields.insert(
            "fhirUser".into(),
            format!("{}/Patient/{}", hospital.base, grant.patient).into(),
        );
    }
    if scopes.contains(&Scope::OpenId) {
        let claims = claims(hospital, grant, scopes, now);
        fields.insert("id_token".into(), hospital.key.signed(&claims).into());
    }
    answer
}

fn claims(hospital: &Hospital, grant: &Grant, scopes: &[Scope], now: u64) -> serde_json::Value {
    let mut claims = json!({
        "iss": hospital.base,
        "sub": grant.patient,
        "aud": hospital.client.id,
        "iat": now,
        "exp": now + hospital.token_life.as_secs(),
        "auth_time": grant.signed_in_at,
    });
    if let Some(fields) = claims.as_object_mut() {
        if let Some(nonce) = &grant.nonce {
            fields.insert("nonce".into(), nonce.clone().into());
        }
        if scopes.contains(&Scope::FhirUser) {
            fields.insert(
                "fhirUser".into(),
                format!("{}/Patient/{}", hospital.base, grant.patient).into(),
            );
        }
    }
    claims
}
