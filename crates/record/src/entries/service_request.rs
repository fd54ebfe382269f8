//! A ServiceRequest in the patient's words.
//! <https://hl7.org/fhir/R4/servicerequest.html>

use fhir::{Flaw, ServiceRequest};

use super::request;
use crate::{
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
    order: &ServiceRequest<'_>,
    flaws: &[Flaw],
    id: LocalId,
    reader: &mut Reader<'_>,
) -> Entry {
    let notes = Note::read(&order.note, &order.contained, reader);
    let name = order.code.as_ref().and_then(sent::said);
    let unreadable = facts::unreadable(
        order.has_unknown_modifier,
        flaws,
        &["code", "orderDetail", "subject"],
        &notes,
    );
    let intent = facts::term(order.intent.as_deref(), &request::INTENT);
    let status = facts::term(order.status.as_deref(), &request::STATUS);
    let line = match order.do_not_perform {
        Some(true) => vec![Told::Term(Term::NotToBeDone)],
        Some(false) | None => status.into_iter().chain(intent).collect(),
    };
    let others = order.encounter.iter().chain(&order.specimen);
    Entry {
        id,
        source: reader.asked.source,
        identity: Identity::default(),
        part: Part::Orders,
        group: None,
        also: facts::also(order.code.as_ref(), name.as_deref()),
        name,
        named_by: None,
        line,
        when: sent::when(order.authored_on.as_deref()).or_else(|| facts::began(&order.occurrence)),
        place: match unreadable {
            Some(_) => Place::Unclear,
            None => request::place(order.status.as_deref(), order.do_not_perform),
        },
        facts: lines(order, reader).0,
        notes,
        links: others.filter_map(|one| reader.local(one)).collect(),
        incomplete: !flaws.is_empty() || order.occurrence.has_timing,
        unreadable,
    }
}

fn lines(order: &ServiceRequest<'_>, reader: &mut Reader<'_>) -> Facts {
    let inside = &order.contained;
    let mut lines = Facts::default();
    let what = order.code.as_ref().and_then(facts::said);
    if order.do_not_perform == Some(true) {
        let not = [Told::Term(Term::NotToBeDone)];
        lines.put(Label::Activity, not.into_iter().chain(what));
    }
    lines.code(Label::Status, order.status.as_deref(), &request::STATUS);
    lines.code(Label::Intent, order.intent.as_deref(), &request::INTENT);
    lines.code(
        Label::Priority,
        order.priority.as_deref(),
        &request::PRIORITY,
    );
    lines.concepts(Label::Category, &order.category);
    lines.concepts(Label::OrderDetail, &order.order_detail);
    lines.value(Label::Quantity, &order.quantity);
    lines.timed(Label::Planned, &order.occurrence);
    lines.flag(Label::AsNeeded, order.as_needed_boolean);
    lines.concepts(Label::AsNeeded, &order.as_needed_codeable_concept);
    lines.reasons(&order.reason_code, &order.reason_reference, inside, reader);
    lines.concepts(Label::BodySite, &order.body_site);
    lines.items(Label::Sample, &order.specimen, inside, reader);
    lines.words(Label::Instructions, order.patient_instruction.as_deref());
    lines.date(Label::Ordered, order.authored_on.as_deref());
    lines.people(Label::Requester, &order.requester, inside, reader);
    lines.concepts(Label::PerformerKind, &order.performer_type);
    lines.people(Label::Performer, &order.performer, inside, reader);
    lines.concepts(Label::Location, &order.location_code);
    lines.people(Label::Location, &order.location_reference, inside, reader);
    lines
}
