//! A photo, a video or a recording.
//! <https://hl7.org/fhir/R4/media.html>

use crate::{
    Annotation, Attachment, CodeableConcept, Contained, Decimal, Reference, Text, Timed,
    slot::{Element, Slot},
    timed::choice,
};

/// A photo, a video or a recording.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Media<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Whether rules or extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// Resources inside.
    pub contained: Vec<Contained<'a>>,
    /// `preparation`, `in-progress`, `not-done`, `on-hold`, `stopped`, `completed`, `entered-in-error`, `unknown`.
    /// A modifier.
    pub status: Option<Text<'a>>,
    /// `image`, `video`, `audio`.
    pub kind: Option<CodeableConcept<'a>>,
    /// By what it was taken.
    pub modality: Option<CodeableConcept<'a>>,
    /// From which side.
    pub view: Option<CodeableConcept<'a>>,
    /// Who is on it.
    pub subject: Option<Reference<'a>>,
    /// The visit at which it was taken.
    pub encounter: Option<Reference<'a>>,
    /// `created[x]`
    pub created: Timed<'a>,
    /// When it was made available.
    pub issued: Option<Text<'a>>,
    /// Who took it.
    pub operator: Option<Reference<'a>>,
    /// Why.
    pub reason_code: Vec<CodeableConcept<'a>>,
    /// Which part of the body.
    pub body_site: Option<CodeableConcept<'a>>,
    /// The device that took it, by name.
    pub device_name: Option<Text<'a>>,
    /// The device that took it.
    pub device: Option<Reference<'a>>,
    /// How long it is, in seconds.
    pub duration: Option<Decimal<'a>>,
    /// The file.
    pub content: Option<Attachment<'a>>,
    /// Remarks.
    pub note: Vec<Annotation<'a>>,
}

impl<'a> Element<'a> for Media<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "implicitRules" | "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "contained" => Slot::Many(&mut self.contained),
            "status" => Slot::Text(&mut self.status),
            "type" => Slot::One(&mut self.kind),
            "modality" => Slot::One(&mut self.modality),
            "view" => Slot::One(&mut self.view),
            "subject" => Slot::One(&mut self.subject),
            "encounter" => Slot::One(&mut self.encounter),
            "issued" => Slot::Text(&mut self.issued),
            "operator" => Slot::One(&mut self.operator),
            "reasonCode" => Slot::Many(&mut self.reason_code),
            "bodySite" => Slot::One(&mut self.body_site),
            "deviceName" => Slot::Text(&mut self.device_name),
            "device" => Slot::One(&mut self.device),
            "duration" => Slot::Number(&mut self.duration),
            "content" => Slot::One(&mut self.content),
            "note" => Slot::Many(&mut self.note),
            _ => choice(name, [("created", &mut self.created)]),
        }
    }
}
