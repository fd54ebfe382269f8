//! How people are named.
//! <https://hl7.org/fhir/R4/datatypes.html#HumanName>

use crate::{
    Text,
    slot::{Element, Slot},
};

/// A person's name, in parts or as one text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HumanName<'a> {
    /// `official`, `usual`, `old`, `maiden`, … A modifier: `old` is no longer the name.
    pub usage: Option<Text<'a>>,
    /// The whole name as the hospital writes it.
    pub text: Option<Text<'a>>,
    /// Family name.
    pub family: Option<Text<'a>>,
    /// Given names. `null` stands where only an extension was sent, which is legal.
    pub given: Vec<Option<Text<'a>>>,
    /// Before the name, such as `Dr.`.
    pub prefix: Vec<Option<Text<'a>>>,
    /// After the name, such as `MD`.
    pub suffix: Vec<Option<Text<'a>>>,
}

impl<'a> Element<'a> for HumanName<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "use" => Slot::Text(&mut self.usage),
            "text" => Slot::Text(&mut self.text),
            "family" => Slot::Text(&mut self.family),
            "given" => Slot::Many(&mut self.given),
            "prefix" => Slot::Many(&mut self.prefix),
            "suffix" => Slot::Many(&mut self.suffix),
            _ => Slot::Ignored,
        }
    }
}

impl HumanName<'_> {
    /// The name on one line: as the hospital writes it, else prefix, given, family, suffix.
    #[must_use]
    pub fn line(&self) -> Option<String> {
        if let Some(text) = self
            .text
            .as_deref()
            .map(str::trim)
            .filter(|text| !text.is_empty())
        {
            return Some(text.to_owned());
        }
        let before = self.prefix.iter().chain(&self.given).flatten();
        let parts = before
            .chain(&self.family)
            .chain(self.suffix.iter().flatten());
        let words: Vec<&str> = parts
            .map(|part| part.trim())
            .filter(|part| !part.is_empty())
            .collect();
        (!words.is_empty()).then(|| words.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::HumanName;
    use crate::slot::fill;

    #[track_caller]
    fn check(json: &str, expected: Option<&str>) {
        let mut name = HumanName::default();
        fill(&mut name, json).expect("a name");
        assert_eq!(name.line().as_deref(), expected);
    }

    #[test]
    fn a_name_is_as_written_or_put_together() {
        check(
            r#"{"text":" Ada Okafor, MD ","family":"Okafor"}"#,
            Some("Ada Okafor, MD"),
        );
        check(
            r#"{"family":"Okafor","given":["Ada",null,"B."],"prefix":["Dr."],"suffix":["MD"]}"#,
            Some("Dr. Ada B. Okafor MD"),
        );
    }

    #[test]
    fn a_name_without_words_is_none() {
        check(r#"{"use":"old"}"#, None);
        check(r#"{"text":" ","given":[null,""]}"#, None);
    }
}
