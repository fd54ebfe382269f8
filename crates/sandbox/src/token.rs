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
use crate::secret;
use crate::settings::{
    AccessToken, AuthTime, Claim, IdTokenGiven, PatientTold, Pkce, Refresh, RefreshScope,
    RefusedRefresh, Registration, Told, UserTold,
};

pub(crate) async fn exchange(
    State(hospital): State<Arc<Hospital>>,
    headers: HeaderMap,
    body: String,
) -> Response {
    let given =
        form(&hospital, &headers, &body).and_then(|pairs| match value(&pairs, "grant_type") {
            Some("authorization_code") => by_code(&hospital, &pairs),
            Some("refresh_token") => by_refresh(&hospital, &pairs),
            Some(_) => Err(Refusal::OAuth(
                "unsupported_grant_type",
                "only authorization_code and refresh_token",
            )),
            None => Err(Refusal::OAuth("invalid_request", "grant_type is missing")),
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
            .ok_or(Refusal::OAuth("invalid_request", "token is missing"))
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

enum Refusal {
    /// A code of RFC 6749 §5.2, and what it means here.
    OAuth(&'static str, &'static str),
    /// A renewal that came too late or twice.
    Renewal(RefusedRefresh),
}

impl Refusal {
    fn into_response(self) -> Response {
        let used = "the refresh token is unknown, used or too old";
        let (status, error, text) = match self {
            Self::OAuth("invalid_client", text) => {
                (StatusCode::UNAUTHORIZED, "invalid_client", text)
            }
            Self::OAuth(error, text) => (StatusCode::BAD_REQUEST, error, text),
            Self::Renewal(RefusedRefresh::InvalidGrant) => {
                (StatusCode::BAD_REQUEST, "invalid_grant", used)
            }
            Self::Renewal(RefusedRefresh::InvalidRequest) => {
                (StatusCode::BAD_REQUEST, "invalid_request", used)
            }
            Self::Renewal(RefusedRefresh::Forbidden) => {
                (StatusCode::FORBIDDEN, "invalid_grant", used)
            }
            Self::Renewal(RefusedRefresh::InvalidClient) => {
                (StatusCode::UNAUTHORIZED, "invalid_client", used)
            }
            Self::Renewal(RefusedRefresh::Text) => {
                return (StatusCode::UNAUTHORIZED, NOT_KEPT, "Unauthorized").into_response();
            }
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
fn form(hospital: &Hospital, headers: &HeaderMap, body: &str) -> Result<Pairs, Refusal> {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    if !kind.starts_with("application/x-www-form-urlencoded") {
        return Err(Refusal::OAuth("invalid_request", "the body must be a form"));
    }
    if headers.contains_key(header::AUTHORIZATION) {
        return Err(Refusal::OAuth(
            "invalid_client",
            "this client is public and has no secret",
        ));
    }
    let pairs = query::pairs(Some(body));
    if pairs
        .iter()
        .any(|(name, _)| pairs.iter().filter(|(other, _)| other == name).count() > 1)
    {
        return Err(Refusal::OAuth("invalid_request", "a parameter is repeated"));
    }
    if hospital.settings.registration == Registration::NeedsSecret {
        return Err(Refusal::OAuth("invalid_client", "a secret is needed here"));
    }
    match value(&pairs, "client_id") {
        Some(id) if id == hospital.client.id => Ok(pairs),
        Some(_) => Err(Refusal::OAuth("invalid_client", "no such client")),
        None => Err(Refusal::OAuth("invalid_request", "client_id is missing")),
    }
}

fn by_code(hospital: &Hospital, pairs: &Pairs) -> Result<serde_json::Value, Refusal> {
    let rules = &hospital.settings.tokens;
    let text = value(pairs, "code").ok_or(Refusal::OAuth("invalid_request", "code is missing"))?;
    let redirect_uri = value(pairs, "redirect_uri")
        .ok_or(Refusal::OAuth("invalid_request", "redirect_uri is missing"))?;
    let now = hospital.clock.now();
    let verifier = match (
        hospital.settings.sign_in.pkce,
        value(pairs, "code_verifier"),
    ) {
        (Pkce::Ignored, _) => None,
        (Pkce::Required, Some(verifier)) => Some(verifier),
        (Pkce::Required, None) => {
            return Err(Refusal::OAuth(
                "invalid_request",
                "code_verifier is missing",
            ));
        }
    };
    let mut grants = held(&hospital.grants);
    // A code is used up by trying it, also with a wrong verifier.
    let code = grants
        .take_code(text, rules.reuse, now)
        .ok_or(Refusal::OAuth(
            "invalid_grant",
            "the code is unknown, used or too old",
        ))?;
    if code.redirect_uri != redirect_uri {
        return Err(Refusal::OAuth(
            "invalid_grant",
            "redirect_uri is not that of the request",
        ));
    }
    let fits = |verifier: &str| {
        matches!(verifier.len(), 43..=128) && challenge(verifier) == code.challenge
    };
    if verifier.is_some_and(|verifier| !fits(verifier)) {
        return Err(Refusal::OAuth(
            "invalid_grant",
            "code_verifier does not fit",
        ));
    }
    let access = (
        access_token(hospital, &code.grant, now),
        now + hospital.token_life(),
    );
    let tokens = grants.begin(text, code.grant.clone(), access, rules.refresh);
    let scopes = code.grant.scopes.clone();
    Ok(answer(hospital, &code.grant, &scopes, tokens, now))
}

fn by_refresh(hospital: &Hospital, pairs: &Pairs) -> Result<serde_json::Value, Refusal> {
    let rules = &hospital.settings.tokens;
    let text = value(pairs, "refresh_token").ok_or(Refusal::OAuth(
        "invalid_request",
        "refresh_token is missing",
    ))?;
    let now = hospital.clock.now();
    let wanted = value(pairs, "scope").map(Scope::list);
    let mut grants = held(&hospital.grants);
    if wanted.is_none() && rules.refresh_scope == RefreshScope::Required {
        return Err(Refusal::OAuth("invalid_scope", "scope is missing"));
    }
    if let (Some(wanted), Some(grant)) = (&wanted, grants.granted(text))
        && wanted.iter().any(|scope| !grant.scopes.contains(scope))
    {
        return Err(Refusal::OAuth(
            "invalid_scope",
            "more was asked for than was allowed",
        ));
    }
    let (number, grant) = grants
        .spend(text, rules, now)
        .ok_or(Refusal::Renewal(rules.refused_refresh))?;
    let scopes = wanted.unwrap_or_else(|| grant.scopes.clone());
    let access = (
        access_token(hospital, &grant, now),
        now + hospital.token_life(),
    );
    let again = matches!(rules.refresh, Refresh::Rotating | Refresh::Overlapping);
    let tokens = grants.tokens(number, scopes.clone(), access, again);
    Ok(answer(hospital, &grant, &scopes, tokens, now))
}

/// The text of a new access token: random, or signed claims of which some apps must read one.
fn access_token(hospital: &Hospital, grant: &Grant, now: u64) -> String {
    let AccessToken::Claims(own) = hospital.settings.tokens.access else {
        return secret::text();
    };
    let mut claims = json!({
        "iss": hospital.issuer(),
        "jti": secret::text(),
        "exp": now + hospital.token_life(),
    });
    if let Some(fields) = claims.as_object_mut() {
        fields.extend(own.iter().map(|(name, claim)| {
            let value = match claim {
                Claim::Patient => json!(grant.patient),
                Claim::Practice => json!(grant.practice),
            };
            ((*name).to_owned(), value)
        }));
    }
    hospital.signing.signed(&claims)
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
    let rules = &hospital.settings.tokens;
    let told = match hospital.settings.scopes.told {
        Told::Granted => scope::joined(scopes),
        Told::Asked => grant.asked.clone(),
    };
    let mut answer = json!({
        "access_token": tokens.access,
        "token_type": "Bearer",
        "expires_in": hospital.token_life(),
        "scope": told,
        "need_patient_banner": true,
    });
    let Some(fields) = answer.as_object_mut() else {
        return answer;
    };
    if let Some(refresh) = tokens.refresh {
        fields.insert("refresh_token".into(), refresh.into());
    }
    if grant.opens_a_record() && rules.patient == PatientTold::Named {
        fields.insert("patient".into(), grant.patient.clone().into());
    }
    if scopes.contains(&Scope::FhirUser) && rules.user == UserTold::AnswerAndIdToken {
        fields.insert("fhirUser".into(), user(hospital, grant).into());
    }
    if has_id_token(hospital.settings.identity.given, scopes) {
        let claims = claims(hospital, grant, scopes, now);
        fields.insert("id_token".into(), hospital.signing.signed(&claims).into());
    }
    answer
}

fn has_id_token(given: IdTokenGiven, scopes: &[Scope]) -> bool {
    let openid = scopes.contains(&Scope::OpenId);
    match given {
        IdTokenGiven::WithOpenid => openid,
        IdTokenGiven::WithOpenidAndUser => openid && scopes.contains(&Scope::FhirUser),
        IdTokenGiven::Always => true,
    }
}

fn user(hospital: &Hospital, grant: &Grant) -> String {
    format!("{}/{}", hospital.base, grant.user)
}

fn claims(hospital: &Hospital, grant: &Grant, scopes: &[Scope], now: u64) -> serde_json::Value {
    let rules = &hospital.settings.identity;
    let now = now.saturating_add_signed(rules.clock);
    let signed_in_at = grant.signed_in_at.saturating_add_signed(rules.clock);
    let mut claims = json!({
        "iss": hospital.issuer(),
        "sub": grant.user,
        "aud": hospital.client.id,
        "iat": now,
        "exp": now + hospital.token_life(),
        "auth_time": match rules.auth_time {
            AuthTime::Seconds => json!(signed_in_at),
            AuthTime::Fraction => json!(signed_in_at as f64 + 0.25),
        },
    });
    if let Some(fields) = claims.as_object_mut() {
        if let Some(nonce) = &grant.nonce {
            fields.insert("nonce".into(), nonce.clone().into());
        }
        let told = hospital.settings.tokens.user != UserTold::Nowhere;
        if told && scopes.contains(&Scope::FhirUser) {
            fields.insert("fhirUser".into(), user(hospital, grant).into());
        }
    }
    claims
}
