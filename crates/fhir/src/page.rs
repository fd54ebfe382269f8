//! What one answer held: its entries in order, and where the next page is.

use crate::{Flaw, OperationOutcome, Resource, Text, Unread};

/// A Bundle of any type, or a single resource as a page of one entry.
/// <https://hl7.org/fhir/R4/bundle.html>
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page<'a> {
    /// `searchset`, `transaction`, `collection`, `document`, …; absent for a single resource.
    pub kind: Option<Text<'a>>,
    /// Every entry, read or not, in the order sent.
    pub entries: Vec<Entry<'a>>,
    /// Where the next page is, verbatim.
    pub next: Option<Text<'a>>,
    /// Where the page before is, verbatim.
    pub previous: Option<Text<'a>>,
    /// What was left out of the Bundle itself.
    pub flaws: Vec<Flaw>,
    /// The answer broke off: there was more, entries and the next page among it.
    pub is_cut_short: bool,
}

impl<'a> Page<'a> {
    /// Every resource that could be read, messages of the server included.
    pub fn resources(&self) -> impl Iterator<Item = &Resource<'a>> {
        self.entries
            .iter()
            .filter_map(|entry| entry.resource.as_ref().ok())
    }

    /// The messages of the server: they are no data, but they may say that some is missing.
    pub fn outcomes(&self) -> impl Iterator<Item = &OperationOutcome<'a>> {
        self.resources().filter_map(|resource| match resource {
            Resource::OperationOutcome(outcome) => Some(&**outcome),
            _ => None,
        })
    }
}

/// One entry of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry<'a> {
    /// The resource's address, or a `urn:uuid:` by which other entries mean it.
    pub full_url: Option<Text<'a>>,
    /// The resource type, even if the resource could not be read; empty if it is not known.
    pub kind: Text<'a>,
    /// Why it is on the page.
    pub mode: Mode,
    /// The resource.
    pub resource: Result<Resource<'a>, Unread>,
    /// What was left out of it.
    pub flaws: Vec<Flaw>,
    /// The resource as it was sent; kept at least where it has neither an id nor an address to be told apart by.
    pub sent: Option<&'a str>,
}

impl<'a> Entry<'a> {
    pub(crate) fn new(
        kind: Text<'a>,
        resource: Result<Resource<'a>, Unread>,
        flaws: Vec<Flaw>,
    ) -> Self {
        Entry {
            full_url: None,
            kind,
            mode: Mode::Match,
            resource,
            flaws,
            sent: None,
        }
    }

    pub(crate) fn is_nameless(&self) -> bool {
        let has_id = |resource: &Resource<'_>| resource.id().is_some();
        self.full_url.is_none() && !self.resource.as_ref().is_ok_and(has_id)
    }

    /// One that could not be read; of what type it is cannot be told either.
    pub(crate) fn unread(reason: Unread) -> Self {
        Entry::new(Text::default(), Err(reason), Vec::new())
    }

    /// Whether something was left out that the meaning of the whole may hang on: never show it as plain fact.
    #[must_use]
    pub fn has_doubtful_meaning(&self) -> bool {
        self.flaws.iter().any(Flaw::touches_meaning)
    }
}

/// Why an entry is on the page.
/// <https://hl7.org/fhir/R4/valueset-search-entry-mode.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// It was asked for.
    Match,
    /// It belongs to something that was asked for.
    Include,
    /// It is a message of the server.
    Outcome,
}
