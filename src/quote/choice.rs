//! Choices: where a content ends, and where a source starts and ends, of the places where it may.

use std::cmp::Ordering;

use super::features::{Features, Seen, step};
use super::frame::Candidate;
use super::page::{Ending, Page, Run};
use crate::gazetteer::classes::Classes;

/// No more places are held against each other.
const MOST: usize = 24;
/// No content is longer, counted in tokens, unless the rules say so.
const CONTENT: usize = 80;
/// No cue reaches farther into what the rules take for content.
const CUE: usize = 8;
/// No source starts farther from its cue.
const REACH: usize = 45;

/// The places of a choice, with the features of each.
#[derive(Debug, Default)]
pub(crate) struct Options {
    pub(crate) places: Vec<(usize, Features)>,
}

/// The places where the cue of `candidate` may end: it may take in its manner, "said in a statement", and its noun.
pub(super) fn cue_ends(page: &Page<'_>, unit: Run, candidate: &Candidate) -> Options {
    let mut options = Options::default();
    let Some(cue) = candidate.cue else { return options };
    if candidate.voice.is_none() || candidate.source.is_some_and(|source| source.first >= cue.end) {
        return options;
    }
    let about = About::of(page, unit, candidate, cue);
    let content = candidate.pieces.last().copied().filter(|piece| piece.first >= cue.end);
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
            options.cue_end(&about, content, at);
        }
        if stops && at >= cue.end {
            break;
        }
    }
    options
}

/// The places where the last piece of `candidate` may end, which starts after its cue.
pub(super) fn content_ends(page: &Page<'_>, unit: Run, region: Run, candidate: &Candidate) -> Options {
    let mut options = Options::default();
    let (Some(cue), Some(&piece)) = (candidate.cue, candidate.pieces.last()) else { return options };
    if piece.first < cue.end {
        return options;
    }
    let about = About::of(page, unit, candidate, cue);
    let limit = region.end.min(piece.first + CONTENT);
    let mut state = Passed::default();
    let mut at = piece.first;
    while at < limit && options.places.len() < MOST {
        if at > piece.first && (at == piece.end || may_end(page, at)) {
            options.content_end(&about, piece, at, limit, &state);
        }
        let next = page.stretch(at).map_or(at + 1, |stretch| stretch.end);
        state.pass(page, Run::new(at, next.min(limit)));
        at = next;
    }
    let end = (piece.first + 1..=limit).rev().find(|&end| page.is_word(end - 1) || page.stretch(end - 1).is_some());
    if let Some(end) = end.filter(|&end| options.places.last().is_none_or(|last| last.0 < end)) {
        options.content_end(&about, piece, end, limit, &state);
    }
    if options.places.iter().all(|place| place.0 != piece.end) {
        options.content_end(&about, piece, piece.end, limit, &state);
    }
    options
}

/// What stands before a place.
#[derive(Clone, Copy, Debug, Default)]
struct Passed {
    commas: usize,
    verbs: usize,
    marks: usize,
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
    page.has(at, Classes::MODAL.or(Classes::AUXILIARY)) || page.verb(at).is_some() || page.ends(at, Ending::Ed)
}

/// Whether a content may end before the token.
fn may_end(page: &Page<'_>, at: usize) -> bool {
    page.closes(at - 1).is_some()
        || page.stretch(at).is_none_or(|stretch| stretch.first == at)
            && (!page.is_word(at) && !page.is(at, word!("'")) && !page.is(at, word!("’"))
                || page.has(
                    at,
                    Classes::CONJUNCTION
                        .or(Classes::WH)
                        .or(Classes::SUBORDINATOR)
                        .or(Classes::PREPOSITION)
                        .or(Classes::WEEKDAY)
                        .or(Classes::DEICTIC),
                ) && !page.is(at, word!("of"))
                || page.may_report(at) && page.ends(at, Ending::Ing))
}

/// The places where the source of `candidate` may start, and then [`NOWHERE`].
pub(super) fn source_starts(page: &Page<'_>, unit: Run, candidate: &Candidate, speaker: Option<Run>) -> Options {
    let mut options = Options::default();
    let Some(cue) = candidate.cue else { return options };
    if candidate.source.is_some_and(|source| source.first >= cue.first) {
        return options;
    }
    let about = About::of(page, unit, candidate, cue);
    let floor = unit.first.max(cue.first.saturating_sub(REACH));
    let mut state = Passed::default();
    let mut at = cue.first;
    while at > floor && options.places.len() + 2 < MOST {
        at -= 1;
        if let Some(stretch) = page.stretch(at) {
            at = stretch.first.max(floor);
            state.marks += 1;
            continue;
        }
        let rule = candidate.source.is_some_and(|source| source.first == at);
        if rule || may_start(page, unit, at) {
            options.source_start(&about, at, &state, speaker);
        }
        state.pass(page, Run::new(at, at + 1));
    }
    for run in [candidate.source, speaker].into_iter().flatten() {
        if run.first < cue.first && options.places.iter().all(|place| place.0 != run.first) {
            options.source_start(&about, run.first, &state, speaker);
        }
    }
    options.source_start(&about, NOWHERE, &state, speaker);
    options
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
            || page.verb(at - 1).is_some()
            || page.ends(at - 1, Ending::Ing))
}

/// The places where the source that starts at `first` may end.
pub(super) fn source_ends(page: &Page<'_>, unit: Run, candidate: &Candidate, first: usize) -> Options {
    let mut options = Options::default();
    let Some(cue) = candidate.cue else { return options };
    let before = first < cue.first;
    let limit = if before { cue.first } else { unit.end.min(first + REACH) };
    let limit = candidate.pieces.iter().map(|piece| piece.first).filter(|&next| next > first).fold(limit, usize::min);
    let about = About::of(page, unit, candidate, cue);
    let rule = candidate.source.map(|source| source.end);
    if first + 1 < limit && page.is_any(first, words!["who", "which", "that"]) {
        options.source_end(&about, Run::new(first, first + 1), &Passed::default());
        return options;
    }
    let mut state = Passed::default();
    let mut at = first;
    while at < limit && options.places.len() + 2 < MOST {
        let clause = at > first && page.is_comma(at) && page.has(at + 1, Classes::WH);
        let ends = page.is_word(at.saturating_sub(1)) || page.is(at.saturating_sub(1), word!(")"));
        if at > first && ends && (rule == Some(at) || may_end_source(page, at)) {
            options.source_end(&about, Run::new(first, at), &state);
        }
        // What a relative clause tells is incidental.
        if clause && rule.is_none_or(|rule| rule <= at) {
            return options;
        }
        let closes = (page.is(at, word!("("))).then(|| (at..limit.min(at + CUE)).find(|&close| page.is(close, word!(")"))));
        let next = match closes.flatten() {
            Some(close) => close + 1,
            None => page.stretch(at).map_or(at + 1, |stretch| stretch.end),
        };
        state.pass(page, Run::new(at, next.min(limit)));
        at = next;
    }
    let end = (first + 1..=limit).rev().find(|&end| page.is_word(end - 1) || page.is(end - 1, word!(")")));
    if let Some(end) = end.filter(|&end| before && options.places.last().is_none_or(|last| last.0 < end)) {
        options.source_end(&about, Run::new(first, end), &state);
    }
    options
}

fn may_end_source(page: &Page<'_>, at: usize) -> bool {
    !page.is_word(at) && !page.is_any(at, words!["'", "’", "&", "-"])
        || page.has(
            at,
            Classes::CONJUNCTION
                .or(Classes::WH)
                .or(Classes::SUBORDINATOR)
                .or(Classes::PREPOSITION)
                .or(Classes::AUXILIARY)
                .or(Classes::MODAL)
                .or(Classes::NEGATION)
                .or(Classes::WEEKDAY)
                .or(Classes::DEICTIC),
        ) && !page.is(at, word!("of"))
        || page.verb(at).is_some()
        || page.is_adverb(at)
        || page.is_any(at, words!["'s", "’s"])
}

/// What the features of all places of a candidate share.
struct About<'a> {
    seen: Seen<'a>,
    candidate: &'a Candidate,
    cue: Run,
    kind: u64,
    rule: u64,
    voice: u64,
    stem: u64,
}

impl<'a> About<'a> {
    fn of(page: &'a Page<'a>, unit: Run, candidate: &'a Candidate, cue: Run) -> Self {
        Self {
            seen: Seen { page, unit },
            candidate,
            cue,
            kind: candidate.kind.map_or(9, |kind| kind as u64),
            rule: candidate.rule as u64,
            voice: candidate.voice.map_or(9, |voice| voice as u64),
            stem: page.stem(candidate.head),
        }
    }
}

/// Where a place lies beside the one that the rules chose.
fn against(at: usize, ruled: usize) -> u64 {
    match at.cmp(&ruled) {
        Ordering::Less => 1,
        Ordering::Equal => 2,
        Ordering::Greater => 3,
    }
}

impl Options {
    fn cue_end(&mut self, about: &About<'_>, content: Option<Run>, at: usize) {
        let &About { ref seen, candidate, cue, kind, rule, stem, .. } = about;
        let page = seen.page;
        let against = against(at, cue.end);
        let starts = u64::from(content.is_some_and(|piece| piece.first == at));
        let length = step(at - candidate.head);
        let (here, before) = (seen.word(Some(at)), seen.word(Some(at - 1)));
        let (group, before_group) = (seen.group(Some(at)), seen.group(Some(at - 1)));
        let after = seen.word(Some(candidate.head + 1));
        let second = seen.word(Some(candidate.head + 2));
        let next_group = seen.group(Some(at + 1));
        let closed = u64::from(page.is_comma(at))
            + 2 * u64::from(page.is_terminal(at))
            + 4 * u64::from(page.opens(at).is_some());
        let known = u64::from(page.verb(candidate.head).is_some());
        let marked = u64::from(candidate.pieces.first().is_some_and(|piece| page.opens(piece.first).is_some()));

        let mut f = Features::new(4 << 20);
        f.add(&[against, rule]);
        f.add(&[against, kind, starts]);
        f.add(&[against, stem]);
        f.add(&[against, here]);
        f.add(&[against, before]);
        f.add(&[against, after]);
        f.add(&[against, length]);
        f.add(&[starts, here, known]);
        f.add(&[starts, stem]);
        f.add(&[before, here]);
        f.add(&[before, kind]);
        f.add(&[before_group, group, next_group]);
        f.add(&[stem, before]);
        f.add(&[stem, here]);
        f.add(&[stem, length]);
        f.add(&[after, length]);
        f.add(&[after, second, length]);
        f.add(&[after, second, before]);
        f.add(&[length, group, rule]);
        f.add(&[length, closed, marked]);
        f.add(&[closed, after, rule]);
        f.add(&[closed, before_group, marked]);
        f.add(&[here, kind, length]);
        self.places.push((at, f));
    }

    fn content_end(&mut self, about: &About<'_>, piece: Run, at: usize, limit: usize, passed: &Passed) {
        let &About { ref seen, candidate, kind, rule, voice, stem, .. } = about;
        let page = seen.page;
        let against = against(at, piece.end);
        let last = u64::from(at >= limit || (at..limit).all(|at| !page.is_word(at)));
        let here = if last == 1 { 1 } else { seen.word(Some(at)) };
        let next = seen.word(Some(at + 1));
        let (group, next_group, third) =
            (if last == 1 { 1 } else { seen.group(Some(at)) }, seen.group(Some(at + 1)), seen.group(Some(at + 2)));
        let (before, before_group) = (seen.word(Some(at - 1)), seen.group(Some(at - 1)));
        let length = step(at - piece.first);
        let commas = passed.commas.min(3) as u64;
        let verbs = passed.verbs.min(2) as u64;
        let marks = passed.marks.min(2) as u64;
        let closed = u64::from(page.closes(at - 1).is_some());
        let more = u64::from(page.marks_within(at, limit));
        let rest = step(limit.saturating_sub(at));
        let reports = u64::from((at..limit.min(at + 6)).any(|at| page.verb(at).is_some()));
        let named = u64::from(page.is_name(at + 1));
        let who = candidate.source.map_or(0, |source| seen.group(Some(source.first)));
        let relative = u64::from(candidate.source.is_some_and(|source| page.has(source.first, Classes::WH)));

        let mut f = Features::new(1 << 20);
        f.add(&[against]);
        f.add(&[against, kind]);
        f.add(&[against, rule]);
        f.add(&[against, here]);
        f.add(&[against, kind, group]);
        f.add(&[against, stem]);
        f.add(&[against, length]);
        f.add(&[here, kind]);
        f.add(&[here, next]);
        f.add(&[here, next_group, kind]);
        f.add(&[group, next_group, third]);
        f.add(&[group, next_group, third, kind]);
        f.add(&[next, group, kind]);
        f.add(&[before, here]);
        f.add(&[before_group, group, next_group]);
        f.add(&[length, kind, group]);
        f.add(&[commas, group, kind]);
        f.add(&[verbs, group, kind]);
        f.add(&[verbs, here, next_group]);
        f.add(&[marks, closed, group, kind]);
        f.add(&[more, here, kind]);
        f.add(&[more, closed, against]);
        f.add(&[rest, group, kind]);
        f.add(&[rest, last]);
        f.add(&[reports, group, kind]);
        f.add(&[reports, here, next]);
        f.add(&[stem, here]);
        f.add(&[stem, group]);
        f.add(&[named, group, kind, voice]);
        f.add(&[who, group, last]);
        f.add(&[relative, group, kind]);
        f.add(&[voice, here, kind]);
        f.add(&[last, kind, verbs, commas]);
        f.add(&[here, next, third]);
        self.places.push((at, f));
    }

    fn source_start(&mut self, about: &About<'_>, at: usize, passed: &Passed, speaker: Option<Run>) {
        let &About { ref seen, candidate, cue, kind, rule, voice, stem } = about;
        let nowhere = u64::from(at == NOWHERE);
        let against = match candidate.source {
            None => 3 + nowhere,
            Some(source) => {
                u64::from(source.first == at) + 2 * nowhere + 6 * u64::from(source.first < at && nowhere == 0)
            }
        };
        let known = u64::from(speaker.is_some_and(|speaker| speaker.first == at));
        let at = if at == NOWHERE { None } else { Some(at) };
        let here = seen.word(at);
        let group = seen.group(at);
        let next_group = seen.group(at.map(|at| at + 1));
        let before = seen.word(at.and_then(|at| at.checked_sub(1)));
        let before_group = seen.group(at.and_then(|at| at.checked_sub(1)));
        let second = seen.word(at.and_then(|at| at.checked_sub(2)));
        let gap = at.map_or(0, |at| step(cue.first.saturating_sub(at)));
        let opens = u64::from(at == Some(seen.unit.first));
        let commas = passed.commas.min(4) as u64;
        let verbs = passed.verbs.min(3) as u64;
        let marks = passed.marks.min(2) as u64;
        let ahead = seen.group(cue.first.checked_sub(1));
        let first = seen.word(Some(cue.first));

        let mut f = Features::new(2 << 20);
        f.add(&[against]);
        f.add(&[against, rule]);
        f.add(&[against, voice, kind]);
        f.add(&[against, group]);
        f.add(&[against, before]);
        f.add(&[against, stem]);
        f.add(&[against, known]);
        f.add(&[against, gap]);
        f.add(&[against, ahead]);
        f.add(&[against, first]);
        f.add(&[known, voice, commas]);
        f.add(&[here]);
        f.add(&[before]);
        f.add(&[here, before]);
        f.add(&[second, before]);
        f.add(&[group, before_group]);
        f.add(&[group, before_group, next_group]);
        f.add(&[before, group, rule]);
        f.add(&[before, voice]);
        f.add(&[gap, rule]);
        f.add(&[gap, commas, ahead]);
        f.add(&[commas, verbs, rule]);
        f.add(&[commas, ahead, voice]);
        f.add(&[commas, before, ahead]);
        f.add(&[verbs, voice, before_group]);
        f.add(&[verbs, commas, group]);
        f.add(&[opens, commas, verbs]);
        f.add(&[opens, voice, known]);
        f.add(&[marks, before_group, rule]);
        f.add(&[stem, here]);
        f.add(&[nowhere, stem, voice]);
        f.add(&[nowhere, stem, kind]);
        self.places.push((at.unwrap_or(NOWHERE), f));
    }

    fn source_end(&mut self, about: &About<'_>, source: Run, passed: &Passed) {
        let &About { ref seen, candidate, cue, rule, .. } = about;
        let page = seen.page;
        let against = match candidate.source {
            Some(ruled) if ruled.first == source.first => against(source.end, ruled.end),
            Some(ruled) => 4 + u64::from(ruled.end == source.end),
            None => 6,
        };
        let at = source.end;
        let side = u64::from(source.first < cue.first);
        let here = seen.word(Some(at));
        let (group, next_group) = (seen.group(Some(at)), seen.group(Some(at + 1)));
        let (before, before_group) = (seen.word(Some(at - 1)), seen.group(Some(at - 1)));
        let next = seen.word(Some(at + 1));
        let start = seen.group(Some(source.first));
        let length = step(source.len());
        let commas = passed.commas.min(3) as u64;
        let touches = u64::from(at == cue.first) + 2 * side;
        let gap = if side == 1 { step(cue.first.saturating_sub(at)) } else { 0 };
        let named = u64::from(page.is_name(at - 1));

        let mut f = Features::new(3 << 20);
        f.add(&[against]);
        f.add(&[against, rule]);
        f.add(&[against, here]);
        f.add(&[against, group, next_group]);
        f.add(&[against, commas]);
        f.add(&[against, touches]);
        f.add(&[against, start]);
        f.add(&[here, side]);
        f.add(&[here, next]);
        f.add(&[here, next_group]);
        f.add(&[before, here]);
        f.add(&[before_group, group, next_group]);
        f.add(&[before_group, group, touches]);
        f.add(&[start, group, length]);
        f.add(&[start, group, commas]);
        f.add(&[length, group, side]);
        f.add(&[gap, group, commas]);
        f.add(&[gap, here]);
        f.add(&[touches, commas, group]);
        f.add(&[named, group, next_group]);
        f.add(&[named, here, next]);
        f.add(&[side, commas, next_group, group]);
        f.add(&[before, group]);
        f.add(&[next, group, commas]);
        self.places.push((at, f));
    }
}
