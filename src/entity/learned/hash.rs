//! The hash of words that the model's features are made of. It is the model's own: another one wants a model that is
//! trained anew.
//!
//! It folds case and nothing else: "Oslo", "OSLO" and "oslo" are one word, "naïve" and "naive" are two. ASCII letters
//! are made small by setting one bit of each byte, which also moves some marks (an opening square bracket to a curly
//! one); that is harmless as long as learning and tagging do the same. No result is 0, so that 0 can stand for no word.

/// The hash of a word without regard to case; never 0. Words beyond ASCII are made small by Unicode's rules and cut at
/// a character's start once they fill the room; ASCII words are hashed whole, whatever their length.
pub(crate) fn word_hash(word: &str) -> u32 {
    if word.is_ascii() {
        return mix(word.as_bytes(), SMALL);
    }
    let mut lower = [0; HASHED_BYTES];
    let mut len = 0;
    for c in word.chars().flat_map(char::to_lowercase) {
        let end = len + c.len_utf8();
        if end > HASHED_BYTES {
            break;
        }
        c.encode_utf8(&mut lower[len..end]);
        len = end;
    }
    mix(&lower[..len], 0)
}

/// Sets the bit that tells small letters from capitals.
const SMALL: u64 = 0x2020_2020_2020_2020;

/// Bytes of a word beyond ASCII that are hashed, in small letters; what is longer is cut off.
const HASHED_BYTES: usize = 64;

/// Odd, 2^64 divided by the golden ratio: multiplying spreads low bits over high ones.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
/// A second odd number with no relation to the first.
const OTHER: u64 = 0xd6e8_feb8_6659_fd93;

/// Hashes eight bytes a step, each with the bits of `set` added. The length goes in first, so that a word and the same
/// word with zero bytes behind it differ; the last step is masked, so that `set` does not reach beyond the word.
fn mix(word: &[u8], set: u64) -> u32 {
    let mut hash = (word.len() as u64).wrapping_mul(OTHER);
    let mut rest = word;
    while rest.len() > 8 {
        let (eight, after) = rest.split_at(8);
        hash = (hash ^ (bytes(eight) | set)).wrapping_mul(FACTOR);
        hash ^= hash >> 29;
        rest = after;
    }
    if !rest.is_empty() {
        hash ^= bytes(rest) | set & u64::MAX >> (64 - 8 * rest.len());
    }
    let hash = hash.wrapping_mul(FACTOR);
    let hash = (hash ^ hash >> 32).wrapping_mul(OTHER);
    super::facts::low(hash ^ hash >> 32 | 1)
}

/// Eight bytes at most, as a number.
fn bytes(bytes: &[u8]) -> u64 {
    let mut eight = [0; 8];
    eight[..bytes.len()].copy_from_slice(bytes);
    u64::from_le_bytes(eight)
}
