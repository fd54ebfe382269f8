//! A Procedure in the patient's words.
//! <https://hl7.org/fhir/R4/procedure.html>

use fhir::{Flaw, Procedure};

use crate::{
    entries::event,
    entry::{Entry, Fact, Part, Place, Told},
    facts::{self, Facts},
    identity::Identity,
    ids::LocalId,
    label::Label,
    note::Note,
    reader::Reader,
    sent, told,
};

/// Reads one.
pub(crate) fn entry(
    procedure: &Procedure<'_>,
    flaws: &[Flaw],
    id: LocalId,
    reader: &mut Reader<'_>,
) -> Entry {
    let notes = Note::read(&procedure.note, &procedure.contained, reader);
    let code = procedure.code.as_ref();
    let name = code.and_then(sent::said);
    let carriers = ["code", "subject"];
    let unreadable = facts::unreadable(procedure.has_unknown_modifier, flaws, &carriers, &notes);
    let place = match unreadable {
        Some(_) => Place::Unclear,
        None => event::absent(code).unwrap_or(event::place(procedure.status.as_deref())),
    };
    let visit = procedure.encounter.iter();
    Entry {
        id,
        source: reader.asked.source,
        identity: Identity::read(code, &procedure.identifier, reader.asked.source),
        part: Part::Procedures,
        also: facts::also(code, name.as_deref()),
        group: None,
        name,
        named_by: None,
        line: line(procedure, place),
        when: facts::began(&procedure.performed),
        place,
        facts: told(procedure, reader),
        notes,
        links: visit.filter_map(|visit| reader.local(visit)).collect(),
        incomplete: !flaws.is_empty() || hides_something(procedure),
        unreadable,
    }
}

/// What a list says beside the name: how far it has come unless it is done, and where in the body.
fn line(procedure: &Procedure<'_>, place: Place) -> Vec<Told> {
    if place == Place::Unclear {
        return Vec::new();
    }
    let status = event::said(procedure.status.as_deref(), "completed", &event::EVENT);
    let sites = procedure.body_site.iter().filter_map(facts::said);
    status.into_iter().chain(sites).collect()
}

fn told(procedure: &Procedure<'_>, reader: &mut Reader<'_>) -> Vec<Fact> {
    let inside = &procedure.contained;
    let mut lines = Facts::default();
    if event::absent(procedure.code.as_ref()).is_none() {
        lines.code(Label::Status, procedure.status.as_deref(), &event::EVENT);
    }
    lines.concepts(Label::StatusReason, &procedure.status_reason);
    lines.timed(Label::When, &procedure.performed);
    lines.concepts(Label::Category, &procedure.category);
    lines.concepts(Label::BodySite, &procedure.body_site);
    people(procedure, &mut lines, reader);
    lines.who(Label::Location, &procedure.location, inside, reader);
    let (codes, items) = (&procedure.reason_code, &procedure.reason_reference);
    lines.concepts_and_items(Label::Reason, codes, items, inside, reader);
    devices(procedure, &mut lines, reader);
    lines.concepts(Label::Outcome, &procedure.outcome);
    let (codes, items) = (&procedure.complication, &procedure.complication_detail);
    lines.concepts_and_items(Label::Complication, codes, items, inside, reader);
    lines.concepts(Label::FollowUp, &procedure.follow_up);
    lines.items(Label::Report, &procedure.report, inside, reader);
    lines.items(Label::Request, &procedure.based_on, inside, reader);
    lines.who(Label::Recorder, &procedure.recorder, inside, reader);
    lines.who(Label::Asserter, &procedure.asserter, inside, reader);
    lines.0
}

fn people(procedure: &Procedure<'_>, lines: &mut Facts, reader: &mut Reader<'_>) {
    let people = procedure.performer.iter();
    let people = people.filter(|one| !one.has_unknown_modifier);
    let people = people.filter_map(|one| {
        told::performer(
            one.actor.as_ref(),
            one.function.as_ref(),
            one.on_behalf_of.as_ref(),
            &procedure.contained,
            reader,
        )
    });
    lines.put(Label::Performer, people);
}

/// What was put in, changed or taken out, and what was used.
fn devices(procedure: &Procedure<'_>, lines: &mut Facts, reader: &Reader<'_>) {
    let inside = &procedure.contained;
    let readable = procedure.focal_device.iter();
    let readable = readable.filter(|one| !one.has_unknown_modifier);
    let devices = readable.filter_map(|one| {
        let mut lines = Facts::default();
        lines.items(Label::Name, &one.manipulated, inside, reader);
        lines.concepts(Label::Action, &one.action);
        lines.group()
    });
    lines.put(Label::Device, devices);
    let (codes, items) = (&procedure.used_code, &procedure.used_reference);
    lines.concepts_and_items(Label::Used, codes, items, inside, reader);
}

/// Parts of it are not shown, because something unknown may change their meaning.
fn hides_something(procedure: &Procedure<'_>) -> bool {
    let people = procedure.performer.iter();
    let devices = procedure.focal_device.iter();
    let devices = devices.map(|one| one.has_unknown_modifier);
    let mut all = people.map(|one| one.has_unknown_modifier).chain(devices);
    all.any(|hidden| hidden)
}
