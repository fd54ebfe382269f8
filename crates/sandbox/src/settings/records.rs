//! Reading records.

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
    /// What a search must not say. [2, 4]
    pub unsupported: &'static [Unsupported],
    /// What becomes of several statuses with commas.
    pub statuses: Statuses,
    /// What becomes of `_revinclude=Provenance:target`.
    pub origins: Origins,
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// The newest first.
    NewestFirst,
    /// As kept.
    #[default]
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

/// What a search of one type must not say: 400.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsupported {
    /// The type.
    pub kind: &'static str,
    /// The parameter.
    pub parameter: &'static str,
    /// The codes that are refused; none: the parameter is not taken at all.
    pub codes: &'static [&'static str],
}

/// What becomes of several statuses with commas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statuses {
    /// They are found, each of them.
    Several,
    /// 400.
    OneByOne,
}

/// What becomes of `_revinclude=Provenance:target`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origins {
    /// What the scopes reach comes along.
    Along,
    /// 403 without a scope for Provenance.
    ByScope,
    /// It is not known, like any other parameter that is not.
    Unknown,
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
