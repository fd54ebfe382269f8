//! Messages that patients send, and what their care teams answer. Both lie beside the chart.
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};

use crate::chart::Place;
use crate::dates;
use crate::held::held;
use crate::hospital::Hospital;
use crate::resource::Resource;
use crate::settings::Order;

/// What came in since the hospital opened.
pub(crate) struct Post {
    kept: Vec<Kept>,
    /// How long a care team takes to answer.
    pub(crate) answers_after: Duration,
}

struct Kept {
    resource: Arc<Resource>,
    /// From this second on it is there.
    due: u64,
    from_patient: bool,
}

impl Default for Post {
    fn default() -> Self {
        Self {
            kept: Vec::new(),
            answers_after: Duration::from_secs(4),
        }
    }
}

impl Post {
    /// Keeps a message of a patient, and the answer that will come to it.
    pub(crate) fn keep(&mut self, message: Resource, answer: Option<Value>, now: u64) {
        self.kept.push(Kept {
            resource: Arc::new(message),
            due: now,
            from_patient: true,
        });
        let due = now + self.answers_after.as_secs();
        let dated = answer.map(|mut answer| {
            put(&mut answer, "sent", dates::instant(due).into());
            answer.to_string()
        });
        if let Some(resource) = dated.and_then(Resource::read) {
            self.kept.push(Kept {
                resource: Arc::new(resource),
                due,
                from_patient: false,
            });
        }
    }

    pub(crate) fn of_patients(&self) -> Vec<String> {
        let own = self.kept.iter().filter(|kept| kept.from_patient);
        own.map(|kept| kept.resource.text.clone()).collect()
    }

    pub(crate) fn len(&self) -> usize {
        self.kept.len()
    }

    fn there(&self, now: u64) -> impl DoubleEndedIterator<Item = (usize, &Arc<Resource>)> {
        let numbered = self.kept.iter().enumerate();
        numbered
            .filter(move |(_, kept)| kept.due <= now)
            .map(|(number, kept)| (number, &kept.resource))
    }
}

fn put(resource: &mut Value, name: &str, value: Value) {
    if let Some(fields) = resource.as_object_mut() {
        fields.insert(name.to_owned(), value);
    }
}

/// The place of the first message: behind every record of a chart, however much it grows.
const POSTED: Place = usize::MAX / 2;

/// Chart and post together.
impl Hospital {
    pub(crate) fn at(&self, place: Place) -> Option<Arc<Resource>> {
        match place.checked_sub(POSTED) {
            None => self.chart().at(place).cloned(),
            Some(number) => held(&self.post)
                .kept
                .get(number)
                .map(|kept| Arc::clone(&kept.resource)),
        }
    }

    pub(crate) fn place(&self, name: &str) -> Option<Place> {
        let post = held(&self.post);
        let posted = || {
            post.there(self.clock.now())
                .find(|(_, resource)| resource.name() == name)
                .map(|(number, _)| POSTED + number)
        };
        self.chart().place(name).or_else(posted)
    }

    /// Every record of a type that lies in a patient's compartment, or belongs to nobody.
    pub(crate) fn places(&self, kind: &str, patient: &str) -> Vec<Place> {
        let chart = self.chart();
        let charted = chart.of(kind, patient);
        let post = held(&self.post);
        let posted = post.there(self.clock.now()).filter(|(_, resource)| {
            resource.kind == kind && resource.patients.iter().any(|one| one == patient)
        });
        let posted = posted.map(|(number, _)| POSTED + number);
        match self.settings.records.order {
            Order::NewestFirst => posted.rev().chain(charted.iter().copied()).collect(),
            Order::AsKept => charted.iter().copied().chain(posted).collect(),
        }
    }

    /// What a care team writes back: the same words to everyone.
    pub(crate) fn answer_to(&self, message: &Value, id: &str, patient: &str) -> Option<Value> {
        let to = message.pointer("/recipient/0/reference")?.as_str()?;
        let mut answer = json!({
            "resourceType": "Communication",
            "id": format!("{id}-answer"),
            "inResponseTo": [{ "reference": format!("Communication/{id}") }],
            "status": "in-progress",
            "subject": { "reference": format!("Patient/{patient}") },
            "recipient": [{ "reference": format!("Patient/{patient}") }],
            "sender": self.who_answers(to),
            "payload": [{ "contentString": "Thank you for your message. A nurse has read it and will write to you within two business days." }],
        });
        for name in ["partOf", "topic"] {
            if let Some(same) = message.get(name) {
                put(&mut answer, name, same.clone());
            }
        }
        Some(answer)
    }

    /// Of a team the first who is not the patient, else whom the message was sent to.
    fn who_answers(&self, to: &str) -> Value {
        let team: Value = self
            .place(to)
            .and_then(|place| self.at(place))
            .and_then(|resource| serde_json::from_str(&resource.text).ok())
            .unwrap_or_default();
        let members = team.get("participant").and_then(Value::as_array);
        let members = members.into_iter().flatten();
        let mut members = members.filter_map(|one| one.get("member"));
        let clinician = members.find(|member| {
            let reference = member.get("reference").and_then(Value::as_str);
            reference.is_some_and(|reference| !reference.starts_with("Patient/"))
        });
        clinician
            .cloned()
            .unwrap_or_else(|| json!({ "reference": to }))
    }
}
