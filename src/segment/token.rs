//! Tokens: words, numbers and marks.

use super::Segments;
use crate::gazetteer::Lexicon;
use crate::gazetteer::classes::Classes;
use crate::id::SentenceId;
use crate::span::{Span, offset};

/// What a token's characters are, as a set of bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Flags(u16);

impl Flags {
    /// Holds a letter.
    pub const LETTER: Self = Self(1);
    /// Holds a digit.
    pub const DIGIT: Self = Self(1 << 1);
    /// Starts with a capital letter.
    pub const CAPITALISED: Self = Self(1 << 2);
    /// All its letters, two or more, are capitals.
    pub const CAPITALS: Self = Self(1 << 3);
    /// A blank or the text's start stands before it.
    pub const SPACE_BEFORE: Self = Self(1 << 4);
    /// The first word of its sentence.
    pub const SENTENCE_START: Self = Self(1 << 5);
    /// An opening quotation mark.
    pub const OPEN_MARK: Self = Self(1 << 6);
    /// A closing quotation mark.
    pub const CLOSE_MARK: Self = Self(1 << 7);
    /// Lies between quotation marks; the marks themselves do.
    pub const QUOTED: Self = Self(1 << 8);
    /// A full stop, question mark, exclamation mark or ellipsis.
    pub const TERMINAL: Self = Self(1 << 9);
    /// A line break stands before it.
    pub const LINE_START: Self = Self(1 << 10);

    /// The flags of both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the two share a flag.
    pub const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// Sets the flags of `other`.
    pub(super) fn set(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// Appends the tokens of one paragraph. Their sentences are filled in later.
pub(super) fn tokenize(text: &str, paragraph: Span, lexicon: Lexicon, segments: &mut Segments) {
    let mut at = paragraph.range().start;
    let end = paragraph.range().end;
    let mut before = Flags::SPACE_BEFORE.or(Flags::LINE_START);
    while let Some(c) = text[at..end].chars().next() {
        if is_blank(c) {
            before.set(Flags::SPACE_BEFORE);
            if matches!(c, '\n' | '\r' | '\u{c}') {
                before.set(Flags::LINE_START);
            }
            at += c.len_utf8();
            continue;
        }
        let stop =
            if c.is_alphanumeric() { word_end(&text[..end], at, lexicon) } else { mark_end(&text[..end], at, c) };
        let mut start = at;
        for cut in contraction(&text[at..stop]).map(|cut| at + cut).into_iter().chain([stop]) {
            push(text, start..cut, before, lexicon, segments);
            start = cut;
            before = Flags::default();
        }
        at = stop;
    }
}

fn push(text: &str, range: std::ops::Range<usize>, before: Flags, lexicon: Lexicon, segments: &mut Segments) {
    let word = &text[range.clone()];
    let mut flags = before.or(shape(word));
    if matches!(word, "." | "?" | "!" | "…") || word.starts_with("..") || word.starts_with(['?', '!']) {
        flags.set(Flags::TERMINAL);
    }
    let classes = if flags.has(Flags::LETTER) { lexicon.classes(word) } else { Classes::NONE };
    segments.token_spans.push(Span::new(offset(range.start), offset(range.end)));
    segments.token_flags.push(flags);
    segments.token_classes.push(classes);
    segments.token_sentences.push(SentenceId::new(0));
}

fn shape(word: &str) -> Flags {
    let mut flags = Flags::default();
    let (mut upper, mut lower) = (0, 0);
    for c in word.chars() {
        if c.is_alphabetic() {
            flags.set(Flags::LETTER);
            upper += u32::from(c.is_uppercase());
            lower += u32::from(c.is_lowercase());
        } else if c.is_numeric() {
            flags.set(Flags::DIGIT);
        }
    }
    if word.starts_with(char::is_uppercase) {
        flags.set(Flags::CAPITALISED);
    }
    if upper > 1 && lower == 0 {
        flags.set(Flags::CAPITALS);
    }
    flags
}

/// White space, and the characters that show nothing.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}' | '\u{ad}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// The end of the word that starts at `at`.
fn word_end(text: &str, at: usize, lexicon: Lexicon) -> usize {
    let rest = &text[at..];
    if ["http://", "https://", "www."].iter().any(|scheme| rest.starts_with(scheme)) {
        let end = rest.find(|c: char| is_blank(c) || matches!(c, '"' | '<' | '>' | '”' | ')')).unwrap_or(rest.len());
        return at + rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’']).len();
    }
    let mut end = at;
    let mut chars = rest.char_indices().peekable();
    let (mut last, mut stops) = (' ', 0);
    while let Some((index, c)) = chars.next() {
        if c.is_alphanumeric() || c == '_' || is_mark_on_letter(c) {
            end = at + index + c.len_utf8();
            last = c;
            continue;
        }
        let next = chars.peek().map_or(' ', |&(_, next)| next);
        let joins = match c {
            '-' | '\u{2010}' | '\u{2011}' => next.is_alphanumeric(),
            '\'' | '’' => last.is_alphabetic() && next.is_alphabetic(),
            '&' => last.is_uppercase() && next.is_uppercase(),
            ',' => last.is_ascii_digit() && next.is_ascii_digit(),
            ':' | '/' => last.is_ascii_digit() && next.is_ascii_digit(),
            '@' => next.is_alphanumeric(),
            '.' => {
                let initials = last.is_alphabetic()
                    && next.is_alphabetic()
                    && rest[..index].rsplit('.').next().is_some_and(|part| part.chars().count() == 1);
                let lower = last.is_lowercase() && next.is_lowercase();
                last.is_ascii_digit() && next.is_ascii_digit() || initials || lower
            }
            _ => false,
        };
        if !joins {
            if c == '.'
                && (stops > 0
                    && !last.is_ascii_digit()
                    && rest[..index].rsplit('.').next().is_some_and(|part| part.chars().count() == 1)
                    || is_abbreviation(&rest[..=index], lexicon))
            {
                end = at + index + 1;
            }
            break;
        }
        stops += u32::from(c == '.');
        last = c;
    }
    end
}

/// Combining marks and joiners stay with the letter that they stand on.
fn is_mark_on_letter(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

/// Whether a word with its full stop is an abbreviation: in the word list, or an initial.
fn is_abbreviation(word: &str, lexicon: Lexicon) -> bool {
    let mut chars = word.chars();
    let initial = chars.next().is_some_and(char::is_uppercase) && chars.next() == Some('.') && word != "I.";
    initial || lexicon.classes(word).has(Classes::ABBR.or(Classes::ABBR_END).or(Classes::ABBR_NUMBER))
}

/// The end of the mark that starts at `at`: doubled ticks, ellipses and rows of dashes are one token.
fn mark_end(text: &str, at: usize, c: char) -> usize {
    let rest = &text[at..];
    let run = |c: char| rest.len() - rest.trim_start_matches(c).len();
    at + match c {
        '.' | '-' | '*' | '_' | '=' | '!' | '?' => run(c),
        '`' | '\'' if run(c) == 2 => 2,
        _ if c.is_ascii() => 1,
        _ => rest.chars().skip(1).take_while(|&c| is_mark_on_letter(c)).fold(c.len_utf8(), |len, c| len + c.len_utf8()),
    }
}

/// Where a word is cut before its contraction or possessive ending.
fn contraction(word: &str) -> Option<usize> {
    let (at, mark) = word.char_indices().rev().find(|&(_, c)| is_apostrophe(c))?;
    let ending = &word[at + mark.len_utf8()..];
    let is = |list: &[&str]| list.iter().any(|item| ending.eq_ignore_ascii_case(item));
    if is(&["t"]) && word[..at].ends_with(['n', 'N']) {
        return Some(at - 1).filter(|&cut| cut > 0);
    }
    (at > 0 && is(&["s", "re", "ve", "ll", "d", "m"])).then_some(at)
}
