//! Tokens: words, numbers and marks.

use super::chars::{Kind, is_apostrophe, is_attached, is_blank, is_line_end, kind};
use super::{Segments, word};
use crate::gazetteer::Lexicon;
use crate::gazetteer::classes::Classes;
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
    /// Holds neither letter nor digit.
    pub const PUNCTUATION: Self = Self(1 << 11);
    /// A word with the full stop that belongs to it: an abbreviation or an initial.
    pub const ABBREVIATION: Self = Self(1 << 12);
    /// A web or e-mail address.
    pub const LINK: Self = Self(1 << 13);
    /// Starts a line where the line before was ended on purpose, not by wrapping: no sentence goes on over it.
    pub(super) const HARD_LINE: Self = Self(1 << 14);

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

/// The indexes of the tokens that come in pairs.
#[derive(Default)]
pub(super) struct Signs {
    /// Those that may be quotation marks.
    pub(super) marks: Vec<u32>,
    /// Brackets.
    pub(super) brackets: Vec<u32>,
}

/// Appends the tokens of one paragraph, and its signs to `signs`.
///
/// `hard_lines` are the starts of lines that go on nothing, in order; those of this paragraph are taken off.
pub(super) fn tokenize(
    text: &str,
    paragraph: Span,
    hard_lines: &mut &[u32],
    lexicon: Lexicon,
    signs: &mut Signs,
    segments: &mut Segments,
) {
    let mut scan = Scan { text: &text[..paragraph.range().end], lexicon, signs, segments };
    scan.run(paragraph.range().start, hard_lines);
}

struct Scan<'a> {
    /// The text up to the paragraph's end.
    text: &'a str,
    lexicon: Lexicon,
    signs: &'a mut Signs,
    segments: &'a mut Segments,
}

impl Scan<'_> {
    fn run(&mut self, start: usize, hard_lines: &mut &[u32]) {
        let bytes = self.text.as_bytes();
        let mut at = start;
        let mut before = Flags::SPACE_BEFORE.or(Flags::LINE_START);
        while let Some(&byte) = bytes.get(at) {
            match kind(byte) {
                Kind::Blank => {
                    before.set(Flags::SPACE_BEFORE);
                    at += 1;
                    continue;
                }
                Kind::Break => {
                    before.set(Flags::SPACE_BEFORE.or(Flags::LINE_START));
                    at += 1;
                    continue;
                }
                Kind::Wide => {
                    let c = self.char_at(at);
                    if is_blank(c) {
                        before.set(Flags::SPACE_BEFORE);
                        if is_line_end(c) {
                            before.set(Flags::LINE_START);
                        }
                        at += c.len_utf8();
                        continue;
                    }
                }
                _ => {}
            }
            if before.has(Flags::LINE_START) {
                while let Some((&line, rest)) = hard_lines.split_first()
                    && line as usize <= at
                {
                    *hard_lines = rest;
                    if line as usize > start {
                        before.set(Flags::HARD_LINE);
                    }
                }
            }
            at = match kind(byte) {
                Kind::Lower | Kind::Upper => self.letters(at, byte, before),
                Kind::Digit => self.word(at, before),
                Kind::Wide if self.char_at(at).is_alphanumeric() => self.word(at, before),
                _ => self.mark(at, before),
            };
            before = Flags::default();
        }
    }

    fn char_at(&self, at: usize) -> char {
        self.text[at..].chars().next().unwrap_or(' ')
    }

    /// Takes the word that starts at `at`: the common ones, of ASCII letters only, in one short loop.
    fn letters(&mut self, at: usize, first: u8, before: Flags) -> usize {
        let bytes = self.text.as_bytes();
        let mut end = at + 1;
        let mut later = 0;
        let stop = loop {
            let Some(&byte) = bytes.get(end) else { break b' ' };
            let kind = kind(byte);
            if !matches!(kind, Kind::Lower | Kind::Upper) {
                break byte;
            }
            later |= kind as u8;
            end += 1;
        };
        if !matches!(stop, b' ' | b',' | b'\n' | b'\r' | b'\t' | b';' | b':' | b')' | b'"' | b'?' | b'!') {
            return self.word(at, before);
        }
        let mut flags = before.or(Flags::LETTER);
        if kind(first) == Kind::Upper {
            flags.set(Flags::CAPITALISED);
            if later == Kind::Upper as u8 {
                flags.set(Flags::CAPITALS);
            }
        }
        let classes = self.lexicon.ascii_classes(&bytes[at..end]);
        self.push(at, end, flags, classes);
        end
    }

    /// Takes the word that starts at `at`, of any characters.
    fn word(&mut self, at: usize, before: Flags) -> usize {
        let word = word::word(self.text, at, self.lexicon);
        let mut before = before;
        let mut start = at;
        if let Some(cut) = word.cut {
            self.push_shaped(start, cut, before);
            start = cut;
            before = Flags::default();
        }
        self.push_shaped(start, word.end, before.or(word.flags));
        word.end
    }

    /// Takes the mark or the run of marks that starts at `at`.
    fn mark(&mut self, at: usize, before: Flags) -> usize {
        let rest = &self.text[at..];
        let c = self.char_at(at);
        if matches!(c, '.' | '@') && before.has(Flags::SPACE_BEFORE) || c == '@' {
            let next = rest[1..].chars().next().unwrap_or(' ');
            let number = c == '.' && next.is_ascii_digit();
            if number || c == '@' && (next.is_alphanumeric() || next == '_') {
                let word = word::word(self.text, at + 1, self.lexicon);
                self.push_shaped(at, word.end, before.or(word.flags));
                return word.end;
            }
        }
        let face = if before.has(Flags::SPACE_BEFORE) || self.after_terminal(at) { word::face(rest) } else { None };
        let end = at + face.unwrap_or_else(|| mark_len(rest, c));
        let mut flags = before.or(Flags::PUNCTUATION);
        if face.is_none() {
            match c {
                '.' | '?' | '!' | '…' | '‼' | '⁇' | '⁈' | '⁉' | '。' | '？' | '！' => {
                    flags.set(Flags::TERMINAL)
                }
                '"' | '\'' | '`' | '‘' | '’' | '‚' | '‛' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '＂' =>
                {
                    self.signs.marks.push(offset(self.segments.token_spans.len()));
                }
                '(' | ')' | '[' | ']' | '{' | '}' => {
                    self.signs.brackets.push(offset(self.segments.token_spans.len()));
                }
                _ => {}
            }
        }
        self.push(at, end, flags, Classes::NONE);
        end
    }

    /// Whether the token that ends at `at` is a full stop or the like.
    fn after_terminal(&self, at: usize) -> bool {
        let (spans, flags) = (&self.segments.token_spans, &self.segments.token_flags);
        matches!((spans.last(), flags.last()), (Some(span), Some(flags))
            if span.range().end == at && flags.has(Flags::TERMINAL))
    }

    fn push_shaped(&mut self, start: usize, end: usize, before: Flags) {
        let word = &self.text[start..end];
        let flags = before.or(shape(word));
        let classes = if flags.has(Flags::LETTER) { self.lexicon.classes(word) } else { Classes::NONE };
        self.push(start, end, flags, classes);
    }

    fn push(&mut self, start: usize, end: usize, flags: Flags, classes: Classes) {
        self.segments.token_spans.push(Span::new(offset(start), offset(end)));
        self.segments.token_flags.push(flags);
        self.segments.token_classes.push(classes);
    }
}

fn shape(word: &str) -> Flags {
    let mut flags = Flags::default();
    let (mut upper, mut lower) = (0, 0);
    for c in word.chars() {
        if c.is_alphabetic() {
            flags.set(Flags::LETTER);
            upper += usize::from(c.is_uppercase());
            lower += usize::from(c.is_lowercase());
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
    if !flags.has(Flags::LETTER.or(Flags::DIGIT)) {
        flags.set(Flags::PUNCTUATION);
    }
    flags
}

/// The length of the mark that `rest` starts with: doubled ticks, ellipses and rows of one sign are one token.
fn mark_len(rest: &str, c: char) -> usize {
    let run = |set: &[char]| rest.len() - rest.trim_start_matches(set).len();
    match c {
        '.' | '-' | '*' | '_' | '=' | '~' | '#' | '+' | '^' | '|' => run(&[c]),
        '!' | '?' => run(&['!', '?']),
        '<' | '>' => run(&[c]).min(2),
        '`' | '\'' if rest[1..].starts_with(c) => 2,
        _ if c.is_ascii() => 1,
        _ => rest.chars().skip(1).take_while(|&c| is_attached(c)).fold(c.len_utf8(), |len, c| len + c.len_utf8()),
    }
}

/// Where a word is cut before its contraction or possessive ending.
pub(super) fn contraction(word: &str) -> Option<usize> {
    let (at, mark) = word.char_indices().rev().find(|&(_, c)| is_apostrophe(c))?;
    let ending = &word[at + mark.len_utf8()..];
    let is = |list: &[&str]| list.iter().any(|item| ending.eq_ignore_ascii_case(item));
    if is(&["t"]) && word[..at].ends_with(['n', 'N']) {
        return Some(at - 1).filter(|&cut| cut > 0);
    }
    (at > 0 && is(&["s", "re", "ve", "ll", "d", "m"])).then_some(at)
}
