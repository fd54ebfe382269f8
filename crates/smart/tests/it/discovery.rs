//! What a server says about itself, and what is made of it.

use smart::{
    Discovery, DiscoveryError, FhirBase, FhirVersion, Missing, Offer, Rules, SmartConfiguration,
    Style,
};

use crate::{CONFIGURATION, base, configuration};

fn read(json: &str) -> Result<SmartConfiguration, DiscoveryError> {
    SmartConfiguration::read(&base(), 200, json.as_bytes())
}

#[test]
fn a_server_is_asked_below_its_base() {
    let request = Discovery::well_known(&base());
    assert_eq!(
        request.url,
        "https://ehr.example.org/fhir/.well-known/smart-configuration"
    );
    assert!(request.headers.iter().all(|(name, _)| *name == "Accept"));
    assert_eq!(
        Discovery::metadata(&base()).url,
        "https://ehr.example.org/fhir/metadata"
    );
}

#[test]
fn a_current_server_lacks_nothing() {
    let configuration = configuration();
    assert_eq!(
        (configuration.missing(), configuration.style()),
        (vec![], Style::V2)
    );
    assert_eq!(
        configuration.issuer.as_deref(),
        Some("https://ehr.example.org")
    );
    assert_eq!(
        configuration.management.as_ref().map(|page| page.as_str()),
        Some("https://ehr.example.org/manage")
    );
}

#[test]
fn a_server_that_says_nothing_lacks_nothing_and_speaks_v1() {
    let silent = read(r#"{"authorization_endpoint":"../authorize","token_endpoint":"/token","capabilities":null}"#).unwrap();
    assert_eq!(
        silent.authorization.as_str(),
        "https://ehr.example.org/authorize"
    );
    assert_eq!(silent.token.as_str(), "https://ehr.example.org/token");
    assert_eq!((silent.missing(), silent.style()), (vec![], Style::V1));
}

#[test]
fn what_is_missing_has_a_name() {
    for (word, missing) in [
        ("launch-standalone", Missing::Launch),
        ("client-public", Missing::PublicClients),
        ("context-standalone-patient", Missing::PatientContext),
        ("permission-patient", Missing::PatientScopes),
        ("S256", Missing::Challenge),
    ] {
        assert_eq!(
            read(&CONFIGURATION.replace(word, "something-else"))
                .unwrap()
                .missing(),
            [missing],
            "{word}"
        );
    }
}

#[test]
fn endpoints_are_secure_and_belong_together() {
    let token_at =
        |url: &str| read(&CONFIGURATION.replace("https://ehr.example.org/token", url)).map(|_| ());
    for url in [
        "https://ehr.example.org:8443/token",
        "https://login.example.org/token",
        "https://example.org/token",
    ] {
        assert_eq!(token_at(url), Ok(()), "{url}");
    }
    for url in [
        "https://evil.example/token",
        "https://example.org.evil.example/token",
        "https://192.0.2.1/token",
        "https://org/token",
    ] {
        assert_eq!(token_at(url), Err(DiscoveryError::Unrelated), "{url}");
    }
    for url in [
        "http://ehr.example.org/token",
        "http://127.0.0.1/token",
        "javascript:alert(1)",
        "https://me:x@ehr.example.org/token",
    ] {
        assert_eq!(token_at(url), Err(DiscoveryError::Insecure), "{url}");
    }
}

#[test]
fn a_shared_suffix_is_no_kinship() {
    let json = |token: &str| {
        format!(
            r#"{{"authorization_endpoint":"https://one.co.uk/a","token_endpoint":"https://{token}/t"}}"#
        )
    };
    assert_eq!(read(&json("two.co.uk")), Err(DiscoveryError::Unrelated));
    assert!(read(&json("login.one.co.uk")).is_ok());
}

#[test]
fn an_unrelated_place_to_give_tokens_back_is_forgotten() {
    let configuration = read(&CONFIGURATION.replace(
        "https://ehr.example.org/revoke",
        "https://evil.example/revoke",
    ))
    .unwrap();
    assert_eq!(configuration.revocation, None);
}

#[test]
fn plain_http_is_for_the_machine_itself() {
    let base = FhirBase::listed("http://127.0.0.1:8601/fhir").unwrap();
    let json = r#"{"authorization_endpoint":"http://127.0.0.1:8601/a","token_endpoint":"/t"}"#;
    assert!(SmartConfiguration::read(&base, 200, json.as_bytes()).is_ok());
    let elsewhere = json.replace("\"/t\"", "\"http://127.0.0.1:9999/t\"");
    assert_eq!(
        SmartConfiguration::read(&base, 200, elsewhere.as_bytes()),
        Err(DiscoveryError::Insecure)
    );
}

#[test]
fn an_older_description_is_tried_only_where_it_may_help() {
    let check = |status, body: &str, expected: DiscoveryError, helps| {
        assert_eq!(
            SmartConfiguration::read(&base(), status, body.as_bytes()),
            Err(expected)
        );
        assert_eq!(expected.try_metadata(), helps, "{expected}");
    };
    check(404, "", DiscoveryError::Status(404), true);
    check(200, "<html>", DiscoveryError::NotJson, true);
    check(200, "[]", DiscoveryError::NotJson, true);
    check(200, "{}", DiscoveryError::NoTokenEndpoint, true);
    check(
        200,
        r#"{"token_endpoint":"/t","authorization_endpoint":" "}"#,
        DiscoveryError::NoAuthorizationEndpoint,
        true,
    );
    check(503, "", DiscoveryError::Status(503), false);
    check(
        200,
        r#"{"token_endpoint":"http://x/t","authorization_endpoint":"/a"}"#,
        DiscoveryError::Insecure,
        false,
    );
}

#[test]
fn an_older_description_names_the_same_places() {
    let json = r#"{"resourceType":"CapabilityStatement","fhirVersion":"4.0.1","rest":[{"mode":"client"},{"mode":"server","security":{"extension":[
        {"url":"http://fhir-registry.smarthealthit.org/StructureDefinition/capabilities","valueCode":"client-public"},
        {"url":"http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris","extension":[
            {"url":"authorize","valueUri":"https://ehr.example.org/a"},{"url":"token","valueUri":"https://ehr.example.org/t"},
            {"url":"manage","valueUri":"https://ehr.example.org/m"},{"url":"register"}]}]},
        "resource":[{"type":"Observation","interaction":[{"code":"search-type"},{}],"searchParam":[{"name":"category"}]},{"profile":1}]}]}"#;
    let configuration = SmartConfiguration::read_metadata(&base(), 200, json.as_bytes()).unwrap();
    assert_eq!(
        configuration.authorization.as_str(),
        "https://ehr.example.org/a"
    );
    assert_eq!(configuration.token.as_str(), "https://ehr.example.org/t");
    assert_eq!(configuration.capabilities, ["client-public"]);
    let offer = Offer::read(200, json.as_bytes()).unwrap();
    assert!(offer.is_r4() && offer.lists("Observation", "search-type"));
    assert!(!offer.lists("Observation", "read") && !offer.lists("Patient", "read"));
    assert_eq!(offer.resources.len(), 1);
}

/// An older description with these endpoints, each as the extension names it.
fn older(version: &str, uris: &[(&str, &str)]) -> String {
    let uri = |(name, value): &(&str, &str)| format!(r#"{{"url":"{name}","valueUri":"{value}"}}"#);
    let uris = uris.iter().map(uri).collect::<Vec<_>>().join(",");
    format!(
        r#"{{"resourceType":"CapabilityStatement","fhirVersion":"{version}","rest":[{{"mode":"server","security":{{"extension":[
        {{"url":"http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris","extension":[{uris}]}}]}}}}]}}"#
    )
}

/// The authorization and the token endpoint that both descriptions together give.
fn of_both(current: &str, older: &str) -> Result<(String, String), DiscoveryError> {
    let current = (200, current.as_bytes());
    let older = Some((200, older.as_bytes()));
    let found = SmartConfiguration::of_both(&base(), &Rules::default(), current, older)?;
    let text = |endpoint: &smart::Endpoint| endpoint.as_str().to_owned();
    Ok((text(&found.authorization), text(&found.token)))
}

#[test]
fn two_descriptions_of_one_host_complete_each_other() {
    let (a, t) = ("https://ehr.example.org/a", "https://ehr.example.org/t");
    let both = Ok((a.to_owned(), t.to_owned()));
    let whole = older("4.0.1", &[("authorize", a), ("token", t)]);
    for (current, uris) in [
        (r#"{"token_endpoint":"/t"}"#, &[("authorize", a)][..]),
        (r#"{"authorization_endpoint":"/a"}"#, &[("token", t)]),
        (
            r#"{"authorization_endpoint":"/a","token_endpoint":"/t"}"#,
            &[("token", "https://evil.example/t")],
        ),
        ("{}", &[("authorize", a), ("token", t)]),
        ("<html>", &[("authorize", a), ("token", t)]),
        (
            r#"{"token_endpoint":"https://other.example/t"}"#,
            &[("authorize", a), ("token", t)],
        ),
    ] {
        assert_eq!(of_both(current, &older("4.0.1", uris)), both, "{current}");
    }
    assert_eq!(
        of_both(r#"{"capabilities":["permission-v2"]}"#, &whole),
        both
    );
}

#[test]
fn two_descriptions_of_different_hosts_are_never_mixed() {
    let elsewhere = [("authorize", "https://evil.example/a")];
    assert_eq!(
        of_both(r#"{"token_endpoint":"/t"}"#, &older("4.0.1", &elsewhere)),
        Err(DiscoveryError::NoAuthorizationEndpoint)
    );
    // Not even where they seem to be relatives.
    let relative = [("token", "https://login.example.org/t")];
    assert_eq!(
        of_both(
            r#"{"authorization_endpoint":"/a"}"#,
            &older("4.0.1", &relative)
        ),
        Err(DiscoveryError::NoTokenEndpoint)
    );
}

#[test]
fn another_version_of_fhir_is_refused_by_its_name() {
    let whole = r#"{"authorization_endpoint":"/a","token_endpoint":"/t"}"#;
    for (said, version) in [
        ("0.5.0", FhirVersion::Dstu2),
        ("1.0.2", FhirVersion::Dstu2),
        ("3.0.1", FhirVersion::Stu3),
        ("4.1.0", FhirVersion::Later),
        ("4.3.0", FhirVersion::Later),
        ("5.0.0", FhirVersion::Later),
    ] {
        let refused = of_both(whole, &older(said, &[]));
        assert_eq!(refused, Err(DiscoveryError::Version(version)), "{said}");
    }
    for said in ["4.0.0", "4.0.1", "4.0", ""] {
        assert!(of_both(whole, &older(said, &[])).is_ok(), "{said}");
    }
    let conformance = r#"{"resourceType":"Conformance","rest":[]}"#;
    let refused = of_both(whole, conformance);
    assert_eq!(refused, Err(DiscoveryError::Version(FhirVersion::Dstu2)));
}

#[test]
fn only_a_directory_can_vouch_for_unrelated_hosts() {
    let json = CONFIGURATION.replace("https://ehr.example.org/token", "https://login.example/t");
    let read = |unrelated_hosts| {
        let rules = Rules {
            unrelated_hosts,
            ..Rules::default()
        };
        let current = (200, json.as_bytes());
        SmartConfiguration::of_both(&base(), &rules, current, None).map(|_| ())
    };
    assert_eq!(read(false), Err(DiscoveryError::Unrelated));
    assert_eq!(read(true), Ok(()));
}
