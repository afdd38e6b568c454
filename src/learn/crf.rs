//! A linear-chain conditional random field: its loss and gradient over a corpus, and its training.
//!
//! Tokens' features are numbers of rows. The loss of a chain is the log of the share that the allowed labels have, so that
//! corpora which do not annotate a type can leave open where it is. Work is cut into parts that do not depend on the number of
//! threads, and sums are taken in one order: the same data give the same weights.

use std::ops::Range;

use rayon::prelude::*;

use super::minimise::{self, Penalty};
use crate::entity::lattice::{self, LABELS, OUTSIDE, Scores, Transitions};

/// Chains of tokens with their features and the labels that they may have.
#[derive(Default)]
pub(super) struct Corpus {
    /// Rows of weights, by token.
    features: Vec<u32>,
    /// Where each token's features end.
    ends: Vec<usize>,
    /// The labels that a token may have, as bits.
    allowed: Vec<u16>,
    /// Where each chain ends.
    chains: Vec<usize>,
    /// Scores that are given.
    base: Vec<Scores>,
    rows: usize,
}

impl Corpus {
    pub(super) fn new(rows: usize) -> Self {
        Self { rows, ..Self::default() }
    }

    /// Adds a token to the chain that is open.
    pub(super) fn push(&mut self, features: impl Iterator<Item = u32>, allowed: u16, base: Scores) {
        self.features.extend(features);
        self.ends.push(self.features.len());
        self.allowed.push(allowed);
        self.base.push(base);
    }

    /// Closes the chain that is open.
    pub(super) fn close(&mut self) {
        if self.chains.last().copied().unwrap_or(0) < self.ends.len() {
            self.chains.push(self.ends.len());
        }
    }

    pub(super) fn tokens(&self) -> usize {
        self.ends.len()
    }

    fn features(&self, token: usize) -> &[u32] {
        let start = token.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.features[start..self.ends[token]]
    }

    /// The scores of a token.
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

    /// Parts of whole chains, of about so many tokens each.
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

/// Tokens in a part.
const PART: usize = 2000;

/// Rows whose gradients are summed together.
const BLOCK: usize = 1024;

/// Weights: a row for each feature, then the transitions.
pub(super) struct Weights {
    weights: Vec<f32>,
    transitions: Transitions,
}

impl Weights {
    pub(super) fn row(&self, row: u32) -> &[f32] {
        let at = row as usize * LABELS;
        &self.weights[at..at + LABELS]
    }

    pub(super) fn transitions(&self) -> Transitions {
        self.transitions
    }

    /// Adds `share` of other weights of the same rows to so much of these that all together are one.
    pub(super) fn mix(&mut self, share: f32, other: &Self) {
        let mix = |mine: &mut f32, others: &f32| *mine += share * (others - *mine);
        self.weights.iter_mut().zip(&other.weights).for_each(|(mine, others)| mix(mine, others));
        let (mine, others) = (self.transitions.iter_mut().flatten(), other.transitions.iter().flatten());
        mine.zip(others).for_each(|(mine, others)| mix(mine, others));
    }
}

/// The transitions at the end of the weights, beyond those that are given.
fn transitions(weights: &[f32], given: &Transitions) -> Transitions {
    let at = weights.len() - LABELS * LABELS;
    std::array::from_fn(|from| std::array::from_fn(|to| given[from][to] + weights[at + from * LABELS + to]))
}

/// How a model is trained.
#[derive(Clone, Copy)]
pub(super) struct Options {
    pub(super) rounds: usize,
    /// The weight of the sum of absolute weights.
    pub(super) lasso: f32,
    /// The weight of the sum of squares.
    pub(super) ridge: f32,
    /// The labels whose weights are learned, as bits.
    pub(super) labels: u16,
    /// Whether transitions are learned.
    pub(super) moves: bool,
}

/// Trains weights on a corpus; `transitions` are given, what is learned of them comes on top.
pub(super) fn train(corpus: &Corpus, transitions: &Transitions, options: Options, say: &dyn Fn(&str)) -> Weights {
    let problem = Problem::new(corpus, transitions, options);
    let start = vec![0.0f32; (corpus.rows + LABELS) * LABELS];
    let penalty = Penalty { lasso: options.lasso, ridge: options.ridge, free: LABELS * LABELS };
    let weights =
        minimise::minimise(start, penalty, options.rounds, |weights, gradient| problem.loss(weights, gradient), say);
    let transitions = self::transitions(&weights, transitions);
    Weights { weights, transitions }
}

struct Problem<'a> {
    corpus: &'a Corpus,
    given: &'a Transitions,
    options: Options,
    parts: Vec<Range<usize>>,
    /// The tokens of each row.
    tokens: Vec<u32>,
    ends: Vec<usize>,
}

impl<'a> Problem<'a> {
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

    /// The loss, whose gradient is written.
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

#[derive(Clone, Copy)]
struct WeightsView<'a>(&'a [Scores]);

#[derive(Default)]
struct Worker {
    states: Vec<Scores>,
    before: Vec<Scores>,
    moves: Vec<f32>,
    loss: f64,
}

impl Worker {
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

    /// The log of the sum over all ways through allowed labels; adds `sign` times the probabilities to `excess` and the moves.
    fn sum(&mut self, allowed: &[u16], table: &Transitions, sign: f32, excess: &mut [Scores]) -> f64 {
        let len = self.states.len();
        let mut log = 0.0f64;
        self.before.clear();
        let mut now: Scores = [0.0; LABELS];
        now[OUTSIDE] = 1.0;
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
        let end: f32 = (0..LABELS).map(|label| now[label] * table[label][OUTSIDE]).sum();
        let end = end.max(f32::MIN_POSITIVE);
        log += f64::from(end).ln();
        let mut after: Scores = std::array::from_fn(|label| table[label][OUTSIDE] / end);
        for label in 0..LABELS {
            self.moves[label * LABELS + OUTSIDE] += sign * now[label] * after[label];
        }
        for index in (0..len).rev() {
            let start: Scores = std::array::from_fn(|label| f32::from(u8::from(label == OUTSIDE)));
            let before = if index == 0 { start } else { self.before[index - 1] };
            for label in 0..LABELS {
                excess[index][label] += sign * self.before[index][label] * after[label];
            }
            // The scale that was taken off at this step.
            let mut raw = [0.0f32; LABELS];
            let mut total = 0.0f32;
            for to in 0..LABELS {
                let state = if allowed[index] >> to & 1 == 1 { self.states[index][to] } else { 0.0 };
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
            after = next;
        }
        log
    }
}
