//! What a hospital's server says about itself: where to sign in, where to exchange a code, what it can do.
//! <https://hl7.org/fhir/smart-app-launch/STU2.2/conformance.html>

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{FhirBase, Request, Style, address::Address};

/// How a hospital is asked about itself. Ask `well_known` first, then, where [`DiscoveryError::try_metadata`] says
/// so, `metadata`. No token is sent with either.
pub struct Discovery;

impl Discovery {
    /// The question every current server answers.
    pub fn well_known(base: &FhirBase) -> Request {
        Request::get(
            base.join(".well-known/smart-configuration"),
            "application/json",
        )
    }

    /// The question older servers answer, and the source of a [`crate::Offer`].
    pub fn metadata(base: &FhirBase) -> Request {
        Request::get(base.join("metadata"), "application/fhir+json")
    }
}

/// An address of the hospital's sign-in server: https, or the loopback origin of the base itself.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Endpoint(Address);

/// What a hospital's server says about signing in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmartConfiguration {
    /// Where the patient signs in.
    pub authorization: Endpoint,
    /// Where codes and refresh tokens are exchanged.
    pub token: Endpoint,
    /// Where a token is given back.
    pub revocation: Option<Endpoint>,
    /// Where the patient sees and ends what they have shared.
    pub management: Option<Endpoint>,
    /// Who signs the identity; compared, never fetched.
    pub issuer: Option<String>,
    /// What the server says it can do; empty when it says nothing.
    pub capabilities: Vec<String>,
    /// A hint, never complete.
    pub scopes_supported: Vec<String>,
    /// The server promises to put `iss` into every answer (RFC 9207).
    pub names_itself: bool,
    /// `code_challenge_methods_supported`; empty when the server says nothing.
    pub challenge_methods: Vec<String>,
}

/// Why a server's description cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DiscoveryError {
    /// The server answered, with this status.
    #[error("the description is not there: {0}")]
    Status(u16),
    /// The answer is not a JSON object.
    #[error("the description is not JSON")]
    NotJson,
    /// It does not say where the patient signs in.
    #[error("no authorization endpoint")]
    NoAuthorizationEndpoint,
    /// It does not say where a code is exchanged.
    #[error("no token endpoint")]
    NoTokenEndpoint,
    /// An endpoint is not https.
    #[error("an endpoint is not secure")]
    Insecure,
    /// The two endpoints belong to different organizations (a mix-up attack looks so).
    #[error("the endpoints are on unrelated hosts")]
    Unrelated,
}

impl DiscoveryError {
    /// May the older description still help?
    pub fn try_metadata(self) -> bool {
        match self {
            DiscoveryError::Status(status) => (400..500).contains(&status),
            DiscoveryError::NotJson
            | DiscoveryError::NoAuthorizationEndpoint
            | DiscoveryError::NoTokenEndpoint => true,
            DiscoveryError::Insecure | DiscoveryError::Unrelated => false,
        }
    }
}

/// Something a browser portal needs and the server says it lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Neither `launch-standalone` nor `launch-ehr`.
    Launch,
    /// `client-public`: apps that keep no secret.
    PublicClients,
    /// Neither `context-standalone-patient` nor `context-ehr-patient`.
    PatientContext,
    /// `permission-patient`.
    PatientScopes,
    /// `S256` among the challenge methods it lists.
    Challenge,
}

impl SmartConfiguration {
    /// Reads the answer to [`Discovery::well_known`].
    pub fn read(
        base: &FhirBase,
        status: u16,
        body: &[u8],
    ) -> Result<SmartConfiguration, DiscoveryError> {
        let json = object(status, body)?;
        let text = |field: &str| {
            json.get(field)
                .and_then(Value::as_str)
                .filter(|text| !text.trim().is_empty())
        };
        let words = |field: &str| texts(json.get(field));
        SmartConfiguration {
            issuer: text("issuer").map(str::to_owned),
            revocation: text("revocation_endpoint").and_then(|text| Endpoint::new(base, text)),
            management: text("management_endpoint").and_then(|text| Endpoint::new(base, text)),
            capabilities: words("capabilities"),
            scopes_supported: words("scopes_supported"),
            names_itself: json.get("authorization_response_iss_parameter_supported")
                == Some(&Value::Bool(true)),
            challenge_methods: words("code_challenge_methods_supported"),
            ..SmartConfiguration::at(base, text("authorization_endpoint"), text("token_endpoint"))?
        }
        .related()
    }

    /// Reads the answer to [`Discovery::metadata`]: the `oauth-uris` extension of SMART 1.0.
    /// <http://hl7.org/fhir/smart-app-launch/1.0.0/conformance/index.html>
    pub fn read_metadata(
        base: &FhirBase,
        status: u16,
        body: &[u8],
    ) -> Result<SmartConfiguration, DiscoveryError> {
        let json = object(status, body)?;
        let security = server(&json).and_then(|rest| rest.get("security"));
        let uris = extensions(security).find(|extension| is_named(extension, OAUTH_URIS));
        let uri = |name: &str| {
            let child = extensions(uris).find(|child| is_named(child, name))?;
            ["valueUri", "valueUrl", "valueString"]
                .iter()
                .find_map(|field| child.get(field)?.as_str())
        };
        let capabilities = extensions(security)
            .filter(|extension| is_named(extension, CAPABILITIES))
            .filter_map(|extension| extension.get("valueCode")?.as_str().map(str::to_owned));
        SmartConfiguration {
            management: uri("manage").and_then(|text| Endpoint::new(base, text)),
            revocation: uri("revoke").and_then(|text| Endpoint::new(base, text)),
            capabilities: capabilities.collect(),
            ..SmartConfiguration::at(base, uri("authorize"), uri("token"))?
        }
        .related()
    }

    /// What a browser portal needs and this server says it lacks. A server that says nothing lacks nothing.
    pub fn missing(&self) -> Vec<Missing> {
        let says = |names: &[&str]| {
            self.capabilities
                .iter()
                .any(|capability| names.contains(&capability.as_str()))
        };
        let needs: [(Missing, &[&str]); 4] = [
            (Missing::Launch, &["launch-standalone", "launch-ehr"]),
            (Missing::PublicClients, &["client-public"]),
            (
                Missing::PatientContext,
                &["context-standalone-patient", "context-ehr-patient"],
            ),
            (Missing::PatientScopes, &["permission-patient"]),
        ];
        let lacking = needs
            .into_iter()
            .filter(|(_, names)| !self.capabilities.is_empty() && !says(names));
        let mut missing: Vec<Missing> = lacking.map(|(need, _)| need).collect();
        if !self.challenge_methods.is_empty()
            && !self.challenge_methods.iter().any(|method| method == "S256")
        {
            missing.push(Missing::Challenge);
        }
        missing
    }

    /// The scope syntax this server says it understands; the settings may say otherwise.
    pub fn style(&self) -> Style {
        match self
            .capabilities
            .iter()
            .any(|capability| capability == "permission-v2")
        {
            true => Style::V2,
            false => Style::V1,
        }
    }

    fn at(
        base: &FhirBase,
        authorize: Option<&str>,
        token: Option<&str>,
    ) -> Result<SmartConfiguration, DiscoveryError> {
        let token = token.ok_or(DiscoveryError::NoTokenEndpoint)?;
        let authorize = authorize.ok_or(DiscoveryError::NoAuthorizationEndpoint)?;
        Ok(SmartConfiguration {
            authorization: Endpoint::new(base, authorize).ok_or(DiscoveryError::Insecure)?,
            token: Endpoint::new(base, token).ok_or(DiscoveryError::Insecure)?,
            revocation: None,
            management: None,
            issuer: None,
            capabilities: Vec::new(),
            scopes_supported: Vec::new(),
            names_itself: false,
            challenge_methods: Vec::new(),
        })
    }

    /// The code goes where the patient signed in, or nowhere. An unrelated place to give tokens back is forgotten.
    fn related(mut self) -> Result<SmartConfiguration, DiscoveryError> {
        if !self.token.is_related(&self.authorization) {
            return Err(DiscoveryError::Unrelated);
        }
        self.revocation = self
            .revocation
            .filter(|revocation| revocation.is_related(&self.token));
        Ok(self)
    }
}

const OAUTH_URIS: &str = "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris";
const CAPABILITIES: &str =
    "http://fhir-registry.smarthealthit.org/StructureDefinition/capabilities";

impl Endpoint {
    pub(crate) fn new(base: &FhirBase, text: &str) -> Option<Endpoint> {
        base.endpoint(text).map(Endpoint)
    }

    /// The absolute address.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Same host, or hosts under one registered domain. A rule of thumb, not the public suffix list: three labels are
    /// compared where the last two are short (`example.co.uk`).
    pub(crate) fn is_related(&self, other: &Endpoint) -> bool {
        let (one, two) = (self.0.host(), other.0.host());
        let named = !self.0.is_numeric() && !other.0.is_numeric();
        one == two || (named && domain(one).is_some_and(|d| Some(d) == domain(two)))
    }
}

impl TryFrom<String> for Endpoint {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Endpoint, &'static str> {
        let address = Address::parse(&text).ok_or("not an address")?;
        Ok(Endpoint(address))
    }
}

impl From<Endpoint> for String {
    fn from(endpoint: Endpoint) -> String {
        endpoint.as_str().to_owned()
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Endpoint(…)")
    }
}

/// `b.c` of `a.b.c`, `b.co.uk` of `a.b.co.uk`; `None` for a host that has no such part.
fn domain(host: &str) -> Option<Vec<&str>> {
    let labels: Vec<&str> = host.rsplit('.').collect();
    let wanted = match labels.as_slice() {
        [top, second, ..] if top.len() == 2 && second.len() <= 3 => 3,
        _ => 2,
    };
    (labels.len() >= wanted).then(|| labels.into_iter().take(wanted).collect())
}

pub(crate) fn object(status: u16, body: &[u8]) -> Result<Value, DiscoveryError> {
    if !(200..300).contains(&status) {
        return Err(DiscoveryError::Status(status));
    }
    json_object(body).ok_or(DiscoveryError::NotJson)
}

/// A JSON object, a byte order mark apart. Read as text: a second reader, of bytes, would be downloaded too.
pub(crate) fn json_object(body: &[u8]) -> Option<Value> {
    let text = std::str::from_utf8(body).ok()?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    serde_json::from_str::<Value>(text)
        .ok()
        .filter(Value::is_object)
}

/// The part of a CapabilityStatement that speaks of the server itself.
pub(crate) fn server(json: &Value) -> Option<&Value> {
    let rests = json.get("rest")?.as_array()?;
    let is_server = |rest: &&Value| rest.get("mode").and_then(Value::as_str) == Some("server");
    rests.iter().find(is_server).or(rests.first())
}

fn extensions(parent: Option<&Value>) -> impl Iterator<Item = &Value> {
    parent
        .and_then(|parent| parent.get("extension")?.as_array())
        .into_iter()
        .flatten()
}

fn is_named(extension: &Value, name: &str) -> bool {
    extension.get("url").and_then(Value::as_str) == Some(name)
}

fn texts(list: Option<&Value>) -> Vec<String> {
    let items = list.and_then(Value::as_array).into_iter().flatten();
    items
        .filter_map(|item| item.as_str().map(str::to_owned))
        .collect()
}
