//! From the bytes of an answer to typed resources.
//!
//! Nearly every answer is read in one pass: `whole` and what stands right below it is all there is to that.
//! Where something is in the way, `salvage.rs` reads each resource for itself, so that one bad element spoils one
//! element and never the page.

use crate::{
    Answer, Entry, Mode, NotFhir, Page, Text, Unread, kind,
    kind::Led,
    resources::{Everything, Reads, Results},
    salvage,
    slot::{Element, Slot, fill},
};

/// Everything in an answer: a Bundle of any type, or a single resource as a page of one entry.
///
/// # Errors
/// Only if the answer is not FHIR JSON at all.
pub fn page(answer: &Answer) -> Result<Page<'_>, NotFhir> {
    whole::<Everything>(answer)
}

/// The same for an answer about results, or of what a server says of itself. Of all types only those are read that such
/// an answer is made of; any other is [`Resource::Other`](crate::Resource::Other).
///
/// What is mended in an answer is kept with it: it is read by this or by [`page`], not by both.
///
/// # Errors
/// Only if the answer is not FHIR JSON at all.
pub fn results(answer: &Answer) -> Result<Page<'_>, NotFhir> {
    whole::<Results>(answer)
}

fn whole<R: Reads>(answer: &Answer) -> Result<Page<'_>, NotFhir> {
    let text = answer.text();
    let kind = kind::of(text).ok_or_else(|| NotFhir::because(text))?;
    match kind.as_str() {
        "Bundle" => {
            let mut bundle = Bundle::<Option<Led<'_, R>>>::default();
            if fill(&mut bundle, text).is_ok() && answer.is_utf8() {
                Ok(told_apart(bundle.page(entry), text))
            } else {
                salvage::bundle(answer, text, kind::read::<R>)
            }
        }
        _ => salvage::single(answer, text, kind::read::<R>),
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

/// Keeps the text of the entries that nothing else tells apart. They are rare, so only a page that has them is read
/// a second time.
fn told_apart<'a>(mut page: Page<'a>, text: &'a str) -> Page<'a> {
    let mut bundle = Bundle::<Option<&str>>::default();
    if page.entries.iter().any(Entry::is_nameless) && fill(&mut bundle, text).is_ok() {
        for (entry, slot) in page.entries.iter_mut().zip(bundle.entry) {
            entry.sent = slot.resource.filter(|_| entry.is_nameless());
        }
    }
    page
}

/// An entry that was read in the same pass.
fn entry<R: Reads>(led: Option<Led<'_, R>>) -> Entry<'_> {
    let Some(led) = led else {
        return Entry::unread(Unread::NoResource);
    };
    match led.resource() {
        Some((kind, resource)) => Entry::new(kind, Ok(resource), Vec::new()),
        None => Entry::unread(Unread::NoType),
    }
}

/// `Bundle`, over whatever stands for a resource: itself, or its raw text.
/// <https://hl7.org/fhir/R4/bundle.html>
pub(crate) struct Bundle<'a, R> {
    kind: Option<Text<'a>>,
    link: Vec<Link<'a>>,
    pub(crate) entry: Vec<BundleEntry<'a, R>>,
}

impl<R> Default for Bundle<'_, R> {
    fn default() -> Self {
        Bundle {
            kind: None,
            link: Vec::new(),
            entry: Vec::new(),
        }
    }
}

impl<'a, R: Held<'a>> Element<'a> for Bundle<'a, R> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "type" => Slot::Text(&mut self.kind),
            "link" => Slot::Many(&mut self.link),
            "entry" => Slot::Many(&mut self.entry),
            _ => Slot::Ignored,
        }
    }
}

/// `Bundle.entry`.
#[derive(Default)]
pub(crate) struct BundleEntry<'a, R> {
    full_url: Option<Text<'a>>,
    pub(crate) resource: R,
    search: Option<Search<'a>>,
}

impl<'a, R: Held<'a>> Element<'a> for BundleEntry<'a, R> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "fullUrl" => Slot::Text(&mut self.full_url),
            "resource" => self.resource.slot(),
            "search" => Slot::One(&mut self.search),
            _ => Slot::Ignored,
        }
    }
}

/// What stands for a resource.
pub(crate) trait Held<'a>: Default {
    fn slot(&mut self) -> Slot<'_, 'a>;
}

impl<'a, R: Reads> Held<'a> for Option<Led<'a, R>> {
    fn slot(&mut self) -> Slot<'_, 'a> {
        Slot::One(self)
    }
}

impl<'a> Held<'a> for Option<&'a str> {
    fn slot(&mut self) -> Slot<'_, 'a> {
        Slot::Raw(self)
    }
}

/// `Bundle.link`.
#[derive(Default)]
struct Link<'a> {
    relation: Option<Text<'a>>,
    url: Option<Text<'a>>,
}

impl<'a> Element<'a> for Link<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "relation" => Slot::Text(&mut self.relation),
            "url" => Slot::Text(&mut self.url),
            _ => Slot::Ignored,
        }
    }
}

/// `Bundle.entry.search`.
#[derive(Default)]
struct Search<'a> {
    mode: Option<Text<'a>>,
}

impl<'a> Element<'a> for Search<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "mode" => Slot::Text(&mut self.mode),
            _ => Slot::Ignored,
        }
    }
}

impl<'a, R> Bundle<'a, R> {
    /// The page, each entry made from what its slot holds.
    pub(crate) fn page(self, mut entry: impl FnMut(R) -> Entry<'a>) -> Page<'a> {
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
