//! The grammar: how the rule families go together to one expression.
//!
//! [`expression`] is its start symbol. An atom's word says which families may start there, so that of the dozen
//! families few are asked; among them the order matters, and the longer reading comes first:
//!
//! ```text
//! expression  = timed | recurring | dated | phased | around | beside | part_of | measured | vague
//! timed       = ["about"] clock [[","] ["on"] point]                   5 p.m. EST, Nov. 6
//! dated       = point [part of the day] ["and beyond" | "or so"]       Friday night · 1990 and beyond
//! phased      = ["the"] phase dated | part "of" dated                  early next year · the end of 1994
//! around      = "around" dated                                         around Nov. 1
//! beside      = "the day" ("before" | "after") day                     the day after Christmas
//! part_of     = "the" part of the day "of" day                         the night of 31 December
//! recurring   = set [part of the day]                                  Tuesday nights
//! point       = day | week | part | weekday | fiscal | recurring point | date | unit | feast
//! ```
//!
//! The rule of an expression is that of the family which read its core; `timed`, `beside` and parts of the day put
//! theirs in its place.

use super::expression::{Every, Expression, Meaning, MonthDay, Read, Which};
use super::line::Line;
use super::rule::Rule;
use super::value::Time;
use super::{calendar, clock, duration, fiscal, holiday, part, relative, set, vague, weekday};
use crate::lexicon::en::time::{Part, Starts, Unit, Word};
use crate::lexicon::index::{word, words};

/// The expression that starts at an atom: its word tells which families may read it. None where no family does.
///
/// The order of the families of a word is that of what they take in: "5" may start a time with its day ("5 p.m.
/// Friday"), a date ("5 May") or a length ("5 days"), "the" nearly all of them. A family that reads nothing costs a
/// look at one or two atoms.
pub(super) fn expression(line: Line<'_>, at: usize) -> Option<Expression> {
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
        Word::Elapsed(..) => elapsed(line, at),
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
            let may = |families: Starts, read: fn(Line<'_>, usize) -> Option<Expression>| {
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

/// What a family read, as an expression without time, shift and modifier.
fn found((meaning, end, rule): Read) -> Expression {
    Expression { end, meaning, time: None, shift: 0, modifier: None, rule }
}

/// A set with the part of the day after it: "Tuesday nights", "every Friday morning".
fn recurring(line: Line<'_>, at: usize) -> Option<Expression> {
    let found = found(set::set(line, at)?);
    Some(match (found.meaning, line.word(found.end)) {
        (Meaning::Every(Every::Weekday(_)), Word::Part(part)) => {
            Expression { time: Some(Time::Part(part)), end: found.end + 1, ..found }
        }
        _ => found,
    })
}

/// A time of the day, with the day after it: "5 p.m. EST, Nov. 6", "noon Thursday", "mid-afternoon yesterday".
///
/// - "about 5 p.m." → the time, `APPROX`.
/// - "mid-afternoon yesterday" → the part of the day, `MID`, with the day.
/// - "late afternoon" → only behind "by", "in", "until", "since", "the" or "around", or with a hyphen inside: it may
///   describe any.
fn timed(line: Line<'_>, at: usize) -> Option<Expression> {
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
    Some(Expression { end, meaning, time: Some(time), shift: 0, modifier, rule: Rule::Clock })
}

/// Whether it is one day, with which a time of the day goes.
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

/// A part of a day before the day: "the night of 31 December". "In the morning" alone is of the day named before;
/// "the morning after" is none.
fn part_of(line: Line<'_>, at: usize) -> Option<Expression> {
    let the = line.skip(at, words!("the"));
    let (time, end) = clock::part(line, the).filter(|_| the > at)?;
    if line.is(end, words!("of"))
        && let Some(day) = point(line, end + 1).filter(|day| is_day(day.meaning) && day.time.is_none())
    {
        return Some(Expression { time: Some(time), rule: Rule::DayPart, ..day });
    }
    let alone = matches!(line.word(the), Word::Part(Part::Morning | Part::Afternoon | Part::Evening));
    (alone && line.follows(at, words!("in during")))
        .then(|| Expression { time: Some(time), ..found((Meaning::Time, end, Rule::DayPart)) })
}

/// A date with the part of the day after it, and with what widens it: "1990 and beyond", "the next year or so".
///
/// "Tuesday afternoon, Feb. 27" is one day: the date behind the part of the day tells which Tuesday.
fn dated(line: Line<'_>, at: usize) -> Option<Expression> {
    let mut found = point(line, at)?;
    if found.time.is_none()
        && is_day(found.meaning)
        && let Some((time, end)) = clock::part(line, found.end)
    {
        found = Expression { time: Some(time), end, rule: Rule::DayPart, ..found };
        // "Tuesday afternoon, Feb. 27" is one day.
        if let Meaning::Weekday(weekday, Which::Bare) = found.meaning
            && let Some((Meaning::MonthDay(date, which), end, _)) = calendar::date(line, line.skip(end, words!(",")))
        {
            let date = MonthDay { weekday: Some(weekday), ..date };
            found = Expression { meaning: Meaning::MonthDay(date, which), end, ..found };
        }
    }
    if !matches!(line.word(found.end), Word::Inner) {
        return Some(found);
    }
    let open = line.phrase(found.end, words!("and beyond")).or_else(|| line.phrase(found.end, words!("or later")));
    let about = line.phrase(found.end, words!("or so")).filter(|_| matches!(found.meaning, Meaning::Unit(..)));
    Some(match (open, about) {
        (Some(end), _) => Expression { modifier: Some("ON_OR_AFTER"), end, ..found },
        (_, Some(end)) => Expression { modifier: Some("APPROX"), end, ..found },
        _ => found,
    })
}

/// The day beside another: "the day after Christmas", but not "the day after Friday's vote", which is told from the
/// vote.
fn beside(line: Line<'_>, at: usize) -> Option<Expression> {
    if !line.is_unit(at + 1, Unit::Day) || !line.is(at, words!("the")) {
        return None;
    }
    let shift = line.pick(at + 2, &[(word!("before"), -1), (word!("after"), 1)])?;
    let day = point(line, at + 3).filter(|day| is_day(day.meaning) && day.time.is_none())?;
    let told = matches!(day.meaning, Meaning::Unit(..)) || line.is_possessive(day.end);
    (!told).then_some(Expression { shift, rule: Rule::Beside, ..day })
}

/// A point of the calendar without what stands around it: its first word tells which families may read it.
///
/// "The" and "last" start many families: what these need ahead is looked for first (a weekday within three atoms, a
/// season, month or feast within two), so that a text full of "the" costs little. A feast carries its own modifier.
fn point(line: Line<'_>, at: usize) -> Option<Expression> {
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
            part::part(line, at).or_else(|| fiscal::period(line, at)).or_else(|| calendar::date(line, at))
        }
        Word::Key => {
            let weekday = weekday_ahead().then(|| weekday::weekday(line, at)).flatten();
            weekday
                .or_else(|| fiscal::period(line, at))
                .or_else(|| name_ahead().then(|| relative::recurring(line, at)).flatten())
        }
        Word::Unit(Unit::Week) => week_of(line, at),
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
                .or_else(|| may(Starts::RANKED, part::part))
                .or_else(|| if weekday_ahead() { may(Starts::WEEKDAY, weekday::weekday) } else { None })
                .or_else(|| may(Starts::FISCAL, fiscal::period))
                .or_else(|| if name_ahead() { may(Starts::NAMED, relative::recurring) } else { None })
                .or_else(|| may(Starts::DATE, calendar::date))
                .or_else(|| may(Starts::UNIT, relative::unit))
        }
        _ => None,
    }
    .map(|read| match read.0 {
        Meaning::Holiday(feast, _) => Expression { modifier: feast.modifier(), ..found(read) },
        _ => found(read),
    })
}

/// "Yesterday", "this morning".
fn day(line: Line<'_>, at: usize) -> Option<Expression> {
    relative::day(line, at).map(|(read, time)| Expression { time, ..found(read) })
}

/// "Year-end".
fn year_end(line: Line<'_>, at: usize) -> Option<Expression> {
    relative::year_end(line, at).map(|read| Expression { modifier: Some("END"), ..found(read) })
}

/// "The week of March 10", "the week ended March 2".
fn week_of(line: Line<'_>, at: usize) -> Option<Read> {
    let week = line.skip(at, words!("the"));
    if !line.is_unit(week, Unit::Week) {
        return None;
    }
    let of = line.is(week + 1, words!("of")) && week > at;
    // The day that a week ends with is an expression of its own.
    if !of && !line.is(week + 1, words!("ended ending beginning starting to")) {
        return None;
    }
    match calendar::date(line, week + 2)? {
        (Meaning::MonthDay(date, which), end, _) => {
            Some((Meaning::WeekOf(date, which), if of { end } else { week + 1 }, Rule::WeekOf))
        }
        _ => None,
    }
}

/// The modifier that a word before a date is: "early" → `START`, "mid" → `MID`; "pre" and "post" only with a hyphen
/// behind them.
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

/// A date with what part of it is meant.
///
/// | text | modifier | date |
/// |---|---|---|
/// | early next year | `START` | next year |
/// | mid-November | `MID` | November |
/// | the end of 1994 | `END` | 1994 |
/// | the late 1990s | `END` | the decade |
/// | end of year | `END` | the article's year, where no word follows |
/// | the end of Friday | none | a single day has no end that a modifier would tell |
fn phased(line: Line<'_>, at: usize) -> Option<Expression> {
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
    if let Word::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year)) = line.word(the + 2)
        && the == at
        && !line.is_letters(the + 3)
    {
        return Some(Expression { modifier: Some(modifier), ..found((Meaning::Unit(unit, 0), the + 3, Rule::Unit)) });
    }
    let date = dated(line, the + 2).filter(|date| date.modifier.is_none() && !is_day(date.meaning))?;
    Some(Expression { modifier: Some(modifier), ..date })
}

/// "Early next year", "earlier in the year", "late on Saturday": the word at `at` is `modifier`. "on" goes with
/// weekdays only; "later in the day" is of the day that was named, or the article's.
fn phase(line: Line<'_>, at: usize, modifier: &'static str) -> Option<Expression> {
    let on = line.is(at + 1, words!("on"));
    let inside = line.phrase(at + 1, words!("in the")).is_some();
    // "Later in the day": that which was named, or the article's.
    if inside && line.is_unit(at + 3, Unit::Day) {
        let day = found((Meaning::Time, at + 4, Rule::Same));
        return Some(Expression { modifier: Some(modifier), ..day });
    }
    let date = dated(line, at + 1 + usize::from(on || inside)).filter(|date| date.modifier.is_none())?;
    (!on || matches!(date.meaning, Meaning::Weekday(..))).then_some(Expression { modifier: Some(modifier), ..date })
}

/// "The late 1990s", "the early summer": the word at the atom stands after "the", and what follows needs no more of
/// it; "the early Friday" is none.
fn determined_phase(line: Line<'_>, at: usize, modifier: &'static str) -> Option<Expression> {
    let date = match line.word(at + 1) {
        Word::Season(season) => found((Meaning::Season(season, Which::Bare), at + 2, Rule::Season)),
        _ => dated(line, at + 1).filter(|date| date.modifier.is_none())?,
    };
    let told =
        matches!(date.meaning, Meaning::Point(_) | Meaning::Month(..) | Meaning::Season(..) | Meaning::Quarter(..));
    told.then_some(Expression { modifier: Some(modifier), ..date })
}

/// A date that is told roughly: "around Nov. 1".
fn around(line: Line<'_>, at: usize) -> Option<Expression> {
    if !matches!(line.word(at), Word::About) || !line.is(at, words!("about around approximately circa")) {
        return None;
    }
    let date = dated(line, at + 1).filter(|date| date.modifier.is_none())?;
    matches!(date.meaning, Meaning::MonthDay(..) | Meaning::Month(..) | Meaning::Point(_))
        .then_some(Expression { modifier: Some("APPROX"), ..date })
}

/// The second of two expressions that share a word: "April 24 and 25", "every Monday and Thursday".
pub(super) fn second(line: Line<'_>, first: &Expression) -> Option<(usize, Expression)> {
    second_day(line, first).or_else(|| {
        let Meaning::Every(Every::Weekday(_)) = first.meaning else { return None };
        let (at, Word::Weekday(day)) = (first.end + 1, line.word(first.end + 1)) else { return None };
        let shared = line.is(first.end, words!("and or")) && !matches!(line.word(at + 1), Word::Part(_));
        shared.then_some((at, Expression { end: at + 1, meaning: Meaning::Every(Every::Weekday(day)), ..*first }))
    })
}

/// A day of a month that stands without it after another: "April 24 and 25", "June 3, 7 and 12". A later day than the
/// first, that counts nothing and is no time; a year behind it is its own.
fn second_day(line: Line<'_>, first: &Expression) -> Option<(usize, Expression)> {
    let Meaning::MonthDay(date, which @ Which::Bare) = first.meaning else { return None };
    if first.time.is_some() || first.rule == Rule::SharedDay && matches!(line.word(first.end + 2), Word::Month(_)) {
        return None;
    }
    let at = calendar::joined(line, first.end)?;
    let Word::Digits(day @ 1..=31, 1 | 2) = line.word(at) else { return None };
    let day = i8::try_from(day).ok()?;
    let listed = line.is(first.end, words!(","));
    if day <= date.day || calendar::is_counted(line, at + 1, listed) || clock::clock(line, at).is_some() {
        return None;
    }
    let (which, end) =
        calendar::year_after(line, at + 1).filter(|_| !line.is(at + 1, words!("in of"))).unwrap_or((which, at + 1));
    let date = MonthDay { day, last: None, weekday: None, ..date };
    Some((at, Expression { end, meaning: Meaning::MonthDay(date, which), rule: Rule::SharedDay, ..*first }))
}

/// Whether a hyphen joins the end of a range to the expression: "Feb. 28-March 2", "28 Feb-2 March".
pub(super) fn starts_end(line: Line<'_>, first: &Expression) -> bool {
    let day = |at: usize| matches!(line.word(at), Word::Digits(1..=31, 1 | 2));
    let month = |at: usize| matches!(line.word(at), Word::Month(_)) && line.is_capitalised(at);
    let end = first.end;
    let dated = month(end) && day(end + 1) || day(end) && month(end + 1);
    matches!(first.meaning, Meaning::MonthDay(..)) && dated
}

/// A time that a clock measured: "in 2:48:17" → PT2H48M17S; after "at", "by", "from" it is one of the day.
fn elapsed(line: Line<'_>, at: usize) -> Option<Expression> {
    let Word::Elapsed(hours, minutes, seconds) = line.word(at) else { return None };
    if line.follows(at, words!("at by until from since")) {
        let (hour, minute) = (i8::try_from(hours).ok()?, i8::try_from(minutes).ok()?);
        let clock = found((Meaning::Time, at + 1, Rule::Clock));
        return (hour < 24).then_some(Expression { time: Some(Time::Clock(hour, minute)), ..clock });
    }
    Some(found((Meaning::Elapsed(hours, minutes, seconds), at + 1, Rule::Elapsed)))
}
