//! Those who care for a patient together.
//! <https://hl7.org/fhir/R4/careteam.html>

use crate::{
    CodeableConcept, Contained, Extension, Period, Reference, Text,
    slot::{Element, Slot},
};

/// A care team.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CareTeam<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Rules without which the record may be misread. A modifier.
    pub implicit_rules: Option<Text<'a>>,
    /// Resources inside this one.
    pub contained: Vec<Contained<'a>>,
    /// Extensions that change the meaning. A modifier.
    pub modifier_extension: Vec<Extension<'a>>,
    /// `proposed`, `active`, `suspended`, `inactive`, `entered-in-error`. A modifier.
    pub status: Option<Text<'a>>,
    /// What it is called.
    pub name: Option<Text<'a>>,
    /// Whom it cares for.
    pub subject: Option<Reference<'a>>,
    /// Who is in it; the patient and the family may be too.
    pub participant: Vec<CareTeamParticipant<'a>>,
}

impl<'a> Element<'a> for CareTeam<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "implicitRules" => Slot::Text(&mut self.implicit_rules),
            "contained" => Slot::Many(&mut self.contained),
            "modifierExtension" => Slot::Many(&mut self.modifier_extension),
            "status" => Slot::Text(&mut self.status),
            "name" => Slot::Text(&mut self.name),
            "subject" => Slot::One(&mut self.subject),
            "participant" => Slot::Many(&mut self.participant),
            _ => Slot::Ignored,
        }
    }
}

impl CareTeam<'_> {
    /// Whether something we do not understand changes what this record means.
    #[must_use]
    pub fn has_unknown_modifier(&self) -> bool {
        self.implicit_rules.is_some() || !self.modifier_extension.is_empty()
    }
}

/// One of a care team.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CareTeamParticipant<'a> {
    /// What they do in it.
    pub role: Vec<CodeableConcept<'a>>,
    /// Who.
    pub member: Option<Reference<'a>>,
    /// From when to when.
    pub period: Option<Period<'a>>,
}

impl<'a> Element<'a> for CareTeamParticipant<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "role" => Slot::Many(&mut self.role),
            "member" => Slot::One(&mut self.member),
            "period" => Slot::One(&mut self.period),
            _ => Slot::Ignored,
        }
    }
}
