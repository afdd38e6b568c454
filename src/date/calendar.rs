//! Dates of the calendar: days, months, years, decades and centuries, and ranges of them.

use jiff::civil::Date;

use super::cue::Cue;
use super::expression::{Meaning, MonthDay, Read, Which};
use super::line::Line;
use super::number;
use super::value::Point;
use crate::lexicon::en::time::{Unit, Word};
use crate::lexicon::index::{word, words};

/// A date with the atom after it: "Feb. 17, 2025", "17 February", "2025-02-17", "May 1998", "the 1990s".
pub(super) fn date(line: Line<'_>, at: usize) -> Option<Read> {
    match line.word(at) {
        Word::Month(month) => month_first(line, at, month),
        Word::Digits(..) | Word::Ordinal(_) => day_first(line, at)
            .or_else(|| iso(line, at))
            .or_else(|| year_range(line, at))
            .or_else(|| bare_year(line, at))
            .or_else(|| century(line, at)),
        Word::Slashed(first, second, year) => slashed(first, second, year).map(|meaning| (meaning, at + 1, "slashes")),
        Word::Glue(_) if line.is(at, words!("the")) => the(line, at + 1),
        Word::Glue(_) | Word::Decade(_) => decade(line, at),
        Word::Number(_) => spoken_year(line, at),
        _ => None,
    }
}

/// What follows "the": "year 2000", "17th of February", "20th century", "nineties".
fn the(line: Line<'_>, at: usize) -> Option<Read> {
    if line.is_unit(at, Unit::Year) {
        let (year, end) = match year(line, at + 1) {
            Some(year) => (year, at + 2),
            None => number::cardinal(line, at + 1).and_then(|(year, end)| Some((i16::try_from(year).ok()?, end)))?,
        };
        return (1000..2200).contains(&year).then_some((Meaning::Point(Point::Year(year)), end, "year"));
    }
    match line.word(at) {
        Word::Ordinal(_) => day_first(line, at).or_else(|| century(line, at)),
        _ => decade(line, at),
    }
}

/// Four digits that may be a year.
pub(super) fn year(line: Line<'_>, at: usize) -> Option<i16> {
    match line.word(at) {
        Word::Digits(value @ 1000..=2199, 4) => i16::try_from(value).ok(),
        _ => None,
    }
}

/// A day of a month in digits or as a rank.
fn day(line: Line<'_>, at: usize) -> Option<i8> {
    match line.word(at) {
        Word::Digits(value @ 1..=31, 1 | 2) | Word::Ordinal(value @ 1..=31) => i8::try_from(value).ok(),
        _ => None,
    }
}

/// What stands after a month or a day of it: the year, in digits or as "last year".
pub(super) fn year_after(line: Line<'_>, at: usize) -> Option<(Which, usize)> {
    let at = line.skip(at, words!(", of in"));
    if let Some(year) = year(line, at) {
        return Some((Which::Of(year), at + 1));
    }
    if let Some((year, end)) = spoken(line, at) {
        return Some((Which::Of(year), end));
    }
    let years = [
        (word!("last"), Which::OfYear(-1)),
        (word!("this"), Which::OfYear(0)),
        (word!("next"), Which::OfYear(1)),
        (word!("that"), Which::OfThen(0)),
    ];
    let which = line.pick(at, &years)?;
    line.is_unit(at + 1, Unit::Year).then_some((which, at + 2))
}

fn month_first(line: Line<'_>, at: usize, month: i8) -> Option<Read> {
    if !line.is_capitalised(at) {
        return None;
    }
    if let Some(day) = day(line, at + 1)
        && !is_count(line, at + 2)
    {
        let (last, end) = last_day(line, at + 2);
        let (which, end) = year_after(line, end).unwrap_or((Which::Bare, end));
        return Some((month_day(month, day, last, which), end, "month-day"));
    }
    // "In May in 1998" is two expressions.
    if let Some((which, end)) = year_after(line, at + 1)
        && !line.is(at + 1, words!("in"))
    {
        return Some((Meaning::Month(month, which), end, "month-year"));
    }
    is_month(line, at).then_some((Meaning::Month(month, Which::Bare), at + 1, "month"))
}

/// The last day of a range of days, if one goes on at the atom: "-19", "–19".
fn last_day(line: Line<'_>, at: usize) -> (Option<i8>, usize) {
    let number = if line.is_joined(at) { at } else { line.skip(at, words!("- – —")) };
    match day(line, number) {
        Some(last) if number > at || line.is_joined(at) => (Some(last), number + 1),
        _ => (None, at),
    }
}

fn day_first(line: Line<'_>, at: usize) -> Option<Read> {
    let first = day(line, at)?;
    let (last, end) = last_day(line, at + 1);
    let end = line.skip(end, words!("of"));
    let Word::Month(month) = line.word(end) else { return None };
    if !line.is_capitalised(end) {
        return None;
    }
    let (which, end) = year_after(line, end + 1).unwrap_or((Which::Bare, end + 1));
    Some((month_day(month, first, last, which), end, "day-month"))
}

fn month_day(month: i8, day: i8, last: Option<i8>, which: Which) -> Meaning {
    let year = match which {
        Which::Of(year) => Some(year),
        _ => None,
    };
    // Leap days count where the year is open.
    if Date::new(year.unwrap_or(2000), month, day).is_err() {
        return Meaning::Impossible(year, month);
    }
    Meaning::MonthDay(MonthDay { month, day, last: last.filter(|&last| last > day), weekday: None }, which)
}

fn iso(line: Line<'_>, at: usize) -> Option<Read> {
    let year = year(line, at)?;
    let joined = line.is_joined(at + 1) && line.is_joined(at + 2);
    match (line.word(at + 1), line.word(at + 2)) {
        (Word::Digits(month @ 1..=12, 2), Word::Digits(day @ 1..=31, 2)) if joined => {
            let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
            Some((month_day(month, day, None, Which::Of(year)), at + 3, "iso"))
        }
        _ => None,
    }
}

fn slashed(first: u16, second: u8, year: u16) -> Option<Meaning> {
    let century = match year {
        1000..=2199 => 0,
        0..=49 => 2000,
        50..=99 => 1900,
        _ => return None,
    };
    let (first, second) = (i8::try_from(first).ok()?, i8::try_from(second).ok()?);
    // The American order unless only the other one is a date.
    let (month, day) = if first > 12 { (second, first) } else { (first, second) };
    let which = Which::Of(i16::try_from(year).ok()? + century);
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then(|| month_day(month, day, None, which))
}

/// "1914-18", "2010–2015".
fn year_range(line: Line<'_>, at: usize) -> Option<Read> {
    let first = year(line, at)?;
    let number = line.skip(at + 1, words!("–"));
    let last = match line.word(number) {
        Word::Digits(_, 4) => year(line, number)?,
        Word::Digits(value, 2) => first / 100 * 100 + i16::try_from(value).ok()?,
        _ => return None,
    };
    let joined = line.is_joined(number) || number > at + 1;
    (joined && first < last).then_some((
        Meaning::Range(Point::Year(first), Point::Year(last)),
        number + 1,
        "year-range",
    ))
}

fn bare_year(line: Line<'_>, at: usize) -> Option<Read> {
    let year = year(line, at)?;
    let before = line.cue_before(at);
    let near = (1900..2100).contains(&year);
    let likely = near || before.has(Cue::TIMED.or(Cue::JOINS)) && !line.is_letters(at + 1);
    (likely && !before.has(Cue::NUMBERS) && !is_count(line, at + 1)).then_some((
        Meaning::Point(Point::Year(year)),
        at + 1,
        "year",
    ))
}

/// Whether the atom tells that the number before it counts something.
fn is_count(line: Line<'_>, at: usize) -> bool {
    line.cue(at).has(Cue::COUNTED)
}

/// "nineteen ninety-six".
fn spoken(line: Line<'_>, at: usize) -> Option<(i16, usize)> {
    let Word::Number(hundreds @ 17..=20) = line.word(at) else { return None };
    let Word::Number(10..=90) = line.word(at + 1) else { return None };
    let (rest, end) = number::cardinal(line, at + 1)?;
    (rest < 100).then_some((i16::try_from(hundreds * 100 + rest).ok()?, end))
}

fn spoken_year(line: Line<'_>, at: usize) -> Option<Read> {
    let (year, end) = spoken(line, at)?;
    number::unit(line, end).is_none().then_some((Meaning::Point(Point::Year(year)), end, "year"))
}

/// "1990s", "'90s", "the nineties"; "his 30s" are an age.
fn decade(line: Line<'_>, at: usize) -> Option<Read> {
    let number = line.skip(at, words!("' ’ ‘"));
    let Word::Decade(decade) = line.word(number) else { return None };
    let short = decade < 10;
    if short && number == at && !line.follows(at, words!("the early late mid")) {
        return None;
    }
    let century = match decade {
        10.. => 0,
        3.. => 190,
        _ => 200,
    };
    Some((Meaning::Point(Point::Decade(century + decade)), number + 1, "decade"))
}

/// "20th century".
fn century(line: Line<'_>, at: usize) -> Option<Read> {
    let Word::Ordinal(rank @ 1..=22) = line.word(at) else { return None };
    let century = i16::try_from(rank).ok()? - 1;
    line.is_unit(at + 1, Unit::Century).then_some((Meaning::Point(Point::Century(century)), at + 2, "century"))
}

/// Whether a bare month is one: names of people and the verbs "may" and "march" are written the same.
fn is_month(line: Line<'_>, at: usize) -> bool {
    let text = line.text(at);
    let abbreviated = text.len() <= 4 && !text.ends_with('.') && !matches!(text, "June" | "July" | "May");
    let ambiguous = matches!(text, "May" | "March" | "April" | "June" | "August");
    let name = line.is_other(at + 1) && line.is_capitalised(at + 1) || line.is(at + 1, words!("of"));
    let before = line.cue_before(at);
    !abbreviated && (!ambiguous || before.has(Cue::TIMED) || before.has(Cue::JOINS) && !name)
}
