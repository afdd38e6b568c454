//! A sentence as the rules read it: atoms, which are its tokens cut at hyphens and behind digits.

use crate::lexicon::en::amount::Word;
use crate::lexicon::{Classes, word_hash};
use crate::segment::{Flags, Sentence, Token, View};
use crate::span::{Span, offset};

/// A piece of a token.
#[derive(Clone, Copy, Debug)]
struct Atom {
    word: Word,
    span: Span,
    classes: Classes,
    /// Whether it starts with a digit.
    figure: bool,
    /// Whether it goes on a token: 0 starts one, 1 follows a hyphen, 2 the digits before.
    joined: Joined,
}

/// How an atom goes on its token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joined {
    No,
    Hyphen,
    Digits,
}

/// The atoms of a sentence; the memory serves one after the other.
#[derive(Debug, Default)]
pub(super) struct Atoms {
    rows: Vec<Atom>,
}

impl Atoms {
    /// Reads a sentence; tells whether an amount may be in it.
    pub(super) fn read<'a>(&mut self, view: View<'a>, sentence: Sentence<'a>) -> bool {
        self.rows.clear();
        let tokens = sentence.first_token().index()..sentence.end_token().index();
        let may = |token: Token<'_>| token.flags().has(Flags::DIGIT) || token.has(Classes::NUMBER);
        if !tokens.clone().filter_map(|at| view.get(at)).any(may) {
            return false;
        }
        for token in tokens.filter_map(|at| view.get(at)) {
            self.push(view.text(), token);
        }
        true
    }

    fn push(&mut self, text: &str, token: Token<'_>) {
        let span = token.span();
        if !token.flags().has(Flags::DIGIT.or(Flags::HYPHEN)) {
            let hash = if token.hash() == 0 { word_hash(&text[span]) } else { token.hash() };
            self.add(span, Word::of(hash), token.classes(), false, Joined::No);
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

    /// Adds a piece between hyphens, its digits apart from the letters behind them: "5m", "40km".
    fn cut(&mut self, text: &str, piece: Span, joined: Joined) {
        let word = &text[piece];
        let figure = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',');
        let digits =
            if word.as_bytes()[0].is_ascii_digit() { word.bytes().take_while(|&byte| figure(byte)).count() } else { 0 };
        let letters = &word[digits..];
        let apart = digits > 0 && !letters.is_empty() && Word::of(word_hash(letters)) != Word::Other;
        if apart {
            let middle = piece.start() + offset(digits);
            self.add(Span::new(piece.start(), middle), Word::Other, Classes::NONE, true, joined);
            self.add(
                Span::new(middle, piece.end()),
                Word::of(word_hash(letters)),
                Classes::NONE,
                false,
                Joined::Digits,
            );
        } else {
            let known = if digits > 0 { Word::Other } else { Word::of(word_hash(word)) };
            self.add(piece, known, Classes::NONE, digits > 0, joined);
        }
    }

    fn add(&mut self, span: Span, word: Word, classes: Classes, figure: bool, joined: Joined) {
        self.rows.push(Atom { word, span, classes, figure, joined });
    }

    /// The sentence that was read last.
    pub(super) fn line<'a>(&'a self, text: &'a str) -> Line<'a> {
        Line { text, atoms: &self.rows }
    }
}

/// A sentence's atoms beside the text. Places past the last atom hold nothing.
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

    /// The atom as it is written.
    pub(super) fn text(self, at: usize) -> &'a str {
        self.atoms.get(at).map_or("", |atom| &self.text[atom.span])
    }

    /// Whether the atom is one of these, without regard to ASCII case.
    pub(super) fn is(self, at: usize, any: &[&str]) -> bool {
        let text = self.text(at);
        any.iter().any(|word| text.eq_ignore_ascii_case(word))
    }

    /// Whether the atoms that end before `end` are these words.
    pub(super) fn ends_with(self, end: usize, words: &[&str]) -> bool {
        end >= words.len() && words.iter().enumerate().all(|(index, word)| self.is(end - words.len() + index, &[word]))
    }

    /// Whether the atom has one of these classes.
    pub(super) fn has(self, at: usize, any: Classes) -> bool {
        self.atoms.get(at).is_some_and(|atom| atom.classes.has(any))
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

    /// Whether the atom starts with a capital letter.
    pub(super) fn is_capitalised(self, at: usize) -> bool {
        self.text(at).starts_with(char::is_uppercase)
    }

    /// Where the atoms from `start` to before `end` stand.
    pub(super) fn span(self, start: usize, end: usize) -> Span {
        let last = end.min(self.atoms.len()).saturating_sub(1).max(start);
        self.atoms[start].span.cover(self.atoms[last].span)
    }
}
