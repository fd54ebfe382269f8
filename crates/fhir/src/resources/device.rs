//! An implant, an aid, a machine.
//! <https://hl7.org/fhir/R4/device.html>

use crate::{
    Annotation, CodeableConcept, Contained, Reference, Text,
    slot::{Element, Slot},
};

/// A device.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Device<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Whether rules or extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// Resources inside.
    pub contained: Vec<Contained<'a>>,
    /// The barcode of the package.
    pub udi_carrier: Vec<UdiCarrier<'a>>,
    /// `active`, `inactive`, `entered-in-error`, `unknown`. A modifier.
    pub status: Option<Text<'a>>,
    /// Why it is so.
    pub status_reason: Vec<CodeableConcept<'a>>,
    /// What identifies it as a donation of human cells or tissue.
    pub distinct_identifier: Option<Text<'a>>,
    /// Who made it.
    pub manufacturer: Option<Text<'a>>,
    /// When it was made.
    pub manufacture_date: Option<Text<'a>>,
    /// Until when it is good.
    pub expiration_date: Option<Text<'a>>,
    /// Of which lot it is.
    pub lot_number: Option<Text<'a>>,
    /// Its serial number.
    pub serial_number: Option<Text<'a>>,
    /// Its names.
    pub device_name: Vec<DeviceName<'a>>,
    /// Its model.
    pub model_number: Option<Text<'a>>,
    /// What kind of device.
    pub kind: Option<CodeableConcept<'a>>,
    /// Whose body it is in, or who uses it.
    pub patient: Option<Reference<'a>>,
    /// Who is responsible for it.
    pub owner: Option<Reference<'a>>,
    /// Where it is.
    pub location: Option<Reference<'a>>,
    /// Remarks.
    pub note: Vec<Annotation<'a>>,
    /// What to know for safety, such as in a scanner.
    pub safety: Vec<CodeableConcept<'a>>,
}

impl<'a> Element<'a> for Device<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "implicitRules" | "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "contained" => Slot::Many(&mut self.contained),
            "udiCarrier" => Slot::Many(&mut self.udi_carrier),
            "status" => Slot::Text(&mut self.status),
            "statusReason" => Slot::Many(&mut self.status_reason),
            "distinctIdentifier" => Slot::Text(&mut self.distinct_identifier),
            "manufacturer" => Slot::Text(&mut self.manufacturer),
            "manufactureDate" => Slot::Text(&mut self.manufacture_date),
            "expirationDate" => Slot::Text(&mut self.expiration_date),
            "lotNumber" => Slot::Text(&mut self.lot_number),
            "serialNumber" => Slot::Text(&mut self.serial_number),
            "deviceName" => Slot::Many(&mut self.device_name),
            "modelNumber" => Slot::Text(&mut self.model_number),
            "type" => Slot::One(&mut self.kind),
            "patient" => Slot::One(&mut self.patient),
            "owner" => Slot::One(&mut self.owner),
            "location" => Slot::One(&mut self.location),
            "note" => Slot::Many(&mut self.note),
            "safety" => Slot::Many(&mut self.safety),
            _ => Slot::Ignored,
        }
    }
}

/// A barcode with the unique device identifier.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UdiCarrier<'a> {
    /// Whether extensions may change the meaning. A modifier.
    pub has_unknown_modifier: bool,
    /// The part that names the model.
    pub device_identifier: Option<Text<'a>>,
    /// The barcode as people can read it.
    pub carrier_hrf: Option<Text<'a>>,
}

impl<'a> Element<'a> for UdiCarrier<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "deviceIdentifier" => Slot::Text(&mut self.device_identifier),
            "carrierHRF" => Slot::Text(&mut self.carrier_hrf),
            _ => Slot::Ignored,
        }
    }
}

/// A name of a device.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeviceName<'a> {
    /// Whether extensions may change the meaning. A modifier.
    pub has_unknown_modifier: bool,
    /// The name.
    pub name: Option<Text<'a>>,
    /// `udi-label-name`, `user-friendly-name`, `patient-reported-name`, …
    pub kind: Option<Text<'a>>,
}

impl<'a> Element<'a> for DeviceName<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "name" => Slot::Text(&mut self.name),
            "type" => Slot::Text(&mut self.kind),
            _ => Slot::Ignored,
        }
    }
}
