//! A MedicationAdministration in the patient's words.
//! <https://hl7.org/fhir/R4/medicationadministration.html>

use fhir::{AdministrationDosage, Flaw, MedicationAdministration};

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
    value::Value,
};

/// Reads one.
pub(crate) fn entry(
    given: &MedicationAdministration<'_>,
    flaws: &[Flaw],
    id: LocalId,
    reader: &mut Reader<'_>,
) -> Entry {
    let inside = &given.contained;
    let concept = &given.medication_codeable_concept;
    let (name, named_by) = medicines::called(concept, &given.medication_reference, inside, reader);
    let notes = Note::read(&given.note, inside, reader);
    let (lines, is_whole) = lines(given, reader);
    let carriers = ["medication", "subject"];
    let unreadable = facts::unreadable(given.has_unknown_modifier, flaws, &carriers, &notes);
    let status = given.status.as_deref();
    let stands = facts::term(status.filter(|status| *status != "completed"), &STATUS);
    let related = given.context.iter().chain(&given.request);
    Entry {
        id,
        source: reader.asked.source,
        identity: Identity::default(),
        part: Part::Fills,
        group: None,
        also: facts::also(concept.as_ref(), name.as_deref()),
        name,
        named_by,
        line: std::iter::once(Told::Term(Term::DoseInCare))
            .chain(stands)
            .collect(),
        when: facts::began(&given.effective),
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
fn lines(given: &MedicationAdministration<'_>, reader: &mut Reader<'_>) -> (Facts, bool) {
    let inside = &given.contained;
    let readable = given
        .performer
        .iter()
        .filter(|one| !one.has_unknown_modifier);
    let actors: Vec<_> = readable
        .clone()
        .filter_map(|one| one.actor.as_ref())
        .collect();
    let mut is_whole = readable.count() == given.performer.len();
    let mut lines = Facts::default();
    lines.code(Label::Status, given.status.as_deref(), &STATUS);
    lines.concepts(Label::StatusReason, &given.status_reason);
    lines.concepts(Label::Category, &given.category);
    lines.timed(Label::When, &given.effective);
    if let Some(dosage) = &given.dosage {
        match dosage.has_unknown_modifier {
            true => is_whole = false,
            false => dose(&mut lines, dosage),
        }
    }
    medicines::reasons(
        &mut lines,
        &given.reason_code,
        &given.reason_reference,
        reader,
    );
    lines.who(Label::Performer, actors, inside, reader);
    let order = given.request.as_ref();
    let order = order.and_then(|order| medicines::link(order, reader));
    lines.put(Label::Prescription, order);
    (lines, is_whole)
}

fn dose(lines: &mut Facts, dosage: &AdministrationDosage<'_>) {
    let amount = |quantity: &fhir::Quantity<'_>| sent::quantity(quantity).map(Told::Amount);
    lines.words(Label::Dosage, dosage.text.as_deref());
    lines.put(Label::Dose, dosage.dose.as_ref().and_then(amount));
    let ratio = dosage.rate_ratio.as_ref();
    let ratio = ratio.and_then(|ratio| sent::value(fhir::Value::Ratio(ratio)));
    let speed = dosage.rate_quantity.as_ref().and_then(sent::quantity);
    let speed = ratio.or(speed.map(Value::Measured));
    lines.put(Label::Rate, speed.map(Told::Value));
    lines.concepts(Label::Route, &dosage.route);
    lines.concepts(Label::BodySite, &dosage.site);
    lines.concepts(Label::DoseMethod, &dosage.method);
}

fn place(status: Option<&str>) -> Place {
    match status {
        Some("completed") => Place::Done,
        Some("in-progress" | "on-hold") => Place::Current,
        Some("not-done") => Place::NotDone,
        Some("stopped") => Place::Past,
        Some(_) | None => Place::Unsaid,
    }
}

const STATUS: [(&str, Term); 6] = [
    ("in-progress", Term::InProgress),
    ("not-done", Term::DoseNotGiven),
    ("on-hold", Term::OnHold),
    ("completed", Term::Completed),
    ("stopped", Term::Stopped),
    ("unknown", Term::NotKnown),
];
