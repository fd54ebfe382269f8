//! A document: what it is called, from whom and when, and in which formats it comes. The file itself is
//! not here; what it really is only its own bytes say.

use std::sync::Arc;

use fhir::{
    Attachment, CodeableConcept, DiagnosticReport, DocumentContent, DocumentReference, Flaw,
};

use crate::{
    identity::Identity,
    ids::{Keyed, LocalId, SourceId},
    names::Mention,
    order::sort_ranked,
    paper,
    reader::Reader,
    sent,
    when::When,
};

/// One DocumentReference, or a note that was sent as a DiagnosticReport.
/// <https://hl7.org/fhir/R4/documentreference.html>
/// <https://hl7.org/fhir/us/core/StructureDefinition-us-core-diagnosticreport-note.html>
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Which document of which hospital.
    pub id: LocalId,
    /// The hospital.
    pub source: SourceId,
    /// What tells it from others: for comparing only.
    pub identity: Identity,
    /// What it is called: the type's text, else LOINC's display, else another, else the category; no code.
    pub title: Option<String>,
    /// The hospital's own few words about it.
    pub description: Option<String>,
    /// When this entry was made.
    pub date: Option<When>,
    /// When what it is about began.
    pub about: Option<When>,
    /// Who wrote it.
    pub authors: Vec<Mention>,
    /// Who keeps it.
    pub custodian: Option<Mention>,
    /// The visits it came from.
    pub visits: Vec<LocalId>,
    /// Whether it still stands.
    pub standing: Standing,
    /// How final it is.
    pub stage: Stage,
    /// The documents whose place it took.
    pub replaces: Vec<LocalId>,
    /// The file, in one or several formats, as sent.
    pub copies: Vec<Copy>,
    /// Something in it turns its meaning around and we do not know how.
    pub unreadable: bool,
}

/// Whether the entry still stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// current
    Current,
    /// superseded: a newer one took its place.
    Superseded,
    /// None was sent.
    Unknown,
    /// Another word, as sent.
    Other(String),
}

/// How final the document is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// preliminary: it may change.
    Early,
    /// final
    Final,
    /// amended
    Amended,
    /// Nothing was sent, which is usual.
    NotSaid,
    /// Another word, as sent.
    Other(String),
}

/// One format of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// What it says it is: `application/pdf`.
    pub media: Option<String>,
    /// Its title, as sent.
    pub title: Option<String>,
    /// Its size in bytes, as sent.
    pub size: Option<u64>,
    /// It is said to follow the rules of C-CDA, the form of visit summaries.
    pub is_summary: bool,
    /// Its SHA-1 in base64, as sent.
    pub hash: Option<String>,
    /// Where it is.
    pub place: Place,
}

/// Where a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// It came with the record, in base64.
    Inside(Arc<str>),
    /// At this address, as sent; whether that may be asked is not for us to say.
    At(String),
    /// Nothing was sent.
    Nowhere,
}

impl Document {
    pub(crate) fn read(
        document: &DocumentReference<'_>,
        flaws: &[Flaw],
        id: LocalId,
        reader: &mut Reader<'_>,
    ) -> Self {
        let description = document.description.as_deref();
        let context = document.context.as_ref();
        let period = context.and_then(|context| context.period.as_ref());
        let inside = &document.contained;
        let authors = document
            .author
            .iter()
            .filter_map(|author| reader.mention(author, inside))
            .collect();
        let custodian = document
            .custodian
            .as_ref()
            .and_then(|custodian| reader.mention(custodian, inside));
        let replaced = document
            .relates_to
            .iter()
            .filter(|other| other.code.as_deref() == Some("replaces"));
        let title = title(document.kind.as_ref(), &document.category, description);
        let source = reader.asked.source;
        let mut identity = Identity::read(document.kind.as_ref(), &document.identifier, source);
        let master = document.master_identifier.as_slice();
        identity
            .identifiers
            .extend(sent::identifiers(source, master));
        Self {
            id,
            source: reader.asked.source,
            identity,
            description: sent::words(description).filter(|words| Some(words) != title.as_ref()),
            title,
            date: sent::when(document.date.as_deref()),
            about: sent::when(period.and_then(|it| it.start.as_deref().or(it.end.as_deref()))),
            authors,
            custodian,
            visits: context
                .iter()
                .flat_map(|context| &context.encounter)
                .filter_map(|visit| reader.local(visit))
                .collect(),
            standing: Standing::read(document.status.as_deref()),
            stage: Stage::read(document.doc_status.as_deref()),
            replaces: replaced
                .filter_map(|other| reader.local(other.target.as_ref()?))
                .collect(),
            copies: document.content.iter().filter_map(copy).collect(),
            unreadable: document.has_unknown_modifier() || flaws.iter().any(changes_meaning),
        }
    }

    /// A note that was sent as a report: the whole of it is its file.
    pub(crate) fn of_report(
        report: &DiagnosticReport<'_>,
        flaws: &[Flaw],
        id: LocalId,
        reader: &mut Reader<'_>,
    ) -> Self {
        let conclusion = paper::conclusion(report);
        let (standing, stage) = reported(report.status.as_deref());
        let mut authors: Vec<Mention> = Vec::new();
        for performer in &report.performer {
            let author = reader.mention(performer, &report.contained);
            let is_new = |author: &Mention| {
                let known =
                    |one: &Mention| one.reference.is_some() && one.reference == author.reference;
                !authors.iter().any(known)
            };
            authors.extend(author.filter(is_new));
        }
        Self {
            id,
            source: reader.asked.source,
            identity: Identity::read(
                report.code.as_ref(),
                &report.identifier,
                reader.asked.source,
            ),
            title: title(report.code.as_ref(), &report.category, None),
            description: (!conclusion.is_empty()).then(|| conclusion.join("\n")),
            date: sent::when(report.issued.as_deref()),
            about: sent::effective(report.effective()),
            authors,
            custodian: None,
            visits: report
                .encounter
                .iter()
                .filter_map(|visit| reader.local(visit))
                .collect(),
            standing,
            stage,
            replaces: Vec::new(),
            copies: report.presented_form.iter().map(file).collect(),
            unreadable: paper::unsafe_because(report, flaws).is_some(),
        }
    }

    /// The date it is listed under: of what it is about, else of the entry.
    pub fn when(&self) -> Option<&When> {
        self.about.as_ref().or(self.date.as_ref())
    }
}

/// Withdrawn, by either of its two statuses.
pub(crate) fn is_withdrawn(document: &DocumentReference<'_>) -> bool {
    [&document.status, &document.doc_status]
        .into_iter()
        .any(|status| status.as_deref() == Some("entered-in-error"))
}

/// The newest first; of one visit the one that still stands, then the one entered last.
pub fn sorted(documents: &mut Vec<Arc<Document>>) {
    let is_old = |document: &Document| document.standing == Standing::Superseded;
    let rank = |document: &Arc<Document>| (0, When::from_newest(document.when()));
    sort_ranked(documents, rank, |a, b| {
        is_old(a)
            .cmp(&is_old(b))
            .then_with(|| When::newest_first(a.date.as_ref(), b.date.as_ref()))
            .then(a.id.cmp(&b.id))
    });
}

/// The document that says it took the place of this one.
pub fn replacement(documents: &[Arc<Document>], of: LocalId) -> Option<&Arc<Document>> {
    let mut readable = documents
        .iter()
        .filter(|one| !one.unreadable && one.id != of);
    readable.find(|one| one.replaces.contains(&of))
}

/// What an answer is in place of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrapping {
    /// The file, wrapped in JSON.
    Wrapped {
        /// What it says it is.
        media: Option<String>,
        /// In base64; nothing if there is none.
        data: String,
    },
    /// A message of the server.
    Message,
    /// The file itself.
    Bare,
}

impl Wrapping {
    /// Looks whether an answer is a Binary.
    /// <https://hl7.org/fhir/R4/binary.html>
    pub fn of(answer: &fhir::Answer) -> Wrapping {
        let entry = fhir::read::resource(answer);
        match entry.map(|entry| entry.resource) {
            Ok(Ok(fhir::Resource::Binary(mut binary))) => Wrapping::Wrapped {
                media: sent::words(binary.content_type.as_deref()),
                data: binary.data.take().unwrap_or_default().into_owned(),
            },
            Ok(Ok(fhir::Resource::OperationOutcome(_))) => Wrapping::Message,
            Ok(_) | Err(_) => Wrapping::Bare,
        }
    }
}

fn title(
    kind: Option<&CodeableConcept<'_>>,
    categories: &[CodeableConcept<'_>],
    description: Option<&str>,
) -> Option<String> {
    let named = kind
        .filter(|kind| kind.words().is_some())
        .and_then(|kind| sent::name(Some(kind)).words);
    let category = || {
        let words = |category: &CodeableConcept<'_>| category.words().map(str::to_owned);
        categories.iter().find_map(words)
    };
    named.or_else(|| sent::words(description)).or_else(category)
}

/// Whether a report still stands, and how final it is, by its one status.
fn reported(status: Option<&str>) -> (Standing, Stage) {
    match status {
        Some("registered" | "partial" | "preliminary") => (Standing::Current, Stage::Early),
        Some("final") => (Standing::Current, Stage::Final),
        Some("amended" | "corrected" | "appended") => (Standing::Current, Stage::Amended),
        Some("unknown") | None => (Standing::Unknown, Stage::NotSaid),
        Some(other) => (Standing::Other(other.to_owned()), Stage::NotSaid),
    }
}

/// An entry without any file is kept, so that the page can say that there is none.
fn copy(content: &DocumentContent<'_>) -> Option<Copy> {
    let format = content.format.as_ref().and_then(|it| it.code.as_deref());
    Some(Copy {
        is_summary: format.is_some_and(|code| code.starts_with("urn:hl7-org:sdwg:ccda")),
        ..file(content.attachment.as_ref()?)
    })
}

fn file(file: &Attachment<'_>) -> Copy {
    let data = sent::words(file.data.as_deref());
    let place = match (data, sent::words(file.url.as_deref())) {
        (Some(data), _) => Place::Inside(data.into()),
        (None, Some(url)) => Place::At(url),
        (None, None) => Place::Nowhere,
    };
    Copy {
        is_summary: false,
        media: sent::words(file.content_type.as_deref()),
        title: sent::words(file.title.as_deref()),
        size: file.size.and_then(|size| size.as_str().parse().ok()),
        hash: sent::words(file.hash.as_deref()),
        place,
    }
}

fn changes_meaning(flaw: &Flaw) -> bool {
    let first = flaw.path.split(['.', '[']).next().unwrap_or_default();
    flaw.why != fhir::Why::NotUtf8
        && (["status", "docStatus", "subject", "implicitRules"].contains(&first)
            || flaw.touches("modifierExtension"))
}

impl Standing {
    fn read(code: Option<&str>) -> Self {
        match code {
            Some("current") => Self::Current,
            Some("superseded") => Self::Superseded,
            Some(other) => Self::Other(other.to_owned()),
            None => Self::Unknown,
        }
    }
}

impl Stage {
    fn read(code: Option<&str>) -> Self {
        match code {
            Some("preliminary") => Self::Early,
            Some("final") => Self::Final,
            Some("amended") => Self::Amended,
            Some(other) => Self::Other(other.to_owned()),
            None => Self::NotSaid,
        }
    }
}

impl Keyed for Document {
    fn key(&self) -> LocalId {
        self.id
    }
}
