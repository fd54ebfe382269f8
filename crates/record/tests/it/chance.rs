//! Chance that repeats itself: xorshift, so that a failing schedule can be run again by its seed.

pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn seeded(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// 0 to `below` - 1.
    pub(crate) fn pick(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below as u64) as usize
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.pick(last + 1));
        }
    }
}

/// So many seeds every day, and so many in `scripts/soak`.
pub(crate) fn seeds(daily: u64, soak: u64) -> std::ops::Range<u64> {
    match std::env::var_os("SATCHEL_SOAK") {
        Some(_) => 0..soak,
        None => 0..daily,
    }
}
