//! The model file: weights of features, tables of words, transitions.
//!
//! All numbers are little-endian; nothing is parsed when it is opened but the header.

use super::lattice::{LABELS, Scores, Transitions};
use super::words::Words;

/// The first bytes of a model file; the last digit is the format's version.
pub(crate) const MAGIC: &[u8; 8] = b"DLNER\0\x001";

/// Bytes of the names of conventions.
pub(crate) const NAMES: usize = 64;

/// Bytes before the first table: the magic, three counts, the scale, two sets of transitions, the calibration, the names.
pub(crate) const HEADER: usize = 8 + 12 + 4 + 2 * 4 * LABELS * LABELS + 8 + NAMES;

/// Weights of a feature: one for each label but the outside, whose weight was taken off all of them.
pub(crate) type Row = [u8; LABELS - 1];

/// A trained model.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Model<'a> {
    /// Four marks to a bucket, which tell the features that it holds.
    marks: &'a [[u8; 8]],
    /// Four rows to a bucket, and an empty one.
    rows: &'a [Row],
    /// What the weights' unit is worth.
    pub(crate) scale: f32,
    /// For tokens by themselves, and after the article was seen.
    header: &'a [u8],
    pub(crate) shares: Words<'a>,
    pub(crate) clusters: Words<'a>,
}

impl<'a> Model<'a> {
    /// Opens a model file; none if it is not one of this version.
    pub(crate) fn open(bytes: &'a [u8]) -> Option<Self> {
        let (header, rest) = bytes.split_at_checked(HEADER)?;
        if header[..8] != MAGIC[..] {
            return None;
        }
        let count = |index: usize| number(header, 8 + 4 * index) as usize;
        let (buckets, shares, clusters) = (count(0), count(1), count(2));
        let power = |count: usize| count == 0 || count.is_power_of_two();
        if !buckets.is_power_of_two() || !power(shares) || !power(clusters) {
            return None;
        }
        let (marks, rest) = rest.split_at_checked(buckets.checked_mul(8)?)?;
        let (rows, rest) =
            rest.split_at_checked(buckets.checked_mul(SLOTS)?.checked_add(1)?.checked_mul(LABELS - 1)?)?;
        let (shares, rest) = rest.split_at_checked(shares.checked_mul(4)?)?;
        if rest.len() != clusters.checked_mul(4)? {
            return None;
        }
        Some(Self {
            marks: marks.as_chunks().0,
            rows: rows.as_chunks().0,
            scale: f32::from_bits(number(header, 20)),
            header,
            shares: Words::new(shares.as_chunks().0),
            clusters: Words::new(rest.as_chunks().0),
        })
    }

    /// The transitions, for tokens by themselves (0) or after the article was seen (1).
    pub(crate) fn transitions(&self, stage: usize) -> Transitions {
        let at = 24 + stage * 4 * LABELS * LABELS;
        std::array::from_fn(|from| {
            std::array::from_fn(|to| f32::from_bits(number(self.header, at + 4 * (from * LABELS + to))))
        })
    }

    /// The probability that a name is right which the lattice gives the probability `p`.
    pub(crate) fn calibrated(&self, p: f32) -> f32 {
        let at = HEADER - NAMES - 8;
        let (offset, slope) = (f32::from_bits(number(self.header, at)), f32::from_bits(number(self.header, at + 4)));
        let p = p.clamp(1e-4, 1.0 - 1e-4);
        1.0 / (1.0 + (-(offset + slope * (p / (1.0 - p)).ln())).exp())
    }

    /// The names of the conventions that the model learned, the default first.
    pub(crate) fn conventions(&self) -> impl Iterator<Item = &'a str> {
        let names = std::str::from_utf8(&self.header[HEADER - NAMES..]).unwrap_or_default();
        names.trim_end_matches('\0').split(',')
    }

    /// The scores of labels that these features give.
    pub(crate) fn scores(&self, features: &[u32]) -> Scores {
        let mut sums = Sums::default();
        self.add(features, &mut sums);
        self.scaled(sums)
    }

    /// Adds the weights of these features to `sums`.
    pub(crate) fn add(&self, features: &[u32], sums: &mut Sums) {
        // The table is larger than the near caches: the places are found first, so that the processor waits for many at a time.
        let mut rows = [0; AT_ONCE];
        for features in features.chunks(AT_ONCE) {
            let mut count = 0;
            for feature in features {
                let (row, is_there) = self.row(*feature);
                rows[count % AT_ONCE] = row;
                count += usize::from(is_there);
            }
            for row in &rows[..count] {
                let weights = self.rows[*row];
                for (sum, weight) in sums.iter_mut().zip(weights) {
                    *sum = sum.wrapping_add(i16::from(weight.cast_signed()));
                }
            }
        }
    }

    /// The scores that sums of weights stand for.
    pub(crate) fn scaled(&self, sums: Sums) -> Scores {
        let mut scores = [0.0; LABELS];
        for (score, sum) in scores[1..].iter_mut().zip(sums) {
            *score = f32::from(sum) * self.scale;
        }
        scores
    }

    /// The row of a feature's weights, and whether it has one.
    #[inline]
    fn row(&self, feature: u32) -> (usize, bool) {
        let (bucket, mark) = place(feature, self.marks.len());
        let marks = u64::from_le_bytes(self.marks[bucket]) ^ (u64::from(mark) * ONES);
        // The lowest mark that is now 0 has its high bit set; ones above it may be wrong.
        let found = marks.wrapping_sub(ONES) & !marks & ONES << 15;
        // About half of all features are not there: a branch would be mispredicted as often.
        (bucket * SLOTS + (found.trailing_zeros() / 16) as usize % SLOTS, found != 0)
    }
}

/// The weights of features, summed for each label but the outside.
pub(crate) type Sums = [i16; LABELS - 1];

/// So many features are looked up at a time.
const AT_ONCE: usize = 64;

/// A one for each mark of a bucket.
const ONES: u64 = 0x0001_0001_0001_0001;

/// The rows of a bucket.
pub(crate) const SLOTS: usize = 4;

/// The bucket of a feature, and the mark that tells it from others there.
#[inline]
pub(crate) fn place(feature: u32, buckets: usize) -> (usize, u16) {
    // Mark 0 is that of empty rows, whose weights are all 0.
    ((feature >> 16) as usize & (buckets - 1), (feature & 0xffff) as u16)
}

fn number(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_le_bytes)
}
