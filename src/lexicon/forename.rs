//! Given names and their genders: more of them than the word list has.

use super::hash;

/// Given names, and full names of known persons by their first and last word, each with its gender, as the build script
/// compiles them ([`hash::NAME_SLOTS`]) from `gazetteers/forenames.tsv`; `gazetteers/README.md` says where they are
/// from.
static NAMES: &[u8; 4 * hash::NAME_SLOTS] = include_bytes!(concat!(env!("OUT_DIR"), "/forenames.bin"));

/// Whether the name of that hash ([`hash::word_hash`], [`hash::pair_hash`]) is a man's; nothing if it is not listed.
pub(crate) fn is_male(hash: u64) -> Option<bool> {
    let mut slot = hash::name_slot(hash);
    loop {
        let known = u32::from_le_bytes(*NAMES.get(4 * slot..)?.first_chunk()?);
        if known == 0 {
            return None;
        }
        if known | hash::MALE == hash::name_mark(hash) | hash::MALE {
            return Some(known & hash::MALE > 0);
        }
        slot = (slot + 1) % hash::NAME_SLOTS;
    }
}

/// Whether the word is a given name of the list.
pub(crate) fn is_listed(word: &str) -> bool {
    is_male(hash::word_hash(word)).is_some()
}
