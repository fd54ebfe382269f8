//! What FHIR spreads over several members, said as one thing. Which type an object is of is told by its members:
//! what has others is not of the type, and what is not said here keeps lines of its own.
//! <https://hl7.org/fhir/R4/datatypes.html>

use fhir::written::Written;

use super::{Item, Said, Teller, parts::Parts, secret, systems};

/// Says what can be said on one line, and takes that out of the parts.
pub(crate) fn say(teller: &Teller, name: &str, parts: &mut Parts<'_>, item: &mut Item) {
    let one_line = match shape(name, parts) {
        Shape::Lines => return,
        Shape::Concept => return concept(teller, parts, item),
        Shape::Reference => return item.said.extend(reference(teller, parts)),
        Shape::Period => return item.said.extend(during(parts)),
        Shape::Range => return item.said.extend(between(parts)),
        Shape::Attachment => return attachment(teller, parts, item),
        Shape::Words => parts.text("text").map(str::to_owned),
        Shape::Ratio => ratio(parts),
        Shape::Quantity => quantity(parts),
        Shape::Contact => contact(parts),
        Shape::Identifier => identifier(parts),
        Shape::Coding => coding(parts),
        Shape::Name => human_name(parts),
        Shape::Address => address(parts),
        Shape::Annotation => annotation(parts),
    };
    item.said.extend(one_line.map(|text| teller.words(&text)));
}

/// Types that are said on one line.
enum Shape {
    Words,
    Concept,
    Reference,
    Period,
    Range,
    Ratio,
    Quantity,
    Contact,
    Identifier,
    Coding,
    Name,
    Address,
    Annotation,
    Attachment,
    /// None of these.
    Lines,
}

const QUANTITY: [&str; 6] = ["value", "comparator", "unit", "system", "code", "currency"];
const CONTACT: [&str; 5] = ["system", "value", "use", "rank", "period"];
const WAYS: [&str; 7] = ["phone", "fax", "email", "pager", "url", "sms", "other"];
const IDENTIFIER: [&str; 6] = ["use", "type", "system", "value", "period", "assigner"];
const REFERENCE: [&str; 4] = ["reference", "type", "identifier", "display"];
const CODING: [&str; 5] = ["system", "version", "code", "display", "userSelected"];
const NAME: [&str; 7] = [
    "use", "text", "family", "given", "prefix", "suffix", "period",
];
const PLACES: [&str; 5] = ["line", "city", "state", "postalCode", "country"];
const ADDRESS: [&str; 10] = [
    "use",
    "type",
    "text",
    "line",
    "city",
    "district",
    "state",
    "postalCode",
    "country",
    "period",
];
const ANNOTATION: [&str; 4] = ["authorReference", "authorString", "time", "text"];
const ATTACHMENT: [&str; 8] = [
    "contentType",
    "language",
    "data",
    "url",
    "size",
    "hash",
    "title",
    "creation",
];

fn shape(name: &str, parts: &Parts<'_>) -> Shape {
    let is = |any: &[&str], only: &[&str]| parts.has_any(any) && parts.are_only(only);
    let is_number = || matches!(parts.peek("value"), Some(Written::Word(_)));
    let is_way = || {
        name == "telecom" || name.ends_with("ContactPoint") || {
            let system = parts.peek_text("system");
            system.is_some_and(|system| WAYS.contains(&system))
        }
    };
    let is_identified = || matches!(parts.peek("identifier"), Some(Written::Lines(_)));
    if is(&["text"], &["text"]) {
        Shape::Words
    } else if is(&["coding"], &["coding", "text"]) {
        Shape::Concept
    } else if is(&["reference", "display"], &REFERENCE)
        || is_identified() && parts.are_only(&REFERENCE)
    {
        Shape::Reference
    } else if is(&["start", "end"], &["start", "end"]) {
        Shape::Period
    } else if is(&["low", "high"], &["low", "high"]) {
        Shape::Range
    } else if is(&["numerator"], &["numerator", "denominator"]) {
        Shape::Ratio
    } else if (parts.has_any(&["unit", "currency"]) || is_number()) && parts.are_only(&QUANTITY) {
        Shape::Quantity
    } else if is(&["value"], &CONTACT) && is_way() {
        Shape::Contact
    } else if is(&["value"], &IDENTIFIER) {
        Shape::Identifier
    } else if is(&["code", "display"], &CODING) {
        Shape::Coding
    } else if is(&["family", "given"], &NAME) {
        Shape::Name
    } else if is(&PLACES, &ADDRESS) {
        Shape::Address
    } else if is(&["text"], &ANNOTATION) {
        Shape::Annotation
    } else if is(&["contentType", "url", "data"], &ATTACHMENT) {
        Shape::Attachment
    } else {
        Shape::Lines
    }
}

/// `Glucose (2345-7, LOINC)`: what is said, and in brackets what is to be known about it.
fn hinted(said: Option<&str>, hints: &[Option<&str>]) -> Option<String> {
    let mut hints = hints.iter().flatten().copied();
    let said = said.or_else(|| hints.next())?;
    let hints: Vec<&str> = hints.collect();
    Some(match hints.as_slice() {
        [] => said.to_owned(),
        hints => format!("{said} ({})", hints.join(", ")),
    })
}

/// The text, then each code with its own words.
fn concept(teller: &Teller, parts: &mut Parts<'_>, item: &mut Item) {
    let text = parts.text("text").map(|text| teller.words(text));
    item.said.extend(text);
    let codings = parts.take("coding");
    for coding in codings.map_or_else(Vec::new, |codings| teller.items("coding", codings)) {
        item.said.extend(coding.said);
        item.lines.extend(coding.lines);
    }
    item.said.dedup();
}

fn coding(parts: &mut Parts<'_>) -> Option<String> {
    let (display, code) = (parts.text("display"), parts.text("code"));
    let system = parts.text("system").map(systems::short);
    // Whether a person picked this very code says nothing about what it means.
    parts.text("userSelected");
    hinted(display, &[code, system, parts.text("version")])
}

/// The words for it; without any, what it points to.
fn reference(teller: &Teller, parts: &mut Parts<'_>) -> Option<Said> {
    let (address, kind) = (parts.text("reference"), parts.text("type"));
    if let Some(display) = parts.text("display") {
        return Some(teller.words(display));
    }
    match kind.or_else(|| address.and_then(target_kind)) {
        Some(kind) => Some(Said::Kind(kind.to_owned())),
        None => address.map(|address| teller.words(address)),
    }
}

fn target_kind(address: &str) -> Option<&str> {
    match fhir::Target::of(address) {
        fhir::Target::Relative { kind, .. } | fhir::Target::Search { kind, .. } => Some(kind),
        fhir::Target::Absolute(url) => {
            let path = url.split_once("/_history/").map_or(url, |(path, _)| path);
            let is_kind = |kind: &&str| {
                kind.starts_with(|first: char| first.is_ascii_uppercase())
                    && kind.bytes().all(|byte| byte.is_ascii_alphabetic())
            };
            path.rsplit('/').nth(1).filter(is_kind)
        }
        fhir::Target::Contained(_)
        | fhir::Target::Urn(_)
        | fhir::Target::DisplayOnly
        | fhir::Target::Other(_) => None,
    }
}

fn during(parts: &mut Parts<'_>) -> Option<Said> {
    let (start, end) = (parts.text("start"), parts.text("end"));
    let is_said = start.is_some() || end.is_some();
    is_said.then(|| Said::During(start.map(str::to_owned), end.map(str::to_owned)))
}

fn between(parts: &mut Parts<'_>) -> Option<Said> {
    let (low, high) = (amount(parts, "low"), amount(parts, "high"));
    (low.is_some() || high.is_some()).then_some(Said::Between(low, high))
}

fn ratio(parts: &mut Parts<'_>) -> Option<String> {
    let above = amount(parts, "numerator")?;
    Some(match amount(parts, "denominator") {
        Some(below) => format!("{above} / {below}"),
        None => above,
    })
}

/// A quantity of which everything can be said on one line.
fn amount(parts: &mut Parts<'_>, name: &str) -> Option<String> {
    let Some(Written::Lines(lines)) = parts.peek(name) else {
        return None;
    };
    let mut own = Parts::of(lines);
    let said = own.are_only(&QUANTITY).then(|| quantity(&mut own))??;
    let is_all = own.rest().is_empty();
    is_all.then(|| parts.take(name)).map(|_| said)
}

/// `<6.8 %`; where unit and code differ, both.
fn quantity(parts: &mut Parts<'_>) -> Option<String> {
    let comparator = parts.text("comparator").unwrap_or_default();
    let value = parts.text("value").unwrap_or_default();
    let (unit, code) = (parts.text("unit"), parts.text("code"));
    let system = parts.text("system").map(systems::short);
    let system = system.filter(|system| *system != "UCUM");
    let shown = unit.or(code).or_else(|| parts.text("currency"));
    let both = code.filter(|code| Some(*code) != shown);
    let number = format!("{comparator}{value}");
    let words = [Some(number.as_str()), shown].into_iter().flatten();
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let said = Some(words.join(" ")).filter(|said| !said.is_empty());
    hinted(said.as_deref(), &[both, system])
}

fn contact(parts: &mut Parts<'_>) -> Option<String> {
    let value = parts.text("value");
    hinted(value, &[parts.text("system"), parts.text("use")])
}

fn identifier(parts: &mut Parts<'_>) -> Option<String> {
    let is_secret = secret::is_ssn(parts);
    let kind = parts.peek("type").and_then(concept_words);
    if kind.is_some() {
        parts.take("type");
    }
    let system = parts.text("system").map(systems::short);
    let value = parts.text("value").map(|value| match is_secret {
        true => secret::mask(value),
        false => value.to_owned(),
    });
    hinted(value.as_deref(), &[kind, system, parts.text("use")])
}

/// A concept in a word: its text, else that of its first code.
fn concept_words(concept: &Written) -> Option<&str> {
    let Written::Lines(lines) = concept else {
        return None;
    };
    let parts = Parts::of(lines);
    let text = parts.peek_text("text");
    text.or_else(|| parts.peek("coding").and_then(first_words))
}

fn first_words(codings: &Written) -> Option<&str> {
    match codings {
        Written::Many(many) => many.first().and_then(coding_words),
        one => coding_words(one),
    }
}

fn coding_words(coding: &Written) -> Option<&str> {
    let Written::Lines(lines) = coding else {
        return None;
    };
    let parts = Parts::of(lines);
    parts.peek_text("display").or(parts.peek_text("code"))
}

/// As the hospital put it together, else from its parts.
fn human_name(parts: &mut Parts<'_>) -> Option<String> {
    let names = ["prefix", "given", "family", "suffix"];
    let name = put_together(parts, &names, " ");
    hinted(name.as_deref(), &[parts.text("use")])
}

fn address(parts: &mut Parts<'_>) -> Option<String> {
    let places = ["line", "city", "district", "state", "postalCode", "country"];
    let address = put_together(parts, &places, ", ");
    hinted(address.as_deref(), &[parts.text("use"), parts.text("type")])
}

/// The `text`, with whatever of the parts it does not hold left for lines of their own; or the parts themselves.
fn put_together(parts: &mut Parts<'_>, names: &[&str], between: &str) -> Option<String> {
    let Some(text) = parts.text("text") else {
        let texts: Vec<&str> = names.iter().flat_map(|name| parts.texts(name)).collect();
        return (!texts.is_empty()).then(|| texts.join(between));
    };
    for name in names {
        let mut own = parts.clone().texts(name).into_iter();
        if own.all(|part| text.contains(part)) {
            parts.texts(name);
        }
    }
    Some(text.to_owned())
}

fn annotation(parts: &mut Parts<'_>) -> Option<String> {
    let text = parts.text("text");
    let by = match parts.peek("authorReference").and_then(coding_words) {
        Some(display) => parts.take("authorReference").map(|_| display),
        None => parts.text("authorString"),
    };
    hinted(text, &[by, parts.text("time")])
}

fn attachment(teller: &Teller, parts: &mut Parts<'_>, item: &mut Item) {
    let (title, media) = (parts.text("title"), parts.text("contentType"));
    let Some(Written::File { bytes }) = parts.peek("data") else {
        let about = hinted(title, &[media, parts.text("url")]);
        item.said.extend(about.map(|about| teller.words(&about)));
        return;
    };
    parts.take("data");
    item.said.extend(title.map(|title| teller.words(title)));
    item.said.push(Said::File {
        bytes: *bytes,
        media: media.map(str::to_owned),
    });
}
