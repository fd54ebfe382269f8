//! How a hospital behaves where real servers differ. Every difference is a field here, which any hospital could
//! have; the code asks for fields and never who a hospital resembles. Numbers in brackets are lines of the list of
//! quirks seen in real servers.
mod discovery;
mod messages;
mod records;
mod sign_in;
mod tokens;

pub use discovery::*;
pub use messages::*;
pub use records::*;
pub use sign_in::*;
pub use tokens::*;

/// All of one hospital's behavior. Tables start from [`Settings::STRICT`] and change what differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Whether it answers at all.
    pub running: Running,
    /// The row of the app's table of vendors that `satchel.json` names for it.
    pub vendor: Option<&'static str>,
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

impl Settings {
    /// SMART App Launch 2.2 to the letter.
    pub const STRICT: Self = Self {
        running: Running::Up,
        vendor: None,
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
            unsupported: &[],
            statuses: Statuses::Several,
            origins: Origins::Along,
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
