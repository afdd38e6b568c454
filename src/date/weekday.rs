//! Weekdays: "Friday", "last Wednesday", "this coming Sunday".
//!
//! | text | meaning |
//! |---|---|
//! | Friday | the one that the verb tells |
//! | last Wednesday, this coming Sunday, the previous Friday | that one ([`which`]) |
//! | Friday, Feb. 28 | a day of a month, with its weekday |
//! | Sunday the 17th, Friday 19 | a day by number, its month from the weekday or from a date beside it |
//! | Thursday of next week | the Thursday of that week |
//! | Friday week, a week from Friday | the one a week after the next |
//! | two Sundays ago, a week ago Friday | the one a week before the last |
//!
//! A weekday must be in capitals and no part of a name: "Sunday Times" and "Saturday Night Live" are none, and a
//! short form needs a full stop or a date ("Sun Microsystems", but "Sun, March 2").

use super::expression::{Meaning, MonthDay, Read, Which};
use super::line::Line;
use super::number;
use super::rule::Rule;
use super::{calendar, clock};
use crate::lexicon::en::cue::Cue;
use crate::lexicon::en::time::{Unit, Word};

use crate::lexicon::index::{word, words};

/// A weekday, with what tells which one and with the date that follows it; the atom after all of it.
pub(super) fn weekday(line: Line<'_>, at: usize) -> Option<Read> {
    let (which, start) = match line.word(at) {
        Word::Weekday(_) => (Which::Bare, at),
        Word::Digits(..) | Word::Number(_) => return counted(line, at),
        Word::Glue(_) | Word::Key => {
            if let Some(read) = counted(line, at) {
                return Some(read);
            }
            which(line, at)
        }
        _ => return None,
    };
    let Word::Weekday(number) = line.word(start) else { return None };
    if !is_day(line, start) {
        return None;
    }
    match calendar::date(line, line.skip(start + 1, words!(","))) {
        Some((Meaning::MonthDay(date, of), end, rule)) => {
            let date = MonthDay { weekday: Some(number), ..date };
            return Some((Meaning::MonthDay(date, of), end, rule));
        }
        Some((meaning @ Meaning::Impossible(..), end, rule)) => return Some((meaning, end, rule)),
        _ => {}
    }
    if which == Which::Bare
        && let Some((day, end)) = number_after(line, start + 1)
    {
        return Some((Meaning::WeekdayDay(number, day), end, Rule::WeekdayDay));
    }
    let (which, end) = week_after(line, start + 1).filter(|_| which == Which::Bare).unwrap_or((which, start + 1));
    Some((Meaning::Weekday(number, which), end, Rule::Weekday))
}

/// The day of the month that stands after a weekday alone: "Sunday the 17th", "Friday 19"; none where the number
/// counts something or is a time.
fn number_after(line: Line<'_>, at: usize) -> Option<(i8, usize)> {
    let the = line.skip(at, words!("the"));
    let day = match line.word(the) {
        Word::Ordinal(day @ 1..=31) => day,
        Word::Digits(day @ 1..=31, 1 | 2) if the == at && !line.is_joined(at) => day,
        _ => return None,
    };
    let counted = match line.word(the + 1) {
        Word::Key => true,
        // "Sunday 4%", "Sunday 2-1".
        Word::Other if !line.is_letters(the + 1) => line.is(the + 1, words!("% £ $ €")),
        Word::Inner => line.is(the + 1, words!("of - – to on long old full straight")),
        _ => calendar::is_counted(line, the + 1, true) || clock::clock(line, the).is_some(),
    };
    if counted { None } else { Some((i8::try_from(day).ok()?, the + 1)) }
}

/// A weekday so many weeks away: "two Sundays ago", "a week from Friday", "a week on Tuesday", "a week ago Monday".
/// Up to 18 weeks.
fn counted(line: Line<'_>, at: usize) -> Option<Read> {
    let (count, end) = match line.word(at) {
        Word::Glue(_) if line.is(at, words!("a")) => (1, at + 1),
        Word::Digits(1..=18, _) | Word::Number(_) => number::cardinal(line, at)?,
        _ => return None,
    };
    let count = i8::try_from(count).ok().filter(|count| (1..=18).contains(count))?;
    if let Word::Weekdays(day) = line.word(end) {
        // The first of them is the last one, or the next one.
        let (by, end) = match line.phrase(end + 1, words!("from now")) {
            Some(end) => (count - 1, end),
            None => (1 - count, line.phrase(end + 1, words!("ago"))?),
        };
        return (by != 0).then_some((Meaning::Weekday(day, Which::Weeks(by)), end, Rule::Weekday));
    }
    let weeks = match number::unit(line, end)? {
        Unit::Week => count,
        Unit::Fortnight => count.checked_mul(2)?,
        _ => return None,
    };
    let way = line.pick(end + 1, &[(word!("from"), 1), (word!("on"), 1), (word!("ago"), -1), (word!("last"), -1)])?;
    let day = end + 2;
    let Word::Weekday(number) = line.word(day) else { return None };
    is_day(line, day).then_some((Meaning::Weekday(number, Which::Weeks(way * weeks)), day + 1, Rule::Weekday))
}

/// The week that a weekday is of, after it: "of next week"; "Friday week" is the one after next, "Friday last" the
/// last. With the atom after it.
fn week_after(line: Line<'_>, at: usize) -> Option<(Which, usize)> {
    if line.is_unit(at, Unit::Week) && !matches!(line.word(at + 1), Word::Digits(..)) {
        return Some((Which::Weeks(1), at + 1));
    }
    if line.is_unit(at, Unit::Fortnight) {
        return Some((Which::Weeks(2), at + 1));
    }
    let of = line.skip(at, words!("of"));
    if let Some(by) = line.pick(of, &[(word!("last"), -1), (word!("this"), 0), (word!("next"), 1)])
        && line.is_unit(of + 1, Unit::Week)
    {
        return Some((Which::OfWeek(by), of + 2));
    }
    // "He died on Sunday last."
    let ends = |at: usize| !line.is_letters(at) && !matches!(line.word(at), Word::Digits(..));
    let by = line.pick(at, &[(word!("last"), Which::Last), (word!("next"), Which::Next)])?;
    ends(at + 1).then_some((by, at + 1))
}

/// What stands before a weekday, month or season and tells which one is meant, with the atom after it;
/// [`Which::Bare`] and `at` if nothing does.
pub(super) fn which(line: Line<'_>, at: usize) -> (Which, usize) {
    /// Words before a weekday, month or season with which one they mean. "Past" is as "last", "coming" and "upcoming"
    /// as "next"; "previous" and "following" count from the day named before.
    const OTHERS: &[(u64, Which)] = &[
        (word!("last"), Which::Last),
        (word!("past"), Which::Last),
        (word!("previous"), Which::Before),
        (word!("next"), Which::Next),
        (word!("coming"), Which::Next),
        (word!("following"), Which::After),
        (word!("upcoming"), Which::Next),
    ];
    if !matches!(line.word(at), Word::Glue(_) | Word::Key) {
        return (Which::Bare, at);
    }
    let article = line.skip(at, words!("the this"));
    match line.pick(article, OTHERS) {
        Some(which) => (which, article + 1),
        None if line.is(at, words!("this")) => (Which::This, at + 1),
        None => (Which::Bare, at),
    }
}

/// Whether the weekday is no part of a name ("Sunday Times", "Sun Microsystems").
fn is_day(line: Line<'_>, at: usize) -> bool {
    let text = line.text(at);
    let next = line.skip(at + 1, words!(","));
    let date = matches!(line.word(next), Word::Month(_)) || matches!(line.word(next + 1), Word::Month(_));
    let abbreviated = text.len() <= 5 && !text.ends_with('.');
    let titled = line.is_capitalised(at + 1);
    // "Saturday Night Live" is a programme.
    let title = titled && matches!(line.word(at + 1), Word::Part(_)) && line.is_capitalised(at + 2);
    let paper = titled && line.cue(at + 1).has(Cue::PAPER);
    line.is_capitalised(at) && !paper && !title && (!abbreviated || date)
}
