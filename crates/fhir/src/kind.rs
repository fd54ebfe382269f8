//! Which resource it is: `resourceType` decides what is read, wherever in the object it stands.
//! <https://hl7.org/fhir/R4/json.html#resources>

use crate::{
    Resource, Text,
    resources::Reads,
    slot::{Element, Slot, fill},
};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use std::{fmt, marker::PhantomData};

/// The `resourceType` of a JSON object. Reads no further than that.
pub(crate) fn of(json: &str) -> Option<Text<'_>> {
    let mut kind = None;
    // Stopping half-way is an error to serde_json; what counts is whether the type was found by then.
    let _stopped = Peek(&mut kind).deserialize(&mut serde_json::Deserializer::from_str(json));
    kind
}

/// A resource whose type is known from elsewhere.
pub(crate) fn read<'a, R: Reads>(
    kind: &Text<'a>,
    json: &'a str,
) -> Result<Resource<'a>, serde_json::Error> {
    let mut led = Led::<R> {
        kind: Some(kind.clone()),
        ..Led::default()
    };
    fill(&mut led, json)?;
    Ok(led.resource.unwrap_or_else(|| R::of(kind)))
}

/// A resource whose `resourceType` comes first, as nearly all servers send it: read in one pass.
#[derive(Default)]
pub(crate) struct Led<'a, R> {
    kind: Option<Text<'a>>,
    resource: Option<Resource<'a>>,
    reads: PhantomData<R>,
}

impl<'a, R: Reads> Led<'a, R> {
    /// Type and resource, if there was one.
    pub(crate) fn resource(self) -> Option<(Text<'a>, Resource<'a>)> {
        let kind = self.kind?;
        let resource = self.resource.unwrap_or_else(|| R::of(&kind));
        Some((kind, resource))
    }
}

impl<'a, R: Reads> Element<'a> for Led<'a, R> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match &self.kind {
            None if name == "resourceType" => Slot::Text(&mut self.kind),
            None => Slot::Refused,
            Some(kind) => {
                let resource = self.resource.get_or_insert_with(|| R::of(kind));
                R::slot(resource, name)
            }
        }
    }
}

/// Looks for `resourceType` and puts it where it is told.
struct Peek<'k, 'a>(&'k mut Option<Text<'a>>);

impl<'de> DeserializeSeed<'de> for Peek<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Peek<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a resource")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<Text<'de>>()? {
            if key == "resourceType" {
                *self.0 = Some(map.next_value()?);
                return Ok(());
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn the_type_is_found_wherever_it_stands() {
        for json in [
            r#"{"resourceType":"Patient"}"#,
            r#"{"id":"1","meta":{"resourceType":"Claim"},"resourceType":"Patient","more":"#,
            "\n\t{\"resource\\u0054ype\" : \"Patient\"",
        ] {
            assert_eq!(of(json).as_deref(), Some("Patient"), "{json}");
        }
    }

    #[test]
    fn nothing_else_is_a_type() {
        for json in [
            "",
            "[]",
            "null",
            "{}",
            r#"{"resourceType":{}}"#,
            r#"{"a":{"resourceType":"Patient"}}"#,
        ] {
            assert_eq!(of(json), None, "{json}");
        }
    }
}
