//! A sentence as the rules read it: atoms, which are its tokens cut at hyphens.

use super::cue::Cue;
use super::vocabulary::{CORE, Filter, KNOWN, Unit, Word};
use crate::id::TokenId;
use crate::segment::{Flags, Sentence, Token};
use crate::span::Span;

/// A piece of a token between hyphens: "mid-1990s" has two.
#[derive(Clone, Copy, Debug)]
pub(super) struct Atom {
    pub(super) word: Word,
    start: u32,
    end: u32,
    token: TokenId,
    /// Whether a hyphen, and nothing else, stands before it.
    joined: bool,
}

/// A sentence's atoms beside its text. Places past the last atom hold nothing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    text: &'a str,
    atoms: &'a [Atom],
}

impl<'a> Line<'a> {
    pub(super) fn new(text: &'a str, atoms: &'a [Atom]) -> Self {
        Self { text, atoms }
    }

    /// The number of atoms.
    pub(super) fn len(self) -> usize {
        self.atoms.len()
    }

    /// What the atom stands for.
    pub(super) fn word(self, at: usize) -> Word {
        self.atoms.get(at).map_or(Word::Other, |atom| atom.word)
    }

    /// The atom as it is written.
    pub(super) fn text(self, at: usize) -> &'a str {
        self.atoms.get(at).map_or("", |atom| &self.text[atom.start as usize..atom.end as usize])
    }

    /// Whether the atom is one of these, without regard to ASCII case.
    #[inline]
    pub(super) fn is(self, at: usize, any: &[&str]) -> bool {
        let Some(atom) = self.atoms.get(at) else { return false };
        let word = &self.text.as_bytes()[atom.start as usize..atom.end as usize];
        any.iter().any(|one| one.len() == word.len() && one.as_bytes().eq_ignore_ascii_case(word))
    }

    /// Whether the atom before is one of these.
    pub(super) fn follows(self, at: usize, any: &[&str]) -> bool {
        at > 0 && self.is(at - 1, any)
    }

    /// The atoms that the phrase is from `at`, word by word; the one after it.
    pub(super) fn phrase(self, at: usize, phrase: &str) -> Option<usize> {
        // Nearly all phrases are told apart here.
        let first = self.atoms.get(at).and_then(|atom| self.text.as_bytes().get(atom.start as usize));
        if first.map(u8::to_ascii_lowercase) != phrase.bytes().next() {
            return None;
        }
        phrase.split(' ').try_fold(at, |at, word| self.is(at, &[word]).then_some(at + 1))
    }

    /// What the table has for the atom.
    pub(super) fn pick<T: Copy>(self, at: usize, table: &[(&str, T)]) -> Option<T> {
        table.iter().find(|(word, _)| self.is(at, &[word])).map(|(_, value)| *value)
    }

    /// What the atom tells beside an expression.
    pub(super) fn cue(self, at: usize) -> Cue {
        Cue::of(self.text(at))
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
        self.is(at, &["'s", "’s"])
    }

    /// Whether the atom starts with a letter.
    pub(super) fn is_letters(self, at: usize) -> bool {
        self.text(at).starts_with(char::is_alphabetic)
    }

    /// The atom after this one if it is one of these, else this one.
    pub(super) fn skip(self, at: usize, any: &[&str]) -> usize {
        at + usize::from(self.is(at, any))
    }

    /// Whether the atom starts with a capital letter.
    pub(super) fn is_capitalised(self, at: usize) -> bool {
        self.text(at).starts_with(char::is_uppercase)
    }

    /// Whether a hyphen joins the atom to the one before.
    pub(super) fn is_joined(self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|atom| atom.joined)
    }

    /// Where the atoms from `start` to before `end` stand.
    pub(super) fn span(self, start: usize, end: usize) -> Span {
        Span::new(self.atoms[start].start, self.atoms[end - 1].end)
    }

    /// The token that the atom is of.
    pub(super) fn token(self, at: usize) -> TokenId {
        self.atoms[at].token
    }
}

/// Reads the sentence into `atoms`; returns whether an expression may stand in it. Where none may, there may be no atoms.
pub(super) fn read(sentence: Sentence<'_>, atoms: &mut Vec<Atom>) -> bool {
    atoms.clear();
    let (core, known) = (&**CORE, &**KNOWN);
    if !sentence.tokens().any(|token| may_be_core(token, core)) {
        return false;
    }
    for token in sentence.tokens() {
        let text = token.text();
        if !token.flags().has(CUT) {
            // What is no word has no hash.
            let may_be = !token.is_word() || known.may_hold(token.hash());
            push(atoms, if may_be { Word::of(text) } else { Word::Other }, token, 0, text.len());
            continue;
        }
        let mut start = 0;
        for piece in text.split('-') {
            push(atoms, word(piece), token, start, piece.len());
            start += piece.len() + 1;
        }
    }
    atoms.iter().any(|atom| atom.word.is_core())
}

/// Tokens that are cut, or that hold a number.
const CUT: Flags = Flags::DIGIT.or(Flags::HYPHEN);

/// Whether an expression may rest on the token: most are told apart by their hash.
#[inline]
fn may_be_core(token: Token<'_>, core: &Filter) -> bool {
    if token.flags().has(CUT) {
        return token.text().split('-').any(|piece| word(piece).is_core());
    }
    core.may_hold(token.hash())
}

fn push(atoms: &mut Vec<Atom>, word: Word, token: Token<'_>, start: usize, len: usize) {
    let start_of_token = token.span().start();
    let start_here = start_of_token + crate::span::offset(start);
    atoms.push(Atom {
        word,
        start: start_here,
        end: start_here + crate::span::offset(len),
        token: token.id(),
        joined: start > 0,
    });
}

/// What a piece of a token stands for: vocabulary, or a number in one of its forms.
fn word(text: &str) -> Word {
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return Word::of(text);
    }
    digits(text).unwrap_or(Word::Other)
}

fn digits(text: &str) -> Option<Word> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    let value = number.parse::<u32>().ok()?;
    let count = u8::try_from(end).ok()?;
    match rest {
        "" => return Some(Word::Digits(value, count)),
        "st" | "nd" | "rd" | "th" => return Some(Word::Ordinal(value)),
        "s" if matches!(count, 2 | 4) && value % 10 == 0 => return Some(Word::Decade(i16::try_from(value / 10).ok()?)),
        ".5" | "½" => return Some(Word::Half(value)),
        "/2" if value == 1 => return Some(Word::Half(0)),
        "am" | "AM" => return clock(value, 0, Some(false)),
        "pm" | "PM" => return clock(value, 0, Some(true)),
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
            "" => clock(value, minutes, None),
            "am" | "AM" => clock(value, minutes, Some(false)),
            "pm" | "PM" => clock(value, minutes, Some(true)),
            _ => None,
        };
    }
    let mut parts = rest.strip_prefix('/')?.split('/');
    let (second, third) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    parts.next().is_none().then_some(Word::Slashed(u16::try_from(value).ok()?, second, third))
}

fn clock(hour: u32, minute: u32, afternoon: Option<bool>) -> Option<Word> {
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
