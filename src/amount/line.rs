//! A sentence as the rules read it: atoms, which are its tokens cut at hyphens and behind digits.
//!
//! ```text
//! a 3-year-old   →  a | 3 | year | old
//! 5m, 40km       →  5 | m | , | 40 | km
//! EUR50          →  EUR | 50
//! 1/2            →  1 | / | 2
//! 60-million     →  60 | million
//! ```
//!
//! How an atom goes on its token is kept ([`Joined`]), since it tells "12-yard" from "12 yards" and "5m" from
//! "5 m". Words are told by their hashes, numbers by a flag. All places are numbers of atoms in the sentence,
//! and one past the end holds nothing, so that rules may look ahead freely.

use super::decimal;
use crate::lexicon::en::amount::Word;
use crate::lexicon::index::word;
use crate::lexicon::{Classes, word_hash};
use crate::segment::{Flags, Sentence, Token, View};
use crate::span::{Span, offset};

/// A token, or a piece of one.
#[derive(Clone, Copy, Debug)]
struct Atom {
    /// See [`Token::hash`]; 0 for what is in no vocabulary.
    hash: u64,
    /// Whether an amount may start with the word.
    starts: bool,
    /// Where it stands.
    span: Span,
    /// The word's classes; none for a piece of a token.
    classes: Classes,
    /// Whether it starts with a digit.
    figure: bool,
    /// How it goes on its token.
    joined: Joined,
}

/// How an atom goes on its token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joined {
    /// It starts a token.
    No,
    /// A hyphen stands before it.
    Hyphen,
    /// Digits stand right before it, or the sign of a fraction.
    Digits,
}

/// The atoms of a sentence; the memory serves one after the other.
#[derive(Debug, Default)]
pub(super) struct Atoms {
    rows: Vec<Atom>,
}

impl Atoms {
    /// Reads a sentence in the place of the last one; tells whether an amount may be in it. If not, nothing is
    /// read: most sentences hold no number.
    pub(super) fn read<'a>(&mut self, view: View<'a>, sentence: Sentence<'a>) -> bool {
        self.rows.clear();
        let text = view.text();
        let tokens = sentence.first_token().index()..sentence.end_token().index();
        let may = |token: Token<'_>| {
            token.flags().has(Flags::DIGIT)
                || token.has(Classes::NUMBER.or(Classes::ORDINAL))
                || Word::starts(token.hash())
                || token.flags().has(Flags::HYPHEN) && starts_with_number(&text[token.span()])
        };
        if !tokens.clone().filter_map(|at| view.get(at)).any(may) {
            return false;
        }
        for token in tokens.filter_map(|at| view.get(at)) {
            self.push(text, token);
        }
        true
    }

    /// Adds the atoms of a token. An address is one atom that says nothing.
    fn push(&mut self, text: &str, token: Token<'_>) {
        let span = token.span();
        let flags = token.flags();
        if flags.has(Flags::LINK) {
            self.add(span, 0, Classes::NONE, false, Joined::No);
            return;
        }
        if !flags.has(Flags::DIGIT.or(Flags::HYPHEN)) {
            let hash = match token.hash() {
                0 if may_be_sign(&text[span]) => word_hash(&text[span]),
                hash => hash,
            };
            self.add(span, hash, token.classes(), false, Joined::No);
            return;
        }
        let mut start = span.start();
        let mut joined = Joined::No;
        for piece in text[span].split('-') {
            let end = start + offset(piece.len());
            if !piece.is_empty() {
                self.cut(text, Span::new(start, end), joined);
            }
            joined = Joined::Hyphen;
            start = end + 1;
        }
    }

    /// Adds a piece between hyphens: its digits apart from the currency before them ("EUR50"), the unit behind
    /// them ("5m", "40km") and each other ("1/2"). Letters before digits are cut off only if they are a
    /// currency's code in capitals, or stand behind "$": "A320" is one atom.
    fn cut(&mut self, text: &str, piece: Span, joined: Joined) {
        let word = &text[piece];
        let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
        if letters > 0 && figure_len(&word[letters..]) > 0 {
            let code = &word[..letters];
            let behind_dollar = self.rows.last().is_some_and(|last| &text[last.span] == "$");
            let hash = word_hash(code);
            let is_code = matches!(Word::of(hash), Word::Currency(_))
                && code.bytes().next().is_some_and(|byte| byte.is_ascii_uppercase());
            if is_code || behind_dollar {
                let middle = piece.start() + offset(letters);
                self.add(Span::new(piece.start(), middle), hash, Classes::NONE, false, joined);
                self.figures(text, Span::new(middle, piece.end()), Joined::No);
                return;
            }
        }
        self.figures(text, piece, joined);
    }

    /// Adds a piece that starts with digits, or else whole: its digits, a fraction's sign with what is behind
    /// it, and what the vocabulary knows behind the digits ("km"). What it does not know stays with them:
    /// "12th" is one atom.
    fn figures(&mut self, text: &str, piece: Span, joined: Joined) {
        let word = &text[piece];
        let digits = figure_len(word);
        let rest = &word[digits..];
        if digits == 0 {
            self.add(piece, word_hash(word), Classes::NONE, false, joined);
            return;
        }
        let middle = piece.start() + offset(digits);
        let slash = rest.chars().next().filter(|&sign| matches!(sign, '/' | '\u{2044}')).map_or(0, char::len_utf8);
        if slash > 0 && figure_len(&rest[slash..]) > 0 {
            let behind = middle + offset(slash);
            self.add(Span::new(piece.start(), middle), 0, Classes::NONE, true, joined);
            self.add(Span::new(middle, behind), 0, Classes::NONE, false, Joined::Digits);
            self.figures(text, Span::new(behind, piece.end()), Joined::Digits);
            return;
        }
        let known = if rest.is_empty() { 0 } else { word_hash(rest) };
        if known == 0 || Word::of(known) == Word::Other {
            self.add(piece, 0, Classes::NONE, true, joined);
        } else {
            self.add(Span::new(piece.start(), middle), 0, Classes::NONE, true, joined);
            self.add(Span::new(middle, piece.end()), known, Classes::NONE, false, Joined::Digits);
        }
    }

    /// Adds an atom.
    fn add(&mut self, span: Span, hash: u64, classes: Classes, figure: bool, joined: Joined) {
        let starts = figure || hash != 0 && Word::starts(hash);
        self.rows.push(Atom { hash, starts, span, classes, figure, joined });
    }

    /// The sentence that was read last.
    pub(super) fn line<'a>(&'a self, text: &'a str) -> Line<'a> {
        Line { text, atoms: &self.rows }
    }
}

/// Whether a mark may be in the vocabulary: most are not, and are not looked up.
fn may_be_sign(mark: &str) -> bool {
    !mark.is_ascii() || matches!(mark, "$" | "%" | "-" | "'" | "\"")
}

/// Whether the word before the first hyphen may start an amount: "two-thirds", "half-dozen", "a-half".
fn starts_with_number(word: &str) -> bool {
    let first = word.split('-').next().unwrap_or_default();
    matches!(Word::of(word_hash(first)), Word::Number(_) | Word::Half | Word::Article)
}

/// The length in bytes of the digits, separators and point that a piece starts with; also of full-width ones.
fn figure_len(piece: &str) -> usize {
    let bytes = piece.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    if bytes.first() == Some(&0xef) {
        return piece.chars().take_while(|c| decimal::half_width(*c).is_some()).map(char::len_utf8).sum();
    }
    let mut len = 0;
    while digit(len) || matches!(bytes.get(len), Some(b'.' | b',')) && digit(len + 1) {
        len += 1;
    }
    len
}

/// A sentence's atoms beside the text. Places past the last atom hold nothing: no word, no text, no class.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    text: &'a str,
    atoms: &'a [Atom],
}

impl<'a> Line<'a> {
    /// The first atom from `at` on that an amount may start with: a number, a sign, "half", "no" …; "a" only
    /// before what makes it one ("a million").
    pub(super) fn next_start(self, at: usize) -> Option<usize> {
        (at..self.atoms.len()).find(|&at| {
            let atom = &self.atoms[at];
            let article = atom.hash == word!("a") || atom.hash == word!("an");
            atom.starts || article && (self.has(at + 1, Classes::ORDINAL) || self.is_unit_of_count(at + 1))
        })
    }

    /// Whether "a" before the atom is one: "a million", "a dozen", "a quarter".
    fn is_unit_of_count(self, at: usize) -> bool {
        matches!(self.word(at), Word::Scale(_) | Word::Dozen | Word::Half | Word::Quarter)
    }

    /// What the atom stands for.
    pub(super) fn word(self, at: usize) -> Word {
        self.atoms.get(at).filter(|atom| atom.hash != 0).map_or(Word::Other, |atom| Word::of(atom.hash))
    }

    /// The atom as it is written.
    pub(super) fn text(self, at: usize) -> &'a str {
        self.atoms.get(at).map_or("", |atom| &self.text[atom.span])
    }

    /// Whether the atom is one of these, without regard to ASCII case.
    pub(super) fn is(self, at: usize, any: &[&str]) -> bool {
        let text = self.text(at);
        any.iter().any(|word| text.eq_ignore_ascii_case(word))
    }

    /// Whether the atoms that end before `end` are these words, without regard to ASCII case.
    pub(super) fn ends_with(self, end: usize, words: &[&str]) -> bool {
        end >= words.len() && words.iter().enumerate().all(|(index, word)| self.is(end - words.len() + index, &[word]))
    }

    /// Whether the atom has one of these classes.
    pub(super) fn has(self, at: usize, any: Classes) -> bool {
        self.atoms.get(at).is_some_and(|atom| atom.classes.has(any))
    }

    /// The text of the atoms from `start` to before `end`, and of what stands between them.
    pub(super) fn slice(self, start: usize, end: usize) -> &'a str {
        if start >= self.atoms.len() { "" } else { &self.text[self.span(start, end)] }
    }

    /// Whether a word follows the atom that a noun phrase goes on with: "US officials".
    pub(super) fn has_noun_behind(self, at: usize) -> bool {
        let closed = Classes::BINDING.or(Classes::MODAL).or(Classes::PRONOUN);
        self.is_letters(at + 1) && !self.has(at + 1, closed)
    }

    /// Whether no blank stands before the atom.
    pub(super) fn touches(self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.atoms.get(before));
        before.zip(self.atoms.get(at)).is_some_and(|(before, atom)| before.span.end() == atom.span.start())
    }

    /// Whether the sentence goes no further at the atom, or a mark stands there that is no currency's sign.
    pub(super) fn is_end(self, at: usize) -> bool {
        !self.text(at).starts_with(char::is_alphanumeric) && !matches!(self.word(at), Word::Sign(_))
    }

    /// Whether the atom starts with a digit.
    pub(super) fn is_figure(self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|atom| atom.figure)
    }

    /// How the atom goes on its token.
    pub(super) fn joined(self, at: usize) -> Joined {
        self.atoms.get(at).map_or(Joined::No, |atom| atom.joined)
    }

    /// Whether the atom starts with a letter.
    pub(super) fn is_letters(self, at: usize) -> bool {
        self.text(at).starts_with(char::is_alphabetic)
    }

    /// Whether the atom starts with a capital letter, or has one inside as "iPhone" has.
    pub(super) fn is_capitalised(self, at: usize) -> bool {
        self.text(at).chars().take(3).any(char::is_uppercase)
    }

    /// Whether it is the last atom.
    pub(super) fn is_last(self, at: usize) -> bool {
        at + 1 == self.atoms.len()
    }

    /// Where the atoms from `start` to before `end` stand, as one span; `start` must be an atom, `end` may lie
    /// past the last.
    pub(super) fn span(self, start: usize, end: usize) -> Span {
        let last = end.min(self.atoms.len()).saturating_sub(1).max(start);
        self.atoms[start].span.cover(self.atoms[last].span)
    }
}
