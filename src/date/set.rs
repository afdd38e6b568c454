//! Recurring times: "every Friday", "daily", "Tuesday nights", "$2 million a year".
//!
//! | text | value |
//! |---|---|
//! | daily, every day | P1D |
//! | quarterly | P3M |
//! | every two weeks | P2W |
//! | every Friday, Fridays | XXXX-WXX-5 |
//! | Tuesday nights | XXXX-WXX-2TNI |
//! | every May | XXXX-05 |
//! | $2 million a year | P1Y |
//! | the first Monday of every month | P1M: its rank has no form in TIMEX3 |
//!
//! Not read: "two Fridays ago" (a point), "the weekly said" (a paper), "quarterly profit" (which describes).

use super::expression::{Every, Expression, Meaning, Read};
use super::line::Line;
use super::number;
use super::rule::Rule;
use super::value::{Amount, Length, Time};
use crate::lexicon::en::cue::Cue;
use crate::lexicon::en::time::{Unit, Word};
use crate::lexicon::index::words;

/// Parts of the day that recur, by their plural.
const PARTS: &[u64] = words!("nights mornings evenings afternoons");

/// A recurring time, with the atom after it.
///
/// A plural weekday alone is one; "a" and "per" before a unit only behind what is counted ("five times a week"), for
/// else they count the unit.
pub(super) fn set(line: Line<'_>, at: usize) -> Option<Read> {
    let read = |every, end| Some((Meaning::Every(every), end, Rule::Set));
    let once = |unit| Every::Length(Length { amount: Amount::Exact(1), unit });
    match line.word(at) {
        // "Quarterly" mostly describes a noun. Quarters are told in months.
        Word::Often(Unit::Quarter) if line.is_letters(at + 1) => return None,
        Word::Often(Unit::Quarter) => {
            let length = Length { amount: Amount::Exact(3), unit: Unit::Month };
            return read(Every::Length(length), at + 1);
        }
        Word::Often(_) if is_paper(line, at) => return None,
        Word::Often(unit) => return read(once(unit), at + 1),
        Word::Weekdays(day) if at == 0 || number::cardinal(line, at - 1).is_none() => {
            return read(Every::Weekday(day), at + 1);
        }
        // The part of the day that follows has the plural.
        Word::Weekday(day) if line.is(at + 1, PARTS) => {
            return read(Every::Weekday(day), at + 1);
        }
        Word::Glue(_) | Word::Ordinal(_) => {}
        _ => return None,
    }
    if let Some(end) = of_every(line, at) {
        return read(once(number::unit(line, end - 1)?), end);
    }
    if line.is(at, words!("every each")) {
        let next = line.skip(at + 1, words!("single other fiscal"));
        return match line.word(next) {
            Word::Unit(unit) if unit > Unit::Second => read(once(unit), next + 1),
            Word::Weekday(day) => read(Every::Weekday(day), next + 1),
            Word::Month(month) if line.is_capitalised(next) => read(Every::Month(month), next + 1),
            Word::Season(season) => read(Every::Season(season), next + 1),
            Word::Part(part) => read(Every::Part(part), next + 1),
            _ => {
                let (length, end) = number::length(line, next)?;
                read(Every::Length(length), end)
            }
        };
    }
    if line.is(at, words!("a per")) && at > 0 && is_counted(line, at - 1) {
        return match line.word(at + 1) {
            Word::Unit(unit) if unit > Unit::Second && !line.is(at + 2, words!("ago earlier later before")) => {
                read(once(unit), at + 2)
            }
            _ => None,
        };
    }
    None
}

/// Whether the word is a paper's: "the weekly said", "the government weekly Akhir", "the China Daily", "The Daily Star".
fn is_paper(line: Line<'_>, at: usize) -> bool {
    let beside = |at: usize| line.is_capitalised(at) && line.is_letters(at);
    if beside(at) && (beside(at + 1) || at > 0 && beside(at - 1)) {
        return true;
    }
    let named = line.is_capitalised(at + 1) && !line.is_joined(at + 1) && !line.is_capitalised(at);
    let noun =
        line.follows(at, words!("a the this that")) && (!line.is_letters(at + 1) || line.cue(at + 1).has(Cue::VERBAL));
    named || noun
}

/// A weekday by its rank in a unit that recurs: "the first Monday of every month"; the atom after the unit.
fn of_every(line: Line<'_>, at: usize) -> Option<usize> {
    let rank = line.skip(at, words!("the"));
    let ranked = matches!(line.word(rank), Word::Ordinal(1..=5)) || line.is(rank, words!("last"));
    let every = line.is(rank + 2, words!("of in")) && line.is(rank + 3, words!("every each"));
    let unit = matches!(line.word(rank + 4), Word::Unit(Unit::Month | Unit::Quarter | Unit::Year));
    (ranked && every && unit && matches!(line.word(rank + 1), Word::Weekday(_))).then_some(rank + 5)
}

/// A weekday that shares the part of the day with the one after it: "Monday and Thursday nights" has two sets, and
/// this is the first.
pub(super) fn shared(line: Line<'_>, at: usize) -> Option<Expression> {
    let (Word::Weekday(day), Word::Weekday(_)) = (line.word(at), line.word(at + 2)) else { return None };
    let Word::Part(part) = line.word(at + 3) else { return None };
    let both = line.is(at + 1, words!("and or")) && line.is(at + 3, PARTS);
    let meaning = Meaning::Every(Every::Weekday(day));
    both.then_some(Expression {
        end: at + 1,
        meaning,
        time: Some(Time::Part(part)),
        shift: 0,
        modifier: None,
        rule: Rule::Set,
    })
}

/// Whether the atom ends an amount that recurs: "$2 million", "five times", "40 percent".
fn is_counted(line: Line<'_>, at: usize) -> bool {
    matches!(line.word(at), Word::Digits(..) | Word::Number(1000..)) || line.cue(at).has(Cue::RATED)
}
