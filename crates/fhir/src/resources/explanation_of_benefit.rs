//! What an insurance says to a claim.
//! <https://hl7.org/fhir/R4/explanationofbenefit.html>

use super::{ClaimInsurance, ClaimItem};
use crate::{
    CodeableConcept, Contained, Money, Period, Reference, Text,
    slot::{Element, Slot},
};

/// What was asked, and what is paid.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExplanationOfBenefit<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Whether rules or extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// Resources inside.
    pub contained: Vec<Contained<'a>>,
    /// `active`, `cancelled`, `draft`, `entered-in-error`. A modifier.
    pub status: Option<Text<'a>>,
    /// `type`: `institutional`, `oral`, `pharmacy`, `professional`, `vision`.
    pub kind: Option<CodeableConcept<'a>>,
    /// `use`: `claim`, `preauthorization`, `predetermination`.
    pub usage: Option<Text<'a>>,
    /// Whom it is about.
    pub patient: Option<Reference<'a>>,
    /// From when to when care was given.
    pub billable_period: Option<Period<'a>>,
    /// When it was made.
    pub created: Option<Text<'a>>,
    /// Who decides.
    pub insurer: Option<Reference<'a>>,
    /// Who asked.
    pub provider: Option<Reference<'a>>,
    /// `queued`, `complete`, `error`, `partial`.
    pub outcome: Option<Text<'a>>,
    /// What was decided, in words.
    pub disposition: Option<Text<'a>>,
    /// By which insurance.
    pub insurance: Vec<ClaimInsurance<'a>>,
    /// What was done or given.
    pub item: Vec<ClaimItem<'a>>,
    /// Sums.
    pub total: Vec<BenefitTotal<'a>>,
    /// What was paid.
    pub payment: Option<BenefitPayment<'a>>,
    /// Remarks.
    pub process_note: Vec<ProcessNote<'a>>,
}

impl<'a> Element<'a> for ExplanationOfBenefit<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "implicitRules" | "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "contained" => Slot::Many(&mut self.contained),
            "status" => Slot::Text(&mut self.status),
            "type" => Slot::One(&mut self.kind),
            "use" => Slot::Text(&mut self.usage),
            "patient" => Slot::One(&mut self.patient),
            "billablePeriod" => Slot::One(&mut self.billable_period),
            "created" => Slot::Text(&mut self.created),
            "insurer" => Slot::One(&mut self.insurer),
            "provider" => Slot::One(&mut self.provider),
            "outcome" => Slot::Text(&mut self.outcome),
            "disposition" => Slot::Text(&mut self.disposition),
            "insurance" => Slot::Many(&mut self.insurance),
            "item" => Slot::Many(&mut self.item),
            "total" => Slot::Many(&mut self.total),
            "payment" => Slot::One(&mut self.payment),
            "processNote" => Slot::Many(&mut self.process_note),
            _ => Slot::Ignored,
        }
    }
}

/// A sum.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BenefitTotal<'a> {
    /// Whether extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// `submitted`, `copay`, `eligible`, `deductible`, `benefit`, ….
    pub category: Option<CodeableConcept<'a>>,
    /// How much.
    pub amount: Option<Money<'a>>,
}

impl<'a> Element<'a> for BenefitTotal<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "category" => Slot::One(&mut self.category),
            "amount" => Slot::One(&mut self.amount),
            _ => Slot::Ignored,
        }
    }
}

/// What was paid.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BenefitPayment<'a> {
    /// Whether extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// `type`: `complete`, `partial`.
    pub kind: Option<CodeableConcept<'a>>,
    /// When.
    pub date: Option<Text<'a>>,
    /// How much.
    pub amount: Option<Money<'a>>,
}

impl<'a> Element<'a> for BenefitPayment<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "type" => Slot::One(&mut self.kind),
            "date" => Slot::Text(&mut self.date),
            "amount" => Slot::One(&mut self.amount),
            _ => Slot::Ignored,
        }
    }
}

/// A remark on how it was decided.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProcessNote<'a> {
    /// Whether extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// The remark.
    pub text: Option<Text<'a>>,
}

impl<'a> Element<'a> for ProcessNote<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "text" => Slot::Text(&mut self.text),
            _ => Slot::Ignored,
        }
    }
}
