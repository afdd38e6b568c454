//! Training of the quotation model.
//!
//! The model answers five questions about candidates that the rules propose ([`Task`]): is it an attribution at
//! all, and which of several places ends its content, ends its cue, starts and ends its source. To learn, the
//! stage is run over each text with a [`Teacher`] in the model's place. Whatever it asks, the teacher answers
//! by the gold and notes as an example, so that training sees the very features that the running program does.
//!
//! A decider that had only seen right spans would trust candidates too much, since in use their spans are
//! chosen by weights. So the texts are parted in four. For each part, weights are fitted to the other three and
//! choose the spans in it ([`train_quotes`]); the decider learns from these. The places themselves are learned
//! with the gold's earlier answers in force.
//!
//! The vocabulary comes first: without a word that may report there is no candidate. It is a bit for each hash
//! of a stem, so that words that share a bit report together.

use super::logistic::{self, Fit, Place};
use crate::entity::Mentions;
use crate::evaluate::Attribution;
use crate::linear::{Sink, Slots};
use crate::quote::{
    Attributor, Judge, Model, NOWHERE, Proposal, SLOTS, TASKS, Task, UNIT, WORDS, bit, is_content, stem, write,
};
use crate::segment::{Segmenter, Segments, Token, View};
use crate::span::Span;

/// A text with its attributions, to learn from.
#[derive(Clone, Debug)]
pub struct QuoteExample {
    /// The text.
    pub text: String,
    /// Who said what, with spans in bytes of the text.
    pub attributions: Vec<Attribution>,
}

/// How each of the five regressions is fitted. More rounds, a stronger decay and a longer step were tried and
/// lost (`models/quotes.md`).
const FIT: Fit = Fit { weights: SLOTS, rounds: 4, orders: 8, rate: 0.05, decay: 0.05 };

/// A stem belongs to the vocabulary if it is the head of so many cues,
const CUES: u32 = 3;
/// and if one of so many of its occurrences does.
const RARITY: u32 = 20;

/// The texts are parted so often: every so many of them, from each offset on, is a part.
const PARTS: usize = 4;

/// The model of the quotation stage, as the bytes of its file (`models/quotes.bin`): the vocabulary of words
/// that report, and a logistic regression for each task over what the rules propose with it. The same examples
/// in the same order give the same bytes.
///
/// Runs the quotation stage over each text five times, and fits every regression eight times for each of the
/// five models on the way.
pub fn train_quotes(examples: &[QuoteExample]) -> Vec<u8> {
    let segmenter = Segmenter::new();
    let texts: Vec<Text<'_>> =
        examples.iter().map(|example| Text { example, segments: segmenter.segment(&example.text) }).collect();
    let words = vocabulary(&texts);
    let mut places: [Vec<Place>; TASKS] = Default::default();
    for part in 0..PARTS {
        let (inside, outside): (Vec<_>, Vec<_>) = texts.iter().enumerate().partition(|(at, _)| at % PARTS == part);
        let mut others: [Vec<Place>; TASKS] = Default::default();
        for (_, text) in outside {
            text.learn(&Model::new(&words), None, &mut others);
        }
        let bytes = weights(&words, &others);
        for (_, text) in inside {
            text.learn(&Model::new(&words), Some(Model::new(&bytes)), &mut places);
        }
    }
    for task in &mut places[1..] {
        task.clear();
    }
    let mut chosen: [Vec<Place>; TASKS] = Default::default();
    for text in &texts {
        text.learn(&Model::new(&words), None, &mut chosen);
    }
    places[1..].swap_with_slice(&mut chosen[1..]);
    weights(&words, &places)
}

/// The bytes of a model: the vocabulary, and weights fitted to the places of each task.
fn weights(words: &[u8], places: &[Vec<Place>; TASKS]) -> Vec<u8> {
    let unit = UNIT * FIT.summed();
    let bytes = |places: &Vec<Place>| FIT.sums(places).into_iter().map(|sum| logistic::byte(sum, unit)).collect();
    write(words, places.iter().map(bytes))
}

/// The bits of the stems that report: those that head [`CUES`] cues at least, and a cue in one of [`RARITY`] of
/// their uses, so that a word which stands in a cue by accident does not qualify.
fn vocabulary(texts: &[Text<'_>]) -> Vec<u8> {
    let mut counts = vec![(0u32, 0u32); WORDS];
    for text in texts {
        let view = text.view();
        for token in view.tokens().filter(|&token| is_content(token)) {
            counts[bit(text.stem(token))].1 += 1;
        }
        for &cue in text.example.attributions.iter().flat_map(|gold| &gold.cue) {
            if let Some(head) = head(view, cue) {
                counts[bit(text.stem(head))].0 += 1;
            }
        }
    }
    let mut words = vec![0; WORDS / 8];
    for (bit, (cues, all)) in counts.into_iter().enumerate() {
        if cues >= CUES && cues * RARITY >= all {
            words[bit / 8] |= 1 << (bit % 8);
        }
    }
    words
}

/// The word of `cue` that reports: its first content word, unless that only leads to an infinitive.
///
/// `said` → "said"; `is expected` → "expected"; `declined to say` → "say". Nothing if no word of it is a
/// content word.
fn head(view: View<'_>, cue: Span) -> Option<Token<'_>> {
    let mut tokens = view.tokens_in(cue).filter_map(|at| view.get(at)).skip_while(|&token| !is_content(token));
    let first = tokens.next()?;
    let leads = tokens.next().is_some_and(|token| token.is("to"));
    tokens.next().filter(|&second| leads && is_content(second)).or(Some(first))
}

/// A text with its segments.
struct Text<'a> {
    example: &'a QuoteExample,
    segments: Segments,
}

impl Text<'_> {
    fn view(&self) -> View<'_> {
        self.segments.view(&self.example.text)
    }

    /// The hash of a token's stem.
    fn stem(&self, token: Token<'_>) -> u64 {
        stem(self.example.text.as_bytes(), token.span().range())
    }

    /// Adds the places of the text to those of each task. Spans are chosen by `chooser`, or as the gold has them.
    fn learn(&self, model: &Model<'_>, chooser: Option<Model<'_>>, places: &mut [Vec<Place>; TASKS]) {
        let view = self.view();
        let row = |gold: &Attribution| Gold {
            pieces: gold.content.iter().map(|&piece| words(view, &[piece])).collect(),
            content: words(view, &gold.content),
            cue: words(view, &gold.cue),
            source: words(view, &gold.source),
            used: false,
        };
        let rows = self.example.attributions.iter().map(row).collect();
        let mut teacher = Teacher { view, rows, chooser, places };
        Attributor::attribute_by(&self.example.text, &self.segments, &Mentions::default(), model, &mut teacher);
    }
}

/// Judges by the gold, and notes what there was to judge.
struct Teacher<'a> {
    view: View<'a>,
    /// The attributions of the text.
    rows: Vec<Gold>,
    /// The weights that choose spans in the gold's place, when the decider is taught.
    chooser: Option<Model<'a>>,
    /// The examples of each task, which are added to.
    places: &'a mut [Vec<Place>; TASKS],
}

/// An attribution as the numbers of its words, marks left out.
struct Gold {
    /// The words of each piece of the content.
    pieces: Vec<Vec<usize>>,
    /// The words of all pieces.
    content: Vec<usize>,
    cue: Vec<usize>,
    source: Vec<usize>,
    /// Whether a candidate was told to be it.
    used: bool,
}

impl Judge for Teacher<'_> {
    type Evidence = Slots;

    fn blank(&self, _: Task) -> Slots {
        Slots::default()
    }

    fn rejects(&self, _: &Slots) -> bool {
        false
    }

    /// Whether the gold has the candidate, as 1 or 0. It does if they share enough of the content's words, and
    /// a word of cue and of source.
    ///
    /// *Enough* is half of the candidate's words, and half of the gold's; where the gold's content is more than
    /// twice as long as the candidate's, all of the candidate's, which is then a part of it. A source may be
    /// missing on both sides; a gold cue may be missing. Each attribution of the gold is given once, to the
    /// first candidate that is near enough, so that of two candidates for one the second is learned to be
    /// wrong.
    fn decide(&mut self, seen: Slots, proposal: &Proposal<'_>) -> f32 {
        let content = words(self.view, &proposal.content());
        let cue = words(self.view, &proposal.cue());
        let source = words(self.view, &proposal.source());
        let right = |row: &&mut Gold| {
            let both = shared(&content, &row.content);
            let agrees = shared(&source, &row.source) > 0 || source.is_empty() && row.source.is_empty();
            let cues = row.cue.is_empty() || shared(&cue, &row.cue) > 0;
            !row.used
                && 2 * both >= content.len()
                && 2 * both >= row.content.len().min(2 * content.len())
                && agrees
                && cues
        };
        let best = self.rows.iter_mut().filter(right).max_by_key(|row| shared(&content, &row.content));
        let holds = best.map(|row| row.used = true).is_some();
        self.places[Task::Decide as usize].push(Place { slots: seen.0, holds });
        f32::from(u8::from(holds))
    }

    /// The right place: the one that leaves the same words as the gold. Nothing if no attribution is near, or
    /// no place is right.
    ///
    /// Marks and blanks between do not count: of places that leave the same words, the one that the rules had
    /// chosen is right, or else the first, and the others are not learned from.
    fn choose(
        &mut self,
        task: Task,
        options: impl Iterator<Item = (usize, Slots)>,
        proposal: &Proposal<'_>,
    ) -> Option<usize> {
        if let Some(mut chooser) = self.chooser {
            let blank = chooser.blank(task);
            let summed = options.map(|(place, seen)| {
                let mut sum = blank;
                seen.0.into_iter().for_each(|slot| sum.take(slot));
                (place, sum)
            });
            return chooser.choose(task, summed, proposal);
        }
        let options: Vec<(usize, Slots)> = options.collect();
        let view = self.view;
        let content = words(view, &proposal.content());
        let cue = words(view, &proposal.cue());
        let near = |row: &&Gold| shared(&cue, &row.cue) > 0 && shared(&content, &row.content) > 0;
        let row = self.rows.iter().filter(near).max_by_key(|row| shared(&content, &row.content))?;
        let is_word = |at: &usize| view.get(*at).is_some_and(Token::is_word);
        let last = |end: usize| (0..end).rev().find(is_word);
        let first = |start: usize| (start..view.token_count()).find(is_word);
        let right = |place: usize| match task {
            Task::Decide => false,
            Task::ContentEnd => {
                let start = proposal.start().and_then(first);
                let piece = row.pieces.iter().find(|piece| start.is_some_and(|start| piece.contains(&start)));
                piece.is_some_and(|piece| piece.last().copied() == last(place))
            }
            Task::CueEnd => row.cue.last().is_some_and(|&word| last(place) == Some(word)),
            Task::SourceStart if place == NOWHERE => row.source.is_empty(),
            Task::SourceStart => row.source.first().is_some_and(|&word| first(place) == Some(word)),
            Task::SourceEnd => row.source.last().is_some_and(|&word| last(place) == Some(word)),
        };
        // Of places that leave the same words, the rules' own.
        let answers: Vec<usize> = options.iter().map(|option| option.0).filter(|&place| right(place)).collect();
        let ruled = proposal.place(task).filter(|place| answers.contains(place));
        let answer = ruled.or(answers.first().copied())?;
        for (place, seen) in options.into_iter().filter(|option| option.0 == answer || !answers.contains(&option.0)) {
            self.places[task as usize].push(Place { slots: seen.0, holds: place == answer });
        }
        Some(answer)
    }
}

/// How many of the words of `a` are in `b`.
fn shared(a: &[usize], b: &[usize]) -> usize {
    a.iter().filter(|word| b.contains(word)).count()
}

/// The numbers of the words in `spans`.
fn words(view: View<'_>, spans: &[Span]) -> Vec<usize> {
    let tokens = spans.iter().flat_map(|&span| view.tokens_in(span));
    tokens.filter(|&at| view.get(at).is_some_and(Token::is_word)).collect()
}
