//! Recorded exchanges with real servers, answered again: what was recorded comes as it was recorded, only with this
//! hospital's address in place of the server's. What nobody asked for then is answered as near as the recording allows.
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, bail};
use axum::body::Bytes;
use axum::extract::{Path as UrlPath, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::access;
use crate::gate;
use crate::hospital::Hospital;
use crate::outcome::{self, fhir};
use crate::query::{self, Pairs};
use crate::searchset::quoted;
use crate::types;

/// One recorded server.
pub(crate) struct Recording {
    /// The folder's name.
    pub(crate) key: String,
    /// Whose records it holds: the first patient who was asked for.
    pub(crate) patient: String,
    exchanges: Vec<Exchange>,
    /// Every record in any of the answers: `Type/id` and its text, in order of appearance.
    records: Vec<(String, String)>,
}

struct Exchange {
    /// Below the base: `Observation`.
    path: String,
    query: Pairs,
    /// `None`: the line broke before an answer came.
    answer: Option<Answer>,
}

struct Answer {
    status: StatusCode,
    content_type: Option<HeaderValue>,
    challenge: Option<HeaderValue>,
    body: Vec<u8>,
}

/// An entry of `index.json`.
#[derive(Deserialize)]
struct Entry {
    url: String,
    status: Option<u16>,
    #[serde(default)]
    headers: HashMap<String, String>,
    body: Option<PathBuf>,
}

/// The recordings in a folder: every folder below it with an `index.json`, itself included.
pub(crate) fn all(folder: &Path) -> anyhow::Result<Vec<(Recording, String)>> {
    let mut folders = Vec::new();
    add_folders(folder, &mut folders)?;
    folders.sort();
    if folders.is_empty() {
        bail!("{} holds no index.json of a recording", folder.display());
    }
    folders
        .iter()
        .map(|folder| {
            read(folder).with_context(|| format!("{} cannot be replayed", folder.display()))
        })
        .collect()
}

fn add_folders(folder: &Path, found: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    if folder.join("index.json").is_file() {
        found.push(folder.to_owned());
    }
    let entries = std::fs::read_dir(folder)
        .with_context(|| format!("{} cannot be opened", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            add_folders(&path, found)?;
        }
    }
    Ok(())
}

/// A recording, and the base address of the server it was made with.
fn read(folder: &Path) -> anyhow::Result<(Recording, String)> {
    let index = std::fs::read_to_string(folder.join("index.json"))?;
    let entries: Vec<Entry> = serde_json::from_str(&index)?;
    let base = entries
        .first()
        .and_then(|entry| base(&entry.url))
        .context("the first address names no type of record")?
        .to_owned();
    let mut exchanges = Vec::new();
    for entry in &entries {
        exchanges.extend(exchange(folder, &base, entry)?);
    }
    let records = records(&exchanges);
    let mut paths = exchanges.iter().map(|exchange| exchange.path.as_str());
    let patient = paths
        .find_map(|path| path.strip_prefix("Patient/"))
        .and_then(|rest| rest.split('/').next())
        .context("no patient was asked for")?
        .to_owned();
    let key = folder.file_name().unwrap_or_default().to_string_lossy();
    let recording = Recording {
        key: key.into_owned(),
        patient,
        exchanges,
        records,
    };
    Ok((recording, base))
}

/// What stands before the type of record in an address.
fn base(url: &str) -> Option<&str> {
    let path = url.split('?').next()?;
    let kind = path.split('/').find(|part| types::is_known(part))?;
    let (base, _) = path.split_once(&format!("/{kind}"))?;
    Some(base)
}

fn exchange(folder: &Path, base: &str, entry: &Entry) -> anyhow::Result<Option<Exchange>> {
    let Some(rest) = entry.url.strip_prefix(base) else {
        return Ok(None);
    };
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let header = |name: &str| {
        let value = entry.headers.get(name)?;
        HeaderValue::from_str(value).ok()
    };
    let answer = match entry.status {
        None => None,
        Some(status) => Some(Answer {
            status: StatusCode::from_u16(status)?,
            content_type: header("content-type"),
            challenge: header("www-authenticate"),
            body: body(folder, entry.body.as_deref())?,
        }),
    };
    Ok(Some(Exchange {
        path: path.trim_matches('/').to_owned(),
        query: query::pairs(Some(query)),
        answer,
    }))
}

fn body(folder: &Path, name: Option<&Path>) -> anyhow::Result<Vec<u8>> {
    let Some(name) = name else {
        return Ok(Vec::new());
    };
    let bytes = std::fs::read(folder.join(name)).with_context(|| name.display().to_string())?;
    if !name.to_string_lossy().ends_with(".b64.txt") {
        return Ok(bytes);
    }
    let text: String = String::from_utf8_lossy(&bytes).split_whitespace().collect();
    Ok(BASE64_STANDARD.decode(text)?)
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Head<'a> {
    resource_type: String,
    id: Option<String>,
    #[serde(borrow, default)]
    entry: Vec<BundleEntry<'a>>,
}

#[derive(Deserialize)]
struct BundleEntry<'a> {
    #[serde(borrow)]
    resource: Option<&'a RawValue>,
}

fn records(exchanges: &[Exchange]) -> Vec<(String, String)> {
    let mut seen = HashSet::new();
    let mut records = Vec::new();
    let answers = exchanges.iter().filter_map(|one| one.answer.as_ref());
    for answer in answers.filter(|answer| answer.status == StatusCode::OK) {
        let Ok(text) = std::str::from_utf8(&answer.body) else {
            continue;
        };
        add_records(text, &mut seen, &mut records);
    }
    records
}

fn add_records(text: &str, seen: &mut HashSet<String>, records: &mut Vec<(String, String)>) {
    let Ok(head) = serde_json::from_str::<Head<'_>>(text) else {
        return;
    };
    if head.resource_type == "Bundle" {
        for resource in head.entry.iter().filter_map(|entry| entry.resource) {
            add_records(resource.get(), seen, records);
        }
    } else if let Some(id) = head.id {
        let name = format!("{}/{id}", head.resource_type);
        if seen.insert(name.clone()) {
            records.push((name, text.to_owned()));
        }
    }
}

impl Recording {
    /// The same with this hospital's base in every body, so that links and addresses lead here.
    pub(crate) fn moved(mut self, from: &str, to: &str) -> Self {
        for exchange in &mut self.exchanges {
            if let Some(answer) = &mut exchange.answer
                && let Ok(text) = std::str::from_utf8(&answer.body)
                && text.contains(from)
            {
                answer.body = text.replace(from, to).into_bytes();
            }
        }
        for (_, text) in &mut self.records {
            *text = text.replace(from, to);
        }
        self
    }

    /// Whether anything of a type was recorded, a refusal included.
    pub(crate) fn has(&self, kind: &str) -> bool {
        let mut exchanges = self.exchanges.iter();
        exchanges.any(|one| one.path.split('/').next() == Some(kind))
            || self.of(kind).next().is_some()
    }

    /// The text of one record.
    pub(crate) fn record(&self, name: &str) -> Option<&str> {
        let (_, text) = self.records.iter().find(|(own, _)| own == name)?;
        Some(text)
    }

    fn of<'r>(&'r self, kind: &'r str) -> impl Iterator<Item = &'r str> {
        let of_kind = move |(name, _): &&(String, String)| name.split('/').next() == Some(kind);
        self.records
            .iter()
            .filter(of_kind)
            .map(|(_, text)| text.as_str())
    }

    /// The exchange with this path that has most of the parameters asked for, and none that was not asked for.
    fn nearest(&self, path: &str, asked: &Pairs) -> Option<&Exchange> {
        let asked = telling(asked);
        self.exchanges
            .iter()
            .filter(|one| one.path == path)
            .filter(|one| telling(&one.query).is_subset(&asked))
            .max_by_key(|one| telling(&one.query).len())
    }
}

/// The parameters that tell searches apart: not how many, in which form and in which order, and codes without system.
fn telling(pairs: &Pairs) -> HashSet<(&str, &str)> {
    let form = [
        "_count",
        "_format",
        "_sort",
        "_include",
        "_revinclude",
        "_total",
    ];
    let said = pairs
        .iter()
        .filter(|(name, _)| !form.contains(&name.as_str()));
    said.map(|(name, value)| {
        let value = value.rsplit('|').next().unwrap_or(value);
        (name.as_str(), value.trim_start_matches("Patient/"))
    })
    .collect()
}

/// `GET [base]/…`
pub(crate) async fn answer(
    State(hospital): State<Arc<Hospital>>,
    UrlPath(path): UrlPath<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let pairs = query::pairs(query.as_deref());
    if let Err(refusal) = access::authorized(&hospital, &headers, &pairs) {
        return refusal.into_response();
    }
    let Some(recording) = &hospital.recording else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match recording.nearest(&path, &pairs) {
        Some(exchange) => match &exchange.answer {
            Some(answer) => answer.response(),
            None => gate::lost(),
        },
        None => unrecorded(&hospital, recording, &path),
    }
}

/// A record that came inside of another answer, or a list of those that were read one by one.
fn unrecorded(hospital: &Hospital, recording: &Recording, path: &str) -> Response {
    if let Some(text) = recording.record(path) {
        return fhir(StatusCode::OK, text.to_owned());
    }
    let entries: Vec<String> = recording
        .of(path)
        .map(|text| format!(r#"{{"resource":{text}}}"#))
        .collect();
    if entries.is_empty() {
        return outcome::answer(
            StatusCode::NOT_FOUND,
            "not-found",
            "Nothing of the kind was recorded",
        );
    }
    let own = quoted(&format!("{}/{path}", hospital.base));
    let entries = entries.join(",");
    let bundle = format!(
        r#"{{"resourceType":"Bundle","type":"searchset","link":[{{"relation":"self","url":{own}}}],"entry":[{entries}]}}"#
    );
    fhir(StatusCode::OK, bundle)
}

impl Answer {
    fn response(&self) -> Response {
        let mut response = (self.status, Bytes::from(self.body.clone())).into_response();
        response.headers_mut().remove(header::CONTENT_TYPE);
        let given = [
            (header::CONTENT_TYPE, &self.content_type),
            (header::WWW_AUTHENTICATE, &self.challenge),
        ];
        for (name, value) in given {
            if let Some(value) = value {
                response.headers_mut().insert(name, value.clone());
            }
        }
        response
    }
}
