//! One attempt to sign in: made before the redirect, found again after it, used once.
//! <https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html#obtain-authorization-code>

use std::fmt;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use oauth2::{ClientId, CsrfToken, PkceCodeChallenge, PkceCodeVerifier};

use crate::{
    Endpoint, FhirBase, Launch, LaunchError, Rules, SmartConfiguration,
    address::Address,
    query::{self, Query},
};

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
    /// See [`Rules::scope`].
    pub scope: &'a str,
    /// How this hospital wants to be spoken to.
    pub rules: &'a Rules,
    /// The launch this sign-in answers, when it began in the hospital's own software.
    pub launch: Option<&'a Launch>,
    /// Has this browser signed in, or tried to, at this hospital before? Some servers hand the earlier answer back
    /// unless they are asked for their sign-in page.
    pub again: bool,
}

/// The record of one sign-in. Written down, it is the only secret that may lie in `sessionStorage`; delete it before the
/// code is exchanged.
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
    pub(crate) aud: String,
    pub(crate) unrelated_hosts: bool,
    /// The end of the sign-in page's address.
    pub(crate) extra: String,
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
        let rules = client.rules;
        let endpoint = |endpoint: &Endpoint| match rules.strip_slash {
            true => endpoint.without_slash(),
            false => endpoint.clone(),
        };
        Ok(Attempt {
            hospital: client.hospital.to_owned(),
            base: base.clone(),
            issuer: configuration.issuer.clone(),
            names_itself: configuration.names_itself,
            authorization: endpoint(&configuration.authorization),
            token: endpoint(&configuration.token),
            revocation: configuration.revocation.as_ref().map(endpoint),
            management: configuration.management.clone(),
            client_id: ClientId::new(client.client_id.to_owned()),
            redirect_uri: Address::parse(client.redirect_uri)
                .map(|_| client.redirect_uri.to_owned())
                .ok_or(LaunchError::NotSetUp)?,
            scope: client.scope.to_owned(),
            aud: match client.launch {
                Some(launch) if launch.base() == base => launch.iss().to_owned(),
                Some(_) => return Err(LaunchError::NotForUs),
                None => base.as_str().to_owned(),
            },
            unrelated_hosts: rules.unrelated_hosts,
            extra: extra(client),
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
            .append_pair("aud", &self.aud)
            .append_pair("nonce", &self.nonce)
            .finish()
            + &self.extra
    }

    /// The key under which the record lies in `sessionStorage`.
    pub fn key(&self) -> String {
        format!("{KEY_PREFIX}{}", self.state.secret())
    }

    /// The record as text, for `sessionStorage`.
    pub fn written(&self) -> String {
        let (revocation, management) = (self.revocation.as_ref(), self.management.as_ref());
        let flag = |flag| if flag { "yes" } else { "" };
        query::form(&[
            ("hospital", &self.hospital),
            ("base", self.base.as_str()),
            ("issuer", self.issuer.as_deref().unwrap_or_default()),
            ("names_itself", flag(self.names_itself)),
            ("authorization", self.authorization.as_str()),
            ("token", self.token.as_str()),
            ("revocation", revocation.map_or("", Endpoint::as_str)),
            ("management", management.map_or("", Endpoint::as_str)),
            ("client_id", &self.client_id),
            ("redirect_uri", &self.redirect_uri),
            ("scope", &self.scope),
            ("aud", &self.aud),
            ("unrelated_hosts", flag(self.unrelated_hosts)),
            ("extra", &self.extra),
            ("state", self.state.secret()),
            ("nonce", &self.nonce),
            ("verifier", self.verifier.secret()),
            ("return_to", self.return_to.as_str()),
            ("begun_ms", &self.begun_ms.to_string()),
        ])
    }

    /// A record read back; `None` when it is not one, or one that could not have been written here.
    pub fn read(written: &str) -> Option<Attempt> {
        let record = Query::own(written);
        let text = |name| record.text(name).unwrap_or_default().to_owned();
        let base = FhirBase::listed(&text("base")).ok()?;
        let endpoint = |name| match record.text(name) {
            Some(address) => Endpoint::new(&base, address).map(Some),
            None => Some(None),
        };
        let attempt = Attempt {
            hospital: text("hospital"),
            issuer: record.text("issuer").map(str::to_owned),
            names_itself: record.text("names_itself").is_some(),
            authorization: endpoint("authorization")??,
            token: endpoint("token")??,
            revocation: endpoint("revocation")?,
            management: endpoint("management")?,
            client_id: ClientId::new(text("client_id")),
            redirect_uri: text("redirect_uri"),
            scope: text("scope"),
            aud: text("aud"),
            unrelated_hosts: record.text("unrelated_hosts").is_some(),
            extra: text("extra"),
            state: CsrfToken::new(text("state")),
            nonce: text("nonce"),
            verifier: PkceCodeVerifier::new(text("verifier")),
            return_to: ReturnPath::new(&text("return_to"))?,
            begun_ms: text("begun_ms").parse().ok()?,
            base,
        };
        let related = attempt.unrelated_hosts || attempt.token.is_related(&attempt.authorization);
        let for_base = FhirBase::listed(&attempt.aud).as_ref() == Ok(&attempt.base);
        let whole = is_random(attempt.state.secret())
            && is_random(&attempt.nonce)
            && is_random(attempt.verifier.secret());
        let answerable = Address::parse(&attempt.redirect_uri).is_some();
        (related && for_base && whole && answerable).then_some(attempt)
    }

    /// What became of an attempt whose answer is not here.
    pub fn standing(&self, tab: SignInTab, now_ms: u64) -> Standing {
        match tab {
            _ if self.is_expired(now_ms) => Standing::Abandoned,
            SignInTab::Own => Standing::Abandoned,
            SignInTab::Other => Standing::UnderWay,
        }
    }

    /// Is this the path of the redirect address?
    pub(crate) fn arrives_at(&self, path: &str) -> bool {
        let address = Address::parse(&self.redirect_uri);
        address.is_some_and(|address| address.path() == path)
    }

    /// Is the record of no use any more?
    pub fn is_expired(&self, now_ms: u64) -> bool {
        now_ms.saturating_sub(self.begun_ms) >= LIFETIME_MS
    }

    /// The FHIR server it is for.
    pub fn base(&self) -> &FhirBase {
        &self.base
    }

    /// The id under which the portal is known there.
    pub fn client_id(&self) -> &str {
        &self.client_id
    }

    /// What was asked for.
    pub fn scope(&self) -> &str {
        &self.scope
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

/// In which tab the hospital's page was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInTab {
    /// In the portal's own: if the portal is open there again without an answer, the patient came back by themselves.
    Own,
    /// In a second one, which may still be open.
    Other,
}

/// What became of an attempt whose answer is not here. Some hospitals show a page of their own when a patient says no,
/// and never send them back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The patient may still be at the hospital's page.
    UnderWay,
    /// It will not be answered; name its hospital and forget it.
    Abandoned,
}

/// What the rules add, the launch, and the wish for the sign-in page; each begins with `&`.
fn extra(client: Client<'_>) -> String {
    let mut parameters = client.rules.authorize.to_vec();
    parameters.extend(client.launch.map(|launch| ("launch", launch.secret())));
    if client.rules.prompt_login && client.again {
        parameters.push(("prompt", "login"));
    }
    let mut extra = String::new();
    for parameter in parameters {
        extra.push('&');
        extra.push_str(&query::form(&[parameter]));
    }
    extra
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
#[derive(Clone, Debug, PartialEq, Eq)]
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
