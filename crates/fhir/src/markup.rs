//! The words of a narrative without its markup. What is returned is text and nothing else.

/// Elements after which a new line begins.
const BLOCKS: [&str; 20] = [
    "p", "div", "br", "tr", "li", "ul", "ol", "dl", "dt", "dd", "table", "caption", "h1", "h2",
    "h3", "h4", "h5", "h6", "hr", "pre",
];

/// Elements whose content is no text.
const UNSAID: [&str; 2] = ["script", "style"];

/// The text, a line for each block, the cells of a table set apart.
pub(crate) fn plain(markup: &str) -> String {
    let mut lines = Lines::default();
    let mut rest = markup;
    while let Some((text, tag)) = rest.split_once('<') {
        lines.say(text);
        let begins = |first: char| first.is_ascii_alphabetic() || matches!(first, '/' | '!' | '?');
        if !tag.starts_with(begins) {
            lines.say("<");
            rest = tag;
            continue;
        }
        let Some((name, behind)) = opened(tag) else {
            rest = "";
            lines.say("<");
            lines.say(tag);
            continue;
        };
        rest = behind;
        match name.as_str() {
            name if UNSAID.contains(&name) => rest = after_close(rest, name),
            "td" | "th" => lines.next_cell(),
            name if BLOCKS.contains(&name) => lines.end(),
            _ => {}
        }
    }
    lines.say(rest);
    lines.end();
    lines.said
}

/// What a tag opens, nothing if it closes something, and what stands behind it. `text` begins after its `<`.
fn opened(text: &str) -> Option<(String, &str)> {
    if let Some(comment) = text.strip_prefix("!--") {
        let behind = comment.split_once("-->").map_or("", |(_, behind)| behind);
        return Some((String::new(), behind));
    }
    let is_letter = |letter: &char| letter.is_ascii_alphanumeric();
    let name = text.trim_start_matches('/').chars().take_while(is_letter);
    let name: String = name.map(|letter| letter.to_ascii_lowercase()).collect();
    let ends_a_line = BLOCKS.contains(&name.as_str());
    let name = match text.starts_with('/') && !ends_a_line {
        true => String::new(),
        false => name,
    };
    Some((name, text.get(end_of_tag(text)?..)?))
}

/// Behind the `>` that is not inside quotes; behind the first where quotes do not close.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut quote = None;
    let ends = |byte: u8| {
        match quote {
            None if matches!(byte, b'"' | b'\'') => quote = Some(byte),
            Some(open) if open == byte => quote = None,
            None | Some(_) => {}
        }
        quote.is_none() && byte == b'>'
    };
    let end = text.bytes().position(ends).or_else(|| text.find('>'));
    end.map(|at| at + 1)
}

fn after_close<'t>(text: &'t str, name: &str) -> &'t str {
    let closing = format!("</{name}");
    let found = text
        .char_indices()
        .map(|(at, _)| at)
        .find(|at| starts_with(text.get(*at..).unwrap_or_default(), &closing));
    found.and_then(|at| text.get(at..)).unwrap_or_default()
}

fn starts_with(text: &str, start: &str) -> bool {
    let head = text.as_bytes().get(..start.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes()))
}

/// Text on its way: white space is one space, empty lines are left out.
#[derive(Default)]
struct Lines {
    said: String,
    line: String,
}

impl Lines {
    fn say(&mut self, text: &str) {
        let text = decoded(text);
        let is_apart = |letter: char| letter.is_whitespace();
        if text.starts_with(is_apart) {
            self.space();
        }
        let mut words = text.split_whitespace().peekable();
        while let Some(word) = words.next() {
            self.line.push_str(word);
            if words.peek().is_some() || text.ends_with(is_apart) {
                self.space();
            }
        }
    }

    fn space(&mut self) {
        if !self.line.is_empty() && !self.line.ends_with(' ') {
            self.line.push(' ');
        }
    }

    fn next_cell(&mut self) {
        let has_words = !self.line.trim().is_empty();
        if has_words {
            self.space();
            self.line.push_str("| ");
        }
    }

    fn end(&mut self) {
        let line = self.line.trim();
        if !line.is_empty() {
            if !self.said.is_empty() {
                self.said.push('\n');
            }
            self.said.push_str(line);
        }
        self.line.clear();
    }
}

/// Character references; one that is not known stays as it is.
fn decoded(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        letters.push_str(before);
        let named = after.split_once(';').filter(|(name, _)| name.len() <= 8);
        match named.and_then(|(name, behind)| Some((letter(name)?, behind))) {
            Some((letter, behind)) => {
                letters.push(letter);
                rest = behind;
            }
            None => {
                letters.push('&');
                rest = after;
            }
        }
    }
    letters.push_str(rest);
    letters
}

fn letter(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "deg" => '°',
        "micro" => 'µ',
        name => {
            let number = name.strip_prefix('#')?;
            let number = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(number).filter(|letter| *letter != '\0')?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[track_caller]
    fn check(markup: &str, expected: &str) {
        assert_eq!(plain(markup), expected);
    }

    #[test]
    fn blocks_are_lines_and_cells_are_set_apart() {
        check(
            "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p><b>Pulse</b>:\r\n\t 72</p><table><tr><th>A</th><td>1</td></tr></table></div>",
            "Pulse: 72\nA | 1",
        );
    }

    #[test]
    fn a_reference_is_its_letter() {
        check(
            "5 &lt; 6 &amp;amp; &#xe9;&#233; 98&deg; R&D &unknown; &#0;",
            "5 < 6 &amp; éé 98° R&D &unknown; &#0;",
        );
    }

    #[test]
    fn nothing_of_a_script_or_a_comment_is_said() {
        check(
            "a<script>if (a<b) alert('x')</SCRIPT>b<!-- <p>no</p> -->c<style>p{}",
            "abc",
        );
    }

    #[test]
    fn a_tag_ends_outside_of_quotes() {
        check("<a title=\"a > b\">link</a> 1 < 2, <3", "link 1 < 2, <3");
    }

    #[test]
    fn broken_markup_is_still_text() {
        check("<p>one<p>two <b", "one\ntwo <b");
        check("<", "<");
        check("", "");
    }
}
