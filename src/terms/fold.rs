//! Folding: what does not count when a term is compared with a text.
//!
//! Case (unless a term has capitals), the length and kind of white space, the form of apostrophes, and soft
//! hyphens. A term is folded once, when it is added; a text never is: the term is walked along it ([`walk`]),
//! folding one character after the other, so that offsets are those of the text as it is.
//!
//! `climate change` is in "CLIMATE⏎  Change", `côte d'ivoire` in "Côte d’Ivoire". Accents count: `cote` is not
//! "côte".

use std::cmp::Ordering;

/// How a folded term and a place in a text compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Walk {
    /// The text goes on with the term, which ends before this byte.
    Ends(usize),
    /// The term stands so to what the text goes on with, in the order of folded bytes: the index searches by
    /// it.
    Differs(Ordering),
}

/// A character without what does not count, case aside; none for one that does not count itself.
fn plain(c: char) -> Option<char> {
    match c {
        '’' | '‘' | 'ʼ' => Some('\''),
        '\u{ad}' => None,
        _ if c.is_whitespace() => Some(' '),
        _ => Some(c),
    }
}

/// The characters of a text without what does not count but case: trimmed, each run of white space as one
/// blank.
fn characters(text: &str) -> impl Iterator<Item = char> {
    let mut blank = true;
    text.trim().chars().filter_map(plain).filter(move |&c| {
        let again = blank && c == ' ';
        blank = c == ' ';
        !again
    })
}

/// Adds a term as it is written to `arena`, without what does not count: for terms whose case does.
pub(super) fn write(term: &str, arena: &mut String) {
    arena.extend(characters(term));
}

/// Adds a term to `arena`, folded: in lower case too.
pub(super) fn fold(term: &str, arena: &mut String) {
    arena.extend(characters(term).flat_map(char::to_lowercase));
}

/// Whether a piece of text is written as `term`, which [`write`](fn@write) made.
pub(super) fn is_written(term: &str, text: &str) -> bool {
    characters(text).eq(term.chars())
}

/// Walks along `text` from byte `from` on as far as `term` goes, which [`fold`] made, and tells where that is
/// or how the two differ. Any run of white space in the text is one blank of the term. Stops at the first byte
/// that differs.
pub(super) fn walk(term: &str, text: &str, from: usize) -> Walk {
    let (term, bytes) = (term.as_bytes(), text.as_bytes());
    let (mut read, mut at) = (0, from);
    while let Some(&wanted) = term.get(read) {
        let Some(&byte) = bytes.get(at) else { return Walk::Differs(Ordering::Greater) };
        if matches!(byte, b'\t'..=b'\r' | b' ') {
            match wanted.cmp(&b' ') {
                Ordering::Equal => (read, at) = (read + 1, blanks_end(text, at)),
                other => return Walk::Differs(other),
            }
        } else if byte.is_ascii() {
            match wanted.cmp(&byte.to_ascii_lowercase()) {
                Ordering::Equal => (read, at) = (read + 1, at + 1),
                other => return Walk::Differs(other),
            }
        } else {
            let c = text[at..].chars().next().unwrap_or_default();
            let next = if c.is_whitespace() { blanks_end(text, at) } else { at + c.len_utf8() };
            for small in plain(c).into_iter().flat_map(char::to_lowercase) {
                for &folded in small.encode_utf8(&mut [0; 4]).as_bytes() {
                    match term.get(read).map_or(Ordering::Less, |wanted| wanted.cmp(&folded)) {
                        Ordering::Equal => read += 1,
                        other => return Walk::Differs(other),
                    }
                }
            }
            at = next;
        }
    }
    Walk::Ends(at)
}

/// Where the white space at `at` ends: the byte after it.
fn blanks_end(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start().len()
}

/// The first eight bytes of a text from `at` on, folded, with the bit of small letters set in each, and how
/// many there are; marks that differ by that bit only fall together. Fewer than eight are there at the text's
/// end only.
pub(super) fn eight(text: &str, at: usize) -> (u64, usize) {
    const SMALL: u64 = 0x2020_2020_2020_2020;
    let mut folded = [0; 8];
    let mut len = 0;
    let mut blank = false;
    for c in text[at..].chars().filter_map(plain) {
        if !(blank && c == ' ') {
            for small in c.to_lowercase() {
                for &byte in small.encode_utf8(&mut [0; 4]).as_bytes() {
                    if len == folded.len() {
                        return (u64::from_le_bytes(folded) | SMALL, len);
                    }
                    folded[len] = byte;
                    len += 1;
                }
            }
        }
        blank = c == ' ';
    }
    (u64::from_le_bytes(folded) | SMALL, len)
}

/// [`eight`](fn@eight) where the text has eight bytes of printed ASCII and no two blanks in a row: the common
/// case, without a loop. None where it has not.
#[inline]
pub(super) fn eight_plain(eight: u64) -> Option<u64> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * ONES;
    const BLANKS: u64 = 0x20 * ONES;
    // Bytes below 0x20 and above 0x7f, and a blank behind a blank.
    let control = eight.wrapping_sub(BLANKS) & !eight;
    let other = eight ^ BLANKS;
    let blanks = other.wrapping_sub(ONES) & !other & HIGH;
    ((control | eight) & HIGH == 0 && blanks & blanks << 8 == 0).then_some(eight | BLANKS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_count_is_walked_over() {
        for (term, text) in [
            ("Climate change", "CLIMATE\n  Change"),
            ("don’t ask", "Don't ask"),
            ("côte d'ivoire", "CÔTE D’IVOIRE"),
            ("co\u{ad}op", "coop"),
            ("a\u{a0}b", "a b"),
        ] {
            let mut folded = String::new();
            fold(term, &mut folded);
            assert_eq!(walk(&folded, text, 0), Walk::Ends(text.len()), "{term}");
        }
        assert_eq!(walk("tax", "tap", 0), Walk::Differs(Ordering::Greater));
        assert_eq!(walk("tax", "ta", 0), Walk::Differs(Ordering::Greater));
        assert_eq!(walk("tax", "Tay", 0), Walk::Differs(Ordering::Less));
    }

    #[test]
    fn eight_bytes_are_folded_alike_by_both_ways() {
        for text in
            ["Climate change", " policy of", "a  b cdefgh", "İstanbul", "new\nyork c", "UN’s own way", "x_y@z[1]"]
        {
            let bytes = text.as_bytes().first_chunk().map(|bytes| u64::from_le_bytes(*bytes)).unwrap();
            if let Some(plain) = eight_plain(bytes) {
                assert_eq!((plain, 8), eight(text, 0), "{text}");
            }
        }
        assert!(eight_plain(u64::from_le_bytes(*b"a  bcdef")).is_none());
        assert!(eight_plain(u64::from_le_bytes(*b"ab\ncdefg")).is_none());
        assert!(eight_plain(u64::from_le_bytes(*b"a b cdef")).is_some());
    }
}
