//! Whose records are open: one profile for each person, kept apart. One of them is on the screen.

use leptos::prelude::*;
use record::SourceId;
use record::same_person::{Whose, whose};

use crate::browser::{clock, page};
use crate::chart::Chart;
use crate::later::Later;
use crate::mail::Mail;

/// The people of this tab; there always is one, with or without a record.
#[derive(Clone, Copy)]
pub struct People {
    profiles: RwSignal<Vec<Profile>>,
    on_screen: RwSignal<Profile>,
    later: Later,
    owner: StoredValue<Option<Owner>>,
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
    pub fn provide(later: Later) -> People {
        let first = Profile::new(0, later);
        let people = People {
            profiles: RwSignal::new(vec![first]),
            on_screen: RwSignal::new(first),
            later,
            owner: StoredValue::new(Owner::current()),
        };
        page::ask_before_leaving(move || people.have_unsent());
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
        let new = || Profile::new(last.map_or(0, |last| last + 1), self.later);
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

    /// Forgets everybody.
    pub fn clear(self) {
        for profile in self.all_now() {
            self.remove(profile);
        }
    }

    /// Whether anybody wrote something that was not sent.
    pub fn have_unsent(self) -> bool {
        let profiles = self.profiles.read_untracked();
        profiles.iter().any(|profile| profile.mail.has_unsent())
    }
}

impl Profile {
    fn new(id: usize, later: Later) -> Profile {
        let chart = Chart::new(later);
        Profile {
            id,
            chart,
            mail: Mail::new(chart),
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
