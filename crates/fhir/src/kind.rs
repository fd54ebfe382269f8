//! Which resource it is: `resourceType` decides what is read, wherever in the object it stands.
//! <https://hl7.org/fhir/R4/json.html#resources>

use crate::{Resource, Text};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor,
    value::MapAccessDeserializer,
};
use std::fmt;

/// The `resourceType` of a JSON object. Reads no further than that.
pub(crate) fn of(json: &str) -> Option<Text<'_>> {
    let mut kind = None;
    // Stopping half-way is an error to serde_json; what counts is whether the type was found by then.
    let _stopped = Peek(&mut kind).deserialize(&mut serde_json::Deserializer::from_str(json));
    kind
}

/// A resource whose type is known from elsewhere.
pub(crate) fn read<'a>(kind: &Text<'a>, json: &'a str) -> Result<Resource<'a>, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let resource = OfKind(kind).deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(resource)
}

/// A resource whose `resourceType` comes first, as nearly all servers send it: read in one pass.
pub(crate) struct Led<'a> {
    pub(crate) kind: Text<'a>,
    pub(crate) resource: Resource<'a>,
}

impl<'de: 'a, 'a> Deserialize<'de> for Led<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(LedVisitor)
    }
}

struct LedVisitor;

impl<'de> Visitor<'de> for LedVisitor {
    type Value = Led<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a resource")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        match map.next_key::<Text<'de>>()? {
            Some(key) if key == "resourceType" => {
                let kind = map.next_value()?;
                let resource = OfKind(&kind).visit_map(map)?;
                Ok(Led { kind, resource })
            }
            _ => Err(A::Error::custom("resourceType is not first")),
        }
    }
}

/// Reads an object as the resource type given.
struct OfKind<'k, 'a>(&'k Text<'a>);

impl<'de> DeserializeSeed<'de> for OfKind<'_, 'de> {
    type Value = Resource<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for OfKind<'_, 'de> {
    type Value = Resource<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a resource")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let members = MapAccessDeserializer::new(map);
        Ok(match self.0.as_str() {
            "Patient" => Resource::Patient(Deserialize::deserialize(members)?),
            "Observation" => Resource::Observation(Deserialize::deserialize(members)?),
            "DiagnosticReport" => Resource::DiagnosticReport(Deserialize::deserialize(members)?),
            "Practitioner" => Resource::Practitioner(Deserialize::deserialize(members)?),
            "Organization" => Resource::Organization(Deserialize::deserialize(members)?),
            "Encounter" => Resource::Encounter(Deserialize::deserialize(members)?),
            "Provenance" => Resource::Provenance(Deserialize::deserialize(members)?),
            "OperationOutcome" => Resource::OperationOutcome(Deserialize::deserialize(members)?),
            _ => {
                IgnoredAny::deserialize(members)?;
                Resource::Other(self.0.clone())
            }
        })
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
