//! The answer a hospital sends back with the browser: a code, or the reason there is none.
//! <https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2>, <https://www.rfc-editor.org/rfc/rfc9207>

use std::fmt;

use oauth2::{AuthorizationCode, CsrfToken};

use crate::{
    Attempt, Exchange, KEY_PREFIX, LaunchError, Rules, attempt::is_random, identity::same_issuer,
    launch_error::Said, query::Query,
};

/// What the query of `/callback` says. Drop the query from the address bar before anything else is done.
pub struct Callback {
    path: Option<String>,
    state: CsrfToken,
    issuer: Option<String>,
    outcome: Outcome,
}

enum Outcome {
    Code(AuthorizationCode),
    Refused(Query),
}

impl Callback {
    /// Reads the query, with or without its question mark. Parameters that are not ours are ignored.
    pub fn read(query: &str) -> Result<Callback, LaunchError> {
        let query = Query::read(query)?;
        let state = query
            .once("state")?
            .filter(|state| is_random(state))
            .ok_or(LaunchError::Malformed)?;
        let state = CsrfToken::new(state.to_owned());
        let issuer = query.once("iss")?.map(str::to_owned);
        let outcome = match (query.once("error")?, query.once("code")?) {
            (Some(_), _) => {
                query.once("error_description")?;
                query.once("error_uri")?;
                Outcome::Refused(query)
            }
            (None, Some(code)) => Outcome::Code(AuthorizationCode::new(code.to_owned())),
            (None, None) => return Err(LaunchError::Malformed),
        };
        Ok(Callback {
            path: None,
            state,
            issuer,
            outcome,
        })
    }

    /// Names the path it arrived at, which must then be the one the attempt gave: where every vendor has its own, an
    /// answer from one never passes for another's (RFC 9700, 4.4.2).
    pub fn at(self, path: &str) -> Callback {
        Callback {
            path: Some(path.to_owned()),
            ..self
        }
    }

    /// The key of the attempt this answers, in `sessionStorage`. Take the record out and delete it, then redeem.
    pub fn key(&self) -> String {
        format!("{KEY_PREFIX}{}", self.state.secret())
    }

    /// Joins the answer with its attempt, or says why they do not belong together. The attempt is used up.
    pub fn redeem(
        self,
        attempt: Option<Attempt>,
        rules: &Rules,
        now_ms: u64,
    ) -> Result<Exchange, LaunchError> {
        let attempt = attempt
            .filter(|attempt| attempt.state.secret() == self.state.secret())
            .ok_or(LaunchError::NoAttempt)?;
        let for_us = match (&self.issuer, &attempt.issuer) {
            (Some(said), Some(recorded)) => same_issuer(said, recorded),
            (Some(_), None) => false,
            (None, _) => !attempt.names_itself,
        };
        let is_expected_here = match &self.path {
            Some(path) => attempt.arrives_at(path),
            None => true,
        };
        if !for_us || !is_expected_here {
            return Err(LaunchError::NotForUs);
        }
        match self.outcome {
            Outcome::Refused(query) => {
                let text = |name| query.text(name).unwrap_or_default();
                let said = Said {
                    code: text("error"),
                    words: text("error_description"),
                    page: text("error_uri"),
                };
                Err(said.meaning(rules))
            }
            Outcome::Code(_) if attempt.is_expired(now_ms) => Err(LaunchError::Expired),
            Outcome::Code(code) => Ok(Exchange::new(attempt, code, *rules)),
        }
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
