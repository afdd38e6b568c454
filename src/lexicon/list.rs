//! The word list: what is known of a single word.

use super::classes::Classes;
use super::hash::{GROUPS, HEADER, HOOKED, SETS, SLOTS, WORDS_MAGIC, group, slot, word_hash, word_mark};

/// So that no slot lies in two lines of the cache.
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
    slots: &'static [[u8; 4]; SLOTS],
    sets: &'static [[u8; 8]; SETS],
    displacements: &'static [u8; GROUPS],
}

impl Lexicon {
    /// The word list of `gazetteers/words.tsv`.
    ///
    /// # Panics
    ///
    /// Never: the build script makes the list.
    pub fn embedded() -> Self {
        let parts = || {
            let rest = WORDS.strip_prefix(WORDS_MAGIC)?.get(HEADER - WORDS_MAGIC.len()..)?;
            let (slots, rest) = rest.split_at_checked(4 * SLOTS)?;
            let (sets, displacements) = rest.split_at_checked(8 * SETS)?;
            Some(Self {
                slots: slots.as_chunks().0.as_array()?,
                sets: sets.as_chunks().0.as_array()?,
                displacements: displacements.as_array()?,
            })
        };
        parts().expect("the word list is whole")
    }

    /// The classes of `word`.
    pub fn classes(&self, word: &str) -> Classes {
        self.hashed(word_hash(word))
    }

    /// The classes of the word with that hash.
    #[inline(always)]
    pub(crate) fn hashed(&self, hash: u64) -> Classes {
        self.known(hash).0
    }

    /// The classes of the word with that hash, and 1 if a stage hooks on it, else 0.
    #[inline(always)]
    pub(crate) fn known(&self, hash: u64) -> (Classes, u64) {
        let found = u32::from_le_bytes(self.slots[slot(hash, self.displacements[group(hash)])]);
        // Where the mark is the word's own, what is left is the number of its set.
        let left = (found ^ word_mark(hash)) as usize;
        let set = if left < SETS { left } else { 0 };
        (Classes::from_bits(u64::from_le_bytes(self.sets[set])), (set / HOOKED) as u64)
    }
}
