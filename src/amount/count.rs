//! Counts, with the noun that is counted: "47 people were killed", "two ruling parties", "13,000".
//!
//! A count is what has no other unit, so that these rules come last, and most of them say what is *none*: names
//! ("Flight 12"), ranks ("12th"), scores, years, and the number one, which is an article more often than a
//! count.
//!
//! The noun is the first plural of the phrase behind the number: `47 young Norwegian sailors` → "young
//! Norwegian sailors". What happened to those who are counted comes from behind ("were killed"), or from before
//! ("killing at least 12"), and goes to the object: "sailors killed".
//!
//! A number without a noun is a count if it is written as a large one ("13,000 marched"), if what was counted
//! before goes on ("80 in the south and 60 in the north"), or if a word before tells the noun ("the death toll
//! reached 47").

use super::compare;
use super::decimal::Decimal;
use super::line::{Joined, Line};
use super::measure;
use super::money;
use super::number::Number;
use super::{AmountType, Comparison, Quantity, Rule};
use crate::lexicon::Classes;
use crate::lexicon::en::amount::Word;
use crate::lexicon::en::quantity::{BEFORE_FATE, DEEDS, TOLLS, VOTES};
use crate::span::Span;

/// The noun stands at most so many atoms behind the number: "12 badly injured young Norwegian fishermen".
const MOST_BEFORE_NOUN: usize = 6;

/// A noun behind names stands at most so many atoms behind the number: "4,000 Belgian, British and French
/// soldiers".
const MOST_BEFORE_NAMED: usize = 12;

/// What happened stands at most so many atoms behind the noun: "were later reported to have died".
const MOST_BEFORE_FATE: usize = 5;

/// "The number of" stands at most so many atoms before the number: "the number of soldiers killed this year has
/// risen to 121".
const MOST_BEFORE_NUMBER: usize = 16;

/// Words that bind what they stand in to something else than the noun before.
const CLOSED: Classes = Classes::PREPOSITION
    .or(Classes::DETERMINER)
    .or(Classes::AUXILIARY)
    .or(Classes::MODAL)
    .or(Classes::SUBORDINATOR)
    .or(Classes::PRONOUN)
    .or(Classes::WH)
    .or(Classes::NEGATION);

/// The count that the number at `at` is; nothing if it is none. `last` is the amount before it in the sentence,
/// `counted` what was counted before it in the text.
///
/// Four digits between 1900 and 2100 are a year, unless something makes them rough ("more than 2016
/// candidates") or they end in noughts ("2000 people").
pub(super) fn count(
    line: Line<'_>,
    at: usize,
    number: &Number,
    last: Option<&Quantity>,
    counted: Option<Span>,
) -> Option<Quantity> {
    let end = number.end;
    let small = number.value.small();
    if is_name(line, at, number)
        || line.joined(end) == Joined::Hyphen
        || is_rank(line, end)
        || number.value.is_negative()
    {
        return None;
    }
    let of =
        |object, fate, rule| Some(Quantity { object, fate, ..Quantity::new(at, end, number, AmountType::Count, rule) });
    if small == Some(1) && number.high.is_none() {
        return None;
    }
    let year = small.is_some_and(|value| (1900..=2100).contains(&value)) && !number.large;
    // "Some 2016 presidential candidates"; "2000 people" are two thousand.
    if year && number.high.is_none() && small.is_some_and(|value| value % 100 != 0) {
        let rough = compare::before(line, at).0;
        if matches!(rough, Comparison::Equal | Comparison::About) {
            return None;
        }
    }
    if let Some((noun, behind)) = noun(line, end) {
        let shared = shared_fate(line, at, last);
        let done = deed(line, at).map(|at| line.span(at, at + 1)).or(shared);
        let fate = fate(line, behind).map(|at| line.span(at, at + 1)).or(done);
        return of(Some(noun), fate, Rule::Noun).map(|count| Quantity { deed: done.is_some(), ..count });
    }
    if line.word(end) == Word::Fate {
        return of(None, Some(line.span(end, end + 1)), Rule::Fate);
    }
    if number.large && !year {
        let object = last.filter(|last| last.kind == AmountType::Count).and_then(|last| last.object);
        return of(object, deed(line, at).map(|at| line.span(at, at + 1)), Rule::Number);
    }
    if year || number.high.is_some() { None } else { bare(line, at, number, last, counted) }
}

/// A count whose noun stands elsewhere: before the number ("the number of soldiers killed has risen to 121"),
/// or with an earlier count ("80 in the south and 60 in the north").
///
/// Nothing where the number is not one of a list or a comparison, or the sentence goes on with a word that
/// might be its noun.
fn bare(
    line: Line<'_>,
    at: usize,
    number: &Number,
    last: Option<&Quantity>,
    counted: Option<Span>,
) -> Option<Quantity> {
    let end = number.end;
    let of = |object, fate| {
        Some(Quantity { object, fate, ..Quantity::new(at, end, number, AmountType::Count, Rule::Ellipsis) })
    };
    // "The other two were found", "the two have met".
    let rest = line.is(at.checked_sub(1)?, &["other", "the", "all"]) && matches!(line.word(at), Word::Number(_));
    if rest && line.has(end, Classes::AUXILIARY.or(Classes::MODAL)) {
        return of(counted.filter(|_| line.ends_with(at, &["other"])), None);
    }
    let goes_on = line.is_end(end) && !line.is(end, &["/", ":", "("])
        || line.has(end, Classes::PREPOSITION.or(Classes::WH).or(Classes::AUXILIARY));
    let listed = line.is(
        at - 1,
        &["and", "with", "to", "than", "about", "another", "other", ",", "at", "of", "is", "was", "reached"],
    ) || compare::before(line, at).0 != Comparison::Equal;
    if !goes_on || !listed {
        return None;
    }
    if let Some((noun, fate)) = number_of(line, at) {
        return of(Some(noun), fate);
    }
    // "800 in the north", "63 a year before": what was counted before.
    let object = last.filter(|last| last.kind == AmountType::Count).and_then(|last| last.object)?;
    let list = line.is(at - 1, &["and", "with", "to", "than", "about", "another", "other", ","]);
    (list || compare::before(line, at).0 != Comparison::Equal).then(|| of(Some(object), None)).flatten()
}

/// What a number told later is the number of: "the number of soldiers killed has risen to 121", "the death toll
/// reached 47". Gives the noun and what happened; nothing if no such phrase stands within
/// [`MOST_BEFORE_NUMBER`] atoms before.
fn number_of(line: Line<'_>, at: usize) -> Option<(Span, Option<Span>)> {
    let told = (at.saturating_sub(MOST_BEFORE_NUMBER)..at).rev().find(|&told| line.is(told, &["number", "toll"]))?;
    if line.is(told, &["toll"]) {
        let death = told.checked_sub(1).filter(|&death| line.is(death, &["death"])).unwrap_or(told);
        return Some((line.span(death, told + 1), None));
    }
    if !line.is(told + 1, &["of"]) {
        return None;
    }
    let (noun, behind) = noun(line, told + 2)?;
    Some((noun, fate(line, behind).map(|at| line.span(at, at + 1))))
}

/// A plural of numbers: "dozens of houses", "tens of thousands of people": at least two of them. Nothing
/// without "of" or "more" behind it: "hundreds fled" is left alone. Money and measures are such as well:
/// "millions of dollars".
pub(super) fn vague(line: Line<'_>, at: usize) -> Option<Quantity> {
    let plural = |at: usize| match line.word(at) {
        Word::Plural(power) => Decimal::whole(1).scaled(i8::try_from(power).ok()?),
        Word::Dozen if line.is(at, &["dozens"]) => Some(Decimal::whole(12)),
        _ => None,
    };
    let (mut value, mut end) = (plural(at)?, at + 1);
    if line.is(end, &["of"])
        && let Word::Plural(power) = line.word(end + 1)
    {
        value = value.scaled(i8::try_from(power).ok()?)?;
        end += 2;
    }
    if !line.is(end, &["of", "more"]) {
        return None;
    }
    let behind = end + 1 + usize::from(line.is(end, &["more"]));
    let number = Number { value: value.times(2)?, high: None, end, large: false, scale: 0 };
    // "Millions of dollars", "thousands of miles", "hundreds of millions of US dollars".
    let of = Number { end: behind, large: true, ..number };
    if let Some(sum) = money::named(line, at, &of).or_else(|| measure::measure(line, at, &of)) {
        return Some(Quantity { rule: Rule::Vague, ..sum });
    }
    let (noun, after) = noun(line, behind)?;
    let fate = fate(line, after).or_else(|| deed(line, at)).map(|at| line.span(at, at + 1));
    Some(Quantity { object: Some(noun), fate, ..Quantity::new(at, end, &number, AmountType::Count, Rule::Vague) })
}

/// One side of a vote: "by 52-48 votes", "a 52-to-48 vote". Each side is an amount of its own, with the noun of
/// both.
pub(super) fn vote(line: Line<'_>, at: usize) -> Option<Quantity> {
    if !line.is_figure(at) {
        return None;
    }
    let glued = |at: usize| line.joined(at) == Joined::Hyphen;
    let step = |from: usize| 1 + usize::from(line.is(from + 1, &["to"]));
    let sides = |first: usize| {
        let second = first + step(first);
        let alone = !glued(first) && !glued(second + 1) && line.is(second + 1, VOTES);
        (line.is_figure(first) && line.is_figure(second) && glued(first + 1) && glued(second) && alone)
            .then_some(second)
    };
    let second = sides(at).or_else(|| {
        let first = at.checked_sub(if at > 0 && line.is(at - 1, &["to"]) { 2 } else { 1 })?;
        sides(first).filter(|&second| second == at)
    })?;
    let (value, len) = Decimal::read(line.text(at))?;
    let number = Number { value, high: None, end: at + 1, large: false, scale: 0 };
    let object = Some(line.span(second + 1, second + 2));
    (len == line.text(at).len())
        .then_some(Quantity { object, ..Quantity::new(at, at + 1, &number, AmountType::Count, Rule::Vote) })
}

/// "No deaths": none of what news counts. "No" before any other noun counts nothing.
pub(super) fn none(line: Line<'_>, at: usize) -> Option<Quantity> {
    let noun = at + 1 + usize::from(line.is(at + 1, &["reported", "other", "immediate", "confirmed"]));
    if !line.is(noun, TOLLS) {
        return None;
    }
    let number = Number { value: Decimal::whole(0), high: None, end: at + 1, large: false, scale: 0 };
    let object = Some(line.span(noun, noun + 1));
    Some(Quantity { object, ..Quantity::new(at, at + 1, &number, AmountType::Count, Rule::None) })
}

/// Whether the number goes with the word before to a name: "Section 427", "S&P 500", "iPhone 14"; or with a
/// sign right before it ("1/12", "#12"). Behind a capitalised word that is no function word and not the
/// sentence's first, a bare number without a separator is a part of the name.
fn is_name(line: Line<'_>, at: usize, number: &Number) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let bare = line.is_figure(at) && number.end == at + 1;
    let glued = line.touches(at) && line.is(before, &["/", ":", ".", "_", "+", "=", "&"]);
    if line.joined(at) == Joined::Hyphen
        || line.word(before) == Word::Names && line.is_figure(at)
        || line.is(before, &["#"])
        || glued
    {
        return true;
    }
    let function = CLOSED.or(Classes::CONJUNCTION);
    let named = line.is_capitalised(before) && !line.has(before, function) && before > 0;
    named && bare && !line.text(at).contains(',') && line.is_letters(before)
}

/// Whether what goes on the number makes a rank, a clock's time or a result of it: "12th", "9 p.m.", "12:30".
fn is_rank(line: Line<'_>, end: usize) -> bool {
    let clock = ["th", "st", "nd", "rd", "a.m.", "p.m.", "am", "pm", "o'clock"];
    line.is(end, &clock) || line.touches(end) && line.is(end, &["/", ":", "\u{2044}"])
}

/// The noun phrase that is counted, with the atom after it: up to its first plural, or the last of two that
/// follow each other ("party officials").
///
/// Nothing if a preposition, an article, a verb or another number comes first, or no plural within
/// [`MOST_BEFORE_NOUN`] atoms. Names that share the noun are passed over: "15 Ijaw and six Itsekiri
/// communities". "Of" needs a determiner behind it: "23 of the toilets".
pub(super) fn noun(line: Line<'_>, at: usize) -> Option<(Span, usize)> {
    let more = ["more", "other", "additional", "further", "new", "of"];
    let mut start = at + usize::from(line.is(at, &more));
    if line.is(at, &["of"]) {
        // "Some 23 of the toilets", "two of his sons".
        if !line.has(start, Classes::DETERMINER.or(Classes::PRONOUN)) {
            return None;
        }
        start += 1;
    }
    let (mut first, mut at, mut most) = (start, start, start + MOST_BEFORE_NOUN);
    while at < most {
        let mark = line.is(at, &[","]) || line.has(at, Classes::CONJUNCTION) && at > start;
        if mark {
            // "15 Ijaw and six Itsekiri communities", "Kia and Hyundai vehicles": names that share the noun.
            let counted = at + 1 + usize::from(line.has(at + 1, Classes::CONJUNCTION));
            let named = line.is_capitalised(at - 1) && at > start;
            match line.word(counted) {
                Word::Number(_) if named => (first, at) = (counted + 1, counted + 1),
                _ if named && line.is_capitalised(counted) => at = counted,
                _ => return None,
            }
            most = start + MOST_BEFORE_NAMED;
            continue;
        }
        let inside = line.joined(at) == Joined::Hyphen || line.is(at, &["'s", "’s"]) && at > start;
        if !inside
            && (!line.is_letters(at) && !line.is(at, &["\""])
                || line.has(at, CLOSED)
                || matches!(line.word(at), Word::Number(_) | Word::Scale(_)))
        {
            return None;
        }
        // Not of "four Sanders-linked accounts".
        if is_plural(line, at) && line.joined(at + 1) != Joined::Hyphen {
            // "Party officials": the last of the plurals that follow each other.
            let more = is_plural(line, at + 1)
                && !line.has(at + 1, CLOSED.or(Classes::SPEECH_VERB))
                && line.word(at + 1) != Word::Fate;
            let end = at + 1 + usize::from(more);
            return Some((line.span(first, end), end));
        }
        at += 1;
    }
    None
}

/// Whether the atom is a plural: it ends in "s" ("houses", not "glass" or "virus"), or is listed ("people",
/// "police", plurals of roles).
fn is_plural(line: Line<'_>, at: usize) -> bool {
    let text = line.text(at);
    let ends = text.len() > 3
        && text.ends_with('s')
        && !text.ends_with("ss")
        && !text.ends_with("us")
        && !text.ends_with("is")
        && line.word(at) != Word::Fate;
    line.word(at) == Word::Many || line.has(at, Classes::ROLE_PLURAL) || ends && line.is_letters(at)
}

/// What happened to those who are counted: the atom of "killed" in "were killed", "reported dead". Auxiliaries
/// and a few words ([`BEFORE_FATE`]) may stand between.
fn fate(line: Line<'_>, at: usize) -> Option<usize> {
    let linking = Classes::AUXILIARY.or(Classes::MODAL);
    (at..at + MOST_BEFORE_FATE)
        .take_while(|&at| line.word(at) == Word::Fate || line.has(at, linking) || line.is(at, BEFORE_FATE))
        .find(|&at| line.word(at) == Word::Fate)
}

/// What was done to those who are counted, before the number: the atom of "killing" in "killing at least 12
/// people".
fn deed(line: Line<'_>, at: usize) -> Option<usize> {
    let (_, start) = compare::before(line, at);
    // Of a passive, the number is no object: "were killed, 12 by gunfire".
    start.checked_sub(1).filter(|&verb| DEEDS.iter().any(|(deed, _)| line.is(verb, &[deed])))
}

/// "Killing six soldiers and two officials": both. What the count before had from its deed, if "and" joins this
/// one.
fn shared_fate(line: Line<'_>, at: usize, last: Option<&Quantity>) -> Option<Span> {
    let last = last.filter(|last| last.kind == AmountType::Count && last.deed)?;
    let and = line.is(at.checked_sub(1)?, &["and"]) && at - last.end <= MOST_BEFORE_NOUN;
    last.fate.filter(|_| and)
}
