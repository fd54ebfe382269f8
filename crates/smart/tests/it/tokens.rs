//! The token endpoint's answers: whose record, how far, how long, and what ends it.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use smart::{
    Access, Interaction, LaunchError, RefreshError, RefreshToken, Refusal, Tokens, UserKind,
};

use crate::{NOW_MS, answered, attempt, parameter};

fn exchanged(status: u16, body: &str) -> Result<Tokens, LaunchError> {
    let exchange = answered(attempt(), "code=c&state=STATE").unwrap();
    exchange.tokens(status, body.as_bytes(), NOW_MS)
}

const ANSWER: &str = r#"{"access_token":"a1","token_type":"Bearer","expires_in":3600,"refresh_token":"r1",
    "scope":"patient/Patient.rs patient/Observation.rs","patient":"p1","need_patient_banner":true}"#;

/// The answer with an `id_token` in it, and without `patient` if it names the patient by `fhirUser` alone.
fn with_identity(fhir_user: &str, nonce: &str, patient: bool) -> String {
    let header = BASE64_URL_SAFE_NO_PAD.encode(r#"{"alg":"RS256"}"#);
    let claims = format!(
        r#"{{"iss":"https://ehr.example.org","aud":"satchel","exp":1800000300,"nonce":"{nonce}","fhirUser":"{fhir_user}"}}"#
    );
    let id_token = format!("{header}.{}.c2ln", BASE64_URL_SAFE_NO_PAD.encode(claims));
    let patient = if patient { r#","patient":"p1""# } else { "" };
    format!(r#"{{"access_token":"a1","token_type":"Bearer","id_token":"{id_token}"{patient}}}"#)
}

fn nonce() -> String {
    parameter(&attempt().authorize_url(), "nonce").unwrap()
}

#[test]
fn a_search_can_go_in_a_form_and_only_below_the_base() {
    let tokens = exchanged(200, ANSWER).unwrap();
    let address = "https://ehr.example.org/fhir/Condition?patient=p1&_count=100";
    let request = tokens.search_by_form(address).unwrap();
    assert_eq!(request.method.as_str(), "POST");
    assert_eq!(
        request.url,
        "https://ehr.example.org/fhir/Condition/_search"
    );
    assert_eq!(request.body.as_deref(), Some("patient=p1&_count=100"));
    let kinds = request.headers.iter().map(|(name, _)| *name);
    assert_eq!(
        kinds.collect::<Vec<_>>(),
        ["Accept", "Authorization", "Content-Type"]
    );
    for elsewhere in [
        "https://evil.example/fhir/Condition?patient=p1",
        "https://ehr.example.org/fhir/Condition",
    ] {
        assert_eq!(tokens.search_by_form(elsewhere), None, "{elsewhere}");
    }
}

#[test]
fn an_answer_opens_one_record() {
    let tokens = exchanged(200, ANSWER).unwrap();
    assert_eq!(
        (tokens.hospital(), tokens.base().as_str()),
        ("st-marys", "https://ehr.example.org/fhir")
    );
    assert_eq!(
        (tokens.patient.as_str(), tokens.access.secret().as_str()),
        ("p1", "a1")
    );
    assert_eq!(
        tokens.granted.access("Observation", Interaction::Search),
        Access::Whole
    );
    assert_eq!(tokens.management(), Some("https://ehr.example.org/manage"));
    assert!(tokens.need_patient_banner && tokens.user.is_none() && !tokens.is_proxy());
    let read = tokens
        .read("https://ehr.example.org/fhir/Patient/p1")
        .unwrap();
    assert!(
        read.headers
            .contains(&("Authorization", "Bearer a1".to_owned()))
    );
    assert_eq!(tokens.read("https://evil.example/fhir/Patient/p1"), None);
}

#[test]
fn access_is_renewed_a_minute_before_it_ends() {
    let tokens = exchanged(200, ANSWER).unwrap();
    assert!(!tokens.is_due(NOW_MS + 3_539_999) && tokens.is_due(NOW_MS + 3_540_000));
    assert!(!tokens.is_expired(NOW_MS + 3_599_999) && tokens.is_expired(NOW_MS + 3_600_000));
    let short = exchanged(200, &ANSWER.replace("3600", "60")).unwrap();
    assert!(!short.is_due(NOW_MS + 29_999) && short.is_due(NOW_MS + 30_000));
}

#[test]
fn a_lifetime_is_read_as_it_comes() {
    for (sent, seconds) in [
        ("3600", 3600),
        ("\"3600\"", 3600),
        ("3599.5", 3599),
        ("null", 300),
        ("0", 300),
        ("-1", 300),
        ("\"soon\"", 300),
        ("{}", 300),
    ] {
        assert_eq!(
            exchanged(200, &ANSWER.replace("3600", sent))
                .unwrap()
                .expires_in,
            seconds,
            "{sent}"
        );
    }
    let missing = exchanged(200, &ANSWER.replace("\"expires_in\":3600,", "")).unwrap();
    assert_eq!(missing.expires_in, 300);
    let endless = exchanged(200, &ANSWER.replace("3600", "18446744073709551615")).unwrap();
    assert!(!endless.is_due(NOW_MS));
}

#[test]
fn the_kind_of_token_is_read_without_regard_to_case() {
    for kind in ["bearer", "BEARER", "Bearer"] {
        assert!(
            exchanged(200, &ANSWER.replace("Bearer", kind)).is_ok(),
            "{kind}"
        );
    }
    for (whole, broken) in [
        ("\"Bearer\"", "\"DPoP\""),
        ("\"Bearer\"", "null"),
        ("\"a1\"", "\"\""),
        ("\"a1\"", "\"a\\r\\nb\""),
        ("\"a1\"", "7"),
    ] {
        assert_eq!(
            exchanged(200, &ANSWER.replace(whole, broken)).err(),
            Some(LaunchError::NoToken),
            "{broken}"
        );
    }
}

#[test]
fn a_scope_that_is_not_repeated_was_granted_as_asked() {
    let tokens = exchanged(
        200,
        r#"{"access_token":"a1","token_type":"bearer","patient":"p1"}"#,
    )
    .unwrap();
    assert!(tokens.granted.allows("Patient", Interaction::Read));
    assert!(!tokens.granted.allows("Observation", Interaction::Read));
    assert!(!tokens.is_renewable() && tokens.clone().take_renewal().is_none());
}

#[test]
fn the_patient_is_named_or_the_sign_in_stops() {
    let patient =
        |body: &str| exchanged(200, body).map(|tokens| tokens.patient.as_str().to_owned());
    assert_eq!(
        patient(&ANSWER.replace("\"p1\"", "42")).as_deref(),
        Ok("42")
    );
    assert_eq!(
        patient(&ANSWER.replace("p1", "Patient/p1")).as_deref(),
        Ok("p1")
    );
    assert_eq!(
        patient(&with_identity("Patient/p2", &nonce(), false)).as_deref(),
        Ok("p2")
    );
    assert_eq!(
        patient(&with_identity(
            "https://ehr.example.org/fhir/Patient/p2",
            &nonce(),
            false
        ))
        .as_deref(),
        Ok("p2")
    );
    for body in [
        ANSWER.replace("\"p1\"", "null"),
        ANSWER.replace("p1", ""),
        ANSWER.replace("p1", "../Patient"),
        with_identity("RelatedPerson/p2", &nonce(), false),
        with_identity("https://evil.example/fhir/Patient/p2", &nonce(), false),
    ] {
        assert_eq!(patient(&body).err(), Some(LaunchError::NoPatient), "{body}");
    }
}

#[test]
fn a_carer_is_told_apart_from_the_patient() {
    let tokens = exchanged(200, &with_identity("RelatedPerson/9", &nonce(), true)).unwrap();
    assert_eq!(
        tokens.user.as_ref().map(|user| user.kind),
        Some(UserKind::RelatedPerson)
    );
    assert!(tokens.is_proxy());
    let tokens = exchanged(200, &with_identity("Patient/p1", &nonce(), true)).unwrap();
    assert!(tokens.user.is_some() && !tokens.is_proxy());
}

#[test]
fn an_identity_for_another_sign_in_stops_this_one() {
    assert_eq!(
        exchanged(200, &with_identity("Patient/p1", "other", true)).err(),
        Some(LaunchError::NotForUs)
    );
}

#[test]
fn an_identity_that_cannot_be_read_is_only_left_out() {
    for id_token in ["", "x", "a.b.c", "a.b.c.d", "...."] {
        let body = ANSWER.replace(
            "\"patient\"",
            &format!("\"id_token\":\"{id_token}\",\"patient\""),
        );
        assert!(exchanged(200, &body).unwrap().user.is_none(), "{id_token}");
    }
}

#[test]
fn a_refused_exchange_has_a_reason() {
    let refused = |why| LaunchError::Refused { why, words: None };
    for (status, body, expected) in [
        (
            400,
            r#"{"error":"invalid_grant","error_description":"code c is used"}"#,
            LaunchError::CodeExpired,
        ),
        (
            401,
            r#"{"error":"invalid_client"}"#,
            refused(Refusal::UnknownPortal),
        ),
        (
            200,
            r#"{"error":"invalid_scope"}"#,
            refused(Refusal::InvalidScope),
        ),
        (
            503,
            r#"{"error":"temporarily_unavailable"}"#,
            refused(Refusal::Unavailable),
        ),
        (400, "Bad Request", LaunchError::Status(400)),
        (502, "<html>", LaunchError::Status(502)),
        (200, "<html>", LaunchError::NoToken),
        (200, "", LaunchError::NoToken),
        (200, "[]", LaunchError::NoToken),
        (200, "{}", LaunchError::NoToken),
    ] {
        assert_eq!(
            exchanged(status, body).err(),
            Some(expected),
            "{status} {body}"
        );
    }
}

#[test]
fn a_renewal_keeps_what_it_does_not_repeat() {
    let mut tokens = exchanged(200, ANSWER).unwrap();
    tokens.granted.refuse("Observation", Interaction::Read);
    let renewal = tokens.take_renewal().unwrap();
    assert!(!tokens.is_renewable(), "it is sent once");
    let request = renewal.request().clone();
    let body = request.body.unwrap();
    assert_eq!(request.url, "https://ehr.example.org/token");
    for (name, value) in [
        ("grant_type", "refresh_token"),
        ("refresh_token", "r1"),
        ("client_id", "satchel"),
    ] {
        assert_eq!(parameter(&body, name).as_deref(), Some(value));
    }
    let mut renewed = renewal
        .tokens(
            200,
            br#"{"access_token":"a2","token_type":"bearer","expires_in":60}"#,
            NOW_MS + 5,
        )
        .unwrap();
    assert_eq!(
        (renewed.access.secret().as_str(), renewed.patient.as_str()),
        ("a2", "p1")
    );
    assert_eq!(
        renewed
            .refresh
            .as_ref()
            .map(|token| token.secret().as_str()),
        Some("r1")
    );
    assert_eq!(renewed.expires_at_ms(), NOW_MS + 5 + 60_000);
    assert!(
        renewed.need_patient_banner && !renewed.granted.allows("Observation", Interaction::Read)
    );
    let rotated = br#"{"access_token":"a3","token_type":"bearer","refresh_token":"r2","scope":"patient/Patient.r","patient":"p1"}"#;
    let renewal = renewed.take_renewal().unwrap();
    let renewed = renewal.tokens(200, rotated, NOW_MS).unwrap();
    assert_eq!(renewed.renewals(), 2);
    assert_eq!(
        renewed
            .refresh
            .as_ref()
            .map(|token| token.secret().as_str()),
        Some("r2")
    );
    assert!(!renewed.granted.allows("Patient", Interaction::Search));
}

#[test]
fn every_refused_renewal_means_sign_in_again() {
    let renewal = exchanged(200, ANSWER).unwrap().take_renewal().unwrap();
    for (status, body) in [
        (400, r#"{"error":"invalid_request"}"#),
        (403, r#"{"error":"invalid_grant"}"#),
        (401, r#"{"error":"invalid_client"}"#),
        (401, "jwt expired"),
        (200, "{}"),
        (200, "<html>"),
        (500, r#"{"error":"invalid_grant"}"#),
        (
            200,
            r#"{"access_token":"a2","token_type":"bearer","patient":"somebody-else"}"#,
        ),
    ] {
        assert_eq!(
            renewal.tokens(status, body.as_bytes(), NOW_MS).err(),
            Some(RefreshError::SignInAgain),
            "{status} {body}"
        );
    }
}

#[test]
fn a_hospital_that_is_only_busy_is_asked_later() {
    let renewal = exchanged(200, ANSWER).unwrap().take_renewal().unwrap();
    for (status, body) in [
        (429, ""),
        (503, r#"{"error":"temporarily_unavailable"}"#),
        (400, r#"{"error":"temporarily_unavailable"}"#),
    ] {
        assert_eq!(
            renewal.tokens(status, body.as_bytes(), NOW_MS).err(),
            Some(RefreshError::Busy),
            "{status}"
        );
    }
}

#[test]
fn a_hospital_that_failed_may_have_spent_the_token() {
    let renewal = exchanged(200, ANSWER).unwrap().take_renewal().unwrap();
    for status in [500, 502, 504] {
        let answer = renewal.tokens(status, b"<html>", NOW_MS);
        assert_eq!(answer.err(), Some(RefreshError::NoAnswer), "{status}");
    }
}

#[test]
fn signing_out_gives_both_tokens_back() {
    let requests = exchanged(200, ANSWER).unwrap().sign_out();
    let sent: Vec<(String, String)> = requests
        .iter()
        .map(|request| {
            let body = request.body.as_deref().unwrap();
            (
                parameter(body, "token").unwrap(),
                parameter(body, "token_type_hint").unwrap(),
            )
        })
        .collect();
    assert_eq!(
        sent,
        [
            ("r1".to_owned(), "refresh_token".to_owned()),
            ("a1".to_owned(), "access_token".to_owned())
        ]
    );
    assert!(
        requests
            .iter()
            .all(|request| request.url == "https://ehr.example.org/revoke")
    );
}

#[test]
fn tokens_print_nothing_of_themselves() {
    let tokens = exchanged(200, &with_identity("Patient/p1", &nonce(), true)).unwrap();
    let printed = format!(
        "{tokens:?} {:?} {:?} {:?}",
        tokens.access, tokens.patient, tokens.user
    );
    for secret in ["a1", "p1", "ehr.example.org"] {
        assert!(!printed.contains(secret), "{printed}");
    }
}

#[test]
fn a_token_goes_to_no_foreign_link_reference_or_attachment() {
    let tokens = exchanged(200, ANSWER).unwrap();
    for url in [
        "https://evil.example/fhir/Observation?page=2",
        "https://evil.example/fhir/Practitioner/1",
        "https://files.ehr.example.org/signed/1?X-Amz-Signature=x",
        "https://ehr.example.org/files/1",
        "https://ehr.example.org/fhir.evil.example/Binary/1",
        "https://ehr.example.org@evil.example/fhir/Binary/1",
        "https://ehr.example.org/fhir/../files/1",
        "https://ehr.example.org/fhir/%2e%2e/files/1",
        "http://ehr.example.org/fhir/Binary/1",
        "//evil.example/fhir/Binary/1",
        "Binary/1",
        "data:text/plain,x",
    ] {
        assert_eq!(tokens.read(url), None, "{url}");
        assert_eq!(tokens.create(url, "{}".to_owned(), None), None, "{url}");
    }
}

#[test]
fn tokens_that_were_kept_open_the_same_record_in_the_same_way() {
    let mut tokens = exchanged(200, &with_identity("RelatedPerson/r9", &nonce(), true)).unwrap();
    tokens.granted =
        smart::Granted::read("openid patient/Observation.rs?category=a|b patient/*.cruds");
    tokens.granted.refuse("Communication", Interaction::Create);
    tokens.refresh = Some(RefreshToken::new("r1".to_owned()));
    let rules = *tokens.rules();
    let kept = Tokens::of_written(&tokens.written(), rules).unwrap();
    assert_eq!(kept.written(), tokens.written());
    assert_eq!(kept.granted, tokens.granted);
    assert_eq!(kept.expires_at_ms(), tokens.expires_at_ms());
    assert!(kept.is_proxy() && kept.is_renewable());
    let address = "https://ehr.example.org/fhir/Observation?_count=1";
    assert_eq!(kept.read(address), tokens.read(address));
    assert_eq!(kept.sign_out(), tokens.sign_out());
}

#[test]
fn kept_tokens_whose_addresses_were_changed_are_none() {
    let tokens = exchanged(200, ANSWER).unwrap();
    let (written, rules) = (tokens.written(), *tokens.rules());
    for (right, wrong) in [
        ("base=https%3A%2F%2F", "base=http%3A%2F%2F"),
        ("token=https%3A%2F%2F", "token=http%3A%2F%2F"),
        ("patient=p1", "patient=..%2Fp1"),
        ("expires_in=3600", "expires_in=soon"),
    ] {
        let changed = written.replace(right, wrong);
        assert_ne!(changed, written, "{right} stands in what was written");
        assert!(Tokens::of_written(&changed, rules).is_none(), "{wrong}");
    }
}

#[test]
fn after_signing_out_nothing_is_left_that_opens_the_record() {
    let spent = exchanged(200, ANSWER).unwrap().spent();
    assert!(!spent.is_renewable() && spent.is_expired(NOW_MS));
    assert!(spent.sign_out().is_empty());
    let written = spent.written();
    assert!(
        !written.contains("a1") && !written.contains("r1"),
        "{written}"
    );
    assert_eq!(spent.patient.as_str(), "p1");
}
