//! Resources inside a resource, read for the names they give.
//! <https://hl7.org/fhir/R4/references.html#contained>

use crate::{
    CodeableConcept, HumanName, Reference, Target, Text,
    slot::{Element, Slot},
};

/// A resource inside another: read for the name it may give to a `#reference`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contained<'a> {
    /// What `#…` calls it.
    pub id: Option<Text<'a>>,
    /// `name` of an organization or a place.
    pub name: Option<Text<'a>>,
    /// `name` of a person, which is a list.
    pub names: Vec<HumanName<'a>>,
    /// `code` of a medication.
    pub code: Option<Box<CodeableConcept<'a>>>,
    /// `status`: a medication may be `entered-in-error`. A modifier.
    pub status: Option<Text<'a>>,
    /// Whether rules or extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
}

impl<'a> Element<'a> for Contained<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "name" => Slot::TextOrMany(&mut self.name, &mut self.names),
            "code" => Slot::One(&mut self.code),
            "status" => Slot::Text(&mut self.status),
            "modifierExtension" | "implicitRules" => Slot::Noted(&mut self.has_unknown_modifier),
            _ => Slot::Ignored,
        }
    }
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
        let name = self.name.as_deref().map(str::trim);
        match name.filter(|name| !name.is_empty()) {
            Some(name) => Some(name.to_owned()),
            None => self.names.iter().find_map(HumanName::line),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Contained;
    use crate::{DiagnosticReport, Reference, slot::fill};

    #[test]
    fn a_contained_person_or_place_gives_its_name() {
        let json = r##"{"contained":[{"resourceType":"Practitioner","id":"#p","name":[{"family":"Okafor","given":["Ada",null]}]},
                       {"resourceType":"Organization","id":"o","name":"Lakeside"}]}"##;
        let mut report = DiagnosticReport::default();
        fill(&mut report, json).expect("reads");
        let line = |id: &str| {
            let reference = Reference {
                reference: Some(id.to_owned().into()),
                ..Reference::default()
            };
            Contained::find(&report.contained, &reference)?.line()
        };
        assert_eq!(line("#p").as_deref(), Some("Ada Okafor"));
        assert_eq!(line("#o").as_deref(), Some("Lakeside"));
        assert_eq!(line("o"), None);
    }
}
