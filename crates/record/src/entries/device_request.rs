//! A DeviceRequest in the patient's words.
//! <https://hl7.org/fhir/R4/devicerequest.html>

use fhir::{DeviceParameter, DeviceRequest, Flaw};

use super::request;
use crate::{
    entry::{Entry, Part, Place},
    facts::{self, Facts},
    identity::Identity,
    ids::LocalId,
    label::Label,
    note::Note,
    reader::Reader,
    sent,
};

/// Reads one.
pub(crate) fn entry(
    order: &DeviceRequest<'_>,
    flaws: &[Flaw],
    id: LocalId,
    reader: &mut Reader<'_>,
) -> Entry {
    let notes = Note::read(&order.note, &order.contained, reader);
    let code = order.code_codeable_concept.as_ref();
    let device = order.code_reference.as_ref();
    let name = code.and_then(sent::said);
    let unreadable = facts::unreadable(
        order.has_unknown_modifier,
        flaws,
        &["code", "subject"],
        &notes,
    );
    let intent = facts::term(order.intent.as_deref(), &request::INTENT);
    let status = facts::term(order.status.as_deref(), &request::STATUS);
    let others = order.encounter.iter().chain(device);
    let has_hidden = order.parameter.iter().any(|one| one.has_unknown_modifier);
    Entry {
        id,
        source: reader.asked.source,
        identity: Identity::default(),
        part: Part::Orders,
        named_by: device
            .filter(|_| name.is_none())
            .and_then(|device| reader.mention(device, &order.contained)),
        group: None,
        also: facts::also(code, name.as_deref()),
        name,
        line: status.into_iter().chain(intent).collect(),
        when: sent::when(order.authored_on.as_deref()).or_else(|| facts::began(&order.occurrence)),
        place: match unreadable {
            Some(_) => Place::Unclear,
            None => request::place(order.status.as_deref(), None),
        },
        facts: lines(order, reader).0,
        notes,
        links: others.filter_map(|one| reader.local(one)).collect(),
        incomplete: !flaws.is_empty() || order.occurrence.has_timing || has_hidden,
        unreadable,
    }
}

fn lines(order: &DeviceRequest<'_>, reader: &mut Reader<'_>) -> Facts {
    let inside = &order.contained;
    let mut lines = Facts::default();
    lines.code(Label::Status, order.status.as_deref(), &request::STATUS);
    lines.code(Label::Intent, order.intent.as_deref(), &request::INTENT);
    lines.code(
        Label::Priority,
        order.priority.as_deref(),
        &request::PRIORITY,
    );
    lines.items(Label::Product, &order.code_reference, inside, reader);
    let safe = order
        .parameter
        .iter()
        .filter(|one| !one.has_unknown_modifier);
    lines.groups(Label::Setting, safe.map(setting));
    lines.timed(Label::Planned, &order.occurrence);
    lines.reasons(&order.reason_code, &order.reason_reference, inside, reader);
    lines.date(Label::Ordered, order.authored_on.as_deref());
    lines.people(Label::Requester, &order.requester, inside, reader);
    lines.concepts(Label::PerformerKind, &order.performer_type);
    lines.people(Label::Performer, &order.performer, inside, reader);
    lines
}

fn setting(parameter: &DeviceParameter<'_>) -> Facts {
    let mut lines = Facts::default();
    lines.concepts(Label::Kind, &parameter.code);
    lines.value(Label::Setting, &parameter.value);
    lines
}
