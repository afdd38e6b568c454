//! Terms and patterns of the user: word lists and regular expressions, by theme, found in the same pass.
//!
//! A term is literal, a pattern a regular expression. A term goes one of several ways, as it is listed:
//!
//! - words, with or without a star at the end (`carbon tax`, `climat*`): [`index`], asked at the start of each
//!   word of a text, which is hashed already;
//! - a star at the start, marks only, or a script without blanks (`*phobia`, `$$`, `気候`): [`loose`], an
//!   automaton over all of the text;
//! - stars inside (`tax* cut*`): made a regular expression, as patterns are ([`pattern`]);
//! - where it is asked for, terms without stars also in hashtags and compounds (`#ClimateChangeNow`,
//!   `anti-war`): [`inside`].
//!
//! What does not count when terms are compared with a text is folded away ([`fold`]): case, the form of blanks
//! and apostrophes, soft hyphens. [`word`] tells where words start and end, [`read`] reads the files.
//!
//! The rows of what was found are here and need no feature; all else is part of the feature `terms`.

#[cfg(feature = "terms")]
mod fold;
#[cfg(feature = "terms")]
mod index;
#[cfg(feature = "terms")]
mod inside;
#[cfg(feature = "terms")]
mod loose;
#[cfg(feature = "terms")]
mod matcher;
#[cfg(feature = "terms")]
mod pattern;
#[cfg(feature = "terms")]
mod read;
#[cfg(feature = "terms")]
mod word;

use std::sync::Arc;

#[cfg(feature = "terms")]
pub use matcher::{Matcher, Terms};

use crate::id::{SentenceId, TermMatchId};
use crate::parts::Shift;
use crate::span::Span;

/// The terms and patterns found in one text.
// Invariants: in text order, the longer one first where two start at once; no two of one theme overlap.
/// The terms and patterns found in one text.
///
/// In text order, the longer one first where two start at once; no two of one theme overlap, while those of
/// different themes may.
#[derive(Clone, Debug, Default)]
pub struct Matches {
    rows: Vec<MatchRow>,
    listed: Arc<Listed>,
}

/// Something that was found.
#[derive(Clone, Copy, Debug)]
struct MatchRow {
    span: Span,
    sentence: SentenceId,
    /// The number of the term or pattern.
    term: u32,
}

/// The terms of all files, as they are listed. One buffer and offsets: a list may have millions.
#[derive(Debug, Default)]
struct Listed {
    /// All terms, one behind the other.
    text: String,
    terms: Vec<Term>,
    /// The themes, in the order in which they were met first.
    themes: Vec<String>,
    /// The files; the first is that of no file.
    sources: Vec<String>,
}

/// A listed term, or the name of a pattern.
#[derive(Clone, Copy, Debug)]
struct Term {
    /// Where it ends in the text of all.
    end: u32,
    /// The number of its theme.
    theme: u32,
    /// The number of its file.
    source: u32,
}

impl Listed {
    /// The term of that number, as it is listed.
    fn term(&self, number: u32) -> &str {
        let index = number as usize;
        let start = index.checked_sub(1).map_or(0, |before| self.terms[before].end);
        &self.text[start as usize..self.terms[index].end as usize]
    }
}

impl Matches {
    /// Adds what was found in the part of the text that comes next; `shift` says by how much its offsets and
    /// ids go up. Both parts are of one matcher.
    pub(crate) fn append(&mut self, part: Self, shift: Shift) {
        self.listed = part.listed;
        shift.extend(
            &mut self.rows,
            part.rows.into_iter().map(|row| MatchRow {
                span: shift.span(row.span),
                sentence: shift.sentence(row.sentence),
                ..row
            }),
        );
    }

    /// What was found, in text order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = TermMatch<'_>> {
        self.rows.iter().enumerate().map(|(index, row)| TermMatch { matches: self, row, id: TermMatchId::new(index) })
    }

    /// What was found, by its id.
    ///
    /// # Panics
    ///
    /// If the id is of another text.
    pub fn get(&self, id: TermMatchId) -> TermMatch<'_> {
        TermMatch { matches: self, row: &self.rows[id.index()], id }
    }

    /// How much was found.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether nothing was.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// A term or pattern that stands in the text: a view of its row.
#[derive(Clone, Copy, Debug)]
pub struct TermMatch<'a> {
    matches: &'a Matches,
    row: &'a MatchRow,
    id: TermMatchId,
}

impl<'a> TermMatch<'a> {
    /// Its id.
    pub fn id(self) -> TermMatchId {
        self.id
    }

    /// Where it stands, in bytes.
    pub fn span(self) -> Span {
        self.row.span
    }

    /// The sentence that it starts in.
    pub fn sentence(self) -> SentenceId {
        self.row.sentence
    }

    /// What is listed of it.
    fn listed(self) -> Term {
        self.matches.listed.terms[self.row.term as usize]
    }

    /// The term as it is listed, with its stars; the name of a pattern.
    pub fn term(self) -> &'a str {
        self.matches.listed.term(self.row.term)
    }

    /// The theme that it is listed under.
    pub fn theme(self) -> &'a str {
        &self.matches.listed.themes[self.listed().theme as usize]
    }

    /// The file that lists it; empty for what a program added.
    pub fn source(self) -> &'a str {
        &self.matches.listed.sources[self.listed().source as usize]
    }
}
