//! Why a hospital cannot be reached, as far as a browser can tell: it sees which of its questions were answered, never
//! why one was not.

use crate::{DiscoveryError, FhirVersion, LaunchError, Missing, Obstacle, Refusal};

/// What came back from one question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Heard {
    /// It was not asked.
    #[default]
    NotAsked,
    /// Nothing: refused to this page, not there, or not connected. A browser does not say which.
    Nothing,
    /// An answer with this status.
    Status(u16),
    /// An answer that may not be read (`mode: "no-cors"`): the server is there.
    Opaque,
}

/// A part of a hospital's server that answers for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The description of the server.
    Discovery,
    /// The token endpoint.
    Token,
    /// The record.
    Data,
}

/// All that a browser can see of a connection that does not work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// `navigator.onLine` is `false`. `true` would promise nothing.
    pub is_offline: bool,
    /// A file of this very site, asked for now, past all caches.
    pub own_site: Heard,
    /// How far this device's clock is ahead of the `Date` of our own site, in seconds.
    pub clock_ahead_s: Option<i64>,
    /// The description of the server.
    pub discovery: Heard,
    /// The code exchange or the renewal.
    pub token: Heard,
    /// The first read of the record.
    pub data: Heard,
    /// The same server's public description, asked for again and with nothing of the sign-in: read if it can be, else
    /// in a way in which every server that is there answers (`GET` with `mode: "no-cors"`).
    pub probe: Heard,
    /// What the rules say beforehand.
    pub obstacle: Option<Obstacle>,
    /// Why the description cannot be used.
    pub description: Option<DiscoveryError>,
    /// What the description says is lacking and the rules do not forgive.
    pub lacks: Vec<Missing>,
    /// Why the sign-in did not succeed.
    pub sign_in: Option<LaunchError>,
    /// The patient came back without an answer.
    pub is_abandoned: bool,
}

impl From<LaunchError> for Seen {
    fn from(error: LaunchError) -> Seen {
        Seen {
            sign_in: Some(error),
            ..Seen::default()
        }
    }
}

impl From<DiscoveryError> for Seen {
    fn from(error: DiscoveryError) -> Seen {
        Seen {
            description: Some(error),
            ..Seen::default()
        }
    }
}

/// What is the matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Diagnosis {
    /// Nothing that can be seen.
    Unknown,
    /// This device is not connected.
    Offline,
    /// This device's clock is wrong by more than an hour: no secure connection is made.
    WrongClock,
    /// The hospital's server is not there, or fails.
    ServerDown(Part),
    /// The server is there and does not let a page of another site read this. Of its description nobody can tell that
    /// from an answer of a gateway that says no more than that the server is down.
    NoBrowserApps(Part),
    /// The portal is not registered there.
    NotRegistered,
    /// The vendor registers no apps like this one.
    NeedsSecret,
    /// The vendor knows the portal, this hospital has not switched it on.
    NotActive,
    /// The portal may not ask for what it asks for.
    ScopesRefused,
    /// The patient gave the portal no part of the record that could be read.
    NothingShared,
    /// The server speaks a version of FHIR that is not read.
    OtherFhir(FhirVersion),
    /// The server has no sign-in for apps like this one.
    NotOffered,
    /// The server's description, or its answer, leads elsewhere than to the hospital.
    Unsafe,
    /// The patient said no.
    Canceled,
    /// The patient came back without an answer.
    Abandoned,
    /// The sign-in took too long, or its answer was used before.
    Expired,
    /// The answer belongs to no sign-in of this browser tab.
    NotOurs,
    /// The hospital did not say whose record it is.
    NoPatient,
    /// The hospital said no, for a reason of its own.
    Refused,
}

/// What the patient can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Try again now.
    TryAgain,
    /// Try again later.
    TryLater,
    /// Connect this device.
    Connect,
    /// Set the clock.
    SetClock,
    /// Sign in again, from the beginning.
    SignInAgain,
    /// Sign in again and leave the boxes ticked.
    ShareMore,
    /// Use the hospital's own portal; nothing here can help.
    UsePortal,
    /// Ask the hospital to allow this portal; use its own meanwhile.
    AskHospital,
    /// Tell the people who run this portal.
    TellOperator,
}

/// Beyond this, certificates count as expired or not yet good.
const CLOCK_LEEWAY_S: u64 = 60 * 60;

/// What is the matter, from all that was seen. What was said comes before what can be guessed from silence.
pub fn diagnose(seen: &Seen) -> Diagnosis {
    if let Some(obstacle) = seen.obstacle {
        return foreseen(obstacle);
    }
    if let Some(error) = &seen.sign_in
        && let Some(diagnosis) = refused(error)
    {
        return diagnosis;
    }
    if let Some(diagnosis) = seen.description.and_then(described) {
        return diagnosis;
    }
    for (part, heard) in [
        (Part::Data, seen.data),
        (Part::Token, seen.token),
        (Part::Discovery, seen.discovery),
    ] {
        match heard {
            Heard::Nothing => return silent(part, seen),
            Heard::Status(403) if part == Part::Data => return Diagnosis::NothingShared,
            Heard::Status(429 | 500..) => return Diagnosis::ServerDown(part),
            Heard::NotAsked | Heard::Status(_) | Heard::Opaque => {}
        }
    }
    if seen.lacks.contains(&Missing::PublicClients) {
        Diagnosis::NeedsSecret
    } else if !seen.lacks.is_empty() {
        Diagnosis::NotOffered
    } else if seen.is_abandoned {
        Diagnosis::Abandoned
    } else {
        Diagnosis::Unknown
    }
}

/// A question without an answer: this device, the server, or only its manners?
fn silent(part: Part, seen: &Seen) -> Diagnosis {
    let is_clock_wrong = seen
        .clock_ahead_s
        .is_some_and(|ahead| ahead.unsigned_abs() > CLOCK_LEEWAY_S);
    match (seen.probe, part) {
        (Heard::Status(429 | 500..), _) => Diagnosis::ServerDown(part),
        (Heard::Status(_), _) | (Heard::Opaque, Part::Discovery) => Diagnosis::NoBrowserApps(part),
        // Its description could be read when the sign-in began.
        (Heard::Opaque, Part::Token | Part::Data) => Diagnosis::ServerDown(part),
        (Heard::NotAsked | Heard::Nothing, _) if seen.is_offline => Diagnosis::Offline,
        (Heard::NotAsked | Heard::Nothing, _) if is_clock_wrong => Diagnosis::WrongClock,
        (Heard::NotAsked | Heard::Nothing, _) => match seen.own_site {
            Heard::Nothing => Diagnosis::Offline,
            Heard::NotAsked | Heard::Status(_) | Heard::Opaque => Diagnosis::ServerDown(part),
        },
    }
}

fn foreseen(obstacle: Obstacle) -> Diagnosis {
    match obstacle {
        Obstacle::NotRegistered => Diagnosis::NotRegistered,
        Obstacle::NeedsSecret => Diagnosis::NeedsSecret,
        Obstacle::NoBrowserApps => Diagnosis::NoBrowserApps(Part::Token),
    }
}

fn described(error: DiscoveryError) -> Option<Diagnosis> {
    match error {
        DiscoveryError::Version(version) => Some(Diagnosis::OtherFhir(version)),
        DiscoveryError::Insecure | DiscoveryError::Unrelated => Some(Diagnosis::Unsafe),
        DiscoveryError::Status(429 | 500..) => Some(Diagnosis::ServerDown(Part::Discovery)),
        DiscoveryError::Status(_)
        | DiscoveryError::NotJson
        | DiscoveryError::NoAuthorizationEndpoint
        | DiscoveryError::NoTokenEndpoint => Some(Diagnosis::NotOffered),
    }
}

/// What the hospital, or the lack of an answer that fits, says of a sign-in; `None` where it is for the browser to say.
fn refused(error: &LaunchError) -> Option<Diagnosis> {
    Some(match error {
        LaunchError::Cancelled => Diagnosis::Canceled,
        LaunchError::Expired | LaunchError::CodeExpired => Diagnosis::Expired,
        LaunchError::NoAttempt | LaunchError::Malformed => Diagnosis::NotOurs,
        LaunchError::NotForUs | LaunchError::NotListed => Diagnosis::Unsafe,
        LaunchError::BrowserNotAllowed => return None,
        LaunchError::Status(429 | 500..) => Diagnosis::ServerDown(Part::Token),
        LaunchError::Status(_) | LaunchError::NoToken => Diagnosis::Refused,
        LaunchError::NoPatient => Diagnosis::NoPatient,
        LaunchError::NotSetUp => Diagnosis::NotRegistered,
        LaunchError::Refused { why, .. } => match why {
            Refusal::UnknownPortal => Diagnosis::NotRegistered,
            Refusal::NotActive => Diagnosis::NotActive,
            Refusal::InvalidScope => Diagnosis::ScopesRefused,
            Refusal::Unavailable => Diagnosis::ServerDown(Part::Token),
            Refusal::SignInNeeded => Diagnosis::Expired,
            Refusal::InvalidRequest | Refusal::Other => Diagnosis::Refused,
        },
    })
}

impl Diagnosis {
    /// What the patient can do about it.
    pub fn next(self) -> Next {
        match self {
            Diagnosis::Unknown | Diagnosis::Canceled => Next::TryAgain,
            Diagnosis::ServerDown(_) => Next::TryLater,
            Diagnosis::Offline => Next::Connect,
            Diagnosis::WrongClock => Next::SetClock,
            Diagnosis::Abandoned | Diagnosis::Expired | Diagnosis::NotOurs => Next::SignInAgain,
            Diagnosis::NothingShared => Next::ShareMore,
            Diagnosis::NoBrowserApps(_)
            | Diagnosis::NeedsSecret
            | Diagnosis::OtherFhir(_)
            | Diagnosis::NotOffered => Next::UsePortal,
            Diagnosis::NotActive | Diagnosis::NoPatient | Diagnosis::Refused => Next::AskHospital,
            Diagnosis::NotRegistered | Diagnosis::ScopesRefused | Diagnosis::Unsafe => {
                Next::TellOperator
            }
        }
    }
}
