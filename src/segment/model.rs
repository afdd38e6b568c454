//! The learned part: a logistic regression over hashed features.

use super::boundary::{Boundaries, Candidate};
use super::features::{Sink, tell};

/// The number of weights; a power of two.
pub(crate) const SLOTS: usize = 1 << 15;

/// A sentence ends at a sum above this. A little below nought, for of two likely errors a missed end counts as much as one too
/// many, and ends are missed more often.
const EAGER: i32 = -60;

/// The trained weights, a signed byte each, and behind them the [`least`] sum as two bytes, the lower one first.
/// `models/segment.md` says of what data and by which command.
static MODEL: &[u8; SLOTS + 2] = include_bytes!("../../models/segment.bin");

/// The model's file.
#[cfg(feature = "io")]
pub(crate) fn model_bytes() -> &'static [u8] {
    MODEL
}

/// What the first features of a place without a stop must sum up to for a sentence to end there.
const fn least() -> i32 {
    i16::from_le_bytes([MODEL[SLOTS], MODEL[SLOTS + 1]]) as i32
}

struct Sum(i32);

impl Sink for Sum {
    #[inline(always)]
    fn take(&mut self, slot: u16) {
        self.0 += i32::from(MODEL[usize::from(slot) & (SLOTS - 1)].cast_signed());
    }

    fn is_settled(&self) -> bool {
        self.0 < least()
    }
}

/// Whether the model ends a sentence at `candidate`.
pub(super) fn ends_sentence(boundaries: &Boundaries<'_>, candidate: &Candidate) -> bool {
    let mut sum = Sum(0);
    tell(boundaries, candidate, &mut sum);
    sum.0 > EAGER
}
