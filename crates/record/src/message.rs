//! A message between the patient and those who care for them.

use fhir::{Communication, Contained, Reference};

use crate::{
    ids::{Keyed, LocalId, SourceId},
    names::Mention,
    order::sort,
    reader::Reader,
    report::Attachment,
    sent,
    when::When,
};

/// One Communication.
/// <https://hl7.org/fhir/R4/communication.html>
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// Which message of which hospital.
    pub id: LocalId,
    /// The hospital.
    pub source: SourceId,
    /// Where it stands there, `Communication/…`, for an answer to point at.
    pub path: Option<String>,
    /// The subject line, in the words of whoever wrote it.
    pub subject: Option<String>,
    /// Who wrote it.
    pub from: Sender,
    /// To whom, the patient left out.
    pub to: Vec<Party>,
    /// When it was sent.
    pub sent: Option<When>,
    /// What it says, piece by piece, as plain text.
    pub text: Vec<String>,
    /// Files that came with it: named, not fetched.
    pub files: Vec<Attachment>,
    /// Other things that it points to, by the words it has for them.
    pub links: Vec<String>,
    /// What became of it.
    pub fate: Fate,
    /// The hospital has not marked it as read.
    pub unread: bool,
    /// Something in it turns its meaning around and we do not know how.
    pub unreadable: bool,
    /// Tells which thread it belongs to: see `thread.rs`.
    pub(crate) ties: Ties,
}

/// Who wrote a message.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Sender {
    /// The patient.
    You,
    /// Somebody else.
    Someone(Party),
    /// It does not say.
    NotSaid,
}

/// Somebody that a message is from or to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Party {
    /// Who.
    pub mention: Mention,
    /// Where they stand at the hospital, `CareTeam/…`, if a message can be addressed to them.
    pub path: Option<String>,
}

/// What became of a message (reference §5.1).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Fate {
    /// It was sent, or there is nothing to say about it.
    Sent,
    /// preparation: not finished.
    Draft,
    /// on-hold or stopped: it is not on its way.
    Held,
    /// not-done: it was never sent; with the reason, if there is one.
    NotDone(Option<String>),
}

/// What ties a message to others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ties {
    pub(crate) part_of: Vec<LocalId>,
    pub(crate) part_of_path: Option<String>,
    pub(crate) in_response_to: Vec<LocalId>,
    pub(crate) based_on: Vec<u128>,
    /// Everyone it is between, as something to compare.
    pub(crate) between: Vec<u128>,
}

impl Message {
    pub(crate) fn read(message: &Communication<'_>, id: LocalId, reader: &mut Reader<'_>) -> Self {
        let from = sender(message.sender.as_ref(), &message.contained, reader);
        let others = message
            .recipient
            .iter()
            .filter(|one| !reader.is_the_patient(one));
        let others: Vec<&Reference<'_>> = others.collect();
        let to = others
            .into_iter()
            .filter_map(|one| party(one, &message.contained, reader));
        let to = to.collect();
        let payload = || message.payload.iter();
        let linked = payload().filter_map(|piece| piece.content_reference.as_ref());
        let status = message.status.as_deref();
        Self {
            id,
            source: reader.asked.source,
            path: sent::words(message.id.as_deref()).map(|id| format!("Communication/{id}")),
            subject: message.topic.as_ref().and_then(sent::said),
            unread: from != Sender::You
                && status == Some("in-progress")
                && message.received.is_none(),
            from,
            to,
            sent: sent::when(message.sent.as_deref()),
            text: payload()
                .filter_map(|piece| sent::words(piece.content_string.as_deref()))
                .collect(),
            files: payload()
                .filter_map(|piece| piece.content_attachment.as_ref())
                .map(Attachment::of)
                .collect(),
            links: linked
                .map(|one| one.words().unwrap_or_default().to_owned())
                .collect(),
            fate: fate(message),
            unreadable: message.has_unknown_modifier(),
            ties: ties(message, reader),
        }
    }

    /// It says nothing itself: the head of a thread, in some systems.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.files.is_empty() && self.links.is_empty()
    }
}

fn sender(
    sender: Option<&Reference<'_>>,
    contained: &[Contained<'_>],
    reader: &mut Reader<'_>,
) -> Sender {
    match sender {
        Some(one) if reader.is_the_patient(one) => Sender::You,
        Some(one) => party(one, contained, reader).map_or(Sender::NotSaid, Sender::Someone),
        None => Sender::NotSaid,
    }
}

/// Somebody with a name or an id; an identifier alone says nothing to a patient.
pub(crate) fn party(
    reference: &Reference<'_>,
    contained: &[Contained<'_>],
    reader: &mut Reader<'_>,
) -> Option<Party> {
    let path = reference
        .local(reader.asked.base)
        .filter(|(kind, _)| ADDRESSED.contains(kind))
        .map(|(kind, id)| format!("{kind}/{id}"));
    let mention = reader.mention(reference, contained)?;
    Some(Party { mention, path })
}

/// Whom a patient's message may go to. The patient and the family are left out: they are no care team.
const ADDRESSED: [&str; 5] = [
    "CareTeam",
    "Practitioner",
    "PractitionerRole",
    "Organization",
    "HealthcareService",
];

fn fate(message: &Communication<'_>) -> Fate {
    match message.status.as_deref() {
        Some("preparation") => Fate::Draft,
        Some("on-hold" | "stopped") => Fate::Held,
        Some("not-done") => Fate::NotDone(message.status_reason.as_ref().and_then(sent::said)),
        _ => Fate::Sent,
    }
}

fn ties(message: &Communication<'_>, reader: &Reader<'_>) -> Ties {
    let local = |references: &[Reference<'_>]| {
        references
            .iter()
            .filter_map(|one| reader.local(one))
            .collect()
    };
    let mut between: Vec<u128> = message
        .recipient
        .iter()
        .chain(&message.sender)
        .filter_map(|one| reader.tie(one))
        .collect();
    sort(&mut between, Ord::cmp);
    between.dedup();
    let mut head = message
        .part_of
        .iter()
        .filter_map(|one| one.local(reader.asked.base));
    Ties {
        part_of: local(&message.part_of),
        part_of_path: head
            .find(|(kind, _)| *kind == "Communication")
            .map(|(kind, id)| format!("{kind}/{id}")),
        in_response_to: local(&message.in_response_to),
        based_on: message
            .based_on
            .iter()
            .filter_map(|one| reader.tie(one))
            .collect(),
        between,
    }
}

impl Keyed for Message {
    fn key(&self) -> LocalId {
        self.id
    }
}
