//! An app that knows how a hospital wants to be asked: it reads its settings, and goes the whole way.
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use sandbox::settings::{AccessToken, Spelling};
use sandbox::{Hospital, Sandbox, Settings};
use serde_json::Value;

use crate::http::{self, Answer};
use crate::person;

pub(crate) struct Visitor<'s> {
    pub(crate) sandbox: &'s Sandbox,
    pub(crate) hospital: &'s Hospital,
}

/// What a sign-in gave.
pub(crate) struct Tokens {
    pub(crate) answer: Value,
    pub(crate) access: String,
    pub(crate) refresh: Option<String>,
    /// The value of the parameter that every request must carry.
    practice: Option<String>,
}

impl<'s> Visitor<'s> {
    pub(crate) fn settings(&self) -> &'s Settings {
        self.hospital.settings()
    }

    /// Lets a quota's stretch of time pass.
    pub(crate) fn rested(&self) -> &Self {
        if let Some(quota) = self.settings().records.quota {
            self.sandbox.advance(Duration::from_secs(quota.seconds));
        }
        self
    }

    /// These types to read, in the spelling that the hospital takes, and the usual others.
    pub(crate) fn scopes(&self, kinds: &[&str]) -> String {
        let actions = match self.settings().scopes.spelling {
            Spelling::V1 => "read",
            Spelling::Both | Spelling::V2 => "rs",
        };
        let kinds = kinds
            .iter()
            .map(|kind| format!(" patient/{kind}.{actions}"));
        "openid fhirUser launch/patient offline_access".to_owned() + &kinds.collect::<String>()
    }

    pub(crate) fn request(&self, scopes: &str) -> Vec<(&'static str, String)> {
        let mut pairs = person::request(self.hospital);
        pairs.retain(|(name, _)| *name != "scope");
        pairs.push(("scope", scopes.to_owned()));
        pairs
    }

    pub(crate) async fn authorize(
        &self,
        pairs: &[(&'static str, String)],
        cookie: Option<&str>,
    ) -> Answer {
        let cookie = cookie.map(|cookie| ("Cookie", cookie));
        person::authorize(
            self.hospital,
            pairs,
            &cookie.into_iter().collect::<Vec<_>>(),
        )
        .await
    }

    /// Signs in on the page that an authorization request led to; gives the session cookie.
    pub(crate) async fn sign_in(&self, request: &str) -> String {
        let mut form = vec![
            ("request", request),
            ("username", "maria"),
            ("password", "sample"),
        ];
        let practices = self.settings().sign_in.practices;
        form.extend(practices.first().map(|practice| ("practice", practice.id)));
        let url = format!("{}/auth/sign-in", self.hospital.origin());
        let answer = http::post(&url, &[], &form).await;
        let cookie = answer.header("set-cookie").expect("a session begins");
        cookie.split(';').next().unwrap().to_owned()
    }

    /// The whole way from the request to the way back, with everything allowed; and the session cookie.
    pub(crate) async fn back(&self, scopes: &str) -> (Answer, String) {
        let asked = self.authorize(&self.request(scopes), None).await;
        let request = asked.sent_with("request").unwrap();
        let cookie = self.sign_in(&request).await;
        let back = person::decide(self.hospital, &request, &cookie, "allow", scopes).await;
        (back, cookie)
    }

    pub(crate) async fn exchange(&self, code: &str) -> Answer {
        let origin = [("Origin", self.sandbox.site())];
        person::exchange_from(self.hospital, code, &origin).await
    }

    pub(crate) async fn renew(&self, refresh: &str, scopes: Option<&str>) -> Answer {
        let mut form = vec![
            ("grant_type", "refresh_token"),
            ("refresh_token", refresh),
            ("client_id", "satchel"),
        ];
        form.extend(scopes.map(|scopes| ("scope", scopes)));
        self.token(&form).await
    }

    async fn token(&self, form: &[(&str, &str)]) -> Answer {
        let url = format!("{}/auth/token", self.hospital.origin());
        http::post(&url, &[("Origin", self.sandbox.site())], form).await
    }

    pub(crate) async fn tokens(&self, scopes: &str) -> Tokens {
        let (back, _) = self.back(scopes).await;
        let code = back.sent_with("code").unwrap();
        self.read(self.exchange(&code).await.json())
    }

    pub(crate) fn read(&self, answer: Value) -> Tokens {
        let text = |name: &str| answer[name].as_str().map(str::to_owned);
        let access = text("access_token").unwrap();
        let practice = match self.settings().tokens.access {
            AccessToken::Claims(_) => claims(&access)["ah_practice"].as_str().map(str::to_owned),
            AccessToken::Opaque => None,
        };
        Tokens {
            refresh: text("refresh_token"),
            access,
            practice,
            answer,
        }
    }

    /// A request for records, with whatever must come along.
    pub(crate) async fn get(&self, tokens: &Tokens, path: &str) -> Answer {
        let mut path = path.to_owned();
        if let (Some(name), Some(practice)) =
            (self.settings().records.practice_parameter, &tokens.practice)
        {
            let mark = if path.contains('?') { '&' } else { '?' };
            path.push_str(&format!("{mark}{name}={practice}"));
        }
        self.bare(tokens, &path).await
    }

    /// A request for records and nothing beside.
    pub(crate) async fn bare(&self, tokens: &Tokens, path: &str) -> Answer {
        let url = if path.starts_with("http") {
            path.to_owned()
        } else {
            format!("{}/{path}", self.hospital.base())
        };
        let bearer = format!("Bearer {}", tokens.access);
        let headers = [
            ("Authorization", bearer.as_str()),
            ("Origin", self.sandbox.site()),
        ];
        http::get(&url, &headers).await
    }

    /// Maria's id at this hospital.
    pub(crate) fn patient(&self) -> &'static str {
        match self.hospital.file("joint-note") {
            Some(_) => "ml-20417",
            None => "maria-lopez",
        }
    }
}

/// The part of a signed token that says something.
pub(crate) fn claims(token: &str) -> Value {
    part(token, 1)
}

/// The part of a signed token that says how it is signed.
pub(crate) fn header(token: &str) -> Value {
    part(token, 0)
}

fn part(token: &str, number: usize) -> Value {
    let part = token.split('.').nth(number).expect("a signed token");
    serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}
