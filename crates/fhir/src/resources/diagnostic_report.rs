//! A report: results held together, a conclusion, a file.
//! <https://hl7.org/fhir/R4/diagnosticreport.html>

use crate::{
    Attachment, CodeableConcept, Contained, Effective, Extension, Identifier, Meta, Narrative,
    Period, Reference, Text,
};
use serde::Deserialize;

/// A diagnostic report.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DiagnosticReport<'a> {
    /// Logical id.
    #[serde(borrow)]
    pub id: Option<Text<'a>>,
    /// About the record.
    pub meta: Option<Box<Meta<'a>>>,
    /// Rules without which the record may be misread. A modifier.
    pub implicit_rules: Option<Text<'a>>,
    /// Whether there is a narrative.
    pub text: Option<Narrative<'a>>,
    /// Resources inside this one.
    #[serde(default)]
    pub contained: Vec<Contained<'a>>,
    /// Extensions that change the meaning. A modifier.
    #[serde(default)]
    pub modifier_extension: Vec<Extension<'a>>,
    /// Business identifiers, accession numbers among them.
    #[serde(default)]
    pub identifier: Vec<Identifier<'a>>,
    /// What was ordered.
    #[serde(default)]
    pub based_on: Vec<Reference<'a>>,
    /// `registered`, `partial`, `preliminary`, `final`, `amended`, `corrected`, `appended`, `cancelled`,
    /// `entered-in-error`, `unknown`. A modifier.
    pub status: Option<Text<'a>>,
    /// `LAB`, `RAD`, `LP29684-5`, …
    #[serde(default)]
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
    #[serde(default)]
    pub performer: Vec<Reference<'a>>,
    /// Who read the results.
    #[serde(default)]
    pub results_interpreter: Vec<Reference<'a>>,
    /// What was examined.
    #[serde(default)]
    pub specimen: Vec<Reference<'a>>,
    /// The results, in the order to show them in.
    #[serde(default)]
    pub result: Vec<Reference<'a>>,
    /// Images taken.
    #[serde(default)]
    pub imaging_study: Vec<Reference<'a>>,
    /// Key images.
    #[serde(default)]
    pub media: Vec<ReportMedia<'a>>,
    /// The summary, in words.
    pub conclusion: Option<Text<'a>>,
    /// The summary, as codes.
    #[serde(default)]
    pub conclusion_code: Vec<CodeableConcept<'a>>,
    /// The whole report as a file.
    #[serde(default)]
    pub presented_form: Vec<Attachment<'a>>,
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

/// A key image of a report.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ReportMedia<'a> {
    /// What it shows.
    #[serde(borrow)]
    pub comment: Option<Text<'a>>,
    /// The image.
    pub link: Option<Reference<'a>>,
}
