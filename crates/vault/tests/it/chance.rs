//! Chance that repeats itself: xorshift, so that a failing schedule can be run again by its seed.

pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn seeded(seed: u64) -> Chance {
        Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// 0 to `bound` - 1.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }

    pub(crate) fn is_one_in(&mut self, many: u64) -> bool {
        self.below(many) == 0
    }

    pub(crate) fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len() as u64) as usize]
    }
}

/// So many seeds every day, and so many in `scripts/soak`.
pub(crate) fn seeds(daily: u64, soak: u64) -> std::ops::RangeInclusive<u64> {
    match std::env::var_os("SATCHEL_SOAK") {
        Some(_) => 1..=soak,
        None => 1..=daily,
    }
}
