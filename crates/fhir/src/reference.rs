//! References, and what kind of thing each one points at. Nothing here follows one.
//! <https://hl7.org/fhir/R4/references.html>

use crate::{
    Text,
    slot::{Element, Slot},
};

/// A pointer to another resource, or only somebody's name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reference<'a> {
    /// Where it points, as sent: see [`Reference::target`].
    pub reference: Option<Text<'a>>,
    /// Words for it.
    pub display: Option<Text<'a>>,
}

impl<'a> Element<'a> for Reference<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "reference" => Slot::Text(&mut self.reference),
            "display" => Slot::Text(&mut self.display),
            _ => Slot::Ignored,
        }
    }
}

/// What a reference turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target<'r> {
    /// `Practitioner/12` or `Practitioner/12/_history/3`: on the same server.
    Relative {
        /// The resource type.
        kind: &'r str,
        /// The logical id, of any length, case kept.
        id: &'r str,
        /// The version asked for.
        version: Option<&'r str>,
    },
    /// An `http(s)` address: on the same server only if it lies under its base ([`Reference::local`]).
    Absolute(&'r str),
    /// `#id`: inside the resource itself.
    Contained(&'r str),
    /// `urn:uuid:…` or `urn:oid:…`: another entry of the same Bundle, by `fullUrl`.
    Urn(&'r str),
    /// `Practitioner?identifier=…`: a question, not an address.
    Search {
        /// The resource type.
        kind: &'r str,
        /// What follows the question mark.
        query: &'r str,
    },
    /// No address: a display, an identifier, or nothing.
    DisplayOnly,
    /// Anything else, such as `resource:0` or a bare id: never fetched.
    Other(&'r str),
}

impl Reference<'_> {
    /// What kind of pointer this is.
    #[must_use]
    pub fn target(&self) -> Target<'_> {
        match self.reference.as_deref().map(str::trim) {
            None | Some("") => Target::DisplayOnly,
            Some(reference) => Target::of(reference),
        }
    }

    /// Type and id of a resource on the server whose base this is: relative, or absolute under the base.
    #[must_use]
    pub fn local(&self, base: &str) -> Option<(&str, &str)> {
        let target = match self.target() {
            Target::Absolute(url) => Target::of(
                url.strip_prefix(base.trim_end_matches('/'))?
                    .strip_prefix('/')?,
            ),
            other => other,
        };
        match target {
            Target::Relative { kind, id, .. } => Some((kind, id)),
            _ => None,
        }
    }

    /// The display, if it says anything.
    #[must_use]
    pub fn words(&self) -> Option<&str> {
        self.display
            .as_deref()
            .map(str::trim)
            .filter(|words| !words.is_empty())
    }
}

impl<'r> Target<'r> {
    /// What kind of pointer a `Reference.reference` is.
    #[must_use]
    pub fn of(reference: &'r str) -> Self {
        if let Some(id) = reference.strip_prefix('#') {
            return Target::Contained(id);
        }
        if starts_with(reference, "urn:") {
            return Target::Urn(reference);
        }
        if starts_with(reference, "http://") || starts_with(reference, "https://") {
            return Target::Absolute(reference);
        }
        if let Some((kind, query)) = reference.split_once('?') {
            return if is_type(kind) {
                Target::Search { kind, query }
            } else {
                Target::Other(reference)
            };
        }
        let mut parts = reference.split('/');
        match (
            parts.next(),
            parts.next(),
            parts.next(),
            parts.next(),
            parts.next(),
        ) {
            (Some(kind), Some(id), None, ..) if is_type(kind) && !id.is_empty() => {
                Target::Relative {
                    kind,
                    id,
                    version: None,
                }
            }
            (Some(kind), Some(id), Some("_history"), Some(version), None)
                if is_type(kind) && !id.is_empty() =>
            {
                Target::Relative {
                    kind,
                    id,
                    version: Some(version),
                }
            }
            _ => Target::Other(reference),
        }
    }
}

fn starts_with(text: &str, scheme: &str) -> bool {
    text.as_bytes()
        .get(..scheme.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(scheme.as_bytes()))
}

/// Resource types are one capitalised word of letters.
fn is_type(kind: &str) -> bool {
    kind.starts_with(|first: char| first.is_ascii_uppercase())
        && kind.bytes().all(|byte| byte.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::{Reference, Target};

    #[track_caller]
    fn check(reference: &str, expected: Target<'_>) {
        assert_eq!(Target::of(reference), expected);
    }

    #[test]
    fn a_relative_reference_has_type_and_id() {
        check(
            "Practitioner/a.B-1",
            Target::Relative {
                kind: "Practitioner",
                id: "a.B-1",
                version: None,
            },
        );
    }

    #[test]
    fn an_id_may_be_longer_than_the_specification_allows() {
        let id = "e".repeat(130);
        check(
            &format!("Observation/{id}"),
            Target::Relative {
                kind: "Observation",
                id: &id,
                version: None,
            },
        );
    }

    #[test]
    fn a_version_is_told_from_the_id() {
        check(
            "Patient/9/_history/1",
            Target::Relative {
                kind: "Patient",
                id: "9",
                version: Some("1"),
            },
        );
    }

    #[test]
    fn questions_are_not_addresses() {
        check(
            "Practitioner?identifier=http://a|9",
            Target::Search {
                kind: "Practitioner",
                query: "identifier=http://a|9",
            },
        );
    }

    #[test]
    fn each_other_form_is_recognised() {
        check("#714271", Target::Contained("714271"));
        check("urn:uuid:1-2", Target::Urn("urn:uuid:1-2"));
        check(
            "HTTPS://h/fhir/Patient/1",
            Target::Absolute("HTTPS://h/fhir/Patient/1"),
        );
        for other in [
            "resource:0",
            "eM5CWtq15N0WJeuCet5bJlQ3",
            "Patient/",
            "patient/1",
            "Patient/1/extra",
            "Binary/a/b/c/d",
            "é",
        ] {
            check(other, Target::Other(other));
        }
    }

    #[test]
    fn only_what_lies_under_the_base_is_local() {
        let base = "https://h.example/fhir/";
        let at = |reference: &str| {
            let reference = Reference {
                reference: Some(reference.to_owned().into()),
                ..Reference::default()
            };
            reference
                .local(base)
                .map(|(kind, id)| format!("{kind}/{id}"))
        };
        assert_eq!(at("Patient/1").as_deref(), Some("Patient/1"));
        assert_eq!(
            at("https://h.example/fhir/Patient/1/_history/2").as_deref(),
            Some("Patient/1")
        );
        assert_eq!(at("https://h.example/fhirs/Patient/1"), None);
        assert_eq!(at("https://h.example.evil/fhir/Patient/1"), None);
        assert_eq!(
            at("http://terminology.hl7.org/CodeSystem/v3-NullFlavor"),
            None
        );
        assert_eq!(at("Practitioner?identifier=1"), None);
    }
}
