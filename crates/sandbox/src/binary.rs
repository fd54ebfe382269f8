//! `GET [base]/Binary/[id]`: the file itself, or wrapped in JSON, as the request asks.
//! <https://hl7.org/fhir/R4/binary.html#rest>
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use futures_util::stream;
use serde_json::json;

use crate::access::{allowances, authorized};
use crate::failure;
use crate::files::{self, File};
use crate::hospital::Hospital;
use crate::outcome::{Refusal, fhir};
use crate::query::Pairs;
use crate::settings::FileForms;

pub(crate) async fn read(
    hospital: &Hospital,
    id: &str,
    pairs: &Pairs,
    headers: &HeaderMap,
) -> Response {
    let access = match authorized(hospital, headers, pairs) {
        Ok(access) => access,
        Err(refusal) => return refusal.into_response(),
    };
    if let Some(response) = failure::instead(hospital, &access, "Binary", &Pairs::new()).await {
        return response;
    }
    if let Err(refusal) = allowances(hospital, &access, "Binary", |allowance| allowance.read) {
        return refusal.into_response();
    }
    let file = files::of(hospital, id).filter(|file| file.belongs_to(access.patient.as_deref()));
    let Some(file) = file else {
        return Refusal::NotFound.into_response();
    };
    let accept = headers.get(header::ACCEPT);
    let accept = accept.and_then(|value| value.to_str().ok());
    match form(hospital, file, accept.unwrap_or("*/*")) {
        Some(Form::Json) => fhir(StatusCode::OK, wrapped(file)),
        Some(Form::Raw) => raw(file),
        None => Refusal::NotAcceptable.into_response(),
    }
}

enum Form {
    Raw,
    Json,
}

fn form(hospital: &Hospital, file: &File, accept: &str) -> Option<Form> {
    let essence = |text: &str| text.split(';').next().unwrap_or(text).trim().to_owned();
    let own = essence(file.label);
    accept.split(',').map(essence).find_map(|range| {
        let is_json = matches!(
            range.as_str(),
            "application/fhir+json" | "application/json+fhir"
        );
        match hospital.settings.files.forms {
            _ if is_json => Some(Form::Json),
            FileForms::OwnOrJson if range == own || range == "*/*" => Some(Form::Raw),
            FileForms::OwnOrJson | FileForms::Json => None,
        }
    })
}

fn wrapped(file: &File) -> String {
    json!({
        "resourceType": "Binary",
        "id": file.id,
        "contentType": file.label,
        "data": STANDARD.encode(file.bytes()),
    })
    .to_string()
}

pub(crate) fn raw(file: &File) -> Response {
    let bytes = Bytes::from(file.bytes());
    let headers = [
        (header::CONTENT_TYPE, file.label.to_owned()),
        (header::CONTENT_LENGTH, bytes.len().to_string()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    let body = if file.comes_slowly() {
        slowly(bytes)
    } else {
        Body::from(bytes)
    };
    (StatusCode::OK, headers, body).into_response()
}

const PIECE: usize = 128 * 1024;
const PAUSE: Duration = Duration::from_millis(40);

/// Piece by piece, with pauses, so that one can watch it come and stop it.
fn slowly(bytes: Bytes) -> Body {
    let pieces = stream::unfold(bytes, |mut rest| async move {
        if rest.is_empty() {
            return None;
        }
        tokio::time::sleep(PAUSE).await;
        let piece = rest.split_to(PIECE.min(rest.len()));
        Some((Ok::<_, std::io::Error>(piece), rest))
    });
    Body::from_stream(pieces)
}
