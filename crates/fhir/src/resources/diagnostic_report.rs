//! A report: results held together, a conclusion, a file.
//! <https://hl7.org/fhir/R4/diagnosticreport.html>

use crate::{
    Attachment, CodeableConcept, Contained, Effective, Extension, Identifier, Period, Reference,
    Text,
    slot::{Element, Slot},
};

/// A diagnostic report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DiagnosticReport<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Rules without which the record may be misread. A modifier.
    pub implicit_rules: Option<Text<'a>>,
    /// Resources inside this one.
    pub contained: Vec<Contained<'a>>,
    /// Extensions that change the meaning. A modifier.
    pub modifier_extension: Vec<Extension<'a>>,
    /// Business identifiers, accession numbers among them.
    pub identifier: Vec<Identifier<'a>>,
    /// `registered`, `partial`, `preliminary`, `final`, `amended`, `corrected`, `appended`, `cancelled`,
    /// `entered-in-error`, `unknown`. A modifier.
    pub status: Option<Text<'a>>,
    /// `LAB`, `RAD`, `LP29684-5`, …
    pub category: Vec<CodeableConcept<'a>>,
    /// What the report is called.
    pub code: Option<CodeableConcept<'a>>,
    /// Whom it is about.
    pub subject: Option<Reference<'a>>,
    /// The visit it belongs to.
    pub encounter: Option<Reference<'a>>,
    /// See [`DiagnosticReport::effective`].
    pub effective_date_time: Option<Text<'a>>,
    /// See [`DiagnosticReport::effective`].
    pub effective_period: Option<Period<'a>>,
    /// When this version was released.
    pub issued: Option<Text<'a>>,
    /// The laboratory or service.
    pub performer: Vec<Reference<'a>>,
    /// What was examined.
    pub specimen: Vec<Reference<'a>>,
    /// The results, in the order to show them in.
    pub result: Vec<Reference<'a>>,
    /// The summary, in words.
    pub conclusion: Option<Text<'a>>,
    /// The summary, as codes.
    pub conclusion_code: Vec<CodeableConcept<'a>>,
    /// The whole report as a file.
    pub presented_form: Vec<Attachment<'a>>,
}

impl<'a> Element<'a> for DiagnosticReport<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "implicitRules" => Slot::Text(&mut self.implicit_rules),
            "contained" => Slot::Many(&mut self.contained),
            "modifierExtension" => Slot::Many(&mut self.modifier_extension),
            "identifier" => Slot::Many(&mut self.identifier),
            "status" => Slot::Text(&mut self.status),
            "category" => Slot::Many(&mut self.category),
            "code" => Slot::One(&mut self.code),
            "subject" => Slot::One(&mut self.subject),
            "encounter" => Slot::One(&mut self.encounter),
            "effectiveDateTime" => Slot::Text(&mut self.effective_date_time),
            "effectivePeriod" => Slot::One(&mut self.effective_period),
            "issued" => Slot::Text(&mut self.issued),
            "performer" => Slot::Many(&mut self.performer),
            "specimen" => Slot::Many(&mut self.specimen),
            "result" => Slot::Many(&mut self.result),
            "conclusion" => Slot::Text(&mut self.conclusion),
            "conclusionCode" => Slot::Many(&mut self.conclusion_code),
            "presentedForm" => Slot::Many(&mut self.presented_form),
            _ => Slot::Ignored,
        }
    }
}

impl<'a> DiagnosticReport<'a> {
    /// When it was true of the patient.
    #[must_use]
    pub fn effective(&self) -> Option<Effective<'_, 'a>> {
        let moment = self.effective_date_time.as_deref().map(Effective::DateTime);
        moment.or(self.effective_period.as_ref().map(Effective::Period))
    }

    /// Whether something we do not understand changes what this record means.
    #[must_use]
    pub fn has_unknown_modifier(&self) -> bool {
        self.implicit_rules.is_some() || !self.modifier_extension.is_empty()
    }
}
