//! What hangs on a resource: notes, files, narrative, metadata, extensions.
//! <https://hl7.org/fhir/R4/datatypes.html#Annotation>

use crate::{Coding, Decimal, Reference, Text};
use serde::Deserialize;

/// A remark, with who made it and when.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Annotation<'a> {
    /// Who wrote it, by reference: see [`Annotation::author`].
    #[serde(borrow)]
    pub author_reference: Option<Box<Reference<'a>>>,
    /// Who wrote it, by name: see [`Annotation::author`].
    pub author_string: Option<Text<'a>>,
    /// When.
    pub time: Option<Text<'a>>,
    /// The remark, in markdown.
    pub text: Option<Text<'a>>,
}

/// `Annotation.author[x]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Author<'r, 'a> {
    /// Somebody with a record.
    Reference(&'r Reference<'a>),
    /// A name only.
    Text(&'r str),
}

impl<'a> Annotation<'a> {
    /// Who wrote it.
    #[must_use]
    pub fn author(&self) -> Option<Author<'_, 'a>> {
        let reference = self.author_reference.as_deref().map(Author::Reference);
        reference.or_else(|| self.author_string.as_deref().map(Author::Text))
    }
}

/// A file, inside the resource or elsewhere.
/// <https://hl7.org/fhir/R4/datatypes.html#Attachment>
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Attachment<'a> {
    /// What the sender says it is; labels lie.
    #[serde(borrow)]
    pub content_type: Option<Text<'a>>,
    /// The file itself, base64.
    pub data: Option<Text<'a>>,
    /// Where it lies: relative, absolute, or on a foreign host where no token may go.
    pub url: Option<Text<'a>>,
    /// Bytes.
    pub size: Option<Decimal<'a>>,
    /// Its name.
    pub title: Option<Text<'a>>,
    /// When it was made.
    pub creation: Option<Text<'a>>,
}

/// The resource's HTML for people. Only its presence is read: it must be cleaned before anyone sees it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Narrative<'a> {
    /// `generated`, `extensions`, `additional`, `empty`.
    #[serde(borrow)]
    pub status: Option<Text<'a>>,
}

/// About the record rather than the patient.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Meta<'a> {
    /// Which version of the record this is.
    #[serde(borrow)]
    pub version_id: Option<Text<'a>>,
    /// When the record last changed.
    pub last_updated: Option<Text<'a>>,
    /// Where it came from, as a URI.
    pub source: Option<Text<'a>>,
    /// How confidential it is.
    #[serde(default)]
    pub security: Vec<Coding<'a>>,
}

/// That an extension is there; what it says is not read.
/// <https://hl7.org/fhir/R4/extensibility.html#modifierExtension>
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Extension<'a> {
    /// Which one.
    #[serde(borrow)]
    pub url: Option<Text<'a>>,
}
