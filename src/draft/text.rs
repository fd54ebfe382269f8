//! Drafts as text, for the vault. Whatever was on its way when the page went is not known to have arrived when it is read
//! back, and is never taken for sent or for not sent.

use record::merging::Taking;
use serde_json::{Value, json};

use super::{Addressee, Draft, Letter, OnItsWay, Place};
use crate::outbox::Entry;

/// What [`written`] gives when nothing is to be kept.
pub const NONE: &str = "[]";

/// What stands before the order whose medicine is spoken of, and before whom a new message is to. Who does not know
/// them yet refuses them, and takes them for nothing else.
const OF_A_MEDICINE: &str = "medicine/";
const TO: &str = "to/";

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
        Place::New => None,
        Place::To(addressee) => Some(format!("{TO}{addressee}")),
        Place::Reply(id) => Some(id.to_string()),
        Place::Medicine(id) => Some(format!("{OF_A_MEDICINE}{id}")),
    };
    let sent = draft.on_its_way.as_ref().map(|sent| {
        let letter = &sent.letter;
        json!({
            "entry": sent.entry.written(),
            "identifier": sent.identifier,
            "source": sent.addressee.to_string(),
            "to": letter.to,
            "subject": letter.subject,
            "body": letter.body,
            "part_of": letter.part_of,
            "in_response_to": letter.in_response_to,
        })
    });
    json!({
        "reply": place,
        "hospital": draft.hospital.map(|addressee| addressee.to_string()),
        "to": draft.to,
        "subject": draft.subject,
        "body": draft.body,
        "taking": draft.taking.map(Taking::code),
        "sent": sent,
    })
}

fn read_draft(json: &Value, now: u64) -> Option<Draft> {
    Some(Draft {
        place: read_place(json)?,
        hospital: addressee(json, "hospital"),
        to: text(json, "to"),
        subject: text(json, "subject")?,
        body: text(json, "body")?,
        taking: text(json, "taking").and_then(|code| Taking::read(&code)),
        on_its_way: match json.get("sent")? {
            Value::Null => None,
            sent => Some(OnItsWay {
                entry: Entry::recovered(text(sent, "entry")?.as_str(), now)?,
                identifier: text(sent, "identifier")?,
                addressee: addressee(sent, "source")?,
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

fn read_place(json: &Value) -> Option<Place> {
    let Some(place) = text(json, "reply") else {
        return Some(addressee(json, "beside").map_or(Place::New, Place::To));
    };
    if let Some(id) = place.strip_prefix(OF_A_MEDICINE) {
        return id.parse().ok().map(Place::Medicine);
    }
    match place.strip_prefix(TO) {
        Some(addressee) => addressee.parse().ok().map(Place::To),
        None => place.parse().ok().map(Place::Reply),
    }
}

fn text(json: &Value, field: &str) -> Option<String> {
    json.get(field)?.as_str().map(str::to_owned)
}

fn texts(json: &Value) -> Option<Vec<String>> {
    let texts = json.as_array()?.iter();
    texts.map(|text| text.as_str().map(str::to_owned)).collect()
}

/// Once a number stood here. It is nobody's by now: the words are there, and go nowhere.
fn addressee(json: &Value, field: &str) -> Option<Addressee> {
    match json.get(field)? {
        Value::String(text) => text.parse().ok(),
        Value::Number(number) => Some(Addressee::new("", &number.to_string(), None)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use record::LocalId;

    use super::*;
    use crate::draft::tests::{addressee, draft, sent};
    use crate::outbox::{Event, Next, State};

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
            place: Place::To(addressee()),
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
    fn a_draft_that_names_its_hospital_by_a_number_keeps_its_words_and_goes_nowhere() {
        let numbered = |beside: Option<u8>| {
            let draft = json!({
                "reply": null, "beside": beside, "hospital": 2, "to": "CareTeam/1",
                "subject": "", "body": "Hi", "sent": null,
            });
            read(json!([draft]).to_string().as_bytes(), 0).expect("these are drafts")
        };
        let drafts = [Some(2), Some(3), None].map(numbered).concat();
        for draft in &drafts {
            assert_eq!(draft.body, "Hi");
            assert_eq!(draft.to_at(addressee()), None);
            let there = drafts.iter().filter(|one| one.place == draft.place);
            assert_eq!(there.count(), 1);
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
