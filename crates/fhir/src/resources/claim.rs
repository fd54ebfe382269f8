//! What a hospital asks an insurance to pay or to approve.
//! <https://hl7.org/fhir/R4/claim.html>

use crate::{
    CodeableConcept, Contained, Decimal, Money, Period, Reference, Text, Timed,
    slot::{Element, Slot},
    timed::choice,
};

/// A claim.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Claim<'a> {
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
    /// Who is asked to pay.
    pub insurer: Option<Reference<'a>>,
    /// Who asks.
    pub provider: Option<Reference<'a>>,
    /// By which insurance.
    pub insurance: Vec<ClaimInsurance<'a>>,
    /// What was done or given.
    pub item: Vec<ClaimItem<'a>>,
    /// What it costs in all.
    pub total: Option<Money<'a>>,
}

impl<'a> Element<'a> for Claim<'a> {
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
            "insurance" => Slot::Many(&mut self.insurance),
            "item" => Slot::Many(&mut self.item),
            "total" => Slot::One(&mut self.total),
            _ => Slot::Ignored,
        }
    }
}

/// An insurance that is asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClaimInsurance<'a> {
    /// Whether extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// Which.
    pub coverage: Option<Reference<'a>>,
}

impl<'a> Element<'a> for ClaimInsurance<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "coverage" => Slot::One(&mut self.coverage),
            _ => Slot::Ignored,
        }
    }
}

/// Something that was done or given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClaimItem<'a> {
    /// Whether extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// Which line it is.
    pub sequence: Option<Decimal<'a>>,
    /// What was done or given.
    pub product_or_service: Option<CodeableConcept<'a>>,
    /// `serviced[x]`
    pub serviced: Timed<'a>,
    /// What it costs.
    pub net: Option<Money<'a>>,
}

impl<'a> Element<'a> for ClaimItem<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "sequence" => Slot::Number(&mut self.sequence),
            "productOrService" => Slot::One(&mut self.product_or_service),
            "net" => Slot::One(&mut self.net),
            _ => choice(name, [("serviced", &mut self.serviced)]),
        }
    }
}
