//! Characters as the segmenter tells them apart.

/// What a byte of UTF-8 starts.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Kind {
    Lower = 1,
    Upper = 2,
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

/// White space, and the characters that take no room between words.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}')
}

/// Blanks that end a line.
pub(super) fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Straight and curly apostrophes.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// Characters that stay with the one before them: combining marks, joiners, soft hyphens.
pub(super) fn is_attached(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{ad}' | '\u{fe00}'..='\u{fe0f}')
}
