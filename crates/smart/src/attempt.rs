//! One attempt to sign in: made before the redirect, found again after it, used once.
//! <https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html#obtain-authorization-code>

use std::fmt;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use oauth2::{ClientId, CsrfToken, PkceCodeChallenge, PkceCodeVerifier};
use serde::{Deserialize, Serialize};

use crate::{Endpoint, FhirBase, LaunchError, SmartConfiguration, address::Address};

/// What every key of an attempt in `sessionStorage` begins with. Each attempt has its own key, so that sign-ins in
/// several tabs never meet.
pub const KEY_PREFIX: &str = "satchel.attempt.";

const LIFETIME_MS: u64 = 10 * 60 * 1000;

/// The portal as one hospital knows it.
#[derive(Clone, Copy, Debug)]
pub struct Client<'a> {
    /// The hospital's key in the settings; it comes back with the answer.
    pub hospital: &'a str,
    /// The id under which the portal is registered there.
    pub client_id: &'a str,
    /// Exactly the registered address.
    pub redirect_uri: &'a str,
    /// See [`crate::wanted`].
    pub scope: &'a str,
}

/// The record of one sign-in. Its JSON is the only secret that may lie in `sessionStorage`; delete it before the code
/// is exchanged.
#[derive(Serialize, Deserialize)]
pub struct Attempt {
    pub(crate) hospital: String,
    pub(crate) base: FhirBase,
    pub(crate) issuer: Option<String>,
    pub(crate) names_itself: bool,
    pub(crate) authorization: Endpoint,
    pub(crate) token: Endpoint,
    pub(crate) revocation: Option<Endpoint>,
    pub(crate) management: Option<Endpoint>,
    pub(crate) client_id: ClientId,
    pub(crate) redirect_uri: String,
    pub(crate) scope: String,
    pub(crate) state: CsrfToken,
    pub(crate) nonce: String,
    pub(crate) verifier: PkceCodeVerifier,
    pub(crate) return_to: ReturnPath,
    pub(crate) begun_ms: u64,
}

impl Attempt {
    /// Begins a sign-in. `random` comes from the browser's cryptographic source and is used for nothing else.
    pub fn begin(
        random: [u8; 96],
        now_ms: u64,
        client: Client<'_>,
        base: &FhirBase,
        configuration: &SmartConfiguration,
        return_to: ReturnPath,
    ) -> Result<Attempt, LaunchError> {
        let (state, rest) = random.split_at(32);
        let (nonce, verifier) = rest.split_at(32);
        Ok(Attempt {
            hospital: client.hospital.to_owned(),
            base: base.clone(),
            issuer: configuration.issuer.clone(),
            names_itself: configuration.names_itself,
            authorization: configuration.authorization.clone(),
            token: configuration.token.clone(),
            revocation: configuration.revocation.clone(),
            management: configuration.management.clone(),
            client_id: ClientId::new(client.client_id.to_owned()),
            redirect_uri: Address::parse(client.redirect_uri)
                .map(|_| client.redirect_uri.to_owned())
                .ok_or(LaunchError::NotSetUp)?,
            scope: client.scope.to_owned(),
            state: CsrfToken::new(BASE64_URL_SAFE_NO_PAD.encode(state)),
            nonce: BASE64_URL_SAFE_NO_PAD.encode(nonce),
            verifier: PkceCodeVerifier::new(BASE64_URL_SAFE_NO_PAD.encode(verifier)),
            return_to,
            begun_ms: now_ms,
        })
    }

    /// The hospital's own page, where the patient signs in. The browser goes there; nothing is fetched.
    pub fn authorize_url(&self) -> String {
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&self.verifier);
        let (page, query) = match self.authorization.as_str().split_once('?') {
            Some((page, query)) => (page, query),
            None => (self.authorization.as_str(), ""),
        };
        form_urlencoded::Serializer::for_suffix(format!("{page}?{query}"), page.len() + 1)
            .append_pair("response_type", "code")
            .append_pair("client_id", &self.client_id)
            .append_pair("state", self.state.secret())
            .append_pair("code_challenge", challenge.as_str())
            .append_pair("code_challenge_method", challenge.method())
            .append_pair("redirect_uri", &self.redirect_uri)
            .append_pair("scope", &self.scope)
            .append_pair("aud", self.base.as_str())
            .append_pair("nonce", &self.nonce)
            .finish()
    }

    /// The key under which the record lies in `sessionStorage`.
    pub fn key(&self) -> String {
        format!("{KEY_PREFIX}{}", self.state.secret())
    }

    /// The record as JSON, for `sessionStorage`.
    pub fn to_json(&self) -> String {
        // A struct of strings and numbers cannot fail to serialize; an empty record would be read back as none.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// A record read back; `None` when it is not one, or one that could not have been written here.
    pub fn from_json(json: &str) -> Option<Attempt> {
        let attempt: Attempt = serde_json::from_str(json).ok()?;
        let endpoints = [&attempt.authorization, &attempt.token].into_iter();
        let secure = endpoints
            .chain(&attempt.revocation)
            .all(|endpoint| Endpoint::new(&attempt.base, endpoint.as_str()).is_some());
        let related = attempt.token.is_related(&attempt.authorization);
        let whole = [
            attempt.state.secret(),
            &attempt.nonce,
            attempt.verifier.secret(),
        ]
        .iter()
        .all(|text| is_random(text));
        let answerable = Address::parse(&attempt.redirect_uri).is_some();
        (secure && related && whole && answerable).then_some(attempt)
    }

    /// Is the record of no use any more? An abandoned attempt is found by this, and its hospital named.
    pub fn is_expired(&self, now_ms: u64) -> bool {
        now_ms.saturating_sub(self.begun_ms) >= LIFETIME_MS
    }

    /// The hospital's key in the settings.
    pub fn hospital(&self) -> &str {
        &self.hospital
    }

    /// Where the patient was going.
    pub fn return_to(&self) -> &ReturnPath {
        &self.return_to
    }
}

/// Thirty-two bytes in base64url.
pub(crate) fn is_random(text: &str) -> bool {
    text.len() == 43
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

/// The record holds the verifier: only the hospital's key is printed.
impl fmt::Debug for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Attempt({} …)", self.hospital)
    }
}

/// A path of the portal itself, to return to after the sign-in. It can lead nowhere else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ReturnPath(String);

impl ReturnPath {
    /// A path with one slash at its beginning and no scheme in it.
    pub fn new(path: &str) -> Option<ReturnPath> {
        let plain = path.starts_with('/')
            && !path.starts_with("//")
            && path.len() <= 512
            && !path.contains(['\\', ':', '@'])
            && !path.chars().any(|c| c.is_control() || c.is_whitespace());
        plain.then(|| ReturnPath(path.to_owned()))
    }

    /// The path.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ReturnPath {
    type Error = &'static str;

    fn try_from(path: String) -> Result<ReturnPath, &'static str> {
        ReturnPath::new(&path).ok_or("not a path of the portal")
    }
}

impl From<ReturnPath> for String {
    fn from(path: ReturnPath) -> String {
        path.0
    }
}
