//! The two ways in which servers describe themselves: the current one, and that of SMART 1.0 inside the
//! CapabilityStatement. What is read here is not yet known to be whole.

use serde_json::Value;

use crate::{
    DiscoveryError, Endpoint, FhirBase, SmartConfiguration,
    discovery::{object, server},
};

const OAUTH_URIS: &str = "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris";
const CAPABILITIES: &str =
    "http://fhir-registry.smarthealthit.org/StructureDefinition/capabilities";

/// One description, as written: it may be incomplete.
#[derive(Default)]
pub(crate) struct Description {
    authorization: Option<String>,
    token: Option<String>,
    revocation: Option<String>,
    management: Option<String>,
    issuer: Option<String>,
    capabilities: Vec<String>,
    scopes_supported: Vec<String>,
    names_itself: bool,
    challenge_methods: Vec<String>,
}

impl Description {
    pub(crate) fn well_known(status: u16, body: &[u8]) -> Result<Description, DiscoveryError> {
        let json = object(status, body)?;
        let text = |field: &str| {
            let text = json.get(field)?.as_str()?;
            (!text.trim().is_empty()).then(|| text.to_owned())
        };
        let words = |field: &str| texts(json.get(field));
        Ok(Description {
            authorization: text("authorization_endpoint"),
            token: text("token_endpoint"),
            revocation: text("revocation_endpoint"),
            management: text("management_endpoint"),
            issuer: text("issuer"),
            capabilities: words("capabilities"),
            scopes_supported: words("scopes_supported"),
            names_itself: json.get("authorization_response_iss_parameter_supported")
                == Some(&Value::Bool(true)),
            challenge_methods: words("code_challenge_methods_supported"),
        })
    }

    pub(crate) fn metadata(status: u16, body: &[u8]) -> Result<Description, DiscoveryError> {
        let json = object(status, body)?;
        let security = server(&json).and_then(|rest| rest.get("security"));
        let uris = extensions(security).find(|extension| is_named(extension, OAUTH_URIS));
        let uri = |name: &str| {
            let child = extensions(uris).find(|child| is_named(child, name))?;
            let value = ["valueUri", "valueUrl", "valueString"]
                .iter()
                .find_map(|field| child.get(field)?.as_str())?;
            Some(value.to_owned())
        };
        let capabilities = extensions(security)
            .filter(|extension| is_named(extension, CAPABILITIES))
            .filter_map(|extension| extension.get("valueCode")?.as_str().map(str::to_owned));
        Ok(Description {
            authorization: uri("authorize"),
            token: uri("token"),
            revocation: uri("revoke"),
            management: uri("manage"),
            capabilities: capabilities.collect(),
            ..Description::default()
        })
    }

    /// Field by field, what is missing here from the older description. If the two speak of different hosts, the older
    /// one's pair of endpoints is taken whole or not at all.
    pub(crate) fn or(mut self, older: Description, base: &FhirBase) -> Description {
        if self.capabilities.is_empty() {
            self.capabilities = older.capabilities;
        }
        let host = |text: &Option<String>| {
            let endpoint = Endpoint::new(base, text.as_deref()?)?;
            Some(endpoint.host().to_owned())
        };
        let is_whole = self.authorization.is_some() && self.token.is_some();
        let own = host(&self.token).or(host(&self.authorization));
        let theirs = host(&older.token).or(host(&older.authorization));
        if own.is_none() || own == theirs {
            self.authorization = self.authorization.or(older.authorization);
            self.token = self.token.or(older.token);
            self.revocation = self.revocation.or(older.revocation);
            self.management = self.management.or(older.management);
        } else if !is_whole && older.authorization.is_some() && older.token.is_some() {
            self.authorization = older.authorization;
            self.token = older.token;
            self.revocation = older.revocation;
            self.management = older.management;
        }
        self
    }

    pub(crate) fn complete(self, base: &FhirBase) -> Result<SmartConfiguration, DiscoveryError> {
        let token = self.token.ok_or(DiscoveryError::NoTokenEndpoint)?;
        let authorization = self
            .authorization
            .ok_or(DiscoveryError::NoAuthorizationEndpoint)?;
        let needed = |text: &str| Endpoint::new(base, text).ok_or(DiscoveryError::Insecure);
        let useful = |text: Option<String>| Endpoint::new(base, &text?);
        Ok(SmartConfiguration {
            authorization: needed(&authorization)?,
            token: needed(&token)?,
            revocation: useful(self.revocation),
            management: useful(self.management),
            issuer: self.issuer,
            capabilities: self.capabilities,
            scopes_supported: self.scopes_supported,
            names_itself: self.names_itself,
            challenge_methods: self.challenge_methods,
        })
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
