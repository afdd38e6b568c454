//! The words of a text as numbers, in which texts are compared.
//!
//! A corpus keeps the words of every article to lay copies beside each other, so a word is four bytes: thirty bits of a
//! hash and two that say how it is written. Two different words have one key once in a thousand million; what is
//! compared are runs of words, where that does not count.
//!
//! ```text
//! “It’s DONE,” she said.     its done she said          case, marks and apostrophes do not count
//! L'ÉTÉ’s                    létés                      accents do
//! the Port paid 5m           small, capital, small, number
//! ```
//!
//! Words here are not the tokens of the segmenter: texts of tables are read without it, and two texts must be cut alike
//! whatever is around.

use crate::lexicon::hash::FACTOR;

/// A word: a hash of its small letters, which two texts share, and how it is written.
///
/// The two lowest bits are the [`Look`]; the others are the hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word(pub(super) u32);

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// In small letters, or capitals behind the first of them.
    Small,
    /// With a capital.
    Capital,
    /// With a digit.
    Number,
}

impl Word {
    /// The word of these bytes, in which the case of ASCII letters does not count; letters beyond ASCII come as small
    /// ones. Eight bytes at a time.
    fn of(bytes: &[u8], look: Look) -> Self {
        const SMALL: u64 = 0x2020_2020_2020_2020;
        let mut hash = START ^ bytes.len() as u64;
        let (eights, rest) = bytes.as_chunks();
        for eight in eights {
            hash = mix(hash, u64::from_le_bytes(*eight) | SMALL);
        }
        if !rest.is_empty() {
            hash = mix(hash, rest.iter().rev().fold(0, |sum, byte| sum << 8 | u64::from(byte | 0x20)));
        }
        Self((halved(hash) & !3) | look as u32)
    }

    /// What words are compared by.
    pub(super) fn key(self) -> u32 {
        self.0 >> 2
    }

    /// Whether it has a digit.
    pub(super) fn is_number(self) -> bool {
        self.0 & 3 == Look::Number as u32
    }

    /// Whether it may name a fact: a number, or a name.
    pub(super) fn is_fact(self) -> bool {
        self.0 & 3 != Look::Small as u32
    }
}

/// The words of a text: letters and digits that follow each other, without case and apostrophes; a soft hyphen parts
/// none either. Linear; a word in ASCII without an apostrophe is hashed where it stands.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 5);
    let mut word = Unfinished::default();
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        if byte.is_ascii_alphanumeric() {
            let rest = &text.as_bytes()[at..];
            let end = rest.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len());
            let (run, look) = (&rest[..end], look(&rest[..end]));
            at += end;
            // Most words are one run.
            if word.small.is_empty() && rest.get(end).is_none_or(|next| next.is_ascii() && *next != b'\'') {
                words.push(Word::of(run, look));
            } else {
                word.add(look);
                word.small.extend(run.iter().map(u8::to_ascii_lowercase));
            }
        } else if byte.is_ascii() {
            at += 1;
            if byte != b'\'' {
                words.extend(word.end());
            }
        } else if let Some(letter) = text[at..].chars().next() {
            at += letter.len_utf8();
            if letter.is_alphanumeric() {
                word.add(match (letter.is_numeric(), letter.is_uppercase()) {
                    (true, _) => Look::Number,
                    (_, true) => Look::Capital,
                    _ => Look::Small,
                });
                for small in letter.to_lowercase() {
                    word.small.extend(small.encode_utf8(&mut [0; 4]).bytes());
                }
            } else if !matches!(letter, '’' | '\u{ad}') {
                words.extend(word.end());
            }
        }
    }
    words.extend(word.end());
    words
}

/// How a run of ASCII letters and digits is written.
fn look(run: &[u8]) -> Look {
    if run.iter().any(u8::is_ascii_digit) {
        Look::Number
    } else if run.first().is_some_and(u8::is_ascii_uppercase) {
        Look::Capital
    } else {
        Look::Small
    }
}

/// A word that goes on behind an apostrophe, or has letters beyond ASCII.
#[derive(Default)]
struct Unfinished {
    /// Its letters so far, small.
    small: Vec<u8>,
    /// How it is written; none of no word.
    look: Option<Look>,
}

impl Unfinished {
    /// Takes a part that is written so: the first part decides, but for digits, which always do.
    fn add(&mut self, look: Look) {
        match self.look {
            Some(_) if look == Look::Number => self.look = Some(look),
            Some(_) => {}
            None => self.look = Some(look),
        }
    }

    /// The word, if there is one; then none.
    fn end(&mut self) -> Option<Word> {
        let word = self.look.take().map(|look| Word::of(&self.small, look));
        self.small.clear();
        word
    }
}

/// A hash in half as many bits.
fn halved(hash: u64) -> u32 {
    #[expect(clippy::cast_possible_truncation, reason = "the upper half is folded into it")]
    let folded = (hash ^ (hash >> 32)) as u32;
    folded
}

/// Where a hash starts: the offset basis of FNV-1a.
pub(super) const START: u64 = 0xcbf2_9ce4_8422_2325;

/// The upper and the lower half of a hash.
#[expect(clippy::cast_possible_truncation, reason = "both halves are kept")]
pub(super) fn halves(hash: u64) -> [u32; 2] {
    [(hash >> 32) as u32, hash as u32]
}

/// A hash with one more number in it, by a multiplication and a shift; not safe against who wants two to be one, and
/// not asked to be.
pub(super) fn mix(hash: u64, number: u64) -> u64 {
    let mixed = (hash ^ number).wrapping_mul(FACTOR);
    mixed ^ (mixed >> 29)
}

/// A hash of the words of a text.
pub(super) fn hash(text: &str) -> u32 {
    halved(hash_of(&words(text)))
}

/// A hash of the keys of words.
pub(super) fn hash_of(words: &[Word]) -> u64 {
    words.iter().fold(START, |hash, word| mix(hash, u64::from(word.key())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_case_marks_and_apostrophes() {
        let keys = |text: &str| words(text).iter().map(|word| word.key()).collect::<Vec<u32>>();
        assert_eq!(keys("“It’s DONE,” she said."), keys("its done she said"));
        assert_eq!(keys("L'ÉTÉ’s Renaissances"), keys("létés renaissances"));
        assert_ne!(keys("12 men"), keys("13 men"));
        let looks: Vec<bool> = words("the Port paid 5m").iter().map(|word| word.is_fact()).collect();
        assert_eq!(looks, [false, true, false, true]);
    }
}
