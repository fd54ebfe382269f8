//! The site's own server: the built files as production would serve them, headers included.
//! Knows nothing of patients; its only change to a file is the running hospitals in `satchel.json`. Where that file
//! wants a directory and none is built, the running hospitals are the directory.
use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::Context as _;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Value, json};
use tokio::sync::watch;

use crate::brands;
use crate::held::held;
use crate::hospital::Hospital;
use crate::log::Log;
use crate::options::Options;
use crate::personality::{Brand, LAKESIDE, ST_MARYS, SampleCharts};
use crate::security;
use crate::settings::Spelling;

pub(crate) struct Site {
    folder: PathBuf,
    settings: String,
    headers: HeaderMap,
    /// By path.
    directory: HashMap<String, Bytes>,
    collects_reports: bool,
    pub(crate) reports: Mutex<Vec<String>>,
    pub(crate) log: Arc<Log>,
    pub(crate) delay: watch::Receiver<Duration>,
}

impl Site {
    /// `hospitals`: those that run in this process; `brands`: the same as a Bundle.
    pub(crate) fn new(
        options: &Options,
        hospitals: &[Listed<'_>],
        brands: &Value,
        log: Arc<Log>,
        delay: watch::Receiver<Duration>,
    ) -> anyhow::Result<Self> {
        let path = options.site.join("satchel.json");
        let settings = std::fs::read_to_string(&path)
            .with_context(|| format!("the site is not built: {} cannot be read", path.display()))?;
        let prepared = Prepared::new(&settings, hospitals);
        let is_built = options.site.join("directory/manifest.txt").exists();
        let directory = match prepared.wants_directory && !is_built {
            true => brands::directory(brands)?,
            false => HashMap::new(),
        };
        Ok(Self {
            folder: options.site.clone(),
            settings: prepared.settings,
            headers: security::headers(
                &options.security_headers,
                &prepared.sources,
                options.collect_csp_reports,
            )?,
            directory,
            collects_reports: options.collect_csp_reports,
            reports: Mutex::default(),
            log,
            delay,
        })
    }
}

/// A running hospital, as the settings file lists it.
pub(crate) struct Listed<'h> {
    key: &'h str,
    name: &'h str,
    base: &'h str,
    client: &'h str,
    scopes: Option<&'static str>,
    vendor: Option<&'static str>,
    /// Of one that keeps sample charts of its own.
    brand: Option<Brand>,
    /// St. Mary's and Lakeside stand in the file or not, as its author likes.
    in_file: bool,
}

impl<'h> Listed<'h> {
    pub(crate) fn new(hospital: &'h Hospital) -> Self {
        let key = hospital.key();
        Self {
            key,
            name: hospital.name(),
            base: hospital.base(),
            client: &hospital.client.id,
            scopes: match hospital.settings.scopes.spelling {
                Spelling::Both => None,
                Spelling::V1 => Some("v1"),
                Spelling::V2 => Some("v2"),
            },
            vendor: hospital.settings.vendor,
            brand: hospital
                .samples
                .filter(|samples| samples.key() == key)
                .map(SampleCharts::brand),
            in_file: [ST_MARYS.key, LAKESIDE.key].contains(&key),
        }
    }

    fn entry(&self) -> Value {
        let mut entry = json!({
            "key": self.key,
            "name": self.name,
            "fhir": self.base,
            "client_id": self.client,
        });
        let place = self.brand.map(|brand| {
            let (city, state, _) = brand.place;
            format!("{city}, {state}")
        });
        for (field, value) in [
            ("place", place.as_deref()),
            ("portal", self.brand.map(|brand| brand.portal)),
            ("phone", self.brand.map(|brand| brand.phone)),
            ("scopes", self.scopes),
            ("vendor", self.vendor),
        ] {
            if let (Some(value), Some(fields)) = (value, entry.as_object_mut()) {
                fields.insert(field.into(), value.into());
            }
        }
        entry
    }
}

/// The settings with the running hospitals, and what follows from them.
struct Prepared {
    settings: String,
    /// Where the policy lets the app connect to, beside its own origin.
    sources: Vec<String>,
    wants_directory: bool,
}

impl Prepared {
    /// Settings that are no JSON are served as they are: to say what is wrong with them is the app's task.
    fn new(settings: &str, running: &[Listed<'_>]) -> Self {
        let Ok(mut parsed) = serde_json::from_str::<Value>(settings) else {
            return Self {
                settings: settings.to_owned(),
                sources: Vec::new(),
                wants_directory: false,
            };
        };
        let mut sources = with_hospitals(&mut parsed, running);
        let says = |field| parsed.get(field) == Some(&Value::Bool(true));
        let wants_directory = says("directory");
        let takes_any_address = says("allow_own_address");
        if takes_any_address {
            sources.extend(running.iter().filter_map(|one| origin(one.base)));
        }
        if wants_directory || takes_any_address {
            // These are too many to be named; those on this machine still are.
            sources.retain(|origin| origin.starts_with("http://"));
            sources.push("https:".to_owned());
        }
        sources.sort();
        sources.dedup();
        Self {
            settings: parsed.to_string(),
            sources,
            wants_directory,
        }
    }
}

/// Puts the running hospitals into the settings, and gives the origins of all hospitals that they list then.
fn with_hospitals(settings: &mut Value, running: &[Listed<'_>]) -> Vec<String> {
    let mut origins = Vec::new();
    if let Some(hospitals) = settings.get_mut("hospitals").and_then(Value::as_array_mut) {
        let added = running.iter().filter(|one| !one.in_file);
        hospitals.extend(added.map(Listed::entry));
        for hospital in hospitals {
            let key = hospital.get("key").and_then(Value::as_str);
            let own = running.iter().find(|one| Some(one.key) == key);
            if let (Some(own), Some(fields)) = (own, hospital.as_object_mut()) {
                fields.insert("fhir".into(), own.base.into());
            }
            let fhir = hospital.get("fhir").and_then(Value::as_str);
            origins.extend(fhir.and_then(origin));
        }
    }
    origins.sort();
    origins.dedup();
    origins
}

/// `https://host:port` of an address.
fn origin(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    Some(format!("{scheme}://{host}"))
}

pub(crate) fn router(site: Arc<Site>) -> Router {
    Router::new().fallback(answer).with_state(site)
}

async fn answer(State(site): State<Arc<Site>>, request: Request) -> Response {
    let number = site.log.arrived("site", &request);
    let delay = *site.delay.borrow();
    if !delay.is_zero() {
        tokio::time::sleep(delay).await;
    }
    let mut response = route(&site, request).await;
    for (name, value) in &site.headers {
        response.headers_mut().insert(name.clone(), value.clone());
    }
    site.log.answered(number, response.status().as_u16());
    response
}

async fn route(site: &Site, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    match (request.method(), path.as_str()) {
        (&Method::POST, security::REPORTS) if site.collects_reports => {
            let body = axum::body::to_bytes(request.into_body(), 100_000)
                .await
                .unwrap_or_default();
            held(&site.reports).push(String::from_utf8_lossy(&body).into_owned());
            StatusCode::NO_CONTENT.into_response()
        }
        (&Method::GET | &Method::HEAD, "/satchel.json") => {
            let headers = [
                (header::CONTENT_TYPE, "application/json"),
                (header::CACHE_CONTROL, "no-cache"),
            ];
            (headers, site.settings.clone()).into_response()
        }
        (&Method::GET | &Method::HEAD, path) => match site.directory.get(path) {
            Some(bytes) => respond(path, Found::plain(bytes.clone())),
            None => file(site, path, request.headers()),
        },
        (_, _) => StatusCode::METHOD_NOT_ALLOWED.into_response(),
    }
}

fn file(site: &Site, path: &str, asked: &HeaderMap) -> Response {
    let name = path.trim_start_matches('/');
    let has_extension = Path::new(name).extension().is_some();
    let plain = Path::new(name)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    match read(&site.folder.join(name), asked).filter(|_| plain && !name.is_empty()) {
        Some(found) => respond(name, found),
        None if has_extension || !plain => StatusCode::NOT_FOUND.into_response(),
        None => page(site, path, asked),
    }
}

/// Every other address is a page of the app.
fn page(site: &Site, path: &str, asked: &HeaderMap) -> Response {
    let Some(found) = read(&site.folder.join("index.html"), asked) else {
        return (StatusCode::NOT_FOUND, "The site is not built.").into_response();
    };
    let mut response = respond("index.html", found);
    if path == "/callback" || path.starts_with("/callback/") {
        response
            .headers_mut()
            .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

struct Found {
    bytes: Bytes,
    encoding: Option<&'static str>,
}

impl Found {
    fn plain(bytes: Bytes) -> Self {
        Self {
            bytes,
            encoding: None,
        }
    }
}

/// The file, or the smaller form beside it that the browser reads.
fn read(path: &Path, asked: &HeaderMap) -> Option<Found> {
    let accepted = asked
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let accepted: Vec<&str> = accepted
        .split(',')
        .filter_map(|one| one.split(';').next())
        .map(str::trim)
        .collect();
    for (encoding, ending) in [("br", ".br"), ("gzip", ".gz")] {
        let mut beside = path.as_os_str().to_owned();
        beside.push(ending);
        if accepted.contains(&encoding)
            && let Ok(bytes) = std::fs::read(&beside)
        {
            return Some(Found {
                bytes: bytes.into(),
                encoding: Some(encoding),
            });
        }
    }
    let bytes = std::fs::read(path).ok()?;
    Some(Found::plain(bytes.into()))
}

fn respond(name: &str, found: Found) -> Response {
    let cache = if is_hashed(name) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let headers = [
        (header::CONTENT_TYPE, content_type(name)),
        (header::CACHE_CONTROL, cache),
        (header::VARY, "Accept-Encoding"),
    ];
    let mut response = (headers, found.bytes).into_response();
    if let Some(encoding) = found.encoding {
        response
            .headers_mut()
            .insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

/// `app-0123456789abcdef.css`, `app-0123456789abcdef_bg.wasm`, or 32 digits and `.shard`: the name changes with the
/// content.
fn is_hashed(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or_default();
    let stem = file.split('.').next().unwrap_or_default();
    stem.split(['-', '_']).any(|part| {
        matches!(part.len(), 16 | 32) && part.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
