//! What a FHIR server offers: its resource types, their interactions and search parameters.
//! <https://hl7.org/fhir/R4/capabilitystatement.html>

use serde_json::Value;

use crate::{
    DiscoveryError,
    discovery::{object, server},
};

/// What a server's CapabilityStatement offers: resource types with their interactions and search parameters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    /// `fhirVersion`, such as `4.0.1`.
    pub fhir_version: Option<String>,
    /// It calls itself `Conformance`, as DSTU2 did.
    pub is_conformance: bool,
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
        Ok(Offer {
            is_conformance: json.get("resourceType").and_then(Value::as_str) == Some("Conformance"),
            fhir_version: json
                .get("fhirVersion")
                .and_then(Value::as_str)
                .map(str::to_owned),
            resources: resources
                .into_iter()
                .flatten()
                .filter_map(offered)
                .collect(),
        })
    }

    /// The version of FHIR it speaks.
    pub fn version(&self) -> FhirVersion {
        let said = self.fhir_version.as_deref().unwrap_or_default();
        let starts = |versions: &[&str]| versions.iter().any(|version| said.starts_with(version));
        match said {
            _ if starts(&["0.", "1."]) => FhirVersion::Dstu2,
            "" if self.is_conformance => FhirVersion::Dstu2,
            _ if starts(&["3."]) => FhirVersion::Stu3,
            _ if starts(&["4.1", "4.2", "4.3", "4.4", "4.5", "4.6", "5", "6"]) => {
                FhirVersion::Later
            }
            _ => FhirVersion::R4,
        }
    }

    /// Is it FHIR R4 (4.0.x), or silent about its version?
    pub fn is_r4(&self) -> bool {
        self.version() == FhirVersion::R4
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

fn named(list: Option<&Value>, field: &str) -> Vec<String> {
    let items = list.and_then(Value::as_array).into_iter().flatten();
    items
        .filter_map(|item| item.get(field)?.as_str().map(str::to_owned))
        .collect()
}
