//! The scan: where tokens start and end, in one pass over the bytes.
//!
//! Tokens are cut as the Penn Treebank cuts them, with a few differences that news asks for:
//!
//! ```text
//! The U.S.-led talks      →  The | U.S.-led | talks
//! She didn't say.         →  She | did | n't | say | .
//! Mr. Lund's "plan"       →  Mr. | Lund | 's | " | plan | "
//! $3,400 at 9:30 p.m.     →  $ | 3,400 | at | 9:30 | p.m.
//! www.example.com/a, …    →  www.example.com/a | , | …
//! ```
//!
//! Nearly all words are runs of ASCII letters behind which a blank or a comma stands. These are the fast way
//! ([`Scan::run`]): eight bytes are looked at together, and length, hash and flags come out of them without a
//! branch a letter. What else may be a word is decided by the byte behind the run ([`ENDINGS`]): most such
//! bytes have a short way of their own ([`Scan::unclear`]), and what these cannot settle goes to
//! [`mod@word`], which knows all that belongs to a word beyond letters. Each short way gives what the
//! long one would give.
//!
//! Words in scripts that the program knows no words of are cut by UAX #29 ([`foreign_word`]). No token is
//! looked up here: the word list is asked for eight tokens at a time later (`token::tokenize`).

use super::chars::{Kind, foreign_word, is_blank, is_foreign, is_line_end, kind};
use super::outlines::Outlines;
use super::token::{Flags, NO_WORD, mark_len, shape};
use super::{TokenRow, short, word};
use crate::id::SentenceId;
use crate::lexicon::Classes;
use crate::lexicon::{Lexicon, SMALL, ascii_word_hash, eight, number, short_word_hash, word_hash};
use crate::span::{Span, offset};

/// What later stages seek tokens by: their outlines, and the indexes of those of some kinds.
#[derive(Default)]
pub(super) struct Signs {
    /// What lines and boundaries are sought by.
    pub(super) outlines: Outlines,
    /// Whether a character is not ASCII: else characters are bytes, and lines need not be counted.
    pub(super) wide: bool,
    /// Whether a tab or several blanks may stand inside a line, as between the columns of a table.
    pub(super) wide_blanks: bool,
    /// Those that may be quotation marks, apostrophes that stand alone among them.
    pub(super) marks: Vec<u32>,
    /// Brackets.
    pub(super) brackets: Vec<u32>,
    /// Those that end sentences or are addresses: by them the text's style is read.
    pub(super) closers: Vec<u32>,
    /// Colons.
    pub(super) colons: Vec<u32>,
    /// Words with hyphens, and numbers that look like years or times: a stage hooks on them, whatever the word
    /// list says.
    pub(super) hooked: Vec<u32>,
    /// Those that are abbreviations for the sake of a number on a later line: they are none where a paragraph
    /// ends between the two.
    pub(super) over_lines: Vec<u32>,
}

impl Signs {
    /// Takes all off but the outlines, which are cleared when tokens are looked up.
    pub(super) fn clear(&mut self) {
        self.wide = false;
        self.wide_blanks = false;
        self.marks.clear();
        self.brackets.clear();
        self.closers.clear();
        self.colons.clear();
        self.hooked.clear();
        self.over_lines.clear();
    }
}

/// Appends the tokens of `text` to `rows`, not looked up yet, and its signs to `signs`, which must be clear.
/// `ends` are bytes at which a paragraph is known to end, ascending; none on the first run over a text.
#[inline(never)]
pub(super) fn scan(text: &str, ends: &[u32], lexicon: Lexicon, signs: &mut Signs, rows: &mut Vec<TokenRow>) {
    Scan { text, bytes: text.as_bytes(), ends, lexicon, signs, rows }.run();
}

/// A run of ASCII letters, sixteen at most.
struct Letters {
    /// Letters, which are bytes.
    len: usize,
    /// The word's hash without regard to case, if the run is the whole word.
    hash: u64,
    /// [`Flags::LETTER`], and what its capitals say.
    flags: Flags,
    /// The byte behind it, or 0.
    next: u8,
}

/// The letters that `rest` starts with, one at least; `first` are its first eight bytes, and `other` has the
/// high bit of each of them that is no letter. A run of sixteen or more is given as sixteen with a letter
/// behind it, by which [`ENDINGS`] takes it for a part of a longer word.
#[inline(always)]
fn letters(rest: &[u8], first: u64, other: u64) -> Letters {
    let at = |eight: u64, len: u32| (eight >> (len % 8 * 8) & 0xff) as u8;
    if other == 0 {
        let second = eight(rest, 8);
        let other = others(second);
        let (len, mask) = (other.trailing_zeros() / 8, below(other));
        let flags = Flags::of_letters(first, first | second & mask);
        let hash = short_word_hash(first | SMALL, (second | SMALL) & mask, 8 + len as usize);
        return Letters { len: 8 + len as usize, hash, flags, next: at(second, len) };
    }
    let (len, mask) = (other.trailing_zeros() / 8, below(other));
    let hash = short_word_hash((first | SMALL) & mask, 0, len as usize);
    let flags = Flags::of_letters(first, first & mask | u64::from(len == 1) << 5);
    Letters { len: len as usize, hash, flags, next: at(first, len) }
}

/// The high bit of each of eight bytes that is no ASCII letter.
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
    /// The run is a word, and behind the byte the next token may start.
    Blank,
    /// The run is a word.
    Word,
    /// It may be one.
    Stop,
    /// It may be one, or the start of an address: "http:".
    Colon,
    /// It may be one, or have an ending: "it's", "o'clock".
    Apostrophe,
    /// It is part of a longer word, or may be.
    Part,
}

/// What each byte makes of the run before it. 0 stands for the text's end.
const ENDINGS: [Ending; 256] = {
    let mut endings = [Ending::Part; 256];
    let words = b",\r\t;)\"?!></(][}{|=#$*\0";
    let mut at = 0;
    while at < words.len() {
        endings[words[at] as usize] = Ending::Word;
        at += 1;
    }
    endings[b' ' as usize] = Ending::Blank;
    endings[b'\n' as usize] = Ending::Blank;
    endings[b'.' as usize] = Ending::Stop;
    endings[b':' as usize] = Ending::Colon;
    endings[b'\'' as usize] = Ending::Apostrophe;
    endings
};

/// A text while its tokens are found, and where they go.
struct Scan<'a> {
    text: &'a str,
    /// The same as bytes.
    bytes: &'a [u8],
    /// Bytes at which a paragraph is known to end, ascending.
    ends: &'a [u32],
    lexicon: Lexicon,
    signs: &'a mut Signs,
    rows: &'a mut Vec<TokenRow>,
}

impl Scan<'_> {
    /// Goes through the text: the short way for runs of letters before a common ending, [`Scan::other`] for all
    /// else.
    fn run(&mut self) {
        // The text's start is like the end of a line.
        let (mut at, mut before) = self.blanks(0, Flags::SPACE_BEFORE.or(Flags::LINE_START));
        while at < self.bytes.len() {
            let rest = &self.bytes[at..];
            let first = eight(rest, 0);
            let other = others(first);
            if other & 0xff != 0 {
                (at, before) = self.other(at, before);
                continue;
            }
            let run = letters(rest, first, other);
            let end = at + run.len;
            let flags = before.or(run.flags);
            let ending = ENDINGS[usize::from(run.next)];
            if ending == Ending::Blank {
                self.push(at, end, flags, run.hash);
                (at, before) = (end + 1, Flags::SPACE_BEFORE.or(Flags::LINE_START.when(run.next == b'\n')));
            } else if ending == Ending::Word {
                self.push(at, end, flags, run.hash);
                if end == self.bytes.len() {
                    break;
                }
                (at, before) = self.other(end, Flags::default());
            } else {
                let end = self.unclear(Span::new(short(at), short(end)), ending, before, flags, run.hash);
                (at, before) = self.after(end);
            }
        }
    }

    /// Takes what starts at `at`, blanks or a token, and tells the place behind it and what that says of the
    /// next token ([`Flags::SPACE_BEFORE`], [`Flags::LINE_START`]).
    #[inline(never)]
    fn other(&mut self, at: usize, before: Flags) -> (usize, Flags) {
        let byte = self.bytes[at];
        // Common enough for a branch of its own, which is often foreseen where a table's leap is not.
        if byte == b',' {
            self.push_sign(at, at + 1, before.or(Flags::PUNCTUATION));
            return self.after(at + 1);
        }
        let end = match kind(byte) {
            Kind::Digit => self.number(at, before),
            Kind::Mark if byte == b'.' && self.is_single(at) => {
                self.signs.closers.push(self.next_token());
                self.push_sign(at, at + 1, before.or(Flags::PUNCTUATION).or(Flags::EDGE).or(Flags::TERMINAL));
                at + 1
            }
            Kind::Mark => self.mark(at, before),
            Kind::Blank | Kind::Break => return self.blanks(at, before),
            Kind::Wide => {
                self.signs.wide = true;
                match self.char_at(at) {
                    c if is_blank(c) => return self.blanks(at, before),
                    c if c.is_alphanumeric() && is_foreign(c) => {
                        let end = at + foreign_word(&self.text[at..]);
                        self.push_shaped(at, end, before);
                        end
                    }
                    c if c.is_alphanumeric() => self.word(at, before),
                    _ => self.mark(at, before),
                }
            }
            Kind::Lower | Kind::Upper => self.word(at, before),
        };
        self.after(end)
    }

    /// The place behind the blank that most tokens have at their `end`, and what it says of the next token. A
    /// second blank is left to [`Scan::blanks`].
    #[inline]
    fn after(&self, end: usize) -> (usize, Flags) {
        let next = self.byte(end);
        let breaks = next == b'\n';
        let blank = matches!(next, b' ' | b'\n');
        (end + usize::from(blank), Flags::SPACE_BEFORE.when(blank).or(Flags::LINE_START.when(breaks)))
    }

    /// Takes the blanks at `at`, which may be none; `before` is what a blank before them says of the next
    /// token. Several blanks in a line, or a tab, are noted as wide ([`Signs::wide_blanks`]).
    fn blanks(&mut self, at: usize, before: Flags) -> (usize, Flags) {
        let spaces = eight(self.bytes, at) ^ u64::from_le_bytes([b' '; 8]);
        let mut end = at + spaces.trailing_zeros() as usize / 8;
        let mut line_ends = before.has(Flags::LINE_START);
        let mut before = before.or(Flags::SPACE_BEFORE);
        while let Some(&byte) = self.bytes.get(end) {
            match byte {
                b' ' | b'\t' => end += 1,
                b'\n' | b'\r' | 0x0b | 0x0c => {
                    before.set(Flags::LINE_START);
                    line_ends |= byte != 0x0b;
                    end += 1;
                }
                0x80.. => {
                    let c = self.char_at(end);
                    if !is_blank(c) {
                        break;
                    }
                    self.signs.wide = true;
                    if is_line_end(c) {
                        before.set(Flags::LINE_START);
                    }
                    end += c.len_utf8();
                }
                _ => break,
            }
        }
        self.signs.wide_blanks |= !line_ends && (end - at > 1 || self.byte(at) == b'\t');
        (end, before)
    }

    /// The character at `at`, or a blank at the text's end.
    fn char_at(&self, at: usize) -> char {
        self.text[at..].chars().next().unwrap_or(' ')
    }

    /// Takes the word that is made of the letters in `run` or starts with them: `ending` leaves open which.
    /// Each way that is tried here is short for what [`Scan::word`] finds, where no address can start.
    #[inline(never)]
    fn unclear(&mut self, run: Span, ending: Ending, before: Flags, flags: Flags, hash: u64) -> usize {
        let (at, end) = (run.range().start, run.range().end);
        let next = self.byte(end + 1);
        match ending {
            Ending::Stop if run.len() == 1 => return self.initials(at, before),
            Ending::Stop => return self.stopped(run, before, flags, hash),
            Ending::Apostrophe if next == b's' && self.ends_word(end + 2) => {
                self.push(at, end, flags, hash);
                self.push(end, end + 2, Flags::LETTER, ascii_word_hash(self.bytes, end..end + 2));
                return end + 2;
            }
            Ending::Apostrophe if next.is_ascii() && !next.is_ascii_alphabetic() => {}
            // "http://" …
            Ending::Colon if next != b'/' => {}
            Ending::Part => return self.joined(at, before),
            Ending::Blank | Ending::Word | Ending::Apostrophe | Ending::Colon => return self.word(at, before),
        }
        self.push(at, end, flags, hash);
        end
    }

    /// Takes the word at `run`, behind which a full stop stands: it is a token of its own ("left" of "left. "),
    /// unless the two are an abbreviation ("Sen. "). A common word in small letters that is an abbreviation too
    /// ("sat.", "no.") is left to the long way, which asks for a number behind it.
    fn stopped(&mut self, run: Span, before: Flags, flags: Flags, hash: u64) -> usize {
        let (at, end) = (run.range().start, run.range().end);
        if !matches!(kind(self.byte(end + 1)), Kind::Blank | Kind::Break | Kind::Mark) {
            return self.word(at, before);
        }
        if end - at <= word::LONGEST_ABBREVIATION {
            let with_stop = ascii_word_hash(self.bytes, at..end + 1);
            let classes = self.lexicon.hashed(with_stop);
            if classes.has(word::ABBREVIATIONS) {
                let is_word = !flags.has(Flags::CAPITALISED) && self.lexicon.hashed(hash).has(Classes::COMMON);
                if is_word || !classes.has(Classes::ABBR.or(Classes::ABBR_END)) || !self.ends_word(end + 1) {
                    return self.word(at, before);
                }
                self.push(at, end + 1, flags.or(Flags::ABBREVIATION), with_stop);
                return end + 1;
            }
        }
        self.push(at, end, flags, hash);
        end
    }

    /// Takes the word that starts with the letter at `at` and a full stop: mostly initials ("J.", "U.S.",
    /// "p.m."). One small letter alone, or what goes on behind the last full stop, is left to the long way.
    fn initials(&mut self, at: usize, before: Flags) -> usize {
        let mut end = at + 2;
        let mut small = self.bytes[at].is_ascii_lowercase();
        while self.byte(end).is_ascii_alphabetic() && self.byte(end + 1) == b'.' {
            small |= self.bytes[end].is_ascii_lowercase();
            end += 2;
        }
        let capitalised = self.bytes[at].is_ascii_uppercase();
        let several = end > at + 2;
        if !self.ends_word(end) || !(capitalised || several) {
            return self.word(at, before);
        }
        let flags = before.or(Flags::LETTER).or(Flags::ABBREVIATION);
        let flags = flags.or(Flags::CAPITALISED.when(capitalised)).or(Flags::CAPITALS.when(several && !small));
        self.push(at, end, flags, ascii_word_hash(self.bytes, at..end));
        end
    }

    /// Takes the word that starts at `at` and goes on behind its first letters, mostly with hyphens, digits or
    /// more letters: "follow-up", "G20", "internationalisation". A number that goes on behind a mark ("B1,500")
    /// is left to the long way.
    fn joined(&mut self, at: usize, before: Flags) -> usize {
        let mut flags = before.or(Flags::LETTER).or(Flags::CAPITALISED.when(self.bytes[at].is_ascii_uppercase()));
        let mut capitals = 0;
        let mut small = false;
        let mut end = at;
        loop {
            let byte = self.byte(end);
            match byte {
                b'a'..=b'z' => small = true,
                b'A'..=b'Z' => capitals += 1,
                b'0'..=b'9' => flags.set(Flags::DIGIT),
                b'-' if self.byte(end + 1).is_ascii_alphanumeric() => flags.set(Flags::HYPHEN),
                _ => break,
            }
            end += 1;
        }
        let in_number = self.bytes[end - 1].is_ascii_digit() && self.byte(end + 1).is_ascii_digit();
        if !self.ends_word(end) || in_number {
            return self.word(at, before);
        }
        let flags = flags.or(Flags::CAPITALS.when(capitals > 1 && !small));
        self.see_hooked(flags);
        self.push(at, end, flags, ascii_word_hash(self.bytes, at..end));
        end
    }

    /// The byte at `at`, or 0 behind the last.
    #[inline]
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or_default()
    }

    /// Whether the byte at `at` ends any word, and no address holds it.
    #[inline]
    fn ends_word(&self, at: usize) -> bool {
        matches!(ENDINGS[usize::from(self.byte(at))], Ending::Blank | Ending::Word)
    }

    /// Takes the number that starts at `at`: the common ones, of digits and the signs inside numbers, in one
    /// short loop: "12", "3.5", "1,200". What holds anything else ("9:30", "12th", "80's", "1,20") is left to
    /// the long way. Years and times are noted, for a stage hooks on them.
    fn number(&mut self, at: usize, before: Flags) -> usize {
        let bytes = self.bytes;
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
            // "The 80's".
            if end == at + 2 && matches!(self.byte(end), b'\'' | 0xe2) {
                self.signs.hooked.push(self.next_token());
            }
            return self.word(at, before);
        }
        if number::may_be_year_or_time(&bytes[at..end]) {
            self.signs.hooked.push(self.next_token());
        }
        self.push_sign(at, end, before.or(Flags::DIGIT));
        end
    }

    /// Takes the word that starts at `at`, of any characters: one token, or two where it has a contraction or
    /// possessive ending.
    fn word(&mut self, at: usize, before: Flags) -> usize {
        let word = word::word(self.text, at, self.ends, self.lexicon);
        if word.flags.has(Flags::LINK) {
            self.signs.closers.push(self.next_token());
        }
        if word.over_line {
            self.signs.over_lines.push(self.next_token());
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

    /// Takes the mark or the run of marks that starts at `at`: "--", "...", "?!", one bracket, a face. A full
    /// stop before a digit (".45") and an "@" before a name ("@desk") belong to the word behind them.
    fn mark(&mut self, at: usize, before: Flags) -> usize {
        let rest = &self.text[at..];
        let c = self.char_at(at);
        if matches!(c, '.' | '@') && before.has(Flags::SPACE_BEFORE) || c == '@' {
            let next = rest[1..].chars().next().unwrap_or(' ');
            let number = c == '.' && next.is_ascii_digit();
            if number || c == '@' && (next.is_alphanumeric() || next == '_') {
                let word = word::word(self.text, at + 1, self.ends, self.lexicon);
                if word.flags.has(Flags::LINK) {
                    self.signs.closers.push(self.next_token());
                }
                if word.over_line {
                    self.signs.over_lines.push(self.next_token());
                }
                self.push_shaped(at, word.end, before.or(word.flags));
                return word.end;
            }
        }
        let face = if before.has(Flags::SPACE_BEFORE) || self.after_terminal(at) { word::face(rest) } else { None };
        let end = at + face.unwrap_or_else(|| mark_len(rest, c));
        let mut flags = before.or(Flags::PUNCTUATION).or(Flags::EDGE);
        if face.is_none() {
            match c {
                '.' | '?' | '!' | '…' | '‼' | '⁇' | '⁈' | '⁉' | '。' | '？' | '！' | '।' | '॥' | '؟' | '۔' =>
                {
                    flags.set(Flags::TERMINAL);
                    self.signs.closers.push(self.next_token());
                }
                '"' | '\'' | '`' | '‘' | '’' | '‚' | '‛' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '＂' =>
                {
                    self.signs.marks.push(self.next_token());
                }
                ':' => self.signs.colons.push(self.next_token()),
                '(' | ')' | '[' | ']' | '{' | '}' => {
                    self.signs.brackets.push(self.next_token());
                }
                _ => {}
            }
        }
        self.push_sign(at, end, flags);
        end
    }

    /// Whether the full stop at `at` has a blank after it, or nothing.
    fn is_single(&self, at: usize) -> bool {
        self.text.as_bytes().get(at + 1).is_none_or(|&after| matches!(kind(after), Kind::Blank | Kind::Break))
    }

    /// Whether the token that ends at `at` is a full stop or the like.
    fn after_terminal(&self, at: usize) -> bool {
        self.rows.last().is_some_and(|token| token.span.range().end == at && token.flags.has(Flags::TERMINAL))
    }

    /// Adds the token from `start` to `end`, whose flags are read off its characters; `before` are those that
    /// its place gives it.
    fn push_shaped(&mut self, start: usize, end: usize, before: Flags) {
        let word = &self.text[start..end];
        self.signs.wide |= !word.is_ascii();
        let flags = before.or(shape(word));
        self.see_hooked(flags);
        if flags.has(Flags::LETTER) {
            self.push(start, end, flags, word_hash(word));
        } else {
            self.push_sign(start, end, flags);
        }
    }

    /// Notes the next token, which has these flags, if it is a word with a hyphen or digits: a stage looks at
    /// it whatever the word list says.
    fn see_hooked(&mut self, flags: Flags) {
        if flags.has(Flags::HYPHEN.or(Flags::DIGIT)) {
            self.signs.hooked.push(self.next_token());
        }
    }

    /// Adds a word with its hash.
    #[inline(always)]
    fn push(&mut self, start: usize, end: usize, flags: Flags, hash: u64) {
        let row = Self::row(start, end, flags);
        self.rows.push(TokenRow { hash, ..row });
    }

    /// Adds a token that is no word: it has no hash.
    #[inline]
    fn push_sign(&mut self, start: usize, end: usize, flags: Flags) {
        let row = Self::row(start, end, flags);
        self.rows.push(row);
    }

    /// A token's row before it is looked up; no sentence is known yet.
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
