//! The words of a quotation, with numbers in words as numbers in digits: "two hundred" and "200" are the same.

use std::borrow::Cow;

use crate::corpus::words::{Word, words as split};

/// The words of `content`.
pub(super) fn words(content: &str) -> Vec<Word> {
    split(&digits(content))
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

fn part(word: &str) -> Option<Part> {
    const SMALL: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let is = |known: &str| known.eq_ignore_ascii_case(word);
    if let Some(place) = SMALL.iter().position(|known| is(known)) {
        return Some(Part::Small(place as u64));
    }
    if let Some(place) = TENS.iter().position(|known| is(known)) {
        return Some(Part::Small((place as u64 + 2) * 10));
    }
    match word.to_ascii_lowercase().as_str() {
        "hundred" => Some(Part::Hundred),
        "thousand" => Some(Part::Large(1_000)),
        "million" => Some(Part::Large(1_000_000)),
        "billion" => Some(Part::Large(1_000_000_000)),
        _ => None,
    }
}

/// The text with numbers from two on in digits. "one" stays, since it is a pronoun too.
fn digits(content: &str) -> Cow<'_, str> {
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
    if copied == 0 {
        return Cow::Borrowed(content);
    }
    out.push_str(&content[copied..]);
    Cow::Owned(out)
}

/// The next run of ASCII letters from `at` on.
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
            assert_eq!(digits(words), digits_of);
        }
    }
}
