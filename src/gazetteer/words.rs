//! The word list: what is known of a single word.

use super::classes::Classes;
use super::hash::{BUCKET, HEADER, SET, WORD_SLOT, WORDS_MAGIC, place, word_hash, word_mark};
use super::table::u32_at;

/// So that no bucket lies in two lines of the cache.
#[repr(align(64))]
struct Aligned<T: ?Sized>(T);

static ALIGNED: &Aligned<[u8]> = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/words.bin")));
static WORDS: &[u8] = &ALIGNED.0;

/// The program's vocabulary: words with their [`Classes`], looked up without regard to case.
///
/// # Example
///
/// ```
/// use dateline::{Classes, Lexicon};
///
/// let lexicon = Lexicon::embedded();
/// assert!(lexicon.classes("Said").has(Classes::SPEECH_VERB));
/// assert_eq!(lexicon.classes("qwertz"), Classes::NONE);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Lexicon {
    buckets: &'static [[u8; BUCKET * WORD_SLOT]],
    sets: &'static [[u8; 8]],
}

impl Lexicon {
    /// The word list of `gazetteers/words.tsv`.
    pub fn embedded() -> Self {
        debug_assert_eq!(&WORDS[..8], WORDS_MAGIC);
        let (slots, sets) = WORDS[HEADER..].split_at(u32_at(WORDS, 8) as usize * WORD_SLOT);
        Self { buckets: slots.as_chunks().0, sets: sets.as_chunks().0 }
    }

    /// The classes of `word`.
    pub fn classes(&self, word: &str) -> Classes {
        self.hashed(word_hash(word))
    }

    /// The classes of the word with that hash.
    #[inline(always)]
    pub(crate) fn hashed(&self, hash: u64) -> Classes {
        let mark = word_mark(hash);
        let mut at = place(hash, self.buckets.len());
        loop {
            let bucket = &self.buckets[at];
            let slot = |index: usize| {
                u32::from_le_bytes([
                    bucket[4 * index],
                    bucket[4 * index + 1],
                    bucket[4 * index + 2],
                    bucket[4 * index + 3],
                ])
            };
            // No branch for each slot, so that the compiler compares them side by side.
            let mut set = 0;
            for index in 0..BUCKET {
                set |= if slot(index) & !SET == mark { slot(index) & SET } else { 0 };
            }
            // The first set is that of unknown words. Buckets fill from their first slot on.
            if (set != 0) | (slot(BUCKET - 1) == 0) {
                return Classes::from_bits(u64::from_le_bytes(self.sets[set as usize]));
            }
            at = (at + 1) & (self.buckets.len() - 1);
        }
    }
}
