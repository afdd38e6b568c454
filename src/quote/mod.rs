//! Quotations: what is said, with its cue and its source. Whom the source stands for is the resolver's question.
//!
//! Control flow follows the text. [`page`] joins sentences to units at quotation marks; [`frame`] reads a unit: verb groups ([`cue`])
//! whose content stands around them ([`aside`]) or follows them ([`govern`], from [`complement`] to [`extent`]), and [`nominal`] ones,
//! each with its [`source`]; [`direct`] joins what goes on over units; [`speaker`] finds the mention that a source stands for. [`verbs`] says which words report,
//! [`rule`] how often each frame is right.
//!
//! What the rules leave open the model settles ([`judge`]): which of the places of [`choice`] is right, as it sees them in [`place`], and
//! whether a candidate is an attribution, as it sees it in [`features`]. Rules and features ask [`page`] of a token, which reads it to a
//! [`cell`] and looks its word up in the [`lexicon`] once.

#[macro_use]
mod lexicon;

mod act;
mod aside;
mod broken;
mod cell;
mod choice;
mod complement;
mod cue;
mod direct;
mod extent;
mod features;
mod finite;
mod frame;
mod govern;
mod judge;
mod leading;
mod model;
mod nominal;
mod page;
mod place;
mod rule;
mod source;
mod speaker;
mod verbs;

use crate::entity::Mentions;
use crate::id::{MentionId, QuoteId, SentenceId};
use crate::parts::Shift;
use crate::segment::Segments;
use crate::span::Span;
use page::{Page, Run};

pub use act::Act;
pub use rule::Rule;

#[cfg(feature = "learn")]
pub(crate) use {
    cell::is_content,
    choice::NOWHERE,
    judge::Proposal,
    model::{SLOTS, TASKS, Task, UNIT, WORDS, bit, stem, write},
};

pub(crate) use judge::Judge;
pub(crate) use model::Model;
#[cfg(feature = "io")]
pub(crate) use model::model_bytes;

/// Finds quotations and their sources.
#[derive(Clone, Copy, Debug, Default)]
pub struct Attributor;

/// The quotations of one text.
// Invariants: in the order of their first piece; every quotation has a piece; its pieces lie in text order, apart from each other.
#[derive(Clone, Debug, Default)]
pub struct Quotes {
    rows: Vec<QuoteRow>,
}

#[derive(Clone, Debug)]
pub(crate) struct QuoteRow {
    pub(crate) kind: QuoteKind,
    pub(crate) sentence: SentenceId,
    pub(crate) pieces: Vec<Span>,
    pub(crate) cue: Option<Span>,
    pub(crate) source: Option<Span>,
    pub(crate) speaker: Option<MentionId>,
    pub(crate) act: Act,
    pub(crate) rule: Rule,
    pub(crate) confidence: f32,
}

/// How much of a quotation's content stands in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuoteKind {
    /// All of it.
    Direct,
    /// Some of it.
    Mixed,
    /// Nothing.
    Indirect,
}

impl QuoteKind {
    /// The name that the `quotes` table holds.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
        }
    }
}

impl Attributor {
    /// An attributor with the program's rules.
    pub const fn new() -> Self {
        Self
    }

    /// Finds the quotations of `text` and the source of each.
    ///
    /// Total: every text has a result, in time linear in its length. A quotation for which the text names no source is kept with
    /// `source() == None`. Quotations inside quotations are not split.
    pub fn attribute(&self, text: &str, segments: &Segments, mentions: &Mentions) -> Quotes {
        let model = Model::embedded();
        Self::attribute_by(text, segments, mentions, &model, &mut { model })
    }

    /// Attributes with `judge` in the place of the model's weights.
    pub(crate) fn attribute_by(
        text: &str,
        segments: &Segments,
        mentions: &Mentions,
        model: &Model<'_>,
        judge: &mut impl Judge,
    ) -> Quotes {
        let page = Page::new(segments.view(text), model);
        let mut speakers = speaker::Speakers::default();
        let mut found = direct::read(&page, judge);
        speaker::drop_places(&page, mentions, &mut found);
        let mut rows: Vec<QuoteRow> = found
            .into_iter()
            .map(|found| {
                let speaker = found.source.and_then(|source| speakers.mention(&page, source, mentions));
                speakers.note(&page, &found, speaker);
                QuoteRow {
                    kind: kind(&page, &found.pieces),
                    sentence: page.token(found.pieces[0].first).sentence().id(),
                    pieces: found.pieces.iter().map(|&piece| page.span(piece)).collect(),
                    cue: found.cue.map(|run| page.span(run)),
                    source: found.source.map(|run| page.span(run)),
                    speaker,
                    act: act::act(&page, &found),
                    rule: found.rule,
                    confidence: found.confidence,
                }
            })
            .collect();
        rows.sort_by_key(|row| row.pieces[0].start());
        Quotes { rows }
    }
}

fn kind(page: &Page<'_>, pieces: &[Run]) -> QuoteKind {
    let words = pieces.iter().map(|&piece| page.words(piece));
    let (all, quoted) = words.fold((0, 0), |sum, words| (sum.0 + words.0, sum.1 + words.1));
    match quoted {
        0 => QuoteKind::Indirect,
        _ if quoted * 100 >= all * 95 => QuoteKind::Direct,
        _ => QuoteKind::Mixed,
    }
}

impl Quotes {
    /// The quotations in text order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Quote<'_>> {
        (0..self.rows.len()).map(|index| self.get(QuoteId::new(index)))
    }

    /// The quotation of that id.
    pub fn get(&self, id: QuoteId) -> Quote<'_> {
        Quote { quotes: self, id }
    }

    /// Adds the quotations of the part of the text that comes next.
    pub(crate) fn append(&mut self, part: Self, shift: Shift) {
        shift.extend(
            &mut self.rows,
            part.rows.into_iter().map(|mut row| {
                row.pieces.iter_mut().for_each(|piece| *piece = shift.span(*piece));
                row.pieces.shrink_to_fit();
                QuoteRow {
                    sentence: shift.sentence(row.sentence),
                    cue: row.cue.map(|cue| shift.span(cue)),
                    source: row.source.map(|source| shift.span(source)),
                    speaker: row.speaker.map(|speaker| shift.mention(speaker)),
                    ..row
                }
            }),
        );
    }

    /// The number of quotations.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// A quotation: a view of its row.
#[derive(Clone, Copy, Debug)]
pub struct Quote<'a> {
    quotes: &'a Quotes,
    id: QuoteId,
}

impl<'a> Quote<'a> {
    fn row(self) -> &'a QuoteRow {
        &self.quotes.rows[self.id.index()]
    }

    /// Its id.
    pub fn id(self) -> QuoteId {
        self.id
    }

    /// How much of it stands in quotation marks.
    pub fn kind(self) -> QuoteKind {
        self.row().kind
    }

    /// The sentence in which it starts.
    pub fn sentence(self) -> SentenceId {
        self.row().sentence
    }

    /// The pieces of its content in text order, quotation marks included.
    pub fn pieces(self) -> &'a [Span] {
        &self.row().pieces
    }

    /// From its first piece to its last.
    pub fn span(self) -> Span {
        let pieces = self.pieces();
        pieces[0].cover(pieces[pieces.len() - 1])
    }

    /// The speech verb group.
    pub fn cue(self) -> Option<Span> {
        self.row().cue
    }

    /// The source as it stands in the text: "he", "US State Department spokesperson Tammy Bruce".
    pub fn source(self) -> Option<Span> {
        self.row().source
    }

    /// The mention at the head of the source, whose entity speaks ([`crate::Chains::speaker_of`]): "Tammy Bruce" of "spokesperson
    /// Tammy Bruce", the name before "who".
    pub fn source_mention(self) -> Option<MentionId> {
        self.row().speaker
    }

    /// Whether the content was said, thought, wanted, or stands in a record.
    pub fn act(self) -> Act {
        self.row().act
    }

    /// What decided it.
    pub fn rule(self) -> Rule {
        self.row().rule
    }

    /// How sure it is, from 0 to 1.
    pub fn confidence(self) -> f32 {
        self.row().confidence
    }
}
