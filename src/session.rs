//! Where the patient is signed in, whose records that opened, and how it ends. `session/sign_in.rs` goes to a hospital
//! and comes back; `session/newcomer.rs` asks whose record it was.
//!
//! Tokens stay inside [`Connection`]; nothing here can read one.

mod newcomer;
mod sign_in;

use std::rc::Rc;

use leptos::prelude::*;
use record::SourceId;

pub use newcomer::Found;
pub use sign_in::{Arrival, Outcome};

use crate::browser::storage;
use crate::hospital::Connection;
use crate::hospitals::{Hospitals, hospitals};
use crate::later::{Later, later};
use crate::people::{People, Profile, people};
use crate::settings::Hospital;

/// The sign-ins of this tab.
#[derive(Clone, Copy)]
pub struct Session {
    joined: RwSignal<Vec<Joined>, LocalStorage>,
    /// Sign-ins beside an open record that came back and wait for the person's word, the first first.
    arrived: RwSignal<Vec<Rc<Arrival>>, LocalStorage>,
    /// Path and query of an answer that belongs to no attempt of this tab.
    stray: StoredValue<Option<(String, String)>>,
    last: StoredValue<Vec<Hospital>>,
    /// The hospitals that sent an answer since the page was opened, by key.
    met: StoredValue<Vec<String>>,
    /// Whether this tab hears what comes back to others.
    is_listening: StoredValue<bool>,
    /// How many sources there were.
    sources: StoredValue<u16>,
    /// How often everything was ended: what was begun before one end is not opened after it.
    ends: StoredValue<u32>,
    hospitals: Hospitals,
    people: People,
    later: Later,
}

/// A hospital's record in the profile of a person.
#[derive(Clone)]
struct Joined {
    profile: usize,
    connection: Rc<Connection>,
}

impl Session {
    /// Gives the app its session; no one is signed in.
    pub fn provide() -> Session {
        let session = Session {
            joined: RwSignal::new_local(Vec::new()),
            arrived: RwSignal::new_local(Vec::new()),
            stray: StoredValue::new(None),
            last: StoredValue::new(Vec::new()),
            met: StoredValue::new(Vec::new()),
            is_listening: StoredValue::new(false),
            sources: StoredValue::new(0),
            ends: StoredValue::new(0),
            hospitals: hospitals(),
            people: people(),
            later: later(),
        };
        provide_context(session);
        session
    }

    /// Whether a record is open, tracked.
    pub fn is_open(self) -> bool {
        !self.joined.read().is_empty()
    }

    /// Whether a record is open, for who does not draw.
    pub fn is_open_now(self) -> bool {
        self.joined
            .try_with_untracked(|joined| !joined.is_empty())
            .unwrap_or_default()
    }

    /// The hospitals of the person on the screen, tracked.
    pub fn connections(self) -> Vec<Rc<Connection>> {
        let profile = self.people.number();
        self.connections_of(profile)
    }

    /// The hospitals of one person, in the order of their coming; tracked.
    pub fn connections_of(self, profile: usize) -> Vec<Rc<Connection>> {
        let joined = self.joined.read();
        let own = joined.iter().filter(|one| one.profile == profile);
        own.map(|one| Rc::clone(&one.connection)).collect()
    }

    /// The name of a hospital of the record.
    pub fn hospital_name(self, source: SourceId) -> String {
        let joined = self.joined.read_untracked();
        let found = joined.iter().find(|one| one.connection.source == source);
        found
            .map(|one| one.connection.hospital.name.clone())
            .unwrap_or_default()
    }

    /// A source's place among all, from 0: its color.
    pub fn place_of(self, source: SourceId) -> usize {
        let joined = self.joined.read_untracked();
        let place = joined
            .iter()
            .position(|one| one.connection.source == source);
        place.unwrap_or_default()
    }

    /// The hospitals that were signed in until the last sign-out.
    pub fn last_hospitals(self) -> Vec<Hospital> {
        self.last.get_value()
    }

    /// A hospital's record becomes part of a person's, and begins to load.
    fn join(self, profile: Profile, connection: Rc<Connection>) {
        if connection.is_by_proxy() {
            profile.signed_in_by_another();
        }
        profile.chart.load(connection.clone());
        self.joined.update(|joined| {
            joined.push(Joined {
                profile: profile.id,
                connection,
            });
        });
    }

    /// The number of a source that was not here before.
    fn next_source(self) -> SourceId {
        let next = self.sources.get_value();
        self.sources.set_value(next.wrapping_add(1));
        SourceId(next)
    }

    /// Ends every sign-in and forgets every record; gives the tokens back where the hospital takes them.
    pub fn sign_out(self) {
        let joined = self.joined.get_untracked();
        let hospital = |one: &Joined| one.connection.hospital.clone();
        self.last.set_value(joined.iter().map(hospital).collect());
        self.joined.set(Vec::new());
        self.end_what_is_under_way();
        self.people.clear();
        for one in joined {
            close(one.connection);
        }
    }

    /// No sign-in that was begun comes to anything.
    fn end_what_is_under_way(self) {
        self.ends.update_value(|ends| *ends = ends.wrapping_add(1));
        storage::forget_attempts();
        for arrival in self.arrived.get_untracked() {
            self.turn_away(&arrival);
        }
    }

    /// Ends the sign-in at one hospital: what it brought goes, and nothing else.
    pub fn disconnect(self, connection: Rc<Connection>) {
        let source = connection.source;
        let joined = self.joined.get_untracked();
        let (gone, left): (Vec<_>, Vec<_>) = joined
            .into_iter()
            .partition(|one| one.connection.source == source);
        let everybody = self.people.all_now();
        for one in gone {
            let person = everybody.iter().find(|person| person.id == one.profile);
            match person {
                Some(person) if left.iter().any(|other| other.profile == one.profile) => {
                    person.forget(source);
                }
                Some(person) => self.people.remove(*person),
                None => {}
            }
        }
        if left.is_empty() {
            self.last.set_value(vec![connection.hospital.clone()]);
            self.end_what_is_under_way();
        }
        self.joined.set(left);
        close(connection);
    }

    /// Reads everything of a hospital again.
    pub fn update(self, connection: Rc<Connection>) {
        let joined = self.joined.get_untracked();
        let place = joined
            .iter()
            .find(|one| one.connection.source == connection.source);
        let Some(place) = place else { return };
        let everybody = self.people.all_now();
        if let Some(person) = everybody.iter().find(|person| person.id == place.profile) {
            person.chart.load(connection);
        }
    }
}

/// The session of this app.
pub fn session() -> Session {
    expect_context()
}

/// Tells the hospital, without waiting for its answer.
fn close(connection: Rc<Connection>) {
    leptos::task::spawn_local(async move { connection.close().await });
}
