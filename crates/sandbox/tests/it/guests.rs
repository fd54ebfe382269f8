//! Ways in beside the usual one: an app opened from the hospital's portal, and a guardian with a child's record.
use std::time::Duration;

use sandbox::{Options, Sandbox, personality};

use crate::http::{self, Answer, parameter};
use crate::person::{self, authorize, dist, request, sandbox};
use crate::visitor::{Visitor, claims};

const SCOPES: &str = "openid fhirUser launch patient/Patient.rs";

/// Signs in at the portal; gives the session cookie.
async fn portal(origin: &str, username: &str) -> String {
    let form = [("username", username), ("password", "sample")];
    let answer = http::post(&format!("{origin}/ehr"), &[], &form).await;
    let cookie = answer.header("set-cookie").unwrap();
    cookie.split(';').next().unwrap().to_owned()
}

/// The address of the link that opens the app.
async fn link(origin: &str, cookie: &str) -> String {
    let page = http::get(&format!("{origin}/ehr"), &[("Cookie", cookie)]).await;
    let (_, rest) = page.text().split_once("<a href=\"").unwrap();
    let (address, _) = rest.split_once('"').unwrap();
    address.replace("&amp;", "&")
}

async fn launched(sandbox: &Sandbox, launch: &str, scopes: &str, cookie: &str) -> Answer {
    let hospital = sandbox.st_marys();
    let mut pairs = request(hospital);
    pairs.retain(|(name, _)| *name != "scope");
    pairs.push(("scope", scopes.to_owned()));
    pairs.push(("launch", launch.to_owned()));
    authorize(hospital, &pairs, &[("Cookie", cookie)]).await
}

#[tokio::test]
async fn a_hospital_opens_the_app_for_whoever_is_signed_in_there() {
    let sandbox = sandbox().await;
    let hospital = sandbox.st_marys();
    let front = http::get(&format!("{}/ehr", hospital.origin()), &[]).await;
    assert!(front.text().contains("action=\"/ehr\""));
    let cookie = portal(hospital.origin(), "samuel").await;
    let address = link(hospital.origin(), &cookie).await;
    assert!(address.starts_with(&format!("{}/launch?", sandbox.site())));
    assert_eq!(parameter(&address, "iss").as_deref(), Some(hospital.base()));
    let launch = parameter(&address, "launch").unwrap();

    let asked = launched(&sandbox, &launch, SCOPES, &cookie).await;
    assert!(
        asked
            .header("location")
            .unwrap()
            .starts_with("/auth/consent?")
    );
    let request = asked.sent_with("request").unwrap();
    let back = person::decide(hospital, &request, &cookie, "allow", SCOPES).await;
    let code = back.sent_with("code").unwrap();
    let answer = person::exchange(hospital, &code).await.json();
    assert_eq!(answer["patient"], "samuel-reed");
    let told: std::collections::HashSet<&str> =
        answer["scope"].as_str().unwrap().split(' ').collect();
    assert!(told.contains("launch"));
}

#[tokio::test]
async fn a_launch_value_is_checked() {
    let sandbox = sandbox().await;
    let hospital = sandbox.st_marys();
    let cookie = portal(hospital.origin(), "maria").await;
    let fresh = async || {
        let address = link(hospital.origin(), &cookie).await;
        parameter(&address, "launch").unwrap()
    };
    let refused = |answer: Answer| answer.sent_with("error");
    let invalid = Some("invalid_request".to_owned());

    let guess = launched(&sandbox, "a-guess", SCOPES, &cookie).await;
    assert_eq!(refused(guess), invalid);
    let used = fresh().await;
    assert_eq!(
        refused(launched(&sandbox, &used, SCOPES, &cookie).await),
        None
    );
    assert_eq!(
        refused(launched(&sandbox, &used, SCOPES, &cookie).await),
        invalid
    );
    let unscoped = "openid fhirUser launch/patient patient/Patient.rs";
    let without = launched(&sandbox, &fresh().await, unscoped, &cookie).await;
    assert_eq!(refused(without).as_deref(), Some("invalid_scope"));
    let old = fresh().await;
    sandbox.advance(Duration::from_secs(301));
    assert_eq!(
        refused(launched(&sandbox, &old, SCOPES, &cookie).await),
        invalid
    );

    // Whoever else is signed in has to sign in as the one it was opened for.
    let launch = fresh().await;
    let other = portal(hospital.origin(), "samuel").await;
    let asked = launched(&sandbox, &launch, SCOPES, &other).await;
    assert!(
        asked
            .header("location")
            .unwrap()
            .starts_with("/auth/sign-in?")
    );
    let request = asked.sent_with("request").unwrap();
    let answer = person::decide(hospital, &request, &other, "allow", SCOPES).await;
    assert!(
        answer
            .header("location")
            .unwrap()
            .starts_with("/auth/sign-in?")
    );
}

#[tokio::test]
async fn without_a_launch_the_scope_for_it_is_dropped() {
    let sandbox = sandbox().await;
    let hospital = sandbox.st_marys();
    let scopes = "launch patient/Patient.rs";
    let code = person::code(hospital, "maria", scopes).await;
    let answer = person::exchange(hospital, &code).await.json();
    assert_eq!(answer["scope"], "patient/Patient.rs");
    assert!(answer["patient"].is_null());
}

#[tokio::test]
async fn a_guardian_opens_her_own_record_or_the_childs() {
    let options = Options::new(dist()).with(personality("family"));
    let sandbox = Sandbox::start(options).await.unwrap();
    let hospital = sandbox.hospital("family").unwrap();
    let visitor = Visitor {
        sandbox: &sandbox,
        hospital,
    };
    let scopes = visitor.scopes(&["Patient", "Immunization", "RelatedPerson"]);
    for (wanted, user, own) in [
        ("maria-lopez", "Patient/maria-lopez", true),
        ("lucy-lopez", "RelatedPerson/lucy-guardian", false),
    ] {
        let asked = visitor.authorize(&visitor.request(&scopes), None).await;
        let request = asked.sent_with("request").unwrap();
        let cookie = visitor.sign_in(&request).await;
        let page = format!("{}/auth/consent?request={request}", hospital.origin());
        let page = http::get(&page, &[("Cookie", &cookie)]).await;
        assert!(page.text().contains("Whose record?") && page.text().contains("Lucy Sample Lopez"));
        let back = choose(&visitor, &request, &cookie, wanted, &scopes).await;
        let code = back.sent_with("code").unwrap();
        let tokens = visitor.read(visitor.exchange(&code).await.json());
        let user = format!("{}/{user}", hospital.base());
        assert_eq!(tokens.answer["patient"], wanted);
        assert_eq!(tokens.answer["fhirUser"], user);
        let id_token = claims(tokens.answer["id_token"].as_str().unwrap());
        assert_eq!(id_token["fhirUser"], user);
        assert_eq!(
            visitor
                .get(&tokens, &format!("Patient/{wanted}"))
                .await
                .status,
            200
        );
        let lucys = visitor
            .get(&tokens, "RelatedPerson/lucy-guardian")
            .await
            .status;
        assert_eq!(lucys, if own { 404 } else { 200 });
    }
}

#[tokio::test]
async fn nobody_else_opens_a_childs_record() {
    let options = Options::new(dist()).with(personality("family"));
    let sandbox = Sandbox::start(options).await.unwrap();
    for hospital in [sandbox.hospital("family").unwrap(), sandbox.st_marys()] {
        let username = if hospital.key() == "family" {
            "samuel"
        } else {
            "maria"
        };
        let visitor = Visitor {
            sandbox: &sandbox,
            hospital,
        };
        let scopes = visitor.scopes(&["Patient"]);
        let asked = visitor.authorize(&visitor.request(&scopes), None).await;
        let (request, cookie) = person::sign_in(hospital, username, &asked).await;
        let answer = choose(&visitor, &request, &cookie, "lucy-lopez", &scopes).await;
        assert_eq!((answer.status, answer.header("location")), (400, None));
        let lists_her = hospital.sign_ins().iter().any(|line| line.contains("Lucy"));
        assert!(!lists_her);
    }
}

async fn choose(
    visitor: &Visitor<'_>,
    request: &str,
    cookie: &str,
    patient: &str,
    scopes: &str,
) -> Answer {
    let mut form = vec![
        ("request", request),
        ("decision", "allow"),
        ("patient", patient),
    ];
    form.extend(scopes.split(' ').map(|scope| ("scope", scope)));
    let url = format!("{}/auth/consent", visitor.hospital.origin());
    http::post(&url, &[("Cookie", cookie)], &form).await
}
