//! An Appointment in the patient's words.
//! <https://hl7.org/fhir/R4/appointment.html>

use fhir::{Appointment, AppointmentParticipant, Contained, Flaw, Reference, Target};

use crate::{
    entry::{Entry, Part, Place, Told},
    facts::{self, Facts},
    identity::Identity,
    ids::LocalId,
    label::Label,
    number::Number,
    reader::Reader,
    sent,
    term::Term,
    told,
    value::Quantity,
};

/// Reads one.
pub(crate) fn entry(
    appointment: &Appointment<'_>,
    flaws: &[Flaw],
    id: LocalId,
    reader: &mut Reader<'_>,
) -> Entry {
    let unreadable = facts::unreadable(
        appointment.has_unknown_modifier,
        flaws,
        &["start", "participant"],
        &[],
    );
    let people = &appointment.participant;
    let start = sent::when(appointment.start.as_deref());
    Entry {
        id,
        source: reader.asked.source,
        identity: Identity::default(),
        part: Part::Appointments,
        name: name(appointment),
        named_by: None,
        group: None,
        also: None,
        line: facts::term(appointment.status.as_deref(), &STATUS)
            .into_iter()
            .collect(),
        when: start.or_else(|| requested(appointment)),
        place: match unreadable {
            Some(_) => Place::Unclear,
            None => place(appointment.status.as_deref()),
        },
        facts: lines(appointment, reader).0,
        notes: Vec::new(),
        links: appointment
            .reason_reference
            .iter()
            .filter_map(|reason| reader.local(reason))
            .collect(),
        incomplete: !flaws.is_empty() || people.iter().any(|one| one.has_unknown_modifier),
        unreadable,
    }
}

/// Whose appointment it is: this patient's if they take part, else that of the patient who does.
pub(crate) fn subject<'r, 'a>(
    appointment: &'r Appointment<'a>,
    reader: &Reader<'_>,
) -> Option<&'r Reference<'a>> {
    let actors = || {
        appointment
            .participant
            .iter()
            .filter_map(|one| one.actor.as_ref())
    };
    actors()
        .find(|actor| reader.is_the_patient(actor))
        .or_else(|| actors().find(|actor| is_a_patient(actor)))
}

fn is_a_patient(actor: &Reference<'_>) -> bool {
    match actor.target() {
        Target::Relative { kind, .. } => kind == "Patient",
        Target::Absolute(url) => url.rsplit('/').nth(1) == Some("Patient"),
        Target::Contained(_)
        | Target::Urn(_)
        | Target::Search { .. }
        | Target::DisplayOnly
        | Target::Other(_) => false,
    }
}

fn name(appointment: &Appointment<'_>) -> Option<String> {
    let services = appointment.service_type.iter();
    let kinds = services.chain(&appointment.appointment_type);
    sent::words(appointment.description.as_deref())
        .or_else(|| {
            kinds
                .clone()
                .find_map(|kind| kind.words().map(str::to_owned))
        })
        .or_else(|| kinds.clone().find_map(sent::said))
}

fn requested(appointment: &Appointment<'_>) -> Option<crate::When> {
    let mut periods = appointment.requested_period.iter();
    periods.find_map(|period| sent::when(period.start.as_deref()))
}

fn lines(appointment: &Appointment<'_>, reader: &mut Reader<'_>) -> Facts {
    let inside = &appointment.contained;
    let mut lines = Facts::default();
    lines.code(Label::Status, appointment.status.as_deref(), &STATUS);
    lines.concepts(Label::StatusReason, &appointment.cancelation_reason);
    lines.date(Label::Start, appointment.start.as_deref());
    lines.date(Label::End, appointment.end.as_deref());
    if appointment.start.is_none() {
        let periods = appointment.requested_period.iter();
        lines.put(Label::RequestedTime, periods.filter_map(told::during));
    }
    let minutes = appointment
        .minutes_duration
        .map(|count| minutes(count.as_str()));
    lines.put(Label::Duration, minutes.map(Told::Amount));
    let name = name(appointment).map(Told::Words);
    let services = appointment.service_type.iter().filter_map(facts::said);
    lines.put(
        Label::Service,
        services.filter(|one| Some(one) != name.as_ref()),
    );
    let kind = &appointment.appointment_type;
    let kind = kind.iter().filter_map(facts::said);
    lines.put(Label::Kind, kind.filter(|one| Some(one) != name.as_ref()));
    lines.concepts(Label::Specialty, &appointment.specialty);
    for one in &appointment.participant {
        if let Some((label, told)) = participant(one, inside, reader) {
            lines.put(label, told);
        }
    }
    let (codes, items) = (&appointment.reason_code, &appointment.reason_reference);
    lines.reasons(codes, items, inside, reader);
    let instruction = appointment.patient_instruction.as_deref();
    lines.words(Label::Instructions, instruction);
    lines.words(Label::Comment, appointment.comment.as_deref());
    lines.date(Label::Date, appointment.created.as_deref());
    lines
}

/// Who or what is needed, and whether they come. Of the patient, only what they answered.
fn participant(
    one: &AppointmentParticipant<'_>,
    inside: &[Contained<'_>],
    reader: &mut Reader<'_>,
) -> Option<(Label, Vec<Told>)> {
    if one.has_unknown_modifier {
        return None;
    }
    let actor = one.actor.as_ref();
    let answered = answered(one.status.as_deref());
    if actor.is_some_and(|actor| reader.is_the_patient(actor)) {
        return Some((Label::PatientAnswer, vec![Told::Term(answered?)]));
    }
    // A room for a video visit may have no name, but what it is for.
    let named = actor.and_then(|actor| told::person(actor, inside, reader));
    let who = named.or_else(|| one.kind.iter().find_map(|kind| kind.words().map(words)))?;
    let is_place = actor.is_some_and(|actor| is_location(actor, reader));
    let needed = match one.required.as_deref() {
        Some("optional") => Some(Term::Optional),
        Some("information-only") => Some(Term::Informed),
        Some(_) | None => None,
    };
    let terms = [needed, answered].into_iter().flatten().map(Told::Term);
    let label = match is_place {
        true => Label::Location,
        false => Label::Participant,
    };
    Some((label, [who].into_iter().chain(terms).collect()))
}

fn words(words: &str) -> Told {
    Told::Words(words.to_owned())
}

fn is_location(actor: &Reference<'_>, reader: &Reader<'_>) -> bool {
    let local = actor.local(reader.asked.base);
    local.is_some_and(|(kind, _)| kind == "Location")
}

/// Whoever has accepted simply comes.
fn answered(status: Option<&str>) -> Option<Term> {
    match status {
        Some("declined") => Some(Term::Declined),
        Some("tentative") => Some(Term::Tentative),
        Some("needs-action") => Some(Term::NoAnswerYet),
        Some(_) | None => None,
    }
}

fn minutes(count: &str) -> Quantity {
    Quantity {
        number: Number(count.to_owned()),
        comparator: None,
        unit: Some("min".to_owned()),
        code: Some("min".to_owned()),
    }
}

fn place(status: Option<&str>) -> Place {
    match status {
        Some("proposed" | "pending" | "booked" | "arrived" | "checked-in" | "waitlist") => {
            Place::Coming
        }
        Some("fulfilled") => Place::Done,
        Some("cancelled" | "noshow") => Place::NotDone,
        Some(_) | None => Place::Unsaid,
    }
}

/// <http://hl7.org/fhir/R4/valueset-appointmentstatus.html>
const STATUS: [(&str, Term); 9] = [
    ("proposed", Term::Proposed),
    ("pending", Term::NotBookedYet),
    ("booked", Term::Booked),
    ("arrived", Term::Arrived),
    ("checked-in", Term::CheckedIn),
    ("waitlist", Term::OnWaitlist),
    ("fulfilled", Term::TookPlace),
    ("cancelled", Term::Canceled),
    ("noshow", Term::NoShow),
];
