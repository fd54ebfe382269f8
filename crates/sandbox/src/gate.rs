//! What every request to a hospital passes: the log, the delay, the hospital's mood, and CORS.
//! <https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html#considerations-for-cross-origin-resource-sharing-cors-support>
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::hospital::{Hospital, Mood};
use crate::quota;
use crate::settings::Readers;

pub(crate) async fn pass(
    State(hospital): State<Arc<Hospital>>,
    request: Request,
    next: Next,
) -> Response {
    let number = hospital.log.arrived(&hospital.key, &request);
    let delay = *hospital.delay.borrow();
    if !delay.is_zero() {
        tokio::time::sleep(delay).await;
    }
    let mood = *hospital.mood.borrow();
    let response = match mood {
        Mood::Well => with_cors(&hospital, request, next).await,
        Mood::Silent => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        Mood::Hanging => {
            let mut mood = hospital.mood.subscribe();
            // The sender lives in the hospital, which is alive: waiting cannot fail.
            let _ = mood.wait_for(|mood| *mood != Mood::Hanging).await;
            with_cors(&hospital, request, next).await
        }
    };
    hospital.log.answered(number, response.status().as_u16());
    response
}

/// Marks an answer that no browser shall get.
#[derive(Clone, Copy)]
struct LostOnTheWay;

/// No browser lets a script read it: the line is broken.
pub(crate) fn lost() -> Response {
    let mut response = StatusCode::BAD_GATEWAY.into_response();
    response.extensions_mut().insert(LostOnTheWay);
    response
}

fn readers(hospital: &Hospital, path: &str) -> Readers {
    let cors = &hospital.settings.cors;
    match path {
        "/fhir/metadata" | "/auth/jwks" => cors.discovery,
        _ if path.starts_with("/fhir/.well-known/") => cors.discovery,
        "/auth/token" | "/auth/revoke" => cors.token,
        _ if path.starts_with("/fhir/") => cors.records,
        _ if path.starts_with("/files/") => cors.files,
        // Pages that people visit.
        _ => Readers::Nobody,
    }
}

async fn with_cors(hospital: &Hospital, request: Request, next: Next) -> Response {
    let allowed = allowed_origin(hospital, request.uri().path(), request.headers());
    let exposed = HeaderValue::from_str(&hospital.settings.cors.exposed.join(", ")).ok();
    let exposed = exposed.filter(|exposed| !exposed.is_empty());
    let is_preflight = request.method() == Method::OPTIONS
        && request
            .headers()
            .contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    let mut response = if is_preflight {
        preflight(allowed.is_some())
    } else if let Some(response) = quota::used_up(hospital, request.uri().path()) {
        response
    } else {
        next.run(request).await
    };
    if response.extensions().get::<LostOnTheWay>().is_some() {
        return response;
    }
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
    if let Some(origin) = allowed {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        if let Some(exposed) = exposed {
            headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
        }
    }
    response
}

fn allowed_origin(hospital: &Hospital, path: &str, headers: &HeaderMap) -> Option<HeaderValue> {
    let origin = headers.get(header::ORIGIN)?;
    match readers(hospital, path) {
        Readers::Everyone => Some(HeaderValue::from_static("*")),
        Readers::RegisteredOrigin => {
            (origin == hospital.client.origin.as_str()).then(|| origin.clone())
        }
        Readers::Nobody => None,
    }
}

fn preflight(allowed: bool) -> Response {
    if !allowed {
        return StatusCode::FORBIDDEN.into_response();
    }
    let headers = [
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST"),
        (
            header::ACCESS_CONTROL_ALLOW_HEADERS,
            "Authorization, Accept, Content-Type, If-None-Exist, Prefer",
        ),
        (header::ACCESS_CONTROL_MAX_AGE, "600"),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}
