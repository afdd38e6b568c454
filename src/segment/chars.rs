//! Characters as the segmenter tells them apart.
//!
//! ASCII is told byte by byte from a table. Beyond it, Latin, Greek and Cyrillic follow the program's own
//! rules, and words of all other scripts those of UAX
//! #29 ("Unicode text segmentation"), as the crate `unicode-segmentation` has them: a text in ASCII never asks it.

use unicode_segmentation::UnicodeSegmentation;

use crate::lexicon::combining::is_combining;

/// What a byte of UTF-8 starts. One bit each.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Kind {
    /// "a" to "z".
    Lower = 1,
    /// "A" to "Z".
    Upper = 2,
    /// "0" to "9".
    Digit = 4,
    /// A blank that ends no line.
    Blank = 8,
    /// A blank that ends a line.
    Break = 16,
    /// Any other ASCII character.
    Mark = 32,
    /// The first byte or a later one of a character that is not ASCII.
    Wide = 64,
}

/// The kind of each byte.
const KINDS: [Kind; 256] = {
    let mut kinds = [Kind::Mark; 256];
    let mut byte = 0u8;
    loop {
        kinds[byte as usize] = match byte {
            b'a'..=b'z' => Kind::Lower,
            b'A'..=b'Z' => Kind::Upper,
            b'0'..=b'9' => Kind::Digit,
            b' ' | b'\t' => Kind::Blank,
            b'\n' | b'\r' | 0x0b | 0x0c => Kind::Break,
            0x80.. => Kind::Wide,
            _ => Kind::Mark,
        };
        if byte == u8::MAX {
            break kinds;
        }
        byte += 1;
    }
};

/// The kind of a byte.
pub(super) fn kind(byte: u8) -> Kind {
    KINDS[usize::from(byte)]
}

/// White space, and the characters that take no room between words: U+200B and U+FEFF.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}')
}

/// Blanks that end a line, vertical tabs and Unicode's own separators among them.
pub(super) fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Straight and curly apostrophes.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// Characters that stay with the one before them: combining marks, joiners, soft hyphens, signs of vowels,
/// tones of skin. ASCII and the usual marks of text (U+2010 to U+205F) never do.
pub(super) fn is_attached(c: char) -> bool {
    if c.is_ascii() || matches!(c, '\u{2010}'..='\u{205f}') {
        return false;
    }
    is_combining(c)
        || matches!(c, '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{ad}' | '\u{fe00}'..='\u{fe0f}')
        || extends(c)
}

/// Whether `c` belongs to the letter before it as UAX #29 has it.
fn extends(c: char) -> bool {
    let mut pair = [b'a', 0, 0, 0, 0];
    let len = 1 + c.encode_utf8(&mut pair[1..]).len();
    std::str::from_utf8(&pair[..len]).is_ok_and(|pair| pair.graphemes(true).nth(1).is_none())
}

/// Whether words of the letter `c` end where UAX #29 says: letters of all scripts but those whose words this
/// program knows, Latin, Greek and Cyrillic.
pub(super) fn is_foreign(c: char) -> bool {
    !matches!(
        c,
        '\0'..='\u{58f}'
            | '\u{1c80}'..='\u{1c8f}'
            | '\u{1d00}'..='\u{218f}'
            | '\u{2c60}'..='\u{2c7f}'
            | '\u{2de0}'..='\u{2dff}'
            | '\u{a640}'..='\u{a69f}'
            | '\u{a720}'..='\u{a7ff}'
            | '\u{ab30}'..='\u{ab6f}'
            | '\u{fb00}'..='\u{fb06}'
    )
}

/// The length in bytes of the word that `rest` starts with, by UAX #29.
pub(super) fn foreign_word(rest: &str) -> usize {
    rest.split_word_bounds().next().map_or(0, str::len)
}

/// The length of the character that `rest` starts with as its reader sees it (a grapheme cluster of UAX #29):
/// an emoji with its tone of skin, a flag.
pub(super) fn cluster(rest: &str) -> usize {
    rest.graphemes(true).next().map_or(0, str::len)
}
