//! What a browser can tell of a hospital that does not work.

use smart::{
    Diagnosis, DiscoveryError, FhirVersion, Heard, LaunchError, Missing, Next, Obstacle, Part,
    Refusal, Seen, diagnose,
};

const OK: Heard = Heard::Status(200);

/// A hospital whose description was read.
fn described() -> Seen {
    Seen {
        own_site: OK,
        discovery: OK,
        ..Seen::default()
    }
}

/// A hospital that was silent when asked for this, after all before it had been answered.
fn silent(part: Part, probe: Heard) -> Seen {
    let (discovery, token, data) = match part {
        Part::Discovery => (Heard::Nothing, Heard::NotAsked, Heard::NotAsked),
        Part::Token => (OK, Heard::Nothing, Heard::NotAsked),
        Part::Data => (OK, OK, Heard::Nothing),
    };
    Seen {
        discovery,
        token,
        data,
        probe,
        ..described()
    }
}

fn refused(why: Refusal) -> Seen {
    sign_in(LaunchError::Refused { why, words: None })
}

fn sign_in(error: LaunchError) -> Seen {
    Seen {
        sign_in: Some(error),
        ..described()
    }
}

fn description(error: DiscoveryError) -> Seen {
    Seen {
        description: Some(error),
        ..described()
    }
}

fn foreseen(obstacle: Obstacle) -> Seen {
    Seen {
        obstacle: Some(obstacle),
        ..Seen::default()
    }
}

#[test]
fn every_failure_has_a_name_and_a_next_step() {
    use Part::{Data, Discovery, Token};
    let no_answer_at_token = Seen {
        sign_in: Some(LaunchError::BrowserNotAllowed),
        ..silent(Token, OK)
    };
    for (seen, diagnosis, next) in [
        (described(), Diagnosis::Unknown, Next::TryAgain),
        // Silence, with a server that is there.
        (
            silent(Discovery, Heard::Opaque),
            Diagnosis::NoBrowserApps(Discovery),
            Next::UsePortal,
        ),
        (
            silent(Token, OK),
            Diagnosis::NoBrowserApps(Token),
            Next::UsePortal,
        ),
        (
            no_answer_at_token,
            Diagnosis::NoBrowserApps(Token),
            Next::UsePortal,
        ),
        (
            silent(Data, OK),
            Diagnosis::NoBrowserApps(Data),
            Next::UsePortal,
        ),
        // With one that was there a moment ago, and whose description can no longer be read.
        (
            silent(Token, Heard::Opaque),
            Diagnosis::ServerDown(Token),
            Next::TryLater,
        ),
        (
            silent(Data, Heard::Opaque),
            Diagnosis::ServerDown(Data),
            Next::TryLater,
        ),
        (
            silent(Data, Heard::Status(503)),
            Diagnosis::ServerDown(Data),
            Next::TryLater,
        ),
        // With one that is not there.
        (
            silent(Discovery, Heard::Nothing),
            Diagnosis::ServerDown(Discovery),
            Next::TryLater,
        ),
        (
            silent(Token, Heard::Nothing),
            Diagnosis::ServerDown(Token),
            Next::TryLater,
        ),
        (
            silent(Data, Heard::Nothing),
            Diagnosis::ServerDown(Data),
            Next::TryLater,
        ),
        (
            silent(Data, Heard::NotAsked),
            Diagnosis::ServerDown(Data),
            Next::TryLater,
        ),
        // This device.
        (
            Seen {
                is_offline: true,
                ..silent(Discovery, Heard::Nothing)
            },
            Diagnosis::Offline,
            Next::Connect,
        ),
        (
            Seen {
                own_site: Heard::Nothing,
                ..silent(Data, Heard::Nothing)
            },
            Diagnosis::Offline,
            Next::Connect,
        ),
        (
            Seen {
                clock_ahead_s: Some(-90_000),
                ..silent(Discovery, Heard::Nothing)
            },
            Diagnosis::WrongClock,
            Next::SetClock,
        ),
        (
            Seen {
                clock_ahead_s: Some(90_000),
                ..silent(Discovery, Heard::Opaque)
            },
            Diagnosis::NoBrowserApps(Discovery),
            Next::UsePortal,
        ),
        (
            Seen {
                clock_ahead_s: Some(600),
                ..silent(Discovery, Heard::Nothing)
            },
            Diagnosis::ServerDown(Discovery),
            Next::TryLater,
        ),
        // Statuses.
        (
            Seen {
                discovery: Heard::Status(503),
                ..described()
            },
            Diagnosis::ServerDown(Discovery),
            Next::TryLater,
        ),
        (
            Seen {
                token: OK,
                data: Heard::Status(500),
                ..described()
            },
            Diagnosis::ServerDown(Data),
            Next::TryLater,
        ),
        (
            Seen {
                token: OK,
                data: Heard::Status(403),
                ..described()
            },
            Diagnosis::NothingShared,
            Next::ShareMore,
        ),
        (
            sign_in(LaunchError::Status(502)),
            Diagnosis::ServerDown(Token),
            Next::TryLater,
        ),
        // What was foreseen.
        (
            foreseen(Obstacle::NotRegistered),
            Diagnosis::NotRegistered,
            Next::TellOperator,
        ),
        (
            foreseen(Obstacle::NeedsSecret),
            Diagnosis::NeedsSecret,
            Next::UsePortal,
        ),
        (
            foreseen(Obstacle::NoBrowserApps),
            Diagnosis::NoBrowserApps(Token),
            Next::UsePortal,
        ),
        // What the description says.
        (
            description(DiscoveryError::Version(FhirVersion::Dstu2)),
            Diagnosis::OtherFhir(FhirVersion::Dstu2),
            Next::UsePortal,
        ),
        (
            description(DiscoveryError::Version(FhirVersion::Stu3)),
            Diagnosis::OtherFhir(FhirVersion::Stu3),
            Next::UsePortal,
        ),
        (
            description(DiscoveryError::NoTokenEndpoint),
            Diagnosis::NotOffered,
            Next::UsePortal,
        ),
        (
            description(DiscoveryError::Status(404)),
            Diagnosis::NotOffered,
            Next::UsePortal,
        ),
        (
            description(DiscoveryError::Status(500)),
            Diagnosis::ServerDown(Discovery),
            Next::TryLater,
        ),
        (
            description(DiscoveryError::Unrelated),
            Diagnosis::Unsafe,
            Next::TellOperator,
        ),
        (
            Seen {
                lacks: vec![Missing::Launch],
                ..described()
            },
            Diagnosis::NotOffered,
            Next::UsePortal,
        ),
        (
            Seen {
                lacks: vec![Missing::Launch, Missing::PublicClients],
                ..described()
            },
            Diagnosis::NeedsSecret,
            Next::UsePortal,
        ),
        // What the hospital says.
        (
            refused(Refusal::UnknownPortal),
            Diagnosis::NotRegistered,
            Next::TellOperator,
        ),
        (
            refused(Refusal::NotActive),
            Diagnosis::NotActive,
            Next::AskHospital,
        ),
        (
            refused(Refusal::InvalidScope),
            Diagnosis::ScopesRefused,
            Next::TellOperator,
        ),
        (
            refused(Refusal::Unavailable),
            Diagnosis::ServerDown(Token),
            Next::TryLater,
        ),
        (
            refused(Refusal::SignInNeeded),
            Diagnosis::Expired,
            Next::SignInAgain,
        ),
        (
            refused(Refusal::InvalidRequest),
            Diagnosis::Refused,
            Next::AskHospital,
        ),
        (
            refused(Refusal::Other),
            Diagnosis::Refused,
            Next::AskHospital,
        ),
        (
            sign_in(LaunchError::NoPatient),
            Diagnosis::NoPatient,
            Next::AskHospital,
        ),
        (
            sign_in(LaunchError::NoToken),
            Diagnosis::Refused,
            Next::AskHospital,
        ),
        // The patient.
        (
            sign_in(LaunchError::Cancelled),
            Diagnosis::Canceled,
            Next::TryAgain,
        ),
        (
            sign_in(LaunchError::CodeExpired),
            Diagnosis::Expired,
            Next::SignInAgain,
        ),
        (
            sign_in(LaunchError::Expired),
            Diagnosis::Expired,
            Next::SignInAgain,
        ),
        (
            Seen {
                is_abandoned: true,
                ..described()
            },
            Diagnosis::Abandoned,
            Next::SignInAgain,
        ),
        // Somebody else.
        (
            sign_in(LaunchError::NoAttempt),
            Diagnosis::NotOurs,
            Next::SignInAgain,
        ),
        (
            sign_in(LaunchError::Malformed),
            Diagnosis::NotOurs,
            Next::SignInAgain,
        ),
        (
            sign_in(LaunchError::NotForUs),
            Diagnosis::Unsafe,
            Next::TellOperator,
        ),
        (
            sign_in(LaunchError::NotListed),
            Diagnosis::Unsafe,
            Next::TellOperator,
        ),
        (
            sign_in(LaunchError::NotSetUp),
            Diagnosis::NotRegistered,
            Next::TellOperator,
        ),
    ] {
        let found = diagnose(&seen);
        assert_eq!((found, found.next()), (diagnosis, next), "{seen:?}");
    }
}
