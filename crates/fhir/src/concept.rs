//! What something is called: codes, the systems they come from, and business identifiers.
//! <https://hl7.org/fhir/R4/datatypes.html#CodeableConcept>

use crate::{
    Text,
    slot::{Element, Slot},
};

/// A concept: the hospital's own words, and codes for machines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CodeableConcept<'a> {
    /// Codes for the concept, in any number of systems.
    pub coding: Vec<Coding<'a>>,
    /// The words of whoever recorded it.
    pub text: Option<Text<'a>>,
}

impl<'a> Element<'a> for CodeableConcept<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "coding" => Slot::Many(&mut self.coding),
            "text" => Slot::Text(&mut self.text),
            _ => Slot::Ignored,
        }
    }
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
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coding<'a> {
    /// The system's URI.
    pub system: Option<Text<'a>>,
    /// The code, case kept.
    pub code: Option<Text<'a>>,
    /// The system's words for it.
    pub display: Option<Text<'a>>,
}

impl<'a> Element<'a> for Coding<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "system" => Slot::Text(&mut self.system),
            "code" => Slot::Text(&mut self.code),
            "display" => Slot::Text(&mut self.display),
            _ => Slot::Ignored,
        }
    }
}

/// A business identifier, such as an accession number. Not the logical `id`.
/// <https://hl7.org/fhir/R4/datatypes.html#Identifier>
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Identifier<'a> {
    /// `usual`, `official`, `temp`, `secondary`, `old`. A modifier: `old` no longer identifies.
    pub usage: Option<Text<'a>>,
    /// What kind of number it is, such as `ACSN` or `MR`.
    pub kind: Option<Box<CodeableConcept<'a>>>,
    /// Who gives these numbers out, as a URI.
    pub system: Option<Text<'a>>,
    /// The number itself.
    pub value: Option<Text<'a>>,
}

impl<'a> Element<'a> for Identifier<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "use" => Slot::Text(&mut self.usage),
            "type" => Slot::One(&mut self.kind),
            "system" => Slot::Text(&mut self.system),
            "value" => Slot::Text(&mut self.value),
            _ => Slot::Ignored,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::CodeableConcept;
    use crate::slot::fill;

    #[track_caller]
    fn check(json: &str, expected: Option<&str>) {
        let mut concept = CodeableConcept::default();
        fill(&mut concept, json).expect("a concept");
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
        let mut concept = CodeableConcept::default();
        fill(&mut concept, json).expect("a concept");
        assert_eq!(concept.code_in("http://loinc.org"), Some("2345-7"));
        assert_eq!(concept.code_in("http://snomed.info/sct"), None);
        assert!(concept.has_code("h") && !concept.has_code("H"));
    }
}
