//! Judgement: what the model settles about the candidates of the rules.
//!
//! For each candidate ([`Scene::settle`]):
//!
//! 1. What the model sees of it is summed up. If the sum is hopeless, that is all: most candidates are dropped here.
//! 2. The end of its cue, the end of its content, the start and the end of its source are chosen, in this order and
//!    each given those before, of the places of [`super::choice`].
//! 3. If a span changed, it is looked at again; the sum is its probability.
//!
//! A [`Judge`] is who decides. [`Model`] does when the program runs; when the model is trained, the right answers do,
//! over the same code, so that the trainer sees just what the program will.
//!
//! The decision is a logistic regression over hashed features, and so is each choice, in which the greatest sum wins
//! (`models/quotes.md`).

use super::choice::{self, NOWHERE, Place, Places};
use super::features::{self, UnitView};
use super::frame::Candidate;
use super::model::{Model, SLOTS, Task, UNIT};
use super::page::{Page, Run};
use super::place::About;
use super::rule::Rule;
use crate::linear::{Sink, Sum};
#[cfg(feature = "learn")]
use crate::span::Span;

/// A sum of weights below which a candidate is dropped before its spans are settled, which is the costly part: that
/// of a probability of 0.06 (88 units of 1/32 are 2.75 of log-odds). Most candidates are wrong, and tell it so early.
const HOPELESS: i32 = -88;

/// Who settles what the rules leave open: the model, or, while it is trained, the right answers.
pub(crate) trait Judge {
    /// What is kept of the features of a candidate or place: their sum, or all of them.
    type Evidence: Sink + Clone;

    /// Nothing seen yet.
    fn blank(&self, task: Task) -> Self::Evidence;

    /// Whether a candidate with these features is so unlikely that its spans need not be settled.
    fn rejects(&self, seen: &Self::Evidence) -> bool;

    /// How likely the candidate is an attribution.
    fn decide(&mut self, seen: Self::Evidence, proposal: &Proposal<'_>) -> f32;

    /// Which of the places is right: its token, [`NOWHERE`] for no source, or none where there is no place. A single
    /// place is not asked about.
    fn choose(
        &mut self,
        task: Task,
        options: impl Iterator<Item = (usize, Self::Evidence)>,
        proposal: &Proposal<'_>,
    ) -> Option<usize>;
}

impl<'a> Judge for Model<'a> {
    type Evidence = Sum<'a, SLOTS>;

    fn blank(&self, task: Task) -> Sum<'a, SLOTS> {
        self.sum(task)
    }

    fn rejects(&self, seen: &Sum<'a, SLOTS>) -> bool {
        seen.total < HOPELESS
    }

    fn decide(&mut self, seen: Sum<'a, SLOTS>, _: &Proposal<'_>) -> f32 {
        seen.probability(UNIT)
    }

    fn choose(
        &mut self,
        _: Task,
        options: impl Iterator<Item = (usize, Sum<'a, SLOTS>)>,
        _: &Proposal<'_>,
    ) -> Option<usize> {
        options.reduce(|best, next| if next.1.total > best.1.total { next } else { best }).map(|(place, _)| place)
    }
}

/// A candidate, as those who know the right answers see it.
#[cfg_attr(not(feature = "learn"), expect(dead_code, reason = "trainers alone ask what is judged"))]
pub(crate) struct Proposal<'a> {
    page: &'a Page<'a>,
    candidate: &'a Candidate,
}

#[cfg(feature = "learn")]
impl Proposal<'_> {
    /// The runs as spans of the text, without the empty ones.
    fn spans(&self, runs: &[Run]) -> Vec<Span> {
        runs.iter().filter(|run| !run.is_empty()).map(|&run| self.page.span(run)).collect()
    }

    /// The pieces of its content.
    pub(crate) fn content(&self) -> Vec<Span> {
        self.spans(&self.candidate.pieces)
    }

    /// The place that the rules chose for `task`.
    pub(crate) fn place(&self, task: Task) -> Option<usize> {
        match task {
            Task::Decide => None,
            Task::ContentEnd => self.candidate.pieces.last().map(|piece| piece.end),
            Task::SourceStart => self.candidate.source.map(|source| source.first),
            Task::SourceEnd => self.candidate.source.map(|source| source.end),
            Task::CueEnd => self.candidate.cue.map(|cue| cue.end),
        }
    }

    /// Where its last piece starts: the number of a token.
    pub(crate) fn start(&self) -> Option<usize> {
        self.candidate.pieces.last().map(|piece| piece.first)
    }

    /// Its cue.
    pub(crate) fn cue(&self) -> Vec<Span> {
        self.spans(self.candidate.cue.as_slice())
    }

    /// Its source.
    pub(crate) fn source(&self) -> Vec<Span> {
        self.spans(self.candidate.source.as_slice())
    }
}

/// Where a candidate stands, and whose turn it is.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) page: &'a Page<'a>,
    pub(super) unit: Run,
    /// How many candidates of the unit were kept before it.
    pub(super) before: usize,
}

impl Scene<'_> {
    /// Settles the spans of `candidate`, whose content stands in `region`, and how likely it is. The source is
    /// perhaps `speaker`.
    ///
    /// A candidate of a rare rule keeps its spans and the precision of its rule: the model has seen too few. A
    /// hopeless one gets a confidence of 0.
    pub(super) fn settle<J: Judge>(self, region: Run, candidate: &mut Candidate, speaker: Option<Run>, judge: &mut J) {
        let stem = self.page.stem(candidate.head);
        let seen = self.look(candidate, stem, judge);
        if candidate.rule.is_rare() {
            // Its spans are sure. The trainer sees it, and says whether the gold has it.
            judge.decide(seen, &Proposal { page: self.page, candidate });
            return;
        }
        if judge.rejects(&seen) {
            candidate.confidence = 0.0;
            return;
        }
        let ruled = candidate.spans();
        self.settle_spans(region, candidate, stem, speaker, judge);
        let seen = if candidate.spans() == ruled { seen } else { self.look(candidate, stem, judge) };
        candidate.confidence = judge.decide(seen, &Proposal { page: self.page, candidate });
    }

    /// Tells how likely `candidate` is, the spans of which are settled.
    pub(super) fn weigh<J: Judge>(self, candidate: &mut Candidate, judge: &mut J) {
        let seen = self.look(candidate, self.page.stem(candidate.head), judge);
        candidate.confidence = judge.decide(seen, &Proposal { page: self.page, candidate });
    }

    /// The evidence of the decision, as the spans are now.
    fn look<J: Judge>(self, candidate: &Candidate, stem: u64, judge: &J) -> J::Evidence {
        let mut seen = judge.blank(Task::Decide);
        features::tell(&UnitView { page: self.page, unit: self.unit }, candidate, stem, self.before, &mut seen);
        seen
    }

    /// Chooses the end of the cue, the end of the content, the start and the end of the source, each given those
    /// before.
    ///
    /// A content that opens inside a longer cue starts where the cue ends. A content is settled only where a verb or
    /// noun governs it. Nobody at all is no choice for a label, which stands before its colon.
    fn settle_spans<J: Judge>(
        self,
        region: Run,
        candidate: &mut Candidate,
        stem: u64,
        speaker: Option<Run>,
        judge: &mut J,
    ) {
        let Self { page, unit, .. } = self;
        let Some(cue) = candidate.cue else { return };
        let mut places = Places::default();
        choice::cue_ends(page, unit, candidate, &mut places);
        let about = About::of(page, unit, candidate, stem, cue);
        let end = self.choose(Task::CueEnd, &places, candidate, judge, |place, seen| about.cue_end(place, seen));
        if let Some(end) = end {
            candidate.cue = Some(Run { end, ..cue });
            if let Some(piece) = candidate.pieces.last_mut()
                && cue.first < piece.first
            {
                piece.first = piece.first.max(end);
            }
        }
        let Some(cue) = candidate.cue else { return };
        if let Some(piece) = choice::content_after(candidate, cue).filter(|_| candidate.kind.is_some()) {
            let limit = choice::content_limit(page, region, candidate, piece);
            choice::content_ends(page, piece, limit, &mut places);
            let about = About::of(page, unit, candidate, stem, cue);
            let look = |place, seen: &mut J::Evidence| about.content_end(piece, limit, place, seen);
            let end = self.choose(Task::ContentEnd, &places, candidate, judge, look);
            if let (Some(end), Some(piece)) = (end, candidate.pieces.last_mut()) {
                piece.end = end;
            }
        }
        choice::source_starts(page, unit, candidate, speaker, &mut places);
        let about = About::of(page, unit, candidate, stem, cue);
        let look = |place, seen: &mut J::Evidence| about.source_start(speaker, place, seen);
        let first = self.choose(Task::SourceStart, &places, candidate, judge, look);
        // Somebody stands before a bare colon.
        if let Some(first) = first.filter(|&first| first != NOWHERE || candidate.rule != Rule::Label) {
            let run = Run::new(first, first);
            candidate.source = candidate.source.map_or(Some(run), |source| Some(Run { first, ..source }));
            if first == NOWHERE {
                candidate.source = None;
            }
        }
        let Some(source) = candidate.source else { return };
        choice::source_ends(page, unit, candidate, source.first, &mut places);
        let about = About::of(page, unit, candidate, stem, cue);
        let look = |place, seen: &mut J::Evidence| about.source_end(source.first, place, seen);
        match self.choose(Task::SourceEnd, &places, candidate, judge, look) {
            Some(end) => candidate.source = Some(bounded(page, candidate, source.first, end)),
            None => candidate.source = candidate.source.filter(|source| !source.is_empty()),
        }
    }

    /// Which of `places` is right; `look` tells the features of one.
    fn choose<J: Judge>(
        self,
        task: Task,
        places: &Places,
        candidate: &Candidate,
        judge: &mut J,
        look: impl Fn(Place, &mut J::Evidence),
    ) -> Option<usize> {
        if let [only] = places.0[..] {
            return Some(only.at);
        }
        let blank = judge.blank(task);
        let options = places.0.iter().map(|&place| {
            let mut seen = blank.clone();
            look(place, &mut seen);
            (place.at, seen)
        });
        judge.choose(task, options, &Proposal { page: self.page, candidate })
    }
}

/// The source from `first` to `end`, without "'s", and with the comma that closes its apposition before the cue.
fn bounded(page: &Page<'_>, candidate: &Candidate, first: usize, end: usize) -> Run {
    if end > first + 1 && page.is_any(end - 1, words!["'s", "’s", "'", "’"]) {
        return Run::new(first, end - 1);
    }
    let before = candidate.cue.is_some_and(|cue| end < cue.first);
    let opened = (first..end).any(|at| page.is_comma(at));
    Run::new(first, if before && opened && page.is_comma(end) { end + 1 } else { end })
}
