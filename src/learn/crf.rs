//! A linear-chain conditional random field (Lafferty, `McCallum` & Pereira 2001): its loss and gradient over a
//! corpus, and its training.
//!
//! A chain is a run of tokens that may be in a name. A way through it gives each token a label; its weight is
//! the product of what the features of each token say of the label and of what each step from label to label
//! weighs. Before the first token and behind the last one stands the outside label ([`OUTSIDE`]).
//!
//! The loss of a chain is not the usual log of the gold way's share but **the log of the share that all allowed
//! ways have**. Inside a gold name one label is allowed; elsewhere the outside, and all labels of types that
//! the corpus does not annotate. So corpora that leave a type open teach what they know and nothing more.
//!
//! The gradient of a weight is how often its feature and label are expected together among all ways, less how
//! often among allowed ways: the *excess* of a token's label. It is computed for each token once
//! ([`Worker::chain`]) and then gathered for each row from the row's tokens, so that no two threads write to
//! one place.
//!
//! Work is cut into parts that do not depend on the number of threads, and sums are taken in one order: the
//! same data give the same weights. A pass walks the features of all tokens twice, once by token and once by row.

use std::ops::Range;

use rayon::prelude::*;

use super::minimise::{self, Penalty};
use crate::entity::lattice::{self, LABELS, OUTSIDE, Scores, Transitions};

/// Chains of tokens with their features and the labels that they may have. Tokens of all chains lie one behind
/// the other.
#[derive(Default)]
pub(super) struct Corpus {
    /// Rows of weights, by token.
    features: Vec<u32>,
    /// Where each token's features end in `features`.
    ends: Vec<usize>,
    /// The labels that a token may have, as bits.
    allowed: Vec<u16>,
    /// Where each chain ends: the number of the token after its last.
    chains: Vec<usize>,
    /// Scores of each token that are given and not learned: those of the first stage when the second is
    /// trained, else nought.
    base: Vec<Scores>,
    /// The number of rows of weights; each feature is below it.
    rows: usize,
}

impl Corpus {
    /// No chain yet, of features that are numbers below `rows`.
    pub(super) fn new(rows: usize) -> Self {
        Self { rows, ..Self::default() }
    }

    /// Adds a token to the chain that is open, or opens one with it.
    pub(super) fn push(&mut self, features: impl Iterator<Item = u32>, allowed: u16, base: Scores) {
        self.features.extend(features);
        self.ends.push(self.features.len());
        self.allowed.push(allowed);
        self.base.push(base);
    }

    /// Closes the chain that is open; nothing happens if none is. What is pushed and not closed is not learned
    /// from.
    pub(super) fn close(&mut self) {
        if self.chains.last().copied().unwrap_or(0) < self.ends.len() {
            self.chains.push(self.ends.len());
        }
    }

    /// The number of tokens of all chains.
    pub(super) fn tokens(&self) -> usize {
        self.ends.len()
    }

    /// The rows of the features of a token.
    fn features(&self, token: usize) -> &[u32] {
        let start = token.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.features[start..self.ends[token]]
    }

    /// The scores of a token: what is given, and the weights of its features.
    pub(super) fn scores(&self, token: usize, weights: &Weights) -> Scores {
        let mut scores = self.base[token];
        for &row in self.features(token) {
            let row = weights.row(row);
            for (score, weight) in scores.iter_mut().zip(row) {
                *score += weight;
            }
        }
        scores
    }

    /// Ranges of whole chains, of about [`PART`] tokens each, which one thread takes at a time.
    fn parts(&self) -> Vec<Range<usize>> {
        let (mut parts, mut start, mut size) = (Vec::new(), 0, 0);
        for (index, end) in self.chains.iter().enumerate() {
            if end - size >= PART || index + 1 == self.chains.len() {
                parts.push(start..index + 1);
                (start, size) = (index + 1, *end);
            }
        }
        parts
    }
}

/// Tokens in a part: enough to outweigh the hand-over to a thread. A change of it changes the order of sums,
/// and so the weights' last bits.
const PART: usize = 2000;

/// Rows whose gradients are summed by one thread at a time. Each row is summed by itself, so that this number
/// changes nothing but speed.
const BLOCK: usize = 1024;

/// What training gives: a row of weights for each feature, and the transitions.
pub(super) struct Weights {
    /// A number for each row and label, row by row; behind the last row what was learned of the transitions.
    weights: Vec<f32>,
    /// The transitions in full: what was given and what was learned.
    transitions: Transitions,
}

impl Weights {
    /// The weights of a row, one for each label.
    pub(super) fn row(&self, row: u32) -> &[f32] {
        let at = row as usize * LABELS;
        &self.weights[at..at + LABELS]
    }

    /// The score of each step from label to label.
    pub(super) fn transitions(&self) -> Transitions {
        self.transitions
    }

    /// Makes these weights the mean of themselves and `other` ones of the same rows, which count for `share` of
    /// it. Mixing in the n-th of several with a share of 1/n gives the mean of all.
    pub(super) fn mix(&mut self, share: f32, other: &Self) {
        let mix = |mine: &mut f32, others: &f32| *mine += share * (others - *mine);
        self.weights.iter_mut().zip(&other.weights).for_each(|(mine, others)| mix(mine, others));
        let (mine, others) = (self.transitions.iter_mut().flatten(), other.transitions.iter().flatten());
        mine.zip(others).for_each(|(mine, others)| mix(mine, others));
    }
}

/// The transitions whose learned part stands at the end of `weights`, on top of those that are `given`.
fn transitions(weights: &[f32], given: &Transitions) -> Transitions {
    let at = weights.len() - LABELS * LABELS;
    std::array::from_fn(|from| std::array::from_fn(|to| given[from][to] + weights[at + from * LABELS + to]))
}

/// How a model is trained.
#[derive(Clone, Copy)]
pub(super) struct Options {
    /// Rounds at most; fewer if three in a row gain hardly anything.
    pub(super) rounds: usize,
    /// The weight of the sum of absolute weights.
    pub(super) lasso: f32,
    /// The weight of the sum of squares.
    pub(super) ridge: f32,
    /// The labels whose weights are learned, as bits. The gradient of all others is nought, so that their
    /// weights stay nought.
    pub(super) labels: u16,
    /// Whether transitions are learned.
    pub(super) moves: bool,
}

/// Trains weights on a corpus, from nought on. `transitions` are given; what is learned of them comes on top,
/// without a penalty on absolute values. `say` is told of every tenth round.
pub(super) fn train(corpus: &Corpus, transitions: &Transitions, options: Options, say: &dyn Fn(&str)) -> Weights {
    let problem = Problem::new(corpus, transitions, options);
    let start = vec![0.0f32; (corpus.rows + LABELS) * LABELS];
    let penalty = Penalty { lasso: options.lasso, ridge: options.ridge, free: LABELS * LABELS };
    let weights =
        minimise::minimise(start, penalty, options.rounds, |weights, gradient| problem.loss(weights, gradient), say);
    let transitions = self::transitions(&weights, transitions);
    Weights { weights, transitions }
}

/// What a loss is computed of: the corpus, and the same turned round, by row.
struct Problem<'a> {
    corpus: &'a Corpus,
    /// The transitions that what is learned comes on top of.
    given: &'a Transitions,
    options: Options,
    /// Ranges of chains that go to one thread at a time.
    parts: Vec<Range<usize>>,
    /// The tokens that have each row, ascending, row by row: the way from a row back to its tokens.
    tokens: Vec<u32>,
    /// Where each row's tokens end in `tokens`.
    ends: Vec<usize>,
}

impl<'a> Problem<'a> {
    /// Turns the corpus round by counting, in two passes over all features.
    fn new(corpus: &'a Corpus, given: &'a Transitions, options: Options) -> Self {
        let mut starts = vec![0usize; corpus.rows + 1];
        for row in &corpus.features {
            starts[*row as usize + 1] += 1;
        }
        for index in 1..starts.len() {
            starts[index] += starts[index - 1];
        }
        let ends = starts[1..].to_vec();
        let mut tokens = vec![0u32; corpus.features.len()];
        for token in 0..corpus.tokens() {
            for row in corpus.features(token) {
                let at = &mut starts[*row as usize];
                tokens[*at] = u32::try_from(token).unwrap_or(u32::MAX);
                *at += 1;
            }
        }
        Self { corpus, given, options, parts: corpus.parts(), tokens, ends }
    }

    /// The loss at these weights, without penalties; its gradient is written over what `gradient` holds.
    ///
    /// First all chains, in parallel by part, each writing the excess of its own tokens; then all rows, in
    /// parallel by block, each reading the excess of its tokens; last the transitions, summed part by part in
    /// their order.
    fn loss(&self, weights: &[f32], gradient: &mut [f32]) -> f64 {
        let corpus = self.corpus;
        let moves = transitions(weights, self.given);
        let table = lattice::weights(&moves).from;
        let view = WeightsView(weights.as_chunks().0);
        // What is expected beyond what is allowed, by token.
        let mut excess = vec![[0.0f32; LABELS]; corpus.tokens()];
        let mut slices: Vec<(&Range<usize>, &mut [Scores])> = Vec::with_capacity(self.parts.len());
        let mut rest = excess.as_mut_slice();
        let mut taken = 0;
        for part in &self.parts {
            let end = corpus.chains[part.end - 1];
            let (mine, after) = rest.split_at_mut(end - taken);
            slices.push((part, mine));
            (rest, taken) = (after, end);
        }
        let sums: Vec<(f64, Vec<f32>)> = slices
            .into_par_iter()
            .map(|(part, excess)| {
                let mut worker = Worker { moves: vec![0.0; LABELS * LABELS], loss: 0.0, ..Worker::default() };
                let first = part.start.checked_sub(1).map_or(0, |before| corpus.chains[before]);
                let mut start = first;
                for end in &corpus.chains[part.clone()] {
                    worker.chain(corpus, start..*end, view, &table, &mut excess[start - first..end - first]);
                    start = *end;
                }
                (worker.loss, worker.moves)
            })
            .collect();
        let (rows, last) = gradient.split_at_mut(corpus.rows * LABELS);
        rows.par_chunks_mut(BLOCK * LABELS).enumerate().for_each(|(block, rows)| {
            for (index, sum) in rows.chunks_mut(LABELS).enumerate() {
                let row = block * BLOCK + index;
                let start = row.checked_sub(1).map_or(0, |before| self.ends[before]);
                let mut total = [0.0f32; LABELS];
                for token in &self.tokens[start..self.ends[row]] {
                    let more = &excess[*token as usize];
                    for label in 0..LABELS {
                        total[label] += more[label];
                    }
                }
                for (label, total) in total.iter_mut().enumerate() {
                    *total *= f32::from(self.options.labels >> label & 1);
                }
                sum.copy_from_slice(&total);
            }
        });
        last.fill(0.0);
        let mut loss = 0.0;
        for (part, moves) in sums {
            loss += part;
            for (total, more) in last.iter_mut().zip(moves) {
                *total += more * f32::from(u8::from(self.options.moves));
            }
        }
        loss
    }
}

/// The rows of weights as arrays of a known length, which the compiler can unroll.
#[derive(Clone, Copy)]
struct WeightsView<'a>(&'a [Scores]);

/// One thread's room for a chain, and its sums over a part.
#[derive(Default)]
struct Worker {
    /// The exponentials of each token's scores, the largest being 1.
    states: Vec<Scores>,
    /// For each token and label, the share that ways to it have of all ways so far.
    before: Vec<Scores>,
    /// The excess of each step from label to label, a row for each label before.
    moves: Vec<f32>,
    /// The sum of the losses of the chains so far.
    loss: f64,
}

impl Worker {
    /// Adds the loss of the chain of these `tokens`, and writes the excess of each token's labels: the
    /// probability among all ways less that among allowed ones. `excess` holds nought at first and has a place
    /// for each token of the chain; `table` holds the exponentials of the transitions.
    ///
    /// The scale that makes a token's largest state 1 is left out of both sums, and cancels.
    fn chain(
        &mut self,
        corpus: &Corpus,
        tokens: Range<usize>,
        weights: WeightsView<'_>,
        table: &Transitions,
        excess: &mut [Scores],
    ) {
        self.states.clear();
        for token in tokens.clone() {
            let mut scores = corpus.base[token];
            for &row in corpus.features(token) {
                let row = &weights.0[row as usize];
                for label in 0..LABELS {
                    scores[label] += row[label];
                }
            }
            let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            self.states.push(scores.map(|score| (score - most).exp()));
        }
        let every = vec![u16::MAX; tokens.len()];
        let all = self.sum(&every, table, 1.0, excess);
        let allowed = self.sum(&corpus.allowed[tokens], table, -1.0, excess);
        self.loss += all - allowed;
    }

    /// The log of the sum over all ways through allowed labels; adds `sign` times the probabilities of labels
    /// to `excess`, and those of steps to `moves`. Every step is scaled to sum up to 1, so that no chain is too
    /// long for short floats.
    fn sum(&mut self, allowed: &[u16], table: &Transitions, sign: f32, excess: &mut [Scores]) -> f64 {
        let mut log = self.forward(allowed, table);
        let last = self.before.last().copied().unwrap_or_else(start);
        let end: f32 = (0..LABELS).map(|label| last[label] * table[label][OUTSIDE]).sum();
        let end = end.max(f32::MIN_POSITIVE);
        log += f64::from(end).ln();
        let mut after: Scores = std::array::from_fn(|label| table[label][OUTSIDE] / end);
        for label in 0..LABELS {
            self.moves[label * LABELS + OUTSIDE] += sign * last[label] * after[label];
        }
        for index in (0..self.states.len()).rev() {
            for label in 0..LABELS {
                excess[index][label] += sign * self.before[index][label] * after[label];
            }
            after = self.back(index, allowed[index], table, sign, &after);
        }
        log
    }

    /// Fills `before` with the share that each label has of all allowed ways to each token, and gives the log
    /// of what was scaled away.
    fn forward(&mut self, allowed: &[u16], table: &Transitions) -> f64 {
        let mut log = 0.0f64;
        self.before.clear();
        let mut now = start();
        for (index, allowed) in allowed.iter().enumerate() {
            let mut next = [0.0f32; LABELS];
            for (from, weight) in now.iter().enumerate().filter(|(_, weight)| **weight > 0.0) {
                for to in 0..LABELS {
                    next[to] += weight * table[from][to];
                }
            }
            let mut total = 0.0f32;
            for (to, next) in next.iter_mut().enumerate() {
                *next *= if allowed >> to & 1 == 1 { self.states[index][to] } else { 0.0 };
                total += *next;
            }
            let total = total.max(f32::MIN_POSITIVE);
            log += f64::from(total).ln();
            now = next.map(|weight| weight / total);
            self.before.push(now);
        }
        log
    }

    /// One step back: from what may follow each label of the token at `index` to what may follow each label
    /// before it, by the scale of the step forward. Adds `sign` times the probabilities of the steps between
    /// the two to `moves`.
    fn back(&mut self, index: usize, allowed: u16, table: &Transitions, sign: f32, after: &Scores) -> Scores {
        let before = if index == 0 { start() } else { self.before[index - 1] };
        let mut raw = [0.0f32; LABELS];
        let mut total = 0.0f32;
        for to in 0..LABELS {
            let state = if allowed >> to & 1 == 1 { self.states[index][to] } else { 0.0 };
            raw[to] = state * after[to];
        }
        let mut next = [0.0f32; LABELS];
        for from in 0..LABELS {
            let sum: f32 = (0..LABELS).map(|to| table[from][to] * raw[to]).sum();
            next[from] = sum;
            total += before[from] * sum;
        }
        let total = total.max(f32::MIN_POSITIVE);
        for from in 0..LABELS {
            if before[from] > 0.0 {
                for to in 0..LABELS {
                    self.moves[from * LABELS + to] += sign * before[from] * table[from][to] * raw[to] / total;
                }
            }
            next[from] /= total;
        }
        next
    }
}

/// The labels before a chain's first token: the outside alone.
fn start() -> Scores {
    std::array::from_fn(|label| f32::from(u8::from(label == OUTSIDE)))
}
