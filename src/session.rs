//! Where the patient is signed in, whose records that opened, and how it ends. `session/sign_in.rs` goes to a hospital
//! and comes back; `session/newcomer.rs` asks whose record it was.
//!
//! Tokens stay inside [`Connection`]; nothing here can read one.

mod newcomer;
mod sign_in;

use std::rc::Rc;

use leptos::prelude::*;
use record::SourceId;
use vault::audit::Act;

pub use newcomer::Found;
pub use sign_in::{Arrival, Outcome};

use crate::browser::{clock, save, storage};
use crate::hospital::Connection;
use crate::hospitals::{Hospitals, hospitals};
use crate::later::{self, Later, later};
use crate::people::{People, Profile, people};
use crate::safe::{Safe, safe};
use crate::settings::Hospital;

/// How long to wait for a part of the program that did not come, in milliseconds.
const LATER_MS: u32 = 5_000;

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
    safe: Safe,
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
            safe: safe(),
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
        self.safe.goes_on_without();
        self.safe.welcomes(&connection, profile);
        self.safe.note(Act::Connected {
            hospital: connection.hospital.name.clone(),
        });
        profile.chart.load(connection.clone());
        self.joined.update(|joined| {
            joined.push(Joined {
                profile: profile.id,
                connection,
            });
        });
        self.watch();
    }

    /// From now on it is noticed when nobody is there.
    fn watch(self) {
        leptos::task::spawn_local(async move {
            while self.is_open_now() {
                if self.later.here().await {
                    later::watch(self.safe);
                    return;
                }
                clock::wait(LATER_MS).await;
            }
        });
    }

    /// Every sign-in with the number of its profile, tracked: for the vault.
    pub fn sign_ins(self) -> Vec<(usize, Rc<Connection>)> {
        let joined = self.joined.read();
        let sign_ins = joined.iter();
        sign_ins
            .map(|one| (one.profile, Rc::clone(&one.connection)))
            .collect()
    }

    /// A hospital's record out of the vault, which was read: what is due is asked for.
    pub fn restore(self, profile: Profile, connection: Rc<Connection>) {
        if connection.is_by_proxy() {
            profile.signed_in_by_another();
        }
        self.counts_from(connection.source.0);
        match connection.has_ended() {
            // Nobody needs to be asked to know the answer.
            true => profile.chart.lacks_sign_in(&connection),
            false => profile.chart.catch_up(Rc::clone(&connection)),
        }
        self.joined.update(|joined| {
            joined.push(Joined {
                profile: profile.id,
                connection,
            });
        });
    }

    /// Sources that come now have numbers above this one.
    pub fn counts_from(self, source: u16) {
        let next = source.saturating_add(1);
        self.sources
            .update_value(|sources| *sources = next.max(*sources));
    }

    /// Forgets every record and sign-in of this tab. The hospitals are not told: the vault has them.
    pub fn put_away(self) {
        save::forget();
        let joined = self.joined.get_untracked();
        self.joined.set(Vec::new());
        self.end_what_is_under_way();
        self.people.clear();
        for one in joined {
            one.connection.put_away();
        }
    }

    /// The number of a source that was not here before.
    fn next_source(self) -> SourceId {
        let next = self.sources.get_value();
        self.sources.set_value(next.wrapping_add(1));
        SourceId(next)
    }

    /// Ends every sign-in at the hospitals. What they brought stays here, and nothing here opens it any more there.
    pub fn end_sign_ins(self) {
        let joined = self.joined.get_untracked();
        self.remember(&joined);
        for one in joined {
            leptos::task::spawn_local(one.connection.sign_out());
        }
        self.joined.notify();
    }

    fn remember(self, joined: &[Joined]) {
        let hospital = |one: &Joined| one.connection.hospital.clone();
        self.last.set_value(joined.iter().map(hospital).collect());
    }

    /// Ends every sign-in and forgets every record; gives the tokens back where the hospital takes them.
    pub fn sign_out(self) {
        self.remember(&self.joined.get_untracked());
        self.end_what_is_under_way();
        self.forget_records();
    }

    /// The same for a page that is left: the sign-in for which it is left goes on.
    pub fn forget_records(self) {
        save::forget();
        let joined = self.joined.get_untracked();
        self.joined.set(Vec::new());
        self.people.clear();
        for one in joined {
            close(one.connection);
        }
    }

    /// No sign-in that was begun comes to anything.
    pub fn end_what_is_under_way(self) {
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
        self.safe.note(Act::Disconnected {
            hospital: connection.hospital.name.clone(),
        });
        if left.is_empty() {
            self.last.set_value(vec![connection.hospital.clone()]);
            self.end_what_is_under_way();
        }
        self.joined.set(left);
        close(connection);
    }

    /// Reads again what is due of a hospital.
    pub fn update(self, connection: Rc<Connection>) {
        if let Some(person) = self.person_of(&connection) {
            person.chart.update(connection);
        }
    }

    /// Reads everything of a hospital again: it may share more than it did.
    fn read_anew(self, connection: Rc<Connection>) {
        if let Some(person) = self.person_of(&connection) {
            person.chart.load(connection);
        }
    }

    fn person_of(self, connection: &Connection) -> Option<Profile> {
        let joined = self.joined.get_untracked();
        let mut joined = joined.into_iter();
        let place = joined.find(|one| one.connection.source == connection.source)?;
        let mut everybody = self.people.all_now().into_iter();
        everybody.find(|person| person.id == place.profile)
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
