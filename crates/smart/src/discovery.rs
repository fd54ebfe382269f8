//! What a hospital's server says about itself: where to sign in, where to exchange a code, what it can do.
//! <https://hl7.org/fhir/smart-app-launch/STU2.2/conformance.html>

use std::fmt;

use serde_json::Value;

use crate::{
    FhirBase, FhirVersion, Request, Rules, Style, address::Address, description::Description,
};

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
#[derive(Clone, PartialEq, Eq)]
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
    /// The server speaks another version of FHIR than R4.
    #[error("another version of FHIR: {0:?}")]
    Version(FhirVersion),
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
            DiscoveryError::Insecure | DiscoveryError::Unrelated | DiscoveryError::Version(_) => {
                false
            }
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

/// The capabilities any of which is enough.
const NEEDS: &[(Missing, &[&str])] = &[
    (Missing::Launch, &["launch-standalone", "launch-ehr"]),
    (Missing::PublicClients, &["client-public"]),
    (
        Missing::PatientContext,
        &["context-standalone-patient", "context-ehr-patient"],
    ),
    (Missing::PatientScopes, &["permission-patient"]),
];

impl SmartConfiguration {
    /// Whether it names this type among what a patient's app may read. That it does not says nothing: the list is a
    /// hint.
    pub fn gives_to_patients(&self, resource_type: &str) -> bool {
        let is_of = |scope: &String| {
            let rest = scope.strip_prefix("patient/");
            let rest = rest.and_then(|rest| rest.strip_prefix(resource_type));
            rest.is_some_and(|rest| rest.starts_with('.'))
        };
        self.scopes_supported.iter().any(is_of)
    }

    /// Reads the answer to [`Discovery::well_known`].
    pub fn read(
        base: &FhirBase,
        status: u16,
        body: &[u8],
    ) -> Result<SmartConfiguration, DiscoveryError> {
        Description::well_known(&object(status, body)?)
            .complete(base)?
            .related()
    }

    /// Reads the answer to [`Discovery::metadata`]: the `oauth-uris` extension of SMART 1.0.
    /// <http://hl7.org/fhir/smart-app-launch/1.0.0/conformance/index.html>
    pub fn read_metadata(
        base: &FhirBase,
        status: u16,
        body: &[u8],
    ) -> Result<SmartConfiguration, DiscoveryError> {
        Description::metadata(&object(status, body)?)
            .complete(base)?
            .related()
    }

    /// What a server says of itself in both descriptions, each an answer's status and body: what the current one
    /// leaves open is taken from the older one, as long as both speak of the same host. A server of another version
    /// than R4 is refused; so are endpoints on unrelated hosts, unless the rules vouch for them.
    pub fn of_both(
        base: &FhirBase,
        rules: &Rules,
        current: (u16, &[u8]),
        older: Option<(u16, &[u8])>,
    ) -> Result<SmartConfiguration, DiscoveryError> {
        let current = object(current.0, current.1);
        let older = older.and_then(|(status, body)| object(status, body).ok());
        match older.as_ref().map(FhirVersion::of) {
            None | Some(FhirVersion::R4) => {}
            Some(version) => return Err(DiscoveryError::Version(version)),
        }
        let description = match (&current, &older) {
            (Ok(current), None) => Description::well_known(current),
            (Err(_), Some(older)) => Description::metadata(older),
            (Err(error), None) => return Err(*error),
            (Ok(current), Some(older)) => {
                Description::well_known(current).or(Description::metadata(older), base)
            }
        };
        let configuration = description.complete(base)?;
        match rules.unrelated_hosts {
            true => Ok(configuration),
            false => configuration.related(),
        }
    }

    /// What a browser portal needs and this server says it lacks. A server that says nothing lacks nothing.
    pub fn missing(&self) -> Vec<Missing> {
        let says = |names: &[&str]| {
            let mut said = self.capabilities.iter();
            self.capabilities.is_empty() || said.any(|said| names.contains(&said.as_str()))
        };
        let mut missing = Vec::new();
        for (need, names) in NEEDS {
            if !says(names) {
                missing.push(*need);
            }
        }
        let mut methods = self.challenge_methods.iter();
        if !self.challenge_methods.is_empty() && !methods.any(|method| method == "S256") {
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

impl Endpoint {
    pub(crate) fn new(base: &FhirBase, text: &str) -> Option<Endpoint> {
        base.endpoint(text).map(Endpoint)
    }

    /// The absolute address.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    pub(crate) fn host(&self) -> &str {
        self.0.host()
    }

    /// The same without a slash at the end of its path.
    pub(crate) fn without_slash(&self) -> Endpoint {
        let text = self.as_str().strip_suffix('/');
        let shorter = text.and_then(Address::parse);
        shorter.map_or_else(|| self.clone(), Endpoint)
    }

    /// Same host, or hosts under one registered domain. A rule of thumb, not the public suffix list: three labels are
    /// compared where the last two are short (`example.co.uk`).
    pub(crate) fn is_related(&self, other: &Endpoint) -> bool {
        let (one, two) = (self.0.host(), other.0.host());
        let named = !self.0.is_numeric() && !other.0.is_numeric();
        one == two || (named && domain(one).is_some_and(|d| Some(d) == domain(two)))
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
