//! An item as the hospital sent it: found in a kept answer, whatever else is in it, and read as a tree without types.
//!
//! Nothing is cut out and nothing is mended here. What is not JSON is passed over or stands as it was sent; what is
//! too deep or too much is marked as [`Written::More`].

use crate::{
    Text, markup,
    scan::{Value, value},
};
use std::borrow::Cow;

/// A resource of an answer, not read yet.
#[derive(Clone, Debug)]
pub struct Sent<'a> {
    /// `resourceType`.
    pub kind: Text<'a>,
    /// `id`.
    pub id: Option<Text<'a>>,
    /// `Bundle.entry.fullUrl`.
    pub full_url: Option<Text<'a>>,
    /// What stands for an id where none was sent ([`Entry::sent`](crate::Entry::sent)).
    pub content: &'a [u8],
    /// The JSON of the resource, to the byte.
    pub raw: &'a [u8],
}

/// One member of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The element as it was sent; `_name` stands with `name`. Empty where members were left out.
    pub name: String,
    /// What it says.
    pub value: Written,
}

/// What an element says.
#[derive(Clone, Debug, PartialEq)]
pub enum Written {
    /// A text. Of a narrative, the words.
    Text(String),
    /// A number with its digits, `true` or `false`; or what stood in such a place and is no JSON.
    Word(String),
    /// An object.
    Lines(Vec<Line>),
    /// An array. What is `null` or empty is left out.
    Many(Vec<Written>),
    /// A value, and what was sent about it in the sibling `_name`.
    With(Box<Written>, Vec<Line>),
    /// A file in base64: only how large it is.
    File {
        /// So many bytes.
        bytes: usize,
    },
    /// There is more, which is not read here.
    More,
}

/// The first resource of an answer (a Bundle, or a resource by itself) that it is. An answer that is damaged or breaks
/// off is searched as far as it goes.
pub fn find<'a>(answer: &'a [u8], is_it: impl Fn(&Sent<'a>) -> bool) -> Option<Sent<'a>> {
    all(answer).find(is_it)
}

/// Every resource of an answer, the same way.
pub fn all(answer: &[u8]) -> impl Iterator<Item = Sent<'_>> {
    let content = answer.strip_prefix(b"\xef\xbb\xbf").unwrap_or(answer);
    let whole = value(content).map(|(whole, _)| whole);
    let own = whole.and_then(|whole| Sent::of(whole, None));
    let is_bundle = own.as_ref().is_some_and(|own| own.kind == "Bundle");
    let single = own.filter(|_| !is_bundle);
    let single = single.map(|single| Sent { content, ..single });
    let entries = whole.filter(|_| is_bundle);
    let entries = entries.and_then(|bundle| member(bundle, "entry"));
    let entries = entries.into_iter().flat_map(Value::items);
    single.into_iter().chain(entries.filter_map(entry))
}

fn entry(entry: Value<'_>) -> Option<Sent<'_>> {
    Sent::of(member(entry, "resource")?, member(entry, "fullUrl"))
}

impl<'a> Sent<'a> {
    fn of(resource: Value<'a>, full_url: Option<Value<'a>>) -> Option<Sent<'a>> {
        let is_bundle = |kind: &Text<'_>| kind == "Bundle";
        let kind = member(resource, "resourceType")?.text()?;
        let is_there = resource.is_whole || is_bundle(&kind);
        is_there.then(|| Sent {
            id: member(resource, "id").and_then(Value::text),
            full_url: full_url.and_then(Value::text),
            content: resource.bytes,
            raw: resource.bytes,
            kind,
        })
    }
}

/// The first member of this name that says something.
fn member<'a>(object: Value<'a>, name: &str) -> Option<Value<'a>> {
    let mut members = object.members();
    let found = members.find(|(called, value)| is_called(*called, name) && !value.is_null());
    found.map(|(_, value)| value)
}

fn is_called(called: Value<'_>, name: &str) -> bool {
    let inside = called.inside();
    inside == name.as_bytes()
        || inside.contains(&b'\\') && called.text().is_some_and(|called| called == name)
}

/// Objects within objects, as deep as this. Real records need ten at most.
const DEPTH: usize = 32;
/// So many values of one resource.
const VALUES: usize = 20_000;
/// So many bytes of text, and of one text.
const TEXT: usize = 2_000_000;
const ONE_TEXT: usize = 200_000;
/// So many bytes of a name.
const NAME: usize = 100;

/// Reads the JSON of one resource as a tree, in the order sent.
#[must_use]
pub fn read(raw: &[u8]) -> Vec<Line> {
    let mut room = Room {
        values: VALUES,
        text: TEXT,
    };
    let whole = value(raw).filter(|(whole, _)| whole.is_object());
    whole
        .map(|(whole, _)| room.lines(whole, DEPTH))
        .unwrap_or_default()
}

/// How much more may be read.
struct Room {
    values: usize,
    text: usize,
}

/// A line on its way.
struct Draft {
    line: Line,
    /// So far only its `_name` came.
    is_about: bool,
}

impl Room {
    fn lines(&mut self, object: Value<'_>, depth: usize) -> Vec<Line> {
        let is_samples = member(object, "dimensions").is_some();
        let mut drafts: Vec<Draft> = Vec::new();
        for (name, value) in object.members() {
            let name = self.name(name);
            let written = match self.values {
                0 => Written::More,
                _ => self.written(&name, value, is_samples, depth),
            };
            if self.values == 0 && written == Written::More {
                drafts.push(Draft::of(String::new(), Written::More));
                break;
            }
            put(&mut drafts, name, written);
        }
        let lines = drafts.into_iter().map(|draft| Line {
            value: without_nothing(draft.line.value),
            ..draft.line
        });
        lines.filter(|line| !is_nothing(&line.value)).collect()
    }

    /// What an element of this name says. Samples are the one kind of `data` that is text.
    fn written(&mut self, name: &str, value: Value<'_>, is_samples: bool, depth: usize) -> Written {
        if self.values == 0 {
            return Written::More;
        }
        self.values -= 1;
        let is_file = name == "data" && !is_samples || name.ends_with("Base64Binary");
        match value {
            value if value.is_null() => NOTHING,
            value if value.is_text() && is_file => Written::File {
                bytes: decoded_size(value.inside()),
            },
            value if value.is_text() => self.text(value, name == "div"),
            value if !value.is_object() && !value.is_array() => self.word(value),
            _ if depth == 0 => Written::More,
            value if value.is_object() => Written::Lines(self.lines(value, depth - 1)),
            value => self.many(name, value, is_samples, depth),
        }
    }

    fn many(&mut self, name: &str, array: Value<'_>, is_samples: bool, depth: usize) -> Written {
        let mut many = Vec::new();
        for item in array.items() {
            // An array in an array is no FHIR, but must come to an end as well.
            let depth = depth - usize::from(item.is_array());
            let written = self.written(name, item, is_samples, depth);
            let is_over = self.values == 0 && written == Written::More;
            many.push(written);
            if is_over {
                break;
            }
        }
        Written::Many(many)
    }

    fn text(&mut self, value: Value<'_>, is_markup: bool) -> Written {
        let (head, is_cut) = self.head(value.inside());
        let text = unescaped(&head).unwrap_or_else(|| head.into_owned());
        let text = match is_markup {
            true => markup::plain(&text),
            false => text,
        };
        cut(Written::Text(text), is_cut)
    }

    fn word(&mut self, value: Value<'_>) -> Written {
        let (head, is_cut) = self.head(value.bytes);
        cut(Written::Word(head.into_owned()), is_cut)
    }

    /// As much of a text as there is room for, without an escape cut in two; whether that is not all.
    fn head<'a>(&mut self, sent: &'a [u8]) -> (Cow<'a, str>, bool) {
        let most = ONE_TEXT.min(self.text);
        let head = match sent.get(..most) {
            Some(head) if sent.len() > most => {
                let last = head.get(most.saturating_sub(6)..).unwrap_or_default();
                let escape = last.iter().position(|byte| *byte == b'\\');
                let end = escape.map_or(most, |at| most.saturating_sub(6) + at);
                head.get(..end).unwrap_or(head)
            }
            _ => sent,
        };
        self.text -= head.len();
        (String::from_utf8_lossy(head), head.len() < sent.len())
    }

    fn name(&mut self, name: Value<'_>) -> String {
        let inside = name.inside();
        let head = String::from_utf8_lossy(inside.get(..NAME).unwrap_or(inside));
        unescaped(&head).unwrap_or_else(|| head.into_owned())
    }
}

impl Draft {
    fn of(name: String, value: Written) -> Draft {
        let line = Line { name, value };
        Draft {
            line,
            is_about: false,
        }
    }
}

/// Adds a member; what was sent about it in `_name` joins it, whichever comes first.
/// <https://hl7.org/fhir/R4/json.html#primitive>
fn put(drafts: &mut Vec<Draft>, name: String, value: Written) {
    if let Some(bare) = name.strip_prefix('_').filter(|bare| !bare.is_empty()) {
        match drafts.iter_mut().find(|draft| draft.line.name == bare) {
            Some(draft) => draft.add(|own| joined(own, value)),
            None => {
                let draft = Draft::of(bare.to_owned(), value);
                drafts.push(Draft {
                    is_about: true,
                    ..draft
                });
            }
        }
        return;
    }
    let waits = |draft: &&mut Draft| draft.is_about && draft.line.name == name;
    match drafts.iter_mut().find(waits) {
        Some(draft) => {
            draft.is_about = false;
            draft.add(|about| joined(value, about));
        }
        None => drafts.push(Draft::of(name, value)),
    }
}

impl Draft {
    fn add(&mut self, how: impl FnOnce(Written) -> Written) {
        let own = std::mem::replace(&mut self.line.value, NOTHING);
        self.line.value = how(own);
    }
}

fn cut(head: Written, is_cut: bool) -> Written {
    match is_cut {
        true => Written::Many(vec![head, Written::More]),
        false => head,
    }
}

/// A value and what was sent about it, item by item.
fn joined(value: Written, about: Written) -> Written {
    match (value, about) {
        (Written::Many(values), Written::Many(about)) => {
            let (mut values, mut about) = (values.into_iter(), about.into_iter());
            let mut many = Vec::new();
            loop {
                many.push(match (values.next(), about.next()) {
                    (Some(value), Some(about)) => joined(value, about),
                    (Some(one), None) | (None, Some(one)) => one,
                    (None, None) => return Written::Many(many),
                });
            }
        }
        (value, about) if is_nothing(&about) => value,
        (value, about) if is_nothing(&value) => about,
        (value, Written::Lines(about)) => Written::With(Box::new(value), about),
        (value, about) => Written::Many(vec![value, about]),
    }
}

const NOTHING: Written = Written::Lines(Vec::new());

fn is_nothing(written: &Written) -> bool {
    match written {
        Written::Text(text) | Written::Word(text) => text.is_empty(),
        Written::Lines(lines) => lines.is_empty(),
        Written::Many(many) => many.is_empty(),
        Written::With(..) | Written::File { .. } | Written::More => false,
    }
}

/// `null` holds a place in an array only until its siblings are known.
fn without_nothing(written: Written) -> Written {
    match written {
        Written::Many(many) => {
            let kept = many.into_iter().map(without_nothing);
            Written::Many(kept.filter(|one| !is_nothing(one)).collect())
        }
        other => other,
    }
}

/// The text that escapes stand for; `None` if it has none, or is no JSON: then it stands as it was sent.
fn unescaped(inside: &str) -> Option<String> {
    let has_escapes = inside.contains('\\');
    has_escapes
        .then(|| serde_json::from_str(&format!("\"{inside}\"")).ok())
        .flatten()
}

/// How many bytes the base64 stands for. Line breaks are escapes in JSON.
fn decoded_size(base64: &[u8]) -> usize {
    let is_digit = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/-_".contains(byte);
    let breaks = base64
        .windows(2)
        .filter(|pair| matches!(pair, [b'\\', escaped] if *escaped != b'/' && is_digit(escaped)));
    let digits = base64.iter().filter(|byte| is_digit(byte)).count();
    digits.saturating_sub(breaks.count()) * 3 / 4
}
