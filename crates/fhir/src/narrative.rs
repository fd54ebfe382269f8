//! The hospital's own text for a resource. It comes as markup and leaves as plain text: tags, scripts and styles never
//! get any further than this file.
//! <https://hl7.org/fhir/R4/narrative.html>

mod entity;

use crate::{
    Text,
    slot::{Element, Slot},
};

/// The text of a resource.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Narrative<'a> {
    /// `generated`, `extensions`, `additional`, `empty`.
    pub status: Option<Text<'a>>,
    /// The text, in XHTML.
    pub div: Option<Text<'a>>,
}

impl<'a> Element<'a> for Narrative<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "status" => Slot::Text(&mut self.status),
            "div" => Slot::Text(&mut self.div),
            _ => Slot::Ignored,
        }
    }
}

impl Narrative<'_> {
    /// The text without its markup: blocks and rows on lines of their own. What is longer than a page can show ends
    /// with an ellipsis.
    #[must_use]
    pub fn plain(&self) -> Option<String> {
        let div = self.div.as_deref()?;
        let says_something = self.status.as_deref() != Some("empty");
        let text = says_something.then(|| plain(div))?;
        (!text.is_empty()).then_some(text)
    }
}

/// A text is cut here, in bytes.
const LONGEST: usize = 50_000;

/// A list within a list is set in, but no further than this.
const DEEPEST: usize = 5;

fn plain(markup: &str) -> String {
    let mut lines = Lines::default();
    let mut rest = markup;
    while let Some((text, tag)) = rest.split_once('<') {
        lines.text(text);
        rest = behind_tag(tag, &mut lines);
    }
    lines.text(rest);
    lines.text
}

/// Takes in what stands behind a `<`, and gives the rest.
fn behind_tag<'m>(tag: &'m str, lines: &mut Lines) -> &'m str {
    if let Some(comment) = tag.strip_prefix("!--") {
        return behind(comment, "-->");
    }
    if let Some(data) = tag.strip_prefix("![CDATA[") {
        let (data, rest) = data.split_once("]]>").unwrap_or((data, ""));
        data.chars().for_each(|letter| lines.letter(letter));
        return rest;
    }
    if !tag.starts_with(|first: char| first.is_ascii_alphabetic() || "/!?".contains(first)) {
        // A sign of comparison, not a tag: "A1c < 7".
        lines.letter('<');
        return tag;
    }
    let Some((inner, rest)) = ended(tag) else {
        // Nothing ends behind here, so all that follows is text.
        lines.letter('<');
        lines.text(tag);
        return "";
    };
    let is_end = inner.starts_with('/');
    let name = inner.trim_start_matches('/');
    let mut names = name.split(|letter: char| letter.is_whitespace() || letter == '/');
    let name = names.next().unwrap_or_default().to_ascii_lowercase();
    if matches!(name.as_str(), "script" | "style") && !is_end && !inner.ends_with('/') {
        return behind_content(rest, &name);
    }
    lines.tag(&name, is_end);
    rest
}

/// A tag up to its `>`, and what follows. A `>` inside quotes is not the end, unless the quotes never close.
fn ended(tag: &str) -> Option<(&str, &str)> {
    let mut quote = None;
    let end = tag.char_indices().find(|(_, letter)| {
        match (quote, letter) {
            (None, '>') => return true,
            (None, '"' | '\'') => quote = Some(*letter),
            (Some(open), close) if open == *close => quote = None,
            _ => {}
        }
        false
    });
    let quoted = end.and_then(|(at, _)| {
        let (inner, rest) = tag.split_at_checked(at)?;
        Some((inner, rest.strip_prefix('>')?))
    });
    quoted.or_else(|| tag.split_once('>'))
}

/// What follows the end tag of an element whose content is no text.
fn behind_content<'m>(content: &'m str, name: &str) -> &'m str {
    let mut rest = content;
    while let Some((_, tag)) = rest.split_once("</") {
        let head = tag.get(..name.len()).unwrap_or_default();
        if head.eq_ignore_ascii_case(name) {
            return behind(tag, ">");
        }
        rest = tag;
    }
    ""
}

fn behind<'m>(text: &'m str, end: &str) -> &'m str {
    text.split_once(end).map_or("", |(_, rest)| rest)
}

/// What stands between two words. The stronger one wins.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Cell,
    Line,
}

/// The text so far.
#[derive(Default)]
struct Lines {
    text: String,
    gap: Gap,
    is_item: bool,
    depth: usize,
    is_preformatted: bool,
}

impl Lines {
    fn tag(&mut self, name: &str, is_end: bool) {
        match name {
            "td" | "th" => self.gap = self.gap.max(Gap::Cell),
            "br" | "hr" | "div" | "p" | "ul" | "ol" | "li" | "dl" | "dt" | "dd" | "table"
            | "caption" | "thead" | "tbody" | "tfoot" | "tr" | "h1" | "h2" | "h3" | "h4" | "h5"
            | "h6" | "pre" | "blockquote" | "section" | "article" | "header" | "footer"
            | "address" => self.gap = Gap::Line,
            _ => {}
        }
        match name {
            "li" => self.is_item = !is_end,
            "ul" | "ol" if is_end => self.depth = self.depth.saturating_sub(1),
            "ul" | "ol" => self.depth += 1,
            "pre" => self.is_preformatted = !is_end,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once('&') {
            before.chars().for_each(|letter| self.letter(letter));
            rest = match entity::read(behind) {
                Some((letter, behind)) => {
                    self.letter(letter);
                    behind
                }
                None => {
                    self.letter('&');
                    behind
                }
            };
        }
        rest.chars().for_each(|letter| self.letter(letter));
    }

    fn letter(&mut self, letter: char) {
        if letter == '\n' && self.is_preformatted {
            self.gap = Gap::Line;
        } else if letter.is_whitespace() {
            self.gap = self.gap.max(Gap::Space);
        } else if !letter.is_control() && self.text.len() < LONGEST {
            self.word(letter);
            if self.text.len() >= LONGEST {
                self.text.push('…');
            }
        }
    }

    fn word(&mut self, letter: char) {
        let gap = std::mem::take(&mut self.gap);
        if !self.text.is_empty() {
            self.text.push_str(match gap {
                Gap::None => "",
                Gap::Space => " ",
                Gap::Cell => ", ",
                Gap::Line => "\n",
            });
        }
        if std::mem::take(&mut self.is_item) {
            let depth = self.depth.clamp(1, DEEPEST) - 1;
            self.text.push_str(&"  ".repeat(depth));
            self.text.push_str("• ");
        }
        self.text.push(letter);
    }
}

#[cfg(test)]
mod tests;
