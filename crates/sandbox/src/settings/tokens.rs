//! Scopes, tokens and the id_token.
use std::time::Duration;

/// What is granted, and how that is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScopeRules {
    /// The spelling that the registration fixed. Scopes in the other one are dropped without a word.
    pub spelling: Spelling,
    /// What `patient/*` is worth. [62]
    pub wildcards: Wildcards,
    /// What the token answer lists. [61]
    pub told: Told,
}

/// How scopes are spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// Either way.
    Both,
    /// `patient/Observation.read`
    V1,
    /// `patient/Observation.rs`
    V2,
}

/// What `patient/*` is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wildcards {
    /// Every type.
    Everything,
    /// It is dropped without a word.
    Dropped,
    /// It is granted, and every read that relies on it is refused.
    Nothing,
}

/// What a token answer lists as `scope`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// What was granted.
    Granted,
    /// What was asked for, also where the patient unticked some of it.
    Asked,
}

/// Access and refresh tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenRules {
    /// How long an access token works; `None`: as the whole sandbox was started with.
    pub life: Option<Duration>,
    /// What the text of an access token is.
    pub access: AccessToken,
    /// Whether the answer names the patient.
    pub patient: PatientTold,
    /// Where the answer says who signed in.
    pub user: UserTold,
    /// What becomes of refresh tokens.
    pub refresh: Refresh,
    /// How often one sign-in can be renewed; `None`: as often as one likes for a day.
    pub renewals: Option<u32>,
    /// Whether a renewal must repeat the scopes.
    pub refresh_scope: RefreshScope,
    /// What a renewal that fails is told. [57]
    pub refused_refresh: RefusedRefresh,
    /// What a code or refresh token that comes twice costs. [59]
    pub reuse: Reuse,
}

/// What the text of an access token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessToken {
    /// Random text.
    Opaque,
    /// A signed token with these claims.
    Claims(&'static [(&'static str, Claim)]),
}

/// What stands in a claim of an access token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// The patient's id.
    Patient,
    /// The practice chosen at sign-in.
    Practice,
}

/// Whether the token answer has `patient`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PatientTold {
    /// It has.
    Named,
    /// It has not: another way must be known.
    Unnamed,
}

/// Where a token answer says `fhirUser`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserTold {
    /// Beside the token, and in the id_token.
    AnswerAndIdToken,
    /// In the id_token only.
    IdToken,
    /// Nowhere.
    Nowhere,
}

/// What becomes of refresh tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refresh {
    /// There are none for apps without a secret.
    None,
    /// A new one with every renewal; the old one is spent.
    Rotating,
    /// A new one with every renewal; the old one works on. [59]
    Overlapping,
    /// The same one for ever, which the answer does not repeat.
    Lasting,
}

/// Whether a renewal must repeat the scopes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefreshScope {
    /// It may.
    Optional,
    /// `invalid_scope` without them.
    Required,
}

/// What a renewal that fails is told; all mean: sign in again. [57]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusedRefresh {
    /// 400 `invalid_grant`, as RFC 6749 says.
    InvalidGrant,
    /// 400 `invalid_request`.
    InvalidRequest,
    /// 403 `invalid_grant`.
    Forbidden,
    /// 401 `invalid_client`.
    InvalidClient,
    /// 401 with plain text.
    Text,
}

/// What a code or refresh token that comes twice costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reuse {
    /// Everything that was granted with it.
    EndsAll,
    /// Only this request.
    Refused,
}

/// The id_token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdentityRules {
    /// When there is one. [63]
    pub given: IdTokenGiven,
    /// How it is signed. [63]
    pub algorithm: Algorithm,
    /// How `auth_time` is written. [63]
    pub auth_time: AuthTime,
    /// What `iss` is. [63]
    pub issuer: Issuer,
    /// How many seconds its clock goes ahead of everyone else's; negative: behind.
    pub clock: i64,
}

/// When there is an id_token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdTokenGiven {
    /// With `openid`.
    WithOpenid,
    /// With `openid` and `fhirUser` together only.
    WithOpenidAndUser,
    /// Always.
    Always,
}

/// How an id_token is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// ECDSA on P-256.
    Es256,
    /// RSA.
    Rs256,
}

/// How `auth_time` is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthTime {
    /// `1790000000`
    Seconds,
    /// `1790000000.25`
    Fraction,
}

/// What `issuer` and `iss` are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Issuer {
    /// The FHIR base.
    Base,
    /// The FHIR base and a slash.
    BaseWithSlash,
}
