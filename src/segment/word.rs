//! Words: where one ends, and what belongs to it beyond letters.
//!
//! ```text
//! well-known   U.S.-led   O'Brien   AT&T          one word: hyphens, apostrophes and "&" join
//! 1,200.50   9:30   24/7                          one word: the signs inside numbers join
//! didn't   Lund's                                 one word, cut before its ending
//! Sen.   J.   p.m.   Ph.D.   No. (before 12)      one word with its full stop
//! example.com   http://…   desk@example.com       one word: a site, an address
//! end.The                                         two words and a full stop
//! ```
//!
//! The order in [`word`]: an address, then what is joined, then an abbreviation's full stop, then the cut of an
//! ending.

use super::chars::{is_attached, is_blank, is_foreign, is_line_end};
use super::short;
use super::token::{Flags, contraction};
use crate::lexicon::Classes;
use crate::lexicon::Lexicon;
use crate::lexicon::en::stop::SITE_ENDINGS;

/// The classes of words that hold the full stop behind them: always, also at a sentence's end, or before a
/// number only.
pub(super) const ABBREVIATIONS: Classes = Classes::ABBR.or(Classes::ABBR_END).or(Classes::ABBR_NUMBER);

/// No listed abbreviation without full stops inside has more letters, so that longer words need not be looked
/// up for it.
pub(super) const LONGEST_ABBREVIATION: usize = 7;

/// A word as it stands in the text.
pub(super) struct Word {
    /// The byte after its last.
    pub(super) end: usize,
    /// Where its contraction or possessive ending starts, as a byte of the text.
    pub(super) cut: Option<usize>,
    /// [`Flags::ABBREVIATION`] and [`Flags::LINK`].
    pub(super) flags: Flags,
    /// Whether it is an abbreviation only for the sake of a number on a later line.
    pub(super) over_line: bool,
}

/// The word that starts at `at`, which must be a letter or digit, or what stands behind a full stop or "@" that
/// the scan takes with it. `ends` are bytes at which a paragraph is known to end, ascending.
pub(super) fn word(text: &str, at: usize, ends: &[u32], lexicon: Lexicon) -> Word {
    let rest = &text[at..];
    let plain = Word { end: at, cut: None, flags: Flags::default(), over_line: false };
    if let Some(len) = link(rest) {
        return Word { end: at + len, flags: Flags::LINK.or(Flags::EDGE), ..plain };
    }
    let (len, stop) = body(rest);
    if stop {
        let ends_paragraph = || ends.binary_search(&short(at + len + 1)).is_ok();
        if let Some((len, over_line)) = abbreviation(rest, len, ends_paragraph, lexicon) {
            return Word { end: at + len, flags: Flags::ABBREVIATION, over_line, ..plain };
        }
    }
    Word { end: at + len, cut: contraction(&rest[..len]).map(|cut| at + cut), ..plain }
}

/// The length of the word that `rest` starts with, and whether a full stop follows it that is not part of it.
///
/// Hyphens and apostrophes between letters join, and the signs inside numbers between digits; full stops join
/// digits ("3.5"), initials ("U.S") and names of sites ("example.com"). A letter of a script that the program
/// knows no words of ends it.
fn body(rest: &str) -> (usize, bool) {
    let mut len = 0;
    // The part since the last full stop or hyphen, which tells initials.
    let mut part = 0;
    let mut last = ' ';
    let mut chars = rest.char_indices().peekable();
    while let Some((index, c)) = chars.next() {
        if !c.is_ascii() && is_foreign(c) && c.is_alphanumeric() {
            return (len, false);
        }
        if c.is_alphanumeric() || c == '_' || is_attached(c) {
            len = index + c.len_utf8();
            last = c;
            continue;
        }
        let after = &rest[index + c.len_utf8()..];
        let next = chars.peek().map_or(' ', |&(_, next)| next);
        let joins = match c {
            '-' | '\u{2010}' | '\u{2011}' => next.is_alphanumeric(),
            '\'' | '’' => last.is_alphabetic() && next.is_alphabetic(),
            '&' => last.is_uppercase() && next.is_uppercase(),
            ',' => last.is_ascii_digit() && starts_with_thousands(after),
            ':' | '/' => last.is_ascii_digit() && next.is_ascii_digit(),
            '.' => {
                last.is_ascii_digit() && next.is_ascii_digit()
                    || is_initial(&rest[part..index]) && next.is_alphabetic() && one_letter(after)
                    || last.is_alphanumeric() && is_site_ending(&rest[part..index], after)
            }
            _ => false,
        };
        if !joins {
            return (len, c == '.');
        }
        if matches!(c, '.' | '-') {
            part = index + 1;
        }
        last = c;
    }
    (len, false)
}

/// Whether `after` starts with three digits and no fourth: what stands behind the comma of "1,200".
fn starts_with_thousands(after: &str) -> bool {
    let digits = after.bytes().take(4).take_while(u8::is_ascii_digit).count();
    digits == 3
}

/// Whether a part of a word is one letter, with digits before it at most ("5p.m.").
fn is_initial(part: &str) -> bool {
    let mut letters = part.trim_start_matches(|c: char| c.is_ascii_digit()).chars().filter(|c| !is_attached(*c));
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

/// Whether `after` starts with a letter that no other one follows.
fn one_letter(after: &str) -> bool {
    let mut chars = after.chars();
    chars.next().is_some_and(char::is_alphabetic) && !chars.next().is_some_and(char::is_alphanumeric)
}

/// Whether `after`, which follows `name` and a full stop, starts with the ending of a site or file
/// ([`SITE_ENDINGS`]) and no more letters: "com" of "example.com"; not "Net" of "profit.Net income".
fn is_site_ending(name: &str, after: &str) -> bool {
    let len = after.bytes().take(5).take_while(u8::is_ascii_alphabetic).count();
    let ending = &after[..len];
    // "…profit.Net income" is two sentences that lost their blank.
    let one_case =
        ending.bytes().skip(1).all(|byte| byte.is_ascii_lowercase() == ending.as_bytes()[0].is_ascii_lowercase());
    (one_case || name.starts_with(char::is_uppercase))
        && SITE_ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending))
        && !after[len..].starts_with(|c: char| c.is_alphanumeric())
}

/// The length of the abbreviation that `rest` starts with, full stop included, if its first `len` bytes and the
/// full stop after them are one; and whether they are one only for the sake of a number on a later line.
/// `ends_paragraph` tells whether a paragraph is known to end behind the full stop.
///
/// In order: "Ph.D." and the like; initials, alone or in a row; listed abbreviations, those that are words too
/// ("sat.", "no.") only before a number or with a capital.
fn abbreviation(rest: &str, len: usize, ends_paragraph: impl Fn() -> bool, lexicon: Lexicon) -> Option<(usize, bool)> {
    let name = &rest[..len];
    let with_stop = &rest[..=len];
    let after = &rest[len + 1..];
    // "Ph.D." and the like hold a full stop that no rule of single letters finds.
    if name.len() <= 3 && after.starts_with(|c: char| c.is_ascii_alphabetic()) {
        let more = after.bytes().take(3).take_while(u8::is_ascii_alphabetic).count();
        if after[more..].starts_with('.') && is_known(&rest[..len + more + 2], lexicon) {
            return Some((len + more + 2, false));
        }
    }
    let last_part = name.rsplit(['.', '-']).next().unwrap_or(name);
    let row = last_part.len() < name.len() && name.as_bytes()[name.len() - last_part.len() - 1] == b'.';
    if is_initial(last_part)
        && last_part.starts_with(char::is_alphabetic)
        && (row || name.starts_with(char::is_uppercase))
    {
        return (row || last_part.len() == name.len()).then(|| (joined(rest, len + 1), false));
    }
    let classes = lexicon.classes(with_stop);
    if !classes.has(ABBREVIATIONS) {
        return None;
    }
    let before_number = || {
        let blanks = after.len() - after.trim_start_matches(is_blank).len();
        let number = after[blanks..].starts_with(|c: char| c.is_ascii_digit() || matches!(c, '#' | '§'));
        let over_line = after[..blanks].contains(is_line_end);
        (number && !(over_line && ends_paragraph())).then_some((joined(rest, len + 1), over_line))
    };
    // "sat.", "no." and "art." are words more often than abbreviations.
    let is_word = lexicon.classes(name).has(Classes::COMMON) && !name.starts_with(char::is_uppercase);
    if is_word || !classes.has(Classes::ABBR.or(Classes::ABBR_END)) {
        return if classes.has(Classes::ABBR_NUMBER) { before_number() } else { None };
    }
    Some((joined(rest, len + 1), false))
}

/// The length of an abbreviation together with what a hyphen joins to it ("U.S.-led").
fn joined(rest: &str, len: usize) -> usize {
    let after = &rest[len..];
    let next = after.strip_prefix('-').and_then(|after| after.chars().next());
    if next.is_some_and(char::is_alphanumeric) { len + 1 + body(&after[1..]).0 } else { len }
}

/// Whether the word list has an abbreviation of that form, full stops and all.
fn is_known(word: &str, lexicon: Lexicon) -> bool {
    lexicon.classes(word).has(ABBREVIATIONS)
}

/// The length of the web or e-mail address that `rest` starts with; none if it starts with none. Marks at its
/// end are the sentence's.
fn link(rest: &str) -> Option<usize> {
    let web = rest.as_bytes()[0].is_ascii_alphabetic()
        && ["http://", "https://", "www.", "ftp://"]
            .iter()
            .any(|start| rest.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)));
    if web {
        let end = rest
            .find(|c: char| is_blank(c) || matches!(c, '"' | '<' | '>' | '“' | '”' | '‘' | '’' | '«' | '»' | ')' | ']'))
            .unwrap_or(rest.len());
        return Some(rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*']).len());
    }
    let address = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'.' | b'_' | b'-' | b'+' | b'%');
    // No name of a mail box is longer, so that a text of one word takes linear time.
    let name = rest.bytes().take(64).take_while(|&c| address(c)).count();
    let site = rest[name..].strip_prefix('@')?;
    let len = site.bytes().take_while(|&c| address(c)).count();
    let site = site[..len].trim_end_matches(['.', '-', '_']);
    (!site.is_empty()).then(|| name + 1 + site.len())
}

/// The length of the face (":-)", ";)" …) that `rest` starts with: eyes, perhaps a nose, a mouth, and no word
/// behind. The last sign may be repeated: ":-)))".
pub(super) fn face(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let eyes = matches!(bytes[0], b':' | b';' | b'=');
    let nose = usize::from(matches!(bytes.get(1), Some(b'-' | b'o' | b'^')));
    let mouth = matches!(bytes.get(1 + nose), Some(b')' | b'(' | b'D' | b'P' | b'p' | b'/' | b'|'));
    let end = 2 + nose;
    let alone = rest.get(end..).is_some_and(|after| !after.starts_with(|c: char| c.is_alphanumeric() || c == '/'));
    (eyes && mouth && alone).then(|| end + bytes[end..].iter().take_while(|&&c| c == bytes[end - 1]).count())
}
