//! What is being written, and as text for the vault. Whatever was on its way when the page went is not known to have
//! arrived when it is read back, and is never taken for sent or for not sent.

use record::merging::Taking;
use record::{LocalId, SourceId};
use serde_json::{Value, json};

use crate::outbox::{Entry, State};

/// Where something is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A new message.
    New,
    /// A new message to one hospital: each can have one, with the same question.
    To(SourceId),
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
    /// The hospital it goes to, once chosen.
    pub hospital: Option<SourceId>,
    /// The hospital's path for whom it is to, once chosen.
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
    /// The hospital it was sent to.
    pub source: SourceId,
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

    /// What can be said about what was sent from here.
    pub fn state(&self) -> State {
        self.on_its_way
            .as_ref()
            .map_or(State::Ready, |sent| sent.entry.state)
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

    /// Puts a question below what is written. Until it is known what became of a message, its words stay as they are.
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
        }
    }

    /// Whether something stands here that is not known to have been sent, or that was chosen and not saved.
    pub fn is_unsent(&self) -> bool {
        let is_typed = !self.body.trim().is_empty() || !self.subject.trim().is_empty();
        is_typed || self.taking.is_some()
    }
}

/// What [`written`] gives when nothing is to be kept.
pub const NONE: &str = "[]";

/// What stands before the order whose medicine is spoken of.
const OF_A_MEDICINE: &str = "medicine/";

/// Drafts as text, for [`read`]. What was sent needs no keeping.
pub fn written<'d>(drafts: impl IntoIterator<Item = &'d Draft>) -> String {
    let unsent = drafts.into_iter().filter(|draft| draft.is_unsent());
    unsent.map(draft_json).collect::<Value>().to_string()
}

/// Drafts read back at `now` (milliseconds since 1970); `None` when these are none.
pub fn read(written: &[u8], now: u64) -> Option<Vec<Draft>> {
    let drafts: Value = serde_json::from_slice(written).ok()?;
    let drafts = drafts.as_array()?.iter();
    drafts.map(|draft| read_draft(draft, now)).collect()
}

fn draft_json(draft: &Draft) -> Value {
    let place = match draft.place {
        Place::New | Place::To(_) => None,
        Place::Reply(id) => Some(id.to_string()),
        // Who does not know it yet refuses it, and takes it for no message.
        Place::Medicine(id) => Some(format!("{OF_A_MEDICINE}{id}")),
    };
    let beside = match draft.place {
        Place::New | Place::Reply(_) | Place::Medicine(_) => None,
        Place::To(source) => Some(source.0),
    };
    let sent = draft.on_its_way.as_ref().map(|sent| {
        let letter = &sent.letter;
        json!({
            "entry": sent.entry.written(),
            "identifier": sent.identifier,
            "source": sent.source.0,
            "to": letter.to,
            "subject": letter.subject,
            "body": letter.body,
            "part_of": letter.part_of,
            "in_response_to": letter.in_response_to,
        })
    });
    json!({
        "reply": place,
        "beside": beside,
        "hospital": draft.hospital.map(|source| source.0),
        "to": draft.to,
        "subject": draft.subject,
        "body": draft.body,
        "taking": draft.taking.map(Taking::code),
        "sent": sent,
    })
}

fn read_draft(json: &Value, now: u64) -> Option<Draft> {
    Some(Draft {
        place: match (text(json, "reply"), source(json, "beside")) {
            (Some(place), _) => match place.strip_prefix(OF_A_MEDICINE) {
                Some(id) => Place::Medicine(id.parse().ok()?),
                None => Place::Reply(place.parse().ok()?),
            },
            (None, Some(source)) => Place::To(source),
            (None, None) => Place::New,
        },
        hospital: source(json, "hospital"),
        to: text(json, "to"),
        subject: text(json, "subject")?,
        body: text(json, "body")?,
        taking: text(json, "taking").and_then(|code| Taking::read(&code)),
        on_its_way: match json.get("sent")? {
            Value::Null => None,
            sent => Some(OnItsWay {
                entry: Entry::recovered(text(sent, "entry")?.as_str(), now)?,
                identifier: text(sent, "identifier")?,
                source: source(sent, "source")?,
                letter: Letter {
                    to: texts(sent.get("to")?)?,
                    subject: text(sent, "subject")?,
                    body: text(sent, "body")?,
                    part_of: text(sent, "part_of"),
                    in_response_to: text(sent, "in_response_to"),
                },
            }),
        },
    })
}

fn text(json: &Value, field: &str) -> Option<String> {
    json.get(field)?.as_str().map(str::to_owned)
}

fn texts(json: &Value) -> Option<Vec<String>> {
    let texts = json.as_array()?.iter();
    texts.map(|text| text.as_str().map(str::to_owned)).collect()
}

fn source(json: &Value, field: &str) -> Option<SourceId> {
    let number = json.get(field)?.as_u64()?;
    u16::try_from(number).ok().map(SourceId)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outbox::{Event, Next};

    fn draft() -> Draft {
        Draft {
            place: Place::Reply(LocalId::new(
                "https://ehr.example.org",
                "Communication",
                "1",
            )),
            hospital: Some(SourceId(3)),
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
                with("Refill", "More?\n\nWhich is right?"),
            ),
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

    fn sent(entry: Entry) -> Draft {
        Draft {
            on_its_way: Some(OnItsWay {
                entry,
                identifier: "urn:uuid:1".to_owned(),
                source: SourceId(3),
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

    fn again(draft: &Draft, now: u64) -> Draft {
        let read = read(written([draft]).as_bytes(), now).expect("these are drafts");
        read.into_iter().next().expect("one was written")
    }

    #[test]
    fn what_was_written_is_read_back_to_the_letter() {
        let other = Draft {
            place: Place::New,
            hospital: None,
            to: None,
            ..draft()
        };
        let beside = Draft {
            place: Place::To(SourceId(2)),
            ..draft()
        };
        let of_a_medicine = Draft {
            place: Place::Medicine(LocalId::new(
                "https://ehr.example.org",
                "MedicationRequest",
                "1",
            )),
            taking: Some(Taking::Differently),
            ..draft()
        };
        assert!(beside.is_message() && !of_a_medicine.is_message());
        let sent = sent(Entry::new(true));
        for draft in [draft(), other, beside, sent, of_a_medicine] {
            assert_eq!(again(&draft, 5), draft);
        }
    }

    #[test]
    fn a_message_that_was_on_its_way_is_looked_up_before_anything_is_said_of_it() {
        let mut entry = Entry::new(true);
        entry.step(Event::Pressed, 10);
        let mut draft = again(&sent(entry), 1_000);
        assert_eq!(draft.state(), State::Unknown);
        let sent = draft.on_its_way.as_mut().expect("it was sent");
        assert_eq!(sent.entry.step(Event::Pressed, 1_001), Next::LookUp);
        // It may arrive for a while yet.
        assert!(matches!(
            sent.entry.step(Event::Absent, 1_002),
            Next::Wait(_)
        ));
    }

    #[test]
    fn what_the_hospital_has_is_not_kept_as_a_draft() {
        let done = Draft {
            subject: String::new(),
            body: String::new(),
            ..draft()
        };
        assert_eq!(written([&done]), NONE);
    }

    #[test]
    fn an_answer_that_is_chosen_and_not_saved_is_kept() {
        let place = Place::Medicine(LocalId::new("https://ehr.example.org", "Medication", "1"));
        let chosen = Draft {
            taking: Some(Taking::No),
            ..Draft::new(place)
        };
        assert_eq!(again(&chosen, 5), chosen);
        assert!(!Draft::new(place).is_unsent());
    }

    #[test]
    fn what_is_no_draft_is_refused_whole() {
        for wrong in [
            "",
            "{}",
            "[1]",
            "[{}]",
            r#"[{"subject":"a","body":1,"sent":null}]"#,
        ] {
            assert_eq!(read(wrong.as_bytes(), 0), None, "{wrong}");
        }
        let cut = written([&draft()]);
        assert_eq!(read(&cut.as_bytes()[..cut.len() - 2], 0), None);
    }
}
