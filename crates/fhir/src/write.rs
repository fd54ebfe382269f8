//! The one thing that is written: a message to a care team.
//! <https://hl7.org/fhir/R4/communication.html>

/// The system of an identifier that is itself an address, such as `urn:uuid:…`.
pub const URI_SYSTEM: &str = "urn:ietf:rfc:3986";

/// A message that is about to be sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message<'a> {
    /// `urn:uuid:…`, made by the sender: by it the message is found again if its answer is lost.
    pub identifier: &'a str,
    /// `Patient/…`: whom it is about, and who writes it.
    pub patient: &'a str,
    /// `CareTeam/…`, `Practitioner/…`
    pub recipients: &'a [String],
    /// The subject line.
    pub topic: &'a str,
    /// Plain text.
    pub text: &'a str,
    /// When, as an instant with its offset.
    pub sent: &'a str,
    /// The head of its thread, where the thread has one.
    pub part_of: Option<&'a str>,
    /// The message that it answers.
    pub in_response_to: Option<&'a str>,
}

impl Message<'_> {
    /// The Communication as JSON. Optional elements without a value are left out, because FHIR has no empty ones.
    #[must_use]
    pub fn json(&self) -> String {
        let mut json = String::from(r#"{"resourceType":"Communication","identifier":[{"system":"#);
        quote(&mut json, URI_SYSTEM);
        json.push_str(r#","value":"#);
        quote(&mut json, self.identifier);
        json.push_str("}]");
        for (name, reference) in [
            ("partOf", self.part_of),
            ("inResponseTo", self.in_response_to),
        ] {
            if let Some(path) = reference {
                references(&mut json, name, &[path.to_owned()]);
            }
        }
        json.push_str(r#","status":"in-progress","subject":{"reference":"#);
        quote(&mut json, self.patient);
        json.push('}');
        if !self.topic.is_empty() {
            json.push_str(r#","topic":{"text":"#);
            quote(&mut json, self.topic);
            json.push('}');
        }
        json.push_str(r#","sent":"#);
        quote(&mut json, self.sent);
        if !self.recipients.is_empty() {
            references(&mut json, "recipient", self.recipients);
        }
        json.push_str(r#","sender":{"reference":"#);
        quote(&mut json, self.patient);
        json.push_str(r#"},"payload":[{"contentString":"#);
        quote(&mut json, self.text);
        json.push_str("}]}");
        json
    }
}

fn references(json: &mut String, name: &str, paths: &[String]) {
    json.push(',');
    quote(json, name);
    json.push_str(":[");
    for (place, path) in paths.iter().enumerate() {
        json.push_str(if place == 0 {
            r#"{"reference":"#
        } else {
            r#",{"reference":"#
        });
        quote(json, path);
        json.push('}');
    }
    json.push(']');
}

/// A JSON string. Control characters that FHIR does not allow in a string are left out.
/// <https://hl7.org/fhir/R4/datatypes.html#string>
fn quote(json: &mut String, text: &str) {
    json.push('"');
    for letter in text.chars() {
        match letter {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\n' => json.push_str("\\n"),
            '\t' => json.push_str("\\t"),
            '\r' => json.push_str("\\r"),
            '\0'..='\u{1f}' | '\u{7f}' => {}
            letter => json.push(letter),
        }
    }
    json.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Answer, Resource, read};

    fn message<'a>(topic: &'a str, text: &'a str) -> Message<'a> {
        Message {
            identifier: "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0",
            patient: "Patient/maria",
            recipients: &[],
            topic,
            text,
            sent: "2026-11-21T09:04:00-05:00",
            part_of: None,
            in_response_to: None,
        }
    }

    #[track_caller]
    fn read_back(json: &str) -> (String, String) {
        serde_json::from_str::<serde_json::Value>(json).unwrap();
        let answer = Answer::new(json.as_bytes().to_vec());
        let entry = read::resource(&answer).unwrap();
        let Ok(Resource::Communication(one)) = entry.resource else {
            panic!("no Communication: {json}")
        };
        let topic = one.topic.clone().and_then(|topic| topic.text);
        let text = one.payload[0].content_string.as_deref();
        (
            topic.as_deref().unwrap_or_default().to_owned(),
            text.unwrap_or_default().to_owned(),
        )
    }

    #[test]
    fn what_is_written_is_read_back_letter_for_letter() {
        for text in [
            "Good morning",
            "She said \"no\" \\ and\nleft\tearly.\r\nDone",
            "¿Puedo tomar ibuprofeno? 😷 \u{2028} </script> {}[]",
            "{\"resourceType\":\"Patient\"}",
        ] {
            let json = message(text, text).json();
            assert_eq!(read_back(&json), (text.to_owned(), text.to_owned()));
        }
    }

    #[test]
    fn letters_that_fhir_does_not_allow_are_left_out() {
        let json = message("", "a\u{0}b\u{1b}c\u{7f}d").json();
        assert_eq!(read_back(&json).1, "abcd");
        assert!(!json.contains("topic"));
    }

    #[test]
    fn a_reply_names_its_thread_and_what_it_answers() {
        let recipients = ["CareTeam/7".to_owned(), "Practitioner/1".to_owned()];
        let reply = Message {
            recipients: &recipients,
            part_of: Some("Communication/1"),
            in_response_to: Some("Communication/2"),
            ..message("Knee", "Thank you")
        };
        assert_eq!(
            reply.json(),
            r#"{"resourceType":"Communication","identifier":[{"system":"urn:ietf:rfc:3986","value":"urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0"}],"partOf":[{"reference":"Communication/1"}],"inResponseTo":[{"reference":"Communication/2"}],"status":"in-progress","subject":{"reference":"Patient/maria"},"topic":{"text":"Knee"},"sent":"2026-11-21T09:04:00-05:00","recipient":[{"reference":"CareTeam/7"},{"reference":"Practitioner/1"}],"sender":{"reference":"Patient/maria"},"payload":[{"contentString":"Thank you"}]}"#
        );
    }
}
