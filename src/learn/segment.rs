//! Training of the segmenter's model.

use crate::segment::{FIRST, SLOTS, Segmenter, Sink};
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
struct Place {
    slots: Vec<u16>,
    stop: bool,
    ends: bool,
}

/// The slots of one place.
#[derive(Default)]
struct Slots(Vec<u16>);

impl Sink for Slots {
    fn take(&mut self, slot: u16) {
        self.0.push(slot);
    }

    fn is_settled(&self) -> bool {
        false
    }
}

/// How often the examples are gone through.
const ROUNDS: usize = 20;

/// The length of a weight's first step.
const RATE: f32 = 0.2;

/// One in so many of the places without a stop may be lost to look at the others' first features only.
const LOST: usize = 200;

/// How strongly weights are drawn to nought.
const DECAY: f32 = 0.15;

/// The weights of the segmenter's model: a logistic regression, trained by stochastic gradient descent with a step of its own
/// for every weight (`AdaGrad`). The same examples give the same bytes.
pub fn train_segmenter(examples: &[SegmentExample]) -> Vec<u8> {
    let mut places = Vec::new();
    let segmenter = Segmenter::new();
    for example in examples {
        let starts: Vec<u32> = example.sentences.iter().map(|sentence| sentence.start()).collect();
        segmenter.segment_as(&example.text, |Slots(slots), stop, next| {
            let ends = starts.binary_search(&next.start()).is_ok();
            places.push(Place { slots, stop, ends });
            ends
        });
    }
    let weights = quantise(&fit(&places));
    let least = least(&places, &weights);
    let bytes = weights.iter().map(|weight| weight.cast_unsigned());
    bytes.chain(least.to_le_bytes()).collect()
}

/// What the first features of a place without a stop sum up to at least, for all but one in two hundred of those that the model
/// ends a sentence at.
fn least(places: &[Place], weights: &[i8]) -> i16 {
    let sum = |slots: &[u16]| slots.iter().map(|&slot| i16::from(weights[usize::from(slot)])).sum::<i16>();
    let found = places.iter().filter(|place| !place.stop && place.ends && sum(&place.slots) > 0);
    let mut sums: Vec<i16> = found.map(|place| sum(&place.slots[..FIRST])).collect();
    sums.sort_unstable();
    sums.get(sums.len() / LOST).copied().unwrap_or(i16::MIN)
}

fn fit(places: &[Place]) -> Vec<f32> {
    let mut weights = vec![0.0f32; SLOTS];
    let mut squares = vec![1e-6f32; SLOTS];
    let mut sum = vec![0.0f32; SLOTS];
    let mut order: Vec<usize> = (0..places.len()).collect();
    let mut random = 1u64;
    for _ in 0..ROUNDS {
        shuffle(&mut order, &mut random);
        for &index in &order {
            let place = &places[index];
            let score: f32 = place.slots.iter().map(|&slot| weights[usize::from(slot)]).sum();
            let error = 1.0 / (1.0 + (-score).exp()) - f32::from(u8::from(place.ends));
            for &slot in &place.slots {
                let slot = usize::from(slot);
                let gradient = error + DECAY * weights[slot];
                squares[slot] += gradient * gradient;
                weights[slot] -= RATE * gradient / squares[slot].sqrt();
            }
        }
        for (sum, weight) in sum.iter_mut().zip(&weights) {
            *sum += weight;
        }
    }
    sum
}

/// Shuffles with a generator of its own, so that no library's change moves the weights.
fn shuffle(order: &mut [usize], random: &mut u64) {
    for at in (1..order.len()).rev() {
        *random = random.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        let other = usize::try_from(*random >> 33).unwrap_or_default() % (at + 1);
        order.swap(at, other);
    }
}

/// The model's weights as signed bytes, scaled so that the largest few hundredths are cut off.
fn quantise(weights: &[f32]) -> Vec<i8> {
    let mut sizes: Vec<f32> = weights.iter().map(|weight| weight.abs()).filter(|size| *size > 0.0).collect();
    sizes.sort_by(f32::total_cmp);
    let largest = sizes.get(sizes.len() * 995 / 1000).copied().unwrap_or(1.0);
    #[expect(clippy::cast_possible_truncation, reason = "the value is rounded and clamped to a byte")]
    weights.iter().map(|weight| (weight / largest * 127.0).round().clamp(-127.0, 127.0) as i8).collect()
}
