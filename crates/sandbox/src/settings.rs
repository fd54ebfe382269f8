//! How a hospital behaves where real servers differ. Every difference is a field here, which any hospital could
//! have; the code asks for fields and never who a hospital resembles. Numbers in brackets are lines of the list of
//! quirks seen in real servers.
use std::time::Duration;

/// All of one hospital's behavior. Tables start from [`Settings::STRICT`] and change what differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Whether it answers at all.
    pub running: Running,
    /// What it says about itself.
    pub discovery: Discovery,
    /// What it thinks of the app.
    pub registration: Registration,
    /// The authorization endpoint, and the pages behind it.
    pub sign_in: SignInRules,
    /// What is granted, and how that is told.
    pub scopes: ScopeRules,
    /// Access and refresh tokens.
    pub tokens: TokenRules,
    /// The id_token.
    pub identity: IdentityRules,
    /// Reading records.
    pub records: RecordRules,
    /// Sending messages.
    pub messages: MessageRules,
    /// Files of documents.
    pub files: FileRules,
    /// Who may read answers across origins.
    pub cors: Cors,
}

/// Whether a hospital answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Running {
    /// It does.
    Up,
    /// Every request gets 503, which no script may read.
    Down,
}

/// What a hospital says about itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Discovery {
    /// Whether there is a smart-configuration.
    pub well_known: WellKnown,
    /// Fields that its smart-configuration leaves out, whether or not they work. [64]
    pub left_out: &'static [&'static str],
    /// `capabilities`, as listed.
    pub capabilities: &'static [&'static str],
    /// `grant_types_supported`, as listed. [64]
    pub grant_types: &'static [&'static str],
    /// `token_endpoint_auth_methods_supported`, as listed. [64]
    pub auth_methods: &'static [&'static str],
    /// What the CapabilityStatement says of includes that work. [64]
    pub statement: Statement,
    /// The version of FHIR that the CapabilityStatement names. [52]
    pub version: FhirVersion,
}

/// Whether there is a smart-configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WellKnown {
    /// There is.
    Served,
    /// 404 with a page of HTML: only the CapabilityStatement tells the endpoints, as in SMART 1.0.
    Absent,
}

/// How much a CapabilityStatement says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statement {
    /// Everything that works.
    Whole,
    /// No includes and no conditional create, though they work.
    Bare,
}

/// A version of FHIR, as metadata names it. Records are R4 everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FhirVersion {
    /// `4.0.1`
    R4,
    /// `3.0.1`
    Stu3,
    /// `1.0.2`, in a `Conformance`.
    Dstu2,
}

/// What a hospital thinks of the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registration {
    /// It is registered and switched on.
    Active,
    /// Nobody knows it: a page says so, and there is no way back to the app.
    Unknown,
    /// It is registered, but not switched on here: `unauthorized_client`.
    NotActive,
    /// It would need a secret: the token endpoint answers 401 `invalid_client`.
    NeedsSecret,
}

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

/// Reading records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordRules {
    /// Types that are not here at all.
    pub absent: &'static [&'static str],
    /// Types that exist and are refused to patients, although their records point there. [74]
    pub withheld: &'static [&'static str],
    /// The order of a search.
    pub order: Order,
    /// `search.mode` of an entry. [65]
    pub modes: Modes,
    /// OperationOutcomes among what was found. [7]
    pub remarks: Remarks,
    /// `Bundle.total`. [8, 65]
    pub total: Total,
    /// How the next page is asked for. [10]
    pub paging: Paging,
    /// Records on a page.
    pub pages: PageSizes,
    /// What a search must say beside the patient. [4, 5]
    pub required: &'static [Required],
    /// What becomes of search parameters that are not known. [65]
    pub unknown_parameters: UnknownParameters,
    /// A parameter without which no request for records is answered; its value is the practice chosen at sign-in.
    pub practice_parameter: Option<&'static str>,
    /// The body of a 403. [1]
    pub forbidden: Forbidden,
    /// The plain text of a 401 for an expired token. [58]
    pub expired: &'static str,
    /// How many requests it takes; `None`: any number. [70]
    pub quota: Option<Quota>,
}

/// In which order a hospital hands out what a search found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Order {
    /// The newest first.
    NewestFirst,
    /// As kept.
    AsKept,
}

/// `search.mode` of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modes {
    /// Always there.
    Written,
    /// Never there.
    Absent,
}

/// OperationOutcomes among what was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remarks {
    /// At the end of reports, visits and medicines, and alone where nothing was found.
    Written,
    /// None.
    Absent,
}

/// `Bundle.total`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    /// Never there.
    Absent,
    /// What stands on this page.
    OfThePage,
    /// The right number, when `_total=accurate` asks for it.
    WhenAsked,
}

/// How the next page is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paging {
    /// By a random text under this parameter, and nothing else.
    Kept(&'static str),
    /// By the search itself and `_offset`.
    Offset,
}

/// Records on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageSizes {
    /// When no `_count` is given.
    pub usual: usize,
    /// The most that `_count` gets.
    pub most: usize,
    /// Types with numbers of their own: type, usual, most.
    pub of_type: &'static [(&'static str, usize, usize)],
}

/// What a search of one type must say beside the patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Required {
    /// The type.
    pub kind: &'static str,
    /// Any one of these parameters.
    pub one_of: &'static [&'static str],
    /// The status without it: 400 or 403.
    pub status: u16,
}

/// What becomes of search parameters that are not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnknownParameters {
    /// 400.
    Refused,
    /// They are passed over.
    Ignored,
}

/// The body of a 403.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forbidden {
    /// None.
    Empty,
    /// An OperationOutcome.
    Outcome,
}

/// How many requests for records and tokens a hospital takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// So many,
    pub requests: u32,
    /// in so many seconds; then 429 until they are over.
    pub seconds: u64,
}

/// Sending messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MessageRules {
    /// What becomes of a message about another patient. [66]
    pub about_others: AboutOthers,
    /// What becomes of `If-None-Exist`. [66]
    pub condition: Condition,
    /// `Location` of a message that was kept. [69]
    pub location: Location,
}

/// What becomes of a message about another patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AboutOthers {
    /// 403.
    Refused,
    /// It is kept.
    Accepted,
}

/// What becomes of `If-None-Exist`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// It finds the message that is already there.
    Honored,
    /// It is listed and passed over: the same message twice is two messages.
    Ignored,
}

/// `Location` of a message that was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// Its address.
    Own,
    /// None.
    Absent,
    /// An address on a host that only the hospital itself reaches.
    BehindGateway,
}

/// Files of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileRules {
    /// In which forms a `Binary` comes.
    pub forms: FileForms,
    /// What the address of an attachment is. [68]
    pub addresses: FileAddresses,
}

/// In which forms a `Binary` comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileForms {
    /// In its own type, or wrapped in JSON, as the request asks.
    OwnOrJson,
    /// Wrapped in JSON; 406 for everything else.
    Json,
}

/// What the address of an attachment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileAddresses {
    /// `Binary/…`, as the record was written.
    Binary,
    /// One outside the FHIR base that works for five minutes, without a token only.
    Signed,
}

/// Who may read answers across origins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cors {
    /// smart-configuration, CapabilityStatement and keys.
    pub discovery: Readers,
    /// The token and revocation endpoints.
    pub token: Readers,
    /// Records.
    pub records: Readers,
    /// Files at signed addresses.
    pub files: Readers,
    /// Headers that scripts may read beside the few they always may.
    pub exposed: &'static [&'static str],
}

/// Whose scripts may read an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// `*`
    Everyone,
    /// Those of the registered app.
    RegisteredOrigin,
    /// Nobody's: no header, and a preflight is refused.
    Nobody,
}

impl Settings {
    /// SMART App Launch 2.2 to the letter.
    pub const STRICT: Self = Self {
        running: Running::Up,
        discovery: Discovery {
            well_known: WellKnown::Served,
            left_out: &[],
            capabilities: &[
                "launch-standalone",
                "launch-ehr",
                "authorize-post",
                "client-public",
                "sso-openid-connect",
                "context-standalone-patient",
                "context-ehr-patient",
                "context-banner",
                "permission-offline",
                "permission-patient",
                "permission-v1",
                "permission-v2",
            ],
            grant_types: &["authorization_code", "refresh_token"],
            auth_methods: &["none"],
            statement: Statement::Whole,
            version: FhirVersion::R4,
        },
        registration: Registration::Active,
        sign_in: SignInRules {
            pkce: Pkce::Required,
            nonce: Nonce::Optional,
            issuer: IssuerBack::Named,
            extras: &[],
            refusal: Refused::BackToApp,
            pages: Pages::SameOrigin,
            session: Session::Remembered,
            second_code: SecondCode::New,
            code_length: 43,
            practices: &[],
            charts: Charts::Own,
        },
        scopes: ScopeRules {
            spelling: Spelling::Both,
            wildcards: Wildcards::Everything,
            told: Told::Granted,
        },
        tokens: TokenRules {
            life: None,
            access: AccessToken::Opaque,
            patient: PatientTold::Named,
            user: UserTold::AnswerAndIdToken,
            refresh: Refresh::Rotating,
            renewals: None,
            refresh_scope: RefreshScope::Optional,
            refused_refresh: RefusedRefresh::InvalidGrant,
            reuse: Reuse::EndsAll,
        },
        identity: IdentityRules {
            given: IdTokenGiven::WithOpenid,
            algorithm: Algorithm::Es256,
            auth_time: AuthTime::Seconds,
            issuer: Issuer::Base,
            clock: 0,
        },
        records: RecordRules {
            absent: &[],
            withheld: &[],
            order: Order::NewestFirst,
            modes: Modes::Written,
            remarks: Remarks::Written,
            total: Total::Absent,
            paging: Paging::Kept("cursor"),
            pages: PageSizes {
                usual: 50,
                most: 200,
                of_type: &[],
            },
            required: &[OBSERVATION],
            unknown_parameters: UnknownParameters::Refused,
            practice_parameter: None,
            forbidden: Forbidden::Empty,
            expired: "token expired",
            quota: None,
        },
        messages: MessageRules {
            about_others: AboutOthers::Refused,
            condition: Condition::Honored,
            location: Location::Own,
        },
        files: FileRules {
            forms: FileForms::OwnOrJson,
            addresses: FileAddresses::Binary,
        },
        cors: Cors {
            discovery: Readers::Everyone,
            token: Readers::RegisteredOrigin,
            records: Readers::RegisteredOrigin,
            files: Readers::RegisteredOrigin,
            exposed: &["Retry-After"],
        },
    };
}

/// What nearly every server wants of a search for results.
pub(crate) const OBSERVATION: Required = Required {
    kind: "Observation",
    one_of: &["category", "code"],
    status: 400,
};
