//! One renewal of an access: the refresh token, taken out of its place and sent once.
//! <https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html#refresh-access-token>

use std::fmt;

use crate::{RefreshError, Request, Tokens};

/// A refresh token on its way. Servers end everything when one comes twice, so it is made by taking the token out
/// ([`Tokens::take_renewal`]), and gone when it is answered.
pub struct Renewal {
    before: Tokens,
    request: Request,
}

impl Renewal {
    pub(crate) fn new(before: Tokens, request: Request) -> Renewal {
        Renewal { before, request }
    }

    /// The request to send, once.
    pub fn request(&self) -> &Request {
        &self.request
    }

    /// Reads the answer. After [`RefreshError::Busy`] the tokens are what they were ([`Renewal::put_back`]); after any
    /// other error the refresh token is gone.
    pub fn tokens(&self, status: u16, body: &[u8], now_ms: u64) -> Result<Tokens, RefreshError> {
        self.before.renewed(status, body, now_ms)
    }

    /// The tokens with their refresh token: only for a hospital that said it has not looked at the request.
    pub fn put_back(self) -> Tokens {
        self.before
    }
}

/// It holds tokens, which are not printed.
impl fmt::Debug for Renewal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Renewal(…)")
    }
}
