//! Names for what a hospital sent, element by element, in each language. What has no row is said by its own name in
//! FHIR, split into English words.

use std::borrow::Cow;

use record::written::Element;

use super::Language;

// Each line is a name, what it is called in English, and in Spanish; in the order of the names.

/// Elements, without the type that a choice ends in: `value` stands for `valueQuantity` too.
const ELEMENTS: &str = include_str!("written/elements.txt");
/// Extensions, by the last part of their address.
const EXTENSIONS: &str = include_str!("written/extensions.txt");
/// Types of resources.
const KINDS: &str = include_str!("written/kinds.txt");

/// English and Spanish.
type Row = [&'static str; 2];

/// What something is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Called {
    /// The words.
    pub words: Cow<'static, str>,
    /// They are English on a page in any language.
    pub is_english: bool,
}

/// The types in which the name of an element can end that has one of several.
/// <https://hl7.org/fhir/R4/formats.html#choice>
const TYPES: [&str; 33] = [
    "Address",
    "Age",
    "Annotation",
    "Attachment",
    "Base64Binary",
    "Boolean",
    "Canonical",
    "Code",
    "CodeableConcept",
    "Coding",
    "ContactPoint",
    "Date",
    "DateTime",
    "Decimal",
    "Duration",
    "HumanName",
    "Id",
    "Identifier",
    "Instant",
    "Integer",
    "Markdown",
    "Money",
    "Period",
    "PositiveInt",
    "Quantity",
    "Range",
    "Ratio",
    "Reference",
    "SampledData",
    "String",
    "Time",
    "Timing",
    "Uri",
];

impl Language {
    /// What an element is called; nothing where it is none.
    pub fn element(self, element: &Element) -> Option<Called> {
        Some(match element {
            Element::Named(name) => self.called(known(name), name),
            Element::Extension(name) => {
                let row = row(EXTENSIONS, name).or_else(|| known(name));
                self.called(row, name)
            }
            Element::More => return None,
        })
    }

    /// What a type of resource is called.
    pub fn kind(self, kind: &str) -> Called {
        self.called(row(KINDS, kind), kind)
    }

    fn called(self, row: Option<Row>, name: &str) -> Called {
        let words = row.map(|[english, spanish]| match self {
            Language::English => english,
            Language::Spanish => spanish,
        });
        Called {
            is_english: words.is_none(),
            words: words.map_or_else(|| Cow::Owned(split(name)), Cow::Borrowed),
        }
    }
}

fn row(table: &'static str, name: &str) -> Option<Row> {
    let mut rows = rows(table);
    rows.find(|(known, _)| *known == name).map(|(_, row)| row)
}

fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, Row)> {
    table.lines().filter_map(|line| {
        let (name, words) = line.split_once('|')?;
        let (english, spanish) = words.split_once('|')?;
        Some((name, [english, spanish]))
    })
}

/// An element by its name, with or without a type at its end.
fn known(name: &str) -> Option<Row> {
    let without_type = || {
        let bases = TYPES.iter().filter_map(|kind| name.strip_suffix(kind));
        bases.filter_map(|base| row(ELEMENTS, base)).next()
    };
    row(ELEMENTS, name).or_else(without_type)
}

/// `somethingNew` and `something-new` are "Something new". What is written in capitals stays so.
fn split(name: &str) -> String {
    let mut words = String::with_capacity(name.len() + 4);
    let mut letters = name.chars().peekable();
    let mut last = ' ';
    while let Some(letter) = letters.next() {
        let is_next_small = letters.peek().is_some_and(|next| next.is_lowercase());
        let begins = letter.is_uppercase() && !last.is_uppercase() && last != ' ';
        match letter {
            '-' | '_' | '.' | ' ' => {
                if last != ' ' {
                    words.push(' ');
                }
                last = ' ';
                continue;
            }
            _ if words.is_empty() => words.extend(letter.to_uppercase()),
            _ if begins && is_next_small => {
                words.push(' ');
                words.extend(letter.to_lowercase());
            }
            _ if begins => words.extend([' ', letter]),
            _ => words.push(letter),
        }
        last = letter;
    }
    match words.trim_end() {
        "" => name.to_owned(),
        words => words.to_owned(),
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
