//! The model file: weights of features, tables of words, transitions.
//!
//! All numbers are little-endian; nothing is parsed when it is opened but the header. A sketch, in the order of the
//! bytes:
//!
//! ```text
//! magic        8     "DLNER\0\0" and the version of the form
//! counts       6×4   buckets of words, buckets of places, rows of shares, clusters, classes, parents
//! scale        4     f32: what one unit of a weight is worth
//! transitions  2×81×4  f32, from label by label, first for tokens alone, then after the article was seen
//! calibration  2×4   f32: offset and slope over the log-odds of the lattice
//! names        64    names of guidelines, comma between, zero bytes behind; the first is the default
//!              …     up to a whole line of the cache
//! words        65536 + 64 × buckets     the filter, then buckets: six marks of two bytes, six rows of eight weights
//! places       65536 + 64 × buckets
//! tables       4 bytes a row: shares, clusters, classes, parents of classes
//! ```
//!
//! A bucket of 64 bytes is 12 of marks, 48 of weights, and four that nothing is in. Only weights beyond a threshold are
//! in the file, half of what is asked is not there, and most of that the filter answers without going to memory.

use super::facts::low;
use super::lattice::{LABELS, Scores, Transitions};
use super::words::{Classed, Words};

/// The first bytes of a model file; the last digit is the format's version.
pub(crate) const MAGIC: &[u8; 8] = b"DLNER\0\x004";

/// Bytes of the names of conventions.
pub(crate) const NAMES: usize = 64;

/// The numbers of buckets of the two tables of weights, then of rows of the tables of words: shares, clusters, classes
/// by vectors and the parents of these.
pub(crate) const COUNTS: usize = 6;

/// Where the scale stands in the header, in bytes, and behind it the transitions.
const SCALE: usize = 8 + 4 * COUNTS;

/// Bytes of the header that are in use: the magic, the counts, the scale, two sets of transitions, the calibration, the
/// names.
pub(crate) const USED: usize = SCALE + 4 + 2 * 4 * LABELS * LABELS + 8 + NAMES;

/// Bytes before the first bucket: whole lines of the cache.
pub(crate) const HEADER: usize = USED.next_multiple_of(BUCKET);

/// Bytes of a bucket, a line of the cache: the marks of its features, then their rows.
pub(crate) const BUCKET: usize = 64;

/// The features of a bucket.
pub(crate) const SLOTS: usize = 6;

/// Bytes of a filter, which has a bit for every feature that is there, and others that share theirs with one.
pub(crate) const FILTER: usize = 1 << 16;

/// The bit of the hashes of all features but those that tell of one word. A word's own weights are summed once and
/// remembered, so that their table is seldom read, and the other one has the near caches for itself.
pub(crate) const OF_PLACE: u32 = 1 << 31;

/// Weights of a feature, signed bytes: one for each label but the outside, whose weight was taken off all of them.
pub(crate) type FeatureWeights = [u8; LABELS - 1];

/// The weights of features, all of which have [`OF_PLACE`] or none. Two tables rather than one: see there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table<'a> {
    /// Asked first: of features that the table does not have, it knows most at the price of a byte in the near cache.
    filter: &'a [u8; FILTER],
    /// As many as the header says, at least one; a feature is only in the bucket that [`place`] gives.
    buckets: &'a [[u8; BUCKET]],
}

/// A trained model: borrowed slices of its file, cheap to copy.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Model<'a> {
    /// The weights of features that tell of one word.
    pub(crate) words: Table<'a>,
    /// Those of all others.
    pub(crate) places: Table<'a>,
    /// What the weights' unit is worth, in natural logarithms of odds.
    pub(crate) scale: f32,
    /// For tokens by themselves, and after the article was seen.
    header: &'a [u8],
    /// By the hash of a word without regard to case: its topic and, in the low four bits, how often it has a capital.
    pub(crate) shares: Words<'a>,
    /// By that hash mixed with the case: ten bits of a fine cluster, six of a coarse one.
    pub(crate) clusters: Words<'a>,
    /// By that hash: classes by public word vectors.
    pub(crate) classed: Classed<'a>,
}

impl<'a> Model<'a> {
    /// Opens a model file; none if it is not one of this version, or shorter than its header says, or if a table of
    /// words is of no power of two. It never panics on bytes of any kind, and its cost does not depend on their number.
    /// What stands behind the last table is passed over.
    pub(crate) fn open(bytes: &'a [u8]) -> Option<Self> {
        let (header, rest) = bytes.split_at_checked(HEADER)?;
        if header[..8] != MAGIC[..] {
            return None;
        }
        let count = |index: usize| number(header, 8 + 4 * index) as usize;
        let (words, rest) = Table::open(rest, count(0))?;
        let (places, rest) = Table::open(rest, count(1))?;
        let mut rest = rest.as_chunks().0;
        let mut next = |index: usize| {
            let (rows, after) = rest.split_at_checked(count(index))?;
            rest = after;
            Some(rows)
        };
        let mut words_of = |index: usize| {
            let slots = next(index)?;
            (slots.is_empty() || slots.len().is_power_of_two()).then(|| Words::new(slots))
        };
        let (shares, clusters, classed) = (words_of(2)?, words_of(3)?, words_of(4)?);
        let classed = Classed::new(classed, next(5)?);
        Some(Self { words, places, scale: f32::from_bits(number(header, SCALE)), header, shares, clusters, classed })
    }

    /// The transitions, for tokens by themselves (0) or after the article was seen (1).
    pub(crate) fn transitions(&self, stage: usize) -> Transitions {
        let at = SCALE + 4 + stage * 4 * LABELS * LABELS;
        std::array::from_fn(|from| {
            std::array::from_fn(|to| f32::from_bits(number(self.header, at + 4 * (from * LABELS + to))))
        })
    }

    /// The probability that a name is right which the lattice gives the probability `p`: a line over the log-odds,
    /// learned on articles that the weights had not seen. Values beyond one in ten thousand are cut, where the line
    /// would be guessing.
    pub(crate) fn calibrated(&self, p: f32) -> f32 {
        let at = USED - NAMES - 8;
        let (offset, slope) = (f32::from_bits(number(self.header, at)), f32::from_bits(number(self.header, at + 4)));
        let p = p.clamp(1e-4, 1.0 - 1e-4);
        1.0 / (1.0 + (-(offset + slope * (p / (1.0 - p)).ln())).exp())
    }

    /// The names of the conventions that the model learned, the default first.
    pub(crate) fn conventions(&self) -> impl Iterator<Item = &'a str> {
        let names = std::str::from_utf8(&self.header[USED - NAMES..USED]).unwrap_or_default();
        names.trim_end_matches('\0').split(',')
    }

    /// The scores that sums of weights stand for.
    pub(crate) fn scaled(&self, sums: Sums) -> Scores {
        let mut scores = [0.0; LABELS];
        for (score, sum) in scores[1..].iter_mut().zip(sums) {
            *score = f32::from(sum) * self.scale;
        }
        scores
    }
}

impl<'a> Table<'a> {
    /// The table at the start of `bytes`, with so many buckets, and what lies behind it; none if it is cut short or has
    /// no bucket.
    fn open(bytes: &'a [u8], buckets: usize) -> Option<(Self, &'a [u8])> {
        let (filter, rest) = bytes.split_first_chunk()?;
        let (buckets, rest) = rest.split_at_checked(buckets.checked_mul(BUCKET)?)?;
        (!buckets.is_empty()).then_some((Self { filter, buckets: buckets.as_chunks().0 }, rest))
    }

    /// Adds the weights of these features to `sums`. Features that the table does not have add nothing, but for the few
    /// that share filter bit, bucket and mark with one that it has. Sums wrap at sixteen bits, which the hundred-odd
    /// weights of a token, a signed byte each, cannot reach.
    pub(crate) fn add(&self, features: &[u32], sums: &mut Sums) {
        // The table is larger than the near caches, and half of all features are not there, which the small filter
        // tells of nearly all. No step branches on what it finds, for that would be mispredicted as often; the rows are
        // read last, so that the processor waits for many at a time.
        let mut likely = [(0u32, 0u16); AT_ONCE];
        let mut found = [(0u32, 0u32); AT_ONCE];
        for features in features.chunks(AT_ONCE) {
            let mut count = 0;
            for feature in features {
                let (byte, bit) = filtered(*feature);
                likely[count % AT_ONCE] = place(*feature, self.buckets.len());
                count += usize::from(self.filter[byte] & bit != 0);
            }
            let mut rows = 0;
            for (bucket, mark) in &likely[..count] {
                let (slot, is_there) = slot(&self.buckets[*bucket as usize], *mark);
                found[rows % AT_ONCE] = (*bucket, slot);
                rows += usize::from(is_there);
            }
            // Four weights in each number, biased so that none is negative.
            let (mut even, mut odd) = (0u64, 0u64);
            for (bucket, slot) in &found[..rows] {
                let weights = self.buckets[*bucket as usize][2 * SLOTS..].as_chunks().0.get(*slot as usize);
                let weights = u64::from_le_bytes(*weights.unwrap_or(&NO_WEIGHTS)) ^ BIAS;
                even += weights & EVEN;
                odd += weights >> 8 & EVEN;
            }
            let bias = short(128 * rows as u64);
            for (index, sum) in sums.iter_mut().enumerate() {
                let four = if index % 2 == 0 { even } else { odd };
                *sum = sum.wrapping_add(short(four >> (16 * (index / 2)))).wrapping_sub(bias);
            }
        }
    }
}

/// The row of a slot beyond a bucket, which the search for marks never gives.
const NO_WEIGHTS: FeatureWeights = [0; LABELS - 1];

/// Takes the sign off each of eight weights.
const BIAS: u64 = 0x8080_8080_8080_8080;

/// Every second of eight weights.
const EVEN: u64 = 0x00ff_00ff_00ff_00ff;

/// The low sixteen bits.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "sixteen bits are wanted")]
fn short(bits: u64) -> i16 {
    (bits as u16).cast_signed()
}

/// The weights of features, summed for each label but the outside.
pub(crate) type Sums = [i16; LABELS - 1];

/// So many features are looked up at a time.
const AT_ONCE: usize = 32;

/// The bucket of a feature, and the mark that tells it from others there.
#[inline]
pub(crate) fn place(feature: u32, buckets: usize) -> (u32, u16) {
    // Mark 0 is that of empty rows.
    (low((u64::from(feature & !OF_PLACE) * buckets as u64) >> 31), (feature & 0xffff) as u16)
}

/// The byte and the bit of a feature in the filter.
#[inline]
pub(crate) fn filtered(feature: u32) -> (usize, u8) {
    ((feature >> 15) as usize % FILTER, 1 << (feature & 7))
}

/// The slot of a bucket with that mark, and whether there is one. All six marks are compared at once, four to a number,
/// without a branch.
#[inline]
fn slot(bucket: &[u8; BUCKET], mark: u16) -> (u32, bool) {
    const ONES: u64 = 0x0001_0001_0001_0001;
    let eight = |at: usize| bucket[at..].first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes));
    let wanted = u64::from(mark) * ONES;
    // The lowest mark that is now 0 has its high bit set; ones above it may be wrong.
    let zeros = |marks: u64| marks.wrapping_sub(ONES) & !marks & ONES << 15;
    // The last two marks stand behind the two before them.
    let (first, last) = (zeros(eight(0) ^ wanted), zeros(eight(4) ^ wanted));
    let (marks, before) = if first == 0 { (last, 2) } else { (first, 0) };
    (before + marks.trailing_zeros() / 16, first | last != 0)
}

/// The number of four bytes at `at`; 0 beyond the end.
fn number(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_le_bytes)
}
