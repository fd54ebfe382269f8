//! Recorded servers answer as they were recorded, at an address of their own.
use std::path::{Path, PathBuf};

use sandbox::{Options, Sandbox};
use serde_json::{Value, json};

use crate::http;
use crate::person::{dist, entries, next};
use crate::visitor::{Tokens, Visitor};

/// A recording of a server that does not exist.
fn recorded() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("recorded/some-server");
    std::fs::create_dir_all(&folder).unwrap();
    let base = "https://ehr.example/api/R4";
    let exchange = |url: &str, status: Option<u16>, body: Option<&str>| {
        let kind = body.map(|body| {
            if body.ends_with(".txt") {
                "text/html"
            } else {
                "application/json+fhir"
            }
        });
        let headers = kind.map_or(json!({}), |kind| json!({ "content-type": kind }));
        json!({ "method": "GET", "url": format!("{base}/{url}"), "status": status, "headers": headers, "body": body })
    };
    let lab = |id: &str| json!({ "resourceType": "Observation", "id": id, "status": "final" });
    let page = |id: &str, more: Option<&str>| {
        let link =
            more.map(|more| json!([{ "relation": "next", "url": format!("{base}/{more}") }]));
        json!({ "resourceType": "Bundle", "type": "searchset", "link": link.unwrap_or(json!([])), "entry": [{ "resource": lab(id) }] })
    };
    let files = [
        (
            "1.json",
            json!({ "resourceType": "Patient", "id": "p.1", "name": [{ "family": "Tester", "given": ["Ada"] }] }),
        ),
        ("2.json", page("one", Some("Observation?session=7"))),
        ("3.json", page("two", None)),
        (
            "4.json",
            json!({ "resourceType": "OperationOutcome", "issue": [] }),
        ),
        (
            "5.json",
            json!({ "resourceType": "Encounter", "id": "e1", "status": "finished" }),
        ),
        (
            "6.json",
            json!({ "resourceType": "Encounter", "id": "e2", "status": "finished" }),
        ),
    ];
    for (name, body) in files {
        std::fs::write(folder.join(name), body.to_string()).unwrap();
    }
    std::fs::write(folder.join("7.txt"), "<html>no</html>").unwrap();
    let index = json!([
        exchange("Patient/p.1", Some(200), Some("1.json")),
        exchange(
            "Observation?_count=50&patient=p.1",
            Some(400),
            Some("4.json")
        ),
        exchange(
            "Observation?_count=50&category=laboratory&patient=p.1",
            Some(200),
            Some("2.json")
        ),
        exchange("Observation?session=7", Some(200), Some("3.json")),
        exchange("Encounter/e1", Some(200), Some("5.json")),
        exchange("Encounter/e2", Some(200), Some("6.json")),
        exchange("Goal?patient=p.1", Some(404), Some("7.txt")),
        exchange("Coverage?patient=p.1", Some(403), None),
        exchange("DocumentReference?patient=p.1", None, None),
    ]);
    std::fs::write(folder.join("index.json"), index.to_string()).unwrap();
    folder
}

async fn replaying(folder: &Path) -> Sandbox {
    let options = Options {
        replay: Some(folder.to_owned()),
        ..Options::new(dist())
    };
    Sandbox::start(options).await.unwrap()
}

/// Signs in as the one who can.
async fn signed_in(visitor: &Visitor<'_>) -> Tokens {
    let scopes = "launch/patient patient/*.rs";
    let sign_ins = visitor.hospital.sign_ins();
    let username = sign_ins[0].split(' ').next().unwrap();
    let asked = visitor.authorize(&visitor.request(scopes), None).await;
    let (request, cookie) = crate::person::sign_in(visitor.hospital, username, &asked).await;
    let back = crate::person::decide(visitor.hospital, &request, &cookie, "allow", scopes).await;
    let code = back.sent_with("code").unwrap();
    visitor.read(visitor.exchange(&code).await.json())
}

#[tokio::test]
async fn a_recorded_server_answers_as_it_did() {
    let sandbox = replaying(&recorded()).await;
    let hospital = sandbox.hospital("some-server").unwrap();
    let visitor = Visitor {
        sandbox: &sandbox,
        hospital,
    };
    let tokens = signed_in(&visitor).await;
    assert_eq!(tokens.answer["patient"], "p.1");
    let get = async |path: &str| visitor.get(&tokens, path).await;

    let query =
        "patient=p.1&category=http://codes|laboratory&_count=200&_revinclude=Provenance:target";
    let labs = get(&format!("Observation?{query}")).await;
    assert_eq!(labs.header("content-type"), Some("application/json+fhir"));
    assert_eq!(entries(&labs.json())[0]["id"], "one");
    let more = next(&labs.json()).unwrap();
    assert_eq!(more, format!("{}/Observation?session=7", hospital.base()));
    assert_eq!(entries(&get(&more).await.json())[0]["id"], "two");
    assert_eq!(
        get("Observation?patient=p.1&category=survey").await.status,
        400
    );
    assert_eq!(
        get("Observation?code=1").await.status,
        200,
        "what came in pages is listed"
    );

    let page = get("Goal?patient=p.1").await;
    assert_eq!(
        (page.status, page.header("content-type")),
        (404, Some("text/html"))
    );
    let forbidden = get("Coverage?patient=p.1").await;
    assert_eq!((forbidden.status, forbidden.body.len()), (403, 0));
    assert_eq!(forbidden.header("content-type"), None);
    let broken = get("DocumentReference?patient=p.1").await;
    assert_eq!(broken.header("access-control-allow-origin"), None);
    assert!(broken.status >= 500);

    let visits = get("Encounter?patient=p.1").await.json();
    assert_eq!(
        entries(&visits).len(),
        2,
        "what was read one by one is listed"
    );
    assert_eq!(get("Observation/two").await.json()["id"], "two");
    assert_eq!(get("Practitioner/x").await.status, 404);
    let without = http::get(&format!("{}/Patient/p.1", hospital.base()), &[]).await;
    assert_eq!(without.status, 401);
}

#[tokio::test]
async fn a_folder_without_a_recording_is_named() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("unrecorded");
    std::fs::create_dir_all(&folder).unwrap();
    let options = Options {
        replay: Some(folder),
        ..Options::new(dist())
    };
    let error = Sandbox::start(options).await.err().unwrap();
    assert!(error.to_string().contains("no index.json"));
}

#[tokio::test]
async fn every_recorded_exchange_of_the_shared_data_comes_back_as_it_was() {
    let Ok(data) = std::env::var("SATCHEL_DATA") else {
        println!("skipped: SATCHEL_DATA is not set");
        return;
    };
    let data = PathBuf::from(data).join("vendor-responses");
    let sandbox = replaying(&data).await;
    let (mut servers, mut exchanges) = (0, 0);
    for hospital in sandbox.hospitals().skip(2) {
        let folder = data.join(hospital.key());
        let index = std::fs::read_to_string(folder.join("index.json")).unwrap();
        let index: Vec<Value> = serde_json::from_str(&index).unwrap();
        let visitor = Visitor {
            sandbox: &sandbox,
            hospital,
        };
        let tokens = signed_in(&visitor).await;
        assert!(tokens.answer["patient"].is_string(), "{}", hospital.key());
        for exchange in &index {
            // One is with another server: a file that must not be asked for with a token.
            if let Some(rest) = rest_of(exchange["url"].as_str().unwrap()) {
                check(&folder, &visitor, &tokens, exchange, &rest).await;
                exchanges += 1;
            }
        }
        servers += 1;
    }
    assert_eq!((servers, exchanges), (7, 409));
}

async fn check(
    folder: &Path,
    visitor: &Visitor<'_>,
    tokens: &Tokens,
    exchange: &Value,
    rest: &str,
) {
    let url = exchange["url"].as_str().unwrap();
    let answer = visitor.get(tokens, rest).await;
    let Some(status) = exchange["status"].as_u64() else {
        assert!(answer.status >= 500, "{url}");
        return;
    };
    assert_eq!(u64::from(answer.status), status, "{url}");
    let expected = exchange["headers"]["content-type"].as_str();
    assert_eq!(answer.header("content-type"), expected, "{url}");
    let Some(body) = exchange["body"]
        .as_str()
        .filter(|name| !name.ends_with(".b64.txt"))
    else {
        return;
    };
    let base = url.strip_suffix(&format!("/{rest}")).unwrap();
    let text = std::fs::read_to_string(folder.join(body)).unwrap();
    assert_eq!(
        answer.text(),
        text.replace(base, visitor.hospital.base()),
        "{url}"
    );
}

/// What stands behind the base: everything from the type of record on, the first word with a capital.
fn rest_of(url: &str) -> Option<String> {
    let (path, query) = url
        .split_once('?')
        .map_or((url, None), |(path, query)| (path, Some(query)));
    let parts: Vec<&str> = path.split('/').collect();
    let is_type = |part: &&str| {
        let capital = part.starts_with(|c: char| c.is_ascii_uppercase());
        let more = part.contains(|c: char| c.is_ascii_lowercase());
        capital && more && part.chars().all(|c| c.is_ascii_alphabetic())
    };
    let start = parts.iter().position(is_type)?;
    let rest = parts[start..].join("/");
    Some(query.map_or(rest.clone(), |query| format!("{rest}?{query}")))
}
