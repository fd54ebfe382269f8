//! Whose records are open: one profile for each person, kept apart. One of them is on the screen.

use leptos::prelude::*;
use record::SourceId;
use record::same_person::{Whose, whose};

use crate::browser::{clock, page};
use crate::chart::Chart;
use crate::later::Later;
use crate::mail::Mail;
use crate::safe::Safe;

/// The people of this tab; there always is one, with or without a record.
#[derive(Clone, Copy)]
pub struct People {
    profiles: RwSignal<Vec<Profile>>,
    on_screen: RwSignal<Profile>,
    later: Later,
    safe: Safe,
    owner: StoredValue<Option<Owner>>,
    /// Who was on the screen when everybody was forgotten.
    last_shown: StoredValue<Option<usize>>,
    /// The highest number under which something is kept.
    highest: StoredValue<Option<usize>>,
}

/// One person's record, and what is written in their name.
#[derive(Clone, Copy)]
pub struct Profile {
    /// Its number; given once in a sitting.
    pub id: usize,
    /// The record.
    pub chart: Chart,
    /// The messages.
    pub mail: Mail,
    by_proxy: RwSignal<bool>,
}

impl People {
    /// Gives the app its first, empty profile. Closing the page asks first while something is not sent.
    pub fn provide(later: Later, safe: Safe) -> People {
        let first = Profile::new(0, later, safe);
        let people = People {
            profiles: RwSignal::new(vec![first]),
            on_screen: RwSignal::new(first),
            later,
            safe,
            owner: StoredValue::new(Owner::current()),
            last_shown: StoredValue::new(None),
            highest: StoredValue::new(None),
        };
        page::ask_before_leaving(move || safe.would_lose_typed() || people.would_lose_words());
        provide_context(people);
        people
    }

    /// The profile on the screen.
    pub fn on_screen(self) -> Profile {
        self.on_screen.get_untracked()
    }

    /// The number of the profile on the screen, tracked: another one is another page.
    pub fn number(self) -> usize {
        self.on_screen.get().id
    }

    /// The profile on the screen, tracked.
    pub fn shown(self) -> Profile {
        self.on_screen.get()
    }

    /// Whether the record on the screen is that of somebody else than the reader: one they care for, or one of
    /// several people; tracked.
    pub fn shows_another(self) -> bool {
        let shown = self.shown();
        let first = self.profiles.read().first().map(|first| first.id);
        shown.whose() == Whose::Dependent || first != Some(shown.id)
    }

    /// All of them, in the order of their coming; tracked.
    pub fn all(self) -> Vec<Profile> {
        self.profiles.get()
    }

    /// The same, for who does not draw.
    pub fn all_now(self) -> Vec<Profile> {
        self.profiles.get_untracked()
    }

    /// Opens a profile of its own for somebody.
    pub fn add(self) -> Profile {
        let profiles = self.profiles.read_untracked();
        let last = profiles.iter().map(|profile| profile.id).max();
        drop(profiles);
        let last = last.max(self.highest.get_value());
        self.add_numbered(last.map_or(0, |last| last + 1))
    }

    /// Something of the person with this number is kept, and of nobody with a higher one: no one else gets the number.
    pub fn counts_from(self, highest: usize) {
        self.highest.set_value(Some(highest));
    }

    /// The profile of this number, which the vault knows.
    pub fn numbered(self, id: usize) -> Profile {
        let profiles = self.all_now();
        let known = profiles.into_iter().find(|profile| profile.id == id);
        known.unwrap_or_else(|| self.add_numbered(id))
    }

    fn add_numbered(self, id: usize) -> Profile {
        let new = || Profile::new(id, self.later, self.safe);
        // It outlives the page on which somebody asked for it.
        let profile = match self.owner.get_value() {
            Some(owner) => owner.with(new),
            None => new(),
        };
        self.profiles.update(|profiles| profiles.push(profile));
        profile
    }

    /// Shows another profile.
    pub fn show(self, profile: Profile) {
        self.on_screen.set(profile);
    }

    /// Forgets a person: the last one leaves an empty profile.
    pub fn remove(self, profile: Profile) {
        profile.clear();
        if self.profiles.read_untracked().len() < 2 {
            return;
        }
        self.profiles
            .update(|profiles| profiles.retain(|one| one.id != profile.id));
        let first = self.profiles.read_untracked().first().copied();
        if let Some(first) = first
            && self.on_screen().id == profile.id
        {
            self.show(first);
        }
    }

    /// Those who have one of these numbers are here, and nobody else, in the order of their numbers; the one who was on
    /// the screen when everybody was forgotten is again, or else the first. Without any number the first is here.
    pub fn show_those_of(self, numbers: impl IntoIterator<Item = usize>) {
        let mut numbers: Vec<usize> = numbers.into_iter().collect();
        numbers.sort_unstable();
        numbers.dedup();
        if numbers.is_empty() {
            numbers.push(0);
        }
        let profiles: Vec<Profile> = numbers.into_iter().map(|id| self.numbered(id)).collect();
        let last = self.last_shown.get_value();
        let shown = profiles.iter().find(|one| Some(one.id) == last);
        let shown = shown.or_else(|| profiles.first()).copied();
        self.profiles.set(profiles);
        if let Some(shown) = shown
            && shown.id != self.on_screen().id
        {
            self.show(shown);
        }
    }

    /// Forgets everybody.
    pub fn clear(self) {
        self.last_shown.set_value(Some(self.on_screen().id));
        for profile in self.all_now() {
            self.remove(profile);
        }
    }

    /// Whether something that somebody wrote or said would be gone with the page.
    pub fn would_lose_words(self) -> bool {
        (self.have_unsent() || self.have_own_words()) && !self.safe.keeps_typed()
    }

    /// Whether anybody said anything of their medicines.
    pub fn have_own_words(self) -> bool {
        let profiles = self.profiles.read_untracked();
        profiles.iter().any(|profile| profile.chart.has_own_words())
    }

    /// Whether anybody wrote something that was not sent.
    pub fn have_unsent(self) -> bool {
        let profiles = self.profiles.read_untracked();
        profiles.iter().any(|profile| profile.mail.has_unsent())
    }

    /// Whether there is a message among it, and whether there is a note on a medicine.
    pub fn kinds_of_unsent(self) -> (bool, bool) {
        let profiles = self.profiles.read_untracked();
        let unsent = |profile: &Profile| untrack(|| profile.mail.unsent());
        let unsent: Vec<_> = profiles.iter().flat_map(unsent).collect();
        let has_message = unsent.iter().any(|draft| draft.is_message());
        let has_note = unsent.iter().any(|draft| !draft.is_message());
        (has_message, has_note)
    }
}

impl Profile {
    fn new(id: usize, later: Later, safe: Safe) -> Profile {
        let chart = Chart::new(later, safe);
        Profile {
            id,
            chart,
            mail: Mail::new(chart, safe),
            by_proxy: RwSignal::new(false),
        }
    }

    /// A hospital said that somebody else than the patient signed in.
    pub fn signed_in_by_another(self) {
        self.by_proxy.set(true);
    }

    /// Whose record it is, as far as that is known; tracked.
    pub fn whose(self) -> Whose {
        let is_proxy = self.by_proxy.get();
        match self.chart.person() {
            Some(person) => whose(&person, is_proxy, clock::day()),
            None if is_proxy => Whose::Dependent,
            None => Whose::Own,
        }
    }

    /// One hospital of several goes.
    pub fn forget(self, source: SourceId) {
        self.chart.forget(source);
        self.mail.forget(source);
    }

    fn clear(self) {
        self.chart.clear();
        self.mail.clear();
        self.by_proxy.set(false);
    }
}

/// The people of this app.
pub fn people() -> People {
    expect_context()
}
