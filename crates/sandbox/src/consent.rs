//! The patient's side of a sign-in: who they are, and what they allow.
use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::accounts::Account;
use crate::authorize::{back_to_app, value};
use crate::grants::{Code, Grant, Pending};
use crate::held::held;
use crate::hospital::Hospital;
use crate::pages::{self, Attempt};
use crate::query;
use crate::scope::Scope;
use crate::secret;

/// Codes live for a minute.
pub(crate) const CODE_LIFE: u64 = 60;

pub(crate) async fn sign_in_page(
    State(hospital): State<Arc<Hospital>>,
    RawQuery(query): RawQuery,
) -> Response {
    let pairs = query::pairs(query.as_deref());
    match pending(&hospital, value(&pairs, "request")) {
        Some((request, _)) => pages::sign_in(&hospital, &request, Attempt::First).into_response(),
        None => unknown_request(&hospital),
    }
}

pub(crate) async fn sign_in(State(hospital): State<Arc<Hospital>>, body: String) -> Response {
    let pairs = query::pairs(Some(&body));
    let Some((request, _)) = pending(&hospital, value(&pairs, "request")) else {
        return unknown_request(&hospital);
    };
    let username = value(&pairs, "username")
        .unwrap_or_default()
        .trim()
        .to_lowercase();
    let password = value(&pairs, "password").unwrap_or_default();
    let known = hospital
        .accounts
        .iter()
        .find(|it| it.username == username && it.password == password);
    let Some(account) = known else {
        return (
            StatusCode::UNAUTHORIZED,
            pages::sign_in(&hospital, &request, Attempt::Wrong),
        )
            .into_response();
    };
    let session = secret::text();
    held(&hospital.grants)
        .sessions
        .insert(session.clone(), account.username.clone());
    let cookie = format!(
        "{}={session}; Path=/; HttpOnly; SameSite=Lax",
        cookie_name(&hospital)
    );
    (
        [(header::SET_COOKIE, cookie)],
        Redirect::to(&format!("/auth/consent?request={request}")),
    )
        .into_response()
}

pub(crate) async fn page(
    State(hospital): State<Arc<Hospital>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let pairs = query::pairs(query.as_deref());
    let Some((request, pending)) = pending(&hospital, value(&pairs, "request")) else {
        return unknown_request(&hospital);
    };
    match signed_in(&hospital, &headers) {
        Some(account) => {
            pages::consent(&hospital, &request, &pending.scopes, account).into_response()
        }
        None => Redirect::to(&format!("/auth/sign-in?request={request}")).into_response(),
    }
}

pub(crate) async fn decide(
    State(hospital): State<Arc<Hospital>>,
    headers: HeaderMap,
    body: String,
) -> Response {
    let pairs = query::pairs(Some(&body));
    let Some((request, pending)) = pending(&hospital, value(&pairs, "request")) else {
        return unknown_request(&hospital);
    };
    let Some(account) = signed_in(&hospital, &headers) else {
        return Redirect::to(&format!("/auth/sign-in?request={request}")).into_response();
    };
    held(&hospital.grants).pending.remove(&request);
    let ticked: Vec<&str> = pairs
        .iter()
        .filter(|(name, _)| name == "scope")
        .map(|(_, scope)| scope.as_str())
        .collect();
    let scopes: Vec<Scope> = pending
        .scopes
        .iter()
        .filter(|scope| ticked.contains(&scope.to_string().as_str()))
        .cloned()
        .collect();
    if value(&pairs, "decision") != Some("allow") || scopes.is_empty() {
        let refused = [
            ("error", "access_denied"),
            ("error_description", "The patient did not allow it"),
            ("state", &pending.state),
        ];
        return back_to_app(&hospital, &pending.redirect_uri, &refused);
    }
    let now = hospital.clock.now();
    let grant = Grant {
        patient: account.patient.clone(),
        scopes,
        nonce: pending.nonce,
        signed_in_at: now,
    };
    let code = held(&hospital.grants).keep_code(Code {
        grant,
        redirect_uri: pending.redirect_uri.clone(),
        challenge: pending.challenge,
        expires: now + CODE_LIFE,
    });
    back_to_app(
        &hospital,
        &pending.redirect_uri,
        &[("code", &code), ("state", &pending.state)],
    )
}

/// The account behind the session cookie, which has a name of its own at each hospital:
/// cookies do not tell ports apart.
pub(crate) fn signed_in<'a>(hospital: &'a Hospital, headers: &HeaderMap) -> Option<&'a Account> {
    let cookies = headers.get(header::COOKIE)?.to_str().ok()?;
    let name = cookie_name(hospital);
    let session = cookies
        .split("; ")
        .filter_map(|cookie| cookie.split_once('='))
        .find(|(own, _)| *own == name)?
        .1;
    let username = held(&hospital.grants).sessions.get(session).cloned()?;
    hospital
        .accounts
        .iter()
        .find(|account| account.username == username)
}

fn cookie_name(hospital: &Hospital) -> String {
    format!("{}-session", hospital.profile.key)
}

fn pending(hospital: &Hospital, request: Option<&str>) -> Option<(String, Pending)> {
    let request = request?;
    let pending = held(&hospital.grants).pending.get(request).cloned()?;
    Some((request.to_owned(), pending))
}

fn unknown_request(hospital: &Hospital) -> Response {
    let text = "This sign-in is no longer open. Go back to the app and start again.";
    (StatusCode::BAD_REQUEST, pages::refusal(hospital, text)).into_response()
}
