//! What the patient says of their medicines, beside the record and never in it.

use leptos::prelude::*;
use record::allergies::Reach;
use record::merging::{Card, Taking, Unlisted, Word, Words};
use record::{Class, LocalId, Merging};

use super::Chart;
use super::merged::Held;
use crate::browser::clock;
use crate::searches::MEDICINES_LIST;

/// Without the black box the compiler would see what it is, and put that into the first file of the program too.
fn held(words: Words) -> Held {
    std::hint::black_box(match words.is_empty() {
        true => None,
        false => Some(Box::new(words)),
    })
}

impl Chart {
    /// What the patient said of a medicine, the last word first; tracked.
    pub fn own_words_of(self, card: &Card) -> Vec<Word> {
        self.kept.track();
        self.with_own_words(|words| words.of(card).into_iter().cloned().collect())
    }

    /// What the patient said of medicines that are in no record here, where anything was said; tracked.
    pub fn unlisted_words(self) -> Option<Unlisted> {
        self.kept.track();
        if !self.has_own_words() {
            return None;
        }
        let section = self.section(Class::Medicines);
        let (here, not_asked) = section.with(|section| {
            let here: Vec<LocalId> = section.ids().collect();
            (here, section.sources().is_empty())
        });
        // Before any hospital was asked nothing is known either.
        let is_loading = not_asked || self.is_loading(MEDICINES_LIST);
        let reach = Reach::of(&self.gaps_in(MEDICINES_LIST), is_loading);
        self.merged(|merging: &Merging| {
            self.with_own_words(|words| merging.unlisted(words, here, reach))
        })
    }

    /// The patient says it, today, of what is called so.
    pub fn say(self, card: &Card, name: Option<String>, taking: Taking, note: Option<String>) {
        let word = Word {
            about: card.anchor.clone(),
            name,
            taking,
            on: clock::day(),
            note,
        };
        self.change_own_words(|words| {
            let last = words.of(card).into_iter().next();
            let is_said = last.is_some_and(|last| {
                (last.taking, last.on, &last.note) == (word.taking, word.on, &word.note)
            });
            if !is_said {
                words.say(word);
            }
        });
    }

    /// The patient takes back what was said last of a medicine.
    pub fn take_back(self, card: &Card) {
        self.change_own_words(|words| words.unsay(card));
    }

    /// The patient takes back a word whose medicine is not here.
    pub fn take_back_word(self, word: &Word) {
        self.change_own_words(|words| words.unsay_word(word));
    }

    /// What was said before, and kept or sealed, is here again.
    pub fn put_back_own_words(self, before: Words) {
        self.change_own_words(|words| words.put_back(before));
    }

    /// All of it as text, where there is any; tracked.
    pub fn own_words_kept(self) -> Option<String> {
        self.kept.track();
        self.has_own_words()
            .then(|| self.with_own_words(Words::kept))
    }

    fn with_own_words<T>(self, of: impl FnOnce(&Words) -> T) -> T {
        self.own_words.with_value(|held| {
            let words = held.as_ref().and_then(|held| held.downcast_ref::<Words>());
            match words {
                Some(words) => of(words),
                None => of(&Words::default()),
            }
        })
    }

    fn change_own_words(self, change: impl FnOnce(&mut Words)) {
        let before = self.with_own_words(Words::clone);
        let mut after = before.clone();
        change(&mut after);
        if after != before {
            self.own_words.set_value(held(after));
            self.kept.update(|kept| *kept += 1);
        }
    }
}
