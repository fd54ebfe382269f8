//! What became of every row: kept, joined with another, or dropped for a reason. The sums must agree.

use std::collections::BTreeMap;
use std::fmt;

use crate::base::Unusable;

/// Why a row is not in the directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// An organization without an endpoint, or a list of names without `--names`.
    NoEndpoint,
    /// The address cannot be used.
    Address(Unusable),
    /// FHIR DSTU2.
    Dstu2,
    /// FHIR STU3.
    Stu3,
    /// Another version of FHIR than R4.
    OtherVersion,
    /// The endpoint or the organization is not active.
    NotActive,
    /// The endpoint is no FHIR server.
    NotFhir,
    /// It has no name.
    NoName,
    /// The name is a number or a code.
    CodeName,
    /// The name would fit any place: `Main Office`.
    NameOfNothing,
    /// The name says that it is for tests.
    TestName,
    /// The host says that it is for tests.
    TestHost,
    /// The vendor has moved, and the new address of the same place is listed.
    Moved,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Reason::NoEndpoint => {
                "no endpoint for the organization (a list of names needs --names)"
            }
            Reason::Address(Unusable::Missing) => "no address",
            Reason::Address(Unusable::NotAnAddress) => "not a web address",
            Reason::Address(Unusable::NotSecure) => "plain http",
            Reason::Address(Unusable::UserInfo) => "user name or password in the address",
            Reason::Address(Unusable::Query) => "query or fragment in the address",
            Reason::Address(Unusable::PrivateHost) => "private, local or placeholder host",
            Reason::Address(Unusable::OddPath) => "empty, dotted or disguised path segments",
            Reason::Dstu2 => "FHIR DSTU2",
            Reason::Stu3 => "FHIR STU3",
            Reason::OtherVersion => "FHIR of another version than R4",
            Reason::NotActive => "endpoint or organization not active",
            Reason::NotFhir => "endpoint is not a FHIR server",
            Reason::NoName => "no name",
            Reason::CodeName => "the name is a number or a code",
            Reason::NameOfNothing => "the name fits any place",
            Reason::TestName => "the name says it is for tests",
            Reason::TestHost => "the host says it is for tests",
            Reason::Moved => "older address of a place whose newer one is listed",
        })
    }
}

/// The sums.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Rows read.
    pub rows: usize,
    /// Organizations in the directory.
    pub kept: usize,
    /// Rows that say the same as another.
    pub repeated: usize,
    /// Rows with another name of a place that is kept.
    pub renamed: usize,
    /// Rows that are not in the directory.
    pub dropped: BTreeMap<Reason, usize>,
}

impl Account {
    pub(crate) fn drop(&mut self, reason: Reason) {
        *self.dropped.entry(reason).or_default() += 1;
    }

    /// Is every row accounted for?
    pub fn is_balanced(&self) -> bool {
        let dropped: usize = self.dropped.values().sum();
        self.rows == self.kept + self.repeated + self.renamed + dropped
    }
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut line = |count: usize, what: &str| writeln!(f, "{count:>9}  {what}");
        line(self.rows, "rows read")?;
        line(self.kept, "organizations kept")?;
        line(self.repeated, "joined: the same place again")?;
        line(self.renamed, "joined: another name of the same place")?;
        for (reason, count) in &self.dropped {
            line(*count, &format!("dropped: {reason}"))?;
        }
        let sums = if self.is_balanced() {
            "kept, joined and dropped are all that was read"
        } else {
            "THE SUMS DO NOT AGREE"
        };
        writeln!(f, "           {sums}")
    }
}
