//! The authorization endpoint, and the pages behind it.

/// The authorization endpoint, and the pages behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignInRules {
    /// Whether a code must be bound to a verifier.
    pub pkce: Pkce,
    /// Whether a request needs a `nonce`.
    pub nonce: Nonce,
    /// Whether the way back names the issuer. (RFC 9207)
    pub issuer: IssuerBack,
    /// What stands on the way back beside `code`, `state` and `iss`. [60]
    pub extras: &'static [(&'static str, &'static str)],
    /// Where a patient who refuses ends up. [60]
    pub refusal: Refused,
    /// On which host people sign in. [71]
    pub pages: Pages,
    /// Whether a second request in the same browser skips the sign-in page. [71]
    pub session: Session,
    /// What a second request in the same browser is given. [73]
    pub second_code: SecondCode,
    /// The fewest characters of a code. [72]
    pub code_length: usize,
    /// The practices behind one FHIR base, of which the patient chooses one; none: nothing is asked.
    pub practices: &'static [Practice],
    /// Whose records a sign-in can open.
    pub charts: Charts,
}

/// Whether a code is bound to a verifier. (RFC 7636)
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pkce {
    /// Always, by S256.
    Required,
    /// Challenge and verifier are not looked at.
    Ignored,
}

/// Whether an authorization request needs a `nonce`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nonce {
    /// It may have one.
    Optional,
    /// `invalid_request` without one.
    Required,
}

/// Whether the way back to the app carries `iss`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IssuerBack {
    /// It does, as RFC 9207 asks.
    Named,
    /// It does not.
    Unnamed,
}

/// Where a patient who refuses ends up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Back at the app, with `access_denied`.
    BackToApp,
    /// On a page of the hospital's own: the app never hears of it.
    OwnPage,
}

/// On which host people sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pages {
    /// On that of the authorization endpoint.
    SameOrigin,
    /// On another one.
    OtherOrigin,
}

/// Whether a browser stays signed in on the hospital's pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Session {
    /// A second request goes straight to the choice of scopes.
    Remembered,
    /// Every request begins with the sign-in page.
    Forgotten,
}

/// What a second request in the same browser is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondCode {
    /// A code of its own.
    New,
    /// At once the code of the first request, until `prompt=login` is asked for.
    Earlier,
}

/// One of several practices behind one FHIR base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Practice {
    /// As requests name it: `Organization/a-1.Practice-101`.
    pub id: &'static str,
    /// As the sign-in page names it.
    pub name: &'static str,
}

/// Whose records a sign-in can open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charts {
    /// One's own.
    Own,
    /// One's own, or that of a child one is responsible for; then `fhirUser` is a RelatedPerson.
    OwnOrChild,
}
