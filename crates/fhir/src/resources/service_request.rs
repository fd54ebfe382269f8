//! Something ordered for a patient: a test, a treatment, a visit to somebody else.
//! <https://hl7.org/fhir/R4/servicerequest.html>

use super::Values;
use crate::{
    Annotation, CodeableConcept, Contained, Reference, Text, Timed,
    slot::{Element, Slot},
    timed::choice,
};

/// An order, or a suggestion.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ServiceRequest<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Whether rules or extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// Resources inside.
    pub contained: Vec<Contained<'a>>,
    /// `draft`, `active`, `on-hold`, `revoked`, `completed`, `entered-in-error`, `unknown`. A modifier.
    pub status: Option<Text<'a>>,
    /// `proposal`, `plan`, `directive`, `order`, … A modifier.
    pub intent: Option<Text<'a>>,
    /// What kind of service it is.
    pub category: Vec<CodeableConcept<'a>>,
    /// `routine`, `urgent`, `asap`, `stat`.
    pub priority: Option<Text<'a>>,
    /// It is not to be done. A modifier.
    pub do_not_perform: Option<bool>,
    /// What is ordered.
    pub code: Option<CodeableConcept<'a>>,
    /// How it is to be done.
    pub order_detail: Vec<CodeableConcept<'a>>,
    /// `quantity[x]`
    pub quantity: Values<'a>,
    /// Whom it is for.
    pub subject: Option<Reference<'a>>,
    /// The visit at which it was ordered.
    pub encounter: Option<Reference<'a>>,
    /// `occurrence[x]`
    pub occurrence: Timed<'a>,
    /// `asNeededBoolean`
    pub as_needed_boolean: Option<bool>,
    /// `asNeededCodeableConcept`: what must be so.
    pub as_needed_codeable_concept: Option<CodeableConcept<'a>>,
    /// When it was signed.
    pub authored_on: Option<Text<'a>>,
    /// Who ordered it.
    pub requester: Option<Reference<'a>>,
    /// What kind of person is to do it.
    pub performer_type: Option<CodeableConcept<'a>>,
    /// Who is to do it.
    pub performer: Vec<Reference<'a>>,
    /// Where.
    pub location_code: Vec<CodeableConcept<'a>>,
    /// Where.
    pub location_reference: Vec<Reference<'a>>,
    /// Why.
    pub reason_code: Vec<CodeableConcept<'a>>,
    /// Why.
    pub reason_reference: Vec<Reference<'a>>,
    /// The samples it is about.
    pub specimen: Vec<Reference<'a>>,
    /// Where in the body.
    pub body_site: Vec<CodeableConcept<'a>>,
    /// Remarks.
    pub note: Vec<Annotation<'a>>,
    /// What the patient is to know or do.
    pub patient_instruction: Option<Text<'a>>,
}

impl<'a> Element<'a> for ServiceRequest<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "implicitRules" | "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "contained" => Slot::Many(&mut self.contained),
            "status" => Slot::Text(&mut self.status),
            "intent" => Slot::Text(&mut self.intent),
            "category" => Slot::Many(&mut self.category),
            "priority" => Slot::Text(&mut self.priority),
            "doNotPerform" => Slot::Flag(&mut self.do_not_perform),
            "code" => Slot::One(&mut self.code),
            "orderDetail" => Slot::Many(&mut self.order_detail),
            "subject" => Slot::One(&mut self.subject),
            "encounter" => Slot::One(&mut self.encounter),
            "asNeededBoolean" => Slot::Flag(&mut self.as_needed_boolean),
            "asNeededCodeableConcept" => Slot::One(&mut self.as_needed_codeable_concept),
            "authoredOn" => Slot::Text(&mut self.authored_on),
            "requester" => Slot::One(&mut self.requester),
            "performerType" => Slot::One(&mut self.performer_type),
            "performer" => Slot::Many(&mut self.performer),
            "locationCode" => Slot::Many(&mut self.location_code),
            "locationReference" => Slot::Many(&mut self.location_reference),
            "reasonCode" => Slot::Many(&mut self.reason_code),
            "reasonReference" => Slot::Many(&mut self.reason_reference),
            "specimen" => Slot::Many(&mut self.specimen),
            "bodySite" => Slot::Many(&mut self.body_site),
            "note" => Slot::Many(&mut self.note),
            "patientInstruction" => Slot::Text(&mut self.patient_instruction),
            _ => match name.strip_prefix("quantity") {
                Some(form) => self.quantity.form(form),
                None => choice(name, [("occurrence", &mut self.occurrence)]),
            },
        }
    }
}
