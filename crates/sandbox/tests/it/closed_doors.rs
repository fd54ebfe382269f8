//! Hospitals where nobody gets in, or not far: each says so in its own way.
use std::time::Duration;

use sandbox::settings::*;
use sandbox::{Options, PERSONALITIES, Personality, Sandbox, personality};

use crate::http;
use crate::person::{dist, sandbox};
use crate::visitor::Visitor;

async fn only(key: &str) -> Sandbox {
    Sandbox::start(Options::new(dist()).with(personality(key)))
        .await
        .unwrap()
}

#[tokio::test]
async fn an_app_that_may_not_come_in_is_told_so_as_the_settings_say() {
    let sandbox = Sandbox::start(Options::new(dist()).with(PERSONALITIES.iter().copied()))
        .await
        .unwrap();
    let mut met = Vec::new();
    for hospital in sandbox.hospitals() {
        let visitor = Visitor {
            sandbox: &sandbox,
            hospital,
        };
        let (settings, key) = (hospital.settings(), hospital.key());
        if settings.running == Running::Down {
            let metadata = format!("{}/metadata", hospital.base());
            let answer = http::get(&metadata, &[("Origin", sandbox.site())]).await;
            let origin = answer.header("access-control-allow-origin");
            assert_eq!((answer.status, origin), (503, None), "{key}");
            continue;
        }
        let scopes = visitor.scopes(&["Patient"]);
        let asked = visitor.authorize(&visitor.request(&scopes), None).await;
        match settings.registration {
            Registration::Active => continue,
            Registration::Unknown => {
                assert_eq!(
                    (asked.status, asked.header("location")),
                    (400, None),
                    "{key}"
                );
            }
            Registration::NotActive => {
                let error = asked.sent_with("error");
                assert_eq!(error.as_deref(), Some("unauthorized_client"), "{key}");
            }
            Registration::NeedsSecret => {
                let (back, _) = visitor.back(&scopes).await;
                let answer = visitor.exchange(&back.sent_with("code").unwrap()).await;
                assert_eq!(
                    (answer.status, &answer.json()["error"]),
                    (401, &"invalid_client".into())
                );
            }
        }
        met.push(settings.registration);
    }
    assert_eq!(met.len(), 3);
}

#[tokio::test]
async fn a_quota_ends_in_the_middle_of_loading_and_begins_anew() {
    let sandbox = only("quota").await;
    let hospital = sandbox.hospital("quota").unwrap();
    let visitor = Visitor {
        sandbox: &sandbox,
        hospital,
    };
    let quota = hospital.settings().records.quota.unwrap();
    let tokens = visitor.tokens(&visitor.scopes(&["Patient"])).await;
    let path = format!("Patient/{}", visitor.patient());
    let mut answered = 1;
    let refused = loop {
        let answer = visitor.get(&tokens, &path).await;
        if answer.status != 200 {
            break answer;
        }
        answered += 1;
    };
    assert_eq!((answered, refused.status), (quota.requests, 429));
    assert!(refused.header("retry-after").is_some());
    sandbox.advance(Duration::from_secs(quota.seconds));
    assert_eq!(visitor.get(&tokens, &path).await.status, 200);
}

#[tokio::test]
async fn the_site_lists_every_hospital_that_runs_and_its_policy_names_it() {
    let sandbox = Sandbox::start(Options::new(dist()).with(PERSONALITIES.iter().copied()))
        .await
        .unwrap();
    let page = http::get(sandbox.site(), &[]).await;
    let policy = page.header("content-security-policy").unwrap();
    let file = format!("{}/satchel.json", sandbox.site());
    let settings = http::get(&file, &[]).await.json();
    let listed = settings["hospitals"].as_array().unwrap();
    assert_eq!(listed.len(), 2 + PERSONALITIES.len());
    for hospital in sandbox.hospitals() {
        let own = listed.iter().find(|one| one["key"] == hospital.key());
        let own = own.unwrap();
        assert_eq!(own["fhir"], hospital.base());
        assert!(policy.contains(&format!(" {}", hospital.origin())));
        let scopes = match hospital.settings().scopes.spelling {
            Spelling::Both => serde_json::Value::Null,
            Spelling::V1 => "v1".into(),
            Spelling::V2 => "v2".into(),
        };
        assert_eq!(own["scopes"], scopes, "{}", hospital.key());
    }
}

#[tokio::test]
async fn without_being_asked_for_only_two_hospitals_run() {
    let sandbox = sandbox().await;
    let keys: Vec<&str> = sandbox.hospitals().map(|one| one.key()).collect();
    assert_eq!(keys, ["st-marys", "lakeside"]);
}

#[tokio::test]
async fn a_test_brings_a_hospital_of_its_own() {
    let own = Personality {
        key: "own",
        settings: Settings {
            registration: Registration::NotActive,
            ..Settings::STRICT
        },
        ..personality("epic-like").unwrap()
    };
    let sandbox = Sandbox::start(Options::new(dist()).with([own]))
        .await
        .unwrap();
    let hospital = sandbox.hospital("own").unwrap();
    assert_eq!(hospital.settings().registration, Registration::NotActive);
}
