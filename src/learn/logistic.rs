//! Logistic regression over hashed features.

/// Something to decide, with the right answer.
pub(super) struct Place {
    /// The slots of its features.
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
    /// The length of a weight's first step.
    pub(super) rate: f32,
    /// How strongly weights are drawn to nought.
    pub(super) decay: f32,
}

impl Fit {
    /// The sum of the weights after every round in every order, by stochastic gradient descent with a step of its own for every weight
    /// (`AdaGrad`). The same places in the same order give the same bits.
    pub(super) fn sums(&self, places: &[impl AsRef<Place>]) -> Vec<f32> {
        let mut sums = vec![0.0f32; self.weights];
        for seed in 1..=self.orders {
            self.add(places, seed, &mut sums);
        }
        sums
    }

    /// How many weights are in a sum.
    pub(super) fn summed(&self) -> f32 {
        f32::from(u16::try_from(self.rounds as u64 * self.orders).unwrap_or(u16::MAX))
    }

    fn add(&self, places: &[impl AsRef<Place>], seed: u64, sums: &mut [f32]) {
        let mut weights = vec![0.0f32; self.weights];
        let mut squares = vec![1e-6f32; self.weights];
        let mut order: Vec<usize> = (0..places.len()).collect();
        let mut random = seed;
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

/// Shuffles with a generator of its own, so that no library's change moves the weights.
fn shuffle(order: &mut [usize], random: &mut u64) {
    for at in (1..order.len()).rev() {
        *random = random.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        let other = usize::try_from(*random >> 33).unwrap_or_default() % (at + 1);
        order.swap(at, other);
    }
}

/// `weight` in units of `unit`, as a signed byte.
pub(super) fn byte(weight: f32, unit: f32) -> i8 {
    #[expect(clippy::cast_possible_truncation, reason = "the value is rounded and clamped to a byte")]
    let byte = (weight / unit).round().clamp(-127.0, 127.0) as i8;
    byte
}
