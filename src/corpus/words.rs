//! The words of a text as numbers, in which texts are compared.

/// A word: a hash of its small letters, which two texts share, and how it is written.
///
/// The two lowest bits are the [`Look`]; the others are the hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word(pub(super) u32);

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// In small letters.
    Small,
    /// With a capital.
    Capital,
    /// With a digit.
    Number,
}

impl Word {
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

/// The words of a text: letters and digits that follow each other, without case and apostrophes.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 5);
    let mut word = Unfinished::NONE;
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        if byte.is_ascii() {
            at += 1;
            if byte.is_ascii_alphanumeric() {
                word.add(byte.to_ascii_lowercase().into(), byte.is_ascii_uppercase(), byte.is_ascii_digit());
            } else if byte != b'\'' {
                words.extend(word.end());
            }
        } else if let Some(letter) = text[at..].chars().next() {
            at += letter.len_utf8();
            if letter.is_alphanumeric() {
                let mut small = letter.to_lowercase();
                let first = small.next().unwrap_or(letter);
                word.add(first.into(), letter.is_uppercase(), letter.is_numeric());
                small.for_each(|more| word.hash = mix(word.hash, u64::from(more)));
            } else if !matches!(letter, '’' | '\u{ad}') {
                words.extend(word.end());
            }
        }
    }
    words.extend(word.end());
    words
}

/// A word whose end has not come.
struct Unfinished {
    hash: u64,
    look: Look,
    is_empty: bool,
}

impl Unfinished {
    const NONE: Self = Self { hash: START, look: Look::Small, is_empty: true };

    fn add(&mut self, small: u64, is_capital: bool, is_number: bool) {
        if is_number {
            self.look = Look::Number;
        } else if is_capital && self.is_empty {
            self.look = Look::Capital;
        }
        self.hash = mix(self.hash, small);
        self.is_empty = false;
    }

    fn end(&mut self) -> Option<Word> {
        let ended = std::mem::replace(self, Self::NONE);
        (!ended.is_empty).then(|| Word((halved(ended.hash) & !3) | ended.look as u32))
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

/// A hash with one more number in it.
pub(super) fn mix(hash: u64, number: u64) -> u64 {
    let mixed = (hash ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
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
        assert_ne!(keys("12 men"), keys("13 men"));
        let looks: Vec<bool> = words("the Port paid 5m").iter().map(|word| word.is_fact()).collect();
        assert_eq!(looks, [false, true, false, true]);
    }
}
