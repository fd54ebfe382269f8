//! What hangs on a resource: notes, files, extensions.
//! <https://hl7.org/fhir/R4/datatypes.html#Annotation>

use crate::{
    Decimal, Reference, Text,
    slot::{Element, Slot},
};

/// A remark.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Annotation<'a> {
    /// The remark, in markdown.
    pub text: Option<Text<'a>>,
    /// Whose remark it is, by name.
    pub author_string: Option<Text<'a>>,
    /// Whose remark it is.
    pub author_reference: Option<Reference<'a>>,
    /// When it was made.
    pub time: Option<Text<'a>>,
}

impl<'a> Element<'a> for Annotation<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "text" => Slot::Text(&mut self.text),
            "authorString" => Slot::Text(&mut self.author_string),
            "authorReference" => Slot::One(&mut self.author_reference),
            "time" => Slot::Text(&mut self.time),
            _ => Slot::Ignored,
        }
    }
}

/// A file, inside the resource or elsewhere.
/// <https://hl7.org/fhir/R4/datatypes.html#Attachment>
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attachment<'a> {
    /// What the sender says it is; labels lie.
    pub content_type: Option<Text<'a>>,
    /// The file itself, base64.
    pub data: Option<Text<'a>>,
    /// Where it lies: relative, absolute, or on a foreign host where no token may go.
    pub url: Option<Text<'a>>,
    /// Bytes.
    pub size: Option<Decimal<'a>>,
    /// Its SHA-1, base64.
    pub hash: Option<Text<'a>>,
    /// Its name.
    pub title: Option<Text<'a>>,
}

impl<'a> Element<'a> for Attachment<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "contentType" => Slot::Text(&mut self.content_type),
            "data" => Slot::Text(&mut self.data),
            "url" => Slot::Text(&mut self.url),
            "size" => Slot::Number(&mut self.size),
            "hash" => Slot::Text(&mut self.hash),
            "title" => Slot::Text(&mut self.title),
            _ => Slot::Ignored,
        }
    }
}

/// That an extension is there; what it says is not read.
/// <https://hl7.org/fhir/R4/extensibility.html#modifierExtension>
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extension<'a> {
    /// Which one.
    pub url: Option<Text<'a>>,
}

impl<'a> Element<'a> for Extension<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "url" => Slot::Text(&mut self.url),
            _ => Slot::Ignored,
        }
    }
}
