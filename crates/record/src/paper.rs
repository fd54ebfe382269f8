//! A DiagnosticReport in the patient's words.
//! <https://hl7.org/fhir/R4/diagnosticreport.html>

use fhir::{CodeableConcept, DiagnosticReport, Flaw};

use crate::{
    ids::LocalId,
    reader::Reader,
    report::{Attachment, Paper, ReportKind},
    sent,
    status::Status,
    value::{Unreadable, Why},
};

/// Reads one report.
pub(crate) fn paper(
    report: &DiagnosticReport<'_>,
    flaws: &[Flaw],
    id: LocalId,
    reader: &mut Reader<'_>,
) -> Paper {
    let performers = report
        .performer
        .iter()
        .filter_map(|performer| reader.mention(performer, &report.contained));
    let performers = performers.collect();
    let conclusion = conclusion(report);
    let text = || (!conclusion.is_empty()).then(|| conclusion.join("\n"));
    let unreadable = unsafe_because(report, flaws).map(|why| Unreadable { why, text: text() });
    Paper {
        id,
        source: reader.asked.source,
        name: sent::name(report.code.as_ref()),
        kind: kind(&report.category),
        status: Status::read(report.status.as_deref()),
        results: report
            .result
            .iter()
            .filter_map(|result| reader.local(result))
            .collect(),
        collected: sent::effective(report.effective()),
        issued: sent::when(report.issued.as_deref()),
        conclusion: if unreadable.is_some() {
            Vec::new()
        } else {
            conclusion
        },
        attachments: report
            .presented_form
            .iter()
            .filter_map(attachment)
            .collect(),
        performers,
        specimen: report
            .specimen
            .iter()
            .find_map(|specimen| specimen.words())
            .map(str::to_owned),
        identifiers: sent::identifiers(reader.asked.source, &report.identifier),
        unreadable,
    }
}

/// The summary in words, then coded ones.
pub(crate) fn conclusion(report: &DiagnosticReport<'_>) -> Vec<String> {
    let words = sent::words(report.conclusion.as_deref());
    let coded = report.conclusion_code.iter().filter_map(sent::said);
    words.into_iter().chain(coded).collect()
}

/// Why a report can't be read safely, if it can't.
pub(crate) fn unsafe_because(report: &DiagnosticReport<'_>, flaws: &[Flaw]) -> Option<Why> {
    if report.implicit_rules.is_some() {
        return Some(Why::UnknownRules);
    }
    if report.has_unknown_modifier() {
        return Some(Why::UnknownModifier);
    }
    flaws.iter().any(changes_meaning).then_some(Why::Damaged)
}

fn changes_meaning(flaw: &Flaw) -> bool {
    let first = flaw.path.split(['.', '[']).next().unwrap_or_default();
    let carries = [
        "status",
        "code",
        "subject",
        "conclusion",
        "conclusionCode",
        "implicitRules",
    ]
    .contains(&first);
    flaw.why != fhir::Why::NotUtf8 && (carries || flaw.touches("modifierExtension"))
}

/// A file that is there, inside the report or by address. A form with neither is kept if it has a title.
fn attachment(form: &fhir::Attachment<'_>) -> Option<Attachment> {
    let attachment = Attachment::of(form);
    (attachment.inline || attachment.url.is_some() || attachment.title.is_some())
        .then_some(attachment)
}

impl Attachment {
    /// What is said about a file.
    pub(crate) fn of(form: &fhir::Attachment<'_>) -> Self {
        Self {
            content_type: sent::words(form.content_type.as_deref()),
            title: sent::words(form.title.as_deref()),
            size: form.size.and_then(|size| size.as_str().parse().ok()),
            url: sent::words(form.url.as_deref()),
            inline: form.data.is_some(),
        }
    }
}

/// The department, by the first category that we know.
pub(crate) fn kind(categories: &[CodeableConcept<'_>]) -> ReportKind {
    let codes = || {
        categories
            .iter()
            .flat_map(|category| &category.coding)
            .filter_map(|coding| coding.code.as_deref())
    };
    KINDS
        .iter()
        .find(|(_, known)| codes().any(|code| known.contains(&code)))
        .map_or(ReportKind::Other, |(kind, _)| *kind)
}

/// A note of a visit and the like, sent as a report: its category is a document code of LOINC.
pub(crate) fn is_note(categories: &[CodeableConcept<'_>]) -> bool {
    let of_loinc = |category: &CodeableConcept<'_>| category.code_in(crate::code::LOINC).is_some();
    kind(categories) == ReportKind::Other && categories.iter().any(of_loinc)
}

/// Codes of `http://terminology.hl7.org/CodeSystem/v2-0074` and of LOINC, the special departments first:
/// a microbiology report is often filed under LAB as well.
const KINDS: [(ReportKind, &[&str]); 5] = [
    (
        ReportKind::Microbiology,
        &["MB", "MCB", "MYC", "PAR", "VR", "LP7819-8"],
    ),
    (ReportKind::Pathology, &["LP7839-6", "SP", "PAT", "CP"]),
    (
        ReportKind::Imaging,
        &[
            "LP29684-5",
            "RAD",
            "RX",
            "CT",
            "NMR",
            "RUS",
            "NMS",
            "OUS",
            "VUS",
            "XRC",
            "imaging",
        ],
    ),
    (ReportKind::Cardiology, &["LP29708-2", "CUS", "EC", "CTH"]),
    (
        ReportKind::Lab,
        &[
            "LAB",
            "CH",
            "HM",
            "IMM",
            "BLB",
            "BG",
            "CG",
            "GE",
            "SR",
            "TX",
            "OSL",
            "laboratory",
        ],
    ),
];
