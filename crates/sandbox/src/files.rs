//! The files of the sample patients: what a `Binary` of these hospitals is.
//! Knows nothing of tokens: whoever asks says for which patient. A hospital may hand files out at signed addresses
//! outside its FHIR base instead, as object stores do.
use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use crate::held::held;
use crate::hospital::Hospital;
use crate::settings::FileAddresses;
use crate::{binary, pdf, query, secret};

/// One file. Its label is what the hospital calls it, which may not be what it is.
pub(crate) struct File {
    pub(crate) id: &'static str,
    pub(crate) label: &'static str,
    hospital: &'static str,
    patient: &'static str,
    body: Body,
}

enum Body {
    Written(&'static str),
    Pdf(&'static str),
    /// A scan of 15 MB, which comes slowly.
    Scan(&'static str),
}

const SCAN: usize = 15_000_000;

const fn maria(id: &'static str, label: &'static str, body: Body) -> File {
    File {
        id,
        label,
        hospital: "st-marys",
        patient: "maria-lopez",
        body,
    }
}

#[rustfmt::skip]
const FILES: &[File] = &[
    maria("after-visit", "application/xml", Body::Written(include_str!("../seeds/files/after-visit.xml"))),
    maria("progress-note", "text/html", Body::Written(include_str!("../seeds/files/progress-note.html"))),
    maria("progress-note-early", "text/html", Body::Written(include_str!("../seeds/files/progress-note-early.html"))),
    maria("consult-note", "text/rtf", Body::Written(include_str!("../seeds/files/consult-note.rtf"))),
    maria("emergency-summary", "application/pdf", Body::Pdf("Emergency visit summary")),
    maria("nurse-note", "text/plain; charset=utf-8", Body::Written(include_str!("../seeds/files/nurse-note.txt"))),
    maria("letter", "application/pdf", Body::Written(include_str!("../seeds/files/letter.html"))),
    maria("scan", "application/pdf", Body::Scan("Scanned records")),
    File { id: "joint-note", label: "text/html", hospital: "lakeside", patient: "ml-20417", body: Body::Written(include_str!("../seeds/files/joint-note.html")) },
    // One letter at both.
    File { id: "elena-referral", label: "text/plain; charset=utf-8", hospital: "st-marys", patient: "elena-torres", body: Body::Written(include_str!("../seeds/files/elena-referral.txt")) },
    File { id: "referral-41", label: "text/plain; charset=utf-8", hospital: "lakeside", patient: "ml-21158", body: Body::Written(include_str!("../seeds/files/elena-referral.txt")) },
];

/// A file of this hospital, whoever it belongs to.
pub(crate) fn of(hospital: &Hospital, id: &str) -> Option<&'static File> {
    of_samples(hospital.samples?.key(), id)
}

/// A file that belongs to a set of sample charts.
pub(crate) fn of_samples(charts: &str, id: &str) -> Option<&'static File> {
    FILES
        .iter()
        .find(|file| file.hospital == charts && file.id == id)
}

/// What a signed address stands for.
pub(crate) struct Signed {
    id: &'static str,
    expires: u64,
}

/// How long a signed address works, in seconds.
const SIGNED_LIFE: u64 = 300;

/// A record's text as this hospital hands it out: the addresses of its files signed, where that is the custom.
pub(crate) fn with_addresses(hospital: &Hospital, text: &str) -> String {
    let samples = match (hospital.settings.files.addresses, hospital.samples) {
        (FileAddresses::Signed, Some(samples)) => samples.key(),
        (FileAddresses::Binary | FileAddresses::Signed, _) => return text.to_owned(),
    };
    let mut text = text.to_owned();
    for file in FILES.iter().filter(|file| file.hospital == samples) {
        let written = format!("\"Binary/{}\"", file.id);
        if text.contains(&written) {
            text = text.replace(&written, &format!("\"{}\"", address(hospital, file.id)));
        }
    }
    text
}

fn address(hospital: &Hospital, id: &'static str) -> String {
    let signature = secret::text();
    let expires = hospital.clock.now() + SIGNED_LIFE;
    held(&hospital.signed).insert(signature.clone(), Signed { id, expires });
    format!(
        "{}/files/{id}?Expires={expires}&Signature={signature}",
        hospital.origin
    )
}

/// `GET /files/[name]?Expires=…&Signature=…`: the address is the permission, and a token beside it a mistake.
pub(crate) async fn signed(
    State(hospital): State<Arc<Hospital>>,
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    if headers.contains_key(header::AUTHORIZATION) {
        let text = "Only one way of authorization is allowed";
        return (StatusCode::BAD_REQUEST, text).into_response();
    }
    let pairs = query::pairs(query.as_deref());
    let given = pairs.iter().find(|(name, _)| name == "Signature");
    let now = hospital.clock.now();
    let file = given
        .and_then(|(_, signature)| {
            let signed = held(&hospital.signed);
            let signed = signed.get(signature)?;
            (signed.id == name && signed.expires > now).then_some(signed.id)
        })
        .and_then(|id| of(&hospital, id));
    match file {
        Some(file) => binary::raw(file),
        None => (StatusCode::FORBIDDEN, "This address has ended").into_response(),
    }
}

impl File {
    pub(crate) fn bytes(&self) -> Vec<u8> {
        match self.body {
            Body::Written(text) => text.as_bytes().to_vec(),
            Body::Pdf(line) => pdf::of(line, 0),
            Body::Scan(line) => pdf::of(line, SCAN),
        }
    }

    pub(crate) fn belongs_to(&self, patient: Option<&str>) -> bool {
        patient == Some(self.patient)
    }

    pub(crate) fn comes_slowly(&self) -> bool {
        matches!(self.body, Body::Scan(_))
    }
}
