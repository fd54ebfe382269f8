//! A message is sent: `POST [base]/Communication`, with `If-None-Exist` where it came along.
//! <https://hl7.org/fhir/R4/http.html#create>
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Value, json};

use crate::access::{self, allowances};
use crate::dates;
use crate::failure::{self, Failure};
use crate::gate::lost;
use crate::grants::Access;
use crate::held::held;
use crate::hospital::Hospital;
use crate::outcome::{Refusal, fhir};
use crate::query::{self, Pairs};
use crate::resource::Resource;
use crate::settings::{AboutOthers, Condition, Location};
use crate::types;

pub(crate) async fn message(
    State(hospital): State<Arc<Hospital>>,
    Path(kind): Path<String>,
    headers: HeaderMap,
    body: String,
) -> Response {
    let access = match access::enter(&hospital, &headers, &[]) {
        Ok(access) => access,
        Err(refusal) => return refusal.into_response(),
    };
    if let Some(response) = failure::instead(&hospital, &access, &kind, &Pairs::new()).await {
        return response;
    }
    let failure = failure::of(&hospital, &access, &kind, &Pairs::new());
    if failure == Some(Failure::MessageLost)
        && failure::times_met(&hospital, &access, "a message") == 1
    {
        return lost();
    }
    let condition = headers
        .get("if-none-exist")
        .filter(|_| failure != Some(Failure::IgnoresCondition))
        .filter(|_| hospital.settings.messages.condition == Condition::Honored)
        .and_then(|value| value.to_str().ok());
    let kept = keep(&hospital, &access, &kind, &headers, &body, condition);
    match kept {
        Ok(_) if failure == Some(Failure::AnswerLost) => lost(),
        Ok((status, resource)) => {
            let mut response = fhir(status, resource.text.clone());
            if let Some(location) = location(&hospital, &resource) {
                response.headers_mut().insert(header::LOCATION, location);
            }
            response
        }
        Err(refusal) => refusal.into_response(),
    }
}

fn location(hospital: &Hospital, kept: &Resource) -> Option<HeaderValue> {
    let base = match hospital.settings.messages.location {
        Location::Own => hospital.base.as_str(),
        Location::BehindGateway => "http://fhir-server.internal:8103/fhir/R4",
        Location::Absent => return None,
    };
    HeaderValue::from_str(&format!("{base}/{}/_history/1", kept.name())).ok()
}

fn keep(
    hospital: &Hospital,
    access: &Access,
    kind: &str,
    headers: &HeaderMap,
    body: &str,
    condition: Option<&str>,
) -> Result<(StatusCode, Arc<Resource>), Refusal> {
    if !types::is_written(kind) || !hospital.keeps(kind) {
        return Err(access::unknown(kind));
    }
    allowances(hospital, access, kind, |allowance| allowance.create)?;
    let patient = access.patient.as_deref().unwrap_or_default();
    if !is_json(headers) {
        return Err(Refusal::Invalid(
            "FHIR is sent as application/fhir+json".to_owned(),
        ));
    }
    let mut message: Value = serde_json::from_str(body)
        .map_err(|_| Refusal::Invalid("The body is not JSON".to_owned()))?;
    check(hospital, &message, patient)?;
    if let Some(known) = condition
        .map(|condition| same(hospital, condition, patient))
        .transpose()?
        .flatten()
    {
        return Ok((StatusCode::OK, known));
    }
    let now = hospital.clock.now();
    // The number of the message: the same journey always gives the same ids.
    let id = format!("{patient}-sent-{}", held(&hospital.post).len() + 1);
    let meta = json!({ "versionId": "1", "lastUpdated": dates::instant(now) });
    if let Some(fields) = message.as_object_mut() {
        fields.insert("id".into(), id.clone().into());
        fields.insert("meta".into(), meta);
    }
    let resource = Resource::read(message.to_string())
        .ok_or(Refusal::Unprocessable("The message cannot be kept"))?;
    let answer = hospital.answer_to(&message, &id, patient);
    let text = resource.text.clone();
    held(&hospital.post).keep(resource, answer, now);
    let kept = Resource::read(text).ok_or(Refusal::NotFound)?;
    Ok((StatusCode::CREATED, Arc::new(kept)))
}

fn is_json(headers: &HeaderMap) -> bool {
    let sent = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let sent = sent.and_then(|sent| sent.split(';').next()).map(str::trim);
    matches!(sent, Some("application/fhir+json" | "application/json"))
}

/// From the patient who signed in, about the same, to somebody here, and with something to say.
fn check(hospital: &Hospital, message: &Value, patient: &str) -> Result<(), Refusal> {
    let me = format!("Patient/{patient}");
    let text = |place: &str| message.pointer(place).and_then(Value::as_str);
    let list = |name: &str| message.get(name).and_then(Value::as_array);
    if text("/resourceType") != Some("Communication") {
        return Err(Refusal::Invalid("It is no Communication".to_owned()));
    }
    let about_me = text("/subject/reference") == Some(&me);
    let others = hospital.settings.messages.about_others == AboutOthers::Accepted;
    if !(about_me || others) || text("/sender/reference") != Some(&me) {
        return Err(Refusal::NotAllowed(
            "Messages are about the patient who signed in, and from them".to_owned(),
        ));
    }
    let recipients: Vec<&str> = list("recipient")
        .into_iter()
        .flatten()
        .filter_map(|one| one.get("reference")?.as_str())
        .collect();
    let takes_messages = |to: &&str| {
        let kind = to.split('/').next().unwrap_or_default();
        let can_read = matches!(
            kind,
            "CareTeam" | "Practitioner" | "PractitionerRole" | "Organization"
        );
        can_read && hospital.place(to).is_some()
    };
    if recipients.is_empty() || !recipients.iter().all(takes_messages) {
        return Err(Refusal::Unprocessable(
            "No such recipient takes messages here",
        ));
    }
    if !matches!(text("/status"), Some("in-progress" | "completed")) {
        return Err(Refusal::Unprocessable(
            "A message is sent with status in-progress",
        ));
    }
    let pieces = list("payload").map_or(&[][..], Vec::as_slice);
    let is_text = |piece: &Value| {
        let text = piece.get("contentString").and_then(Value::as_str);
        let text = text.unwrap_or_default();
        !text.trim().is_empty() && text.chars().count() <= LONGEST
    };
    if pieces.is_empty() || !pieces.iter().all(is_text) {
        return Err(Refusal::Unprocessable(
            "A message is plain text of at most 5,000 letters",
        ));
    }
    Ok(())
}

const LONGEST: usize = 5_000;

/// The message that the condition finds.
fn same(
    hospital: &Hospital,
    condition: &str,
    patient: &str,
) -> Result<Option<Arc<Resource>>, Refusal> {
    let wanted = query::pairs(Some(condition));
    let [(name, value)] = wanted.as_slice() else {
        return Err(Refusal::Invalid("If-None-Exist: one identifier".to_owned()));
    };
    if name != "identifier" {
        return Err(Refusal::Invalid("If-None-Exist: one identifier".to_owned()));
    }
    let known = hospital
        .places("Communication", patient)
        .into_iter()
        .filter_map(|place| hospital.at(place));
    Ok(known
        .into_iter()
        .find(|resource| query::has_token(resource, name, value)))
}
