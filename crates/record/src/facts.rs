//! Builds the lines of an entry from what was sent. What says nothing makes no line.

use fhir::{CodeableConcept, Contained, Flaw, Reference, Timed};

use crate::{
    entry::{Fact, Told},
    label::Label,
    note::{self, Note},
    reader::Reader,
    sent,
    term::Term,
    value::{Unreadable, Why},
    when::When,
};

/// Lines, in the order in which they are put.
#[derive(Default)]
pub(crate) struct Facts(pub(crate) Vec<Fact>);

impl Facts {
    /// A line of these, unless there are none.
    pub(crate) fn put(&mut self, label: Label, told: impl IntoIterator<Item = Told>) {
        let told: Vec<Told> = told.into_iter().collect();
        if !told.is_empty() {
            self.0.push(Fact { label, told });
        }
    }

    /// A text as sent.
    pub(crate) fn words(&mut self, label: Label, text: Option<&str>) {
        self.put(label, sent::words(text).map(Told::Words));
    }

    /// Concepts, each in the hospital's words.
    pub(crate) fn concepts<'c, 'a: 'c>(
        &mut self,
        label: Label,
        concepts: impl IntoIterator<Item = &'c CodeableConcept<'a>>,
    ) {
        self.put(label, concepts.into_iter().filter_map(said));
    }

    /// Concepts for some codes of which the app has words.
    pub(crate) fn coded<'c, 'a: 'c>(
        &mut self,
        label: Label,
        concepts: impl IntoIterator<Item = &'c CodeableConcept<'a>>,
        table: &[(&str, Term)],
    ) {
        let told = |concept| term_of(concept, table);
        self.put(label, concepts.into_iter().filter_map(told));
    }

    /// A code for some of which the app has words.
    pub(crate) fn code(&mut self, label: Label, code: Option<&str>, table: &[(&str, Term)]) {
        self.put(label, term(code, table));
    }

    /// A date.
    pub(crate) fn date(&mut self, label: Label, text: Option<&str>) {
        self.put(label, sent::when(text).map(Told::When));
    }

    /// A moment, an age, a span or words.
    pub(crate) fn timed(&mut self, label: Label, sent: &Timed<'_>) {
        self.put(label, timed(sent));
    }

    /// People and places.
    pub(crate) fn who<'r, 'a: 'r>(
        &mut self,
        label: Label,
        references: impl IntoIterator<Item = &'r Reference<'a>>,
        contained: &[Contained<'_>],
        reader: &mut Reader<'_>,
    ) {
        let mut told = |reference| Some(Told::Who(reader.mention(reference, contained)?));
        self.put(label, references.into_iter().filter_map(&mut told));
    }
}

/// A concept in the hospital's words.
pub(crate) fn said(concept: &CodeableConcept<'_>) -> Option<Told> {
    sent::said(concept).map(Told::Words)
}

/// A concept by its code, where the app has words for it; else in the hospital's words.
pub(crate) fn term_of(concept: &CodeableConcept<'_>, table: &[(&str, Term)]) -> Option<Told> {
    let known = table.iter().find(|(code, _)| concept.has_code(code));
    known
        .map(|(_, term)| Told::Term(*term))
        .or_else(|| said(concept))
}

/// A code, where the app has words for it; else as sent.
pub(crate) fn term(code: Option<&str>, table: &[(&str, Term)]) -> Option<Told> {
    let code = sent::words(code)?;
    let known = table.iter().find(|(known, _)| *known == code);
    Some(known.map_or(Told::Words(code), |(_, term)| Told::Term(*term)))
}

/// When something was, in the form in which it was sent.
pub(crate) fn timed(sent: &Timed<'_>) -> Option<Told> {
    if let Some(when) = sent::when(sent.date_time.as_deref()) {
        return Some(Told::When(when));
    }
    if let Some(period) = &sent.period {
        let (start, end) = (
            sent::when(period.start.as_deref()),
            sent::when(period.end.as_deref()),
        );
        return (start.is_some() || end.is_some()).then_some(Told::During(start, end));
    }
    if let Some(age) = sent.age.as_deref().and_then(sent::quantity) {
        return Some(Told::Amount(age));
    }
    if let Some(range) = &sent.range {
        let end = |end: &Option<fhir::Quantity<'_>>| end.as_ref().and_then(sent::quantity);
        let (low, high) = (end(&range.low), end(&range.high));
        return (low.is_some() || high.is_some()).then_some(Told::Between(low, high));
    }
    let text = sent::words(sent.words.as_deref())?;
    Some(date(&text).map_or(Told::Words(text), Told::When))
}

/// The day it began or happened.
pub(crate) fn began(sent: &Timed<'_>) -> Option<crate::When> {
    let of_period = || {
        let period = sent.period.as_deref()?;
        sent::when(period.start.as_deref()).or_else(|| sent::when(period.end.as_deref()))
    };
    let of_words = || date(sent.words.as_deref()?);
    sent::when(sent.date_time.as_deref())
        .or_else(of_period)
        .or_else(of_words)
}

/// Some send a date where words are meant.
fn date(words: &str) -> Option<When> {
    match When::read(words) {
        When::AsSent(_) => None,
        when => Some(when),
    }
}

/// Another name in the words of a code, where it says something that the name does not.
pub(crate) fn also(concept: Option<&CodeableConcept<'_>>, name: Option<&str>) -> Option<String> {
    let displays = concept?.coding.iter();
    displays
        .filter_map(|coding| sent::words(coding.display.as_deref()))
        .find(|display| name.is_none_or(|name| !name.eq_ignore_ascii_case(display)))
}

/// Why it can't be read safely, if it can't (reference §2.1 rule 14): something unknown may change the meaning, or one of
/// the elements that carry it is damaged. `carriers` are those beside the modifiers.
pub(crate) fn unreadable(
    has_unknown_modifier: bool,
    flaws: &[Flaw],
    carriers: &[&str],
    notes: &[Note],
) -> Option<Unreadable> {
    let carries = |flaw: &Flaw| {
        let is_carrier = carriers.iter().any(|carrier| flaw.touches(carrier));
        flaw.why != fhir::Why::NotUtf8 && (is_carrier || flaw.touches_meaning())
    };
    let why = match has_unknown_modifier {
        true => Why::UnknownModifier,
        false if flaws.iter().any(carries) => Why::Damaged,
        false => return None,
    };
    let text = note::joined(notes);
    Some(Unreadable { why, text })
}
