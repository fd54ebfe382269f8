//! Where elements begin and end in a JSON text, sound or not. Knows brackets, commas and quotes; nothing of FHIR.

use std::ops::Range;

/// One step from a container to an element in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step<'t> {
    /// A member of an object, by name.
    Member(&'t str),
    /// An item of an array, by position.
    Item(usize),
}

/// A JSON text of which parts are already gone.
#[derive(Clone, Copy)]
pub(crate) struct Outline<'t> {
    pub(crate) text: &'t str,
    pub(crate) gone: &'t [Range<usize>],
}

impl<'t> Outline<'t> {
    /// The element that began last before this offset. It is the one in which, or right after which, a reader that
    /// stopped there met what it could not read.
    pub(crate) fn last_before(self, offset: usize) -> Option<Spot<'t>> {
        let mut walk = Walk::new(self);
        let mut last = None;
        while let Some(event) = walk.next_event() {
            match event {
                Event::Began(begin) if begin >= offset => break,
                Event::Began(begin) => last = Some(begin),
                Event::Ended { .. } => {}
            }
        }
        let begin = last?;
        let mut walk = Walk::new(self);
        walk.seek(begin).then(|| Spot {
            begin,
            steps: walk.steps(),
        })
    }

    /// What to take out so that the element so many steps towards the spot is gone and the JSON stays whole.
    pub(crate) fn cut(self, spot: &Spot<'t>, steps: usize) -> Option<Range<usize>> {
        let mut walk = Walk::new(self);
        if walk.seek(spot.begin) {
            walk.cut(steps)
        } else {
            None
        }
    }
}

/// An element: where it begins, and the way to it.
#[derive(Debug)]
pub(crate) struct Spot<'t> {
    begin: usize,
    pub(crate) steps: Vec<Step<'t>>,
}

enum Event {
    Began(usize),
    Ended {
        level: usize,
        at: usize,
        by_comma: bool,
    },
}

/// A container that is open, and the element in it that is.
struct Level {
    is_array: bool,
    index: usize,
    comma: Option<usize>,
    element: Option<Element>,
}

struct Element {
    begin: usize,
    name: Range<usize>,
    comma_before: Option<usize>,
}

struct Walk<'t> {
    outline: Outline<'t>,
    at: usize,
    levels: Vec<Level>,
}

impl<'t> Walk<'t> {
    fn new(outline: Outline<'t>) -> Self {
        Walk {
            outline,
            at: 0,
            levels: Vec::new(),
        }
    }

    /// Goes to where the element begins that begins here.
    fn seek(&mut self, begin: usize) -> bool {
        while let Some(event) = self.next_event() {
            if matches!(event, Event::Began(at) if at == begin) {
                return true;
            }
        }
        false
    }

    fn steps(&self) -> Vec<Step<'t>> {
        let open = self
            .levels
            .iter()
            .filter_map(|level| Some((level, level.element.as_ref()?)));
        open.map(|(level, element)| match level.is_array {
            true => Step::Item(level.index),
            false => Step::Member(
                self.outline
                    .text
                    .get(element.name.clone())
                    .unwrap_or_default(),
            ),
        })
        .collect()
    }

    /// Goes to where the element that is open at this depth ends, and says what to take out.
    fn cut(mut self, depth: usize) -> Option<Range<usize>> {
        let element = self
            .levels
            .get_mut(depth.checked_sub(1)?)?
            .element
            .as_ref()?;
        let (begin, comma_before) = (element.begin, element.comma_before);
        while let Some(event) = self.next_event() {
            let Event::Ended {
                level,
                at,
                by_comma,
            } = event
            else {
                continue;
            };
            if level > depth {
                continue;
            }
            return Some(match (by_comma, comma_before) {
                (true, _) => begin..at + 1,
                (false, Some(comma)) => comma..at,
                (false, None) => begin..at,
            });
        }
        None
    }

    /// The next beginning or end of an element that is still there.
    fn next_event(&mut self) -> Option<Event> {
        loop {
            let here = self.at;
            let byte = *self.outline.text.as_bytes().get(here)?;
            self.at += 1;
            let event = match byte {
                b' ' | b'\t' | b'\r' | b'\n' | b':' => None,
                b',' => self.comma(here),
                b'}' | b']' => self.close(here),
                b'{' | b'[' => {
                    let began = self.item(here);
                    self.levels.push(Level {
                        is_array: byte == b'[',
                        index: 0,
                        comma: None,
                        element: None,
                    });
                    began
                }
                b'"' => {
                    self.skip_string();
                    let name = here + 1..(self.at.saturating_sub(1)).max(here + 1);
                    self.member(here, name).or_else(|| self.item(here))
                }
                _ => {
                    self.skip_word();
                    self.item(here)
                }
            };
            if event.is_some() && !self.outline.gone.iter().any(|gone| gone.contains(&here)) {
                return event;
            }
        }
    }

    fn comma(&mut self, here: usize) -> Option<Event> {
        let is_gone = self.outline.gone.iter().any(|gone| gone.contains(&here));
        let depth = self.levels.len();
        let level = self.levels.last_mut()?;
        level.index += 1;
        level.element = None;
        if !is_gone {
            level.comma = Some(here);
        }
        Some(Event::Ended {
            level: depth,
            at: here,
            by_comma: true,
        })
    }

    fn close(&mut self, here: usize) -> Option<Event> {
        let level = self.levels.len();
        self.levels.pop()?;
        Some(Event::Ended {
            level,
            at: here,
            by_comma: false,
        })
    }

    /// A value begins: in an array, that is where an item begins.
    fn item(&mut self, here: usize) -> Option<Event> {
        let level = self.levels.last_mut()?;
        (level.is_array && level.element.is_none()).then(|| level.open(here, 0..0))
    }

    /// A text begins: in an object that waits for a name, that is where a member begins.
    fn member(&mut self, here: usize, name: Range<usize>) -> Option<Event> {
        let level = self.levels.last_mut()?;
        (!level.is_array && level.element.is_none()).then(|| level.open(here, name))
    }

    fn skip_string(&mut self) {
        let mut rest = self
            .outline
            .text
            .as_bytes()
            .get(self.at..)
            .unwrap_or_default()
            .iter();
        while let Some(byte) = rest.next() {
            self.at += 1;
            match byte {
                b'"' => return,
                b'\\' => self.at += usize::from(rest.next().is_some()),
                _ => {}
            }
        }
    }

    fn skip_word(&mut self) {
        let rest = self
            .outline
            .text
            .as_bytes()
            .get(self.at..)
            .unwrap_or_default();
        self.at += rest
            .iter()
            .take_while(|byte| !b" \t\r\n:,{}[]\"".contains(byte))
            .count();
    }
}

impl Level {
    fn open(&mut self, begin: usize, name: Range<usize>) -> Event {
        self.element = Some(Element {
            begin,
            name,
            comma_before: self.comma,
        });
        Event::Began(begin)
    }
}

#[cfg(test)]
mod tests {
    use super::{Outline, Step};
    use std::ops::Range;

    /// Cuts the element that began last before the `^`, which is not part of the text.
    #[track_caller]
    fn check(marked: &str, expected_path: &str, expected: &str) {
        let offset = marked.find('^').expect("a mark");
        let text = marked.replacen('^', "", 1);
        assert_eq!(
            cut(&text, &[], offset),
            (expected_path.to_owned(), expected.to_owned())
        );
    }

    fn cut(text: &str, gone: &[Range<usize>], offset: usize) -> (String, String) {
        let outline = Outline { text, gone };
        let spot = outline.last_before(offset).expect("an element");
        let range = outline.cut(&spot, spot.steps.len()).expect("an end");
        let path: Vec<String> = spot
            .steps
            .iter()
            .map(|step| match step {
                Step::Member(name) => (*name).to_owned(),
                Step::Item(index) => index.to_string(),
            })
            .collect();
        (
            path.join("/"),
            format!(
                "{}{}",
                text.get(..range.start).unwrap_or_default(),
                text.get(range.end..).unwrap_or_default()
            ),
        )
    }

    #[test]
    fn a_member_goes_with_its_comma() {
        check(r#"{"a":1^,"b":2}"#, "a", r#"{"b":2}"#);
        check(r#"{"a":1,"b":2^}"#, "b", r#"{"a":1}"#);
        check(r#"{"a":1^}"#, "a", "{}");
    }

    #[test]
    fn an_item_goes_with_its_comma() {
        check("[1^,2,3]", "0", "[2,3]");
        check("[1,2^,3]", "1", "[1,3]");
        check("[1,2,3^]", "2", "[1,2]");
    }

    #[test]
    fn the_innermost_element_goes() {
        check(
            r#"{"a":[{"b":{"c":^1}},2]}"#,
            "a/0/b/c",
            r#"{"a":[{"b":{}},2]}"#,
        );
    }

    #[test]
    fn brackets_and_commas_inside_texts_do_not_count() {
        check(r#"{"a":"},]\"\\","b":[^x,"y"]}"#, "b", r#"{"a":"},]\"\\"}"#);
    }

    #[test]
    fn what_is_gone_is_passed_over() {
        let text = r#"{"a":["x","y","z"]}"#;
        let gone = Vec::from_iter(std::iter::once(10..17));
        assert_eq!(cut(text, &gone, text.len()).0, "a/0");
    }

    #[test]
    fn a_text_that_ends_too_early_has_no_end_to_cut_at() {
        let outline = Outline {
            text: r#"{"a":{"b":"c"#,
            gone: &[],
        };
        let spot = outline.last_before(100).expect("an element");
        assert_eq!(outline.cut(&spot, 1), None);
    }
}
