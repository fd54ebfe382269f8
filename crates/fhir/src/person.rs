//! How people and places are named and reached.
//! <https://hl7.org/fhir/R4/datatypes.html#HumanName>

use crate::{Decimal, Period, Text};
use serde::Deserialize;

/// A person's name, in parts or as one text.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct HumanName<'a> {
    /// `official`, `usual`, `old`, `maiden`, … A modifier: `old` is no longer the name.
    #[serde(rename = "use", borrow)]
    pub usage: Option<Text<'a>>,
    /// The whole name as the hospital writes it.
    pub text: Option<Text<'a>>,
    /// Family name.
    pub family: Option<Text<'a>>,
    /// Given names. `null` stands where only an extension was sent, which is legal.
    #[serde(default)]
    pub given: Vec<Option<Text<'a>>>,
    /// Before the name, such as `Dr.`.
    #[serde(default)]
    pub prefix: Vec<Option<Text<'a>>>,
    /// After the name, such as `MD`.
    #[serde(default)]
    pub suffix: Vec<Option<Text<'a>>>,
    /// When the name was in use.
    pub period: Option<Period<'a>>,
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

/// A postal address.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Address<'a> {
    /// `home`, `work`, `temp`, `old`, `billing`. A modifier.
    #[serde(rename = "use", borrow)]
    pub usage: Option<Text<'a>>,
    /// The whole address as the hospital writes it.
    pub text: Option<Text<'a>>,
    /// Street lines.
    #[serde(default)]
    pub line: Vec<Option<Text<'a>>>,
    /// Town.
    pub city: Option<Text<'a>>,
    /// County or district.
    pub district: Option<Text<'a>>,
    /// State or province.
    pub state: Option<Text<'a>>,
    /// Postal code.
    pub postal_code: Option<Text<'a>>,
    /// Country.
    pub country: Option<Text<'a>>,
    /// When it was in use.
    pub period: Option<Period<'a>>,
}

/// A telephone number, an e-mail address and the like.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ContactPoint<'a> {
    /// `phone`, `email`, `fax`, `url`, …
    #[serde(borrow)]
    pub system: Option<Text<'a>>,
    /// The number or address itself.
    pub value: Option<Text<'a>>,
    /// `home`, `work`, `mobile`, `old`, … A modifier.
    #[serde(rename = "use")]
    pub usage: Option<Text<'a>>,
    /// Which to try first: 1 before 2.
    pub rank: Option<Decimal<'a>>,
    /// When it was in use.
    pub period: Option<Period<'a>>,
}

#[cfg(test)]
mod tests {
    use super::HumanName;

    #[track_caller]
    fn check(json: &str, expected: Option<&str>) {
        let name: HumanName<'_> = serde_json::from_str(json).expect("a name");
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
