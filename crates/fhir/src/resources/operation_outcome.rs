//! A message of the server about the answer: never data.
//! <https://hl7.org/fhir/R4/operationoutcome.html>

use crate::{
    Text,
    slot::{Element, Slot},
};

/// What went wrong, or may be missing. Its free text may name the patient: for showing, never for logging.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OperationOutcome<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// One by one.
    pub issue: Vec<Issue<'a>>,
}

impl<'a> Element<'a> for OperationOutcome<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "issue" => Slot::Many(&mut self.issue),
            _ => Slot::Ignored,
        }
    }
}

/// One thing the server says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Issue<'a> {
    /// `fatal`, `error`, `warning`, `information`.
    pub severity: Option<Text<'a>>,
}

impl<'a> Element<'a> for Issue<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "severity" => Slot::Text(&mut self.severity),
            _ => Slot::Ignored,
        }
    }
}
