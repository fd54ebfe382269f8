//! The token endpoint: one-use codes, rotation, revocation, expiry, id_token.
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{Signature, VerifyingKey};

use crate::http;
use crate::person::{Person, SCOPES, code, exchange, refresh, sandbox};

#[tokio::test]
async fn a_token_answer_says_whose_record_it_opens() {
    let sandbox = sandbox().await;
    let hospital = sandbox.st_marys();
    let code = code(hospital, "maria", SCOPES).await;
    let answer = exchange(hospital, &code).await;
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let answer = answer.json();
    assert_eq!(answer["patient"], "maria-lopez");
    assert_eq!(answer["token_type"], "Bearer");
    assert_eq!(answer["expires_in"], 300);
    assert_eq!(answer["need_patient_banner"], true);
    assert_eq!(
        answer["scope"],
        SCOPES.split_whitespace().collect::<Vec<_>>().join(" ")
    );
    assert_eq!(
        answer["fhirUser"],
        format!("{}/Patient/maria-lopez", hospital.base())
    );
}

#[tokio::test]
async fn the_id_token_is_signed_with_the_published_key() {
    let sandbox = sandbox().await;
    let hospital = sandbox.st_marys();
    let code = code(hospital, "maria", SCOPES).await;
    let answer = exchange(hospital, &code).await.json();
    let (message, signature) = answer["id_token"]
        .as_str()
        .unwrap()
        .rsplit_once('.')
        .unwrap();
    let claims = BASE64_URL_SAFE_NO_PAD
        .decode(message.split_once('.').unwrap().1)
        .unwrap();
    let claims: serde_json::Value = serde_json::from_slice(&claims).unwrap();
    assert_eq!(
        (&claims["iss"], &claims["aud"], &claims["nonce"]),
        (
            &hospital.base().into(),
            &"satchel".into(),
            &"a-nonce".into()
        )
    );
    let keys = http::get(&format!("{}/auth/jwks", hospital.origin()), &[])
        .await
        .json();
    let part = |name: &str| {
        BASE64_URL_SAFE_NO_PAD
            .decode(keys["keys"][0][name].as_str().unwrap())
            .unwrap()
    };
    let point = [vec![4], part("x"), part("y")].concat();
    let signature =
        Signature::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(signature).unwrap()).unwrap();
    VerifyingKey::from_sec1_bytes(&point)
        .unwrap()
        .verify(message.as_bytes(), &signature)
        .unwrap();
}

#[tokio::test]
async fn an_exchange_that_is_not_exactly_right_is_refused() {
    let sandbox = sandbox().await;
    let hospital = sandbox.st_marys();
    let redirect_uri = format!("{}/callback", sandbox.site());
    let table = [
        ("grant_type", "", "invalid_request"),
        ("grant_type", "password", "unsupported_grant_type"),
        ("code", "", "invalid_request"),
        ("code", "a-guess", "invalid_grant"),
        ("redirect_uri", "", "invalid_request"),
        (
            "redirect_uri",
            "http://localhost:1/callback",
            "invalid_grant",
        ),
        ("code_verifier", "", "invalid_request"),
        (
            "code_verifier",
            "a-wrong-verifier-of-more-than-43-characters-xx",
            "invalid_grant",
        ),
        ("client_id", "", "invalid_request"),
        ("client_id", "someone", "invalid_client"),
    ];
    for (name, value, expected) in table {
        let code = code(hospital, "maria", SCOPES).await;
        let right = [
            ("grant_type", "authorization_code"),
            ("code", &code),
            ("redirect_uri", &redirect_uri),
            ("code_verifier", crate::person::VERIFIER),
            ("client_id", "satchel"),
        ];
        let spoiled = right
            .iter()
            .map(|&(own, right)| (own, if own == name { value } else { right }));
        let spoiled: Vec<(&str, &str)> = spoiled.filter(|(_, value)| !value.is_empty()).collect();
        let answer = http::post(&format!("{}/auth/token", hospital.origin()), &[], &spoiled).await;
        assert_eq!(answer.json()["error"], expected, "{name}={value}");
        assert_eq!(
            answer.status,
            if expected == "invalid_client" {
                401
            } else {
                400
            }
        );
    }
}

#[tokio::test]
async fn a_code_used_twice_ends_what_it_gave() {
    let sandbox = sandbox().await;
    let hospital = sandbox.st_marys();
    let code = code(hospital, "maria", SCOPES).await;
    let first = exchange(hospital, &code).await.json();
    assert_eq!(
        exchange(hospital, &code).await.json()["error"],
        "invalid_grant"
    );
    let person = Person {
        base: hospital.base().into(),
        patient: "maria-lopez".into(),
        access: first["access_token"].as_str().unwrap().into(),
        refresh: first["refresh_token"].as_str().unwrap().into(),
    };
    assert_eq!(person.get("Patient/{me}").await.status, 401);
    assert_eq!(
        refresh(hospital, &person.refresh).await.json()["error"],
        "invalid_grant"
    );
}

#[tokio::test]
async fn a_code_lives_for_a_minute() {
    let sandbox = sandbox().await;
    let hospital = sandbox.st_marys();
    let code = code(hospital, "maria", SCOPES).await;
    sandbox.advance(Duration::from_secs(61));
    assert_eq!(
        exchange(hospital, &code).await.json()["error"],
        "invalid_grant"
    );
}

#[tokio::test]
async fn refresh_tokens_rotate_and_the_reuse_of_one_ends_the_family() {
    let sandbox = sandbox().await;
    let hospital = sandbox.st_marys();
    let mut person = Person::new(hospital, "maria").await;
    let first = person.refresh.clone();
    let renewed = refresh(hospital, &first).await.json();
    person.access = renewed["access_token"].as_str().unwrap().to_owned();
    let second = renewed["refresh_token"].as_str().unwrap().to_owned();
    assert_ne!(first, second);
    assert_eq!(person.get("Patient/{me}").await.status, 200);
    assert_eq!(hospital.counts().refreshes, 1);
    assert_eq!(
        refresh(hospital, &first).await.json()["error"],
        "invalid_grant"
    );
    assert_eq!(person.get("Patient/{me}").await.status, 401);
    assert_eq!(
        refresh(hospital, &second).await.json()["error"],
        "invalid_grant"
    );
}

#[tokio::test]
async fn an_old_access_token_gets_plain_text_and_can_be_renewed() {
    let sandbox = sandbox().await;
    let hospital = sandbox.lakeside();
    let mut person = Person::new(hospital, "mario").await;
    sandbox.advance(Duration::from_secs(301));
    let answer = person.get("Patient/{me}").await;
    assert_eq!((answer.status, answer.text()), (401, "token expired"));
    assert_eq!(answer.header("www-authenticate"), None);
    person.access = refresh(hospital, &person.refresh).await.json()["access_token"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(person.get("Patient/{me}").await.status, 200);
    hospital.expire_access_tokens();
    assert_eq!(person.get("Patient/{me}").await.status, 401);
}

#[tokio::test]
async fn renewing_cannot_widen_what_was_allowed() {
    let sandbox = sandbox().await;
    let hospital = sandbox.st_marys();
    let person = Person::with_scopes(
        hospital,
        "maria",
        "launch/patient offline_access patient/Patient.rs",
    )
    .await;
    let form = [
        ("grant_type", "refresh_token"),
        ("refresh_token", &person.refresh),
        ("client_id", "satchel"),
        ("scope", "patient/Observation.rs"),
    ];
    let answer = http::post(&format!("{}/auth/token", hospital.origin()), &[], &form).await;
    assert_eq!(answer.json()["error"], "invalid_scope");
    assert_eq!(
        refresh(hospital, &person.refresh).await.status,
        200,
        "the refusal has not used the token up"
    );
}

#[tokio::test]
async fn revoking_a_refresh_token_ends_everything_and_an_unknown_one_is_fine() {
    let sandbox = sandbox().await;
    let hospital = sandbox.st_marys();
    let person = Person::new(hospital, "maria").await;
    let url = format!("{}/auth/revoke", hospital.origin());
    let revoke = async |token: &str| {
        http::post(&url, &[], &[("token", token), ("client_id", "satchel")])
            .await
            .status
    };
    assert_eq!(revoke("nobody-knows-it").await, 200);
    assert_eq!(revoke(&person.refresh).await, 200);
    assert_eq!(person.get("Patient/{me}").await.status, 401);
    let counts = hospital.counts();
    assert_eq!(
        (
            counts.revocations,
            counts.live_access_tokens,
            counts.live_refresh_tokens
        ),
        (1, 0, 0)
    );
}
