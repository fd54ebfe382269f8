//! What the patient writes: drafts and messages on their way. They outlast every page, every error and a lost
//! connection; a reload, where they are kept on the device (src/safe.rs).
//!
//! `outbox.rs` says what may be claimed; here requests leave for it.

use std::rc::Rc;

use fhir::write::URI_SYSTEM;
use leptos::prelude::*;
use record::SourceId;
use record::offer::{self, Offer};
use record::section::Trouble;
use smart::Interaction;
use vault::audit::Act;

use crate::browser::fetch::{Answer, NoAnswer};
use crate::browser::{clock, page};
use crate::chart::Chart;
use crate::draft::{Addressee, Drafts, OnItsWay};
pub use crate::draft::{Draft, Letter, Place};
use crate::hospital::{Connection, Refused};
use crate::outbox::{Entry, Event, Next, State, Why};
use crate::people::people;
use crate::safe::Safe;
use crate::searches::Domain;

const KIND: &str = "Communication";

/// Whether messages can be sent to a hospital (reference §5.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// It is being asked.
    Asking,
    /// They can.
    Open(Offer),
    /// It does not take messages from apps.
    NotOffered,
    /// It does, but the patient or the hospital did not allow it at sign-in.
    NotAllowed,
    /// It could not be asked.
    Failed(Trouble),
}

/// The drafts of this sitting.
#[derive(Clone, Copy)]
pub struct Mail {
    drafts: RwSignal<Drafts>,
    gates: RwSignal<Vec<(SourceId, Gate)>>,
    chart: Chart,
    safe: Safe,
}

impl Mail {
    /// Nothing is written yet. What is sent shows in this chart.
    pub fn new(chart: Chart, safe: Safe) -> Mail {
        Mail {
            drafts: RwSignal::default(),
            gates: RwSignal::default(),
            chart,
            safe,
        }
    }

    /// Forgets everything.
    pub fn clear(self) {
        self.drafts.set(Drafts::default());
        self.gates.set(Vec::new());
    }

    /// The patient signed out of one hospital. What is written to it stays, for when they sign in there again.
    pub fn forget(self, source: SourceId) {
        self.gates
            .update(|gates| gates.retain(|(known, _)| *known != source));
    }

    /// What is being written in a place; tracked.
    pub fn draft(self, place: Place) -> Draft {
        let drafts = self.drafts.read();
        let found = drafts.get(place).cloned();
        found.unwrap_or_else(|| Draft::new(place))
    }

    /// What became of what was written in a place; tracked.
    pub fn state(self, place: Place) -> State {
        let draft = self.draft(place);
        draft.state()
    }

    /// Everything that is being written, tracked: for the vault.
    pub fn drafts(self) -> Vec<Draft> {
        self.drafts.read().all().to_vec()
    }

    /// Puts what was kept into its place.
    pub fn put_back(self, kept: Vec<Draft>) {
        self.drafts.update(|drafts| drafts.put_back(kept));
    }

    /// Everything that was written and is not known to have been sent; tracked.
    pub fn unsent(self) -> Vec<Draft> {
        let mut drafts = self.drafts();
        drafts.retain(Draft::is_unsent);
        drafts
    }

    /// The messages among it.
    pub fn unsent_messages(self) -> Vec<Draft> {
        let mut unsent = self.unsent();
        unsent.retain(Draft::is_message);
        unsent
    }

    /// Whether there is anything of it, for who does not draw.
    pub fn has_unsent(self) -> bool {
        let drafts = self.drafts.read_untracked();
        drafts.all().iter().any(Draft::is_unsent)
    }

    /// The person changed something. What was sent before is finished with then.
    pub fn write(self, place: Place, change: impl FnOnce(&mut Draft)) {
        self.with(place, |draft| {
            if draft.is_sent() {
                draft.on_its_way = None;
            }
            change(draft);
        });
    }

    /// A new message about something. What is already written there stays as it is.
    pub fn begin_about(self, subject: String) {
        self.finish(Place::New);
        if !untrack(|| self.draft(Place::New)).is_unsent() {
            self.write(Place::New, |draft| draft.subject = subject);
        }
    }

    /// A question for one hospital. What is already written to it stays, and the question comes below.
    pub fn begin_to(self, to: Addressee, (subject, question): &(String, String)) {
        let place = Place::To(to);
        self.finish(place);
        self.write(place, |draft| {
            draft.hospital = Some(to);
            draft.add(subject, question);
        });
    }

    /// The person leaves a place where something was sent: the next message begins on an empty page.
    pub fn finish(self, place: Place) {
        self.drafts.update(|drafts| {
            drafts.retain(|draft| draft.place != place || !draft.is_sent());
        });
    }

    /// What was written in a place is kept elsewhere now.
    pub fn clear_away(self, place: Place) {
        self.drafts
            .update(|drafts| drafts.retain(|draft| draft.place != place));
    }

    /// Whether a hospital takes messages; tracked. Asks it once.
    pub fn gate(self, source: SourceId) -> Gate {
        let gates = self.gates.read();
        let found = gates.iter().find(|(known, _)| *known == source);
        found.map_or(Gate::Asking, |(_, gate)| *gate)
    }

    /// Asks a hospital whether it takes messages, unless that is known.
    pub fn ask(self, connection: Rc<Connection>) {
        let source = connection.source;
        let known = self
            .gates
            .read_untracked()
            .iter()
            .any(|(known, gate)| *known == source && !matches!(gate, Gate::Failed(_)));
        if known {
            return;
        }
        self.set_gate(source, Gate::Asking);
        leptos::task::spawn_local(async move {
            let gate = ask(&connection).await;
            if !connection.is_closed() {
                self.set_gate(source, gate);
            }
        });
    }

    /// Send, Try again or Check was pressed. The same words keep their identifier, so that they arrive once; other
    /// words are another message.
    pub fn press(self, place: Place, letter: Letter, offer: Offer, connection: Rc<Connection>) {
        let now = clock::now() as u64;
        let Some(identifier) = identifier() else {
            return;
        };
        let (mut next, addressee) = (Next::Rest, connection.addressee());
        self.with(place, |draft| {
            if draft.is_open_elsewhere(addressee) {
                // Only the hospital that it was sent to can say whether it has it.
                return;
            }
            let same = draft.on_its_way.take().filter(|sent| {
                !sent.is_decided() || (sent.letter == letter && sent.addressee == addressee)
            });
            let mut sent = same.unwrap_or_else(|| OnItsWay {
                entry: Entry::new(offer.conditional),
                identifier,
                addressee,
                letter,
            });
            next = sent.entry.step(Event::Pressed, now);
            draft.hospital = Some(addressee);
            draft.on_its_way = Some(sent);
        });
        if next != Next::Rest {
            leptos::task::spawn_local(async move { self.carry(place, next, &connection).await });
        }
    }

    /// Does what the outbox says until there is nothing to do.
    async fn carry(self, place: Place, mut next: Next, connection: &Rc<Connection>) {
        while let Some(sent) = self.on_its_way(place) {
            let event = match next {
                Next::Rest => break,
                Next::Send { .. } if !page::is_online() => Event::Refused(Why::Offline),
                Next::Send { conditional } => {
                    // Whoever finds it in the vault later must know that it may have arrived.
                    self.safe.written_down().await;
                    send(&sent, conditional, connection).await
                }
                Next::LookUp => look_up(&sent.identifier, connection).await,
                Next::Wait(milliseconds) => {
                    clock::wait(milliseconds as u32).await;
                    Event::Waited
                }
            };
            let now = clock::now() as u64;
            next = Next::Rest;
            self.drafts.update(|drafts| {
                let Some(draft) = drafts.get_mut(place) else {
                    return;
                };
                let on_its_way = draft.on_its_way.as_mut();
                if let Some(it) = on_its_way.filter(|it| it.identifier == sent.identifier) {
                    match connection.is_closed() {
                        true => it.entry.broken_off(now),
                        false => next = it.entry.step(event, now),
                    }
                }
                if draft.is_sent() {
                    draft.subject.clear();
                    draft.body.clear();
                }
            });
        }
        if connection.is_closed() {
            return;
        }
        if matches!(self.state_now(place), State::Sent(_)) {
            self.safe.note(Act::MessageSent);
            self.chart.retry(connection.clone(), Domain::Messages);
        }
    }

    fn on_its_way(self, place: Place) -> Option<OnItsWay> {
        let drafts = self.drafts.read_untracked();
        drafts.get(place)?.on_its_way.clone()
    }

    fn state_now(self, place: Place) -> State {
        untrack(|| self.state(place))
    }

    fn with(self, place: Place, change: impl FnOnce(&mut Draft)) {
        self.drafts.update(|drafts| drafts.with(place, change));
    }

    fn set_gate(self, source: SourceId, gate: Gate) {
        self.gates.update(|gates| {
            gates.retain(|(known, _)| *known != source);
            gates.push((source, gate));
        });
    }
}

/// The mail of the person on the screen.
pub fn mail() -> Mail {
    people().on_screen().mail
}

async fn ask(connection: &Connection) -> Gate {
    let body = match connection.read(&connection.base().join("metadata")).await {
        Ok(body) => body,
        Err(refused) => return Gate::Failed(refused.trouble()),
    };
    let answer = fhir::Answer::new(body);
    let Ok(page) = fhir::read::page(&answer) else {
        return Gate::Failed(Trouble::NotFhir);
    };
    match offer::messages(&page) {
        None => Gate::NotOffered,
        Some(_) if !connection.allows(KIND, Interaction::Create) => Gate::NotAllowed,
        Some(offer) => Gate::Open(offer),
    }
}

/// A random name for a message (RFC 9562, version 4).
fn identifier() -> Option<String> {
    let random = u128::from_be_bytes(clock::random::<16>()?);
    let bits = random & !(0xf << 76) & !(0b11 << 62) | 4 << 76 | 0b10 << 62;
    let hex = format!("{bits:032x}");
    let mut text = "urn:uuid:".to_owned();
    for (place, digit) in hex.chars().enumerate() {
        if matches!(place, 8 | 12 | 16 | 20) {
            text.push('-');
        }
        text.push(digit);
    }
    Some(text)
}

async fn send(sent: &OnItsWay, conditional: bool, connection: &Connection) -> Event {
    let letter = &sent.letter;
    let message = fhir::write::Message {
        identifier: &sent.identifier,
        patient: &format!("Patient/{}", connection.patient()),
        recipients: &letter.to,
        topic: letter.subject.trim(),
        text: letter.body.trim(),
        sent: &clock::instant(),
        part_of: letter.part_of.as_deref(),
        in_response_to: letter.in_response_to.as_deref(),
    };
    let condition = conditional.then(|| format!("identifier={URI_SYSTEM}|{}", sent.identifier));
    let answer = connection
        .create(KIND, &message.json(), condition.as_deref())
        .await;
    match answer {
        Ok(answer) => meaning(answer, &sent.identifier),
        Err(Refused::SignInAgain) => Event::Refused(Why::SignInAgain),
        Err(Refused::NoAnswer(NoAnswer::Unreachable)) => Event::Lost { slowly: false },
        Err(_) => Event::Lost { slowly: true },
    }
}

/// 201 is the hospital's word. 200 is, if what it gives back is this message. What leaves open whether the message
/// was kept counts as lost, and is looked up.
fn meaning(answer: Answer, identifier: &str) -> Event {
    match answer.status {
        201 => Event::Stored,
        200 if finds(answer.body, identifier) == Event::Found => Event::Stored,
        403 => Event::Refused(Why::NotAllowed),
        429 => Event::Refused(Why::Busy),
        408 | 409 | 412 => Event::Lost { slowly: true },
        400..=499 => Event::Refused(Why::Refused),
        _ => Event::Lost { slowly: true },
    }
}

async fn look_up(identifier: &str, connection: &Connection) -> Event {
    let (patient, wanted) = (connection.patient(), format!("{URI_SYSTEM}|{identifier}"));
    let parameters = [("patient", patient.as_str()), ("identifier", &wanted)];
    let url = connection.base().search(KIND, &parameters);
    match connection.read(&url).await {
        Ok(body) => finds(body, identifier),
        Err(_) => Event::NotLookedUp,
    }
}

/// Whether an answer holds the message. "It is not there" is believed only of an answer that is whole, and not of a
/// server that passed over the question and gave the first page of everything.
fn finds(body: Vec<u8>, identifier: &str) -> Event {
    let answer = fhir::Answer::new(body);
    let Ok(page) = fhir::read::page(&answer) else {
        return Event::NotLookedUp;
    };
    let is_it = |resource: &fhir::Resource<'_>| matches!(resource, fhir::Resource::Communication(one) if one.is_called(URI_SYSTEM, identifier));
    if page.resources().any(is_it) {
        return Event::Found;
    }
    let mut issues = page.outcomes().flat_map(|outcome| &outcome.issue);
    let is_whole = page.kind.as_deref() == Some("searchset")
        && page.next.is_none()
        && page.entries.iter().all(|entry| entry.resource.is_ok())
        && issues.all(|issue| issue.severity.as_deref() == Some("information"));
    match is_whole {
        true => Event::Absent,
        false => Event::NotLookedUp,
    }
}
