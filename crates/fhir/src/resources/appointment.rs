//! A meeting that is planned, or was.
//! <https://hl7.org/fhir/R4/appointment.html>

use crate::{
    CodeableConcept, Contained, Decimal, Period, Reference, Text,
    slot::{Element, Slot},
};

/// An appointment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Appointment<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Whether rules or extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// Resources inside.
    pub contained: Vec<Contained<'a>>,
    /// `proposed`, `pending`, `booked`, `arrived`, `fulfilled`, `cancelled`, `noshow`, `entered-in-error`,
    /// `checked-in`, `waitlist`. A modifier.
    pub status: Option<Text<'a>>,
    /// Why it was canceled.
    pub cancelation_reason: Option<CodeableConcept<'a>>,
    /// What is done.
    pub service_type: Vec<CodeableConcept<'a>>,
    /// By which kind of doctor.
    pub specialty: Vec<CodeableConcept<'a>>,
    /// `CHECKUP`, `FOLLOWUP`, ….
    pub appointment_type: Option<CodeableConcept<'a>>,
    /// Why.
    pub reason_code: Vec<CodeableConcept<'a>>,
    /// Why.
    pub reason_reference: Vec<Reference<'a>>,
    /// What it is about, in short.
    pub description: Option<Text<'a>>,
    /// When it starts.
    pub start: Option<Text<'a>>,
    /// When it ends.
    pub end: Option<Text<'a>>,
    /// How many minutes it takes.
    pub minutes_duration: Option<Decimal<'a>>,
    /// When it was made.
    pub created: Option<Text<'a>>,
    /// Remarks.
    pub comment: Option<Text<'a>>,
    /// What the patient is to know or do.
    pub patient_instruction: Option<Text<'a>>,
    /// Who is there, the patient and the place among them.
    pub participant: Vec<AppointmentParticipant<'a>>,
    /// When the patient would like it.
    pub requested_period: Vec<Period<'a>>,
}

impl<'a> Element<'a> for Appointment<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "implicitRules" | "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "contained" => Slot::Many(&mut self.contained),
            "status" => Slot::Text(&mut self.status),
            "cancelationReason" => Slot::One(&mut self.cancelation_reason),
            "serviceType" => Slot::Many(&mut self.service_type),
            "specialty" => Slot::Many(&mut self.specialty),
            "appointmentType" => Slot::One(&mut self.appointment_type),
            "reasonCode" => Slot::Many(&mut self.reason_code),
            "reasonReference" => Slot::Many(&mut self.reason_reference),
            "description" => Slot::Text(&mut self.description),
            "start" => Slot::Text(&mut self.start),
            "end" => Slot::Text(&mut self.end),
            "minutesDuration" => Slot::Number(&mut self.minutes_duration),
            "created" => Slot::Text(&mut self.created),
            "comment" => Slot::Text(&mut self.comment),
            "patientInstruction" => Slot::Text(&mut self.patient_instruction),
            "participant" => Slot::Many(&mut self.participant),
            "requestedPeriod" => Slot::Many(&mut self.requested_period),
            _ => Slot::Ignored,
        }
    }
}

/// Somebody or something that is needed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AppointmentParticipant<'a> {
    /// Whether extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// `type`: what they do.
    pub kind: Vec<CodeableConcept<'a>>,
    /// Who or what.
    pub actor: Option<Reference<'a>>,
    /// `required`, `optional`, `information-only`.
    pub required: Option<Text<'a>>,
    /// `accepted`, `declined`, `tentative`, `needs-action`.
    pub status: Option<Text<'a>>,
}

impl<'a> Element<'a> for AppointmentParticipant<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "type" => Slot::Many(&mut self.kind),
            "actor" => Slot::One(&mut self.actor),
            "required" => Slot::Text(&mut self.required),
            "status" => Slot::Text(&mut self.status),
            _ => Slot::Ignored,
        }
    }
}
