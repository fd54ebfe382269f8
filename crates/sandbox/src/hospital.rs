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
use crate::chart::{Chart, Order};
use crate::clock::Clock;
use crate::cursor::Cursors;
use crate::failure::Failure;
use crate::grants::{Counts, Grants};
use crate::held::held;
use crate::identity::Key;
use crate::log::Log;
use crate::post::Post;
use crate::{access, authorize, consent, create, discovery, files, gate, pages, search, token};

/// What is fixed about a hospital, apart from its records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Profile {
    pub(crate) key: &'static str,
    pub(crate) name: &'static str,
    pub(crate) manner: Manner,
}

/// The two manners of answering that real servers show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    /// Newest first, with outcome entries among the results and with empty refusals.
    Wordy,
    /// In no order, without `search.mode`, with refusals as OperationOutcome.
    Terse,
}

pub(crate) const ST_MARYS: Profile = Profile {
    key: "st-marys",
    name: "St. Mary’s Hospital (sample)",
    manner: Manner::Wordy,
};
pub(crate) const LAKESIDE: Profile = Profile {
    key: "lakeside",
    name: "Lakeside Clinic (sample)",
    manner: Manner::Terse,
};

impl Profile {
    /// Not every hospital takes messages from apps.
    pub(crate) fn keeps(self, kind: &str) -> bool {
        !(self.manner == Manner::Terse && kind == "Communication")
    }

    pub(crate) fn order(self) -> Order {
        match self.manner {
            Manner::Wordy => Order::NewestFirst,
            Manner::Terse => Order::AsKept,
        }
    }
}

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

/// A running hospital: a handle for tests, and the state of its server.
pub struct Hospital {
    pub(crate) profile: Profile,
    pub(crate) origin: String,
    pub(crate) base: String,
    /// The base of the other hospital: where faulty answers lead astray.
    pub(crate) elsewhere: String,
    pub(crate) client: Client,
    pub(crate) chart: Chart,
    pub(crate) accounts: Vec<Account>,
    pub(crate) grants: Mutex<Grants>,
    pub(crate) cursors: Mutex<Cursors>,
    pub(crate) post: Mutex<Post>,
    pub(crate) failures: Mutex<HashMap<String, Failure>>,
    /// How often a grant has met a failure, for those that pass.
    pub(crate) met: Mutex<HashMap<(u64, String), u32>>,
    pub(crate) key: Key,
    pub(crate) clock: Arc<Clock>,
    pub(crate) log: Arc<Log>,
    pub(crate) mood: watch::Sender<Mood>,
    pub(crate) delay: watch::Receiver<Duration>,
    pub(crate) page_limit: usize,
    pub(crate) token_life: Duration,
}

impl Hospital {
    /// `st-marys` or `lakeside`, as in `satchel.json`.
    pub fn key(&self) -> &str {
        self.profile.key
    }

    /// The name its pages show.
    pub fn name(&self) -> &str {
        self.profile.name
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
        files::of(self.profile.key, id).map(files::File::bytes)
    }

    /// From now on a browser gets no readable answer, as from a server that is down.
    pub fn silence(&self) {
        self.mood.send_replace(Mood::Silent);
    }

    /// From now on every request waits for `mend`.
    pub fn hang(&self) {
        self.mood.send_replace(Mood::Hanging);
    }

    /// Ends `silence`, `hang` and every `fail`.
    pub fn mend(&self) {
        held(&self.failures).clear();
        self.mood.send_replace(Mood::Well);
    }

    /// From now on requests for a type of record fail, for every patient.
    pub fn fail(&self, kind: &str, failure: Failure) {
        held(&self.failures).insert(kind.to_owned(), failure);
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
    Router::new()
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
        .route("/fhir/{kind}", get(search::by_get).post(create::message))
        .route("/fhir/{kind}/_search", post(search::by_post))
        .route("/fhir/{kind}/{id}", get(access::read))
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
        .fallback(async || StatusCode::NOT_FOUND)
        .layer(middleware::from_fn_with_state(
            Arc::clone(&hospital),
            gate::pass,
        ))
        .with_state(hospital)
}
