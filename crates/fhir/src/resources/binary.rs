//! A file wrapped in JSON, as some servers only give it.
//! <https://hl7.org/fhir/R4/binary.html>

use crate::{
    Text,
    slot::{Element, Slot},
};

/// A binary.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Binary<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// What the sender says it is; labels lie.
    pub content_type: Option<Text<'a>>,
    /// The file itself, base64.
    pub data: Option<Text<'a>>,
}

impl<'a> Element<'a> for Binary<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "contentType" => Slot::Text(&mut self.content_type),
            "data" => Slot::Text(&mut self.data),
            _ => Slot::Ignored,
        }
    }
}
