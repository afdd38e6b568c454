//! Lengths of time, and points that a length leads to: "for 10 days", "the past three months", "two weeks ago".
//!
//! A length is an amount of a unit ([`super::number::length`]). Before it may stand what makes it rough ([`about`])
//! and what orders the units ("the first", "the past": [`frame`]); behind it a shorter length ("two years and six
//! months": [`rest`]), "or so", and what leads to a point ([`led`]).
//!
//! | text | value | modifier |
//! |---|---|---|
//! | about 10 days | P10D | APPROX |
//! | more than two years | P2Y | `MORE_THAN` |
//! | the past three months | P3M | |
//! | two hours and ten minutes | PT2H10M | |
//! | for years | PXY | |
//! | two weeks ago | the week two before that of the article | |
//! | three days later | the day three after the one named before | |
//!
//! What only looks like a length is told by [`is_no_length`]: "a 32-year-old", "24 hours a day", "three-quarters",
//! "60 Minutes".

use super::expression::{Expression, Meaning, Way};
use super::line::Line;
use super::number;
use super::rule::Rule;
use super::value::{Amount, Length};
use crate::lexicon::en::cue::Cue;
use crate::lexicon::en::time::{ABOUT, Unit, Word};
use crate::lexicon::index::{word, words};

/// The modifier before an amount, with the atom after it: "more than two" → `MORE_THAN`.
pub(super) fn about(line: Line<'_>, at: usize) -> Option<(&'static str, usize)> {
    if !matches!(line.word(at), Word::About) {
        return None;
    }
    ABOUT.iter().find_map(|(phrase, modifier)| line.phrase(at, phrase).map(|end| (*modifier, end)))
}

/// A length, or the point that it leads to.
///
/// "last" before a number is mostly the verb ("could last two weeks") and starts one only after a preposition or at
/// the start of its window. "over the next two years" is refused at "over", so that the length starts behind the
/// preposition.
pub(super) fn measured(line: Line<'_>, at: usize) -> Option<Expression> {
    // "Could last two weeks" is the verb, which alone stands before a number without a determiner.
    if line.is(at, words!("last")) && at > 0 && !line.follows(at, words!("in over for during of from within after")) {
        return None;
    }
    let framed = matches!(line.word(at), Word::About | Word::Glue(_) | Word::Key | Word::Ordinal(_));
    let counted = matches!(line.word(at), Word::Digits(..) | Word::Number(_) | Word::Half(_));
    if !framed && !counted && number::unit(line, at).is_none() {
        return None;
    }
    let (modifier, start) = about(line, at).map_or((None, at), |(modifier, end)| (Some(modifier), end));
    // "over the next two years": no amount follows "over", so it is the preposition.
    let inner = frame(line, start);
    let preposition = inner > start && !line.is(at, words!("at about almost nearly"));
    if modifier.is_some() && (preposition || line.is(at, words!("over under")) && !line.is(inner, words!("a an"))) {
        return None;
    }
    let (length, end) =
        number::length(line, inner).or_else(|| bare(line, at, inner)).or_else(|| lasting(line, inner))?;
    if is_no_length(line, inner, length, end) {
        return None;
    }
    let mut found =
        Expression { end, meaning: Meaning::Length(length), time: None, shift: 0, modifier, rule: Rule::Length };
    if line.is(end, words!("or")) && line.is(end + 1, words!("so more less")) {
        found.modifier = Some(if line.is(end + 1, words!("so")) { "APPROX" } else { "EQUAL_OR_MORE" });
        found.end = end + 2;
    }
    if let Some((short, end)) = rest(line, length, found.end) {
        found.end = end;
        found.meaning = Meaning::Lengths(length, short);
        if let Some(whole) = length.sum(short).filter(|_| inner == start) {
            led(line, whole, &mut found);
        }
    } else if inner == start {
        led(line, length, &mut found);
    }
    found.end = line.skip(found.end, words!("long old"));
    Some(found)
}

/// A shorter length that goes on where one ends: "one minute 12 seconds", "two years and six months". Both exact, the
/// second of a smaller unit, none longer than years.
fn rest(line: Line<'_>, length: Length, at: usize) -> Option<(Length, usize)> {
    let next = line.skip(line.skip(at, words!(",")), words!("and"));
    if !matches!(line.word(next), Word::Digits(..) | Word::Number(_)) || line.is_joined(at) {
        return None;
    }
    let (short, end) = number::length(line, next)?;
    let exact = |length: Length| matches!(length.amount, Amount::Exact(_)) && length.unit != Unit::Weekend;
    (exact(length) && exact(short) && short.unit < length.unit && length.unit <= Unit::Year).then_some((short, end))
}

/// The atom after a determiner and what orders the units: "the first", "the past", "these last"; `at` if neither
/// stands there.
fn frame(line: Line<'_>, at: usize) -> usize {
    let determined =
        matches!(line.word(at), Word::Glue(_)) && line.is(at, words!("the these those its his her their this"));
    let start = at + usize::from(determined);
    match line.word(start) {
        Word::Glue(_) | Word::Key | Word::Ordinal(1) => {
            line.skip(start, words!("first last past next coming latest previous following final preceding"))
        }
        _ => start,
    }
}

/// A plural without amount: "for years", "hours later". A preposition before it or a word of order behind it must say
/// that time is meant.
fn bare(line: Line<'_>, at: usize, inner: usize) -> Option<(Length, usize)> {
    let Word::Units(unit) = line.word(inner) else { return None };
    let unit_of_length = unit > Unit::Second && unit != Unit::Quarter && unit != Unit::Weekend;
    let governed = line.follows(at, words!("for in within after over of take took last hours many"))
        || line.is(inner + 1, words!("ago of long later before after"));
    (unit_of_length && governed).then_some((Length { amount: Amount::Some, unit }, inner + 1))
}

/// A unit that describes by its length: "day-long", "decades-long", "century-old".
fn lasting(line: Line<'_>, at: usize) -> Option<(Length, usize)> {
    let amount = match line.word(at) {
        Word::Unit(_) => Amount::Exact(1),
        Word::Units(_) => Amount::Some,
        _ => return None,
    };
    let described = line.is_joined(at + 1) && line.is(at + 1, words!("long old"));
    described.then_some((Length { amount, unit: number::unit(line, at)? }, at + 1))
}

/// Whether it only looks like a length: an age ("32-year-old"), a rate ("24 hours a day"), a fraction
/// ("three-quarters"), a programme ("60 Minutes"), a single weekend.
fn is_no_length(line: Line<'_>, inner: usize, length: Length, end: usize) -> bool {
    let age = line.is(end, words!("old olds")) && (length.unit == Unit::Year || line.cue(end + 1).has(Cue::YOUNG));
    let rated = inner > 0 && line.is(inner, words!("a per")) && matches!(line.word(inner - 1), Word::Units(_));
    let rate = rated || line.is(end, words!("a per")) && number::unit(line, end + 1).is_some();
    let single = length.amount == Amount::Exact(1);
    let part = line.is_joined(end - 1) || length.amount != Amount::Some && line.is(end, words!("of"));
    let fraction = length.unit == Unit::Quarter && (single || part);
    let digits = matches!(line.word(inner), Word::Digits(..));
    let title = line.is_capitalised(end - 1) && (digits || inner > 0 && !line.is_capitalised(inner));
    age || rate || fraction || title || length.unit == Unit::Weekend && single
}

/// Reads what leads from a length to a point: "ago", "later", "from now". `found` becomes the point, where something
/// does.
///
/// "ago" and "hence" count from the article, "earlier" and "later" from the day named before; a number that is not
/// known, and units below a day, lead there to no day that could be told.
fn led(line: Line<'_>, length: Length, found: &mut Expression) {
    let at = found.end;
    if !matches!(line.word(at), Word::Inner | Word::Phase) {
        return;
    }
    let leads = [
        (word!("ago"), Meaning::FromNow(length, Way::Back)),
        (word!("hence"), Meaning::FromNow(length, Way::Ahead)),
        (word!("earlier"), Meaning::FromThen(length, Way::Back)),
        (word!("later"), Meaning::FromThen(length, Way::Ahead)),
    ];
    // "A few days later" and "an hour later" lead to no day that could be told.
    let exact = length.amount != Amount::Some && length.unit >= Unit::Day;
    let now = line.phrase(at, words!("from now")).or_else(|| line.phrase(at, words!("from today")));
    let led = match now {
        Some(end) => Some((Meaning::FromNow(length, Way::Ahead), end)),
        None => line
            .pick(at, &leads)
            .filter(|meaning| exact || !matches!(meaning, Meaning::FromThen(..)))
            .map(|meaning| (meaning, at + 1)),
    };
    if let Some((meaning, end)) = led {
        *found = Expression { end, meaning, rule: Rule::Led, ..*found };
    }
}
