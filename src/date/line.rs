//! A part of a sentence as the rules read it: atoms, which are its tokens cut at hyphens.
//!
//! "a third-quarter loss in mid-1990" has the atoms `a · third · quarter · loss · in · mid · 1990`, of which
//! "quarter" and "1990" are *joined* to the one before. An [`Atom`] holds what it stands for ([`Word`]) and its hash;
//! rules ask a [`Line`] of atoms by number, and places past its ends hold nothing.
//!
//! A *core* is an atom that an expression may rest on: a month in capitals, a weekday, a unit, a year, "yesterday".
//! The segmenter marks the tokens that may be one while it reads the text ([`View::hooked`]), so that [`Cores`] jumps
//! from one to the next, 64 tokens at a look. Around a core the *window* is read ([`Atoms::read`]), as far as words
//! of the vocabulary stand: most of a text is never read by this folder.
//!
//! Numbers take many forms, which [`digits`] tells apart:
//!
//! | text | stands for |
//! |---|---|
//! | 17 | digits, two of them |
//! | 17th | a rank |
//! | 1990s, 90s | a decade |
//! | 2.5, 2½, 1/2 | a half |
//! | 12,000 | digits |
//! | 5pm, 17:30, 5.30am | a time |
//! | 2:48:17 | a time that a clock measured |
//! | 2/17/2025 | three numbers |

use std::ops::Range;

use super::clock;
use crate::id::TokenId;
use crate::lexicon::en::cue::Cue;
use crate::lexicon::en::time::{Unit, Word};
use crate::lexicon::index::words;
use crate::lexicon::number::LATEST;
use crate::lexicon::{ascii_word_hash, eight, small_word_hash, word_hash};
use crate::segment::{Flags, Token, TokenGlance, View};
use crate::span::{Span, offset};

/// A piece of a token between hyphens: "mid-1990s" has two.
#[derive(Clone, Copy, Debug)]
struct Atom {
    /// What it stands for in an expression.
    word: Word,
    /// The hash of its text; 0 where it starts with a digit.
    hash: u64,
    /// Where it stands, in bytes of the text.
    span: Span,
    /// The token that it is a piece of.
    token: TokenId,
    /// Whether a hyphen, and nothing else, stands before it.
    joined: bool,
}

/// A window's atoms beside the text: a view that rules pass on by value. Places past the last atom hold nothing, so
/// that a rule may look ahead without asking how far the window goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    text: &'a str,
    atoms: &'a [Atom],
}

impl<'a> Line<'a> {
    /// The number of atoms.
    pub(super) fn len(self) -> usize {
        self.atoms.len()
    }

    /// What the atom stands for; past the last one, nothing.
    pub(super) fn word(self, at: usize) -> Word {
        self.atoms.get(at).map_or(Word::Other, |atom| atom.word)
    }

    /// Whether the atom stands for nothing by itself.
    pub(super) fn is_other(self, at: usize) -> bool {
        self.word(at).is_other()
    }

    /// The atom as it is written; empty past the last one.
    pub(super) fn text(self, at: usize) -> &'a str {
        self.atoms.get(at).map_or("", |atom| &self.text[atom.span])
    }

    /// Whether the atom is one of these, by their hashes, without regard to case. Never of one that starts with a
    /// digit.
    #[inline]
    pub(super) fn is(self, at: usize, any: &[u64]) -> bool {
        self.atoms.get(at).is_some_and(|atom| any.contains(&atom.hash))
    }

    /// Whether the atom before is one of these.
    #[inline]
    pub(super) fn follows(self, at: usize, any: &[u64]) -> bool {
        at > 0 && self.is(at - 1, any)
    }

    /// The atom after the phrase, word by word, if that stands from `at` on. The phrase has a word at least.
    #[inline]
    pub(super) fn phrase(self, at: usize, phrase: &[u64]) -> Option<usize> {
        // Few phrases go on behind their first word.
        if !self.is(at, &phrase[..1]) {
            return None;
        }
        let atoms = self.atoms.get(at..at + phrase.len())?;
        atoms.iter().zip(phrase).all(|(atom, &word)| atom.hash == word).then_some(at + phrase.len())
    }

    /// What the table has for the atom; none if that is not in it.
    #[inline]
    pub(super) fn pick<T: Copy>(self, at: usize, table: &[(u64, T)]) -> Option<T> {
        let hash = self.atoms.get(at)?.hash;
        table.iter().find(|(word, _)| *word == hash).map(|(_, value)| *value)
    }

    /// What the atom tells beside an expression.
    pub(super) fn cue(self, at: usize) -> Cue {
        self.atoms.get(at).map_or(Cue::NONE, |atom| Cue::of(atom.hash))
    }

    /// What the atom before tells.
    pub(super) fn cue_before(self, at: usize) -> Cue {
        at.checked_sub(1).map_or(Cue::NONE, |before| self.cue(before))
    }

    /// Whether the atom is a singular unit of time.
    pub(super) fn is_unit(self, at: usize, unit: Unit) -> bool {
        self.word(at) == Word::Unit(unit)
    }

    /// Whether the atom is a possessive ending.
    pub(super) fn is_possessive(self, at: usize) -> bool {
        self.is(at, words!("'s ’s"))
    }

    /// The atom after the plural ending of a number, which is written like a possessive: "1980's". Also where the
    /// segmenter cut it in two.
    pub(super) fn plural_end(self, at: usize) -> Option<usize> {
        if self.is_possessive(at) {
            return Some(at + 1);
        }
        let span = |at: usize| self.atoms.get(at).map(|atom| atom.span);
        let close = |one: usize| span(one).zip(span(one + 1)).is_some_and(|(one, next)| one.end() == next.start());
        let apart = self.is(at, words!("' ’")) && self.text(at + 1) == "s" && at > 0 && close(at - 1) && close(at);
        apart.then_some(at + 2)
    }

    /// Whether the atom starts with a letter.
    pub(super) fn is_letters(self, at: usize) -> bool {
        self.starts_with(at, u8::is_ascii_alphabetic, char::is_alphabetic)
    }

    /// The atom after this one if it is one of these, else this one.
    #[inline]
    pub(super) fn skip(self, at: usize, any: &[u64]) -> usize {
        at + usize::from(self.is(at, any))
    }

    /// Whether the atom starts with a capital letter.
    pub(super) fn is_capitalised(self, at: usize) -> bool {
        self.starts_with(at, u8::is_ascii_uppercase, char::is_uppercase)
    }

    /// Whether the atom's first letter is of a kind, told by its first byte where that is ASCII.
    #[inline]
    fn starts_with(self, at: usize, ascii: impl Fn(&u8) -> bool, any: fn(char) -> bool) -> bool {
        let Some(atom) = self.atoms.get(at) else { return false };
        match self.text.as_bytes().get(atom.span.range().start) {
            Some(byte) if byte.is_ascii() => ascii(byte) && !atom.span.is_empty(),
            _ => self.text(at).starts_with(any),
        }
    }

    /// Whether a hyphen joins the atom to the one before.
    pub(super) fn is_joined(self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|atom| atom.joined)
    }

    /// Where the atoms from `start` to before `end` stand. Both must be in the line, and `start` before `end`.
    pub(super) fn span(self, start: usize, end: usize) -> Span {
        self.atoms[start].span.cover(self.atoms[end - 1].span)
    }

    /// The token that the atom is of, which must be in the line.
    pub(super) fn token(self, at: usize) -> TokenId {
        self.atoms[at].token
    }
}

/// So many atoms before a core are looked at for an expression's start: "in the course of the first three months of"
/// is none that starts.
pub(super) const ATOMS_BEFORE_CORE: usize = 8;

/// The atoms of a window: of a part of a sentence that no expression around its cores goes beyond. The memory serves
/// one after the other.
#[derive(Debug, Default)]
pub(super) struct Atoms {
    /// In text order.
    rows: Vec<Atom>,
    /// The numbers of those that an expression may rest on.
    cores: Vec<usize>,
}

/// What a token tells of where expressions go.
#[derive(Clone, Copy)]
struct Reach {
    /// Whether one may rest on it.
    rests: bool,
    /// Whether one may go on behind it.
    goes_on: bool,
}

impl Atoms {
    /// Reads the window around a token that an expression may rest on, and that none before it was read with; tells
    /// the number of the token behind the window.
    ///
    /// It reaches as far as words of the vocabulary stand, and over all cores near by; to the left no more than
    /// [`ATOMS_BEFORE_CORE`] and two tokens, to the right one token past the vocabulary, for rules ask what stands
    /// behind an expression. Never over a sentence's border.
    #[inline(never)]
    pub(super) fn read(&mut self, view: View<'_>, core: Token<'_>) -> usize {
        self.rows.clear();
        let (core, sentence) = (core.id().index(), core.sentence());
        let (start, end) = (sentence.first_token().index(), sentence.end_token().index());
        // Rules look two words before an expression at most, and over no word that expressions do not go on at.
        let mut at = core;
        for token in view.glances(start.max(core.saturating_sub(ATOMS_BEFORE_CORE + 2))..core).rev() {
            at -= 1;
            let first = self.rows.len();
            let goes_on = self.push(view.text(), at, token).goes_on;
            if token.flags.has(CUT) {
                self.rows[first..].reverse();
            } else if !goes_on {
                break;
            }
        }
        self.rows.reverse();
        self.cores.clear();
        let (mut at, mut went_on) = (core, true);
        for token in view.glances(core..end) {
            let Reach { rests, goes_on } = self.push(view.text(), at, token);
            at += 1;
            if !(rests | went_on) {
                break;
            }
            went_on = goes_on;
        }
        at
    }

    /// Appends the atoms of the token that is the one at `at`, with what it tells of where expressions go.
    #[inline(always)]
    fn push(&mut self, text: &str, at: usize, token: TokenGlance) -> Reach {
        let (id, span) = (TokenId::new(at), token.span);
        if token.flags.has(CUT) {
            return self.cut(text, id, token);
        }
        let hash = if token.hash == 0 { mark(text, span) } else { token.hash };
        let word = Word::of(hash);
        self.add(Atom { word, hash, span, token: id, joined: false }, is_core(word, token.flags))
    }

    /// Appends an atom, a core if one may rest on it.
    #[inline(always)]
    fn add(&mut self, atom: Atom, rests: bool) -> Reach {
        if rests {
            self.cores.push(self.rows.len());
        }
        self.rows.push(atom);
        Reach { rests, goes_on: atom.word.goes_on() }
    }

    /// Appends the pieces of a token that is cut, or that holds a number. It goes on if any piece does.
    #[inline(never)]
    fn cut(&mut self, text: &str, id: TokenId, token: TokenGlance) -> Reach {
        let (start, mut reach) = (token.span.start(), Reach { rests: false, goes_on: false });
        for span in pieces(text, token) {
            let (word, hash) = piece_of(text, span);
            let atom = Atom { word, hash, span, token: id, joined: span.start() > start };
            let Reach { rests, goes_on } = self.add(atom, word.is_core() || is_decade(text, span));
            reach = Reach { rests: reach.rests | rests, goes_on: reach.goes_on | goes_on };
        }
        reach
    }

    /// The window that was read last; `text` is the whole text, whose spans the atoms are.
    pub(super) fn line<'a>(&'a self, text: &'a str) -> Line<'a> {
        Line { text, atoms: &self.rows }
    }

    /// The atoms of that window that an expression may rest on.
    pub(super) fn cores(&self) -> &[usize] {
        &self.cores
    }
}

/// The hashes of marks, by their byte: the segmenter hashes words only.
static MARKS: [u64; 128] = {
    let (mut marks, mut byte) = ([0; 128], 0);
    while byte < 128 {
        marks[byte as usize] = small_word_hash(&[byte]);
        byte += 1;
    }
    marks
};

/// The hash of a token that is no word.
#[inline]
fn mark(text: &str, span: Span) -> u64 {
    if span.len() == 1 {
        MARKS[usize::from(text.as_bytes()[span.range().start]) % MARKS.len()]
    } else {
        word_hash(&text[span])
    }
}

/// Tokens that are cut at hyphens, or that hold a number, which is read in one of its forms.
const CUT: Flags = Flags::DIGIT.or(Flags::HYPHEN);

/// The tokens of a text that an expression may rest on, one after the other.
#[derive(Debug)]
pub(super) struct Cores<'a> {
    view: View<'a>,
    /// The block of tokens that `may` tells of.
    block: usize,
    /// Those that may be cores, a bit each; the lowest is the first of the block.
    may: u64,
}

/// The tokens of a block: as many as a number has bits.
const BLOCK: usize = 64;

impl<'a> Cores<'a> {
    /// The cores of a text.
    pub(super) fn of(view: View<'a>) -> Self {
        Self { view, block: 0, may: view.hooked(0).unwrap_or_default() }
    }

    /// The first core from token `next` on, which lies behind all that were told before; none where there is no more.
    /// Blocks without a bit are passed at a look.
    #[inline(never)]
    pub(super) fn next(&mut self, next: usize) -> Option<Token<'a>> {
        if next / BLOCK > self.block {
            self.block = next / BLOCK;
            self.may = self.view.hooked(self.block)?;
        }
        if next / BLOCK == self.block {
            self.may &= u64::MAX << (next % BLOCK);
        }
        loop {
            while self.may == 0 {
                self.block += 1;
                self.may = self.view.hooked(self.block)?;
            }
            let token = self.view.token(TokenId::new(self.block * BLOCK + self.may.trailing_zeros() as usize));
            self.may &= self.may - 1;
            if rests(self.view.text(), token, token.glance()) {
                return Some(token);
            }
        }
    }
}

/// Whether an expression may rest on the token, which the segmenter says it may: told for sure, by all of its pieces.
///
/// Of numbers years and times do ("1990", "0930", "17:30", "2/17/2025"), "3.25" only before a zone, and a decade.
fn rests(text: &str, token: Token<'_>, row: TokenGlance) -> bool {
    let TokenGlance { flags, span, hash } = row;
    if !flags.has(CUT) {
        return is_core(Word::of(hash), flags);
    }
    if flags.has(Flags::HYPHEN.or(Flags::LETTER)) {
        return pieces(text, row).any(|piece| piece_of(text, piece).0.is_core());
    }
    // Of numbers, years and times are the shortest: "1990", "5:30", "3.25" before a zone, whose other words are cores.
    let number = &text.as_bytes()[span.range()];
    let Some((before, last)) = number.split_last_chunk::<4>() else { return is_decade(text, span) };
    if before.is_empty() && last.iter().all(u8::is_ascii_digit) {
        return *last <= LATEST;
    }
    let clock = match last[1] {
        b'.' => token.next().is_some_and(may_be_zone),
        b':' => true,
        _ => number.contains(&b'/') || number.contains(&b':'),
    };
    clock && piece_of(text, span).0.is_core()
}

/// Whether a number is a decade, written like a possessive: "the 80's".
fn is_decade(text: &str, number: Span) -> bool {
    let range = number.range();
    let tens = matches!(&text.as_bytes()[range.clone()], [b'2'..=b'9', b'0']);
    tens && text.get(range.end..).is_some_and(|rest| rest.starts_with("'s") || rest.starts_with("’s"))
}

/// Whether an expression may rest on a word: the names of months are capitalised.
#[inline]
fn is_core(word: Word, flags: Flags) -> bool {
    word.is_core() && (flags.has(Flags::CAPITALISED) || !matches!(word, Word::Month(_)))
}

/// Whether a zone may start with the token.
fn may_be_zone(token: Token<'_>) -> bool {
    token.flags().has(CUT) || clock::is_zone(token.hash())
}

/// The pieces of a token between its hyphens; a token without one is its own piece.
fn pieces(text: &str, token: TokenGlance) -> impl Iterator<Item = Span> {
    let (hyphens, mut rest) = (token.flags.has(Flags::HYPHEN), Some(token.span));
    std::iter::from_fn(move || {
        let whole = rest.take()?;
        let hyphen = |bytes: &[u8]| bytes.iter().position(|&byte| byte == b'-');
        let Some(len) = hyphens.then(|| hyphen(&text.as_bytes()[whole.range()])).flatten() else { return Some(whole) };
        let cut = whole.start() + offset(len);
        rest = Some(Span::new(cut + 1, whole.end()));
        Some(Span::new(whole.start(), cut))
    })
}

/// What a piece of a token stands for: vocabulary, or a number in one of its forms; with its hash.
fn piece_of(text: &str, piece: Span) -> (Word, u64) {
    let bytes = &text.as_bytes()[piece.range()];
    if bytes.first().is_some_and(u8::is_ascii_digit) {
        return (digits(text, piece).unwrap_or(Word::Other), 0);
    }
    let hash = if bytes.is_ascii() { ascii_word_hash(text.as_bytes(), piece.range()) } else { word_hash(&text[piece]) };
    (Word::of(hash), hash)
}

/// The number that starts with the digits of a piece, in whichever form; none for other forms ("5km"), and numbers
/// past 32 bits.
///
/// "12,000" → digits of no known count, so that it is no year; "1,5" → none; "2:48:17" → a measured time, "17:30" →
/// one of the day.
fn digits(text: &str, piece: Span) -> Option<Word> {
    let range = piece.range();
    let (value, len) = leading(text.as_bytes(), range.clone())?;
    let count = u8::try_from(len).ok()?;
    if len == range.len() {
        return Some(Word::Digits(value, count));
    }
    let rest = &text[range.start + len..range.end];
    match rest.as_bytes() {
        b"st" | b"nd" | b"rd" | b"th" => return Some(Word::Ordinal(value)),
        b"s" if matches!(count, 2 | 4) && value % 10 == 0 => {
            return Some(Word::Decade(i16::try_from(value / 10).ok()?));
        }
        b".5" => return Some(Word::Half(value)),
        b"/2" if value == 1 => return Some(Word::Half(0)),
        b"am" | b"AM" => return time(value, 0, Some(false)),
        b"pm" | b"PM" => return time(value, 0, Some(true)),
        _ if rest == "½" => return Some(Word::Half(value)),
        _ => {}
    }
    if let Some(thousands) = rest.strip_prefix(',') {
        let small = thousands.len() == 3 && count <= 3;
        return small.then(|| thousands.parse::<u32>().ok())?.map(|low| Word::Digits(value * 1000 + low, 0));
    }
    if let Some(minutes) = rest.strip_prefix([':', '.']) {
        let (minutes, half) = minutes.split_at_checked(2)?;
        let minutes = minutes.parse().ok()?;
        if let Some(seconds) = half.strip_prefix(':').filter(|seconds| seconds.len() == 2) {
            let (hours, seconds) = (u8::try_from(value).ok()?, seconds.parse().ok()?);
            return (minutes < 60 && seconds < 60).then_some(Word::Elapsed(
                hours,
                u8::try_from(minutes).ok()?,
                seconds,
            ));
        }
        return match half {
            "" => time(value, minutes, None),
            "am" | "AM" => time(value, minutes, Some(false)),
            "pm" | "PM" => time(value, minutes, Some(true)),
            _ => None,
        };
    }
    let mut parts = rest.strip_prefix('/')?.split('/');
    let (second, third) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    parts.next().is_none().then_some(Word::Slashed(u16::try_from(value).ok()?, second, third))
}

/// The number that the digits at the start of `range` are, with how many they are; none where it is too large.
///
/// Eight bytes at a time: where the first that is no digit stands is told by one addition, and the digits are added
/// up in pairs, fours, all.
fn leading(text: &[u8], range: Range<usize>) -> Option<(u32, usize)> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * ONES;
    let digits = eight(text, range.start) ^ (0x30 * ONES);
    let others = (((digits & !HIGH) + 0x76 * ONES) | digits) & HIGH;
    let count = (others.trailing_zeros() as usize / 8).min(range.len());
    if count == 8 {
        let (mut value, mut count) = (0_u32, 0);
        for digit in text[range].iter().take_while(|byte| byte.is_ascii_digit()) {
            value = value.checked_mul(10)?.checked_add(u32::from(digit - b'0'))?;
            count += 1;
        }
        return Some((value, count));
    }
    // Noughts before the digits, then pairs of digits, then fours, then all.
    let digits = digits << (64 - 8 * count);
    let pairs = (digits * 10 + (digits >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs * 100 + (pairs >> 16)) & 0x0000_ffff_0000_ffff;
    let value = (fours * 10_000 + (fours >> 32)) & 0xffff_ffff;
    Some((u32::try_from(value).ok()?, count))
}

/// An hour and minute as a time; `afternoon` says which half of the day, where the text does. 24:00 is one, 24:30
/// passes as well.
fn time(hour: u32, minute: u32, afternoon: Option<bool>) -> Option<Word> {
    let hour = match afternoon {
        None => hour,
        Some(late) => half_day(hour, late)?,
    };
    (hour <= 24 && minute < 60).then_some(Word::Clock(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?))
}

/// An hour of the twelve-hour clock, 1 to 12, as one of the day: 12 a.m. → 0, 12 p.m. → 12. None for other hours.
pub(super) fn half_day(hour: u32, afternoon: bool) -> Option<u32> {
    (1..=12).contains(&hour).then_some(hour % 12 + if afternoon { 12 } else { 0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::Segmenter;

    #[test]
    fn the_segmenter_tells_every_token_that_a_date_may_rest_on() {
        let numbers = ["1", "17", "90", "199", "0930", "1990", "2400", "2401", "12345"];
        let behind = ["", "th", "s", "pm", "-90", "-month", ".25", ":30", ":30pm", "/4/1990", ",000", ".5", "½"];
        let around = [("", " GMT"), ("’", " "), ("in mid-", ","), ("(", ")"), ("", "-"), ("", "\u{a0}EST")];
        let mut cores = 0;
        for (before, after) in around {
            for (number, behind) in numbers.iter().flat_map(|number| behind.map(|behind| (number, behind))) {
                let text = format!("{before}{number}{behind}{after}");
                let segments = Segmenter::new().segment(&text);
                let view = segments.view(&text);
                for token in view.tokens().filter(|token| rests(&text, *token, token.glance())) {
                    let told = view.hooked(0).is_some_and(|told| told >> token.id().index() & 1 == 1);
                    assert!(told, "{:?} of {text:?}", token.text());
                    cores += 1;
                }
            }
        }
        assert!(cores > 200, "{cores}");
    }
}
