//! Who speaks where, as the attributed quotations tell: what pronouns in and behind quotation marks need.
//!
//! Only quotations with marks count. A quotation can have several pieces ("I will," she said, "go"), and pieces can lie
//! inside others'.

use crate::id::{MentionId, QuoteId};
use crate::quote::{Quote, QuoteKind, Quotes};
use crate::segment::{Flags, Token, View};
use crate::span::Span;

/// So many pieces back, the quotation that holds a token is looked for: quotations may hold others.
const NESTED: usize = 8;

/// The quotations of an article by the places of their pieces.
pub(super) struct Speakers<'a> {
    /// The text.
    view: View<'a>,
    /// Its quotations.
    quotes: &'a Quotes,
    /// The pieces of quotations with quotation marks, in text order, each with its quotation.
    pieces: Vec<(Span, Quote<'a>)>,
}

impl<'a> Speakers<'a> {
    /// The quotations with marks of a text, sorted by their pieces.
    pub(super) fn new(view: View<'a>, quotes: &'a Quotes) -> Self {
        let marked = quotes.iter().filter(|quote| quote.kind() != QuoteKind::Indirect);
        let mut pieces: Vec<_> =
            marked.flat_map(|quote| quote.pieces().iter().map(move |&piece| (piece, quote))).collect();
        pieces.sort_by_key(|(piece, quote)| (piece.start(), quote.id()));
        Self { view, quotes, pieces }
    }

    /// The innermost quotation whose content holds the token; none outside of them, and none where more than [`NESTED`]
    /// pieces lie between.
    pub(super) fn around(&self, token: Token<'_>) -> Option<Quote<'a>> {
        let next = self.pieces.partition_point(|(piece, _)| piece.start() <= token.span().start());
        let holds = |(piece, _): &&(Span, Quote<'_>)| piece.end() >= token.span().end();
        self.pieces[next.saturating_sub(NESTED)..next].iter().rev().find(holds).map(|(_, quote)| *quote)
    }

    /// The source of the quotation before the one that closes right before `token`, in its paragraph or the one before,
    /// with that last one.
    pub(super) fn before(&self, token: Token<'a>) -> Option<(MentionId, Quote<'a>)> {
        let mark = token.prev().filter(|mark| mark.flags().has(Flags::CLOSE_MARK))?;
        let last = self.around(mark)?;
        let index = last.id().index().checked_sub(1)?;
        let before = self.quotes.get(QuoteId::new(index));
        let paragraph = |quote: Quote<'_>| self.view.sentence(quote.sentence()).paragraph().id().index();
        let near = paragraph(last) - paragraph(before) <= 1;
        before.source_mention().filter(|_| near).map(|source| (source, last))
    }
}
