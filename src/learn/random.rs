//! Chance with a known start, of a generator of our own: no library's change moves a model.
//!
//! It decides which articles are learned in small letters, which words as if they were new, in which order
//! places are gone through. It is no source of secrets, and good enough for this: what is drawn is the high
//! bits of a state of 64.

/// A linear congruential generator with the multiplier and the increment of Knuth's MMIX.
pub(super) struct Random(u64);

impl Random {
    /// Starts from `seed`; equal seeds give equal numbers.
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number, of 31 bits.
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        self.0 >> 33
    }

    /// A number below `count`, which is not 0. Small numbers are a little likelier than large ones, by one part
    /// in 2<sup>31</sup> / `count`.
    pub(super) fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next()).unwrap_or_default() % count
    }
}
