//! The learned part: a logistic regression over hashed features.

use super::boundary::{Boundaries, Candidate};
use super::features::Features;

/// The number of weights; a power of two.
pub(crate) const SLOTS: usize = 1 << 15;

/// The trained weights. `models/segment.md` says of what data and by which command.
static WEIGHTS: &[u8] = include_bytes!("../../models/segment.bin");

/// Whether the model ends a sentence at `candidate`.
pub(super) fn ends_sentence(boundaries: &Boundaries<'_>, candidate: &Candidate) -> bool {
    let features = Features::of(boundaries, candidate);
    let sum: i32 = features.slots().iter().map(|&slot| i32::from(WEIGHTS[usize::from(slot)].cast_signed())).sum();
    sum > 0
}
