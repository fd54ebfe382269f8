//! The way to a hospital's own sign-in page and back.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use smart::{Attempt, Callback, Client, Discovery, Entry, FhirBase, Launch, LaunchError};
use smart::{ReturnPath, Rules, Seen, SmartConfiguration, Tokens};
use vault::audit::Act;

use super::Session;
use crate::browser::fetch::{Answer, Stop, fetch};
use crate::browser::{clock, page, storage};
use crate::diagnosis::{self, Trouble, heard};
use crate::hospital::Connection;
use crate::searches::{MORE_TYPES, TYPES};
use crate::settings::Hospital;

/// What it writes, where the hospital takes it.
const WRITTEN: [&str; 1] = ["Communication"];

/// A sign-in that came back.
pub struct Arrival {
    /// The hospital, as far as it is known.
    pub hospital: Option<Hospital>,
    /// What became of it.
    pub outcome: Result<Outcome, Trouble>,
    /// The person has read why it did not work.
    pub is_seen: Cell<bool>,
}

/// What a sign-in that worked has led to.
pub enum Outcome {
    /// Its record is loading; this is the page to go to.
    Opened(ReturnPath),
    /// The patient was signed in there before: nothing that was here is lost.
    Renewed(ReturnPath),
    /// Another record is open. Nothing is read until it is known whose this one is.
    Held(Rc<Connection>),
    /// No sign-in of this tab: perhaps another tab's.
    Stray,
}

impl Session {
    /// Asks the hospital how one signs in, writes the attempt down and leaves for the hospital's own page.
    pub async fn begin(self, hospital: &Hospital, return_to: &str) -> Result<(), Trouble> {
        let attempt = self.prepare(hospital, return_to).await?;
        self.leave(&attempt, hospital).await
    }

    /// The same when the hospital's own software opened the portal.
    pub async fn begin_launched(self, hospital: &Hospital, launch: &Launch) -> Result<(), Trouble> {
        let attempt = self.attempt(hospital, "/home", Some(launch)).await;
        let attempt = self.told(attempt, hospital).await?;
        self.leave(&attempt, hospital).await
    }

    /// Asks the hospital how one signs in.
    pub async fn prepare(self, hospital: &Hospital, return_to: &str) -> Result<Attempt, Trouble> {
        let attempt = self.attempt(hospital, return_to, None).await;
        self.told(attempt, hospital).await
    }

    async fn leave(self, attempt: &Attempt, hospital: &Hospital) -> Result<(), Trouble> {
        let left = storage::keep_attempt(attempt) && page::leave_for(&attempt.authorize_url());
        let left = left.then_some(()).ok_or_else(Seen::default);
        self.told(left, hospital).await
    }

    /// What is the matter, from what was seen.
    async fn told<T>(self, outcome: Result<T, Seen>, hospital: &Hospital) -> Result<T, Trouble> {
        match outcome {
            Ok(done) => Ok(done),
            Err(seen) => Err(diagnosis::trouble(seen, hospital.fhir.clone(), self.later).await),
        }
    }

    async fn attempt(
        self,
        hospital: &Hospital,
        return_to: &str,
        launch: Option<&Launch>,
    ) -> Result<Attempt, Seen> {
        let base = FhirBase::listed(&hospital.fhir).map_err(|_| LaunchError::NotListed)?;
        let rules = self.hospitals.rules(hospital, &base).await;
        if let Some(obstacle) = hospital.obstacle(&rules) {
            return Err(Seen {
                obstacle: Some(obstacle),
                ..Seen::default()
            });
        }
        let (configuration, written) = discover(&base, &rules).await?;
        let lacks = rules.lacks(&configuration);
        if !lacks.is_empty() {
            return Err(Seen {
                lacks,
                ..Seen::default()
            });
        }
        let style = rules.style(&configuration);
        let entry = match launch {
            Some(_) => Entry::Ehr,
            None => Entry::Standalone,
        };
        let client_id = hospital.client_id.as_deref().or(rules.client_id);
        let is_given = |kind: &&str| configuration.gives_to_patients(kind);
        let more = MORE_TYPES.into_iter().filter(is_given);
        let types: Vec<&str> = TYPES.into_iter().chain(more).collect();
        let client = Client {
            hospital: &hospital.key,
            client_id: client_id.ok_or_else(Seen::default)?,
            redirect_uri: &format!("{}{}", page::origin(), rules.redirect),
            scope: &rules.scope(style, &types, written, entry),
            rules: &rules,
            launch,
            again: self.met.with_value(|met| met.contains(&hospital.key)),
        };
        let return_to = ReturnPath::new(return_to).or_else(|| ReturnPath::new("/home"));
        let random = clock::random().ok_or_else(Seen::default)?;
        let return_to = return_to.ok_or_else(Seen::default)?;
        let now = clock::now() as u64;
        Ok(Attempt::begin(
            random,
            now,
            client,
            &base,
            &configuration,
            return_to,
        )?)
    }

    /// Reads the answer that came to this path. If this tab began that sign-in, the code is exchanged.
    pub async fn finish(self, path: &str, query: &str) -> Arrival {
        let callback = match Callback::read(query) {
            Ok(callback) => callback.at(path),
            Err(error) => return self.nowhere(Err(error.into())).await,
        };
        match storage::take_attempt(&callback.key()) {
            Some(attempt) => self.redeem(callback, attempt).await,
            None => {
                let stray = (path.to_owned(), query.to_owned());
                self.stray.set_value(Some(stray));
                self.nowhere(Ok(Outcome::Stray)).await
            }
        }
    }

    /// Exchanges the code for a connection.
    pub(super) async fn redeem(self, callback: Callback, attempt: Attempt) -> Arrival {
        let Some(hospital) = self.hospitals.of_attempt(&attempt).await else {
            return self.nowhere(Err(LaunchError::NoAttempt.into())).await;
        };
        self.met.update_value(|met| met.push(hospital.key.clone()));
        storage::forget_attempts_at(&hospital.key);
        let outcome = self.exchange(callback, attempt, hospital.clone()).await;
        Arrival {
            outcome: self.told(outcome, &hospital).await,
            hospital: Some(hospital),
            is_seen: Cell::new(false),
        }
    }

    /// An answer that belongs to no hospital that is known here.
    async fn nowhere(self, outcome: Result<Outcome, Seen>) -> Arrival {
        let outcome = match outcome {
            Ok(outcome) => Ok(outcome),
            Err(seen) => Err(diagnosis::trouble(seen, String::new(), self.later).await),
        };
        Arrival {
            hospital: None,
            outcome,
            is_seen: Cell::new(false),
        }
    }

    async fn exchange(
        self,
        callback: Callback,
        attempt: Attempt,
        hospital: Hospital,
    ) -> Result<Outcome, Seen> {
        let ends = self.ends.get_value();
        let rules = self.hospitals.rules(&hospital, attempt.base()).await;
        let exchange = callback.redeem(Some(attempt), &rules, clock::now() as u64)?;
        let return_to = exchange.return_to().clone();
        let stop = Stop::new().ok_or_else(Seen::default)?;
        let answer = fetch(&exchange.request(), &stop).await;
        let answer = answer.map_err(|none| Seen {
            token: heard(none),
            ..Seen::default()
        })?;
        let tokens = exchange.tokens(answer.status, &answer.body, clock::now() as u64)?;
        if let Some(known) = self.same_record(&tokens) {
            // Who signs in may have changed: a parent in place of the patient.
            known.sign_in_again(tokens).await;
            self.joined.notify();
            self.safe.note(Act::SignedInAgain {
                hospital: known.hospital.name.clone(),
            });
            self.read_anew(known);
            return Ok(Outcome::Renewed(return_to));
        }
        let earlier = self.holding_the_record_of(&tokens);
        let source = self.next_source();
        let connection = Rc::new(Connection::new(source, hospital, tokens, stop));
        if ends != self.ends.get_value() {
            // The person has ended everything meanwhile: this is not what they want any more.
            connection.close().await;
            return Ok(Outcome::Stray);
        }
        if let Some(earlier) = earlier {
            self.turn_away(&earlier);
        }
        if self.is_open_now() {
            return Ok(Outcome::Held(connection));
        }
        self.join(self.people.on_screen(), connection);
        Ok(Outcome::Opened(return_to))
    }

    /// A sign-in to the very record that these tokens open, which waits for the person's word.
    fn holding_the_record_of(self, tokens: &Tokens) -> Option<Rc<Arrival>> {
        let arrived = self.arrived.read_untracked();
        let is_same = |one: &&Rc<Arrival>| match &one.outcome {
            Ok(Outcome::Held(held)) => held.is_for(tokens),
            Ok(Outcome::Opened(_) | Outcome::Renewed(_) | Outcome::Stray) | Err(_) => false,
        };
        arrived.iter().find(is_same).cloned()
    }

    /// The connection to the very record that these tokens open.
    fn same_record(self, tokens: &Tokens) -> Option<Rc<Connection>> {
        let joined = self.joined.read_untracked();
        let mut connections = joined.iter().map(|one| &one.connection);
        connections.find(|one| one.is_for(tokens)).cloned()
    }
}

/// What the hospital says of itself, in the current description and in the older one, and what it takes. One that does
/// not say is not asked for more than reading.
async fn discover(
    base: &FhirBase,
    rules: &Rules,
) -> Result<(SmartConfiguration, &'static [&'static str]), Seen> {
    let stop = Stop::new().ok_or_else(Seen::default)?;
    let current = fetch(&Discovery::well_known(base), &stop).await;
    let older = fetch(&Discovery::metadata(base), &stop).await;
    if let (Err(none), Err(_)) = (&current, &older) {
        return Err(Seen {
            discovery: heard(*none),
            ..Seen::default()
        });
    }
    let configuration = SmartConfiguration::of_both(
        base,
        rules,
        current.as_ref().map_or((404, [].as_slice()), read),
        older.as_ref().ok().map(read),
    )?;
    let takes_messages = older.is_ok_and(|answer| takes_messages(answer.body));
    let written: &[&str] = if takes_messages { &WRITTEN } else { &[] };
    Ok((configuration, written))
}

fn read(answer: &Answer) -> (u16, &[u8]) {
    (answer.status, &answer.body)
}

fn takes_messages(metadata: Vec<u8>) -> bool {
    let answer = fhir::Answer::new(metadata);
    let page = fhir::read::results(&answer);
    page.is_ok_and(|page| record::offer::messages(&page).is_some())
}
