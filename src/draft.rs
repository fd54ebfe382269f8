//! What is being written.

mod addressee;
mod drafts;
mod text;

use record::LocalId;
use record::merging::Taking;

pub use addressee::Addressee;
pub use drafts::Drafts;
pub use text::{NONE, read, written};

use crate::outbox::{Entry, State};

/// Where something is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A new message.
    New,
    /// A new message to one hospital: each can have one, with the same question.
    To(Addressee),
    /// An answer in this conversation.
    Reply(LocalId),
    /// The patient's own word about the medicine of this order. It is sent to nobody.
    Medicine(LocalId),
}

/// What is being written in one place, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Where.
    pub place: Place,
    /// Where it goes, once chosen.
    pub hospital: Option<Addressee>,
    /// That hospital's path for whom it is to, once chosen.
    pub to: Option<String>,
    /// The subject line.
    pub subject: String,
    /// The text.
    pub body: String,
    /// What is chosen of a medicine.
    pub taking: Option<Taking>,
    /// From the moment Send was pressed.
    pub on_its_way: Option<OnItsWay>,
}

/// A message from the moment Send was pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnItsWay {
    /// What can be said about it.
    pub entry: Entry,
    /// The random name by which it is looked up.
    pub identifier: String,
    /// Where it was sent.
    pub addressee: Addressee,
    /// What was sent.
    pub letter: Letter,
}

/// Everything that is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The hospital's paths for whom it is to.
    pub to: Vec<String>,
    /// The subject line.
    pub subject: String,
    /// The text.
    pub body: String,
    /// The head of its thread.
    pub part_of: Option<String>,
    /// The message it answers.
    pub in_response_to: Option<String>,
}

impl OnItsWay {
    /// Whether the hospital is known to have it, or not to have it.
    pub fn is_decided(&self) -> bool {
        matches!(self.entry.state, State::NotSent(_) | State::Sent(_))
    }
}

impl Draft {
    /// Nothing written yet.
    pub fn new(place: Place) -> Draft {
        Draft {
            place,
            hospital: None,
            to: None,
            subject: String::new(),
            body: String::new(),
            taking: None,
            on_its_way: None,
        }
    }

    /// Whether it is meant for a hospital.
    pub fn is_message(&self) -> bool {
        !matches!(self.place, Place::Medicine(_))
    }

    /// For whom it is at this hospital, if that was chosen there: the same path is somebody else's elsewhere.
    pub fn to_at(&self, hospital: Addressee) -> Option<&str> {
        let to = self.to.as_deref();
        to.filter(|_| self.hospital == Some(hospital))
    }

    /// What can be said about what was sent from here.
    pub fn state(&self) -> State {
        self.on_its_way
            .as_ref()
            .map_or(State::Ready, |sent| sent.entry.state)
    }

    /// Whether it was sent to another hospital than this one, and nobody knows yet what became of it.
    pub fn is_open_elsewhere(&self, hospital: Addressee) -> bool {
        let sent = self.on_its_way.as_ref();
        sent.is_some_and(|sent| sent.addressee != hospital && !sent.is_decided())
    }

    /// Whether the hospital has what was written.
    pub fn is_sent(&self) -> bool {
        matches!(self.state(), State::Sent(_))
    }

    /// With the words of another draft for the same place, so that none of the two is lost.
    pub fn with_what_is_typed_in(mut self, other: &Draft) -> Draft {
        let typed = other.body.trim();
        if typed.contains(self.body.trim()) {
            self.body.clone_from(&other.body);
        } else if !self.body.contains(typed) {
            self.body = format!("{}\n\n{typed}", self.body.trim_end());
        }
        if self.subject.trim().is_empty() {
            self.subject.clone_from(&other.subject);
        }
        self.taking = other.taking.or(self.taking);
        self
    }

    /// Puts a question below what is written, and what it is about behind the subject: whoever sorts messages reads
    /// subjects only. Until it is known what became of a message, its words stay as they are.
    pub fn add(&mut self, subject: &str, question: &str) {
        if !matches!(
            self.state(),
            State::Ready | State::NotSent(_) | State::Sent(_)
        ) {
            return;
        }
        if self.subject.trim().is_empty() {
            subject.clone_into(&mut self.subject);
        }
        let typed = self.body.trim_end();
        if typed.is_empty() {
            question.clone_into(&mut self.body);
        } else if !typed.contains(question.trim()) {
            self.body = format!("{typed}\n\n{question}");
            let own = self.subject.trim_end();
            if !own.contains(subject) {
                self.subject = format!("{own}; {subject}");
            }
        }
    }

    /// Whether something stands here that is not known to have been sent, or that was chosen and not saved.
    pub fn is_unsent(&self) -> bool {
        let is_typed = !self.body.trim().is_empty() || !self.subject.trim().is_empty();
        is_typed || self.taking.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outbox::Event;

    pub(super) fn addressee() -> Addressee {
        Addressee::new("https://ehr.example.org", "1", None)
    }

    pub(super) fn draft() -> Draft {
        Draft {
            place: Place::Reply(LocalId::new(
                "https://ehr.example.org",
                "Communication",
                "1",
            )),
            hospital: Some(addressee()),
            to: Some("CareTeam/1".to_owned()),
            subject: "Refill".to_owned(),
            body: "¿Puedo tener más? \"sí\"".to_owned(),
            taking: None,
            on_its_way: None,
        }
    }

    #[test]
    fn two_drafts_for_one_place_lose_no_word() {
        let with = |body: &str| Draft {
            body: body.to_owned(),
            ..draft()
        };
        for (put_back, here, both) in [
            ("May I swim?", "", "May I swim?"),
            ("", "May I swim?", "May I swim?"),
            ("May I swim?", "May I", "May I swim?"),
            ("May I", "May I swim? Soon?", "May I swim? Soon?"),
            ("May I swim?\n", "May I run?", "May I swim?\n\nMay I run?"),
        ] {
            let joined = with(put_back).with_what_is_typed_in(&with(here));
            assert_eq!(joined, with(both));
        }
        let unnamed = Draft {
            subject: String::new(),
            ..draft()
        };
        assert_eq!(unnamed.with_what_is_typed_in(&draft()), draft());
        let chosen = |taking| Draft { taking, ..draft() };
        for (put_back, here, both) in [
            (Some(Taking::No), None, Some(Taking::No)),
            (Some(Taking::No), Some(Taking::Yes), Some(Taking::Yes)),
        ] {
            let joined = chosen(put_back).with_what_is_typed_in(&chosen(here));
            assert_eq!(joined.taking, both);
        }
    }

    #[test]
    fn a_question_comes_below_what_is_written_and_only_once() {
        let with = |subject: &str, body: &str| Draft {
            subject: subject.to_owned(),
            body: body.to_owned(),
            ..draft()
        };
        for (subject, body, then) in [
            ("", "", with("Lisinopril", "Which is right?")),
            ("Refill", " \n", with("Refill", "Which is right?")),
            (
                "Refill",
                "More?\n",
                with("Refill; Lisinopril", "More?\n\nWhich is right?"),
            ),
            (
                "Is Lisinopril right?",
                "More?",
                with("Is Lisinopril right?", "More?\n\nWhich is right?"),
            ),
            ("", "More?", with("Lisinopril", "More?\n\nWhich is right?")),
            (
                "Refill",
                "Hello. Which is right? Thanks",
                with("Refill", "Hello. Which is right? Thanks"),
            ),
        ] {
            let mut draft = with(subject, body);
            draft.add("Lisinopril", "Which is right?");
            assert_eq!(draft, then);
        }
    }

    #[test]
    fn nothing_is_added_to_a_message_whose_fate_is_not_known() {
        let mut entry = Entry::new(true);
        entry.step(Event::Pressed, 10);
        let mut draft = sent(entry);
        draft.add("Lisinopril", "Which is right?");
        assert_eq!(draft.body, self::draft().body);
    }

    pub(super) fn sent(entry: Entry) -> Draft {
        Draft {
            on_its_way: Some(OnItsWay {
                entry,
                identifier: "urn:uuid:1".to_owned(),
                addressee: addressee(),
                letter: Letter {
                    to: vec!["CareTeam/1".to_owned()],
                    subject: "Refill".to_owned(),
                    body: "More, please".to_owned(),
                    part_of: None,
                    in_response_to: Some("Communication/1".to_owned()),
                },
            }),
            ..draft()
        }
    }
}
