//! Text as it was sent: borrowed from the answer where JSON allows, owned where it held escapes.

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use std::{borrow::Cow, fmt, ops::Deref};

/// A FHIR string, code, uri, id, date or instant: all of them are text here.
///
/// Serde's own `Cow` never borrows inside an `Option` or a `Vec`; this does.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text<'a>(Cow<'a, str>);

impl<'a> Text<'a> {
    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text, given away.
    #[must_use]
    pub fn into_owned(self) -> String {
        self.0.into_owned()
    }

    /// Whether it still lies in the answer's own bytes.
    #[must_use]
    pub fn is_borrowed(&self) -> bool {
        matches!(self.0, Cow::Borrowed(_))
    }
}

impl Deref for Text<'_> {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Text<'_> {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl<'a> From<&'a str> for Text<'a> {
    fn from(text: &'a str) -> Self {
        Text(Cow::Borrowed(text))
    }
}

impl From<String> for Text<'_> {
    fn from(text: String) -> Self {
        Text(Cow::Owned(text))
    }
}

impl PartialEq<str> for Text<'_> {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Text<'_> {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl fmt::Debug for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&*self.0, f)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // `any`, because a whole number where text belongs (`"id": 12`) says the same thing unquoted.
        deserializer.deserialize_any(TextVisitor)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Text<'de>, E> {
        Ok(Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Text<'de>, E> {
        Ok(Text(Cow::Owned(text.to_owned())))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Text<'de>, E> {
        Ok(Text(Cow::Owned(number.to_string())))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Text<'de>, E> {
        Ok(Text(Cow::Owned(number.to_string())))
    }
}

#[cfg(test)]
mod tests {
    use super::Text;

    fn read(json: &str) -> Option<Vec<Option<Text<'_>>>> {
        serde_json::from_str(json).ok()
    }

    #[test]
    fn plain_text_is_borrowed_even_inside_options() {
        let texts = read(r#"["final",null]"#).expect("reads");
        assert!(texts[0].as_ref().is_some_and(Text::is_borrowed));
        assert_eq!(texts[1], None);
    }

    #[test]
    fn escaped_text_is_owned_and_unescaped() {
        let texts = read(r#"["G\u00e9rard \"G\""]"#).expect("reads");
        assert_eq!(texts[0].as_deref(), Some("Gérard \"G\""));
    }

    #[test]
    fn a_whole_number_is_text_without_its_quotes() {
        assert_eq!(read("[12809]").expect("reads")[0].as_deref(), Some("12809"));
    }

    #[test]
    fn a_decimal_a_flag_or_a_structure_is_not_text() {
        for json in ["[1.10]", "[true]", "[{}]", "[[]]"] {
            assert_eq!(read(json), None, "{json}");
        }
    }
}
