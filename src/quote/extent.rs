//! Extents: where what a verb reports ends.
//!
//! A content starts where [`super::complement`] says, and goes on until something starts that is the reporter's. How
//! far it may go depends on what it is ([`Extent`]):
//!
//! | text, content ends at ‖ | extent |
//! |---|---|
//! | said it was late and they would leave‖. | clause |
//! | said it was late‖, adding that … | clause: a gerund that reports starts |
//! | said it was late‖, but Silva denied it | clause: another report starts |
//! | criticised the closure‖, which came on Monday | phrase |
//! | support for the closure‖ has grown | noun: the sentence's own verb |
//! | who said it was late‖, left | subordinate: the first comma |
//!
//! A quotation at its start that is closed with a comma or full stop inside ends the content, whatever follows.
//! Within the content a quotation is passed as one, and so is an aside between commas that stands before the
//! content's verb ([`inner_aside`]).
//!
//! What the rules give here is one of the places that the model chooses from ([`super::choice`]).

use super::cue::{self, Cue, Voice};
use super::page::{Ending, Page, Run};
use super::source;
use crate::lexicon::Classes;
use crate::lexicon::en::attribution;
use crate::lexicon::en::report::{Frames, Inflection};

/// No content goes on over more tokens of a sentence, quotation marks aside. It bounds the cost in a text without
/// full stops.
const LONGEST_CONTENT: usize = 400;

/// How far a content goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// A clause: to the sentence's end, mostly; "and" goes on with it.
    Clause,
    /// A noun phrase or infinitive: until a comma or "and" starts something new.
    Phrase,
    /// What a noun is about: until a comma, or a verb whose subject the noun is.
    Noun,
    /// The content of a subordinate or relative clause: to the first comma.
    Subordinate,
}

/// The end of the content that starts at `start`, not past `end`; `by` is the verb that reports it, if one does.
///
/// Marks that belong to the sentence, not to the content, are left off; brackets, percent signs, apostrophes and
/// quotation marks stay. Where the content opens with a quotation, one more that "and" joins is taken in: “the end”
/// and “the beginning”.
pub(super) fn content_end(
    page: &Page<'_>,
    unit: Run,
    start: usize,
    end: usize,
    by: Option<Cue>,
    extent: Extent,
) -> usize {
    let end = end.min(start + LONGEST_CONTENT);
    let mut at = start;
    if let Some(stretch) = page.opens(start) {
        at = stretch.end;
        let inside = stretch.end.checked_sub(2).filter(|&last| last > stretch.first);
        let and_more = |at: usize| {
            (at..end.min(at + 3))
                .find(|&next| page.opens(next).is_some())
                .filter(|_| at < end && page.is(at, word!("and")))
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
            if closed && !lists_on(page, at, end) {
                break;
            }
            continue;
        }
        if at > start {
            if let Some(close) = inner_aside(page, Run::new(start, at), end, extent) {
                at = close;
                continue;
            }
            if breaks(page, unit, at, end, by, extent) {
                break;
            }
        }
        at += 1;
    }
    let mut stop = at.min(end);
    while stop > start + 1
        && page.stretch(stop - 1).is_none()
        && !page.is_word(stop - 1)
        && !page.is_any(stop - 1, words![")", "]", "%", "'", "’", "$"])
    {
        stop -= 1;
    }
    stop
}

/// Where an aside between commas or dashes ends that opens after `content`, before the content has its verb: "the
/// ferry, which carries cars, had saved …" or, between dashes, wherever it stands.
///
/// The token of the comma or dash that closes it, at most 24 tokens on; the second comma is tried as well, since the
/// aside may hold one. None but for a clause.
fn inner_aside(page: &Page<'_>, content: Run, end: usize, extent: Extent) -> Option<usize> {
    /// No aside has more tokens.
    const ASIDE: usize = 24;
    let at = content.end;
    let (comma, dash) = (page.is_comma(at), page.is_dash(at));
    if extent != Extent::Clause || !comma && !dash {
        return None;
    }
    let near = at + 1..end.min(at + ASIDE);
    let has_verb = page.holds_clause(content);
    if dash {
        let close = near.clone().find(|&at| page.is_dash(at)).filter(|&close| close > at + 1)?;
        let clause = !has_verb && follows_verb(page, close + 1, end);
        let on = clause || page.has(at + 1, Classes::PREPOSITION) && page.has(close + 1, Classes::PREPOSITION);
        return on.then_some(close);
    }
    let aside = page
        .has(at + 1, Classes::WH.or(Classes::SUBORDINATOR).or(Classes::PREPOSITION).or(Classes::DETERMINER))
        || page.ends(at + 1, Ending::Ing)
        || page.ends(at + 1, Ending::Ed);
    if has_verb || !aside {
        return None;
    }
    near.filter(|&close| page.is_comma(close) && page.stretch(close).is_none())
        .take(2)
        .find(|&close| follows_verb(page, close + 1, end) || follows_clause(page, close + 1, end))
}

/// Whether a finite verb stands at `at`, up to three adverbs aside.
pub(super) fn follows_verb(page: &Page<'_>, at: usize, end: usize) -> bool {
    (at..end.min(at + 4)).find(|&at| !page.is_adverb(at)).is_some_and(|at| page.is_finite(at))
}

/// Whether a pronoun and its verb stand at `at`: "they had left".
fn follows_clause(page: &Page<'_>, at: usize, end: usize) -> bool {
    page.is_subject_pronoun(at) && follows_verb(page, at + 1, end)
}

/// Whether more of a list of quotations follows one that a comma ends: "a “cheat,” | a “liar” and a “fool”".
fn lists_on(page: &Page<'_>, at: usize, end: usize) -> bool {
    let binds = |at: &usize| page.has(*at, Classes::DETERMINER.or(Classes::CONJUNCTION));
    let next = (at..end.min(at + 3)).find(|at| !binds(at));
    next.is_some_and(|next| page.opens(next).is_some() && page.is_comma(at - 2))
}

/// Whether the content breaks off before the token at `at`: a semicolon always; a comma or a verb according to the
/// extent; a dash and what it sets off ([`breaks_at_dash`]); a comma and an afterthought; "and" with what starts anew
/// ([`starts_anew`]); and ", according to …" unless the content goes on behind that.
///
/// `unit` is the unit, `end` where the content must end, `by` the verb that reports it. Asked for each token of a
/// content outside of quotation marks, behind its first.
fn breaks(page: &Page<'_>, unit: Run, at: usize, end: usize, by: Option<Cue>, extent: Extent) -> bool {
    if page.is(at, word!(";")) {
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
    let joined = next < end && page.is_any(next, words!["and", "but", "while", "although", "though", "then", "or"]);
    if joined {
        next += 1;
    }
    if next >= end || next == at || joined && page.is_any(next, words!["that", "whether", "to", "how"]) {
        return false;
    }
    if dash && breaks_at_dash(page, next, extent)
        || comma && breaks_at_comma(page, Joint { comma, joined, next }, end, extent)
    {
        return true;
    }
    while next < end && page.is_adverb(next) && !page.is_verb(next) {
        next += 1;
    }
    next < end
        && (starts_anew(page, unit, Joint { comma, joined, next }, end, by, extent)
            || comma && page.is(next, word!("according")) && !goes_on_after_relay(page, next, end))
}

/// What may part a content from what comes next.
#[derive(Clone, Copy)]
struct Joint {
    /// Whether a comma stands there.
    comma: bool,
    /// Whether a conjunction does, behind the comma if there is one.
    joined: bool,
    /// The first token behind both.
    next: usize,
}

/// Whether a dash before `next` ends the content: of a phrase always, of a clause where an article follows, or "but".
///
/// "it was late – the boats had left" → yes; "it was late – and dark" → no.
fn breaks_at_dash(page: &Page<'_>, next: usize, extent: Extent) -> bool {
    extent != Extent::Clause || page.is_any(next, words!["a", "an", "the", "though"]) || page.is(next - 1, word!("but"))
}

/// Whether a comma ends the content: before "while" or "although", and before what only adds to its sentence, unless
/// quotation marks are still to come in a clause.
///
/// "…, in 1996, when …" says when and "… is Pavel Duda, a baker" says who: both go on.
fn breaks_at_comma(page: &Page<'_>, Joint { joined, next, .. }: Joint, end: usize, extent: Extent) -> bool {
    let comma = next - 1 - usize::from(joined);
    let tells = page.is_any(next, words!["when", "where"]) && is_time(page, comma - 1)
        || page.is_any(next, words!["a", "an"]) && page.is_name(comma - 1) && extent == Extent::Clause;
    let adds =
        || starts_afterthought(page, next, extent) && !(extent == Extent::Clause && page.marks_within(next, end));
    let contrasts = joined && page.is_any(next - 1, words!["while", "although", "though"]);
    !tells && (contrasts || !joined && adds())
}

/// Whether a new report, predicate or clause starts behind a comma or conjunction, which is then the reporter's.
///
/// - ", adding that …": a gerund that reports, behind a bare comma or "while".
/// - "said it was late and added …": a verb of saying in the tense of the one before, joined to it.
/// - "They say the boats leak and have refused to sail": the perfect goes with a present. (The model may choose
///   otherwise.)
/// - "criticised the closure and left", "…, and he left": of a phrase, any predicate or clause.
/// - "…, but Lopez denied it": a subject and its report.
fn starts_anew(page: &Page<'_>, unit: Run, joint: Joint, end: usize, by: Option<Cue>, extent: Extent) -> bool {
    let Joint { comma, joined, next } = joint;
    if let Some(verb) = page.verb(next) {
        let another = joined && page.is(next - 1, word!("while")) && verb.frames.has(Frames::ASIDE);
        if (comma && !joined || another) && verb.inflection == Inflection::Gerund {
            return true;
        }
        let finite = matches!(verb.inflection, Inflection::Past | Inflection::Present);
        let like =
            |by: Cue| verb.inflection == tense(page, by) && by.voice != Voice::Infinitive || by.voice == Voice::Gerund;
        if joined && finite && verb.frames.has(Frames::ASIDE) && (by.is_some_and(like) || extent != Extent::Clause) {
            return true;
        }
    }
    let perfect = joined && page.is_any(next, words!["has", "have"]) && page.verb(next + 1).is_some();
    if perfect && by.is_some_and(|by| by.voice == Voice::Finite && tense(page, by) == Inflection::Present) {
        return true;
    }
    let phrase = extent != Extent::Clause;
    let clause = || phrase && (starts_predicate(page, next, end) || comma && starts_clause(page, next, end));
    joined && (clause() || (comma || phrase) && reports_next(page, unit, next, end))
}

/// The tense of a cue as what is joined to it must have it: "has said … and says" are both of the present.
fn tense(page: &Page<'_>, by: Cue) -> Inflection {
    let perfect = (by.run.first..by.head).any(|at| page.is_any(at, words!["has", "have"]));
    match by.verb.inflection {
        Inflection::Base => Inflection::Present,
        Inflection::Past | Inflection::Participle if perfect => Inflection::Present,
        inflection => inflection,
    }
}

/// Whether a time ends with the token: "in 1996", "last May".
fn is_time(page: &Page<'_>, at: usize) -> bool {
    page.has_digit(at) || page.has(at, Classes::MONTH.or(Classes::WEEKDAY).or(Classes::UNIT).or(Classes::SEASON))
}

/// Whether the content goes on after ", according to the Post,": with "and", "that" or "but" behind a second comma.
fn goes_on_after_relay(page: &Page<'_>, at: usize, end: usize) -> bool {
    source::after(page, at + 2, end).is_some_and(|source| {
        source.end + 1 < end && page.is_comma(source.end) && page.is_any(source.end + 1, words!["and", "that", "but"])
    })
}

/// Whether what follows a comma only adds to the content's sentence. Of a clause little does, for a clause may have a
/// "because" or "as" of its own; of a phrase any relative, subordinate or participle clause does, and any clause with
/// a pronoun.
fn starts_afterthought(page: &Page<'_>, at: usize, extent: Extent) -> bool {
    match extent {
        Extent::Clause => {
            page.is_any(at, words!["despite", "with", "a", "an", "which", "who", "where", "when"])
                || page.is(at, word!("even")) && page.is(at + 1, word!("as"))
                || is_consequence(page.text(at))
        }
        Extent::Phrase | Extent::Noun | Extent::Subordinate => {
            page.is_any(
                at,
                words![
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
                || page.is_long(at) && page.ends(at, Ending::Ing) && !page.is(at, word!("including"))
        }
    }
}

/// Whether a participle tells what came of something that was said: "…, sending its shares down".
fn is_consequence(participle: &str) -> bool {
    attribution::CONSEQUENCES.contains(&participle)
}

/// Whether the sentence's verb, or an adverbial, stands at `at` after what a noun is about.
fn ends_noun(page: &Page<'_>, at: usize) -> bool {
    page.has(at, Classes::MODAL.or(Classes::SUBORDINATOR))
        || page.has(at, Classes::AUXILIARY) && !page.is_any(at, words!["'s", "’s"])
        || page.is_any(at, words!["during", "at"])
}

/// Whether a verb without subject stands at `at`: a modal, an auxiliary, a reporting verb that is no noun, a longer
/// word in "-ed" with something in lower case behind it.
fn starts_predicate(page: &Page<'_>, at: usize, end: usize) -> bool {
    page.has(at, Classes::MODAL)
        || page.has(at, Classes::AUXILIARY)
        || page
            .verb(at)
            .is_some_and(|verb| matches!(verb.inflection, Inflection::Past | Inflection::Present) && !verb.noun)
        || page.is_long(at) && page.ends(at, Ending::Ed) && at + 1 < end && !page.is_name(at + 1)
}

/// Whether a subject and a verb follow: a clause of its own. The verb is a modal or auxiliary within seven tokens, no
/// comma between.
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
                || page.has(next, Classes::AUXILIARY) && !page.is_any(next, words!["'s", "’s"])
        })
}

/// Whether a subject and a reporting verb follow right away: "but Lopez said". It must take a clause, be finite and
/// have a subject of its own.
fn reports_next(page: &Page<'_>, unit: Run, at: usize, end: usize) -> bool {
    let limit = end.min(at + 8);
    (at + 1..limit)
        .take_while(|&next| page.stretch(next).is_none() && !page.is_comma(next) && !page.has(next, Classes::WH))
        .filter(|&next| {
            page.verb(next).is_some_and(|verb| {
                verb.frames.has(Frames::CLAUSE.or(Frames::THAT)) && verb.inflection != Inflection::Gerund
            })
        })
        .filter_map(|next| cue::cue(page, unit, next))
        .any(|cue| {
            cue.voice == Voice::Finite && matches!(source::before(page, at, cue.run.first), source::Subject::Is(_))
        })
}
