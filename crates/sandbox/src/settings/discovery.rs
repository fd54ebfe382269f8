//! What a hospital says about itself, and what it thinks of the app.

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

impl FhirVersion {
    /// `4.0.1`
    pub fn number(self) -> &'static str {
        match self {
            Self::R4 => "4.0.1",
            Self::Stu3 => "3.0.1",
            Self::Dstu2 => "1.0.2",
        }
    }
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
