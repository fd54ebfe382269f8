//! A document of any kind, and where its file lies.
//! <https://hl7.org/fhir/R4/documentreference.html>

use crate::{
    Attachment, CodeableConcept, Coding, Contained, Extension, Identifier, Period, Reference, Text,
    slot::{Element, Slot},
};

/// A document reference.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DocumentReference<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Rules without which the record may be misread. A modifier.
    pub implicit_rules: Option<Text<'a>>,
    /// Resources inside this one.
    pub contained: Vec<Contained<'a>>,
    /// The number of this version of the document.
    pub master_identifier: Option<Identifier<'a>>,
    /// Business identifiers.
    pub identifier: Vec<Identifier<'a>>,
    /// Extensions that change the meaning. A modifier.
    pub modifier_extension: Vec<Extension<'a>>,
    /// `current`, `superseded`, `entered-in-error`: of this entry. A modifier.
    pub status: Option<Text<'a>>,
    /// `preliminary`, `final`, `amended`, `entered-in-error`: of the document itself.
    pub doc_status: Option<Text<'a>>,
    /// What kind of document.
    pub kind: Option<CodeableConcept<'a>>,
    /// `clinical-note` and the like.
    pub category: Vec<CodeableConcept<'a>>,
    /// Whom it is about.
    pub subject: Option<Reference<'a>>,
    /// When this entry was made.
    pub date: Option<Text<'a>>,
    /// Who wrote it.
    pub author: Vec<Reference<'a>>,
    /// Who keeps it.
    pub custodian: Option<Reference<'a>>,
    /// Other documents it belongs to. `replaces` is a modifier of those.
    pub relates_to: Vec<RelatesTo<'a>>,
    /// A title or a few words.
    pub description: Option<Text<'a>>,
    /// The file, in one or several formats.
    pub content: Vec<DocumentContent<'a>>,
    /// The visit it came from.
    pub context: Option<DocumentContext<'a>>,
}

impl<'a> Element<'a> for DocumentReference<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "implicitRules" => Slot::Text(&mut self.implicit_rules),
            "contained" => Slot::Many(&mut self.contained),
            "masterIdentifier" => Slot::One(&mut self.master_identifier),
            "identifier" => Slot::Many(&mut self.identifier),
            "modifierExtension" => Slot::Many(&mut self.modifier_extension),
            "status" => Slot::Text(&mut self.status),
            "docStatus" => Slot::Text(&mut self.doc_status),
            "type" => Slot::One(&mut self.kind),
            "category" => Slot::Many(&mut self.category),
            "subject" => Slot::One(&mut self.subject),
            "date" => Slot::Text(&mut self.date),
            "author" => Slot::Many(&mut self.author),
            "custodian" => Slot::One(&mut self.custodian),
            "relatesTo" => Slot::Many(&mut self.relates_to),
            "description" => Slot::Text(&mut self.description),
            "content" => Slot::Many(&mut self.content),
            "context" => Slot::One(&mut self.context),
            _ => Slot::Ignored,
        }
    }
}

impl DocumentReference<'_> {
    /// Whether something we do not understand changes what this record means.
    #[must_use]
    pub fn has_unknown_modifier(&self) -> bool {
        self.implicit_rules.is_some()
            || !self.modifier_extension.is_empty()
            || self
                .content
                .iter()
                .any(|content| !content.modifier_extension.is_empty())
            || self
                .relates_to
                .iter()
                .any(|other| !other.modifier_extension.is_empty())
    }
}

/// What another document is to this one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RelatesTo<'a> {
    /// Extensions that change the meaning. A modifier.
    pub modifier_extension: Vec<Extension<'a>>,
    /// `replaces`, `transforms`, `signs`, `appends`.
    pub code: Option<Text<'a>>,
    /// The other document.
    pub target: Option<Reference<'a>>,
}

impl<'a> Element<'a> for RelatesTo<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Many(&mut self.modifier_extension),
            "code" => Slot::Text(&mut self.code),
            "target" => Slot::One(&mut self.target),
            _ => Slot::Ignored,
        }
    }
}

/// One format of the document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DocumentContent<'a> {
    /// Extensions that change the meaning. A modifier.
    pub modifier_extension: Vec<Extension<'a>>,
    /// The file.
    pub attachment: Option<Attachment<'a>>,
    /// Which rules the file follows, such as a template of C-CDA.
    pub format: Option<Coding<'a>>,
}

impl<'a> Element<'a> for DocumentContent<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Many(&mut self.modifier_extension),
            "attachment" => Slot::One(&mut self.attachment),
            "format" => Slot::One(&mut self.format),
            _ => Slot::Ignored,
        }
    }
}

/// What was going on when it was written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DocumentContext<'a> {
    /// The visits.
    pub encounter: Vec<Reference<'a>>,
    /// The time that it is about.
    pub period: Option<Period<'a>>,
}

impl<'a> Element<'a> for DocumentContext<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "encounter" => Slot::Many(&mut self.encounter),
            "period" => Slot::One(&mut self.period),
            _ => Slot::Ignored,
        }
    }
}
