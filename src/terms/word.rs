//! Words: where a term may start and end in a text.
//!
//! A term is found at whole words. Hyphens and apostrophes join words here, unlike tokens: `war` is not in
//! "anti-war" or "#war", but it is in "war's" and beside "中", whose script sets no blanks.

/// Whether the character is of a script that sets no blanks between words, so that a term may stand anywhere.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a word goes on over the character: a letter, a digit, a mark on one, an underscore.
pub(super) fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || c == '_'
        || !c.is_ascii() && (c.is_alphanumeric() && !is_unspaced(c) || matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}'))
}

/// No word is looked over for more bytes than this, so that a text without blanks takes linear time.
const WORD_BYTES: usize = 256;

/// A straight or curly apostrophe.
fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// A hyphen: ASCII's, Unicode's own, or one that does not break.
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Whether a word may start at `at`: no letter or digit before it, no "#" and "@" that make a tag of it, no
/// hyphen that joins it to a word.
pub(super) fn starts(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev();
    match before.next() {
        None => true,
        Some(c) if is_word(c) => false,
        Some(c) if is_hyphen(c) || is_apostrophe(c) => !before.next().is_some_and(is_word),
        Some(c) => !matches!(c, '#' | '@') || !text[at..].starts_with(is_word),
    }
}

/// Whether a word ends before `at`: no letter or digit there, no hyphen or apostrophe by which it goes on but
/// that of an owner.
pub(super) fn ends(text: &str, at: usize) -> bool {
    if !text[..at].ends_with(is_word) {
        return true;
    }
    let mut behind = text[at..].chars();
    match behind.next() {
        Some(c) if is_word(c) => false,
        Some(c) if is_hyphen(c) => !behind.next().is_some_and(is_word),
        Some(c) if is_apostrophe(c) => match behind.next() {
            Some('s' | 'S') => !behind.next().is_some_and(is_word),
            next => !next.is_some_and(is_word),
        },
        _ => true,
    }
}

/// Where the word around `at` ends, over hyphens and apostrophes but the owner's: behind "O'Neill-war", before
/// the "'s" of "war's".
pub(super) fn end(text: &str, at: usize) -> usize {
    let mut end = at;
    loop {
        end += text[end..].chars().take(WORD_BYTES).take_while(|c| is_word(*c)).map(char::len_utf8).sum::<usize>();
        if ends(text, end) || end == text.len() || end - at >= WORD_BYTES {
            return end;
        }
        end += text[end..].chars().next().map_or(1, char::len_utf8);
    }
}

/// Where the word around `at` starts, over hyphens and apostrophes.
pub(super) fn start(text: &str, at: usize) -> usize {
    let mut start = at;
    loop {
        let part = text[..start].chars().rev().take(WORD_BYTES).take_while(|c| is_word(*c));
        start -= part.map(char::len_utf8).sum::<usize>();
        let Some(c) = text[..start].chars().next_back() else { return start };
        let next = start - c.len_utf8();
        let joins = (is_hyphen(c) || is_apostrophe(c)) && text[..next].ends_with(is_word);
        if !joins || at - start >= WORD_BYTES {
            return start;
        }
        start = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_and_tags_join_words() {
        let text = "anti-war #war war's won’t 中war O'Neill-war";
        let places: Vec<_> = text.match_indices("war").map(|(at, _)| (starts(text, at), ends(text, at + 3))).collect();
        assert_eq!(places, [(false, true), (false, true), (true, true), (true, true), (false, true)]);
        assert!(!ends(text, text.find("won").unwrap() + 3));
        let last = text.find("Neill").unwrap();
        assert_eq!((start(text, last), end(text, last)), (last - 2, text.len()));
        assert_eq!(end(text, text.find("war's").unwrap()), text.find("war's").unwrap() + 3);
    }
}
