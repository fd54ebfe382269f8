//! The slow road: each resource is read for itself, with what stands in the way cut out of it.

use crate::{
    Answer, Entry, Flaw, NotFhir, Page, Text, Unread, Why, kind, mend::mend, read::Bundle,
};
use serde_json::value::RawValue;

/// A Bundle whose resources cannot all be read in one pass.
pub(crate) fn bundle<'a>(answer: &'a Answer, text: &'a str) -> Result<Page<'a>, NotFhir> {
    let (bundle, flaws) = envelope(answer, text)?;
    let mut pieces = Vec::new();
    let found: Vec<Found<'a>> = bundle
        .entry
        .iter()
        .map(|slot| found(slot.resource, &mut pieces))
        .collect();
    let pieces = answer.keep_pieces(pieces);

    let mut entries = found.into_iter().map(|found| found.entry(pieces));
    let mut page = bundle.page(|_| {
        entries
            .next()
            .unwrap_or_else(|| unread("", Unread::NoResource))
    });
    hand_out(flaws, &mut page);
    Ok(page)
}

/// A resource by itself.
pub(crate) fn single<'a>(answer: &'a Answer, text: &'a str) -> Result<Page<'a>, NotFhir> {
    let mut pieces = Vec::new();
    let found = piece(text, &mut pieces);
    let entry = found.entry(answer.keep_pieces(pieces));
    if entry.resource.is_err() && NotFhir::because(text) == NotFhir::CutShort {
        return Err(NotFhir::CutShort);
    }
    Ok(Page {
        entries: vec![entry],
        ..Page::default()
    })
}

/// What became of one resource: an entry, or a mended text to make one of.
enum Found<'a> {
    Entry(Entry<'a>),
    Mended {
        kind: Text<'a>,
        piece: usize,
        flaws: Vec<Flaw>,
    },
}

impl<'a> Found<'a> {
    fn entry(self, pieces: &'a [String]) -> Entry<'a> {
        match self {
            Found::Entry(entry) => entry,
            Found::Mended { kind, piece, flaws } => {
                let read = pieces
                    .get(piece)
                    .and_then(|text| kind::read(&kind, text).ok());
                Entry::new(kind, read.ok_or(Unread::TooManyFlaws), flaws)
            }
        }
    }
}

fn found<'a>(resource: Option<&'a RawValue>, pieces: &mut Vec<String>) -> Found<'a> {
    match resource {
        Some(raw) => piece(raw.get(), pieces),
        None => Found::Entry(unread("", Unread::NoResource)),
    }
}

/// Reads one resource, or mends it and puts the mended text to the others.
fn piece<'a>(text: &'a str, pieces: &mut Vec<String>) -> Found<'a> {
    let Some(kind) = kind::of(text) else {
        let is_object = text.trim_start().starts_with('{');
        return Found::Entry(unread(
            "",
            if is_object {
                Unread::NoType
            } else {
                Unread::NotAnObject
            },
        ));
    };
    if let Ok(resource) = kind::read(&kind, text) {
        return Found::Entry(Entry::new(kind, Ok(resource), Vec::new()));
    }
    match mend(text, |text| {
        kind::read(&Text::from(kind.as_str()), text).map(drop)
    }) {
        Some(mended) => {
            pieces.push(mended.text);
            Found::Mended {
                kind,
                piece: pieces.len() - 1,
                flaws: mended.flaws,
            }
        }
        None => Found::Entry(Entry::new(kind, Err(Unread::TooManyFlaws), Vec::new())),
    }
}

fn unread(kind: &'static str, reason: Unread) -> Entry<'static> {
    Entry::new(Text::from(kind), Err(reason), Vec::new())
}

/// The Bundle around the resources, mended if it must be, with the flaws found in all of it.
type Envelope<'a> = (Bundle<'a, &'a RawValue>, Vec<Flaw>);

fn envelope<'a>(answer: &'a Answer, text: &'a str) -> Result<Envelope<'a>, NotFhir> {
    match serde_json::from_str(text) {
        Ok(bundle) => return Ok((bundle, Vec::new())),
        Err(error) if error.is_eof() => return Err(NotFhir::CutShort),
        Err(_) => {}
    }
    let reads = |text: &str| serde_json::from_str::<Bundle<'_, &RawValue>>(text).map(drop);
    let mended = mend(text, reads).ok_or_else(|| NotFhir::because(text))?;
    if mended.flaws.iter().any(|flaw| flaw.path == "entry") {
        return Err(NotFhir::NoResource);
    }
    let bundle =
        serde_json::from_str(answer.keep_whole(mended.text)).map_err(|_| NotFhir::NotJson)?;
    Ok((bundle, mended.flaws))
}

/// Gives each flaw of the Bundle to the entry it belongs to, and puts an entry where one was cut out whole.
fn hand_out(flaws: Vec<Flaw>, page: &mut Page<'_>) {
    let mut placed: Vec<(usize, String, Why)> = Vec::new();
    for flaw in flaws {
        match place(&flaw.path) {
            Some((index, rest)) => placed.push((index, rest.to_owned(), flaw.why)),
            None => page.flaws.push(flaw),
        }
    }
    placed.sort_by_key(|(index, ..)| *index);
    for (index, rest, _) in &placed {
        if rest.is_empty() {
            page.entries.insert(
                (*index).min(page.entries.len()),
                unread("", Unread::NotAnObject),
            );
        }
    }
    for (index, rest, why) in placed {
        let Some(entry) = page.entries.get_mut(index) else {
            continue;
        };
        match rest.strip_prefix("resource.") {
            Some(path) => entry.flaws.push(Flaw {
                path: path.to_owned(),
                why,
            }),
            None if rest == "resource" => entry.resource = Err(Unread::NotAnObject),
            None => page.flaws.push(Flaw {
                path: format!("entry[{index}].{rest}"),
                why,
            }),
        }
    }
}

/// `entry[3].resource.code` is `resource.code` of entry 3.
fn place(path: &str) -> Option<(usize, &str)> {
    let (index, rest) = path.strip_prefix("entry[")?.split_once(']')?;
    Some((index.parse().ok()?, rest.strip_prefix('.').unwrap_or(rest)))
}
