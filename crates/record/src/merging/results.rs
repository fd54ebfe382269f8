//! When two results, reports, documents or people who give care are one (reference §8.2).

use std::{
    collections::BTreeMap,
    hash::{Hash, Hasher},
    sync::Arc,
};

use super::{
    claim::{Claim, Key, Reason, folded, hashed, minute, moment},
    coded,
    entries::NameOf,
    merged::{Conflict, Field, Said, Stated, differing},
};
use crate::{
    clinician::Clinician,
    document::{Copy, Document, Place, Standing},
    ids::LocalId,
    labs::{Finding, LabResult},
    mark::{Marked, Sum},
    report::Paper,
    unit,
    value::{Comparator, Quantity, Value},
};

/// The same test at the same minute with the same value, digit for digit, in the same unit.
/// `hash` is of its [`value_key`].
pub(crate) fn result(result: &LabResult, hash: Option<u128>) -> Claim {
    // Two with the same key can stand for one another: all that is compared is in it.
    let mut claim = Claim::alone(result.id, result.source, 0);
    claim.keys.extend(hash.map(|hash| Key {
        round: 0,
        hash,
        reason: Reason::SameResult,
    }));
    claim
}

/// What makes a result the same wherever it is; `None` if that can't be said of it.
pub(crate) fn value_key(result: &LabResult) -> Option<String> {
    let stands = result.status.counts() && result.unreadable().is_none();
    let loinc = result.name.loinc.as_deref().filter(|_| stands)?;
    let minute = minute(result.collected.as_ref()?)?;
    let mut parts: Vec<String> = Vec::with_capacity(result.parts.len());
    for part in &result.parts {
        let code = part.name.loinc.as_deref()?;
        parts.push(format!("{code} {}", found(&part.finding)?));
    }
    parts.sort();
    let own = match (&result.finding.value, parts.is_empty()) {
        (Value::InParts | Value::Absent(_), false) => String::new(),
        _ => found(&result.finding)?,
    };
    Some(format!("{loinc}\n{minute}\n{own}\n{}", parts.join("\n")))
}

/// A value to the letter; `None` of what is no value.
fn found(finding: &Finding) -> Option<String> {
    match &finding.value {
        Value::Measured(quantity) => Some(format!("measured {}", amount(quantity))),
        Value::Found(words) => Some(format!("found {}", folded(words)?)),
        Value::Text(words) => Some(format!("text {words}")),
        Value::Integer(number) => Some(format!("integer {number}")),
        Value::Boolean(yes) => Some(format!("boolean {yes}")),
        Value::Ratio(above, below) => Some(ends("ratio", above, below)),
        Value::Between(low, high) => Some(ends("between", low, high)),
        Value::Time(_)
        | Value::At(_)
        | Value::During(..)
        | Value::Sampled
        | Value::InParts
        | Value::Absent(_)
        | Value::Unreadable(_) => None,
    }
}

fn ends(form: &str, from: &Option<Quantity>, to: &Option<Quantity>) -> String {
    let end = |end: &Option<Quantity>| end.as_ref().map(amount).unwrap_or_default();
    format!("{form} {} to {}", end(from), end(to))
}

/// Digits as sent, and the unit by its code, else by its words.
fn amount(quantity: &Quantity) -> String {
    let unit = quantity.code.as_deref().or(quantity.unit.as_deref());
    let unit = unit::canonical(unit.unwrap_or_default());
    format!("{}{} {unit}", sign(quantity), quantity.number.0)
}

fn sign(quantity: &Quantity) -> &str {
    match &quantity.comparator {
        None => "",
        Some(Comparator::Less) => "<",
        Some(Comparator::AtMost) => "<=",
        Some(Comparator::AtLeast) => ">=",
        Some(Comparator::More) => ">",
        Some(Comparator::Other(other)) => other,
    }
}

pub(crate) fn conflicts_of_results(versions: &[Arc<LabResult>]) -> Vec<Conflict> {
    let status = |result: &LabResult| Some(Stated::Status(result.status.clone()));
    let marks = |result: &LabResult| {
        let marks = &result.finding.marks;
        (!marks.is_empty()).then(|| Stated::Marks(marks.clone()))
    };
    let ranges = |result: &LabResult| {
        let ranges = &result.finding.ranges;
        (!ranges.is_empty()).then(|| Stated::Ranges(ranges.clone()))
    };
    let found = [
        differing(versions, Field::Status, status),
        differing(versions, Field::Marks, marks),
        differing(versions, Field::Ranges, ranges),
    ];
    found.into_iter().flatten().collect()
}

/// The same number; or the same kind of report of the same time with the same results, all of which are here.
/// `key_of` says what makes a result the same, by its id.
pub(crate) fn paper(paper: &Paper, key_of: impl Fn(LocalId) -> Option<u128>) -> Claim {
    let mut claim = Claim::alone(paper.id, paper.source, paper.mark());
    if paper.unreadable.is_some() || !paper.status.counts() {
        return claim;
    }
    claim.identifiers = paper.identifiers.clone();
    let name = paper.name.words.as_deref().and_then(folded);
    let loinc = paper.name.loinc.as_deref();
    if let Some(loinc) = loinc {
        let aspect = super::claim::Aspect::Code(crate::identity::System::Loinc);
        claim.aspects.push((aspect, hashed("code", &[loinc])));
    }
    if let Some(name) = &name {
        claim
            .aspects
            .push((super::claim::Aspect::Name, hashed("name", &[name])));
    }
    let keys: Option<Vec<u128>> = paper.results.iter().map(|id| key_of(*id)).collect();
    claim.done_once(paper.collected.as_ref());
    let (Some(mut keys), Some(at)) = (keys, paper.collected.as_ref().and_then(moment)) else {
        return claim;
    };
    keys.sort_unstable();
    let results = keys
        .iter()
        .map(u128::to_string)
        .collect::<Vec<_>>()
        .join(" ");
    if keys.is_empty() {
        return claim;
    }
    if let Some(loinc) = loinc {
        claim.key(0, Reason::SameReport, &["code", loinc, &at, &results]);
    }
    if let Some(name) = &name {
        claim.key(1, Reason::SameReport, &["name", name, &at, &results]);
    }
    claim
}

pub(crate) fn conflicts_of_papers(versions: &[Arc<Paper>]) -> Vec<Conflict> {
    let status = |paper: &Paper| Some(Stated::Status(paper.status.clone()));
    let conclusion = |paper: &Paper| {
        let words = &paper.conclusion;
        (!words.is_empty()).then(|| Stated::Words(words.clone()))
    };
    let found = [
        differing(versions, Field::Status, status),
        differing(versions, Field::Conclusion, conclusion),
    ];
    found.into_iter().flatten().collect()
}

/// Reports with one number whose results are not the same. Nothing is said of what can't be compared.
pub(crate) fn conflict_of_values(
    versions: &[Arc<Paper>],
    key_of: impl Fn(LocalId) -> Option<u128>,
    told: impl Fn(LocalId) -> Option<String>,
) -> Option<Conflict> {
    let keyed = |paper: &Arc<Paper>| {
        let ids = paper.results.iter();
        let keys: Option<BTreeMap<u128, LocalId>> =
            ids.map(|id| Some((key_of(*id)?, *id))).collect();
        Some((Arc::clone(paper), keys.filter(|keys| !keys.is_empty())?))
    };
    let all: Vec<(Arc<Paper>, BTreeMap<u128, LocalId>)> =
        versions.iter().filter_map(keyed).collect();
    let is_everywhere = |key: &u128| all.iter().all(|(_, keys)| keys.contains_key(key));
    let is_same = all.iter().all(|(_, keys)| keys.keys().all(is_everywhere));
    // Who has nothing but what all have says all of it.
    let has_own = |(_, keys): &(_, BTreeMap<u128, _>)| !keys.keys().all(is_everywhere);
    let only_own = all.iter().all(has_own);
    let said = all.iter().map(|(paper, keys)| {
        let ids = paper.results.iter();
        let ids = ids.filter(|id| {
            let mut own = keys
                .iter()
                .filter(|(key, _)| !only_own || !is_everywhere(key));
            own.any(|(_, own)| own == *id)
        });
        Said {
            id: paper.id,
            source: paper.source,
            stated: Stated::Words(ids.filter_map(|id| told(*id)).collect()),
        }
    });
    (!is_same).then(|| Conflict {
        field: Field::Results,
        said: said.collect(),
    })
}

/// What a result is called, with its value as the hospital sent it.
pub(crate) fn in_words(result: &LabResult) -> String {
    let value = match &result.finding.value {
        Value::Measured(quantity) => {
            let unit = quantity.unit.as_deref().or(quantity.code.as_deref());
            let unit = unit.unwrap_or_default();
            format!("{}{} {unit}", sign(quantity), quantity.number.0)
        }
        Value::Found(words) | Value::Text(words) | Value::Integer(words) => words.clone(),
        _ => String::new(),
    };
    let name = result.name.words.as_deref().unwrap_or_default();
    format!("{name} {value}").trim().to_owned()
}

/// The same number; the same file, to the byte, unless it is of another day; or the same kind, time and author.
pub(crate) fn document(document: &Document, name_of: NameOf<'_>) -> Claim {
    let mut claim = Claim::alone(document.id, document.source, 0);
    if document.unreadable {
        return claim;
    }
    claim.identifiers = document.identity.identifiers.clone();
    claim.done_once(document.when());
    let title = document.title.as_deref().and_then(folded);
    for copy in document.copies.iter().filter(|copy| says_something(copy)) {
        if let Some(hash) = &copy.hash {
            claim.key(0, Reason::SameFile, &["sha-1", hash]);
        }
        if let Place::Inside(file) = &copy.place {
            let sum = format!("{:x} {}", file_sum(file.as_bytes()), file.len());
            claim.key(0, Reason::SameFile, &["file", &sum]);
        }
    }
    claim.mark = mark_of(document, &claim);
    let authors = document.authors.iter();
    let mut authors: Vec<String> = authors
        .filter_map(|author| folded(&name_of(author)?))
        .collect();
    authors.sort();
    let (Some(at), false) = (document.when().and_then(moment), authors.is_empty()) else {
        return claim;
    };
    let by = authors.join("\n");
    for code in &document.identity.codes {
        let [kind, system, code] = coded::parts(code);
        claim.key(1, Reason::SameDocument, &[kind, system, code, &at, &by]);
    }
    if let Some(title) = &title {
        claim.key(2, Reason::SameDocument, &["name", title, &at, &by]);
    }
    claim
}

/// What a document says as a whole, without its files, which may be long: their keys stand for them.
fn mark_of(document: &Document, claim: &Claim) -> u64 {
    let mut sum = Sum::default();
    (&document.title, &document.description, &document.date).hash(&mut sum);
    (&document.about, &document.authors, document.copies.len()).hash(&mut sum);
    for key in &claim.keys {
        key.hash.hash(&mut sum);
    }
    for copy in &document.copies {
        (&copy.hash, copy.size).hash(&mut sum);
    }
    sum.finish()
}

/// It is no placeholder that stands for a missing file.
fn says_something(copy: &Copy) -> bool {
    let letters = match &copy.place {
        Place::Inside(file) => Some(file.len() as u64),
        Place::At(_) | Place::Nowhere => copy.size.map(|bytes| bytes.saturating_mul(4) / 3),
    };
    let is_nothing = copy
        .hash
        .as_deref()
        .is_some_and(|hash| OF_NOTHING.contains(&hash.trim()));
    !is_nothing && letters.is_none_or(|letters| letters >= SAYS_SOMETHING)
}

/// The SHA-1 of no bytes, in base64 and, as some write it, in hexadecimal digits.
const OF_NOTHING: [&str; 2] = [
    "2jmj7l5rSw0yVb/vlWAYkK/YBwk=",
    "da39a3ee5e6b4b0d3255bfef95601890afd80709",
];

/// A number for a file, eight bytes at a time.
fn file_sum(file: &[u8]) -> u64 {
    let step = |sum: u64, word: u64| (sum ^ word).rotate_left(29).wrapping_mul(PRIME);
    let (words, rest) = file.as_chunks::<8>();
    let sum = words
        .iter()
        .fold(PRIME, |sum, word| step(sum, u64::from_le_bytes(*word)));
    rest.iter()
        .fold(sum, |sum, byte| step(sum, u64::from(*byte)))
}

const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;

/// So many letters of base64 are more than a placeholder that stands for a missing file.
const SAYS_SOMETHING: u64 = 100;

pub(crate) fn conflicts_of_documents(versions: &[Arc<Document>]) -> Vec<Conflict> {
    let standing = |document: &Document| match &document.standing {
        Standing::Unknown => None,
        standing => Some(Stated::Stands(standing.clone())),
    };
    let title = |document: &Document| {
        let title = document.title.clone()?;
        Some(Stated::Words(vec![title]))
    };
    let found = [
        differing(versions, Field::Status, standing),
        differing(versions, Field::Name, title),
    ];
    found.into_iter().flatten().collect()
}

/// The same national number.
pub(crate) fn clinician(clinician: &Clinician) -> Claim {
    let mut claim = Claim::alone(clinician.id, clinician.source, 0);
    claim.identifiers = vec![hashed("npi", &[&clinician.npi])];
    claim
}

pub(crate) fn conflicts_of_clinicians(versions: &[Arc<Clinician>]) -> Vec<Conflict> {
    let name = |clinician: &Clinician| Some(Stated::Words(vec![folded(clinician.name.as_ref()?)?]));
    differing(versions, Field::Name, name).into_iter().collect()
}
