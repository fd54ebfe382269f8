//! Messages, files, and who may read answers across origins.

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
