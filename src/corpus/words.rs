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
    let mut words = Vec::with_capacity(text.len() / 6);
    let mut hash = START;
    let (mut length, mut look) = (0u32, Look::Small);
    // The blank behind ends the last word.
    for letter in text.chars().chain([' ']) {
        if letter.is_alphanumeric() {
            if letter.is_numeric() {
                look = Look::Number;
            } else if length == 0 && letter.is_uppercase() {
                look = Look::Capital;
            }
            letter.to_lowercase().for_each(|small| hash = mix(hash, u64::from(small)));
            length += 1;
        } else if length > 0 && !matches!(letter, '\'' | '’' | '\u{ad}') {
            #[expect(clippy::cast_possible_truncation, reason = "the upper half is folded into it")]
            let folded = (hash ^ (hash >> 32)) as u32;
            words.push(Word((folded & !3) | look as u32));
            (hash, length, look) = (START, 0, Look::Small);
        }
    }
    words
}

/// Where a hash starts: the offset basis of FNV-1a.
pub(super) const START: u64 = 0xcbf2_9ce4_8422_2325;

/// A hash with one more number in it.
pub(super) fn mix(hash: u64, number: u64) -> u64 {
    let mixed = (hash ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
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
