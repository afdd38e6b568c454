//! Combining marks: diacritics that stand behind their letter, as in "é" written as two characters.
//!
//! The blocks of Unicode that hold nothing else, for Latin, Greek and Cyrillic; vowel signs and tones of other
//! scripts are the segmenter's (UAX #29).

/// Whether `c` is a diacritic that stands after its letter: a character of the blocks of combining marks.
#[inline]
pub(crate) fn is_combining(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36f}'
            | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}'
            | '\u{20d0}'..='\u{20ff}'
            | '\u{fe20}'..='\u{fe2f}'
    )
}
