//! Segments: paragraphs, sentences, tokens and the stretches between quotation marks.
//!
//! [`Segmenter::segment`] finds them in an order in which each step has what it needs:
//!
//! 1. **Tokens** ([`token`], over the bytes by [`scan`]) with what the word list knows of each, and which line
//!    breaks stand before them.
//! 2. **Paragraphs** ([`paragraph`]) from the lines that tokens start. An abbreviation that is one only for the
//!    sake of a number on a later line ("lot No." / "12 people") is cut anew if a paragraph turned out to end
//!    between the two.
//! 3. **Quotation marks** ([`marks`]), paired within each paragraph.
//! 4. **Style** ([`style`]): how the writer ends sentences and paragraphs.
//! 5. **Sentences** ([`boundary`]): rules settle the clear places ([`rules`], [`abbreviation`], [`list`]), a
//!    model the open ones ([`model`]).
//! 6. **Gaps** ([`gap`]) in texts that have lost their commas and full stops.
//!
//! Every step is linear in the text. The segmenter knows words by their classes alone, no names and no dates:
//! it depends on nothing but the lexicon.
//!
//! A [`View`] is the segments beside their text, and hands out [`Token`], [`Sentence`], [`Paragraph`] and
//! [`Quoted`], on which all rules of later stages are written.

mod abbreviation;
mod boundary;
mod chars;
mod features;
mod gap;
mod given;
mod list;
mod marks;
mod model;
mod neighbours;
mod outlines;
mod paragraph;
mod rules;
mod scan;
mod sentence;
mod style;
mod token;
mod view;
mod word;

#[cfg(feature = "io")]
pub(crate) use model::model_bytes;
pub use token::Flags;
pub(crate) use view::TokenGlance;
pub use view::{Paragraph, Quoted, Sentence, Token, View};

use boundary::{Boundaries, Candidate};
use style::Style;
#[cfg(feature = "learn")]
pub(crate) use {
    features::FIRST,
    model::{SLOTS, write},
};

use std::cell::Cell;

use crate::id::{ParagraphId, SentenceId, TokenId};
use crate::lexicon::Classes;
use crate::lexicon::Lexicon;
use crate::parts::Shift;
use crate::span::Span;

/// Cuts texts into segments.
///
/// Cheap to copy, and shared by all threads: it holds references to the embedded word list only.
///
/// # Example
///
/// ```
/// use dateline::Segmenter;
///
/// let text = "Mr. Diaz left at 5 p.m. Monday. \"We'll see,\" he said.";
/// let segments = Segmenter::new().segment(text);
/// let view = segments.view(text);
/// let sentences: Vec<&str> = view.sentences().map(|sentence| sentence.text()).collect();
/// assert_eq!(sentences, ["Mr. Diaz left at 5 p.m. Monday.", "\"We'll see,\" he said."]);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Segmenter {
    lexicon: Lexicon,
}

/// The segments of one text: paragraphs, their sentences, their tokens, and the stretches between quotation
/// marks.
///
/// Holds offsets and no text: [`Segments::view`] puts them beside the text again. Every character that is not
/// blank lies in one token, each token in one sentence, each sentence in one paragraph, all in text order. A
/// text of blanks has none of either.
#[derive(Clone, Debug, Default)]
pub struct Segments {
    paragraphs: Vec<ParagraphRow>,
    sentences: Vec<SentenceRow>,
    tokens: Vec<TokenRow>,
    /// The outermost stretches between marks, in text order, apart from each other.
    quoted: Vec<QuotedRow>,
    /// The tokens that a stage hooks on: listed words, years and times, and words with a hyphen. A bit each, 64
    /// in a word.
    hooked: Vec<u64>,
}

/// A paragraph: the blocks of prose that blank lines part.
#[derive(Clone, Copy, Debug)]
struct ParagraphRow {
    span: Span,
    /// The number of its first sentence; the next paragraph's is the one after its last.
    first_sentence: u32,
}

/// A token: 32 bytes, as each text has more of these than of all other rows.
#[derive(Clone, Copy, Debug)]
struct TokenRow {
    span: Span,
    classes: Classes,
    /// The word's hash without regard to case; [`token::NO_WORD`] where it is none.
    hash: u64,
    /// The sentence that it is of; 0 until sentences are found.
    sentence: SentenceId,
    flags: Flags,
}

impl TokenRow {
    /// The token if it is a single byte, else 0.
    #[inline]
    fn sign(&self, text: &str) -> u8 {
        if self.span.len() == 1 { text.as_bytes()[self.span.range().start] } else { 0 }
    }
}

/// A sentence.
#[derive(Clone, Copy, Debug)]
struct SentenceRow {
    span: Span,
    /// The number of its first token; the next sentence's is the one after its last.
    first_token: u32,
    paragraph: ParagraphId,
    /// Whether all of its tokens lie between quotation marks, or are such.
    in_quote: bool,
}

/// A stretch between quotation marks, with the marks' tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct QuotedRow {
    /// The token of the opening mark.
    pub(crate) open: TokenId,
    /// The token of the closing mark; none where the paragraph ends first and the next one opens again.
    pub(crate) close: Option<TokenId>,
    /// The token after the stretch: after the closing mark, or the paragraph's end.
    pub(crate) end: TokenId,
    /// Whether it goes on a quotation that the paragraph before left open.
    pub(crate) continues: bool,
}

impl Default for Segmenter {
    fn default() -> Self {
        Self::new()
    }
}

impl Segmenter {
    /// A segmenter with the program's word list.
    pub fn new() -> Self {
        Self { lexicon: Lexicon::embedded() }
    }

    /// Finds the segments of `text`. Total: every text has segments, in time linear in its length.
    ///
    /// Paragraphs are separated by blank lines, or by line breaks where there are none. Penn-style tokens:
    /// contractions and possessives apart (`do|n't`, `Russia|'s`), hyphenated words whole.
    pub fn segment(&self, text: &str) -> Segments {
        self.segment_by(text, model::ends_sentence)
    }

    /// Segments `text` with `decide` in the place of the model: of a place where a sentence may end it is told
    /// the features, through a sink that `sink` makes, whether a stop stands there, and the token that the next
    /// sentence would start with.
    #[cfg(feature = "learn")]
    pub(crate) fn segment_as<S: crate::linear::Sink + Default>(
        &self,
        text: &str,
        mut decide: impl FnMut(S, bool, Span) -> bool,
    ) -> Segments {
        self.segment_by(text, |boundaries, candidate| {
            let mut sink = S::default();
            features::tell(boundaries, candidate, &mut sink);
            decide(sink, candidate.stop.is_some(), boundaries.segments.tokens[candidate.next].span)
        })
    }

    /// Segments `text`, with `decide` for the places where the rules leave open whether a sentence ends.
    fn segment_by(&self, text: &str, mut decide: impl FnMut(&Boundaries<'_>, &Candidate) -> bool) -> Segments {
        // Every offset of a text that passes fits.
        u32_len(text.len());
        let mut scratch = SCRATCH.take().unwrap_or_default();
        let Scratch { paragraphs, signs, starts } = &mut *scratch;
        let mut segments = Segments::with_room(text.len());
        token::tokenize(text, &[], self.lexicon, signs, &mut segments);
        paragraph::find(text, &segments.tokens, signs, paragraphs);
        // "We chose lot No." at a paragraph's end holds no abbreviation, whatever number starts the next one.
        if paragraphs.end_with_any(&signs.over_lines) {
            let ends: Vec<u32> = paragraphs.found.iter().map(|paragraph| paragraph.span.end()).collect();
            token::tokenize(text, &ends, self.lexicon, signs, &mut segments);
            paragraph::find(text, &segments.tokens, signs, paragraphs);
        }
        let hard_lines = &paragraphs.hard_lines;
        for &line in hard_lines {
            segments.tokens[line as usize].flags.set(Flags::HARD_LINE);
        }
        let mut marks = signs.marks.as_slice();
        let paragraphs = paragraphs.found.as_slice();
        for (index, paragraph) in paragraphs.iter().enumerate() {
            let marks = split_before(&mut marks, paragraph.tokens().end);
            if !marks.is_empty() {
                let next_opens = paragraphs.get(index + 1).is_some_and(|next| marks::opens(&text[next.span]));
                marks::pair(text, paragraph.tokens(), marks, next_opens, &mut segments);
            }
        }
        let style = Style::of(text, &segments, &signs.closers, paragraphs);
        signs.outlines.find_busy(hard_lines, style.loose);
        let (mut brackets, mut colons) = (signs.brackets.as_slice(), signs.colons.as_slice());
        segments.reserve(paragraphs.len());
        for paragraph in paragraphs {
            let tokens = paragraph.tokens();
            let first_sentence = u32_len(segments.sentences.len());
            segments.paragraphs.push(ParagraphRow { span: paragraph.span, first_sentence });
            let brackets = split_before(&mut brackets, tokens.end);
            let colon = split_before(&mut colons, tokens.end).first().map(|&colon| colon as usize);
            let boundaries = Boundaries::new(text, &segments, style, tokens.clone(), brackets, colon);
            starts.clear();
            boundaries.find(&signs.outlines, starts, &mut decide);
            sentence::split(tokens, starts, &mut segments);
        }
        gap::mark(text, self.lexicon, &mut segments);
        if text.len() <= LONGEST_KEPT {
            SCRATCH.set(Some(scratch));
        }
        segments
    }
}

/// What is needed only while one text is segmented. Articles are short and many: their room is kept, a set a
/// thread.
#[derive(Default)]
struct Scratch {
    paragraphs: paragraph::Paragraphs,
    signs: scan::Signs,
    starts: Vec<usize>,
}

/// The room of texts of more bytes is given back, so that one book among articles does not hold its memory for
/// the whole run.
const LONGEST_KEPT: usize = 1 << 20;

thread_local! {
    static SCRATCH: Cell<Option<Box<Scratch>>> = const { Cell::new(None) };
}

/// Takes the indexes off the front of `indexes` that come before `end`. They must ascend.
fn split_before<'a>(indexes: &mut &'a [u32], end: usize) -> &'a [u32] {
    let count = indexes.iter().take_while(|&&index| (index as usize) < end).count();
    let (taken, rest) = indexes.split_at(count);
    *indexes = rest;
    taken
}

/// An offset of a text whose length was checked.
#[expect(clippy::cast_possible_truncation, reason = "the segmenter checks the text's length first")]
fn short(at: usize) -> u32 {
    at as u32
}

/// A number of rows or bytes as 32 bits. Texts of 4 GiB and more are refused when they are read, so that this
/// cannot fail for one that was.
fn u32_len(len: usize) -> u32 {
    u32::try_from(len).expect("a layer has fewer rows than its article has bytes")
}

impl Segments {
    /// Empty segments with room for the tokens of a text of so many bytes: one in five bytes, about what
    /// English news has.
    fn with_room(bytes: usize) -> Self {
        Self { tokens: Vec::with_capacity(bytes / 5 + 8), ..Self::default() }
    }

    /// Makes room for so many paragraphs and their sentences, of which one in twenty tokens and one a paragraph
    /// are expected.
    fn reserve(&mut self, paragraphs: usize) {
        self.paragraphs.reserve_exact(paragraphs);
        self.sentences.reserve_exact(self.tokens.len() / 20 + paragraphs);
    }

    /// Adds the segments of the part of the text that comes next; `shift` says by how much its offsets and ids
    /// go up. Long articles are segmented in parts (`src/parts.rs`).
    pub(crate) fn append(&mut self, part: Self, shift: Shift) {
        let paragraphs = self.paragraphs.len();
        let paragraph = |id: ParagraphId| ParagraphId::new(id.index() + paragraphs);
        let bit = self.tokens.len() % 64;
        shift.extend(
            &mut self.paragraphs,
            part.paragraphs.into_iter().map(|row| ParagraphRow {
                span: shift.span(row.span),
                first_sentence: row.first_sentence + shift.sentences,
            }),
        );
        shift.extend(
            &mut self.sentences,
            part.sentences.into_iter().map(|row| SentenceRow {
                span: shift.span(row.span),
                first_token: row.first_token + shift.tokens,
                paragraph: paragraph(row.paragraph),
                ..row
            }),
        );
        shift.extend(
            &mut self.tokens,
            part.tokens.into_iter().map(|row| TokenRow {
                span: shift.span(row.span),
                sentence: shift.sentence(row.sentence),
                ..row
            }),
        );
        shift.extend(
            &mut self.quoted,
            part.quoted.into_iter().map(|row| QuotedRow {
                open: shift.token(row.open),
                close: row.close.map(|close| shift.token(close)),
                end: shift.token(row.end),
                ..row
            }),
        );
        for bits in part.hooked {
            match self.hooked.last_mut().filter(|_| bit > 0) {
                Some(last) => {
                    *last |= bits << bit;
                    self.hooked.push(bits >> (64 - bit));
                }
                None => self.hooked.push(bits),
            }
        }
        self.hooked.truncate(self.tokens.len().div_ceil(64));
    }

    /// The same with no other tokens than quotation marks: all that rows ask for. What referred to a token that
    /// is gone refers to the next mark.
    #[cfg(feature = "io")]
    pub(crate) fn without_words(self) -> Self {
        let mut marks: Vec<u32> =
            self.quoted.iter().flat_map(|row| [Some(row.open), row.close]).flatten().map(TokenId::get).collect();
        marks.sort_unstable();
        marks.dedup();
        // What stands for a token that is gone is the next mark.
        let mark = |token: u32| marks.partition_point(|&mark| mark < token);
        let id = |token: TokenId| TokenId::new(mark(token.get()));
        let quoted = self.quoted.iter().map(|row| QuotedRow {
            open: id(row.open),
            close: row.close.map(id),
            end: id(row.end),
            ..*row
        });
        let sentences = self.sentences.iter();
        Self {
            quoted: quoted.collect(),
            sentences: sentences
                .map(|row| SentenceRow { first_token: u32_len(mark(row.first_token)), ..*row })
                .collect(),
            tokens: marks.iter().map(|&mark| self.tokens[mark as usize]).collect(),
            hooked: Vec::new(),
            paragraphs: self.paragraphs,
        }
    }

    /// The segments beside their text. `text` must be the one that was segmented; with another one, spans fall
    /// where they fall, and a span that is none of the text panics when its text is asked for.
    pub fn view<'a>(&'a self, text: &'a str) -> View<'a> {
        View::new(text, self)
    }

    /// The number of paragraphs.
    pub fn paragraph_count(&self) -> usize {
        self.paragraphs.len()
    }

    /// The number of sentences.
    pub fn sentence_count(&self) -> usize {
        self.sentences.len()
    }

    /// The number of tokens.
    pub fn token_count(&self) -> usize {
        self.tokens.len()
    }
}
