//! How long to wait for a hospital that is busy, and when to stop asking. Pure: the caller waits.

/// How often one request may be sent again.
const TRIES: u32 = 4;
/// No wait is longer than this, in milliseconds.
const LONGEST: u32 = 30_000;

/// What to do after an answer that was not a good one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Wait this many milliseconds, for the whole hospital, and ask again.
    Wait(u32),
    /// It is of no use.
    GiveUp,
}

/// After the `tries`-th answer (from 1) with this status. `jitter` is from 0 to 1.
///
/// 429, 503 and 504 are worth waiting for: 1, 2, 4 seconds with jitter, or what `Retry-After` says.
pub fn after(status: u16, tries: u32, retry_after: Option<u32>, jitter: f64) -> Next {
    if !matches!(status, 429 | 503 | 504) || tries >= TRIES {
        return Next::GiveUp;
    }
    match retry_after {
        Some(seconds) if seconds > LONGEST / 1000 => Next::GiveUp,
        Some(seconds) => Next::Wait(seconds * 1000),
        None => Next::Wait(with_jitter(1000 << tries.saturating_sub(1).min(4), jitter)),
    }
}

/// Between half and the whole of it, so that tabs do not ask in step.
fn with_jitter(milliseconds: u32, jitter: f64) -> u32 {
    let part = 0.5 + jitter.clamp(0.0, 1.0) / 2.0;
    (f64::from(milliseconds) * part) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_busy_hospital_is_asked_again_later_and_later() {
        let waits: Vec<_> = (1..=4).map(|tries| after(503, tries, None, 1.0)).collect();
        assert_eq!(
            waits,
            [
                Next::Wait(1000),
                Next::Wait(2000),
                Next::Wait(4000),
                Next::GiveUp
            ]
        );
        assert_eq!(after(429, 1, None, 0.0), Next::Wait(500));
    }

    #[test]
    fn the_hospitals_own_word_on_waiting_wins() {
        assert_eq!(after(429, 1, Some(3), 1.0), Next::Wait(3000));
        assert_eq!(after(429, 1, Some(3600), 1.0), Next::GiveUp);
    }

    #[test]
    fn other_answers_are_not_asked_for_twice() {
        for status in [200, 400, 401, 403, 404, 410, 500] {
            assert_eq!(after(status, 1, Some(1), 1.0), Next::GiveUp);
        }
    }
}
