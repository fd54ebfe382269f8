//! A message of the server about the answer: never data.
//! <https://hl7.org/fhir/R4/operationoutcome.html>

use crate::{CodeableConcept, Text};
use serde::Deserialize;

/// What went wrong, or may be missing. Its free text may name the patient: for showing, never for logging.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct OperationOutcome<'a> {
    /// One by one.
    #[serde(default, borrow)]
    pub issue: Vec<Issue<'a>>,
}

impl OperationOutcome<'_> {
    /// Whether the server says that part of the answer is missing or may be: an issue that is not `information`.
    #[must_use]
    pub fn warns(&self) -> bool {
        self.issue
            .iter()
            .any(|issue| issue.severity.as_deref() != Some("information"))
    }
}

/// One thing the server says.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Issue<'a> {
    /// `fatal`, `error`, `warning`, `information`.
    #[serde(borrow)]
    pub severity: Option<Text<'a>>,
    /// What kind of issue; missing at some servers.
    pub code: Option<Text<'a>>,
    /// In words, with codes.
    pub details: Option<CodeableConcept<'a>>,
    /// In words, for developers.
    pub diagnostics: Option<Text<'a>>,
}
