//! "As the hospital sent it": one item, whole, readable without knowing FHIR. Every element stands under its name, in
//! the order sent; what FHIR spreads over several members and a person reads as one thing is said as one
//! (`written/one_line.rs`). Left out is only what helps no reader: where a reference points that has words, the address
//! of a code system that has a short name, the code behind the words for what kind of number one is, and whether a
//! person picked a code.

mod one_line;
mod parts;
mod secret;
pub(crate) mod systems;

use std::borrow::Cow;

use fhir::written::{self, Written};

use crate::{
    LocalId,
    ids::Base,
    written::{parts::Parts, secret::Secrets},
};

/// One item as the hospital sent it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Original {
    /// The type of resource.
    pub kind: String,
    /// What was sent, in the order sent.
    pub lines: Vec<Line>,
    /// What is about the record itself: `resourceType`, `id`, `meta`, `text`.
    pub about: Vec<Line>,
}

/// One element.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What it is about.
    pub element: Element,
    /// It may change the meaning of all the rest.
    /// <https://hl7.org/fhir/R4/conformance-rules.html#isModifier>
    pub is_modifier: bool,
    /// What was sent, one or several.
    pub items: Vec<Item>,
}

/// One value of an element.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    /// What can be said in a few words, one after the other: a text, and the codes behind it.
    pub said: Vec<Said>,
    /// What else belongs to it.
    pub lines: Vec<Line>,
}

/// What a line is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Element {
    /// An element of FHIR, by its name there.
    Named(String),
    /// Something that the hospital added, by the last part of its address.
    Extension(String),
    /// Of nothing: more was sent than is read here.
    More,
}

/// Something that was sent.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// Words and numbers as sent.
    Words(String),
    /// Yes or no.
    Flag(bool),
    /// A type of resource; of a reference without words, what it points to.
    Kind(String),
    /// From, to.
    During(Option<String>, Option<String>),
    /// From this much to that much.
    Between(Option<String>, Option<String>),
    /// A file that lies in the record.
    File {
        /// So many bytes.
        bytes: usize,
        /// Its type, as sent.
        media: Option<String>,
    },
    /// There is more than is read here.
    More,
}

/// Finds an item in a kept answer of the hospital with this base address: its JSON to the byte, and the same readable.
pub fn original<'a>(answer: &'a [u8], base: &str, id: LocalId) -> Option<(&'a [u8], Original)> {
    let base = Base::new(base);
    let sent = written::find(answer, |sent| base.id(&sent.kind, &own_id(sent)) == id)?;
    Some((sent.raw, readable(sent.raw)))
}

/// As `Reader::own_id` has it for what was read.
fn own_id<'s>(sent: &'s written::Sent<'_>) -> Cow<'s, str> {
    let named = sent.id.as_deref().or(sent.full_url.as_deref());
    named.map_or_else(|| String::from_utf8_lossy(sent.content), Cow::Borrowed)
}

/// The JSON of one resource, readable.
fn readable(raw: &[u8]) -> Original {
    let sent = written::read(raw);
    let teller = Teller {
        secrets: Secrets::of(&sent),
    };
    let is_about =
        |line: &&written::Line| matches!(&*line.name, "resourceType" | "id" | "meta" | "text");
    let (about, own): (Vec<&written::Line>, Vec<&written::Line>) = sent.iter().partition(is_about);
    let kind = own_kind(&about).unwrap_or_default().to_owned();
    Original {
        kind,
        lines: teller.lines(own),
        about: teller.lines(about),
    }
}

fn own_kind<'s>(about: &[&'s written::Line]) -> Option<&'s str> {
    let kind = about.iter().find(|line| line.name == "resourceType")?;
    parts::leaf(&kind.value)
}

/// Says what was sent. Numbers that must not be shown in full are masked wherever they stand.
pub(crate) struct Teller {
    secrets: Secrets,
}

impl Teller {
    fn lines<'s>(&self, sent: impl IntoIterator<Item = &'s written::Line>) -> Vec<Line> {
        let mut lines = Vec::new();
        for line in sent {
            match line.name.as_str() {
                "" => lines.push(Line {
                    element: Element::More,
                    is_modifier: false,
                    items: self.items("", &line.value),
                }),
                "extension" | "modifierExtension" => self.extensions(line, &mut lines),
                name => lines.push(self.line(name, &line.value)),
            }
        }
        lines
    }

    fn line(&self, name: &str, value: &Written) -> Line {
        Line {
            element: Element::Named(name.to_owned()),
            is_modifier: MODIFIERS.contains(&name),
            items: self.items(name, value),
        }
    }

    /// A line for each extension.
    fn extensions(&self, sent: &written::Line, lines: &mut Vec<Line>) {
        let items = match &sent.value {
            Written::Many(items) => items.as_slice(),
            one => std::slice::from_ref(one),
        };
        lines.extend(items.iter().map(|item| self.extension(&sent.name, item)));
    }

    fn extension(&self, name: &str, item: &Written) -> Line {
        let Written::Lines(members) = item else {
            return self.line(name, item);
        };
        let mut parts = Parts::of(members);
        let url = parts.text("url").map(|url| last_part(url).to_owned());
        let value = parts.take_where(|name| name.starts_with("value"));
        let mut items = value.map_or_else(Vec::new, |(name, value)| self.items(name, value));
        add(&mut items, self.lines(parts.rest()));
        Line {
            element: url.map_or_else(|| Element::Named(name.to_owned()), Element::Extension),
            is_modifier: MODIFIERS.contains(&name),
            items,
        }
    }

    fn items(&self, name: &str, value: &Written) -> Vec<Item> {
        let said = match value {
            Written::Many(many) => {
                return many.iter().flat_map(|one| self.items(name, one)).collect();
            }
            Written::With(value, about) => {
                let mut items = self.items(name, value);
                add(&mut items, self.lines(about));
                return items;
            }
            Written::Lines(lines) => return vec![self.item(name, lines)],
            Written::Text(text) if name == "resourceType" => Said::Kind(text.clone()),
            Written::Word(word) if word == "true" => Said::Flag(true),
            Written::Word(word) if word == "false" => Said::Flag(false),
            Written::Text(text) | Written::Word(text) => self.words(text),
            Written::File { bytes } => Said::File {
                bytes: *bytes,
                media: None,
            },
            Written::More => Said::More,
        };
        vec![Item {
            said: vec![said],
            lines: Vec::new(),
        }]
    }

    /// What is not on the one line of an object has lines of its own.
    fn item(&self, name: &str, lines: &[written::Line]) -> Item {
        let mut parts = Parts::of(lines);
        let is_narrative = parts.has("div");
        let mut item = Item::default();
        one_line::say(self, name, &mut parts, &mut item);
        item.lines.extend(self.lines(parts.rest()));
        if is_narrative {
            // How a narrative was made is no modifier.
            item.lines
                .iter_mut()
                .for_each(|line| line.is_modifier = false);
        }
        item
    }

    fn words(&self, text: &str) -> Said {
        Said::Words(self.safe(text))
    }

    fn safe(&self, text: &str) -> String {
        self.secrets.masked(text)
    }
}

/// `race` of `http://hl7.org/fhir/us/core/StructureDefinition/us-core-race`, or of `…#race`.
fn last_part(url: &str) -> &str {
    let parts = url.rsplit(['/', '#', ':']);
    let last = parts.map(str::trim).find(|part| !part.is_empty());
    last.unwrap_or(url)
}

/// Elements that the specification marks as modifiers, in whichever resource or type they stand. One that is a modifier
/// in some types only is marked in all.
const MODIFIERS: [&str; 21] = [
    "active",
    "clinicalStatus",
    "comparator",
    "deceasedBoolean",
    "deceasedDateTime",
    "deleted",
    "doNotPerform",
    "exclude",
    "implicitRules",
    "intent",
    "isSubpotent",
    "lifecycleStatus",
    "link",
    "mode",
    "modifierExtension",
    "notDone",
    "notGiven",
    "participantStatus",
    "status",
    "use",
    "verificationStatus",
];

/// Adds lines to what they were sent about.
fn add(items: &mut Vec<Item>, lines: Vec<Line>) {
    match items.last_mut() {
        _ if lines.is_empty() => {}
        Some(item) => item.lines.extend(lines),
        None => items.push(Item {
            said: Vec::new(),
            lines,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::last_part;

    #[test]
    fn an_extension_is_called_by_the_last_part_of_its_address() {
        for (url, expected) in [
            (
                "http://h.example/StructureDefinition/us-core-race",
                "us-core-race",
            ),
            ("https://h.example/extensions#term", "term"),
            ("urn:oid:1.2.3", "1.2.3"),
            ("ombCategory", "ombCategory"),
            ("http://h.example/x/", "x"),
            ("//", "//"),
        ] {
            assert_eq!(last_part(url), expected);
        }
    }
}
