//! Hashes of words, and how a compiled word list keeps them.
//!
//! A hash is of the word's bytes in lower case, eight a step, and the same whether the program reads the word
//! in a text ([`word_hash`]), the scan has its letters in registers ([`short_word_hash`]), or the compiler
//! takes it from a rule ([`small_word_hash`]). Two listed words never share one; that an unlisted word shares
//! 64 bits with a listed one is not to be feared.
//!
//! The list is a perfect hash table (Belazzougui, Botelho, Dietzfelbinger: "Hash, displace, and compress", ESA
//! 2009): a word's hash names its group, the group's displacement names its slot, and no two listed words share
//! a slot. So a look-up is three reads, whatever the word, without a loop or a branch:
//!
//! ```text
//! header        the magic, filled up to 64 bytes
//! slots         65,536 of four bytes: 20 bits of the hash, and the number of the class set from 1
//! class sets    4,096 of eight bytes; the second half are those of words that a stage hooks on
//! displacements one byte for each of 8,192 groups
//! ```
//!
//! All numbers are little-endian. This file stands alone: the build script compiles it too.

use std::ops::Range;

/// The first bytes of a compiled word list; the last digit is the format's version. Behind it lie [`SLOTS`]
/// slots of four bytes, [`SETS`] class sets of eight, and the displacements of [`GROUPS`] groups.
pub(crate) const WORDS_MAGIC: &[u8; 8] = b"DLWRD\0\x005";
/// Bytes of a word list before its first slot: a line of the cache.
pub(crate) const HEADER: usize = 64;
/// The slots of a word list.
pub(crate) const SLOTS: usize = 1 << 16;
/// The groups of a word list.
pub(crate) const GROUPS: usize = 1 << 13;
/// The class sets of a word list; the first is that of unknown words.
pub(crate) const SETS: usize = 1 << 12;
/// The first class set of words that a stage hooks on.
pub(crate) const HOOKED: usize = SETS / 2;
/// The bits of a word's slot that number its class set; the others are the word's mark.
pub(crate) const SET: u32 = 0xfff;

/// A word's group: the highest bits of its hash.
#[inline]
pub(crate) fn group(hash: u64) -> usize {
    low(hash >> (u64::BITS - GROUPS.ilog2()))
}

/// A word's slot, by the displacement of its group: the highest bits of its hash times an odd number. The build
/// script seeks, for each group, a displacement by which all its words get slots that are free.
#[inline]
pub(crate) fn slot(hash: u64, displacement: u8) -> usize {
    low(hash.wrapping_mul(u64::from(displacement) * 2 + 1) >> (u64::BITS - SLOTS.ilog2()))
}

/// The number, which is small, as an index.
#[expect(clippy::cast_possible_truncation, reason = "few bits are left")]
fn low(bits: u64) -> usize {
    bits as usize
}

/// What a word's slot keeps of its hash: bits that tell nothing of its group and slot. The rest of the slot is
/// the number of its class set, from 1.
#[inline]
pub(crate) fn word_mark(hash: u64) -> u32 {
    low_half(hash) & !SET
}

/// The low 32 bits.
#[expect(clippy::cast_possible_truncation, reason = "the low bits are taken")]
fn low_half(bits: u64) -> u32 {
    bits as u32
}

/// The slots of a compiled list of names with their genders, each of a number of four bytes ([`name_mark`]) or
/// 0. A name that finds its slot ([`name_slot`]) taken has the next free one.
pub(crate) const NAME_SLOTS: usize = 1 << 17;
/// The bit of a [`name_mark`] that is set where the name is a man's.
pub(crate) const MALE: u32 = 1;

/// What a slot keeps of a name's hash, the bit [`MALE`] unset; never 0.
pub(crate) fn name_mark(hash: u64) -> u32 {
    low_half(hash) & !MALE | 2
}

/// The slot of a name from which it is looked for.
pub(crate) fn name_slot(hash: u64) -> usize {
    low(hash >> (u64::BITS - NAME_SLOTS.ilog2()))
}

/// The hash of two words in their order: "New York" by the hashes of "new" and "york".
pub(crate) fn pair_hash(first: u64, second: u64) -> u64 {
    finish(step(first) ^ second)
}

/// The hash of a word without regard to case; never 0, as the lowest bit is always set. Of a word that is
/// longer than [`LONGEST_WORD`] and not ASCII, the beginning counts.
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

/// [`word_hash`] of an ASCII word of sixteen letters at most: its first eight bytes and the next eight, made
/// small, and noughts behind them.
#[inline]
pub(crate) fn short_word_hash(first: u64, second: u64, len: usize) -> u64 {
    finish(step(begin(len) ^ first) ^ second)
}

/// [`word_hash`] of what stands at `range` of a text, if it holds no letter: case folds nothing.
#[inline]
pub(crate) fn letterless_hash(text: &str, range: Range<usize>) -> u64 {
    const NOT_ASCII: u64 = 0x8080_8080_8080_8080;
    let len = range.len();
    if !(1..=8).contains(&len) {
        return word_hash(&text[range]);
    }
    let mask = u64::MAX >> (64 - 8 * len);
    let bytes = eight(text.as_bytes(), range.start) & mask;
    let set = if bytes & NOT_ASCII == 0 { SMALL & mask } else { 0 };
    short_word_hash(bytes | set, 0, len)
}

/// The bit that tells small letters from capitals, in each byte. Some marks fall together by it as well; no
/// listed words differ by those.
pub(crate) const SMALL: u64 = 0x2020_2020_2020_2020;

/// No listed word is longer, in bytes.
const LONGEST_WORD: usize = 64;

/// [`word_hash`] of a word in lower case, for words that the program itself names: the compiler takes it.
pub(crate) const fn small_word_hash(word: &[u8]) -> u64 {
    let mut set = SMALL;
    let mut at = 0;
    while at < word.len() {
        if !word[at].is_ascii() {
            set = 0;
        }
        at += 1;
    }
    let mut hash = begin(word.len());
    let mut part = 0;
    while part < word.len() || part < 16 {
        let (mut eight, mut at) = (0, 0);
        while at < 8 && part + at < word.len() {
            eight |= (word[part + at] as u64 | set & 0xff) << (8 * at);
            at += 1;
        }
        hash = if part == 0 { hash ^ eight } else { step(hash) ^ eight };
        part += 8;
    }
    finish(hash)
}

/// The golden ratio in 64 bits: a product with it carries every bit to the high ones (Knuth, "The art of
/// computer programming" 3, section 6.4).
pub(crate) const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// The hash before any byte: the length alone, so that noughts behind a word do not count as bytes of it.
const fn begin(len: usize) -> u64 {
    (len as u64).wrapping_mul(0xd6e8_feb8_6659_fd93)
}

/// Mixes the last step, and sets the lowest bit, so that no word's hash is 0.
const fn finish(hash: u64) -> u64 {
    let hash = hash.wrapping_mul(FACTOR);
    hash ^ hash >> 32 | 1
}

/// Mixes before the next eight bytes come in: a product carries bits up, a shift brings them down again.
const fn step(hash: u64) -> u64 {
    let hash = hash.wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^ hash >> 29
}

/// Hashes eight bytes a step and two steps at least, each with the bits of `set` added.
fn mix(text: &[u8], range: Range<usize>, set: u64) -> u64 {
    let part = |at: usize| match range.end.saturating_sub(at) {
        0 => 0,
        left => (eight(text, at) | set) & u64::MAX >> (64 - 8 * left.min(8)),
    };
    let mut hash = step(begin(range.len()) ^ part(range.start)) ^ part(range.start + 8);
    let mut at = range.start + 16;
    while at < range.end {
        hash = step(hash) ^ part(at);
        at += 8;
    }
    finish(hash)
}

/// The eight bytes at `at` as a little-endian number; what lies past the end counts as 0.
#[inline]
pub(crate) fn eight(text: &[u8], at: usize) -> u64 {
    let rest = text.get(at..).unwrap_or_default();
    rest.first_chunk().map_or_else(|| last(rest), |bytes| u64::from_le_bytes(*bytes))
}

/// Fewer than eight bytes, which only the end of a text has.
#[cold]
#[inline(never)]
fn last(rest: &[u8]) -> u64 {
    rest.iter().rev().fold(0, |eight, &byte| eight << 8 | u64::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_compiler_hashes_as_the_program_does() {
        for word in [
            "",
            "a",
            "’s",
            "–",
            "monday",
            "eighteen",
            "independence",
            "sixteen-letters-",
            "more than sixteen letters",
            "façade",
        ] {
            assert_eq!(small_word_hash(word.as_bytes()), word_hash(word), "{word:?}");
        }
        assert_eq!(small_word_hash(b"o'clock"), word_hash("O'Clock"));
    }

    #[test]
    fn what_holds_no_letter_is_hashed_as_words_are() {
        let text = "“1,000” – $5½ (12345678) 1234567890";
        for range in [0..3, 3..8, 8..11, 12..15, 16..17, 17..20, 21..22, 22..30, 32..42] {
            assert_eq!(letterless_hash(text, range.clone()), word_hash(&text[range]));
        }
    }
}
