//! The grammar: how the rule families go together to one expression.

use super::expression::{Every, Found, Meaning, MonthDay, Read, Which};
use super::line::Line;
use super::value::Time;
use super::vocabulary::{Part, Unit, Word};
use super::{calendar, clock, duration, fiscal, holiday, relative, set, vague, weekday};

/// The expression that starts at an atom.
pub(super) fn expression(line: Line<'_>, at: usize) -> Option<Found> {
    timed(line, at)
        .or_else(|| phased(line, at))
        .or_else(|| set::set(line, at).map(|read| recurring(line, read)))
        .or_else(|| dated(line, at))
        .or_else(|| part_of(line, at))
        .or_else(|| around(line, at))
        .or_else(|| vague::one_day(line, at).map(found))
        .or_else(|| duration::measured(line, at))
        .or_else(|| vague::vague(line, at).map(found))
}

fn found((meaning, end, rule): Read) -> Found {
    Found { end, meaning, time: None, modifier: None, rule }
}

/// A set with the part of the day after it: "Tuesday nights", "every Friday morning".
fn recurring(line: Line<'_>, read: Read) -> Found {
    let mut found = found(read);
    let weekday = matches!(found.meaning, Meaning::Every(Every::Weekday(_)));
    if weekday
        && found.time.is_none()
        && let Word::Part(part) = line.word(found.end)
    {
        found.time = Some(Time::Part(part));
        found.end += 1;
    }
    found
}

/// A time of the day, with the day after it: "5 p.m. EST, Nov. 6", "noon Thursday", "mid-afternoon yesterday".
fn timed(line: Line<'_>, at: usize) -> Option<Found> {
    let about = duration::about(line, at).filter(|_| line.is(at, &["about", "around", "approximately"]));
    let start = about.map_or(at, |(_, end)| end);
    let mid = line.skip(start, &["mid", "early", "late"]);
    let modifier = if mid > start { phase_word(line, start) } else { about.map(|(modifier, _)| modifier) };
    let (time, end) = match clock::clock(line, start) {
        Some(read) => read,
        None => clock::part(line, mid).filter(|_| mid > start)?,
    };
    let next = line.skip(end, &[",", "on"]);
    let found = Found { end, meaning: Meaning::Time, time: Some(time), modifier, rule: "clock" };
    let day = point(line, next).filter(|day| is_day(day.meaning) && day.time.is_none());
    let told = line.is_joined(mid) || line.follows(start, &["by", "in", "until", "since", "the", "around"]);
    if day.is_none() && mid > start && !told {
        return None;
    }
    Some(day.map_or(found, |day| Found { meaning: day.meaning, end: day.end, ..found }))
}

fn is_day(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::MonthDay(..)
            | Meaning::Weekday(..)
            | Meaning::Holiday(..)
            | Meaning::Unit(Unit::Day, _)
            | Meaning::Same(Unit::Day, _)
    )
}

/// A part of a day before the day: "the night of 31 December", "the morning after" is none.
fn part_of(line: Line<'_>, at: usize) -> Option<Found> {
    let the = line.skip(at, &["the"]);
    let (time, end) = clock::part(line, the).filter(|_| the > at)?;
    if line.is(end, &["of"])
        && let Some(day) = point(line, end + 1).filter(|day| is_day(day.meaning) && day.time.is_none())
    {
        return Some(Found { time: Some(time), rule: "day-part", ..day });
    }
    let alone = matches!(line.word(the), Word::Part(Part::Morning | Part::Afternoon | Part::Evening));
    (alone && line.follows(at, &["in", "during"]))
        .then(|| Found { time: Some(time), ..found((Meaning::Time, end, "day-part")) })
}

/// A date with the time after it.
fn dated(line: Line<'_>, at: usize) -> Option<Found> {
    let mut found = point(line, at)?;
    if found.time.is_none()
        && is_day(found.meaning)
        && let Some((time, end)) = clock::part(line, found.end)
    {
        found.time = Some(time);
        found.end = end;
        found.rule = "day-part";
    }
    let end = found.end;
    if line.is(end, &["and"]) && line.is(end + 1, &["beyond"]) || line.is(end, &["or"]) && line.is(end + 1, &["later"])
    {
        found.modifier = Some("ON_OR_AFTER");
        found.end = end + 2;
    }
    if line.is(end, &["or"]) && line.is(end + 1, &["so"]) && matches!(found.meaning, Meaning::Unit(..)) {
        found.modifier = Some("APPROX");
        found.end = end + 2;
    }
    Some(found)
}

/// A point of the calendar without what stands around it.
fn point(line: Line<'_>, at: usize) -> Option<Found> {
    if let Some((read, time)) = relative::day(line, at) {
        return Some(Found { time, ..found(read) });
    }
    if line.is(at, &["the"])
        && line.word(at + 1) == Word::Unit(Unit::Week)
        && line.is(at + 2, &["of"])
        && let Some((Meaning::MonthDay(date, which), end, _)) = calendar::date(line, at + 3)
    {
        return Some(found((Meaning::WeekOf(date, which), end, "week-of")));
    }
    holiday::holiday(line, at)
        .or_else(|| weekday::weekday(line, at))
        .or_else(|| relative::year_end(line, at).map(|read| read))
        .or_else(|| fiscal::period(line, at))
        .or_else(|| relative::recurring(line, at))
        .or_else(|| calendar::date(line, at))
        .or_else(|| calendar::bare_century(line, at))
        .or_else(|| relative::unit(line, at))
        .map(|read| {
            let ends = read.2 == "year-end";
            Found { modifier: ends.then_some("END"), ..found(read) }
        })
}

/// The modifier that a word before a date is.
fn phase_word(line: Line<'_>, at: usize) -> Option<&'static str> {
    match () {
        () if line.is(at, &["early", "earlier"]) => Some("START"),
        () if line.is(at, &["late", "later"]) => Some("END"),
        () if line.is(at, &["mid"]) => Some("MID"),
        () if line.is(at, &["post"]) && line.is_joined(at + 1) => Some("AFTER"),
        () if line.is(at, &["pre"]) && line.is_joined(at + 1) => Some("BEFORE"),
        () => None,
    }
}

/// A date with what part of it is meant: "early next year", "mid-November", "the end of 1994", "the late 1990s".
fn phased(line: Line<'_>, at: usize) -> Option<Found> {
    if let Some(modifier) = phase_word(line, at) {
        let inside = line.is(at + 1, &["in"]) && line.is(at + 2, &["the"]);
        let on = line.is(at + 1, &["on"]);
        let date = dated(line, at + 1 + usize::from(inside || on)).filter(|date| date.modifier.is_none())?;
        return (!on || matches!(date.meaning, Meaning::Weekday(..)))
            .then_some(Found { modifier: Some(modifier), ..date });
    }
    let the = line.skip(at, &["the"]);
    let modifier = match () {
        () if line.is(the, &["beginning", "start"]) => "START",
        () if line.is(the, &["end", "close"]) => "END",
        () if line.is(the, &["middle"]) => "MID",
        () if the > at => {
            let modifier = phase_word(line, the)?;
            let date = dated(line, the + 1).filter(|date| date.modifier.is_none());
            let told = |date: &Found| {
                matches!(
                    date.meaning,
                    Meaning::Point(_) | Meaning::Month(..) | Meaning::Season(..) | Meaning::Quarter(..)
                )
            };
            if let Some(date) = date.filter(told) {
                return Some(Found { modifier: Some(modifier), ..date });
            }
            let Word::Season(season) = line.word(the + 1) else { return None };
            let read = (Meaning::Season(season, Which::Bare), the + 2, "season");
            return Some(Found { modifier: Some(modifier), ..found(read) });
        }
        () => return None,
    };
    if !line.is(the + 1, &["of"]) {
        return None;
    }
    let date = dated(line, the + 2).filter(|date| date.modifier.is_none() && !is_day(date.meaning))?;
    Some(Found { modifier: Some(modifier), ..date })
}

/// A date that is told roughly: "around Nov. 1".
fn around(line: Line<'_>, at: usize) -> Option<Found> {
    if !line.is(at, &["about", "around", "approximately", "circa"]) {
        return None;
    }
    let date = dated(line, at + 1).filter(|date| date.modifier.is_none())?;
    matches!(date.meaning, Meaning::MonthDay(..) | Meaning::Month(..) | Meaning::Point(_))
        .then_some(Found { modifier: Some("APPROX"), ..date })
}

/// The second of two days of a month, which stands without it: "April 24 and 25".
pub(super) fn second_day(line: Line<'_>, first: &Found) -> Option<(usize, Found)> {
    let Meaning::MonthDay(date, which @ Which::Bare) = first.meaning else { return None };
    let at = first.end + 1;
    let joined = line.is(first.end, &["and", "to", "through", "until", "or"]);
    let Word::Digits(day @ 1..=31, 1 | 2) = line.word(at) else { return None };
    let day = i8::try_from(day).ok()?;
    let counted = line.word(at + 1) == Word::Other && line.text(at + 1).starts_with(char::is_alphabetic);
    if !joined || counted || day <= date.day || first.time.is_some() {
        return None;
    }
    let date = MonthDay { day, last: None, weekday: None, ..date };
    Some((at, Found { end: at + 1, meaning: Meaning::MonthDay(date, which), rule: "second-day", ..*first }))
}
