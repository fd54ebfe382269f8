//! A scan or an X-ray: that there are images, not the images themselves.
//! <https://hl7.org/fhir/R4/imagingstudy.html>

use crate::{
    Annotation, CodeableConcept, Coding, Contained, Reference, Text,
    slot::{Element, Slot},
};

/// An imaging study.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImagingStudy<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Whether rules or extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// Resources inside.
    pub contained: Vec<Contained<'a>>,
    /// `registered`, `available`, `cancelled`, `entered-in-error`, `unknown`. A modifier.
    pub status: Option<Text<'a>>,
    /// The kinds of machine, by DICOM's codes.
    pub modality: Vec<Coding<'a>>,
    /// Who is on the images.
    pub subject: Option<Reference<'a>>,
    /// The visit at which they were taken.
    pub encounter: Option<Reference<'a>>,
    /// When it began.
    pub started: Option<Text<'a>>,
    /// What it was ordered by.
    pub based_on: Vec<Reference<'a>>,
    /// Who asked for it.
    pub referrer: Option<Reference<'a>>,
    /// Who read the images.
    pub interpreter: Vec<Reference<'a>>,
    /// How many series there are.
    pub number_of_series: Option<Text<'a>>,
    /// How many images there are.
    pub number_of_instances: Option<Text<'a>>,
    /// What was done.
    pub procedure_code: Vec<CodeableConcept<'a>>,
    /// Where.
    pub location: Option<Reference<'a>>,
    /// Why.
    pub reason_code: Vec<CodeableConcept<'a>>,
    /// Why, as other items of the record.
    pub reason_reference: Vec<Reference<'a>>,
    /// Remarks.
    pub note: Vec<Annotation<'a>>,
    /// The whole in words.
    pub description: Option<Text<'a>>,
    /// Images that belong together.
    pub series: Vec<ImagingSeries<'a>>,
}

impl<'a> Element<'a> for ImagingStudy<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "implicitRules" | "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "contained" => Slot::Many(&mut self.contained),
            "status" => Slot::Text(&mut self.status),
            "modality" => Slot::Many(&mut self.modality),
            "subject" => Slot::One(&mut self.subject),
            "encounter" => Slot::One(&mut self.encounter),
            "started" => Slot::Text(&mut self.started),
            "basedOn" => Slot::Many(&mut self.based_on),
            "referrer" => Slot::One(&mut self.referrer),
            "interpreter" => Slot::Many(&mut self.interpreter),
            "numberOfSeries" => Slot::Text(&mut self.number_of_series),
            "numberOfInstances" => Slot::Text(&mut self.number_of_instances),
            "procedureCode" => Slot::Many(&mut self.procedure_code),
            "location" => Slot::One(&mut self.location),
            "reasonCode" => Slot::Many(&mut self.reason_code),
            "reasonReference" => Slot::Many(&mut self.reason_reference),
            "note" => Slot::Many(&mut self.note),
            "description" => Slot::Text(&mut self.description),
            "series" => Slot::Many(&mut self.series),
            _ => Slot::Ignored,
        }
    }
}

/// Images of one study that belong together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImagingSeries<'a> {
    /// Whether extensions may change the meaning. A modifier.
    pub has_unknown_modifier: bool,
    /// The kind of machine, by DICOM's code.
    pub modality: Option<Coding<'a>>,
    /// The series in words.
    pub description: Option<Text<'a>>,
    /// How many images it has.
    pub number_of_instances: Option<Text<'a>>,
    /// Which part of the body.
    pub body_site: Option<Coding<'a>>,
    /// Which side of the body.
    pub laterality: Option<Coding<'a>>,
    /// When it began.
    pub started: Option<Text<'a>>,
}

impl<'a> Element<'a> for ImagingSeries<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "modality" => Slot::One(&mut self.modality),
            "description" => Slot::Text(&mut self.description),
            "numberOfInstances" => Slot::Text(&mut self.number_of_instances),
            "bodySite" => Slot::One(&mut self.body_site),
            "laterality" => Slot::One(&mut self.laterality),
            "started" => Slot::Text(&mut self.started),
            _ => Slot::Ignored,
        }
    }
}
