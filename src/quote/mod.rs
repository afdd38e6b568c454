//! Quotations: what is said, with its cue and its source. Whom the source stands for is the resolver's question.
//!
//! A quotation here is what the corpus `PolNeAR` calls an attribution: a *content*, the *cue* that reports it, and
//! the *source* that it is reported of. All three are pieces of the text:
//!
//! | text | content | cue | source | kind |
//! |---|---|---|---|---|
//! | “We won,” said Lopez. | “We won,” | said | Lopez | direct |
//! | Lopez said that it was late. | that it was late | said | Lopez | indirect |
//! | Lopez called it “a mess.” | it “a mess.” | called | Lopez | mixed |
//! | “We won.” | “We won.” | | | direct |
//!
//! Control flow follows the text.
//!
//! 1. [`page`] reads each token to a [`cell`], looking its word up in the [`lexicon`] once, finds the stretches
//!    between quotation marks (with [`broken`] ones mended), and joins sentences to units at these marks.
//! 2. [`direct`] goes over the units in order. It asks whether a unit is announced, labelled or signed, and else has
//!    [`frame`] read it; then it joins what goes on over units.
//! 3. [`frame`] reads one unit: frames that stand beside their content ([`aside`]: "…, Lopez said"), verbs that
//!    govern it ([`govern`], from [`complement`] to [`extent`]: "Lopez said that …"), nouns that do ([`nominal`]:
//!    "Lopez's claim that …"), and what is left of quotation marks that open a sentence ([`leading`]). Verb groups
//!    are told by [`cue`], sources by [`source`].
//! 4. What the rules leave open the model settles ([`judge`]): which of the places of [`choice`] is right, as it sees
//!    them in [`place`], and whether a candidate is an attribution, as it sees it in [`features`].
//! 5. [`speaker`] finds the mention that a source stands for, and [`act`] says what the source did: said, thought,
//!    wanted, recorded.
//!
//! [`verbs`] says which words report and [`finite`] which other words show a clause; [`rule`] how often each frame is
//! right.
//!
//! Rules propose, the model disposes: rules are written to find, and a candidate that is no attribution is told by
//! its probability. What is deliberately not done: quotations inside quotations are not split, and no source is made
//! up for a quotation that has none.

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
use crate::span::{Span, offset};
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
///
/// It has no state: the rules are code and the model is embedded. One attributor serves all threads.
///
/// # Example
///
/// ```
/// use dateline::{Attributor, Gazetteer, QuoteKind, Segmenter, Tagger};
/// use std::sync::Arc;
///
/// let text = "The bridge is shut, Ana Lopez said.";
/// let segments = Segmenter::new().segment(text);
/// let mentions = Tagger::new(Arc::new(Gazetteer::embedded())).tag(text, &segments);
/// let quotes = Attributor::new().attribute(text, &segments, &mentions);
/// let quote = quotes.iter().next().expect("a quotation");
/// assert_eq!(&text[quote.pieces()[0]], "The bridge is shut");
/// assert_eq!(&text[quote.cue().expect("a cue")], "said");
/// assert_eq!(&text[quote.source().expect("a source")], "Ana Lopez");
/// assert_eq!(quote.kind(), QuoteKind::Indirect);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Attributor;

/// The quotations of one text, in the order of their first piece.
///
/// Invariants: every quotation has a piece; its pieces lie in text order, apart from each other, and in `pieces` behind
/// those of the quotation before it.
#[derive(Clone, Debug, Default)]
pub struct Quotes {
    rows: Vec<QuoteRow>,
    /// The pieces of all of them, in bytes of the text.
    pieces: Vec<Span>,
}

/// A quotation as it is stored: spans in bytes of the text, ids of the layers that it rests on.
#[derive(Clone, Debug)]
pub(crate) struct QuoteRow {
    /// How much of the words of its pieces stands in quotation marks.
    pub(crate) kind: QuoteKind,
    /// The sentence of the first token of its first piece: the cue may stand in a later one.
    pub(crate) sentence: SentenceId,
    /// Where its pieces start among all; they end where those of the next one start. Its content, quotation marks
    /// included: at least one piece, in text order and apart from each other.
    first_piece: u32,
    /// The verb group, "according to", or the mark that stands for one: a colon, the dash of a signature.
    pub(crate) cue: Option<Span>,
    /// The noun phrase that speaks, with its appositions.
    pub(crate) source: Option<Span>,
    /// The mention at its head; none where that is no name, pronoun or noun of the layer, or where two speak
    /// together.
    pub(crate) speaker: Option<MentionId>,
    /// What the source did with it.
    pub(crate) act: Act,
    /// The frame that found it.
    pub(crate) rule: Rule,
    /// From 0 to 1: the model's probability, or the rule's share of right ones where the model has no word
    /// ([`Rule::is_rare`]).
    pub(crate) confidence: f32,
}

/// How much of a quotation's content stands in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuoteKind {
    /// All of it, or nearly: at least 95 of 100 words. "“We won,” said Lopez."
    Direct,
    /// Some of it: "Lopez called it “a mess.”"
    Mixed,
    /// Nothing: "Lopez said that it was late."
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
    /// Total: every text has a result, in time linear in its length. A quotation for which the text names no source
    /// is kept with `source() == None`. Quotations inside quotations are not split.
    pub fn attribute(&self, text: &str, segments: &Segments, mentions: &Mentions) -> Quotes {
        let model = Model::embedded();
        Self::attribute_by(text, segments, mentions, &model, &mut { model })
    }

    /// Attributes with `judge` in the place of the model's weights.
    ///
    /// `model` tells which words may report, `judge` decides. The two are one where the program runs; when the model
    /// is trained, the judge is the right answers, which see every candidate that the rules propose.
    ///
    /// Speakers are told in the order in which candidates were found, for "the statement" is whose the last statement
    /// was. The rows are sorted afterwards, because a continuation may join a piece to an earlier candidate.
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
        let initials = speaker::Initials::of(text, &page, mentions, &found);
        let mut rows: Vec<(QuoteRow, Vec<Run>)> = found
            .into_iter()
            .map(|found| {
                let speaker = found.source.and_then(|source| speakers.mention(&page, source, mentions));
                let speaker = speaker.or_else(|| initials.mention(&page, &found));
                speakers.note(&page, &found, speaker);
                let row = QuoteRow {
                    kind: kind(&page, &found.pieces),
                    sentence: page.token(found.pieces[0].first).sentence().id(),
                    first_piece: 0,
                    cue: found.cue.map(|run| page.span(run)),
                    source: found.source.map(|run| page.span(run)),
                    speaker,
                    act: act::act(&page, &found),
                    rule: found.rule,
                    confidence: found.confidence,
                };
                (row, found.pieces)
            })
            .collect();
        rows.sort_by_key(|(_, pieces)| pieces[0].first);
        let mut quotes = Quotes { rows: Vec::with_capacity(rows.len()), pieces: Vec::with_capacity(rows.len()) };
        for (row, pieces) in rows {
            quotes.rows.push(QuoteRow { first_piece: offset(quotes.pieces.len()), ..row });
            quotes.pieces.extend(pieces.into_iter().map(|piece| page.span(piece)));
        }
        quotes
    }
}

/// How much of the words of `pieces` stands in quotation marks; pieces without a word are indirect.
///
/// Words are counted, not marks. One word in twenty may stand outside and the whole is direct all the same, so that a
/// long quotation with a word of the reporter's in brackets stays one.
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
    ///
    /// # Panics
    ///
    /// Its accessors panic for an id of another text that is past the last one here.
    pub fn get(&self, id: QuoteId) -> Quote<'_> {
        Quote { quotes: self, id }
    }

    /// Adds the quotations of the part of the text that comes next, moving their offsets and ids behind what is
    /// there.
    ///
    /// A part is cut between paragraphs, so that no quotation goes over its edge but one of several paragraphs, which
    /// then becomes two.
    pub(crate) fn append(&mut self, part: Self, shift: Shift) {
        let pieces = offset(self.pieces.len());
        shift.extend(&mut self.pieces, part.pieces.into_iter().map(|piece| shift.span(piece)));
        shift.extend(
            &mut self.rows,
            part.rows.into_iter().map(|row| QuoteRow {
                sentence: shift.sentence(row.sentence),
                first_piece: row.first_piece + pieces,
                cue: row.cue.map(|cue| shift.span(cue)),
                source: row.source.map(|source| shift.span(source)),
                speaker: row.speaker.map(|speaker| shift.mention(speaker)),
                ..row
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

/// A quotation: a view of its row, as cheap to copy as a reference and a number.
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

    /// The pieces of its content in text order, quotation marks included; there is at least one.
    ///
    /// A content has several where its cue stands inside ("“We won,” Lopez said, “and they lost.”" has two) and where
    /// it goes on over paragraphs.
    pub fn pieces(self) -> &'a [Span] {
        let Quotes { rows, pieces } = self.quotes;
        let end = rows.get(self.id.index() + 1).map_or(pieces.len(), |next| next.first_piece as usize);
        &pieces[self.row().first_piece as usize..end]
    }

    /// From its first piece to its last.
    pub fn span(self) -> Span {
        let pieces = self.pieces();
        pieces[0].cover(pieces[pieces.len() - 1])
    }

    /// What reports: a verb group ("has said", "said in a statement"), "according to", or the mark of a label or
    /// signature (":", "—").
    ///
    /// None for what nobody is said to say, and for what is only near who says it.
    pub fn cue(self) -> Option<Span> {
        self.row().cue
    }

    /// The source as it stands in the text: "he", "US State Department spokesperson Tammy Bruce".
    pub fn source(self) -> Option<Span> {
        self.row().source
    }

    /// The mention at the head of the source, whose entity speaks ([`crate::Chains::speaker_of`]): "Tammy Bruce" of
    /// "spokesperson Tammy Bruce", the name before "who".
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

    /// How sure it is, from 0 to 1: a calibrated probability that cue and source are right and at least half of the
    /// content is.
    pub fn confidence(self) -> f32 {
        self.row().confidence
    }
}
