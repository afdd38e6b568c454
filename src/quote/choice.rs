//! Choices: where a cue and a content end, and where a source starts and ends, of the places where it may.
//!
//! The rules propose one place each; here the others are listed that the model may prefer ([`super::judge`]). A place
//! is the number of a token: the first of a source, or the one behind the end of a run. The place of the rules is
//! among them, and what the model sees of a place says whether it is that one.
//!
//! | what | where it may be | example, places marked |
//! |---|---|---|
//! | end of a cue | before prepositions, marks, the content | said ‖ in a statement ‖ that … |
//! | end of a content | before marks, conjunctions, prepositions, days | it fell ‖ on Monday ‖ , ‖ the mayor said |
//! | start of a source | at determiners, names, behind marks and bindings | ‖ a spokesman for ‖ the mayor said |
//! | end of a source | before marks, bindings, verbs | ‖ Lopez ‖ , the mayor ‖ , said |
//!
//! The model takes the first of the best, so the order in which places were found is part of the result. Each list is
//! bounded ([`MOST_PLACES`]), and so is how far it looks: a candidate costs no more than a constant.

use super::extent;
use super::frame::Candidate;
use super::page::{Ending, Page, Run};
use crate::lexicon::Classes;

/// No more places are held against each other: the walks stop there, and two more may be added that the rules name.
const MOST_PLACES: usize = 24;
/// No content is longer, counted in tokens, unless the rules say so: the limit is then the rules' own end.
const LONGEST_CONTENT: usize = 80;
/// No cue reaches farther into what the rules take for content; nor, twice that, away from its verb.
const FARTHEST_CUE_END: usize = 8;
/// No source starts farther from its cue, and none has more tokens.
const FARTHEST_SOURCE: usize = 45;

/// Words before which a content may end, or a source: what starts a new phrase, and the days and deictics that tell
/// when it was said. "of" is the exception, since it goes on what stands before it.
const PARTING: Classes = Classes::CONJUNCTION
    .or(Classes::WH)
    .or(Classes::SUBORDINATOR)
    .or(Classes::PREPOSITION)
    .or(Classes::WEEKDAY)
    .or(Classes::DEICTIC);

/// A place to choose: a token, and what of the candidate lies before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// The token, or [`NOWHERE`].
    pub(super) at: usize,
    /// What the walk from the candidate's fixed side passed on its way here.
    pub(super) passed: Passed,
}

/// The places of a choice, in the order in which they were found. One value serves all choices of a candidate.
#[derive(Debug)]
pub(super) struct Places(pub(super) Vec<Place>);

impl Default for Places {
    fn default() -> Self {
        Self(Vec::with_capacity(MOST_PLACES + 2))
    }
}

impl Places {
    /// Forgets all places and keeps the room.
    fn clear(&mut self) {
        self.0.clear();
    }

    /// Adds a place.
    fn push(&mut self, at: usize, passed: Passed) {
        self.0.push(Place { at, passed });
    }

    /// Whether `at` is among them.
    fn hold(&self, at: usize) -> bool {
        self.0.iter().any(|place| place.at == at)
    }

    /// Whether the last place lies before `at`, or there is none.
    fn end_before(&self, at: usize) -> bool {
        self.0.last().is_none_or(|last| last.at < at)
    }
}

/// Puts in `places` where the cue of `candidate` may end: it may take in its manner, "said in a statement", and its
/// noun.
///
/// From behind the verb to [`FARTHEST_CUE_END`] tokens into the content, but not over all of it; where the rules' end
/// is passed, a mark or quotation ends the search. None for a candidate without a verb, or with its source behind the
/// cue: there the source says where the cue ends.
pub(super) fn cue_ends(page: &Page<'_>, unit: Run, candidate: &Candidate, places: &mut Places) {
    places.clear();
    let Some(cue) = candidate.cue else { return };
    if candidate.voice.is_none() || candidate.source.is_some_and(|source| source.first >= cue.end) {
        return;
    }
    let content = content_after(candidate, cue);
    let limit = match content {
        Some(piece) => (piece.first + FARTHEST_CUE_END).min(piece.end.saturating_sub(1)).max(piece.first),
        None => unit.end,
    };
    for at in candidate.head + 1..=limit.min(candidate.head + 2 * FARTHEST_CUE_END) {
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

/// The last piece of `candidate` if it stands after its cue: the one whose end is open. What stands before a cue ends
/// at it.
pub(super) fn content_after(candidate: &Candidate, cue: Run) -> Option<Run> {
    candidate.pieces.last().copied().filter(|piece| piece.first >= cue.end)
}

/// Where a content `piece` must have ended, whatever the model says: the first of the end of the free text
/// (`region`), [`LONGEST_CONTENT`] tokens (a quotation that reaches over them is taken whole), the next semicolon
/// outside quotation marks, a source that follows, and the end of a relative clause ([`after_relative`]).
pub(super) fn content_limit(page: &Page<'_>, region: Run, candidate: &Candidate, piece: Run) -> usize {
    let limit = region.end.min(piece.first + LONGEST_CONTENT);
    let limit = page.stretch(limit - 1).map_or(limit, |stretch| region.end.min(stretch.end));
    // What follows a semicolon is another statement, mostly somebody else's.
    let semicolon = |at: &usize| page.is(*at, word!(";")) && page.stretch(*at).is_none();
    let limit = (piece.end..limit).find(semicolon).unwrap_or(limit);
    let limit =
        candidate.source.filter(|source| source.first > piece.first).map_or(limit, |source| limit.min(source.first));
    after_relative(page, candidate, piece, limit).unwrap_or(limit)
}

/// Where the clause ends that a comma and "who" or "which" open: "Lopez, who said the loan was safe, left" → the
/// comma before "left".
///
/// That is the first comma with a verb behind it and a whole clause before it; none where the source is no relative
/// pronoun.
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
///
/// A quotation counts as one step. The last place is the last word or quotation before `limit`, so that the whole
/// sentence can be chosen; the rules' own end is added where the walk did not meet it.
pub(super) fn content_ends(page: &Page<'_>, piece: Run, limit: usize, places: &mut Places) {
    places.clear();
    let mut state = Passed::default();
    let mut at = piece.first;
    while at < limit && places.0.len() < MOST_PLACES {
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

/// What stands before a place, counted on the way to it. The features cap each count, so that "many" is one value.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Passed {
    /// Commas outside quotation marks.
    pub(super) commas: usize,
    /// Words that may be verbs: modals, auxiliaries, reporting verbs, words in "-ed".
    pub(super) verbs: usize,
    /// Stretches in quotation marks.
    pub(super) marks: usize,
}

impl Passed {
    /// Counts one step of the walk: a whole quotation, or the token that `run` starts with.
    fn pass(&mut self, page: &Page<'_>, run: Run) {
        if page.stretch(run.first).is_some() {
            self.marks += 1;
        } else {
            self.commas += usize::from(page.is_comma(run.first));
            self.verbs += usize::from(is_verb(page, run.first));
        }
    }
}

/// Whether the token may be a verb, by the cheapest signs.
fn is_verb(page: &Page<'_>, at: usize) -> bool {
    page.has(at, Classes::MODAL.or(Classes::AUXILIARY)) || page.is_verb(at) || page.ends(at, Ending::Ed)
}

/// Whether a content may end before the token: behind closing marks; before a mark that is no apostrophe; before a
/// word of [`PARTING`] that is not "of"; before a participle that reports ("…, adding"). Not within quotation marks.
fn may_end(page: &Page<'_>, at: usize) -> bool {
    page.closes(at - 1).is_some()
        || page.stretch(at).is_none_or(|stretch| stretch.first == at)
            && (!page.is_word(at) && !page.is(at, word!("'")) && !page.is(at, word!("’"))
                || page.has(at, PARTING) && !page.is(at, word!("of"))
                || page.may_report(at) && page.ends(at, Ending::Ing))
}

/// Puts in `places` where the source of `candidate` may start, and then [`NOWHERE`]: that it has none.
///
/// The walk goes leftwards from the cue, so places come nearest first. `speaker`, who spoke before in the unit, is
/// among them: in "Lopez left, saying …" the source stands where the walk may not reach. None for a source behind its
/// cue, which starts where its verb ends.
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
    let floor = unit.first.max(cue.first.saturating_sub(FARTHEST_SOURCE));
    let mut state = Passed::default();
    let mut at = cue.first;
    while at > floor && places.0.len() + 2 < MOST_PLACES {
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

/// No source at all: the place that says so, which is no token.
pub(crate) const NOWHERE: usize = usize::MAX;

/// Whether a source may start with the token: where a noun phrase can. It is a word that binds nothing, at the start
/// of the unit, behind a mark, behind a binding word, verb or participle; or it is itself a determiner, pronoun,
/// relative or the first of a row of capitals.
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

/// Puts in `places` where the source that starts at `first` may end: before the cue or, for one behind it, before the
/// content.
///
/// A relative pronoun ends right away. The walk stops at a comma before a relative clause or an adverbial, because
/// what these tell is incidental: "Lopez ‖ , who was mayor until May, said". Brackets and quotations are passed as
/// one.
pub(super) fn source_ends(page: &Page<'_>, unit: Run, candidate: &Candidate, first: usize, places: &mut Places) {
    places.clear();
    let Some(cue) = candidate.cue else { return };
    let before = first < cue.first;
    // A source that starts far away is no longer for it: the text of a row is bounded.
    let limit = if before { cue.first } else { unit.end }.min(first + FARTHEST_SOURCE);
    let limit = candidate.pieces.iter().map(|piece| piece.first).filter(|&next| next > first).fold(limit, usize::min);
    let rule = candidate.source.map(|source| source.end);
    if first + 1 < limit && page.is_any(first, words!["who", "which", "that"]) {
        places.push(first + 1, Passed::default());
        return;
    }
    let mut state = Passed::default();
    let mut at = first;
    while at < limit && places.0.len() + 2 < MOST_PLACES {
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
        let closes = (page.is(at, word!("(")))
            .then(|| (at..limit.min(at + FARTHEST_CUE_END)).find(|&close| page.is(close, word!(")"))));
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

/// Whether a source may end before the token: a mark that joins nothing, a verb or adverb, a possessive, a word that
/// parts or binds.
fn may_end_source(page: &Page<'_>, at: usize) -> bool {
    !page.is_word(at) && !page.is_any(at, words!["'", "’", "&", "-"])
        || page.has(at, PARTING.or(Classes::AUXILIARY).or(Classes::MODAL).or(Classes::NEGATION))
            && !page.is(at, word!("of"))
        || page.is_verb(at)
        || page.is_adverb(at)
        || page.is_any(at, words!["'s", "’s"])
}
