//! What something is called: codes, the systems they come from, and business identifiers.
//! <https://hl7.org/fhir/R4/datatypes.html#CodeableConcept>

use crate::{Period, Reference, Text};
use serde::Deserialize;

/// A concept: the hospital's own words, and codes for machines.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CodeableConcept<'a> {
    /// Codes for the concept, in any number of systems.
    #[serde(default, borrow)]
    pub coding: Vec<Coding<'a>>,
    /// The words of whoever recorded it.
    pub text: Option<Text<'a>>,
}

impl CodeableConcept<'_> {
    /// The code in one system, if it has one.
    #[must_use]
    pub fn code_in(&self, system: &str) -> Option<&str> {
        self.coding
            .iter()
            .find(|coding| coding.system.as_deref() == Some(system))?
            .code
            .as_deref()
    }

    /// Whether any coding carries this code, whatever the system says (systems are often missing or legacy).
    #[must_use]
    pub fn has_code(&self, code: &str) -> bool {
        self.coding
            .iter()
            .any(|coding| coding.code.as_deref() == Some(code))
    }

    /// The text, else the first display: words as the hospital sent them. Blank ones are passed over.
    #[must_use]
    pub fn words(&self) -> Option<&str> {
        let displays = self
            .coding
            .iter()
            .filter_map(|coding| coding.display.as_deref());
        self.text
            .as_deref()
            .into_iter()
            .chain(displays)
            .map(str::trim)
            .find(|words| !words.is_empty())
    }
}

/// One code of one system.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Coding<'a> {
    /// The system's URI.
    #[serde(borrow)]
    pub system: Option<Text<'a>>,
    /// The code, case kept.
    pub code: Option<Text<'a>>,
    /// The system's words for it.
    pub display: Option<Text<'a>>,
    /// Whether a person chose this very code.
    pub user_selected: Option<bool>,
}

/// A business identifier, such as an accession number. Not the logical `id`.
/// <https://hl7.org/fhir/R4/datatypes.html#Identifier>
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Identifier<'a> {
    /// `usual`, `official`, `temp`, `secondary`, `old`. A modifier: `old` no longer identifies.
    #[serde(rename = "use", borrow)]
    pub usage: Option<Text<'a>>,
    /// What kind of number it is, such as `ACSN` or `MR`.
    #[serde(rename = "type")]
    pub kind: Option<Box<CodeableConcept<'a>>>,
    /// Who gives these numbers out, as a URI.
    pub system: Option<Text<'a>>,
    /// The number itself.
    pub value: Option<Text<'a>>,
    /// When it was in use.
    pub period: Option<Period<'a>>,
    /// Who gave it out.
    pub assigner: Option<Box<Reference<'a>>>,
}

#[cfg(test)]
mod tests {
    use super::CodeableConcept;

    #[track_caller]
    fn check(json: &str, expected: Option<&str>) {
        let concept: CodeableConcept<'_> = serde_json::from_str(json).expect("a concept");
        assert_eq!(concept.words(), expected);
    }

    #[test]
    fn words_are_the_text_else_the_first_display_that_says_something() {
        check(
            r#"{"coding":[{"display":"Glucose [Mass]"}],"text":"Glucose"}"#,
            Some("Glucose"),
        );
        check(
            r#"{"coding":[{"code":"1"},{"display":" "},{"display":"Glucose"}],"text":" "}"#,
            Some("Glucose"),
        );
        check(r#"{"coding":[{"code":"1"}]}"#, None);
    }

    #[test]
    fn codes_are_found_by_system_or_without() {
        let json = r#"{"coding":[{"code":"h"},{"system":"http://loinc.org","code":"2345-7"}]}"#;
        let concept: CodeableConcept<'_> = serde_json::from_str(json).expect("a concept");
        assert_eq!(concept.code_in("http://loinc.org"), Some("2345-7"));
        assert_eq!(concept.code_in("http://snomed.info/sct"), None);
        assert!(concept.has_code("h") && !concept.has_code("H"));
    }
}
