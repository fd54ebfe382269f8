//! A launch from the hospital's own software, and what a server may be asked to begin with one.

use smart::{Attempt, Client, Entry, FhirBase, Launch, LaunchError, ReturnPath, Rules, Style};

use crate::{NOW_MS, base, configuration, parameter};

fn is_listed(base: &FhirBase) -> bool {
    ["https://ehr.example.org/fhir", "http://127.0.0.1:8601/fhir"].contains(&base.as_str())
}

/// Reads a launch link with this server, encoded as a link is.
fn launch(iss: &str) -> Result<Launch, LaunchError> {
    let query = form_urlencoded::Serializer::new("?".to_owned())
        .append_pair("iss", iss)
        .append_pair("launch", "xyz")
        .finish();
    Launch::read(&query, &is_listed)
}

#[test]
fn only_a_listed_server_can_launch() {
    for iss in [
        "https://ehr.example.org/fhir",
        "https://ehr.example.org/fhir/",
        "https://EHR.example.org:443/fhir",
        "http://127.0.0.1:8601/fhir",
    ] {
        assert!(launch(iss).is_ok(), "{iss}");
    }
    for iss in [
        "http://ehr.example.org/fhir",
        "https://ehr.example.org/fhir2",
        "https://ehr.example.org",
        "https://ehr.example.org.evil.example/fhir",
        "https://evil.example/fhir",
        "https://me@ehr.example.org/fhir",
        "https://ehr.example.org/fhir?x=1",
        "https://ehr.example.org/fhir#x",
        "https://ehr.example.org/fhir//",
        "https://ehr.example.org/a/../fhir",
        "http://127.0.0.1:9999/fhir",
        "ehr.example.org/fhir",
        "javascript:alert(1)",
    ] {
        assert_eq!(launch(iss).err(), Some(LaunchError::NotListed), "{iss}");
    }
}

#[test]
fn a_launch_says_everything_once() {
    let ehr = "https%3A%2F%2Fehr.example.org%2Ffhir";
    for query in [
        String::new(),
        format!("iss={ehr}"),
        "launch=x".to_owned(),
        format!("iss={ehr}&launch="),
        format!("iss={ehr}&iss=https%3A%2F%2Fevil.example&launch=x"),
        format!("iss={ehr}&launch=x&launch=y"),
        format!("iss={ehr}&launch={}", "x".repeat(20_000)),
    ] {
        let read = Launch::read(&query, &is_listed);
        assert_eq!(read.err(), Some(LaunchError::Malformed), "{query:.60}");
    }
}

fn attempt(launch: &Launch, base: &FhirBase) -> Result<Attempt, LaunchError> {
    let rules = Rules::default();
    let client = Client {
        hospital: "st-marys",
        client_id: "satchel",
        redirect_uri: "https://portal.example.org/callback",
        scope: &rules.scope(Style::V2, &["Patient"], &[], Entry::Ehr),
        rules: &rules,
        launch: Some(launch),
        again: false,
    };
    let home = ReturnPath::new("/home").unwrap();
    Attempt::begin([7; 96], NOW_MS, client, base, &configuration(), home)
}

#[test]
fn a_launch_is_echoed_to_the_server_it_came_from() {
    let launched = launch("https://EHR.example.org/fhir/").unwrap();
    assert_eq!(launched.base(), &base());
    let url = attempt(&launched, &base()).unwrap().authorize_url();
    for (name, value) in [
        ("launch", "xyz"),
        ("aud", "https://EHR.example.org/fhir/"),
        (
            "scope",
            "openid fhirUser launch offline_access patient/Patient.rs",
        ),
    ] {
        assert_eq!(parameter(&url, name).as_deref(), Some(value), "{name}");
    }
    let kept = attempt(&launched, &base()).unwrap();
    let kept = Attempt::read(&kept.written()).unwrap();
    assert_eq!(kept.authorize_url(), url);
}

#[test]
fn a_launch_is_not_taken_to_another_server() {
    let elsewhere = FhirBase::new("https://lakeside.example.org/fhir").unwrap();
    let launched = launch("https://ehr.example.org/fhir").unwrap();
    let error = attempt(&launched, &elsewhere).err();
    assert_eq!(error, Some(LaunchError::NotForUs));
}

#[test]
fn a_launch_is_not_printed() {
    let launched = launch("https://ehr.example.org/fhir").unwrap();
    assert_eq!(format!("{launched:?}"), "Launch(…)");
}
