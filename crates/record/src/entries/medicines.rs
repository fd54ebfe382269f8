//! What a dispense, an administration and a statement say in the same words: which medicine, how to take it, what for.

use fhir::{CodeableConcept, Contained, Dosage, Reference};

use crate::{
    entry::{Fact, Told},
    facts::{self, Facts},
    instruction::{self, How, Part},
    label::Label,
    names::Mention,
    prescription,
    reader::Reader,
    sent,
    term::Term,
};

/// The name in the entry's own words, else somebody else's: of the Medication it refers to. A bare code if there is
/// nothing else.
pub(crate) fn called(
    concept: &Option<CodeableConcept<'_>>,
    reference: &Option<Reference<'_>>,
    contained: &[Contained<'_>],
    reader: &mut Reader<'_>,
) -> (Option<String>, Option<Mention>) {
    let name = prescription::name(concept.as_ref(), reference.as_ref(), contained, reader);
    let elsewhere = name.own.is_none() && (name.display.is_some() || name.reference.is_some());
    let named_by = elsewhere.then_some(Mention {
        name: name.display,
        reference: name.reference,
    });
    let code = name.code.filter(|_| named_by.is_none());
    (name.own.or(code), named_by)
}

/// The lines for how to take it, in their order. `false`: there is something in them that may change their meaning, and
/// none is shown.
#[must_use]
pub(crate) fn how_to_take(lines: &mut Facts, dosages: &[Dosage<'_>]) -> bool {
    if dosages.iter().any(Dosage::has_unknown_modifier) {
        return false;
    }
    let told = instruction::in_order(dosages).into_iter();
    lines.put(Label::HowToTake, told.flat_map(one_way));
    true
}

/// As written; from codes no sentence is put together here, they are told part by part.
fn one_way(dosage: &Dosage<'_>) -> Vec<Told> {
    let Some((how, also)) = instruction::instruction(dosage, false) else {
        return Vec::new();
    };
    let first = match how {
        How::Written(text) => Told::Words(text),
        How::Codes(parts) => Told::Group(in_parts(parts, dosage)),
        How::PutTogether(_) => return Vec::new(),
    };
    let also = also.into_iter().map(Told::Words);
    std::iter::once(first).chain(also).collect()
}

fn in_parts(parts: Vec<(Part, String)>, dosage: &Dosage<'_>) -> Vec<Fact> {
    let mut lines = Facts::default();
    for (part, words) in parts {
        lines.put(label(part), [Told::Words(words)]);
    }
    let as_needed = dosage.as_needed_boolean == Some(true);
    lines.put(Label::AsNeeded, as_needed.then_some(Told::Term(Term::Yes)));
    lines.0
}

fn label(part: Part) -> Label {
    match part {
        Part::Method => Label::DoseMethod,
        Part::Dose => Label::Dose,
        Part::Route => Label::Route,
        Part::Site => Label::BodySite,
        Part::Timing => Label::Timing,
        Part::AsNeeded => Label::AsNeeded,
        Part::Most => Label::Most,
    }
}

/// What for: by code, and by the words beside a reference.
pub(crate) fn reasons(
    lines: &mut Facts,
    codes: &[CodeableConcept<'_>],
    references: &[Reference<'_>],
    reader: &Reader<'_>,
) {
    let named = references.iter().filter_map(|one| link(one, reader));
    let coded = codes.iter().filter_map(facts::said);
    lines.put(Label::Reason, coded.chain(named));
}

/// Another item of the record by what it is called beside the reference.
pub(crate) fn link(reference: &Reference<'_>, reader: &Reader<'_>) -> Option<Told> {
    let words = sent::words(reference.words());
    match reader.local(reference) {
        Some(id) => Some(Told::Link(id, words)),
        None => words.map(Told::Words),
    }
}
