//! A problem, a diagnosis, a concern.
//! <https://hl7.org/fhir/R4/condition.html>

use crate::{
    Annotation, CodeableConcept, Contained, Identifier, Reference, Text, Timed,
    slot::{Element, Slot},
    timed::choice,
};

/// A condition.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Condition<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Whether rules or extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// Resources inside.
    pub contained: Vec<Contained<'a>>,
    /// Business identifiers.
    pub identifier: Vec<Identifier<'a>>,
    /// `active`, `recurrence`, `relapse`, `inactive`, `remission`, `resolved`. A modifier.
    pub clinical_status: Option<CodeableConcept<'a>>,
    /// `unconfirmed`, `provisional`, `differential`, `confirmed`, `refuted`, `entered-in-error`. A modifier.
    pub verification_status: Option<CodeableConcept<'a>>,
    /// `problem-list-item`, `encounter-diagnosis`, `health-concern`, …
    pub category: Vec<CodeableConcept<'a>>,
    /// How severe.
    pub severity: Option<CodeableConcept<'a>>,
    /// What it is.
    pub code: Option<CodeableConcept<'a>>,
    /// Where in the body.
    pub body_site: Vec<CodeableConcept<'a>>,
    /// Whom it is about.
    pub subject: Option<Reference<'a>>,
    /// The visit at which it was recorded.
    pub encounter: Option<Reference<'a>>,
    /// `onset[x]`
    pub onset: Timed<'a>,
    /// `abatement[x]`
    pub abatement: Timed<'a>,
    /// When it was recorded.
    pub recorded_date: Option<Text<'a>>,
    /// Who recorded it.
    pub recorder: Option<Reference<'a>>,
    /// Who said so.
    pub asserter: Option<Reference<'a>>,
    /// Its stages.
    pub stage: Vec<ConditionStage<'a>>,
    /// Remarks.
    pub note: Vec<Annotation<'a>>,
}

impl<'a> Element<'a> for Condition<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "implicitRules" | "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "contained" => Slot::Many(&mut self.contained),
            "identifier" => Slot::Many(&mut self.identifier),
            "clinicalStatus" => Slot::One(&mut self.clinical_status),
            "verificationStatus" => Slot::One(&mut self.verification_status),
            "category" => Slot::Many(&mut self.category),
            "severity" => Slot::One(&mut self.severity),
            "code" => Slot::One(&mut self.code),
            "bodySite" => Slot::Many(&mut self.body_site),
            "subject" => Slot::One(&mut self.subject),
            "encounter" => Slot::One(&mut self.encounter),
            "recordedDate" => Slot::Text(&mut self.recorded_date),
            "recorder" => Slot::One(&mut self.recorder),
            "asserter" => Slot::One(&mut self.asserter),
            "stage" => Slot::Many(&mut self.stage),
            "note" => Slot::Many(&mut self.note),
            _ => choice(
                name,
                [
                    ("onset", &mut self.onset),
                    ("abatement", &mut self.abatement),
                ],
            ),
        }
    }
}

/// A stage of a condition.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConditionStage<'a> {
    /// Which.
    pub summary: Option<CodeableConcept<'a>>,
}

impl<'a> Element<'a> for ConditionStage<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "summary" => Slot::One(&mut self.summary),
            _ => Slot::Ignored,
        }
    }
}
