//! A MedicationDispense in the patient's words.
//! <https://hl7.org/fhir/R4/medicationdispense.html>

use fhir::{Flaw, MedicationDispense};

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
    dispense: &MedicationDispense<'_>,
    flaws: &[Flaw],
    id: LocalId,
    reader: &mut Reader<'_>,
) -> Entry {
    let inside = &dispense.contained;
    let concept = &dispense.medication_codeable_concept;
    let (name, named_by) =
        medicines::called(concept, &dispense.medication_reference, inside, reader);
    let notes = Note::read(&dispense.note, inside, reader);
    let (lines, is_whole) = lines(dispense, reader);
    let carriers = ["medication", "subject"];
    let unreadable = facts::unreadable(dispense.has_unknown_modifier, flaws, &carriers, &notes);
    let status = dispense.status.as_deref();
    let stands = facts::term(status.filter(|status| *status != "completed"), &STATUS);
    let handed_over = sent::when(dispense.when_handed_over.as_deref());
    let related = dispense
        .context
        .iter()
        .chain(&dispense.authorizing_prescription);
    Entry {
        id,
        source: reader.asked.source,
        identity: Identity::default(),
        part: Part::Fills,
        group: None,
        also: facts::also(concept.as_ref(), name.as_deref()),
        name,
        named_by,
        line: std::iter::once(Told::Term(Term::Fill))
            .chain(stands)
            .collect(),
        when: handed_over.or_else(|| sent::when(dispense.when_prepared.as_deref())),
        place: match unreadable {
            Some(_) => Place::Unclear,
            None => place(status),
        },
        facts: lines.0,
        notes,
        links: related.filter_map(|one| reader.local(one)).collect(),
        incomplete: !flaws.is_empty() || !is_whole,
        unreadable,
    }
}

/// What was recorded, and whether nothing of it had to be held back.
fn lines(dispense: &MedicationDispense<'_>, reader: &mut Reader<'_>) -> (Facts, bool) {
    let inside = &dispense.contained;
    let readable = dispense
        .performer
        .iter()
        .filter(|one| !one.has_unknown_modifier);
    let actors: Vec<_> = readable
        .clone()
        .filter_map(|one| one.actor.as_ref())
        .collect();
    let mut is_whole = readable.count() == dispense.performer.len();
    let amount = |quantity: &Option<fhir::Quantity<'_>>| {
        quantity.as_ref().and_then(sent::quantity).map(Told::Amount)
    };
    let mut lines = Facts::default();
    lines.code(Label::Status, dispense.status.as_deref(), &STATUS);
    let reason = dispense.status_reason_reference.iter();
    let reason = reason.filter_map(|one| medicines::link(one, reader));
    let coded = dispense.status_reason_codeable_concept.iter();
    lines.put(
        Label::StatusReason,
        coded.filter_map(facts::said).chain(reason),
    );
    lines.concepts(Label::Kind, &dispense.kind);
    lines.concepts(Label::Category, &dispense.category);
    lines.put(Label::Amount, amount(&dispense.quantity));
    lines.put(Label::DaysSupply, amount(&dispense.days_supply));
    lines.date(Label::Prepared, dispense.when_prepared.as_deref());
    lines.date(Label::HandedOver, dispense.when_handed_over.as_deref());
    is_whole &= medicines::how_to_take(&mut lines, &dispense.dosage_instruction);
    is_whole &= substitution(&mut lines, dispense);
    lines.who(Label::Performer, actors, inside, reader);
    lines.who(Label::Location, &dispense.location, inside, reader);
    let orders = dispense.authorizing_prescription.iter();
    lines.put(
        Label::Prescription,
        orders.filter_map(|order| medicines::link(order, reader)),
    );
    (lines, is_whole)
}

/// Whether another medicine was given than the one ordered. `false`: it can't be told safely.
#[must_use]
fn substitution(lines: &mut Facts, dispense: &MedicationDispense<'_>) -> bool {
    let Some(substitution) = &dispense.substitution else {
        return true;
    };
    if substitution.has_unknown_modifier {
        return false;
    }
    let answer = substitution.was_substituted.map(|was| match was {
        true => Told::Term(Term::Yes),
        false => Told::Term(Term::No),
    });
    let words = substitution.kind.iter().chain(&substitution.reason);
    let words = words.filter_map(facts::said);
    lines.put(Label::Substituted, answer.into_iter().chain(words));
    true
}

fn place(status: Option<&str>) -> Place {
    match status {
        Some("completed") => Place::Done,
        Some("preparation" | "in-progress" | "on-hold") => Place::Current,
        Some("cancelled" | "declined") => Place::NotDone,
        Some("stopped") => Place::Past,
        Some(_) | None => Place::Unsaid,
    }
}

const STATUS: [(&str, Term); 8] = [
    ("preparation", Term::Preparation),
    ("in-progress", Term::InProgress),
    ("cancelled", Term::Canceled),
    ("on-hold", Term::OnHold),
    ("completed", Term::Completed),
    ("stopped", Term::Stopped),
    ("declined", Term::Declined),
    ("unknown", Term::NotKnown),
];
