//! Judgement: what the model settles about the candidates of the rules.

use super::choice::{self, NOWHERE, Options};
use super::features::Features;
use super::frame::Candidate;
use super::model::{Model, Task};
use super::page::{Page, Run};
use super::rule::Rule;
use crate::span::Span;

/// Most candidates are wrong, and tell it before their spans are settled, which is the costly part.
const HOPELESS: f32 = 0.03;

/// Who settles what the rules leave open: the model, or, while it is trained, the right answers.
pub(crate) trait Judge {
    /// Whether a candidate with these features is so unlikely that its spans need not be settled.
    fn rejects(&self, features: &Features) -> bool;

    /// How likely the candidate is an attribution.
    fn decide(&mut self, features: &Features, proposal: &Proposal<'_>) -> f32;

    /// Which of the places is right.
    fn choose(&mut self, task: Task, options: &[(usize, Features)], proposal: &Proposal<'_>) -> Option<usize>;
}

impl Judge for Model<'_> {
    fn rejects(&self, features: &Features) -> bool {
        self.probability(features) < HOPELESS
    }

    fn decide(&mut self, features: &Features, _: &Proposal<'_>) -> f32 {
        self.probability(features)
    }

    fn choose(&mut self, task: Task, options: &[(usize, Features)], _: &Proposal<'_>) -> Option<usize> {
        let scored = options.iter().map(|(place, features)| (self.score(task, features), *place));
        scored.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, place)| place)
    }
}

/// A candidate, as those who know the right answers see it.
pub(crate) struct Proposal<'a> {
    page: &'a Page<'a>,
    candidate: &'a Candidate,
}

impl Proposal<'_> {
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

/// Settles the spans of `candidate`, whose content stands in `region`, and how likely it is.
pub(super) fn settle(
    page: &Page<'_>,
    unit: Run,
    region: Run,
    candidate: &mut Candidate,
    speaker: Option<Run>,
    before: usize,
    judge: &mut dyn Judge,
) {
    if judge.rejects(&Features::of(page, unit, candidate, before)) {
        candidate.confidence = 0.0;
        return;
    }
    let choose = |task, options: &Options, candidate: &Candidate, judge: &mut dyn Judge| {
        judge.choose(task, &options.places, &Proposal { page, candidate })
    };
    let options = choice::cue_ends(page, unit, candidate);
    if let Some(end) = choose(Task::CueEnd, &options, candidate, judge)
        && let Some(cue) = &mut candidate.cue
    {
        cue.end = end;
        if let Some(piece) = candidate.pieces.last_mut()
            && cue.first < piece.first
        {
            piece.first = piece.first.max(end);
        }
    }
    if candidate.kind.is_some() {
        let options = choice::content_ends(page, unit, region, candidate);
        if let Some(end) = choose(Task::ContentEnd, &options, candidate, judge)
            && let Some(piece) = candidate.pieces.last_mut()
        {
            piece.end = end;
        }
    }
    let options = choice::source_starts(page, unit, candidate, speaker);
    // Somebody stands before a bare colon.
    let named = |first: &usize| *first != NOWHERE || candidate.rule != Rule::Label;
    if let Some(first) = choose(Task::SourceStart, &options, candidate, judge).filter(named) {
        let run = Run::new(first, first);
        candidate.source = candidate.source.map_or(Some(run), |source| Some(Run { first, ..source }));
        if first == NOWHERE {
            candidate.source = None;
        }
    }
    if let Some(source) = candidate.source {
        let options = choice::source_ends(page, unit, candidate, source.first);
        match choose(Task::SourceEnd, &options, candidate, judge) {
            Some(end) => candidate.source = Some(bounded(page, candidate, source.first, end)),
            None => candidate.source = candidate.source.filter(|source| !source.is_empty()),
        }
    }
    weigh(page, unit, candidate, before, judge);
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

/// Tells how likely `candidate` is, the spans of which are settled.
pub(super) fn weigh(page: &Page<'_>, unit: Run, candidate: &mut Candidate, before: usize, judge: &mut dyn Judge) {
    let features = Features::of(page, unit, candidate, before);
    candidate.confidence = judge.decide(&features, &Proposal { page, candidate });
}
