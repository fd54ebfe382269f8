//! A patient with a browser: signs in, allows, and asks for records.
use sandbox::{Hospital, Options, Sandbox};

use crate::http::{self, Answer};

pub(crate) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub(crate) const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
pub(crate) const SCOPES: &str = "openid fhirUser launch/patient offline_access patient/Patient.rs patient/Observation.rs \
    patient/DiagnosticReport.rs patient/Practitioner.rs patient/Organization.rs patient/Encounter.rs patient/Provenance.rs \
    patient/DocumentReference.rs patient/Binary.rs patient/Location.rs";

/// A folder with the little of a built site that the sandbox needs.
pub(crate) fn dist() -> std::path::PathBuf {
    let folder = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("dist");
    std::fs::create_dir_all(&folder).unwrap();
    let settings = include_str!("../../../../public/satchel.json");
    let files = [
        ("satchel.json", settings),
        ("index.html", "<!DOCTYPE html><title>Satchel</title>"),
        ("app-0123456789abcdef.js", "plain"),
        ("app-0123456789abcdef.js.br", "brotli"),
        ("app-0123456789abcdef.js.gz", "gzip"),
        ("app-0123456789abcdef_bg.wasm", "wasm"),
        ("icon.svg", "<svg/>"),
    ];
    for (name, text) in files {
        // Written beside and moved, because tests run side by side.
        let beside = folder.join(format!(".{name}.{:?}", std::thread::current().id()));
        std::fs::write(&beside, text).unwrap();
        std::fs::rename(&beside, folder.join(name)).unwrap();
    }
    folder
}

pub(crate) async fn sandbox() -> Sandbox {
    Sandbox::start(Options::new(dist())).await.unwrap()
}

/// A correct authorization request; each test spoils what it is about.
pub(crate) fn request(hospital: &Hospital) -> Vec<(&'static str, String)> {
    vec![
        ("response_type", "code".into()),
        ("client_id", "satchel".into()),
        ("redirect_uri", hospital.redirect_uri().to_owned()),
        ("scope", SCOPES.into()),
        ("state", "a-state-of-22-characters".into()),
        ("aud", hospital.base().into()),
        ("code_challenge", CHALLENGE.into()),
        ("code_challenge_method", "S256".into()),
        ("nonce", "a-nonce".into()),
    ]
}

pub(crate) async fn authorize(
    hospital: &Hospital,
    pairs: &[(&'static str, String)],
    headers: &[(&str, &str)],
) -> Answer {
    let pairs: Vec<(&str, &str)> = pairs
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    http::get(
        &format!(
            "{}/auth/authorize?{}",
            hospital.origin(),
            http::form(&pairs)
        ),
        headers,
    )
    .await
}

/// Types name and password; gives the request's name and the session cookie.
pub(crate) async fn sign_in(
    hospital: &Hospital,
    username: &str,
    asked: &Answer,
) -> (String, String) {
    let request = asked.sent_with("request").unwrap();
    let form = [
        ("request", request.as_str()),
        ("username", username),
        ("password", "sample"),
    ];
    let answer = http::post(&format!("{}/auth/sign-in", hospital.origin()), &[], &form).await;
    assert_eq!(answer.status, 303);
    let cookie = answer
        .header("set-cookie")
        .unwrap()
        .split(';')
        .next()
        .unwrap()
        .to_owned();
    (request, cookie)
}

pub(crate) async fn decide(
    hospital: &Hospital,
    request: &str,
    cookie: &str,
    decision: &str,
    scopes: &str,
) -> Answer {
    let mut form = vec![("request", request), ("decision", decision)];
    form.extend(scopes.split_whitespace().map(|scope| ("scope", scope)));
    http::post(
        &format!("{}/auth/consent", hospital.origin()),
        &[("Cookie", cookie)],
        &form,
    )
    .await
}

/// Asks for some scopes, allows all of them; gives the code.
pub(crate) async fn code(hospital: &Hospital, username: &str, scopes: &str) -> String {
    let mut pairs = request(hospital);
    pairs[3].1 = scopes.to_owned();
    let asked = authorize(hospital, &pairs, &[]).await;
    let (request, cookie) = sign_in(hospital, username, &asked).await;
    decide(hospital, &request, &cookie, "allow", scopes)
        .await
        .sent_with("code")
        .unwrap()
}

pub(crate) async fn exchange(hospital: &Hospital, code: &str) -> Answer {
    exchange_from(hospital, code, &[]).await
}

/// The same with these headers.
pub(crate) async fn exchange_from(
    hospital: &Hospital,
    code: &str,
    headers: &[(&str, &str)],
) -> Answer {
    let form = [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", hospital.redirect_uri()),
        ("code_verifier", VERIFIER),
        ("client_id", "satchel"),
    ];
    http::post(&format!("{}/auth/token", hospital.origin()), headers, &form).await
}

pub(crate) async fn refresh(hospital: &Hospital, token: &str) -> Answer {
    let form = [
        ("grant_type", "refresh_token"),
        ("refresh_token", token),
        ("client_id", "satchel"),
    ];
    http::post(&format!("{}/auth/token", hospital.origin()), &[], &form).await
}

/// A signed-in patient.
pub(crate) struct Person {
    pub(crate) base: String,
    pub(crate) patient: String,
    pub(crate) access: String,
    pub(crate) refresh: String,
}

impl Person {
    pub(crate) async fn new(hospital: &Hospital, username: &str) -> Self {
        Self::with_scopes(hospital, username, SCOPES).await
    }

    pub(crate) async fn with_scopes(hospital: &Hospital, username: &str, scopes: &str) -> Self {
        let code = code(hospital, username, scopes).await;
        let answer = exchange(hospital, &code).await.json();
        let text = |name: &str| answer[name].as_str().unwrap_or_default().to_owned();
        Self {
            base: hospital.base().into(),
            patient: text("patient"),
            access: text("access_token"),
            refresh: text("refresh_token"),
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        let path = path.replace("{me}", &self.patient);
        let url = if path.starts_with("http") {
            path
        } else {
            format!("{}/{path}", self.base)
        };
        http::get(
            &url,
            &[("Authorization", &format!("Bearer {}", self.access))],
        )
        .await
    }

    pub(crate) async fn labs(&self) -> Answer {
        self.get("Observation?patient={me}&category=laboratory")
            .await
    }
}

pub(crate) fn entries(bundle: &serde_json::Value) -> Vec<&serde_json::Value> {
    bundle["entry"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|entry| &entry["resource"])
        .collect()
}

pub(crate) fn next(bundle: &serde_json::Value) -> Option<String> {
    let links = bundle["link"].as_array().into_iter().flatten();
    links
        .into_iter()
        .find(|link| link["relation"] == "next")
        .map(|link| link["url"].as_str().unwrap().to_owned())
}
