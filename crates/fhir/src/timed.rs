//! When something began, happened or ended, in whichever form it was sent: a moment, an age, a span, words.

use crate::{Period, Quantity, Range, Text, slot::Slot};

/// The elements `onsetDateTime`, `onsetAge`, … of one choice: at most one of them is there.
/// <https://hl7.org/fhir/R4/formats.html#choice>
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timed<'a> {
    /// `…DateTime`, `…Date`, `…Instant`
    pub date_time: Option<Text<'a>>,
    /// `…Period`
    pub period: Option<Box<Period<'a>>>,
    /// `…Age`, `…Duration`
    pub age: Option<Box<Quantity<'a>>>,
    /// `…Range`
    pub range: Option<Box<Range<'a>>>,
    /// `…String`
    pub words: Option<Text<'a>>,
    /// `…Timing`, which is not read.
    pub has_timing: bool,
}

impl<'a> Timed<'a> {
    /// The place for one form: the name without its stem, such as `DateTime` of `onsetDateTime`.
    pub(crate) fn form(&mut self, form: &str) -> Slot<'_, 'a> {
        match form {
            "DateTime" | "Date" | "Instant" => Slot::Text(&mut self.date_time),
            "Period" => Slot::One(&mut self.period),
            "Age" | "Duration" => Slot::One(&mut self.age),
            "Range" => Slot::One(&mut self.range),
            "String" => Slot::Text(&mut self.words),
            "Timing" => Slot::Presence(&mut self.has_timing),
            _ => Slot::Ignored,
        }
    }
}

/// The place for a member of a choice type among several: `("onset", &mut self.onset)`, ….
pub(crate) fn choice<'s, 'a, const N: usize>(
    name: &str,
    choices: [(&str, &'s mut Timed<'a>); N],
) -> Slot<'s, 'a> {
    for (stem, timed) in choices {
        if let Some(form) = name.strip_prefix(stem) {
            return timed.form(form);
        }
    }
    Slot::Ignored
}
