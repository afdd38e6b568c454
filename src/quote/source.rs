//! Sources: the noun phrase that speaks.
//!
//! There is no parser: a noun phrase is what stands between words that cannot be inside one. [`phrase`] reads
//! leftwards from a verb, [`after`] rightwards from one, [`opening`] the first one of a clause, whose verbs share it.
//! [`before`] asks which of these a verb has:
//!
//! | text before the verb | subject |
//! |---|---|
//! | a spokesman for the mayor ‖ said | a spokesman for the mayor |
//! | Lopez, the mayor of Aldby, ‖ said | Lopez, the mayor of Aldby, |
//! | Lopez, who left early, ‖ said | Lopez: a relative clause is incidental |
//! | Lopez on Monday ‖ said | Lopez |
//! | the man who ‖ said | who |
//! | Lopez left and ‖ said | shared with the verb before |
//! | In the evening ‖ said | none |
//!
//! Appositions belong to the source, because they name or describe it; adverbials, relative clauses and participles
//! do not.

use super::lexicon::Words;
use super::page::{Ending, Page, Run};
use crate::lexicon::Classes;
use crate::lexicon::en::attribution;
use crate::lexicon::en::report::Inflection;

/// No noun phrase is looked for over more tokens. With its appositions a source has about ten; the longest that
/// annotators marked, some forty.
const LONGEST_PHRASE: usize = 40;
/// No more asides are passed between a subject and its verb, or appositions taken in behind a name.
const MOST_ASIDES: usize = 5;

/// What is by somebody and says something: "the report by the bank says" has its author in the source.
pub(super) const WRITTEN: &Words = &Words::of(attribution::WRITTEN);

/// What stands before a verb group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// A noun phrase, pronoun or relative pronoun.
    Is(Run),
    /// None of its own: after "and", or a participle after a comma.
    Shared,
    /// Nothing that speaks.
    None,
}

/// The subject that ends right before `verb`, not starting before `floor`.
///
/// In order: behind "and" it is shared; a relative pronoun is it; behind a comma or dash the aside is passed
/// ([`across_asides`]); a time is passed; and what is left ends with a noun phrase, or there is nobody. "who on
/// Monday | said" → who.
pub(super) fn before(page: &Page<'_>, floor: usize, verb: usize) -> Subject {
    let Some(last) = verb.checked_sub(1).filter(|&last| last >= floor) else { return Subject::Shared };
    if page.is_any(last, words!["and", "but", "or", "then"]) {
        return Subject::Shared;
    }
    if page.is_any(last, words!["who", "which", "that"]) {
        return Subject::Is(Run::new(last, verb));
    }
    if page.is_comma(last) {
        return across_asides(page, floor, verb);
    }
    if let Some(dash) = dash_before(page, floor, last) {
        return phrase(page, floor, dash).map_or(Subject::Shared, Subject::Is);
    }
    let end = before_time(page, floor, verb);
    if end > floor && page.is_any(end - 1, words!["who", "which"]) {
        return Subject::Is(Run::new(end - 1, end));
    }
    let Some(subject) = phrase(page, floor, end) else { return Subject::None };
    if let Some(wh) = subject.first.checked_sub(2).filter(|&wh| wh >= floor)
        && page.has(wh + 1, Classes::PREPOSITION)
        && page.is_any(wh, words!["who", "which", "that"])
    {
        return Subject::Is(Run::new(wh, wh + 1));
    }
    Subject::Is(subject)
}

/// Where an adverbial of time starts that ends before `end`: "on Monday", "last week"; else `end`.
///
/// "the weekly | wrote" is a noun, and a name that is no time is not passed. Six tokens at most.
fn before_time(page: &Page<'_>, floor: usize, end: usize) -> usize {
    let time = Classes::UNIT
        .or(Classes::WEEKDAY)
        .or(Classes::DAYPART)
        .or(Classes::MONTH)
        .or(Classes::SEASON)
        .or(Classes::DEICTIC);
    let mut at = end;
    while at > floor && end - at < 6 && page.has(at - 1, time.or(Classes::ORDINAL))
        || at > floor && at < end && is_before_time(page, at - 1)
    {
        at -= 1;
    }
    // "the weekly wrote": a noun.
    let noun =
        at > floor && page.has(at - 1, Classes::DETERMINER) && !page.is_any(at - 1, words!["this", "last", "that"]);
    if at == end || at == floor || noun || page.is_name(at) && !page.has(at, time) {
        return end;
    }
    at
}

/// Whether the word leads a time: "on", "last", "for".
fn is_before_time(page: &Page<'_>, at: usize) -> bool {
    page.is_any(
        at,
        words![
            "on", "in", "at", "last", "this", "next", "earlier", "late", "early", "the", "for", "same", "since",
            "previous", "past",
        ],
    )
}

/// The dash that opens the aside which the dash at `last` closes.
fn dash_before(page: &Page<'_>, floor: usize, last: usize) -> Option<usize> {
    if !page.is_dash(last) {
        return None;
    }
    let from = floor.max(last.saturating_sub(LONGEST_PHRASE));
    (from..last).rev().find(|&at| page.is_dash(at))
}

/// The subject before an aside between commas that ends right before `verb`.
///
/// From the verb's comma leftwards, comma by comma: incidental asides ([`is_incidental`]) are left out of the
/// subject, others belong to it; when what stands before a comma is no aside itself ([`follows_aside`]), it ends with
/// the head. "Lopez, the mayor, who left, ‖ said" → "Lopez, the mayor". Shared where a pronoun or a quotation stands
/// where an aside should, or no comma opens it.
fn across_asides(page: &Page<'_>, floor: usize, verb: usize) -> Subject {
    let from = floor.max(verb.saturating_sub(LONGEST_PHRASE));
    let mut close = verb - 1;
    let mut end = verb;
    for _ in 0..MOST_ASIDES {
        let Some(open) = (from..close).rev().find(|&at| page.is_comma(at) && page.stretch(at).is_none()) else { break };
        let aside = Run::new(open + 1, close);
        if aside.is_empty() || open == from {
            break;
        }
        let outside = is_incidental(page, aside);
        if !outside && (page.is_subject_pronoun(aside.first) || page.stretch(aside.first).is_some()) {
            break;
        }
        if outside {
            end = open;
        }
        if !follows_aside(page, from, open) {
            return phrase(page, floor, open)
                .map_or(Subject::Shared, |head| Subject::Is(Run::new(head.first, end.max(head.end))));
        }
        close = open;
    }
    Subject::Shared
}

/// Whether the words before the comma at `open` are themselves an aside after a subject: an age ("Lopez, 42, | a
/// baker, said"), a place ("of Aldby"), or a description in lower case behind a name.
fn follows_aside(page: &Page<'_>, from: usize, open: usize) -> bool {
    let Some(comma) = (from..open).rev().find(|&at| page.is_comma(at) && page.stretch(at).is_none()) else {
        return false;
    };
    if comma == from {
        return false;
    }
    let words = Run::new(comma + 1, open);
    let age = words.len() == 1 && page.has_digit(words.first);
    let place = page.is_any(words.first, words!["of", "from"]);
    let role = Classes::ROLE.or(Classes::ROLE_MODIFIER);
    let before = (from..comma).rev().find(|&at| page.is_comma(at) || page.is_terminal(at)).map_or(from, |at| at + 1);
    let introduced = page.has(before, Classes::PREPOSITION.or(Classes::SUBORDINATOR));
    let named = page.is_name(comma - 1) && !page.has(comma - 1, Classes::WEEKDAY.or(Classes::MONTH));
    // "In March, the commissioner, Ana Silva,": what a preposition opens is nobody whom an article could describe.
    let told = page.has(words.first, Classes::DETERMINER) || named && page.has(words.first, role);
    let described = page.has(words.first, Classes::WH) || !introduced && told;
    let starts_in_lower_case = !page.is_capitalised(words.first);
    age || place || starts_in_lower_case && described && page.is_capitalised(comma - 1)
}

/// An aside that says nothing of who the speaker is: a relative or subordinate clause, an adverbial but "of" or
/// "from", a participle, an adverb, "and …".
fn is_incidental(page: &Page<'_>, aside: Run) -> bool {
    page.has(aside.first, Classes::WH.or(Classes::SUBORDINATOR))
        || page.has(aside.first, Classes::PREPOSITION) && !page.is_any(aside.first, words!["of", "from"])
        || page.verb(aside.first).is_some_and(|verb| verb.inflection == Inflection::Gerund)
        || page.ends(aside.first, Ending::Ing)
        || page.is_adverb(aside.first)
        || page.has(aside.first, Classes::CONJUNCTION)
}

/// The noun phrase that ends before `end`, read leftwards and not over `floor`; none where nothing is left of it.
///
/// A pronoun is a phrase by itself. A determiner opens one, unless what stands before it goes on
/// ([`continues_left`]): "the head of the bank" reads over the second "the". Brackets and short nicknames in
/// quotation marks are passed. An opening prepositional phrase is cut off at the end ([`trim`]): "In Aldby the mayor
/// ‖ said" → the mayor.
pub(super) fn phrase(page: &Page<'_>, floor: usize, end: usize) -> Option<Run> {
    let from = floor.max(end.saturating_sub(LONGEST_PHRASE));
    let mut first = end;
    while first > from {
        let at = first - 1;
        if page.is(at, word!(")"))
            && let Some(open) = (from.max(at.saturating_sub(8))..at).rev().find(|&open| page.is(open, word!("(")))
            && open > from
        {
            first = open;
            continue;
        }
        if page.is_subject_pronoun(at) {
            if first == end {
                first = at;
            }
            break;
        }
        if !is_inside(page, from, at, end) || first < end && page.is_apart(at) {
            break;
        }
        first = at;
        if page.has(at, Classes::DETERMINER) && at > from && !continues_left(page, at - 1) {
            break;
        }
    }
    trim(page, Run::new(first, end))
}

/// Whether what stands before a determiner still belongs to the noun phrase: a preposition, another determiner,
/// "and".
fn continues_left(page: &Page<'_>, at: usize) -> bool {
    page.has(at, Classes::PREPOSITION.or(Classes::DETERMINER)) || page.is_any(at, words!["and", "or", "&"])
}

/// Whether the token may stand inside a noun phrase that goes on to its right, which starts at `from` at the earliest
/// and ends at `end`.
///
/// Marks: those of names and sums. Words: no subordinator, relative, modal or auxiliary; "'s" and prepositions,
/// unless last; "and" between nouns; a weekday only with "'s"; and no past or gerund of a reporting verb, unless it
/// describes a noun: "a smiling Lopez".
fn is_inside(page: &Page<'_>, from: usize, at: usize, end: usize) -> bool {
    if let Some(stretch) = page.stretch(at) {
        return stretch.len() <= 5
            && stretch.end < end
            && stretch.first > from
            && page.is_capitalised(stretch.first - 1);
    }
    if !page.is_word(at) {
        return page.is_any(at, words!["&", "'", "’", ".", "/", "%", "$"]);
    }
    if page.has(at, Classes::SUBORDINATOR.or(Classes::WH).or(Classes::MODAL)) {
        return page.is(at, word!("like"));
    }
    if page.has(at, Classes::AUXILIARY) {
        return page.is_any(at, words!["'s", "’s"]) && at + 1 < end;
    }
    if page.has(at, Classes::CONJUNCTION) {
        if page.is(at, word!("both")) {
            return true;
        }
        let joins = page.is(at, word!("and")) || page.is(at, word!("or"));
        return joins && at > from && at + 1 < end && !page.is_comma(at - 1) && !page.is_verb(at + 1);
    }
    if page.has(at, Classes::WEEKDAY.or(Classes::DEICTIC))
        && !page.has(at, Classes::ROLE_MODIFIER)
        && (page.has(at, Classes::WEEKDAY) || !page.is_capitalised(at))
    {
        return at + 1 < end && page.is_any(at + 1, words!["'s", "’s"]);
    }
    if page.has(at, Classes::PREPOSITION) {
        return at + 1 < end;
    }
    // "a smiling Lopez", "the exhausted crew"
    let attributive = at > from && at + 1 < end && (page.has(at - 1, Classes::DETERMINER) || page.is_adverb(at - 1));
    !page.verb(at).is_some_and(|verb| {
        matches!(verb.inflection, Inflection::Past) && !verb.noun && at > from && !attributive
            || verb.inflection == Inflection::Gerund && !attributive
    })
}

/// The noun phrase without what may stand before one: conjunctions, adverbs, an opening prepositional phrase; none if
/// no word is left.
///
/// A role before the name that the preposition hides is kept: "with spokesman Maria Lopez" → "spokesman Maria Lopez".
fn trim(page: &Page<'_>, mut run: Run) -> Option<Run> {
    while !run.is_empty()
        && (!page.is_word(run.first) && page.stretch(run.first).is_none()
            || page.has(run.first, Classes::CONJUNCTION) && !page.is_any(run.first, words!["both"])
            || page.is_adverb(run.first) && !page.is_any(run.first, words!["all", "both", "each", "first"]))
    {
        run.first += 1;
    }
    if !run.is_empty() && page.has(run.first, Classes::PREPOSITION) && !page.is_any(run.first, words!["about", "over"])
    {
        let start = (run.first + 1..run.end).rev().find(|&at| {
            at > run.first + 1
                && !page.has(at - 1, Classes::PREPOSITION.or(Classes::DETERMINER).or(Classes::CONJUNCTION))
                && (page.has(at, Classes::DETERMINER)
                    || page.is_name(at) && !page.is_name(at - 1) && !page.is_any(at - 1, words!["'s", "’s"]))
        });
        let preposition = run.first;
        run.first = start.unwrap_or(run.first + 1);
        // "with spokesman Maria Lopez"
        let role = Classes::ROLE.or(Classes::ROLE_MODIFIER).or(Classes::OFFICE);
        while run.first > preposition + 1 && page.is_name(run.first) && page.has(run.first - 1, role) {
            run.first -= 1;
        }
    }
    (!run.is_empty() && (run.first..run.end).any(|at| page.is_word(at))).then_some(run)
}

/// The noun phrase that starts at `first`, with its appositions, ending before `end`; none where no phrase can start
/// there.
///
/// "Lopez, the mayor of Aldby, …" → both; "Lopez, who …" → Lopez; "a report by the bank" → all of it; "him" → itself.
/// An apposition must be closed by a comma, full stop, bracket, relative or the end, for else it is the next clause's
/// subject: "said Lopez, the bridge is shut".
pub(super) fn after(page: &Page<'_>, first: usize, end: usize) -> Option<Run> {
    let end = end.min(first + LONGEST_PHRASE);
    if first >= end || page.stretch(first).is_some() || !page.is_word(first) {
        return None;
    }
    if page.is_subject_pronoun(first) || page.is_any(first, words!["him", "them"]) {
        return Some(Run::new(first, first + 1));
    }
    if page.has(first, Classes::PREPOSITION.or(Classes::SUBORDINATOR).or(Classes::AUXILIARY).or(Classes::MODAL))
        || page.has(first, Classes::WEEKDAY)
    {
        return None;
    }
    let mut at = phrase_end(page, first, end);
    if at == first {
        return None;
    }
    // "a report by the bank"
    if page.is(at, word!("by")) && (first..at).any(|at| page.is_any(at, WRITTEN)) {
        at = phrase_end(page, at + 1, end).max(at);
    }
    for _ in 0..MOST_ASIDES {
        if at + 1 >= end || !page.is_comma(at) || page.is_finite(at + 1) {
            break;
        }
        let mut stop = phrase_end(page, at + 1, end);
        while stop + 1 < end
            && page.is_any(stop, words!["under", "for", "in", "at", "on", "with", "to", "from", "during"])
            && !page.has(stop + 1, Classes::WEEKDAY)
        {
            let more = phrase_end(page, stop + 1, end);
            if more == stop + 1 {
                break;
            }
            stop = more;
        }
        if page.has_digit(at + 1) && stop > at + 2 {
            break;
        }
        let closed = stop >= end
            || page.is_comma(stop)
            || page.is_terminal(stop)
            || page.is(stop, word!(")"))
            || page.has(stop, Classes::WH);
        if stop == at + 1 || !closed || !starts_apposition(page, at + 1) {
            break;
        }
        at = stop;
    }
    Some(Run::new(first, at))
}

/// Whether an apposition may start at `at`: no conjunction, time, pronoun, participle or adverb; "his" only before a
/// role ("his lawyer").
fn starts_apposition(page: &Page<'_>, at: usize) -> bool {
    !page.has(at, Classes::CONJUNCTION.or(Classes::SUBORDINATOR).or(Classes::WEEKDAY).or(Classes::DEICTIC))
        && (!page.has(at, Classes::PREPOSITION) || page.is_any(at, words!["of", "from"]))
        && !page.is_subject_pronoun(at)
        && !page.ends(at, Ending::Ing)
        && !page.is_adverb(at)
        && (!page.is_any(at, words!["his", "her", "its", "their"])
            || (at..at + 4).any(|next| page.has(next, Classes::ROLE.or(Classes::OFFICE))))
}

/// The end of the noun phrase that starts at `first`, without appositions: the first word that cannot go on one.
///
/// A preposition goes on if it is "of", or links to a name ("a spokesman for Norbank"); "and" if no verb follows.
/// `first` if nothing does.
fn phrase_end(page: &Page<'_>, first: usize, end: usize) -> usize {
    let mut at = first;
    while at < end {
        if let Some(stretch) = page.stretch(at) {
            let nickname = stretch.len() <= 5 && stretch.end < end && page.is_capitalised(stretch.end);
            if !nickname {
                break;
            }
            at = stretch.end;
            continue;
        }
        if !page.is_word(at) && !page.is_any(at, words!["&", "'", "’", ".", "/", "$"]) {
            break;
        }
        if page.is(at, word!(".")) && page.is_terminal(at) && at + 1 >= end {
            break;
        }
        if page.has(at, Classes::SUBORDINATOR.or(Classes::WH).or(Classes::MODAL))
            || page.has(at, Classes::WEEKDAY) && !(at > first && page.has(at - 1, Classes::DETERMINER))
        {
            break;
        }
        if page.has(at, Classes::AUXILIARY) && !page.is_any(at, words!["'s", "’s"]) {
            break;
        }
        if page.has(at, Classes::CONJUNCTION) {
            let joins = page.is(at, word!("and")) && at + 1 < end && !page.is_verb(at + 1);
            if !joins {
                break;
            }
        }
        if at > first && page.is_subject_pronoun(at) {
            break;
        }
        if page.has(at, Classes::PREPOSITION) && at > first && !is_link(page, at, end) {
            break;
        }
        at += 1;
    }
    at
}

/// Whether the preposition links a name or office to what it is of: "of" always, others before a name that is no
/// time. "on Twitter" tells where.
fn is_link(page: &Page<'_>, at: usize, end: usize) -> bool {
    if page.is(at, word!("of")) {
        return true;
    }
    let mut next = at + 1;
    while next < end && page.has(next, Classes::DETERMINER) {
        next += 1;
    }
    page.is_any(at, words!["for", "from", "at", "with", "in", "on", "to"])
        && next < end
        && page.is_name(next)
        && !page.has(next, Classes::WEEKDAY.or(Classes::MONTH))
        && !page.is_any(next, words!["twitter", "facebook"])
}

/// The first noun phrase of the clause in `run`: what shares its verbs. "On Monday, Lopez left and" → Lopez.
///
/// An introduction is passed up to its comma; without one there is no phrase. The phrase ends before the first word
/// that looks like a verb, because [`after`] knows listed verbs only: "Lopez cut the" → Lopez.
pub(super) fn opening(page: &Page<'_>, run: Run) -> Option<Run> {
    let mut first = run.first;
    let introduced = |at: usize| {
        page.has(at, Classes::PREPOSITION.or(Classes::SUBORDINATOR))
            || page.ends(at, Ending::Ing)
            || page.is_adverb(at)
            || page.has(at, Classes::DEICTIC.or(Classes::WEEKDAY))
            || page.verb(at).is_some_and(|verb| verb.inflection == Inflection::Past)
    };
    while first < run.end
        && (!page.is_word(first) || page.has(first, Classes::CONJUNCTION))
        && page.stretch(first).is_none()
    {
        first += 1;
    }
    if first < run.end && introduced(first) {
        let reach = run.end.min(first + LONGEST_PHRASE);
        first = (first..reach).find(|&at| page.is_comma(at) && page.stretch(at).is_none())? + 1;
    }
    if first >= run.end {
        return None;
    }
    if page.is_subject_pronoun(first) {
        return Some(Run::new(first, first + 1));
    }
    let mut phrase = after(page, first, run.end)?;
    let names = (first..phrase.end).take_while(|&at| page.is_name(at) || page.is(at, word!("."))).count();
    let hyphened = |at: usize| page.text(at).contains('-');
    let verb = (first + 1..phrase.end).find(|&at| {
        let role = page.has(at, Classes::ROLE.or(Classes::ORG_KEY).or(Classes::PREPOSITION).or(Classes::CONJUNCTION));
        let owner = page.is_any(at, words!["'s", "’s"]);
        // "Swedish truck-parts maker Halvern cut" goes on after its first name.
        let after_name = names > 0 && at == first + names && !role && !owner;
        let after_name = after_name && (page.has_verb_form(at) && !hyphened(at) || page.is_adverb(at));
        let before_object = page.has(at + 1, Classes::DETERMINER) && !role && !page.has(at, Classes::DETERMINER);
        after_name || before_object || looks_finite(page, at) || page.is_finite(at) && !role && !hyphened(at)
    });
    phrase.end = verb.unwrap_or(phrase.end);
    Some(phrase)
}

/// Whether a word looks like a finite verb: a reporting past, a longer word in "-ed", an irregular form; not a
/// capital, and, of the first two, not behind a determiner.
fn looks_finite(page: &Page<'_>, at: usize) -> bool {
    /// Irregular forms that stand right behind a subject in news, and hardly ever in a name.
    const FINITE: &Words = &Words::of(attribution::FINITE);
    !page.is_capitalised(at)
        && (page
            .verb(at)
            .is_some_and(|verb| matches!(verb.inflection, Inflection::Past) && !page.has(at - 1, Classes::DETERMINER))
            || page.is_long(at) && page.ends(at, Ending::Ed) && !page.has(at - 1, Classes::DETERMINER)
            || page.is_any(at, FINITE))
}

/// Whether a noun phrase names somebody who may speak: a pronoun of a person, a name that is no time, or a noun for a
/// person. Its head is the last word before a comma.
pub(super) fn is_somebody(page: &Page<'_>, source: Run) -> bool {
    let last = source.end - 1;
    if source.len() == 1 && page.has(last, Classes::HE_PRONOUN.or(Classes::SHE_PRONOUN).or(Classes::THEY_PRONOUN)) {
        return true;
    }
    let time = Classes::WEEKDAY.or(Classes::MONTH).or(Classes::DEICTIC).or(Classes::SEASON);
    let person = Classes::ROLE.or(Classes::ROLE_PLURAL);
    let comma = (source.first..source.end).find(|&at| page.is_comma(at)).unwrap_or(source.end);
    let head = comma.max(source.first + 1) - 1;
    page.has(head, person) || page.is_name(head) && !page.has(head, time)
}
