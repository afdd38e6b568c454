//! Complements: where what a verb reports starts.
//!
//! A verb governs what follows it: [`complement`] says where that starts, how it opens, and how far the cue reaches
//! up to it; where it ends is [`super::extent`]'s question. What may follow which verb the word list has
//! ([`Frames`]).
//!
//! | text, content from ‖ on | opens with |
//! |---|---|
//! | Lopez said ‖ that it was late | [`Opening::That`] |
//! | Lopez said, ‖ “it was late” | [`Opening::Marks`] |
//! | Lopez said: ‖ it was late | [`Opening::Colon`] |
//! | Lopez asked ‖ whether it was late | [`Opening::Question`] |
//! | Lopez wants ‖ to leave | [`Opening::Infinitive`] |
//! | Lopez called for ‖ a vote | [`Opening::Object`], and "for" belongs to the cue |
//! | Lopez told reporters on Monday ‖ the bridge was shut | [`Opening::Bare`] |
//! | Lopez criticised ‖ the closure | [`Opening::Object`] |
//!
//! Order: what says nothing is dropped first ("asked about the loan", ", however,", set phrases); then the hearer is
//! passed over; then what opens a content for sure (marks, colon, "that", question words, "to"); then these behind a
//! time or a preposition; a clause without "that" and a noun phrase come last, because anything looks like them.

use super::cue::{Cue, Voice};
use super::lexicon::Words;
use super::page::{Page, Run};
use super::verbs;
use crate::lexicon::Classes;
use crate::lexicon::en::attribution;
use crate::lexicon::en::report::Frames;

/// Between a verb and a content that "that", a mark or a pronoun opens, no more tokens are passed: a hearer and a
/// time fit, a clause does not.
const LONGEST_ADJUNCT: usize = 16;

/// Verbs that always name their hearer: "told the crowd | it was late" has one, where "said the crowd was late" has a
/// subject.
const TELL: &Words = words!["tell", "tells", "told", "telling"];

/// Where the content of a verb starts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Complement {
    /// The first token of the content: "that", the opening mark, "to", the word behind a linking preposition.
    pub(super) start: usize,
    /// The end of the cue, which takes in a link such as "for" and a colon.
    pub(super) cue_end: usize,
    /// What it opens with.
    pub(super) kind: Opening,
}

/// What a content opens with. The model's features hold its number, so that the order of the variants is part of the
/// trained weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    /// "that": the surest.
    That,
    /// Quotation marks, right here or over a comma: "said, “…”".
    Marks,
    /// A question word: "whether", "if", "how", "why", "what".
    Question,
    /// "to" and a verb, or "not to".
    Infinitive,
    /// A clause without "that"; of a verb that takes one, also what only may be a clause.
    Bare,
    /// A noun phrase, with or without a preposition that the cue takes in.
    Object,
    /// A colon, behind which the content stands.
    Colon,
}

/// The content that follows `cue` in `unit`, not looked for before the end of the cue; none where the verb takes
/// nothing of what stands there.
///
/// A passive takes neither a bare clause nor an object: "was told | the bridge was shut" is found by "that" or marks
/// only.
pub(super) fn complement(page: &Page<'_>, unit: Run, cue: Cue) -> Option<Complement> {
    let frames = cue.verb.frames;
    if is_only_asked(page, unit, cue) {
        return None;
    }
    let mut at = past_parenthesis(page, cue.run.end);
    let found = |start, cue_end, kind| Some(Complement { start, cue_end, kind });
    if at >= unit.end {
        return None;
    }
    if frames.has(Frames::HEARER) && !opens_content(page, unit, at) {
        at = past_hearer(page, unit, at, cue)?;
    }
    // "Lopez answered gravely, “…”": how it was said is none of what was.
    if page.is_adverb(at) && page.is_comma(at + 1) && at + 2 < unit.end && page.opens(at + 2).is_some() {
        at += 1;
    }
    if is_formula(page, cue, at) {
        return None;
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
    if page.is(at, word!("that")) && frames.has(Frames::THAT) && at + 1 < unit.end {
        return found(at, cue.run.end, Opening::That);
    }
    if frames.has(Frames::QUESTION) && page.is_any(at, words!["whether", "if", "how", "why", "what"]) {
        return found(at, cue.run.end, Opening::Question);
    }
    if page.is(at, word!("to"))
        && frames.has(Frames::INFINITIVE.or(Frames::RAISING))
        && at + 1 < unit.end
        && page.is_word(at + 1)
    {
        return found(at, cue.run.end, Opening::Infinitive);
    }
    // "warned reporters not to applaud"
    let denied = at > cue.run.end && page.is(at, word!("not")) && page.is(at + 1, word!("to"));
    if denied && frames.has(Frames::INFINITIVE) && at + 2 < unit.end {
        return found(at, cue.run.end, Opening::Infinitive);
    }
    if let Some(found) = timed_or_linked(page, unit, at, cue) {
        return Some(found);
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

/// Whether a passive tells no more than that somebody was asked: "Asked about the loan, …", unless what was asked
/// about stands in marks right behind the preposition.
fn is_only_asked(page: &Page<'_>, unit: Run, cue: Cue) -> bool {
    let after = cue.run.end;
    cue.voice == Voice::Passive
        && page.is_any(cue.head, words!["asked", "pressed", "questioned", "quizzed"])
        && page.is_any(after, words!["about", "for", "on", "over"])
        && !(page.marks_within(after, unit.end) && page.opens(after + 1).is_some())
}

/// The token behind the hearer that starts at `at`, if one does; none where the verb wants one and the content is not
/// told.
///
/// - "told reporters that …", "accused the mayor on Monday of lying" → behind the hearer, and behind a time if the
///   content opens there.
/// - "warned the mayor" → none: nothing follows.
/// - "promised the mayor was late" → `at`: with a verb that takes clauses the noun phrase is the clause's subject.
fn past_hearer(page: &Page<'_>, unit: Run, at: usize, cue: Cue) -> Option<usize> {
    let frames = cue.verb.frames;
    match hearer(page, unit, at) {
        Some(end) if end >= unit.end => None,
        Some(end) if !frames.has(Frames::CLAUSE) || page.is_any(cue.head, TELL) || opens_content(page, unit, end) => {
            // "accused the mayor on Monday of lying"
            let timed = past_time(page, end, unit.end.min(end + LONGEST_ADJUNCT));
            Some(if opens_content(page, unit, timed) { timed } else { end })
        }
        None if !frames.has(Frames::CLAUSE) && cue.voice != Voice::Passive => None,
        _ => Some(at),
    }
}

/// The infinitive behind a time, or what a preposition links: "agreed on Wednesday to buy it", "called for a vote".
///
/// The preposition must be one that this verb takes ([`verbs::linked_by`]), and tell what, not when or where: "spoke
/// on Monday" and "was felt in Oslo" link nothing.
fn timed_or_linked(page: &Page<'_>, unit: Run, at: usize, cue: Cue) -> Option<Complement> {
    let frames = cue.verb.frames;
    let found = |start, cue_end, kind| Some(Complement { start, cue_end, kind });
    let timed = past_time(page, at, unit.end.min(at + LONGEST_ADJUNCT));
    let infinitive = timed > at && page.is(timed, word!("to")) && frames.has(Frames::INFINITIVE);
    if infinitive && timed + 1 < unit.end && page.is_word(timed + 1) {
        return found(timed, cue.run.end, Opening::Infinitive);
    }
    // "It was felt in Oslo" tells where, "on Wednesday" when; "she believes in it" what.
    let tells_when = timed > at && page.is(at, word!("on"));
    let tells_where = tells_when || cue.voice == Voice::Passive && page.is(at, word!("in"));
    if let Some(link) = verbs::linked_by(page.word(at)).filter(|_| !tells_where)
        && frames.has(link)
        && at + 1 < unit.end
        && (page.is_word(at + 1) || page.opens(at + 1).is_some())
    {
        return found(at + 1, at + 1, Opening::Object);
    }
    None
}

/// Whether the words from `at` on make a set phrase with the verb, which tells nothing: "pleaded guilty", "reported
/// its results", "declared a holiday", "asked not to be named".
///
/// `at` is the first token of what the verb would govern. The words must stand within a few tokens of it, so that
/// "declared that the state of emergency is over" is no formula; and "reported that results fell" is told from
/// "reported results" by its "that".
fn is_formula(page: &Page<'_>, cue: Cue, at: usize) -> bool {
    let is = |at: usize, words: &[&str]| words.contains(&page.text(at));
    let verb = cue.head;
    if is(verb, attribution::PLEAD) {
        is(at, attribution::PLEAS)
    } else if is(verb, attribution::REPORT) {
        (at..at + 3).any(|at| is(at, attribution::RESULTS)) && !page.is(at, word!("that"))
    } else if is(verb, attribution::DECLARE) {
        (at..at + 4).take_while(|&at| page.is_word(at)).any(|at| is(at, attribution::DECLARED))
    } else {
        let denied = ["not", "to", "be"].iter().enumerate().all(|(next, word)| page.text(at + next) == *word);
        denied && is(verb, attribution::REQUEST) && is(at + 3, attribution::REVEALED)
    }
}

/// The token after ", however," where that stands at `at`; else `at`.
fn past_parenthesis(page: &Page<'_>, at: usize) -> usize {
    const WORDS: &Words = words!["however", "though", "too", "meanwhile", "instead", "also", "then"];
    let parenthesis = page.is_comma(at) && page.is_any(at + 1, WORDS) && page.is_comma(at + 2);
    if parenthesis { at + 3 } else { at }
}

/// Whether a content opens at `at` for sure, by a mark, a colon or a word that no noun phrase starts with.
fn opens_content(page: &Page<'_>, unit: Run, at: usize) -> bool {
    marks(page, unit, at).is_some()
        || page.is_colon(at)
        || page.is_any(at, words!["that", "to", "whether", "if", "how", "why", "of", "about", "against"])
        || page.is(at, word!("not")) && page.is(at + 1, word!("to"))
}

/// The opening mark that follows directly, or over one comma or colon: the token of the mark.
fn marks(page: &Page<'_>, unit: Run, at: usize) -> Option<usize> {
    if page.opens(at).is_some() {
        return Some(at);
    }
    let next = at + 1;
    ((page.is_comma(at) || page.is_colon(at)) && next < unit.end && page.opens(next).is_some()).then_some(next)
}

/// The end of the hearer that starts at `at`: "reporters", "the crowd", "Fox News and the Post". Names may be two.
fn hearer(page: &Page<'_>, unit: Run, at: usize) -> Option<usize> {
    let end = one_hearer(page, unit, at)?;
    if page.is(end, word!("and")) && page.is_name(at) {
        return one_hearer(page, unit, end + 1).or(Some(end));
    }
    Some(end)
}

/// The end of one hearer: a pronoun; a name with its title behind it; a determiner with nouns, and with "of" and more
/// nouns; bare nouns.
///
/// "the crowd of students" → all of it; "Fox News" → both words; "the" alone → none. A weekday is no name here.
fn one_hearer(page: &Page<'_>, unit: Run, at: usize) -> Option<usize> {
    if page.is_any(at, words!["me", "us", "him", "her", "them", "you", "himself", "herself", "themselves"]) {
        return Some(at + 1);
    }
    let limit = unit.end.min(at + LONGEST_ADJUNCT);
    let past =
        |from: usize, holds: &dyn Fn(usize) -> bool| (from..limit).find(|&at| !holds(at)).unwrap_or(limit.max(from));
    let name = |at: usize| page.is_name(at) && !page.has(at, Classes::WEEKDAY);
    let joint = |at: usize| page.is_any(at, words!["'s", "’s", "&", ".", "of"]);
    let role = |at: usize| page.has(at, Classes::ROLE) && !page.is_name(at);
    let noun = |at: usize| is_common(page, at);
    let of = |end: usize| {
        let more = if page.is(end, word!("of")) && end > at { past(end + 1, &|at| noun(at) || name(at)) } else { end };
        if more > end + 1 { more } else { end }
    };
    let end = if name(at) {
        past(past(at, &|at| name(at) || joint(at)), &role)
    } else if page.is_any(at, words!["the", "a", "an", "this", "his", "her", "their", "its"]) {
        let names = past(at + 1, &name);
        if names == at + 1 {
            of(past(at + 1, &noun))
        } else {
            past(names, &|at| role(at) || page.is_any(at, words!["'s", "’s"]))
        }
    } else {
        past(at, &noun)
    };
    (end > at).then_some(end)
}

/// Whether the token is a common noun or its adjective, as far as the word list tells: a word in lower case that
/// binds nothing, tells no time and owns nothing. Finite verbs pass as well, which only their classes would show.
fn is_common(page: &Page<'_>, at: usize) -> bool {
    let others = Classes::PREPOSITION
        .or(Classes::WEEKDAY)
        .or(Classes::DETERMINER)
        .or(Classes::SUBORDINATOR)
        .or(Classes::AUXILIARY)
        .or(Classes::MODAL)
        .or(Classes::WH)
        .or(Classes::DEICTIC);
    page.is_word(at)
        && page.stretch(at).is_none()
        && !page.is_name(at)
        && !page.is_subject_pronoun(at)
        && !page.has(at, others)
        && !page.is_any(at, words!["his", "her", "its", "not", "their"])
}

/// A clause without "that": right here, or after an adverbial such as "on Monday" and "in a letter to the council".
///
/// - "said | the bridge was shut" → right here.
/// - "said on Monday | the bridge was shut" → behind the time.
/// - "wrote in a letter to the council | the bridge was shut" → where a new noun phrase with a verb starts
///   ([`past_adverbial`]).
/// - "said on Monday that …" → at "that", which is then what it opens with ([`opener`]).
/// - "announced this in Oslo" → none.
fn clause(page: &Page<'_>, unit: Run, at: usize, cue: Cue) -> Option<Complement> {
    let limit = unit.end.min(at + LONGEST_ADJUNCT);
    let mut start = past_time(page, at, limit);
    let adverbial = page.has(at, Classes::PREPOSITION.or(Classes::SUBORDINATOR)) && !page.is(at, word!("about"));
    if start > at || adverbial || page.is_comma(at) {
        match opener(page, unit, at, start) {
            Ok(Some((start, kind))) => return Some(Complement { start, cue_end: cue.run.end, kind }),
            Ok(None) if start == at && !adverbial => return None,
            Ok(None) if start == at => start = past_adverbial(page, at, limit)?,
            Ok(None) => {}
            Err(Blocked) => return None,
        }
    }
    // "announced this in Oslo" says nothing of what.
    let empty = page.is(start, word!("this")) && page.is_any(start + 1, words!["at", "in", "on"]);
    (start < unit.end && starts_phrase(page, start) && !empty).then_some(Complement {
        start,
        cue_end: cue.run.end,
        kind: Opening::Bare,
    })
}

/// A quotation that is too short to be the content stands where the content should open: "said the “king” …". Nothing
/// is looked for behind it.
struct Blocked;

/// What opens a content after an adverbial that starts at `at`: "that", quotation marks, or a pronoun.
///
/// Up to [`LONGEST_ADJUNCT`] tokens and no comma away it may be any of these; farther, and behind a comma, only a
/// quotation. `start` is the token behind a time, where also a short quotation counts. Nothing behind the end of the
/// sentence.
fn opener(page: &Page<'_>, unit: Run, at: usize, start: usize) -> Result<Option<(usize, Opening)>, Blocked> {
    let mut comma = false;
    for look in at..unit.end.min(at + 2 * LONGEST_ADJUNCT) {
        let near = look < at + LONGEST_ADJUNCT && !comma;
        if page.is_terminal(look) {
            break;
        }
        if let Some(stretch) = page.stretch(look) {
            let long = page.words(stretch).0 > 3 && (near || page.is_comma(look - 1));
            return if long || look == start { Ok(Some((look, Opening::Marks))) } else { Err(Blocked) };
        }
        // "said on Friday amid reports that": the reports' own.
        if near && page.is(look, word!("that")) && is_others(page, at, look) {
            return Ok(None);
        }
        if near && look > at && page.is(look, word!("that")) {
            return Ok(Some((look, Opening::That)));
        }
        let hangs = |before: usize| page.is_comma(before) || page.has(before, Classes::SUBORDINATOR.or(Classes::WH));
        if near && look > at && page.is_subject_pronoun(look) && !hangs(look - 1) {
            return Ok(Some((look, Opening::Bare)));
        }
        if page.is_comma(look) || page.is_colon(look) {
            if let Some(mark) = marks(page, unit, look) {
                return Ok(Some((mark, Opening::Marks)));
            }
            comma = true;
        }
    }
    Ok(None)
}

/// Whether the "that" at `that` belongs to a noun that stands beside what is said: "amid reports that", not "in a
/// statement that".
///
/// A reporting noun right before it is its owner, unless the preposition before the noun is one that tells how or
/// where something was said.
fn is_others(page: &Page<'_>, at: usize, that: usize) -> bool {
    if that <= at + 1 || page.noun(that - 1).is_none() {
        return false;
    }
    let preposition = (at..that - 1).rev().find(|&at| page.has(at, Classes::PREPOSITION.or(Classes::SUBORDINATOR)));
    preposition.is_some_and(|at| {
        !page.is_any(at, words!["in", "on", "at", "to", "by", "with", "during", "through", "of", "from"])
    })
}

/// The token after an adverbial of time that starts at `at`: "Monday", "late on Monday", "last week", "in March";
/// `at` if none does.
fn past_time(page: &Page<'_>, at: usize, limit: usize) -> usize {
    let time = Classes::WEEKDAY.or(Classes::MONTH).or(Classes::DAYPART).or(Classes::DEICTIC).or(Classes::SEASON);
    let near = |at: usize| page.is_any(at, words!["last", "this", "next", "earlier", "late", "early"]);
    let mut end = at;
    while end < limit && (page.is_any(end, words!["on", "in"]) || near(end)) && end - at < 3 {
        end += 1;
    }
    let first = end;
    while end < limit
        && (page.has(end, time)
            || end > at && near(end - 1) && page.has(end, Classes::UNIT)
            || end > at && page.has_digit(end)
            || end > first && page.is_adverb(end))
    {
        end += 1;
    }
    if end > first { end } else { at }
}

/// Where a new noun phrase starts after a prepositional phrase that starts at `at`: "in a letter | the minister".
///
/// A determiner or name starts one if it hangs on no preposition, conjunction or possessive, and a modal or auxiliary
/// must follow it before the next mark, for else it is the phrase's own: "in a letter the minister wrote" → none.
fn past_adverbial(page: &Page<'_>, at: usize, limit: usize) -> Option<usize> {
    let time = Classes::WEEKDAY.or(Classes::MONTH);
    let opens = |at: usize| page.has(at, Classes::DETERMINER) || page.is_name(at) && !page.has(at, time);
    let verb = |at: usize| page.has(at, Classes::MODAL.or(Classes::AUXILIARY)) && !page.is_any(at, words!["'s", "’s"]);
    let mut inside = true;
    for next in at + 1..limit {
        if !page.is_word(next) {
            return None;
        }
        let hangs = page.has(next, Classes::PREPOSITION.or(Classes::CONJUNCTION)) || page.is(next, word!("'s"));
        if !hangs && !inside && opens(next) && !page.is_name(next - 1) {
            return (next + 1..limit).take_while(|&at| page.is_word(at)).any(verb).then_some(next);
        }
        inside = hangs || page.has(next, Classes::DETERMINER);
    }
    None
}

/// Whether a noun phrase or clause may start at `at`: a word that is neither a conjunction, preposition, "to" nor,
/// "that" aside, a subordinator.
fn starts_phrase(page: &Page<'_>, at: usize) -> bool {
    page.is_word(at)
        && (!page.has(at, Classes::CONJUNCTION) || page.is(at, word!("both")) || page.is(at, word!("either")))
        && !(page.has(at, Classes::PREPOSITION) && !page.is_capitalised(at) && !page.has(at, Classes::DETERMINER))
        && (!page.has(at, Classes::SUBORDINATOR) || page.is(at, word!("that")))
        && !page.is(at, word!("to"))
}
