//! Numbers and amounts: "ten", "twenty-four", "a couple of", "2 1/2", "two to three".
//!
//! | text | amount |
//! |---|---|
//! | 10, ten, twenty-four | that many |
//! | 3 million, a hundred | the product |
//! | a couple of | 2 |
//! | several, a few, two to three, 12-18, between two and four | unknown |
//! | half a, 2 1/2, two and a half | so many and a half |
//! | a, another | 1 |
//!
//! What is not known is told as unknown rather than by its middle: TIMEX3 writes an X for it.

use super::line::Line;
use super::value::{Amount, Length};
use crate::lexicon::en::cue::Cue;
use crate::lexicon::en::time::{Unit, Word};
use crate::lexicon::index::words;

/// No number has more words, so that a text of number words takes linear time.
const MOST_NUMBER_WORDS: usize = 12;

/// A whole number in digits or words, with the atom after it; none past 32 bits.
///
/// "3 million" → 3,000,000; "twenty four" → 24; "five six" → 5, for two units are two numbers; "a hundred" → 100, but
/// "a five" → none.
pub(super) fn cardinal(line: Line<'_>, at: usize) -> Option<(u32, usize)> {
    if let Word::Digits(value, _) = line.word(at) {
        return match line.word(at + 1) {
            Word::Number(scale) if scale >= 1000 => Some((value.checked_mul(scale)?, at + 2)),
            _ => Some((value, at + 1)),
        };
    }
    let mut end = line.skip(at, words!("a"));
    if end > at && !matches!(line.word(end), Word::Number(scale) if scale == 12 || scale >= 100) {
        return None;
    }
    let (mut total, mut part, mut last) = (0_u32, u32::from(end > at), u32::MAX);
    let first = end;
    while let Word::Number(value) = line.word(end)
        && end < at + MOST_NUMBER_WORDS
    {
        match value {
            100 => part = part.max(1).checked_mul(100)?,
            1000.. => {
                total = total.checked_add(part.max(1).checked_mul(value)?)?;
                part = 0;
            }
            12 if end > at && end == first => part = 12,
            // "twenty four" is one number, "five six" are two.
            _ if last == u32::MAX || last >= 100 || last >= 20 && value < 10 => part = part.checked_add(value)?,
            _ => break,
        }
        last = value;
        end += 1;
    }
    (end > first).then_some((total.checked_add(part)?, end))
}

/// How many, with the atom after it; "of" and "more" belong to it. A range has an unknown amount.
pub(super) fn amount(line: Line<'_>, at: usize) -> Option<(Amount, usize)> {
    if line.is(at, words!("between")) {
        let (_, end) = simple(line, at + 1)?;
        let (_, end) = simple(line, end + 1).filter(|_| line.is(end, words!("and")))?;
        return Some((Amount::Some, end));
    }
    let (amount, end) = simple(line, at)?;
    if line.is(end, words!("to or - –"))
        && let Some((_, after)) = simple(line, end + 1)
        && !line.is(end + 1, words!("a an more"))
    {
        return Some((Amount::Some, after));
    }
    // "12-18 months" is one token of two numbers.
    if line.is_joined(end)
        && let Some((_, after)) = cardinal(line, end)
    {
        return Some((Amount::Some, after));
    }
    Some((amount, line.skip(end, words!("more additional other extra"))))
}

/// An amount that is no range, with the atom after it: "half a", "several", "another two", "a couple of", a number,
/// an article.
fn simple(line: Line<'_>, at: usize) -> Option<(Amount, usize)> {
    match line.word(at) {
        Word::Half(whole) => return Some((Amount::Half(whole), at + 1)),
        Word::Key if line.is(at, words!("half")) && line.is(at + 1, words!("a an")) => {
            return Some((Amount::Half(0), at + 2));
        }
        Word::Digits(..) | Word::Number(_) => return counted(line, at),
        Word::Glue(_) => {}
        _ => return None,
    }
    if line.is(at, words!("several few many")) {
        return Some((Amount::Some, at + 1));
    }
    let article = line.skip(at, words!("a an another this the"));
    if line.is(article, words!("few couple")) {
        let amount = if line.is(article, words!("few")) { Amount::Some } else { Amount::Exact(2) };
        let end = line.skip(article + 1, words!("more"));
        return Some((amount, line.skip(end, words!("of"))));
    }
    if let Some(counted) = counted(line, at) {
        return Some(counted);
    }
    if line.is(at, words!("another")) {
        return Some(simple(line, at + 1).unwrap_or((Amount::Exact(1), at + 1)));
    }
    line.is(at, words!("a an")).then_some((Amount::Exact(1), at + 1))
}

/// A number, with the half after it: "2 1/2", "two and a half".
fn counted(line: Line<'_>, at: usize) -> Option<(Amount, usize)> {
    let (count, end) = cardinal(line, at)?;
    if matches!(line.word(end), Word::Half(0)) {
        return Some((Amount::Half(count), end + 1));
    }
    let half = line.phrase(end, words!("and a half"));
    Some(half.map_or((Amount::Exact(count), end), |end| (Amount::Half(count), end)))
}

/// An amount of a unit, with the atom after it:
///
/// - "two more weeks", "two full days", "10-year" → that many;
/// - "a minute and a half" → one and a half;
/// - "a week or two" → an unknown number;
/// - "a quarter of a century" → 25 years;
/// - "a years-long inquiry" → none, for an article needs a singular;
/// - "the 2023 fiscal year" → none, for a year before a singular counts nothing.
pub(super) fn length(line: Line<'_>, at: usize) -> Option<(Length, usize)> {
    if let Some(end) = quarter_century(line, at) {
        return Some((Length { amount: Amount::Exact(25), unit: Unit::Year }, end));
    }
    let (amount, mut end) = amount(line, at)?;
    end += usize::from(matches!(line.word(end), Word::Glue(_) | Word::Inner) && line.cue(end).has(Cue::FILLER));
    let unit = unit(line, end)?;
    let single = matches!(line.word(end), Word::Unit(_));
    let article = line.is(at, words!("a an")) && amount == Amount::Exact(1);
    // "A years-long inquiry" and "the 2023 fiscal year" hold no amount.
    if article && !single || single && matches!(amount, Amount::Exact(1900..2100)) {
        return None;
    }
    end += 1;
    match amount {
        Amount::Exact(count) if let Some(end) = line.phrase(end, words!("and a half")) => {
            Some((Length { amount: Amount::Half(count), unit }, end))
        }
        Amount::Exact(1) if let Some(end) = line.phrase(end, words!("or two")) => {
            Some((Length { amount: Amount::Some, unit }, end))
        }
        _ => Some((Length { amount, unit }, end)),
    }
}

/// "A quarter of a century", "a quarter-century".
fn quarter_century(line: Line<'_>, at: usize) -> Option<usize> {
    let quarter = line.skip(at, words!("a"));
    if !line.is_unit(quarter, Unit::Quarter) {
        return None;
    }
    let of = line.skip(quarter + 1, words!("of"));
    let century = line.skip(of, words!("a"));
    line.is_unit(century, Unit::Century).then_some(century + 1)
}

/// The unit of time at an atom, singular or plural.
pub(super) fn unit(line: Line<'_>, at: usize) -> Option<Unit> {
    match line.word(at) {
        Word::Unit(unit) | Word::Units(unit) => Some(unit),
        _ => None,
    }
}
