//! Giving the tokens back. <https://www.rfc-editor.org/rfc/rfc7009>

use crate::{Request, Tokens};

impl Tokens {
    /// What to send when the patient signs out: the refresh token, then the access token. Whatever is answered, the
    /// tokens are forgotten; a hospital without such an endpoint gives an empty list, and its own page
    /// ([`Tokens::management`]) is the way.
    pub fn sign_out(&self) -> Vec<Request> {
        let Some(endpoint) = &self.server.revocation else {
            return Vec::new();
        };
        let refresh = self
            .refresh
            .as_ref()
            .map(|token| (token.secret(), "refresh_token"));
        let access = Some((self.access.secret(), "access_token"));
        let given = [refresh, access].into_iter().flatten();
        given
            .filter(|(token, _)| !token.is_empty())
            .map(|(token, hint)| {
                let client_id = self.server.client_id.as_str();
                Request::form(
                    endpoint.as_str(),
                    &[
                        ("token", token),
                        ("token_type_hint", hint),
                        ("client_id", client_id),
                    ],
                )
            })
            .collect()
    }
}
