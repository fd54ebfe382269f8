//! What is planned for a patient.
//! <https://hl7.org/fhir/R4/careplan.html>

use crate::{
    Annotation, CodeableConcept, Contained, Narrative, Period, Quantity, Reference, Text, Timed,
    slot::{Element, Slot},
    timed::choice,
};

/// A plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CarePlan<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Whether rules or extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// Resources inside.
    pub contained: Vec<Contained<'a>>,
    /// The plan in the hospital's own words: often all that there is.
    pub text: Option<Narrative<'a>>,
    /// `draft`, `active`, `on-hold`, `revoked`, `completed`, `entered-in-error`, `unknown`. A modifier.
    pub status: Option<Text<'a>>,
    /// `proposal`, `plan`, `order`, `option`. A modifier.
    pub intent: Option<Text<'a>>,
    /// `assess-plan`, and what kind of plan it is.
    pub category: Vec<CodeableConcept<'a>>,
    /// What it is called.
    pub title: Option<Text<'a>>,
    /// What it is about, in short.
    pub description: Option<Text<'a>>,
    /// Whom it is for.
    pub subject: Option<Reference<'a>>,
    /// The visit at which it was made.
    pub encounter: Option<Reference<'a>>,
    /// From when to when it holds.
    pub period: Option<Period<'a>>,
    /// When it was recorded.
    pub created: Option<Text<'a>>,
    /// Who answers for it.
    pub author: Option<Reference<'a>>,
    /// Who else wrote it.
    pub contributor: Vec<Reference<'a>>,
    /// Who carries it out.
    pub care_team: Vec<Reference<'a>>,
    /// What it is about.
    pub addresses: Vec<Reference<'a>>,
    /// What is aimed at.
    pub goal: Vec<Reference<'a>>,
    /// What is to be done.
    pub activity: Vec<CarePlanActivity<'a>>,
    /// Remarks.
    pub note: Vec<Annotation<'a>>,
}

impl<'a> Element<'a> for CarePlan<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "implicitRules" | "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "contained" => Slot::Many(&mut self.contained),
            "text" => Slot::One(&mut self.text),
            "status" => Slot::Text(&mut self.status),
            "intent" => Slot::Text(&mut self.intent),
            "category" => Slot::Many(&mut self.category),
            "title" => Slot::Text(&mut self.title),
            "description" => Slot::Text(&mut self.description),
            "subject" => Slot::One(&mut self.subject),
            "encounter" => Slot::One(&mut self.encounter),
            "period" => Slot::One(&mut self.period),
            "created" => Slot::Text(&mut self.created),
            "author" => Slot::One(&mut self.author),
            "contributor" => Slot::Many(&mut self.contributor),
            "careTeam" => Slot::Many(&mut self.care_team),
            "addresses" => Slot::Many(&mut self.addresses),
            "goal" => Slot::Many(&mut self.goal),
            "activity" => Slot::Many(&mut self.activity),
            "note" => Slot::Many(&mut self.note),
            _ => Slot::Ignored,
        }
    }
}

/// Something that is to be done.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CarePlanActivity<'a> {
    /// Whether extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// What came of it.
    pub outcome_codeable_concept: Vec<CodeableConcept<'a>>,
    /// What shows what came of it.
    pub outcome_reference: Vec<Reference<'a>>,
    /// How it goes.
    pub progress: Vec<Annotation<'a>>,
    /// Where it is described.
    pub reference: Option<Reference<'a>>,
    /// What it is, in few words.
    pub detail: Option<CarePlanDetail<'a>>,
}

impl<'a> Element<'a> for CarePlanActivity<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "outcomeCodeableConcept" => Slot::Many(&mut self.outcome_codeable_concept),
            "outcomeReference" => Slot::Many(&mut self.outcome_reference),
            "progress" => Slot::Many(&mut self.progress),
            "reference" => Slot::One(&mut self.reference),
            "detail" => Slot::One(&mut self.detail),
            _ => Slot::Ignored,
        }
    }
}

/// What is to be done, in few words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CarePlanDetail<'a> {
    /// Whether extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// What it is.
    pub code: Option<CodeableConcept<'a>>,
    /// Why.
    pub reason_code: Vec<CodeableConcept<'a>>,
    /// Why.
    pub reason_reference: Vec<Reference<'a>>,
    /// What it helps to reach.
    pub goal: Vec<Reference<'a>>,
    /// `not-started`, `scheduled`, `in-progress`, `on-hold`, `completed`, `cancelled`, `stopped`, `unknown`,
    /// `entered-in-error`. A modifier.
    pub status: Option<Text<'a>>,
    /// Why the status is what it is.
    pub status_reason: Option<CodeableConcept<'a>>,
    /// It is not to be done. A modifier.
    pub do_not_perform: Option<bool>,
    /// `scheduled[x]`
    pub scheduled: Timed<'a>,
    /// Where.
    pub location: Option<Reference<'a>>,
    /// By whom.
    pub performer: Vec<Reference<'a>>,
    /// `productCodeableConcept`: what is taken or used.
    pub product_codeable_concept: Option<CodeableConcept<'a>>,
    /// `productReference`: what is taken or used.
    pub product_reference: Option<Reference<'a>>,
    /// How much a day.
    pub daily_amount: Option<Quantity<'a>>,
    /// How much in all.
    pub quantity: Option<Quantity<'a>>,
    /// In words.
    pub description: Option<Text<'a>>,
}

impl<'a> Element<'a> for CarePlanDetail<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "code" => Slot::One(&mut self.code),
            "reasonCode" => Slot::Many(&mut self.reason_code),
            "reasonReference" => Slot::Many(&mut self.reason_reference),
            "goal" => Slot::Many(&mut self.goal),
            "status" => Slot::Text(&mut self.status),
            "statusReason" => Slot::One(&mut self.status_reason),
            "doNotPerform" => Slot::Flag(&mut self.do_not_perform),
            "location" => Slot::One(&mut self.location),
            "performer" => Slot::Many(&mut self.performer),
            "productCodeableConcept" => Slot::One(&mut self.product_codeable_concept),
            "productReference" => Slot::One(&mut self.product_reference),
            "dailyAmount" => Slot::One(&mut self.daily_amount),
            "quantity" => Slot::One(&mut self.quantity),
            "description" => Slot::Text(&mut self.description),
            _ => choice(name, [("scheduled", &mut self.scheduled)]),
        }
    }
}
