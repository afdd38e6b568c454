//! Hashes of words, and how a compiled word list keeps them.
//!
//! The list is an open-addressed table, a power of two in size and at most 60 % full; all numbers are little-endian.
//!
//! This file stands alone: the build script compiles it too.

use std::ops::Range;

/// The first bytes of a compiled word list; the last digit is the format's version.
pub(crate) const WORDS_MAGIC: &[u8; 8] = b"DLWRD\0\x002";
/// Bytes of a word list before its first slot.
pub(crate) const HEADER: usize = 24;
/// Bytes of a word's slot.
pub(crate) const WORD_SLOT: usize = 4;
/// The bits of a word's slot that number its class set.
pub(crate) const SET: u32 = 0xfff;

/// What a word's slot keeps of its hash; the rest of the slot is the number of its class set, from 1.
#[inline]
pub(crate) fn word_mark(hash: u64) -> u32 {
    u32::try_from(hash >> 32).unwrap_or_default() & !SET
}

/// The hash of a word without regard to case; never 0.
pub(crate) fn word_hash(word: &str) -> u64 {
    if word.is_ascii() {
        return ascii_word_hash(word.as_bytes(), 0..word.len());
    }
    let mut lower = [0; LONGEST_WORD];
    let mut len = 0;
    for c in word.chars().flat_map(char::to_lowercase) {
        let end = len + c.len_utf8();
        if end > LONGEST_WORD {
            break;
        }
        c.encode_utf8(&mut lower[len..end]);
        len = end;
    }
    mix(&lower, 0..len, 0)
}

/// [`word_hash`] of the word that stands at `range` of a text, if it is known to be ASCII.
#[inline]
pub(crate) fn ascii_word_hash(text: &[u8], range: Range<usize>) -> u64 {
    mix(text, range, SMALL)
}

/// [`word_hash`] of an ASCII word of eight letters at most, which stand in the low bytes of `letters`.
#[inline]
pub(crate) fn short_word_hash(letters: u64, len: usize) -> u64 {
    finish(begin(len) ^ (letters | SMALL) & u64::MAX >> (64 - 8 * len))
}

/// Sets the bit that tells small letters from capitals. Some marks fall together as well; no listed words differ by those.
const SMALL: u64 = 0x2020_2020_2020_2020;

/// No listed word is longer.
const LONGEST_WORD: usize = 64;

const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

fn begin(len: usize) -> u64 {
    (len as u64).wrapping_mul(0xd6e8_feb8_6659_fd93)
}

fn finish(hash: u64) -> u64 {
    let hash = hash.wrapping_mul(FACTOR);
    let hash = (hash ^ hash >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^ hash >> 32 | 1
}

/// Hashes eight bytes a step, each with the bits of `set` added.
fn mix(text: &[u8], range: Range<usize>, set: u64) -> u64 {
    let mut hash = begin(range.len());
    let mut at = range.start;
    while range.end - at > 8 {
        hash = (hash ^ (eight(text, at) | set)).wrapping_mul(FACTOR);
        hash ^= hash >> 29;
        at += 8;
    }
    if at < range.end {
        hash ^= (eight(text, at) | set) & u64::MAX >> (64 - 8 * (range.end - at));
    }
    finish(hash)
}

/// The eight bytes at `at`; what lies past the end counts as 0.
#[inline]
pub(crate) fn eight(text: &[u8], at: usize) -> u64 {
    let bytes = text.get(at..at + 8).and_then(|bytes| bytes.try_into().ok());
    u64::from_le_bytes(bytes.unwrap_or_else(|| {
        let mut bytes = [0; 8];
        let rest = text.get(at..).unwrap_or_default();
        bytes[..rest.len()].copy_from_slice(rest);
        bytes
    }))
}

/// The slot at which the search for a hash starts.
pub(crate) fn place(hash: u64, slots: usize) -> usize {
    usize::try_from(hash >> 20).unwrap_or_default() & (slots - 1)
}
