//! A place: read for the name.
//! <https://hl7.org/fhir/R4/location.html>

use crate::{
    Text,
    slot::{Element, Slot},
};

/// A location.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Location<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Its name.
    pub name: Option<Text<'a>>,
}

impl<'a> Element<'a> for Location<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "name" => Slot::Text(&mut self.name),
            _ => Slot::Ignored,
        }
    }
}
