//! What patients have allowed: pending requests, sessions, codes, tokens. In memory, fresh at each start.
//! Rules of RFC 6749 §4.1.2, RFC 9700 §4.14 and RFC 7009; no HTTP here.
use std::collections::{HashMap, HashSet};

use crate::scope::Scope;
use crate::secret;
use crate::settings::{Refresh, Reuse, TokenRules};

/// One authorization request that passed every check and waits for the patient.
#[derive(Clone)]
pub(crate) struct Pending {
    pub(crate) redirect_uri: String,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) state: String,
    pub(crate) challenge: String,
    pub(crate) nonce: Option<String>,
    /// `scope`, as it was asked for.
    pub(crate) asked: String,
    /// Who was signed in at the EHR that launched the app.
    pub(crate) launched_by: Option<String>,
}

/// Somebody who is signed in on the hospital's pages.
#[derive(Clone)]
pub(crate) struct Session {
    pub(crate) username: String,
    pub(crate) practice: Option<&'static str>,
    /// The code that was given last.
    pub(crate) code: Option<String>,
}

/// An app that an EHR has opened and that has not come yet.
struct Launch {
    username: String,
    expires: u64,
}

/// What one patient allowed one time: the root of a family of tokens.
#[derive(Clone)]
pub(crate) struct Grant {
    pub(crate) patient: String,
    /// Who signed in: `Patient/…`, or `RelatedPerson/…` with somebody else's record.
    pub(crate) user: String,
    pub(crate) practice: Option<&'static str>,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) asked: String,
    pub(crate) nonce: Option<String>,
    pub(crate) signed_in_at: u64,
}

impl Grant {
    /// Whether it is bound to one patient's record.
    pub(crate) fn opens_a_record(&self) -> bool {
        self.scopes.contains(&Scope::LaunchPatient) || self.scopes.contains(&Scope::Launch)
    }
}

pub(crate) struct Code {
    pub(crate) grant: Grant,
    pub(crate) redirect_uri: String,
    pub(crate) challenge: String,
    pub(crate) expires: u64,
}

pub(crate) struct Tokens {
    pub(crate) access: String,
    pub(crate) refresh: Option<String>,
}

/// What a valid access token stands for.
#[derive(Clone)]
pub(crate) struct Access {
    pub(crate) grant: u64,
    pub(crate) patient: Option<String>,
    pub(crate) practice: Option<&'static str>,
    pub(crate) scopes: Vec<Scope>,
    expires: u64,
}

/// How often tokens were given, renewed and taken back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Codes exchanged for tokens.
    pub sign_ins: usize,
    /// Successful refreshes.
    pub refreshes: usize,
    /// Refreshes that were refused.
    pub refused_refreshes: usize,
    /// Revocation requests for a token that was known.
    pub revocations: usize,
    /// Access tokens that work at this moment.
    pub live_access_tokens: usize,
    /// Refresh tokens that work at this moment.
    pub live_refresh_tokens: usize,
}

#[derive(Default)]
pub(crate) struct Grants {
    pub(crate) pending: HashMap<String, Pending>,
    /// By session cookie.
    pub(crate) sessions: HashMap<String, Session>,
    launches: HashMap<String, Launch>,
    codes: HashMap<String, Code>,
    used_codes: HashMap<String, u64>,
    grants: HashMap<u64, Grant>,
    access: HashMap<String, Access>,
    /// Refresh token → its grant; a spent one stays known, so that its reuse is noticed.
    refresh: HashMap<String, u64>,
    spent: HashSet<String>,
    renewals: HashMap<u64, u32>,
    next: u64,
    counts: Counts,
}

/// How long a whole grant can be renewed: renewing never makes it longer (RFC 10017 §6).
const GRANT_LIFE: u64 = 24 * 3600;

/// How long an app that was opened by an EHR may take to come.
const LAUNCH_LIFE: u64 = 300;

impl Grants {
    /// The `launch` value of an app that is opened for somebody who is signed in.
    pub(crate) fn launch(&mut self, username: &str, now: u64) -> String {
        let text = secret::text();
        let launch = Launch {
            username: username.to_owned(),
            expires: now + LAUNCH_LIFE,
        };
        self.launches.insert(text.clone(), launch);
        text
    }

    /// For whom an app was opened; a value is good for one request.
    pub(crate) fn launched(&mut self, text: &str, now: u64) -> Option<String> {
        let launch = self.launches.remove(text)?;
        (launch.expires > now).then_some(launch.username)
    }

    pub(crate) fn keep_code(&mut self, code: Code, length: usize) -> String {
        let text = secret::text_of(length);
        self.codes.insert(text.clone(), code);
        text
    }

    /// Takes a code for its one use. A second use may end what the first one gave.
    pub(crate) fn take_code(&mut self, text: &str, reuse: Reuse, now: u64) -> Option<Code> {
        if let Some(grant) = self.used_codes.get(text).copied() {
            match reuse {
                Reuse::EndsAll => self.end(grant),
                Reuse::Refused => {}
            }
            return None;
        }
        let code = self.codes.remove(text)?;
        self.used_codes.insert(text.to_owned(), u64::MAX);
        (code.expires > now).then_some(code)
    }

    /// The first tokens of a grant.
    pub(crate) fn begin(
        &mut self,
        code: &str,
        grant: Grant,
        (access, expires): (String, u64),
        refresh: Refresh,
    ) -> Tokens {
        self.next += 1;
        let number = self.next;
        self.used_codes.insert(code.to_owned(), number);
        self.counts.sign_ins += 1;
        let scopes = grant.scopes.clone();
        self.grants.insert(number, grant);
        let refresh = refresh != Refresh::None && scopes.contains(&Scope::OfflineAccess);
        self.tokens(number, scopes, (access, expires), refresh)
    }

    /// What a refresh token was granted, without spending it.
    pub(crate) fn granted(&self, refresh: &str) -> Option<&Grant> {
        self.grants.get(self.refresh.get(refresh)?)
    }

    /// The grant of a refresh token, which may be spent by asking. Reuse of a spent one may end the whole family.
    pub(crate) fn spend(
        &mut self,
        refresh: &str,
        rules: &TokenRules,
        now: u64,
    ) -> Option<(u64, Grant)> {
        let number = self.refresh.get(refresh).copied();
        let grant = number.and_then(|number| self.grants.get(&number)).cloned();
        let fresh = grant
            .as_ref()
            .is_some_and(|grant| grant.signed_in_at + GRANT_LIFE > now);
        let times = number.map(|number| self.renewals.entry(number).or_default());
        let may_again = times.is_some_and(|times| {
            *times += 1;
            rules.renewals.is_none_or(|most| *times <= most)
        });
        let known = self.spent.contains(refresh);
        if !fresh || !may_again || known {
            match rules.reuse {
                Reuse::Refused if known => {}
                Reuse::Refused | Reuse::EndsAll => {
                    number.into_iter().for_each(|number| self.end(number));
                }
            }
            self.counts.refused_refreshes += 1;
            return None;
        }
        match rules.refresh {
            Refresh::Rotating => {
                self.spent.insert(refresh.to_owned());
            }
            Refresh::Overlapping | Refresh::Lasting | Refresh::None => {}
        }
        self.counts.refreshes += 1;
        number.zip(grant)
    }

    pub(crate) fn tokens(
        &mut self,
        number: u64,
        scopes: Vec<Scope>,
        (access, expires): (String, u64),
        refresh: bool,
    ) -> Tokens {
        let refresh = refresh.then(secret::text);
        let Some(grant) = self.grants.get(&number) else {
            return Tokens {
                access,
                refresh: None,
            };
        };
        let patient = grant.opens_a_record().then(|| grant.patient.clone());
        self.access.insert(
            access.clone(),
            Access {
                grant: number,
                patient,
                practice: grant.practice,
                scopes,
                expires,
            },
        );
        if let Some(refresh) = &refresh {
            self.refresh.insert(refresh.clone(), number);
        }
        Tokens { access, refresh }
    }

    pub(crate) fn access(&self, token: &str, now: u64) -> Option<Access> {
        self.access
            .get(token)
            .filter(|access| access.expires > now)
            .cloned()
    }

    /// RFC 7009: a refresh token takes its whole family along, an access token only itself.
    pub(crate) fn revoke(&mut self, token: &str) {
        if let Some(number) = self.refresh.get(token).copied() {
            self.counts.revocations += 1;
            self.end(number);
        } else if self.access.remove(token).is_some() {
            self.counts.revocations += 1;
        }
    }

    pub(crate) fn expire_access(&mut self, grant: Option<u64>) {
        self.access
            .retain(|_, access| grant.is_some_and(|grant| grant != access.grant));
    }

    pub(crate) fn end(&mut self, number: u64) {
        self.grants.remove(&number);
        self.access.retain(|_, access| access.grant != number);
    }

    pub(crate) fn counts(&self, now: u64) -> Counts {
        let live = |(token, grant): &(&String, &u64)| {
            self.grants.contains_key(*grant) && !self.spent.contains(*token)
        };
        Counts {
            live_access_tokens: self
                .access
                .values()
                .filter(|access| access.expires > now)
                .count(),
            live_refresh_tokens: self.refresh.iter().filter(live).count(),
            ..self.counts
        }
    }
}
