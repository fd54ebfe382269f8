//! The answer a hospital sends back with the browser: a code, or the reason there is none.
//! <https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2>, <https://www.rfc-editor.org/rfc/rfc9207>

use std::fmt;

use oauth2::{AuthorizationCode, CsrfToken};

use crate::{
    Attempt, Exchange, KEY_PREFIX, LaunchError, attempt::is_random, identity::same_issuer,
};

/// More than any hospital sends.
const LONGEST_QUERY: usize = 16 * 1024;

/// What the query of `/callback` says. Drop the query from the address bar before anything else is done.
pub struct Callback {
    state: CsrfToken,
    issuer: Option<String>,
    outcome: Outcome,
}

enum Outcome {
    Code(AuthorizationCode),
    Refused(LaunchError),
}

impl Callback {
    /// Reads the query, with or without its question mark. Parameters that are not ours are ignored.
    pub fn read(query: &str) -> Result<Callback, LaunchError> {
        if query.len() > LONGEST_QUERY {
            return Err(LaunchError::Malformed);
        }
        let query = query.strip_prefix('?').unwrap_or(query);
        let parameters: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect();
        let state = once(&parameters, "state")?
            .filter(|state| is_random(state))
            .ok_or(LaunchError::Malformed)?;
        let code = once(&parameters, "code")?;
        let outcome = match (once(&parameters, "error")?, code) {
            (Some(error), _) => Outcome::Refused(LaunchError::from_code(
                error,
                once(&parameters, "error_description")?,
            )),
            (None, Some(code)) => Outcome::Code(AuthorizationCode::new(code.to_owned())),
            (None, None) => return Err(LaunchError::Malformed),
        };
        Ok(Callback {
            state: CsrfToken::new(state.to_owned()),
            issuer: once(&parameters, "iss")?.map(str::to_owned),
            outcome,
        })
    }

    /// The key of the attempt this answers, in `sessionStorage`. Take the record out and delete it, then redeem.
    pub fn key(&self) -> String {
        format!("{KEY_PREFIX}{}", self.state.secret())
    }

    /// Joins the answer with its attempt, or says why they do not belong together. The attempt is used up.
    pub fn redeem(self, attempt: Option<Attempt>, now_ms: u64) -> Result<Exchange, LaunchError> {
        let attempt = attempt
            .filter(|attempt| attempt.state.secret() == self.state.secret())
            .ok_or(LaunchError::NoAttempt)?;
        let for_us = match (&self.issuer, &attempt.issuer) {
            (Some(said), Some(recorded)) => same_issuer(said, recorded),
            (Some(_), None) => false,
            (None, _) => !attempt.names_itself,
        };
        if !for_us {
            return Err(LaunchError::NotForUs);
        }
        match self.outcome {
            Outcome::Refused(error) => Err(error),
            Outcome::Code(_) if attempt.is_expired(now_ms) => Err(LaunchError::Expired),
            Outcome::Code(code) => Ok(Exchange::new(attempt, code)),
        }
    }
}

/// The value of a parameter that may come at most once; an empty value counts as none.
fn once<'p>(
    parameters: &'p [(String, String)],
    name: &str,
) -> Result<Option<&'p str>, LaunchError> {
    let mut values = parameters
        .iter()
        .filter(|(key, _)| key == name)
        .map(|(_, value)| value.as_str());
    match (values.next(), values.next()) {
        (_, Some(_)) => Err(LaunchError::Malformed),
        (value, None) => Ok(value.filter(|value| !value.is_empty())),
    }
}

/// Neither code nor state is printed.
impl fmt::Debug for Callback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.outcome {
            Outcome::Code(_) => "Callback(code)",
            Outcome::Refused(_) => "Callback(refused)",
        })
    }
}
