//! The authorization endpoint and the pages: strict, whatever is missing or wrong.
use crate::http;
use crate::person::{self, SCOPES, authorize, decide, request, sandbox, sign_in};

#[tokio::test]
async fn a_request_that_is_not_exactly_right_is_refused() {
    let sandbox = sandbox().await;
    let hospital = sandbox.st_marys();
    let missing = "";
    let table = [
        ("response_type", missing, "invalid_request"),
        ("response_type", "token", "unsupported_response_type"),
        ("scope", missing, "invalid_scope"),
        (
            "scope",
            "user/*.cruds patient/Observation.sr",
            "invalid_scope",
        ),
        ("state", missing, "invalid_request"),
        ("aud", missing, "invalid_request"),
        ("aud", "http://127.0.0.1:1/fhir", "invalid_request"),
        ("aud", "{base}/", "invalid_request"),
        ("code_challenge", missing, "invalid_request"),
        ("code_challenge", "too-short", "invalid_request"),
        ("code_challenge_method", missing, "invalid_request"),
        ("code_challenge_method", "plain", "invalid_request"),
        ("prompt", "none", "login_required"),
    ];
    for (name, value, expected) in table {
        let mut pairs = request(hospital);
        pairs.retain(|(own, _)| *own != name);
        if value != missing {
            pairs.push((name, value.replace("{base}", hospital.base())));
        }
        let answer = authorize(hospital, &pairs, &[]).await;
        assert_eq!(
            answer.sent_with("error").as_deref(),
            Some(expected),
            "{name}={value}"
        );
        assert!(
            answer
                .header("location")
                .unwrap()
                .starts_with(&format!("{}/callback?", sandbox.site()))
        );
        assert_eq!(answer.sent_with("iss").as_deref(), Some(hospital.base()));
    }
    let mut twice = request(hospital);
    twice.push(("state", "another".into()));
    assert_eq!(
        authorize(hospital, &twice, &[])
            .await
            .sent_with("error")
            .as_deref(),
        Some("invalid_request")
    );
}

#[tokio::test]
async fn an_unknown_client_or_address_is_sent_nowhere() {
    let sandbox = sandbox().await;
    let hospital = sandbox.lakeside();
    let wrong = [
        ("client_id", "someone".to_owned()),
        ("client_id", String::new()),
        ("redirect_uri", format!("{}/callback/", sandbox.site())),
        (
            "redirect_uri",
            format!("{}/callback", sandbox.site()).replace("localhost", "127.0.0.1"),
        ),
        ("redirect_uri", "https://evil.example/callback".to_owned()),
    ];
    for (name, value) in wrong {
        let mut pairs = request(hospital);
        pairs.retain(|(own, _)| *own != name);
        pairs.push((name, value));
        let answer = authorize(hospital, &pairs, &[]).await;
        assert_eq!(
            (answer.status, answer.header("location")),
            (400, None),
            "{name}"
        );
        assert!(answer.text().contains("This sign-in cannot go on"));
    }
}

#[tokio::test]
async fn the_pages_say_that_this_is_a_sample_and_list_the_sign_ins() {
    let sandbox = sandbox().await;
    let hospital = sandbox.st_marys();
    let asked = authorize(hospital, &request(hospital), &[]).await;
    let page = http::get(
        &format!("{}{}", hospital.origin(), asked.header("location").unwrap()),
        &[],
    )
    .await;
    assert!(
        page.text()
            .contains("This is a sample hospital. No real patients.")
    );
    assert!(page.text().contains("<code>maria</code>"));
    let wrong = [
        ("request", asked.sent_with("request").unwrap()),
        ("username", "maria".into()),
        ("password", "guess".into()),
    ];
    let wrong: Vec<(&str, &str)> = wrong
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let answer = http::post(&format!("{}/auth/sign-in", hospital.origin()), &[], &wrong).await;
    assert_eq!((answer.status, answer.header("set-cookie")), (401, None));
}

#[tokio::test]
async fn a_refusal_comes_back_as_access_denied() {
    let sandbox = sandbox().await;
    let hospital = sandbox.st_marys();
    for (decision, scopes) in [("deny", SCOPES), ("allow", ""), ("", SCOPES)] {
        let asked = authorize(hospital, &request(hospital), &[]).await;
        let (request, cookie) = sign_in(hospital, "maria", &asked).await;
        let answer = decide(hospital, &request, &cookie, decision, scopes).await;
        assert_eq!(answer.sent_with("error").as_deref(), Some("access_denied"));
        assert_eq!(
            answer.sent_with("state").as_deref(),
            Some("a-state-of-22-characters")
        );
    }
}

#[tokio::test]
async fn whoever_is_signed_in_is_asked_only_what_to_share_unless_the_app_wants_a_sign_in() {
    let sandbox = sandbox().await;
    let hospital = sandbox.st_marys();
    let mut pairs = request(hospital);
    let asked = authorize(hospital, &pairs, &[]).await;
    let (_, cookie) = sign_in(hospital, "maria", &asked).await;
    assert!(cookie.starts_with("st-marys-session="));
    let again = authorize(hospital, &pairs, &[("Cookie", &cookie)]).await;
    assert!(
        again
            .header("location")
            .unwrap()
            .starts_with("/auth/consent?")
    );
    pairs.push(("prompt", "login".into()));
    let forced = authorize(hospital, &pairs, &[("Cookie", &cookie)]).await;
    assert!(
        forced
            .header("location")
            .unwrap()
            .starts_with("/auth/sign-in?")
    );
    hospital.end_sessions();
    pairs.pop();
    let later = authorize(hospital, &pairs, &[("Cookie", &cookie)]).await;
    assert!(
        later
            .header("location")
            .unwrap()
            .starts_with("/auth/sign-in?")
    );
}

#[tokio::test]
async fn nobody_allows_anything_without_a_session_or_twice() {
    let sandbox = sandbox().await;
    let hospital = sandbox.st_marys();
    let asked = authorize(hospital, &request(hospital), &[]).await;
    let (request, cookie) = sign_in(hospital, "maria", &asked).await;
    let stranger = decide(
        hospital,
        &request,
        "st-marys-session=guess",
        "allow",
        SCOPES,
    )
    .await;
    assert!(
        stranger
            .header("location")
            .unwrap()
            .starts_with("/auth/sign-in?")
    );
    assert!(
        decide(hospital, &request, &cookie, "allow", SCOPES)
            .await
            .sent_with("code")
            .is_some()
    );
    assert_eq!(
        decide(hospital, &request, &cookie, "allow", SCOPES)
            .await
            .status,
        400
    );
}

#[tokio::test]
async fn what_is_unticked_is_not_granted() {
    let sandbox = sandbox().await;
    let hospital = sandbox.st_marys();
    let asked = authorize(hospital, &request(hospital), &[]).await;
    let (request, cookie) = sign_in(hospital, "maria", &asked).await;
    let ticked = "launch/patient patient/Patient.rs patient/Device.rs";
    let code = decide(hospital, &request, &cookie, "allow", ticked)
        .await
        .sent_with("code")
        .unwrap();
    let answer = person::exchange(hospital, &code).await.json();
    assert_eq!(answer["scope"], "launch/patient patient/Patient.rs");
    assert!(
        answer["refresh_token"].is_null()
            && answer["id_token"].is_null()
            && answer["fhirUser"].is_null()
    );
}
