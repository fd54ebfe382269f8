//! The two ways in which servers describe themselves: the current one, and that of SMART 1.0 inside the
//! CapabilityStatement. What is read here is not yet known to be whole.

use serde_json::Value;

use crate::{DiscoveryError, Endpoint, FhirBase, SmartConfiguration, discovery::server};

const OAUTH_URIS: &str = "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris";
const CAPABILITIES: &str =
    "http://fhir-registry.smarthealthit.org/StructureDefinition/capabilities";

/// One description, as written: it may be incomplete.
#[derive(Default)]
pub(crate) struct Description<'j> {
    endpoints: Endpoints<'j>,
    issuer: Option<&'j str>,
    capabilities: Vec<String>,
    scopes_supported: Vec<String>,
    names_itself: bool,
    challenge_methods: Vec<String>,
}

#[derive(Clone, Copy, Default)]
struct Endpoints<'j> {
    authorization: Option<&'j str>,
    token: Option<&'j str>,
    revocation: Option<&'j str>,
    management: Option<&'j str>,
}

impl<'j> Description<'j> {
    pub(crate) fn well_known(json: &'j Value) -> Description<'j> {
        let text = |field: &str| {
            let text = json.get(field)?.as_str()?;
            (!text.trim().is_empty()).then_some(text)
        };
        let words = |field: &str| texts(json.get(field));
        Description {
            endpoints: Endpoints {
                authorization: text("authorization_endpoint"),
                token: text("token_endpoint"),
                revocation: text("revocation_endpoint"),
                management: text("management_endpoint"),
            },
            issuer: text("issuer"),
            capabilities: words("capabilities"),
            scopes_supported: words("scopes_supported"),
            names_itself: json
                .get("authorization_response_iss_parameter_supported")
                .is_some_and(|promised| promised.as_bool() == Some(true)),
            challenge_methods: words("code_challenge_methods_supported"),
        }
    }

    pub(crate) fn metadata(json: &'j Value) -> Description<'j> {
        let security = server(json).and_then(|rest| rest.get("security"));
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
        Description {
            endpoints: Endpoints {
                authorization: uri("authorize"),
                token: uri("token"),
                revocation: uri("revoke"),
                management: uri("manage"),
            },
            capabilities: capabilities.collect(),
            ..Description::default()
        }
    }

    /// Field by field, what is missing here from the older description. If the two speak of different hosts, the older
    /// one's pair of endpoints is taken whole or not at all.
    pub(crate) fn or(mut self, older: Description<'j>, base: &FhirBase) -> Description<'j> {
        if self.capabilities.is_empty() {
            self.capabilities = older.capabilities;
        }
        let (new, old) = (self.endpoints, older.endpoints);
        let (own, theirs) = (new.host(base), old.host(base));
        if own.is_none() || own == theirs {
            self.endpoints = Endpoints {
                authorization: new.authorization.or(old.authorization),
                token: new.token.or(old.token),
                revocation: new.revocation.or(old.revocation),
                management: new.management.or(old.management),
            };
        } else if !new.is_whole() && old.is_whole() {
            self.endpoints = old;
        }
        self
    }

    pub(crate) fn complete(self, base: &FhirBase) -> Result<SmartConfiguration, DiscoveryError> {
        let Endpoints {
            authorization,
            token,
            revocation,
            management,
        } = self.endpoints;
        let token = token.ok_or(DiscoveryError::NoTokenEndpoint)?;
        let authorization = authorization.ok_or(DiscoveryError::NoAuthorizationEndpoint)?;
        let endpoint = |text: &str| Endpoint::new(base, text);
        Ok(SmartConfiguration {
            authorization: endpoint(authorization).ok_or(DiscoveryError::Insecure)?,
            token: endpoint(token).ok_or(DiscoveryError::Insecure)?,
            revocation: revocation.and_then(endpoint),
            management: management.and_then(endpoint),
            issuer: self.issuer.map(str::to_owned),
            capabilities: self.capabilities,
            scopes_supported: self.scopes_supported,
            names_itself: self.names_itself,
            challenge_methods: self.challenge_methods,
        })
    }
}

impl Endpoints<'_> {
    fn is_whole(&self) -> bool {
        self.authorization.is_some() && self.token.is_some()
    }

    /// The host of the sign-in server.
    fn host(&self, base: &FhirBase) -> Option<String> {
        let endpoint = |text: Option<&str>| Endpoint::new(base, text?);
        let endpoint = endpoint(self.token).or_else(|| endpoint(self.authorization))?;
        Some(endpoint.host().to_owned())
    }
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
