//! What was typed, and said of medicines, when a record was ended because nobody was there: sealed under a key that only
//! this tab has, until the same person signs in again in it.

use std::rc::Rc;

use leptos::prelude::*;
use record::SourceId;
use record::merging::Words;

use super::around::Around;
use super::{Safe, held};
use crate::browser::clock;
use crate::browser::seal::{DataKey, Iv};
use crate::draft::{self, Draft, Place};
use crate::hospital::Connection;
use crate::people::Profile;

/// What one person has written and said.
struct Typed {
    /// The records that were open when they were written, each as [`record_of`] names it, with its number then.
    records: Vec<(String, SourceId)>,
    key: DataKey,
    iv: Iv,
    ciphertext: Vec<u8>,
}

/// What one person has written and not sent, and what they say of their medicines: the drafts are a line of text, the
/// words follow.
pub(super) struct Unsent {
    records: Vec<(String, SourceId)>,
    written: String,
    /// There are drafts among it.
    pub(super) has_drafts: bool,
}

/// What is not sent now, of everybody here.
pub(super) fn unsent(around: Around) -> Vec<Unsent> {
    let people = around.people.all_now().into_iter();
    let people = people.filter(|one| one.mail.has_unsent() || one.chart.has_own_words());
    let unsent = people.map(|person| {
        let connections = untrack(|| around.session.connections_of(person.id));
        let records = connections.iter().map(|one| (record_of(one), one.source));
        let drafts = untrack(|| draft::written(&person.mail.drafts()));
        let words = untrack(|| person.chart.own_words_kept()).unwrap_or_default();
        Unsent {
            records: records.collect(),
            written: format!("{drafts}\n{words}"),
            has_drafts: person.mail.has_unsent(),
        }
    });
    unsent.collect()
}

/// Seals that, for the same people to open in this tab.
pub(super) async fn seal(unsent: Vec<Unsent>) -> Vec<Rc<dyn super::Sealed>> {
    let mut all: Vec<Rc<dyn super::Sealed>> = Vec::new();
    for Unsent {
        records, written, ..
    } in unsent
    {
        let Some(key) = DataKey::of_this_tab().await else {
            continue;
        };
        let additional = additional(&records);
        let Some((iv, ciphertext)) = key.seal(&additional, written.as_bytes()).await else {
            continue;
        };
        all.push(Rc::new(Typed {
            records,
            key,
            iv,
            ciphertext,
        }));
    }
    all
}

impl Safe {
    /// Keeps what was sealed beside what is sealed already.
    pub(super) fn holds(self, sealed: Vec<Rc<dyn super::Sealed>>) {
        if !sealed.is_empty() {
            let sealed = sealed.into_iter().map(held);
            self.sealed.update(|all| all.extend(sealed));
        }
    }
}

/// Which record a connection opens, and for whom: a parent and the patient do not share what they type.
fn record_of(connection: &Connection) -> String {
    let user = connection.tokens().user.map(|user| user.written());
    let (base, patient) = (connection.base(), connection.patient());
    format!("{}#{patient}#{}", base.as_str(), user.unwrap_or_default())
}

fn additional(records: &[(String, SourceId)]) -> Vec<u8> {
    let records: Vec<&str> = records.iter().map(|(record, _)| record.as_str()).collect();
    records.join(" ").into_bytes()
}

/// The same draft for a hospital that has another number now. What was to go elsewhere must be addressed anew; no
/// number is given twice, so that a message begun for another hospital is never taken for this one's.
fn for_source(mut draft: Draft, then: SourceId, now: SourceId) -> Draft {
    if draft.place == Place::To(then) {
        draft.place = Place::To(now);
    }
    if draft.hospital == Some(then) {
        draft.hospital = Some(now);
    } else {
        draft.hospital = None;
        draft.to = None;
    }
    if let Some(sent) = &mut draft.on_its_way
        && sent.source == then
    {
        sent.source = now;
    }
    draft
}

impl super::Sealed for Typed {
    fn is_for(&self, connection: &Connection) -> bool {
        let record = record_of(connection);
        self.records.iter().any(|(known, _)| *known == record)
    }

    fn open(self: Rc<Self>, connection: &Connection, profile: Profile) {
        let (record, now) = (record_of(connection), connection.source);
        leptos::task::spawn_local(async move {
            let known = self.records.iter().find(|(known, _)| *known == record);
            let Some((_, then)) = known else { return };
            let additional = additional(&self.records);
            let plain = self.key.open(&additional, &self.iv, &self.ciphertext).await;
            let plain = plain.unwrap_or_default();
            let mut lines = plain.splitn(2, |byte| *byte == b'\n');
            let (drafts, words) = (lines.next(), lines.next());
            let drafts = drafts.and_then(|drafts| draft::read(drafts, clock::now() as u64));
            let drafts = drafts.unwrap_or_default().into_iter();
            let drafts = drafts.map(|draft| for_source(draft, *then, now));
            profile.mail.put_back(drafts.collect());
            // Where nothing was said nothing stands.
            if let Some(Ok(words)) = words.map(Words::read) {
                profile.chart.put_back_own_words(words);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_to_one_hospital_follows_it_to_its_new_number() {
        let (then, now, other) = (SourceId(1), SourceId(4), SourceId(2));
        let to = |source| Draft {
            hospital: Some(source),
            ..Draft::new(Place::To(source))
        };
        assert_eq!(for_source(to(then), then, now), to(now));
        let elsewhere = for_source(to(other), then, now);
        assert_eq!(
            (elsewhere.place, elsewhere.hospital),
            (Place::To(other), None)
        );
    }
}
