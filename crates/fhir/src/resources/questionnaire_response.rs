//! A form that was filled in.
//! <https://hl7.org/fhir/R4/questionnaireresponse.html>

use super::Values;
use crate::{
    Attachment, Coding, Contained, Decimal, Reference, Text,
    slot::{Element, Slot},
};

/// A form with its answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QuestionnaireResponse<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Whether rules or extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// Resources inside.
    pub contained: Vec<Contained<'a>>,
    /// Which form, as an address.
    pub questionnaire: Option<Text<'a>>,
    /// `_questionnaire`: what the form is called.
    pub questionnaire_named: Option<QuestionnaireNamed<'a>>,
    /// `in-progress`, `completed`, `amended`, `entered-in-error`, `stopped`. A modifier.
    pub status: Option<Text<'a>>,
    /// Whom it is about.
    pub subject: Option<Reference<'a>>,
    /// The visit at which it was filled in.
    pub encounter: Option<Reference<'a>>,
    /// When the answers were given.
    pub authored: Option<Text<'a>>,
    /// Who wrote them down.
    pub author: Option<Reference<'a>>,
    /// Who answered.
    pub source: Option<Reference<'a>>,
    /// The questions.
    pub item: Vec<QuestionnaireItem<'a>>,
}

impl<'a> Element<'a> for QuestionnaireResponse<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "implicitRules" | "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "contained" => Slot::Many(&mut self.contained),
            "questionnaire" => Slot::Text(&mut self.questionnaire),
            "_questionnaire" => Slot::One(&mut self.questionnaire_named),
            "status" => Slot::Text(&mut self.status),
            "subject" => Slot::One(&mut self.subject),
            "encounter" => Slot::One(&mut self.encounter),
            "authored" => Slot::Text(&mut self.authored),
            "author" => Slot::One(&mut self.author),
            "source" => Slot::One(&mut self.source),
            "item" => Slot::Many(&mut self.item),
            _ => Slot::Ignored,
        }
    }
}

/// What stands beside the address of a form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QuestionnaireNamed<'a> {
    /// Extensions, of which one gives its name.
    pub extension: Vec<DisplayExtension<'a>>,
}

impl<'a> Element<'a> for QuestionnaireNamed<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "extension" => Slot::Many(&mut self.extension),
            _ => Slot::Ignored,
        }
    }
}

impl QuestionnaireNamed<'_> {
    /// The name.
    #[must_use]
    pub fn words(&self) -> Option<&str> {
        let named = self.extension.iter();
        let mut named = named.filter(|one| one.url.as_deref() == Some(DISPLAY));
        named.find_map(|one| one.value_string.as_deref())
    }
}

const DISPLAY: &str = "http://hl7.org/fhir/StructureDefinition/display";

/// Words for something that is named by an address.
/// <http://hl7.org/fhir/R4/extension-display.html>
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DisplayExtension<'a> {
    /// Which extension.
    pub url: Option<Text<'a>>,
    /// The words.
    pub value_string: Option<Text<'a>>,
}

impl<'a> Element<'a> for DisplayExtension<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "url" => Slot::Text(&mut self.url),
            "valueString" => Slot::Text(&mut self.value_string),
            _ => Slot::Ignored,
        }
    }
}

/// A question, or several under one heading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QuestionnaireItem<'a> {
    /// Whether extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// The question.
    pub text: Option<Text<'a>>,
    /// The answers.
    pub answer: Vec<QuestionnaireAnswer<'a>>,
    /// The questions under this heading.
    pub item: Vec<QuestionnaireItem<'a>>,
}

impl<'a> Element<'a> for QuestionnaireItem<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "text" => Slot::Text(&mut self.text),
            "answer" => Slot::Many(&mut self.answer),
            "item" => Slot::Many(&mut self.item),
            _ => Slot::Ignored,
        }
    }
}

/// An answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QuestionnaireAnswer<'a> {
    /// Whether extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// `valueBoolean`, `valueInteger`, `valueDateTime`, `valueTime`, `valueString`, `valueQuantity`
    pub value: Values<'a>,
    /// `valueDecimal`
    pub decimal: Option<Decimal<'a>>,
    /// `valueDate`
    pub date: Option<Text<'a>>,
    /// `valueUri`
    pub uri: Option<Text<'a>>,
    /// `valueAttachment`
    pub attachment: Option<Box<Attachment<'a>>>,
    /// `valueCoding`
    pub coding: Option<Coding<'a>>,
    /// `valueReference`
    pub reference: Option<Reference<'a>>,
    /// Questions that this answer leads to.
    pub item: Vec<QuestionnaireItem<'a>>,
}

impl<'a> Element<'a> for QuestionnaireAnswer<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "item" => Slot::Many(&mut self.item),
            "valueDecimal" => Slot::Number(&mut self.decimal),
            "valueDate" => Slot::Text(&mut self.date),
            "valueUri" => Slot::Text(&mut self.uri),
            "valueAttachment" => Slot::One(&mut self.attachment),
            "valueCoding" => Slot::One(&mut self.coding),
            "valueReference" => Slot::One(&mut self.reference),
            _ => self.value.slot(name),
        }
    }
}
