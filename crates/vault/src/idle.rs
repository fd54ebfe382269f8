//! When nobody is there any more, as a pure state machine: one per tab, each told by the others when the person was
//! active, so that all of them warn and end together (reference §9.2, WCAG 2.2.1).
//!
//! ```text
//! Resting ─two minutes left▶ Warned ─nobody stays▶ Ended
//!         ◀──────Stay──────
//! ```
//!
//! Times are milliseconds since 1970, of the clock that the tabs share. It may stand still (a device that sleeps), and it
//! may be set.

use crate::Word;

/// How long nobody may be there, unless the person chose otherwise.
pub const USUAL_MINUTES: u16 = 15;
/// The shortest limit that can be chosen.
pub const LEAST_LIMIT_MS: u64 = 5 * 60_000;
/// So long before the end it is announced.
pub const WARNING_MS: u64 = 2 * 60_000;
/// So often the caller says [`Event::Tick`].
pub const TICK_MS: u64 = 1_000;

/// One tab's part.
#[derive(Debug)]
pub struct Idle {
    limit_ms: u64,
    /// When the person was last active.
    active_ms: u64,
    /// The latest time that was seen.
    seen_ms: u64,
    stage: Stage,
}

#[derive(Clone, Copy, Debug)]
enum Stage {
    Resting,
    Warned {
        /// What was announced last.
        announced: Option<Left>,
    },
    Ended,
}

/// What happens to a tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The person did something here.
    Active,
    /// Another tab said so ([`Word::Active`]).
    Heard {
        /// When.
        at_ms: u64,
    },
    /// The person wants to stay.
    Stay,
    /// A second has passed, or more.
    Tick,
    /// The person chose another limit, here or in another tab.
    Limit(u64),
}

/// What a tab does next, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Ask whether the person is still there, or correct the time that is named.
    Warn {
        /// When it ends.
        ends_at_ms: u64,
    },
    /// Take the question away.
    StopWarning,
    /// Say how much time is left.
    Announce(Left),
    /// Say this to the other tabs.
    Tell(Word),
    /// Lock or sign out.
    End,
}

/// How much time is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Left {
    /// A minute.
    OneMinute,
    /// Twenty seconds.
    TwentySeconds,
}

impl Idle {
    /// The person is here now.
    pub fn new(limit_ms: u64, now_ms: u64) -> Idle {
        Idle {
            limit_ms: limit_ms.max(LEAST_LIMIT_MS),
            active_ms: now_ms,
            seen_ms: now_ms,
            stage: Stage::Resting,
        }
    }

    /// What to do about an event at this time.
    pub fn on(&mut self, event: Event, now_ms: u64) -> Vec<Next> {
        if let Stage::Ended = self.stage {
            return Vec::new();
        }
        let corrected = self.follow(now_ms);
        // What was said in time may be heard late.
        let heard = match event {
            Event::Heard { at_ms } if self.is_in_time(at_ms, now_ms) => self.resume(at_ms),
            Event::Heard { .. } | Event::Active | Event::Stay | Event::Tick | Event::Limit(_) => {
                None
            }
        };
        if now_ms >= self.ends_at_ms() {
            self.stage = Stage::Ended;
            return vec![Next::End];
        }
        let told = Next::Tell(Word::Active { at_ms: now_ms });
        let next = match event {
            // The question is answered by its button only, not by a hand on the mouse.
            Event::Active if !self.is_warned(now_ms) => [self.resume(now_ms), Some(told)],
            Event::Active | Event::Tick => [self.remind(now_ms), None],
            Event::Stay => [self.resume(now_ms), Some(told)],
            Event::Limit(limit_ms) => {
                self.limit_ms = limit_ms.max(LEAST_LIMIT_MS);
                [self.resume(now_ms), None]
            }
            Event::Heard { .. } => [heard, None],
        };
        corrected
            .into_iter()
            .chain(next.into_iter().flatten())
            .collect()
    }

    fn ends_at_ms(&self) -> u64 {
        self.active_ms.saturating_add(self.limit_ms)
    }

    /// After a clock that was set back, as much time has passed as before.
    fn follow(&mut self, now_ms: u64) -> Option<Next> {
        let back = self.seen_ms.saturating_sub(now_ms);
        self.seen_ms = now_ms;
        self.active_ms = self.active_ms.saturating_sub(back);
        match self.stage {
            Stage::Warned { .. } if back > 0 => Some(self.warning()),
            Stage::Warned { .. } | Stage::Resting | Stage::Ended => None,
        }
    }

    /// Whether the person can have been active then: after the last time that is known, before the end, and not in the
    /// future.
    fn is_in_time(&self, at_ms: u64, now_ms: u64) -> bool {
        (self.active_ms..self.ends_at_ms()).contains(&at_ms) && at_ms <= now_ms
    }

    fn resume(&mut self, at_ms: u64) -> Option<Next> {
        self.active_ms = at_ms;
        match std::mem::replace(&mut self.stage, Stage::Resting) {
            Stage::Warned { .. } => Some(Next::StopWarning),
            Stage::Resting | Stage::Ended => None,
        }
    }

    /// Whether the question is asked, or is to be asked now: with the next tick there would be too little time.
    fn is_warned(&self, now_ms: u64) -> bool {
        match self.stage {
            Stage::Warned { .. } => true,
            Stage::Resting => now_ms + TICK_MS + WARNING_MS > self.ends_at_ms(),
            Stage::Ended => false,
        }
    }

    fn remind(&mut self, now_ms: u64) -> Option<Next> {
        match self.stage {
            Stage::Resting if self.is_warned(now_ms) => {
                self.stage = Stage::Warned { announced: None };
                Some(self.warning())
            }
            Stage::Warned { announced } => {
                let left = left(self.ends_at_ms().saturating_sub(now_ms));
                self.stage = Stage::Warned {
                    announced: announced.max(left),
                };
                left.filter(|_| left > announced).map(Next::Announce)
            }
            Stage::Resting | Stage::Ended => None,
        }
    }

    fn warning(&self) -> Next {
        Next::Warn {
            ends_at_ms: self.ends_at_ms(),
        }
    }
}

fn left(milliseconds: u64) -> Option<Left> {
    match milliseconds {
        0..=20_000 => Some(Left::TwentySeconds),
        20_001..=60_000 => Some(Left::OneMinute),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: u64 = 1_800_000_000_000;
    const MINUTE: u64 = 60_000;
    const USUAL_LIMIT_MS: u64 = USUAL_MINUTES as u64 * MINUTE;

    fn idle() -> Idle {
        Idle::new(USUAL_LIMIT_MS, START)
    }

    /// An idle tab that has warned, and when it will end.
    fn warned() -> (Idle, u64) {
        let (mut idle, end) = (idle(), START + USUAL_LIMIT_MS);
        let warning = Next::Warn { ends_at_ms: end };
        assert_eq!(idle.on(Event::Tick, end - WARNING_MS), [warning]);
        (idle, end)
    }

    #[test]
    fn who_is_active_is_not_asked() {
        let mut idle = idle();
        for minute in 1..600 {
            let now = START + minute * MINUTE;
            let told = Next::Tell(Word::Active { at_ms: now });
            assert_eq!(idle.on(Event::Active, now), [told]);
            assert_eq!(idle.on(Event::Tick, now + 1), []);
        }
    }

    #[test]
    fn the_question_comes_two_minutes_before_the_end_even_if_the_next_tick_is_late() {
        let end = START + USUAL_LIMIT_MS;
        let mut idle = idle();
        let early = end - WARNING_MS - TICK_MS;
        assert_eq!(idle.on(Event::Tick, early), []);
        let warning = Next::Warn { ends_at_ms: end };
        assert_eq!(idle.on(Event::Tick, early + 1), [warning]);
    }

    #[test]
    fn the_time_left_is_announced_twice_and_then_it_ends() {
        let (mut idle, end) = warned();
        let mut said = Vec::new();
        for second in (0..120).rev() {
            let next = idle.on(Event::Tick, end - second * 1_000);
            said.extend(next.into_iter().map(|next| (second, next)));
        }
        assert_eq!(
            said,
            [
                (60, Next::Announce(Left::OneMinute)),
                (20, Next::Announce(Left::TwentySeconds)),
                (0, Next::End)
            ]
        );
        assert_eq!(idle.on(Event::Stay, end + 1), []);
        assert_eq!(idle.on(Event::Tick, end + MINUTE), []);
    }

    #[test]
    fn only_the_button_answers_the_question_as_often_as_one_likes() {
        let (mut idle, mut end) = warned();
        for _ in 0..50 {
            assert_eq!(idle.on(Event::Active, end - MINUTE - 1), []);
            let now = end - MINUTE;
            let told = Next::Tell(Word::Active { at_ms: now });
            assert_eq!(idle.on(Event::Stay, now), [Next::StopWarning, told]);
            end = now + USUAL_LIMIT_MS;
            let warning = Next::Warn { ends_at_ms: end };
            assert_eq!(idle.on(Event::Tick, end - WARNING_MS), [warning]);
        }
    }

    #[test]
    fn a_hand_on_the_mouse_just_before_the_question_does_not_put_it_off() {
        let end = START + USUAL_LIMIT_MS;
        let warning = Next::Warn { ends_at_ms: end };
        assert_eq!(idle().on(Event::Active, end - WARNING_MS), [warning]);
    }

    #[test]
    fn what_another_tab_says_counts_here() {
        let (mut idle, end) = warned();
        let at_ms = end - WARNING_MS - 1;
        let heard = idle.on(Event::Heard { at_ms }, end - MINUTE);
        assert_eq!(heard, [Next::StopWarning]);
        let ends_at_ms = at_ms + USUAL_LIMIT_MS;
        assert_eq!(
            idle.on(Event::Tick, ends_at_ms - WARNING_MS),
            [Next::Warn { ends_at_ms }]
        );
    }

    #[test]
    fn what_was_said_in_time_counts_when_it_is_heard_late() {
        let (mut idle, end) = warned();
        let at_ms = end - 1;
        let heard = idle.on(Event::Heard { at_ms }, end + 500);
        assert_eq!(heard, [Next::StopWarning]);
    }

    #[test]
    fn what_cannot_be_is_not_believed() {
        for (at_ms, what) in [
            (START + 5 * MINUTE, "the future"),
            (START - 1, "before what is known"),
            (u64::MAX, "the end of time"),
        ] {
            let mut idle = idle();
            let heard = idle.on(Event::Heard { at_ms }, START + 4 * MINUTE);
            assert_eq!(heard, [], "{what}");
            let end = START + USUAL_LIMIT_MS;
            assert_eq!(idle.on(Event::Tick, end), [Next::End], "{what}");
        }
    }

    #[test]
    fn a_device_that_slept_past_the_end_ends_at_once_whatever_comes_first() {
        let end = START + USUAL_LIMIT_MS;
        for event in [
            Event::Tick,
            Event::Active,
            Event::Stay,
            Event::Limit(60 * MINUTE),
            Event::Heard { at_ms: end },
            Event::Heard { at_ms: end + 7 },
        ] {
            assert_eq!(idle().on(event, end + 7), [Next::End], "{event:?}");
        }
    }

    #[test]
    fn a_device_that_slept_into_the_last_minutes_still_asks() {
        let end = START + USUAL_LIMIT_MS;
        let mut idle = idle();
        let warning = Next::Warn { ends_at_ms: end };
        assert_eq!(idle.on(Event::Active, end - 15_000), [warning]);
        let soon = Next::Announce(Left::TwentySeconds);
        assert_eq!(idle.on(Event::Tick, end - 14_000), [soon]);
        assert_eq!(idle.on(Event::Tick, end - 13_000), []);
    }

    #[test]
    fn a_clock_that_is_set_back_gives_nobody_more_time() {
        for back in [1, MINUTE, 10 * MINUTE, 600 * MINUTE] {
            let mut idle = idle();
            assert_eq!(idle.on(Event::Tick, START + 10 * MINUTE), []);
            let now = START + 10 * MINUTE - back;
            assert_eq!(idle.on(Event::Tick, now), []);
            assert_eq!(idle.on(Event::Tick, now + 5 * MINUTE - 1).len(), 1);
            assert_eq!(idle.on(Event::Tick, now + 5 * MINUTE), [Next::End]);
        }
    }

    #[test]
    fn a_clock_that_is_set_to_its_beginning_gives_one_limit_at_most() {
        let mut idle = idle();
        idle.on(Event::Tick, START + 10 * MINUTE);
        assert_eq!(idle.on(Event::Tick, 0), []);
        assert_eq!(idle.on(Event::Tick, USUAL_LIMIT_MS), [Next::End]);
    }

    #[test]
    fn the_time_that_was_named_is_corrected_when_the_clock_is() {
        let (mut idle, end) = warned();
        let ends_at_ms = end - 30 * MINUTE;
        assert_eq!(
            idle.on(Event::Tick, end - WARNING_MS - 30 * MINUTE),
            [Next::Warn { ends_at_ms }]
        );
    }

    #[test]
    fn a_limit_is_five_minutes_at_least_and_counts_from_when_it_was_chosen() {
        let mut idle = idle();
        assert_eq!(idle.on(Event::Limit(1), START + 10 * MINUTE), []);
        let end = START + 15 * MINUTE;
        assert_eq!(idle.on(Event::Tick, end - WARNING_MS - TICK_MS), []);
        assert_eq!(idle.on(Event::Tick, end), [Next::End]);
        let mut short = Idle::new(0, START);
        assert_eq!(short.on(Event::Tick, START + LEAST_LIMIT_MS - 1).len(), 1);
    }
}
