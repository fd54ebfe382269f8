//! Resources inside a resource, read for the names they give.
//! <https://hl7.org/fhir/R4/references.html#contained>

use crate::{HumanName, Reference, Target, Text};
use serde::{
    Deserialize, Deserializer,
    de::{Error, SeqAccess, Visitor},
};
use std::fmt;

/// A resource inside another: read for the name it may give to a `#reference`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Contained<'a> {
    /// What it is.
    #[serde(borrow)]
    pub resource_type: Option<Text<'a>>,
    /// What `#…` calls it.
    pub id: Option<Text<'a>>,
    /// A person's names, or the one name of an organization or a place.
    pub name: Option<ContainedName<'a>>,
}

impl<'a> Contained<'a> {
    /// The contained resource that a reference means.
    #[must_use]
    pub fn find<'r>(
        contained: &'r [Contained<'a>],
        reference: &Reference<'_>,
    ) -> Option<&'r Contained<'a>> {
        let Target::Contained(id) = reference.target() else {
            return None;
        };
        // Some senders write the `#` into the id as well.
        contained.iter().find(|one| {
            one.id
                .as_deref()
                .is_some_and(|own| own.trim_start_matches('#') == id)
        })
    }

    /// Its name on one line.
    #[must_use]
    pub fn line(&self) -> Option<String> {
        match self.name.as_ref()? {
            ContainedName::Text(text) => {
                Some(text.trim().to_owned()).filter(|text| !text.is_empty())
            }
            ContainedName::People(names) => names.iter().find_map(HumanName::line),
        }
    }
}

/// `name`, which is a list for people and a text for organizations.
#[derive(Clone, Debug, PartialEq)]
pub enum ContainedName<'a> {
    /// An organization's or a place's.
    Text(Text<'a>),
    /// A person's.
    People(Vec<HumanName<'a>>),
}

impl<'de: 'a, 'a> Deserialize<'de> for ContainedName<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NameVisitor)
    }
}

struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = ContainedName<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name or names")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(ContainedName::Text(Text::from(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(ContainedName::Text(Text::from(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut names: A) -> Result<Self::Value, A::Error> {
        let mut people = Vec::new();
        while let Some(name) = names.next_element()? {
            people.push(name);
        }
        Ok(ContainedName::People(people))
    }
}

#[cfg(test)]
mod tests {
    use super::Contained;
    use crate::Reference;

    #[test]
    fn a_contained_person_or_place_gives_its_name() {
        let json = r##"[{"resourceType":"Practitioner","id":"#p","name":[{"family":"Okafor","given":["Ada",null]}]},
                       {"resourceType":"Organization","id":"o","name":"Lakeside"}]"##;
        let contained: Vec<Contained<'_>> = serde_json::from_str(json).expect("reads");
        let line = |id: &str| {
            let reference = Reference {
                reference: Some(id.to_owned().into()),
                ..Reference::default()
            };
            Contained::find(&contained, &reference)?.line()
        };
        assert_eq!(line("#p").as_deref(), Some("Ada Okafor"));
        assert_eq!(line("#o").as_deref(), Some("Lakeside"));
        assert_eq!(line("o"), None);
    }
}
