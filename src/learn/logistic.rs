//! Logistic regression over hashed features, by stochastic gradient descent with a step of its own for every
//! weight (`AdaGrad`: Duchi, Hazan & Singer 2011).
//!
//! A feature is present or not, and is a slot of a table of weights; two features may share a slot, here as
//! when the program runs (`src/linear`). The odds of a place are the sum of the weights of its slots.
//!
//! One pass over places in one order gives weights that depend on the order, most for features that are rare.
//! The mean over all rounds and several orders is less a matter of chance, and its weights are smaller where
//! the passes disagree.

use super::random::Random;

/// Something to decide, with the right answer.
pub(super) struct Place {
    /// The slots of its features. One that occurs twice counts twice, as in the sum that decides.
    pub(super) slots: Vec<u16>,
    /// The right answer.
    pub(super) holds: bool,
}

impl AsRef<Self> for Place {
    fn as_ref(&self) -> &Self {
        self
    }
}

/// How a regression is fitted.
pub(super) struct Fit {
    /// The number of weights.
    pub(super) weights: usize,
    /// How often the places are gone through.
    pub(super) rounds: usize,
    /// How often it is fitted, each time in another order: the sums of all are less a matter of chance.
    pub(super) orders: u64,
    /// The length of a weight's first step; later ones are shorter by the root of the sum of squares of its
    /// gradients so far.
    pub(super) rate: f32,
    /// How strongly weights are drawn to nought: so much of a weight is added to its gradient whenever its
    /// feature is met. Rare features are drawn less, for they are met less.
    pub(super) decay: f32,
}

impl Fit {
    /// The sum of the weights after every round in every order. The same places in the same order give the same
    /// bits.
    ///
    /// Sums and not means: who quantises them divides by [`Fit::summed`] in one step with the unit.
    pub(super) fn sums(&self, places: &[impl AsRef<Place>]) -> Vec<f32> {
        let mut sums = vec![0.0f32; self.weights];
        for seed in 1..=self.orders {
            self.add(places, seed, &mut sums);
        }
        sums
    }

    /// How many weights are in a sum: rounds times orders.
    pub(super) fn summed(&self) -> f32 {
        f32::from(u16::try_from(self.rounds as u64 * self.orders).unwrap_or(u16::MAX))
    }

    /// Adds the weights after each round of one order, which starts from `seed`.
    fn add(&self, places: &[impl AsRef<Place>], seed: u64, sums: &mut [f32]) {
        let mut weights = vec![0.0f32; self.weights];
        let mut squares = vec![1e-6f32; self.weights];
        let mut order: Vec<usize> = (0..places.len()).collect();
        let mut random = Random::new(seed);
        for _ in 0..self.rounds {
            shuffle(&mut order, &mut random);
            for &index in &order {
                let place = places[index].as_ref();
                let score: f32 = place.slots.iter().map(|&slot| weights[usize::from(slot)]).sum();
                let error = 1.0 / (1.0 + (-score).exp()) - f32::from(u8::from(place.holds));
                for &slot in &place.slots {
                    let slot = usize::from(slot);
                    let gradient = error + self.decay * weights[slot];
                    squares[slot] += gradient * gradient;
                    weights[slot] -= self.rate * gradient / squares[slot].sqrt();
                }
            }
            for (sum, weight) in sums.iter_mut().zip(&weights) {
                *sum += weight;
            }
        }
    }
}

/// Shuffles (Fisher & Yates) with a generator of our own, so that no library's change moves the weights.
fn shuffle(order: &mut [usize], random: &mut Random) {
    for at in (1..order.len()).rev() {
        let other = random.below(at + 1);
        order.swap(at, other);
    }
}

/// `weight` in units of `unit`, as a signed byte: rounded, and cut off at ±127.
pub(super) fn byte(weight: f32, unit: f32) -> i8 {
    #[expect(clippy::cast_possible_truncation, reason = "the value is rounded and clamped to a byte")]
    let byte = (weight / unit).round().clamp(-127.0, 127.0) as i8;
    byte
}
