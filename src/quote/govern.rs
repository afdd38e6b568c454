//! Verbs that govern their content: "Lopez said that …".
//!
//! [`governed`] reads one verb group, in this order:
//!
//! 1. *Relative*: "which the mayor called a mistake" → the pronoun opens the content, and what follows the verb goes
//!    on with it.
//! 2. *Agent*: "the plan was praised by the mayor" → the subject is the content, who stands behind "by" the source.
//! 3. *Quoted*: "AFP quoted Lopez as saying that …" → who is quoted is the source.
//! 4. Else what the verb governs ([`complement`]), with the source that its voice tells ([`source_of`]), as far as it
//!    goes ([`extent`]).
//!
//! What looks like a report and is none is dropped on the way: names that are only given ("known as “Big Bang”"),
//! what is said aloud ("said a prayer"), what only seems ("appears to have held"), what a person merely shows ("he
//! showed the way", where "polls show the way" is one), and, of listed verbs, the writer's own "I" and "we". With
//! `loose` a word is read that only the model knows to report; there the model must tell, and fewer of these are
//! dropped.

use super::aside::LONGEST_FRAME;
use super::complement::{self, Complement, Opening};
use super::cue::{Cue, Voice};
use super::extent::{self, Extent};
use super::frame::Candidate;
use super::lexicon::Words;
use super::page::{Page, Run};
use super::rule::Rule;
use super::source::{self, Subject};
use crate::lexicon::Classes;
use crate::lexicon::en::attribution;
use crate::lexicon::en::report::Frames;

/// The content of a verb, with its source; none where it governs nothing in `region` or the pattern is no report.
///
/// `unit` is the sentence, `region` what of it is free yet: subjects and content are looked for there. `speaker` is
/// who spoke before in the unit, whose verb this may be ("Lopez said …, adding that …").
pub(super) fn governed(
    page: &Page<'_>,
    unit: Run,
    region: Run,
    cue: Cue,
    speaker: Option<Run>,
    loose: bool,
) -> Option<Candidate> {
    let joined = cue.run.first > region.first && page.is_comma(cue.run.first - 1);
    let subject = if cue.voice == Voice::Gerund && joined {
        Subject::Shared
    } else {
        source::before(page, region.first, cue.run.first)
    };
    if let Some(candidate) =
        relative(page, unit, region, cue, subject).or_else(|| agent(page, unit, region, cue, subject))
    {
        return Some(candidate);
    }
    if let Some(relayed) = as_saying(page, unit, region, cue, subject) {
        return Some(relayed);
    }
    let open = complement::complement(page, unit, cue).filter(|open| open.start < region.end)?;
    if is_said_aloud(page, open) || names(page, cue, open, subject) || cue.voice == Voice::Infinitive && !loose {
        return None;
    }
    let shared = || speaker.or_else(|| source::opening(page, Run::new(unit.first, cue.run.first)));
    let mut source = source_of(page, region, cue, open, subject, shared);
    if !loose && is_nobodys(page, unit, cue, source) || is_no_report(page, region, cue, open, source, loose) {
        return None;
    }
    let opens = opens_sentence(page, unit, cue);
    let extent = extent_here(page, unit, region, cue, open, source, opens);
    let end = extent::content_end(page, unit, open.start, region.end, Some(cue), extent);
    let content = Run::new(open.start, end);
    if !page.has_words(content) {
        return None;
    }
    if opens && cue.voice == Voice::Gerund {
        let after = if page.is_comma(end) { end + 1 } else { end };
        source = source::opening(page, Run::new(after, unit.end)).or(source);
    }
    let mut pieces = vec![content];
    if let Some(run) = source
        && raises(page, cue, run)
    {
        source = None;
        if !page.is_any(run.first, words!["it", "there", "who", "which", "that"]) && run.end <= cue.run.first {
            pieces.insert(0, run);
        }
    }
    let rule = rule_of(cue.voice, open.kind);
    let reports = cue.verb.frames.has(Frames::ASIDE) && cue.voice == Voice::Finite && open.kind != Opening::Object;
    let group = Run::new(cue.run.first, open.cue_end.max(cue.run.end));
    Some(Candidate { kind: Some(open.kind), reports, ..Candidate::of(rule, cue, group, source, pieces) })
}

/// Whether a participle opens the sentence: "Saying that …, Lopez left.", "After saying so, Lopez left.", "Asked to
/// leave, …". Its content then ends at a comma.
fn opens_sentence(page: &Page<'_>, unit: Run, cue: Cue) -> bool {
    match cue.voice {
        Voice::Gerund => cue.run.first == unit.first || cue.run.first == unit.first + 1 && leads(page, unit.first),
        Voice::Passive => cue.run.first == unit.first,
        _ => false,
    }
}

/// Whether a bare content is what is said aloud and tells nothing: "said hello", "said a prayer".
fn is_said_aloud(page: &Page<'_>, open: Complement) -> bool {
    const ALOUD: &Words = &Words::of(attribution::ALOUD);
    open.kind == Opening::Bare && (open.start..open.start + 2).any(|at| page.is_any(at, ALOUD))
}

/// Who speaks, as far as the voice of the verb tells; `shared` is whose another verb of the sentence is.
///
/// - "Lopez said that" → her subject. "…, adding that" and "asked to say" → the shared one.
/// - "with critics calling it late" → critics: a gerund with a subject of its own.
/// - "Lopez was expected to leave" → Lopez, for now: see [`raises`]. "it was said that" → nobody.
fn source_of(
    page: &Page<'_>,
    region: Run,
    cue: Cue,
    open: Complement,
    subject: Subject,
    shared: impl Fn() -> Option<Run>,
) -> Option<Run> {
    match (cue.voice, subject) {
        (Voice::Passive, Subject::Is(run)) => {
            let infinitive = cue.verb.frames.has(Frames::INFINITIVE) && open.kind == Opening::Infinitive;
            infinitive.then_some(run)
        }
        (Voice::Passive, _) => None,
        (Voice::Gerund, Subject::Is(run)) if !follows_with(page, region, run) => shared(),
        (Voice::Infinitive, _) | (_, Subject::Shared) => shared(),
        (_, Subject::Is(run)) => Some(run),
        (_, Subject::None) => None,
    }
}

/// Whether a listed verb has nobody whose report it could be: no source but of a passive or at the start of the unit,
/// or the writer and the reader themselves ("I think", "we know").
fn is_nobodys(page: &Page<'_>, unit: Run, cue: Cue, source: Option<Run>) -> bool {
    let writer = |source: Run| source.len() == 1 && page.is_any(source.first, words!["i", "we", "you"]);
    source.map_or(cue.voice != Voice::Passive && cue.run.first != unit.first, writer)
}

/// Whether what the verb governs reports nothing: "the dam appears to have held" is nobody's word without quotation
/// marks, and of "show" and the like a noun phrase tells something only where evidence does, or, if `loose`, no
/// person.
fn is_no_report(page: &Page<'_>, region: Run, cue: Cue, open: Complement, source: Option<Run>, loose: bool) -> bool {
    let frames = cue.verb.frames;
    let seems = frames.has(Frames::RAISING) && cue.voice == Voice::Finite;
    let bare = matches!(open.kind, Opening::Object | Opening::Bare);
    let shows = |source: Run| if loose { !is_person(page, source) } else { is_evidence(page, source) };
    seems && !page.marks_within(open.start, region.end)
        || bare && frames.has(Frames::EVIDENCE) && !source.is_some_and(shows)
}

/// Whether the subject belongs to the content and not to the verb: of "seems" and of a passive ("the dam is expected
/// | to hold"), and "it is clear that".
fn raises(page: &Page<'_>, cue: Cue, subject: Run) -> bool {
    let frames = cue.verb.frames;
    frames.has(Frames::RAISING)
        || cue.voice == Voice::Passive
        || page.is_any(subject.first, words!["it", "there"]) && frames.has(Frames::ADJECTIVE)
}

/// How far the content that `open` opens may go; `opens`, if its verb opens the sentence ("Saying that …, Lopez
/// left").
///
/// A noun phrase that turns out to be a clause goes on as one: "Files show its owner is Pavel Duda, a baker" has a
/// clause before the apposition of the name.
fn extent_here(
    page: &Page<'_>,
    unit: Run,
    region: Run,
    cue: Cue,
    open: Complement,
    source: Option<Run>,
    opens: bool,
) -> Extent {
    let introduces = cue.voice == Voice::Gerund && cue_in_introduction(page, unit, cue.head, true);
    let extent = if opens || introduces { Extent::Subordinate } else { extent_of(page, unit, source, open.kind) };
    // "Files show its owner is Pavel Duda, a baker": a clause after all.
    let clause = || {
        let comma = (open.start..region.end.min(open.start + LONGEST_FRAME)).find(|&at| page.is_comma(at));
        comma.is_some_and(|comma| {
            page.is_any(comma + 1, words!["a", "an"])
                && page.is_name(comma - 1)
                && page.holds_clause(Run::new(open.start, comma))
        })
    };
    let object = extent == Extent::Phrase && open.kind == Opening::Object && cue.verb.frames.has(Frames::THAT);
    if object && clause() { Extent::Clause } else { extent }
}

/// The rule of a verb that stands so, with a content that opens so: voice goes before opening, for it tells more of
/// how often it is right.
const fn rule_of(voice: Voice, kind: Opening) -> Rule {
    match (voice, kind) {
        (Voice::Gerund, Opening::Object) => Rule::GerundObject,
        (Voice::Gerund, _) => Rule::GerundClause,
        (Voice::Passive, _) => Rule::Passive,
        (_, Opening::That) => Rule::That,
        (_, Opening::Marks) => Rule::Marks,
        (_, Opening::Question) => Rule::Question,
        (_, Opening::Infinitive) => Rule::Infinitive,
        (_, Opening::Bare) => Rule::Clause,
        (_, Opening::Object) => Rule::Object,
        (_, Opening::Colon) => Rule::Colon,
    }
}

/// Whether the verb only gives a name: "a plan known as “Big Bang”", "the film, titled “Night Train,”", "they called
/// it “The Ladder.”"
///
/// A quotation in title case within eight tokens is a name. Another is one behind a participle, if the verb does
/// nothing but name or the marks follow it right away; "Lopez called it “a mess”" is a report. Without marks, "known
/// as" is a name and so is a capital behind a participle.
fn names(page: &Page<'_>, cue: Cue, open: Complement, subject: Subject) -> bool {
    /// Participles that hardly do anything but name.
    const ONLY: &Words = &Words::of(attribution::NAMING);
    /// Verbs that name, and judge as often: "called it a mistake".
    const CALL: &Words = &Words::of(attribution::CALLING);
    let always = page.is_any(cue.head, ONLY);
    if !always && !page.is_any(cue.head, CALL) {
        return false;
    }
    let marks = (open.start..open.start + 8).find_map(|at| page.opens(at));
    // "the film, called “Night Train”": what is called stands before.
    let described = match subject {
        Subject::Is(run) => {
            let last = run.end - 1;
            !page.is_name(last)
                && !page.is_subject_pronoun(last)
                && !page.has(last, Classes::WH.or(Classes::ROLE).or(Classes::ROLE_PLURAL))
                && run.end == cue.run.first
                && page.has(run.first, Classes::DETERMINER)
        }
        Subject::Shared | Subject::None => false,
    };
    let participle = cue.voice == Voice::Passive || page.is_comma(cue.run.first.wrapping_sub(1)) || described;
    let Some(marks) = marks else {
        let name = participle && page.is_name(open.start);
        return name || always && page.is(cue.head + 1, word!("as"));
    };
    page.is_title(marks) || participle && (marks.first <= cue.head + 2 || always)
}

/// "AFP quoted Lopez as saying that …" and "Lopez was quoted as saying that …": who is quoted speaks, and "as saying"
/// belongs to the cue.
fn as_saying(page: &Page<'_>, unit: Run, region: Run, cue: Cue, subject: Subject) -> Option<Candidate> {
    let (source, cue) = quoted(page, unit, cue, subject)?;
    let open = complement::complement(page, unit, cue).filter(|open| open.start < region.end)?;
    let extent = extent_of(page, unit, Some(source), open.kind);
    let end = extent::content_end(page, unit, open.start, region.end, Some(cue), extent);
    let content = Run::new(open.start, end);
    let group = Run::new(cue.run.first, open.cue_end.max(cue.run.end));
    let plain = Candidate::of(Rule::AsSaying, cue, group, Some(source), vec![content]);
    page.has_words(content).then_some(Candidate { kind: Some(open.kind), reports: true, ..plain })
}

/// Whom "quoted … as saying" quotes, and "saying" as the cue; of a passive, with what stands before it.
///
/// - "AFP quoted Lopez as saying" → Lopez, "as saying".
/// - "Lopez was quoted as saying" → Lopez, "was quoted as saying".
/// - "quoted him as saying" → him. "quoted Lopez" → none.
pub(super) fn quoted(page: &Page<'_>, unit: Run, cue: Cue, subject: Subject) -> Option<(Run, Cue)> {
    /// Verbs whose object is who speaks, before "as saying".
    const QUOTE: &Words = &Words::of(attribution::QUOTING);
    if !page.is_any(cue.head, QUOTE) {
        return None;
    }
    let saying = |at: usize| {
        page.is(at, word!("as")) && page.is_any(at + 1, words!["saying", "telling", "writing", "stating", "adding"])
    };
    let passive = cue.voice == Voice::Passive || saying(cue.run.end);
    let (source, at) = if passive {
        let Subject::Is(subject) = subject else { return None };
        let near = cue.run.end..unit.end.min(cue.run.end + LONGEST_FRAME);
        (subject, near.take_while(|&at| !page.is_terminal(at) && !page.is_comma(at)).find(|&at| saying(at))?)
    } else {
        let source = if page.is_any(cue.run.end, words!["him", "her", "them"]) && saying(cue.run.end + 1) {
            Run::new(cue.run.end, cue.run.end + 1)
        } else {
            source::after(page, cue.run.end, unit.end)?
        };
        let comma = usize::from(page.is_comma(source.end));
        (source, Some(source.end + comma).filter(|&at| saying(at))?)
    };
    let verb = page.verb(at + 1)?;
    let first = if passive && at == cue.run.end { cue.run.first } else { at };
    Some((source, Cue { run: Run::new(first, at + 2), head: at + 1, verb, voice: Voice::Gerund }))
}

/// Whether a participle clause may follow the word at the start of a sentence: "After saying so, …".
fn leads(page: &Page<'_>, at: usize) -> bool {
    page.is_any(at, words!["after", "before", "by", "despite", "in", "since", "when", "while", "without"])
}

/// Nouns for what shows something: whoever "shows" or "finds" with one of these for a subject tells what is so.
const EVIDENCE: &Words = &Words::of(attribution::EVIDENCE);

/// Whether the head of the source is a poll, report or document: what shows something, not what somebody says.
///
/// The head is the last word before a comma, preposition or relative: "a report by the mayor" → report; "the report's
/// author" → author.
pub(super) fn is_document(page: &Page<'_>, source: Run) -> bool {
    /// Documents proper: fewer than what is evidence, because a "history" or "statement" is somebody's words.
    const DOCUMENTS: &Words = &Words::of(attribution::DOCUMENTS);
    let stops = |&at: &usize| {
        at > source.first
            && (page.is_comma(at) || page.has(at, Classes::PREPOSITION.or(Classes::WH)) || !page.is_word(at))
    };
    let end = (source.first..source.end).find(stops).unwrap_or(source.end);
    page.is_any(end - 1, DOCUMENTS)
}

/// Whether the source is no person but what persons point to: any of its words is evidence ("tax records that Lopez
/// released").
fn is_evidence(page: &Page<'_>, source: Run) -> bool {
    (source.first..source.end).any(|at| page.is_any(at, EVIDENCE))
}

/// Whether a name, a pronoun or a noun of a person is the source's last word.
fn is_person(page: &Page<'_>, source: Run) -> bool {
    let last = source.end - 1;
    page.is_name(last)
        || page.has(last, Classes::HE_PRONOUN.or(Classes::SHE_PRONOUN).or(Classes::ROLE).or(Classes::ROLE_PLURAL))
}

/// "which the mayor called a mistake": the relative pronoun opens the content, and is its first piece.
///
/// The pronoun must stand right before the subject and be the verb's object, not hang on a preposition ("in which the
/// mayor said …" is none; "of what he called …" is). A preposition that is left behind the verb belongs to the cue:
/// "which he spoke of".
fn relative(page: &Page<'_>, unit: Run, region: Run, cue: Cue, subject: Subject) -> Option<Candidate> {
    if cue.voice != Voice::Finite || !cue.verb.frames.has(Frames::CLAUSE.or(Frames::OBJECT).or(Frames::THAT)) {
        return None;
    }
    let Subject::Is(source) = subject else { return None };
    let word = source.first.checked_sub(1).filter(|&word| word >= region.first)?;
    if word > region.first && page.has(word - 1, Classes::PREPOSITION) && !page.is(word, word!("what")) {
        return None;
    }
    if !page.is_any(word, words!["which", "whom", "what"]) || page.has(source.first, Classes::WH) {
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
        let end = extent::content_end(page, unit, start, region.end, Some(cue), Extent::Subordinate);
        pieces.push(Run::new(start, end));
    }
    Some(Candidate::of(Rule::Relative, cue, group, Some(source), pieces))
}

/// "was praised by the mayor": the subject is the content. None where "by" tells a time ("by Monday") or there is no
/// subject.
fn agent(page: &Page<'_>, unit: Run, region: Run, cue: Cue, subject: Subject) -> Option<Candidate> {
    let at = cue.run.end;
    if cue.voice != Voice::Passive || at + 1 >= unit.end || !page.is(at, word!("by")) {
        return None;
    }
    let time = Classes::DAYPART.or(Classes::UNIT).or(Classes::MONTH).or(Classes::WEEKDAY).or(Classes::NUMBER);
    let source = source::after(page, at + 1, region.end)?;
    if (source.first..source.end).any(|at| page.has(at, time)) {
        return None;
    }
    let Subject::Is(subject) = subject else { return None };
    Some(Candidate::of(Rule::PassiveBy, cue, cue.run, Some(source), vec![subject]))
}

/// Whether a participle has a subject of its own: "with critics calling it late"; also at the start of what is free.
fn follows_with(page: &Page<'_>, region: Run, subject: Run) -> bool {
    subject.first == region.first || page.is_any(subject.first - 1, words!["with", "of", "and", "as", "to"])
}

/// Whether `at` lies in a clause that introduces the unit: "While critics say so, …". No comma and no quotation mark
/// stands between; of a `gerund` a preposition introduces as well: "By saying so, …".
fn cue_in_introduction(page: &Page<'_>, unit: Run, at: usize, gerund: bool) -> bool {
    let first = if page.has(unit.first, Classes::CONJUNCTION) { unit.first + 1 } else { unit.first };
    first < at
        && at - first < LONGEST_FRAME
        && (page.has(first, Classes::SUBORDINATOR) || gerund && page.has(first, Classes::PREPOSITION))
        && (first..at).all(|at| !page.is_comma(at) && page.stretch(at).is_none())
}

/// How far the content of a verb goes on, given where its clause stands: to the first comma in a relative clause, in
/// an introduction and behind a subordinator that opens the unit; else as a phrase or a clause, by what it opens
/// with.
fn extent_of(page: &Page<'_>, unit: Run, source: Option<Run>, kind: Opening) -> Extent {
    if let Some(source) = source {
        if page.is_any(source.first, words!["who", "which", "that"]) {
            return Extent::Subordinate;
        }
        if cue_in_introduction(page, unit, source.first, false) {
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
