//! Frames: how content, cue and source stand together in one unit.

use super::aside::{self, Aside, REACH};
use super::cue::{self, Cue};
use super::page::{Page, Run};
use super::rule::Rule;
use super::{govern, nominal};
use crate::gazetteer::classes::Classes;

/// Each report of a unit is held against each "according to": no more of these are read.
const RELAYS: usize = 8;

/// An attribution that a frame found.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) rule: Rule,
    pub(super) cue: Option<Run>,
    pub(super) source: Option<Run>,
    /// In text order, apart from each other.
    pub(super) pieces: Vec<Run>,
    /// Whether a verb of saying governs a clause or quotation: the kind that others relay.
    pub(super) reports: bool,
}

/// The attributions of one unit.
///
/// "According to" may stand around another report ("the mayor said it fell, according to the Post"); then both are attributions.
pub(super) fn read(page: &Page<'_>, unit: Run) -> Vec<Candidate> {
    let cues: Vec<Cue> = (unit.first..unit.end).filter_map(|at| cue::cue(page, unit, at)).collect();
    let relays: Vec<Aside> =
        (unit.first..unit.end).filter_map(|at| aside::according(page, unit, at)).take(RELAYS).collect();
    let mut asides: Vec<Aside> = cues.iter().filter_map(|&cue| aside::spoken(page, unit, cue)).collect();
    asides.retain(|aside| !relays.iter().any(|relay| relay.frame.contains(aside.frame.first)));

    let mut relayed = Vec::new();
    beside(page, unit, &relays, &mut relayed, |_, _| {});
    let mut found = Vec::new();
    beside(page, unit, &asides, &mut found, |region, found| before(page, unit, &cues, region, found));
    if relayed.is_empty() {
        return found;
    }
    found.retain(|candidate| {
        let inside = |cue: Run| relayed.iter().any(|relay| relay.pieces.iter().any(|piece| piece.contains(cue.first)));
        candidate.cue.is_none_or(|cue| !inside(cue) || candidate.reports)
    });
    for candidate in &mut found {
        candidate.pieces = candidate.pieces.iter().flat_map(|&piece| around(page, piece, &relays)).collect();
    }
    found.retain(|candidate| !candidate.pieces.is_empty());
    found.extend(relayed);
    found
}

/// What of `piece` stands outside the frames of `relays`.
fn around(page: &Page<'_>, piece: Run, relays: &[Aside]) -> Vec<Run> {
    let mut parts = Vec::new();
    let mut first = piece.first;
    for relay in relays.iter().filter(|relay| piece.contains(relay.frame.first)) {
        parts.push(Run::new(first, relay.frame.first));
        first = relay.frame.end;
    }
    parts.push(Run::new(first, piece.end.max(first)));
    parts.into_iter().map(|part| aside::trimmed(page, part)).filter(|part| page.words(*part).0 > 0).collect()
}

/// Reads frames that stand beside their content, in order, and with `rest` what lies before, between and after.
fn beside(
    page: &Page<'_>,
    unit: Run,
    asides: &[Aside],
    found: &mut Vec<Candidate>,
    rest: impl Fn(Run, &mut Vec<Candidate>),
) {
    let mut free = unit.first;
    for (index, aside) in asides.iter().enumerate() {
        if aside.frame.first < free {
            continue;
        }
        let next =
            asides[index + 1..].iter().find(|next| next.frame.first >= aside.frame.end).map(|next| next.frame.first);
        let left = aside::left_content(page, Run::new(free, aside.frame.first));
        rest(Run::new(free, left.map_or(aside.frame.first, |left| left.first)), found);
        let mut pieces: Vec<Run> = left.into_iter().collect();
        let mut end = aside.frame.end;
        if (next.is_none() || left.is_none())
            && let Some(right) = aside::right_content(page, unit, aside, left, next.unwrap_or(unit.end))
        {
            end = right.end;
            pieces.push(right);
        }
        if !pieces.is_empty() {
            let (cue, source) = (Some(aside.cue), Some(aside.source));
            found.push(Candidate { rule: aside.rule, cue, source, pieces, reports: true });
            free = end;
        }
    }
    rest(Run::new(free, unit.end), found);
}

/// Whether a frame such as "Lopez said" opens the sentence `next`, for what stands in quotation marks before it.
pub(super) fn answers(page: &Page<'_>, before: Run, next: Run) -> bool {
    let both = Run::new(before.first, next.end);
    (next.first..next.end.min(next.first + REACH))
        .filter_map(|at| cue::cue(page, both, at))
        .filter_map(|cue| aside::spoken(page, both, cue))
        .any(|aside| aside.frame.first == next.first)
}

/// Frames whose verb or noun governs its content, in `region`.
fn before(page: &Page<'_>, unit: Run, cues: &[Cue], region: Run, found: &mut Vec<Candidate>) {
    let mut free = region.first;
    let voiced = |candidate: &Candidate| candidate.source.filter(|&source| !page.has(source.first, Classes::WH));
    let mut speaker = found.last().and_then(voiced);
    let mut cues = cues[cues.partition_point(|cue| cue.head < region.first)..].iter().peekable();
    for at in region.first..region.end {
        let cue = cues.next_if(|cue| cue.head == at);
        if at < free || page.stretch(at).is_some() {
            continue;
        }
        let governed = match cue {
            Some(&cue) => (cue.run.first >= free)
                .then(|| govern::governed(page, unit, Run::new(free, region.end), cue, speaker))
                .flatten(),
            None => None,
        };
        let Some(candidate) = governed.or_else(|| nominal::read(page, unit, Run::new(free, region.end), at)) else {
            continue;
        };
        if let Some(last) = candidate.pieces.last() {
            free = last.end.max(at + 1);
        }
        speaker = voiced(&candidate).or(speaker);
        found.push(candidate);
    }
}
