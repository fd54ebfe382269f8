//! A sample for the laboratory.
//! <https://hl7.org/fhir/R4/specimen.html>

use crate::{
    Annotation, CodeableConcept, Contained, Identifier, Quantity, Reference, Text, Timed,
    slot::{Element, Slot},
    timed::choice,
};

/// A sample.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Specimen<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Whether rules or extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// Resources inside.
    pub contained: Vec<Contained<'a>>,
    /// The laboratory's own number for it.
    pub accession_identifier: Option<Identifier<'a>>,
    /// `available`, `unavailable`, `unsatisfactory`, `entered-in-error`. A modifier.
    pub status: Option<Text<'a>>,
    /// What it is made of.
    pub kind: Option<CodeableConcept<'a>>,
    /// Whom it was taken from.
    pub subject: Option<Reference<'a>>,
    /// When the laboratory got it.
    pub received_time: Option<Text<'a>>,
    /// What it was taken for.
    pub request: Vec<Reference<'a>>,
    /// How it was taken.
    pub collection: Option<SpecimenCollection<'a>>,
    /// What it is kept in.
    pub container: Vec<SpecimenContainer<'a>>,
    /// The state it is in.
    pub condition: Vec<CodeableConcept<'a>>,
    /// Remarks.
    pub note: Vec<Annotation<'a>>,
}

impl<'a> Element<'a> for Specimen<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "implicitRules" | "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "contained" => Slot::Many(&mut self.contained),
            "accessionIdentifier" => Slot::One(&mut self.accession_identifier),
            "status" => Slot::Text(&mut self.status),
            "type" => Slot::One(&mut self.kind),
            "subject" => Slot::One(&mut self.subject),
            "receivedTime" => Slot::Text(&mut self.received_time),
            "request" => Slot::Many(&mut self.request),
            "collection" => Slot::One(&mut self.collection),
            "container" => Slot::Many(&mut self.container),
            "condition" => Slot::Many(&mut self.condition),
            "note" => Slot::Many(&mut self.note),
            _ => Slot::Ignored,
        }
    }
}

/// How a sample was taken.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SpecimenCollection<'a> {
    /// Whether extensions may change the meaning. A modifier.
    pub has_unknown_modifier: bool,
    /// By whom.
    pub collector: Option<Reference<'a>>,
    /// `collected[x]`
    pub collected: Timed<'a>,
    /// How much.
    pub quantity: Option<Quantity<'a>>,
    /// In which way.
    pub method: Option<CodeableConcept<'a>>,
    /// From where in the body.
    pub body_site: Option<CodeableConcept<'a>>,
}

impl<'a> Element<'a> for SpecimenCollection<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "collector" => Slot::One(&mut self.collector),
            "quantity" => Slot::One(&mut self.quantity),
            "method" => Slot::One(&mut self.method),
            "bodySite" => Slot::One(&mut self.body_site),
            _ => choice(name, [("collected", &mut self.collected)]),
        }
    }
}

/// What a sample is kept in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SpecimenContainer<'a> {
    /// Whether extensions may change the meaning. A modifier.
    pub has_unknown_modifier: bool,
    /// What kind of container.
    pub kind: Option<CodeableConcept<'a>>,
}

impl<'a> Element<'a> for SpecimenContainer<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "type" => Slot::One(&mut self.kind),
            _ => Slot::Ignored,
        }
    }
}
