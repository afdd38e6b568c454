//! Choices: where a cue and a content end, and where a source starts and ends, of the places where it may.

use super::extent;
use super::frame::Candidate;
use super::page::{Ending, Page, Run};
use crate::lexicon::Classes;

/// No more places are held against each other.
const MOST: usize = 24;
/// No content is longer, counted in tokens, unless the rules say so.
const CONTENT: usize = 80;
/// No cue reaches farther into what the rules take for content.
const CUE: usize = 8;
/// No source starts farther from its cue.
const SOURCE: usize = 45;

/// Words before which a content may end, or a source.
const PARTING: Classes = Classes::CONJUNCTION
    .or(Classes::WH)
    .or(Classes::SUBORDINATOR)
    .or(Classes::PREPOSITION)
    .or(Classes::WEEKDAY)
    .or(Classes::DEICTIC);

/// A place to choose: a token, and what of the candidate lies before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) at: usize,
    pub(super) passed: Passed,
}

/// The places of a choice, in the order in which they were found.
#[derive(Debug)]
pub(super) struct Places(pub(super) Vec<Place>);

impl Default for Places {
    fn default() -> Self {
        Self(Vec::with_capacity(MOST + 2))
    }
}

impl Places {
    fn clear(&mut self) {
        self.0.clear();
    }

    fn push(&mut self, at: usize, passed: Passed) {
        self.0.push(Place { at, passed });
    }

    fn hold(&self, at: usize) -> bool {
        self.0.iter().any(|place| place.at == at)
    }

    fn end_before(&self, at: usize) -> bool {
        self.0.last().is_none_or(|last| last.at < at)
    }
}

/// Puts in `places` where the cue of `candidate` may end: it may take in its manner, "said in a statement", and its noun.
pub(super) fn cue_ends(page: &Page<'_>, unit: Run, candidate: &Candidate, places: &mut Places) {
    places.clear();
    let Some(cue) = candidate.cue else { return };
    if candidate.voice.is_none() || candidate.source.is_some_and(|source| source.first >= cue.end) {
        return;
    }
    let content = content_after(candidate, cue);
    let limit = match content {
        Some(piece) => (piece.first + CUE).min(piece.end.saturating_sub(1)).max(piece.first),
        None => unit.end,
    };
    for at in candidate.head + 1..=limit.min(candidate.head + 2 * CUE) {
        let stops = at >= unit.end || page.stretch(at).is_some() || !page.is_word(at) && !page.is(at, word!("'"));
        let place = at == cue.end
            || stops
            || content.is_some_and(|piece| piece.first == at)
            || page.has(at, Classes::PREPOSITION.or(Classes::SUBORDINATOR).or(Classes::WEEKDAY).or(Classes::WH));
        let colon = page.is_colon(at) && cue.end == at + 1;
        if place && !colon && (page.is_word(at - 1) || at == cue.end) {
            places.push(at, Passed::default());
        }
        if stops && at >= cue.end {
            break;
        }
    }
}

/// The last piece of `candidate` if it stands after its cue.
pub(super) fn content_after(candidate: &Candidate, cue: Run) -> Option<Run> {
    candidate.pieces.last().copied().filter(|piece| piece.first >= cue.end)
}

/// Where a content `piece` must have ended.
pub(super) fn content_limit(page: &Page<'_>, region: Run, candidate: &Candidate, piece: Run) -> usize {
    let limit = region.end.min(piece.first + CONTENT);
    let limit = page.stretch(limit - 1).map_or(limit, |stretch| region.end.min(stretch.end));
    // What follows a semicolon is another statement, mostly somebody else's.
    let semicolon = |at: &usize| page.is(*at, word!(";")) && page.stretch(*at).is_none();
    let limit = (piece.end..limit).find(semicolon).unwrap_or(limit);
    let limit =
        candidate.source.filter(|source| source.first > piece.first).map_or(limit, |source| limit.min(source.first));
    after_relative(page, candidate, piece, limit).unwrap_or(limit)
}

/// Where the clause ends that a comma and "who" or "which" open: "Lopez, who said the loan was safe, left".
fn after_relative(page: &Page<'_>, candidate: &Candidate, piece: Run, limit: usize) -> Option<usize> {
    let who =
        candidate.source.filter(|source| source.len() == 1 && page.is_any(source.first, words!["who", "which"]))?;
    if who.first == 0 || !page.is_comma(who.first - 1) || who.first > piece.first {
        return None;
    }
    let mut commas = (piece.first + 1..limit).filter(|&at| page.is_comma(at) && page.stretch(at).is_none());
    commas.find(|&at| {
        (extent::follows_verb(page, at + 1, limit) || page.may_be_past(at + 1))
            && page.holds_clause(Run::new(piece.first, at))
    })
}

/// Puts in `places` where a content `piece` may end, which does not go on over `limit`.
pub(super) fn content_ends(page: &Page<'_>, piece: Run, limit: usize, places: &mut Places) {
    places.clear();
    let mut state = Passed::default();
    let mut at = piece.first;
    while at < limit && places.0.len() < MOST {
        if at > piece.first && (at == piece.end || may_end(page, at)) {
            places.push(at, state);
        }
        let next = page.stretch(at).map_or(at + 1, |stretch| stretch.end);
        state.pass(page, Run::new(at, next.min(limit)));
        at = next;
    }
    let end = (piece.first + 1..=limit).rev().find(|&end| page.is_word(end - 1) || page.stretch(end - 1).is_some());
    if let Some(end) = end.filter(|&end| places.end_before(end)) {
        places.push(end, state);
    }
    if !places.hold(piece.end) {
        places.push(piece.end, state);
    }
}

/// What stands before a place.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Passed {
    pub(super) commas: usize,
    pub(super) verbs: usize,
    pub(super) marks: usize,
}

impl Passed {
    fn pass(&mut self, page: &Page<'_>, run: Run) {
        if page.stretch(run.first).is_some() {
            self.marks += 1;
        } else {
            self.commas += usize::from(page.is_comma(run.first));
            self.verbs += usize::from(is_verb(page, run.first));
        }
    }
}

fn is_verb(page: &Page<'_>, at: usize) -> bool {
    page.has(at, Classes::MODAL.or(Classes::AUXILIARY)) || page.is_verb(at) || page.ends(at, Ending::Ed)
}

/// Whether a content may end before the token.
fn may_end(page: &Page<'_>, at: usize) -> bool {
    page.closes(at - 1).is_some()
        || page.stretch(at).is_none_or(|stretch| stretch.first == at)
            && (!page.is_word(at) && !page.is(at, word!("'")) && !page.is(at, word!("’"))
                || page.has(at, PARTING) && !page.is(at, word!("of"))
                || page.may_report(at) && page.ends(at, Ending::Ing))
}

/// Puts in `places` where the source of `candidate` may start, and then [`NOWHERE`].
pub(super) fn source_starts(
    page: &Page<'_>,
    unit: Run,
    candidate: &Candidate,
    speaker: Option<Run>,
    places: &mut Places,
) {
    places.clear();
    let Some(cue) = candidate.cue else { return };
    if candidate.source.is_some_and(|source| source.first >= cue.first) {
        return;
    }
    let floor = unit.first.max(cue.first.saturating_sub(SOURCE));
    let mut state = Passed::default();
    let mut at = cue.first;
    while at > floor && places.0.len() + 2 < MOST {
        at -= 1;
        if let Some(stretch) = page.stretch(at) {
            at = stretch.first.max(floor);
            state.marks += 1;
            continue;
        }
        let rule = candidate.source.is_some_and(|source| source.first == at);
        if rule || may_start(page, unit, at) {
            places.push(at, state);
        }
        state.pass(page, Run::new(at, at + 1));
    }
    for run in [candidate.source, speaker].into_iter().flatten() {
        if run.first < cue.first && !places.hold(run.first) {
            places.push(run.first, state);
        }
    }
    places.push(NOWHERE, state);
}

/// No source at all.
pub(crate) const NOWHERE: usize = usize::MAX;

/// Whether a source may start with the token.
fn may_start(page: &Page<'_>, unit: Run, at: usize) -> bool {
    let no_noun = Classes::CONJUNCTION
        .or(Classes::SUBORDINATOR)
        .or(Classes::PREPOSITION)
        .or(Classes::AUXILIARY)
        .or(Classes::MODAL);
    let binds = no_noun.or(Classes::WH).or(Classes::NEGATION);
    page.is_word(at)
        && !page.has(at, no_noun)
        && (at == unit.first
            || !page.is_word(at - 1) && !page.is_any(at - 1, words![".", "'", "’", "&", "-"])
            || page.has(at - 1, binds) && !page.is_any(at - 1, words!["'s", "’s"])
            || page.has(at, Classes::DETERMINER.or(Classes::HE_PRONOUN).or(Classes::SHE_PRONOUN).or(Classes::WH))
            || page.is_subject_pronoun(at)
            || page.is_name(at) && !page.is_name(at - 1)
            || page.is_verb(at - 1)
            || page.ends(at - 1, Ending::Ing))
}

/// Puts in `places` where the source that starts at `first` may end.
pub(super) fn source_ends(page: &Page<'_>, unit: Run, candidate: &Candidate, first: usize, places: &mut Places) {
    places.clear();
    let Some(cue) = candidate.cue else { return };
    let before = first < cue.first;
    // A source that starts far away is no longer for it: the text of a row is bounded.
    let limit = if before { cue.first } else { unit.end }.min(first + SOURCE);
    let limit = candidate.pieces.iter().map(|piece| piece.first).filter(|&next| next > first).fold(limit, usize::min);
    let rule = candidate.source.map(|source| source.end);
    if first + 1 < limit && page.is_any(first, words!["who", "which", "that"]) {
        places.push(first + 1, Passed::default());
        return;
    }
    let mut state = Passed::default();
    let mut at = first;
    while at < limit && places.0.len() + 2 < MOST {
        let adverbial = || page.has(at + 1, Classes::PREPOSITION) && !page.is_any(at + 1, words!["of", "from", "for"]);
        let clause = at > first && page.is_comma(at) && (page.has(at + 1, Classes::WH) || adverbial());
        let ends = page.is_word(at.saturating_sub(1)) || page.is(at.saturating_sub(1), word!(")"));
        if at > first && ends && (rule == Some(at) || may_end_source(page, at)) {
            places.push(at, state);
        }
        // What a relative clause or an adverbial tells is incidental.
        if clause && rule.is_none_or(|rule| rule <= at) {
            return;
        }
        let closes =
            (page.is(at, word!("("))).then(|| (at..limit.min(at + CUE)).find(|&close| page.is(close, word!(")"))));
        let next = match closes.flatten() {
            Some(close) => close + 1,
            None => page.stretch(at).map_or(at + 1, |stretch| stretch.end),
        };
        state.pass(page, Run::new(at, next.min(limit)));
        at = next;
    }
    let end = (first + 1..=limit).rev().find(|&end| page.is_word(end - 1) || page.is(end - 1, word!(")")));
    if let Some(end) = end.filter(|&end| before && places.end_before(end)) {
        places.push(end, state);
    }
}

fn may_end_source(page: &Page<'_>, at: usize) -> bool {
    !page.is_word(at) && !page.is_any(at, words!["'", "’", "&", "-"])
        || page.has(at, PARTING.or(Classes::AUXILIARY).or(Classes::MODAL).or(Classes::NEGATION))
            && !page.is(at, word!("of"))
        || page.is_verb(at)
        || page.is_adverb(at)
        || page.is_any(at, words!["'s", "’s"])
}
