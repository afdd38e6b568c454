//! Counts, with the noun that is counted: "47 people were killed", "two ruling parties", "13,000".

use super::line::{Joined, Line};
use super::number::Number;
use super::{AmountType, Quantity, Rule};
use crate::lexicon::Classes;
use crate::lexicon::en::amount::Word;
use crate::span::Span;

/// The noun stands at most so many atoms behind the number.
const MOST_BEFORE_NOUN: usize = 5;

/// What happened stands at most so many atoms behind the noun.
const MOST_BEFORE_FATE: usize = 4;

/// A count.
pub(super) fn count(line: Line<'_>, at: usize, number: &Number) -> Option<Quantity> {
    let end = number.end;
    if is_name(line, at, end) || line.joined(end) == Joined::Hyphen || is_ordinal(line, end) {
        return None;
    }
    let one = number.value.small() == Some(1);
    let fate_alone = line.word(end) == Word::Fate;
    let noun = noun(line, end);
    let year = number.value.small().is_some_and(|value| (1900..=2100).contains(&value)) && !number.large;
    let rule = match noun {
        _ if one || line.is(end, &["of"]) && !number.large && !fate_alone => return None,
        Some(_) => Rule::Noun,
        None if fate_alone => Rule::Fate,
        None if number.large => Rule::Number,
        None => return None,
    };
    if year && noun.is_none() {
        return None;
    }
    let fate = if fate_alone { Some(end) } else { noun.and_then(|(_, after)| fate(line, after)) };
    let killing = || {
        at.checked_sub(1).filter(|&before| {
            line.is(before, &["killing", "injuring", "wounding", "kills", "killed", "wounded", "injured"])
        })
    };
    let fate = fate.or_else(|| noun.and_then(|_| killing())).map(|at| line.span(at, at + 1));
    Some(Quantity {
        start: at,
        end,
        value: number.value,
        high: number.high,
        kind: AmountType::Count,
        unit: None,
        object: noun.map(|(span, _)| span),
        fate,
        rule,
    })
}

/// Whether the number goes with the word before to a name: "Section 427", "S&P 500", "iPhone 14".
fn is_name(line: Line<'_>, at: usize, end: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    if line.joined(at) == Joined::Hyphen
        || line.word(before) == Word::Names && line.is_figure(at)
        || line.is(before, &["#", "/", ":"])
    {
        return true;
    }
    let function = Classes::PREPOSITION
        .or(Classes::DETERMINER)
        .or(Classes::CONJUNCTION)
        .or(Classes::AUXILIARY)
        .or(Classes::SUBORDINATOR);
    let named = line.is_capitalised(before) && !line.has(before, function) && before > 0;
    named && (line.is_figure(at) && end == at + 1 && !line.text(at).contains(','))
}

/// Whether what goes on the number makes a rank or a clock's result of it.
fn is_ordinal(line: Line<'_>, end: usize) -> bool {
    line.is(end, &["th", "st", "nd", "rd", "a.m.", "p.m.", "am", "pm", "o'clock"]) || line.is(end, &["/", ":"])
}

/// The noun phrase that is counted, with the atom after it: up to its first plural.
fn noun(line: Line<'_>, at: usize) -> Option<(Span, usize)> {
    let start = at + usize::from(line.is(at, &["more", "other", "additional", "further", "new"]));
    let closed = Classes::PREPOSITION
        .or(Classes::DETERMINER)
        .or(Classes::AUXILIARY)
        .or(Classes::MODAL)
        .or(Classes::SUBORDINATOR)
        .or(Classes::PRONOUN)
        .or(Classes::WH)
        .or(Classes::NUMBER)
        .or(Classes::NEGATION);
    for at in start..start + MOST_BEFORE_NOUN {
        if !line.is_letters(at) || line.has(at, closed) {
            return None;
        }
        if is_plural(line, at) {
            // "Party officials": the last of the plurals that follow each other.
            let end = if is_plural(line, at + 1) && !line.has(at + 1, closed) { at + 2 } else { at + 1 };
            return Some((line.span(start, end), end));
        }
        if line.has(at, Classes::CONJUNCTION) {
            return None;
        }
    }
    None
}

fn is_plural(line: Line<'_>, at: usize) -> bool {
    let text = line.text(at);
    let ends = text.len() > 3
        && text.ends_with('s')
        && !text.ends_with("ss")
        && !text.ends_with("us")
        && !text.ends_with("is");
    line.word(at) == Word::Many || line.has(at, Classes::ROLE_PLURAL) || ends && line.is_letters(at)
}

/// What happened to those who are counted: "were killed".
fn fate(line: Line<'_>, at: usize) -> Option<usize> {
    let linking = Classes::AUXILIARY.or(Classes::MODAL);
    (at..at + MOST_BEFORE_FATE)
        .take_while(|&at| {
            line.word(at) == Word::Fate || line.has(at, linking) || line.is(at, &["dead", "reported", "also", "and"])
        })
        .find(|&at| line.word(at) == Word::Fate)
}
