//! A part of a sentence as the rules read it: atoms, which are its tokens cut at hyphens.

use super::clock;
use super::cue::Cue;
use super::index::{hash, words};
use super::vocabulary::{Unit, Word, may_be_core};
use crate::gazetteer::word_hash;
use crate::id::TokenId;
use crate::segment::{Flags, Token, View};
use crate::span::{Span, offset};

/// A piece of a token between hyphens: "mid-1990s" has two.
#[derive(Clone, Copy, Debug)]
struct Atom {
    word: Word,
    /// The hash of its text; 0 where it starts with a digit.
    hash: u64,
    span: Span,
    token: TokenId,
    /// Whether a hyphen, and nothing else, stands before it.
    joined: bool,
}

/// A window's atoms beside the text. Places past the last atom hold nothing.
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

    /// What the atom stands for.
    pub(super) fn word(self, at: usize) -> Word {
        self.atoms.get(at).map_or(Word::Other, |atom| atom.word)
    }

    /// Whether the atom stands for nothing by itself.
    pub(super) fn is_other(self, at: usize) -> bool {
        self.word(at).is_other()
    }

    /// The atom as it is written.
    pub(super) fn text(self, at: usize) -> &'a str {
        self.atoms.get(at).map_or("", |atom| &self.text[atom.span])
    }

    /// Whether the atom is one of these, without regard to case.
    #[inline]
    pub(super) fn is(self, at: usize, any: &[u64]) -> bool {
        self.atoms.get(at).is_some_and(|atom| any.contains(&atom.hash))
    }

    /// Whether the atom before is one of these.
    #[inline]
    pub(super) fn follows(self, at: usize, any: &[u64]) -> bool {
        at > 0 && self.is(at - 1, any)
    }

    /// The atoms that the phrase is from `at`, word by word; the one after it.
    #[inline]
    pub(super) fn phrase(self, at: usize, phrase: &[u64]) -> Option<usize> {
        let atoms = self.atoms.get(at..at + phrase.len())?;
        atoms.iter().zip(phrase).all(|(atom, &word)| atom.hash == word).then_some(at + phrase.len())
    }

    /// What the table has for the atom.
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

    #[inline]
    fn starts_with(self, at: usize, ascii: fn(&u8) -> bool, any: fn(char) -> bool) -> bool {
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

    /// Where the atoms from `start` to before `end` stand.
    pub(super) fn span(self, start: usize, end: usize) -> Span {
        self.atoms[start].span.cover(self.atoms[end - 1].span)
    }

    /// The token that the atom is of.
    pub(super) fn token(self, at: usize) -> TokenId {
        self.atoms[at].token
    }
}

/// So many atoms before a core are looked at for an expression's start.
pub(super) const LEFT: usize = 8;

/// The atoms of a window: of a part of a sentence that no expression around its cores goes beyond. The memory serves one after the other.
#[derive(Debug)]
pub(super) struct Atoms {
    rows: Vec<Atom>,
    /// Those that an expression may rest on.
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
    /// None yet, with room for most windows.
    pub(super) fn new() -> Self {
        Self { rows: Vec::with_capacity(32), cores: Vec::with_capacity(8) }
    }

    /// Reads the window around a token that an expression may rest on, and that none before it was read with; tells the token
    /// behind the window.
    ///
    /// It reaches as far as words of the vocabulary stand, and over all cores near by.
    #[inline(never)]
    pub(super) fn read(&mut self, view: View<'_>, core: Token<'_>) -> usize {
        self.rows.clear();
        let (core, sentence) = (core.id().index(), core.sentence());
        let (start, end) = (sentence.first_token().index(), sentence.end_token().index());
        // Rules look two words before an expression at most, and over no word that expressions do not go on at.
        let on = |&at: &usize| may_go_on(view.token(TokenId::new(at)));
        let before = (start..core).rev().take(LEFT + 1).take_while(on).count() + 1;
        for token in view.range(TokenId::new(start.max(core.saturating_sub(before))), TokenId::new(core)) {
            self.push(token);
        }
        self.cores.clear();
        let mut went_on = true;
        for token in view.range(TokenId::new(core), TokenId::new(end)) {
            let Reach { rests, goes_on } = self.push(token);
            if !(rests | went_on) {
                return token.next_id().index();
            }
            went_on = goes_on;
        }
        end
    }

    /// Appends the atoms of a token.
    #[inline(always)]
    fn push(&mut self, token: Token<'_>) -> Reach {
        if token.flags().has(CUT) {
            return self.cut(token);
        }
        let hash = hash(token);
        let word = Word::of(hash);
        self.add(Atom { word, hash, span: token.span(), token: token.id(), joined: false }, is_core(word, token))
    }

    #[inline(always)]
    fn add(&mut self, atom: Atom, rests: bool) -> Reach {
        if rests {
            self.cores.push(self.rows.len());
        }
        self.rows.push(atom);
        Reach { rests, goes_on: atom.word.goes_on() }
    }

    #[inline(never)]
    fn cut(&mut self, token: Token<'_>) -> Reach {
        if !token.flags().has(Flags::HYPHEN) {
            let (word, hash) = piece_of(token.text());
            return self.add(Atom { word, hash, span: token.span(), token: token.id(), joined: false }, word.is_core());
        }
        let (mut start, mut reach) = (token.span().start(), Reach { rests: false, goes_on: false });
        for piece in pieces(token) {
            let (word, hash) = piece_of(piece);
            let end = start + offset(piece.len());
            let joined = start > token.span().start();
            let atom = Atom { word, hash, span: Span::new(start, end), token: token.id(), joined };
            let Reach { rests, goes_on } = self.add(atom, word.is_core());
            reach = Reach { rests: reach.rests | rests, goes_on: reach.goes_on | goes_on };
            start = end + 1;
        }
        reach
    }

    /// The window that was read last.
    pub(super) fn line<'a>(&'a self, text: &'a str) -> Line<'a> {
        Line { text, atoms: &self.rows }
    }

    /// The atoms of that window that an expression may rest on.
    pub(super) fn cores(&self) -> &[usize] {
        &self.cores
    }
}

/// Tokens that are cut, or that hold a number.
const CUT: Flags = Flags::DIGIT.or(Flags::HYPHEN);

/// The first token from `next` on that an expression may rest on.
#[inline(never)]
pub(super) fn next_core(view: View<'_>, mut next: usize) -> Option<Token<'_>> {
    loop {
        let token = view.find(next, |flags, hash| flags.has(CUT) || may_be_core(hash))?;
        if rests(token) {
            return Some(token);
        }
        next = token.next_id().index();
    }
}

fn rests(token: Token<'_>) -> bool {
    let flags = token.flags();
    if !flags.has(CUT) {
        return is_core(Word::of(token.hash()), token);
    }
    if flags.has(Flags::HYPHEN) {
        return pieces(token).any(|piece| piece_of(piece).0.is_core());
    }
    if flags.has(Flags::LETTER) {
        return piece_of(token.text()).0.is_core();
    }
    // Of numbers, years and times are the shortest: "1990", "5:30". "1,200" is neither.
    if token.span().len() < 4 {
        return false;
    }
    let text = token.text();
    if text.as_bytes()[text.len() - 4] == b',' {
        return false;
    }
    match piece_of(text).0 {
        // "3.25" is a time before a zone; other words that make it one are cores.
        Word::Clock(..) if text.as_bytes().contains(&b'.') => token.next().is_some_and(may_be_zone),
        word => word.is_core(),
    }
}

/// Whether an expression may rest on a word: the names of months are capitalised.
#[inline]
fn is_core(word: Word, token: Token<'_>) -> bool {
    word.is_core() && (token.is_capitalised() || !matches!(word, Word::Month(_)))
}

fn may_be_zone(token: Token<'_>) -> bool {
    token.flags().has(CUT) || clock::is_zone(token.hash())
}

/// Whether an expression may go on at the token.
fn may_go_on(token: Token<'_>) -> bool {
    token.flags().has(CUT) || Word::of(hash(token)).goes_on()
}

/// The pieces of a token between its hyphens.
fn pieces(token: Token<'_>) -> impl Iterator<Item = &str> {
    let mut rest = Some(token.text());
    std::iter::from_fn(move || {
        let text = rest?;
        let cut = text.as_bytes().iter().position(|&byte| byte == b'-');
        rest = cut.map(|at| &text[at + 1..]);
        Some(&text[..cut.unwrap_or(text.len())])
    })
}

/// What a piece of a token stands for: vocabulary, or a number in one of its forms; with its hash.
fn piece_of(text: &str) -> (Word, u64) {
    if text.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        return (digits(text).unwrap_or(Word::Other), 0);
    }
    let hash = word_hash(text);
    (Word::of(hash), hash)
}

fn digits(text: &str) -> Option<Word> {
    let (mut value, mut end) = (0_u32, 0);
    while let Some(digit) = text.as_bytes().get(end).filter(|byte| byte.is_ascii_digit()) {
        value = value.checked_mul(10)?.checked_add(u32::from(digit - b'0'))?;
        end += 1;
    }
    let rest = &text[end..];
    let count = u8::try_from(end).ok()?;
    match rest.as_bytes() {
        b"" => return Some(Word::Digits(value, count)),
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

fn time(hour: u32, minute: u32, afternoon: Option<bool>) -> Option<Word> {
    let hour = match afternoon {
        None => hour,
        Some(late) => half_day(hour, late)?,
    };
    (hour <= 24 && minute < 60).then_some(Word::Clock(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?))
}

/// An hour of the twelve-hour clock as one of the day.
pub(super) fn half_day(hour: u32, afternoon: bool) -> Option<u32> {
    (1..=12).contains(&hour).then_some(hour % 12 + if afternoon { 12 } else { 0 })
}
