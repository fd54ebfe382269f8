//! Everything that is being written for one person, each draft in its place. Which hospitals are connected plays no
//! part: a draft waits for the record it was written to, and is there when that is connected again.

use super::{Draft, Place};

/// The drafts of one person; one at most for each place.
#[derive(Clone, Debug, Default)]
pub struct Drafts(Vec<Draft>);

impl Drafts {
    /// All of them, in the order of their coming.
    pub fn all(&self) -> &[Draft] {
        &self.0
    }

    /// What is being written in a place.
    pub fn get(&self, place: Place) -> Option<&Draft> {
        self.0.iter().find(|draft| draft.place == place)
    }

    /// The same, to change it.
    pub fn get_mut(&mut self, place: Place) -> Option<&mut Draft> {
        self.0.iter_mut().find(|draft| draft.place == place)
    }

    /// Changes what is being written in a place, if only by beginning it.
    pub fn with(&mut self, place: Place, change: impl FnOnce(&mut Draft)) {
        if self.get(place).is_none() {
            self.0.push(Draft::new(place));
        }
        if let Some(draft) = self.get_mut(place) {
            change(draft);
        }
    }

    /// Puts what was kept into its place.
    pub fn put_back(&mut self, kept: Vec<Draft>) {
        for draft in kept {
            let here = self.0.iter().position(|known| known.place == draft.place);
            let draft = match here.map(|here| self.0.remove(here)) {
                Some(known) => draft.with_what_is_typed_in(&known),
                None => draft,
            };
            self.0.push(draft);
        }
    }

    /// Those of which this is true stay.
    pub fn retain(&mut self, stays: impl FnMut(&Draft) -> bool) {
        self.0.retain(stays);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::{Addressee, read, written};
    use crate::outbox::State;

    /// Whose record at which hospital, and who signs in to it.
    const RECORDS: [(&str, &str, Option<&str>); 5] = [
        ("https://a.example.org", "1", Some("Patient/1/here")),
        ("https://b.example.org", "1", Some("Patient/1/here")),
        // Somebody else there, somebody else for the same record, and nobody knows who.
        ("https://b.example.org", "2", Some("Patient/2/here")),
        ("https://b.example.org", "1", Some("RelatedPerson/1/here")),
        ("https://b.example.org", "1", None),
    ];

    #[derive(Clone, Copy, Debug)]
    enum Event {
        /// Somebody signs in to one of the records.
        Connect(usize),
        Disconnect(usize),
        /// Nobody was there: what is typed is sealed.
        TimeOut,
        /// A question is begun to one of the records.
        Begin(usize),
    }

    const EVENTS: [Event; 11] = [
        Event::Connect(0),
        Event::Connect(1),
        Event::Connect(2),
        Event::Connect(3),
        Event::Connect(4),
        Event::Disconnect(0),
        Event::Disconnect(1),
        Event::Disconnect(2),
        Event::TimeOut,
        Event::Begin(0),
        Event::Begin(1),
    ];

    fn addressee(record: usize) -> Addressee {
        let (base, patient, user) = RECORDS[record];
        Addressee::new(base, patient, user)
    }

    fn question(record: usize) -> String {
        format!("Question {record}")
    }

    /// One tab in which everybody's records, rightly or not, were put beside one another.
    #[derive(Default)]
    struct Sitting {
        open: Vec<usize>,
        drafts: Drafts,
        /// What is sealed, each with the records that were open then.
        sealed: Vec<(Vec<Addressee>, String)>,
        begun: Vec<usize>,
    }

    impl Sitting {
        fn happens(&mut self, event: Event) {
            match event {
                Event::Connect(record) if !self.open.contains(&record) => self.connects(record),
                Event::Disconnect(record) => self.open.retain(|open| *open != record),
                Event::TimeOut => {
                    let drafts = std::mem::take(&mut self.drafts);
                    let open = self.open.drain(..).map(addressee).collect();
                    self.sealed.push((open, written(drafts.all())));
                }
                Event::Begin(record) if self.open.contains(&record) => {
                    let to = addressee(record);
                    self.drafts.with(Place::To(to), |draft| {
                        draft.hospital = Some(to);
                        draft.to = Some("CareTeam/1".to_owned());
                        draft.add("", &question(record));
                    });
                    self.begun.push(record);
                }
                Event::Connect(_) | Event::Begin(_) => {}
            }
        }

        fn connects(&mut self, record: usize) {
            self.open.push(record);
            let sealed = std::mem::take(&mut self.sealed);
            for (records, text) in sealed {
                match records.contains(&addressee(record)) {
                    true => self.drafts.put_back(read(text.as_bytes(), 0).unwrap()),
                    false => self.sealed.push((records, text)),
                }
            }
        }

        fn is_sound(&self) {
            let sealed = self.sealed.iter();
            let sealed = sealed.flat_map(|(_, text)| read(text.as_bytes(), 0).unwrap());
            let sealed: Vec<Draft> = sealed.collect();
            for record in &self.begun {
                let to = addressee(*record);
                let mut all = self.drafts.all().iter().chain(&sealed);
                let is_it = |draft: &Draft| draft.place == Place::To(to);
                let found = all.find(|draft| is_it(draft)).expect("it is not lost");
                assert_eq!(found.body, question(*record));
            }
            for record in &self.open {
                let to = addressee(*record);
                let Some(offered) = self.drafts.get(Place::To(to)) else {
                    continue;
                };
                assert_eq!(offered.body, question(*record), "it is not theirs");
                assert_eq!(offered.to_at(to), Some("CareTeam/1"));
                assert_eq!(offered.state(), State::Ready, "nothing sends it");
            }
        }
    }

    fn follow(schedule: &mut Vec<Event>, left: usize) {
        let mut sitting = Sitting::default();
        for event in schedule.iter() {
            sitting.happens(*event);
        }
        sitting.is_sound();
        if left > 0 {
            for event in EVENTS {
                schedule.push(event);
                follow(schedule, left - 1);
                schedule.pop();
            }
        }
    }

    #[test]
    fn whatever_is_connected_and_ended_a_draft_waits_for_the_record_it_was_written_to() {
        // Both records are open, and a question is begun to each.
        let mut begun = vec![
            Event::Connect(0),
            Event::Connect(1),
            Event::Begin(0),
            Event::Begin(1),
        ];
        follow(&mut begun, 4);
        follow(&mut Vec::new(), 4);
    }

    #[test]
    fn whom_a_message_is_to_is_never_taken_for_somebody_at_another_record() {
        let records: Vec<Addressee> = (0..RECORDS.len()).map(addressee).collect();
        for chosen in &records {
            let draft = Draft {
                hospital: Some(*chosen),
                to: Some("CareTeam/1".to_owned()),
                ..Draft::new(Place::New)
            };
            for at in &records {
                let expected = (at == chosen).then_some("CareTeam/1");
                assert_eq!(draft.to_at(*at), expected);
            }
        }
    }
}
