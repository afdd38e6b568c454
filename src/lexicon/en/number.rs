//! Number words below a hundred, which dates and amounts read alike.
//!
//! Both vocabularies take them in at compile time with [`with_numbers`], each as its own meaning; "dozen",
//! "hundred" and the scales differ, and are theirs.

/// The words with what they stand for: all below twenty, and the tens.
#[rustfmt::skip]
pub(crate) const WORDS: [(u8, &str); 28] = [
    (0, "zero"), (1, "one"), (2, "two"), (3, "three"), (4, "four"), (5, "five"), (6, "six"), (7, "seven"),
    (8, "eight"), (9, "nine"), (10, "ten"), (11, "eleven"), (12, "twelve"), (13, "thirteen"), (14, "fourteen"),
    (15, "fifteen"), (16, "sixteen"), (17, "seventeen"), (18, "eighteen"), (19, "nineteen"), (20, "twenty"),
    (30, "thirty"), (40, "forty"), (50, "fifty"), (60, "sixty"), (70, "seventy"), (80, "eighty"), (90, "ninety"),
];

/// Rows of words with those of the number words behind them, each as `$number` of a `$type`:
/// `with_numbers!(OWN, Word::Other, Word::Number as u8)`. `$other` fills the rows before they are written.
macro_rules! with_numbers {
    ($own:ident, $other:expr, $number:path as $type:ty) => {{
        let numbers = &$crate::lexicon::en::number::WORDS;
        let mut rows = [($other, ""); $own.len() + $crate::lexicon::en::number::WORDS.len()];
        let mut at = 0;
        while at < rows.len() {
            rows[at] = if at < $own.len() {
                $own[at]
            } else {
                let (number, words) = numbers[at - $own.len()];
                ($number(number as $type), words)
            };
            at += 1;
        }
        rows
    }};
}
pub(crate) use with_numbers;
