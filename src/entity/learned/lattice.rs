//! The chain of labels: the best path, and the probabilities of labels.
//!
//! A chain is a stretch of tokens that may be in a name. What lies around it is in none, so that chains are
//! independent. Labels are B and I of each type and O (`BIO`): the first token of a name, another one, and the outside,
//! in this order of numbers:
//!
//! ```text
//! 0 O   1 B-PER  2 I-PER   3 B-ORG  4 I-ORG   5 B-LOC  6 I-LOC   7 B-MISC  8 I-MISC
//! ```
//!
//! [`best`] is the search of Viterbi: for every token the best way to each label. [`Ahead`] and [`Ahead::names`] are
//! the sums of the forward and backward pass, asked only for the probability of the names that the best path has. Both
//! take nine times nine steps a token. A probability belongs to a whole name: that it starts, goes on and ends as the
//! labels say.

use crate::gazetteer::kinds::EntityType;

/// The number of labels: 0 is outside; each type has one for the first token of a name and one for the others.
pub(crate) const LABELS: usize = 1 + 2 * EntityType::ALL.len();

/// The label of tokens outside of names.
pub(crate) const OUTSIDE: usize = 0;

/// A score for each label: a natural logarithm, up to what all labels of a token share.
pub(crate) type Scores = [f32; LABELS];

/// A score for each pair of labels of neighbours, by the label before and then by the one after it.
pub(crate) type Transitions = [Scores; LABELS];

/// The label of a name's first token, or of another one.
#[cfg(feature = "learn")]
pub(crate) fn label(kind: EntityType, first: bool) -> usize {
    1 + 2 * kind as usize + usize::from(!first)
}

/// The type of a label, and whether it starts a name; none for the outside.
pub(crate) fn read(label: usize) -> Option<(EntityType, bool)> {
    let index = label.checked_sub(1)?;
    Some((*EntityType::ALL.get(index / 2)?, index.is_multiple_of(2)))
}

/// Whether a token of label `to` may follow one of label `from`: a name goes on with its own type only. The outside and
/// the first token of a name may follow anything, so that two names can touch.
pub(crate) const fn may_follow(from: usize, to: usize) -> bool {
    to == OUTSIDE || to % 2 == 1 || from == to || from + 1 == to
}

/// The transitions, with no way (minus infinity) where there is none.
pub(crate) fn ways(transitions: &Transitions) -> Transitions {
    std::array::from_fn(|from| {
        std::array::from_fn(|to| if may_follow(from, to) { transitions[from][to] } else { f32::NEG_INFINITY })
    })
}

/// Finds the best labels of a chain, whose transitions have these [`ways`]. `paths` is room for the scores of the best
/// paths to each label before each token; `labels` must be as long as `scores`. The chain starts and ends beside an
/// outside token. Of equal ways back the one from the lower label is taken, so that the result is the same on every
/// machine.
pub(crate) fn best(scores: &[Scores], ways: &Transitions, paths: &mut Vec<Scores>, labels: &mut [u8]) {
    paths.clear();
    let mut before: Scores = [f32::NEG_INFINITY; LABELS];
    before[OUTSIDE] = 0.0;
    for here in scores {
        paths.push(before);
        let mut now: Scores = [f32::NEG_INFINITY; LABELS];
        for (path, way) in before.iter().zip(ways) {
            for (now, step) in now.iter_mut().zip(way) {
                let score = path + step;
                *now = if score > *now { score } else { *now };
            }
        }
        for (now, here) in now.iter_mut().zip(here) {
            *now += here;
        }
        before = now;
    }
    // From the end on, the label from which the best path came; of equal ones the first.
    let mut last = came_from(&before, ways, OUTSIDE);
    for (slot, path) in labels.iter_mut().zip(paths.iter()).rev() {
        #[expect(clippy::cast_possible_truncation, reason = "there are few labels")]
        {
            *slot = last as u8;
        }
        last = came_from(path, ways, last);
    }
}

/// The label before one of label `to`, on the best path; of equal ones the first.
fn came_from(path: &Scores, ways: &Transitions, to: usize) -> usize {
    let (mut best, mut most) = (OUTSIDE, f32::NEG_INFINITY);
    for (label, score) in path.iter().enumerate() {
        let score = score + ways[label][to];
        // No branch: it would be mispredicted.
        let is_better = score > most;
        best = if is_better { label } else { best };
        most = if is_better { score } else { most };
    }
    best
}

/// The names that labels spell: calls `each` with the first token, the one after the last, and the type.
#[cfg(feature = "learn")]
pub(crate) fn names(labels: &[u8], mut each: impl FnMut(usize, usize, EntityType)) {
    let mut open: Option<(usize, EntityType)> = None;
    for (index, label) in labels.iter().copied().chain([0]).enumerate() {
        let (label, goes_on) = (usize::from(label), label > 0 && label.is_multiple_of(2));
        if !goes_on {
            if let Some((start, kind)) = open.take() {
                each(start, index, kind);
            }
            open = read(label).map(|(kind, _)| (index, kind));
        }
    }
}

/// The exponentials of transitions, 0 for those that are not allowed.
pub(crate) struct Weights {
    /// By the label before, then the label after it.
    pub(crate) from: Transitions,
    /// The same by the label after, so that both passes read rows.
    to: Transitions,
}

/// The weights of transitions, where they are allowed.
pub(crate) fn weights(transitions: &Transitions) -> Weights {
    let mut weights = Weights { from: [[0.0; LABELS]; LABELS], to: [[0.0; LABELS]; LABELS] };
    for (from, row) in transitions.iter().enumerate() {
        for (to, score) in row.iter().enumerate().filter(|(to, _)| may_follow(from, *to)) {
            let weight = score.exp();
            (weights.from[from][to], weights.to[to][from]) = (weight, weight);
        }
    }
    weights
}

/// The sum of rows, each as often as its scale says: one step of a pass.
fn blend(rows: &Transitions, scales: &Scores) -> Scores {
    let mut sum = [0.0; LABELS];
    for (row, scale) in rows.iter().zip(scales) {
        for (sum, value) in sum.iter_mut().zip(row) {
            *sum += value * scale;
        }
    }
    sum
}

/// The product of each label's two numbers.
fn product(left: &Scores, right: &Scores) -> Scores {
    std::array::from_fn(|label| left[label] * right[label])
}

/// The scores, scaled to sum up to 1, so that long chains neither overflow nor vanish.
fn normal(scores: Scores) -> Scores {
    let part = 1.0 / scores.iter().sum::<f32>();
    scores.map(|score| score * part)
}

/// The sums over all ways on from each token of a chain: the backward pass. The room is kept from chain to chain.
#[derive(Default)]
pub(crate) struct Ahead {
    /// The exponentials of the scores, each token's largest being 1.
    states: Vec<Scores>,
    /// For each label, the weight of what may follow, scaled.
    ahead: Vec<Scores>,
}

impl Ahead {
    /// Sums over the chain, whose transitions have these [`weights`].
    pub(crate) fn fill(&mut self, scores: &[Scores], weights: &Weights) {
        self.states.clear();
        self.states.extend(scores.iter().map(|scores| {
            let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            scores.map(|score| (score - most).exp())
        }));
        self.ahead.clear();
        self.ahead.resize(scores.len(), [0.0; LABELS]);
        let mut after = weights.to[OUTSIDE];
        for index in (0..scores.len()).rev() {
            self.ahead[index] = after;
            after = normal(blend(&weights.to, &product(&self.states[index], &after)));
        }
    }

    /// The probabilities that names stand where `labels` have them: calls `each` with the first token, the one after
    /// the last, and the probability.
    ///
    /// The forward pass goes along. The probability of a name is that of its first label, times that of every step that
    /// stays in the name, times that of leaving it behind the last token; of a name that a chain ends with, the last
    /// factor is 1.
    pub(crate) fn names(&self, labels: &[u8], weights: &Weights, mut each: impl FnMut(usize, usize, f32)) {
        // The sums over all ways to each label, scaled.
        let mut behind: Scores = [0.0; LABELS];
        behind[OUTSIDE] = 1.0;
        let mut open: Option<(usize, f32)> = None;
        for index in 0..=labels.len() {
            let label = labels.get(index).map_or(OUTSIDE, |label| usize::from(*label));
            let before = index.checked_sub(1).map_or(OUTSIDE, |before| usize::from(labels[before]));
            let inside = label != OUTSIDE && label.is_multiple_of(2);
            if let Some((start, p)) = open {
                let on = if before.is_multiple_of(2) { before } else { before + 1 };
                let steps =
                    |state: &Scores, ahead: &Scores| normal(product(&weights.from[before], &product(state, ahead)))[on];
                let goes_on = self.states.get(index).zip(self.ahead.get(index)).map_or(0.0, |(a, b)| steps(a, b));
                if inside {
                    open = Some((start, p * goes_on));
                } else {
                    each(start, index, p * (1.0 - goes_on));
                    open = None;
                }
            }
            if let (Some(state), Some(ahead)) = (self.states.get(index), self.ahead.get(index)) {
                behind = normal(product(&blend(&weights.from, &behind), state));
                if label != OUTSIDE && !inside {
                    open = Some((index, normal(product(&behind, ahead))[label]));
                }
            }
        }
    }
}
