//! Endpoint and Organization as published: only what is used, everything optional.

use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
pub(super) struct Entry {
    #[serde(rename = "fullUrl")]
    pub(super) full_url: Option<String>,
    pub(super) resource: Option<Resource>,
}

/// An Endpoint or an Organization.
#[derive(Clone, Deserialize)]
pub(super) struct Resource {
    #[serde(rename = "resourceType")]
    pub(super) resource_type: Option<String>,
    pub(super) id: Option<String>,
    #[serde(default)]
    pub(super) identifier: Vec<Identifier>,
    pub(super) active: Option<bool>,
    pub(super) status: Option<String>,
    pub(super) name: Option<String>,
    #[serde(default)]
    pub(super) alias: Vec<Option<String>>,
    /// Text in an Endpoint, a list in an Organization.
    pub(super) address: Option<Value>,
    #[serde(default)]
    pub(super) contained: Vec<Resource>,
    #[serde(rename = "managingOrganization")]
    pub(super) managing_organization: Option<Reference>,
    #[serde(default)]
    pub(super) endpoint: Vec<Reference>,
    #[serde(rename = "partOf")]
    pub(super) part_of: Option<Reference>,
    #[serde(default)]
    pub(super) extension: Vec<Extension>,
    #[serde(rename = "connectionType")]
    pub(super) connection_type: Option<Coding>,
}

#[derive(Clone, Deserialize)]
pub(super) struct Identifier {
    pub(super) system: Option<String>,
    pub(super) value: Option<String>,
}

#[derive(Clone, Deserialize)]
pub(super) struct Coding {
    pub(super) code: Option<String>,
}

#[derive(Clone, Deserialize)]
pub(super) struct Reference {
    pub(super) reference: Option<String>,
    pub(super) id: Option<String>,
    pub(super) identifier: Option<Identifier>,
    pub(super) display: Option<String>,
}

#[derive(Clone, Deserialize)]
pub(super) struct Extension {
    pub(super) url: Option<String>,
    #[serde(default)]
    pub(super) extension: Vec<Extension>,
    #[serde(rename = "valueString")]
    pub(super) string: Option<String>,
    #[serde(rename = "valueCode")]
    pub(super) code: Option<String>,
    #[serde(rename = "valueReference")]
    pub(super) reference: Option<Reference>,
}

impl Reference {
    /// Everything it may be looked up by: `Organization/1`, `#1`, the bare `1`, an absolute address, an identifier.
    pub(super) fn keys(&self) -> Vec<String> {
        let texts = self.reference.iter().chain(&self.id);
        let mut keys: Vec<String> = texts.flat_map(|text| spellings(text)).collect();
        keys.extend(self.identifier.iter().filter_map(Identifier::key));
        keys
    }
}

impl Identifier {
    pub(super) fn key(&self) -> Option<String> {
        let value = self.value.as_deref().filter(|value| !value.is_empty())?;
        Some(format!(
            "{} {value}",
            self.system.as_deref().unwrap_or_default()
        ))
    }
}

/// A reference or an id, as it stands and without the name of its type.
pub(super) fn spellings(text: &str) -> [String; 2] {
    let text = text.strip_prefix('#').unwrap_or(text);
    // An id in base64 may have slashes of its own: only the names of the two types are cut off.
    let bare = ["Organization/", "Endpoint/"]
        .iter()
        .find_map(|kind| text.rsplit_once(kind));
    [text.to_owned(), bare.map_or(text, |(_, id)| id).to_owned()]
}
