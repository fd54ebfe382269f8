//! From the bytes of an answer to typed resources.
//!
//! Nearly every answer is read in one pass: [`page`] and what stands right below it is all there is to that.
//! Where something is in the way, `salvage.rs` reads each resource for itself, so that one bad element spoils one
//! element and never the page.

use crate::{Answer, Entry, Mode, NotFhir, Page, Text, Unread, kind, kind::Led, salvage};
use serde::Deserialize;

/// Everything in an answer: a Bundle of any type, or a single resource as a page of one entry.
///
/// # Errors
/// Only if the answer is not FHIR JSON at all.
pub fn page(answer: &Answer) -> Result<Page<'_>, NotFhir> {
    let text = answer.text();
    let kind = kind::of(text).ok_or_else(|| NotFhir::because(text))?;
    match kind.as_str() {
        "Bundle" => match serde_json::from_str::<Bundle<'_, Led<'_>>>(text) {
            Ok(bundle) if answer.is_utf8() => Ok(bundle.page(entry)),
            _ => salvage::bundle(answer, text),
        },
        _ => salvage::single(answer, text),
    }
}

/// The first entry of an answer: for a read by id, the only one.
///
/// # Errors
/// If the answer is not FHIR JSON, or a Bundle with nothing in it.
pub fn resource(answer: &Answer) -> Result<Entry<'_>, NotFhir> {
    page(answer)?
        .entries
        .into_iter()
        .next()
        .ok_or(NotFhir::NoResource)
}

/// An entry that was read in the same pass.
fn entry(led: Option<Led<'_>>) -> Entry<'_> {
    match led {
        Some(led) => Entry::new(led.kind, Ok(led.resource), Vec::new()),
        None => Entry::new(Text::default(), Err(Unread::NoResource), Vec::new()),
    }
}

/// `Bundle`, over whatever stands for a resource: itself, or its raw text.
/// <https://hl7.org/fhir/R4/bundle.html>
#[derive(Deserialize)]
#[serde(bound(deserialize = "'de: 'a, R: Deserialize<'de>"))]
pub(crate) struct Bundle<'a, R> {
    #[serde(rename = "type")]
    kind: Option<Text<'a>>,
    #[serde(default)]
    link: Vec<Link<'a>>,
    #[serde(default = "Vec::new")]
    pub(crate) entry: Vec<Slot<'a, R>>,
}

/// `Bundle.entry`.
#[derive(Deserialize)]
#[serde(
    rename_all = "camelCase",
    bound(deserialize = "'de: 'a, R: Deserialize<'de>")
)]
pub(crate) struct Slot<'a, R> {
    full_url: Option<Text<'a>>,
    pub(crate) resource: Option<R>,
    search: Option<Search<'a>>,
}

/// `Bundle.link`.
#[derive(Deserialize)]
struct Link<'a> {
    #[serde(borrow)]
    relation: Option<Text<'a>>,
    url: Option<Text<'a>>,
}

/// `Bundle.entry.search`.
#[derive(Deserialize)]
struct Search<'a> {
    #[serde(borrow)]
    mode: Option<Text<'a>>,
}

impl<'a, R> Bundle<'a, R> {
    /// The page, each entry made from what its slot holds.
    pub(crate) fn page(self, mut entry: impl FnMut(Option<R>) -> Entry<'a>) -> Page<'a> {
        let mut page = Page {
            kind: self.kind,
            ..Page::default()
        };
        for link in self.link {
            match link.relation.as_deref() {
                Some("next") => page.next = link.url,
                Some("previous" | "prev") => page.previous = link.url,
                _ => {}
            }
        }
        let mut modes = Modes {
            of_search: page.kind.as_deref() == Some("searchset"),
            asked: None,
        };
        for slot in self.entry {
            let said = slot.search.and_then(|search| search.mode);
            let mut entry = Entry {
                full_url: slot.full_url,
                ..entry(slot.resource)
            };
            entry.mode = modes.mode(said.as_deref(), &entry.kind);
            page.entries.push(entry);
        }
        page
    }
}

/// Why each entry is there. Many servers do not say; a search asks for one type, and that comes first.
struct Modes<'a> {
    of_search: bool,
    asked: Option<Text<'a>>,
}

impl<'a> Modes<'a> {
    fn mode(&mut self, said: Option<&str>, kind: &Text<'a>) -> Mode {
        if *kind == "OperationOutcome" {
            return Mode::Outcome;
        }
        match said {
            Some("match") => Mode::Match,
            Some("include") => Mode::Include,
            _ if !self.of_search || kind.is_empty() => Mode::Match,
            _ if *self.asked.get_or_insert_with(|| kind.clone()) == *kind => Mode::Match,
            _ => Mode::Include,
        }
    }
}
