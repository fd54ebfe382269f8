//! The hospitals that can be started beside the two that always are: what real servers do, one row each.
mod demanding;

use std::time::Duration;

use crate::personality::{LAKESIDE, Personality, SampleCharts};
use crate::settings::*;

use demanding::{OLDER, ONE_STATUS, PARTS_CLOSED, STATUS_WANTED, wanted};

const STRICT: Settings = Settings::STRICT;

/// What no certified server takes from a patient's app.
const NO_MESSAGES: &[&str] = &["Communication"];

/// Every site's scripts may read tokens and records, and no header that is not plain.
const OPEN_TO_EVERYONE: Cors = Cors {
    token: Readers::Everyone,
    records: Readers::Everyone,
    exposed: &[],
    ..STRICT.cors
};

const EPIC: Settings = Settings {
    vendor: Some("epic"),
    discovery: Discovery {
        grant_types: &["authorization_code"],
        ..STRICT.discovery
    },
    sign_in: SignInRules {
        issuer: IssuerBack::Unnamed,
        ..STRICT.sign_in
    },
    scopes: ScopeRules {
        spelling: Spelling::V2,
        ..STRICT.scopes
    },
    tokens: TokenRules {
        life: Some(Duration::from_secs(3600)),
        refresh: Refresh::None,
        ..STRICT.tokens
    },
    records: RecordRules {
        absent: NO_MESSAGES,
        total: Total::OfThePage,
        paging: Paging::Kept("sessionID"),
        pages: PageSizes {
            usual: 50,
            most: 100,
            of_type: &[],
        },
        required: &[
            OBSERVATION,
            wanted("CarePlan", &["category"]),
            wanted("Condition", &["category"]),
        ],
        unknown_parameters: UnknownParameters::Ignored,
        ..STRICT.records
    },
    cors: OPEN_TO_EVERYONE,
    ..STRICT
};

const ORACLE: Settings = Settings {
    vendor: Some("oracle"),
    scopes: ScopeRules {
        spelling: Spelling::V2,
        wildcards: Wildcards::Dropped,
        ..STRICT.scopes
    },
    sign_in: SignInRules {
        issuer: IssuerBack::Unnamed,
        ..STRICT.sign_in
    },
    tokens: TokenRules {
        life: Some(Duration::from_secs(570)),
        patient: PatientTold::Unnamed,
        ..STRICT.tokens
    },
    records: RecordRules {
        absent: NO_MESSAGES,
        remarks: Remarks::Absent,
        forbidden: Forbidden::Outcome,
        pages: PageSizes {
            usual: 50,
            most: 200,
            of_type: &[
                ("DiagnosticReport", 10, 100),
                ("DocumentReference", 10, 100),
            ],
        },
        required: &[
            OBSERVATION,
            wanted("CarePlan", &["category"]),
            wanted("Appointment", &["date"]),
        ],
        origins: Origins::ByScope,
        ..STRICT.records
    },
    cors: OPEN_TO_EVERYONE,
    ..STRICT
};

const ATHENA: Settings = Settings {
    vendor: Some("athena"),
    sign_in: SignInRules {
        nonce: Nonce::Required,
        issuer: IssuerBack::Unnamed,
        practices: &[
            Practice {
                id: "Organization/a-1.Practice-101",
                name: "Elm Street Family Practice (sample)",
            },
            Practice {
                id: "Organization/a-1.Practice-102",
                name: "Harbor Pediatrics (sample)",
            },
        ],
        ..STRICT.sign_in
    },
    tokens: TokenRules {
        life: Some(Duration::from_secs(3600)),
        access: AccessToken::Claims(&[("ah_practice", Claim::Practice)]),
        refresh_scope: RefreshScope::Required,
        ..STRICT.tokens
    },
    records: RecordRules {
        absent: NO_MESSAGES,
        remarks: Remarks::Absent,
        forbidden: Forbidden::Outcome,
        practice_parameter: Some("ah-practice"),
        required: &[Required {
            status: 403,
            ..wanted("MedicationRequest", &["intent"])
        }],
        ..STRICT.records
    },
    ..STRICT
};

const HEALOW: Settings = Settings {
    sign_in: SignInRules {
        issuer: IssuerBack::Unnamed,
        ..STRICT.sign_in
    },
    scopes: ScopeRules {
        spelling: Spelling::V1,
        ..STRICT.scopes
    },
    tokens: TokenRules {
        life: Some(Duration::from_secs(3600)),
        patient: PatientTold::Unnamed,
        user: UserTold::IdToken,
        refresh: Refresh::None,
        ..STRICT.tokens
    },
    records: RecordRules {
        absent: NO_MESSAGES,
        remarks: Remarks::Absent,
        forbidden: Forbidden::Outcome,
        required: &[
            OBSERVATION,
            wanted("CarePlan", &["category"]),
            wanted("CareTeam", &["status"]),
        ],
        quota: Some(Quota {
            requests: 250,
            seconds: 60,
        }),
        ..STRICT.records
    },
    files: FileRules {
        forms: FileForms::Json,
        ..STRICT.files
    },
    cors: Cors {
        token: Readers::Nobody,
        records: Readers::Nobody,
        exposed: &[],
        ..STRICT.cors
    },
    ..STRICT
};

const SMART_1: Settings = Settings {
    discovery: Discovery {
        well_known: WellKnown::Absent,
        ..STRICT.discovery
    },
    sign_in: SignInRules {
        pkce: Pkce::Ignored,
        issuer: IssuerBack::Unnamed,
        ..STRICT.sign_in
    },
    scopes: ScopeRules {
        spelling: Spelling::V1,
        ..STRICT.scopes
    },
    tokens: TokenRules {
        refresh: Refresh::Lasting,
        ..STRICT.tokens
    },
    records: RecordRules {
        absent: NO_MESSAGES,
        ..STRICT.records
    },
    ..STRICT
};

const MEDPLUM: Settings = Settings {
    vendor: Some("medplum"),
    tokens: TokenRules {
        life: Some(Duration::from_secs(3600)),
        ..STRICT.tokens
    },
    records: RecordRules {
        withheld: &["Practitioner", "Organization", "Binary"],
        order: Order::AsKept,
        modes: Modes::Absent,
        remarks: Remarks::Absent,
        total: Total::WhenAsked,
        paging: Paging::Offset,
        pages: PageSizes {
            usual: 20,
            most: 1000,
            of_type: &[],
        },
        required: &[],
        forbidden: Forbidden::Outcome,
        expired: "jwt expired",
        ..STRICT.records
    },
    messages: MessageRules {
        location: Location::Absent,
        ..STRICT.messages
    },
    files: FileRules {
        addresses: FileAddresses::Signed,
        ..STRICT.files
    },
    cors: Cors {
        files: Readers::Nobody,
        exposed: &[],
        ..STRICT.cors
    },
    ..STRICT
};

const MEDPLUM_OLD: Settings = Settings {
    discovery: Discovery {
        left_out: &["revocation_endpoint"],
        ..MEDPLUM.discovery
    },
    sign_in: SignInRules {
        issuer: IssuerBack::Unnamed,
        ..MEDPLUM.sign_in
    },
    tokens: TokenRules {
        refresh: Refresh::Overlapping,
        refused_refresh: RefusedRefresh::InvalidRequest,
        reuse: Reuse::Refused,
        ..MEDPLUM.tokens
    },
    identity: IdentityRules {
        given: IdTokenGiven::Always,
        algorithm: Algorithm::Rs256,
        issuer: Issuer::BaseWithSlash,
        ..MEDPLUM.identity
    },
    messages: MessageRules {
        about_others: AboutOthers::Accepted,
        condition: Condition::Ignored,
        location: Location::BehindGateway,
    },
    ..MEDPLUM
};

/// A hospital that differs from the strict one in what its name says.
const fn switch(
    key: &'static str,
    name: &'static str,
    shows: &'static str,
    settings: Settings,
) -> Personality {
    Personality {
        key,
        name,
        shows,
        samples: SampleCharts::Lakeside,
        settings: Settings {
            files: LAKESIDE.settings.files,
            records: RecordRules {
                absent: NO_MESSAGES,
                ..settings.records
            },
            ..settings
        },
    }
}

const fn with_cors(cors: Cors, settings: Settings) -> Settings {
    Settings { cors, ..settings }
}

const fn with_sign_in(sign_in: SignInRules) -> Settings {
    Settings { sign_in, ..STRICT }
}

const fn with_scopes(scopes: ScopeRules) -> Settings {
    Settings { scopes, ..STRICT }
}

const fn with_tokens(tokens: TokenRules) -> Settings {
    Settings { tokens, ..STRICT }
}

const fn with_discovery(discovery: Discovery) -> Settings {
    Settings {
        discovery,
        ..STRICT
    }
}

const fn with_identity(identity: IdentityRules) -> Settings {
    Settings { identity, ..STRICT }
}

/// A token that ends after a minute, and renewals that are refused in one of the ways of real servers.
const fn refusing(refused_refresh: RefusedRefresh) -> Settings {
    with_tokens(TokenRules {
        life: Some(Duration::from_secs(60)),
        renewals: Some(0),
        refused_refresh,
        ..STRICT.tokens
    })
}

const fn full(
    key: &'static str,
    name: &'static str,
    shows: &'static str,
    settings: Settings,
) -> Personality {
    Personality {
        key,
        name,
        shows,
        samples: SampleCharts::StMarys,
        settings,
    }
}

/// Every personality. The README lists them.
#[rustfmt::skip]
pub const PERSONALITIES: &[Personality] = &[
    full("epic-like", "Epic-like Hospital (sample)", "No refresh, v2 scopes only, required categories, remarks among results, totals of one page", EPIC),
    full("epic-like-closed-token", "Epic-like Hospital, closed token (sample)", "The same, and no script may read the token", with_cors(Cors { token: Readers::Nobody, ..EPIC.cors }, EPIC)),
    full("epic-like-closed-records", "Epic-like Hospital, closed records (sample)", "The same, and no script may read records", with_cors(Cors { records: Readers::Nobody, ..EPIC.cors }, EPIC)),
    full("epic-like-closed", "Epic-like Hospital, closed (sample)", "The same, and no script may read either", with_cors(Cors { token: Readers::Nobody, records: Readers::Nobody, ..EPIC.cors }, EPIC)),
    full("oracle-like", "Oracle-like Hospital (sample)", "Scopes in v1 dropped in silence, no patient in the token answer, tokens of 570 seconds, small pages of reports and documents", ORACLE),
    full("athena-like", "Athena-like Practices (sample)", "One base for many practices: a parameter on every request for records, taken from the access token; nonce required; scopes again when renewing", ATHENA),
    full("healow-like", "Healow-like Practice (sample)", "No script may read tokens or records, v1 scopes, no refresh, the patient in the id_token only", HEALOW),
    full("healow-like-closed-discovery", "Healow-like Practice, closed discovery (sample)", "No script may read anything at all", with_cors(Cors { discovery: Readers::Nobody, ..HEALOW.cors }, HEALOW)),
    full("healow-like-closed-token", "Healow-like Practice, closed token (sample)", "No script may read the token, and everything else", with_cors(Cors { token: Readers::Nobody, ..STRICT.cors }, HEALOW)),
    full("healow-like-closed-records", "Healow-like Practice, closed records (sample)", "No script may read records, and everything else", with_cors(Cors { records: Readers::Nobody, ..STRICT.cors }, HEALOW)),
    full("smart-1", "SMART 1.0 Hospital (sample)", "No smart-configuration: the CapabilityStatement tells the endpoints; v1 scopes, no PKCE, one refresh token for ever", SMART_1),
    full("medplum-like", "Medplum-like Clinic (sample)", "Messages, names of clinicians refused, attachments at signed addresses that no script may read, 20 on a page and an offset", MEDPLUM),
    full("medplum-like-old", "Medplum-like Clinic, old (sample)", "The same in an older version: messages about others taken, If-None-Exist ignored, old refresh tokens work on, no revocation listed", MEDPLUM_OLD),
    switch("veradigm-like", "Veradigm-like Practice (sample)", "The patient in a claim of the access token only, no refresh, no script may read the token", Settings { tokens: TokenRules { access: AccessToken::Claims(&[("local_patient_id", Claim::Patient)]), patient: PatientTold::Unnamed, user: UserTold::Nowhere, refresh: Refresh::None, ..STRICT.tokens }, cors: Cors { token: Readers::Nobody, ..STRICT.cors }, ..STRICT }),
    switch("refresh-invalid-request", "Refused Renewal, 400 (sample)", "After a minute renewing answers 400 invalid_request", refusing(RefusedRefresh::InvalidRequest)),
    switch("refresh-forbidden", "Refused Renewal, 403 (sample)", "After a minute renewing answers 403 invalid_grant", refusing(RefusedRefresh::Forbidden)),
    switch("refresh-invalid-client", "Refused Renewal, 401 (sample)", "After a minute renewing answers 401 invalid_client", refusing(RefusedRefresh::InvalidClient)),
    switch("refresh-text", "Refused Renewal, text (sample)", "After a minute renewing answers 401 in plain text", refusing(RefusedRefresh::Text)),
    switch("callback-extras", "Wordy Way Back (sample)", "The way back carries a scope and a session_state too", with_sign_in(SignInRules { extras: &[("scope", "launch/patient openid"), ("session_state", "a1b2")], ..STRICT.sign_in })),
    switch("no-return", "No Way Back (sample)", "Whoever refuses stays on the hospital’s own page", with_sign_in(SignInRules { refusal: Refused::OwnPage, ..STRICT.sign_in })),
    switch("scopes-echoed", "Echoed Scopes (sample)", "The token answer lists what was asked for, also what was unticked", with_scopes(ScopeRules { told: Told::Asked, ..STRICT.scopes })),
    switch("wildcards-refused", "Empty Wildcards (sample)", "patient/* is granted, and every read refused; scopes by type work", with_scopes(ScopeRules { wildcards: Wildcards::Nothing, ..STRICT.scopes })),
    switch("id-token-odd", "Odd id_token (sample)", "RS256, auth_time with a fraction, an issuer with a slash, an id_token nobody asked for", with_identity(IdentityRules { given: IdTokenGiven::Always, algorithm: Algorithm::Rs256, auth_time: AuthTime::Fraction, issuer: Issuer::BaseWithSlash, ..STRICT.identity })),
    switch("id-token-scarce", "Scarce id_token (sample)", "No id_token unless fhirUser is asked for with openid", with_identity(IdentityRules { given: IdTokenGiven::WithOpenidAndUser, ..STRICT.identity })),
    switch("clock-wrong", "Wrong Clock (sample)", "Its clock is two hours behind: an id_token is too old when it comes", with_identity(IdentityRules { clock: -7200, ..STRICT.identity })),
    switch("metadata-gaps", "Gaps in Metadata (sample)", "Revocation, public clients, refresh and includes are not listed, and work", with_discovery(Discovery { left_out: &["revocation_endpoint", "scopes_supported"], grant_types: &["authorization_code"], auth_methods: &["client_secret_basic", "client_secret_post", "private_key_jwt"], statement: Statement::Bare, ..STRICT.discovery })),
    switch("quota", "Small Quota (sample)", "429 after forty requests within ten seconds", Settings { records: RecordRules { quota: Some(Quota { requests: 40, seconds: 10 }), ..STRICT.records }, ..STRICT }),
    switch("sign-in-elsewhere", "Sign-in Elsewhere (sample)", "People sign in on another origin than the authorization endpoint’s; a second time they are asked for scopes only", with_sign_in(SignInRules { pages: Pages::OtherOrigin, ..STRICT.sign_in })),
    switch("sign-in-always", "Forgetful Sign-in (sample)", "Every request begins with the sign-in page", with_sign_in(SignInRules { session: Session::Forgotten, ..STRICT.sign_in })),
    switch("long-codes", "Long Codes (sample)", "Codes of 1,500 characters", with_sign_in(SignInRules { code_length: 1500, ..STRICT.sign_in })),
    switch("earlier-code", "Earlier Code (sample)", "A second request in the same browser gets the first one’s code, until prompt=login", Settings { vendor: Some("medplum"), sign_in: SignInRules { second_code: SecondCode::Earlier, ..STRICT.sign_in }, tokens: TokenRules { reuse: Reuse::Refused, ..STRICT.tokens }, ..STRICT }),
    switch("dstu2", "DSTU2 Hospital (sample)", "Its metadata is a Conformance of FHIR 1.0.2", with_discovery(Discovery { version: FhirVersion::Dstu2, ..STRICT.discovery })),
    switch("stu3", "STU3 Hospital (sample)", "Its metadata says FHIR 3.0.1", with_discovery(Discovery { version: FhirVersion::Stu3, ..STRICT.discovery })),
    switch("not-registered", "Unregistered App (sample)", "The app is not known here: a page says so", Settings { registration: Registration::Unknown, ..STRICT }),
    switch("not-active", "Inactive App (sample)", "The app is known and not switched on: unauthorized_client, and unknown-tenant in its words", Settings { vendor: Some("oracle"), registration: Registration::NotActive, ..STRICT }),
    switch("needs-secret", "Secret Wanted (sample)", "Only apps with a secret get a token: invalid_client", Settings { registration: Registration::NeedsSecret, discovery: Discovery { capabilities: &["launch-standalone", "client-confidential-symmetric", "client-confidential-asymmetric", "sso-openid-connect", "context-standalone-patient", "permission-offline", "permission-patient", "permission-v2"], auth_methods: &["private_key_jwt"], ..STRICT.discovery }, ..STRICT }),
    switch("down", "Hospital That Is Down (sample)", "Every request gets 503", Settings { running: Running::Down, ..STRICT }),
    full("us-core-3", "Older Hospital (sample)", "As of US Core 3.1.1: newer types are unknown, conditions and most findings cannot be asked for by category, origins do not come along", OLDER),
    full("status-wanted", "Status Wanted (sample)", "A search for most types must name a status, and care plans a category too", STATUS_WANTED),
    full("one-status", "One Status (sample)", "The same, and a search takes no list of statuses", ONE_STATUS),
    full("parts-closed", "Closed Parts (sample)", "Insurance, goals, family history and origins are refused, implants and contacts are unknown", PARTS_CLOSED),
    full("family", "Family Clinic (sample)", "Maria can open her own chart or that of a child she is the guardian of", with_sign_in(SignInRules { charts: Charts::OwnOrChild, ..STRICT.sign_in })),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_lists_every_personality() {
        let readme = include_str!("../README.md");
        for one in PERSONALITIES {
            let row = format!("| `{}` | {} |", one.key, one.shows);
            assert!(readme.contains(&row), "{row}");
        }
    }

    #[test]
    fn keys_are_what_settings_files_take_and_occur_once() {
        for (number, one) in PERSONALITIES.iter().enumerate() {
            let plain =
                |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
            assert!(one.key.bytes().all(plain), "{}", one.key);
            assert!(
                PERSONALITIES[..number]
                    .iter()
                    .all(|other| other.key != one.key),
                "{}",
                one.key
            );
        }
    }

    #[test]
    fn no_personality_behaves_like_the_strict_hospital() {
        for one in PERSONALITIES {
            let plain = switch("", "", "", STRICT).settings;
            assert!(
                one.settings != STRICT && one.settings != plain,
                "{}",
                one.key
            );
        }
    }
}
