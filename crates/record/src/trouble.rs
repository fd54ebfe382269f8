//! What went wrong with a search, as enums without health data, and what a patient can do about it.

/// Why a search stopped. Holds no health data; developers read `Display`, patients [`Trouble::advice`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum Trouble {
    /// This device has no connection.
    #[error("no connection")]
    Offline,
    /// No answer in time, or none at all.
    #[error("no answer in time")]
    TimedOut,
    /// The hospital's server failed.
    #[error("the server failed")]
    ServerError,
    /// The server asked to come back later, more than once.
    #[error("the server is too busy")]
    TooBusy,
    /// The session at the hospital has ended.
    #[error("the session has ended")]
    SignInAgain,
    /// Refused for this type (403).
    #[error("not shared")]
    NotShared,
    /// The server does not know this type or search (404, or 400 for a category).
    #[error("not offered")]
    NotOffered,
    /// The server refused the question itself.
    #[error("the request was refused")]
    Refused,
    /// The part of the program that reads this did not come: the hospital was not asked.
    #[error("the reader did not come")]
    NoReader,
    /// The answer is not FHIR.
    #[error("the answer is not FHIR JSON")]
    NotFhir,
    /// The answer broke off.
    #[error("the answer was cut short")]
    CutShort,
    /// The answer is larger than is safe to take in.
    #[error("the answer is too large")]
    TooLarge,
    /// A redirect or the next page leads away from the hospital's address; it was not followed.
    #[error("the answer leads away from the hospital")]
    LeftTheHospital,
    /// The pages go round in a circle.
    #[error("the pages go in a circle")]
    Looped,
    /// The server said that its list is not complete (an `OperationOutcome` of severity error).
    #[error("the server says that the list is incomplete")]
    Incomplete,
}

/// What a patient can do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advice {
    /// Try again.
    TryAgain,
    /// Sign in to the hospital again.
    SignInAgain,
    /// Call the clinic or use its website.
    AskTheClinic,
}

/// Why a hospital's part of a list may be missing something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// It stopped.
    Failed(Trouble),
    /// Not shared.
    NotShared,
    /// Not offered.
    NotOffered,
    /// The server warned that some may be missing.
    MayLack,
    /// So many items could not be read.
    Unread(usize),
}

impl Trouble {
    /// What a patient can do about it.
    pub fn advice(self) -> Advice {
        match self {
            Self::Offline
            | Self::TimedOut
            | Self::ServerError
            | Self::TooBusy
            | Self::NoReader
            | Self::NotFhir
            | Self::CutShort => Advice::TryAgain,
            Self::SignInAgain => Advice::SignInAgain,
            Self::NotShared
            | Self::NotOffered
            | Self::Refused
            | Self::TooLarge
            | Self::LeftTheHospital
            | Self::Looped
            | Self::Incomplete => Advice::AskTheClinic,
        }
    }
}

impl Gap {
    /// What a patient can do about it, if anything.
    pub fn advice(self) -> Option<Advice> {
        match self {
            Self::Failed(trouble) => Some(trouble.advice()),
            Self::NotShared | Self::NotOffered => Some(Advice::AskTheClinic),
            Self::MayLack | Self::Unread(_) => None,
        }
    }
}
