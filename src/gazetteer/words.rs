//! The word list: what is known of a single word.

use super::classes::Classes;
use super::hash::{HEADER, SET, WORD_SLOT, WORDS_MAGIC, place, word_hash, word_mark};
use super::table::u32_at;

static WORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.bin"));

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
    slots: &'static [[u8; 4]],
    sets: &'static [[u8; 8]],
}

impl Lexicon {
    /// The word list of `gazetteers/words.tsv`.
    pub fn embedded() -> Self {
        debug_assert_eq!(&WORDS[..8], WORDS_MAGIC);
        let (slots, sets) = WORDS[HEADER..].split_at(u32_at(WORDS, 8) as usize * WORD_SLOT);
        Self { slots: slots.as_chunks().0, sets: sets.as_chunks().0 }
    }

    /// The classes of `word`.
    pub fn classes(&self, word: &str) -> Classes {
        self.hashed(word_hash(word))
    }

    /// The classes of the word with that hash.
    #[inline]
    pub(crate) fn hashed(&self, hash: u64) -> Classes {
        let mark = word_mark(hash);
        let mut at = place(hash, self.slots.len());
        loop {
            let slot = u32::from_le_bytes(self.slots[at]);
            if slot == 0 {
                return Classes::NONE;
            }
            if slot & !SET == mark {
                return Classes::from_bits(u64::from_le_bytes(self.sets[(slot & SET) as usize - 1]));
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }
}
