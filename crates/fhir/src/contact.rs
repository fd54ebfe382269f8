//! How somebody is reached.
//! <https://hl7.org/fhir/R4/datatypes.html#ContactPoint>

use crate::{
    Text,
    slot::{Element, Slot},
};

/// A phone number, an address for mail over the network, and the like.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ContactPoint<'a> {
    /// `phone`, `fax`, `email`, `pager`, `url`, `sms`, `other`.
    pub system: Option<Text<'a>>,
    /// The number or address.
    pub value: Option<Text<'a>>,
    /// `home`, `work`, `temp`, `old`, `mobile`. A modifier: `old` is no longer in use.
    pub usage: Option<Text<'a>>,
}

impl<'a> Element<'a> for ContactPoint<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "system" => Slot::Text(&mut self.system),
            "value" => Slot::Text(&mut self.value),
            "use" => Slot::Text(&mut self.usage),
            _ => Slot::Ignored,
        }
    }
}

/// A postal address.
/// <https://hl7.org/fhir/R4/datatypes.html#Address>
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Address<'a> {
    /// `home`, `work`, `temp`, `old`, `billing`. A modifier: `old` is no longer in use.
    pub usage: Option<Text<'a>>,
    /// The whole address as the hospital writes it.
    pub text: Option<Text<'a>>,
    /// Street and number, and what else stands above the city.
    pub line: Vec<Option<Text<'a>>>,
    /// City.
    pub city: Option<Text<'a>>,
    /// County.
    pub district: Option<Text<'a>>,
    /// State.
    pub state: Option<Text<'a>>,
    /// ZIP code.
    pub postal_code: Option<Text<'a>>,
    /// Country.
    pub country: Option<Text<'a>>,
}

impl<'a> Element<'a> for Address<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "use" => Slot::Text(&mut self.usage),
            "text" => Slot::Text(&mut self.text),
            "line" => Slot::Many(&mut self.line),
            "city" => Slot::Text(&mut self.city),
            "district" => Slot::Text(&mut self.district),
            "state" => Slot::Text(&mut self.state),
            "postalCode" => Slot::Text(&mut self.postal_code),
            "country" => Slot::Text(&mut self.country),
            _ => Slot::Ignored,
        }
    }
}

impl Address<'_> {
    /// The address on one line: as the hospital writes it, else its parts in their order.
    #[must_use]
    pub fn line(&self) -> Option<String> {
        let text = self.text.as_deref().map(str::trim);
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            return Some(text.to_owned());
        }
        let above = self.line.iter().flatten().chain(&self.city);
        let above = above.chain(&self.district).map(Text::as_str);
        let state =
            [&self.state, &self.postal_code].map(|part| part.as_deref().unwrap_or_default());
        let state = state.join(" ");
        let below = self.country.iter().map(Text::as_str);
        let parts = above.chain([state.as_str()]).chain(below).map(str::trim);
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::Address;
    use crate::slot::fill;

    #[track_caller]
    fn check(json: &str, expected: Option<&str>) {
        let mut address = Address::default();
        fill(&mut address, json).expect("an address");
        assert_eq!(address.line().as_deref(), expected);
    }

    #[test]
    fn an_address_is_put_together_from_its_parts() {
        check(
            r#"{"line":["293 Douglas Ramp",null," Unit 2 "],"city":"Boston","district":"Suffolk","state":"MA","postalCode":"02108","country":"US"}"#,
            Some("293 Douglas Ramp, Unit 2, Boston, Suffolk, MA 02108, US"),
        );
        check(
            r#"{"city":"Boston","postalCode":"02108"}"#,
            Some("Boston, 02108"),
        );
    }

    #[test]
    fn an_address_is_as_written_or_none() {
        check(
            r#"{"text":" On the hill ","city":"Boston"}"#,
            Some("On the hill"),
        );
        check(r#"{"use":"home","line":[null,""],"text":" "}"#, None);
    }
}
