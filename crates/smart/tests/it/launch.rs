//! From the redirect to the answer: what is sent, what is kept, which answers are believed.

use smart::{
    Attempt, Callback, Client, LaunchError, Refusal, Relay, ReturnPath, Rules, SignInTab, Standing,
};

use crate::{NOW_MS, answered, attempt, attempt_at, base, configuration, parameter, state};

#[test]
fn the_challenge_is_the_one_of_rfc_7636_appendix_b() {
    // The verifier of the appendix, as the bytes it encodes.
    let verifier: [u8; 32] = [
        116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212, 37,
        77, 105, 214, 191, 240, 91, 88, 5, 88, 83, 132, 141, 121,
    ];
    let mut random = [0; 96];
    random[64..].copy_from_slice(&verifier);
    let attempt = attempt_at(&configuration(), random);
    let challenge = parameter(&attempt.authorize_url(), "code_challenge");
    assert_eq!(
        challenge.as_deref(),
        Some("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    );
    let exchange = answered(attempt, "code=c&state=STATE").unwrap();
    let verifier = parameter(&exchange.request().body.unwrap(), "code_verifier");
    assert_eq!(
        verifier.as_deref(),
        Some("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
    );
}

#[test]
fn the_patient_is_sent_to_the_hospital_with_all_it_needs() {
    let url = attempt().authorize_url();
    assert!(url.starts_with("https://ehr.example.org/authorize?tenant=1&"));
    for (name, value) in [
        ("response_type", "code"),
        ("client_id", "satchel"),
        ("redirect_uri", "https://portal.example.org/callback"),
        ("scope", "openid launch/patient patient/Patient.rs"),
        ("aud", "https://ehr.example.org/fhir"),
        ("code_challenge_method", "S256"),
    ] {
        assert_eq!(parameter(&url, name).as_deref(), Some(value), "{name}");
    }
    for name in ["state", "nonce", "code_challenge"] {
        assert_eq!(
            parameter(&url, name).map(|value| value.len()),
            Some(43),
            "{name}"
        );
        assert_eq!(url.matches(&format!("{name}=")).count(), 1, "{name}");
    }
    assert_eq!(parameter(&url, "code_verifier"), None);
    let names = form_urlencoded::parse(url.split_once('?').unwrap().1.as_bytes())
        .map(|(name, _)| name.into_owned())
        .collect::<Vec<_>>()
        .join(" ");
    assert_eq!(
        names,
        "tenant response_type client_id state code_challenge code_challenge_method redirect_uri scope aud nonce"
    );
}

#[test]
fn state_nonce_and_verifier_are_of_different_bytes() {
    let random = std::array::from_fn(|i| i as u8);
    let attempt = attempt_at(&configuration(), random);
    let nonce = parameter(&attempt.authorize_url(), "nonce").unwrap();
    let state = state(&attempt);
    let exchange = answered(attempt, "code=c&state=STATE").unwrap();
    let verifier = parameter(&exchange.request().body.unwrap(), "code_verifier").unwrap();
    assert!(state != nonce && nonce != verifier && state != verifier);
}

#[test]
fn a_redirect_address_that_is_none_is_told_before_the_patient_leaves() {
    for redirect_uri in [
        "",
        "/callback",
        "https://portal.example.org/#/callback",
        "https://me@portal.example.org/callback",
        "javascript:alert(1)",
    ] {
        let client = Client {
            hospital: "h",
            client_id: "satchel",
            redirect_uri,
            scope: "",
            rules: &Rules::default(),
            launch: None,
            again: false,
        };
        let home = ReturnPath::new("/").unwrap();
        let attempt = Attempt::begin([0; 96], NOW_MS, client, &base(), &configuration(), home);
        assert_eq!(attempt.err(), Some(LaunchError::NotSetUp), "{redirect_uri}");
    }
}

#[test]
fn an_attempt_survives_the_redirect() {
    let before = attempt();
    let after = Attempt::read(&before.written()).unwrap();
    assert_eq!(after.authorize_url(), before.authorize_url());
    assert_eq!((after.key(), after.hospital()), (before.key(), "st-marys"));
    assert_eq!(after.return_to().as_str(), "/results?page=2");
    assert!(!before.key().is_empty() && before.key().starts_with(smart::KEY_PREFIX));
}

/// The record of an attempt with another value in one field.
fn tampered(field: &str, broken: &str) -> String {
    let record = attempt().written();
    let value = |name: &str, value| {
        if name == field {
            broken.to_owned()
        } else {
            value
        }
    };
    let pairs = form_urlencoded::parse(record.as_bytes()).into_owned();
    let pairs = pairs.map(|(name, old)| (name.clone(), value(&name, old)));
    let changed = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish();
    assert_ne!(changed, record, "{field}");
    changed
}

#[test]
fn a_record_that_was_tampered_with_is_no_record() {
    for (field, broken) in [
        ("base", "http://ehr.example.org/fhir"),
        ("base", "https://evil.example/fhir"),
        ("authorization", ""),
        ("authorization", "http://ehr.example.org/authorize"),
        ("token", "http://ehr.example.org/token"),
        ("token", "https://evil.example/token"),
        ("revocation", "http://ehr.example.org/revoke"),
        (
            "redirect_uri",
            "https://portal.example.org@evil.example/callback",
        ),
        ("return_to", "https://evil.example/results"),
        ("return_to", "//evil.example/results"),
        ("aud", "https://evil.example/fhir"),
        ("state", "short"),
        ("nonce", "short"),
        ("verifier", "short"),
        ("begun_ms", "-1"),
    ] {
        let record = tampered(field, broken);
        assert!(Attempt::read(&record).is_none(), "{field} {broken}");
    }
    for text in [
        "",
        "{}",
        "&",
        "=",
        "base=https%3A%2F%2Fehr.example.org%2Ffhir",
    ] {
        assert!(Attempt::read(text).is_none(), "{text}");
    }
}

#[test]
fn an_attempt_ends_after_ten_minutes() {
    let attempt = attempt();
    assert!(!attempt.is_expired(NOW_MS + 599_999));
    assert!(attempt.is_expired(NOW_MS + 600_000));
    assert!(
        !attempt.is_expired(NOW_MS - 5_000),
        "a clock set back ends nothing"
    );
    let query = format!("code=c&state={}", state(&attempt));
    let late =
        Callback::read(&query)
            .unwrap()
            .redeem(Some(attempt), &Rules::default(), NOW_MS + 600_000);
    assert_eq!(late.err(), Some(LaunchError::Expired));
}

#[test]
fn an_attempt_without_an_answer_is_noticed() {
    let attempt = attempt();
    for (tab, minutes, standing) in [
        (SignInTab::Own, 0, Standing::Abandoned),
        (SignInTab::Other, 0, Standing::UnderWay),
        (SignInTab::Other, 9, Standing::UnderWay),
        (SignInTab::Other, 10, Standing::Abandoned),
    ] {
        let now_ms = NOW_MS + minutes * 60_000;
        assert_eq!(attempt.standing(tab, now_ms), standing, "{tab:?} {minutes}");
    }
}

#[test]
fn an_answer_arrives_where_its_attempt_said() {
    let at = |path: &str| {
        let callback = Callback::read(&format!("code=c&state={}", state(&attempt()))).unwrap();
        let exchange = callback
            .at(path)
            .redeem(Some(attempt()), &Rules::default(), NOW_MS);
        exchange.err()
    };
    assert_eq!(at("/callback"), None);
    for path in ["/callback/other", "/callback/", "/", ""] {
        assert_eq!(at(path), Some(LaunchError::NotForUs), "{path}");
    }
}

#[test]
fn a_way_back_stays_inside_the_portal() {
    for path in ["/", "/home", "/results/ab12/cd34", "/results?page=2"] {
        assert!(ReturnPath::new(path).is_some(), "{path}");
    }
    for path in [
        "",
        "home",
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/x\ny",
        "/a b",
        "/r?to=https://x",
    ] {
        assert_eq!(ReturnPath::new(path), None, "{path}");
    }
}

#[test]
fn the_code_is_exchanged_where_the_patient_signed_in() {
    let exchange = answered(
        attempt(),
        "?code=c%2B1&state=STATE&scope=openid&session_state=x",
    )
    .unwrap();
    assert_eq!(
        (exchange.hospital(), exchange.return_to().as_str()),
        ("st-marys", "/results?page=2")
    );
    let request = exchange.request();
    assert_eq!(
        (request.method.as_str(), request.url.as_str()),
        ("POST", "https://ehr.example.org/token")
    );
    let body = request.body.unwrap();
    for (name, value) in [
        ("grant_type", "authorization_code"),
        ("code", "c+1"),
        ("redirect_uri", "https://portal.example.org/callback"),
        ("client_id", "satchel"),
    ] {
        assert_eq!(parameter(&body, name).as_deref(), Some(value));
    }
}

#[test]
fn a_hospital_says_no_in_coded_words() {
    let refused = |why, words: &str| LaunchError::Refused {
        why,
        words: Some(words.to_owned()),
    };
    for (query, expected) in [
        ("error=access_denied&state=STATE", LaunchError::Cancelled),
        (
            "error=invalid_scope&error_description=Not%0Aallowed&state=STATE",
            refused(Refusal::InvalidScope, "Not allowed"),
        ),
        (
            "error=unauthorized_client&error_description=%3Cb%3E&state=STATE",
            refused(Refusal::UnknownPortal, "<b>"),
        ),
        (
            "error=temporarily_unavailable&state=STATE",
            LaunchError::Refused {
                why: Refusal::Unavailable,
                words: None,
            },
        ),
        (
            "error=x&code=c&state=STATE",
            LaunchError::Refused {
                why: Refusal::Other,
                words: None,
            },
        ),
    ] {
        assert_eq!(answered(attempt(), query).err(), Some(expected), "{query}");
    }
}

#[test]
fn an_answer_that_is_not_ours_is_not_believed() {
    let other = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    for (query, expected) in [
        ("".to_owned(), LaunchError::Malformed),
        ("code=c".to_owned(), LaunchError::Malformed),
        ("state=STATE".to_owned(), LaunchError::Malformed),
        ("code=&state=STATE".to_owned(), LaunchError::Malformed),
        ("code=c&state=short".to_owned(), LaunchError::Malformed),
        (
            "code=c&state=STATE&state=STATE".to_owned(),
            LaunchError::Malformed,
        ),
        (
            "code=c&code=d&state=STATE".to_owned(),
            LaunchError::Malformed,
        ),
        ("error=access_denied".to_owned(), LaunchError::Malformed),
        (
            format!("code=c&state=STATE&x={}", "x".repeat(20_000)),
            LaunchError::Malformed,
        ),
        (format!("code=c&state={other}"), LaunchError::NoAttempt),
        (
            format!("error=access_denied&state={other}"),
            LaunchError::NoAttempt,
        ),
    ] {
        assert_eq!(
            answered(attempt(), &query).err(),
            Some(expected),
            "{:.60}",
            query
        );
    }
    let callback = Callback::read(&format!("code=c&state={other}")).unwrap();
    assert_eq!(
        callback.redeem(None, &Rules::default(), NOW_MS).err(),
        Some(LaunchError::NoAttempt)
    );
}

#[test]
fn a_server_that_names_itself_must_be_the_one_that_was_asked() {
    let with = |iss: &str| answered(attempt(), &format!("code=c&state=STATE{iss}")).err();
    assert_eq!(with(""), None);
    assert_eq!(with("&iss=https%3A%2F%2Fehr.example.org"), None);
    assert_eq!(with("&iss=https%3A%2F%2Fehr.example.org%2F"), None);
    assert_eq!(
        with("&iss=https%3A%2F%2Fevil.example"),
        Some(LaunchError::NotForUs)
    );
    assert_eq!(
        with("&iss=https%3A%2F%2Fehr.example.org&iss=x"),
        Some(LaunchError::Malformed)
    );
}

#[test]
fn a_server_that_promised_to_name_itself_must_do_so() {
    let mut promised = configuration();
    promised.names_itself = true;
    let without = answered(attempt_at(&promised, [7; 96]), "code=c&state=STATE");
    assert_eq!(without.err(), Some(LaunchError::NotForUs));
}

#[test]
fn an_answer_finds_its_attempt_by_its_key() {
    let attempt = attempt();
    let callback = Callback::read(&format!("code=c&state={}", state(&attempt))).unwrap();
    assert_eq!(callback.key(), attempt.key());
}

#[test]
fn nothing_secret_is_printed() {
    let attempt = attempt();
    let query = format!("code=the-code&state={}", state(&attempt));
    let callback = Callback::read(&query).unwrap();
    let printed = format!("{attempt:?} {callback:?}");
    let exchange = callback
        .redeem(Some(attempt), &Rules::default(), NOW_MS)
        .unwrap();
    let printed = format!("{printed} {exchange:?} {:?}", exchange.request());
    assert_eq!(
        printed,
        "Attempt(st-marys …) Callback(code) Exchange(st-marys …) Request(POST …)"
    );
}

#[test]
fn an_answer_that_came_to_a_second_tab_is_the_first_ones() {
    let attempt = attempt();
    let relay = Relay::Answer {
        path: "/callback".to_owned(),
        query: format!("?code=the-code&state={}", state(&attempt)),
    };
    let heard = Relay::from_json(&relay.to_json()).unwrap();
    assert_eq!(heard, relay);
    let callback = heard.callback().unwrap().unwrap();
    assert_eq!(callback.key(), attempt.key());
    let exchange = callback.redeem(Some(attempt), &Rules::default(), NOW_MS);
    assert!(exchange.is_ok());
    let taken = Relay::Taken {
        key: "satchel.attempt.x".to_owned(),
    };
    assert_eq!(Relay::from_json(&taken.to_json()), Some(taken.clone()));
    assert!(taken.callback().is_none());
    for json in [
        "",
        "{}",
        "[]",
        "7",
        r#"{"path":"/callback"}"#,
        r#"{"taken":1}"#,
    ] {
        assert_eq!(Relay::from_json(json), None, "{json}");
    }
    assert_eq!(format!("{relay:?} {taken:?}"), "Relay(answer) Relay(taken)");
}
