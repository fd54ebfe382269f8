//! A type that has no slice of its own: what nearly all types say in the same words, as far as this one does.
//! <https://hl7.org/fhir/R4/fivews.html>

use crate::{
    CodeableConcept, Reference, Text,
    slot::{Element, Slot, fill},
};
use serde::de::DeserializeSeed;

/// A resource of any other type. The same name stands for other forms in other types, so an element is read when it is
/// asked for, in the form that is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Other<'a> {
    /// The type, as the specification writes it.
    pub kind: Text<'a>,
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Whether rules or extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    elements: Vec<(&'static str, Option<&'a str>)>,
}

/// What types have in common.
const COMMON: [&str; 18] = [
    "status",
    "code",
    "type",
    "category",
    "subject",
    "patient",
    "beneficiary",
    "for",
    "title",
    "name",
    "description",
    "date",
    "created",
    "authoredOn",
    "occurrenceDateTime",
    "effectiveDateTime",
    "performedDateTime",
    "started",
];

impl<'a> Element<'a> for Other<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => return Slot::Text(&mut self.id),
            "implicitRules" | "modifierExtension" => {
                return Slot::Noted(&mut self.has_unknown_modifier);
            }
            _ => {}
        }
        let Some(known) = COMMON.into_iter().find(|common| *common == name) else {
            return Slot::Ignored;
        };
        self.elements.push((known, None));
        match self.elements.last_mut() {
            Some((_, raw)) => Slot::Raw(raw),
            None => Slot::Ignored,
        }
    }
}

impl<'a> Other<'a> {
    pub(crate) fn of(kind: Text<'a>) -> Self {
        Other {
            kind,
            ..Other::default()
        }
    }

    /// The element as a text, if it is one.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<Text<'a>> {
        serde_json::from_str(self.raw(name)?).ok()
    }

    /// The element as a concept, or the first of several.
    #[must_use]
    pub fn concept(&self, name: &str) -> Option<CodeableConcept<'a>> {
        self.read(name)
    }

    /// The element as a reference, or the first of several.
    #[must_use]
    pub fn reference(&self, name: &str) -> Option<Reference<'a>> {
        self.read(name)
    }

    fn read<T: Element<'a> + Default>(&self, name: &str) -> Option<T> {
        let raw = self.raw(name)?.trim();
        if raw.starts_with('{') {
            let mut one = T::default();
            return fill(&mut one, raw).is_ok().then_some(one);
        }
        let mut several = Vec::<T>::new();
        let mut list = serde_json::Deserializer::from_str(raw);
        Slot::Many(&mut several).deserialize(&mut list).ok()?;
        several.into_iter().next()
    }

    fn raw(&self, name: &str) -> Option<&'a str> {
        let (_, raw) = self.elements.iter().find(|(known, _)| *known == name)?;
        *raw
    }
}

#[cfg(test)]
mod tests {
    use super::Other;
    use crate::slot::fill;

    #[test]
    fn an_element_is_read_in_the_form_that_is_asked_for() {
        let json = r#"{"id":"1","status":"active","type":[{"text":"One"},{"text":"Two"}],"code":{"text":"Three"},
                       "description":["no text"],"subject":{"reference":"Patient/maria"}}"#;
        let mut other = Other::of("Task".into());
        fill(&mut other, json).expect("reads");
        let words = |name: &str| {
            other
                .concept(name)?
                .text
                .map(|text| text.as_str().to_owned())
        };
        assert_eq!(other.text("status").as_deref(), Some("active"));
        assert_eq!(words("type").as_deref(), Some("One"));
        assert_eq!(words("code").as_deref(), Some("Three"));
        assert_eq!(words("status"), None);
        assert_eq!(other.text("description"), None);
        let subject = other.reference("subject").and_then(|one| one.reference);
        assert_eq!(subject.as_deref(), Some("Patient/maria"));
    }
}
