//! A MedicationStatement in the patient's words.
//! <https://hl7.org/fhir/R4/medicationstatement.html>

use fhir::{Flaw, MedicationStatement};

use crate::{
    entries::medicines,
    entry::{Entry, Part, Place, Told},
    facts::{self, Facts},
    identity::Identity,
    ids::LocalId,
    label::Label,
    note::Note,
    reader::Reader,
    sent,
    term::Term,
};

/// Reads one.
pub(crate) fn entry(
    said: &MedicationStatement<'_>,
    flaws: &[Flaw],
    id: LocalId,
    reader: &mut Reader<'_>,
) -> Entry {
    let inside = &said.contained;
    let concept = &said.medication_codeable_concept;
    let (name, named_by) = medicines::called(concept, &said.medication_reference, inside, reader);
    let notes = Note::read(&said.note, inside, reader);
    let (lines, is_whole) = lines(said, reader);
    let carriers = ["medication", "subject"];
    let unreadable = facts::unreadable(said.has_unknown_modifier, flaws, &carriers, &notes);
    let status = said.status.as_deref();
    let asserted = || sent::when(said.date_asserted.as_deref());
    Entry {
        id,
        source: reader.asked.source,
        identity: Identity::default(),
        part: Part::Fills,
        group: None,
        also: facts::also(concept.as_ref(), name.as_deref()),
        name,
        named_by,
        line: std::iter::once(Told::Term(Term::ReportedMedicine))
            .chain(facts::term(status, &STATUS))
            .collect(),
        when: facts::began(&said.effective).or_else(asserted),
        place: match unreadable {
            Some(_) => Place::Unclear,
            None => place(status),
        },
        facts: lines.0,
        notes,
        links: said
            .context
            .iter()
            .filter_map(|visit| reader.local(visit))
            .collect(),
        incomplete: !flaws.is_empty() || !is_whole,
        unreadable,
    }
}

/// What was recorded, and whether nothing of it had to be held back.
fn lines(said: &MedicationStatement<'_>, reader: &mut Reader<'_>) -> (Facts, bool) {
    let mut lines = Facts::default();
    lines.code(Label::Status, said.status.as_deref(), &STATUS);
    lines.concepts(Label::StatusReason, &said.status_reason);
    lines.concepts(Label::Category, &said.category);
    lines.timed(Label::When, &said.effective);
    let is_whole = medicines::how_to_take(&mut lines, &said.dosage);
    medicines::reasons(
        &mut lines,
        &said.reason_code,
        &said.reason_reference,
        reader,
    );
    lines.date(Label::Asserted, said.date_asserted.as_deref());
    lines.who(
        Label::InformationSource,
        &said.information_source,
        &said.contained,
        reader,
    );
    (lines, is_whole)
}

/// What is on hold is still on the list of what is taken: its status says so beside it.
fn place(status: Option<&str>) -> Place {
    match status {
        Some("active" | "on-hold") => Place::Current,
        Some("intended") => Place::Coming,
        Some("completed" | "stopped") => Place::Past,
        Some("not-taken") => Place::NotDone,
        Some(_) | None => Place::Unsaid,
    }
}

const STATUS: [(&str, Term); 7] = [
    ("active", Term::Taking),
    ("completed", Term::Completed),
    ("intended", Term::Intended),
    ("stopped", Term::Stopped),
    ("on-hold", Term::OnHold),
    ("unknown", Term::NotKnown),
    ("not-taken", Term::NotTaken),
];
