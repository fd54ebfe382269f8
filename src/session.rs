//! Where the patient is signed in, how a sign-in begins and comes back, and how it ends.
//!
//! Tokens stay inside [`Connection`]; nothing here can read one.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use record::SourceId;
use smart::{Attempt, Callback, Client, Discovery, Entry, FhirBase, Launch, LaunchError};
use smart::{Overrides, ReturnPath, Rules, Seen, SmartConfiguration, Style};

use crate::browser::fetch::{Answer, Stop, fetch};
use crate::browser::{clock, page, storage};
use crate::chart::{Chart, chart};
use crate::diagnosis::{self, Trouble, heard};
use crate::hospital::Connection;
use crate::later::{Later, later};
use crate::mail::{Mail, mail};
use crate::settings::{Hospital, ScopeSyntax, Settings};

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
    last: StoredValue<Vec<Hospital>>,
    /// The hospitals that sent an answer since the page was opened, by key.
    met: StoredValue<Vec<String>>,
    settings: StoredValue<Arc<Settings>>,
    chart: Chart,
    mail: Mail,
    later: Later,
}

/// A sign-in that came back.
pub struct Arrival {
    /// The hospital, as far as it is known.
    pub hospital: Option<Hospital>,
    /// The page to go to, or why there is none.
    pub outcome: Result<ReturnPath, Trouble>,
}

impl Session {
    /// Gives the app its session; no one is signed in.
    pub fn provide() -> Session {
        let session = Session {
            connections: RwSignal::new_local(Vec::new()),
            last: StoredValue::new(Vec::new()),
            met: StoredValue::new(Vec::new()),
            settings: StoredValue::new(expect_context()),
            chart: chart(),
            mail: mail(),
            later: later(),
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

    /// The hospitals that were signed in until the last sign-out.
    pub fn last_hospitals(self) -> Vec<Hospital> {
        self.last.get_value()
    }

    /// Asks the hospital how one signs in, writes the attempt down and leaves for the hospital's own page.
    pub async fn begin(self, hospital: &Hospital, return_to: &str) -> Result<(), Trouble> {
        self.begin_from(hospital, return_to, None).await
    }

    /// The same when the hospital's own software opened the portal.
    pub async fn begin_launched(self, hospital: &Hospital, launch: &Launch) -> Result<(), Trouble> {
        self.begin_from(hospital, "/home", Some(launch)).await
    }

    async fn begin_from(
        self,
        hospital: &Hospital,
        return_to: &str,
        launch: Option<&Launch>,
    ) -> Result<(), Trouble> {
        match self.leave(hospital, return_to, launch).await {
            Ok(()) => Ok(()),
            Err(seen) => Err(diagnosis::trouble(seen, hospital.fhir.clone(), self.later).await),
        }
    }

    async fn leave(
        self,
        hospital: &Hospital,
        return_to: &str,
        launch: Option<&Launch>,
    ) -> Result<(), Seen> {
        let base = FhirBase::listed(&hospital.fhir).map_err(|_| LaunchError::NotListed)?;
        let rules = rules(hospital, &base);
        if let Some(obstacle) = rules.obstacle() {
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
        let client = Client {
            hospital: &hospital.key,
            client_id: &hospital.client_id,
            redirect_uri: &format!("{}{}", page::origin(), rules.redirect),
            scope: &rules.scope(style, &TYPES, written, entry),
            rules: &rules,
            launch,
            again: self.met.with_value(|met| met.contains(&hospital.key)),
        };
        let return_to = ReturnPath::new(return_to).or_else(|| ReturnPath::new("/home"));
        let random = clock::random().ok_or_else(Seen::default)?;
        let return_to = return_to.ok_or_else(Seen::default)?;
        let attempt = Attempt::begin(
            random,
            clock::now() as u64,
            client,
            &base,
            &configuration,
            return_to,
        )?;
        if !storage::keep_attempt(&attempt) || !page::leave_for(&attempt.authorize_url()) {
            return Err(Seen::default());
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
        let hospital = attempt.as_ref().and_then(|attempt| {
            self.settings
                .with_value(|settings| settings.hospital(attempt.hospital()).cloned())
        });
        if let Some(hospital) = &hospital {
            self.met.update_value(|met| met.push(hospital.key.clone()));
            storage::forget_attempts_at(&hospital.key);
        }
        let outcome = match (callback, &hospital) {
            (Ok(callback), Some(hospital)) => {
                self.exchange(callback, attempt, hospital.clone()).await
            }
            (Ok(_), None) => Err(LaunchError::NoAttempt.into()),
            (Err(error), _) => Err(error.into()),
        };
        let outcome = match outcome {
            Ok(return_to) => Ok(return_to),
            Err(seen) => {
                let fhir = hospital.as_ref().map(|hospital| hospital.fhir.clone());
                Err(diagnosis::trouble(seen, fhir.unwrap_or_default(), self.later).await)
            }
        };
        Arrival { hospital, outcome }
    }

    async fn exchange(
        self,
        callback: Callback,
        attempt: Option<Attempt>,
        hospital: Hospital,
    ) -> Result<ReturnPath, Seen> {
        let base = attempt.as_ref().map(|attempt| attempt.base().clone());
        let rules = base.map_or_else(Rules::default, |base| rules(&hospital, &base));
        let callback = callback.at(&page::path());
        let exchange = callback.redeem(attempt, &rules, clock::now() as u64)?;
        let return_to = exchange.return_to().clone();
        let stop = Stop::new().ok_or_else(Seen::default)?;
        let answer = fetch(&exchange.request(), &stop).await;
        let answer = answer.map_err(|none| Seen {
            token: heard(none),
            ..Seen::default()
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
        let hospitals = connections
            .iter()
            .map(|connection| connection.hospital.clone())
            .collect();
        self.last.set_value(hospitals);
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

/// How this hospital wants to be spoken to: the table of vendors, and what the settings say of the hospital.
pub fn rules(hospital: &Hospital, base: &FhirBase) -> Rules {
    let mut rules = Overrides::default().rules(base, None);
    rules.client_id = Some(hospital.client_id.clone());
    match hospital.scopes {
        Some(ScopeSyntax::V1) => rules.scopes = Some(Style::V1),
        Some(ScopeSyntax::V2) => rules.scopes = Some(Style::V2),
        None => {}
    }
    rules
}
