//! The word list: what is known of a single word.
//!
//! `gazetteers/words.tsv` has the words with their classes; the build script compiles it to a table of 300 kB
//! ([`hash`](super::hash)) that is part of the program and is asked without being read in. A word that is not
//! listed has no class, and no stage hooks on it.

use super::classes::Classes;
use super::hash::{GROUPS, HEADER, HOOKED, SETS, SLOTS, WORDS_MAGIC, group, slot, word_hash, word_mark};

/// So that no slot lies in two lines of the cache.
#[repr(align(64))]
struct Aligned<T: ?Sized>(T);

static ALIGNED: &Aligned<[u8]> = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/words.bin")));
/// The compiled list, whole.
static WORDS: &[u8] = &ALIGNED.0;

/// The program's vocabulary: words with their [`Classes`], looked up without regard to case.
///
/// Cheap to copy: three references to the embedded list.
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
    /// Marks of words with the numbers of their class sets.
    slots: &'static [[u8; 4]; SLOTS],
    /// The class sets; the first is that of unknown words.
    sets: &'static [[u8; 8]; SETS],
    /// The displacement of each group.
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

    /// The classes of `word`, without regard to case; [`Classes::NONE`] if it is not listed.
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
