//! How final a result is (reference §3.5, design §6.4).

/// The status of a result or a report.
/// <https://hl7.org/fhir/R4/valueset-observation-status.html>
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// registered: waiting for the result.
    Waiting,
    /// preliminary: it may change.
    Early,
    /// partial: some of the results are there, more will come.
    Partial,
    /// final
    Final,
    /// amended
    Amended,
    /// corrected
    Corrected,
    /// appended: something was added after it was final.
    Appended,
    /// cancelled: not performed.
    Canceled,
    /// entered-in-error: withdrawn; never listed.
    Mistake,
    /// unknown, or none was sent.
    Unknown,
    /// Another word, as sent.
    Other(String),
}

impl Status {
    /// Reads the code as sent.
    pub fn read(code: Option<&str>) -> Self {
        match code {
            Some("registered") => Self::Waiting,
            Some("preliminary") => Self::Early,
            Some("partial") => Self::Partial,
            Some("final") => Self::Final,
            Some("amended") => Self::Amended,
            Some("corrected") => Self::Corrected,
            Some("appended") => Self::Appended,
            Some("cancelled") => Self::Canceled,
            Some("entered-in-error") => Self::Mistake,
            Some("unknown") | None => Self::Unknown,
            Some(other) => Self::Other(other.to_owned()),
        }
    }

    /// Its value may still change: shown, drawn hollow.
    pub fn may_change(&self) -> bool {
        matches!(self, Self::Waiting | Self::Early | Self::Partial)
    }

    /// Its value may stand in a chart or a table of earlier values as a fact.
    pub fn counts(&self) -> bool {
        match self {
            Self::Early
            | Self::Partial
            | Self::Final
            | Self::Amended
            | Self::Corrected
            | Self::Appended => true,
            Self::Waiting | Self::Canceled | Self::Mistake | Self::Unknown | Self::Other(_) => {
                false
            }
        }
    }
}
