//! Frames: the ways in which content, cue and source stand together in one unit.

use super::cue::{self, Cue, Voice};
use super::indirect::{self, Extent, Opening};
use super::nominal;
use super::page::{Page, Run};
use super::source::{self, Subject};
use super::verbs::{Frames, Inflection};
use crate::gazetteer::classes::Classes;

/// No frame has more tokens before or after its verb.
const REACH: usize = 30;

/// Each report of a unit is held against each "according to": no more of these are read.
const RELAYS: usize = 8;

/// An attribution that a frame found.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) rule: &'static str,
    pub(super) confidence: f32,
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
    let relays: Vec<Aside> = (unit.first..unit.end).filter_map(|at| according(page, unit, at)).take(RELAYS).collect();
    let mut asides: Vec<Aside> = cues.iter().filter_map(|&cue| spoken_aside(page, unit, cue)).collect();
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
    parts.into_iter().map(|part| trimmed(page, part)).filter(|part| page.words(*part).0 > 0).collect()
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
        let left = left_content(page, Run::new(free, aside.frame.first));
        rest(Run::new(free, left.map_or(aside.frame.first, |left| left.first)), found);
        let mut pieces: Vec<Run> = left.into_iter().collect();
        let mut end = aside.frame.end;
        if (next.is_none() || left.is_none())
            && let Some(right) = right_content(page, unit, aside, left, next.unwrap_or(unit.end))
        {
            end = right.end;
            pieces.push(right);
        }
        if !pieces.is_empty() {
            let (cue, source) = (Some(aside.cue), aside.source);
            found.push(Candidate {
                rule: aside.rule,
                confidence: aside.confidence,
                cue,
                source,
                pieces,
                reports: true,
            });
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
    let off =
        |at: usize| at > unit.first && (page.is_comma(at - 1) || page.is_dash(at - 1) || page.closes(at - 1).is_some());
    let clause = cue.verb.frames.has(Frames::ASIDE) && cue.verb.frames.has(Frames::THAT);
    if let Subject::Is(subject) = source::before(page, unit.first, cue.run.first) {
        let like = subject.first > unit.first && page.is(subject.first - 1, "as");
        let first = if like { subject.first - 1 } else { subject.first };
        if (off(first) && (clause || marked(first)) || like && first == unit.first && clause)
            && !page.has(subject.first, Classes::WH)
        {
            let end = frame_end(page, unit, cue)?;
            let open = indirect::complement(page, unit, cue);
            let governs = open.is_some_and(|open| open.start < end || !matches!(open.kind, Opening::Marks));
            let takes_over = open.is_some_and(|open| {
                open.start == cue.run.end
                    && open.start < end
                    && (open.kind == Opening::That || !frames.has(Frames::HEARER))
                    && !page.is_adverb(open.start)
                    && !page.text(open.start).ends_with("ing")
            });
            if governs && !marked(first) || marked(first) && takes_over {
                return None;
            }
            if !marked(first)
                && !like
                && end < unit.end
                && !page.is_comma(end - 1)
                && !page.is_terminal(end)
                && is_introduction(page, unit.first)
            {
                return None;
            }
            let next = cue.run.end;
            if next < end
                && !frames.has(Frames::HEARER)
                && !marked(first)
                && page.is_word(next)
                && !opens_adjunct(page, next)
            {
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
        let closed = closed || page.has(stop, Classes::PREPOSITION.or(Classes::WH).or(Classes::SUBORDINATOR));
        let near = cue.run.first.saturating_sub(REACH).max(unit.first);
        let clause = clause
            && !page.is_subject_pronoun(subject.first)
            && page.is_comma(cue.run.first - 1)
            && has_verb(page, Run::new(near, cue.run.first));
        if !known && !(clause && closed && !frames.has(Frames::HEARER)) {
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

/// Whether an adverbial, not an object, follows a verb.
fn opens_adjunct(page: &Page<'_>, at: usize) -> bool {
    page.has(at, Classes::PREPOSITION.or(Classes::SUBORDINATOR).or(Classes::WEEKDAY).or(Classes::DEICTIC))
        && !page.is(at, "to")
        || page.is_adverb(at)
        || page.is_any(at, &["last", "this", "late", "early", "at", "when", "while"])
}

/// Whether the unit opens with an adverbial: "On Monday, …".
fn is_introduction(page: &Page<'_>, first: usize) -> bool {
    page.has(first, Classes::PREPOSITION.or(Classes::SUBORDINATOR))
        || page.is_any(first, &["asked", "speaking", "citing", "soon"])
}

/// Whether a word that is known as a verb stands in `run`.
fn has_verb(page: &Page<'_>, run: Run) -> bool {
    (run.first..run.end).any(|at| {
        page.has(at, Classes::MODAL.or(Classes::AUXILIARY)) || page.verb(at).is_some() || page.text(at).ends_with("ed")
    })
}

/// The end of a frame whose verb has no content of its own right after: past adjuncts and the comma that closes it.
fn frame_end(page: &Page<'_>, unit: Run, cue: Cue) -> Option<usize> {
    let mut at = cue.run.end;
    let limit = unit.end.min(at + REACH);
    while at < limit {
        if page.opens(at).is_some() {
            return Some(at);
        }
        if page.is_comma(at) {
            return Some(at + 1);
        }
        if page.is_terminal(at) || page.is_dash(at) || page.text(at) == ";" || page.is_colon(at) {
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
    run = trimmed(page, run);
    (page.words(run).0 > 0).then_some(run)
}

/// The run without marks at its end that belong to the sentence.
fn trimmed(page: &Page<'_>, mut run: Run) -> Run {
    while run.end > run.first
        && page.stretch(run.end - 1).is_none()
        && !page.is_word(run.end - 1)
        && !page.is_bracket(run.end - 1)
    {
        run.end -= 1;
    }
    while run.first < run.end
        && page.stretch(run.first).is_none()
        && !page.is_word(run.first)
        && !page.is_bracket(run.first)
    {
        run.first += 1;
    }
    run
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
                || page.has(start, Classes::WH.or(Classes::SUBORDINATOR)) && !page.is(start, "because")
                || page.has(start, Classes::DETERMINER) && left.is_some_and(|left| has_verb(page, left))
                || page.text(start).ends_with("ing"))
        {
            return None;
        }
    }
    let end = indirect::content_end(page, unit, start, limit, None, Extent::Clause);
    (end > start && page.words(Run::new(start, end)).0 > 0).then(|| Run::new(start, end))
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
                .then(|| governed(page, unit, Run::new(free, region.end), cue, speaker))
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

/// The content of a verb, with its source.
fn governed(page: &Page<'_>, unit: Run, region: Run, cue: Cue, speaker: Option<Run>) -> Option<Candidate> {
    let frames = cue.verb.frames;
    if let Some(relative) = relative(page, unit, region, cue) {
        return Some(relative);
    }
    let shared = || speaker.or_else(|| source::opening(page, Run::new(unit.first, cue.run.first)));
    let joined = cue.run.first > region.first && page.is_comma(cue.run.first - 1);
    let subject = if cue.voice == Voice::Gerund && joined {
        Subject::Shared
    } else {
        source::before(page, region.first, cue.run.first)
    };
    if let Some(agent) = agent(page, unit, region, cue) {
        return Some(agent);
    }
    let open = indirect::complement(page, unit, cue).filter(|open| open.start < region.end)?;
    let source = match (cue.voice, subject) {
        (Voice::Passive, Subject::Is(run)) if frames.has(Frames::INFINITIVE) && open.kind == Opening::Infinitive => {
            Some(run)
        }
        (Voice::Passive, _) => None,
        (Voice::Gerund, Subject::Is(run)) if !follows_with(page, region, run) => shared(),
        (Voice::Infinitive, _) => return None,
        (_, Subject::Is(run)) => Some(run),
        (_, Subject::Shared) => shared(),
        (_, Subject::None) => None,
    };
    if source.is_none() && cue.voice != Voice::Passive && cue.run.first != unit.first {
        return None;
    }
    if source.is_some_and(|source| source.len() == 1 && page.is_any(source.first, &["i", "we", "you"])) {
        return None;
    }
    let bare = matches!(open.kind, Opening::Object | Opening::Bare);
    if bare && frames.has(Frames::EVIDENCE) && !source.is_some_and(|source| is_evidence(page, source)) {
        return None;
    }
    let opens = cue.run.first == unit.first && matches!(cue.voice, Voice::Gerund | Voice::Passive);
    let extent = if opens { Extent::Subordinate } else { extent(page, unit, source, open.kind) };
    let end = indirect::content_end(page, unit, open.start, region.end, Some(cue), extent);
    let content = Run::new(open.start, end);
    if page.words(content).0 == 0 {
        return None;
    }
    let mut source = source;
    if opens && cue.voice == Voice::Gerund {
        source = source::after(page, end + 1, unit.end);
    }
    let mut pieces = vec![content];
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
    let reports = frames.has(Frames::ASIDE) && cue.voice == Voice::Finite && open.kind != Opening::Object;
    let group = Run::new(cue.run.first, open.cue_end.max(cue.run.end));
    Some(Candidate { rule, confidence, cue: Some(group), source, pieces, reports })
}

/// Whether the source is no person but what persons point to.
fn is_evidence(page: &Page<'_>, source: Run) -> bool {
    const NOUNS: &[&str] = &[
        "poll",
        "polls",
        "polling",
        "survey",
        "surveys",
        "study",
        "studies",
        "data",
        "figures",
        "records",
        "report",
        "reports",
        "research",
        "results",
        "numbers",
        "documents",
        "email",
        "emails",
        "e-mails",
        "analysis",
        "review",
        "filings",
        "statistics",
        "investigation",
        "audit",
        "tests",
        "evidence",
        "history",
    ];
    (source.first..source.end).any(|at| page.is_any(at, NOUNS))
}

/// "which the mayor called a mistake": the relative pronoun opens the content.
fn relative(page: &Page<'_>, unit: Run, region: Run, cue: Cue) -> Option<Candidate> {
    if cue.voice != Voice::Finite || !cue.verb.frames.has(Frames::CLAUSE.or(Frames::OBJECT).or(Frames::THAT)) {
        return None;
    }
    let Subject::Is(source) = source::before(page, region.first, cue.run.first) else { return None };
    let word = source.first.checked_sub(1).filter(|&word| word >= region.first)?;
    if word > region.first && page.has(word - 1, Classes::PREPOSITION) && !page.is(word, "what") {
        return None;
    }
    if !page.is_any(word, &["which", "whom", "what"]) || page.has(source.first, Classes::WH) {
        return None;
    }
    let mut pieces = vec![Run::new(word, source.first)];
    let mut group = cue.run;
    let stranded = |at: usize| {
        at + 1 < region.end
            && page.has(at, Classes::PREPOSITION)
            && (!page.is_word(at + 1) && page.opens(at + 1).is_none() || page.has(at + 1, Classes::CONJUNCTION))
    };
    if stranded(group.end) {
        group.end += 1;
    }
    let start = group.end;
    if start < region.end
        && (page.is_word(start) || page.opens(start).is_some())
        && !page.has(start, Classes::CONJUNCTION)
    {
        let end = indirect::content_end(page, unit, start, region.end, Some(cue), Extent::Subordinate);
        pieces.push(Run::new(start, end));
    }
    Some(Candidate {
        rule: "relative",
        confidence: 0.5,
        cue: Some(group),
        source: Some(source),
        pieces,
        reports: false,
    })
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
    Some(Candidate {
        rule: "passive-by",
        confidence: 0.5,
        cue: Some(cue.run),
        source: Some(source),
        pieces,
        reports: false,
    })
}

/// Whether a participle has a subject of its own: "with critics calling it late".
fn follows_with(page: &Page<'_>, region: Run, subject: Run) -> bool {
    subject.first == region.first || page.is_any(subject.first - 1, &["with", "of", "and", "as", "to"])
}

/// Whether `at` lies in a clause that introduces the unit: "While critics say so, …".
fn cue_in_introduction(page: &Page<'_>, unit: Run, at: usize) -> bool {
    let first = if page.has(unit.first, Classes::CONJUNCTION) { unit.first + 1 } else { unit.first };
    first < at
        && at - first < REACH
        && page.has(first, Classes::SUBORDINATOR)
        && (first..at).all(|at| !page.is_comma(at) && page.stretch(at).is_none())
}

/// How far the content of a verb goes on, given where its clause stands.
fn extent(page: &Page<'_>, unit: Run, source: Option<Run>, kind: Opening) -> Extent {
    if let Some(source) = source {
        if page.is_any(source.first, &["who", "which", "that"]) {
            return Extent::Subordinate;
        }
        if cue_in_introduction(page, unit, source.first) {
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
