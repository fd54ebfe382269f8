//! A resource of a type that has no list of its own: its type, what it calls itself, and its original.

use fhir::{Flaw, Other, Reference};

use crate::{
    entry::{Entry, Part, Place, Told},
    facts::{self, Facts},
    identity::Identity,
    ids::LocalId,
    label::Label,
    reader::Reader,
    sent,
};

/// Reads one.
pub(crate) fn entry(
    other: &Other<'_>,
    flaws: &[Flaw],
    id: LocalId,
    reader: &mut Reader<'_>,
) -> Entry {
    let concepts = |names: &[&str]| {
        let said = |name: &&str| other.concept(name).as_ref().and_then(sent::said);
        names.iter().find_map(said)
    };
    let texts = |names: &[&str]| {
        let said = |name: &&str| sent::words(other.text(name).as_deref());
        names.iter().find_map(said)
    };
    let name = concepts(&["code"])
        .or_else(|| texts(&["title", "name"]))
        .or_else(|| concepts(&["type", "category"]));
    let when = texts(&[
        "date",
        "created",
        "authoredOn",
        "occurrenceDateTime",
        "effectiveDateTime",
        "performedDateTime",
        "started",
    ]);
    let mut lines = Facts::default();
    lines.put(Label::Kind, [Told::Words(other.kind.as_str().to_owned())]);
    lines.put(Label::Status, texts(&["status"]).map(Told::Words));
    lines.put(Label::Description, texts(&["description"]).map(Told::Words));
    lines.date(Label::Date, when.as_deref());
    let unreadable = facts::unreadable(other.has_unknown_modifier, flaws, &[], &[]);
    Entry {
        id,
        source: reader.asked.source,
        identity: Identity::default(),
        part: Part::Others,
        name,
        named_by: None,
        also: None,
        group: None,
        line: vec![Told::Words(other.kind.as_str().to_owned())],
        when: sent::when(when.as_deref()),
        place: match unreadable {
            Some(_) => Place::Unclear,
            None => Place::Unsaid,
        },
        facts: lines.0,
        notes: Vec::new(),
        links: Vec::new(),
        incomplete: !flaws.is_empty(),
        unreadable,
    }
}

/// Whom it is about, in whichever element its type says so.
pub(crate) fn subject<'a>(other: &Other<'a>) -> Option<Reference<'a>> {
    ["subject", "patient", "beneficiary", "for"]
        .iter()
        .find_map(|name| other.reference(name))
}
