//! How many requests a hospital takes: 429 in the middle of loading a chart.
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use crate::held::held;
use crate::hospital::Hospital;

/// The requests of the current stretch of time.
#[derive(Default)]
pub(crate) struct Meter {
    since: u64,
    requests: u32,
}

/// Counts a request for records or tokens; the refusal, if there were too many.
pub(crate) fn used_up(hospital: &Hospital, path: &str) -> Option<Response> {
    let quota = hospital.settings.records.quota?;
    let counts = path.starts_with("/fhir/") || path == "/auth/token";
    if !counts || path == "/fhir/metadata" || path.starts_with("/fhir/.well-known/") {
        return None;
    }
    let now = hospital.clock.now();
    let mut meter = held(&hospital.meter);
    if now >= meter.since + quota.seconds {
        *meter = Meter {
            since: now,
            requests: 0,
        };
    }
    meter.requests += 1;
    let wait = (meter.since + quota.seconds).saturating_sub(now).max(1);
    (meter.requests > quota.requests).then(|| {
        let headers = [(header::RETRY_AFTER, wait.to_string())];
        (StatusCode::TOO_MANY_REQUESTS, headers, "Too many requests").into_response()
    })
}
