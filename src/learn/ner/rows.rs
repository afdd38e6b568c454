//! Which features have weights, and the corpus that the random field learns from.

use std::ops::Range;

use rayon::prelude::*;

use super::super::crf::Corpus;
use super::example::Example;
use crate::entity::NO_SCORES;

/// The features that have a row, as sorted hashes.
///
/// Rows are numbered from the most frequent feature, so that those which are asked for most lie together.
pub(super) struct Rows {
    /// The hashes of the features, ascending.
    pub(super) hashes: Vec<u32>,
    /// How many tokens have each, in the order of `hashes`.
    pub(super) counts: Vec<u32>,
    /// The row of each, in the order of `hashes`.
    pub(super) numbers: Vec<u32>,
}

impl Rows {
    /// Gives a row to each feature that occurs `least` times or more. Sorts all occurrences, which takes four
    /// bytes each.
    pub(super) fn count<'a>(features: impl Iterator<Item = &'a u32>, least: u32) -> Self {
        let mut all: Vec<u32> = features.copied().collect();
        all.par_sort_unstable();
        let mut rows = Self { hashes: Vec::new(), counts: Vec::new(), numbers: Vec::new() };
        for same in all.chunk_by(|a, b| a == b) {
            let count = u32::try_from(same.len()).unwrap_or(u32::MAX);
            if count >= least {
                rows.hashes.push(same[0]);
                rows.counts.push(count);
            }
        }
        // A stable sort: of features that are equally frequent the smaller hash comes first, at any number of threads.
        let mut order: Vec<usize> = (0..rows.hashes.len()).collect();
        order.sort_by_key(|index| std::cmp::Reverse(rows.counts[*index]));
        rows.numbers = vec![0; order.len()];
        for (index, number) in order.into_iter().zip(0..) {
            rows.numbers[index] = number;
        }
        rows
    }

    /// The rows of those of `features` that have one, in their order.
    pub(super) fn numbers<'a>(&'a self, features: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
        features.iter().filter_map(|hash| Some(self.numbers[self.hashes.binary_search(hash).ok()?]))
    }
}

/// The ranges of lists that lie one behind the other in one vector, by where each ends: `[2, 2, 5]` → `0..2`,
/// `2..2`, `2..5`.
pub(super) fn spans(ends: &[usize]) -> impl Iterator<Item = Range<usize>> + '_ {
    ends.iter().enumerate().map(|(index, end)| index.checked_sub(1).map_or(0, |before| ends[before])..*end)
}

/// The chains of the `wanted` examples, with rows in the place of hashes and no score given.
pub(super) fn corpus(examples: &[Example], rows: &Rows, wanted: impl Fn(&Example) -> bool) -> Corpus {
    let mut corpus = Corpus::new(rows.hashes.len());
    let chosen: Vec<&Example> = examples.iter().filter(|example| wanted(example)).collect();
    let numbers: Vec<Vec<Vec<u32>>> = chosen
        .par_iter()
        .map(|example| spans(&example.ends).map(|span| rows.numbers(&example.features[span]).collect()).collect())
        .collect();
    for (example, numbers) in chosen.iter().zip(numbers) {
        for (index, numbers) in numbers.into_iter().enumerate() {
            if example.spots[index].1 {
                corpus.close();
            }
            corpus.push(numbers.into_iter(), example.allowed[index], NO_SCORES);
        }
        corpus.close();
    }
    corpus
}
