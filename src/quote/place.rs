//! What the model sees of a place: where a cue or content may end, or a source start or end.
//!
//! One list of templates for each choice, as in [`super::features`]: neither their order nor what they join may
//! change without training anew. All places of a candidate share what is said of the candidate ([`About`]); what
//! differs is where the place lies beside the one that the rules chose ([`against`]), the words on both sides of it,
//! and what was passed on the way ([`super::choice::Passed`]).
//!
//! In "Lopez said it had closed on Monday, which was late", of the place before "on", where the rules end the content
//! at the comma: it lies before their end; here: on, next: Monday, before: closed; no comma and two verbs passed;
//! three words after the start.

use std::cmp::Ordering;

use super::choice::{NOWHERE, Place, content_after};
use super::features::{UnitView, step};
use super::frame::Candidate;
use super::page::{Page, Run};
use crate::lexicon::Classes;
use crate::linear::{Features, Sink};

/// What the features of all places of a candidate share.
pub(super) struct About<'a> {
    /// The unit, as words and groups are read off it.
    seen: UnitView<'a>,
    /// The candidate, with its spans as far as they are settled.
    candidate: &'a Candidate,
    /// Its cue.
    cue: Run,
    /// The number of what its content opens with; 9 for nothing.
    kind: u64,
    /// The number of its rule.
    rule: u64,
    /// The number of its voice; 9 for none.
    voice: u64,
    /// The hash of its head without inflection.
    stem: u64,
}

impl<'a> About<'a> {
    /// Of `candidate`, whose head has the stem `stem`, with the cue `cue`.
    pub(super) fn of(page: &'a Page<'a>, unit: Run, candidate: &'a Candidate, stem: u64, cue: Run) -> Self {
        Self {
            seen: UnitView { page, unit },
            candidate,
            cue,
            kind: candidate.kind.map_or(9, |kind| kind as u64),
            rule: candidate.rule as u64,
            voice: candidate.voice.map_or(9, |voice| voice as u64),
            stem,
        }
    }
}

/// Where a place lies beside the one that the rules chose: before it, there, or behind it. 0 is left for what has
/// none.
fn against(at: usize, ruled: usize) -> u64 {
    match at.cmp(&ruled) {
        Ordering::Less => 1,
        Ordering::Equal => 2,
        Ordering::Greater => 3,
    }
}

impl About<'_> {
    /// A place where the cue may end: "said ‖ in a statement ‖ that …".
    pub(super) fn cue_end(&self, place: Place, sink: &mut impl Sink) {
        let &About { ref seen, candidate, cue, kind, rule, stem, .. } = self;
        let (page, at) = (seen.page, place.at);
        let content = content_after(candidate, cue);
        let against = against(at, cue.end);
        let starts = u64::from(content.is_some_and(|piece| piece.first == at));
        let length = step(at - candidate.head);
        let ((here, group), (before, before_group)) = (seen.both(Some(at)), seen.both(Some(at - 1)));
        let after = seen.word(Some(candidate.head + 1));
        let second = seen.word(Some(candidate.head + 2));
        let next_group = seen.group(Some(at + 1));
        let closed = u64::from(page.is_comma(at))
            + 2 * u64::from(page.is_terminal(at))
            + 4 * u64::from(page.opens(at).is_some());
        let known = u64::from(page.is_verb(candidate.head));
        let marked = u64::from(candidate.pieces.first().is_some_and(|piece| page.opens(piece.first).is_some()));

        let mut f = Features::new(sink);
        f.add([against, rule]);
        f.add([against, kind, starts]);
        f.add([against, stem]);
        f.add([against, here]);
        f.add([against, before]);
        f.add([against, after]);
        f.add([against, length]);
        f.add([starts, here, known]);
        f.add([starts, stem]);
        f.add([before, here]);
        f.add([before, kind]);
        f.add([before_group, group, next_group]);
        f.add([stem, before]);
        f.add([stem, here]);
        f.add([stem, length]);
        f.add([after, length]);
        f.add([after, second, length]);
        f.add([after, second, before]);
        f.add([length, group, rule]);
        f.add([length, closed, marked]);
        f.add([closed, after, rule]);
        f.add([closed, before_group, marked]);
        f.add([here, kind, length]);
    }

    /// A place where the content `piece` may end, which does not go on over `limit`: what stands here, what is still
    /// to come, how long it has become, and whether it has a verb yet.
    pub(super) fn content_end(&self, piece: Run, limit: usize, place: Place, sink: &mut impl Sink) {
        let &About { ref seen, candidate, kind, rule, voice, stem, .. } = self;
        let Place { at, passed } = place;
        let page = seen.page;
        let against = against(at, piece.end);
        let last = u64::from(!page.has_words(Run::new(at, limit)));
        let (here, group) = if last == 1 { (1, 1) } else { seen.both(Some(at)) };
        let ((next, next_group), third) = (seen.both(Some(at + 1)), seen.group(Some(at + 2)));
        let (before, before_group) = seen.both(Some(at - 1));
        let length = step(at - piece.first);
        let commas = passed.commas.min(3) as u64;
        let verbs = passed.verbs.min(2) as u64;
        let marks = passed.marks.min(2) as u64;
        let closed = u64::from(page.closes(at - 1).is_some());
        let more = u64::from(page.marks_within(at, limit));
        let rest = step(limit.saturating_sub(at));
        let reports = u64::from((at..limit.min(at + 6)).any(|at| page.is_verb(at)));
        let named = u64::from(page.is_name(at + 1));
        let who = candidate.source.map_or(0, |source| seen.group(Some(source.first)));
        let relative = u64::from(candidate.source.is_some_and(|source| page.has(source.first, Classes::WH)));

        let mut f = Features::new(sink);
        f.add([against]);
        f.add([against, kind]);
        f.add([against, rule]);
        f.add([against, here]);
        f.add([against, kind, group]);
        f.add([against, stem]);
        f.add([against, length]);
        f.add([here, kind]);
        f.add([here, next]);
        f.add([here, next_group, kind]);
        f.add([group, next_group, third]);
        f.add([group, next_group, third, kind]);
        f.add([next, group, kind]);
        f.add([before, here]);
        f.add([before_group, group, next_group]);
        f.add([length, kind, group]);
        f.add([commas, group, kind]);
        f.add([verbs, group, kind]);
        f.add([verbs, here, next_group]);
        f.add([marks, closed, group, kind]);
        f.add([more, here, kind]);
        f.add([more, closed, against]);
        f.add([rest, group, kind]);
        f.add([rest, last]);
        f.add([reports, group, kind]);
        f.add([reports, here, next]);
        f.add([stem, here]);
        f.add([stem, group]);
        f.add([named, group, kind, voice]);
        f.add([who, group, last]);
        f.add([relative, group, kind]);
        f.add([voice, here, kind]);
        f.add([last, kind, verbs, commas]);
        f.add([here, next, third]);
    }

    /// A place where the source may start, which is perhaps `speaker`; [`NOWHERE`] is seen by what is said of the
    /// candidate alone.
    pub(super) fn source_start(&self, speaker: Option<Run>, place: Place, sink: &mut impl Sink) {
        let &About { ref seen, candidate, cue, kind, rule, voice, stem } = self;
        let Place { at, passed } = place;
        let nowhere = u64::from(at == NOWHERE);
        let against = match candidate.source {
            None => 3 + nowhere,
            Some(source) => {
                u64::from(source.first == at) + 2 * nowhere + 6 * u64::from(source.first < at && nowhere == 0)
            }
        };
        let known = u64::from(speaker.is_some_and(|speaker| speaker.first == at));
        let at = if at == NOWHERE { None } else { Some(at) };
        let (here, group) = seen.both(at);
        let next_group = seen.group(at.map(|at| at + 1));
        let (before, before_group) = seen.both(at.and_then(|at| at.checked_sub(1)));
        let second = seen.word(at.and_then(|at| at.checked_sub(2)));
        let gap = at.map_or(0, |at| step(cue.first.saturating_sub(at)));
        let opens = u64::from(at == Some(seen.unit.first));
        let commas = passed.commas.min(4) as u64;
        let verbs = passed.verbs.min(3) as u64;
        let marks = passed.marks.min(2) as u64;
        let ahead = seen.group(cue.first.checked_sub(1));
        let first = seen.word(Some(cue.first));

        let mut f = Features::new(sink);
        f.add([against]);
        f.add([against, rule]);
        f.add([against, voice, kind]);
        f.add([against, group]);
        f.add([against, before]);
        f.add([against, stem]);
        f.add([against, known]);
        f.add([against, gap]);
        f.add([against, ahead]);
        f.add([against, first]);
        f.add([known, voice, commas]);
        f.add([here]);
        f.add([before]);
        f.add([here, before]);
        f.add([second, before]);
        f.add([group, before_group]);
        f.add([group, before_group, next_group]);
        f.add([before, group, rule]);
        f.add([before, voice]);
        f.add([gap, rule]);
        f.add([gap, commas, ahead]);
        f.add([commas, verbs, rule]);
        f.add([commas, ahead, voice]);
        f.add([commas, before, ahead]);
        f.add([verbs, voice, before_group]);
        f.add([verbs, commas, group]);
        f.add([opens, commas, verbs]);
        f.add([opens, voice, known]);
        f.add([marks, before_group, rule]);
        f.add([stem, here]);
        f.add([nowhere, stem, voice]);
        f.add([nowhere, stem, kind]);
    }

    /// A place where the source that starts at `first` may end: beside words and groups, whether it touches the cue
    /// and how many commas it holds.
    pub(super) fn source_end(&self, first: usize, place: Place, sink: &mut impl Sink) {
        let &About { ref seen, candidate, cue, rule, .. } = self;
        let (page, source, passed) = (seen.page, Run::new(first, place.at), place.passed);
        let against = match candidate.source {
            Some(ruled) if ruled.first == source.first => against(source.end, ruled.end),
            Some(ruled) => 4 + u64::from(ruled.end == source.end),
            None => 6,
        };
        let at = source.end;
        let side = u64::from(source.first < cue.first);
        let ((here, group), (next, next_group)) = (seen.both(Some(at)), seen.both(Some(at + 1)));
        let (before, before_group) = seen.both(Some(at - 1));
        let start = seen.group(Some(source.first));
        let length = step(source.len());
        let commas = passed.commas.min(3) as u64;
        let touches = u64::from(at == cue.first) + 2 * side;
        let gap = if side == 1 { step(cue.first.saturating_sub(at)) } else { 0 };
        let named = u64::from(page.is_name(at - 1));

        let mut f = Features::new(sink);
        f.add([against]);
        f.add([against, rule]);
        f.add([against, here]);
        f.add([against, group, next_group]);
        f.add([against, commas]);
        f.add([against, touches]);
        f.add([against, start]);
        f.add([here, side]);
        f.add([here, next]);
        f.add([here, next_group]);
        f.add([before, here]);
        f.add([before_group, group, next_group]);
        f.add([before_group, group, touches]);
        f.add([start, group, length]);
        f.add([start, group, commas]);
        f.add([length, group, side]);
        f.add([gap, group, commas]);
        f.add([gap, here]);
        f.add([touches, commas, group]);
        f.add([named, group, next_group]);
        f.add([named, here, next]);
        f.add([side, commas, next_group, group]);
        f.add([before, group]);
        f.add([next, group, commas]);
    }
}
