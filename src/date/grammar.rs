//! The grammar: how the rule families go together to one expression.

use super::expression::{Every, Found, Meaning, MonthDay, Read, Which};
use super::line::Line;
use super::value::Time;
use super::{calendar, clock, duration, fiscal, holiday, relative, set, vague, weekday};
use crate::lexicon::en::time::{Part, Starts, Unit, Word};
use crate::lexicon::index::{word, words};

/// The expression that starts at an atom: its word tells which families may read it.
pub(super) fn expression(line: Line<'_>, at: usize) -> Option<Found> {
    match line.word(at) {
        Word::Other | Word::Tail | Word::Inner => None,
        Word::Month(_)
        | Word::Day(_)
        | Word::Holiday
        | Word::MayBeHoliday
        | Word::Slashed(..)
        | Word::Decade(_)
        | Word::Season(_) => dated(line, at),
        Word::Weekday(_) => recurring(line, at).or_else(|| set::shared(line, at)).or_else(|| dated(line, at)),
        Word::Weekdays(_) | Word::Often(_) => recurring(line, at),
        Word::Clock(..) => timed(line, at),
        Word::Part(_) => timed(line, at).or_else(|| dated(line, at)),
        Word::Units(_) | Word::Half(_) => duration::measured(line, at),
        Word::Unit(_) => dated(line, at).or_else(|| duration::measured(line, at)),
        Word::Ordinal(_) => recurring(line, at).or_else(|| dated(line, at)).or_else(|| duration::measured(line, at)),
        Word::Digits(..) => timed(line, at).or_else(|| dated(line, at)).or_else(|| duration::measured(line, at)),
        Word::Number(_) => timed(line, at)
            .or_else(|| dated(line, at))
            .or_else(|| vague::one_day(line, at).map(found))
            .or_else(|| duration::measured(line, at)),
        Word::Key => {
            dated(line, at).or_else(|| duration::measured(line, at)).or_else(|| vague::vague(line, at).map(found))
        }
        Word::About => timed(line, at)
            .or_else(|| phased(line, at))
            .or_else(|| around(line, at))
            .or_else(|| duration::measured(line, at))
            .or_else(|| vague::vague(line, at).map(found)),
        Word::Phase => timed(line, at).or_else(|| phased(line, at)),
        Word::Glue(starts) => {
            let may = |families: Starts, read: fn(Line<'_>, usize) -> Option<Found>| {
                if starts.has(families) { read(line, at) } else { None }
            };
            may(Starts::PHASED, phased)
                .or_else(|| may(Starts::SET, recurring))
                .or_else(|| may(Starts::THE, beside))
                .or_else(|| may(Starts::POINT, dated))
                .or_else(|| may(Starts::THE, part_of))
                .or_else(|| may(Starts::MEASURED, duration::measured))
                .or_else(|| may(Starts::VAGUE, |line, at| vague::vague(line, at).map(found)))
        }
    }
}

fn found((meaning, end, rule): Read) -> Found {
    Found { end, meaning, time: None, shift: 0, modifier: None, rule }
}

/// A set with the part of the day after it: "Tuesday nights", "every Friday morning".
fn recurring(line: Line<'_>, at: usize) -> Option<Found> {
    let found = found(set::set(line, at)?);
    Some(match (found.meaning, line.word(found.end)) {
        (Meaning::Every(Every::Weekday(_)), Word::Part(part)) => {
            Found { time: Some(Time::Part(part)), end: found.end + 1, ..found }
        }
        _ => found,
    })
}

/// A time of the day, with the day after it: "5 p.m. EST, Nov. 6", "noon Thursday", "mid-afternoon yesterday".
fn timed(line: Line<'_>, at: usize) -> Option<Found> {
    let roughly = matches!(line.word(at), Word::About) && line.is(at, words!("about around approximately"));
    let about = if roughly { duration::about(line, at) } else { None };
    let (modifier, start) = about.map_or((None, at), |(modifier, end)| (Some(modifier), end));
    let (modifier, (time, end)) = if let Some(read) = clock::clock(line, start) {
        (modifier, read)
    } else {
        let part = clock::part(line, start + 1)?;
        (Some(phase_word(line, start)?), part)
    };
    let phased = end == start + 2 && matches!(time, Time::Part(_)) && matches!(line.word(start), Word::Phase);
    let next = line.skip(end, words!(", on"));
    let day = point(line, next).filter(|day| is_day(day.meaning) && day.time.is_none());
    // "Late afternoon" without a day may describe any.
    let told = line.is_joined(start + 1) || line.follows(start, words!("by in until since the around"));
    if day.is_none() && phased && !told {
        return None;
    }
    let (meaning, end) = day.map_or((Meaning::Time, end), |day| (day.meaning, day.end));
    Some(Found { end, meaning, time: Some(time), shift: 0, modifier, rule: "clock" })
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
    let the = line.skip(at, words!("the"));
    let (time, end) = clock::part(line, the).filter(|_| the > at)?;
    if line.is(end, words!("of"))
        && let Some(day) = point(line, end + 1).filter(|day| is_day(day.meaning) && day.time.is_none())
    {
        return Some(Found { time: Some(time), rule: "day-part", ..day });
    }
    let alone = matches!(line.word(the), Word::Part(Part::Morning | Part::Afternoon | Part::Evening));
    (alone && line.follows(at, words!("in during")))
        .then(|| Found { time: Some(time), ..found((Meaning::Time, end, "day-part")) })
}

/// A date with the part of the day after it, and with what widens it: "1990 and beyond", "the next year or so".
fn dated(line: Line<'_>, at: usize) -> Option<Found> {
    let mut found = point(line, at)?;
    if found.time.is_none()
        && is_day(found.meaning)
        && let Some((time, end)) = clock::part(line, found.end)
    {
        found = Found { time: Some(time), end, rule: "day-part", ..found };
    }
    if !matches!(line.word(found.end), Word::Inner) {
        return Some(found);
    }
    let open = line.phrase(found.end, words!("and beyond")).or_else(|| line.phrase(found.end, words!("or later")));
    let about = line.phrase(found.end, words!("or so")).filter(|_| matches!(found.meaning, Meaning::Unit(..)));
    Some(match (open, about) {
        (Some(end), _) => Found { modifier: Some("ON_OR_AFTER"), end, ..found },
        (_, Some(end)) => Found { modifier: Some("APPROX"), end, ..found },
        _ => found,
    })
}

/// The day beside another: "the day after Christmas", but not "the day after Friday's vote", which is told from the vote.
fn beside(line: Line<'_>, at: usize) -> Option<Found> {
    if !line.is_unit(at + 1, Unit::Day) || !line.is(at, words!("the")) {
        return None;
    }
    let shift = line.pick(at + 2, &[(word!("before"), -1), (word!("after"), 1)])?;
    let day = point(line, at + 3).filter(|day| is_day(day.meaning) && day.time.is_none())?;
    let told = matches!(day.meaning, Meaning::Unit(..)) || line.is_possessive(day.end);
    (!told).then_some(Found { shift, rule: "beside", ..day })
}

/// A point of the calendar without what stands around it: its first word tells which families may read it.
fn point(line: Line<'_>, at: usize) -> Option<Found> {
    // Few words that start many families stand before what these two look for.
    let weekday_ahead = || (at + 1..at + 4).any(|at| matches!(line.word(at), Word::Weekday(_)));
    let name_ahead = || {
        (at + 1..at + 3)
            .any(|at| matches!(line.word(at), Word::Season(_) | Word::Month(_) | Word::Holiday | Word::MayBeHoliday))
    };
    match line.word(at) {
        Word::Month(5) => holiday::holiday(line, at).or_else(|| calendar::date(line, at)),
        Word::Month(_) | Word::Slashed(..) | Word::Decade(_) => calendar::date(line, at),
        Word::Weekday(_) => weekday::weekday(line, at),
        Word::Holiday | Word::MayBeHoliday => holiday::holiday(line, at),
        Word::Season(_) => relative::recurring(line, at),
        Word::Day(_) | Word::Part(_) => return day(line, at),
        Word::Digits(..) => {
            weekday::weekday(line, at).or_else(|| fiscal::period(line, at)).or_else(|| calendar::date(line, at))
        }
        Word::Number(_) => weekday::weekday(line, at).or_else(|| calendar::date(line, at)),
        Word::Ordinal(_) => {
            holiday::ranked(line, at).or_else(|| fiscal::period(line, at)).or_else(|| calendar::date(line, at))
        }
        Word::Key => {
            let weekday = weekday_ahead().then(|| weekday::weekday(line, at)).flatten();
            weekday
                .or_else(|| fiscal::period(line, at))
                .or_else(|| name_ahead().then(|| relative::recurring(line, at)).flatten())
        }
        Word::Unit(_) => return year_end(line, at).or_else(|| fiscal::period(line, at).map(found)),
        Word::Glue(starts) => {
            if starts.has(Starts::DAY)
                && let Some(found) = day(line, at)
            {
                return Some(found);
            }
            if starts.has(Starts::THE)
                && let Some(found) = year_end(line, at)
            {
                return Some(found);
            }
            let may = |families: Starts, read: fn(Line<'_>, usize) -> Option<Read>| {
                if starts.has(families) { read(line, at) } else { None }
            };
            may(Starts::THE, week_of)
                .or_else(|| if weekday_ahead() { may(Starts::RANKED, holiday::ranked) } else { None })
                .or_else(|| if weekday_ahead() { may(Starts::WEEKDAY, weekday::weekday) } else { None })
                .or_else(|| may(Starts::FISCAL, fiscal::period))
                .or_else(|| if name_ahead() { may(Starts::NAMED, relative::recurring) } else { None })
                .or_else(|| may(Starts::DATE, calendar::date))
                .or_else(|| may(Starts::UNIT, relative::unit))
        }
        _ => None,
    }
    .map(|read| match read.0 {
        Meaning::Holiday(feast, _) => Found { modifier: feast.modifier(), ..found(read) },
        _ => found(read),
    })
}

/// "Yesterday", "this morning".
fn day(line: Line<'_>, at: usize) -> Option<Found> {
    relative::day(line, at).map(|(read, time)| Found { time, ..found(read) })
}

/// "Year-end".
fn year_end(line: Line<'_>, at: usize) -> Option<Found> {
    relative::year_end(line, at).map(|read| Found { modifier: Some("END"), ..found(read) })
}

/// "The week of March 10".
fn week_of(line: Line<'_>, at: usize) -> Option<Read> {
    let day = line.phrase(at, words!("the week of"))?;
    match calendar::date(line, day)? {
        (Meaning::MonthDay(date, which), end, _) => Some((Meaning::WeekOf(date, which), end, "week-of")),
        _ => None,
    }
}

/// The modifier that a word before a date is.
fn phase_word(line: Line<'_>, at: usize) -> Option<&'static str> {
    if !matches!(line.word(at), Word::Phase) {
        return None;
    }
    let words = [
        (word!("early"), "START"),
        (word!("earlier"), "START"),
        (word!("late"), "END"),
        (word!("later"), "END"),
        (word!("mid"), "MID"),
    ];
    let prefixes = [(word!("post"), "AFTER"), (word!("pre"), "BEFORE")];
    line.pick(at, &words).or_else(|| line.pick(at, &prefixes).filter(|_| line.is_joined(at + 1)))
}

/// A date with what part of it is meant: "early next year", "mid-November", "the end of 1994", "the late 1990s".
fn phased(line: Line<'_>, at: usize) -> Option<Found> {
    if !matches!(line.word(at), Word::Glue(_) | Word::Phase | Word::About) {
        return None;
    }
    if let Some(modifier) = phase_word(line, at) {
        return phase(line, at, modifier);
    }
    let the = line.skip(at, words!("the"));
    if the > at
        && let Some(modifier) = phase_word(line, the)
    {
        return determined_phase(line, the, modifier);
    }
    let parts = [
        (word!("beginning"), "START"),
        (word!("start"), "START"),
        (word!("end"), "END"),
        (word!("close"), "END"),
        (word!("middle"), "MID"),
    ];
    if !line.is(the + 1, words!("of")) {
        return None;
    }
    let modifier = line.pick(the, &parts)?;
    let date = dated(line, the + 2).filter(|date| date.modifier.is_none() && !is_day(date.meaning))?;
    Some(Found { modifier: Some(modifier), ..date })
}

/// "Early next year", "earlier in the year", "late on Saturday".
fn phase(line: Line<'_>, at: usize, modifier: &'static str) -> Option<Found> {
    let on = line.is(at + 1, words!("on"));
    let inside = line.phrase(at + 1, words!("in the")).is_some();
    let date = dated(line, at + 1 + usize::from(on || inside)).filter(|date| date.modifier.is_none())?;
    (!on || matches!(date.meaning, Meaning::Weekday(..))).then_some(Found { modifier: Some(modifier), ..date })
}

/// "The late 1990s", "the early summer": the word at the atom stands after "the".
fn determined_phase(line: Line<'_>, at: usize, modifier: &'static str) -> Option<Found> {
    let date = match line.word(at + 1) {
        Word::Season(season) => found((Meaning::Season(season, Which::Bare), at + 2, "season")),
        _ => dated(line, at + 1).filter(|date| date.modifier.is_none())?,
    };
    let told =
        matches!(date.meaning, Meaning::Point(_) | Meaning::Month(..) | Meaning::Season(..) | Meaning::Quarter(..));
    told.then_some(Found { modifier: Some(modifier), ..date })
}

/// A date that is told roughly: "around Nov. 1".
fn around(line: Line<'_>, at: usize) -> Option<Found> {
    if !matches!(line.word(at), Word::About) || !line.is(at, words!("about around approximately circa")) {
        return None;
    }
    let date = dated(line, at + 1).filter(|date| date.modifier.is_none())?;
    matches!(date.meaning, Meaning::MonthDay(..) | Meaning::Month(..) | Meaning::Point(_))
        .then_some(Found { modifier: Some("APPROX"), ..date })
}

/// The second of two expressions that share a word: "April 24 and 25", "every Monday and Thursday".
pub(super) fn second(line: Line<'_>, first: &Found) -> Option<(usize, Found)> {
    second_day(line, first).or_else(|| {
        let Meaning::Every(Every::Weekday(_)) = first.meaning else { return None };
        let (at, Word::Weekday(day)) = (first.end + 1, line.word(first.end + 1)) else { return None };
        let shared = line.is(first.end, words!("and or")) && !matches!(line.word(at + 1), Word::Part(_));
        shared.then_some((at, Found { end: at + 1, meaning: Meaning::Every(Every::Weekday(day)), ..*first }))
    })
}

/// The second of two days of a month, which stands without it: "April 24 and 25".
fn second_day(line: Line<'_>, first: &Found) -> Option<(usize, Found)> {
    let Meaning::MonthDay(date, which @ Which::Bare) = first.meaning else { return None };
    let at = first.end + 1;
    let joined = line.is(first.end, words!("and to through until or"));
    let Word::Digits(day @ 1..=31, 1 | 2) = line.word(at) else { return None };
    let day = i8::try_from(day).ok()?;
    let counted = line.is_joined(at + 1) || line.is_other(at + 1) && line.is_letters(at + 1);
    if !joined || counted || day <= date.day || first.time.is_some() {
        return None;
    }
    let date = MonthDay { day, last: None, weekday: None, ..date };
    Some((at, Found { end: at + 1, meaning: Meaning::MonthDay(date, which), rule: "second-day", ..*first }))
}
