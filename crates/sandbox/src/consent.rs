//! The patient's side of a sign-in: who they are, and what they allow.
use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::accounts::Account;
use crate::authorize::{back_to_app, value};
use crate::grants::{Code, Grant, Pending, Session};
use crate::held::held;
use crate::hospital::Hospital;
use crate::pages::{self, Attempt};
use crate::query::{self, Pairs};
use crate::scope::Scope;
use crate::secret;
use crate::settings::{Charts, Practice, Refused};

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
    let Some(session) = begin_session(&hospital, &pairs) else {
        return (
            StatusCode::UNAUTHORIZED,
            pages::sign_in(&hospital, &request, Attempt::Wrong),
        )
            .into_response();
    };
    (
        [(header::SET_COOKIE, session)],
        Redirect::to(&format!("/auth/consent?request={request}")),
    )
        .into_response()
}

/// The session cookie of whoever signed in with this form, if name, password and practice are right.
pub(crate) fn begin_session(hospital: &Hospital, pairs: &Pairs) -> Option<String> {
    let username = value(pairs, "username")?.trim().to_lowercase();
    let password = value(pairs, "password")?;
    let mut accounts = hospital.accounts.iter();
    let account = accounts.find(|it| it.username == username && it.password == password)?;
    let practice = match hospital.settings.sign_in.practices {
        [] => None,
        practices => Some(chosen(practices, value(pairs, "practice")?)?.id),
    };
    let session = secret::text();
    let state = Session {
        username: account.username.clone(),
        practice,
        code: None,
    };
    held(&hospital.grants)
        .sessions
        .insert(session.clone(), state);
    let name = cookie_name(hospital);
    Some(format!("{name}={session}; Path=/; HttpOnly; SameSite=Lax"))
}

fn chosen<'p>(practices: &'p [Practice], id: &str) -> Option<&'p Practice> {
    practices.iter().find(|practice| practice.id == id)
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
    match who_decides(&hospital, &headers, &pending) {
        Some((account, _)) => {
            pages::consent(&hospital, &request, &pending.scopes, account).into_response()
        }
        None => Redirect::to(&format!("/auth/sign-in?request={request}")).into_response(),
    }
}

/// Whoever is signed in; with an app that an EHR opened, only the one it was opened for.
pub(crate) fn who_decides<'h>(
    hospital: &'h Hospital,
    headers: &HeaderMap,
    pending: &Pending,
) -> Option<(&'h Account, Session)> {
    signed_in(hospital, headers).filter(|(account, _)| {
        let launched_by = pending.launched_by.as_ref();
        launched_by.is_none_or(|username| *username == account.username)
    })
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
    let Some((account, session)) = who_decides(&hospital, &headers, &pending) else {
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
        return refused(&hospital, &pending);
    }
    let Some((patient, user)) = record(&hospital, account, value(&pairs, "patient")) else {
        let text = "This is not a record that you can open.";
        return (StatusCode::BAD_REQUEST, pages::refusal(&hospital, text)).into_response();
    };
    let now = hospital.clock.now();
    let grant = Grant {
        patient,
        user,
        practice: session.practice,
        scopes,
        asked: pending.asked,
        nonce: pending.nonce,
        signed_in_at: now,
    };
    let code = Code {
        grant,
        redirect_uri: pending.redirect_uri.clone(),
        challenge: pending.challenge,
        expires: now + CODE_LIFE,
    };
    let length = hospital.settings.sign_in.code_length;
    let mut grants = held(&hospital.grants);
    let code = grants.keep_code(code, length);
    if let Some(session) = session_of(&hospital, &headers)
        && let Some(session) = grants.sessions.get_mut(&session)
    {
        session.code = Some(code.clone());
    }
    drop(grants);
    back_to_app(
        &hospital,
        &pending.redirect_uri,
        &[("code", &code), ("state", &pending.state)],
    )
}

fn refused(hospital: &Hospital, pending: &Pending) -> Response {
    match hospital.settings.sign_in.refusal {
        Refused::OwnPage => {
            let text = "You did not allow it. You can close this page.";
            pages::refusal(hospital, text).into_response()
        }
        Refused::BackToApp => {
            let refused = [
                ("error", "access_denied"),
                ("error_description", "The patient did not allow it"),
                ("state", &pending.state),
            ];
            back_to_app(hospital, &pending.redirect_uri, &refused)
        }
    }
}

/// Whose record was chosen, and who they are who chose: the patient, or a child's guardian.
fn record(
    hospital: &Hospital,
    account: &Account,
    wanted: Option<&str>,
) -> Option<(String, String)> {
    let own = || {
        (
            account.patient.clone(),
            format!("Patient/{}", account.patient),
        )
    };
    match (wanted, hospital.settings.sign_in.charts) {
        (None, _) => Some(own()),
        (Some(wanted), _) if wanted == account.patient => Some(own()),
        (Some(_), Charts::Own) => None,
        (Some(wanted), Charts::OwnOrChild) => {
            let child = account
                .children
                .iter()
                .find(|child| child.patient == wanted)?;
            let guardian = format!("RelatedPerson/{}", child.guardian);
            Some((child.patient.to_owned(), guardian))
        }
    }
}

/// The account behind the session cookie, which has a name of its own at each hospital:
/// cookies do not tell ports apart.
pub(crate) fn signed_in<'a>(
    hospital: &'a Hospital,
    headers: &HeaderMap,
) -> Option<(&'a Account, Session)> {
    let name = session_of(hospital, headers)?;
    let session = held(&hospital.grants).sessions.get(&name).cloned()?;
    let mut accounts = hospital.accounts.iter();
    let account = accounts.find(|account| account.username == session.username)?;
    Some((account, session))
}

fn session_of(hospital: &Hospital, headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get(header::COOKIE)?.to_str().ok()?;
    let name = cookie_name(hospital);
    let (_, session) = cookies
        .split("; ")
        .filter_map(|cookie| cookie.split_once('='))
        .find(|(own, _)| *own == name)?;
    Some(session.to_owned())
}

fn cookie_name(hospital: &Hospital) -> String {
    format!("{}-session", hospital.key)
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
