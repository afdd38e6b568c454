//! Frames: how content, cue and source stand together in one unit.
//!
//! [`read`] finds the attributions of a unit in this order:
//!
//! 1. *Relays*: "according to". They may stand around another report and are read apart from the rest: both are then
//!    attributions.
//! 2. *Asides* ([`aside`]): frames beside their content. They cut the unit into what lies before, between and after
//!    them …
//! 3. … where verbs and nouns that *govern* their content are looked for ([`govern`], [`nominal`]), left to right,
//!    behind the end of the content found before: a report within a content is part of it.
//! 4. Quotations *after a colon* that no frame holds, and a quotation that *leads* the unit, if nothing else holds
//!    it.
//!
//! Each candidate has its spans settled and its probability told by the model ([`Scene::settle`]) before the next is
//! looked for, because where its content ends decides where the next may start. It is kept if the probability reaches
//! a threshold, which depends on what else speaks for it:
//!
//! | candidate | kept from |
//! |---|---|
//! | a quotation after a bare colon | 0.03 |
//! | with quotation marks in its content | 0.07 |
//! | a listed noun with a clause | 0.07 |
//! | beside its content | 0.10 |
//! | a listed verb with a clause or infinitive | 0.20 |
//! | a listed verb with a noun phrase | 0.28 |
//! | any other | 0.34 |
//!
//! The thresholds were set on the dev files of `PolNeAR`: the loss of a quotation in marks is worse than that of a
//! vague "supports the plan". What is *hollow* ("said on Monday", a name alone) is no content, whatever its
//! probability.

use super::aside::{self, Aside, LONGEST_FRAME};
use super::complement::Opening;
use super::cue::{self, Cue, Voice};
use super::judge::{Judge, Scene};
use super::lexicon::Words;
use super::page::{Ending, Page, Run};
use super::rule::Rule;
use super::source::Subject;
use super::{govern, leading, nominal, source};
use crate::lexicon::Classes;
use crate::lexicon::en::attribution;

/// Each report of a unit is held against each "according to": no more of these are read. No sentence has as many.
const MOST_RELAYS: usize = 8;

/// No candidate beside its content is kept whose confidence is lower.
const KEEP_ASIDE: f32 = 0.1;
/// No candidate after a bare colon is kept whose confidence is lower: the marks are there, and somebody said it.
const KEEP_COLON: f32 = 0.03;
/// No other is kept whose confidence is lower, with quotation marks in its content.
const KEEP_MARKED: f32 = 0.07;
/// And without marks, where a noun of which it is known reports a clause.
const KEEP_NOUN: f32 = 0.07;
/// And without marks, where a verb of which it is known reports a clause or an infinitive.
const KEEP_CLAUSE: f32 = 0.2;
/// And without marks, where it reports a noun phrase.
const KEEP_OBJECT: f32 = 0.28;
/// And without marks, for any other.
const KEEP_PLAIN: f32 = 0.34;

/// Words that stand in cues of the training data, and report nothing by themselves: "held talks", "discussed the
/// plan". The model alone would take them for verbs that do.
const NEVER: &Words = &Words::of(attribution::NEVER);

/// So many words are more than a name, or a time and place; fewer may be no content ([`is_hollow`]).
const HOLLOW_WORDS: usize = 5;

/// A candidate whose confidence is lower yields to a better one inside its content: "the plan to say that …".
const DOUBT: f32 = 0.3;

/// An attribution that a frame found. Runs are of tokens of the text.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// The frame that found it.
    pub(super) rule: Rule,
    /// What reports: a verb group, "according to", a colon or dash; none where nobody is said to say it.
    pub(super) cue: Option<Run>,
    /// Who speaks.
    pub(super) source: Option<Run>,
    /// Its content: runs in text order, apart from each other. Empty only while the content is still to come.
    pub(super) pieces: Vec<Run>,
    /// Whether a verb of saying governs a clause or quotation: the kind that others relay.
    pub(super) reports: bool,
    /// The word that reports: that of the cue, or the first token of cue or content where none does.
    pub(super) head: usize,
    /// How its verb stands to its subject; none where there is no verb.
    pub(super) voice: Option<Voice>,
    /// What its content opens with, where a verb governs it.
    pub(super) kind: Option<Opening>,
    /// How likely it is an attribution: the rule's share of right ones until the model has its say.
    pub(super) confidence: f32,
}

impl Candidate {
    /// What the word of `cue` reports, of which `group` is the whole cue.
    pub(super) fn of(rule: Rule, cue: Cue, group: Run, source: Option<Run>, pieces: Vec<Run>) -> Self {
        let (head, voice) = (cue.head, Some(cue.voice));
        Self { head, voice, ..Self::plain(rule, Some(group), source, pieces) }
    }

    /// Its cue, its source and the last piece of its content: what there is to settle.
    pub(super) fn spans(&self) -> [Option<Run>; 3] {
        [self.cue, self.source, self.pieces.last().copied()]
    }

    /// Whether quotation marks open in its content.
    pub(super) fn is_marked(&self, page: &Page<'_>) -> bool {
        self.pieces.iter().any(|&piece| page.marks_within(piece.first, piece.end))
    }

    /// The token after its content, and after its head: where the next candidate may start.
    fn end(&self) -> usize {
        self.pieces.last().map_or(0, |piece| piece.end).max(self.head + 1)
    }

    /// An attribution without a word that reports: its head is the first token of its cue or, without one, of its
    /// content.
    pub(super) fn plain(rule: Rule, cue: Option<Run>, source: Option<Run>, pieces: Vec<Run>) -> Self {
        let head = cue.or(pieces.first().copied()).map_or(0, |run| run.first);
        let confidence = rule.confidence();
        Self { rule, cue, source, pieces, reports: false, head, voice: None, kind: None, confidence }
    }
}

/// The attributions of one unit, in the order in which they were found, which is not that of the text.
///
/// "According to" may stand around another report ("the mayor said it fell, according to the Post"); then both are
/// attributions, and the frame of the relay is no part of the other's content. What stands inside a relayed content
/// and is no report by a verb of saying is dropped: the relay's source tells it.
///
/// A unit without marks and without a word that reports is left at once: most are.
pub(super) fn read(page: &Page<'_>, unit: Run, judge: &mut impl Judge) -> Vec<Candidate> {
    let marked = page.marks_within(unit.first, unit.end) || page.is(unit.first, word!("as"));
    let worded = if marked { aside::worded(page, unit) } else { None };
    let hooks: Vec<usize> = page.hooks(unit).collect();
    if !marked && hooks.is_empty() {
        return Vec::new();
    }
    let cues: Vec<Cue> = hooks.iter().filter_map(|&at| cue::cue(page, unit, at)).collect();
    let relays: Vec<Aside> =
        hooks.iter().filter_map(|&at| aside::according(page, unit, at)).take(MOST_RELAYS).collect();
    let mut asides: Vec<Aside> = worded.into_iter().collect();
    let mut listed = cues.iter().copied().peekable();
    for &at in &hooks {
        let cue = listed.next_if(|cue| cue.head == at);
        let known = || {
            (marked && page.may_report(at))
                .then(|| cue::known(page, unit, at, cue).and_then(|cue| aside::spoken(page, unit, cue, true)))
                .flatten()
        };
        asides.extend(cue.and_then(|cue| aside::spoken(page, unit, cue, false)).or_else(known));
    }
    asides.retain(|aside| !relays.iter().any(|relay| relay.frame.contains(aside.frame.first)));

    let mut relayed = Vec::new();
    beside(page, unit, &relays, &mut relayed, judge, |_, _, _| {});
    let mut found = Vec::new();
    beside(page, unit, &asides, &mut found, judge, |region, found, judge| {
        before(page, unit, Hooks { all: &hooks, cues: &cues }, region, found, judge);
    });
    if marked {
        after_colons(page, unit, &cues, &relayed, &mut found, judge);
        let leads = leading::read(page, unit, &cues).filter(|leads| !found.iter().any(|found| overlap(found, leads)));
        if let Some(mut candidate) = leads {
            Scene { page, unit, before: found.len() }.settle(unit, &mut candidate, None, judge);
            candidate.confidence = candidate.confidence.max(Rule::Unattributed.confidence());
            found.push(candidate);
        }
    }
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

/// Whether two contents have a token in common.
fn overlap(a: &Candidate, b: &Candidate) -> bool {
    a.pieces.iter().any(|a| b.pieces.iter().any(|b| a.first < b.end && b.first < a.end))
}

/// Whether what is left as content says nothing: "which", "here Tuesday", a name alone; or whether a noun phrase of a
/// reporting noun is nobody's.
///
/// Quotation marks are never hollow: somebody took the trouble to set them. Only the first [`HOLLOW_WORDS`] words are
/// looked at.
fn is_hollow(page: &Page<'_>, candidate: &Candidate) -> bool {
    let time = Classes::WEEKDAY.or(Classes::MONTH).or(Classes::DEICTIC).or(Classes::DAYPART);
    let empty = |at: usize| {
        page.has(at, Classes::WH.or(time))
            || page.is_subject_pronoun(at)
            || page.is_any(at, words!["here", "there", "that", "on", "late", "early", "last", "to"])
    };
    let tokens = || candidate.pieces.iter().flat_map(|piece| piece.first..piece.end).filter(|&at| page.is_word(at));
    if candidate
        .pieces
        .iter()
        .any(|piece| page.stretch(piece.first).is_some() || page.marks_within(piece.first, piece.end))
    {
        return false;
    }
    let names = tokens().take(HOLLOW_WORDS).all(|at| page.is_name(at)) && tokens().count() < HOLLOW_WORDS;
    let adverbial = candidate.kind == Some(Opening::Object)
        && candidate.pieces.iter().all(|&piece| page.is(piece.first, word!("here")) && !page.holds_clause(piece));
    let nobody = candidate.rule == Rule::NounObject && candidate.source.is_none();
    names || nobody || adverbial || tokens().take(HOLLOW_WORDS).all(empty)
}

/// "From the report: “…”": quotation marks after a colon that no frame accounts for.
///
/// Of more than two words, and not held by a candidate found before, of `found` or of the last of `relayed`. Who speaks
/// and what reports is told by the words before the colon, in this order:
///
/// - "Weber told the board (council): “…”": a listed verb, with no clause behind it, and its subject;
/// - "According to Weber: “…”";
/// - "From the report: “…”": the noun phrase there and the colon itself.
fn after_colons(
    page: &Page<'_>,
    unit: Run,
    cues: &[Cue],
    relayed: &[Candidate],
    found: &mut Vec<Candidate>,
    judge: &mut impl Judge,
) {
    for &quotation in page.stretches(Run::new(unit.first + 2, unit.end)) {
        let at = quotation.first;
        // A unit of one token has no room for a colon and what stands before it.
        if at < unit.first + 2 || !page.is_colon(at - 1) || page.words(quotation).0 <= 2 {
            continue;
        }
        let holds = |candidate: &Candidate| candidate.pieces.iter().any(|piece| piece.contains(at));
        if found.iter().rev().take(MOST_RELAYS).chain(relayed.iter().rev().take(MOST_RELAYS)).any(holds) {
            continue;
        }
        let content = vec![Run::new(at, quotation.end.min(unit.end))];
        let mut candidate = told_before(page, unit, at - 1, cues, &content).unwrap_or_else(|| {
            let source = source::phrase(page, unit.first, at - 1);
            let to = source.filter(|to| page.is(to.first, word!("to")) && to.first > unit.first && to.len() > 1);
            let (rule, cue, source) = match to {
                Some(to) if page.is(to.first - 1, word!("according")) => {
                    let cue = Run::new(to.first - 1, to.first + 1);
                    (Rule::AccordingTo, cue, Some(Run::new(to.first + 1, to.end)))
                }
                _ => (Rule::Label, Run::new(at - 1, at), source),
            };
            Candidate { reports: true, ..Candidate::plain(rule, Some(cue), source, content.clone()) }
        });
        Scene { page, unit, before: found.len() }.settle(unit, &mut candidate, None, judge);
        if candidate.confidence >= KEEP_COLON {
            found.push(candidate);
        }
    }
}

/// The report of the last listed verb before a colon, if its subject stands before it and no clause behind it.
fn told_before(page: &Page<'_>, unit: Run, colon: usize, cues: &[Cue], content: &[Run]) -> Option<Candidate> {
    /// So many words name who was told, and where.
    const ADDRESSEE: usize = 14;
    let cue = *cues[..cues.partition_point(|cue| cue.head < colon)].last().filter(|cue| cue.run.end <= colon)?;
    let between = Run::new(cue.run.end, colon);
    if cue.voice != Voice::Finite
        || between.len() > ADDRESSEE
        || (between.first..between.end).any(|at| page.is_finite(at))
    {
        return None;
    }
    match source::before(page, unit.first, cue.run.first) {
        Subject::Is(source) => Some(Candidate {
            reports: true,
            ..Candidate::of(Rule::Colon, cue, cue.run, Some(source), content.to_vec())
        }),
        _ => None,
    }
}

/// What of `piece` stands outside the frames of `relays`, trimmed; pieces without a word are left out.
fn around(page: &Page<'_>, piece: Run, relays: &[Aside]) -> Vec<Run> {
    let mut parts = Vec::new();
    let mut first = piece.first;
    for relay in relays.iter().filter(|relay| piece.contains(relay.frame.first)) {
        parts.push(Run::new(first, relay.frame.first));
        first = relay.frame.end;
    }
    parts.push(Run::new(first, piece.end.max(first)));
    parts.into_iter().map(|part| aside::trimmed(page, part)).filter(|part| page.has_words(*part)).collect()
}

/// Reads frames that stand beside their content, in order, and with `rest` what lies before, between and after.
///
/// What stands between two frames is the later one's, unless the earlier has nothing on its left: of "“It is shut,”
/// said Lopez, while “it is open,” said Silva" the second is Silva's; of "Said Lopez: “It is shut.”" the content
/// stands on the right. A frame without content is passed over, and so is one that starts inside what was taken.
fn beside<J: Judge>(
    page: &Page<'_>,
    unit: Run,
    asides: &[Aside],
    found: &mut Vec<Candidate>,
    judge: &mut J,
    rest: impl Fn(Run, &mut Vec<Candidate>, &mut J),
) {
    let mut free = unit.first;
    for (index, aside) in asides.iter().enumerate() {
        if aside.frame.first < free {
            continue;
        }
        let next =
            asides[index + 1..].iter().find(|next| next.frame.first >= aside.frame.end).map(|next| next.frame.first);
        let left = aside::left_content(page, Run::new(free, aside.frame.first));
        let mut pieces: Vec<Run> = left.into_iter().collect();
        let leads = |left: &Run, right: Option<Run>| aside::only_leads(page, *left, right);
        let mut end = aside.frame.end;
        if (next.is_none() || left.is_none())
            && let Some(right) = aside::right_content(page, unit, aside, left, next.unwrap_or(unit.end))
        {
            end = right.end;
            pieces.retain(|left| !leads(left, Some(right)));
            pieces.push(right);
        } else {
            pieces.retain(|left| !leads(left, None));
        }
        // "Acknowledging the loss, Lopez said: “…”": what only leads is free to report by itself.
        let held = left.filter(|left| !page.ends(left.first, Ending::Ing) || pieces.first() == Some(left));
        let between = Run::new(free, held.map_or(aside.frame.first, |left| left.first));
        if !pieces.is_empty() {
            let plain = Candidate::plain(aside.rule, Some(aside.cue), Some(aside.source), pieces);
            let mut candidate = Candidate { head: aside.head, voice: aside.voice, reports: true, ..plain };
            Scene { page, unit, before: found.len() }.settle(unit, &mut candidate, None, judge);
            if candidate.confidence >= KEEP_ASIDE && !is_hollow(page, &candidate) {
                rest(between, found, judge);
                free = candidate.source.map_or(end, |source| source.end.max(end));
                found.push(candidate);
            }
        }
    }
    rest(Run::new(free, unit.end), found, judge);
}

/// Whether a frame such as "Lopez said" opens the sentence `next`, for what stands in quotation marks before it.
///
/// It decides whether the two sentences are one unit: "“Why now?” Lopez asked." are, for the question mark ended no
/// sentence.
pub(super) fn answers(page: &Page<'_>, before: Run, next: Run) -> bool {
    let both = Run::new(before.first, next.end);
    // "Lopez asked: “Why?” The mayor said: “…”": the question has who asked it, the answer its own.
    let alone = page.words(before).1 == page.words(before).0;
    (next.first..next.end.min(next.first + LONGEST_FRAME))
        .filter_map(|at| cue::cue(page, both, at))
        .filter_map(|cue| aside::spoken(page, both, cue, false))
        .any(|aside| {
            let own = aside.frame.end + 1 < next.end && page.marks_within(aside.frame.end, next.end);
            aside.frame.first == next.first && (alone || !own)
        })
}

/// What the frames of a unit may hang on, and those of them that are verbs there, both in order.
#[derive(Clone, Copy)]
struct Hooks<'a> {
    /// Every token that may report, and "according".
    all: &'a [usize],
    /// The groups of those that are listed verbs here; the head of each is among `all`.
    cues: &'a [Cue],
}

/// Frames whose verb or noun governs its content, in `region`.
///
/// A candidate of little confidence waits until its content is read: it yields to a better one that stands inside.
fn before(
    page: &Page<'_>,
    unit: Run,
    hooks: Hooks<'_>,
    region: Run,
    found: &mut Vec<Candidate>,
    judge: &mut impl Judge,
) {
    let mut free = region.first;
    let voiced = |candidate: &Candidate| candidate.source.filter(|&source| !page.has(source.first, Classes::WH));
    let mut speaker = found.last().and_then(voiced);
    let mut waiting: Option<Candidate> = None;
    let Hooks { all, cues } = hooks;
    let mut cues = cues[cues.partition_point(|cue| cue.head < region.first)..].iter().copied().peekable();
    let hooks = &all[all.partition_point(|&at| at < region.first)..];
    for &at in hooks.iter().take_while(|&&at| at < region.end) {
        if let Some(doubtful) = waiting.take_if(|waiting| at >= waiting.end()) {
            (free, speaker) = (doubtful.end(), voiced(&doubtful).or(speaker));
            found.push(doubtful);
        }
        let cue = cues.next_if(|cue| cue.head == at);
        if at < free {
            continue;
        }
        let region = Run::new(free, region.end);
        let next = cues.peek().copied();
        let Some((mut candidate, listed)) = governing(page, unit, region, at, (cue, next), speaker) else { continue };
        Scene { page, unit, before: found.len() }.settle(region, &mut candidate, speaker, judge);
        let marked = candidate.is_marked(page);
        let least = least(candidate.rule, marked, listed);
        let yields =
            |waiting: &Candidate| candidate.confidence > waiting.confidence && (marked || !waiting.is_marked(page));
        if candidate.confidence < least || is_hollow(page, &candidate) || !waiting.as_ref().is_none_or(yields) {
            continue;
        }
        waiting = None;
        if candidate.confidence < DOUBT {
            waiting = Some(candidate);
            continue;
        }
        (free, speaker) = (candidate.end(), voiced(&candidate).or(speaker));
        found.push(candidate);
    }
    found.extend(waiting);
}

/// What the word at `at` governs in `region`, as a verb or as a noun, and whether the word list has it as such.
///
/// `cues` are the group that it heads, if it is a listed verb here, and the next one of the unit, to which it may
/// belong: "has been known to say". What is listed goes first, for it is right more often; what only the model knows
/// is read with every frame.
fn governing(
    page: &Page<'_>,
    unit: Run,
    region: Run,
    at: usize,
    cues: (Option<Cue>, Option<Cue>),
    speaker: Option<Run>,
) -> Option<(Candidate, bool)> {
    let (cue, next) = cues;
    let inside = |cue: &Cue| cue.run.first >= region.first;
    let listed = cue.filter(inside).and_then(|cue| govern::governed(page, unit, region, cue, speaker, false));
    if let Some(listed) = listed.or_else(|| nominal::read(page, unit, region, at, false)) {
        return Some((listed, true));
    }
    let belongs = || next.is_some_and(|next| next.run.contains(at));
    if cue.is_none() && (!page.may_report(at) || belongs() || page.is_any(at, NEVER)) {
        return None;
    }
    let known = cue::known(page, unit, at, cue).filter(inside);
    let known = known.and_then(|cue| govern::governed(page, unit, region, cue, speaker, true));
    known.or_else(|| nominal::read(page, unit, region, at, true)).map(|known| (known, false))
}

/// The least confidence with which a candidate that a word governs is kept: see the module.
const fn least(rule: Rule, marked: bool, listed: bool) -> f32 {
    match rule {
        _ if marked => KEEP_MARKED,
        _ if !listed => KEEP_PLAIN,
        Rule::NounClause => KEEP_NOUN,
        Rule::That | Rule::Infinitive | Rule::Clause | Rule::Question | Rule::GerundClause => KEEP_CLAUSE,
        Rule::Object => KEEP_OBJECT,
        _ => KEEP_PLAIN,
    }
}
