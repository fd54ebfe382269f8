//! What a FHIR server offers: its resource types, their interactions and search parameters.
//! <https://hl7.org/fhir/R4/capabilitystatement.html>

use serde_json::Value;

use crate::{
    DiscoveryError,
    discovery::{object, server},
};

/// What a server's CapabilityStatement offers: resource types with their interactions and search parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The version of FHIR it speaks.
    pub version: FhirVersion,
    /// One entry per resource type.
    pub resources: Vec<OfferedResource>,
}

/// A version of FHIR. Only R4 is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FhirVersion {
    /// 0.x and 1.x
    Dstu2,
    /// 3.x
    Stu3,
    /// 4.0.x, or a server that does not say.
    R4,
    /// 4.1 and later, R4B and R5 among them.
    Later,
}

/// One resource type a server offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferedResource {
    /// Such as `Observation`.
    pub resource_type: String,
    /// Such as `read`, `search-type`, `create`.
    pub interactions: Vec<String>,
    /// Such as `patient`, `category`.
    pub search_parameters: Vec<String>,
}

impl Offer {
    /// Reads the answer to [`crate::Discovery::metadata`].
    pub fn read(status: u16, body: &[u8]) -> Result<Offer, DiscoveryError> {
        let json = object(status, body)?;
        let resources = server(&json)
            .and_then(|rest| rest.get("resource"))
            .and_then(Value::as_array);
        let offered = |resource: &Value| {
            Some(OfferedResource {
                resource_type: resource.get("type")?.as_str()?.to_owned(),
                interactions: named(resource.get("interaction"), "code"),
                search_parameters: named(resource.get("searchParam"), "name"),
            })
        };
        let resources = resources.into_iter().flatten();
        Ok(Offer {
            version: FhirVersion::of(&json),
            resources: resources.filter_map(offered).collect(),
        })
    }

    /// Is it FHIR R4 (4.0.x), or silent about its version?
    pub fn is_r4(&self) -> bool {
        self.version == FhirVersion::R4
    }

    /// Does the server list this interaction (`read`, `search-type`, …) for this type?
    pub fn lists(&self, resource_type: &str, interaction: &str) -> bool {
        let of_type = self
            .resources
            .iter()
            .find(|resource| resource.resource_type == resource_type);
        of_type.is_some_and(|resource| {
            resource
                .interactions
                .iter()
                .any(|listed| listed == interaction)
        })
    }
}

impl FhirVersion {
    /// The version that a server says of itself. DSTU2 calls its description `Conformance`.
    pub(crate) fn of(metadata: &Value) -> FhirVersion {
        let text = |field: &str| metadata.get(field).and_then(Value::as_str);
        let said = text("fhirVersion").unwrap_or_default();
        match said.as_bytes() {
            [] if text("resourceType") == Some("Conformance") => FhirVersion::Dstu2,
            [b'0' | b'1', b'.', ..] => FhirVersion::Dstu2,
            [b'3', b'.', ..] => FhirVersion::Stu3,
            [b'4', b'.', b'1'..=b'6', ..] | [b'5' | b'6', ..] => FhirVersion::Later,
            _ => FhirVersion::R4,
        }
    }
}

fn named(list: Option<&Value>, field: &str) -> Vec<String> {
    let items = list.and_then(Value::as_array).into_iter().flatten();
    items
        .filter_map(|item| item.get(field)?.as_str().map(str::to_owned))
        .collect()
}
