//! The learned part: a logistic regression over hashed features.
//!
//! The file is [`SLOTS`] weights, a signed byte each, and a bound for leaving early; what is embedded was
//! trained by `dateline train segment` (`models/segment.md`). A sentence ends where the weights of a place's
//! features add up to more than [`EAGER`].

use super::boundary::{Boundaries, Candidate};
use super::features::tell;
use crate::linear::Sum;

/// The number of weights; a power of two.
pub(crate) const SLOTS: usize = 1 << 15;

/// A sentence ends at a sum above this. A little below nought, for of two likely errors a missed end counts as
/// much as one too many, and ends are missed more often.
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

/// The weights of [`MODEL`].
static WEIGHTS: &[u8; SLOTS] = match MODEL.first_chunk() {
    Some(weights) => weights,
    None => panic!("a model has all its weights"),
};

/// Whether the model ends a sentence at `candidate`. A place between words is left after its first features if
/// they sum up to less than the file's bound.
pub(super) fn ends_sentence(boundaries: &Boundaries<'_>, candidate: &Candidate) -> bool {
    let mut sum = Sum::settled_below(WEIGHTS, const { least() });
    tell(boundaries, candidate, &mut sum);
    sum.total > EAGER
}

/// The bytes of a model: the weights, then the bound.
#[cfg(feature = "learn")]
pub(crate) fn write(weights: &[i8], least: i16) -> Vec<u8> {
    weights.iter().map(|weight| weight.cast_unsigned()).chain(least.to_le_bytes()).collect()
}
