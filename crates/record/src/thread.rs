//! Messages that belong together. Systems tie them together in four ways, and all of them are understood
//! (reference §5.1): a head that the others are part of, a chain of answers, answers to the same request, or
//! nothing but the same people and the same subject.

use std::{cmp::Ordering, sync::Arc};

use crate::{
    ids::{IdMap, LocalId, SEED, SourceId, mixed},
    message::{Message, Party, Sender},
    order::{sort, sort_ranked},
    when::When,
};

/// A conversation.
#[derive(Clone, Debug, PartialEq)]
pub struct Thread {
    /// That of its head, else of its first message.
    pub id: LocalId,
    /// The hospital.
    pub source: SourceId,
    /// The subject line.
    pub subject: Option<String>,
    /// What was said, oldest first. A head that says nothing itself is not among them.
    pub messages: Vec<Arc<Message>>,
    /// How many the hospital has not marked as read.
    pub unread: usize,
    members: Vec<LocalId>,
    head: Option<String>,
}

impl Thread {
    /// Whether this message is one of it, its head included.
    pub fn holds(&self, id: LocalId) -> bool {
        self.members.contains(&id)
    }

    /// When something was last said.
    pub fn newest(&self) -> Option<&When> {
        self.messages
            .iter()
            .rev()
            .find_map(|message| message.sent.as_ref())
    }

    /// Everyone in it but the patient, each once, in the order of appearance.
    pub fn others(&self) -> Vec<&Party> {
        let mut others: Vec<&Party> = Vec::new();
        for message in &self.messages {
            let sender = match &message.from {
                Sender::Someone(party) => Some(party),
                Sender::You | Sender::NotSaid => None,
            };
            for party in sender.into_iter().chain(&message.to) {
                if !others.contains(&party) {
                    others.push(party);
                }
            }
        }
        others
    }

    /// To whom an answer goes: whom the patient wrote to, as the hospital offered them; else who wrote last.
    pub fn answers_to(&self) -> Vec<Party> {
        let reachable = |parties: &[Party]| -> Vec<Party> {
            let with_path = parties.iter().filter(|party| party.path.is_some());
            with_path.cloned().collect()
        };
        let mut found = Vec::new();
        for message in self.messages.iter().rev() {
            found = match &message.from {
                Sender::You => reachable(&message.to),
                Sender::Someone(_) | Sender::NotSaid => continue,
            };
            if !found.is_empty() {
                return found;
            }
        }
        for message in self.messages.iter().rev() {
            if let Sender::Someone(party) = &message.from {
                found = reachable(std::slice::from_ref(party));
            }
            if !found.is_empty() {
                break;
            }
        }
        found
    }

    /// Where the head stands at the hospital, if the thread has one.
    pub fn head(&self) -> Option<&str> {
        self.head.as_deref()
    }

    /// Where the newest message stands at the hospital.
    pub fn newest_path(&self) -> Option<&str> {
        self.messages
            .iter()
            .rev()
            .find_map(|message| message.path.as_deref())
    }
}

/// The threads of these messages, that with the newest word first.
pub fn threads(messages: &[Arc<Message>]) -> Vec<Arc<Thread>> {
    let mut groups = Groups::default();
    for message in messages {
        groups.place(message);
    }
    let mut members: Vec<Vec<Arc<Message>>> = Vec::new();
    members.resize(groups.parents.len(), Vec::new());
    for message in messages {
        let own = groups.known(message.id);
        let root = groups.root(own);
        if let Some(group) = members.get_mut(root) {
            group.push(message.clone());
        }
    }
    let mut threads: Vec<Arc<Thread>> = members
        .into_iter()
        .filter_map(thread)
        .map(Arc::new)
        .collect();
    let rank = |thread: &Arc<Thread>| (0, When::from_newest(thread.newest()));
    sort_ranked(&mut threads, rank, |a, b| a.id.cmp(&b.id));
    threads
}

fn thread(mut members: Vec<Arc<Message>>) -> Option<Thread> {
    sort(&mut members, |a, b| oldest_first(a, b));
    let parents: Vec<LocalId> = members
        .iter()
        .flat_map(|message| &message.ties.part_of)
        .copied()
        .collect();
    let head = members
        .iter()
        .find(|message| parents.contains(&message.id))
        .or(members.first())?
        .clone();
    let is_bare_head = |message: &Arc<Message>| {
        message.is_empty() && (parents.contains(&message.id)) && members.len() > 1
    };
    let messages: Vec<Arc<Message>> = members
        .iter()
        .filter(|message| !is_bare_head(message))
        .cloned()
        .collect();
    let subject = head
        .subject
        .clone()
        .or_else(|| members.iter().find_map(|message| message.subject.clone()));
    Some(Thread {
        id: head.id,
        source: head.source,
        subject,
        unread: messages.iter().filter(|message| message.unread).count(),
        head: members
            .iter()
            .find_map(|message| message.ties.part_of_path.clone())
            .or_else(|| head.path.clone().filter(|_| head.is_empty())),
        members: members.iter().map(|message| message.id).collect(),
        messages,
    })
}

/// By the time they were sent, what has none first; a tie by the hospital's own id.
fn oldest_first(a: &Message, b: &Message) -> Ordering {
    let seconds = |message: &Message| message.sent.as_ref().and_then(When::seconds);
    seconds(a)
        .cmp(&seconds(b))
        .then_with(|| a.path.cmp(&b.path))
        .then_with(|| a.id.cmp(&b.id))
}

/// Sets of messages that grow together. A message that is only pointed at has its place too, so that the
/// answers to one that did not come still belong together.
#[derive(Default)]
struct Groups {
    places: IdMap<usize>,
    ties: Vec<(u128, usize)>,
    parents: Vec<usize>,
}

impl Groups {
    fn place(&mut self, message: &Message) {
        let own = self.known(message.id);
        let ties = &message.ties;
        for other in ties.part_of.iter().chain(&ties.in_response_to) {
            let other = self.known(*other);
            self.join(own, other);
        }
        let shared = ties
            .based_on
            .iter()
            .map(|tie| mixed(*tie, &message.source.0.to_string()));
        for tie in shared.collect::<Vec<_>>() {
            let other = self.tied(tie);
            self.join(own, other);
        }
        if let Some(tie) = by_people_and_subject(message) {
            let other = self.tied(tie);
            self.join(own, other);
        }
    }

    fn known(&mut self, id: LocalId) -> usize {
        if let Some(place) = self.places.get(&id) {
            return *place;
        }
        let place = self.fresh();
        self.places.insert(id, place);
        place
    }

    fn tied(&mut self, tie: u128) -> usize {
        let known = self.ties.iter().find(|(known, _)| *known == tie);
        if let Some((_, place)) = known {
            return *place;
        }
        let place = self.fresh();
        self.ties.push((tie, place));
        place
    }

    fn fresh(&mut self) -> usize {
        self.parents.push(self.parents.len());
        self.parents.len() - 1
    }

    fn root(&self, mut place: usize) -> usize {
        while let Some(parent) = self.parents.get(place).copied().filter(|up| *up != place) {
            place = parent;
        }
        place
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(parent) = self.parents.get_mut(a.max(b)) {
            *parent = a.min(b);
        }
    }
}

/// For a message that points at no other: the same people and the same subject are the same conversation.
/// Without a subject every message stands alone.
fn by_people_and_subject(message: &Message) -> Option<u128> {
    let ties = &message.ties;
    let alone =
        ties.part_of.is_empty() && ties.in_response_to.is_empty() && ties.based_on.is_empty();
    if !alone || message.is_empty() || ties.between.len() < 2 {
        return None;
    }
    let mut subject = message.subject.as_deref()?.trim().to_lowercase();
    while let Some(rest) = subject.strip_prefix("re:") {
        subject = rest.trim_start().to_owned();
    }
    let people = ties
        .between
        .iter()
        .fold(mixed(SEED, &message.source.0.to_string()), |seed, one| {
            mixed(seed, &one.to_string())
        });
    Some(mixed(people, &subject))
}
