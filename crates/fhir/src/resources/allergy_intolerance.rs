//! An allergy or intolerance, or the statement that none is known.
//! <https://hl7.org/fhir/R4/allergyintolerance.html>

use crate::{
    Annotation, CodeableConcept, Contained, Extension, Identifier, Period, Reference, Text,
    slot::{Element, Slot},
};

/// An allergy or intolerance.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AllergyIntolerance<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Rules without which the record may be misread. A modifier.
    pub implicit_rules: Option<Text<'a>>,
    /// Extensions that change the meaning. A modifier.
    pub modifier_extension: Vec<Extension<'a>>,
    /// Other extensions, by address only: one of them stands in the place of the code.
    /// <https://hl7.org/fhir/R4/extension-allergyintolerance-substanceexposurerisk.html>
    pub extension: Vec<Extension<'a>>,
    /// Resources inside.
    pub contained: Vec<Contained<'a>>,
    /// Business identifiers.
    pub identifier: Vec<Identifier<'a>>,
    /// `active`, `inactive`, `resolved`. A modifier.
    pub clinical_status: Option<CodeableConcept<'a>>,
    /// `unconfirmed`, `confirmed`, `refuted`, `entered-in-error`. A modifier.
    pub verification_status: Option<CodeableConcept<'a>>,
    /// `allergy`, `intolerance`.
    pub kind: Option<Text<'a>>,
    /// `food`, `medication`, `environment`, `biologic`.
    pub category: Vec<Option<Text<'a>>>,
    /// `low`, `high`, `unable-to-assess`.
    pub criticality: Option<Text<'a>>,
    /// To what.
    pub code: Option<CodeableConcept<'a>>,
    /// Whom it is about.
    pub patient: Option<Reference<'a>>,
    /// `onsetDateTime`
    pub onset_date_time: Option<Text<'a>>,
    /// `onsetPeriod`
    pub onset_period: Option<Period<'a>>,
    /// `onsetString`
    pub onset_string: Option<Text<'a>>,
    /// When it was recorded.
    pub recorded_date: Option<Text<'a>>,
    /// Who recorded it.
    pub recorder: Option<Reference<'a>>,
    /// Who said so.
    pub asserter: Option<Reference<'a>>,
    /// When it last happened.
    pub last_occurrence: Option<Text<'a>>,
    /// Remarks.
    pub note: Vec<Annotation<'a>>,
    /// What happened.
    pub reaction: Vec<AllergyReaction<'a>>,
}

/// `AllergyIntolerance.onset[x]`, in the forms that are read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum AllergyOnset<'r, 'a> {
    /// A moment.
    DateTime(&'r str),
    /// A span of time.
    Period(&'r Period<'a>),
    /// Words.
    String(&'r str),
}

impl<'a> Element<'a> for AllergyIntolerance<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "implicitRules" => Slot::Text(&mut self.implicit_rules),
            "modifierExtension" => Slot::Many(&mut self.modifier_extension),
            "extension" => Slot::Many(&mut self.extension),
            "contained" => Slot::Many(&mut self.contained),
            "identifier" => Slot::Many(&mut self.identifier),
            "clinicalStatus" => Slot::One(&mut self.clinical_status),
            "verificationStatus" => Slot::One(&mut self.verification_status),
            "type" => Slot::Text(&mut self.kind),
            "category" => Slot::Many(&mut self.category),
            "criticality" => Slot::Text(&mut self.criticality),
            "code" => Slot::One(&mut self.code),
            "patient" => Slot::One(&mut self.patient),
            "onsetDateTime" => Slot::Text(&mut self.onset_date_time),
            "onsetPeriod" => Slot::One(&mut self.onset_period),
            "onsetString" => Slot::Text(&mut self.onset_string),
            "recordedDate" => Slot::Text(&mut self.recorded_date),
            "recorder" => Slot::One(&mut self.recorder),
            "asserter" => Slot::One(&mut self.asserter),
            "lastOccurrence" => Slot::Text(&mut self.last_occurrence),
            "note" => Slot::Many(&mut self.note),
            "reaction" => Slot::Many(&mut self.reaction),
            _ => Slot::Ignored,
        }
    }
}

impl<'a> AllergyIntolerance<'a> {
    /// Whether something we do not understand changes what this means.
    #[must_use]
    pub fn has_unknown_modifier(&self) -> bool {
        let in_reaction = |reaction: &AllergyReaction<'_>| reaction.has_unknown_modifier;
        !self.modifier_extension.is_empty() || self.reaction.iter().any(in_reaction)
    }

    /// When it began.
    #[must_use]
    pub fn onset(&self) -> Option<AllergyOnset<'_, 'a>> {
        if let Some(moment) = &self.onset_date_time {
            return Some(AllergyOnset::DateTime(moment));
        }
        if let Some(period) = &self.onset_period {
            return Some(AllergyOnset::Period(period));
        }
        self.onset_string.as_deref().map(AllergyOnset::String)
    }
}

/// What happened once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AllergyReaction<'a> {
    /// Whether extensions may change the meaning. A modifier.
    pub has_unknown_modifier: bool,
    /// To what, if narrower than the allergy.
    pub substance: Option<CodeableConcept<'a>>,
    /// Signs and symptoms.
    pub manifestation: Vec<CodeableConcept<'a>>,
    /// The whole in words.
    pub description: Option<Text<'a>>,
    /// When.
    pub onset: Option<Text<'a>>,
    /// `mild`, `moderate`, `severe`.
    pub severity: Option<Text<'a>>,
}

impl<'a> Element<'a> for AllergyReaction<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "substance" => Slot::One(&mut self.substance),
            "manifestation" => Slot::Many(&mut self.manifestation),
            "description" => Slot::Text(&mut self.description),
            "onset" => Slot::Text(&mut self.onset),
            "severity" => Slot::Text(&mut self.severity),
            _ => Slot::Ignored,
        }
    }
}
