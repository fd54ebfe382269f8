//! One sample hospital: who it is, what it keeps, what it has granted, and how it feels today.
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware;
use axum::routing::{get, post};
use tokio::sync::watch;

use crate::accounts::Account;
use crate::chart::Chart;
use crate::clock::Clock;
use crate::cursor::Cursors;
use crate::failure::{Failure, Failures};
use crate::files::Signed;
use crate::grants::{Counts, Grants};
use crate::held::held;
use crate::identity::Key;
use crate::log::Log;
use crate::personality::SampleCharts;
use crate::post::Post;
use crate::quota::Meter;
use crate::recording::Recording;
use crate::settings::{Issuer, Running, Settings};
use crate::{
    access, authorize, consent, create, discovery, ehr, files, gate, pages, recording, search,
    token,
};

/// The one app that is registered here.
pub(crate) struct Client {
    pub(crate) id: String,
    pub(crate) origin: String,
    pub(crate) redirect_uri: String,
}

/// How a hospital answers as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mood {
    Well,
    Silent,
    Hanging,
}

impl Mood {
    pub(crate) fn usual(settings: &Settings) -> Self {
        match settings.running {
            Running::Up => Self::Well,
            Running::Down => Self::Silent,
        }
    }
}

/// A running hospital: a handle for tests, and the state of its server.
pub struct Hospital {
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) settings: Settings,
    /// Whose files it has; a recorded hospital has none of the samples.
    pub(crate) samples: Option<SampleCharts>,
    /// What it answers in place of records, if it was recorded.
    pub(crate) recording: Option<Recording>,
    pub(crate) origin: String,
    pub(crate) base: String,
    /// The base of another hospital: where faulty answers lead astray.
    pub(crate) elsewhere: String,
    pub(crate) client: Client,
    pub(crate) chart: Mutex<Arc<Chart>>,
    pub(crate) accounts: Vec<Account>,
    pub(crate) grants: Mutex<Grants>,
    pub(crate) cursors: Mutex<Cursors>,
    pub(crate) post: Mutex<Post>,
    pub(crate) failures: watch::Sender<Failures>,
    /// How often a grant has met a failure, for those that pass.
    pub(crate) met: Mutex<HashMap<(u64, String), u32>>,
    pub(crate) signing: Key,
    pub(crate) meter: Mutex<Meter>,
    /// File names behind signed addresses.
    pub(crate) signed: Mutex<HashMap<String, Signed>>,
    pub(crate) clock: Arc<Clock>,
    pub(crate) log: Arc<Log>,
    pub(crate) mood: watch::Sender<Mood>,
    pub(crate) delay: watch::Receiver<Duration>,
    pub(crate) page_limit: usize,
    pub(crate) token_life: Duration,
}

impl Hospital {
    /// `st-marys`, as in `satchel.json`.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The address of the site to which a sign-in comes back, as registered.
    pub fn redirect_uri(&self) -> &str {
        &self.client.redirect_uri
    }

    /// The name its pages show.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How it behaves.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What metadata and id_tokens call this server.
    pub(crate) fn issuer(&self) -> String {
        match self.settings.identity.issuer {
            Issuer::Base => self.base.clone(),
            Issuer::BaseWithSlash => format!("{}/", self.base),
        }
    }

    /// How long an access token works, in seconds.
    pub(crate) fn token_life(&self) -> u64 {
        let life = self.settings.tokens.life;
        life.unwrap_or(self.token_life).as_secs()
    }

    pub(crate) fn keeps(&self, kind: &str) -> bool {
        let recorded = self.recording.as_ref();
        !self.settings.records.absent.contains(&kind)
            && recorded.is_none_or(|recording| recording.has(kind))
    }

    /// `http://127.0.0.1:8601`
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The FHIR base URL, `http://127.0.0.1:8601/fhir`.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Who can sign in here, one line each: username, password, who, what it shows.
    pub fn sign_ins(&self) -> Vec<String> {
        let line = |it: &Account| {
            format!(
                "{:<12} {:<8} {} – {}",
                it.username, it.password, it.who, it.shows
            )
        };
        self.accounts.iter().map(line).collect()
    }

    /// A file of one of its sample patients, as it is kept.
    pub fn file(&self, id: &str) -> Option<Vec<u8>> {
        files::of(self, id).map(files::File::bytes)
    }

    /// From now on a browser gets no readable answer, as from a server that is down.
    pub fn silence(&self) {
        self.mood.send_replace(Mood::Silent);
    }

    /// From now on every request waits for `mend`.
    pub fn hang(&self) {
        self.mood.send_replace(Mood::Hanging);
    }

    /// Ends `silence`, `hang` and every `fail`; what its settings say stays.
    pub fn mend(&self) {
        self.failures.send_modify(Failures::clear);
        self.mood.send_replace(Mood::usual(&self.settings));
    }

    /// From now on requests for a type of record fail, for every patient; or only one search of it, as in
    /// `Observation?category=vital-signs`.
    pub fn fail(&self, what: &str, failure: Failure) {
        let kind = what.split('?').next().unwrap_or_default();
        held(&self.met).retain(|(_, met), _| met != kind);
        self.failures.send_modify(|failures| {
            failures.insert(what.to_owned(), failure);
        });
    }

    /// Ends one `fail`, named in the same words.
    pub fn works(&self, what: &str) {
        self.failures.send_modify(|failures| {
            failures.remove(what);
        });
    }

    /// Every message that patients have sent so far, as it is kept, in order of arrival.
    pub fn messages_from_patients(&self) -> Vec<String> {
        held(&self.post).of_patients()
    }

    /// From now on a care team answers a message after this long (at first: four seconds).
    pub fn answers_after(&self, wait: Duration) {
        held(&self.post).answers_after = wait;
    }

    /// Every access token given so far answers 401 from now on; refresh tokens still work.
    pub fn expire_access_tokens(&self) {
        held(&self.grants).expire_access(None);
    }

    /// Forgets who is signed in on this hospital's own pages, as if its session cookie had run out.
    pub fn end_sessions(&self) {
        held(&self.grants).sessions.clear();
    }

    /// How often tokens were given, renewed and taken back.
    pub fn counts(&self) -> Counts {
        held(&self.grants).counts(self.clock.now())
    }
}

pub(crate) fn router(hospital: Arc<Hospital>) -> Router {
    let records = match hospital.recording {
        None => Router::new()
            .route("/fhir/{kind}", get(search::by_get).post(create::message))
            .route("/fhir/{kind}/_search", post(search::by_post))
            .route("/fhir/DocumentReference/$docref", get(search::documents))
            .route("/fhir/{kind}/{id}", get(access::read)),
        Some(_) => Router::new().route("/fhir/{*path}", get(recording::answer)),
    };
    records
        .route("/", get(pages::front))
        .route(
            "/fhir/.well-known/smart-configuration",
            get(discovery::smart),
        )
        .route(
            "/fhir/.well-known/openid-configuration",
            get(discovery::openid),
        )
        .route("/fhir/metadata", get(discovery::metadata))
        .route("/files/{name}", get(files::signed))
        .route(
            "/auth/authorize",
            get(authorize::by_get).post(authorize::by_post),
        )
        .route(
            "/auth/sign-in",
            get(consent::sign_in_page).post(consent::sign_in),
        )
        .route("/auth/consent", get(consent::page).post(consent::decide))
        .route("/auth/token", post(token::exchange))
        .route("/auth/revoke", post(token::revoke))
        .route("/auth/jwks", get(discovery::jwks))
        .route("/auth/style.css", get(pages::style))
        .route("/ehr", get(ehr::page).post(ehr::sign_in))
        .fallback(async || StatusCode::NOT_FOUND)
        .layer(middleware::from_fn_with_state(
            Arc::clone(&hospital),
            gate::pass,
        ))
        .with_state(hospital)
}
