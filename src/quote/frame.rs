//! Frames: the ways in which content, cue and source stand together in one unit.

use super::cue::{self, Cue, Voice};
use super::indirect::{self, Extent, Opening};
use super::nominal;
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
        let limit = asides[index + 1..].iter().find(|next| next.frame.first >= aside.frame.end).map(|next| next.frame.first);
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

/// Whether a frame such as "Lopez said" opens the sentence `next`, for what stands in quotation marks before it.
pub(super) fn answers(page: &Page<'_>, before: Run, next: Run) -> bool {
    const REACH: usize = 20;
    let both = Run::new(before.first, next.end);
    (next.first..next.end.min(next.first + REACH))
        .filter_map(|at| cue::cue(page, both, at))
        .filter_map(|cue| spoken_aside(page, both, cue))
        .any(|aside| aside.frame.first == next.first)
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
    if cue.voice != Voice::Finite || !cue.verb.frames.has(Frames::ASIDE.or(Frames::MARKS)) {
        return None;
    }
    let frames = cue.verb.frames;
    let marked = |at: usize| at > unit.first && page.closes(at - 1).is_some();
    let off = |at: usize| at > unit.first && (page.is_comma(at - 1) || page.is_dash(at - 1) || page.closes(at - 1).is_some());
    let clause = cue.verb.frames.has(Frames::ASIDE) && cue.verb.frames.has(Frames::THAT);
    if let Subject::Is(subject) = source::before(page, unit.first, cue.run.first) {
        let like = subject.first > unit.first && page.is(subject.first - 1, "as");
        let first = if like { subject.first - 1 } else { subject.first };
        if (off(first) && (clause || marked(first)) || like && first == unit.first && clause) && !page.has(subject.first, Classes::WH) {
            let end = frame_end(page, unit, cue)?;
            let open = indirect::complement(page, unit, cue);
            let governs = open.is_some_and(|open| open.start < end || !matches!(open.kind, Opening::Marks));
            if governs && !marked(first) || marked(first) && open.is_some_and(|open| open.start == cue.run.end && open.start < end) {
                return None;
            }
            if !marked(first) && !like && end < unit.end && !page.is_comma(end - 1) && !page.is_terminal(end) && is_introduction(page, unit.first) {
                return None;
            }
            let next = cue.run.end;
            if next < end && !frames.has(Frames::HEARER) && !marked(first) && page.is_word(next) && !opens_adjunct(page, next) {
                return None;
            }
            return Some(Aside {
                rule: if like { "as-subject-verb" } else { "clause-subject-verb" },
                confidence: 0.9,
                cue: cue.run,
                source: Some(subject),
                frame: Run::new(first, end),
            });
        }
    }
    if off(cue.run.first) && cue.run.first == cue.head {
        let subject = source::after(page, cue.run.end, unit.end)?;
        let stop = subject.end;
        let closed = stop >= unit.end || page.is_comma(stop) || page.is_terminal(stop) || page.opens(stop).is_some();
        let known = marked(cue.run.first);
        if !known && !(clause && closed && !page.is_subject_pronoun(subject.first) && stop + 1 >= unit.end) {
            return None;
        }
        if !closed && page.has(stop, Classes::AUXILIARY.or(Classes::MODAL)) || page.verb(cue.head).is_some_and(|verb| verb.inflection == Inflection::Base) {
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

/// Whether an adverbial, not an object, follows a verb.
fn opens_adjunct(page: &Page<'_>, at: usize) -> bool {
    page.has(at, Classes::PREPOSITION.or(Classes::SUBORDINATOR).or(Classes::WEEKDAY).or(Classes::DEICTIC)) && !page.is(at, "to")
        || page.is_adverb(at)
        || page.is_any(at, &["last", "this", "late", "early", "at", "when", "while"])
}

/// Whether the unit opens with an adverbial: "On Monday, …".
fn is_introduction(page: &Page<'_>, first: usize) -> bool {
    page.has(first, Classes::PREPOSITION.or(Classes::SUBORDINATOR)) || page.is_any(first, &["asked", "speaking", "citing", "soon"])
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
    Some(Aside { rule: "according-to", confidence: 0.9, cue: Run::new(at, at + 2), source: Some(source), frame: Run::new(at, end) })
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
        if whole && stretch.first > run.first && (page.is_comma(stretch.first - 1) || page.is_terminal(stretch.first - 1)) {
            return Some(stretch);
        }
    }
    while run.first < run.end && page.stretch(run.first).is_none() && (!page.is_word(run.first) || page.has(run.first, Classes::CONJUNCTION)) {
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
        if !marked && (!page.is_comma(start - 1) && page.opens(start).is_none() || page.has(start, Classes::WH.or(Classes::SUBORDINATOR)) || page.token(start).text().ends_with("ing")) {
            return None;
        }
    }
    let by = Cue { run: aside.cue, head: aside.cue.first, verb: page.verb(aside.cue.first)?, voice: Voice::Finite };
    let end = indirect::content_end(page, unit, start, limit, by, Extent::Clause);
    (end > start && page.words(Run::new(start, end)).0 > 0).then(|| Run::new(start, end))
}

/// Frames whose verb or noun governs its content, in `region`.
fn before(page: &Page<'_>, unit: Run, cues: &[Cue], region: Run, found: &mut Vec<Candidate>) {
    let mut free = region.first;
    let mut speaker: Option<Run> = None;
    let mut cues = cues[cues.partition_point(|cue| cue.head < region.first)..].iter().peekable();
    for at in region.first..region.end {
        let cue = cues.next_if(|cue| cue.head == at);
        if at < free || page.stretch(at).is_some() {
            continue;
        }
        let governed = match cue {
            Some(&cue) => (cue.run.first >= free).then(|| governed(page, unit, Run::new(free, region.end), cue, speaker)).flatten(),
            None => None,
        };
        let Some(candidate) = governed.or_else(|| nominal::read(page, unit, Run::new(free, region.end), at)) else { continue };
        if let Some(last) = candidate.pieces.last() {
            free = last.end.max(at + 1);
        }
        speaker = candidate.source.filter(|&source| !page.has(source.first, Classes::WH)).or(speaker);
        found.push(candidate);
    }
}

/// The content of a verb, with its source.
fn governed(page: &Page<'_>, unit: Run, region: Run, cue: Cue, speaker: Option<Run>) -> Option<Candidate> {
    let frames = cue.verb.frames;
    if let Some(relative) = relative(page, unit, region, cue) {
        return Some(relative);
    }
    let shared = || speaker.or_else(|| source::opening(page, Run::new(unit.first, cue.run.first)));
    let subject = source::before(page, region.first, cue.run.first);
    if let Some(agent) = agent(page, unit, region, cue) {
        return Some(agent);
    }
    let open = indirect::complement(page, unit, cue).filter(|open| open.start < region.end)?;
    let source = match (cue.voice, subject) {
        (Voice::Passive, Subject::Is(run)) if frames.has(Frames::INFINITIVE) && open.kind == Opening::Infinitive => Some(run),
        (Voice::Passive, _) => None,
        (Voice::Gerund, Subject::Is(run)) if !follows_with(page, region, run) => shared(),
        (Voice::Infinitive, _) if open.kind == Opening::Infinitive => return None,
        (Voice::Infinitive, _) => shared(),
        (_, Subject::Is(run)) => Some(run),
        (_, Subject::Shared) => shared(),
        (_, Subject::None) => None,
    };
    if source.is_none() && cue.voice != Voice::Passive {
        return None;
    }
    if source.is_some_and(|source| source.len() == 1 && page.is_any(source.first, &["i", "we", "you"])) {
        return None;
    }
    let extent = extent(page, unit, source, open.kind);
    let end = indirect::content_end(page, unit, open.start, region.end, cue, extent);
    let content = Run::new(open.start, end);
    if page.words(content).0 == 0 {
        return None;
    }
    let mut pieces = vec![content];
    let mut source = source;
    let raising = frames.has(Frames::RAISING) || cue.voice == Voice::Passive;
    if let Some(run) = source
        && (raising || page.is_any(run.first, &["it", "there"]) && frames.has(Frames::ADJECTIVE))
    {
        source = None;
        if !page.is_any(run.first, &["it", "there", "who", "which", "that"]) && run.end <= cue.run.first {
            pieces.insert(0, run);
        }
    }
    let (rule, confidence) = match open.kind {
        Opening::Object if cue.voice == Voice::Infinitive => ("infinitive-object", 0.5),
        _ if cue.voice == Voice::Infinitive => ("infinitive-clause", 0.5),
        Opening::Object if cue.voice == Voice::Gerund => ("gerund-object", 0.5),
        _ if cue.voice == Voice::Gerund => ("gerund-clause", 0.5),
        _ if cue.voice == Voice::Passive => ("passive", 0.5),
        Opening::That => ("verb-that", 0.9),
        Opening::Marks => ("verb-quote", 0.9),
        Opening::Question => ("verb-question", 0.8),
        Opening::Infinitive => ("verb-infinitive", 0.7),
        Opening::Bare => ("verb-clause", 0.9),
        Opening::Object => ("verb-object", 0.6),
        Opening::Colon => ("verb-colon", 0.9),
    };
    Some(Candidate { rule, confidence, cue: Some(Run::new(cue.run.first, open.cue_end.max(cue.run.end))), source, pieces })
}

/// "which the mayor called a mistake": the relative pronoun opens the content.
fn relative(page: &Page<'_>, unit: Run, region: Run, cue: Cue) -> Option<Candidate> {
    if cue.voice != Voice::Finite || !cue.verb.frames.has(Frames::CLAUSE.or(Frames::OBJECT).or(Frames::THAT)) {
        return None;
    }
    let Subject::Is(source) = source::before(page, region.first, cue.run.first) else { return None };
    let word = source.first.checked_sub(1).filter(|&word| word >= region.first)?;
    if !page.is_any(word, &["which", "whom", "what"]) || page.has(source.first, Classes::WH) {
        return None;
    }
    let mut pieces = vec![Run::new(word, source.first)];
    let start = cue.run.end;
    if start < region.end && (page.is_word(start) || page.opens(start).is_some()) && !page.has(start, Classes::CONJUNCTION) {
        let end = indirect::content_end(page, unit, start, region.end, cue, Extent::Subordinate);
        pieces.push(Run::new(start, end));
    }
    Some(Candidate { rule: "relative", confidence: 0.5, cue: Some(cue.run), source: Some(source), pieces })
}

/// "was praised by the mayor": the subject is the content.
fn agent(page: &Page<'_>, unit: Run, region: Run, cue: Cue) -> Option<Candidate> {
    let at = cue.run.end;
    if cue.voice != Voice::Passive || at + 1 >= unit.end || !page.is(at, "by") {
        return None;
    }
    let source = source::after(page, at + 1, region.end)?;
    let Subject::Is(subject) = source::before(page, region.first, cue.run.first) else { return None };
    let pieces = vec![subject];
    Some(Candidate { rule: "passive-by", confidence: 0.5, cue: Some(cue.run), source: Some(source), pieces })
}

/// Whether a participle has a subject of its own: "with critics calling it late".
fn follows_with(page: &Page<'_>, region: Run, subject: Run) -> bool {
    subject.first == region.first || page.is_any(subject.first - 1, &["with", "of", "and", "as", "to"])
}

/// How far the content of a verb goes on, given where its clause stands.
fn extent(page: &Page<'_>, unit: Run, source: Option<Run>, kind: Opening) -> Extent {
    if let Some(source) = source {
        if page.is_any(source.first, &["who", "which", "that"]) {
            return Extent::Subordinate;
        }
        let opened = source.first > unit.first && page.has(source.first - 1, Classes::SUBORDINATOR.or(Classes::WH));
        if opened {
            let word = source.first - 1;
            let starts = word == unit.first || page.has(word - 1, Classes::CONJUNCTION) || !page.is_word(word - 1);
            if starts && word < unit.first + 3 {
                return Extent::Subordinate;
            }
        }
    }
    match kind {
        Opening::Object | Opening::Infinitive => Extent::Phrase,
        _ => Extent::Clause,
    }
}
