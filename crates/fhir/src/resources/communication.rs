//! A message between a patient and those who care for them.
//! <https://hl7.org/fhir/R4/communication.html>

use crate::{
    Attachment, CodeableConcept, Contained, Extension, Identifier, Reference, Text,
    slot::{Element, Slot},
};

/// A message, or the head that holds several together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Communication<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Rules without which the record may be misread. A modifier.
    pub implicit_rules: Option<Text<'a>>,
    /// Resources inside this one.
    pub contained: Vec<Contained<'a>>,
    /// Extensions that change the meaning. A modifier.
    pub modifier_extension: Vec<Extension<'a>>,
    /// Business identifiers; one of them may be what the sender called it.
    pub identifier: Vec<Identifier<'a>>,
    /// The request that it answers.
    pub based_on: Vec<Reference<'a>>,
    /// What it is a part of: in some systems the head of its thread.
    pub part_of: Vec<Reference<'a>>,
    /// The message that it answers.
    pub in_response_to: Vec<Reference<'a>>,
    /// `preparation`, `in-progress`, `not-done`, `on-hold`, `stopped`, `completed`, `entered-in-error`, `unknown`.
    /// A modifier.
    pub status: Option<Text<'a>>,
    /// Why it was not done.
    pub status_reason: Option<CodeableConcept<'a>>,
    /// Whom it is about.
    pub subject: Option<Reference<'a>>,
    /// The subject line.
    pub topic: Option<CodeableConcept<'a>>,
    /// When it was sent.
    pub sent: Option<Text<'a>>,
    /// When it arrived.
    pub received: Option<Text<'a>>,
    /// To whom.
    pub recipient: Vec<Reference<'a>>,
    /// By whom.
    pub sender: Option<Reference<'a>>,
    /// What it says, piece by piece.
    pub payload: Vec<Payload<'a>>,
}

impl<'a> Element<'a> for Communication<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "implicitRules" => Slot::Text(&mut self.implicit_rules),
            "contained" => Slot::Many(&mut self.contained),
            "modifierExtension" => Slot::Many(&mut self.modifier_extension),
            "identifier" => Slot::Many(&mut self.identifier),
            "basedOn" => Slot::Many(&mut self.based_on),
            "partOf" => Slot::Many(&mut self.part_of),
            "inResponseTo" => Slot::Many(&mut self.in_response_to),
            "status" => Slot::Text(&mut self.status),
            "statusReason" => Slot::One(&mut self.status_reason),
            "subject" => Slot::One(&mut self.subject),
            "topic" => Slot::One(&mut self.topic),
            "sent" => Slot::Text(&mut self.sent),
            "received" => Slot::Text(&mut self.received),
            "recipient" => Slot::Many(&mut self.recipient),
            "sender" => Slot::One(&mut self.sender),
            "payload" => Slot::Many(&mut self.payload),
            _ => Slot::Ignored,
        }
    }
}

impl Communication<'_> {
    /// Whether something we do not understand changes what this record means.
    #[must_use]
    pub fn has_unknown_modifier(&self) -> bool {
        self.implicit_rules.is_some() || !self.modifier_extension.is_empty()
    }

    /// Whether it carries this identifier.
    #[must_use]
    pub fn is_called(&self, system: &str, value: &str) -> bool {
        self.identifier
            .iter()
            .any(|own| own.system.as_deref() == Some(system) && own.value.as_deref() == Some(value))
    }
}

/// One piece of a message: one of the three.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Payload<'a> {
    /// Text.
    pub content_string: Option<Text<'a>>,
    /// A file.
    pub content_attachment: Option<Attachment<'a>>,
    /// Something of the record, or a file kept elsewhere.
    pub content_reference: Option<Reference<'a>>,
}

impl<'a> Element<'a> for Payload<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "contentString" => Slot::Text(&mut self.content_string),
            "contentAttachment" => Slot::One(&mut self.content_attachment),
            "contentReference" => Slot::One(&mut self.content_reference),
            _ => Slot::Ignored,
        }
    }
}
