//! Refusals in the words of FHIR, and FHIR's content type.
//! <https://hl7.org/fhir/R4/operationoutcome.html>
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// Why a request got no records.
pub(crate) enum Refusal {
    /// No `Authorization: Bearer`.
    NoToken,
    /// Unknown, expired or revoked: real servers say so in plain text, without an OperationOutcome.
    StaleToken(&'static str),
    /// 403 with an empty body.
    NotAllowedSilently,
    NotAllowed(String),
    Invalid(String),
    /// A search that lacks a parameter, with the status this hospital has for it.
    Incomplete(StatusCode, String),
    NotSupported(String),
    /// A message that cannot be taken as it is.
    Unprocessable(&'static str),
    NotFound,
    NotAcceptable,
    CursorEnded,
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let scope = [(
            header::WWW_AUTHENTICATE,
            "Bearer error=\"insufficient_scope\"",
        )];
        match self {
            Self::NoToken => {
                let ask = [(header::WWW_AUTHENTICATE, "Bearer")];
                (
                    ask,
                    answer(
                        StatusCode::UNAUTHORIZED,
                        "login",
                        "A bearer token is required",
                    ),
                )
                    .into_response()
            }
            Self::StaleToken(text) => (StatusCode::UNAUTHORIZED, text).into_response(),
            Self::NotAllowedSilently => (StatusCode::FORBIDDEN, scope).into_response(),
            Self::NotAllowed(text) => {
                (scope, answer(StatusCode::FORBIDDEN, "forbidden", &text)).into_response()
            }
            Self::Invalid(text) => answer(StatusCode::BAD_REQUEST, "invalid", &text),
            Self::Incomplete(status, text) => answer(status, "required", &text),
            Self::NotSupported(text) => answer(StatusCode::NOT_FOUND, "not-supported", &text),
            Self::Unprocessable(text) => {
                answer(StatusCode::UNPROCESSABLE_ENTITY, "business-rule", text)
            }
            Self::NotFound => answer(
                StatusCode::NOT_FOUND,
                "not-found",
                "There is no such record",
            ),
            Self::NotAcceptable => answer(
                StatusCode::NOT_ACCEPTABLE,
                "not-supported",
                "Only application/fhir+json is spoken here",
            ),
            Self::CursorEnded => answer(
                StatusCode::GONE,
                "processing",
                "This page is no longer kept: search again",
            ),
        }
    }
}

pub(crate) fn answer(status: StatusCode, code: &str, text: &str) -> Response {
    fhir(status, outcome("error", code, text))
}

pub(crate) fn outcome(severity: &str, code: &str, text: &str) -> String {
    json!({
        "resourceType": "OperationOutcome",
        "issue": [{ "severity": severity, "code": code, "diagnostics": text }],
    })
    .to_string()
}

pub(crate) fn fhir(status: StatusCode, body: impl Into<axum::body::Body>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/fhir+json;charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (status, headers, body.into()).into_response()
}
