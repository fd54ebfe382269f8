//! What went wrong while reading, as enums and element names: nothing of a patient is in here.

use serde::de::IgnoredAny;
use thiserror::Error;

/// An element that stood in the way and was left out, so that the rest could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Where, inside its resource: `component[1].valueQuantity.value`. Element names and positions only.
    pub path: String,
    /// Why.
    pub why: Why,
}

impl Flaw {
    /// Whether an element of this name was touched, at any depth. A choice type goes by its stem:
    /// `touches("value")` is true of `valueQuantity.unit`.
    #[must_use]
    pub fn touches(&self, element: &str) -> bool {
        self.names().any(|name| is_choice_of(name, element))
    }

    /// Whether the meaning of the whole may hang on what was left out: a modifier element is among it.
    /// Such an item is never shown as plain fact.
    /// <https://hl7.org/fhir/R4/conformance-rules.html#isModifier>
    #[must_use]
    pub fn touches_meaning(&self) -> bool {
        MODIFIERS.iter().any(|modifier| self.touches(modifier))
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.path
            .split('.')
            .map(|step| step.split('[').next().unwrap_or(step))
    }
}

/// `valueQuantity` is a choice of `value`; `values` is not.
pub(crate) fn is_choice_of(name: &str, stem: &str) -> bool {
    name.strip_prefix(stem).is_some_and(|rest| {
        rest.is_empty() || rest.starts_with(|next: char| next.is_ascii_uppercase())
    })
}

/// The modifier elements of what we read and will read, `use` and `entity.role` excepted, which change a part only.
const MODIFIERS: [&str; 11] = [
    "modifierExtension",
    "implicitRules",
    "status",
    "clinicalStatus",
    "verificationStatus",
    "comparator",
    "doNotPerform",
    "intent",
    "active",
    "deceased",
    "link",
];

/// Why an element could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Error)]
pub enum Why {
    /// A text where a list belongs, and the like.
    #[error("not of the expected type")]
    WrongType,
    /// A number that is none.
    #[error("not a number")]
    NotANumber,
    /// The element is there twice.
    #[error("there twice")]
    Twice,
    /// Not JSON: a control character inside a text, a bare word.
    #[error("not JSON")]
    NotJson,
    /// Letters that are not UTF-8; they were replaced by `U+FFFD`, nothing was left out.
    #[error("not UTF-8")]
    NotUtf8,
}

/// Why one entry could not be read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Error)]
pub enum Unread {
    /// The entry holds no resource (a deletion, the answer to a transaction).
    #[error("no resource in the entry")]
    NoResource,
    /// The resource does not say what it is.
    #[error("no resourceType")]
    NoType,
    /// Not a JSON object, or none that could be made sense of.
    #[error("not an object")]
    NotAnObject,
    /// Still not readable after as many cuts as are made.
    #[error("too many flaws")]
    TooManyFlaws,
}

/// Why a whole answer is not FHIR JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Error)]
pub enum NotFhir {
    /// Nothing came.
    #[error("empty answer")]
    Empty,
    /// A web page or other markup.
    #[error("markup instead of JSON")]
    Markup,
    /// It ends before it is finished.
    #[error("cut short")]
    CutShort,
    /// Neither JSON nor markup.
    #[error("not JSON")]
    NotJson,
    /// JSON, but no FHIR resource, or no list of entries where there should be one.
    #[error("no FHIR resource")]
    NoResource,
}

impl NotFhir {
    /// What a text in which no resource was found is instead.
    pub(crate) fn because(text: &str) -> Self {
        match text.trim_start().bytes().next() {
            None => return NotFhir::Empty,
            Some(b'<') => return NotFhir::Markup,
            Some(_) => {}
        }
        match serde_json::from_str::<IgnoredAny>(text) {
            Ok(_) => NotFhir::NoResource,
            Err(error) if error.is_eof() => NotFhir::CutShort,
            Err(_) => NotFhir::NotJson,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Flaw, Why};

    fn flaw(path: &str) -> Flaw {
        Flaw {
            path: path.to_owned(),
            why: Why::WrongType,
        }
    }

    #[test]
    fn a_choice_type_goes_by_its_stem() {
        assert!(flaw("component[1].valueQuantity.unit").touches("value"));
        assert!(flaw("valueQuantity.value").touches("value"));
        assert!(!flaw("values").touches("value"));
        assert!(!flaw("valueQuantity").touches("valueQuant"));
    }

    #[test]
    fn modifiers_touch_the_meaning_at_any_depth() {
        for path in [
            "status",
            "component[0].modifierExtension[2].url",
            "valueQuantity.comparator",
            "deceasedBoolean",
        ] {
            assert!(flaw(path).touches_meaning(), "{path}");
        }
        for path in ["code.text", "valueQuantity.value", "text", "note[0].time"] {
            assert!(!flaw(path).touches_meaning(), "{path}");
        }
    }
}
