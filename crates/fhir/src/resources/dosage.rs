//! How a medicine is to be taken.
//! <https://hl7.org/fhir/R4/dosage.html>

use crate::{
    CodeableConcept, Decimal, Quantity, Range, Ratio, Text, Timing,
    slot::{Element, Slot},
};

/// One instruction. `has_more`: something stands in it that is not read, so that it is not understood as a whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dosage<'a> {
    /// Whether extensions may change the meaning. A modifier.
    pub has_unknown_modifier: bool,
    /// In which order: equal numbers belong together.
    pub sequence: Option<Decimal<'a>>,
    /// The instruction in words.
    pub text: Option<Text<'a>>,
    /// More, such as "with food".
    pub additional_instruction: Vec<CodeableConcept<'a>>,
    /// The instruction in words for the patient.
    pub patient_instruction: Option<Text<'a>>,
    /// When.
    pub timing: Option<Box<Timing<'a>>>,
    /// As needed.
    pub as_needed_boolean: Option<bool>,
    /// As needed for this.
    pub as_needed_codeable_concept: Option<CodeableConcept<'a>>,
    /// Where on the body.
    pub site: Option<CodeableConcept<'a>>,
    /// By which way into the body.
    pub route: Option<CodeableConcept<'a>>,
    /// By which act.
    pub method: Option<CodeableConcept<'a>>,
    /// How much.
    pub dose_and_rate: Vec<DoseAndRate<'a>>,
    /// No more than this in this time.
    pub max_dose_per_period: Option<Box<Ratio<'a>>>,
    /// Something stands here that is not read.
    pub has_more: bool,
}

impl<'a> Element<'a> for Dosage<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Ignored,
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "sequence" => Slot::Number(&mut self.sequence),
            "text" => Slot::Text(&mut self.text),
            "additionalInstruction" => Slot::Many(&mut self.additional_instruction),
            "patientInstruction" => Slot::Text(&mut self.patient_instruction),
            "timing" => Slot::One(&mut self.timing),
            "asNeededBoolean" => Slot::Flag(&mut self.as_needed_boolean),
            "asNeededCodeableConcept" => Slot::One(&mut self.as_needed_codeable_concept),
            "site" => Slot::One(&mut self.site),
            "route" => Slot::One(&mut self.route),
            "method" => Slot::One(&mut self.method),
            "doseAndRate" => Slot::Many(&mut self.dose_and_rate),
            "maxDosePerPeriod" => Slot::One(&mut self.max_dose_per_period),
            _ => Slot::Noted(&mut self.has_more),
        }
    }
}

impl Dosage<'_> {
    /// Whether something we do not understand changes what this means.
    #[must_use]
    pub fn has_unknown_modifier(&self) -> bool {
        self.has_unknown_modifier
            || self
                .timing
                .as_ref()
                .is_some_and(|timing| timing.has_unknown_modifier)
    }
}

/// How much, by dose or by rate.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DoseAndRate<'a> {
    /// `ordered`, `calculated`.
    pub kind: Option<CodeableConcept<'a>>,
    /// From an amount to an amount.
    pub dose_range: Option<Range<'a>>,
    /// An amount.
    pub dose_quantity: Option<Quantity<'a>>,
    /// Something stands here that is not read, such as a rate.
    pub has_more: bool,
}

impl<'a> Element<'a> for DoseAndRate<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Ignored,
            "type" => Slot::One(&mut self.kind),
            "doseRange" => Slot::One(&mut self.dose_range),
            "doseQuantity" => Slot::One(&mut self.dose_quantity),
            _ => Slot::Noted(&mut self.has_more),
        }
    }
}
