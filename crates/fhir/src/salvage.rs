//! The slow road: each resource is read for itself, with what stands in the way cut out of it.

use crate::{
    Answer, Entry, Flaw, NotFhir, Page, Resource, Text, Unread, Why, cut_short::whole_entries,
    kind, mend::mend, read::Bundle, slot::fill,
};

/// Reads a resource of a known type: [`kind::read`], with the types it reads.
type Read = for<'a> fn(&Text<'a>, &'a str) -> Result<Resource<'a>, serde_json::Error>;

/// A Bundle whose resources cannot all be read in one pass.
pub(crate) fn bundle<'a>(
    answer: &'a Answer,
    text: &'a str,
    read: Read,
) -> Result<Page<'a>, NotFhir> {
    let (bundle, flaws, is_cut_short) = envelope(answer, text)?;
    let raw = bundle.entry.iter().map(|entry| entry.resource);
    let raws: Vec<&'a str> = raw.map(Option::unwrap_or_default).collect();
    let mut entries = entries(answer, &raws, read).into_iter();
    let mut page = bundle.page(|_| {
        entries
            .next()
            .unwrap_or_else(|| Entry::unread(Unread::NoResource))
    });
    hand_out(flaws, &mut page);
    page.is_cut_short = is_cut_short;
    Ok(page)
}

/// A resource by itself.
pub(crate) fn single<'a>(
    answer: &'a Answer,
    text: &'a str,
    read: Read,
) -> Result<Page<'a>, NotFhir> {
    let entries = entries(answer, &[text], read);
    if entries.iter().any(|entry| entry.resource.is_err())
        && NotFhir::because(text) == NotFhir::CutShort
    {
        return Err(NotFhir::CutShort);
    }
    Ok(Page {
        entries,
        ..Page::default()
    })
}

/// One entry for each resource, read from its own text, or from a mended copy that the answer keeps.
fn entries<'a>(answer: &'a Answer, raws: &[&'a str], read: Read) -> Vec<Entry<'a>> {
    let mut pieces = Vec::new();
    let found: Vec<Found<'a>> = raws
        .iter()
        .map(|raw| found(raw, &mut pieces, read))
        .collect();
    let pieces = answer.keep_pieces(pieces);
    let entry = |(found, raw): (Found<'a>, &&'a str)| Entry {
        sent: Some(*raw),
        ..found.entry(pieces, read)
    };
    let mut entries: Vec<Entry<'a>> = found.into_iter().zip(raws).map(entry).collect();
    if !answer.is_utf8() {
        let hurt = entries
            .iter_mut()
            .zip(raws)
            .filter(|(_, raw)| raw.contains(char::REPLACEMENT_CHARACTER));
        hurt.for_each(|(entry, _)| {
            entry.flaws.push(Flaw {
                path: String::new(),
                why: Why::NotUtf8,
            })
        });
    }
    entries
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
    fn entry(self, pieces: &'a [String], read: Read) -> Entry<'a> {
        match self {
            Found::Entry(entry) => entry,
            Found::Mended { kind, piece, flaws } => {
                let text = pieces.get(piece);
                let resource = text.and_then(|text| read(&kind, text).ok());
                Entry::new(kind, resource.ok_or(Unread::TooManyFlaws), flaws)
            }
        }
    }
}

/// Reads one resource, or mends it and puts the mended text to the others.
fn found<'a>(text: &'a str, pieces: &mut Vec<String>, read: Read) -> Found<'a> {
    let Some(kind) = kind::of(text) else {
        return Found::Entry(Entry::unread(match text.trim_start().bytes().next() {
            None => Unread::NoResource,
            Some(b'{') => Unread::NoType,
            Some(_) => Unread::NotAnObject,
        }));
    };
    if let Ok(resource) = read(&kind, text) {
        return Found::Entry(Entry::new(kind, Ok(resource), Vec::new()));
    }
    let reads = |text: &str| read(&Text::from(kind.as_str()), text).map(drop);
    match mend(text, &reads) {
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

/// The Bundle around the resources, mended if it must be, with the flaws found in all of it; whether it broke off.
type Envelope<'a> = (Bundle<'a, Option<&'a str>>, Vec<Flaw>, bool);

fn envelope<'a>(answer: &'a Answer, text: &'a str) -> Result<Envelope<'a>, NotFhir> {
    let read = |text: &'a str| {
        let mut bundle = Bundle::default();
        fill(&mut bundle, text).map(|()| bundle)
    };
    match read(text) {
        Ok(bundle) => return Ok((bundle, Vec::new(), false)),
        Err(error) if error.is_eof() => {
            let whole = whole_entries(text).ok_or(NotFhir::CutShort)?;
            let bundle = read(answer.keep_whole(whole)).map_err(|_| NotFhir::CutShort)?;
            return Ok((bundle, Vec::new(), true));
        }
        Err(_) => {}
    }
    let reads = |text: &str| fill(&mut Bundle::<Option<&str>>::default(), text);
    let mended = mend(text, &reads).ok_or_else(|| NotFhir::because(text))?;
    if mended.flaws.iter().any(|flaw| flaw.path == "entry") {
        return Err(NotFhir::NoResource);
    }
    let bundle = read(answer.keep_whole(mended.text)).map_err(|_| NotFhir::NotJson)?;
    Ok((bundle, mended.flaws, false))
}

/// Puts an entry where one was cut out whole, and gives every other flaw of the Bundle to the entry it belongs to.
fn hand_out(flaws: Vec<Flaw>, page: &mut Page<'_>) {
    for index in 0..page.entries.len() + flaws.len() {
        if flaws
            .iter()
            .any(|flaw| place(&flaw.path) == Some((index, "")))
            && index <= page.entries.len()
        {
            page.entries
                .insert(index, Entry::unread(Unread::NotAnObject));
        }
    }
    for flaw in flaws {
        let (index, rest) = place(&flaw.path).unwrap_or((usize::MAX, ""));
        let entry = page.entries.get_mut(index);
        match (rest, rest.strip_prefix("resource."), entry) {
            ("", _, Some(_)) => {}
            ("resource", _, Some(entry)) => entry.resource = Err(Unread::NotAnObject),
            (_, Some(path), Some(entry)) => entry.flaws.push(Flaw {
                path: path.to_owned(),
                why: flaw.why,
            }),
            _ => page.flaws.push(flaw),
        }
    }
}

/// `entry[3].resource.code` is `resource.code` of entry 3.
fn place(path: &str) -> Option<(usize, &str)> {
    let (index, rest) = path.strip_prefix("entry[")?.split_once(']')?;
    Some((index.parse().ok()?, rest.strip_prefix('.').unwrap_or(rest)))
}
