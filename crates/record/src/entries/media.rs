//! A Media in the patient's words. The file is not opened here: only that there is one is said, and of which type.
//! <https://hl7.org/fhir/R4/media.html>

use fhir::{Attachment, Decimal, Flaw, Media};

use crate::{
    entries::event,
    entry::{Entry, Fact, Part, Place, Told},
    facts::{self, Facts},
    identity::Identity,
    ids::LocalId,
    label::Label,
    note::Note,
    number::Number,
    reader::Reader,
    sent,
    term::Term,
    unit,
    value::Quantity,
};

/// Reads one.
pub(crate) fn entry(
    media: &Media<'_>,
    flaws: &[Flaw],
    id: LocalId,
    reader: &mut Reader<'_>,
) -> Entry {
    let notes = Note::read(&media.note, &media.contained, reader);
    let carriers = ["type", "modality", "subject"];
    let unreadable = facts::unreadable(media.has_unknown_modifier, flaws, &carriers, &notes);
    let place = match unreadable {
        Some(_) => Place::Unclear,
        None => event::place(media.status.as_deref()),
    };
    let name = name(media);
    let created = facts::began(&media.created);
    let visit = media.encounter.iter();
    Entry {
        id,
        source: reader.asked.source,
        identity: Identity::default(),
        part: Part::Images,
        also: facts::also(media.modality.as_ref(), name.as_deref()),
        group: None,
        name,
        named_by: None,
        line: line(media, place),
        when: created.or_else(|| sent::when(media.issued.as_deref())),
        place,
        facts: told(media, reader),
        notes,
        links: visit.filter_map(|visit| reader.local(visit)).collect(),
        incomplete: !flaws.is_empty(),
        unreadable,
    }
}

/// What it is called: by what it was taken, else what is seen, else the file's name, else what kind of thing it is.
fn name(media: &Media<'_>) -> Option<String> {
    let of = |concept: &Option<fhir::CodeableConcept<'_>>| concept.as_ref().and_then(sent::said);
    let title = || sent::words(media.content.as_ref()?.title.as_deref());
    of(&media.modality)
        .or_else(|| of(&media.view))
        .or_else(title)
        .or_else(|| of(&media.kind))
}

/// What a list says beside the name: how far it has come unless it is done, the kind, and of what it is.
fn line(media: &Media<'_>, place: Place) -> Vec<Told> {
    if place == Place::Unclear {
        return Vec::new();
    }
    let status = event::said(media.status.as_deref(), "completed", &event::EVENT);
    let kind = media.kind.as_ref();
    let kind = kind.and_then(|kind| facts::term_of(kind, &KINDS));
    let site = media.body_site.as_ref().and_then(facts::said);
    status.into_iter().chain(kind).chain(site).collect()
}

fn told(media: &Media<'_>, reader: &mut Reader<'_>) -> Vec<Fact> {
    let inside = &media.contained;
    let mut lines = Facts::default();
    lines.code(Label::Status, media.status.as_deref(), &event::EVENT);
    lines.coded(Label::Kind, &media.kind, &KINDS);
    lines.concepts(Label::Modality, &media.modality);
    lines.concepts(Label::View, &media.view);
    lines.concepts(Label::BodySite, &media.body_site);
    lines.timed(Label::When, &media.created);
    lines.date(Label::Issued, media.issued.as_deref());
    lines.who(Label::Performer, &media.operator, inside, reader);
    lines.concepts(Label::Reason, &media.reason_code);
    lines.words(Label::Device, media.device_name.as_deref());
    let unnamed = media.device.iter();
    let unnamed = unnamed.filter(|_| media.device_name.is_none());
    lines.items(Label::Device, unnamed, inside, reader);
    lines.put(Label::Length, media.duration.map(seconds));
    lines.put(Label::File, media.content.iter().flat_map(file));
    lines.0
}

fn file(content: &Attachment<'_>) -> Vec<Told> {
    let is_there = content.data.is_some() || content.url.is_some();
    let said = [&content.title, &content.content_type];
    let said = said
        .into_iter()
        .filter_map(|text| sent::words(text.as_deref()));
    let there = is_there.then_some(Told::Term(Term::FileSent));
    there.into_iter().chain(said.map(Told::Words)).collect()
}

fn seconds(sent: Decimal<'_>) -> Told {
    Told::Amount(Quantity {
        number: Number(sent.as_str().to_owned()),
        comparator: None,
        unit: unit::spelled("s"),
        code: Some("s".to_owned()),
    })
}

/// <http://terminology.hl7.org/CodeSystem/media-type>
const KINDS: [(&str, Term); 3] = [
    ("image", Term::Picture),
    ("video", Term::Video),
    ("audio", Term::Sound),
];
