//! Every personality behaves as its settings say: the whole way is gone at each, and compared setting by setting.
use std::time::Duration;

use sandbox::settings::*;
use sandbox::{Options, PERSONALITIES, Sandbox};

use crate::http::{self, Answer};
use crate::person::dist;
use crate::visitor::{Visitor, claims, header};

pub(crate) const KINDS: &[&str] = &[
    "Patient",
    "Observation",
    "DiagnosticReport",
    "Encounter",
    "Practitioner",
    "Organization",
    "DocumentReference",
    "Binary",
    "MedicationRequest",
    "CarePlan",
    "CareTeam",
    "Provenance",
];

/// Every personality in turn, apart from those where nobody gets in.
pub(crate) async fn each(visit: impl AsyncFn(&str, &Visitor<'_>)) {
    let sandbox = Sandbox::start(Options::new(dist()).with(PERSONALITIES.iter().copied()))
        .await
        .unwrap();
    for one in PERSONALITIES {
        let hospital = sandbox.hospital(one.key).unwrap();
        assert_eq!(*hospital.settings(), one.settings);
        let open = one.settings.registration == Registration::Active
            && one.settings.running == Running::Up;
        if open {
            let visitor = Visitor {
                sandbox: &sandbox,
                hospital,
            };
            visit(one.key, visitor.rested()).await;
        }
    }
}

pub(crate) fn readers(answer: &Answer) -> Readers {
    match answer.header("access-control-allow-origin") {
        None => Readers::Nobody,
        Some("*") => Readers::Everyone,
        Some(_) => Readers::RegisteredOrigin,
    }
}

#[tokio::test]
async fn discovery_says_what_the_settings_say() {
    each(async |key, visitor| {
        let settings = visitor.settings();
        let rules = &settings.discovery;
        let base = visitor.hospital.base();
        let origin = [("Origin", visitor.sandbox.site())];
        let known = http::get(&format!("{base}/.well-known/smart-configuration"), &origin).await;
        assert_eq!(readers(&known), settings.cors.discovery, "{key}");
        let metadata = http::get(&format!("{base}/metadata"), &[]).await.json();
        assert_eq!(metadata["fhirVersion"], rules.version.number(), "{key}");
        let rest = &metadata["rest"][0];
        let endpoints = rest["security"]["extension"][0]["extension"].as_array();
        let authorize = format!("{}/auth/authorize", visitor.hospital.origin());
        assert_eq!(endpoints.unwrap()[0]["valueUri"], authorize, "{key}");
        let includes = rest["resource"][1]["searchRevInclude"].is_array();
        let whole = rules.statement == Statement::Whole;
        let along = settings.records.origins != Origins::Unknown;
        assert_eq!(includes, whole && along, "{key}");
        if rules.well_known == WellKnown::Absent {
            assert_eq!((known.status, known.text().starts_with('<')), (404, true));
            return;
        }
        let known = known.json();
        assert_eq!(known["authorization_endpoint"], authorize, "{key}");
        for (name, listed) in [
            ("capabilities", rules.capabilities),
            ("grant_types_supported", rules.grant_types),
            ("token_endpoint_auth_methods_supported", rules.auth_methods),
        ] {
            assert_eq!(known[name], serde_json::json!(listed), "{key} {name}");
        }
        for name in ["revocation_endpoint", "scopes_supported"] {
            assert_eq!(
                known[name].is_null(),
                rules.left_out.contains(&name),
                "{key} {name}"
            );
        }
        let slash = known["issuer"].as_str().unwrap().ends_with('/');
        assert_eq!(
            slash,
            settings.identity.issuer == Issuer::BaseWithSlash,
            "{key}"
        );
    })
    .await;
}

#[tokio::test]
async fn the_way_to_a_code_and_back_is_as_the_settings_say() {
    each(async |key, visitor| {
        let rules = &visitor.settings().sign_in;
        let scopes = visitor.scopes(KINDS);
        let without = async |name: &str| {
            let mut pairs = visitor.request(&scopes);
            pairs.retain(|(own, _)| !own.starts_with(name));
            visitor.authorize(&pairs, None).await.sent_with("error")
        };
        let refused = Some("invalid_request".to_owned());
        let nonce = (rules.nonce == Nonce::Required)
            .then(|| refused.clone())
            .flatten();
        assert_eq!(without("nonce").await, nonce, "{key}");
        let pkce = (rules.pkce == Pkce::Required).then_some(refused).flatten();
        assert_eq!(without("code_challenge").await, pkce, "{key}");

        let asked = visitor.authorize(&visitor.request(&scopes), None).await;
        let elsewhere = asked
            .header("location")
            .unwrap()
            .starts_with("http://localhost");
        assert_eq!(elsewhere, rules.pages == Pages::OtherOrigin, "{key}");
        let request = asked.sent_with("request").unwrap();
        let cookie = visitor.sign_in(&request).await;
        let no = crate::person::decide(visitor.hospital, &request, &cookie, "deny", "").await;
        match rules.refusal {
            Refused::BackToApp => {
                assert_eq!(
                    no.sent_with("error").as_deref(),
                    Some("access_denied"),
                    "{key}"
                );
            }
            Refused::OwnPage => assert_eq!((no.status, no.header("location")), (200, None)),
        }

        let (back, cookie) = visitor.back(&scopes).await;
        let code = back.sent_with("code").unwrap();
        assert!(
            code.len() >= rules.code_length && code.len() < rules.code_length + 43,
            "{key}"
        );
        let named = back.sent_with("iss").is_some();
        assert_eq!(named, rules.issuer == IssuerBack::Named, "{key}");
        for (name, value) in rules.extras {
            assert_eq!(back.sent_with(name).as_deref(), Some(*value), "{key}");
        }

        let mut pairs = visitor.request(&scopes);
        let again = visitor.authorize(&pairs, Some(&cookie)).await;
        let location = again.header("location").unwrap();
        match (rules.second_code, rules.session) {
            (SecondCode::Earlier, _) => assert_eq!(again.sent_with("code"), Some(code), "{key}"),
            (SecondCode::New, Session::Remembered) => {
                assert!(location.contains("/auth/consent?"), "{key}");
            }
            (SecondCode::New, Session::Forgotten) => {
                assert!(location.contains("/auth/sign-in?"), "{key}");
            }
        }
        pairs.push(("prompt", "login".into()));
        let forced = visitor.authorize(&pairs, Some(&cookie)).await;
        assert!(
            forced
                .header("location")
                .unwrap()
                .contains("/auth/sign-in?"),
            "{key}"
        );
    })
    .await;
}

#[tokio::test]
async fn scopes_are_granted_and_told_as_the_settings_say() {
    each(async |key, visitor| {
        let rules = &visitor.settings().scopes;
        let kinds = |spelled: &str| format!("launch/patient patient/Patient.{spelled}");
        for (spelled, fitting) in [("read", Spelling::V1), ("rs", Spelling::V2)] {
            let tokens = visitor.tokens(&kinds(spelled)).await;
            let fits = [Spelling::Both, fitting].contains(&rules.spelling);
            let told = fits || rules.told == Told::Asked;
            let scope = tokens.answer["scope"].as_str().unwrap();
            assert_eq!(scope.contains("Patient."), told, "{key} {spelled}");
            let path = format!("Patient/{}", visitor.patient());
            let status = visitor.get(&tokens, &path).await.status;
            assert_eq!(status, if fits { 200 } else { 403 }, "{key} {spelled}");
        }
        let tokens = visitor.tokens(&visitor.scopes(&["*"])).await;
        let scope = tokens.answer["scope"].as_str().unwrap();
        assert_eq!(
            scope.contains('*'),
            rules.wildcards != Wildcards::Dropped,
            "{key}"
        );
        let path = format!("Patient/{}", visitor.patient());
        let status = visitor.get(&tokens, &path).await.status;
        let works = rules.wildcards == Wildcards::Everything;
        assert_eq!(status, if works { 200 } else { 403 }, "{key}");

        // What is unticked is not granted, whatever the answer says.
        let asked = visitor.scopes(&["Patient", "Encounter"]);
        let answer = visitor.authorize(&visitor.request(&asked), None).await;
        let request = answer.sent_with("request").unwrap();
        let cookie = visitor.sign_in(&request).await;
        let ticked = visitor.scopes(&["Patient"]);
        let back = crate::person::decide(visitor.hospital, &request, &cookie, "allow", &ticked);
        let code = back.await.sent_with("code").unwrap();
        let tokens = visitor.read(visitor.exchange(&code).await.json());
        let scope = tokens.answer["scope"].as_str().unwrap();
        assert_eq!(
            scope.contains("Encounter"),
            rules.told == Told::Asked,
            "{key}"
        );
        let path = format!("Encounter?patient={}", visitor.patient());
        assert_eq!(visitor.get(&tokens, &path).await.status, 403, "{key}");
    })
    .await;
}

#[tokio::test]
async fn a_token_answer_tells_what_the_settings_say() {
    each(async |key, visitor| {
        let settings = visitor.settings();
        let (rules, identity) = (&settings.tokens, &settings.identity);
        let (back, _) = visitor.back(&visitor.scopes(KINDS)).await;
        let answer = visitor.exchange(&back.sent_with("code").unwrap()).await;
        assert_eq!(readers(&answer), settings.cors.token, "{key}");
        let tokens = visitor.read(answer.json());
        let answer = &tokens.answer;
        let life = rules.life.unwrap_or(Duration::from_secs(300));
        assert_eq!(answer["expires_in"], life.as_secs(), "{key}");
        assert_eq!(
            answer["patient"].is_null(),
            rules.patient == PatientTold::Unnamed,
            "{key}"
        );
        let user = format!("{}/Patient/{}", visitor.hospital.base(), visitor.patient());
        let told = rules.user == UserTold::AnswerAndIdToken;
        assert_eq!(answer["fhirUser"] == user, told, "{key}");
        assert_eq!(
            tokens.refresh.is_some(),
            rules.refresh != Refresh::None,
            "{key}"
        );
        if let AccessToken::Claims(own) = rules.access {
            for (name, claim) in own {
                let expected = match claim {
                    Claim::Patient => visitor.patient(),
                    Claim::Practice => settings.sign_in.practices[0].id,
                };
                assert_eq!(claims(&tokens.access)[name], expected, "{key}");
            }
        }
        let id_token = answer["id_token"].as_str().unwrap();
        assert_eq!(
            header(id_token)["alg"],
            match identity.algorithm {
                Algorithm::Es256 => "ES256",
                Algorithm::Rs256 => "RS256",
            }
        );
        let said = claims(id_token);
        assert_eq!(
            said["fhirUser"] == user,
            rules.user != UserTold::Nowhere,
            "{key}"
        );
        assert_eq!(
            said["auth_time"].is_u64(),
            identity.auth_time == AuthTime::Seconds,
            "{key}"
        );
        let slash = said["iss"].as_str().unwrap().ends_with('/');
        assert_eq!(slash, identity.issuer == Issuer::BaseWithSlash, "{key}");

        for (scopes, given) in [
            (
                "openid launch/patient",
                identity.given != IdTokenGiven::WithOpenidAndUser,
            ),
            ("launch/patient", identity.given == IdTokenGiven::Always),
        ] {
            let answer = visitor.tokens(scopes).await.answer;
            assert_eq!(answer["id_token"].is_string(), given, "{key} {scopes}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_wrong_clock_makes_an_id_token_that_is_too_old() {
    each(async |key, visitor| {
        let clock = visitor.settings().identity.clock;
        let answer = visitor.tokens(&visitor.scopes(&[])).await.answer;
        let expires = claims(answer["id_token"].as_str().unwrap())["exp"]
            .as_i64()
            .unwrap();
        let life = answer["expires_in"].as_i64().unwrap();
        // The sandbox's clock is ahead of the machine's by what the tests have let pass.
        let issued = claims(answer["id_token"].as_str().unwrap())["iat"]
            .as_i64()
            .unwrap();
        assert_eq!(expires - issued, life, "{key}");
        let machine = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        let behind = issued < machine.unwrap().as_secs() as i64 - 3600;
        assert_eq!(behind, clock < -3600, "{key}");
    })
    .await;
}

#[tokio::test]
async fn renewing_goes_as_the_settings_say() {
    each(async |key, visitor| {
        let rules = &visitor.settings().tokens;
        let scopes = visitor.scopes(&["Patient"]);
        let tokens = visitor.tokens(&scopes).await;
        let Some(refresh) = tokens.refresh else {
            return;
        };
        let bare = visitor.renew(&refresh, None).await;
        let mut last = match rules.refresh_scope {
            RefreshScope::Required => {
                assert_eq!(bare.json()["error"], "invalid_scope", "{key}");
                visitor.renew(&refresh, Some(&scopes)).await
            }
            RefreshScope::Optional => bare,
        };
        if rules.renewals == Some(0) {
            refused(key, &last, rules.refused_refresh);
            return;
        }
        assert_eq!(last.status, 200, "{key}");
        let again = last.json()["refresh_token"].as_str().map(str::to_owned);
        assert_eq!(again.is_none(), rules.refresh == Refresh::Lasting, "{key}");
        let renewed = visitor.read(last.json());
        let path = format!("Patient/{}", visitor.patient());
        assert_eq!(visitor.get(&renewed, &path).await.status, 200, "{key}");
        last = visitor.renew(&refresh, Some(&scopes)).await;
        match rules.refresh {
            Refresh::Overlapping | Refresh::Lasting => assert_eq!(last.status, 200, "{key}"),
            Refresh::Rotating | Refresh::None => {
                refused(key, &last, rules.refused_refresh);
                let ended = visitor.get(&renewed, &path).await.status == 401;
                assert_eq!(ended, rules.reuse == Reuse::EndsAll, "{key}");
            }
        }
    })
    .await;
}

#[track_caller]
fn refused(key: &str, answer: &Answer, form: RefusedRefresh) {
    let (status, error) = match form {
        RefusedRefresh::InvalidGrant => (400, "invalid_grant"),
        RefusedRefresh::InvalidRequest => (400, "invalid_request"),
        RefusedRefresh::Forbidden => (403, "invalid_grant"),
        RefusedRefresh::InvalidClient => (401, "invalid_client"),
        RefusedRefresh::Text => {
            assert_eq!(
                (answer.status, answer.text()),
                (401, "Unauthorized"),
                "{key}"
            );
            return;
        }
    };
    assert_eq!(answer.status, status, "{key}");
    assert_eq!(answer.json()["error"], error, "{key}");
}

#[tokio::test]
async fn revoking_works_everywhere_and_says_so_in_the_hospitals_own_words() {
    each(async |key, visitor| {
        let tokens = visitor.tokens(&visitor.scopes(&["Patient"])).await;
        let path = format!("Patient/{}", visitor.patient());
        assert_eq!(visitor.get(&tokens, &path).await.status, 200, "{key}");
        let url = format!("{}/auth/revoke", visitor.hospital.origin());
        let token = tokens.refresh.as_ref().unwrap_or(&tokens.access);
        let form = [("token", token.as_str()), ("client_id", "satchel")];
        assert_eq!(http::post(&url, &[], &form).await.status, 200, "{key}");
        let ended = visitor.get(&tokens, &path).await;
        assert_eq!(ended.status, 401, "{key}");
        assert_eq!(ended.text(), visitor.settings().records.expired, "{key}");
        assert_eq!(
            ended.header("content-type"),
            Some("text/plain; charset=utf-8")
        );
    })
    .await;
}

#[tokio::test]
async fn a_code_that_comes_twice_costs_what_the_settings_say() {
    each(async |key, visitor| {
        let (back, _) = visitor.back(&visitor.scopes(&["Patient"])).await;
        let code = back.sent_with("code").unwrap();
        let tokens = visitor.read(visitor.exchange(&code).await.json());
        assert_eq!(visitor.exchange(&code).await.status, 400, "{key}");
        let path = format!("Patient/{}", visitor.patient());
        let ended = visitor.get(&tokens, &path).await.status == 401;
        assert_eq!(
            ended,
            visitor.settings().tokens.reuse == Reuse::EndsAll,
            "{key}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_signature_with_rsa_fits_the_published_key() {
    use base64::Engine as _;
    use base64::prelude::BASE64_URL_SAFE_NO_PAD;
    use rsa::pkcs1v15::{Signature, VerifyingKey};
    use rsa::signature::Verifier as _;
    use rsa::{BigUint, RsaPublicKey};

    each(async |key, visitor| {
        if visitor.settings().identity.algorithm != Algorithm::Rs256 {
            return;
        }
        let answer = visitor.tokens(&visitor.scopes(&[])).await.answer;
        let (message, signature) = answer["id_token"]
            .as_str()
            .unwrap()
            .rsplit_once('.')
            .unwrap();
        let keys = format!("{}/auth/jwks", visitor.hospital.origin());
        let keys = http::get(&keys, &[]).await.json();
        let bytes = |text: &str| BASE64_URL_SAFE_NO_PAD.decode(text).unwrap();
        let number =
            |name: &str| BigUint::from_bytes_be(&bytes(keys["keys"][0][name].as_str().unwrap()));
        let public = RsaPublicKey::new(number("n"), number("e")).unwrap();
        let signature = Signature::try_from(bytes(signature).as_slice()).unwrap();
        let fits = VerifyingKey::<sha2::Sha256>::new(public).verify(message.as_bytes(), &signature);
        assert!(fits.is_ok(), "{key}");
    })
    .await;
}
