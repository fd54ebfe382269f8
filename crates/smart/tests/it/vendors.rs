//! A whole sign-in at every vendor of the table: what is sent, to the letter, is what `walks.txt` says.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use serde_json::json;
use smart::{
    Attempt, Callback, Client, Entry, FhirBase, Interaction, OWN_TYPE, Overrides, ReturnPath,
    Rules, SmartConfiguration, Tokens, vendors,
};

use crate::{NOW_MS, parameter};

/// How a vendor's server shows itself to the walk.
struct Server {
    vendor: &'static str,
    base: &'static str,
    authorize: &'static str,
    token: &'static str,
    /// The token answer carries `patient`.
    names_patient: bool,
    /// The id_token carries `fhirUser`.
    names_user: bool,
    /// The claims of the access token; empty where it is opaque.
    access: &'static str,
}

const PLAIN: Server = Server {
    vendor: "",
    base: "",
    authorize: "oauth2/authorize",
    token: "oauth2/token",
    names_patient: true,
    names_user: true,
    access: "",
};

#[rustfmt::skip]
const SERVERS: &[Server] = &[
    Server { vendor: "athena", base: "https://api.platform.athenahealth.com/fhir/r4", access: r#"{"ah_practice":"a-1.Practice-195900"}"#, ..PLAIN },
    Server { vendor: "epic", base: "https://fhir.hospital.example/FHIRProxy/api/FHIR/R4", ..PLAIN },
    Server { vendor: "healow", base: "https://fhir4.healow.com/fhir/r4/ABCDEF", names_patient: false, ..PLAIN },
    Server { vendor: "medplum", base: "https://api.medplum.com/fhir/R4", ..PLAIN },
    Server { vendor: "meditech", base: "https://hospital.example/v2/uscore/R4", ..PLAIN },
    Server { vendor: "modmed", base: "https://pbd.mmi.prod.fhir.ema-api.com/fhir/r4", ..PLAIN },
    Server { vendor: "nextgen", base: "https://fhir.nextgen.com/nge/prod/fhir-api-r4/fhir/r4", ..PLAIN },
    Server {
        vendor: "oracle", base: "https://fhir-myrecord.cerner.com/r4/9a7b", names_patient: false,
        authorize: "https://authorization.cerner.com/tenants/9a7b/personas/patient/authorize",
        token: "https://authorization.cerner.com/tenants/9a7b/token", ..PLAIN
    },
    Server { vendor: "practice-fusion", base: "https://api.practicefusion.com/fhir/r4", names_patient: false, names_user: false, access: r#"{"local_patient_id":"p1"}"#, ..PLAIN },
    Server {
        vendor: "veradigm", base: "https://fhir.fhirpoint.open.allscripts.com/fhirroute/fhir/10028551", authorize: "oauth2/authorize/", token: "oauth2/token/",
        names_patient: false, names_user: false, access: r#"{"local_patient_id":"p1"}"#,
    },
];

/// State, nonce and verifier of every walk.
fn random() -> [u8; 96] {
    std::array::from_fn(|place| 1 + (place / 32) as u8)
}

fn jwt(claims: &str) -> String {
    let part = |text: &str| BASE64_URL_SAFE_NO_PAD.encode(text);
    format!("{}.{}.c2ln", part(r#"{"alg":"RS256"}"#), part(claims))
}

impl Server {
    fn base(&self) -> FhirBase {
        FhirBase::new(self.base).unwrap()
    }

    /// The deployer's part: a client id.
    fn rules(&self) -> Rules {
        let settings = json!({"vendors": {self.vendor: {"client_id": "satchel"}}});
        Overrides::read(&settings)
            .unwrap()
            .rules(&self.base(), None)
    }

    fn configuration(&self) -> SmartConfiguration {
        let description = json!({
            "issuer": "https://issuer.example",
            "authorization_endpoint": self.authorize,
            "token_endpoint": self.token,
            "capabilities": ["launch-standalone", "client-public", "permission-v2"],
        });
        let body = description.to_string();
        SmartConfiguration::of_both(&self.base(), &self.rules(), (200, body.as_bytes()), None)
            .unwrap()
    }

    fn attempt(&self, again: bool) -> Attempt {
        let (rules, configuration) = (self.rules(), self.configuration());
        let style = rules.style(&configuration);
        let types = ["Patient", "Observation", "Communication"];
        let client = Client {
            hospital: self.vendor,
            client_id: rules.client_id.unwrap(),
            redirect_uri: &format!("https://portal.example{}", rules.redirect),
            scope: &rules.scope(style, &types, &["Communication"], Entry::Standalone),
            rules: &rules,
            launch: None,
            again,
        };
        let home = ReturnPath::new("/home").unwrap();
        Attempt::begin(random(), NOW_MS, client, &self.base(), &configuration, home).unwrap()
    }

    /// The token answer; the scope is echoed.
    fn answer(&self, attempt: &Attempt) -> String {
        let access = match self.access {
            "" => "opaque".to_owned(),
            claims => jwt(claims),
        };
        let claims = json!({
            "iss": "https://issuer.example/",
            "aud": "satchel",
            "exp": NOW_MS / 1000 + 300,
            "nonce": parameter(&attempt.authorize_url(), "nonce"),
            "fhirUser": self.names_user.then_some("Patient/p1"),
        });
        let mut answer = json!({
            "access_token": access,
            "token_type": "bearer",
            "expires_in": 570,
            "scope": attempt.scope(),
            "refresh_token": "r1",
            "id_token": jwt(&claims.to_string()),
        });
        if self.names_patient {
            answer["patient"] = json!("p1");
        }
        answer.to_string()
    }

    fn signed_in(&self) -> (String, Tokens) {
        let attempt = self.attempt(false);
        let answer = self.answer(&attempt);
        let query = format!(
            "?code=c1&state={}",
            parameter(&attempt.authorize_url(), "state").unwrap()
        );
        let rules = self.rules();
        let callback = Callback::read(&query).unwrap().at(rules.redirect);
        let exchange = callback.redeem(Some(attempt), &rules, NOW_MS + 1).unwrap();
        let request = exchange.request();
        let sent = format!(
            "{} {}\n  {}",
            request.method.as_str(),
            request.url,
            request.body.unwrap()
        );
        (
            sent,
            exchange.tokens(200, answer.as_bytes(), NOW_MS + 2).unwrap(),
        )
    }

    /// Every request of a sign-in, one after the other.
    fn walk(&self) -> String {
        let rules = self.rules();
        let (exchange, mut tokens) = self.signed_in();
        let read = |url: &str| tokens.read(&tokens.base().join(url)).unwrap().url;
        let mut lines = vec![
            format!("== {}", self.vendor),
            rules
                .obstacle()
                .map_or("may be used".to_owned(), |obstacle| format!("{obstacle:?}")),
            format!("GET {}", self.attempt(false).authorize_url()),
            exchange,
            format!("patient {}", tokens.patient.as_str()),
            format!("GET {}", read("Patient/p1")),
            format!("GET {}", read("Observation?patient=p1")),
            format!("page size {:?}", rules.page_size("Observation")),
            format!(
                "file as {}",
                rules.file_accept("text/rtf").collect::<Vec<_>>().join(", ")
            ),
        ];
        let asks = tokens.granted.has("offline_access");
        lines.push(match tokens.take_renewal().filter(|_| asks) {
            Some(renewal) => format!(
                "POST {}\n  {}",
                renewal.request().url,
                renewal.request().body.as_deref().unwrap()
            ),
            None => "no renewal".to_owned(),
        });
        let (first, second) = (
            self.attempt(false).authorize_url(),
            self.attempt(true).authorize_url(),
        );
        if first != second {
            lines.push(format!("second sign-in: {}", second.replace(&first, "…")));
        }
        lines.join("\n")
    }
}

#[test]
fn every_vendor_is_walked_through_as_written() {
    let walks: Vec<String> = SERVERS.iter().map(Server::walk).collect();
    let expected = include_str!("walks.txt");
    for walk in &walks {
        let name = walk.lines().next().unwrap();
        let written = expected
            .split("\n\n")
            .find(|one| one.lines().next() == Some(name));
        assert_eq!(walk, written.unwrap_or_default().trim_end(), "{name}");
    }
    assert_eq!(expected.matches("== ").count(), walks.len());
}

#[test]
fn every_row_of_the_table_is_walked_through() {
    let walked: Vec<&str> = SERVERS.iter().map(|server| server.vendor).collect();
    for vendor in vendors() {
        assert!(walked.contains(&vendor.name), "{}", vendor.name);
    }
}

#[test]
fn what_no_server_refuses_to_do_without_is_always_sent() {
    for server in SERVERS {
        let url = server.attempt(false).authorize_url();
        for name in ["aud", "nonce", "state", "code_challenge", "redirect_uri"] {
            assert_eq!(
                url.matches(&format!("&{name}=")).count(),
                1,
                "{} {name}",
                server.vendor
            );
        }
        assert_eq!(parameter(&url, "aud").as_deref(), Some(server.base));
    }
}

fn athena() -> Tokens {
    SERVERS[0].signed_in().1
}

#[test]
fn a_parameter_of_every_call_is_added_once() {
    let tokens = athena();
    let base = "https://api.platform.athenahealth.com/fhir/r4";
    let practice = "ah-practice=Organization/a-1.Practice-195900";
    for (link, sent) in [
        ("Patient/p1", format!("Patient/p1?{practice}")),
        ("Binary/b1?x=1", format!("Binary/b1?x=1&{practice}")),
        (
            "Observation?ah-practice=Organization%2Fa&cursor=1",
            "Observation?ah-practice=Organization%2Fa&cursor=1".to_owned(),
        ),
        (
            "Observation?not-ah-practice=1",
            format!("Observation?not-ah-practice=1&{practice}"),
        ),
    ] {
        let request = tokens.read(&format!("{base}/{link}")).unwrap();
        assert_eq!(request.url, format!("{base}/{sent}"));
    }
    let created = tokens
        .create(&format!("{base}/Communication"), "{}".to_owned(), None)
        .unwrap();
    assert_eq!(created.url, format!("{base}/Communication?{practice}"));
}

#[test]
fn a_claim_that_is_a_whole_reference_is_not_made_one_twice() {
    let server = Server {
        access: r#"{"ah_practice":"Organization/a-1.Practice-195900"}"#,
        ..Server { ..SERVERS[0] }
    };
    let (_, tokens) = server.signed_in();
    let url = tokens.base().join("Patient/p1");
    let named = format!("{url}?ah-practice=Organization/a-1.Practice-195900");
    assert_eq!(tokens.read(&url).unwrap().url, named);
}

#[test]
fn a_claim_that_would_mean_something_else_in_an_address_is_not_used() {
    for claim in ["1&patient=p2", "1#", "1 2", "1?x", "é", "%2e"] {
        let access: &'static str = json!({ "ah_practice": claim }).to_string().leak();
        let server = Server {
            access,
            ..Server { ..SERVERS[0] }
        };
        let (_, tokens) = server.signed_in();
        let url = tokens.base().join("Patient/p1");
        assert_eq!(tokens.read(&url).unwrap().url, url, "{claim}");
    }
}

#[test]
fn a_claim_names_the_patient_only_where_the_rules_say_so() {
    let claims = r#"{"local_patient_id":"p9","patient":"p8"}"#;
    let server = Server {
        access: claims,
        ..Server { ..SERVERS[1] }
    };
    assert_eq!(server.signed_in().1.patient.as_str(), "p1");
}

#[test]
fn what_a_patient_cannot_write_is_not_asked_for() {
    for vendor in vendors() {
        let rules = vendor.rules;
        assert!(
            rules
                .file_accept
                .iter()
                .any(|form| [OWN_TYPE, "application/fhir+json"].contains(form))
        );
        for name in rules.never_writes {
            let scope = rules.scope(smart::Style::V2, &[name], &[name], Entry::Standalone);
            let granted = smart::Granted::read(&scope);
            assert!(
                !granted.allows(name, Interaction::Create),
                "{} {name}",
                vendor.name
            );
        }
    }
}
