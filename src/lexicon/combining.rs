//! Combining marks: diacritics that stand behind their letter.

/// Whether `c` is a diacritic that stands after its letter: a character of the blocks of combining marks.
#[inline]
pub(crate) fn is_combining(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}'
    )
}
