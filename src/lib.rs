//! Satchel: a patient portal that belongs to the patient.

pub mod settings;
pub mod words;
