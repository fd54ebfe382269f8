//! How hard it is to guess a passphrase: the parameters of Argon2id (reference §9.2).

/// What one guess costs. <https://www.rfc-editor.org/rfc/rfc9106#section-3.1>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory, in KiB.
    pub memory_kib: u32,
    /// How often it is gone through.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

/// One guess should take this device about so long, in milliseconds.
const AIM_MS: f64 = 1_000.0;
/// What takes so long is near enough: nothing is raised for the rest.
const NEAR_MS: f64 = 700.0;

/// Nothing is raised above this, in KiB: a telephone must have it to spare.
const MOST_RAISED_KIB: u32 = 64 * 1024;

/// Above these, what stands in a header is an attack or an accident.
const ABSURD_KIB: u32 = 256 * 1024;
const ABSURD_PASSES: u32 = 16;
const ABSURD_LANES: u32 = 4;

impl Cost {
    /// Never less than this: 19 MiB, twice.
    pub const LEAST: Cost = Cost {
        memory_kib: 19 * 1024,
        passes: 2,
        lanes: 1,
    };

    /// What to use from now on where this cost took so many milliseconds: memory first, then passes. Never less than it
    /// is.
    #[must_use]
    pub fn raised(self, took_ms: f64) -> Cost {
        // A clock that was set, or is too coarse, says nothing.
        if !(took_ms > 0.0 && took_ms < NEAR_MS) {
            return self;
        }
        let work = self.work() * AIM_MS / took_ms;
        let pass = f64::from(self.passes);
        let mebibytes = (work / pass / 1024.0) as u32;
        let memory_kib = (mebibytes.saturating_mul(1024))
            .min(MOST_RAISED_KIB)
            .max(self.memory_kib);
        let passes = ((work / f64::from(memory_kib)) as u32)
            .min(ABSURD_PASSES)
            .max(self.passes);
        Cost {
            memory_kib,
            passes,
            lanes: self.lanes,
        }
    }

    /// Whether a header may ask for it.
    pub(crate) fn is_sound(self) -> bool {
        (Cost::LEAST.memory_kib..=ABSURD_KIB).contains(&self.memory_kib)
            && (Cost::LEAST.passes..=ABSURD_PASSES).contains(&self.passes)
            && (Cost::LEAST.lanes..=ABSURD_LANES).contains(&self.lanes)
    }

    /// The time it takes is in proportion to this.
    fn work(self) -> f64 {
        f64::from(self.memory_kib) * f64::from(self.passes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cost: (u32, u32), took_ms: f64, expected: (u32, u32)) {
        let cost = Cost {
            memory_kib: cost.0 * 1024,
            passes: cost.1,
            lanes: 1,
        };
        let raised = cost.raised(took_ms);
        assert_eq!((raised.memory_kib / 1024, raised.passes), expected);
        assert_eq!(raised.lanes, 1);
        assert!(raised.is_sound());
    }

    #[test]
    fn it_is_raised_until_a_guess_takes_about_a_second() {
        check((19, 2), 500.0, (38, 2));
        check((19, 2), 300.0, (63, 2));
        check((19, 2), 100.0, (64, 5));
        check((64, 5), 350.0, (64, 14));
    }

    #[test]
    fn it_is_left_where_a_guess_takes_long_enough() {
        check((19, 2), 700.0, (19, 2));
        check((19, 2), 9_000.0, (19, 2));
        check((128, 3), 1_000.0, (128, 3));
    }

    #[test]
    fn it_never_falls_and_never_becomes_absurd() {
        check((19, 2), 0.001, (64, 16));
        check((200, 2), 100.0, (200, 16));
    }

    #[test]
    fn a_clock_that_says_nothing_changes_nothing() {
        for took_ms in [0.0, -5.0, f64::NAN, f64::INFINITY] {
            check((19, 2), took_ms, (19, 2));
        }
    }

    #[test]
    fn what_is_too_little_or_too_much_is_not_sound() {
        assert!(Cost::LEAST.is_sound());
        for (memory_kib, passes, lanes) in [
            (19 * 1024 - 1, 2, 1),
            (19 * 1024, 1, 1),
            (19 * 1024, 2, 0),
            (256 * 1024 + 1, 2, 1),
            (19 * 1024, 17, 1),
            (19 * 1024, 2, 5),
            (u32::MAX, u32::MAX, u32::MAX),
        ] {
            let cost = Cost {
                memory_kib,
                passes,
                lanes,
            };
            assert!(!cost.is_sound(), "{cost:?}");
        }
    }
}
