//! What a portal can do with the crate from outside, step by step.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "helpers of tests may fail and speak as tests do"
)]

mod capability;
mod diagnosis;
mod discovery;
mod ehr;
mod hostile;
mod keeper;
mod launch;
mod tokens;
mod vendors;

use smart::{
    Attempt, Callback, Client, Exchange, FhirBase, LaunchError, ReturnPath, Rules,
    SmartConfiguration,
};

/// A fixed moment: 2027-01-15.
const NOW_MS: u64 = 1_800_000_000_000;

const CONFIGURATION: &str = r#"{
    "issuer": "https://ehr.example.org",
    "authorization_endpoint": "https://ehr.example.org/authorize?tenant=1",
    "token_endpoint": "https://ehr.example.org/token",
    "revocation_endpoint": "https://ehr.example.org/revoke",
    "management_endpoint": "https://ehr.example.org/manage",
    "code_challenge_methods_supported": ["S256"],
    "capabilities": ["launch-standalone", "client-public", "context-standalone-patient", "permission-patient", "permission-v2"]
}"#;

fn base() -> FhirBase {
    FhirBase::new("https://ehr.example.org/fhir").unwrap()
}

fn configuration() -> SmartConfiguration {
    SmartConfiguration::read(&base(), 200, CONFIGURATION.as_bytes()).unwrap()
}

fn attempt_at(configuration: &SmartConfiguration, random: [u8; 96]) -> Attempt {
    let client = Client {
        hospital: "st-marys",
        client_id: "satchel",
        redirect_uri: "https://portal.example.org/callback",
        scope: "openid launch/patient patient/Patient.rs",
        rules: &Rules::default(),
        launch: None,
        again: false,
    };
    let home = ReturnPath::new("/results?page=2").unwrap();
    Attempt::begin(random, NOW_MS, client, &base(), configuration, home).unwrap()
}

fn attempt() -> Attempt {
    attempt_at(&configuration(), [7; 96])
}

/// The value of one parameter of an address or a form.
fn parameter(text: &str, name: &str) -> Option<String> {
    let query = text.split_once('?').map_or(text, |(_, query)| query);
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    pairs
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}

fn state(attempt: &Attempt) -> String {
    parameter(&attempt.authorize_url(), "state").unwrap()
}

/// The attempt answered with this query, in which `STATE` stands for its state.
fn answered(attempt: Attempt, query: &str) -> Result<Exchange, LaunchError> {
    let query = query.replace("STATE", &state(&attempt));
    Callback::read(&query)?.redeem(Some(attempt), &Rules::default(), NOW_MS + 30_000)
}
