//! Terms that may start inside a word: those that begin with a star, those of marks only, and those of scripts
//! without blanks.
//!
//! No word of the text tells where such a term may start, so that its first word is sought by an automaton over
//! all of the text (Aho & Corasick 1975: "Efficient string matching"), and the rest is compared where that is
//! found. The automaton knows the case of ASCII only; words beyond it are sought in three forms.
//!
//! `*phobia` is in "claustrophobia", `気候` anywhere, `$$` where no word hangs on it.

use aho_corasick::AhoCorasick;

use super::fold::{self, Walk};
use super::index::Hit;
use super::word;
use crate::error::{Error, ErrorKind};

/// A term.
#[derive(Clone, Debug)]
struct Loose {
    /// It as it is compared: see [`fold`].
    folded: String,
    /// As it is written, where case counts.
    written: Option<String>,
    /// Whether letters may stand before it, or behind it, in its word.
    open: (bool, bool),
    /// Its number.
    term: u32,
}

/// Gathers terms.
#[derive(Debug, Default)]
pub(super) struct Builder {
    /// The terms, in the order in which they were added.
    terms: Vec<Loose>,
}

impl Builder {
    /// Adds a term without its stars; `open` tells whether one stood before it and behind it, `exact` whether
    /// case counts.
    pub(super) fn add(&mut self, term: &str, exact: bool, open: (bool, bool), number: u32) {
        let mut folded = String::new();
        fold::fold(term, &mut folded);
        let written = exact.then(|| {
            let mut written = String::new();
            fold::write(term, &mut written);
            written
        });
        self.terms.push(Loose { folded, written, open, term: number });
    }

    /// The automaton; none where there is no term.
    ///
    /// # Errors
    ///
    /// If it would be too large.
    pub(super) fn build(self) -> Result<Option<Automaton>, Error> {
        if self.terms.is_empty() {
            return Ok(None);
        }
        let (mut patterns, mut terms) = (Vec::new(), Vec::new());
        for (index, term) in self.terms.iter().enumerate() {
            let first = term.folded.split(' ').next().unwrap_or_default();
            for form in forms(first) {
                patterns.push(form);
                terms.push(index);
            }
        }
        let firsts = AhoCorasick::builder().ascii_case_insensitive(true).build(&patterns).map_err(|error| {
            let message = format!("too many terms that begin with a star: {error}");
            Error::new(ErrorKind::Terms { message })
        })?;
        Ok(Some(Automaton { firsts, of: terms, terms: self.terms }))
    }
}

/// A folded word, and where it has letters beyond ASCII, whose case the automaton does not know, in capitals
/// and with a capital.
fn forms(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    if !word.is_ascii() {
        let mut letters = word.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        forms.extend([word.to_uppercase(), first + letters.as_str()]);
    }
    forms
}

/// The terms, compiled.
#[derive(Clone, Debug)]
pub(super) struct Automaton {
    /// Finds the forms of their first words.
    firsts: AhoCorasick,
    /// The term of each pattern.
    of: Vec<usize>,
    /// The terms.
    terms: Vec<Loose>,
}

impl Automaton {
    /// Passes the terms that stand in the text to `each`, overlapping ones too. Where a star opens the term's
    /// start, the hit starts with the word.
    pub(super) fn find(&self, text: &str, mut each: impl FnMut(Hit)) {
        for found in self.firsts.find_overlapping_iter(text) {
            let term = &self.terms[self.of[found.pattern().as_usize()]];
            let start = found.start();
            let Walk::Ends(end) = fold::walk(&term.folded, text, start) else { continue };
            if term.written.as_ref().is_some_and(|written| !fold::is_written(written, &text[start..end])) {
                continue;
            }
            let start = if term.open.0 { word::start(text, start) } else { start };
            if word::starts(text, start) || !text[start..].starts_with(word::is_word) {
                each(Hit { term: term.term, start, end, open: term.open.1 });
            }
        }
    }
}
