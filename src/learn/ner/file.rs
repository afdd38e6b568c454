//! The model file, written: weights as signed bytes in buckets that are a line of the cache each.
//!
//! [`crate::entity::weights`] reads what this writes and has the lengths of all parts. In order, all numbers
//! little-endian:
//!
//! ```text
//! header        the magic, six counts, the scale, two sets of transitions, the calibration, the names of the corpora
//! words         a filter, then buckets: the features that tell of one word
//! places        a filter, then buckets: all other features
//! word tables   shares of capitals, clusters, classes by vectors, the parents of these
//! ```
//!
//! Two things are given up for room and speed. A weight is one byte of a common scale
//! ([`ModelFile::quantised`]), and a feature that finds its bucket full is lost ([`table`]); the most important
//! features go first, so that what is lost matters least.

use super::super::crf::Weights;
use super::super::words::WordTables;
use super::NerCorpus;
use super::rows::Rows;
use crate::entity::lattice::{LABELS, OUTSIDE, Transitions};
use crate::entity::weights::{
    BUCKET, FILTER, FeatureWeights, HEADER, MAGIC, NAMES, OF_PLACE, SLOTS, USED, filtered, place,
};

/// What goes into the model file.
pub(super) struct ModelFile {
    /// Hashes with their importance and their weights beyond the outside's.
    rows: Vec<(u32, f32, [f32; LABELS - 1])>,
    /// The transitions of the first stage and of the second, which adds to those of the first.
    pub(super) transitions: [Transitions; 2],
    /// Offset and slope of the curve that makes a probability a confidence; `[0, 1]` changes nothing.
    pub(super) calibration: [f32; 2],
}

/// Rows whose weights are all smaller, in units, are left out: they cost room and change nothing that was measured.
const LEAST_WEIGHT: u8 = 3;

impl ModelFile {
    /// A file of one stage: its transitions stand for the second stage too, and probabilities stay as they are.
    pub(super) fn new(rows: &Rows, weights: &Weights) -> Self {
        let transitions = [weights.transitions(), weights.transitions()];
        let mut file = Self { rows: Vec::new(), transitions, calibration: [0.0, 1.0] };
        file.add(rows, weights);
        file
    }

    /// Adds the rows that have a weight that is not nought.
    ///
    /// The outside's weight is taken off all of a row, which changes no comparison between labels and saves one
    /// byte in nine. A row is as important as its largest weight is large and its feature frequent.
    pub(super) fn add(&mut self, rows: &Rows, weights: &Weights) {
        for ((hash, count), number) in rows.hashes.iter().zip(&rows.counts).zip(&rows.numbers) {
            let row = weights.row(*number);
            if row.iter().all(|weight| *weight == 0.0) {
                continue;
            }
            let more: [f32; LABELS - 1] = std::array::from_fn(|label| row[label + 1] - row[OUTSIDE]);
            let largest = more.iter().fold(0.0f32, |most, weight| most.max(weight.abs()));
            #[expect(clippy::cast_precision_loss, reason = "a rough measure")]
            let often = (*count as f32).ln_1p();
            self.rows.push((*hash, largest * often, more));
        }
    }

    /// The bytes of the file. The names of the corpora are written once each, in the order in which they were
    /// given, the first of them being the default; what is beyond [`NAMES`] bytes is cut off.
    pub(super) fn bytes(mut self, corpora: &[NerCorpus], words: &WordTables) -> Vec<u8> {
        let (scale, rows) = self.quantised();
        let (of_places, of_words): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(hash, _)| hash & OF_PLACE != 0);
        let tables = [table(&of_words), table(&of_places)];
        let mut out = MAGIC.to_vec();
        let buckets = tables.each_ref().map(|(_, buckets)| buckets.len());
        for count in buckets.into_iter().chain(words.rows().map(<[_]>::len)) {
            out.extend(u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
        }
        out.extend(scale.to_le_bytes());
        out.extend(self.transitions.iter().flatten().flatten().flat_map(|weight| weight.to_le_bytes()));
        out.extend(self.calibration.iter().flat_map(|number| number.to_le_bytes()));
        let mut names: Vec<&str> = Vec::new();
        for corpus in corpora {
            if !names.contains(&corpus.name.as_str()) {
                names.push(&corpus.name);
            }
        }
        let mut names = names.join(",").into_bytes();
        names.resize(NAMES, 0);
        out.extend(names);
        assert_eq!(out.len(), USED, "the header's length is fixed");
        out.resize(HEADER, 0);
        for (filter, buckets) in tables {
            out.extend(filter);
            out.extend(buckets.iter().flatten());
        }
        out.extend(words.rows().into_iter().flatten().flatten());
        out
    }

    /// What a unit of the bytes is worth, and the rows as bytes, the most important first and without those
    /// that hardly weigh.
    ///
    /// The largest hundredth of a hundredth of the weights is cut off at 127, so that a few giants do not make
    /// the unit coarse for all others.
    fn quantised(&mut self) -> (f32, Vec<(u32, FeatureWeights)>) {
        let mut sizes: Vec<f32> = self.rows.iter().flat_map(|(_, _, row)| row).map(|weight| weight.abs()).collect();
        sizes.sort_by(f32::total_cmp);
        let largest = sizes.get(sizes.len() * 9999 / 10000).copied().unwrap_or(1.0).max(1e-3);
        let scale = largest / 127.0;
        self.rows.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let rows = self
            .rows
            .iter()
            .map(|(hash, _, row)| {
                #[expect(clippy::cast_possible_truncation, reason = "the value is rounded and clamped to a byte")]
                let row = row.map(|weight| (weight / scale).round().clamp(-127.0, 127.0) as i8);
                (*hash, row)
            })
            .filter(|(_, row)| row.iter().any(|weight| weight.unsigned_abs() >= LEAST_WEIGHT))
            .map(|(hash, row)| (hash, row.map(i8::cast_unsigned)))
            .collect();
        (scale, rows)
    }
}

/// The filter and the buckets of rows, the most important of which come first: those that find their bucket
/// full are left out.
///
/// Two buckets for every seven rows are three and a half rows a bucket, of [`SLOTS`] that there is room for:
/// hardly any is full. A feature whose mark is 0 is left out too, for that is the mark of an empty slot.
fn table(rows: &[(u32, FeatureWeights)]) -> (Vec<u8>, Vec<[u8; BUCKET]>) {
    let mut buckets = vec![[0u8; BUCKET]; rows.len() * 2 / 7 + 1];
    let mut filled = vec![0usize; buckets.len()];
    let mut filter = vec![0u8; FILTER];
    for (hash, row) in rows {
        let (bucket, mark) = place(*hash, buckets.len());
        let bucket = bucket as usize;
        let slot = filled[bucket];
        if slot == SLOTS || mark == 0 {
            continue;
        }
        filled[bucket] += 1;
        buckets[bucket][2 * slot..2 * slot + 2].copy_from_slice(&mark.to_le_bytes());
        let at = 2 * SLOTS + row.len() * slot;
        buckets[bucket][at..at + row.len()].copy_from_slice(row);
        let (byte, bit) = filtered(*hash);
        filter[byte] |= bit;
    }
    (filter, buckets)
}
