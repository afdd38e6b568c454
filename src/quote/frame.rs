//! Frames: the ways in which content, cue and source stand together in one unit.

use super::cue::{self, Cue, Voice};
use super::indirect::{self, Opening};
use super::page::{Page, Run};
use super::source::{self, Subject};
use super::verbs::{Frames, Inflection};
use crate::gazetteer::classes::Classes;

/// An attribution that a frame found.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) rule: &'static str,
    pub(super) confidence: f32,
    pub(super) cue: Option<Run>,
    pub(super) source: Option<Run>,
    /// In text order, apart from each other.
    pub(super) pieces: Vec<Run>,
}

/// The attributions of one unit, in the order of their cues.
pub(super) fn read(page: &Page<'_>, unit: Run) -> Vec<Candidate> {
    let cues: Vec<Cue> = (unit.first..unit.end).filter_map(|at| cue::cue(page, unit, at)).collect();
    let mut asides: Vec<Aside> = cues.iter().filter_map(|&cue| spoken_aside(page, unit, cue)).collect();
    asides.extend((unit.first..unit.end).filter_map(|at| according(page, unit, at)));
    asides.sort_by_key(|aside| aside.frame.first);

    let mut found = Vec::new();
    let mut free = unit.first;
    for (index, aside) in asides.iter().enumerate() {
        if aside.frame.first < free {
            continue;
        }
        let limit =
            asides[index + 1..].iter().find(|next| next.frame.first >= aside.frame.end).map(|next| next.frame.first);
        let mut pieces = Vec::new();
        let left = left_content(page, Run::new(free, aside.frame.first));
        before(page, unit, &cues, Run::new(free, left.map_or(aside.frame.first, |left| left.first)), &mut found);
        pieces.extend(left);
        let mut end = aside.frame.end;
        if let Some(right) = right_content(page, unit, aside, left, limit.unwrap_or(unit.end)) {
            if limit.is_none() || left.is_none() {
                end = right.end;
                pieces.push(right);
            }
        }
        if !pieces.is_empty() {
            found.push(Candidate {
                rule: aside.rule,
                confidence: aside.confidence,
                cue: Some(aside.cue),
                source: aside.source,
                pieces,
            });
            free = end;
        }
    }
    before(page, unit, &cues, Run::new(free, unit.end), &mut found);
    found
}

/// A frame that stands beside its content instead of governing it: ", he said,".
#[derive(Clone, Copy, Debug)]
struct Aside {
    rule: &'static str,
    confidence: f32,
    cue: Run,
    source: Option<Run>,
    /// Cue and source with the commas around them.
    frame: Run,
}

/// "…, Lopez said" and "…, said Lopez".
fn spoken_aside(page: &Page<'_>, unit: Run, cue: Cue) -> Option<Aside> {
    if cue.voice != Voice::Finite || !cue.verb.frames.has(Frames::CLAUSE.or(Frames::HEARER).or(Frames::MARKS)) {
        return None;
    }
    let marked = |at: usize| at > unit.first && page.closes(at - 1).is_some();
    let off =
        |at: usize| at > unit.first && (page.is_comma(at - 1) || page.is_dash(at - 1) || page.closes(at - 1).is_some());
    let clause = cue.verb.frames.has(Frames::CLAUSE.or(Frames::HEARER));
    if let Subject::Is(subject) = source::before(page, unit.first, cue.run.first)
        && off(subject.first)
        && (clause || marked(subject.first))
        && !page.has(subject.first, Classes::WH)
    {
        let end = frame_end(page, unit, cue)?;
        let open = indirect::complement(page, unit, cue);
        let governs = open.is_some_and(|open| {
            !matches!(open.kind, Opening::Marks) || open.kind == Opening::Marks && open.start < end
        });
        if governs && !marked(subject.first) {
            return None;
        }
        return Some(Aside {
            rule: "clause-subject-verb",
            confidence: 0.9,
            cue: cue.run,
            source: Some(subject),
            frame: Run::new(subject.first, end),
        });
    }
    if off(cue.run.first) && cue.run.first == cue.head {
        let subject = source::after(page, cue.run.end, unit.end)?;
        let stop = subject.end;
        let closed = stop >= unit.end || page.is_comma(stop) || page.is_terminal(stop) || page.opens(stop).is_some();
        let known = marked(cue.run.first);
        if !known && !(clause && closed && !page.is_subject_pronoun(subject.first) && stop + 1 >= unit.end) {
            return None;
        }
        if !closed && page.has(stop, Classes::AUXILIARY.or(Classes::MODAL))
            || page.verb(cue.head).is_some_and(|verb| verb.inflection == Inflection::Base)
        {
            return None;
        }
        let end = if stop < unit.end && page.is_comma(stop) { stop + 1 } else { stop };
        return Some(Aside {
            rule: "clause-verb-subject",
            confidence: 0.9,
            cue: cue.run,
            source: Some(subject),
            frame: Run::new(cue.run.first, end),
        });
    }
    None
}

/// The end of a frame whose verb has no content of its own right after: past adjuncts and the comma that closes it.
fn frame_end(page: &Page<'_>, unit: Run, cue: Cue) -> Option<usize> {
    const REACH: usize = 30;
    let mut at = cue.run.end;
    let limit = unit.end.min(at + REACH);
    while at < limit {
        if page.opens(at).is_some() {
            return Some(at);
        }
        if page.is_comma(at) {
            return Some(at + 1);
        }
        if page.is_terminal(at) || page.is_dash(at) || page.token(at).text() == ";" || page.is_colon(at) {
            return Some(at);
        }
        at += 1;
    }
    (at >= unit.end).then_some(unit.end)
}

/// "according to the report"
fn according(page: &Page<'_>, unit: Run, at: usize) -> Option<Aside> {
    if page.stretch(at).is_some() || !page.is(at, "according") || at + 2 >= unit.end || !page.is(at + 1, "to") {
        return None;
    }
    let source = source::after(page, at + 2, unit.end)?;
    let end = if source.end < unit.end && page.is_comma(source.end) { source.end + 1 } else { source.end };
    Some(Aside {
        rule: "according-to",
        confidence: 0.9,
        cue: Run::new(at, at + 2),
        source: Some(source),
        frame: Run::new(at, end),
    })
}

/// The content before a frame: from the start of the free text, without the comma.
fn left_content(page: &Page<'_>, free: Run) -> Option<Run> {
    let mut run = free;
    let close = (run.end > run.first).then(|| page.closes(run.end - 1)).flatten();
    if let Some(stretch) = close
        && page.words(stretch).0 > 2
        && stretch.first >= run.first
    {
        let last = stretch.end - 2;
        let whole = page.is_comma(last) || page.is_terminal(last);
        if whole
            && stretch.first > run.first
            && (page.is_comma(stretch.first - 1) || page.is_terminal(stretch.first - 1))
        {
            return Some(stretch);
        }
    }
    while run.first < run.end
        && page.stretch(run.first).is_none()
        && (!page.is_word(run.first) || page.has(run.first, Classes::CONJUNCTION))
    {
        run.first += 1;
    }
    while run.end > run.first && page.stretch(run.end - 1).is_none() && !page.is_word(run.end - 1) {
        run.end -= 1;
    }
    (page.words(run).0 > 0).then_some(run)
}

/// The content after a frame.
fn right_content(page: &Page<'_>, unit: Run, aside: &Aside, left: Option<Run>, limit: usize) -> Option<Run> {
    let start = aside.frame.end;
    if start >= limit {
        return None;
    }
    let marked = left.is_some_and(|left| page.closes(left.end - 1).is_some());
    if left.is_some() {
        if marked && page.opens(start).is_none() {
            return None;
        }
        if !marked
            && (!page.is_comma(start - 1) && page.opens(start).is_none()
                || page.has(start, Classes::WH.or(Classes::SUBORDINATOR))
                || page.token(start).text().ends_with("ing"))
        {
            return None;
        }
    }
    let by = Cue { run: aside.cue, head: aside.cue.first, verb: page.verb(aside.cue.first)?, voice: Voice::Finite };
    let end = indirect::content_end(page, unit, start, limit, by);
    (end > start && page.words(Run::new(start, end)).0 > 0).then(|| Run::new(start, end))
}

/// Frames whose verb governs its content, in `region`.
fn before(page: &Page<'_>, unit: Run, cues: &[Cue], region: Run, found: &mut Vec<Candidate>) {
    let mut free = region.first;
    let mut speaker: Option<Run> = None;
    let first = cues.partition_point(|cue| cue.run.first < region.first);
    for &cue in cues[first..].iter().take_while(|cue| cue.run.end <= region.end) {
        if cue.run.first < free {
            continue;
        }
        let Some(open) = indirect::complement(page, unit, cue).filter(|open| open.start < region.end) else { continue };
        let frames = cue.verb.frames;
        if cue.voice == Voice::Infinitive {
            continue;
        }
        let source = match (cue.voice, source::before(page, free, cue.run.first)) {
            (Voice::Passive, _) => None,
            (Voice::Gerund, Subject::Is(run)) if page.has(run.first, Classes::PREPOSITION) => None,
            (_, Subject::Is(run)) => Some(run),
            (_, Subject::Shared) => speaker.or_else(|| source::opening(page, Run::new(unit.first, cue.run.first))),
            (_, Subject::None) => None,
        };
        if source.is_none() && !matches!(cue.voice, Voice::Passive) {
            continue;
        }
        let end = indirect::content_end(page, unit, open.start, region.end, cue);
        let content = Run::new(open.start, end);
        if page.words(content).0 == 0 {
            continue;
        }
        let mut pieces = vec![content];
        let mut source = source;
        if frames.has(Frames::RAISING) {
            if let Some(subject) = source.take() {
                pieces.insert(0, subject);
            }
        }
        let (rule, confidence) = match open.kind {
            Opening::That => ("verb-that", 0.9),
            Opening::Marks => ("verb-quote", 0.9),
            Opening::Question => ("verb-question", 0.8),
            Opening::Infinitive => ("verb-infinitive", 0.7),
            Opening::Bare => ("verb-clause", 0.9),
            Opening::Object => ("verb-object", 0.6),
            Opening::Colon => ("verb-colon", 0.9),
        };
        speaker = source.or(speaker);
        free = end;
        found.push(Candidate {
            rule,
            confidence,
            cue: Some(Run::new(cue.run.first, open.cue_end.max(cue.run.end))),
            source,
            pieces,
        });
    }
}
