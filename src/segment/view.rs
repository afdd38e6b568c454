//! Views: a text with its segments, and handles to the rows.
//!
//! A [`View`] is two references; a [`Token`], [`Sentence`], [`Paragraph`] or [`Quoted`] is a view and a number.
//! All are `Copy` and cost nothing to pass on. Rules of later stages are written on them and hold no row
//! themselves.
//!
//! A handle is good for the segments that it came from. One made of an id of another text may panic when it is
//! asked anything.

use std::ops::Range;

use super::{QuotedRow, Segments, SentenceRow, TokenRow};
use crate::id::{ParagraphId, QuotedId, SentenceId, TokenId};
use crate::lexicon::Classes;
use crate::segment::Flags;
use crate::span::Span;

/// A text with its segments: what rules are written on.
///
/// # Example
///
/// ```
/// use dateline::Segmenter;
///
/// let text = "Liv Aasen left. \"It was time,\" she said.";
/// let segments = Segmenter::new().segment(text);
/// let view = segments.view(text);
/// let quoted: Vec<&str> = view.quoted().map(|quoted| &text[quoted.span()]).collect();
/// assert_eq!(quoted, ["\"It was time,\""]);
/// let starts: Vec<&str> = view.tokens().filter(|token| token.starts_sentence()).map(|token| token.text()).collect();
/// assert_eq!(starts, ["Liv", "It"]);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    text: &'a str,
    segments: &'a Segments,
}

impl<'a> View<'a> {
    /// The two together; `text` must be the one that was segmented.
    #[inline]
    pub(super) fn new(text: &'a str, segments: &'a Segments) -> Self {
        Self { text, segments }
    }

    /// The whole text.
    #[inline]
    pub fn text(self) -> &'a str {
        self.text
    }

    /// The paragraphs in order.
    #[inline]
    pub fn paragraphs(self) -> impl DoubleEndedIterator<Item = Paragraph<'a>> {
        (0..self.segments.paragraphs.len()).map(move |index| self.paragraph(ParagraphId::new(index)))
    }

    /// The sentences in order.
    #[inline]
    pub fn sentences(self) -> impl DoubleEndedIterator<Item = Sentence<'a>> {
        (0..self.segments.sentences.len()).map(move |index| self.sentence(SentenceId::new(index)))
    }

    /// The tokens in order.
    #[inline]
    pub fn tokens(self) -> impl DoubleEndedIterator<Item = Token<'a>> {
        (0..self.segments.tokens.len()).map(move |index| self.token(TokenId::new(index)))
    }

    /// The stretches between quotation marks in order: the outermost ones, for a quotation in a quotation is a
    /// part of it.
    #[inline]
    pub fn quoted(self) -> impl DoubleEndedIterator<Item = Quoted<'a>> {
        (0..self.segments.quoted.len()).map(move |index| Quoted { view: self, id: QuotedId::new(index) })
    }

    /// The number of stretches between quotation marks.
    pub(crate) fn quoted_count(self) -> usize {
        self.segments.quoted.len()
    }

    /// The stretch of that number, in the order of their openings.
    pub(crate) fn quoted_at(self, index: usize) -> Quoted<'a> {
        Quoted { view: self, id: QuotedId::new(index) }
    }

    /// The paragraph of that id.
    #[inline]
    pub fn paragraph(self, id: ParagraphId) -> Paragraph<'a> {
        Paragraph { view: self, id }
    }

    /// The sentence of that id.
    #[inline]
    pub fn sentence(self, id: SentenceId) -> Sentence<'a> {
        Sentence { view: self, id }
    }

    /// The token of that id.
    #[inline]
    pub fn token(self, id: TokenId) -> Token<'a> {
        Token { view: self, id }
    }

    /// The token of that number, unless there are fewer.
    #[inline]
    pub fn get(self, index: usize) -> Option<Token<'a>> {
        (index < self.segments.tokens.len()).then(|| self.token(TokenId::new(index)))
    }

    /// Which of the 64 tokens of a block a stage hooks on, a bit each, the first one's the lowest; hardly ever
    /// wrongly so. None behind the last block.
    #[inline]
    pub(crate) fn hooked(self, block: usize) -> Option<u64> {
        self.segments.hooked.get(block).copied()
    }

    /// The tokens of a range as their rows have them.
    #[inline]
    pub(crate) fn glances(
        self,
        tokens: Range<usize>,
    ) -> impl DoubleEndedIterator<Item = TokenGlance> + ExactSizeIterator {
        self.segments.tokens[tokens].iter().map(TokenGlance::of)
    }

    /// The number of tokens.
    #[inline]
    pub fn token_count(self) -> usize {
        self.segments.tokens.len()
    }

    /// The tokens from `first` to before `end`; none if `end` is not behind `first`.
    #[inline]
    pub fn range(self, first: TokenId, end: TokenId) -> impl DoubleEndedIterator<Item = Token<'a>> {
        (first.index()..end.index()).map(move |index| self.token(TokenId::new(index)))
    }

    /// The first token from number `from` on that ends behind the byte `start`; the number of tokens, if there
    /// is none. Takes a few steps only, by halving.
    pub(crate) fn token_at(self, from: usize, start: usize) -> usize {
        from + self.segments.tokens[from..].partition_point(|token| token.span.range().end <= start)
    }

    /// The numbers of the tokens that lie at least partly inside `span`: an empty range where it holds blanks
    /// only.
    #[inline]
    pub fn tokens_in(self, span: Span) -> Range<usize> {
        let tokens = &self.segments.tokens;
        let first = tokens.partition_point(|token| token.span.end() <= span.start());
        let end = first + tokens[first..].partition_point(|token| token.span.start() < span.end());
        first..end
    }
}

/// A paragraph: a view of its row.
#[derive(Clone, Copy, Debug)]
pub struct Paragraph<'a> {
    view: View<'a>,
    id: ParagraphId,
}

impl<'a> Paragraph<'a> {
    /// Its id.
    #[inline]
    pub fn id(self) -> ParagraphId {
        self.id
    }

    /// Where it stands, without blanks at its edges.
    #[inline]
    pub fn span(self) -> Span {
        self.view.segments.paragraphs[self.id.index()].span
    }

    /// Its sentences, one at least.
    #[inline]
    pub fn sentences(self) -> impl DoubleEndedIterator<Item = Sentence<'a>> {
        let rows = &self.view.segments.paragraphs;
        let end =
            rows.get(self.id.index() + 1).map_or(self.view.segments.sentences.len(), |row| row.first_sentence as usize);
        (rows[self.id.index()].first_sentence as usize..end)
            .map(move |index| self.view.sentence(SentenceId::new(index)))
    }

    /// Its first token.
    #[inline]
    pub fn first_token(self) -> TokenId {
        let row = self.view.segments.paragraphs[self.id.index()];
        self.view.sentence(SentenceId::new(row.first_sentence as usize)).first_token()
    }

    /// The token after its last, which is the next paragraph's first or one past all tokens.
    #[inline]
    pub fn end_token(self) -> TokenId {
        match self.view.segments.paragraphs.get(self.id.index() + 1) {
            Some(next) => self.view.sentence(SentenceId::new(next.first_sentence as usize)).first_token(),
            None => TokenId::new(self.view.token_count()),
        }
    }
}

/// A sentence: a view of its row.
#[derive(Clone, Copy, Debug)]
pub struct Sentence<'a> {
    view: View<'a>,
    id: SentenceId,
}

impl<'a> Sentence<'a> {
    /// Its row.
    #[inline]
    fn row(self) -> &'a SentenceRow {
        &self.view.segments.sentences[self.id.index()]
    }

    /// Its id.
    #[inline]
    pub fn id(self) -> SentenceId {
        self.id
    }

    /// Where it stands, without blanks at its edges.
    #[inline]
    pub fn span(self) -> Span {
        self.row().span
    }

    /// Its text.
    #[inline]
    pub fn text(self) -> &'a str {
        &self.view.text[self.span()]
    }

    /// The paragraph that it is of.
    #[inline]
    pub fn paragraph(self) -> Paragraph<'a> {
        self.view.paragraph(self.row().paragraph)
    }

    /// Whether all of it stands inside quotation marks.
    #[inline]
    pub fn in_quote(self) -> bool {
        self.row().in_quote
    }

    /// Its first token.
    #[inline]
    pub fn first_token(self) -> TokenId {
        TokenId::new(self.row().first_token as usize)
    }

    /// The token after its last, which is the next sentence's first or one past all tokens.
    #[inline]
    pub fn end_token(self) -> TokenId {
        let next = self.view.segments.sentences.get(self.id.index() + 1);
        TokenId::new(next.map_or(self.view.token_count(), |row| row.first_token as usize))
    }

    /// Its tokens.
    #[inline]
    pub fn tokens(self) -> impl DoubleEndedIterator<Item = Token<'a>> {
        self.view.range(self.first_token(), self.end_token())
    }
}

/// What rules that read many tokens ask of each.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TokenGlance {
    pub(crate) span: Span,
    pub(crate) flags: Flags,
    /// See [`Token::hash`].
    pub(crate) hash: u64,
}

impl TokenGlance {
    #[inline]
    fn of(row: &TokenRow) -> Self {
        Self { span: row.span, flags: row.flags, hash: row.hash }
    }
}

/// A token: a view of its row.
#[derive(Clone, Copy, Debug)]
pub struct Token<'a> {
    view: View<'a>,
    id: TokenId,
}

impl<'a> Token<'a> {
    /// Its id.
    #[inline]
    pub fn id(self) -> TokenId {
        self.id
    }

    /// The id after its own, which may be one past the last token.
    #[inline]
    pub fn next_id(self) -> TokenId {
        TokenId::new(self.id.index() + 1)
    }

    /// Where it stands.
    #[inline]
    pub fn span(self) -> Span {
        self.view.segments.tokens[self.id.index()].span
    }

    /// Its text.
    #[inline]
    pub fn text(self) -> &'a str {
        &self.view.text[self.span()]
    }

    /// Whether its text is `word`, without regard to ASCII case: "Said" is `said`, "É" is not `é`.
    #[inline]
    pub fn is(self, word: &str) -> bool {
        let range = self.span().range();
        range.len() == word.len() && self.view.text.as_bytes()[range].eq_ignore_ascii_case(word.as_bytes())
    }

    /// What rules that read many tokens ask of it, in one look.
    #[inline]
    pub(crate) fn glance(self) -> TokenGlance {
        TokenGlance::of(&self.view.segments.tokens[self.id.index()])
    }

    /// What its characters are, and how it stands.
    #[inline]
    pub fn flags(self) -> Flags {
        self.view.segments.tokens[self.id.index()].flags
    }

    /// What the word list knows of it; [`Classes::NONE`](crate::Classes::NONE) for a word that is not listed.
    #[inline]
    pub fn classes(self) -> Classes {
        self.view.segments.tokens[self.id.index()].classes
    }

    /// The word's hash without regard to case, as [`word_hash`](crate::lexicon::word_hash) gives it; of what is
    /// no word the same.
    #[inline]
    pub(crate) fn hash(self) -> u64 {
        self.view.segments.tokens[self.id.index()].hash
    }

    /// Whether the word list has it in one of these classes.
    #[inline]
    pub fn has(self, any: Classes) -> bool {
        self.classes().has(any)
    }

    /// Whether it holds a letter or digit.
    #[inline]
    pub fn is_word(self) -> bool {
        self.flags().has(Flags::LETTER.or(Flags::DIGIT))
    }

    /// Whether it starts with a capital letter.
    #[inline]
    pub fn is_capitalised(self) -> bool {
        self.flags().has(Flags::CAPITALISED)
    }

    /// Whether it is the ending of an owner's name: 's, or the apostrophe after a plural.
    pub(crate) fn is_possessive(self) -> bool {
        matches!(self.text(), "'s" | "’s" | "'" | "’")
    }

    /// Whether it is the first word of its sentence; opening marks and brackets before it do not count.
    #[inline]
    pub fn starts_sentence(self) -> bool {
        self.flags().has(Flags::SENTENCE_START)
    }

    /// The sentence that it is of.
    #[inline]
    pub fn sentence(self) -> Sentence<'a> {
        self.view.sentence(self.view.segments.tokens[self.id.index()].sentence)
    }

    /// The token before it in the same sentence; none for the sentence's first.
    #[inline]
    pub fn prev(self) -> Option<Self> {
        let index = self.id.index().checked_sub(1)?;
        let tokens = &self.view.segments.tokens;
        (tokens[index].sentence == tokens[self.id.index()].sentence).then(|| self.view.token(TokenId::new(index)))
    }

    /// The token after it in the same sentence; none for the sentence's last.
    #[inline]
    pub fn next(self) -> Option<Self> {
        let tokens = &self.view.segments.tokens;
        let next = tokens.get(self.id.index() + 1)?;
        (next.sentence == tokens[self.id.index()].sentence).then(|| self.view.token(self.next_id()))
    }
}

/// A stretch between quotation marks: a view of its row.
///
/// A quotation of several paragraphs is several stretches, each of which has an opening mark; all but the last
/// have no closing one.
#[derive(Clone, Copy, Debug)]
pub struct Quoted<'a> {
    view: View<'a>,
    id: QuotedId,
}

impl<'a> Quoted<'a> {
    /// Its row.
    #[inline]
    fn row(self) -> QuotedRow {
        self.view.segments.quoted[self.id.index()]
    }

    /// Its id.
    #[inline]
    pub fn id(self) -> QuotedId {
        self.id
    }

    /// The token of the opening mark.
    #[inline]
    pub fn open(self) -> Token<'a> {
        self.view.token(self.row().open)
    }

    /// The token of the closing mark, unless the paragraph ends before one.
    #[inline]
    pub fn close(self) -> Option<Token<'a>> {
        self.row().close.map(|id| self.view.token(id))
    }

    /// The token after the stretch.
    #[inline]
    pub fn end_token(self) -> TokenId {
        self.row().end
    }

    /// Whether it goes on a quotation that the paragraph before left open.
    #[inline]
    pub fn continues(self) -> bool {
        self.row().continues
    }

    /// Where it stands, marks included.
    #[inline]
    pub fn span(self) -> Span {
        let last = self.view.token(TokenId::new(self.row().end.index() - 1));
        self.open().span().cover(last.span())
    }
}
