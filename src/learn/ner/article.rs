//! The second stage: what the whole article tells of a word, and how far the model may be trusted.
//!
//! Its features are the roles that other uses of a token's word were given in the same article ([`ArticleRoles`]). They
//! come on top of the first stage's scores, which are given and do not change: if the article calls `Alder` a
//! person in `Mr Alder`, a later bare `Alder` of doubtful type gains by it.
//!
//! Only the labels of persons are moved. Places and organisations that share a name (a city and its club)
//! mislead each other, and moving all types lost on every corpus but the first (`models/ner.md`, "second stage
//! over all types").

use rayon::prelude::*;

use super::super::crf::{self, Corpus, Options, Weights};
use super::example::Example;
use super::file::ModelFile;
use super::rows::Rows;
use crate::entity::article::{ArticleRoles, Chains};
use crate::entity::lattice::{self, Ahead, OUTSIDE, Transitions};
use crate::evaluate::Count;
use crate::gazetteer::kinds::EntityType;

/// Rounds of the second stage at most.
const ROUNDS_OF_ARTICLES: usize = 60;

/// The weight of the sum of absolute weights, sixty times that of the first stage: what this one learns is
/// little, and must not be the first one's errors by heart.
const LASSO_OF_ARTICLES: f32 = 3.0;

/// The weight of the sum of squares, as in the first stage.
const RIDGE_OF_ARTICLES: f32 = 0.1;

/// Features of articles that fewer tokens have are left out.
const LEAST_OF_ARTICLES: u32 = 10;

/// An example with its chains, as a first stage tagged them that had not learned from it.
type Tagged<'a> = (&'a Example, Chains);

/// Trains the second stage and the calibration, and adds both to `file`, whose first transitions are those of
/// the first stage.
///
/// `held` has the examples by number, tagged by what others taught. Those that are too short, or in other
/// letters, are passed over:
/// [`Example::long`] says which.
pub(super) fn train(examples: &[Example], held: Vec<(usize, Chains)>, file: &mut ModelFile, say: &dyn Fn(&str)) {
    let mut long: Vec<Tagged<'_>> = held
        .into_iter()
        .map(|(number, chains)| (&examples[number], chains))
        .filter(|(example, _)| example.long)
        .collect();
    let features = features(&long);
    let rows = Rows::count(features.iter().flatten().flatten(), LEAST_OF_ARTICLES);
    say(&format!("{} features of articles; names without them: {}", rows.hashes.len(), score(&long)));
    let corpus = corpus(&long, &features, &rows);
    let options = Options {
        rounds: ROUNDS_OF_ARTICLES,
        lasso: LASSO_OF_ARTICLES,
        ridge: RIDGE_OF_ARTICLES,
        labels: 1 << lattice::label(EntityType::Per, true) | 1 << lattice::label(EntityType::Per, false),
        moves: false,
    };
    let weights = crf::train(&corpus, &file.transitions[0], options, say);
    file.transitions[1] = weights.transitions();
    file.add(&rows, &weights);
    tag_anew(&mut long, &corpus, &weights, &file.transitions[1]);
    say(&format!("names with them: {}", score(&long)));
    file.calibration = calibrate(&answers(&long, &file.transitions[1]));
    say(&format!("calibration {:?}", file.calibration));
}

/// The features of articles that each token of each example has.
fn features(long: &[Tagged<'_>]) -> Vec<Vec<Vec<u32>>> {
    long.par_iter()
        .map(|(_, chains)| {
            let seen = ArticleRoles::new(chains);
            let of = |index: usize| {
                let mut features: Vec<u32> = Vec::new();
                seen.features(chains, index, &mut features);
                features
            };
            (0..chains.spots.len()).map(of).collect()
        })
        .collect()
}

/// The chains of the examples with the rows of their features; the scores of the first stage are given.
fn corpus(long: &[Tagged<'_>], features: &[Vec<Vec<u32>>], rows: &Rows) -> Corpus {
    let mut corpus = Corpus::new(rows.hashes.len());
    for ((example, chains), features) in long.iter().zip(features) {
        for (index, features) in features.iter().enumerate() {
            if example.spots[index].1 {
                corpus.close();
            }
            corpus.push(rows.numbers(features), example.allowed[index], chains.scores[index]);
        }
        corpus.close();
    }
    corpus
}

/// Adds what the second stage says to the scores of all chains, and finds the best labels again. `corpus` has
/// the tokens of `long` in the same order.
fn tag_anew(long: &mut [Tagged<'_>], corpus: &Corpus, weights: &Weights, transitions: &Transitions) {
    let mut token = 0;
    for (_, chains) in long {
        for scores in &mut chains.scores {
            *scores = corpus.scores(token, weights);
            token += 1;
        }
        chains.decode(transitions);
    }
}

/// For each name that the labels spell, the probability that the lattice gives it, and whether the gold has it
/// with that type.
fn answers(long: &[Tagged<'_>], transitions: &Transitions) -> Vec<(f32, bool)> {
    let mut answers: Vec<(f32, bool)> = Vec::new();
    let table = lattice::weights(transitions);
    let mut ahead = Ahead::default();
    for (example, chains) in long {
        for range in chains.ranges() {
            let labels = &chains.labels[range.clone()];
            if labels.iter().any(|label| usize::from(*label) != OUTSIDE) {
                ahead.fill(&chains.scores[range.clone()], &table);
                ahead.names(labels, &table, |start, end, p| {
                    let kind = lattice::read(usize::from(labels[start])).map(|(kind, _)| kind);
                    let name = (range.start + start, range.start + end);
                    answers
                        .push((p, example.names.iter().any(|gold| (gold.0, gold.1) == name && Some(gold.2) == kind)));
                });
            }
        }
    }
    answers
}

/// How well labels agree with the gold. Names that no chain reaches count as missed.
fn score(tagged: &[Tagged<'_>]) -> Count {
    let mut count = Count::default();
    for (example, chains) in tagged {
        count.gold += u32::try_from(example.all_names).unwrap_or(u32::MAX);
        for range in chains.ranges() {
            lattice::names(&chains.labels[range.clone()], |start, end, kind| {
                count.predicted += 1;
                let name = (range.start + start, range.start + end, kind);
                count.right += u32::from(example.names.contains(&name));
            });
        }
    }
    count
}

/// Offset and slope of a logistic curve over the log-odds of each answer, by at most forty steps of Newton's
/// method (Platt 1999: "Probabilistic outputs for support vector machines").
///
/// `[0, 1]` is the curve that changes nothing, and where the search starts. Probabilities are clamped to 0.0001
/// from either end, as [`Model::calibrated`](crate::entity::weights::Model::calibrated) clamps them when it
/// applies the curve.
fn calibrate(answers: &[(f32, bool)]) -> [f32; 2] {
    let (mut offset, mut slope) = (0.0f64, 1.0f64);
    for _ in 0..40 {
        let (mut g, mut h) = ([0.0f64; 2], [1e-6f64, 0.0, 1e-6]);
        for (p, right) in answers {
            let p = f64::from(p.clamp(1e-4, 1.0 - 1e-4));
            let odds = (p / (1.0 - p)).ln();
            let q = 1.0 / (1.0 + (-(offset + slope * odds)).exp());
            let (error, weight) = (q - f64::from(u8::from(*right)), q * (1.0 - q));
            g = [g[0] + error, g[1] + error * odds];
            h = [h[0] + weight, h[1] + weight * odds, h[2] + weight * odds * odds];
        }
        let determinant = h[0] * h[2] - h[1] * h[1];
        if determinant.abs() < 1e-9 {
            break;
        }
        // Far from the optimum a whole step may lead away from it.
        offset -= ((g[0] * h[2] - g[1] * h[1]) / determinant).clamp(-0.5, 0.5);
        slope -= ((g[1] * h[0] - g[0] * h[1]) / determinant).clamp(-0.5, 0.5);
    }
    #[expect(clippy::cast_possible_truncation, reason = "the file has short floats")]
    [offset as f32, slope as f32]
}
