//! A Specimen in the patient's words.
//! <https://hl7.org/fhir/R4/specimen.html>

use fhir::{Flaw, Specimen, SpecimenCollection};

use crate::{
    entries::event,
    entry::{Entry, Fact, Part, Place, Told},
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
    sample: &Specimen<'_>,
    flaws: &[Flaw],
    id: LocalId,
    reader: &mut Reader<'_>,
) -> Entry {
    let notes = Note::read(&sample.note, &sample.contained, reader);
    let kind = sample.kind.as_ref();
    let name = kind.and_then(sent::said);
    let carriers = ["type", "subject"];
    let unreadable = facts::unreadable(sample.has_unknown_modifier, flaws, &carriers, &notes);
    let place = match unreadable {
        Some(_) => Place::Unclear,
        None => place(sample.status.as_deref()),
    };
    let collected = collection(sample).and_then(|one| facts::began(&one.collected));
    let hidden = sample.container.iter().any(|one| one.has_unknown_modifier)
        || sample.collection.is_some() && collection(sample).is_none();
    Entry {
        id,
        source: reader.asked.source,
        identity: Identity::default(),
        part: Part::Samples,
        also: facts::also(kind, name.as_deref()),
        group: None,
        name,
        named_by: None,
        line: line(sample, place),
        when: collected.or_else(|| sent::when(sample.received_time.as_deref())),
        place,
        facts: told(sample, reader),
        notes,
        links: Vec::new(),
        incomplete: !flaws.is_empty() || hidden,
        unreadable,
    }
}

fn place(status: Option<&str>) -> Place {
    match status {
        Some("available") => Place::Done,
        Some("unavailable" | "unsatisfactory") => Place::NotDone,
        Some(_) | None => Place::Unsaid,
    }
}

/// What a list says beside the name: why it may be of no use, and where in the body it is from.
fn line(sample: &Specimen<'_>, place: Place) -> Vec<Told> {
    if place == Place::Unclear {
        return Vec::new();
    }
    let status = event::said(sample.status.as_deref(), "available", &STATUS);
    let state = sample.condition.iter().filter_map(facts::said);
    let site = collection(sample).and_then(|one| one.body_site.as_ref());
    let site = site.and_then(facts::said);
    status.into_iter().chain(state).chain(site).collect()
}

/// How it was taken, unless something unknown may change the meaning of that.
fn collection<'s, 'a>(sample: &'s Specimen<'a>) -> Option<&'s SpecimenCollection<'a>> {
    let sent = sample.collection.as_ref();
    sent.filter(|one| !one.has_unknown_modifier)
}

fn told(sample: &Specimen<'_>, reader: &mut Reader<'_>) -> Vec<Fact> {
    let inside = &sample.contained;
    let mut lines = Facts::default();
    lines.code(Label::Status, sample.status.as_deref(), &STATUS);
    lines.concepts(Label::SampleState, &sample.condition);
    if let Some(taking) = collection(sample) {
        lines.timed(Label::Collected, &taking.collected);
        lines.concepts(Label::Method, &taking.method);
        lines.concepts(Label::BodySite, &taking.body_site);
        lines.amount(Label::Amount, taking.quantity.as_ref());
        lines.who(Label::Collector, &taking.collector, inside, reader);
    }
    lines.date(Label::Received, sample.received_time.as_deref());
    let readable = sample.container.iter();
    let readable = readable.filter(|one| !one.has_unknown_modifier);
    lines.concepts(
        Label::Container,
        readable.filter_map(|one| one.kind.as_ref()),
    );
    let number = sample.accession_identifier.as_ref();
    let number = number.filter(|number| number.usage.as_deref() != Some("old"));
    let number = number.and_then(|number| number.value.as_deref());
    lines.words(Label::LabNumber, number);
    lines.items(Label::Request, &sample.request, inside, reader);
    lines.0
}

const STATUS: [(&str, Term); 3] = [
    ("available", Term::Available),
    ("unavailable", Term::Unavailable),
    ("unsatisfactory", Term::Unsatisfactory),
];
