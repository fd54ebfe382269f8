//! What was typed, and said of medicines, when a record was ended because nobody was there: sealed under a key that only
//! this tab has, until the same person signs in again in it.

use std::rc::Rc;

use leptos::prelude::*;
use record::merging::Words;

use super::around::Around;
use super::{Safe, held};
use crate::browser::clock;
use crate::browser::seal::{DataKey, Iv};
use crate::draft::{self, Addressee};
use crate::hospital::Connection;
use crate::people::Profile;

/// What one person has written and said.
struct Typed {
    /// The records that were open when they were written, and who had opened them.
    records: Vec<Addressee>,
    key: DataKey,
    iv: Iv,
    ciphertext: Vec<u8>,
}

/// What one person has written and not sent, and what they say of their medicines: the drafts are a line of text, the
/// words follow.
pub(super) struct Unsent {
    records: Vec<Addressee>,
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
        let records = connections.iter().map(|one| one.addressee());
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

fn additional(records: &[Addressee]) -> Vec<u8> {
    let records: Vec<String> = records.iter().map(Addressee::to_string).collect();
    records.join(" ").into_bytes()
}

impl super::Sealed for Typed {
    fn is_for(&self, connection: &Connection) -> bool {
        self.records.contains(&connection.addressee())
    }

    fn open(self: Rc<Self>, profile: Profile) {
        leptos::task::spawn_local(async move {
            let additional = additional(&self.records);
            let plain = self.key.open(&additional, &self.iv, &self.ciphertext).await;
            let plain = plain.unwrap_or_default();
            let mut lines = plain.splitn(2, |byte| *byte == b'\n');
            let (drafts, words) = (lines.next(), lines.next());
            let drafts = drafts.and_then(|drafts| draft::read(drafts, clock::now() as u64));
            profile.mail.put_back(drafts.unwrap_or_default());
            // Where nothing was said nothing stands.
            if let Some(Ok(words)) = words.map(Words::read) {
                profile.chart.put_back_own_words(words);
            }
        });
    }
}
