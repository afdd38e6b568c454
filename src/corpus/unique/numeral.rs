//! The words of a quotation, with numbers in words as numbers in digits: "two hundred" and "200" are the same.
//!
//! Papers print one quotation by two house styles, and a number that differs would keep the two apart
//! ([`beside`](super::beside)). Only whole numbers are read, up to what `u64` holds; ordinals, fractions and "a dozen"
//! stay words.
//!
//! ```text
//! two hundred men                 → 200 men
//! Twenty-six of them              → 26 of them
//! three thousand five hundred     → 3500
//! five six seven                  → 5 6 7
//! a hundred and one               → a 100 and one     ("and" ends a number)
//! no one knows                    → no one knows      (zero and one stay: "one" is a pronoun too)
//! ```

use std::sync::LazyLock;

use crate::corpus::words::{Word, words as split};
use crate::lexicon::en::number::with_numbers;

/// The words of `content`, whose words `written` are, if it has numbers in words; none else, which is most of the time
/// and told by one look at each word.
pub(super) fn words(content: &str, written: &[Word]) -> Option<Vec<Word>> {
    let may_be = |word: &Word| KEYS.1 & bit(*word) != 0 && KEYS.0.contains(&word.key());
    if written.iter().any(may_be) { digits(content).map(|digits| split(&digits)) } else { None }
}

/// What a word adds to a number.
#[derive(Clone, Copy)]
enum Part {
    /// one to nineteen, twenty to ninety
    Small(u64),
    /// hundred
    Hundred,
    /// thousand, million, billion
    Large(u64),
}

/// The words of numbers from a hundred on.
const SCALES: [(Part, &str); 4] = [
    (Part::Hundred, "hundred"),
    (Part::Large(1_000), "thousand"),
    (Part::Large(1_000_000), "million"),
    (Part::Large(1_000_000_000), "billion"),
];

/// All words of numbers.
const PARTS: [(Part, &str); 32] = with_numbers!(SCALES, Part::Hundred, Part::Small as u64);

/// The keys of the parts of numbers from two on, and bits of all of them, which most other words lack.
static KEYS: LazyLock<(Vec<u32>, u64)> = LazyLock::new(|| {
    let words: Vec<Word> = PARTS
        .iter()
        .filter(|(part, _)| !matches!(part, Part::Small(0 | 1)))
        .flat_map(|(_, name)| split(name))
        .collect();
    (words.iter().map(|word| word.key()).collect(), words.iter().fold(0, |bits, word| bits | bit(*word)))
});

/// One of 64 bits by the key of a word.
fn bit(word: Word) -> u64 {
    1 << (word.key() & 63)
}

/// What a word adds to a number, in whatever case.
fn part(word: &str) -> Option<Part> {
    PARTS.iter().find(|(_, name)| name.eq_ignore_ascii_case(word)).map(|(part, _)| *part)
}

/// The text with numbers from two on in digits, if it has any in words. "one" stays, since it is a pronoun too.
///
/// Words of one number are parted by a blank or a hyphen, nothing else. Units add up to a group, "hundred" multiplies
/// it, "thousand" and more close it; two units side by side are two numbers, unless tens stand before ones.
fn digits(content: &str) -> Option<String> {
    let mut out = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some((start, end)) = letters(content, at) {
        let Some(mut part_here) = part(&content[start..end]) else {
            at = end;
            continue;
        };
        let (mut sum, mut group, mut last) = (0u64, 0u64, end);
        loop {
            match part_here {
                Part::Small(number) => group = group.saturating_add(number),
                Part::Hundred => group = group.max(1).saturating_mul(100),
                Part::Large(unit) => {
                    sum = sum.saturating_add(group.max(1).saturating_mul(unit));
                    group = 0;
                }
            }
            let Some((start, end)) = letters(content, last) else { break };
            let joined = matches!(&content[last..start], " " | "-");
            let next = part(&content[start..end]);
            let (true, Some(next)) = (joined, next) else { break };
            // "five six" are two numbers, "twenty six" is one.
            if let (Part::Small(before), Part::Small(number)) = (part_here, next)
                && (before < 20 || before % 10 != 0 || number >= 10)
            {
                break;
            }
            (part_here, last) = (next, end);
        }
        let number = sum.saturating_add(group);
        if number > 1 {
            out.push_str(&content[copied..start]);
            out.push_str(&number.to_string());
            copied = last;
        }
        at = last;
    }
    out.push_str(&content[copied..]);
    (copied > 0).then_some(out)
}

/// The next run of ASCII letters from `at` on, start and end in bytes; none behind the last.
fn letters(text: &str, at: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let start = at + bytes[at..].iter().position(u8::is_ascii_alphabetic)?;
    let length = bytes[start..].iter().position(|byte| !byte.is_ascii_alphabetic());
    Some((start, length.map_or(bytes.len(), |length| start + length)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_words_become_digits() {
        for (words, digits_of) in [
            ("two hundred men", "200 men"),
            ("Twenty-six of them", "26 of them"),
            ("a hundred and one", "a 100 and one"),
            ("three thousand five hundred", "3500"),
            ("no one knows", "no one knows"),
            ("five six seven", "5 6 7"),
            ("nine", "9"),
        ] {
            assert_eq!(digits(words).as_deref().unwrap_or(words), digits_of);
        }
    }
}
