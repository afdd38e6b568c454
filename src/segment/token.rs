//! Tokens: words, numbers and marks.

use super::chars::{Kind, is_apostrophe, is_attached, is_blank, is_line_end, kind};
use super::{Segments, TokenRow, neighbours, word};
use crate::gazetteer::classes::Classes;
use crate::gazetteer::{Lexicon, SMALL, ascii_word_hash, eight, short_word_hash, word_hash};
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
    /// Holds neither letter nor digit.
    pub const PUNCTUATION: Self = Self(1 << 11);
    /// A word with the full stop that belongs to it: an abbreviation or an initial.
    pub const ABBREVIATION: Self = Self(1 << 12);
    /// A web or e-mail address.
    pub const LINK: Self = Self(1 << 13);
    /// Is a word with a hyphen inside.
    pub const HYPHEN: Self = Self(1 << 15);
    /// Starts a line where the line before was ended on purpose, not by wrapping: no sentence goes on over it.
    pub(super) const HARD_LINE: Self = Self(1 << 14);

    /// The flags of both.
    #[inline]
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The flags that both have.
    #[inline]
    #[must_use]
    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether the two share a flag.
    #[inline]
    pub const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// Sets the flags of `other`.
    #[inline]
    pub(super) fn set(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// The indexes of the tokens that later stages look for.
#[derive(Default)]
pub(super) struct Signs {
    /// Those that may be quotation marks.
    pub(super) marks: Vec<u32>,
    /// Brackets.
    pub(super) brackets: Vec<u32>,
    /// All but small words that follow small words: between those no sentence ends.
    pub(super) busy: Vec<u32>,
    /// Those that end sentences or are addresses.
    pub(super) closers: Vec<u32>,
    /// The first colon of the paragraph that was read last.
    pub(super) colon: Option<u32>,
}

impl Signs {
    /// Takes all off.
    pub(super) fn clear(&mut self) {
        self.marks.clear();
        self.brackets.clear();
        self.busy.clear();
        self.closers.clear();
    }
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
    let rows = &mut segments.tokens;
    let first = rows.len();
    let mut scan = Scan { text: &text[..paragraph.range().end], all: text.as_bytes(), lexicon, signs, rows };
    scan.run(paragraph.range().start, hard_lines);
    look_up(first, lexicon, &mut signs.busy, &mut segments.tokens);
}

/// Looks up the words from the token `first` on, and appends the tokens to `busy` at which more than a small word after another
/// stands. Apart from the scan, so that the processor looks for several words at a time.
fn look_up(first: usize, lexicon: Lexicon, busy: &mut Vec<u32>, tokens: &mut [TokenRow]) {
    let mut count = busy.len();
    busy.resize(count + tokens.len() - first, 0);
    let mut before = Flags::default();
    for (index, token) in tokens.iter_mut().enumerate().skip(first) {
        token.classes = lexicon.hashed(token.hash);
        busy[count] = short(index);
        count += usize::from(token.flags.has(neighbours::SHAPED.or(Flags::HARD_LINE)) | before.has(neighbours::EDGED));
        before = token.flags;
    }
    busy.truncate(count);
}

/// Takes the hard lines up to `at` off, and tells whether one of them lies behind `start`.
fn hard_line(hard_lines: &mut &[u32], at: usize, start: usize) -> Flags {
    let mut hard = Flags::default();
    while let Some((&line, rest)) = hard_lines.split_first()
        && line as usize <= at
    {
        *hard_lines = rest;
        if line as usize > start {
            hard = Flags::HARD_LINE;
        }
    }
    hard
}

/// The hash of a token that is no word.
pub(super) const NO_WORD: u64 = 0;

/// A run of ASCII letters, sixteen at most.
struct Letters {
    len: usize,
    hash: u64,
    /// [`Flags::CAPITALISED`] and [`Flags::CAPITALS`].
    flags: Flags,
}

/// The ASCII letters from `at` on, sixteen at most; one at least stands there.
#[inline(always)]
fn letters(text: &[u8], at: usize) -> Letters {
    let first = eight(text, at);
    let other = others(first);
    let first_capital = u16::from(first & 0x20 == 0) * Flags::CAPITALISED.0;
    if other == 0 {
        let second = eight(text, at + 8);
        let other = others(second);
        let (len, mask) = (8 + (other.trailing_zeros() / 8) as usize, below(other));
        let capitals = u16::from(first & SMALL | second & mask & SMALL == 0) * Flags::CAPITALS.0;
        let hash = short_word_hash(first | SMALL, (second | SMALL) & mask, len);
        return Letters { len, hash, flags: Flags(first_capital | capitals) };
    }
    let (len, mask) = ((other.trailing_zeros() / 8) as usize, below(other));
    let capitals = u16::from(first & mask & SMALL == 0 && len > 1) * Flags::CAPITALS.0;
    Letters { len, hash: short_word_hash((first | SMALL) & mask, 0, len), flags: Flags(first_capital | capitals) }
}

/// The high bit of each byte that is no letter.
#[inline]
fn others(eight: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * ONES;
    // A letter made small is at least "a" and not past "z".
    let small = (eight | SMALL) & !HIGH;
    !((small + 0x1f * ONES) & !(small + 0x05 * ONES) & !eight) & HIGH
}

/// All bits of the bytes below the lowest one whose high bit is set.
#[inline]
fn below(high: u64) -> u64 {
    ((high & high.wrapping_neg()) >> 7).wrapping_sub(1)
}

/// What the byte behind a run of letters makes of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// The run is a word.
    Word,
    /// It may be one.
    Stop,
    Colon,
    Apostrophe,
    /// It is part of a longer word, or may be.
    Part,
}

const ENDINGS: [Ending; 256] = {
    let mut endings = [Ending::Part; 256];
    let words = b" ,\n\r\t;)\"?!";
    let mut at = 0;
    while at < words.len() {
        endings[words[at] as usize] = Ending::Word;
        at += 1;
    }
    endings[b'.' as usize] = Ending::Stop;
    endings[b':' as usize] = Ending::Colon;
    endings[b'\'' as usize] = Ending::Apostrophe;
    endings
};

struct Scan<'a> {
    /// The text up to the paragraph's end.
    text: &'a str,
    /// The whole text.
    all: &'a [u8],
    lexicon: Lexicon,
    signs: &'a mut Signs,
    rows: &'a mut Vec<TokenRow>,
}

impl Scan<'_> {
    fn run(&mut self, start: usize, hard_lines: &mut &[u32]) {
        let mut at = start;
        let mut before = Flags::SPACE_BEFORE.or(Flags::LINE_START);
        while let Some(&byte) = self.text.as_bytes().get(at) {
            if byte.is_ascii_alphabetic() && !before.has(Flags::LINE_START) {
                let end = self.letters(at, before);
                (at, before) = self.after(end);
            } else {
                (at, before) = self.other(at, before, start, hard_lines);
            }
        }
    }

    /// Takes what starts at `at`, a blank or any token, and tells the place behind it and what that says of the next one.
    #[inline(never)]
    fn other(&mut self, at: usize, mut before: Flags, start: usize, hard_lines: &mut &[u32]) -> (usize, Flags) {
        let mut kind = kind(self.text.as_bytes()[at]);
        if matches!(kind, Kind::Blank | Kind::Break) {
            before.set(Flags::SPACE_BEFORE);
            if kind == Kind::Break {
                before.set(Flags::LINE_START);
            }
            return (at + 1, before);
        }
        if kind == Kind::Wide {
            let c = self.char_at(at);
            if is_blank(c) {
                before.set(Flags::SPACE_BEFORE);
                if is_line_end(c) {
                    before.set(Flags::LINE_START);
                }
                return (at + c.len_utf8(), before);
            }
            if !c.is_alphanumeric() {
                kind = Kind::Mark;
            }
        }
        if before.has(Flags::LINE_START) {
            before.set(hard_line(hard_lines, at, start));
        }
        let end = match kind {
            Kind::Lower | Kind::Upper | Kind::Blank | Kind::Break => self.letters(at, before),
            Kind::Digit => self.number(at, before),
            Kind::Wide => self.word(at, before),
            Kind::Mark => self.mark(at, before),
        };
        self.after(end)
    }

    /// The place behind the blank that most tokens have at their `end`, and what it says of the next token.
    #[inline]
    fn after(&self, end: usize) -> (usize, Flags) {
        let blank = self.all.get(end) == Some(&b' ');
        (end + usize::from(blank), Flags(u16::from(blank) * Flags::SPACE_BEFORE.0))
    }

    fn char_at(&self, at: usize) -> char {
        self.text[at..].chars().next().unwrap_or(' ')
    }

    /// Takes the word that starts at `at`: the common ones are of ASCII letters only.
    #[inline(always)]
    fn letters(&mut self, at: usize, before: Flags) -> usize {
        let run = letters(self.all, at);
        let end = at + run.len;
        // A paragraph ends before a blank.
        let ending = self.all.get(end).map_or(Ending::Word, |&byte| ENDINGS[usize::from(byte)]);
        let flags = before.or(Flags::LETTER).or(run.flags);
        if ending != Ending::Word {
            return self.unclear(Span::new(short(at), short(end)), ending, before, flags, run.hash);
        }
        self.push(at, end, flags, run.hash);
        end
    }

    /// Takes the word that is made of the letters in `run` or starts with them: no blank stands behind.
    #[inline(never)]
    fn unclear(&mut self, run: Span, ending: Ending, before: Flags, flags: Flags, hash: u64) -> usize {
        let (at, end) = (run.range().start, run.range().end);
        let after = |index: usize| self.all.get(end + index).copied().unwrap_or(b' ');
        let possessive =
            ending == Ending::Apostrophe && after(1) == b's' && matches!(kind(after(2)), Kind::Blank | Kind::Break);
        let whole = match ending {
            Ending::Stop => end - at > 1 && self.is_last(at, end),
            // "http://" …
            Ending::Colon => after(1) != b'/',
            Ending::Word | Ending::Apostrophe | Ending::Part => possessive,
        };
        if !whole {
            return self.word(at, before);
        }
        self.push(at, end, flags, hash);
        if possessive {
            self.push(end, end + 2, Flags::LETTER, ascii_word_hash(self.all, end..end + 2));
            return end + 2;
        }
        end
    }

    /// Whether the full stop behind a word of letters is a token of its own: no letter follows, and the two are no abbreviation.
    fn is_last(&self, at: usize, end: usize) -> bool {
        let bytes = self.text.as_bytes();
        let free =
            bytes.get(end + 1).is_none_or(|&after| matches!(kind(after), Kind::Blank | Kind::Break | Kind::Mark));
        free && (end - at > word::LONGEST_ABBREVIATION
            || !self.lexicon.hashed(ascii_word_hash(bytes, at..end + 1)).has(word::ABBREVIATIONS))
    }

    /// Takes the number that starts at `at`: the common ones, of digits and the signs inside numbers, in one short loop.
    fn number(&mut self, at: usize, before: Flags) -> usize {
        let bytes = self.text.as_bytes();
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let mut end = at + 1;
        let plain = loop {
            let Some(&byte) = bytes.get(end) else { break true };
            match byte {
                b'0'..=b'9' => end += 1,
                b'.' if digit(end + 1) => end += 2,
                b',' if digit(end + 1) && digit(end + 2) && digit(end + 3) && !digit(end + 4) => end += 4,
                b' ' | b',' | b'\n' | b'\r' | b';' | b')' => break true,
                b'.' => break bytes.get(end + 1).is_none_or(|&after| matches!(kind(after), Kind::Blank | Kind::Break)),
                _ => break false,
            }
        };
        if !plain {
            return self.word(at, before);
        }
        self.push_sign(at, end, before.or(Flags::DIGIT));
        end
    }

    /// Takes the word that starts at `at`, of any characters.
    fn word(&mut self, at: usize, before: Flags) -> usize {
        let word = word::word(self.text, at, self.lexicon);
        if word.flags.has(Flags::LINK) {
            self.signs.closers.push(self.next_token());
        }
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
        let bytes = self.text.as_bytes();
        if bytes[at] == b',' || bytes[at] == b'.' && self.is_single(at) {
            let mut flags = before.or(Flags::PUNCTUATION);
            if bytes[at] == b'.' {
                flags.set(Flags::TERMINAL);
                self.signs.closers.push(self.next_token());
            }
            self.push_sign(at, at + 1, flags);
            return at + 1;
        }
        let rest = &self.text[at..];
        let c = self.char_at(at);
        if matches!(c, '.' | '@') && before.has(Flags::SPACE_BEFORE) || c == '@' {
            let next = rest[1..].chars().next().unwrap_or(' ');
            let number = c == '.' && next.is_ascii_digit();
            if number || c == '@' && (next.is_alphanumeric() || next == '_') {
                let word = word::word(self.text, at + 1, self.lexicon);
                if word.flags.has(Flags::LINK) {
                    self.signs.closers.push(self.next_token());
                }
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
                    flags.set(Flags::TERMINAL);
                    self.signs.closers.push(self.next_token());
                }
                '"' | '\'' | '`' | '‘' | '’' | '‚' | '‛' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '＂' =>
                {
                    self.signs.marks.push(self.next_token());
                }
                ':' if self.signs.colon.is_none() => {
                    self.signs.colon = Some(self.next_token());
                }
                '(' | ')' | '[' | ']' | '{' | '}' => {
                    self.signs.brackets.push(self.next_token());
                }
                _ => {}
            }
        }
        self.push_sign(at, end, flags);
        end
    }

    /// Whether the full stop at `at` has a blank after it.
    fn is_single(&self, at: usize) -> bool {
        self.text.as_bytes().get(at + 1).is_none_or(|&after| matches!(kind(after), Kind::Blank | Kind::Break))
    }

    /// Whether the token that ends at `at` is a full stop or the like.
    fn after_terminal(&self, at: usize) -> bool {
        self.rows.last().is_some_and(|token| token.span.range().end == at && token.flags.has(Flags::TERMINAL))
    }

    fn push_shaped(&mut self, start: usize, end: usize, before: Flags) {
        let word = &self.text[start..end];
        let flags = before.or(shape(word));
        if flags.has(Flags::LETTER) {
            self.push(start, end, flags, word_hash(word));
        } else {
            self.push_sign(start, end, flags);
        }
    }

    #[inline(always)]
    fn push(&mut self, start: usize, end: usize, flags: Flags, hash: u64) {
        let row = Self::row(start, end, flags);
        self.rows.push(TokenRow { hash, ..row });
    }

    /// Adds a token that is no word.
    #[inline]
    fn push_sign(&mut self, start: usize, end: usize, flags: Flags) {
        let row = Self::row(start, end, flags);
        self.rows.push(row);
    }

    #[inline]
    fn row(start: usize, end: usize, flags: Flags) -> TokenRow {
        let span = Span::new(short(start), short(end));
        TokenRow { span, classes: Classes::NONE, hash: NO_WORD, sentence: SentenceId::new(0), flags }
    }

    /// The index of the token that comes next.
    fn next_token(&self) -> u32 {
        offset(self.rows.len())
    }
}

/// An offset of a text whose length was checked.
#[expect(clippy::cast_possible_truncation, reason = "the segmenter checks the text's length first")]
fn short(at: usize) -> u32 {
    at as u32
}

pub(super) fn shape(word: &str) -> Flags {
    let mut flags = Flags::default();
    let (mut upper, mut lower) = (0, 0);
    for c in word.chars() {
        if c.is_alphabetic() {
            flags.set(Flags::LETTER);
            upper += usize::from(c.is_uppercase());
            lower += usize::from(c.is_lowercase());
        } else if c.is_numeric() {
            flags.set(Flags::DIGIT);
        } else if c == '-' {
            flags.set(Flags::HYPHEN);
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
