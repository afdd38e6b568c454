//! Segments: paragraphs, sentences, tokens and the stretches between quotation marks.
//!
//! [`Segmenter::segment`] finds them in one pass per kind: [`paragraph`], then [`token`], then [`marks`] (which needs tokens),
//! then [`sentence`] (which needs all three).

mod boundary;
mod chars;
mod features;
mod given;
mod list;
mod marks;
mod model;
mod neighbours;
mod paragraph;
mod rules;
mod sentence;
mod style;
mod token;
mod view;
mod word;

pub use token::Flags;
pub use view::{Paragraph, Quoted, Sentence, Token, View};

use boundary::{Boundaries, Candidate};
#[cfg(feature = "learn")]
pub(crate) use features::{FIRST, Sink};
#[cfg(feature = "learn")]
pub(crate) use model::SLOTS;
use style::Style;

use std::cell::Cell;

use crate::gazetteer::Lexicon;
use crate::gazetteer::classes::Classes;
use crate::id::{ParagraphId, SentenceId, TokenId};
use crate::span::Span;

/// Cuts texts into segments.
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

/// The segments of one text.
// Invariants: sentences lie in order, apart from each other, inside their paragraph, and hold every non-blank character;
// every sentence has at least one token; tokens lie in order, apart from each other, inside their sentence.
#[derive(Clone, Debug, Default)]
pub struct Segments {
    paragraphs: Vec<ParagraphRow>,
    sentences: Vec<SentenceRow>,
    tokens: Vec<TokenRow>,
    quoted: Vec<QuotedRow>,
}

#[derive(Clone, Copy, Debug)]
struct ParagraphRow {
    span: Span,
    first_sentence: u32,
}

#[derive(Clone, Copy, Debug)]
struct TokenRow {
    span: Span,
    classes: Classes,
    /// The word's hash without regard to case; [`token::NO_WORD`] where it is none.
    hash: u64,
    sentence: SentenceId,
    flags: Flags,
}

#[derive(Clone, Copy, Debug)]
struct SentenceRow {
    span: Span,
    first_token: u32,
    paragraph: ParagraphId,
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
    /// Paragraphs are separated by blank lines, or by line breaks where there are none. Penn-style tokens: contractions and
    /// possessives apart (`do|n't`, `Russia|'s`), hyphenated words whole.
    pub fn segment(&self, text: &str) -> Segments {
        self.segment_by(text, model::ends_sentence)
    }

    /// Segments `text` with `decide` in the place of the model: of a place where a sentence may end it is told the features,
    /// through a sink that `sink` makes, whether a stop stands there, and the token that the next sentence would start with.
    #[cfg(feature = "learn")]
    pub(crate) fn segment_as<S: Sink + Default>(
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

    fn segment_by(&self, text: &str, mut decide: impl FnMut(&Boundaries<'_>, &Candidate) -> bool) -> Segments {
        // Every offset of a text that passes fits.
        u32_len(text.len());
        let mut scratch = SCRATCH.take();
        let Scratch { paragraphs, signs, ends, starts } = &mut scratch;
        paragraph::paragraphs(text, paragraphs);
        let mut segments = Segments::with_room(text.len(), paragraphs.spans.len());
        signs.clear();
        ends.clear();
        let mut hard_lines = paragraphs.hard_lines.as_slice();
        for (index, &span) in paragraphs.spans.iter().enumerate() {
            let first = segments.tokens.len();
            signs.marks.clear();
            signs.colon = None;
            token::tokenize(text, span, &mut hard_lines, self.lexicon, signs, &mut segments);
            if !signs.marks.is_empty() {
                let next_opens = paragraphs.spans.get(index + 1).is_some_and(|next| marks::opens(&text[*next]));
                marks::pair(text, first, &signs.marks, next_opens, &mut segments);
            }
            ends.push(End {
                token: segments.tokens.len(),
                bracket: signs.brackets.len(),
                busy: signs.busy.len(),
                colon: signs.colon,
            });
        }
        let style = Style::of(text, &segments, &signs.closers, ends);
        let (mut first, mut first_bracket, mut first_busy) = (0, 0, 0);
        for (&span, end) in paragraphs.spans.iter().zip(ends.iter()) {
            segments.paragraphs.push(ParagraphRow { span, first_sentence: u32_len(segments.sentences.len()) });
            let brackets = &signs.brackets[first_bracket..end.bracket];
            let colon = end.colon.map(|colon| colon as usize);
            let boundaries = Boundaries::new(text, &segments, style, first..end.token, brackets, colon);
            starts.clear();
            boundaries.find(&signs.busy[first_busy..end.busy], starts, &mut decide);
            sentence::split(first..end.token, starts, &mut segments);
            (first, first_bracket, first_busy) = (end.token, end.bracket, end.busy);
        }
        if text.len() <= LONGEST_KEPT {
            SCRATCH.set(scratch);
        }
        segments
    }
}

/// What is needed only while one text is segmented. Articles are short and many: their room is kept.
#[derive(Default)]
struct Scratch {
    paragraphs: paragraph::Paragraphs,
    signs: token::Signs,
    ends: Vec<End>,
    starts: Vec<usize>,
}

/// The room of longer texts is given back.
const LONGEST_KEPT: usize = 1 << 20;

thread_local! {
    static SCRATCH: Cell<Scratch> = Cell::default();
}

/// Where a paragraph's rows end.
struct End {
    /// The token after its last.
    token: usize,
    /// The bracket after its last.
    bracket: usize,
    /// The busy token after its last.
    busy: usize,
    /// Its first colon.
    colon: Option<u32>,
}

fn u32_len(len: usize) -> u32 {
    u32::try_from(len).expect("a layer has fewer rows than its article has bytes")
}

impl Segments {
    /// Empty segments with room for those of a text of so many bytes and paragraphs.
    fn with_room(bytes: usize, paragraphs: usize) -> Self {
        let tokens = bytes / 5 + 8;
        Self {
            paragraphs: Vec::with_capacity(paragraphs),
            sentences: Vec::with_capacity(bytes / 100 + paragraphs),
            tokens: Vec::with_capacity(tokens),
            quoted: Vec::new(),
        }
    }

    /// The segments beside their text. `text` must be the one that was segmented.
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
