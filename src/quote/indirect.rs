//! Contents: where what a verb reports starts and ends.

use super::cue::{Cue, Voice};
use super::page::{Page, Run};
use super::verbs::{Frames, Inflection};
use super::{cue, source};
use crate::gazetteer::classes::Classes;

/// Between a verb and a content that "that", a mark or a pronoun opens, no more tokens are passed.
const ADJUNCT: usize = 16;

/// Verbs that always name their hearer.
const TELL: &[&str] = &["tell", "tells", "told", "telling"];

/// Where the content of a verb starts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Complement {
    pub(super) start: usize,
    /// The end of the cue, which takes in a link such as "for" and a colon.
    pub(super) cue_end: usize,
    pub(super) kind: Opening,
}

/// What a content opens with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    /// "that"
    That,
    /// Quotation marks.
    Marks,
    /// A question word.
    Question,
    /// "to" and a verb.
    Infinitive,
    /// A clause without "that".
    Bare,
    /// A noun phrase.
    Object,
    /// A colon.
    Colon,
}

/// The content that follows `cue` in `unit`.
pub(super) fn complement(page: &Page<'_>, unit: Run, cue: Cue) -> Option<Complement> {
    let frames = cue.verb.frames;
    let mut at = past_parenthesis(page, cue.run.end);
    let found = |start, cue_end, kind| Some(Complement { start, cue_end, kind });
    if at >= unit.end {
        return None;
    }
    if frames.has(Frames::HEARER) && !opens_content(page, unit, at) {
        match hearer(page, unit, at) {
            Some(end) if end >= unit.end => return None,
            Some(end)
                if !frames.has(Frames::CLAUSE) || page.is_any(cue.head, TELL) || opens_content(page, unit, end) =>
            {
                at = end
            }
            None if !frames.has(Frames::CLAUSE) && cue.voice != Voice::Passive => return None,
            _ => {}
        }
    }
    if let Some(mark) = marks(page, unit, at) {
        return found(
            mark,
            if page.is_colon(at) { at + 1 } else { cue.run.end },
            if page.is_colon(at) { Opening::Colon } else { Opening::Marks },
        );
    }
    if page.is_colon(at) && at + 1 < unit.end && frames.has(Frames::CLAUSE.or(Frames::MARKS)) {
        return found(at + 1, at + 1, Opening::Colon);
    }
    if page.is(at, "that") && frames.has(Frames::THAT) && at + 1 < unit.end {
        return found(at, cue.run.end, Opening::That);
    }
    if frames.has(Frames::QUESTION)
        && page.is_any(at, &["whether", "if", "how", "why", "what", "who", "where", "when", "which"])
        && !(page.is(at, "when") || page.is(at, "who") || page.is(at, "which") || page.is(at, "where"))
    {
        return found(at, cue.run.end, Opening::Question);
    }
    if page.is(at, "to")
        && frames.has(Frames::INFINITIVE.or(Frames::RAISING))
        && at + 1 < unit.end
        && page.is_word(at + 1)
    {
        return found(at, cue.run.end, Opening::Infinitive);
    }
    if let Some(link) = Frames::linked_by(page.text(at))
        && frames.has(link)
        && at + 1 < unit.end
        && (page.is_word(at + 1) || page.opens(at + 1).is_some())
    {
        return found(at + 1, at + 1, Opening::Object);
    }
    if frames.has(Frames::CLAUSE.or(Frames::HEARER)) && cue.voice != Voice::Passive {
        return clause(page, unit, at, cue);
    }
    (frames.has(Frames::OBJECT) && cue.voice != Voice::Passive && starts_phrase(page, at)).then_some(Complement {
        start: at,
        cue_end: cue.run.end,
        kind: Opening::Object,
    })
}

/// The token after ", however," where that stands at `at`.
fn past_parenthesis(page: &Page<'_>, at: usize) -> usize {
    const WORDS: &[&str] = &["however", "though", "too", "meanwhile", "instead", "also", "then"];
    let parenthesis = page.is_comma(at) && page.is_any(at + 1, WORDS) && page.is_comma(at + 2);
    if parenthesis { at + 3 } else { at }
}

fn opens_content(page: &Page<'_>, unit: Run, at: usize) -> bool {
    marks(page, unit, at).is_some()
        || page.is_colon(at)
        || page.is_any(at, &["that", "to", "whether", "if", "how", "why", "of", "about", "against"])
}

/// The opening mark that follows directly, or over a comma or colon.
fn marks(page: &Page<'_>, unit: Run, at: usize) -> Option<usize> {
    if page.opens(at).is_some() {
        return Some(at);
    }
    let next = at + 1;
    ((page.is_comma(at) || page.is_colon(at)) && next < unit.end && page.opens(next).is_some()).then_some(next)
}

/// The end of the hearer that starts at `at`.
fn hearer(page: &Page<'_>, unit: Run, at: usize) -> Option<usize> {
    if page.is_any(at, &["me", "us", "him", "her", "them", "you", "himself", "herself", "themselves"]) {
        return Some(at + 1);
    }
    let limit = unit.end.min(at + ADJUNCT);
    if page.is_name(at) {
        let mut end = at;
        while end < limit
            && (page.is_name(end) && !page.has(end, Classes::WEEKDAY)
                || matches!(page.text(end), "'s" | "’s" | "&" | "." | "of"))
        {
            end += 1;
        }
        while end < limit && page.token(end).has(Classes::ROLE) && !page.token(end).is_capitalised() {
            end += 1;
        }
        if end < limit && page.is(end, "and") {
            if let Some(more) = hearer(page, unit, end + 1) {
                end = more;
            }
        }
        return (end > at).then_some(end);
    }
    if page.is_any(at, &["the", "a", "an", "this", "his", "her", "their", "its"]) {
        let mut end = at + 1;
        while end < limit && page.is_name(end) {
            end += 1;
        }
        if end == at + 1 {
            while end < limit
                && page.is_word(end)
                && !page.has(
                    end,
                    Classes::DETERMINER
                        .or(Classes::PREPOSITION)
                        .or(Classes::MODAL)
                        .or(Classes::WEEKDAY)
                        .or(Classes::SUBORDINATOR),
                )
                && !page.is_subject_pronoun(end)
                && !page.is_name(end)
                && !page.is_any(end, &["of", "that", "to"])
            {
                end += 1;
                if end < limit && page.is(end - 1, "of") {
                    break;
                }
            }
        } else {
            while end < limit && matches!(page.text(end), "'s" | "’s")
                || end < limit && page.token(end).has(Classes::ROLE)
            {
                end += 1;
            }
        }
        return Some(end);
    }
    let common = |at: usize| {
        page.is_word(at)
            && !page.is_name(at)
            && !page.is_subject_pronoun(at)
            && page.stretch(at).is_none()
            && !page.has(
                at,
                Classes::PREPOSITION
                    .or(Classes::WEEKDAY)
                    .or(Classes::DETERMINER)
                    .or(Classes::SUBORDINATOR)
                    .or(Classes::AUXILIARY)
                    .or(Classes::MODAL)
                    .or(Classes::WH)
                    .or(Classes::DEICTIC),
            )
            && !page.is_any(at, &["his", "her", "its", "their"])
    };
    let end = (at..limit).find(|&at| !common(at)).unwrap_or(limit);
    (end > at).then_some(end)
}

/// A clause without mark: right here, or after an adjunct.
fn clause(page: &Page<'_>, unit: Run, at: usize, cue: Cue) -> Option<Complement> {
    let found = |start, kind| Some(Complement { start, cue_end: cue.run.end, kind });
    let limit = unit.end.min(at + ADJUNCT);
    let far = unit.end.min(at + 2 * ADJUNCT);
    let mut from = at;
    while from < limit
        && (page.has(from, Classes::WEEKDAY.or(Classes::DEICTIC).or(Classes::DAYPART))
            || page.is_adverb(from) && from > at
            || last_week(page, from, limit))
    {
        from += 1;
    }
    let adjunct =
        from > at || page.has(at, Classes::PREPOSITION.or(Classes::SUBORDINATOR)) && !page.is_any(at, &["about"]);
    if adjunct || page.is_comma(at) {
        let mut look = at;
        let mut comma = false;
        while look < far && !page.is_terminal(look) {
            let near = look < limit && !comma;
            if let Some(stretch) = page.stretch(look) {
                let quotation = page.words(stretch).0 > 3;
                return if quotation && (near || page.is_comma(look - 1)) || look == from {
                    found(look, Opening::Marks)
                } else {
                    None
                };
            }
            if page.is(look, "that") && look > at && near {
                return found(look, Opening::That);
            }
            if page.is_subject_pronoun(look)
                && look > at
                && near
                && !page.is_comma(look - 1)
                && !page.has(look - 1, Classes::SUBORDINATOR.or(Classes::WH))
            {
                return found(look, Opening::Bare);
            }
            if page.is_comma(look) || page.is_colon(look) {
                if let Some(mark) = marks(page, unit, look) {
                    return found(mark, Opening::Marks);
                }
                comma = true;
            }
            look += 1;
        }
        if from == at || from >= unit.end || !starts_phrase(page, from) {
            return None;
        }
    }
    starts_phrase(page, from).then(|| Complement { start: from, cue_end: cue.run.end, kind: Opening::Bare })
}

fn last_week(page: &Page<'_>, at: usize, limit: usize) -> bool {
    let units = Classes::UNIT.or(Classes::WEEKDAY).or(Classes::MONTH).or(Classes::SEASON);
    (page.is_any(at, &["last", "this", "earlier", "late", "early", "next"])
        && at + 1 < limit
        && (page.has(at + 1, units) || page.is_any(at + 1, &["this", "last"])))
        || at > 0
            && page.has(at, units.or(Classes::DAYPART))
            && page.is_any(at - 1, &["last", "this", "earlier", "late", "early", "next"])
}

fn starts_phrase(page: &Page<'_>, at: usize) -> bool {
    let token = page.token(at);
    token.is_word()
        && (!token.has(Classes::CONJUNCTION) || token.is("both") || token.is("either"))
        && !(token.has(Classes::PREPOSITION) && !token.is_capitalised() && !token.has(Classes::DETERMINER))
        && !(token.has(Classes::SUBORDINATOR) && !token.is("that"))
        && !token.is("to")
}

/// How far a content goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// A clause: to the sentence's end, mostly.
    Clause,
    /// A noun phrase or infinitive: until a comma starts something new.
    Phrase,
    /// What a noun is about: until a comma, or a verb whose subject the noun is.
    Noun,
    /// The content of a subordinate or relative clause: to the first comma.
    Subordinate,
}

/// The end of the content that starts at `start`, not past `end`.
pub(super) fn content_end(
    page: &Page<'_>,
    unit: Run,
    start: usize,
    end: usize,
    by: Option<Cue>,
    extent: Extent,
) -> usize {
    let mut at = start;
    if let Some(stretch) = page.opens(start) {
        at = stretch.end;
        let inside = stretch.end.checked_sub(2).filter(|&last| last > stretch.first);
        let and_more = |at: usize| {
            (at..end.min(at + 3)).find(|&next| page.opens(next).is_some()).filter(|_| at < end && page.is(at, "and"))
        };
        while let Some(next) = and_more(at) {
            at = page.stretch(next).map_or(next + 1, |stretch| stretch.end);
        }
        if inside.is_some_and(|last| page.is_comma(last) || page.is_terminal(last)) || page.closes(at - 1).is_none() {
            return at.min(end);
        }
    }
    while at < end {
        if let Some(stretch) = page.stretch(at) {
            at = stretch.end;
            let closed =
                at >= 2 && at < end && (page.is_comma(at - 2) || page.is_terminal(at - 2)) && extent != Extent::Clause;
            if closed {
                break;
            }
            continue;
        }
        if at > start && breaks(page, unit, at, end, by, extent) {
            break;
        }
        at += 1;
    }
    let mut stop = at.min(end);
    while stop > start + 1
        && page.stretch(stop - 1).is_none()
        && !page.is_word(stop - 1)
        && !matches!(page.text(stop - 1), ")" | "]" | "%" | "'" | "’" | "$")
    {
        stop -= 1;
    }
    stop
}

/// Whether the content breaks off before the token at `at`.
fn breaks(page: &Page<'_>, unit: Run, at: usize, end: usize, by: Option<Cue>, extent: Extent) -> bool {
    if page.text(at) == ";" {
        return true;
    }
    let comma = page.is_comma(at);
    if comma && extent == Extent::Subordinate {
        return true;
    }
    if extent == Extent::Noun && (comma || ends_noun(page, at)) {
        return true;
    }
    let dash = page.is_dash(at);
    let mut next = if comma || dash { at + 1 } else { at };
    let joined = next < end && page.is_any(next, &["and", "but", "while", "although", "though", "then", "or"]);
    if joined {
        next += 1;
    }
    if next >= end || next == at || joined && page.is_any(next, &["that", "whether", "to", "how"]) {
        return false;
    }
    if dash
        && (extent != Extent::Clause || page.is_any(next, &["a", "an", "the", "though"]) || page.is(next - 1, "but"))
    {
        return true;
    }
    if comma
        && (joined && page.is_any(next - 1, &["while", "although", "though"])
            || !joined && starts_afterthought(page, next, extent))
    {
        return true;
    }
    while next < end && page.is_adverb(next) && page.verb(next).is_none() {
        next += 1;
    }
    if next >= end {
        return false;
    }
    if let Some(verb) = page.verb(next) {
        if comma && !joined && verb.inflection == Inflection::Gerund {
            return true;
        }
        let finite = matches!(verb.inflection, Inflection::Past | Inflection::Present);
        let like = |by: Cue| {
            verb.inflection == by.verb.inflection && by.voice != Voice::Infinitive || by.voice == Voice::Gerund
        };
        if joined && finite && verb.frames.has(Frames::ASIDE) && (by.is_some_and(like) || extent != Extent::Clause) {
            return true;
        }
    }
    if joined
        && extent != Extent::Clause
        && (starts_predicate(page, next, end) || comma && starts_clause(page, next, end))
    {
        return true;
    }
    if joined && (comma || extent != Extent::Clause) && reports_next(page, unit, next, end) {
        return true;
    }
    comma && page.is(next, "according") && !goes_on_after_relay(page, next, end)
}

/// Whether the content goes on after ", according to the Post,".
fn goes_on_after_relay(page: &Page<'_>, at: usize, end: usize) -> bool {
    source::after(page, at + 2, end).is_some_and(|source| {
        source.end + 1 < end && page.is_comma(source.end) && page.is_any(source.end + 1, &["and", "that", "but"])
    })
}

/// Whether what follows a comma only adds to the content's sentence.
fn starts_afterthought(page: &Page<'_>, at: usize, extent: Extent) -> bool {
    match extent {
        Extent::Clause => page.is_any(at, &["despite", "with", "a", "an", "which", "who", "where", "when"]),
        Extent::Phrase | Extent::Noun | Extent::Subordinate => {
            page.is_any(
                at,
                &[
                    "which",
                    "who",
                    "as",
                    "even",
                    "with",
                    "when",
                    "where",
                    "despite",
                    "a",
                    "an",
                    "because",
                    "if",
                    "just",
                    "something",
                    "so",
                ],
            ) || page.is_subject_pronoun(at)
                || page.text(at).len() > 4 && page.text(at).ends_with("ing") && !page.is(at, "including")
        }
    }
}

/// Whether the sentence's verb, or an adverbial, stands at `at` after what a noun is about.
fn ends_noun(page: &Page<'_>, at: usize) -> bool {
    page.has(at, Classes::MODAL.or(Classes::SUBORDINATOR))
        || page.has(at, Classes::AUXILIARY) && !matches!(page.text(at), "'s" | "’s")
        || page.is_any(at, &["during", "at"])
}

/// Whether a verb without subject stands at `at`.
fn starts_predicate(page: &Page<'_>, at: usize, end: usize) -> bool {
    let token = page.token(at);
    token.has(Classes::MODAL)
        || token.has(Classes::AUXILIARY)
        || page
            .verb(at)
            .is_some_and(|verb| matches!(verb.inflection, Inflection::Past | Inflection::Present) && !verb.noun)
        || token.text().len() > 4 && token.text().ends_with("ed") && at + 1 < end && !page.is_name(at + 1)
}

/// Whether a subject and a verb follow: a clause of its own.
fn starts_clause(page: &Page<'_>, at: usize, end: usize) -> bool {
    if page.is_subject_pronoun(at) {
        return true;
    }
    let limit = end.min(at + 7);
    (at + 1..limit)
        .take_while(|&next| {
            page.stretch(next).is_none()
                && !page.is_comma(next)
                && !page.has(next, Classes::WH.or(Classes::SUBORDINATOR))
        })
        .any(|next| {
            page.has(next, Classes::MODAL)
                || page.has(next, Classes::AUXILIARY) && !matches!(page.text(next), "'s" | "’s")
        })
}

/// Whether a subject and a reporting verb follow right away: "but Lopez said".
fn reports_next(page: &Page<'_>, unit: Run, at: usize, end: usize) -> bool {
    let limit = end.min(at + 8);
    (at + 1..limit)
        .take_while(|&next| page.stretch(next).is_none() && !page.is_comma(next) && !page.has(next, Classes::WH))
        .filter(|&next| {
            page.verb(next).is_some_and(|verb| verb.frames.has(Frames::CLAUSE) && verb.inflection != Inflection::Gerund)
        })
        .filter_map(|next| cue::cue(page, unit, next))
        .any(|cue| {
            cue.voice == Voice::Finite && matches!(source::before(page, at, cue.run.first), source::Subject::Is(_))
        })
}
