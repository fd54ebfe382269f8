//! The hospitals a patient can choose: those of the settings at once, those of the directory as they come.

use std::sync::Arc;

use leptos::prelude::*;
use smart::{Attempt, FhirBase, Rules};

use crate::finder::Finder;
use crate::later::{self, Later};
use crate::settings::{Hospital, Settings};

/// All hospitals this site knows.
#[derive(Clone, Copy)]
pub struct Hospitals {
    settings: StoredValue<Arc<Settings>>,
    finder: StoredValue<Option<&'static Finder>, LocalStorage>,
    typed: RwSignal<String>,
    later: Later,
}

impl Hospitals {
    /// Gives the app its hospitals.
    pub fn provide(later: Later) -> Hospitals {
        let hospitals = Hospitals {
            settings: StoredValue::new(expect_context()),
            finder: StoredValue::new_local(None),
            typed: RwSignal::new(String::new()),
            later,
        };
        provide_context(hospitals);
        hospitals
    }

    /// Those of the settings, in the order written.
    pub fn listed(self) -> Vec<Hospital> {
        self.settings
            .with_value(|settings| settings.hospitals.clone())
    }

    /// One of the settings.
    pub fn listed_one(self, key: &str) -> Option<Hospital> {
        self.settings
            .with_value(|settings| settings.hospital(key).cloned())
    }

    /// Is there a directory beside the settings?
    pub fn has_directory(self) -> bool {
        self.settings.with_value(|settings| settings.directory)
    }

    /// The hospital with this key, wherever it is listed, once what is needed of the directory has come.
    pub async fn by_key(self, key: &str) -> Option<Hospital> {
        let listed = self.listed_one(key);
        let is_complete = listed.as_ref().is_some_and(|one| one.client_id.is_some());
        if is_complete {
            return listed;
        }
        self.later.want();
        match self.later.here().await {
            true => later::look_up(self, key.to_owned()).await,
            false => listed,
        }
    }

    /// May a patient give the address of one that is listed nowhere?
    pub fn allows_own_address(self) -> bool {
        self.settings
            .with_value(|settings| settings.allow_own_address)
    }

    /// The hospital at which a sign-in was begun.
    pub async fn of_attempt(self, attempt: &Attempt) -> Option<Hospital> {
        let own = Hospital::at_own_address(attempt.base(), attempt.client_id());
        match attempt.hospital() == own.key {
            true => self.allows_own_address().then_some(own),
            false => self.by_key(attempt.hospital()).await,
        }
    }

    /// How a hospital wants to be spoken to. Where the settings change the table of vendors, the later file reads how.
    pub async fn rules(self, hospital: &Hospital, base: &FhirBase) -> Rules {
        let is_plain = self.settings.with_value(|settings| settings.ehr.is_null());
        if is_plain {
            return hospital.rules(base);
        }
        self.later.want();
        match self.later.here().await {
            true => later::rules(self, hospital),
            false => hospital.rules(base),
        }
    }

    /// What is being looked for; empty: nothing. It is held here and nowhere else.
    pub fn typed(self) -> RwSignal<String> {
        self.typed
    }

    /// What finds them, made when it is first asked for: for the later file only, which must be [`Later::here`].
    pub fn finder(self) -> &'static Finder {
        if let Some(finder) = self.finder.get_value() {
            return finder;
        }
        let finder = self.settings.with_value(|settings| Finder::new(settings));
        // It stays until the tab is closed, like the list in it.
        let finder: &'static Finder = Box::leak(Box::new(finder));
        self.finder.set_value(Some(finder));
        finder
    }
}

/// The hospitals of this app.
pub fn hospitals() -> Hospitals {
    expect_context()
}
