//! What a server says it can do: read for what may be sent to it.
//! <https://hl7.org/fhir/R4/capabilitystatement.html>

use crate::{
    Text,
    slot::{Element, Slot},
};

/// A capability statement.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CapabilityStatement<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// `instance`, `capability`, `requirements`: only the first is about this very server.
    pub kind: Option<Text<'a>>,
    /// `4.0.1`
    pub fhir_version: Option<Text<'a>>,
    /// What it does as a server, and perhaps as a client.
    pub rest: Vec<CapabilityStatementRest<'a>>,
}

impl<'a> Element<'a> for CapabilityStatement<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "kind" => Slot::Text(&mut self.kind),
            "fhirVersion" => Slot::Text(&mut self.fhir_version),
            "rest" => Slot::Many(&mut self.rest),
            _ => Slot::Ignored,
        }
    }
}

impl<'a> CapabilityStatement<'a> {
    /// What it says about one type of resource, as a server of R4.
    pub fn of(&self, kind: &str) -> Option<&CapabilityStatementResource<'a>> {
        let is_r4 = self
            .fhir_version
            .as_deref()
            .is_some_and(|version| version.starts_with("4.0"));
        let describes_itself = self.kind.as_deref() != Some("requirements");
        let servers = self
            .rest
            .iter()
            .filter(|rest| rest.mode.as_deref() == Some("server"));
        let mut resources = servers.flat_map(|rest| &rest.resource);
        resources.find(|one| is_r4 && describes_itself && one.kind.as_deref() == Some(kind))
    }
}

/// What it does as a server, or as a client.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CapabilityStatementRest<'a> {
    /// `server` or `client`.
    pub mode: Option<Text<'a>>,
    /// Type by type.
    pub resource: Vec<CapabilityStatementResource<'a>>,
}

impl<'a> Element<'a> for CapabilityStatementRest<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "mode" => Slot::Text(&mut self.mode),
            "resource" => Slot::Many(&mut self.resource),
            _ => Slot::Ignored,
        }
    }
}

/// What it does with one type of resource.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CapabilityStatementResource<'a> {
    /// `Communication`
    pub kind: Option<Text<'a>>,
    /// `read`, `search-type`, `create`, …
    pub interaction: Vec<CapabilityStatementInteraction<'a>>,
    /// Whether it honours `If-None-Exist`.
    pub conditional_create: Option<bool>,
}

impl<'a> Element<'a> for CapabilityStatementResource<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "type" => Slot::Text(&mut self.kind),
            "interaction" => Slot::Many(&mut self.interaction),
            "conditionalCreate" => Slot::Flag(&mut self.conditional_create),
            _ => Slot::Ignored,
        }
    }
}

impl CapabilityStatementResource<'_> {
    /// Whether it lists this interaction.
    #[must_use]
    pub fn lists(&self, interaction: &str) -> bool {
        self.interaction
            .iter()
            .any(|one| one.code.as_deref() == Some(interaction))
    }
}

/// One thing it does.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CapabilityStatementInteraction<'a> {
    /// `create`
    pub code: Option<Text<'a>>,
}

impl<'a> Element<'a> for CapabilityStatementInteraction<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "code" => Slot::Text(&mut self.code),
            _ => Slot::Ignored,
        }
    }
}
