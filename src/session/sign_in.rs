//! The way to a hospital's own sign-in page and back.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use smart::{Attempt, Callback, Client, Discovery, DiscoveryError, Entry, FhirBase, LaunchError};
use smart::{ReturnPath, Rules, SmartConfiguration, Style, Tokens};

use super::Session;
use crate::browser::fetch::{NoAnswer, Stop, fetch};
use crate::browser::{clock, page, storage};
use crate::hospital::Connection;
use crate::settings::{Hospital, ScopeSyntax};

/// What the portal reads, and so what it asks for.
const TYPES: [&str; 15] = [
    "Patient",
    "Observation",
    "DiagnosticReport",
    "Practitioner",
    "Organization",
    "Encounter",
    "Provenance",
    "MedicationRequest",
    "Medication",
    "AllergyIntolerance",
    "DocumentReference",
    "Binary",
    "Location",
    "Communication",
    "CareTeam",
];
/// What it writes, where the hospital takes it.
const WRITTEN: [&str; 1] = ["Communication"];

/// Why a sign-in did not work, in cases that a patient can be told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignInTrouble {
    /// The patient did not finish, or said no.
    Canceled,
    /// Too slow, or used before.
    Expired,
    /// Not begun in this tab, or forged.
    NotOurs,
    /// The answer belongs to another hospital or another sign-in.
    WrongSender,
    /// The hospital said no, perhaps in its own words.
    Refused {
        /// Plain text, one short line.
        words: Option<String>,
    },
    /// It is not known whose record it is.
    NoPatient,
    /// The hospital has no sign-in for sites like this one.
    NotOffered,
    /// The hospital does not answer.
    Unreachable,
    /// The hospital answers, but does not let a browser have the answer.
    BrowserRefused,
    /// The hospital's metadata point to an address that must not be used.
    UnsafeAddress,
}

/// A sign-in that came back.
pub struct Arrival {
    /// The hospital, as far as it is known.
    pub hospital: Option<Hospital>,
    /// What became of it.
    pub outcome: Result<Outcome, SignInTrouble>,
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
    pub async fn begin(self, hospital: &Hospital, return_to: &str) -> Result<(), SignInTrouble> {
        let attempt = self.prepare(hospital, return_to).await?;
        if !storage::keep_attempt(&attempt) || !page::leave_for(&attempt.authorize_url()) {
            return Err(SignInTrouble::NotOffered);
        }
        Ok(())
    }

    /// Asks the hospital how one signs in.
    pub async fn prepare(
        self,
        hospital: &Hospital,
        return_to: &str,
    ) -> Result<Attempt, SignInTrouble> {
        let base = FhirBase::listed(&hospital.fhir).map_err(|_| SignInTrouble::UnsafeAddress)?;
        let rules = rules(hospital, &base);
        let configuration = discover(&base, &rules).await?;
        let written = written_at(&base).await;
        if !rules.lacks(&configuration).is_empty() {
            return Err(SignInTrouble::NotOffered);
        }
        let style = rules.style(&configuration);
        let client = Client {
            hospital: &hospital.key,
            client_id: &hospital.client_id,
            redirect_uri: &format!("{}{}", page::origin(), rules.redirect),
            scope: &rules.scope(style, &TYPES, written, Entry::Standalone),
            rules: &rules,
            launch: None,
            again: self.met.with_value(|met| met.contains(&hospital.key)),
        };
        let return_to = ReturnPath::new(return_to).or_else(|| ReturnPath::new("/home"));
        let random = clock::random().ok_or(SignInTrouble::NotOffered)?;
        let return_to = return_to.ok_or(SignInTrouble::NotOffered)?;
        let attempt = Attempt::begin(
            random,
            clock::now() as u64,
            client,
            &base,
            &configuration,
            return_to,
        )?;
        Ok(attempt)
    }

    /// Reads the answer that came to this path. If this tab began that sign-in, the code is exchanged.
    pub async fn finish(self, path: &str, query: &str) -> Arrival {
        let callback = match Callback::read(query) {
            Ok(callback) => callback.at(path),
            Err(error) => return Arrival::nowhere(Err(error.into())),
        };
        match storage::take_attempt(&callback.key()) {
            Some(attempt) => self.redeem(callback, attempt).await,
            None => {
                self.stray
                    .set_value(Some((path.to_owned(), query.to_owned())));
                Arrival::nowhere(Ok(Outcome::Stray))
            }
        }
    }

    /// Exchanges the code for a connection.
    pub(super) async fn redeem(self, callback: Callback, attempt: Attempt) -> Arrival {
        let hospital = self
            .settings
            .with_value(|settings| settings.hospital(attempt.hospital()).cloned());
        let Some(hospital) = hospital else {
            return Arrival::nowhere(Err(SignInTrouble::NotOurs));
        };
        self.met.update_value(|met| met.push(hospital.key.clone()));
        let outcome = self.exchange(callback, attempt, hospital.clone()).await;
        Arrival {
            hospital: Some(hospital),
            outcome,
            is_seen: Cell::new(false),
        }
    }

    async fn exchange(
        self,
        callback: Callback,
        attempt: Attempt,
        hospital: Hospital,
    ) -> Result<Outcome, SignInTrouble> {
        let rules = rules(&hospital, attempt.base());
        let exchange = callback.redeem(Some(attempt), &rules, clock::now() as u64)?;
        let return_to = exchange.return_to().clone();
        let stop = Stop::new().ok_or(SignInTrouble::NotOffered)?;
        let answer = fetch(&exchange.request(), &stop)
            .await
            .map_err(|none| match none {
                NoAnswer::Unreachable => SignInTrouble::BrowserRefused,
                NoAnswer::TimedOut
                | NoAnswer::TooLarge
                | NoAnswer::CutShort
                | NoAnswer::Stopped => SignInTrouble::Unreachable,
            })?;
        let tokens = exchange.tokens(answer.status, &answer.body, clock::now() as u64)?;
        if let Some(known) = self.same_record(&tokens) {
            known.sign_in_again(tokens);
            self.update(known);
            return Ok(Outcome::Renewed(return_to));
        }
        let source = self.next_source();
        let connection = Rc::new(Connection::new(source, hospital, tokens, stop));
        if self.is_open_now() {
            return Ok(Outcome::Held(connection));
        }
        self.join(self.people.on_screen(), connection);
        Ok(Outcome::Opened(return_to))
    }

    /// The connection to the very record that these tokens open.
    fn same_record(self, tokens: &Tokens) -> Option<Rc<Connection>> {
        let joined = self.joined.read_untracked();
        let mut connections = joined.iter().map(|one| &one.connection);
        let same = |connection: &&Rc<Connection>| {
            connection.base() == *tokens.base() && connection.patient() == tokens.patient.as_str()
        };
        connections.find(same).cloned()
    }
}

impl Arrival {
    fn nowhere(outcome: Result<Outcome, SignInTrouble>) -> Arrival {
        Arrival {
            hospital: None,
            outcome,
            is_seen: Cell::new(false),
        }
    }
}

/// The current description first, then the older one where that may help.
async fn discover(base: &FhirBase, rules: &Rules) -> Result<SmartConfiguration, SignInTrouble> {
    let stop = Stop::new().ok_or(SignInTrouble::NotOffered)?;
    let current = fetch(&Discovery::well_known(base), &stop)
        .await
        .map_err(|_| SignInTrouble::Unreachable)?;
    let current = (current.status, current.body.as_slice());
    match SmartConfiguration::of_both(base, rules, current, None) {
        Err(error) if error.try_metadata() => {
            let older = fetch(&Discovery::metadata(base), &stop)
                .await
                .map_err(|_| SignInTrouble::Unreachable)?;
            let older = Some((older.status, older.body.as_slice()));
            SmartConfiguration::of_both(base, rules, current, older).map_err(SignInTrouble::from)
        }
        read => read.map_err(SignInTrouble::from),
    }
}

/// What the hospital says it takes. One that does not say is not asked for more than reading.
async fn written_at(base: &FhirBase) -> &'static [&'static str] {
    let Some(stop) = Stop::new() else { return &[] };
    let Ok(answer) = fetch(&Discovery::metadata(base), &stop).await else {
        return &[];
    };
    let answer = fhir::Answer::new(answer.body);
    let page = fhir::read::results(&answer);
    let takes = page.is_ok_and(|page| record::offer::messages(&page).is_some());
    if takes { &WRITTEN } else { &[] }
}

/// How this hospital wants to be spoken to: the table of vendors, and what the settings say of the hospital.
fn rules(hospital: &Hospital, base: &FhirBase) -> Rules {
    let mut rules = Rules::at(base, None);
    match hospital.scopes {
        Some(ScopeSyntax::V1) => rules.scopes = Some(Style::V1),
        Some(ScopeSyntax::V2) => rules.scopes = Some(Style::V2),
        None => {}
    }
    rules
}

impl From<DiscoveryError> for SignInTrouble {
    fn from(error: DiscoveryError) -> SignInTrouble {
        match error {
            DiscoveryError::Status(500..) => SignInTrouble::Unreachable,
            DiscoveryError::Status(_) | DiscoveryError::NotJson => SignInTrouble::NotOffered,
            DiscoveryError::NoAuthorizationEndpoint | DiscoveryError::NoTokenEndpoint => {
                SignInTrouble::NotOffered
            }
            DiscoveryError::Version(_) => SignInTrouble::NotOffered,
            DiscoveryError::Insecure | DiscoveryError::Unrelated => SignInTrouble::UnsafeAddress,
        }
    }
}

impl From<LaunchError> for SignInTrouble {
    fn from(error: LaunchError) -> SignInTrouble {
        match error {
            LaunchError::Cancelled => SignInTrouble::Canceled,
            LaunchError::Expired | LaunchError::CodeExpired => SignInTrouble::Expired,
            LaunchError::NoAttempt | LaunchError::Malformed => SignInTrouble::NotOurs,
            LaunchError::NotForUs | LaunchError::NotListed => SignInTrouble::WrongSender,
            LaunchError::Refused { words, .. } => SignInTrouble::Refused { words },
            LaunchError::BrowserNotAllowed => SignInTrouble::BrowserRefused,
            LaunchError::Status(500..) => SignInTrouble::Unreachable,
            LaunchError::Status(_) | LaunchError::NoToken => SignInTrouble::Refused { words: None },
            LaunchError::NoPatient => SignInTrouble::NoPatient,
            LaunchError::NotSetUp => SignInTrouble::NotOffered,
        }
    }
}
