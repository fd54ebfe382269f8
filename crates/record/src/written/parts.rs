//! The members of an object while it is being said: whatever is taken is said, and whatever is not is still there.

use fhir::written::{Line, Written};

/// The members that are not said yet.
#[derive(Clone)]
pub(crate) struct Parts<'s>(Vec<&'s Line>);

impl<'s> Parts<'s> {
    pub(crate) fn of(lines: &'s [Line]) -> Parts<'s> {
        Parts(lines.iter().collect())
    }

    pub(crate) fn rest(self) -> Vec<&'s Line> {
        self.0
    }

    /// Whether there are no other members than these; what every element can have does not count.
    /// <https://hl7.org/fhir/R4/element.html>
    pub(crate) fn are_only(&self, names: &[&str]) -> bool {
        let is_known = |name: &str| names.contains(&name) || matches!(name, "id" | "extension");
        self.0.iter().all(|line| is_known(&line.name))
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|line| line.name == name)
    }

    pub(crate) fn has_any(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.has(name))
    }

    pub(crate) fn peek(&self, name: &str) -> Option<&'s Written> {
        let line = self.0.iter().find(|line| line.name == name)?;
        Some(&line.value)
    }

    /// A text or number, left where it is.
    pub(crate) fn peek_text(&self, name: &str) -> Option<&'s str> {
        leaf(self.peek(name)?)
    }

    pub(crate) fn take(&mut self, name: &str) -> Option<&'s Written> {
        self.take_where(|own| own == name).map(|(_, value)| value)
    }

    pub(crate) fn take_where(
        &mut self,
        is_it: impl Fn(&str) -> bool,
    ) -> Option<(&'s str, &'s Written)> {
        let at = self.0.iter().position(|line| is_it(&line.name))?;
        let line = self.0.remove(at);
        Some((&line.name, &line.value))
    }

    /// A text or number, taken only if it is nothing else.
    pub(crate) fn text(&mut self, name: &str) -> Option<&'s str> {
        let text = self.peek_text(name)?;
        self.take(name).map(|_| text)
    }

    /// One or several texts, taken only if they are nothing else.
    pub(crate) fn texts(&mut self, name: &str) -> Vec<&'s str> {
        let texts: Option<Vec<&str>> = match self.peek(name) {
            Some(Written::Many(many)) => many.iter().map(leaf).collect(),
            Some(one) => leaf(one).map(|text| vec![text]),
            None => None,
        };
        let taken = texts.filter(|_| self.take(name).is_some());
        taken.unwrap_or_default()
    }
}

/// A text or number that stands for itself.
pub(crate) fn leaf(value: &Written) -> Option<&str> {
    match value {
        Written::Text(text) | Written::Word(text) => Some(text),
        Written::Lines(_)
        | Written::Many(_)
        | Written::With(..)
        | Written::File { .. }
        | Written::More => None,
    }
}
