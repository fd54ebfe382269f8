//! Renewal, step by step and in any order of events.

mod world;

use std::collections::HashMap;

use smart::{Event, Keeper, Step, Tokens};

use self::world::{Manner, World};
use crate::{NOW_MS, answered, attempt, parameter};

const FIRST: &str = r#"{"access_token":"a0","token_type":"bearer","expires_in":60,"refresh_token":"r0","patient":"p1","scope":"offline_access"}"#;

fn signed_in() -> Tokens {
    let exchange = answered(attempt(), "code=c&state=STATE").unwrap();
    exchange.tokens(200, FIRST.as_bytes(), NOW_MS).unwrap()
}

fn refresh_of(tokens: &Tokens) -> Option<String> {
    tokens.refresh.as_ref().map(|token| token.secret().clone())
}

#[test]
fn no_refresh_token_is_sent_twice_and_every_wait_ends() {
    let mut endings: HashMap<&str, u32> = HashMap::new();
    let mut renewals = 0;
    for seed in 1..=4_000 {
        let manner = if seed % 4 == 0 {
            Manner::Lasting
        } else {
            Manner::Rotating
        };
        let mut world = World::new(seed, manner);
        for _ in 0..300 {
            world.turn();
        }
        world.calm();
        renewals += world.issued;
        for (name, count) in world.endings {
            *endings.entry(name).or_default() += count;
        }
    }
    // The faults leave enough of every ending for the claims above to mean something.
    assert!(renewals > 4_000, "{renewals}");
    for name in ["renewed", "not now", "sign in again"] {
        assert!(endings[name] > 200, "{endings:?}");
    }
}

/// What a keeper does about an event, in words.
fn steps(keeper: &mut Keeper, event: Event<'_>) -> String {
    let word = |step: Step| match step {
        Step::Queue => "queue".to_owned(),
        Step::Keep(tokens) => format!("keep {} {:?}", tokens.renewals(), refresh_of(&tokens)),
        Step::Send(request) => {
            let sent = parameter(request.body.as_deref().unwrap(), "refresh_token");
            format!("send {}", sent.unwrap())
        }
        Step::LetGo => "let go".to_owned(),
        Step::Announce(number) => format!("announce {number}"),
        Step::Look => "look".to_owned(),
        Step::Wake(ending) => format!("wake {ending:?}"),
    };
    keeper
        .on(event)
        .into_iter()
        .map(word)
        .collect::<Vec<_>>()
        .join(", ")
}

const SECOND: &[u8] = br#"{"access_token":"a1","token_type":"bearer","refresh_token":"r1"}"#;

fn answer(status: u16, body: &[u8]) -> Event<'_> {
    Event::Answered {
        status,
        body,
        now_ms: NOW_MS,
    }
}

#[test]
fn a_renewal_goes_step_by_step() {
    let mut keeper = Keeper::new(&signed_in());
    for (event, expected) in [
        (Event::Needed, "queue"),
        (Event::Needed, ""),
        (Event::Kept, ""),
        (Event::Alone(Some(signed_in())), "keep 0 None"),
        (Event::Kept, "send r0"),
        (Event::Needed, ""),
        (answer(200, SECOND), r#"keep 1 Some("r1")"#),
        (Event::Kept, "let go, announce 1, wake Renewed"),
        (Event::Announced(1), ""),
        (Event::Announced(2), "look"),
    ] {
        assert_eq!(steps(&mut keeper, event), expected);
    }
    assert_eq!(keeper.tokens().access.secret(), "a1");
}

#[test]
fn who_comes_after_another_tab_takes_what_lies_there() {
    let mut renewed = signed_in()
        .take_renewal()
        .unwrap()
        .tokens(200, SECOND, NOW_MS)
        .unwrap();
    let mut keeper = Keeper::new(&signed_in());
    for (event, expected) in [
        (Event::Needed, "queue"),
        (Event::Alone(Some(renewed.clone())), "let go, wake Renewed"),
        (Event::Needed, "queue"),
        (Event::Alone(Some(renewed.clone())), "keep 1 None"),
        (Event::Kept, "send r1"),
    ] {
        assert_eq!(steps(&mut keeper, event), expected);
    }
    // Another tab stopped while its refresh token was on its way.
    renewed.refresh = None;
    let mut keeper = Keeper::new(&renewed);
    for (event, expected) in [
        (Event::Needed, "queue"),
        (Event::Alone(Some(renewed)), "let go, wake SignInAgain"),
        (Event::Needed, "wake SignInAgain"),
    ] {
        assert_eq!(steps(&mut keeper, event), expected);
    }
}

#[test]
fn every_failed_renewal_ends_the_wait() {
    for (event, expected) in [
        (
            answer(400, br#"{"error":"invalid_request"}"#),
            "let go, wake SignInAgain",
        ),
        (
            answer(403, br#"{"error":"invalid_grant"}"#),
            "let go, wake SignInAgain",
        ),
        (
            answer(401, br#"{"error":"invalid_client"}"#),
            "let go, wake SignInAgain",
        ),
        (answer(401, b"jwt expired"), "let go, wake SignInAgain"),
        (answer(502, b""), "let go, wake SignInAgain"),
        (Event::NoAnswer, "let go, wake SignInAgain"),
        (answer(429, b""), r#"keep 0 Some("r0")"#),
    ] {
        let mut keeper = Keeper::new(&signed_in());
        steps(&mut keeper, Event::Needed);
        steps(&mut keeper, Event::Alone(Some(signed_in())));
        assert_eq!(steps(&mut keeper, Event::Kept), "send r0");
        assert_eq!(steps(&mut keeper, event), expected);
        if expected.starts_with("keep") {
            assert_eq!(steps(&mut keeper, Event::Kept), "let go, wake NotNow");
        }
    }
    let mut ended = Keeper::new(&signed_in());
    steps(&mut ended, Event::Needed);
    let gone = steps(&mut ended, Event::Alone(None));
    assert_eq!(gone, "let go, wake SignInAgain");
}
