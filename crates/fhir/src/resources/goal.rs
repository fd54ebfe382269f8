//! What is aimed at for a patient.
//! <https://hl7.org/fhir/R4/goal.html>

use super::Values;
use crate::{
    Annotation, CodeableConcept, Contained, Reference, Text, Timed,
    slot::{Element, Slot},
    timed::choice,
};

/// A goal.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Goal<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Whether rules or extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// Resources inside.
    pub contained: Vec<Contained<'a>>,
    /// `proposed`, `planned`, `accepted`, `active`, `on-hold`, `completed`, `cancelled`, `entered-in-error`,
    /// `rejected`. A modifier.
    pub lifecycle_status: Option<Text<'a>>,
    /// `in-progress`, `improving`, `worsening`, `no-change`, `achieved`, `sustaining`, `not-achieved`,
    /// `no-progress`, `not-attainable`.
    pub achievement_status: Option<CodeableConcept<'a>>,
    /// `dietary`, `safety`, `behavioral`, …
    pub category: Vec<CodeableConcept<'a>>,
    /// `high-priority`, `medium-priority`, `low-priority`.
    pub priority: Option<CodeableConcept<'a>>,
    /// What is aimed at.
    pub description: Option<CodeableConcept<'a>>,
    /// Whom it is for.
    pub subject: Option<Reference<'a>>,
    /// `startDate`
    pub start_date: Option<Text<'a>>,
    /// `startCodeableConcept`: an event at which it starts.
    pub start_codeable_concept: Option<CodeableConcept<'a>>,
    /// What is to be reached by when.
    pub target: Vec<GoalTarget<'a>>,
    /// Since when the status is what it is.
    pub status_date: Option<Text<'a>>,
    /// Why the status is what it is.
    pub status_reason: Option<Text<'a>>,
    /// Whose goal it is.
    pub expressed_by: Option<Reference<'a>>,
    /// What it is about.
    pub addresses: Vec<Reference<'a>>,
    /// Remarks.
    pub note: Vec<Annotation<'a>>,
    /// What came of it.
    pub outcome_code: Vec<CodeableConcept<'a>>,
    /// What shows what came of it.
    pub outcome_reference: Vec<Reference<'a>>,
}

impl<'a> Element<'a> for Goal<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "implicitRules" | "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "contained" => Slot::Many(&mut self.contained),
            "lifecycleStatus" => Slot::Text(&mut self.lifecycle_status),
            "achievementStatus" => Slot::One(&mut self.achievement_status),
            "category" => Slot::Many(&mut self.category),
            "priority" => Slot::One(&mut self.priority),
            "description" => Slot::One(&mut self.description),
            "subject" => Slot::One(&mut self.subject),
            "startDate" => Slot::Text(&mut self.start_date),
            "startCodeableConcept" => Slot::One(&mut self.start_codeable_concept),
            "target" => Slot::Many(&mut self.target),
            "statusDate" => Slot::Text(&mut self.status_date),
            "statusReason" => Slot::Text(&mut self.status_reason),
            "expressedBy" => Slot::One(&mut self.expressed_by),
            "addresses" => Slot::Many(&mut self.addresses),
            "note" => Slot::Many(&mut self.note),
            "outcomeCode" => Slot::Many(&mut self.outcome_code),
            "outcomeReference" => Slot::Many(&mut self.outcome_reference),
            _ => Slot::Ignored,
        }
    }
}

/// What is to be reached by when.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GoalTarget<'a> {
    /// Whether extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// What is measured.
    pub measure: Option<CodeableConcept<'a>>,
    /// `detail[x]`
    pub detail: Values<'a>,
    /// `due[x]`
    pub due: Timed<'a>,
}

impl<'a> Element<'a> for GoalTarget<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "measure" => Slot::One(&mut self.measure),
            _ => match name.strip_prefix("detail") {
                Some(form) => self.detail.form(form),
                None => choice(name, [("due", &mut self.due)]),
            },
        }
    }
}
