//! The authorization endpoint: checks a request wholly before any page is shown.
//! <https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html#obtain-authorization-code>
use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::consent;
use crate::grants::Pending;
use crate::held::held;
use crate::hospital::Hospital;
use crate::pages;
use crate::query::{self, Pairs};
use crate::scope::Scope;
use crate::secret;
use crate::settings::{IssuerBack, Nonce, Pages, Pkce, Registration, SecondCode, Session};

pub(crate) async fn by_get(
    State(hospital): State<Arc<Hospital>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    answer(&hospital, &query::pairs(query.as_deref()), &headers)
}

/// `authorize-post`: the same with a form.
pub(crate) async fn by_post(
    State(hospital): State<Arc<Hospital>>,
    headers: HeaderMap,
    body: String,
) -> Response {
    answer(&hospital, &query::pairs(Some(&body)), &headers)
}

fn answer(hospital: &Hospital, pairs: &Pairs, headers: &HeaderMap) -> Response {
    if let Err(why) = check_client(hospital, pairs) {
        return (StatusCode::BAD_REQUEST, pages::refusal(hospital, why)).into_response();
    }
    let pending = match check_request(hospital, pairs) {
        Ok(pending) => pending,
        Err(error) => return error_to_app(hospital, pairs, error),
    };
    let rules = &hospital.settings.sign_in;
    let prompt = value(pairs, "prompt");
    let signed_in = consent::who_decides(hospital, headers, &pending)
        .filter(|_| rules.session == Session::Remembered);
    if let (SecondCode::Earlier, Some((_, session))) = (rules.second_code, &signed_in)
        && let (Some(code), None) = (&session.code, prompt)
    {
        let answer = [("code", code.as_str()), ("state", &pending.state)];
        return back_to_app(hospital, &pending.redirect_uri, &answer);
    }
    let request = secret::text();
    let page = match (prompt, rules.pages, signed_in) {
        // The consent page is always shown, so nothing can be given without a page.
        (Some("none"), _, _) => {
            let error = ("login_required", "sign-in needs a page");
            return error_to_app(hospital, pairs, error);
        }
        (Some("login"), _, _) | (_, Pages::SameOrigin, None) => "sign-in",
        // Whether somebody is signed in there, the other origin knows alone.
        (_, Pages::OtherOrigin, _) | (_, Pages::SameOrigin, Some(_)) => "consent",
    };
    held(&hospital.grants)
        .pending
        .insert(request.clone(), pending);
    let origin = match rules.pages {
        Pages::SameOrigin => String::new(),
        Pages::OtherOrigin => hospital.origin.replace("127.0.0.1", "localhost"),
    };
    Redirect::to(&format!("{origin}/auth/{page}?request={request}")).into_response()
}

/// Without a known client and its exact address nothing is sent anywhere: a page says so. (RFC 6749 §4.1.2.1)
fn check_client(hospital: &Hospital, pairs: &Pairs) -> Result<(), &'static str> {
    match value(pairs, "client_id") {
        Some(_) if hospital.settings.registration == Registration::Unknown => {
            return Err("No app is registered here under this client_id.");
        }
        Some(id) if id == hospital.client.id => {}
        Some(_) => return Err("No app is registered here under this client_id."),
        None => return Err("The app did not say who it is (client_id)."),
    }
    match value(pairs, "redirect_uri") {
        Some(uri) if uri == hospital.client.redirect_uri => Ok(()),
        Some(_) => {
            Err("The address to return to (redirect_uri) is not the one registered for this app.")
        }
        None => Err("The app did not say where to return to (redirect_uri)."),
    }
}

type AppError = (&'static str, &'static str);

fn check_request(hospital: &Hospital, pairs: &Pairs) -> Result<Pending, AppError> {
    let invalid = |text| Err(("invalid_request", text));
    if pairs
        .iter()
        .any(|(name, _)| pairs.iter().filter(|(other, _)| other == name).count() > 1)
    {
        return invalid("a parameter is repeated");
    }
    if hospital.settings.registration == Registration::NotActive {
        let text = "unknown-tenant: this app is not switched on at this organization";
        return Err(("unauthorized_client", text));
    }
    match value(pairs, "response_type") {
        Some("code") => {}
        Some(_) => return Err(("unsupported_response_type", "only code is supported")),
        None => return invalid("response_type is missing"),
    }
    let Some(state) = value(pairs, "state").filter(|state| !state.is_empty()) else {
        return invalid("state is missing");
    };
    match value(pairs, "aud") {
        Some(aud) if aud == hospital.base => {}
        Some(_) => return invalid("aud is not this server's FHIR base URL"),
        None => return invalid("aud is missing"),
    }
    let challenge = match hospital.settings.sign_in.pkce {
        Pkce::Ignored => "",
        Pkce::Required => {
            if value(pairs, "code_challenge_method") != Some("S256") {
                return invalid("code_challenge_method must be S256");
            }
            match value(pairs, "code_challenge").filter(|text| is_challenge(text)) {
                Some(challenge) => challenge,
                None => return invalid("code_challenge must be 43 characters of base64url"),
            }
        }
    };
    let nonce = value(pairs, "nonce").map(str::to_owned);
    if nonce.is_none() && hospital.settings.sign_in.nonce == Nonce::Required {
        return invalid("nonce is missing");
    }
    let asked = value(pairs, "scope").unwrap_or_default();
    let mut scopes = Scope::list(asked);
    scopes.retain(|scope| scope.kind().is_none_or(|kind| hospital.keeps(kind)));
    scopes.retain(|scope| scope.fits(&hospital.settings.scopes));
    let launched_by = launched_by(hospital, pairs, &mut scopes)?;
    if scopes.is_empty() {
        return Err(("invalid_scope", "none of the scopes is on offer"));
    }
    Ok(Pending {
        redirect_uri: hospital.client.redirect_uri.clone(),
        scopes,
        state: state.to_owned(),
        challenge: challenge.to_owned(),
        nonce,
        asked: asked.to_owned(),
        launched_by,
    })
}

/// Who was signed in at the EHR that opened the app: its `launch` value must be one of this hospital's.
/// <https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html#launch-app-ehr-launch>
fn launched_by(
    hospital: &Hospital,
    pairs: &Pairs,
    scopes: &mut Vec<Scope>,
) -> Result<Option<String>, AppError> {
    let Some(launch) = value(pairs, "launch") else {
        scopes.retain(|scope| *scope != Scope::Launch);
        return Ok(None);
    };
    if !scopes.contains(&Scope::Launch) {
        return Err(("invalid_scope", "launch comes with the scope launch"));
    }
    let username = held(&hospital.grants).launched(launch, hospital.clock.now());
    match username {
        Some(username) => Ok(Some(username)),
        None => Err(("invalid_request", "launch is unknown, used or too old")),
    }
}

/// A SHA-256 in base64url has 43 characters. (RFC 7636 §4.2)
fn is_challenge(text: &str) -> bool {
    text.len() == 43
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

fn error_to_app(hospital: &Hospital, pairs: &Pairs, (error, text): AppError) -> Response {
    let state = value(pairs, "state").unwrap_or_default();
    back_to_app(
        hospital,
        &hospital.client.redirect_uri,
        &[
            ("error", error),
            ("error_description", text),
            ("state", state),
        ],
    )
}

/// The way back, with whatever this hospital adds to it.
pub(crate) fn back_to_app(
    hospital: &Hospital,
    redirect_uri: &str,
    answer: &[(&str, &str)],
) -> Response {
    let rules = &hospital.settings.sign_in;
    let given = answer.iter().filter(|(_, value)| !value.is_empty());
    let issuer = match rules.issuer {
        IssuerBack::Named => Some(("iss", hospital.issuer())),
        IssuerBack::Unnamed => None,
    };
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(given)
        .extend_pairs(rules.extras)
        .extend_pairs(issuer)
        .finish();
    Redirect::to(&format!("{redirect_uri}?{query}")).into_response()
}

pub(crate) fn value<'a>(pairs: &'a Pairs, wanted: &str) -> Option<&'a str> {
    pairs
        .iter()
        .find(|(name, _)| name == wanted)
        .map(|(_, value)| value.as_str())
}
