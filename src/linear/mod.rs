//! Linear models over hashed features, as the segmenter and the attributor use them. (The tagger has a chain of its
//! own, `entity::learned`.)
//!
//! What a stage sees of a place is told to a [`Sink`] feature by feature, each as a slot of a table of weights
//! ([`Features`]). When the program runs the sink is a [`Sum`] of these weights, and the sum decides; when the model is
//! trained it keeps the slots (`Slots`). One piece of code therefore tells features to both, and what is learned is
//! what is asked.
//!
//! A table has a signed byte a weight. Two features that share a slot share its weight (Weinberger et al.: "Feature
//! hashing for large scale multitask learning", ICML 2009). A feature is told from others by the order in which it is
//! added, so that adding one in the middle changes the slots of all behind it: that means new training.
//!
//! ```text
//! features.add([word, next])     slot = high 16 bits of a hash of (1st, word, next)     total += weights[slot]
//! features.add([word, next])     another slot: it is the 2nd
//! ```

/// What takes the features of a place, as slots of a model's weights, in a fixed order.
pub(crate) trait Sink {
    /// Takes one: its slot, of which a table smaller than 2<sup>16</sup> takes the low bits.
    fn take(&mut self, slot: u16);

    /// Whether those that follow need not be told, where a stage tells the weightiest first and asks then.
    #[inline]
    fn is_settled(&self) -> bool {
        false
    }
}

/// Tells a sink the features of one place, whose order is that in which they are added.
pub(crate) struct Features<'a, S> {
    /// What is told.
    pub(crate) sink: &'a mut S,
    /// What tells the next feature from the others.
    template: u64,
}

impl<'a, S: Sink> Features<'a, S> {
    /// None yet: the next feature is the first.
    pub(crate) fn new(sink: &'a mut S) -> Self {
        Self { sink, template: 0 }
    }

    /// Adds a feature: what it looks at. Small numbers stay below 2<sup>16</sup>, others are mixed well.
    #[inline(always)]
    pub(crate) fn add<const N: usize>(&mut self, values: [u64; N]) {
        self.template = self.template.wrapping_add(FACTOR);
        let hash = values.iter().fold(self.template, |hash, value| hash.rotate_left(16) ^ value);
        let hash = (hash ^ hash >> 32).wrapping_mul(FACTOR);
        self.sink.take((hash >> 48) as u16);
    }
}

pub(crate) use crate::lexicon::hash::FACTOR;

/// Spreads a small number over all bits.
#[inline]
pub(crate) fn mixed(value: u64) -> u64 {
    let value = (value + 1).wrapping_mul(FACTOR);
    value ^ value >> 32
}

/// The weights of the features that were told, added up. Of a slot only the low bits count, as many as number the
/// weights.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sum<'a, const SLOTS: usize> {
    /// Signed bytes.
    weights: &'a [u8; SLOTS],
    /// Their sum.
    pub(crate) total: i32,
    /// A sum below this settles the matter.
    least: i32,
}

impl<'a, const SLOTS: usize> Sum<'a, SLOTS> {
    /// Nothing told yet, of a place that is never settled early.
    #[inline]
    pub(crate) fn new(weights: &'a [u8; SLOTS]) -> Self {
        Self::settled_below(weights, i32::MIN)
    }

    /// Nothing told yet, of a place that a sum below `least` settles.
    #[inline]
    pub(crate) fn settled_below(weights: &'a [u8; SLOTS], least: i32) -> Self {
        const { assert!(SLOTS.is_power_of_two() && SLOTS <= 1 << 16) }
        Self { weights, total: 0, least }
    }

    /// The probability that the sum stands for, if a weight's unit adds so much to the log-odds.
    pub(crate) fn probability(self, unit: f32) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a sum of a few dozen bytes is exact")]
        let score = self.total as f32 * unit;
        1.0 / (1.0 + (-score).exp())
    }
}

impl<const SLOTS: usize> Sink for Sum<'_, SLOTS> {
    #[inline(always)]
    fn take(&mut self, slot: u16) {
        self.total += i32::from(self.weights[usize::from(slot) & (SLOTS - 1)].cast_signed());
    }

    #[inline]
    fn is_settled(&self) -> bool {
        self.total < self.least
    }
}

/// The slots of the features that were told.
#[cfg(feature = "learn")]
#[derive(Clone, Debug, Default)]
pub(crate) struct Slots(pub(crate) Vec<u16>);

#[cfg(feature = "learn")]
impl Sink for Slots {
    fn take(&mut self, slot: u16) {
        self.0.push(slot);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_adds_the_weights_of_slots_and_settles_below_its_least() {
        let weights = [1, 0xfe, 3, 4];
        let mut sum = Sum::settled_below(&weights, 0);
        sum.take(0);
        assert_eq!((sum.total, sum.is_settled()), (1, false));
        sum.take(4 + 1);
        assert_eq!((sum.total, sum.is_settled()), (-1, true));
        assert!(sum.probability(1.0) < 0.5);
        assert!(!Sum::new(&weights).is_settled());
    }

    #[test]
    fn a_feature_is_its_place_in_the_order_and_its_values() {
        let slots = |tell: fn(&mut Features<'_, Told>)| {
            let mut told = Told::default();
            tell(&mut Features::new(&mut told));
            told.0
        };
        let once = slots(|features| features.add([1, 2]));
        assert_eq!(once, slots(|features| features.add([1, 2])));
        assert_ne!(once, slots(|features| features.add([2, 1])));
        let twice = slots(|features| {
            features.add([1, 2]);
            features.add([1, 2]);
        });
        assert_eq!(twice[0], once[0]);
        assert_ne!(twice[1], once[0]);
    }

    #[derive(Default)]
    struct Told(Vec<u16>);

    impl Sink for Told {
        fn take(&mut self, slot: u16) {
            self.0.push(slot);
        }
    }
}
