//! Who pays for care.
//! <https://hl7.org/fhir/R4/coverage.html>

use crate::{
    CodeableConcept, Contained, Decimal, Identifier, Money, Period, Quantity, Reference, Text,
    slot::{Element, Slot},
};

/// An insurance, or somebody who pays.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coverage<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Whether rules or extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// Resources inside.
    pub contained: Vec<Contained<'a>>,
    /// Numbers of the card, the member number (`MB`) among them.
    pub identifier: Vec<Identifier<'a>>,
    /// `active`, `cancelled`, `draft`, `entered-in-error`. A modifier.
    pub status: Option<Text<'a>>,
    /// `type`: what kind of plan it is.
    pub kind: Option<CodeableConcept<'a>>,
    /// Whose contract it is.
    pub policy_holder: Option<Reference<'a>>,
    /// Who signed up.
    pub subscriber: Option<Reference<'a>>,
    /// The number of whoever signed up.
    pub subscriber_id: Option<Text<'a>>,
    /// Who is covered.
    pub beneficiary: Option<Reference<'a>>,
    /// The number of a dependent.
    pub dependent: Option<Text<'a>>,
    /// What the one covered is to the one who signed up.
    pub relationship: Option<CodeableConcept<'a>>,
    /// From when to when it holds.
    pub period: Option<Period<'a>>,
    /// Who pays.
    pub payor: Vec<Reference<'a>>,
    /// Group, plan, pharmacy numbers, ….
    pub class: Vec<CoverageClass<'a>>,
    /// In which order it pays beside others.
    pub order: Option<Decimal<'a>>,
    /// Whose doctors can be seen.
    pub network: Option<Text<'a>>,
    /// What the patient pays.
    pub cost_to_beneficiary: Vec<CoverageCost<'a>>,
}

impl<'a> Element<'a> for Coverage<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "implicitRules" | "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "contained" => Slot::Many(&mut self.contained),
            "identifier" => Slot::Many(&mut self.identifier),
            "status" => Slot::Text(&mut self.status),
            "type" => Slot::One(&mut self.kind),
            "policyHolder" => Slot::One(&mut self.policy_holder),
            "subscriber" => Slot::One(&mut self.subscriber),
            "subscriberId" => Slot::Text(&mut self.subscriber_id),
            "beneficiary" => Slot::One(&mut self.beneficiary),
            "dependent" => Slot::Text(&mut self.dependent),
            "relationship" => Slot::One(&mut self.relationship),
            "period" => Slot::One(&mut self.period),
            "payor" => Slot::Many(&mut self.payor),
            "class" => Slot::Many(&mut self.class),
            "order" => Slot::Number(&mut self.order),
            "network" => Slot::Text(&mut self.network),
            "costToBeneficiary" => Slot::Many(&mut self.cost_to_beneficiary),
            _ => Slot::Ignored,
        }
    }
}

/// A group, a plan, a pharmacy number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CoverageClass<'a> {
    /// Whether extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// `type`: which.
    pub kind: Option<CodeableConcept<'a>>,
    /// Its number.
    pub value: Option<Text<'a>>,
    /// Its name.
    pub name: Option<Text<'a>>,
}

impl<'a> Element<'a> for CoverageClass<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "type" => Slot::One(&mut self.kind),
            "value" => Slot::Text(&mut self.value),
            "name" => Slot::Text(&mut self.name),
            _ => Slot::Ignored,
        }
    }
}

/// What the patient pays.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CoverageCost<'a> {
    /// Whether extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// `type`: for what.
    pub kind: Option<CodeableConcept<'a>>,
    /// `valueQuantity`
    pub value_quantity: Option<Quantity<'a>>,
    /// `valueMoney`
    pub value_money: Option<Money<'a>>,
    /// When it is otherwise.
    pub exception: Vec<CoverageException<'a>>,
}

impl<'a> Element<'a> for CoverageCost<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "type" => Slot::One(&mut self.kind),
            "valueQuantity" => Slot::One(&mut self.value_quantity),
            "valueMoney" => Slot::One(&mut self.value_money),
            "exception" => Slot::Many(&mut self.exception),
            _ => Slot::Ignored,
        }
    }
}

/// When a patient pays otherwise.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CoverageException<'a> {
    /// Whether extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// `type`: why.
    pub kind: Option<CodeableConcept<'a>>,
    /// From when to when.
    pub period: Option<Period<'a>>,
}

impl<'a> Element<'a> for CoverageException<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "type" => Slot::One(&mut self.kind),
            "period" => Slot::One(&mut self.period),
            _ => Slot::Ignored,
        }
    }
}
