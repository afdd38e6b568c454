//! The word list: what is known of a single word.

use super::classes::Classes;
use super::compile::{HEADER, WORDS_MAGIC, ascii_word_hash, place, word_hash};
use super::table::{u32_at, u64_at};

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
    bytes: &'static [u8],
    slots: usize,
}

impl Lexicon {
    /// The word list of `gazetteers/words.tsv`.
    pub fn embedded() -> Self {
        debug_assert_eq!(&WORDS[..8], WORDS_MAGIC);
        Self { bytes: WORDS, slots: u32_at(WORDS, 8) as usize }
    }

    /// The classes of `word`.
    pub fn classes(&self, word: &str) -> Classes {
        self.find(word_hash(word))
    }

    /// The classes of a word that is known to be ASCII.
    pub(crate) fn ascii_classes(&self, word: &[u8]) -> Classes {
        self.find(ascii_word_hash(word))
    }

    fn find(&self, hash: u64) -> Classes {
        let mut at = place(hash, self.slots);
        loop {
            let slot = u64_at(self.bytes, HEADER + at * 8);
            if slot == 0 {
                return Classes::NONE;
            }
            if slot >> 16 == hash >> 16 {
                let set = (slot & 0xffff) as usize;
                return Classes::from_bits(u64_at(self.bytes, HEADER + (self.slots + set) * 8));
            }
            at = (at + 1) & (self.slots - 1);
        }
    }
}
