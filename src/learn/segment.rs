//! Training of the segmenter's model.

use super::logistic::{self, Fit, Place};
use crate::linear::Slots;
use crate::segment::{FIRST, SLOTS, Segmenter, write};
use crate::span::Span;

/// A text with its sentences, to learn from.
#[derive(Clone, Debug)]
pub struct SegmentExample {
    /// The text.
    pub text: String,
    /// Its sentences in order.
    pub sentences: Vec<Span>,
}

/// A place where the rules leave open whether a sentence ends.
struct Open {
    place: Place,
    stop: bool,
}

impl AsRef<Place> for Open {
    fn as_ref(&self) -> &Place {
        &self.place
    }
}

const FIT: Fit = Fit { weights: SLOTS, rounds: 20, orders: 1, rate: 0.2, decay: 0.15 };

/// One in so many of the places without a stop may be lost to look at the others' first features only.
const LOST: usize = 200;

/// The weights of the segmenter's model: a logistic regression. The same examples give the same bytes.
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

/// What the first features of a place without a stop sum up to at least, for all but one in two hundred of those that the model
/// ends a sentence at.
fn least(places: &[Open], weights: &[i8]) -> i16 {
    let sum = |slots: &[u16]| slots.iter().map(|&slot| i16::from(weights[usize::from(slot)])).sum::<i16>();
    let found = places.iter().filter(|open| !open.stop && open.place.holds && sum(&open.place.slots) > 0);
    let mut sums: Vec<i16> = found.map(|open| sum(&open.place.slots[..FIRST])).collect();
    sums.sort_unstable();
    sums.get(sums.len() / LOST).copied().unwrap_or(i16::MIN)
}

/// The model's weights as signed bytes, scaled so that the largest few hundredths are cut off.
fn quantise(weights: &[f32]) -> Vec<i8> {
    let mut sizes: Vec<f32> = weights.iter().map(|weight| weight.abs()).filter(|size| *size > 0.0).collect();
    sizes.sort_by(f32::total_cmp);
    let largest = sizes.get(sizes.len() * 995 / 1000).copied().unwrap_or(1.0);
    weights.iter().map(|&weight| logistic::byte(weight / largest * 127.0, 1.0)).collect()
}
