//! The learned part: which words may report, and how likely a candidate is an attribution.
//!
//! The file `models/quotes.bin` is read as it lies, without a copy:
//!
//! ```text
//! 8,192 bytes     a bit for each hash of a stem: words with that stem reported in the training data
//! 65,536 bytes    weights of the decision, a signed byte each
//! 65,536 bytes    … of the end of a content
//! 65,536 bytes    … of the start of a source
//! 65,536 bytes    … of the end of a source
//! 65,536 bytes    … of the end of a cue
//! ```
//!
//! The order of the weights is that of [`Task`]. A file that ends early has noughts for the rest, and so decides
//! nothing: no text makes the program fail.

use std::ops::Range;

use crate::lexicon::ascii_word_hash;
use crate::lexicon::hash::FACTOR;
use crate::linear::Sum;

/// Bits of the vocabulary; a power of two. Some 500 stems are set, so that of words that never reported one in 120
/// passes by chance.
pub(crate) const WORDS: usize = 1 << 16;

/// Weights of each task, a signed byte each; a power of two, at most 2<sup>16</sup>, since slots are numbers of 16
/// bits.
pub(crate) const SLOTS: usize = 1 << 16;

/// What one unit of a weight adds to the log-odds: a byte then spans four in both directions.
pub(crate) const UNIT: f32 = 1.0 / 32.0;

/// The trained model. `models/quotes.md` says of what data and by which command.
static EMBEDDED: &[u8] = include_bytes!("../../models/quotes.bin");

/// The model's file.
#[cfg(feature = "io")]
pub(crate) fn model_bytes() -> &'static [u8] {
    EMBEDDED
}

/// The weights of what was not trained: all nought.
static NOTHING: [u8; SLOTS] = [0; SLOTS];

/// What the model tells, each by weights of its own. The number of a variant is the place of its weights in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Task {
    /// Whether a candidate is an attribution.
    Decide,
    /// Where its content ends after the cue.
    ContentEnd,
    /// Where its source starts.
    SourceStart,
    /// Where its source ends.
    SourceEnd,
    /// Where its cue ends.
    CueEnd,
}

/// The number of tasks.
pub(crate) const TASKS: usize = 5;

/// A vocabulary and weights: a view of a model's file, which costs nothing to copy.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Model<'a> {
    /// The vocabulary's bits.
    words: &'a [u8],
    /// The weights of each [`Task`], by its number.
    weights: [&'a [u8; SLOTS]; TASKS],
}

impl Model<'static> {
    /// The model that the program ships.
    pub(crate) fn embedded() -> Self {
        Self::new(EMBEDDED)
    }
}

impl<'a> Model<'a> {
    /// The model that `bytes` hold: the vocabulary's bits, then the weights. What is missing is nought.
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        let (words, weights) = bytes.split_at(bytes.len().min(WORDS / 8));
        let (tasks, _) = weights.as_chunks();
        Self { words, weights: std::array::from_fn(|task| tasks.get(task).unwrap_or(&NOTHING)) }
    }

    /// Whether words with this stem reported in the training data. Two stems may share a bit: then both are taken to.
    pub(crate) fn knows(&self, stem: u64) -> bool {
        let bit = bit(stem);
        self.words.get(bit / 8).is_some_and(|byte| byte & 1 << (bit % 8) != 0)
    }

    /// Nothing seen yet of what speaks for a place or candidate of `task`.
    pub(super) fn sum(&self, task: Task) -> Sum<'a, SLOTS> {
        Sum::new(self.weights[task as usize])
    }
}

/// The bytes of a model: the vocabulary's bits, then the weights of each task in the order of [`Task`].
#[cfg(feature = "learn")]
pub(crate) fn write(words: &[u8], weights: impl IntoIterator<Item = Vec<i8>>) -> Vec<u8> {
    let weights = weights.into_iter().flatten().map(i8::cast_unsigned);
    words.iter().copied().chain(weights).collect()
}

/// The bit of a stem in the vocabulary: 16 bits from the middle of its hash.
pub(crate) fn bit(stem: u64) -> usize {
    usize::try_from(stem >> 17 & (WORDS as u64 - 1)).unwrap_or_default()
}

/// The hash of the word at `range` of `text` without its inflection, case aside.
///
/// A rough stem, the same for the forms of most verbs: "claimed", "claims" and "claiming" → "claim"; "argued",
/// "argue" → "argu"; "denied", "denies", "deny" → "den"; "quipped" → "quip". Nothing is cut from words that would be
/// left with less than three letters ("red", "sing"). Irregular forms keep a stem of their own ("said").
pub(crate) fn stem(text: &[u8], range: Range<usize>) -> u64 {
    let word = text.get(range.clone()).unwrap_or_default();
    let ends = |suffix: &[u8]| {
        let at = word.len().checked_sub(suffix.len()).filter(|&at| at > 2)?;
        word[at..].eq_ignore_ascii_case(suffix).then_some(at)
    };
    let suffixes: &[&[u8]] = match word.last() {
        Some(b'g' | b'G') => &[b"ing"],
        Some(b'd' | b'D') => &[b"ied", b"ed"],
        Some(b's' | b'S') => &[b"ies", b"es", b"s"],
        _ => &[],
    };
    let mut end = suffixes.iter().find_map(|suffix| ends(suffix)).unwrap_or(word.len());
    if end > 3 && matches!(word[end - 1], b'e' | b'y') {
        end -= 1;
    }
    if end > 3 && word[end - 1] == word[end - 2] {
        end -= 1;
    }
    ascii_word_hash(text, range.start..range.start + end)
}

/// The hash of the first 24 bytes of a word, case aside; digits are alike: "1990" and "2024" are one. Mixed as FNV-1a
/// does, and once more.
pub(super) fn hash(word: &[u8]) -> u64 {
    let hash = word.iter().take(24).fold(7, |hash, byte| {
        let byte = if byte.is_ascii_digit() { b'0' } else { byte.to_ascii_lowercase() };
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    // The last letters are mixed no better than that.
    hash.wrapping_mul(FACTOR)
}
