//! A sign-in beside an open record: it comes back by way of a second tab, and nothing of it is read before the person
//! has seen whose it is and said what to do with it.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use fhir::Answer;
use leptos::prelude::*;
use record::same_person::{Doubt, Whose, nearest, whose};
use record::section::Trouble;
use record::{Asked, Person};
use smart::{Callback, RELAY_PATIENCE_MS, Relay};

use super::{Arrival, Outcome, Session};
use crate::browser::channel::Channel;
use crate::browser::{clock, storage};
use crate::hospital::Connection;
use crate::later;
use crate::people::Profile;

/// How often a tab looks whether it was answered, in milliseconds.
const LISTENING_MS: u32 = 50;

/// Whose record a sign-in opened.
#[derive(Clone)]
pub struct Found {
    /// Who it is.
    pub person: Arc<Person>,
    /// Their own, or that of somebody they care for.
    pub whose: Whose,
    /// The person who is here and whose record it may belong to; `None`: nobody's.
    pub near: Option<Profile>,
    /// What speaks against that.
    pub doubts: Vec<Doubt>,
}

impl Session {
    /// The sign-in that waits for the person's word, tracked: one that was not looked at before one that was.
    pub fn arrived(self) -> Option<Rc<Arrival>> {
        let arrived = self.arrived.read();
        let unseen = arrived.iter().find(|one| !one.is_seen.get());
        unseen.or_else(|| arrived.first()).cloned()
    }

    /// Whether one waits that the person has not looked at, tracked.
    pub fn waits(self) -> bool {
        self.arrived.read().iter().any(|one| !one.is_seen.get())
    }

    /// Whether one waits, for who does not draw.
    pub fn has_arrived(self) -> bool {
        !self.arrived.read_untracked().is_empty()
    }

    /// The person does not want it: a connection that was held is given back.
    pub fn turn_away(self, arrival: &Rc<Arrival>) {
        self.remove(arrival);
        if let Ok(Outcome::Held(connection)) = &arrival.outcome {
            super::close(Rc::clone(connection));
        }
    }

    fn remove(self, arrival: &Rc<Arrival>) {
        self.arrived
            .update(|arrived| arrived.retain(|one| !Rc::ptr_eq(one, arrival)));
    }

    /// The sign-in that holds this connection.
    pub fn holding(self, connection: &Rc<Connection>) -> Option<Rc<Arrival>> {
        let arrived = self.arrived.read_untracked();
        let holds = |one: &&Rc<Arrival>| match &one.outcome {
            Ok(Outcome::Held(held)) => Rc::ptr_eq(held, connection),
            Ok(Outcome::Opened(_) | Outcome::Renewed(_) | Outcome::Stray) | Err(_) => false,
        };
        arrived.iter().find(holds).cloned()
    }

    /// Reads whose record was opened, and nothing else, and compares it with the people who are here.
    pub async fn look_at(self, connection: &Connection) -> Result<Found, Trouble> {
        let (base, patient) = (connection.base(), connection.patient());
        let url = base.join(&format!("Patient/{patient}"));
        let body = connection.read(&url).await;
        let answer = Answer::new(body.map_err(|refused| refused.trouble())?);
        let asked = Asked {
            source: connection.source,
            base: base.as_str(),
            patient: &patient,
        };
        let taken = later::take(&answer, &asked).map_err(|_| Trouble::NotFhir)?;
        let person = taken.people.into_iter().next().ok_or(Trouble::NotFhir)?;
        let whose = whose(&person, connection.is_by_proxy(), clock::day());
        let everybody = self.people.all_now();
        let known: Vec<(Option<Arc<Person>>, Whose)> = untrack(|| {
            let known = everybody.iter();
            known.map(|one| (one.chart.person(), one.whose())).collect()
        });
        let known: Vec<_> = known
            .iter()
            .map(|(person, whose)| (person.as_deref(), *whose))
            .collect();
        let near = nearest(&known, (&person, whose));
        let (near, doubts) = match near {
            Some((place, doubts)) => (everybody.get(place).copied(), doubts),
            None => (None, Vec::new()),
        };
        Ok(Found {
            person: Arc::new(person),
            whose,
            near,
            doubts,
        })
    }

    /// The person said where the record belongs; `None`: in a profile of its own. Now it is read.
    pub fn settle(self, connection: Rc<Connection>, profile: Option<Profile>) {
        let profile = profile.unwrap_or_else(|| self.people.add());
        let arrival = self.holding(&connection);
        self.join(profile, connection);
        self.people.show(profile);
        if let Some(arrival) = arrival {
            self.remove(&arrival);
        }
    }

    /// Hears from now on what comes back to other tabs, and takes what was begun here. `arrived` is told of it.
    pub fn listen(self, arrived: impl Fn() + Clone + 'static) {
        if self.is_listening.get_value() {
            return;
        }
        let Some(channel) = Channel::open() else {
            return;
        };
        self.is_listening.set_value(true);
        let mouth = channel.clone();
        channel.hear(move |message| {
            let answer = Relay::from_json(&message).and_then(|relay| relay.callback());
            let Some(Ok(callback)) = answer else { return };
            let key = callback.key();
            let Some(attempt) = storage::take_attempt(&key) else {
                return;
            };
            mouth.say(&Relay::Taken { key }.to_json());
            let arrived = arrived.clone();
            leptos::task::spawn_local(async move {
                let arrival = self.redeem(callback, attempt).await;
                self.arrived
                    .update(|arrived| arrived.retain(|one| !one.is_seen.get()));
                match arrival.outcome {
                    // Everything was ended meanwhile.
                    Ok(Outcome::Stray) => return,
                    // Nothing was open here any more: the person goes on where they were.
                    Ok(Outcome::Renewed(_) | Outcome::Opened(_)) => self.joined.notify(),
                    Ok(Outcome::Held(_)) | Err(_) => {
                        self.arrived
                            .update(|arrived| arrived.push(Rc::new(arrival)));
                    }
                }
                arrived();
            });
        });
    }

    /// Hands an answer that belongs to no attempt of this tab to the others; whether one of them took it.
    pub async fn hand_over(self) -> bool {
        let stray = self.stray.try_update_value(Option::take).flatten();
        let Some((path, query)) = stray else {
            return false;
        };
        let (Ok(callback), Some(channel)) = (Callback::read(&query), Channel::open()) else {
            return false;
        };
        let taken = Rc::new(Cell::new(false));
        let heard = Rc::clone(&taken);
        let expected = Relay::Taken {
            key: callback.key(),
        };
        channel.hear(move |message| {
            if Relay::from_json(&message).as_ref() == Some(&expected) {
                heard.set(true);
            }
        });
        channel.say(&Relay::Answer { path, query }.to_json());
        let until = clock::now() + RELAY_PATIENCE_MS as f64;
        while !taken.get() && clock::now() < until {
            clock::wait(LISTENING_MS).await;
        }
        channel.close();
        taken.get()
    }
}
