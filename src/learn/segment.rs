//! Training of the segmenter's model.
//!
//! The rules of `src/segment/rules.rs` settle most ends of sentences, and leave some places open. The segmenter
//! is run over each text with the gold answer in the model's place, and every open place becomes an example
//! ([`Segmenter::segment_as`]). What the rules settle is not learned, right or wrong.
//!
//! Beside the weights one more number is fitted: most open places have no stop, are many, and hardly ever end a
//! sentence; a bound on the sum of their first features lets the running program leave most of them early
//! ([`least`]).

use super::logistic::{self, Fit, Place};
use crate::linear::Slots;
use crate::segment::{FIRST, SLOTS, Segmenter, write};
use crate::span::Span;

/// A text with its sentences, to learn from.
#[derive(Clone, Debug)]
pub struct SegmentExample {
    /// The text.
    pub text: String,
    /// Its sentences in order, in bytes. Only where they start is read.
    pub sentences: Vec<Span>,
}

/// A place where the rules leave open whether a sentence ends.
struct Open {
    /// Its features, and whether a sentence of the gold starts behind it.
    place: Place,
    /// Whether a full stop or another closing mark stands there.
    stop: bool,
}

impl AsRef<Place> for Open {
    fn as_ref(&self) -> &Place {
        &self.place
    }
}

/// How the regression is fitted. One order is enough for weights that are met as often as these.
const FIT: Fit = Fit { weights: SLOTS, rounds: 20, orders: 1, rate: 0.2, decay: 0.15 };

/// One in so many of the places without a stop at which the model ends a sentence may be lost by looking at the
/// first features only.
const LOST: usize = 200;

/// The segmenter's model, as the bytes of its file (`models/segment.bin`): the weights of a logistic
/// regression, a byte each, and the bound of `least`. The same examples in the same order give the same
/// bytes.
pub fn train_segmenter(examples: &[SegmentExample]) -> Vec<u8> {
    let mut places = Vec::new();
    let segmenter = Segmenter::new();
    for example in examples {
        let starts: Vec<u32> = example.sentences.iter().map(|sentence| sentence.start()).collect();
        segmenter.segment_as(&example.text, |Slots(slots), stop, next| {
            let holds = starts.binary_search(&next.start()).is_ok();
            places.push(Open { place: Place { slots, holds }, stop });
            holds
        });
    }
    let weights = quantise(&FIT.sums(&places));
    let least = least(&places, &weights);
    write(&weights, least)
}

/// What the first [`FIRST`] features of a place without a stop must sum up to for the others to be looked at:
/// as little as all but one in [`LOST`] of those have that the model ends a sentence at and the gold too. The
/// lowest number there is if there are none.
fn least(places: &[Open], weights: &[i8]) -> i16 {
    let sum = |slots: &[u16]| slots.iter().map(|&slot| i16::from(weights[usize::from(slot)])).sum::<i16>();
    let found = places.iter().filter(|open| !open.stop && open.place.holds && sum(&open.place.slots) > 0);
    let mut sums: Vec<i16> = found.map(|open| sum(&open.place.slots[..FIRST])).collect();
    sums.sort_unstable();
    sums.get(sums.len() / LOST).copied().unwrap_or(i16::MIN)
}

/// The model's weights as signed bytes. The scale is such that 127 is the weight that 0.5 % of those that are
/// not nought exceed; these are cut off.
fn quantise(weights: &[f32]) -> Vec<i8> {
    let mut sizes: Vec<f32> = weights.iter().map(|weight| weight.abs()).filter(|size| *size > 0.0).collect();
    sizes.sort_by(f32::total_cmp);
    let largest = sizes.get(sizes.len() * 995 / 1000).copied().unwrap_or(1.0);
    weights.iter().map(|&weight| logistic::byte(weight / largest * 127.0, 1.0)).collect()
}
