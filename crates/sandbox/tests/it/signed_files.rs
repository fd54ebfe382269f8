//! Attachments at signed addresses outside the FHIR base, and messages as older and newer servers take them.
use std::time::Duration;

use sandbox::settings::*;
use sandbox::{Options, Sandbox, personality};
use serde_json::{Value, json};

use crate::http::{self, Answer};
use crate::person::{dist, entries};
use crate::visitor::{Tokens, Visitor};

const OLD_AND_NEW: [&str; 2] = ["medplum-like", "medplum-like-old"];

async fn both() -> Sandbox {
    let both = OLD_AND_NEW.iter().filter_map(|key| personality(key));
    Sandbox::start(Options::new(dist()).with(both))
        .await
        .unwrap()
}

#[tokio::test]
async fn an_attachment_comes_without_a_token_for_five_minutes_and_no_script_reads_it() {
    let sandbox = both().await;
    for key in OLD_AND_NEW {
        let hospital = sandbox.hospital(key).unwrap();
        let visitor = Visitor {
            sandbox: &sandbox,
            hospital,
        };
        let tokens = visitor
            .tokens(&visitor.scopes(&["DocumentReference", "Binary"]))
            .await;
        let path = "DocumentReference?patient=maria-lopez&_count=100";
        let found = visitor.get(&tokens, path).await.json();
        let addresses: Vec<&str> = entries(&found)
            .into_iter()
            .filter_map(|one| one["content"][0]["attachment"]["url"].as_str())
            .filter(|url| url.contains("/files/nurse-note?"))
            .collect();
        let [address] = addresses.as_slice() else {
            panic!("{key}: {addresses:?}")
        };
        assert!(!address.starts_with(hospital.base()));
        let origin = ("Origin", sandbox.site());
        let file = http::get(address, &[origin]).await;
        assert_eq!(file.status, 200);
        assert_eq!(Some(&file.body), hospital.file("nurse-note").as_ref());
        assert_eq!(file.header("access-control-allow-origin"), None);
        let bearer = format!("Bearer {}", tokens.access);
        let with_token = http::get(address, &[origin, ("Authorization", &bearer)]).await;
        assert_eq!(with_token.status, 400);
        let other = address.replace("nurse-note", "letter");
        assert_eq!(http::get(&other, &[]).await.status, 403);
        sandbox.advance(Duration::from_secs(301));
        assert_eq!(http::get(address, &[]).await.status, 403);
        assert_eq!(visitor.get(&tokens, "Binary/nurse-note").await.status, 403);
    }
}

fn message(about: &str) -> Value {
    json!({
        "resourceType": "Communication",
        "identifier": [{ "system": "urn:ietf:rfc:3986", "value": "urn:uuid:1" }],
        "status": "in-progress",
        "subject": { "reference": format!("Patient/{about}") },
        "sender": { "reference": "Patient/maria-lopez" },
        "recipient": [{ "reference": "CareTeam/maria-heart-team" }],
        "payload": [{ "contentString": "Good morning" }],
    })
}

async fn send(visitor: &Visitor<'_>, tokens: &Tokens, message: &Value) -> Answer {
    let bearer = format!("Bearer {}", tokens.access);
    let headers = [
        ("Authorization", bearer.as_str()),
        ("Content-Type", "application/fhir+json"),
        ("If-None-Exist", "identifier=urn:ietf:rfc:3986|urn:uuid:1"),
    ];
    let url = format!("{}/Communication", visitor.hospital.base());
    http::ask("POST", &url, &headers, &message.to_string()).await
}

#[tokio::test]
async fn messages_are_taken_as_the_settings_say() {
    let sandbox = both().await;
    for key in OLD_AND_NEW {
        let hospital = sandbox.hospital(key).unwrap();
        let visitor = Visitor {
            sandbox: &sandbox,
            hospital,
        };
        let rules = &hospital.settings().messages;
        let scopes = format!(
            "{} patient/Communication.crs",
            visitor.scopes(&["CareTeam"])
        );
        let tokens = visitor.tokens(&scopes).await;
        let first = send(&visitor, &tokens, &message("maria-lopez")).await;
        assert_eq!(first.status, 201, "{key}");
        let location = first
            .header("location")
            .map(|it| it.starts_with(hospital.base()));
        let expected = match rules.location {
            Location::Own => Some(true),
            Location::BehindGateway => Some(false),
            Location::Absent => None,
        };
        assert_eq!(location, expected, "{key}");
        let again = send(&visitor, &tokens, &message("maria-lopez")).await;
        let honored = rules.condition == Condition::Honored;
        assert_eq!(again.status, if honored { 200 } else { 201 }, "{key}");
        assert_eq!(again.json()["id"] == first.json()["id"], honored, "{key}");
        let other = send(&visitor, &tokens, &message("samuel-reed")).await;
        let refused = rules.about_others == AboutOthers::Refused;
        assert_eq!(other.status == 403, refused, "{key}: {}", other.status);
    }
}
