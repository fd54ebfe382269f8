//! Where the patient is signed in, how a sign-in begins and comes back, and how it ends.
//!
//! Tokens stay inside [`Connection`]; nothing here can read one.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use record::SourceId;
use smart::{Attempt, Callback, Client, Discovery, DiscoveryError, Entry, FhirBase, LaunchError};
use smart::{Overrides, ReturnPath, Rules, SmartConfiguration};

use crate::browser::fetch::{NoAnswer, Stop, fetch};
use crate::browser::{clock, page, storage};
use crate::chart::{Chart, chart};
use crate::hospital::Connection;
use crate::hospitals::{Hospitals, hospitals};
use crate::mail::{Mail, mail};
use crate::settings::{Hospital, Settings};

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

/// The sign-ins of this tab.
#[derive(Clone, Copy)]
pub struct Session {
    connections: RwSignal<Vec<Rc<Connection>>, LocalStorage>,
    last: StoredValue<Vec<String>>,
    /// The hospitals that sent an answer since the page was opened, by key.
    met: StoredValue<Vec<String>>,
    settings: StoredValue<Arc<Settings>>,
    hospitals: Hospitals,
    chart: Chart,
    mail: Mail,
}

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
    /// The page to go to, or why there is none.
    pub outcome: Result<ReturnPath, SignInTrouble>,
}

impl Session {
    /// Gives the app its session; no one is signed in.
    pub fn provide() -> Session {
        let session = Session {
            connections: RwSignal::new_local(Vec::new()),
            last: StoredValue::new(Vec::new()),
            met: StoredValue::new(Vec::new()),
            settings: StoredValue::new(expect_context()),
            hospitals: hospitals(),
            chart: chart(),
            mail: mail(),
        };
        provide_context(session);
        session
    }

    /// Whether a record is open, tracked.
    pub fn is_open(self) -> bool {
        !self.connections.read().is_empty()
    }

    /// The hospitals that are signed in, tracked.
    pub fn connections(self) -> Vec<Rc<Connection>> {
        self.connections.get()
    }

    /// Whether a record is open, for who does not draw.
    pub fn is_open_now(self) -> bool {
        self.connections
            .try_with_untracked(|connections| !connections.is_empty())
            .unwrap_or_default()
    }

    /// The name of a hospital of the record.
    pub fn hospital_name(self, source: SourceId) -> String {
        let connections = self.connections.read_untracked();
        let found = connections
            .iter()
            .find(|connection| connection.source == source);
        found
            .map(|connection| connection.hospital.name.clone())
            .unwrap_or_default()
    }

    /// The names of the hospitals that were signed in until the last sign-out.
    pub fn last_hospitals(self) -> Vec<String> {
        self.last.get_value()
    }

    /// Asks the hospital how one signs in, writes the attempt down and leaves for the hospital's own page.
    pub async fn begin(self, hospital: &Hospital, return_to: &str) -> Result<(), SignInTrouble> {
        let base = FhirBase::listed(&hospital.fhir).map_err(|_| SignInTrouble::UnsafeAddress)?;
        let rules = hospital.rules(&base, &Overrides::default());
        let client_id = rules.client_id.as_deref();
        let client_id = client_id.ok_or(SignInTrouble::NotOffered)?;
        let configuration = discover(&base, &rules).await?;
        let written = written_at(&base).await;
        if !rules.lacks(&configuration).is_empty() {
            return Err(SignInTrouble::NotOffered);
        }
        let style = rules.style(&configuration);
        let client = Client {
            hospital: &hospital.key,
            client_id,
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
        if !storage::keep_attempt(&attempt) || !page::leave_for(&attempt.authorize_url()) {
            return Err(SignInTrouble::NotOffered);
        }
        Ok(())
    }

    /// Reads the answer in the address, drops it from there, and exchanges it; then the record begins to load.
    pub async fn finish(self, query: &str) -> Arrival {
        let callback = Callback::read(query);
        let attempt = callback
            .as_ref()
            .ok()
            .and_then(|callback| storage::take_attempt(&callback.key()));
        let hospital = match &attempt {
            Some(attempt) => self.hospitals.by_key(attempt.hospital()).await,
            None => None,
        };
        if let Some(hospital) = &hospital {
            self.met.update_value(|met| met.push(hospital.key.clone()));
        }
        let outcome = match (callback, &hospital) {
            (Ok(callback), Some(hospital)) => {
                self.exchange(callback, attempt, hospital.clone()).await
            }
            (Ok(_), None) => Err(SignInTrouble::NotOurs),
            (Err(error), _) => Err(error.into()),
        };
        Arrival { hospital, outcome }
    }

    async fn exchange(
        self,
        callback: Callback,
        attempt: Option<Attempt>,
        hospital: Hospital,
    ) -> Result<ReturnPath, SignInTrouble> {
        let base = attempt.as_ref().map(|attempt| attempt.base().clone());
        let rules = base.map_or_else(Rules::default, |base| {
            hospital.rules(&base, &Overrides::default())
        });
        let callback = callback.at(&page::path());
        let exchange = callback.redeem(attempt, &rules, clock::now() as u64)?;
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
        let source = SourceId(self.place_of(&hospital));
        let connection = Rc::new(Connection::new(source, hospital, tokens, stop));
        self.chart.load(connection.clone());
        self.connections
            .update(|connections| connections.push(connection));
        Ok(return_to)
    }

    /// Ends every sign-in and forgets every record; gives the tokens back where the hospital takes them.
    pub fn sign_out(self) {
        let connections = self.connections.get_untracked();
        let names = connections
            .iter()
            .map(|connection| connection.hospital.name.clone())
            .collect();
        self.last.set_value(names);
        self.connections.set(Vec::new());
        self.chart.clear();
        self.mail.clear();
        storage::forget_attempts();
        for connection in connections {
            leptos::task::spawn_local(async move { connection.close().await });
        }
    }

    /// The hospital's place in the settings: it gives its colour and its id.
    fn place_of(self, hospital: &Hospital) -> u16 {
        self.settings.with_value(|settings| {
            let place = settings
                .hospitals
                .iter()
                .position(|one| one.key == hospital.key);
            place
                .and_then(|place| u16::try_from(place).ok())
                .unwrap_or(u16::MAX)
        })
    }
}

/// The session of this app.
pub fn session() -> Session {
    expect_context()
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
