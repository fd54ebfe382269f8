//! Exchanging a code for tokens, and renewing them.
//! <https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html#obtain-access-token>

use std::fmt;

use oauth2::{AccessToken, AuthorizationCode, ClientId, RefreshToken};
use serde_json::Value;

use crate::{
    Attempt, Endpoint, FhirBase, FhirUser, Granted, LaunchError, PatientId, PatientSource, Refresh,
    RefreshError, Refusal, Renewal, Request, ReturnPath, Rules,
    discovery::json_object,
    identity::{Expected, access_claims, claims},
    launch_error::Said,
};

/// A code and the attempt it belongs to, ready to be exchanged once.
pub struct Exchange {
    attempt: Attempt,
    code: AuthorizationCode,
    rules: Rules,
}

/// What a hospital granted: the tokens, whose record they open, and how far. Lives in memory only.
#[derive(Clone)]
pub struct Tokens {
    /// Opens the record. See [`Request::read`].
    pub access: AccessToken,
    /// Renews the access, where the hospital gave one.
    pub refresh: Option<RefreshToken>,
    /// How many seconds the access was given for.
    pub expires_in: u64,
    /// What may be read.
    pub granted: Granted,
    /// Whose record it is.
    pub patient: PatientId,
    /// Who signed in, where the hospital said so in a way that can be believed.
    pub user: Option<FhirUser>,
    /// The hospital wants name and date of birth shown at all times.
    pub need_patient_banner: bool,
    pub(crate) server: Server,
    pub(crate) received_ms: u64,
    pub(crate) renewals: u64,
}

/// The sign-in server that gave the tokens.
#[derive(Clone)]
pub(crate) struct Server {
    pub(crate) hospital: String,
    pub(crate) base: FhirBase,
    pub(crate) token: Endpoint,
    pub(crate) revocation: Option<Endpoint>,
    pub(crate) management: Option<Endpoint>,
    pub(crate) client_id: ClientId,
    /// Parameters of every data call.
    pub(crate) parameters: Vec<(&'static str, String)>,
    /// The scope to send again with a renewal.
    pub(crate) scope: Option<String>,
    pub(crate) rules: Rules,
}

impl Exchange {
    pub(crate) fn new(attempt: Attempt, code: AuthorizationCode, rules: Rules) -> Exchange {
        Exchange {
            attempt,
            code,
            rules,
        }
    }

    /// The hospital's key in the settings.
    pub fn hospital(&self) -> &str {
        &self.attempt.hospital
    }

    /// Where the patient was going.
    pub fn return_to(&self) -> &ReturnPath {
        &self.attempt.return_to
    }

    /// The request to send, to the token endpoint recorded before the patient left. If the browser gets no answer at
    /// all, that is [`LaunchError::BrowserNotAllowed`]: the code is burnt and trying again helps nobody.
    pub fn request(&self) -> Request {
        Request::form(
            self.attempt.token.as_str(),
            &[
                ("grant_type", "authorization_code"),
                ("code", self.code.secret()),
                ("redirect_uri", &self.attempt.redirect_uri),
                ("code_verifier", self.attempt.verifier.secret()),
                ("client_id", &self.attempt.client_id),
            ],
        )
    }

    /// Reads the answer.
    pub fn tokens(self, status: u16, body: &[u8], now_ms: u64) -> Result<Tokens, LaunchError> {
        let Exchange { attempt, rules, .. } = self;
        let json = answer(status, body, &rules)?;
        let access = bearer(&json).ok_or(LaunchError::NoToken)?;
        let expected = Expected {
            client_id: &attempt.client_id,
            nonce: &attempt.nonce,
            issuer: attempt.issuer.as_deref(),
            now_ms,
        };
        let identity = match text(&json, "id_token") {
            Some(id_token) => claims(id_token, &expected)?,
            None => None,
        };
        let reference = identity
            .as_ref()
            .and_then(|claims| text(claims, "fhirUser").or(text(claims, "profile")));
        let user = reference.and_then(|reference| FhirUser::read(&attempt.base, reference));
        let inside = access_claims(access.secret());
        let named = named_patient(json.get("patient"))?;
        let mut patient = None;
        for source in rules.patient {
            if patient.is_some() {
                break;
            }
            patient = match source {
                PatientSource::Token => named.clone(),
                PatientSource::FhirUser => user.as_ref().and_then(FhirUser::patient),
                PatientSource::Claim(name) => {
                    named_patient(inside.as_ref().and_then(|claims| claims.get(name)))?
                }
            };
        }
        let granted = text(&json, "scope").unwrap_or(&attempt.scope);
        Ok(Tokens {
            access,
            refresh: text(&json, "refresh_token").map(|token| RefreshToken::new(token.to_owned())),
            expires_in: expires_in(&json),
            granted: Granted::read(granted),
            patient: patient.ok_or(LaunchError::NoPatient)?,
            user,
            need_patient_banner: flag(&json, "need_patient_banner"),
            server: Server {
                hospital: attempt.hospital,
                base: attempt.base,
                token: attempt.token,
                revocation: attempt.revocation,
                management: attempt.management,
                client_id: attempt.client_id,
                parameters: filled(rules.data, inside.as_ref()),
                scope: match rules.refresh {
                    Refresh::WithScope => Some(granted.to_owned()),
                    Refresh::None | Refresh::Rotating => None,
                },
                rules,
            },
            received_ms: now_ms,
            renewals: 0,
        })
    }
}

impl Tokens {
    /// The hospital's key in the settings.
    pub fn hospital(&self) -> &str {
        &self.server.hospital
    }

    /// The FHIR server the tokens open.
    pub fn base(&self) -> &FhirBase {
        &self.server.base
    }

    /// The hospital's page where the patient sees and ends what they have shared, if it has one.
    pub fn management(&self) -> Option<&str> {
        self.server.management.as_ref().map(Endpoint::as_str)
    }

    /// Does a person see a record that is not their own?
    pub fn is_proxy(&self) -> bool {
        self.user
            .as_ref()
            .is_some_and(|user| user.is_proxy(&self.patient))
    }

    /// How the hospital wants to be spoken to.
    pub fn rules(&self) -> &Rules {
        &self.server.rules
    }

    /// A read below the base with this token, with the parameters every call needs here; `None` when the address
    /// leads elsewhere.
    pub fn read(&self, url: &str) -> Option<Request> {
        Request::read(&self.server.base, &self.addressed(url), &self.access)
    }

    /// The same for a search whose parameters go in a form.
    pub fn search_by_form(&self, url: &str) -> Option<Request> {
        Request::search_by_form(&self.server.base, &self.addressed(url), &self.access)
    }

    /// A resource handed over below the base with this token; `None` when the address leads elsewhere.
    pub fn create(&self, url: &str, json: String, condition: Option<String>) -> Option<Request> {
        let url = self.addressed(url);
        Request::create(&self.server.base, &url, &self.access, json, condition)
    }

    /// The address with the parameters every call needs here; a link that carries them already stays as it is.
    fn addressed(&self, url: &str) -> String {
        let mut addressed = url.to_owned();
        for (name, value) in &self.server.parameters {
            let query = url.split_once('?').map(|(_, query)| query);
            let mut names = query.unwrap_or_default().split(['&', '=']);
            if !names.any(|one| one == *name) {
                let sign = if addressed.contains('?') { "&" } else { "?" };
                addressed = [&addressed, sign, name, "=", value].concat();
            }
        }
        addressed
    }

    /// When the access ends, in milliseconds of the clock that `now_ms` came from.
    pub fn expires_at_ms(&self) -> u64 {
        self.received_ms
            .saturating_add(self.expires_in.saturating_mul(1000))
    }

    /// Is it time to renew? A minute before the end, or at half time when the whole is shorter than two minutes.
    pub fn is_due(&self, now_ms: u64) -> bool {
        let early = 60_000.min(self.expires_in.saturating_mul(500));
        now_ms.saturating_add(early) >= self.expires_at_ms()
    }

    /// Has the access ended?
    pub fn is_expired(&self, now_ms: u64) -> bool {
        now_ms >= self.expires_at_ms()
    }

    /// Can the access be renewed with what is here?
    pub fn is_renewable(&self) -> bool {
        self.refresh.is_some()
    }

    /// Takes the refresh token out, to be sent once; `None` when there is none, and the patient has to sign in again.
    /// What is left here still opens the record until its end.
    pub fn take_renewal(&mut self) -> Option<Renewal> {
        let whole = self.clone();
        let refresh = self.refresh.take()?;
        let mut fields = vec![
            ("grant_type", "refresh_token"),
            ("refresh_token", refresh.secret().as_str()),
            ("client_id", self.server.client_id.as_str()),
        ];
        if let Some(scope) = &self.server.scope {
            fields.push(("scope", scope));
        }
        let request = Request::form(self.server.token.as_str(), &fields);
        Some(Renewal::new(whole, request))
    }

    /// How often these tokens were renewed since the sign-in: of two, the newer has the higher number.
    pub fn renewals(&self) -> u64 {
        self.renewals
    }

    /// Reads the answer to a renewal. What it does not repeat stays as it was; another patient ends the session.
    pub(crate) fn renewed(
        &self,
        status: u16,
        body: &[u8],
        now_ms: u64,
    ) -> Result<Tokens, RefreshError> {
        let json = answer(status, body, &self.server.rules).map_err(renewal_error)?;
        let access = bearer(&json).ok_or(RefreshError::SignInAgain)?;
        let named = named_patient(json.get("patient")).map_err(|_| RefreshError::SignInAgain)?;
        if named.is_some_and(|patient| patient != self.patient) {
            return Err(RefreshError::SignInAgain);
        }
        let refresh = text(&json, "refresh_token").map(|token| RefreshToken::new(token.to_owned()));
        Ok(Tokens {
            access,
            refresh: refresh.or_else(|| self.refresh.clone()),
            expires_in: expires_in(&json),
            granted: text(&json, "scope")
                .map_or_else(|| self.granted.clone(), |scope| self.granted.renewed(scope)),
            received_ms: now_ms,
            renewals: self.renewals + 1,
            ..self.clone()
        })
    }
}

/// Neither tokens nor ids are printed.
impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tokens({} …)", self.server.hospital)
    }
}

impl fmt::Debug for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Exchange({} …)", self.attempt.hospital)
    }
}

/// The JSON of an answer, or the coded error in it, whatever its status says.
fn answer(status: u16, body: &[u8], rules: &Rules) -> Result<Value, LaunchError> {
    let json = json_object(body);
    if let Some(json) = &json
        && let Some(code) = text(json, "error")
    {
        let said = Said {
            code,
            words: text(json, "error_description").unwrap_or_default(),
            page: text(json, "error_uri").unwrap_or_default(),
        };
        return Err(said.meaning(rules));
    }
    if !(200..300).contains(&status) {
        return Err(LaunchError::Status(status));
    }
    json.ok_or(LaunchError::NoToken)
}

/// Servers refuse a renewal with many statuses and codes, which all mean the same; only "not now" is different. A
/// server that failed while it was at it may have spent the token.
fn renewal_error(error: LaunchError) -> RefreshError {
    match error {
        LaunchError::Status(429 | 503)
        | LaunchError::Refused {
            why: Refusal::Unavailable,
            ..
        } => RefreshError::Busy,
        LaunchError::Status(500..) => RefreshError::NoAnswer,
        _ => RefreshError::SignInAgain,
    }
}

/// The parameters of every data call, their `{claim}` filled from the access token. One whose claim is missing, or
/// would mean something else in an address, is left out.
fn filled(
    parameters: &[(&'static str, &'static str)],
    claims: Option<&Value>,
) -> Vec<(&'static str, String)> {
    let fill = |(name, value): &(&'static str, &'static str)| {
        let Some((before, rest)) = value.split_once('{') else {
            return Some((*name, (*value).to_owned()));
        };
        let (claim, after) = rest.split_once('}')?;
        let claim = text(claims?, claim)?;
        // Some claims hold what stands before them in the address, too.
        let claim = claim.strip_prefix(before).unwrap_or(claim);
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~/:".contains(&b);
        let whole = [before, claim, after].concat();
        whole.bytes().all(plain).then_some((*name, whole))
    };
    parameters.iter().filter_map(fill).collect()
}

/// The access token, when it is a bearer token that a header can carry.
fn bearer(json: &Value) -> Option<AccessToken> {
    let is_bearer = text(json, "token_type")?.eq_ignore_ascii_case("bearer");
    let token =
        text(json, "access_token").filter(|token| token.bytes().all(|b| b.is_ascii_graphic()))?;
    is_bearer.then(|| AccessToken::new(token.to_owned()))
}

/// `patient`, as a text or a number; one that no path could carry stops the sign-in.
fn named_patient(named: Option<&Value>) -> Result<Option<PatientId>, LaunchError> {
    let named = match named {
        Some(Value::String(id)) if !id.is_empty() => id.clone(),
        Some(Value::Number(id)) => id.to_string(),
        _ => return Ok(None),
    };
    PatientId::new(&named)
        .map(Some)
        .ok_or(LaunchError::NoPatient)
}

/// Seconds, as a number or a text; five minutes when the hospital does not say.
fn expires_in(json: &Value) -> u64 {
    let seconds = match json.get("expires_in") {
        Some(Value::Number(seconds)) => seconds
            .as_u64()
            .or(seconds.as_f64().map(|seconds| seconds as u64)),
        Some(Value::String(seconds)) => seconds.trim().parse().ok(),
        _ => None,
    };
    seconds.filter(|seconds| *seconds > 0).unwrap_or(300)
}

fn text<'j>(json: &'j Value, field: &str) -> Option<&'j str> {
    json.get(field)?.as_str().filter(|text| !text.is_empty())
}

fn flag(json: &Value, field: &str) -> bool {
    match json.get(field) {
        Some(Value::Bool(flag)) => *flag,
        Some(Value::String(flag)) => flag == "true",
        _ => false,
    }
}
